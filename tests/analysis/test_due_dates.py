"""By when: hand-checked examples, each with the weekday that the calendar has for its session."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.analysis.due_dates import find_due

HELD_ON = date(2026, 3, 4)
FRIDAY = date(2026, 3, 6)
SATURDAY = date(2026, 3, 7)
SUNDAY = date(2026, 3, 8)

DATED = """
I'll send you the checklist by Friday | by Friday | Fri 2026-03-06
I'll send you the checklist on Friday. | on Friday | Fri 2026-03-06
You'll have it before Friday | before Friday | Thu 2026-03-05
I can do it before Thursday. | before Thursday | Wed 2026-03-04
I'll do it Thursday | Thursday | Thu 2026-03-05
I'll ring her this Friday | this Friday | Fri 2026-03-06
Let's say next Friday | next Friday | Fri 2026-03-13
I'll bring it next Monday | next Monday | Mon 2026-03-09
Could you have it by Wednesday? | by Wednesday | Wed 2026-03-11
I'll write to her on Tuesday morning | on Tuesday morning | Tue 2026-03-10
no later than Monday, please | no later than Monday | Mon 2026-03-09
Monday at the latest | Monday at the latest | Mon 2026-03-09
I'll have it ready for Monday | for Monday | Mon 2026-03-09
Give me until Sunday. | until Sunday | Sun 2026-03-08
give me till saturday | till saturday | Sat 2026-03-07
I'll do it before my shift on Thursday | on Thursday | Thu 2026-03-05
Before Friday's meeting I'll draft it | Before Friday | Thu 2026-03-05
I'll get it to you sometime on Monday | sometime on Monday | Mon 2026-03-09
a week on Tuesday I'll be back and I'll show you | a week on Tuesday | Tue 2026-03-17
I'll have it Friday week | Friday week | Fri 2026-03-13
We can do it a week from Monday | a week from Monday | Mon 2026-03-16
I'll send it two weeks from Friday | two weeks from Friday | Fri 2026-03-20
I'll send it two weeks on Monday | two weeks on Monday | Mon 2026-03-23
I'll finish a week from today | a week from today | Wed 2026-03-11
I'll finish two weeks from now. | two weeks from now | Wed 2026-03-18
It will be there a week tomorrow? No, I'll bring it a week from tomorrow | a week from tomorrow | Thu 2026-03-12
Friday after next I'll present it | Friday after next | Fri 2026-03-13
I'll do it next week | next week | Fri 2026-03-13
I'll do it early next week | early next week | Tue 2026-03-10
I'll do it at the beginning of next week | at the beginning of next week | Tue 2026-03-10
I'll have it mid next week | mid next week | Wed 2026-03-11
I'll have it by the end of next week | by the end of next week | Fri 2026-03-13
I'll have it late next week | late next week | Fri 2026-03-13
first thing next week I'll ring them | first thing next week | Mon 2026-03-09
I'll do it this week | this week | Fri 2026-03-06
I'll do it by the end of the week | by the end of the week | Fri 2026-03-06
end of week, I promise | end of week | Fri 2026-03-06
I'll do it later this week | later this week | Fri 2026-03-06
I'll send it Tuesday next week | Tuesday next week | Tue 2026-03-10
I'll send it next week on Thursday | next week on Thursday | Thu 2026-03-12
I'll send it next week Monday | next week Monday | Mon 2026-03-09
Monday of next week I'll start | Monday of next week | Mon 2026-03-09
I'll do it the week after next | the week after next | Fri 2026-03-20
this time next week I'll have sent it | this time next week | Wed 2026-03-11
I'll do it over the weekend | over the weekend | Sun 2026-03-08
I'll do it at the weekend | at the weekend | Sun 2026-03-08
I'll do it this weekend | this weekend | Sun 2026-03-08
I'll do it next weekend | next weekend | Sun 2026-03-15
I'll do it before the weekend | before the weekend | Fri 2026-03-06
I'll have it by the weekend | by the weekend | Sat 2026-03-07
will do it on the wknd | on the wknd | Sun 2026-03-08
I'll send it tonight | tonight | Wed 2026-03-04
I'll send it today | today | Wed 2026-03-04
I'll send it later today | later today | Wed 2026-03-04
I'll send it this afternoon | this afternoon | Wed 2026-03-04
I'll text her this arvo | this arvo | Wed 2026-03-04
I'll send it by the end of the day | by the end of the day | Wed 2026-03-04
You'll have it by close of business | by close of business | Wed 2026-03-04
will send by eod | by eod | Wed 2026-03-04
cob today works, I'll do it | cob today | Wed 2026-03-04
I'll send it right after this call | right after this call | Wed 2026-03-04
I'll send it as soon as we hang up | as soon as we hang up | Wed 2026-03-04
I'll send it in an hour | in an hour | Wed 2026-03-04
I'll send it within the hour | within the hour | Wed 2026-03-04
I'll have it by 5 pm | by 5 pm | Wed 2026-03-04
I'll have it by noon | by noon | Wed 2026-03-04
I'll send it tomorrow | tomorrow | Thu 2026-03-05
I'll send it first thing tomorrow | tomorrow | Thu 2026-03-05
I'll send it tomorrow morning | tomorrow morning | Thu 2026-03-05
I'll call you tomorrow at eight in the evening | tomorrow at eight in the evening | Thu 2026-03-05
tomorrow by noon I'll know | tomorrow by noon | Thu 2026-03-05
tmrw i'll send it | tmrw | Thu 2026-03-05
Ill send it 2moro | 2moro | Thu 2026-03-05
I'll do it 2nite | 2nite | Wed 2026-03-04
I'll send it in the morning | in the morning | Thu 2026-03-05
I'll send it the day after tomorrow | the day after tomorrow | Fri 2026-03-06
I'll have it in two weeks | in two weeks | Wed 2026-03-18
I'll have it in a fortnight | in a fortnight | Wed 2026-03-18
I'll have it in two weeks' time | in two weeks' time | Wed 2026-03-18
I'll have it in a couple of weeks | in a couple of weeks | Wed 2026-03-18
I'll have it within a week | within a week | Wed 2026-03-11
I'll have it in a week | in a week | Wed 2026-03-11
I'll have it in a week or two | in a week or two | Wed 2026-03-18
I'll have it in the next day or two | in the next day or two | Fri 2026-03-06
I'll have it in two or three weeks | in two or three weeks | Wed 2026-03-25
I'll have it in 2-3 weeks | in 2-3 weeks | Wed 2026-03-25
I'll have it in ten days | in ten days | Sat 2026-03-14
I'll have it in 10 days | in 10 days | Sat 2026-03-14
I'll have it in three days' time | in three days' time | Sat 2026-03-07
I'll do it in the next two days | in the next two days | Fri 2026-03-06
I'll do it over the next two weeks | over the next two weeks | Wed 2026-03-18
I'll have it in three working days | in three working days | Mon 2026-03-09
I'll have it within five business days | within five business days | Wed 2026-03-11
I'll have it in a month | in a month | Sat 2026-04-04
I'll do it within six months | within six months | Fri 2026-09-04
I'll do it in half a year | in half a year | Fri 2026-09-04
I'll reply in 48 hours | in 48 hours | Fri 2026-03-06
I'll do it by the end of the month | by the end of the month | Tue 2026-03-31
I'll do it before the end of the month | before the end of the month | Tue 2026-03-31
I can keep it up until the end of the month | until the end of the month | Tue 2026-03-31
I'll do it by month-end | by month-end | Tue 2026-03-31
I'll send it eom | eom | Tue 2026-03-31
I'll do it this month | this month | Tue 2026-03-31
I'll do it next month | next month | Thu 2026-04-30
I'll do it by the end of next month | by the end of next month | Thu 2026-04-30
I'll have it mid-month | mid-month | Sun 2026-03-15
I'll have it by mid-April | by mid-April | Wed 2026-04-15
I'll have it in the middle of May | in the middle of May | Fri 2026-05-15
I'll have it by the end of April | by the end of April | Thu 2026-04-30
I'll have it in early June | in early June | Sun 2026-06-07
I'll have it late May | late May | Sun 2026-05-31
I'll do it in May | in May | Sun 2026-05-31
I'll do it by May | by May | Fri 2026-05-01
I'll do it before June | before June | Sun 2026-05-31
I'll do it by January 2027 | by January 2027 | Fri 2027-01-01
I'll do it by the end of the quarter | by the end of the quarter | Tue 2026-03-31
I'll do it next quarter | next quarter | Tue 2026-06-30
I'll do it by the end of Q3 | by the end of Q3 | Wed 2026-09-30
I'll do it by the end of the year | by the end of the year | Thu 2026-12-31
I'll do it this year | this year | Thu 2026-12-31
I'll do it by year-end | by year-end | Thu 2026-12-31
I'll send it on the twelfth | on the twelfth | Thu 2026-03-12
I'll send it by the 12th | by the 12th | Thu 2026-03-12
I'll send it before the twelfth | before the twelfth | Wed 2026-03-11
I'll send it on the third. | on the third | Fri 2026-04-03
I'll send it on the thirty-first | on the thirty-first | Tue 2026-03-31
I'll send it on the twenty first | on the twenty first | Sat 2026-03-21
I'll send it on Thursday the twelfth | on Thursday the twelfth | Thu 2026-03-12
I'll give it to him on the Tuesday, the seventeenth | on the Tuesday, the seventeenth | Tue 2026-03-17
I'll pay on the first of the month | on the first of the month | Wed 2026-04-01
I'll pay on the tenth of next month | on the tenth of next month | Fri 2026-04-10
I'll pay on the last day of the month | on the last day of the month | Tue 2026-03-31
I'll report on the first Monday of next month | on the first Monday of next month | Mon 2026-04-06
I'll report on the last Friday of the month | on the last Friday of the month | Fri 2026-03-27
I'll send it by the sixth of May | by the sixth of May | Wed 2026-05-06
I'll send it by 6 May | by 6 May | Wed 2026-05-06
I'll send it by May 6th | by May 6th | Wed 2026-05-06
I'll send it by May the sixth | by May the sixth | Wed 2026-05-06
I'll send it on Wednesday, 6 May 2026 | on Wednesday, 6 May 2026 | Wed 2026-05-06
I'll send it on 15 February | |
I'll send it by 15 February | by 15 February | Mon 2027-02-15
I'll send it by 2026-04-02 | by 2026-04-02 | Thu 2026-04-02
I'll send it by 24/12 | by 24/12 | Thu 2026-12-24
I'll send it by 12/24 | by 12/24 | Thu 2026-12-24
I'll send it on 25.04.2026 | on 25.04.2026 | Sat 2026-04-25
I'll have it by Christmas | by Christmas | Fri 2026-12-25
I'll have it before Christmas | before Christmas | Thu 2026-12-24
I'll have it by Easter | by Easter | Sun 2026-04-05
I'll have it before Good Friday | before Good Friday | Thu 2026-04-02
I'll call you on Easter Monday | on Easter Monday | Mon 2026-04-06
I'll have it before Thanksgiving | before Thanksgiving | Wed 2026-11-25
I'll have it by New Year's Eve | by New Year's Eve | Thu 2026-12-31
I'll have it by New Year | by New Year | Fri 2027-01-01
I'll have it by Halloween | by Halloween | Sat 2026-10-31
I'll do it Thursday or Friday | Thursday or Friday | Fri 2026-03-06
I'll send it Friday, no, actually Monday | Monday | Mon 2026-03-09
by Friday. Actually, make it Tuesday | Tuesday | Tue 2026-03-10
I'm on call tomorrow, so I'll send it over the weekend | over the weekend | Sun 2026-03-08
I'm in town on Thursday, so I'll duck in | on Thursday | Thu 2026-03-05
By Friday, the office closes Thursday so I'll be busy | By Friday | Fri 2026-03-06
I'll ask her tomorrow, she's in the office on Fridays | tomorrow | Thu 2026-03-05
I sent her the form on Monday and I'll send the rest on Friday | on Friday | Fri 2026-03-06
I said no last week, but I'll ask again tomorrow | tomorrow | Thu 2026-03-05
starting saturday, every trip goes in the book, I'll do it | starting saturday | Sat 2026-03-07
I'll send it by fri | by fri | Fri 2026-03-06
will do b4 fri | b4 fri | Thu 2026-03-05
ill do it sun night | sun night | Sun 2026-03-08
I’ll have it by New Year’s Day | by New Year’s Day | Fri 2027-01-01
I'll do that Friday | Friday | Fri 2026-03-06
I'll send it by COB Friday | by COB Friday | Fri 2026-03-06
I'll send it by end of business tomorrow | by end of business tomorrow | Thu 2026-03-05
I'll send it not on Friday, on Saturday | on Saturday | Sat 2026-03-07
Not Friday. Monday. | Monday | Mon 2026-03-09
I'll have it in about two weeks | in about two weeks | Wed 2026-03-18
Let's say the twelfth | say the twelfth | Thu 2026-03-12
I'll do it in the first week of May | in the first week of May | Thu 2026-05-07
I'll do it the week of the 16th | the week of the 16th | Fri 2026-03-20
I'll have it by week's end | by week's end | Fri 2026-03-06
I'll have it in ten minutes | in ten minutes | Wed 2026-03-04
"""
NEXT_SESSION = """
I'll bring it before our next session | before our next session
I'll have it for next time | for next time
I'll read it next time we meet | next time we meet
by the time we speak next I'll have it | by the time we speak next
I'll do it like notes, till we talk again | till we talk again
let's both read it before we talk in January | before we talk in January
I'll finish it before we meet again | before we meet again
I'll have it by our next call | by our next call
Let's look at it in the next session | in the next session
I'll bring it to our next meeting | our next meeting
I'll tell you when we next speak | when we next speak
I'll show you next time. | next time
I'll have it ready before I see you again | before I see you again
I'll do Tuesday's list and bring it for next time | for next time
"""
UNDATED = """
I'll do it before Eid | before Eid
I'll do it in the new year | in the new year
I'll do it over the summer | over the summer
I'll ask her the same day | the same day
I'll do it by 3/4 | by 3/4
I'll do it after Christmas | after Christmas
I'll do it by the end of term | by the end of term
"""
NOTHING = """
I'll do it soon
I'll do it when I get a minute
I might look at it some time
We may go there
She sat next to me
I'll be there in a second
Give me a minute
I'll be back in a minute
I'll march in there and say it
She always marches in
Back in 2019 I was lost
Last Friday was hard
On Monday I sent her the form
I sent it on Monday
I rang him yesterday
She told me on Tuesday that it's off
I did it that Wednesday morning
I read those on Sundays
I always read it on Sunday
Every Friday we meet
I do a run on a Friday
I work Monday to Friday
I worked there for two weeks
I did it two weeks ago
It took three days
The second one is better
On the first page there is a typo
I'll take the third draft
Next time she does that, say no
Next time you see him, ask him
We had a call last week
I was away until Friday
Happy new year
Second Sunday, afraid of the dog
It's Monday
The sun came out
It was two in the morning
It starts at quarter to eight
I've been here since March
In February I didn't sleep
I am away until Monday
Two thirds of the people said no
It's 24/7 and I can't
Sure, sounds good
He sat on the wed side of the room
I'll do it at some point
I'll do it as soon as possible
April is my sister
The minute I saw it I knew
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "words", "day"), rows(DATED), ids=lambda cell: cell)
def test_dates_what_is_said(text: str, words: str, day: str):
    assert HELD_ON.strftime("%a") == "Wed"
    due = find_due(text, HELD_ON)
    if not words:
        assert due is None
        return
    assert due is not None
    assert due.on is not None
    assert (due.words, due.on.strftime("%a %Y-%m-%d"), due.next_session) == (words, day, False)


@pytest.mark.parametrize(("text", "words"), rows(NEXT_SESSION), ids=lambda cell: cell)
def test_the_next_session_has_no_date_until_it_is_set(text: str, words: str):
    due = find_due(text, HELD_ON)
    assert due is not None
    assert (due.words, due.on, due.next_session) == (words, None, True)


@pytest.mark.parametrize(("text", "words"), rows(UNDATED), ids=lambda cell: cell)
def test_keeps_words_that_name_no_single_day(text: str, words: str):
    due = find_due(text, HELD_ON)
    assert due is not None
    assert (due.words, due.on, due.next_session) == (words, None, False)


@pytest.mark.parametrize("text", [row[0] for row in rows(NOTHING)])
def test_finds_no_due_date_where_none_is_said(text: str):
    assert find_due(text, HELD_ON) is None


def test_at_least_150_examples_are_checked_by_hand():
    assert len(rows(DATED)) + len(rows(NEXT_SESSION)) + len(rows(UNDATED)) + len(rows(NOTHING)) >= 150


@pytest.mark.parametrize(
    ("held_on", "text", "day"),
    [
        (FRIDAY, "I'll send it on Friday", date(2026, 3, 13)),
        (FRIDAY, "I'll send it by Friday", date(2026, 3, 13)),
        (FRIDAY, "I'll send it this week", FRIDAY),
        (FRIDAY, "I'll send it by the end of the week", FRIDAY),
        (FRIDAY, "I'll send it before the weekend", FRIDAY),
        (FRIDAY, "I'll send it next week", date(2026, 3, 13)),
        (SATURDAY, "I'll send it over the weekend", SUNDAY),
        (SATURDAY, "I'll send it this week", date(2026, 3, 13)),
        (SUNDAY, "I'll send it this weekend", SUNDAY),
        (SUNDAY, "I'll send it over the weekend", date(2026, 3, 15)),
        (SUNDAY, "I'll send it next week", date(2026, 3, 13)),
        (SUNDAY, "I'll send it tomorrow", date(2026, 3, 9)),
        (date(2026, 3, 31), "I'll send it by the end of the month", date(2026, 3, 31)),
        (date(2026, 12, 28), "I'll send it in January", date(2027, 1, 31)),
        (date(2028, 2, 3), "I'll send it by the end of the month", date(2028, 2, 29)),
        (date(2026, 1, 31), "I'll send it in a month", date(2026, 2, 28)),
        (date(2026, 1, 31), "I'll send it on the thirtieth", date(2026, 3, 30)),
        (date(2026, 12, 25), "I'll send it before Easter", date(2027, 3, 27)),
        (date(2026, 2, 13), "I'll send it on the thirteenth", date(2026, 3, 13)),
    ],
)
def test_dates_are_relative_to_the_session(held_on: date, text: str, day: date):
    due = find_due(text, held_on)
    assert due is not None
    assert due.on == day


@pytest.mark.parametrize("text", ["I'll send it by Friday", "I'll send it by 6 May 2026", "I'll have it for next time"])
def test_without_a_date_of_the_session_the_words_are_kept(text: str):
    due, dated = find_due(text, None), find_due(text, HELD_ON)
    assert due is not None
    assert dated is not None
    assert (due.words, due.on, due.next_session) == (dated.words, None, dated.next_session)


MIXED = """
by on before the over until till next this last of in a two 31st twelfth 0th 29 february 30 feb friday sat sun may march
week weeks weekend month end mid- tomorrow tonight day after christmas easter q4 year 2026-13-40 9999-12-31 99/99
12/24/99 999 days working or , . I'll sent time we speak again monday’s quarter years hours new
"""
PIECES = st.sampled_from(MIXED.split())


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)),
    st.one_of(st.none(), st.dates(), st.just(date.max), st.just(date.min)),
)
def test_any_words_on_any_day_give_words_of_the_text_and_no_day_before(text: str, held_on: date | None):
    due = find_due(text, held_on)
    if due is not None:
        assert due.words
        assert due.words in text
        assert due.on is None or (held_on is not None and due.on >= held_on)
        assert not (due.next_session and due.on)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_always_within_the_coming_week(held_on: date):
    for offset, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")):
        due = find_due(f"I'll send it by {name}", held_on)
        assert due is not None
        assert due.on is not None
        assert due.on.weekday() == offset
        assert timedelta(1) <= due.on - held_on <= timedelta(7)
