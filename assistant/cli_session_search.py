"""`rapport sessions search`: what was said about something, with the words."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from assistant.cli_shared import Wanted, open_rapport, out, two
from assistant.errors import NotFound

if TYPE_CHECKING:
    from assistant.domain.session_search import SaidAnswer, SaidHit, SessionHits
    from assistant.services import Assistant

session_group = typer.Typer()
"""The commands below `rapport sessions`."""


@session_group.command(name="search")
def search_sessions(
    question: Annotated[str, typer.Argument(help="A question, some words or one, in your own words.")],
    pair: Annotated[str, typer.Option("--with", help="Only sessions of MENTOR,MENTEE: ids or names.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many places.")] = 8,
    data_folder: Wanted = None,
) -> None:
    """Find where something was talked about, with the words that were said."""
    from assistant.domain.access import OPERATOR
    from assistant.domain.json_values import to_json
    from assistant.services.session_search import SaidOptions

    with open_rapport(data_folder) as assistant:
        relationship_id = _relationship(assistant, pair) if pair else ""
        answer = assistant.session_search.search(OPERATOR, question, relationship_id, SaidOptions(limit))
    if as_json:
        sys.stdout.write(json.dumps(to_json(answer), ensure_ascii=False, indent=2) + "\n")
    else:
        print_answer(out, answer)


def _relationship(assistant: "Assistant", pair: str) -> str:
    from assistant.domain.access import OPERATOR

    found = assistant.relationships.between(OPERATOR, *two(pair))
    if not found:
        raise NotFound(f"{pair} have no relationship.", "Run: rapport sessions")
    return found[0].id


def print_answer(out: Console, answer: "SaidAnswer") -> None:
    """Print an answer: by session, or that it was not talked about and what comes nearest."""
    for notice in answer.notices:
        out.print(Text(notice, "yellow"))
    if not answer.searched:
        out.print("There are no sessions yet. Run: rapport analyse FILE --with MENTOR,MENTEE")
        return
    if not answer.found:
        sessions = "one session" if answer.searched == 1 else f"{answer.searched:,} sessions"
        nearest = " The nearest:" if answer.nearest else ""
        out.print(Text(f"Not talked about in {sessions}, as far as can be told.{nearest}", "yellow"))
    _print_groups(out, answer.found or answer.nearest)


def _print_groups(out: Console, groups: "Sequence[SessionHits]") -> None:
    for group in groups:
        session = group.session
        when = session.held_on.isoformat() if session.held_on else "no date"
        title = session.title or session.file_name
        out.print(Text(f"\n{title}  {when}, {group.mentor_name} with {group.mentee_name}", "bold"))
        for hit in group.hits:
            out.print(_line(hit))


def _line(hit: "SaidHit") -> Text:
    one = hit.turn.utterance
    at = f"turn {one.index + 1}" if one.start_s is None else f"{int(one.start_s) // 60}:{int(one.start_s) % 60:02}"
    line = Text(f"  {at}  ", "dim")
    line.append(f"{hit.turn.speaker or 'Not named'}: ", "green")
    line.append(one.text[: hit.start])
    line.append(one.text[hit.start : hit.end], "bold")
    line.append(one.text[hit.end :])
    if hit.topic:
        line.append(f"  ({hit.topic})", "dim")
    return line
