"""Notes without names: in every format, and back with the map."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from small_notes import make_notes

from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.engines.rule_linguist import RuleLinguist
from assistant.engines.store import ModelStore
from assistant.exports import ExportFormat, SessionNotes, export_notes
from assistant.exports.rewriting import map_texts
from assistant.exports.templates import shipped_templates
from assistant.resources import models_folder
from assistant.services.notes_redaction import redact_notes
from assistant.services.third_persons import people_finder
from assistant.transcripts.redaction import restore

REGULAR = shipped_templates()["regular"]
HIDDEN = ("Anna", "Keller", "Dana", "Reyes", "anna@example.org", "https://example.org")


@pytest.fixture
def notes() -> SessionNotes:
    return make_notes()


def priya(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    return [[(one.start(), one.end()) for one in re.finditer("Priya", text)] for text in texts]


def shown(kind: ExportFormat, content: bytes) -> str:
    if kind is ExportFormat.DOCX:
        return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return content.decode().replace("\r\n ", "").replace("=\r\n", "")


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_no_format_names_anybody(notes, kind):
    text = shown(kind, export_notes(redact_notes(notes, priya).notes, kind, REGULAR).content)
    assert [one for one in (*HIDDEN, "Priya") if one in text] == []
    assert "[Person 1" in text


def test_map_brings_all_notes_back(notes):
    redacted = redact_notes(notes, priya)
    assert map_texts(redacted.notes, lambda text: restore(text, redacted.originals)) == notes


def test_mentor_is_person_one_and_mentee_person_two(notes):
    redacted = redact_notes(make_notes(mentor="Anna Keller", mentee="Dana Reyes"))
    assert (redacted.notes.mentor, redacted.notes.mentee) == ("[Person 1]", "[Person 2]")
    assert redacted.notes.transcript.utterances[0].speaker.startswith("[Person 1")


def test_ids_and_engine_stay(notes):
    redacted = redact_notes(notes).notes
    assert (redacted.ids(), redacted.done, redacted.session.id) == (notes.ids(), notes.done, "s1")
    assert redacted.report.provenance == notes.report.provenance


def test_linguist_without_entities_leaves_the_listed_people(notes):
    redacted = redact_notes(notes, people_finder(RuleLinguist()))
    assert "Priya" in redacted.notes.transcript.utterances[0].text
    assert "Dana" not in redacted.notes.transcript.utterances[0].text


@pytest.mark.model
def test_spacy_finds_people_nobody_listed(notes):
    from assistant.engines.spacy_linguist import SpacyLinguist

    store = ModelStore(models_folder() / "registry.toml")
    said = ("I talked to Sarah Jones about it.", "And sarah agreed.", "It was Sarah who called.", "Yes.", "No.", "So.")
    utterances = tuple(Utterance(at, "Anna K", text) for at, text in enumerate(said))
    spoken = replace(notes, transcript=Transcript(utterances, Timing.NONE))
    redacted = redact_notes(spoken, people_finder(SpacyLinguist(store))).notes
    assert not [one.text for one in redacted.transcript.utterances if "sarah" in one.text.lower()]
