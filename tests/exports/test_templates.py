"""Templates: the five that ship, an operator's own, and what is said about one that cannot be used."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from assistant.domain.sessions import Template
from assistant.errors import InvalidInput, NotFound
from assistant.exports import Section
from assistant.exports.templates import read_template, shipped_templates
from assistant.services.templates import ChosenTemplate, TemplateService, shipped_template

OWN = """
name = "Law clinic"
[[sections]]
section = "open_questions"
title = "For the lawyer"
empty = "No question was found."
[[sections]]
section = "action_items"
"""


def test_every_kind_of_session_has_its_template():
    assert set(shipped_templates()) == set(Template)
    assert [shipped_template(kind).key for kind in Template] == list(Template)


def test_every_template_shows_what_no_notes_may_lack():
    needed = {Section.OVERVIEW, Section.TOPICS, Section.ACTION_ITEMS, Section.DECISIONS, Section.OPEN_QUESTIONS}
    for template in shipped_templates().values():
        assert needed <= {one.section for one in template.sections}, template.key


def test_templates_differ_in_order_and_titles():
    shown = {tuple((one.section, one.title) for one in template.sections) for template in shipped_templates().values()}
    assert len(shown) == len(Template)


def test_shipped_file_says_what_the_template_has():
    text = (resources.files("assistant.exports") / "templates" / "closing.toml").read_text("utf-8")
    rows = tomllib.loads(text)["sections"]
    assert [(one.section, one.title) for one in shipped_templates()["closing"].sections] == [
        (row["section"], row["title"]) for row in rows
    ]


def test_own_template_is_read_with_defaults():
    template = read_template("law_clinic", OWN, "law_clinic.toml")
    assert (template.key, template.name, template.title) == ("law_clinic", "Law clinic", "Law clinic")
    first, second = template.sections
    assert (first.section, first.title, first.empty) == (
        Section.OPEN_QUESTIONS,
        "For the lawyer",
        "No question was found.",
    )
    assert (second.title, second.empty) == ("Action items", "")


def test_own_folder_adds_templates_and_replaces_ours(tmp_path):
    (tmp_path / "law_clinic.toml").write_text(OWN, "utf-8")
    (tmp_path / "regular.toml").write_text("\ufeff" + OWN.replace("Law clinic", "Ours"), "utf-8")
    (tmp_path / "notes.txt").write_text("not a template", "utf-8")
    service = TemplateService(tmp_path)
    assert [one.key for one in service.list()] == [*Template, "law_clinic"]
    assert service.find("regular").name == "Ours"
    assert shipped_template(Template.REGULAR).name == "Regular meeting"


def test_change_of_a_file_is_seen_at_once(tmp_path):
    service = TemplateService(tmp_path)
    with pytest.raises(NotFound, match="'law_clinic'") as caught:
        service.find("law_clinic")
    assert "regular" in caught.value.hint
    (tmp_path / "law_clinic.toml").write_text(OWN, "utf-8")
    assert service.find("law_clinic").name == "Law clinic"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "not valid TOML"),
        ('name = "x"', "no \\[\\[sections\\]\\]"),
        ('name = "x"\nsections = []', "no \\[\\[sections\\]\\]"),
        ('name = "x"\nsections = "all"', "no \\[\\[sections\\]\\]"),
        (OWN.replace("open_questions", "openquestions"), "section 1 is 'openquestions'"),
        (OWN.replace("open_questions", "action_items"), "'action_items' is there twice"),
        (OWN.replace("title", "titel"), "section 1 has 'titel'"),
        (OWN.replace("name", "nome"), "the template has 'nome'"),
        (OWN.replace('"Law clinic"', "7"), "'name' of the template is '7'"),
        (OWN.replace("Law clinic", "x" * 121), "'name' of the template is 'xxx"),
        ("[[sections]]\nsection = 'wins'", "'name' of the template is ''"),
    ],
)
def test_template_that_cannot_be_used_names_file_and_value(tmp_path, text, message):
    (tmp_path / "own.toml").write_text(text, "utf-8")
    service = TemplateService(tmp_path)
    with pytest.raises(InvalidInput, match=message) as caught:
        service.find("own")
    assert str(tmp_path / "own.toml") in caught.value.message
    assert caught.value.hint
    assert service.problems() == (str(caught.value),)


@pytest.mark.parametrize("name", ["Law Clinic.toml", "..toml"])
def test_file_name_must_do_as_a_key(tmp_path, name):
    (tmp_path / name).write_text(OWN, "utf-8")
    assert "its name" in TemplateService(tmp_path).problems()[0]


def test_file_that_is_no_text_and_folder_that_is_not_there_are_named(tmp_path):
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    assert "own.toml cannot be read" in TemplateService(tmp_path).problems()[0]
    named = TemplateService(tmp_path / "nowhere")
    assert "nowhere is not there" in named.problems()[0]
    assert [one.key for one in named.list()] == list(Template)
    assert TemplateService(tmp_path / "nowhere", optional=True).problems() == ()


def test_one_file_that_cannot_be_used_stands_in_nobodys_way(tmp_path):
    (tmp_path / "bad.toml").write_text("name = ", "utf-8")
    (tmp_path / "law_clinic.toml").write_text(OWN, "utf-8")
    service = TemplateService(tmp_path)
    assert [one.key for one in service.list()] == [*Template, "law_clinic"]
    assert service.choose("law_clinic") == ChosenTemplate(service.find("law_clinic"))


@pytest.mark.parametrize(("key", "why"), [("bad", "not valid TOML"), ("gone", "no template 'gone'")])
def test_notes_are_shown_even_when_their_template_cannot_be_used(tmp_path, key, why):
    (tmp_path / "bad.toml").write_text("name = ", "utf-8")
    chosen = TemplateService(tmp_path).choose(key)
    assert chosen.template is shipped_template(Template.REGULAR)
    assert why in chosen.problem


def test_example_of_the_documentation_can_be_used():
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    example = text.split("```toml\n# law_clinic.toml\n")[1].split("```")[0]
    assert read_template("law_clinic", example, "docs").title == "Notes for the file"
    assert [one for one in Section if f"`{one}`" not in text] == []
