"""Pieces of speech that are joined, and those that are not."""

from dataclasses import replace

from talk import converse

from assistant.analysis.conversation import Sentence
from assistant.analysis.units import read_units


def test_a_mark_that_was_read_as_a_sentence_ends_the_one_before():
    said = "No! The second is what the machine says to everybody."
    pieces = ((0, 2), (2, 3), (4, len(said)))
    sentences = tuple(Sentence(at, 0, "Ben", said[a:b], a, b) for at, (a, b) in enumerate(pieces))
    units = read_units(replace(converse(f"Ben: {said}"), sentences=sentences))
    assert [one.text for one in units] == ["The second is what the machine says to everybody."]
