"""From our errors to what the screen shows, in one place."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import AssistantError

log = logging.getLogger(__name__)


@contextmanager
def user_errors() -> Iterator[None]:
    """Show our own errors with their hint; log anything else under an incident number that the person can quote.

    The log gets the kind of error and the lines of code it came through, never its message, which
    may hold words of a person.

    Raises:
        gr.Error: In either case.
    """
    import gradio as gr

    try:
        yield
    except gr.Error:
        raise
    except AssistantError as error:
        raise gr.Error(str(error), title="That did not work", duration=None, print_exception=False) from None
    except Exception as error:
        raise gr.Error(
            incident(error),
            title="Something went wrong",
            duration=None,
            print_exception=False,
        ) from None


def incident(error: BaseException) -> str:
    """Log a bug under a number, never with its message, and say what to show."""
    number = secrets.token_hex(2).upper()
    log.error("Incident %s: %s at %s", number, type(error).__name__, _trail(error))
    return f"Something went wrong ({number}). Try again; if it stays, give this number to whoever runs Rapport."


def _trail(error: BaseException) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames)
