"""Handing an export out on the command line: to a file, into a folder, or as text on standard output."""

import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.cli_shared import err
from assistant.errors import InvalidInput
from assistant.exports import ExportFormat

if TYPE_CHECKING:
    from assistant.services.exports import Export

_ENDINGS = {f".{kind}": kind for kind in ExportFormat if kind is not ExportFormat.MAIL} | {
    ".eml": ExportFormat.MAIL,
    ".markdown": ExportFormat.MARKDOWN,
}


def kind_of(export: ExportFormat | None, output: Path | None, *, redact: bool) -> ExportFormat | None:
    """Say what is to be written: as asked, else by the ending of the file; None when nothing is to be exported.

    Raises:
        InvalidInput: The ending is not known, names are to be left out of nothing, or Word is to go to a terminal.
    """
    if export is ExportFormat.DOCX and output is None:
        raise InvalidInput("A Word document cannot be shown here.", "Add --output FILE.")
    if export is not None or (output is None and not redact):
        return export
    if output is None:
        raise InvalidInput("--redact leaves names out of an export.", "Add --export md, or --output FILE.")
    if output.is_dir():
        return ExportFormat.MARKDOWN
    kind = _ENDINGS.get(output.suffix.lower())
    if kind is None:
        raise InvalidInput(f"{output} does not say a format.", f"Give it an ending: {', '.join(_ENDINGS)}.")
    return kind


def hand_out(made: "Export", output: Path | None) -> None:
    """Write an export to a file, into a folder under its own name, or as text on standard output.

    Raises:
        InvalidInput: The file cannot be written, or there is none for a Word document.
    """
    name, content = made.file.name, made.file.content
    if output is None:
        sys.stdout.write(as_text(name, content))
        where = "FILE"
    else:
        where = str(_write(output / name if output.is_dir() else output, content))
    if made.names_key:
        err.print(
            Text(
                f"Names are left out; who is who stays in the data folder. To put them back: "
                f"rapport sessions restore {where} --key {made.names_key}",
                style="yellow",
            ),
            soft_wrap=True,
        )


def hand_out_restored(name: str, content: bytes, output: Path | None) -> None:
    """Write what has its names again. Raises as `hand_out` does."""
    if output is None:
        sys.stdout.write(as_text(name, content))
    else:
        _write(output / name if output.is_dir() else output, content)


def as_text(name: str, content: bytes) -> str:
    """Show a file in a terminal; of a mail its subject and words.

    Raises:
        InvalidInput: It is a Word document.
    """
    if name.endswith(".docx"):
        raise InvalidInput("A Word document cannot be shown here.", "Add --output FILE.")
    if name.endswith(".eml"):
        message = message_from_bytes(content, policy=default)
        return f"Subject: {message['Subject']}\n\n{message.get_content()}"
    return content.decode("utf-8-sig")


def _write(file: Path, content: bytes) -> Path:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be written ({error.strerror}).", "Choose another --output.") from None
    err.print(Text(f"Written: {file}", style="green"), soft_wrap=True)
    return file
