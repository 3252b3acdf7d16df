"""`constraints.txt` pins all that `pyproject.toml` asks for, and nothing that only one machine has."""

import re
import tomllib

from docs.blocks import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LINES = [
    line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]
PINS = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in LINES}


def requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    return [
        Requirement(one) for one in [*PROJECT["dependencies"], *(one for extra in extras.values() for one in extra)]
    ]


def test_every_line_pins_one_version():
    assert [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.!]+", line)] == []


def test_every_requirement_is_pinned_to_a_version_that_it_allows():
    for requirement in requirements():
        pin = PINS[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin, prereleases=True), f"{requirement} but {pin}"


def test_torch_has_one_exact_version_everywhere():
    (torch,) = [str(one) for one in requirements() if one.name == "torch"]
    assert torch == f"torch=={PINS['torch']}"
