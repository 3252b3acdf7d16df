"""`rapport sessions next`: the day on which a pair meets next."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_shared import Wanted, open_rapport, out, two
from assistant.domain.access import OPERATOR
from assistant.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from datetime import date as date_type

    from assistant.services import Assistant

_NO_DAY = "none"


def next_session(
    relationship: Annotated[str, typer.Argument(help="MENTOR,MENTEE by ids or names, or the id of a relationship.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="As 2026-11-12; none to clear it.")],
    data_folder: Wanted = None,
) -> None:
    """Set the day on which a pair meets next, for what is due before the next session."""
    on = _day(day)
    with open_rapport(data_folder) as assistant:
        assistant.next_session.set_day(OPERATOR, _relationship_id(assistant, relationship), on)
    out.print(f"The next session is on {on:%a} {on.isoformat()}." if on else "No day is set for the next session.")


def _relationship_id(assistant: "Assistant", typed: str) -> str:
    if "," not in typed:
        return typed
    found = assistant.relationships.between(OPERATOR, *two(typed))
    if not found:
        raise NotFound(f"{typed} have no relationship.", "Run: rapport sessions")
    return found[0].id


def _day(typed: str) -> "date_type | None":
    from datetime import date

    try:
        return None if typed == _NO_DAY else date.fromisoformat(typed)
    except ValueError:
        raise InvalidInput(f"{typed!r} is no date.", "Write it as 2026-11-12, or none to clear it.") from None
