"""Every block of the README runs, and prints what the README says it prints."""

import re
import subprocess
from pathlib import Path

import pytest
from docs.blocks import README, ROOT, blocks_of, difference, fresh_blocks

DOCUMENT = README.read_text("utf-8")


@pytest.mark.model
@pytest.mark.slow
def test_blocks_print_what_is_written(tmp_path: Path):
    seen = 0
    for block, printed in fresh_blocks(DOCUMENT, tmp_path):
        apart = difference(block.text, printed)
        assert not apart, f"{apart}; make docs-outputs writes it anew"
        seen += 1
    assert seen >= 2


def test_every_block_is_of_a_kind_that_is_run():
    assert {block.language for block in blocks_of(DOCUMENT)} <= {"bash", "python", "text", "console"}


def test_ten_lines_are_ten_lines():
    (code,) = [block.text for block in blocks_of(DOCUMENT) if block.language == "python"]
    assert len([line for line in code.splitlines() if line.strip()]) <= 10


def test_bash_blocks_name_targets_that_exist():
    lines = [line for block in blocks_of(DOCUMENT) if block.language == "bash" for line in block.text.splitlines()]
    assert lines
    for line in lines:
        command = line.partition("#")[0].split()
        assert command[0] == "make", f"{line!r} is not run by this test"
        done = subprocess.run(
            ["make", "--dry-run", *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)#]+)\)", DOCUMENT)
    assert len(targets) > 5
    assert [one for one in targets if "://" not in one and not (ROOT / one).exists()] == []
