"""From a file to mentors and mentees: formats, headers, values, and a word about everything that was not taken."""

from assistant.people.availability import join_slots, parse_availability, parse_slot
from assistant.people.drafts import Columns, PersonDraft, ReadRow, choose_columns, read_drafts
from assistant.people.files import open_people_file
from assistant.people.headers import ColumnGuess
from assistant.people.kinds import PersonKind
from assistant.people.report import Outcome, RowProblem, problems_csv
from assistant.people.rows import RowSource

__all__ = [
    "ColumnGuess",
    "Columns",
    "Outcome",
    "PersonDraft",
    "PersonKind",
    "ReadRow",
    "RowProblem",
    "RowSource",
    "choose_columns",
    "join_slots",
    "open_people_file",
    "parse_availability",
    "parse_slot",
    "problems_csv",
    "read_drafts",
]
