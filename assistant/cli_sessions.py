"""How sessions and their notes look on the command line, for people and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from assistant.domain.lengths import Length
    from assistant.domain.notes import NoteLine
    from assistant.domain.report import Cast, Due, Evidence, Party, SessionReport
    from assistant.domain.transcript import Transcript
    from assistant.services.loose_files import LooseReport
    from assistant.services.session_views import OpenSession, SessionRow

SHOWN_OF_ID = 8
"""Characters of an id that a list shows; a command takes them for the whole."""
TITLES = {
    "overview": "Overview",
    "key_points": "Key points",
    "action_items": "Action items",
    "decisions": "Decisions",
    "open_questions": "Open questions",
    "moments": "Moments",
}


def session_as_json(opened: "OpenSession") -> dict[str, Any]:
    """Turn an open session into plain values: facts, speakers, the report and the lines as the pair left them."""
    from assistant.domain.json_values import to_json

    return {
        "session": to_json(opened.session),
        "mentor": opened.mentor_name,
        "mentee": opened.mentee_name,
        "speakers": to_json(opened.cast),
        "notices": to_json(opened.notices),
        "version": opened.version,
        "lines": to_json(opened.lines),
        "report": to_json(opened.report),
        "transcript": to_json(opened.transcript),
    }


def loose_as_json(loose: "LooseReport") -> dict[str, Any]:
    """Turn the report of a file that is not kept into plain values."""
    from assistant.domain.json_values import to_json

    reading = loose.reading
    return {
        "file": reading.file,
        "format": reading.format,
        "title": reading.title,
        "held_on": to_json(loose.held_on),
        "speakers": to_json(loose.cast),
        "notices": to_json(reading.notices),
        "report": to_json(loose.report),
        "transcript": to_json(reading.transcript),
    }


def print_loose(out: Console, loose: "LooseReport", length: "Length") -> None:
    """Print the report of a file that is not kept."""
    from assistant.domain.lengths import lines_of_report

    when = loose.held_on.isoformat() if loose.held_on else "no date"
    out.print(Text(f"{loose.reading.title or loose.reading.file}  {when}, {loose.reading.format}", "bold"))
    _print_notices(out, [notice.text for notice in loose.reading.notices], loose.report)
    lines = lines_of_report(loose.report)
    _print_notes(out, lines, loose.report, loose.reading.transcript, loose.cast, length)


def print_session(out: Console, opened: "OpenSession", length: "Length") -> None:
    """Print a session's notes as the pair left them."""
    session = opened.session
    when = session.held_on.isoformat() if session.held_on else "no date"
    out.print(Text(f"{session.title}  {when}, {opened.mentor_name} with {opened.mentee_name}", "bold"))
    if opened.report is not None:
        _print_notices(out, [notice.text for notice in opened.notices], opened.report)
        _print_notes(out, opened.lines, opened.report, opened.transcript, opened.cast, length)


def print_rows(out: Console, rows: "Sequence[SessionRow]") -> None:
    """Print a list of sessions, or what to do when there is none."""
    if not rows:
        out.print("There are no sessions yet. Run: rapport analyse FILE --with MENTOR,MENTEE")
        return
    table = Table()
    for heading in ("Id", "Held on", "Title", "Mentor", "Mentee", "Kind", "Open", "Notes"):
        table.add_column(heading, no_wrap=heading in {"Id", "Held on", "Open"})
    for row in rows:
        session, job = row.session, row.job
        table.add_row(
            session.id[:SHOWN_OF_ID],
            session.held_on.isoformat() if session.held_on else "no date",
            Text(session.title),
            Text(row.mentor_name),
            Text(row.mentee_name),
            str(session.template).replace("_", " "),
            f"{row.open_items} of {row.items}",
            f"{job.state} {job.share:.0%}" if job and str(job.state) == "running" else str(job.state) if job else "",
        )
    out.print(table)


def _print_notices(out: Console, notices: Sequence[str], report: "SessionReport") -> None:
    for notice in (*notices, *report.notices):
        out.print(Text(notice, "yellow"))


def _print_notes(
    out: Console,
    every: "Sequence[NoteLine]",
    report: "SessionReport",
    transcript: "Transcript",
    cast: "Cast",
    length: "Length",
) -> None:
    from assistant.domain.authorship import read_words, written_by
    from assistant.domain.lengths import shorten

    lines = shorten(every, report.topics, length)
    for section, title in TITLES.items():
        found = [line for line in lines if line.section == section]
        if section == "key_points":
            _print_topics(out, report, found, transcript, cast)
            continue
        if found:
            out.print(Text(f"\n{title}", "bold cyan"))
        for line in found:
            out.print(_line(line, transcript, cast))
    out.print(Text(f"\n{read_words(report)} {written_by(report)}.", "dim"))


def _print_topics(
    out: Console, report: "SessionReport", points: "Sequence[NoteLine]", transcript: "Transcript", cast: "Cast"
) -> None:
    """Topics with their points as the pair left them; points that only people have come last."""
    from assistant.domain.notes import lines_by_topic

    for one in lines_by_topic(report.topics, points):
        topic = one.topic
        where = _place((topic.first,), transcript) if topic else ""
        out.print(Text(f"\n{topic.title if topic else 'Further points'}{where}", "bold"))
        if topic and all(line.value.text != topic.gist.text for line in one.lines):
            out.print(Text(f"  {topic.gist.text}").append(_place(topic.gist.evidence, transcript), "dim"))
        for line in one.lines:
            out.print(_line(line, transcript, cast))


def _line(line: "NoteLine", transcript: "Transcript", cast: "Cast") -> Text:
    from assistant.domain.report import ActionItem, Moment

    value = line.value
    if isinstance(value, ActionItem):
        mark = "x" if str(line.state) == "done" else "-" if str(line.state) == "dropped" else " "
        text = Text(f"  [{mark}] {value.text}")
        text.append("".join(f"  {one}" for one in (_who(value.owner, cast), _due(value.due)) if one), "green")
    elif isinstance(value, Moment):
        text = Text(f"  {str(value.kind).replace('_', ' ')}: {value.text}")
    else:
        text = Text(f"  {value.text}")
    text.append(_place(value.evidence, transcript), "dim")
    return text


def _who(owner: "Party | None", cast: "Cast") -> str:
    if owner is None:
        return ""
    return cast.name_of(owner) or str(owner)


def _due(due: "Due | None") -> str:
    if due is None:
        return ""
    return f"{due.words} ({_day(due.on)})" if due.on else due.words


def _day(day: date) -> str:
    return f"{day:%a} {day.isoformat()}"


def _place(evidence: "Evidence", transcript: "Transcript") -> str:
    """Where the words are: minutes and seconds, or which turn it is where the file has no times."""
    if not evidence:
        return ""
    first = transcript.utterances[evidence[0]]
    if first.start_s is None:
        return f"  (turn {first.index + 1})"
    return f"  ({int(first.start_s) // 60}:{int(first.start_s) % 60:02})"
