"""BM25 over passages: against hand-worked scores, and with whatever people type."""

import math
import threading

import numpy as np
import pytest

from assistant.errors import IndexOutOfDate, InvalidInput, StorageUnavailable
from assistant.matching.indexes import load_lexical_index, new_lexical_index

TEXTS = {
    3: "I help people negotiate a first offer and salary talks",
    8: "Violin and cello lessons for adults",
    20: "Management of small teams, C++ and rockets",
    21: "Salary",
    40: "Café owner, bakes bread",
}


@pytest.fixture
def index():
    filled = new_lexical_index()
    filled.add(list(TEXTS), list(TEXTS.values()))
    filled.commit()
    return filled


def found(index, text, k=5, allowed=None):
    return [number for number, _ in index.search(text, k, allowed).found(0)]


def test_scores_are_bm25(index):
    """k1 = 1.2, b = 0.75; lengths in stems: help people negoti first offer salari talk = 7, then 4, 5, 1, 4."""
    lengths = {3: 7, 21: 1}
    idf = math.log(1 + (5 - 2 + 0.5) / (2 + 0.5))
    mean = (7 + 4 + 5 + 1 + 4) / 5
    expected = {one: idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / mean)) for one, length in lengths.items()}
    scores = dict(index.search("salary", 5).found(0))
    assert scores == pytest.approx(expected, rel=1e-4)
    assert found(index, "salary") == [21, 3]


def test_other_forms_cases_and_accents_match(index):
    assert found(index, "NEGOTIATING") == [3]
    assert found(index, "cafe") == [40]
    assert found(index, "a team") == [20]


def test_signs_that_make_another_word_are_kept(index):
    assert found(index, "c++") == [20]
    assert found(index, "c#") == found(index, "c") == []


@pytest.mark.parametrize(
    ("typo", "meant"), [("managment", 20), ("violn", 8), ("salayr", 21), ("xegotiate", 3), ("rocketss", 20)]
)
def test_a_misspelt_word_finds_what_was_meant(index, typo, meant):
    assert meant in found(index, typo)


def test_a_short_unknown_word_is_not_guessed(index):
    assert found(index, "frst") == []


def test_a_misspelling_scores_less_than_the_word(index):
    assert index.search("violn", 1).scores[0, 0] < index.search("violin", 1).scores[0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "😀🎻",
        "who am I, and what would you",
        '" AND ( OR * ~ ^ : [ TO ] } { \\ + - ! text:',
        "\x00\x01\x7f",
        "\ud800",
        "你好世界",
        "'; drop table passages; --",
    ],
)
def test_text_without_a_known_word_finds_nothing_and_does_no_harm(index, text):
    hits = index.search(text, 3)
    assert hits.ids.tolist() == [[-1, -1, -1]]
    assert np.isneginf(hits.scores).all()


@pytest.mark.parametrize(
    "text", ["id:21 salary^9", "salary AND NOT salary", '"salary', "-salary", "/salary/ OR *", "word:salary~2"]
)
def test_query_syntax_is_only_text(index, text):
    assert found(index, text) == [21, 3]


def test_a_long_essay_is_answered_by_its_telling_words(index):
    essay = "I would really like to ramble on about many things. " * 600 + "Mostly I want to play the violin. "
    essay += " ".join(f"unknownword{number}" for number in range(3000))
    assert found(index, essay)[0] == 8


def test_filters(index):
    assert found(index, "salary", allowed=[3, 8, 999]) == [3]
    assert found(index, "salary", allowed=[]) == []
    assert found(index, "salary", allowed=[8]) == []


def test_filters_from_narrow_to_wide_agree_with_sieving_everything():
    index = new_lexical_index()
    rng = np.random.default_rng(0)
    words = [f"word{number}" for number in range(300)]
    index.add(range(3000), [" ".join(rng.choice(words, 12)) for _ in range(3000)])
    index.commit()
    everything = index.search("word1 word2 word3 word7", 3000).found(0)
    for share in (0.001, 0.01, 0.2, 0.9):
        allowed = rng.permutation(3000)[: int(3000 * share)]
        expected = [(one, score) for one, score in everything if one in set(allowed.tolist())][:25]
        got = index.search("word1 word2 word3 word7", 25, allowed=allowed).found(0)
        assert [score for _, score in got] == pytest.approx([score for _, score in expected], rel=1e-5)


def test_added_and_removed_at_the_next_commit(index):
    index.add([3, 50], ["gardening", "salary advice"])
    assert index.remove([21, 21, 777]) == 1
    assert found(index, "salary") == [21, 3]
    assert len(index) == 5
    index.commit()
    assert found(index, "salary") == [50]
    assert found(index, "gardening") == [3]
    assert index.ids().tolist() == [3, 8, 20, 40, 50]


def test_of_an_id_given_twice_the_last_stays():
    index = new_lexical_index()
    index.add([1, 1], ["piano", "flute"])
    index.add([1], ["harp"])
    index.commit()
    assert found(index, "piano flute") == []
    assert found(index, "harp") == [1]


def test_an_empty_index_answers(tmp_path):
    index = new_lexical_index(tmp_path)
    assert found(index, "salary") == []
    index.commit()
    loaded = load_lexical_index(tmp_path)
    assert len(loaded) == 0
    assert found(loaded, "salary") == []


def test_wrong_input_is_refused(index):
    for refused in (
        lambda: index.search("salary", 0),
        lambda: index.add([1, 2], ["one"]),
        lambda: index.add([-1], ["one"]),
    ):
        with pytest.raises(InvalidInput):
            refused()


def stored(folder):
    index = new_lexical_index(folder)
    index.add(list(TEXTS), list(TEXTS.values()))
    index.commit()
    return index


def test_stored_it_is_the_same_and_can_grow(tmp_path):
    first = stored(tmp_path)
    loaded = load_lexical_index(tmp_path)
    assert loaded.search("salary", 3).found(0) == first.search("salary", 3).found(0)
    loaded.add([60], ["salary"])
    loaded.remove([21])
    loaded.commit()
    again = load_lexical_index(tmp_path)
    assert again.ids().tolist() == [3, 8, 20, 40, 60]
    assert found(again, "salary") == [60, 3]


def test_what_was_not_committed_is_gone(tmp_path):
    index = stored(tmp_path)
    index.add([60], ["salary"])
    assert load_lexical_index(tmp_path).ids().tolist() == sorted(TEXTS)


def test_two_processes_on_one_folder_take_turns_and_lose_nothing(tmp_path):
    first = stored(tmp_path)
    second = load_lexical_index(tmp_path)
    second.add([60], ["salary"])
    with pytest.raises(StorageUnavailable):
        first.add([61], ["salary"])
    second.commit()
    first.add([60, 61], ["salary", "salary"])
    first.commit()
    assert first.ids().tolist() == [*sorted(TEXTS), 60, 61]
    assert sorted(found(first, "salary", 10)) == [3, 21, 60, 61]
    assert load_lexical_index(tmp_path).ids().tolist() == first.ids().tolist()


def test_damage_is_noticed(tmp_path):
    stored(tmp_path)
    files = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
    for path in files:
        original = path.read_bytes()
        if original:
            path.write_bytes(original[:-1] + bytes([original[-1] ^ 1]))
            with pytest.raises(IndexOutOfDate):
                load_lexical_index(tmp_path)
        path.unlink()
        with pytest.raises(IndexOutOfDate):
            load_lexical_index(tmp_path)
        path.write_bytes(original)
    assert len(load_lexical_index(tmp_path)) == len(TEXTS)


def test_another_analysis_is_out_of_date(tmp_path, monkeypatch):
    stored(tmp_path)
    monkeypatch.setattr("assistant.matching.indexes.lexical._ANALYSIS_REVISION", "2")
    with pytest.raises(IndexOutOfDate, match="was made with"):
        load_lexical_index(tmp_path)


def test_a_new_index_deletes_what_was_there(tmp_path):
    stored(tmp_path)
    assert len(new_lexical_index(tmp_path)) == 0
    with pytest.raises(IndexOutOfDate):
        load_lexical_index(tmp_path)


def test_readers_see_whole_commits_only(tmp_path):
    index = stored(tmp_path)
    index.add(range(100, 120), ["shared"] * 20)
    index.commit()
    counts, done = set(), threading.Event()

    def read():
        while not done.is_set():
            counts.add(len(found(index, "shared", 100)))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(5):
            index.remove(range(100, 120))
            index.add(range(200, 220), ["shared"] * 20)
            index.commit()
            index.remove(range(200, 220))
            index.add(range(100, 120), ["shared"] * 20)
            index.commit()
    finally:
        done.set()
        reader.join()
    assert counts == {20}
