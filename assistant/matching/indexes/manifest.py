"""Index files on disk: written whole or not at all, and checked before they are used.

A folder holds data files and one `manifest.json` that names them with size and SHA-256. Data files get a new name at
each save; the manifest is replaced by one rename, so whoever reads finds the former set or the new one.
"""

import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from assistant.engines.protocols import ModelIdentity
from assistant.errors import IndexOutOfDate
from assistant.matching.indexes.protocols import Ids

FORMAT_VERSION = 1
MANIFEST_NAME = "manifest.json"
_LEFTOVER_AGE_S = 3600
_REBUILD_HINT = "It is rebuilt from the database at the next start; to do it now, run: rapport doctor"


class IndexKind(StrEnum):
    """What a folder holds."""

    EXACT = "exact"
    HNSW = "hnsw"
    LEXICAL = "lexical"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One data file as it was written."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds, and from which model.

    Args:
        count: How many passages.
        ids_sha256: `checksum_of_ids` of the passages, to compare with the database without loading the index.
        files: Data files by their role.
    """

    kind: IndexKind
    identity: ModelIdentity
    dim: int
    count: int
    ids_sha256: str
    files: dict[str, StoredFile]
    format_version: int = FORMAT_VERSION


def out_of_date(folder: Path, reason: str) -> IndexOutOfDate:
    """Say why the index in this folder cannot be used."""
    return IndexOutOfDate(f"The index in {folder} cannot be used: {reason}.", _REBUILD_HINT)


def checksum_of_ids(ids: Ids) -> str:
    """SHA-256 of ascending ids as little-endian 64-bit integers."""
    return hashlib.sha256(ids.astype("<i8").tobytes()).hexdigest()


def checksum_of_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces so that a big one needs no memory."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe_file(path: Path, name: str | None = None) -> StoredFile:
    """Size and checksum of a written file, under its name in the folder."""
    return StoredFile(name or path.name, path.stat().st_size, checksum_of_file(path))


def fsync_path(path: Path) -> None:
    """Make sure that a file's content, or a folder's list of names, is on the disk."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders; its renames are journalled
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def new_file(folder: Path, role: str, write: Callable[[Path], None]) -> StoredFile:
    """Write one data file under a name nobody reads yet, and bring it to the disk.

    Args:
        folder: Where; made if missing.
        role: What the file is, with its ending, such as "vectors.faiss".
        write: Called with the path to write to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem, _, ending = role.partition(".")
    path = folder / f"{stem}-{secrets.token_hex(6)}.{ending}"
    write(path)
    fsync_path(path)
    return describe_file(path)


def publish(folder: Path, manifest: Manifest) -> None:
    """Make written data files the index of this folder by one rename, then delete those that it replaces."""
    temporary = folder / f"{MANIFEST_NAME}.{secrets.token_hex(6)}.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    replaced = _named_files(folder)
    temporary.replace(folder / MANIFEST_NAME)
    fsync_path(folder)
    _remove_leftovers(folder, {stored.name for stored in manifest.files.values()}, replaced)


def _named_files(folder: Path) -> set[str]:
    try:
        return {stored.name for stored in read_manifest(folder).files.values()}
    except IndexOutOfDate:
        return set()


def _remove_leftovers(folder: Path, kept: set[str], replaced: set[str]) -> None:
    """Delete replaced files at once and strangers when old: a young one may belong to a save under way elsewhere."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        with suppress(OSError):  # a file that is still mapped (Windows) stays until a later save
            old = time.time() - path.stat().st_mtime > _LEFTOVER_AGE_S
            if path.is_file() and path.name not in kept | {MANIFEST_NAME} and (old or path.name in replaced):
                path.unlink()


def read_manifest(folder: Path) -> Manifest:
    """Read what a folder says it holds, without looking at the data files.

    Raises:
        IndexOutOfDate: There is no manifest, it cannot be read, or it has another format version.
    """
    try:
        values = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        version = values["format_version"]
        if version != FORMAT_VERSION:
            raise out_of_date(folder, f"its format is {version}, this version of Rapport reads {FORMAT_VERSION}")
        files = {role: StoredFile(**stored) for role, stored in values["files"].items()}
        return Manifest(
            IndexKind(values["kind"]),
            ModelIdentity(**values["identity"]),
            int(values["dim"]),
            int(values["count"]),
            str(values["ids_sha256"]),
            files,
        )
    except FileNotFoundError:
        raise out_of_date(folder, "there is none yet") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise out_of_date(folder, f"its {MANIFEST_NAME} is damaged") from error


def check_files(folder: Path, manifest: Manifest) -> dict[str, Path]:
    """Compare every data file with the manifest.

    Returns:
        The path of each file by its role.

    Raises:
        IndexOutOfDate: A file is missing or is not the one that was written.
    """
    paths = {}
    for role, stored in manifest.files.items():
        path = folder / stored.name
        try:
            same = path.stat().st_size == stored.bytes and checksum_of_file(path) == stored.sha256
        except OSError as error:
            raise out_of_date(folder, f"{stored.name} is missing") from error
        if not same:
            raise out_of_date(folder, f"{stored.name} is damaged")
        paths[role] = path
    return paths


def check_identity(folder: Path, manifest: Manifest, identity: ModelIdentity) -> None:
    """Refuse an index of other weights.

    Raises:
        IndexOutOfDate: The manifest names another model or revision.
    """
    if manifest.identity != identity:
        raise out_of_date(folder, f"it was made with {manifest.identity}, in use is {identity}")


def open_checked(folder: Path, identity: ModelIdentity) -> tuple[Manifest, dict[str, Path]]:
    """Read and check a folder, once more from the start when another process saved meanwhile.

    Raises:
        IndexOutOfDate: Missing, damaged, or of another model or format.
    """
    manifest = read_manifest(folder)
    while True:
        check_identity(folder, manifest, identity)
        try:
            return manifest, check_files(folder, manifest)
        except IndexOutOfDate:
            newer = read_manifest(folder)
            if newer == manifest:
                raise
            manifest = newer
