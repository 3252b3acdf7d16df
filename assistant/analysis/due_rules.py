"""The ways of saying by when, one rule each; whether words are meant as a due date is left to their context."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.analysis import due_months as months
from assistant.analysis import due_weeks as weeks
from assistant.analysis.due_calendar import HOLIDAYS
from assistant.analysis.due_matches import Match, Named, Undated
from assistant.analysis.due_words import (
    BEFORE_IT,
    CLOCK,
    DAY,
    FULL_MONTH,
    MONTH,
    NUMBER,
    NUMBERS,
    ORDINAL,
    PART_OF_DAY,
    any_of,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying by when.

    Args:
        pattern: What is said; its group `lead` is the preposition.
        read: From a match and the session's date to what it names.
        strength: Against other words of the same sentence.
        rank: How exact it is when two stand side by side ("Tuesday the tenth").
    """

    pattern: re.Pattern[str]
    read: Callable[[Match, date], Named]
    strength: float
    rank: int


def _rule(
    core: str, reading: Callable[[Match, date], Named], *, lead: str = "", strength: float = 1.0, rank: int = 5
) -> Rule:
    """Make a rule of a pattern; `lead` names the prepositions that have to stand before it, "" for any or none."""
    before = f"(?P<lead>{lead}) " if lead else f"(?:{BEFORE_IT} )?"
    pattern = rf"(?<![\w'’/.-]){before}(?:{core})(?!\w)(?:,? at the latest|,? latest)?"
    return Rule(re.compile(pattern, re.IGNORECASE), reading, strength, rank)


def _always(named: Undated) -> Callable[[Match, date], Named]:
    return lambda match, held_on: named


_THEIRS = (
    r"(?:he|she|they|it|someone|somebody|anyone|anybody|people|the|a|an|my|your|his|her|there|this|that"
    r"|you(?!['’]ll)|i(?!['’]ll| will|['’]m| am| bring| can|['’]d))"
)
"""Who follows "next time" when it is not the next session that is meant ("next time she does that")."""
_MEET = (
    r"(?:we|you and i|i) (?:(?:next|both|all|two|actually|can|do) )?(?:speak|talk|meet|see|chat|catch up"
    r"|have (?:a|our) call|sit down|sit together)(?: (?:to )?(?:you|each other))?"
)
_MEETING = (
    r"(?:the |our |your |my )?next (?:mentoring )?(?:session|call|chat|catch[ -]?up|check[ -]?in|one[ -]on[ -]one"
    r"|1[:-]1|conversation)(?! with (?!you|me))"
    r"|(?:the |our )?next meeting(?! with (?!you|me))"
)
_NEXT_TIME = (
    rf"next time(?: around)? {_MEET}(?: again)?|(?:the )?next time(?: around)?(?! (?:we|{_THEIRS})\b)"
    rf"|the time {_MEET}(?: next| again)?|when (?:we (?:next )?(?:speak|talk|meet|see each other)(?: next| again)?)"
)
_UNTIL_WE_MEET = (
    rf"(?:before|b4|until|till|'?til|by the time|for when) {_MEET}(?: next| again)?"
    rf"(?: (?:in {FULL_MONTH}|in the new year))?"
)
_PART = (
    r"(?P<part>the end|end|the beginning|beginning|the start|start|the middle|middle|early|later|late|mid|half ?way"
    r"|first thing|the first half|(?:the )?first week)"
)
_UNITS = r"(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|years?)"
_MORE = NUMBER.replace("number>", "more>")
_COUNT = rf"(?:{NUMBER}(?:(?: or | to | ?[-–] ?){_MORE})?|(?P<half>half an?))"
_ABOUT = "(?:about |around |roughly |like |maybe )?"
_OF_DAY = rf"(?: (?P<part>{PART_OF_DAY}))?(?:,? (?:at|by|before|around) {CLOCK})?(?: in the {PART_OF_DAY})?"
_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BY = "by|before|b4|until|till|'?til|no later than|not later than|due|due by"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_FEAST = any_of(list(HOLIDAYS)).replace("'", "['’]")

_NO_CLOCK = "".join(f"(?<!{one} )" for one in (*NUMBERS, *map(str, range(13)), "o'clock", "early", "late", "up"))

RULES: tuple[Rule, ...] = (
    _rule(_UNTIL_WE_MEET, _always(Undated.NEXT_SESSION), strength=3, rank=9),
    _rule(rf"{_MEETING}|{_NEXT_TIME}", _always(Undated.NEXT_SESSION), strength=2, rank=9),
    _rule(r"(?P<iso>\d{4}-\d\d-\d\d)", months.read_iso, rank=8),
    _rule(
        rf"(?:{DAY},? )?(?:the )?(?:{ORDINAL}|(?P<digits>\d{{1,2}}))(?: of)? {MONTH}\.?(?:,? (?P<year>20\d\d))?",
        months.read_month_day,
        rank=8,
    ),
    _rule(
        rf"(?:{DAY},? )?{MONTH}\.? (?:the )?(?:{ORDINAL}|(?P<digits>\d{{1,2}})(?![:.]\d| ?(?:am|pm|%|percent)))"
        r"(?:,? (?P<year>20\d\d))?",
        months.read_month_day,
        rank=8,
    ),
    _rule(
        r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?!/|\.\d)",
        months.read_numeric,
        lead=f"{_BY}|on|for",
        rank=8,
    ),
    _rule(r"(?P<one>\d{1,2})[./](?P<two>\d{1,2})[./](?P<year>20\d\d)", months.read_numeric, rank=8),
    _rule(rf"(?:the )?{DAY},? (?:the )?{ORDINAL}(?P<of> of (?:the|this|next) month)?", months.read_ordinal, rank=7),
    _rule(
        rf"(?:the )?{ORDINAL}(?P<of> of (?:the|this|next) month)(?:,? (?:in the )?{PART_OF_DAY})?",
        months.read_ordinal,
        rank=7,
    ),
    _rule(
        rf"the {ORDINAL}(?= ?(?:$|[^\w\s'’-])| (?:and|so|or|at|in|because|cause|then|if|when|before|after|but|i"
        rf"|we|you|he|she|they|it|latest|to|with|as|which|that|morning|evening|night|afternoon|okay|ok|yeah|yes|no)\b)",
        months.read_ordinal,
        lead=f"{_BY}|on|from|starting|for|say|make it|make that",
        rank=7,
    ),
    _rule(
        rf"(?:the )?(?P<nth>first|second|third|fourth|last)(?: (?:{DAY}|day))? (?:of|in) (?:(?:the|this) month"
        rf"|(?P<next>next month)|{FULL_MONTH})",
        months.read_nth_weekday,
        rank=7,
    ),
    _rule(rf"(?:the )?week of (?:the )?{ORDINAL}", months.read_week_of, rank=7),
    _rule(rf"(?P<week>next week|this week),? (?:on )?{DAY}{_OF_DAY}", weeks.read_weekday_of_week, rank=7),
    _rule(
        rf"(?:the )?{DAY}(?: (?:of|in))?,? (?P<week>next week|this week){_OF_DAY}", weeks.read_weekday_of_week, rank=7
    ),
    _rule(rf"(?:the )?{DAY} (?:of )?(?P<week>the week after)(?: next)?{_OF_DAY}", weeks.read_weekday_of_week, rank=7),
    _rule(
        rf"(?P<span>(?:{NUMBER} )?(?:weeks?|fortnight)) (?:on|from|come|after)?(?: ?(?:this|next))? ?"
        rf"(?P<anchor>{DAY}|today|tomorrow|now)",
        weeks.read_weeks_on,
        rank=7,
    ),
    _rule(rf"(?P<anchor>{DAY}|today|tomorrow) (?P<span>(?:a )?week|fortnight)", weeks.read_weeks_on, rank=7),
    _rule(
        rf"(?P<the>the )?(?:(?P<which>this coming|this|next|coming) )?{DAY}(?P<after> after next)?{_OF_DAY}",
        weeks.read_weekday,
    ),
    _rule(
        r"(?:the )?(?:(?P<which>this coming|this|next|coming|whole|long) )?(?:week[ -]?end|wknd)"
        r"(?P<after> after next)?",
        weeks.read_weekend,
        rank=4,
    ),
    _rule(
        rf"(?:{_PART}(?: of|[ -]in)?[ -])?(?P<which>this coming week|this week|next week"
        r"|nxt week|the week after(?: next)?(?: week)?|the coming week)",
        weeks.read_week,
        rank=3,
    ),
    _rule(
        r"(?P<part>the end|end)(?: of)?(?: (?P<which>the (?:working )?week|week))|(?P<short>eow|week's end)",
        weeks.read_week,
        rank=3,
    ),
    _rule(
        r"(?P<part>later|late|the middle of|mid|midway)[ -](?P<which>(?:in |through )?(?:the |this )?week)",
        weeks.read_week,
        rank=3,
    ),
    _rule(r"(?:this|the same|same) time next week", weeks.read_week_later, rank=6),
    _rule(
        rf"today{_OF_DAY}(?: before lunch)?|tonight|tonite|2nite|2night|this (?:very )?{PART_OF_DAY}|later today"
        r"|later on today|(?:the )?(?:end|close) of (?:the )?(?:day|play|business)(?: today)?|eod|cob|cop"
        r"|(?:the )?end of today|(?:the )?end of (?:this|the|our) (?:call|session|meeting|hour)"
        r"|(?:right|straight|directly|immediately) after (?:this call|this|the call|our call|we hang up|we finish)"
        r"|(?:as soon as|when|once) we hang up|the hour(?= ?(?:$|[.,!?]))",
        weeks.read_today,
        rank=2,
    ),
    _rule(
        rf"(?P<after>(?:the )?day after )?(?:tomorrow|tmrw|tmr|tmw|2moro|2morrow|tomoz|tommorow|tomorow)"
        rf"(?: (?:first thing|{PART_OF_DAY}))?(?:,? (?:at|by|before|around) (?:{CLOCK}|\w+))?"
        rf"(?: in the {PART_OF_DAY})?",
        weeks.read_tomorrow,
    ),
    _rule(rf"{_NO_CLOCK}in the morning|first thing in the morning", weeks.read_tomorrow, strength=0.3),
    _rule(
        rf"(?:next |coming )?{_ABOUT}{_COUNT} (?P<working>working |business |work |week ?)?"
        rf"{_UNITS}['’]?(?: time)?",
        weeks.read_in_units,
        lead=r"in|within|(?:over|during|for) the (?:next|coming)|in the (?:next|coming)|within the (?:next|coming)",
        rank=6,
    ),
    _rule(
        rf"{_COUNT} (?P<working>working |business )?{_UNITS}['’]? (?:time|from now|from today|today)",
        weeks.read_in_units,
        rank=6,
    ),
    _rule(
        r"(?:(?:a|one) )?(?P<unit>day|week|month) or (?P<number>two)",
        weeks.read_in_units,
        lead=r"in|within|(?:in|over|within) the (?:next|coming)",
        rank=6,
    ),
    _rule(r"(?P<number>a|the) (?P<unit>week|fortnight|month)(?=$|[.,;!?])", weeks.read_in_units, lead="within", rank=6),
    _rule(
        rf"(?:{_PART}(?: of|[ -]in)?[ -])(?:(?P<which>the month|this month|next month|month)"
        rf"|(?:this |next )?{FULL_MONTH})(?: (?P<year>20\d\d))?|(?P<short>eom|month[ -]end)",
        months.read_month,
        rank=3,
    ),
    _rule(r"(?P<which>this month|next month)", months.read_month, rank=3),
    _rule(
        rf"{FULL_MONTH}(?: (?P<year>20\d\d))?", months.read_month, lead="by|before|b4|in|until|till|during|for", rank=3
    ),
    _rule(
        r"(?P<part>the end|end)(?: of)? (?:(?P<which>the quarter|this quarter|next quarter|quarter)"
        r"|q(?P<quarter>[1-4]))",
        months.read_quarter,
        rank=3,
    ),
    _rule(r"(?P<which>this quarter|next quarter)", months.read_quarter, rank=3),
    _rule("q(?P<quarter>[1-4])", months.read_quarter, lead="by|before|in|during", rank=3),
    _rule(
        r"(?P<part>the end|end|later|late)(?: of)? (?P<which>this year|next year|the year|year)",
        months.read_year,
        rank=3,
    ),
    _rule(r"(?P<which>this year|next year)|(?P<short>year[ -]end|eoy)", months.read_year, rank=3),
    _rule(
        rf"(?:the )?(?:(?:this|next|coming) )?(?P<holiday>{_FEAST})",
        months.read_holiday,
        lead=f"{_BY}|on|over|at|for|during|after",
        rank=7,
    ),
    _rule("the same day", _always(Undated.NO_DATE), strength=0.5, rank=2),
    _rule(CLOCK, weeks.read_today, lead=_BY, strength=0.2, rank=1),
    _rule(
        rf"(?:early in )?the new year|(?:the |next |this )?(?:end of )?(?:the )?{_SEASON}"
        r"|(?:the )?(?:eid|ramadan|diwali|hanukkah|passover|chinese new year|lunar new year|carnival)"
        r"|(?:the )?end of (?:the )?(?:term|semester|school year|season)|the holidays",
        _always(Undated.NO_DATE),
        lead="by|before|until|till|in|over|during|at",
        strength=0.5,
        rank=2,
    ),
)
