"""Every setting, command and tab is documented, and the documents name none that is gone."""

import json
import re

import typer
from docs.blocks import ROOT

from assistant import cli
from assistant.evaluation.tasks import TASKS
from assistant.settings import Settings

SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
EVALUATION = (ROOT / "docs" / "evaluation.md").read_text("utf-8")


def documented_settings() -> dict[str, tuple[str, str, str]]:
    """Variable, default and explanation of each row of the table."""
    rows = re.findall(r"^\| `(\w+)` \| `(RAPPORT_\w+)` \| (.+?) \| (.+?) \|$", SETTINGS, re.MULTILINE)
    return {name: (variable, default, words) for name, variable, default, words in rows}


def test_every_setting_is_documented_and_no_other():
    assert set(documented_settings()) == set(Settings.model_fields)


def test_settings_table_has_the_variables_and_defaults_of_the_code():
    for name, (variable, default, words) in documented_settings().items():
        field = Settings.model_fields[name]
        assert variable == f"RAPPORT_{name.upper()}"
        assert len(words) > 30, name
        if field.default_factory is None and field.default not in {"", None}:
            shown = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
            assert default == f"`{shown}`", name


def test_every_embedder_linguist_and_writer_is_documented():
    from assistant.engines.registry import EmbedderName, LinguistName, WriterName

    for name in (*EmbedderName, *LinguistName, *WriterName):
        assert f"`{name}`" in SETTINGS


def test_every_command_is_in_the_readme():
    names = set(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
    assert {"serve", "demo", "import", "search", "doctor", "evaluate"} <= names
    assert [name for name in sorted(names) if f"rapport {name}" not in README] == []


def test_commands_in_the_readme_exist():
    names = set(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"(?:`|\$ )rapport ([a-z-]+)", README)) <= names


def test_every_tab_is_in_the_readme(empty_assistant):
    import gradio as gr

    from assistant.ui.app import build_ui

    tabs = [block.label for block in build_ui(empty_assistant).blocks.values() if isinstance(block, gr.Tab)]
    assert "Find a mentor" in tabs
    assert [tab for tab in tabs if f"**{tab}**" not in README] == []


def test_every_task_of_evaluate_is_documented():
    assert set(re.findall(r"^## `(\w+)`", EVALUATION, re.MULTILINE)) == set(TASKS)


def test_metrics_of_the_shipped_search_set_are_documented():
    spec = json.loads((ROOT / "data" / "search_set" / "dev" / "task.json").read_text("utf-8"))
    for task in spec["tasks"]:
        for metric in task["metrics"]:
            assert f"`{metric}`" in EVALUATION


def test_changelog_has_the_version_of_the_package():
    from assistant import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
