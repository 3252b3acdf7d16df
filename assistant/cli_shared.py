"""What the commands share: the two streams, opening Rapport, a progress bar, reading what was typed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.errors import InvalidInput

if TYPE_CHECKING:
    from assistant.services import Assistant

out = Console()
err = Console(stderr=True)
Wanted = Annotated[Path | None, typer.Option("--data-folder", help="Where database and index live.")]
Pair = Annotated[str, typer.Option("--with", help="Only those of MENTOR,MENTEE: ids or names.")]


@contextmanager
def open_rapport(data_folder: Path | None = None, **values: Any) -> Iterator["Assistant"]:
    """Open Rapport on a data folder, the one of the settings where none is named; `values` win over the settings."""
    from assistant.services import open_assistant

    given = {"data_folder": data_folder, **values}
    with open_assistant(**{name: value for name, value in given.items() if value is not None}) as assistant:
        yield assistant


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on standard error; call what it gives with what is done and all there is."""
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def two(pair: str) -> tuple[str, str]:
    """Read MENTOR,MENTEE.

    Raises:
        InvalidInput: It is not two names or ids.
    """
    mentor, comma, mentee = pair.partition(",")
    if not comma or not mentor.strip() or not mentee.strip():
        raise InvalidInput(f"--with {pair!r} is not MENTOR,MENTEE.", "Write for example --with m001,e001.")
    return mentor, mentee
