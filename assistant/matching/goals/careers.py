"""Seniority and years that a goal asks of the mentor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern

_SENIORITY: tuple[tuple[str, str], ...] = (
    ("executive", r"(?:a |an )?(?:director|vice[- ]president|vp|c-?(?:level|suite)|executive|managing director"
                  r"|board member|partner|chief executive|ceo|cto|cfo|coo)s?(?: level)?(?: or (?:above|higher|up"
                  r"|upwards|more senior|so|equivalent|similar)|(?: or| and) (?:founder|director|ceo"
                  r"|vice[- ]president|vp|executive|managing director))?"
     r"|(?:at )?(?:director|executive|vp|c-?suite|c|board|exec|ceo)[- ]level(?: or (?:above|higher|up))?"
     r"|executives?|c-?suite|(?:runs?|running|ran|heads?|heading|led|leads) (?:an? |their |the |her "
     r"|his )?(?:own )?(?:whole |entire |large |big |national |public |small |mid-sized |real "
     r"|similar )*(?:organi[sz]ation|company|institution|charity|hospital|business|agency|firm)"
     r"|at (?:the )?(?:top|executive|board)(?: level)?|top of (?:an?|the|their) (?:organi[sz]ation|company|field)"
     r"|(?:sits?|sat|sitting) on (?:a|the|several|real) boards?|head of an organi[sz]ation|executive[- ]level"),
    ("lead", r"(?:the )?head of (?:a |their |the )?(?:team|department|unit|section|group|service|kitchen|school)s?"
             r"|team[- ](?:leads?|leaders?)(?: or (?:above|higher|up))?|(?:leads?|leading|manages?|managing|led"
             r"|runs?|running|managed|headed|heads?|supervises?|in charge of|responsible for) (?:a |an |the |their "
             r"|his |her |whole |entire |large |big |small |own |real |actual |busy |other |several |many |some "
             r"|more than one )*(?:teams?|people|department|shops?|group|unit|staff|crew|ward|kitchen|store|clinic"
             r"|workshop|studio|site|practice|lab|restaurant|branch|newsroom|section|squad|salon|garage|farm|bakery"
             r"|floor|shift)"
     r"|lead[- ]level(?: or above)?|(?:people |line |department |senior )?managers?(?: or (?:above|higher|up)"
     r"| level| of (?:people|a team|others))|at (?:least )?(?:manager|lead|management|team lead) level"
     r"|department heads?|has people under them|with direct reports|in charge of (?:a |their own )?(?:team|people"
     r"|crew|department)|(?:already |actually )?(?:a )?people managers?|in a lead(?:ership)? (?:role|position)"
     r"|someone who leads|tech lead|a lead(?! to|ing)"),
    ("early", r"(?:still )?(?:fairly |quite |relatively |very |really )?early (?:on )?in (?:their|the|a|his|her"
              r"|your|own) (?:own )?(?:career|working life|job|profession|path|journey)|not (?:too |so "
              r"|very )?long (?:out of|since|past) (?:\w+ ){0,2}(?:school|university|college|training|qualifying"
              r"|graduat\w+|apprenticeship|studies|med school|law school|the academy|drama school)"
     r"|early[- ]career|(?:a )?recent(?:ly)? (?:graduate|grad|qualified|graduated|trained|finished|promoted)(?:s)?"
     r"|(?:fresh|freshly|straight) out of (?:\w+ ){0,2}(?:school|university|college|training)|newly qualified"
     r"|(?:who(?:'s| has)? )?(?:only )?(?:just )?(?:qualified|started|graduated|trained|finished|joined|began"
     r"|made it)(?: only)?(?: (?:their|the|a|his|her|as|in|from) ?\w*){0,2} (?:recently|not (?:so |that )?long ago"
     r"|last year|a year ago|a (?:year or two|few years|couple of years) ago|in the last (?:year|few years))"
     r"|(?:someone|somebody|mentor|a person) (?:young in the (?:job|trade|profession)|junior|who(?:'s"
     r"| is) (?:still )?(?:junior|new to|just starting|a beginner)|starting out|just starting)|(?:only |just "
     r"|barely )?(?:a year or two|a couple of years|a year|two years|a few years) (?:in(?=\W*(?:$|[.,;]))"
     r"|into (?:the|their|it))(?: \w+)?|(?:just|only) (?:just )?(?:a (?:step|year or two|few steps|couple of steps"
     r"|little) ahead|a bit ahead)|just starting out|a (?:step|little|bit) ahead of me"
     r"|(?:at )?the start of (?:their|his|her) career|entry[- ]level|junior(?! (?:doctor|school|colleague|staff"
     r"|team))|still (?:fairly |quite |relatively )?new (?:to|in) (?:the|their|it)(?: \w+)?|(?:just "
     r"|only )?(?:a few|a couple of|two|three|one or two|not many|some|a handful of) years? (?:out of"
     r"|past) (?:\w+ )?(?:school|college|university|training|graduation)"
     r"|who (?:has )?only (?:just )?(?:recently )?(?:started|qualified|finished|graduated)|just (?:finished"
     r"|graduated|qualified)|recently (?:started|joined|made the (?:same )?(?:move|switch))"),
    ("mid", r"(?:at least )?mid(?:dle)?[- ](?:career|level|way through their career)|(?:at least )?mid-?career"
            r"|intermediate level|in the middle of (?:their|his|her) career"
            r"|(?:already )?(?:well )?established(?: in (?:their|the) (?:career|job|trade|field))?"
            r"|past (?:the )?(?:beginner|junior|entry)(?: stage| level)?|not (?:a )?(?:beginner|junior)s?"
            r"|some(?:what)? experienced?"),
    ("senior", r"(?:very |quite |really |fairly |more |properly |reasonably |pretty |rather |truly "
               r"|genuinely )?senior(?: (?:or above|or higher|people|person|than me|level|enough|in (?:the|their"
               r"|her|his) \w+|figure|professional|practitioner|mentor))?|(?:very|highly|seriously|extremely|deeply"
               r"|properly|really|truly|most|hugely|vastly) experienced|seasoned|(?:a )?(?:real |true "
               r"|old )?veterans?(?: of the \w+)?|old hands?|long[- ]serving|senior[- ]level"
               r"|late(?:r)? in their career|at the height of their career|far along in (?:their|the) career"
               r"|well[- ]advanced in (?:their|the) career|grey[- ]haired|experienced (?:mentor|person|hand|someone"
               r"|pro|professional)|battle[- ]tested|a great deal of experience|lots of experience"
               r"|a lot of experience|plenty of experience|decades of experience|high up|higher up|big experience"),
)  # fmt: skip
_LEVEL = LazyPattern("|".join(rf"(?P<{value}>\b(?:{pattern})\b)" for value, pattern in _SENIORITY))
_PERSON_BEFORE = LazyPattern(
    rf"(?:\b(?:{PERSON}|who(?:'s| is| are| has| have)?(?: been)?|they(?:'re| are)?|mentor (?:is|be|to be)|be|being"
    rf"|is|are|from|ideally|preferably|hopefully|at least|must|only|perhaps|maybe|already|very|quite|really|with"
    rf"|and|or|also|for|to|a|an|the|fairly|relatively|still|was|has|had|once|as|actually|currently|now|probably"
    rf"|talk to|meet|hear from|another|any|more|rather|more of|level|in|somewhat|reasonably|pretty|more|,|;|just"
    rf"|too|even|in a|of|other|fellow|good|kind|patient|not)\W*)*$"
)
_OTHERS = LazyPattern(
    r"\b(?:i'm|i am|my|our|become|becoming|became|to be|being|i was|i've been|we're|the|as|made|promoted to"
    r"|report to|reports to|from|into|turn(?:ed)? into|replace|replaced|hire|hiring|hired|his|her|their|between|for"
    r"|how|i|me|am|just|wants|new)\W+(?:\w+\W+){0,2}$"
)
_ADJECTIVE_NOUN = LazyPattern(
    r"^[ -](?:citizens?|colleagues?|nurses?|centre|housing|care|living|years?|school|prom|staff|management"
    r"|leaders?hip|team|role|position|job|post|manager at|level role|engineer at|summer|developer at|and lead"
    r"|promotion)\b"
)


def read_seniority(goal: GoalText) -> Iterator[Constraint]:
    """Find how far along the mentor is asked to be."""
    for match in _LEVEL.finditer(goal.lower):
        start, end = match.span()
        segment = goal.segment_at(start)
        if segment.mood is Mood.STORY or _ADJECTIVE_NOUN.match(goal.lower[end:]):
            continue
        if _describes_mentor(goal, segment.start, start, end, str(match.lastgroup)) and not _waived(
            goal, start, end, match[0]
        ):
            yield Constraint(ConstraintKind.SENIORITY, str(match.lastgroup), is_hard(goal, start, end), start, end)


def _waived(goal: GoalText, start: int, end: int, said: str) -> bool:
    return not said.startswith("not ") and is_negated(goal, start, end, reach=25)


def _describes_mentor(goal: GoalText, first: int, start: int, end: int, value: str) -> bool:
    before, said = goal.lower[first:start], goal.lower[start:end]
    if re.search(
        r"\b(?:become|becoming|became|promoted to|report to|my|our|i'm|i am|as|go from|how to be|to be made|his|her"
        r"|their|i was|help(?:s|ed)?|deal(?:s|ing)? with|handled?|convinced?|managing|coach(?:es|ed)?|support(?:s"
        r"|ed)?|trains?|trained|worked (?:with|for)|worked alongside|against|pitch(?:ed|ing)? to|taught"
        r"|teach(?:es)?|recruit(?:s|ed)?|hired?|promoted?|lead)\W+(?:an? |the )?(?:\w+ )?$",
        before,
    ):
        return False
    if len(said) > 14 and not re.match(r"(?:leads?|manages?|runs?|heads?|leading|managing|running)", said):
        return True
    segment_text = goal.lower[first : goal.segment_at(start).end]
    if re.search(PERSON, segment_text) or re.search(
        r"^\W*(?:ideally|preferably|hopefully|maybe|perhaps|please|must|at least|only|not|needs?|has to|they"
        r"|someone|a|an|the|very|fairly|quite|senior|head|early|and|or|also|seniority|anyone|any)\b",
        before + said,
    ):
        return True
    return bool(
        re.search(r"\b(?:mentor|they|who|you)\b", segment_text)
        or _PERSON_BEFORE.match(before)
        or re.search(
            r"\b(?:talk to|hear from|meet|speak to|speak with|talk with|need|want|prefer|looking for|learn from"
            r"|love|like|find|hoping for|hope for|after|give me|must be|has to be|needs to be|have|it was"
            r"|it were)\W+(?:\w+\W+){0,3}$",
            before,
        )
    )


_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_COMPOSED = {
    "twenty-five": 25,
    "twenty five": 25,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "a dozen": 12,
    "a couple of": 2,
    "couple of": 2,
    "one or two": 2,
    "two or three": 3,
    "three or four": 4,
    "four or five": 5,
}
_PERIODS = {
    "a decade": 10,
    "two decades": 20,
    "three decades": 30,
    "half a decade": 5,
    "decades": 20,
    "a year": 1,
    "a year or two": 2,
}
_COUNTS = {word: number for number, word in enumerate(_COUNTED.split(), 1)} | _COMPOSED
_NUMBERS = _COUNTS | _PERIODS
_N = r"(?:\d{1,2}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_LESS = (
    r"(?:no more than|not more than|at most|less than|fewer than|under|up to|maximum(?: of)?|a maximum of|max\.?"
    r"|within|no further than|not over|below|only|just|no longer than|the first|their first|in (?:the|their) first)"
)
_MORE = (
    r"(?:at least|a minimum of|minimum(?: of)?|min\.?|no (?:less|fewer) than|more than|over|a good|a solid|a full"
    r"|upwards of|not less than|north of|well over)"
)
_YEARS = LazyPattern(
    rf"(?P<less>\b{_LESS}\b)\W*(?:a |about )?(?P<n1>{_N})(?: or so)?[- ]*(?:years?|yrs?)(?P<tail1>[^.;,]*)"
    rf"|(?:(?P<more>\b{_MORE}\b)\W*(?:a |about )?)?(?P<n2>{_N})(?P<plus>\s*\+| ?-?plus| or more"
    rf"| and more)?[- ]*(?:solid |good |long |full |odd )?(?:years?|yrs?)(?:'|\b)(?P<after>(?: or (?:more|less"
    rf"|fewer|longer|so)| plus| and up| minimum| at (?:least|most)| max(?:imum)?| tops)?)(?P<tail2>[^.;,]*)"
    rf"|(?:(?P<more2>\b(?:{_MORE}|with|has|have|spent|a good)\b)\W*)?(?P<decades>a decade|two decades|three decades"
    rf"|half a decade|decades)(?P<plus2>(?: or (?:more|so|two|longer)| plus|\+)?)(?P<tail3>[^.;,]*)"
    rf"|\b(?P<ahead>a year or two|a year|one or two years|two or three years|a couple of years"
    rf"|three or four years) (?:ahead|further|in front|older in)(?P<tail4>[^.;,]*)"
)
_RANGE = LazyPattern(
    rf"\b(?:between (?P<low>{_N}) and (?P<high>{_N})|(?P<low2>{_N}) ?(?:-|to) ?(?P<high2>{_N})"
    rf"|(?:{_MORE})\b\W*(?P<low3>{_N})(?: years?| yrs?)?,? (?:but "
    rf"|and )?(?:{_LESS})\b\W*(?P<high3>{_N}))[- ]*(?:years?|yrs?)\b"
    rf"(?P<tail>[^.;,]*)"
)
_EXPERIENCE = LazyPattern(
    r"\b(?:experience|behind them|under their belt|in the|in|of practice|doing|at it|on the job|in the trade"
    r"|working|practice|as a|as an|ahead|served|into|career|of it|ago|teaching|running|managing|service|qualified"
    r"|in this|with|on|nursing|since|running|behind|at|flying|selling|trading|leading|cooking|writing|designing"
    r"|post)\b|^\W*$"
)


def read_years(goal: GoalText) -> Iterator[Constraint]:
    """Find the years of experience asked of the mentor; the asker's own years ask nothing."""
    ranges = [
        match
        for match in _RANGE.finditer(goal.lower)
        if not re.match(r"\W*(?:ahead|further|in front|older|out of|past)\b", match["tail"])
        and _is_mentors(goal, _Span.of(match))
    ]
    for match in ranges:
        yield from _two_sided(goal, match)
    for match in _YEARS.finditer(goal.lower):
        number = _number(match)
        inside = any(one.start() < match.end() and match.start() < one.end() for one in ranges)
        if number is None or inside or not _is_mentors(goal, _Span.of(match)):
            continue
        end = _phrase_end(goal, match)
        value = f"<={number}" if _is_upper(match) else f">={number}"
        if not _other_negation(goal, match):
            yield Constraint(ConstraintKind.YEARS, value, is_hard(goal, match.start(), end), match.start(), end)


def _number(match: re.Match[str]) -> int | None:
    said = match["n1"] or match["n2"] or match["decades"] or match["ahead"]
    if said is None:
        return None
    said = {
        "one or two years": "one or two",
        "two or three years": "two or three",
        "a couple of years": "a couple of",
        "three or four years": "three or four",
    }.get(said, said)
    return int(said) if said.isdigit() else _NUMBERS.get(said)


def _is_upper(match: re.Match[str]) -> bool:
    tail = (match["tail1"] or "") + (match["tail2"] or "")
    less = match["less"] or ""
    if match["ahead"] or (match["after"] and re.search(r"less|fewer|most|max|tops", match["after"])):
        return True
    if less in {"only", "just"}:
        return True
    return bool(less) or (
        bool(
            re.match(r" (?:ahead|further along|in front|out of)", match["tail2"] or "")
            and not match["more"]
            and not match["plus"]
        )
        and "experience" not in tail
    )


def _two_sided(goal: GoalText, match: re.Match[str]) -> Iterator[Constraint]:
    low, high = ((match[f"{name}"] or match[f"{name}2"] or match[f"{name}3"]) for name in ("low", "high"))
    end = match.end() - len(match["tail"])
    said = _EXPERIENCE_NOUN.match(match["tail"])
    end += said.end() if said else 0
    for sign, number in ((">=", low), ("<=", high)):
        years = int(number) if number.isdigit() else _NUMBERS[number]
        hard = is_hard(goal, match.start(), end)
        yield Constraint(ConstraintKind.YEARS, f"{sign}{years}", hard, match.start(), end)


@dataclass(frozen=True, slots=True)
class _Span:
    """A phrase about years: where it starts, what follows it, and whether it counts from below or above."""

    start: int
    tail: str
    bounded: bool
    has_decades: bool

    @staticmethod
    def of(match: re.Match[str]) -> "_Span":
        said = match.groupdict()
        if "low" in said:
            return _Span(match.start(), said["tail"] or "", True, False)
        tail = said["tail1"] or said["tail2"] or said["tail3"] or ""
        more = said["more2"] if said["more2"] not in {"with", "has", "have", "spent", "a good"} else None
        bounds = ("less", "more", "plus", "after", "ahead", "plus2")
        return _Span(match.start(), tail, bool(more) or any(said[one] for one in bounds), bool(said["decades"]))


def _is_mentors(goal: GoalText, said: _Span) -> bool:
    segment = goal.segment_at(said.start)
    before = goal.lower[segment.start : said.start]
    if segment.mood is Mood.STORY or (
        re.search(
            r"\b(?:i|i've|i'm|we|we've|my \w+|our \w+|i have|i was|after|for the (?:last|past|next)|for"
            r"|in the (?:last|next|past)|within the next)(?: \w+){0,2}\W*$",
            before,
        )
        and not re.search(rf"\b(?:who|{PERSON}|with|need|want|prefer|minimum of)\b[^,]*$", before)
    ):
        return False
    tail, plain = said.tail, not said.bounded
    rest = goal.lower[said.start : goal.sentence_at(said.start)[1]]
    if re.match(r"\W*(?:old|younger|of age|sentence|from now|left|lease|contract|loan|warranty)\b", tail):
        return False
    mentor_near = (
        re.search(
            rf"\b(?:who|with|has|have|having|{PERSON}|they|minimum|mentor|need|must|ideally|preferably|least)\b", before
        )
        is not None
    )
    if re.match(r"\W*older\b(?! in)", tail):
        return False
    return (not plain and bool(_EXPERIENCE.search(rest) or mentor_near or segment.mood is Mood.FRAGMENT)) or (
        plain and mentor_near and bool(_EXPERIENCE.search(tail) or said.has_decades)
    )


_EXPERIENCE_NOUN = LazyPattern(
    r"(?:'|\W)*(?:of )?(?:work |working |relevant |real |hands-on )?(?:experience|behind them|under their belt"
    r"|ahead(?: of me)?|on the job|in the trade|of practice|ago)"
)


def _phrase_end(goal: GoalText, match: re.Match[str]) -> int:
    tail = match["tail1"] or match["tail2"] or match["tail3"] or match["tail4"] or ""
    said = _EXPERIENCE_NOUN.match(tail)
    end = match.end() - len(tail)
    return end + said.end() if said else end


def _other_negation(goal: GoalText, match: re.Match[str]) -> bool:
    if (match["less"] or match["more"] or "").startswith(("no", "not")):
        return False
    return is_negated(
        goal, match.start(), match.end() - len(match["tail1"] or match["tail2"] or match["tail3"] or ""), reach=25
    )
