"""The question every service asks first."""

from assistant.domain.access import NOTHING, Action, Actor, Resource, may
from assistant.errors import NotAllowed


def require(actor: Actor, action: Action, resource: Resource = NOTHING) -> None:
    """Go on only when the actor may.

    Raises:
        NotAllowed: They may not; the message says who asked for what.
    """
    if not may(actor, action, resource):
        raise NotAllowed(
            f"A {actor.role} may not {str(action).replace('_', ' ')} here.",
            "Ask the programme's coordinator, or choose another “Acting as”.",
        )
