import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.engines.protocols import Span
from assistant.engines.rule_linguist import RuleLinguist
from assistant.matching.splitting import split, split_many

LINGUIST = RuleLinguist()


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]


def cut(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_short_text_stays_whole_without_its_margins() -> None:
    assert cut("  One. Two.\n", split("  One. Two.\n", LINGUIST, count_words, 10)) == ["One. Two."]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_blank_text_gives_no_passages(text: str) -> None:
    assert split(text, LINGUIST, count_words, 5) == ()


def test_passages_are_whole_sentences_with_one_repeated() -> None:
    text = "A b c. D e f. G h i. J k l."
    assert cut(text, split(text, LINGUIST, count_words, 8)) == ["A b c. D e f.", "D e f. G h i.", "G h i. J k l."]


def test_no_overlap_repeats_nothing() -> None:
    text = "A b c. D e f. G h i. J k l."
    assert cut(text, split(text, LINGUIST, count_words, 8, overlap_sentences=0)) == ["A b c. D e f.", "G h i. J k l."]


def test_overlap_is_left_out_where_it_would_not_fit() -> None:
    text = "A b c. D e f g h. I."
    assert cut(text, split(text, LINGUIST, count_words, 6)) == ["A b c.", "D e f g h.", "I."]


def test_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = "one two three four five six seven"
    assert cut(text, split(text, LINGUIST, count_words, 3)) == ["one two three", "four five six", "seven"]


def test_word_that_is_too_long_is_cut_inside() -> None:
    def count_characters(texts: Sequence[str]) -> list[int]:
        return [len(text.replace(" ", "")) for text in texts]

    assert cut("abcdefgh ij", split("abcdefgh ij", LINGUIST, count_characters, 4)) == ["abcd", "efgh", "ij"]


def test_many_texts_are_split_each_for_itself() -> None:
    texts = ["", "One.", "A b c. D e f."]
    assert [cut(t, s) for t, s in zip(texts, split_many(texts, LINGUIST, count_words, 4), strict=True)] == [
        [],
        ["One."],
        ["A b c.", "D e f."],
    ]


def test_impossible_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="max_tokens is 0"):
        split("text", LINGUIST, count_words, 0)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("abcdeé字😀 .!?\n\t,'-\u00a0"), max_size=300) | st.text(max_size=80),
    max_tokens=st.integers(1, 12),
    overlap=st.integers(0, 3),
)
def test_no_character_is_lost_and_every_passage_fits(text: str, max_tokens: int, overlap: int) -> None:
    spans = split(text, LINGUIST, count_words, max_tokens, overlap)
    covered = {position for span in spans for position in range(span.start, span.end)}
    assert all(position in covered for position, character in enumerate(text) if not character.isspace())
    assert all(count <= max_tokens for count in count_words(cut(text, spans)))
    assert [span.start for span in spans] == sorted({span.start for span in spans})
    assert all(piece == piece.strip() and piece for piece in cut(text, spans))
