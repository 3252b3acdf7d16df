"""The README's blocks and the notebook's cells: run them, and compare what they print with what is written there.

A `python` block is followed by a `text` block with what it prints. In a `console` block, lines that start with `$ ` are
commands and the others are what they print. All run in one empty folder, in order: a later one sees the former's data.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
README = ROOT / "README.md"
NOTEBOOKS = ROOT / "notebooks"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?")
TOLERANCE = 0.02
"""Of rounded figures between 0 and 1; processors differ in the last digits of a vector."""
PERCENT_TOLERANCE = 2.0
RUN_HERE = ("rapport",)
"""Commands of `console` blocks that are run; others must be made by make or pip and are only shown in `bash` blocks."""


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, its text, and where the text lies in the document."""

    language: str
    text: str
    start: int
    end: int


def blocks_of(document: str) -> list[Block]:
    """Find the fenced blocks of a Markdown text."""
    return [Block(one[1], one[2], one.start(2), one.end(2)) for one in _BLOCK.finditer(document)]


def environment(folder: Path) -> dict[str, str]:
    """Give the environment in which documents are run: own data folder, no settings of this computer, a fixed width."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    paths = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    own = {"RAPPORT_DATA_FOLDER": str(folder / "data"), "RAPPORT_CONFIG": str(folder / "none.toml")}
    return kept | own | {"PATH": paths, "COLUMNS": "110", "NO_COLOR": "1", "HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"}


def run_python(code: str, folder: Path, python: str = sys.executable) -> str:
    """Run a block in its own process and give what it printed.

    Raises:
        AssertionError: It failed; the message holds its error.
    """
    return _run([python, "-c", code], folder)


def run_console(text: str, folder: Path) -> str:
    """Run the commands of a block and give the block with what they print now.

    Raises:
        AssertionError: A command failed or is none of `RUN_HERE`.
    """
    parts = []
    for command in commands_of(text):
        words = shlex.split(command)
        assert words[0] in RUN_HERE, f"{words[0]} is not run; show it in a bash block"
        parts.append(f"$ {command}\n{_run([sys.executable, '-m', 'assistant.cli', *words[1:]], folder)}")
    return "".join(parts)


def commands_of(text: str) -> list[str]:
    """List the commands of a console block."""
    return [line[2:] for line in text.splitlines() if line.startswith("$ ")]


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def fresh_blocks(document: str, folder: Path) -> Iterator[tuple[Block, str]]:
    """Run a document's blocks in order: each block that holds an output, with what it should hold now."""
    blocks = blocks_of(document)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language == "python":
            assert following is not None, "a python block is followed by a text block with what it prints"
            assert following.language == "text", "a python block is followed by a text block with what it prints"
            yield following, run_python(block.text, folder)
        elif block.language == "console":
            yield block, run_console(block.text, folder)


def rewrite(document: str, folder: Path) -> str:
    """Give the document with what its blocks print now."""
    for block, text in reversed(list(fresh_blocks(document, folder))):
        document = document[: block.start] + text + document[block.end :]
    return document


def difference(written: str, printed: str) -> str:
    """Say where two outputs differ; numbers may do so by a little. Empty when they agree."""
    ours, theirs = written.strip().splitlines(), printed.strip().splitlines()
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        if not _agree(one, other):
            return f"line {number}: {one!r} is written, {other!r} is printed"
    return "" if len(ours) == len(theirs) else f"{len(ours)} lines are written, {len(theirs)} are printed"


def _agree(one: str, other: str) -> bool:
    if _NUMBER.sub("#", one) != _NUMBER.sub("#", other):
        return False
    pairs = zip(_NUMBER.finditer(one), _NUMBER.finditer(other), strict=True)
    return all(_close(a, b) for a, b in pairs)


def _close(one: "re.Match[str]", other: "re.Match[str]") -> bool:
    difference = abs(float(one[0]) - float(other[0]))
    if one.string[one.end() : one.end() + 2].strip().startswith("%"):
        return difference <= PERCENT_TOLERANCE
    return difference <= (TOLERANCE if "." in one[0] else 0)


# --- notebooks --------------------------------------------------------------------------------------------------------


def notebooks() -> list[Path]:
    """List the notebooks, in order."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def execute_notebook(file: Path, folder: Path) -> "object":
    """Run a notebook in an empty folder.

    Returns:
        The notebook with its outputs, without what differs from run to run or from machine to machine.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(file, as_version=4)
    former = dict(os.environ)
    try:
        for name in [one for one in os.environ if one.startswith("RAPPORT_")]:
            del os.environ[name]
        os.environ.update(environment(folder))
        client = NotebookClient(
            notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
        )
        client.execute()
    finally:
        os.environ.clear()
        os.environ.update(former)
    return tidy(notebook)


def tidy(notebook: "object") -> "object":
    """Take out run times, versions and identifiers, and join the pieces that one stream was cut into."""
    notebook.metadata = {  # type: ignore[attr-defined]
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells, 1):  # type: ignore[attr-defined]
        cell.id, cell.metadata = f"cell-{number}", {}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = _joined(cell.outputs)
    return notebook


def _joined(outputs: list[dict[str, object]]) -> list[dict[str, object]]:
    kept: list[dict[str, object]] = []
    for one in outputs:
        if one.get("name") == "stderr":
            continue
        if kept and one["output_type"] == "stream" == kept[-1]["output_type"]:
            kept[-1]["text"] = f"{kept[-1]['text']}{one['text']}"
        else:
            if one["output_type"] == "execute_result":
                one["execution_count"] = None
            kept.append(one)
    return kept


def outputs_of(notebook: "object") -> list[str]:
    """Give what each code cell shows, as text."""
    return [
        "".join(str(one.get("text", one.get("data", {}).get("text/plain", ""))) for one in cell.outputs)
        for cell in notebook.cells  # type: ignore[attr-defined]
        if cell.cell_type == "code"
    ]
