"""The writer that the settings name."""

from assistant.engines.protocols import Writer
from assistant.engines.registry import WriterName, WriterOptions, build_writer
from assistant.engines.store import ModelStore
from assistant.settings import Settings


def writer_from(settings: Settings, models: ModelStore) -> Writer:
    """Build the writer of the settings; nothing is loaded or sent before its first use.

    Raises:
        NotFound: There is no such writer, or no such model.
        InvalidInput: What the writer needs is not set.
    """
    options = WriterOptions(
        model=settings.writer_model,
        url=settings.writer_url,
        key=settings.writer_key.get_secret_value() if settings.writer_key else "",
        allow_public=settings.writer_allow_public,
        context_tokens=settings.writer_context_tokens,
        timeout_s=settings.writer_timeout_s,
        retries=settings.writer_retries,
    )
    return build_writer(settings.writer, models, options)


def sends_words(settings: Settings) -> bool:
    """Whether words of a session leave the process; for the page and `rapport doctor`."""
    return settings.writer == WriterName.ENDPOINT
