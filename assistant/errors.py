"""The one family of errors that is safe to show to the person at the screen.

A message names the input and both values ("12 vectors but 11 mentors"); the hint is the next step ("Run: rapport
doctor"). Neither ever holds words of a conversation.
"""


class AssistantError(Exception):
    """Something the person can understand and act on.

    Args:
        message: What was wrong, with the input it was wrong with.
        hint: The next step; empty when the message says it all.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotFound(AssistantError):
    """Nothing has this id or name."""


class NotAllowed(AssistantError):
    """The actor may not do this."""


class InvalidInput(AssistantError):
    """A value that was given cannot be used."""


class UnreadableTranscript(AssistantError):
    """A file that was given as a transcript cannot be read as one."""


class ConsentMissing(AssistantError):
    """One side, or both, did not agree that a transcript is read."""


class EngineUnavailable(AssistantError):
    """A model or optional package is missing, or its files are not the ones that were published."""


class IndexOutOfDate(AssistantError):
    """An index file is missing, damaged, or was made from other data or another model."""


class StorageUnavailable(AssistantError):
    """The database cannot be opened, or belongs to a newer version of Rapport."""
