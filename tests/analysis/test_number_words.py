import pytest

from assistant.analysis.number_words import find_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("twenty-three", {23}),
        ("the 23rd of May", {23}),
        ("1,200 copies", {1200}),
        ("twelve hundred", {1200}),
        ("two hundred and ten", {210}),
        ("four thousand", {4000}),
        ("the twenty-ninth", {29}),
        ("sixty two thousand", {62000}),
        ("62k", {62000}),
        ("no one said one thing", {1}),
        ("this one is fine", set()),
        ("", set()),
        ("half past eight", {8}),
        ("3.5 points", {3.5}),
        ("five, six or seven", {5, 6, 7}),
        ("five companies and six people", {5, 6}),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, numbers: set[float]):
    assert find_numbers(text) == numbers
