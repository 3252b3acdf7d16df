"""Every notebook runs from an empty folder and shows what is committed."""

from pathlib import Path

import nbformat
import pytest
from docs.blocks import difference, execute_notebook, notebooks, outputs_of


def names(file: Path) -> str:
    return file.name


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("file", notebooks(), ids=names)
def test_notebook_shows_what_is_committed(file: Path, tmp_path: Path):
    committed = outputs_of(nbformat.read(file, as_version=4))
    shown = outputs_of(execute_notebook(file, tmp_path))
    for number, (written, printed) in enumerate(zip(committed, shown, strict=True), 1):
        apart = difference(written, printed)
        assert not apart, f"code cell {number}, {apart}; make docs-outputs writes it anew"


@pytest.mark.parametrize("file", notebooks(), ids=names)
def test_committed_notebook_has_outputs_and_nothing_of_one_machine(file: Path):
    text = file.read_text("utf-8")
    assert str(Path.home()) not in text
    assert "/tmp/" not in text
    assert any(outputs_of(nbformat.read(file, as_version=4)))


def test_there_is_a_notebook_for_finding_mentors():
    assert "1-find-a-mentor.ipynb" in {file.name for file in notebooks()}


def test_there_is_a_notebook_from_transcript_to_notes():
    assert "2-from-transcript-to-notes.ipynb" in {file.name for file in notebooks()}
