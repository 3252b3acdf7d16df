"""Who is who in exports without names: the maps stay in the data folder and go with their session."""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NotFound

_KEY = re.compile(r"[0-9a-f]{8}")
_SESSION = re.compile(r"[0-9A-Za-z-]{1,64}")
OF_A_FILE = "file"
"""Stands for the session where a file was exported that is not kept."""


@dataclass(frozen=True, slots=True)
class NameMap:
    """What the placeholders of an export stand for; `session_id` is empty for a file that is not kept."""

    key: str
    session_id: str
    originals: Mapping[str, str]


class NameMaps:
    """Keeps a small JSON file for each export without names, readable by its owner alone.

    A key is drawn by lot: one made from the names would let others try out whether they guessed them.

    Args:
        folder: Made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, session_id: str, originals: Mapping[str, str]) -> str:
        """Keep what placeholders stand for; the same names of the same session keep their key.

        Returns:
            The key by which they are put back.
        """
        for one in self._of_session(session_id):
            if one.originals == originals:
                (self._folder / _name(session_id, one.key)).touch()
                return one.key
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = secrets.token_hex(4)
        descriptor = os.open(self._folder / _name(session_id, key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(dict(originals), file, ensure_ascii=False, indent=1)
        return key

    def find(self, key: str) -> NameMap:
        """Give the map of a key.

        Raises:
            NotFound: There is none, or its session was deleted.
        """
        found = next(iter(self._folder.glob(f"*.{key}.json")), None) if _KEY.fullmatch(key) else None
        if found is None:
            raise NotFound(
                f"There are no names for the key {key!r}.",
                "They are on the computer that exported the file, as long as the session is there.",
            )
        return _read(found)

    def latest(self, session_id: str) -> str:
        """Give the key that a session's names were last kept under.

        Raises:
            NotFound: They never were.
        """
        files = sorted(self._folder.glob(_name(session_id, "*")), key=lambda file: file.stat().st_mtime_ns)
        if not files:
            raise NotFound("This session was never exported without names.", "Then there is nothing to put back.")
        return _read(files[-1]).key

    def forget(self, session_id: str) -> None:
        """Delete the names of a session."""
        for one in self._of_session(session_id):
            (self._folder / _name(session_id, one.key)).unlink(missing_ok=True)

    def forget_others(self, is_there: Callable[[str], bool]) -> None:
        """Delete the names of sessions that are not there any more."""
        for file in self._folder.glob("*.*.json"):
            session_id = file.name.split(".")[0]
            if session_id != OF_A_FILE and not is_there(session_id):
                file.unlink(missing_ok=True)

    def _of_session(self, session_id: str) -> Iterator[NameMap]:
        for file in sorted(self._folder.glob(_name(session_id, "*"))):
            yield _read(file)


def _name(session_id: str, key: str) -> str:
    if session_id and not _SESSION.fullmatch(session_id):
        raise NotFound("This is no id of a session.")
    return f"{session_id or OF_A_FILE}.{key}.json"


def _read(file: Path) -> NameMap:
    session_id, key, _ = file.name.split(".")
    return NameMap(key, "" if session_id == OF_A_FILE else session_id, json.loads(file.read_text("utf-8")))
