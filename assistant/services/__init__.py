"""The composition root: settings in, one `Assistant` out, which scripts, notebooks, screens and commands all use."""

from assistant.services.assistant import Assistant, open_assistant

__all__ = ["Assistant", "open_assistant"]
