"""Runs the README and the notebooks and writes down what they print: `python -m tests.docs.outputs`."""

import sys
import tempfile
from pathlib import Path

import nbformat

from tests.docs.blocks import README, execute_notebook, notebooks, rewrite


def main() -> None:
    """Write every shown output anew; look at the differences before committing them."""
    with tempfile.TemporaryDirectory(prefix="rapport-docs-") as folder:
        written = README.read_text("utf-8")
        README.write_text(rewrite(written, Path(folder)), "utf-8")
    for file in notebooks():
        with tempfile.TemporaryDirectory(prefix="rapport-docs-") as folder:
            nbformat.write(execute_notebook(file, Path(folder)), file)
        sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
