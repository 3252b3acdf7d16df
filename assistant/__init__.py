"""Rapport: a private, self-hosted mentorship assistant.

>>> import assistant
>>> assistant.__version__
'0.1.0'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.services import Assistant, open_assistant

__version__ = "0.1.0"
__all__ = ["Assistant", "__version__", "open_assistant"]


def __getattr__(name: str) -> Any:
    """Load the services on first use, so that importing the package stays light."""
    if name in {"Assistant", "open_assistant"}:
        from assistant import services

        return getattr(services, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
