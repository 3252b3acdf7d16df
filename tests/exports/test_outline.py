"""What stands in the notes, and in which order."""

from dataclasses import replace
from datetime import date

import pytest
from small_notes import make_notes

from assistant.domain.report import Party
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.exports import Section, build_outline
from assistant.exports.templates import NotesTemplate, SectionChoice, shipped_templates

ALL = NotesTemplate("all", "All", "All", tuple(SectionChoice(one, one.value.upper()) for one in Section))


def section(outline, wanted: Section):
    return next(one for one in outline.sections if one.section is wanted)


@pytest.mark.parametrize("key", sorted(shipped_templates()))
def test_sections_come_in_the_order_of_the_template(notes, key):
    template = shipped_templates()[key]
    shown = [one.section for one in build_outline(notes, template).sections]
    assert shown == [one.section for one in template.sections if one.section in shown]
    assert {Section.OVERVIEW, Section.ACTION_ITEMS, Section.TOPICS, Section.DECISIONS} <= set(shown)


def test_section_without_lines_is_left_out_or_says_so(notes):
    choices = (SectionChoice(Section.BLOCKERS, "B"), SectionChoice(Section.CONCERNS, "C", "No concern was found."))
    (only,) = build_outline(notes, NotesTemplate("t", "T", "T", choices)).sections
    assert (only.title, only.lines, only.empty) == ("C", (), "No concern was found.")


def test_action_item_says_due_date_with_the_words_it_was_said_in(notes):
    first, second, third = section(build_outline(notes, ALL), Section.ACTION_ITEMS).lines
    assert first.detail == "due 15 May 2026 (“by Friday”)"
    assert second.detail == "Dana Reyes; due before the next session"
    assert (third.detail, third.done, first.done) == ("owner not said", True, False)


def test_item_due_next_session_gets_the_date_once_it_is_set():
    outline = build_outline(make_notes(next_session_on=date(2026, 5, 25)), ALL)
    assert section(outline, Section.ACTION_ITEMS).lines[1].detail.endswith("due before the next session (Mon 25 May)")


def test_quotes_carry_time_and_the_corrected_name(notes):
    line = section(build_outline(notes, ALL), Section.ACTION_ITEMS).lines[0]
    assert [(one.time, one.speaker) for one in line.quotes] == [("0:12", "Dana Reyes"), ("1:01", "Anna Keller")]
    assert line.quotes[1].text == notes.transcript.utterances[2].text
    assert section(build_outline(notes, ALL), Section.DECISIONS).lines[0].quotes[0].time == "1:01:40"


def test_outline_without_quotes_has_none(notes):
    outline = build_outline(notes, ALL, with_quotes=False)
    lines = [line for one in outline.sections for line in one.lines]
    assert lines
    assert not any(line.quotes or any(child.quotes for child in line.children) for line in lines)


def test_key_points_stand_once(notes):
    assert not any(line.children for line in section(build_outline(notes, ALL), Section.TOPICS).lines)
    regular = build_outline(notes, shipped_templates()["regular"])
    assert section(regular, Section.TOPICS).lines[0].children[0].text == "Dana was glad."


def test_follow_up_shows_the_earlier_promise(notes):
    (line,) = section(build_outline(notes, ALL), Section.FOLLOW_UPS).lines
    assert (line.text, line.detail) == ("Dana will talk to Priya", "done")


def test_footer_says_who_wrote_it_and_how_much_was_read(notes):
    footer = build_outline(notes, ALL).footer
    assert footer == "Written by extract (1) on 12 May 2026 from the transcript. Read 1,234 of 1,234 words."


@pytest.mark.parametrize(("timing", "shown"), [(Timing.BLOCK, "about 5:00"), (Timing.CHAT, ""), (Timing.NONE, "")])
def test_times_are_shown_for_what_they_are_worth(notes, timing, shown):
    start = None if timing is Timing.NONE else 300.0
    transcript = Transcript(tuple(Utterance(at, "Anna K", "Hi", start) for at in range(6)), timing)
    outline = build_outline(replace(notes, transcript=transcript), ALL)
    assert section(outline, Section.DECISIONS).lines[0].quotes[0].time == shown


def test_ids_made_from_evidence_survive_an_edit_of_the_words(notes):
    plain = make_notes(item_ids=())
    items = plain.report.action_items
    edited = replace(plain, report=replace(plain.report, action_items=(replace(items[0], text="New"), *items[1:])))
    assert plain.ids() == edited.ids()
    assert len(set(plain.ids())) == 3


def test_ids_of_two_items_from_the_same_words_differ(notes):
    item = notes.report.action_items[0]
    twice = make_notes(item_ids=(), report=replace(notes.report, action_items=(item, item)))
    assert len(set(twice.ids())) == 2


def test_names_come_from_the_pair_then_from_the_cast(notes):
    assert notes.name_of(Party.MENTOR) == "Anna Keller"
    assert make_notes(mentor="A. Keller").name_of(Party.BOTH) == "A. Keller and Dana Reyes"
    assert notes.name_of(None) == ""


def test_ids_must_fit_the_items():
    with pytest.raises(ValueError, match="1 ids but 3 action items"):
        make_notes(item_ids=("i1",))
