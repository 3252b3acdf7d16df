"""Notes with all that notes can hold."""

import pytest
from small_notes import make_notes

from assistant.exports import SessionNotes


@pytest.fixture
def notes() -> SessionNotes:
    return make_notes()
