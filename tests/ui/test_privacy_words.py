"""What the Setup tab says of people's words is true under the settings."""

from assistant.settings import Settings
from assistant.ui.setup_tab import privacy


def test_nothing_is_sent_unless_an_endpoint_words_the_notes() -> None:
    assert "Nothing is sent anywhere" in privacy(Settings())[0]


def test_an_endpoint_that_words_the_notes_is_named() -> None:
    said = privacy(Settings(writer="endpoint", writer_url="http://10.0.0.5:11434/v1", writer_model="small"))[0]
    assert "http://10.0.0.5:11434/v1" in said
    assert "Nothing is sent anywhere" not in said
