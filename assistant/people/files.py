"""Opening a file of people, whatever it is called."""

from pathlib import Path

from assistant.people.csv_rows import open_csv
from assistant.people.decoding import detect_encoding, is_workbook
from assistant.people.headers import is_known_header
from assistant.people.json_rows import is_json, open_json
from assistant.people.kinds import PersonKind
from assistant.people.rows import RowSource
from assistant.people.xlsx_rows import open_xlsx


def open_people_file(path: Path, kind: PersonKind) -> RowSource:
    """Get a CSV, JSON, JSON Lines or XLSX file ready; the content says which it is, not the name.

    Raises:
        InvalidInput: It cannot be opened, is empty, or is no such file.
    """

    def knows(header: str) -> bool:
        return is_known_header(header, kind)

    if is_workbook(path):
        return open_xlsx(path, knows)
    encoding = detect_encoding(path)
    return open_json(path, encoding) if is_json(path, encoding) else open_csv(path, encoding, knows)
