"""Long material in pieces, failures that give way to the extract, and the count of both."""

from collections.abc import Callable, Sequence

import pytest
from engines.written import check_written, request, texts
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.report import Coverage, Line
from assistant.engines.drafting import (
    DraftFailed,
    Failure,
    find_evidence,
    halve,
    is_looping,
    show,
    split_sentences,
    split_to_fit,
)
from assistant.engines.extract_writer import ExtractWriter
from assistant.engines.map_reduce_writer import MapReduceWriter
from assistant.engines.protocols import ModelIdentity, Said, Stopped, WritePart, WriteRequest


class FirstWords:
    """A drafter that says the first three words of each utterance, within a given number of words."""

    identity = ModelIdentity("first-words", "1")

    def __init__(self, words: int = 1000, fail: Callable[[Sequence[Said]], Failure | None] = lambda said: None) -> None:
        self.words, self.fail, self.asked = words, fail, list[tuple[Said, ...]]()

    def capacity(self, most_lines: int) -> int:
        return self.words

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def draft(self, said, most_lines, stop):
        self.asked.append(tuple(said))
        if failure := self.fail(said):
            raise DraftFailed(failure)
        return tuple(Line(" ".join(one.text.split()[:3]), (one.index,)) for one in said[:most_lines])


def anything(line: Line) -> bool:
    return True


def test_extract_writer_passes_the_extract_on():
    asked = request()
    written = ExtractWriter().write(asked, check=lambda line: False)
    assert written.parts == tuple(part.extract for part in asked.parts)
    assert (written.overview, written.written, written.replaced) == (asked.overview, 0, 0)
    assert written.coverage.read == written.coverage.total == 38


def test_lines_that_hold_are_kept_and_counted():
    asked = request()
    written = MapReduceWriter(FirstWords()).write(asked, check=anything)
    check_written(written, asked)
    assert texts(written.parts[0]) == ["I will send", "Thanks. The talk", "We agreed on"]
    assert (written.written, written.replaced, written.notices) == (11, 0, ())
    assert written.coverage == Coverage(38, 38)
    assert written.overview[0].evidence == (0,), "the overview points into the transcript, not into the lines"


def test_line_that_is_not_supported_gives_way_to_the_nearest_extract():
    asked = request()
    written = MapReduceWriter(FirstWords()).write(asked, check=lambda line: not line.text.startswith("We agreed"))
    check_written(written, asked)
    assert texts(written.parts[0]) == ["I will send", "Thanks. The talk", "EXTRACT Tuesdays."]
    assert written.replaced >= 1


def test_nothing_that_fails_the_check_is_ever_shown():
    asked = request(3)
    written = MapReduceWriter(FirstWords(40)).write(asked, check=lambda line: False)
    check_written(written, asked)
    assert all(text.startswith("EXTRACT") for lines in (*written.parts, written.overview) for text in texts(lines))
    assert written.written == 0
    assert written.replaced > 0


def test_line_without_evidence_or_with_evidence_from_elsewhere_is_not_shown():
    class Liar(FirstWords):
        def draft(self, said, most_lines, stop):
            return Line("No evidence.", ()), Line("From elsewhere.", (99,)), Line("", (said[0].index,))

    asked = request()
    written = MapReduceWriter(Liar()).write(asked, check=anything)
    check_written(written, asked)
    assert written.written == 0


@pytest.mark.parametrize("words", [12, 20, 60])
def test_all_words_are_given_to_the_model_however_little_it_reads(words):
    drafter, asked = FirstWords(words), request(5)
    written = MapReduceWriter(drafter).write(asked, check=anything)
    check_written(written, asked)
    assert max(sum(len(f"[{one.index}] {show(one)}".split()) for one in piece) for piece in drafter.asked) <= words
    given = " ".join(one.text for piece in drafter.asked for one in piece if one.speaker)
    assert given.split() == " ".join(one.text for part in asked.parts for one in part.said).split()
    assert written.coverage == Coverage(190, 190)
    assert all(len(lines) <= asked.part_lines for lines in written.parts)
    assert len(written.overview) <= asked.overview_lines


def test_piece_that_is_too_much_is_divided_again():
    drafter = FirstWords(fail=lambda said: Failure.CUT_SHORT if len(said) > 1 and said[0].speaker else None)
    asked = request()
    written = MapReduceWriter(drafter).write(asked, check=anything)
    check_written(written, asked)
    assert written.coverage == Coverage(38, 38)
    assert written.written


def test_piece_that_fails_however_small_leaves_its_extract_and_is_not_called_read():
    drafter = FirstWords(fail=lambda said: Failure.LOOPED if said[0].index < 3 and said[0].speaker else None)
    asked = request()
    written = MapReduceWriter(drafter).write(asked, check=anything)
    check_written(written, asked)
    assert all(text.startswith("EXTRACT") for text in texts(written.parts[0]))
    assert written.coverage == Coverage(17, 38)
    assert written.notices == ("The model repeated itself; the extract stands where it did.",)


@pytest.mark.parametrize("failure", [Failure.TIMED_OUT, Failure.UNREACHABLE, Failure.REFUSED])
def test_model_that_is_gone_is_asked_once(failure):
    drafter, asked = FirstWords(fail=lambda said: failure), request()
    written = MapReduceWriter(drafter).write(asked, check=anything)
    check_written(written, asked)
    assert len(drafter.asked) == 1
    assert written.parts == tuple(part.extract for part in asked.parts)
    assert written.overview == asked.overview
    assert str(failure) in written.notices[0]
    assert written.coverage == Coverage(0, 38)


def test_model_that_says_nothing_leaves_the_extract():
    class Silent(FirstWords):
        def draft(self, said, most_lines, stop):
            return ()

    asked = request()
    written = MapReduceWriter(Silent()).write(asked, check=anything)
    assert written.parts == tuple(part.extract for part in asked.parts)


def test_stop_ends_the_work_and_progress_counts_the_overview():
    seen: list[tuple[int, int]] = []
    MapReduceWriter(FirstWords()).write(request(), check=anything, progress=lambda *step: seen.append(step))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Stopped):
        MapReduceWriter(FirstWords()).write(request(), check=anything, stop=lambda: True)


def test_request_without_parts_gives_its_overview():
    asked = WriteRequest((), (Line("EXTRACT", (0,)),))
    written = MapReduceWriter(FirstWords()).write(asked, check=anything)
    assert (written.parts, written.overview, written.coverage) == ((), asked.overview, Coverage(0, 0))
    hollow = WriteRequest((WritePart((), ()),), ())
    assert MapReduceWriter(FirstWords()).write(hollow, check=anything).parts == ((),)


said_lists = st.lists(st.builds(Said, st.integers(0, 9), st.sampled_from(["", "Anna"]), st.text("ab ", max_size=30)))


@given(said_lists, st.integers(3, 20))
def test_pieces_fit_and_lose_nothing(said, capacity):
    def cost(one: Said) -> int:
        return len(one.text)

    pieces = split_to_fit(said, capacity, cost)
    assert all(sum(map(cost, piece)) <= capacity for piece in pieces)
    whole = "".join(one.text for piece in pieces for one in piece).replace(" ", "")
    assert whole == "".join(one.text for one in said).replace(" ", "")


@given(said_lists)
def test_halves_together_are_the_whole(said):
    halves = halve(said)
    assert "".join(o.text for h in halves for o in h).replace(" ", "") == "".join(o.text for o in said).replace(" ", "")
    assert len(halves) == 2 or len(said) <= 1


def test_evidence_is_where_the_rare_words_are():
    said = [
        Said(4, "Anna", "we talk about the plan"),
        Said(7, "Dana", "the checklist is ready"),
        Said(9, "Anna", "the"),
    ]
    assert find_evidence("The checklist is ready", said) == (7,)
    assert find_evidence("Anna and the plan; the checklist", said) == (4, 7)
    assert find_evidence("Nothing shared here", said) == ()
    assert find_evidence("", []) == ()


def test_sentences_and_loops():
    assert split_sentences('He left. "Why?" she said.\nThen   nothing') == [
        "He left.",
        '"Why?',
        "she said.",
        "Then nothing",
    ]
    assert is_looping("I will go there " * 3)
    assert not is_looping("I will go there, I will go there, and then home.")
    assert not is_looping("")
