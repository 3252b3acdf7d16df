"""Action items as CSV for a spreadsheet, which may not take words of people for a formula."""

import csv
import io
from collections.abc import Iterable

from assistant.exports.notes import SessionNotes

COLUMNS = (
    "id",
    "task",
    "owner",
    "owner_role",
    "due_on",
    "due_words",
    "asked_by",
    "state",
    "confirmed",
    "confidence",
    "words",
)
_STARTS_FORMULA = frozenset("=+-@＝＋－＠")


def write_items_csv(notes: SessionNotes) -> str:
    """Write one row for each action item under a row of titles, as RFC 4180 has it.

    A cell that a spreadsheet would read as a formula gets an apostrophe in front (OWASP's advice on CSV injection).
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([neutralise(cell) for cell in row] for row in _rows(notes))
    return buffer.getvalue()


def neutralise(cell: str) -> str:
    """Make sure that a spreadsheet shows a cell as text; control characters, which hide a formula, become spaces.

    >>> neutralise("=1+1"), neutralise("one")
    ("'=1+1", 'one')
    """
    plain = "".join(" " if ord(char) < 32 and char != "\n" else char for char in cell)
    return f"'{plain}" if plain.lstrip()[:1] in _STARTS_FORMULA and plain.strip() else plain


def _rows(notes: SessionNotes) -> Iterable[list[str]]:
    utterances = notes.transcript.utterances
    for key, item in zip(notes.ids(), notes.report.action_items, strict=True):
        due = notes.due_on(item)
        yield [
            key,
            item.text,
            notes.name_of(item.owner),
            item.owner.value if item.owner else "",
            due.isoformat() if due else "",
            item.due.words if item.due else "",
            notes.name_of(item.asked_by),
            "done" if key in notes.done else "dropped" if key in notes.dropped else "open",
            "no" if key in notes.unconfirmed else "yes",
            f"{item.confidence:.2f}",
            "\n".join(utterances[at].text for at in item.evidence if 0 <= at < len(utterances)),
        ]
