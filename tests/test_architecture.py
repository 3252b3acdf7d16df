"""The arrows of the architecture: domain <- engines, matching, storage ... <- services <- ui, cli."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"
PROTOCOLS = "assistant.engines.protocols"
BELOW = {"assistant.errors", "assistant.domain"}
VOCABULARY = BELOW | {"assistant.vocabulary"}
ALLOWED = {
    "errors": set(),
    "domain": set(),
    "resources": set(),
    "decoding": set(),
    "vocabulary": BELOW,
    "engines": BELOW,
    "people": VOCABULARY | {"assistant.decoding"},
    "transcripts": BELOW | {"assistant.decoding"},
    "storage": BELOW,
    "exports": BELOW,
    "matching": VOCABULARY | {PROTOCOLS},
    "analysis": BELOW | {PROTOCOLS, "assistant.resources"},
    "settings": {"assistant.errors"},
    "services": VOCABULARY
    | {
        f"assistant.{part}"
        for part in (
            "engines",
            "people",
            "matching",
            "storage",
            "settings",
            "resources",
            "transcripts",
            "exports",
            "analysis",
        )
    },
    "evaluation": BELOW
    | {PROTOCOLS}
    | {f"assistant.{part}" for part in ("services", "people", "matching", "analysis", "transcripts")},
    "ui": VOCABULARY
    | {
        PROTOCOLS,
        "assistant.services",
        "assistant.people",
        "assistant.matching",
        "assistant.exports",
        "assistant.settings",
    },
    "cli": BELOW
    | {"assistant.services", "assistant.evaluation", "assistant.matching", "assistant.people", "assistant.ui"}
    | {
        "assistant.cli_next_session",
        "assistant.cli_session_commands",
        "assistant.cli_session_search",
        "assistant.cli_shared",
    },
    "cli_shared": BELOW | {"assistant.services"},
    "cli_exports": BELOW | {"assistant.cli_shared", "assistant.exports", "assistant.services"},
    "cli_session_commands": BELOW
    | {"assistant.cli_exports", "assistant.cli_session_search", "assistant.cli_sessions", "assistant.cli_shared"}
    | {"assistant.exports", "assistant.services", "assistant.transcripts"},
    "cli_session_search": BELOW | {"assistant.cli_shared", "assistant.services"},
    "cli_next_session": BELOW | {"assistant.cli_shared", "assistant.services"},
    "cli_sessions": BELOW | {"assistant.services"},
}
HEAVY = {
    "torch",
    "spacy",
    "faiss",
    "gradio",
    "onnxruntime",
    "sentence_transformers",
    "transformers",
    "tantivy",
    "numpy",
}


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
    return found


def files() -> list[Path]:
    face = {PACKAGE / "__init__.py", PACKAGE / "__main__.py"}  # loads the services on first use
    return sorted(file for file in PACKAGE.rglob("*.py") if "_shipped" not in file.parts and file not in face)


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_follow_the_arrows(file: Path):
    part = part_of(file)
    ours = {name for name in imports_of(file) if name.startswith("assistant.")}
    allowed = ALLOWED[part] | {f"assistant.{part}"}
    turned = {name for name in ours if not any(name == one or name.startswith(f"{one}.") for one in allowed)}
    assert not turned, f"{file.relative_to(PACKAGE)} may not import {sorted(turned)}"


def test_only_the_screens_import_gradio():
    assert {part_of(file) for file in files() if any(n.split(".")[0] == "gradio" for n in imports_of(file))} == {"ui"}


def test_only_storage_imports_sqlalchemy():
    users = {
        part_of(file) for file in files() if any(n.split(".")[0] in {"sqlalchemy", "alembic"} for n in imports_of(file))
    }
    assert users == {"storage"}


def test_domain_uses_the_standard_library_only():
    names = {name.split(".")[0] for file in (PACKAGE / "domain").glob("*.py") for name in imports_of(file)}
    assert names - {"assistant"} <= sys.stdlib_module_names


@pytest.mark.parametrize("code", ["import assistant", "import assistant.cli"])
def test_importing_the_package_loads_nothing_heavy(code: str):
    script = f"{code}; import sys; print(*sorted(set(sys.modules) & {HEAVY!r}))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []


def test_help_loads_nothing_heavy():
    script = (
        "import sys, assistant.cli as c\n"
        "try:\n    c.app(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', *sorted(set(sys.modules) & {HEAVY!r}))"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "search" in printed
    assert printed.splitlines()[-1].split() == ["HEAVY"]
