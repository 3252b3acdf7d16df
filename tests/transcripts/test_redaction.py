"""Nobody is named after redaction, and the map, and nothing else, brings the names back."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.transcripts.names_sought import NamesSought
from assistant.transcripts.person_names import name_forms
from assistant.transcripts.redaction import Redactor, redact, restore
from assistant.transcripts.redaction_patterns import PLACEHOLDER

PEOPLE = (("Anna Keller", "Anna K"), ("Dana Reyes (she/her)",), ("Zoë O'Brien-Łukasz",), ("Will May",), ("田中 太郎",))
PARTS = (
    "Anna", "anna keller", "KELLER", "Anna K", "annakeller", "Dana Reyes", "dana", "Zoë", "Zoe", "Zoe\u0308", "Łukasz",
    "Will", "will", "May", "may", "Will May", "田中さん", "太郎", "anna.keller@example.org", "dana at example dot com",
    "https://x.org/a_b?c=anna@x.org", "www.keller.de.", "linkedin.com/in/dana", "@anna.k", "+44 7700 900123",
    "(555) 123-4567", "0151 2345678", "2026-05-11", "1 200 000", "[Person 1]", "[E-mail 2]", "[Person ", "1]", "[", "]",
    "the", "Hannah", "Willing", "annals", ",", "'s", "\n", "İ", "ı", "ſ",
)  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([" ", " ", "", ", ", "_", "-"])), max_size=14).map(
    lambda parts: "".join(one + gap for one, gap in parts)
)


def originals_left(redacted: str, originals: dict[str, str]) -> list[str]:
    """Originals that are still there as whole words."""
    plain = PLACEHOLDER.sub("\0", redacted)
    return [one for one in originals.values() if re.search(rf"(?<![^\W_]){re.escape(one)}(?![^\W_]|\u0308)", plain)]


@given(st.lists(texts, max_size=5))
def test_no_original_is_left_and_all_come_back(given_texts):
    redaction = redact(given_texts, PEOPLE)
    assert [restore(one, redaction.originals) for one in redaction.texts] == given_texts
    for one in redaction.texts:
        assert originals_left(one, dict(redaction.originals)) == []


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_and_any_name_come_back(given_texts, names):
    redaction = redact([*given_texts, *names, " ".join(names)], [[name] for name in names])
    back = tuple(restore(one, redaction.originals) for one in redaction.texts)
    assert back == (*given_texts, *names, " ".join(names))


@given(st.lists(texts, min_size=1, max_size=4))
def test_placeholders_are_the_same_for_the_same_words_and_differ_for_others(given_texts):
    redactor = Redactor(PEOPLE)
    once = [redactor.redact(one) for one in given_texts]
    assert [redactor.redact(one) for one in given_texts] == once
    assert len(set(redactor.originals.values())) == len(redactor.originals)


def test_person_keeps_one_number_in_all_forms():
    redaction = redact(["Anna Keller: hi", "Thanks, Anna. ANNA? Ms. Keller's desk"], PEOPLE)
    assert redaction.texts == ("[Person 1]: hi", "Thanks, [Person 1b]. [Person 1c]? Ms. [Person 1d]'s desk")


def test_first_name_that_two_people_share_is_neither_of_them():
    (text,) = redact(["Anna met Anna Smith and Anna Keller"], [["Anna Keller"], ["Anna Smith"]]).texts
    numbers = re.findall(r"Person (\d+)", text)
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("write to anna.keller@example.org.", "write to [E-mail 1]."),
        ("it's dana at example dot co dot uk okay", "it's [E-mail 1] okay"),
        ("see https://x.org/a?b=c#d, please", "see [Link 1], please"),
        ("(www.example.org/a_b)", "([Link 1])"),
        ("on linkedin.com/in/someone!", "on [Link 1]!"),
        ("go to example dot com slash mentoring now", "go to [Link 1] now"),
        ("ask @some.body today", "ask [Handle 1] today"),
        ("call +44 (0)7700 900-123 now", "call [Phone 1] now"),
        ("call 07700900123.", "call [Phone 1]."),
        ("it is 20123456", "it is [Phone 1]"),
        ("oh seven seven double oh nine one two three", "[Phone 1]"),
    ],
)
def test_ways_to_reach_somebody_are_hidden(text, redacted):
    assert redact([text]).texts == (redacted,)


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-05-11 at 10:30, or 11.05.2026, or 5/11/2026.",
        "From 2019-2023 I earned 1,200,000, or 1 200 000, or 1200000.",
        "Pi is 3.14159265 and we had 12 15 18 20 people.",
        "We use node.js, e.g. version 18.2.1. Is it good?It is.",
        "I may say that it will mark a new page; so be it.",
        "Two or three, maybe four or five.",
        "Speaker 1 asked the mentor.",
    ],
)
def test_what_names_nobody_stays(text):
    people = [["Will Page"], ["Mark May"], ["Thu Do"], ["Speaker 1"], ["Mentor"], ["B"]]
    assert redact([text], people).texts == (text,)


def test_field_that_holds_only_a_label_of_one_letter_is_hidden():
    assert redact(["J", "Plan J"], [["J"]]).texts == ("[Person 1]", "Plan J")


def test_people_found_in_one_text_are_hidden_in_all():
    def find(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [[one.span() for one in re.finditer(r"Priya Nair's|the Anna Keller", text)] for text in texts]

    redaction = redact(["priya said so", "Priya Nair's idea", "the Anna Keller"], PEOPLE, find)
    number = len(PEOPLE) + 1
    assert redaction.texts[0] == f"[Person {number}] said so"
    assert redaction.texts[1] == f"[Person {number}b]'s idea"
    assert redaction.texts[2] == "the [Person 1]"


def test_only_sentences_that_may_name_somebody_new_are_read_by_a_model():
    said = [
        "I'll ask Dr. Okafor. Don't worry. It's fine on Monday, Anna says. Tell me!",
        "Yes, tell him. We tell Ms. Lindqvist's boss. Nah.",
        "nah. Don knows. No names here.",
    ]
    sought = NamesSought(said, {"anna", "keller"})
    assert sought.sentences() == ["I'll ask Dr. Okafor.", "We tell Ms. Lindqvist's boss.", "Don knows."]
    assert sought.tokens("Lindqvist's") == ["Lindqvist"]
    assert (sought.tokens("Tell"), sought.tokens("It's"), sought.tokens("Monday")) == ([], [], [])


def test_an_order_before_a_name_is_no_part_of_it():
    sought = NamesSought(["Tell Tina, please.", "Tell her."])
    assert (sought.tokens("Tell Tina"), sought.tokens("Tina"), sought.tokens("Tell")) == (["Tina"], ["Tina"], [])


def test_placeholder_of_the_source_is_not_taken_for_ours():
    redaction = redact(["[Person 1] is what Anna wrote"], PEOPLE)
    assert redaction.texts == ("[Text 1] is what [Person 1] wrote",)
    assert restore("[Person 1], [Text 1], [Phone 9]", redaction.originals) == "Anna, [Person 1], [Phone 9]"


def test_nothing_gives_nothing():
    assert redact([]).texts == ()
    assert redact(["", " "], [[""], []]).texts == ("", " ")


def test_forms_of_a_name():
    assert name_forms("Dr. Anna van Keller (she/her)") == [
        "Dr. Anna van Keller (she/her)", "Dr. Anna van Keller", "Anna", "Keller", "annakeller",
    ]  # fmt: skip
