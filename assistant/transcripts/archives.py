"""Reading members of a ZIP file, never more than is sensible."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.transcripts.refusing import refuse

MOST_UNPACKED = 128 << 20
_MOST_RATIO = 300
_SMALL = 4 << 20
_MOST_MEMBERS = 10_000
_BLOCK = 1 << 16


@contextmanager
def opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever is wrong with it, then or while it is read, becomes a clear error.

    Raises:
        UnreadableTranscript: It is damaged, has a password, or has too many members.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                refuse(name, f"holds {len(archive.infolist())} files, more than are read")
            yield archive
    except RuntimeError:  # what zipfile raises for a member with a password
        refuse(name, "has a password", "Save it without one.")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, LookupError):
        refuse(name, "is damaged: it cannot be unpacked", "Save or download it again.")


def unpacked(name: str, archive: zipfile.ZipFile, member: str, budget: int = MOST_UNPACKED) -> Iterator[bytes]:
    """Give a member in blocks; what it really unpacks to counts, not what the archive claims.

    Raises:
        UnreadableTranscript: It unpacks to more than `budget`, or to 300 times its size, as bombs do.
    """
    packed, total = max(1, archive.getinfo(member).compress_size), 0
    with archive.open(member) as file:
        while block := file.read(_BLOCK):
            total += len(block)
            if total > budget or (total > _SMALL and total > packed * _MOST_RATIO):
                refuse(name, f"unpacks to more than {total >> 20} MiB, which no transcript does")
            yield block


def read_member(name: str, archive: zipfile.ZipFile, member: str, budget: int) -> bytes:
    """Read a whole member within a budget of bytes."""
    return b"".join(unpacked(name, archive, member, budget))
