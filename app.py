"""Opens Rapport in the browser: settings, services, screens."""

from assistant import open_assistant
from assistant.ui.app import launch

if __name__ == "__main__":
    with open_assistant() as assistant:
        launch(assistant, open_browser=True)
