"""Topics, overview and the text of notes on a small conversation, without weights."""

import itertools
import re
from datetime import UTC, datetime

import numpy as np
import pytest

from assistant.analysis.conversation import Conversation, read_conversation
from assistant.analysis.key_points import choose, digest
from assistant.analysis.summary import overview, summary_lines, summary_text
from assistant.analysis.telling import names_for
from assistant.analysis.topics import find_topics
from assistant.analysis.units import read_units
from assistant.domain.lengths import Length
from assistant.domain.report import Cast, CastMember, Coverage, Party, Provenance, SessionReport
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.rule_linguist import RuleLinguist

TURNS = [
    ("Ann Lee", "I read your portfolio last night and the second project is the strongest piece of work in it."),
    ("Ben Roy", "um, thanks, I was I was not sure whether the second project should come first in the portfolio."),
    ("Ann Lee", "Mm-hmm."),
    ("Ann Lee", "Put the second project first and cut the school projects out of the portfolio completely."),
    ("Ben Roy", "I will move the project to the front of the portfolio before the weekend."),
    ("Ann Lee", "The salary for that role is between fifty and sixty thousand in this city."),
    ("Ben Roy", "They offered me forty-eight thousand and the recruiter said the salary is fixed."),
    ("Ann Lee", "A recruiter always says that the salary is fixed, so ask for a review after six months."),
    ("Ben Roy", "I want to ask for fifty-four thousand and a review of the salary in the spring."),
    ("Ann Lee", "Write the number down before the call and do not say the first number yourself."),
    ("Ben Roy", "I will write the number on a card and put the card next to the phone."),
    ("Ann Lee", "Good. We meet again in two weeks and you tell me how the call with the recruiter went."),
]


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


def conversation(turns: list[tuple[str, str]] = TURNS, doubt: str = "") -> Conversation:
    utterances = tuple(Utterance(at, who, text, 10.0 * at, 10.0 * at + 9) for at, (who, text) in enumerate(turns))
    cast = Cast((CastMember("Ann Lee", Party.MENTOR), CastMember("Ben Roy", Party.MENTEE)), doubt)
    return read_conversation(Transcript(utterances, Timing.CUE), cast, HashingEmbedder(), RuleLinguist())


def test_every_line_names_utterances_that_say_it():
    talk = conversation()
    topics = find_topics(talk)
    lines = [*overview(talk, topics), *(line for one in topics for line in (one.gist, *one.key_points))]
    assert lines
    for line in lines:
        assert line.evidence
        said = " ".join(talk.transcript.utterances[at].text for at in line.evidence)
        assert {word for word in words_of(line.text) if len(word) > 4} <= set(words_of(said))


def test_topics_cover_the_session_with_their_times():
    topics = find_topics(conversation(TURNS * 6))
    assert len(topics) > 1
    assert topics[0].first == 0
    assert topics[-1].last == len(TURNS) * 6 - 1
    assert all(one.last + 1 == two.first for one, two in itertools.pairwise(topics))
    assert topics[0].start_s == 0.0
    assert topics[-1].end_s == 10.0 * (len(TURNS) * 6 - 1) + 9
    assert all(one.title for one in topics)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_short_chat_has_no_topics(count: int):
    assert find_topics(conversation(TURNS[:count])) == ()


@pytest.mark.parametrize(("length", "count"), [(Length.BRIEF, 3), (Length.STANDARD, 4), (Length.DETAILED, 5)])
def test_the_overview_has_three_to_five_sentences(length: Length, count: int):
    lines = overview(conversation(), length=length)
    assert len(lines) == count
    assert [one.evidence for one in lines] == sorted(one.evidence for one in lines)


def test_an_empty_session_has_no_overview():
    assert overview(conversation([])) == ()


def test_the_same_session_gives_the_same_notes():
    assert find_topics(conversation()) == find_topics(conversation())


def test_what_is_said_twice_is_chosen_once():
    talk = conversation([*TURNS, TURNS[5], TURNS[5]])
    found = digest(talk)
    texts = [found.units[at].text for at in choose(found, 200)]
    assert len(texts) > 3
    assert texts.count(TURNS[5][1]) == 1


def test_greedy_choice_equals_brute_force():
    found = digest(conversation())
    lazy = choose(found, 10_000, most=3)
    wanted = {stem: rate * 100 for stem, rate in found.expected.items()}
    covered: dict[str, int] = {}
    slow: list[int] = []
    for _ in range(3):
        gains = {}
        for at, unit in enumerate(found.units):
            if at in slow or not 6 <= len(unit.stems) <= 60:
                continue
            mass = sum(
                min(covered.get(one, 0) + unit.stems.count(one), wanted[one]) - min(covered.get(one, 0), wanted[one])
                for one in set(unit.stems)
            )
            gains[at] = mass / len(unit.stems) ** 0.8 * found.salience[at] ** 0.4
        slow.append(max(gains, key=lambda at: gains[at]))
        for one in found.units[slow[-1]].stems:
            covered[one] = covered.get(one, 0) + 1
    assert lazy == slow


def test_pieces_of_one_sentence_are_joined_over_a_listener():
    turns = [("Ann Lee", "the plan is that we"), ("Ben Roy", "Mm-hmm."), ("Ann Lee", "write the letter on Monday.")]
    units = read_units(conversation(turns))
    assert [(one.text, one.evidence) for one in units] == [("The plan is that we write the letter on Monday.", (0, 2))]


def test_names_are_withheld_in_doubt():
    assert names_for(conversation(), "Ann Lee") == ("Ann", "Ben")
    assert names_for(conversation(doubt="only one speaker is named"), "Ann Lee") == ("", "")
    assert names_for(conversation(), "Somebody") == ("", "")


def test_the_text_has_one_sentence_a_line_and_none_twice():
    talk = conversation()
    topics = find_topics(talk)
    lines = summary_lines(overview(talk, topics), topics)
    made = Provenance("test", "1", datetime(2026, 1, 1, tzinfo=UTC))
    report = SessionReport(overview(talk, topics), topics, (), (), (), (), (), Coverage(1, 1), made)
    assert summary_text(report).splitlines() == [one.text for one in lines]
    assert len({one.text for one in lines}) == len(lines)
    assert lines[: len(report.overview)] == report.overview


def test_vectors_are_those_of_the_sentences():
    talk = conversation()
    found = digest(talk)
    assert found.vectors.shape == (len(found.units), talk.vectors.shape[1])
    np.testing.assert_allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-5)
