"""What became of earlier promises."""

from datetime import date

import pytest

from assistant.analysis.conversation import Conversation, read_conversation
from assistant.analysis.follow_ups import OpenItem, follow_up
from assistant.analysis.progress_words import content_stems, is_new_promise, says_progress, without_names
from assistant.domain.report import Cast, CastMember, Party, Progress
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.rule_linguist import RuleLinguist

CAST = Cast((CastMember("A", Party.MENTOR, "Anna Keller"), CastMember("D", Party.MENTEE, "Dana Reyes")))
EMBEDDER = HashingEmbedder()
TALK = (
    ("A", "Hello, how was the holiday?"),
    ("D", "Lovely, we swam in the lake with the children."),
    ("A", "Did you talk to the landlord about the bakery lease?"),
    ("D", "Yes. I spoke to the landlord on Tuesday and he signed the bakery lease."),
    ("A", "And the spreadsheet with the flour prices?"),
    ("D", "I haven't finished the flour spreadsheet, half of it is there."),
    ("A", "What about the evening course in accounting?"),
    ("D", "I won't do the accounting course, there is no point any more."),
    ("A", "Fair enough."),
)


def conversation(*turns: tuple[str, str]) -> Conversation:
    utterances = tuple(Utterance(at, who, text) for at, (who, text) in enumerate(turns))
    transcript = Transcript(utterances, Timing.NONE)
    return read_conversation(transcript, CAST, EMBEDDER, RuleLinguist(), held_on=date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "progress", "place"),
    [
        ("Dana will talk to the landlord about the bakery lease", Progress.DONE, 3),
        ("Dana will finish the spreadsheet with the flour prices", Progress.UNDER_WAY, 5),
        ("Dana will enrol in the evening course in accounting", Progress.DROPPED, 7),
    ],
)
def test_says_what_became_of_an_item_with_the_words(text: str, progress: Progress, place: int):
    (found,) = follow_up(conversation(*TALK), [OpenItem("i1", text, Party.MENTEE)], EMBEDDER)
    assert (found.item, found.progress) == ("i1", progress)
    assert place in found.evidence
    assert 0 < found.confidence <= 1


def test_an_item_that_nobody_speaks_of_is_not_mentioned_and_has_no_evidence():
    (found,) = follow_up(conversation(*TALK), [OpenItem("i1", "Anna will photograph her passport")], EMBEDDER)
    assert (found.progress, found.evidence) == (Progress.NOT_MENTIONED, ())


def test_an_answer_without_the_items_words_counts_for_the_question_before_it():
    talk = conversation(("A", "Did you register the trademark for the bakery?"), ("D", "No, I haven't yet."))
    (found,) = follow_up(talk, [OpenItem("i1", "Dana will register the trademark of the bakery")], EMBEDDER)
    assert (found.progress, found.evidence) == (Progress.UNDER_WAY, (0, 1))


def test_there_is_one_answer_for_each_item_in_order():
    items = [
        OpenItem(str(at), text) for at, text in enumerate(("Dana will fly a kite", "Dana will sign the lease", ""))
    ]
    assert [one.item for one in follow_up(conversation(*TALK), items, EMBEDDER)] == ["0", "1", "2"]
    assert follow_up(conversation(*TALK), [], EMBEDDER) == ()


def test_an_empty_session_mentions_nothing():
    (found,) = follow_up(conversation(), [OpenItem("i1", "Dana will sign the lease")], EMBEDDER)
    assert (found.progress, found.evidence) == (Progress.NOT_MENTIONED, ())


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("I sent it on the Monday.", Progress.DONE),
        ("Yes, I did all four.", Progress.DONE),
        ("sent it that morning with the terms", Progress.DONE),
        ("No, I haven’t yet.", Progress.UNDER_WAY),
        ("I'm still waiting for her.", Progress.UNDER_WAY),
        ("I forgot, and then I remembered.", Progress.UNDER_WAY),
        ("I didn't get round to it.", Progress.UNDER_WAY),
        ("I'd rather you left it.", Progress.DROPPED),
        ("I did half a page. I stopped.", Progress.DROPPED),
        ("You don't need to send it any more.", Progress.DROPPED),
        ("The weather is grey.", None),
        ("", None),
    ],
)
def test_words_say_how_far_something_is(text: str, progress: Progress | None):
    assert says_progress(text) is progress


def test_a_new_promise_is_no_report():
    assert is_new_promise("I'll send you the list tomorrow.")
    assert not is_new_promise("I sent you the list, I'll wait.")


def test_items_are_compared_by_what_they_are_about():
    assert without_names("Dana's list for Anna Keller", ["Anna Keller", "Dana Reyes"]) == "list for"
    assert content_stems("Dana will send the signed contracts", ["Dana Reyes"]) == content_stems("sign contract")


def test_a_short_note_on_other_things_completes_nothing():
    talk = conversation(("D", "Talked about rent."), ("D", "We decided to wait with the loan."))
    items = [
        OpenItem("i1", "Dana will write the checklist for the team by Friday"),
        OpenItem("i2", "Anna will send her notes"),
    ]
    assert {one.progress for one in follow_up(talk, items, EMBEDDER)} == {Progress.NOT_MENTIONED}
