"""Nobody's rank depends on name, gender or pronouns: they are swapped over the whole demo programme."""

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from assistant.domain.people import Mentor
from assistant.domain.search import Passage
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.protocols import Embedder, Linguist
from assistant.engines.rule_linguist import RuleLinguist
from assistant.matching.corpus import KINDS, build_corpus
from assistant.matching.indexes import choose_index, new_lexical_index
from assistant.matching.passages import PassageBuilder
from assistant.matching.ranking import Ranker

DATA = Path(__file__).parents[2] / "data"
GOALS = 24
# (given name, family name) of several origins and both genders, with particles, accents, hyphens, and words of English.
OTHERS = (
    ("Aisha", "Okonkwo"),
    ("Wei", "Zhang"),
    ("Jürgen", "Müller-Lüdenscheidt"),
    ("María José", "García Pérez"),
    ("Siobhán", "O'Brien"),
    ("Raj", "Patel"),
    ("Grace", "Hunter"),
    ("Mohammed", "al-Rashid"),
    ("Ngọc Anh", "Nguyễn"),
    ("Keisha", "Washington"),
    ("Olumide", "Adeyemi"),
    ("Sven", "van der Berg"),
)
HE_TO_SHE = {
    "he": "she",
    "him": "her",
    "his": "her",
    "himself": "herself",
    "man": "woman",
    "father": "mother",
    "dad": "mum",
    "husband": "wife",
    "son": "daughter",
    "brother": "sister",
    "mr": "ms",
}
SHE_TO_HE = {new: old for old, new in HE_TO_SHE.items() if old != "him"} | {"hers": "his"}


@dataclass(frozen=True)
class Change:
    """A way to make the same programme of other people."""

    name: str
    renamed: Callable[[int, Mentor, Sequence[Mentor]], str]
    words: dict[str, str]


CHANGES = [
    Change("names of others, shuffled", lambda at, _, all_: all_[_shuffled(len(all_))[at]].name, {}),
    Change("names of other origins", lambda at, *_: " ".join(OTHERS[at % len(OTHERS)]), {}),
    Change("all one name", lambda *_: "Aisha Okonkwo", {}),
    Change("women", lambda _, mentor, __: mentor.name, HE_TO_SHE),
    Change("men", lambda _, mentor, __: mentor.name, SHE_TO_HE),
    Change("other names, other gender", lambda at, *_: " ".join(OTHERS[-1 - at % len(OTHERS)]), HE_TO_SHE | SHE_TO_HE),
]


def _shuffled(count: int) -> list[int]:
    return random.Random(7).sample(range(count), count)


def demo_mentors() -> list[Mentor]:
    found = []
    for line in (DATA / "demo" / "mentors.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        texts = {key: row.get(key, "") for key in ("id", "name", "headline", "bio")}
        lists = {key: tuple(row.get(key, ())) for key in ("skills", "fields", "past_themes")}
        found.append(Mentor(**texts, **lists))
    return found


def in_third_person(mentor: Mentor) -> Mentor:
    """The profile as an office would write it: the name in all its forms, and pronouns, around their own words."""
    given, family = mentor.name.split()[0], mentor.name.split()[-1]
    about = (
        f"Meet {mentor.name}. Here is what {given} says when he speaks for himself. {mentor.bio}"
        f" People who met Mr {family} say that his advice helped them; ask him, or write to {given}."
    )
    return replace(mentor, bio=about, headline=f"{given}: {mentor.headline}")


def changed(mentors: Sequence[Mentor], change: Change) -> list[Mentor]:
    return [_changed(one, change.renamed(at, one, mentors), change.words) for at, one in enumerate(mentors)]


def _changed(mentor: Mentor, name: str, words: dict[str, str]) -> Mentor:
    def text(old: str) -> str:
        return _with_other_words(_with_other_name(old, mentor.name, name), words)

    return replace(
        mentor,
        name=name,
        headline=text(mentor.headline),
        bio=text(mentor.bio),
        skills=tuple(map(text, mentor.skills)),
        past_themes=tuple(map(text, mentor.past_themes)),
    )


def _with_other_name(text: str, name: str, other: str) -> str:
    """Whole names first, then given and family names on their own; only where they are written with a capital."""
    new, old = other.split(), name.split()
    forms = {name: other, old[0]: new[0]} | ({old[-1]: new[-1]} if len(old) > 1 else {})
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda match: forms[match[0]], text)


def _with_other_words(text: str, words: dict[str, str]) -> str:
    if not words:
        return text

    def swap(match: re.Match[str]) -> str:
        word = words[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return re.sub(rf"\b(?:{'|'.join(words)})\b", swap, text, flags=re.IGNORECASE)


def passages_of(mentors: Sequence[Mentor], linguist: Linguist, embedder: Embedder) -> dict[str, list[Passage]]:
    return PassageBuilder(linguist, embedder.count_tokens, embedder.max_tokens).passages_of(mentors)


def ranking_texts(passages: dict[str, list[Passage]]) -> dict[str, list[tuple[str, str]]]:
    return {mentor_id: [(one.kind, one.ranking_text) for one in some] for mentor_id, some in passages.items()}


def ranker_of(passages: dict[str, list[Passage]], embedder: Embedder) -> Ranker:
    mentor_ids = tuple(passages)
    rows = [(owner, one) for owner, mentor_id in enumerate(mentor_ids) for one in passages[mentor_id]]
    ids = np.arange(1, len(rows) + 1)
    texts = [one.ranking_text for _, one in rows]
    dense = choose_index(len(rows), embedder.identity, embedder.dim)
    dense.add(ids, embedder.embed(texts))
    lexical = new_lexical_index()
    lexical.add(ids, texts)
    lexical.commit()
    owners = np.array([owner for owner, _ in rows])
    return Ranker(
        embedder,
        dense,
        lexical,
        build_corpus(mentor_ids, ids, owners, np.array([KINDS.index(one.kind) for _, one in rows])),
    )


def goals() -> list[str]:
    lines = (DATA / "search_set" / "dev" / "goals.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:GOALS]]


def assert_same_texts(before: dict[str, list[Passage]], after: dict[str, list[Passage]]) -> None:
    old, new = ranking_texts(before), ranking_texts(after)
    differ = {one: set(old[one]) ^ set(new[one]) for one in old if old[one] != new[one]}
    assert not differ, f"{len(differ)} of {len(old)} mentors, such as {next(iter(differ.items()))}"


def assert_same_ranking(before: Ranker, after: Ranker) -> None:
    for goal in goals():
        one, other = before.rank(goal), after.rank(goal)
        np.testing.assert_array_equal(one.owners, other.owners, err_msg=goal)
        np.testing.assert_array_equal(one.scores, other.scores, err_msg=goal)


WRITTEN = {"as they wrote it": lambda mentor: mentor, "in the third person": in_third_person}


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_other_names_and_pronouns_change_no_ranking_text(change: Change, written: str) -> None:
    mentors = [WRITTEN[written](mentor) for mentor in demo_mentors()]
    assert len(mentors) >= 150
    embedder, linguist = HashingEmbedder(), RuleLinguist()
    others = changed(mentors, change)
    assert others != mentors
    assert_same_texts(passages_of(mentors, linguist, embedder), passages_of(others, linguist, embedder))


def test_other_names_and_pronouns_change_no_rank_and_no_score() -> None:
    mentors = [in_third_person(mentor) for mentor in demo_mentors()]
    embedder, linguist = HashingEmbedder(), RuleLinguist()
    before = ranker_of(passages_of(mentors, linguist, embedder), embedder)
    assert len(goals()) >= 20
    for change in CHANGES[1], CHANGES[-1]:
        after = ranker_of(passages_of(changed(mentors, change), linguist, embedder), embedder)
        assert_same_ranking(before, after)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("written", WRITTEN)
def test_other_names_and_pronouns_change_nothing_with_the_shipped_models(written: str, linguist: Linguist) -> None:
    from assistant.engines.minilm import MiniLmEmbedder
    from assistant.engines.store import ModelStore
    from assistant.resources import models_folder

    mentors = [WRITTEN[written](mentor) for mentor in demo_mentors()]
    embedder = MiniLmEmbedder(ModelStore(models_folder() / "registry.toml"))
    before = passages_of(mentors, linguist, embedder)
    for change in CHANGES:
        assert_same_texts(before, passages_of(changed(mentors, change), linguist, embedder))
