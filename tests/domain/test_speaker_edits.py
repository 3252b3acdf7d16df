"""Edits of speakers change who says what, and never where a turn stands."""

import pytest

from assistant.domain.report import Cast, CastMember, Party
from assistant.domain.speaker_edits import Assign, Merge, Reassign, Rename, Swap, apply, are_exchanged
from assistant.domain.transcript import Timing, Transcript, Utterance

TALK = Transcript(
    tuple(Utterance(at, speaker, f"turn {at}") for at, speaker in enumerate(("A", "B", "A", "iPad", "B"))), Timing.NONE
)
CAST = Cast(
    (CastMember("A", Party.MENTOR, "Anna"), CastMember("B", Party.MENTEE), CastMember("iPad", None)), "one is unknown"
)


def speakers(transcript):
    return [one.speaker for one in transcript.utterances]


def test_renaming_changes_what_a_side_is_called_and_nothing_else():
    talk, cast = apply(TALK, CAST, [Rename("B", "Ben")])
    assert talk == TALK
    assert cast.name_of(Party.MENTEE) == "Ben"
    assert cast.doubt == "one is unknown"


def test_saying_who_somebody_is_ends_the_doubt():
    _, cast = apply(TALK, CAST, [Assign("iPad", Party.MENTEE)])
    assert cast.party_of("iPad") is Party.MENTEE
    assert cast.doubt == ""


def test_swapping_exchanges_the_sides_and_twice_gives_them_back():
    _, cast = apply(TALK, CAST, [Swap()])
    assert (cast.party_of("A"), cast.party_of("B"), cast.party_of("iPad")) == (Party.MENTEE, Party.MENTOR, None)
    assert apply(TALK, CAST, [Swap(), Swap()])[1].roles == CAST.roles


NAMES = {Party.MENTOR: "Anna", Party.MENTEE: "Dana"}
GUESSED = Cast((CastMember("1", Party.MENTOR, "Anna"), CastMember("2", Party.MENTEE, "Dana")), "numbered")


def test_who_turns_out_to_be_the_mentor_has_the_mentors_name():
    _, cast = apply(TALK, GUESSED, [Swap()], NAMES)
    assert [(one.party, one.name) for one in cast.roles] == [(Party.MENTEE, "Dana"), (Party.MENTOR, "Anna")]
    _, cast = apply(TALK, GUESSED, [Assign("1", None), Assign("2", Party.MENTOR)], NAMES)
    assert [(one.party, one.name) for one in cast.roles] == [(None, ""), (Party.MENTOR, "Anna")]


def test_a_name_that_a_person_typed_stays_with_the_speaker():
    _, cast = apply(TALK, GUESSED, [Rename("1", "Annie"), Swap()], NAMES)
    assert [one.name for one in cast.roles] == ["Annie", "Anna"]


def test_two_that_were_taken_for_each_other_are_told_from_other_corrections():
    def after(*edits):
        return apply(TALK, GUESSED, edits, NAMES)[1]

    assert are_exchanged(GUESSED, after(Swap()))
    assert are_exchanged(GUESSED, after(Assign("1", Party.MENTEE), Assign("2", Party.MENTOR)))
    assert not are_exchanged(GUESSED, after())
    assert not are_exchanged(GUESSED, after(Assign("1", None)))
    assert not are_exchanged(GUESSED, after(Assign("1", Party.MENTEE)))


def test_merging_gives_all_turns_to_one_and_drops_the_other():
    talk, cast = apply(TALK, CAST, [Merge("iPad", "B")])
    assert speakers(talk) == ["A", "B", "A", "B", "B"]
    assert [role.speaker for role in cast.roles] == ["A", "B"]


def test_single_turns_can_go_to_somebody_new():
    talk, cast = apply(TALK, CAST, [Reassign((2, 4), "Carla"), Assign("Carla", Party.MENTEE)])
    assert speakers(talk) == ["A", "B", "Carla", "iPad", "Carla"]
    assert cast.party_of("Carla") is Party.MENTEE
    assert [one.text for one in talk.utterances] == [one.text for one in TALK.utterances]


def test_edits_are_replayed_in_order():
    edits = [Merge("iPad", "B"), Reassign((3,), "A"), Rename("A", "Annie")]
    talk, cast = apply(TALK, CAST, edits)
    assert speakers(talk) == ["A", "B", "A", "A", "B"]
    assert cast.name_of(Party.MENTOR) == "Annie"


@pytest.mark.parametrize(
    "edit",
    [Rename("Z", "x"), Merge("Z", "A"), Merge("A", "Z"), Merge("A", "A"), Reassign((99,), "A"), Reassign((1,), "")],
)
def test_an_edit_of_what_is_not_there_changes_nothing(edit):
    assert apply(TALK, CAST, [edit]) == (TALK, CAST)
