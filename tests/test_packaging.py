"""The wheel works outside the checkout: it is built, installed into a fresh environment, and used there."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from docs.blocks import README, ROOT, blocks_of, difference, environment

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]
WHERE = "import assistant, assistant.resources as r; print(assistant.__file__, r.models_folder(), r.data_folder())"


def call(*command: object, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Run a command and give what it printed; its error is the failure."""
    done = subprocess.run(
        [str(one) for one in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-1500:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network by the installed build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, which borrows the dependencies of this one but not the checkout.

    A folder named in a `.pth` file is searched, but `.pth` files inside it, such as an editable install, are not read.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    site = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(folder), "platbase": str(folder)}))
    call(
        sys.executable,
        "-m",
        "pip",
        "--python",
        folder,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=folder,
    )
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder


def python_of(folder: Path) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def outside(fresh: Path, folder: Path) -> dict[str, str]:
    """An environment in which the fresh installation comes first and nothing points at the checkout."""
    own = environment(folder)
    own.pop("PYTHONPATH", None)
    return own | {"PATH": os.pathsep.join((str(python_of(fresh).parent), own["PATH"]))}


def test_wheel_carries_models_demo_data_and_types(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "assistant/_shipped/models/registry.toml",
        "assistant/_shipped/models/cards/all-MiniLM-L6-v2.md",
        "assistant/_shipped/data/demo/mentors.jsonl",
        "assistant/_shipped/data/demo/mentees.jsonl",
        "assistant/vocabulary/fields.toml",
        "assistant/people/headers.toml",
        "assistant/ui/theme.css",
        "assistant/exports/notes.schema.json",
        "assistant/exports/templates/regular.toml",
        "assistant/storage/migrations/versions/0001_first_tables.py",
        "assistant/py.typed",
    ):
        assert name in names, f"{name} is not in the wheel"
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]
    assert not [name for name in names if "__pycache__" in name]


def test_wheel_has_every_file_of_the_package(wheel: Path):
    listed = (
        call("git", "ls-files", "assistant", "models", "data", cwd=ROOT).split("\n") if (ROOT / ".git").exists() else []
    )
    if not listed:
        pytest.skip("not a Git checkout, so there is no list to compare with")
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [one if one.startswith("assistant/") else f"assistant/_shipped/{one}" for one in listed if one]
    assert [one for one in shipped if one not in names and not one.endswith(".gitignore")] == []


def test_installed_package_and_its_data_come_from_the_wheel(fresh: Path, tmp_path: Path):
    paths = call(python_of(fresh), "-c", WHERE, cwd=tmp_path, env=outside(fresh, tmp_path)).split()
    assert len(paths) == 3
    for path in paths:
        assert Path(path).resolve().is_relative_to(fresh.resolve()), path


@pytest.mark.model
def test_demo_search_doctor_and_the_ten_lines_run_outside_the_checkout(fresh: Path, tmp_path: Path):
    env = outside(fresh, tmp_path)
    command = python_of(fresh).parent / "rapport"
    assert "158 mentors and 62 mentees" in call(command, "demo", cwd=tmp_path, env=env)
    said = call(command, "doctor", cwd=tmp_path, env=env)
    assert "all-MiniLM-L6-v2" in said
    blocks = blocks_of(README.read_text("utf-8"))
    at = next(number for number, block in enumerate(blocks) if block.language == "python")
    printed = call(python_of(fresh), "-c", blocks[at].text, cwd=tmp_path, env=env)
    assert difference(blocks[at + 1].text, printed) == ""
