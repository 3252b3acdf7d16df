"""Who is who: names, roles, elimination, talk; and doubt rather than a wrong owner."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis.casting import cast
from assistant.domain.report import Cast, Party
from assistant.domain.snippets import snippets
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.resources import data_folder
from assistant.transcripts import read_transcript

MENTOR, MENTEE = "Camila Prado Teles", "Danilo Figueira"
PLAIN = "I think that we can look at this from another side now"


def talk(*turns: tuple[str, str]) -> Transcript:
    return Transcript(tuple(Utterance(at, who, text) for at, (who, text) in enumerate(turns)), Timing.NONE)


def speakers(*names: str) -> Transcript:
    return talk(*((name, PLAIN) for name in (*names, *names)))


def sides(found: Cast) -> dict[str, Party | None]:
    return {role.speaker: role.party for role in found.roles}


@pytest.mark.parametrize(
    ("mentor", "mentee"),
    [
        ("Camila Prado Teles", "Danilo Figueira"),
        ("Teles, Camila (External)", "danilo.f"),
        ("Camila's iPhone", "Danilo"),
        ("CAMILA", "D. Figueira"),
        ("Camila Prado Teles", "Mum's laptop"),
        ("Speaker 2", "Danilo Figueira"),
    ],
)
def test_names_and_elimination_say_who_is_who(mentor: str, mentee: str):
    for names in ((mentor, mentee), (mentee, mentor)):
        found = cast(speakers(*names), MENTOR, MENTEE)
        assert sides(found) == {mentor: Party.MENTOR, mentee: Party.MENTEE}
        assert found.doubt == ""
        assert [role.speaker for role in found.roles] == list(names)
        assert (found.name_of(Party.MENTOR), found.name_of(Party.MENTEE)) == (MENTOR, MENTEE)


def test_third_persons_have_no_side():
    found = cast(speakers(MENTOR, "Renata Quintela", MENTEE, "Otter Notetaker"), MENTOR, MENTEE)
    assert sides(found) == {
        MENTOR: Party.MENTOR,
        "Renata Quintela": None,
        MENTEE: Party.MENTEE,
        "Otter Notetaker": None,
    }
    assert found.doubt == ""


def test_one_person_under_two_names_is_one_side():
    found = cast(speakers(MENTOR, "Danilo Figueira", "Danilo's iPhone"), MENTOR, MENTEE)
    assert sides(found)["Danilo Figueira"] is sides(found)["Danilo's iPhone"] is Party.MENTEE
    assert found.doubt == ""


def test_the_files_own_roles_decide():
    found = cast(speakers("Ana", "Bea"), MENTOR, MENTEE, roles=(("Ana", "Coachee"), ("Bea", "coach")))
    assert sides(found) == {"Ana": Party.MENTEE, "Bea": Party.MENTOR}
    assert found.doubt == ""


def test_attendees_spell_out_a_short_label():
    found = cast(speakers("Prado", "Quim"), "Camila Souza", "Joaquim Lopes", ("Camila Souza Prado", "Quim Lopes"))
    assert sides(found)["Prado"] is Party.MENTOR
    assert found.doubt == ""


@pytest.mark.parametrize(
    ("transcript", "reason"),
    [
        (speakers(""), "the file does not name its speakers"),
        (speakers("SPEAKER_00", "SPEAKER_01"), "numbers its speakers"),
        (speakers("SPEAKER_00"), "only one speaker"),
        (speakers("Danilo Figueira"), "only one speaker"),
        (speakers("Xiu", "Yan"), "are not those of the mentor and the mentee"),
        (speakers("Danilo Figueira", "Xiu", "Yan"), "no speaker has the mentor's name"),
        (talk(("", PLAIN * 5), (MENTOR, "Yes"), (MENTEE, "No")), "most of what was said has no speaker"),
        (Transcript((), Timing.NONE), "does not name"),
    ],
)
def test_owners_are_withheld_where_attribution_is_doubtful(transcript: Transcript, reason: str):
    assert reason in cast(transcript, MENTOR, MENTEE).doubt


def test_two_speakers_that_fit_both_people_alike_leave_a_doubt():
    found = cast(speakers("Anna", "Anna K"), "Anna Keller", "Anna Kowalska")
    assert found.doubt


def test_two_speakers_with_the_mentors_name_and_none_with_the_mentees_leave_a_doubt():
    found = cast(speakers("Camila Prado", "Camila Teles", "Xiu"), MENTOR, MENTEE)
    assert found.doubt == "two speakers could be the mentor"


def test_talk_that_is_plain_tells_numbered_speakers_apart():
    found = cast(
        talk(
            ("SPEAKER_01", "Hi Danilo, I'm Camila, nice to meet you."),
            ("SPEAKER_00", "Hi Camila. Thanks, Camila, for the time."),
            ("SPEAKER_01", "Okay, Danilo, where do we start?"),
        ),
        MENTOR,
        MENTEE,
    )
    assert sides(found) == {"SPEAKER_01": Party.MENTOR, "SPEAKER_00": Party.MENTEE}
    assert found.doubt == ""


def test_weak_talk_proposes_and_leaves_the_doubt():
    found = cast(
        talk(("SPEAKER_00", "Hi Camila."), ("SPEAKER_01", "Have you tried to ask her? What if you wrote?")),
        MENTOR,
        MENTEE,
    )
    assert sides(found) == {"SPEAKER_00": Party.MENTEE, "SPEAKER_01": Party.MENTOR}
    assert found.doubt


def test_talk_against_the_names_leaves_a_doubt():
    turns = [(MENTOR, "Thanks, Camila, I will."), (MENTEE, "Okay, Danilo, good.")] * 2
    assert cast(talk(*turns), MENTOR, MENTEE).doubt == "what is said does not fit the speakers' names"
    assert cast(talk(*((MENTEE if who == MENTOR else MENTOR, text) for who, text in turns)), MENTOR, MENTEE).doubt == ""


def test_a_little_unnamed_talk_does_not_matter():
    found = cast(talk((MENTOR, PLAIN), (MENTEE, PLAIN), ("", "Mm-hm.")), MENTOR, MENTEE)
    assert sides(found)[""] is None
    assert found.doubt == ""


def test_snippets_are_the_most_telling_turns_in_order():
    transcript = talk(
        ("A", "no no no no no no no no no no no no"),
        ("A", "I run the desk for refunds in the bank"),
        ("B", "Right."),
        ("A", "Okay."),
        ("A", "My boss thinks that I am ungrateful for all this"),
        ("A", "So I have counted every complaint for a month now"),
    )
    assert [one.utterance for one in snippets(transcript, "A")] == [1, 4, 5]
    assert [one.text for one in snippets(transcript, "B")] == ["Right."]
    assert snippets(transcript, "C") == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "A", "SPEAKER_00", "Camila", "Dan", "1"]), st.text(max_size=30)), max_size=8
    )
)
def test_any_transcript_has_one_member_for_each_speaker(turns: list[tuple[str, str]]):
    found = cast(talk(*turns), MENTOR, MENTEE)
    assert [role.speaker for role in found.roles] == list(dict.fromkeys(who for who, _ in turns))


def test_the_demo_sessions_for_development_are_cast_right():
    folder = data_folder() / "sessions" / "dev"
    names = _names(data_folder() / "demo")
    for row in map(json.loads, (folder / "sessions.jsonl").read_text("utf-8").splitlines()):
        reading = read_transcript(folder / row["file"])
        found = cast(reading.transcript, names[row["mentor"]], names[row["mentee"]], reading.attendees, reading.roles)
        named = all("peaker" not in one.casefold() for one in row["speakers"])
        assert (found.doubt == "") is named, row["id"]
        if named:
            assert sides(found) == {one: Party(side) for one, side in row["speakers"].items()}, row["id"]


def _names(folder: Path) -> dict[str, str]:
    lines = [
        line for kind in ("mentors", "mentees") for line in (folder / f"{kind}.jsonl").read_text("utf-8").splitlines()
    ]
    return {row["id"]: row["name"] for row in map(json.loads, lines)}


def test_a_guess_in_doubt_does_not_take_a_name_away_that_the_file_gives():
    found = cast(speakers("Mercy Boma", "Stavros V", "Felix"), MENTOR, MENTEE)
    assert found.doubt
    assert [role.name for role in found.roles] == ["", "", ""]
    numbered = cast(speakers("Speaker 1", "Speaker 2"), MENTOR, MENTEE)
    assert numbered.doubt
    assert {role.name for role in numbered.roles} == {MENTOR, MENTEE}
