"""SHA-256 of model files, each computed once: a file of unchanged size and time is not read again."""

import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class ChecksumCache:
    """Remembers the checksum of a file by its path, size and time of last change.

    Args:
        file: Where to keep them between starts; None keeps them for this process only.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known: dict[str, str] | None = None
        self._lock = threading.Lock()

    def sha256(self, file: Path) -> str:
        """Compute, or recall, the SHA-256 of a file.

        Returns:
            64 hexadecimal digits.

        Raises:
            OSError: The file cannot be read.
        """
        stat = file.stat()
        key = f"{file.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
        with self._lock:
            if self._known is None:
                self._known = self._read()
            if key not in self._known:
                self._known[key] = _digest(file)
                self._write(self._known)
            return self._known[key]

    def _read(self) -> dict[str, str]:
        if self._file is None:
            return {}
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}

    def _write(self, known: Mapping[str, str]) -> None:
        """Replace the file in one step; a folder that cannot be written only costs time at the next start."""
        if self._file is None:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=self._file.name)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(dict(known), out, indent=0)
            Path(name).replace(self._file)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
