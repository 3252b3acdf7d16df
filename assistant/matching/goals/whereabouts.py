"""Places and time zones that a goal asks for."""

import re
from collections.abc import Iterator

from assistant.domain.people import Asker
from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import MARK, NAME, Masked, Mention, mask_places
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.places import find_city
from assistant.vocabulary.tables import name_key
from assistant.vocabulary.time_zones import spoken_zones

_LIST = (
    rf"(?:the )?{NAME}(?:,? (?:area|region))?(?:\s*(?:,|/|\bor\b|\band\b)+\s*(?:(?:or|and|even|maybe|perhaps"
    rf"|at least|in|from|elsewhere in|somewhere in|anywhere in|the)\s+)*{NAME})*"
)
_NEAR = (
    r"(?:in|from|near|around|within|inside|close to|not far from|outside of|at|across|local to|anywhere in"
    r"|somewhere in|nearby)"
)
_BASED = LazyPattern(
    rf"\b(?:based|located|living|lives?|if they lived|situated|residing|resides|sits?|sitting|is|are|be|was|were"
    rf"|being|physically|currently|right here|here|somewhere|anywhere|locally|stays?|someplace|settled|comes?"
    rf"|coming|works|working|work)"
    rf" (?:currently |physically |somewhere |anywhere |right |here |also |both |located |based |living |local "
    rf"|remotely |or work |or near |out there )*{_NEAR}"
    rf" (?:or (?:near|around|close to) |and around |the area (?:of|around) |greater |mainland |either |somewhere "
    rf"|anywhere )*(?P<list>{_LIST})"
)
_PERSON_IN = LazyPattern(
    rf"\b{PERSON}(?: else| senior| kind| experienced| near| here| good| who(?:'s| is| are)| with experience"
    rf"| already| actually| right)*,? +{_NEAR} (?:or near |or around |either |greater )*(?P<list>{_LIST})"
)
_BEFORE_PLACE = LazyPattern(
    r"\b(?:based|living|lives|located|someone|somebody|mentor|anyone) (?:in|near|around|from) |\bnear "
)
_PLACE_BASED = LazyPattern(rf"(?P<list>{_LIST})[- ]based\b")
_FRAGMENT = LazyPattern(
    rf"^\W*(?:in person |in-person |face[- ]to[- ]face |meet(?:ing)? |remotely |online |and |or |but |also |maybe "
    rf"|perhaps |even |just |only |please |ideally |preferably |hopefully "
    rf"|at least |somewhere |anywhere |someone |somebody |a |mentor |must be |must |be |based |located |living "
    rf"|who |is |lives |from |in |near |around |within |close |to |either |not |too |far |has |have |needs |best "
    rf"|still |and|over)*"
    rf"(?P<list>{_LIST})(?:\W|please|only|if possible|preferably|ideally|preferred|a plus|too|as well|at least"
    rf"|would|be|is|are|best|nice|great|ideal|perfect|or nearby|or near|nearby|area|region|somewhere|anywhere"
    rf"|or thereabouts|works|too|for me|helpful|even better|or online|or remote(?:ly)?|itself|too|the|a|bonus"
    rf"|is fine|somewhere close|-based"
    rf"|based|if (?:that|it|at|you|there)\b.*)*$"
)
_STAYS = LazyPattern(
    r"\b(?:move|moving|moved|relocat\w+|emigrat\w+|immigrat\w+|born|raised|grew up|study|studying|travel\w*"
    r"|export\w*|import\w*|sell\w*|open\w*|visit\w*)\b[^.;]*$"
)
_BACKGROUND = LazyPattern(
    r"\b(?:worked|lived|moved|trained|studied|practised|practiced|experience|taught|used to|relocat\w+|emigrat\w+"
    r"|done|did|built|started|opened|sold|got|found|been)\b[^,;]*$"
)
_LOCAL = LazyPattern(
    r"\b(?:(?:in|from|within|near|around) (?:or near )?(?:the same|my|our) (?:own )?(?:city|town|area"
    r"|neighbou?rhood|region|part of town)|(?:same|my own) (?:city|town) as (?:me|mine)|local(?:ly)?(?= (?:mentor"
    r"|to me|person|would|if|please|so|who|where))|(?:someone|somebody|anyone|anybody|mentor|person) (?:who(?:'s"
    r"| is) )?(?:local|nearby|close by|near me|near here|around here|close to me|close to home)"
    r"|near me|near where i live|close to where i live|lives? (?:nearby|close by|locally)|locally)\b"
)
_SAME_COUNTRY = LazyPattern(r"\b(?:in|from|within) (?:the same|my|our) (?:own )?country\b")
_I_LIVE = LazyPattern(
    rf"\bi(?:'m| am| live| work|'ve moved| moved|'m based| am based|'m living)(?: here| now| currently| just| based"
    rf"| living)* (?:in|near|to|from|outside) (?P<list>{NAME})"
)


def read_places(goal: GoalText, asker: Asker) -> Iterator[Constraint]:
    """Find the places asked of the mentor; "near me" means the asker's city, as known or as the goal tells it."""
    masked = mask_places(goal.text, goal.lower)
    seen: set[int] = set()
    for start, span in _stretches(goal, masked):
        asked = [
            mention for mention in masked.within(*span) if not is_negated(goal, mention.start, mention.end, reach=30)
        ]
        for mention in _british_isles(asked):
            if mention.start not in seen and not re.match(r"\s*(?:standard )?time\b", goal.lower[mention.end :]):
                seen.add(mention.start)
                yield _place(goal, mention.value, min(start, mention.start), mention.end, mention.start)
    yield from _unlisted_cities(goal, masked)
    yield from _near_asker(goal, asker, masked)


def _british_isles(mentions: list[Mention]) -> list[Mention]:
    """Take "Britain or Ireland" for the region it is."""
    if {"country:GB", "country:IE"} <= {mention.value for mention in mentions}:
        return [Mention("region:uk and ireland", mentions[0].start, mentions[-1].end)]
    return mentions


def _place(goal: GoalText, value: str, start: int, end: int, named_at: int = -1) -> Constraint:
    """Make a place constraint; `named_at` is where the name itself starts, if that is not `start`."""
    hard = is_hard(goal, named_at if named_at >= 0 else start, end)
    return Constraint(ConstraintKind.PLACE, value, hard, start, end)


def _stretches(goal: GoalText, masked: Masked) -> Iterator[tuple[int, tuple[int, int]]]:
    if MARK not in masked.text:
        return
    for pattern in (_BASED, _PERSON_IN):
        for match in pattern.finditer(masked.text):
            if goal.is_request(match.start("list")) and (
                pattern is _PERSON_IN or _is_about_mentor(goal, match.start())
            ):
                yield match.start(), match.span("list")
    for match in _PLACE_BASED.finditer(masked.text):
        if goal.is_request(match.start()):
            yield match.start(), (match.start(), match.end())
    for segment in goal.segments:
        text = masked.text[segment.start : segment.end]
        if segment.mood is not Mood.STORY and MARK in text and (match_ := _FRAGMENT.match(text)):
            first, last = match_.span("list")
            yield segment.start + first, (segment.start + first, segment.start + last)
        elif (
            segment.mood is Mood.REQUEST
            and MARK in text
            and (
                tail := re.search(
                    rf",? (?:in|from|near) (?P<list>{_LIST})\W*(?:please|if possible|ideally|preferably|would.*)?\W*$",
                    text,
                )
            )
        ) and re.search(
            rf"\b(?:need|want|looking for|find|prefer|love|like|seeking|meet)\b[^,]*\b{PERSON}\b$|\bmentor\b$",
            text[: tail.start()],
        ):
            yield (
                segment.start + tail.start(),
                (segment.start + tail.start("list"), segment.start + tail.end("list")),
            )


def _is_about_mentor(goal: GoalText, position: int) -> bool:
    segment = goal.segment_at(position)
    before = goal.lower[segment.start : position]
    if re.search(r"\b(?:i|i'm|we|we're|my \w+|our \w+|he|she)(?: \w+)?\s*$", before):
        return False
    last_subject = re.findall(
        r"\b(i|i'm|we|who|that|someone|somebody|anyone|anybody|mentor|they|you|he|she|my|our)\b", before
    )
    return not (
        last_subject and last_subject[-1] in {"i", "i'm", "we", "my", "our"} and not re.search(rf"{PERSON}", before)
    ) and not _BACKGROUND.search(before)


def _unlisted_cities(goal: GoalText, masked: Masked) -> Iterator[Constraint]:
    """Take a town that no table knows from its grammar: a name of a place after "based in" or "near"."""
    places = {match.end() for match in _BEFORE_PLACE.finditer(goal.lower)}
    for entity in goal.linguist.entities(goal.text) if places else ():
        if entity.label != "GPE" or entity.start not in places or MARK in masked.text[entity.start : entity.end]:
            continue
        if (
            goal.is_request(entity.start)
            and _is_about_mentor(goal, entity.start)
            and not is_negated(goal, entity.start, entity.end)
        ):
            yield _place(goal, f"city:{goal.lower[entity.start : entity.end]}", entity.start, entity.end)


def _near_asker(goal: GoalText, asker: Asker, masked: Masked) -> Iterator[Constraint]:
    for match in _LOCAL.finditer(goal.lower):
        value = _asker_city(asker, masked)
        if value and goal.is_request(match.start()) and not is_negated(goal, *match.span(), reach=20):
            yield _place(goal, value, *match.span())
    for match in _SAME_COUNTRY.finditer(goal.lower):
        if asker.country and goal.is_request(match.start()) and not is_negated(goal, *match.span(), reach=20):
            yield _place(goal, f"country:{asker.country}", *match.span())


def _asker_city(asker: Asker, masked: Masked) -> str:
    for match in _I_LIVE.finditer(masked.text):
        mentions: list[Mention] = masked.within(*match.span("list"))
        if mentions and mentions[0].value.startswith("city:"):
            return mentions[0].value
    city = find_city(asker.city)
    return f"city:{(city.name if city else asker.city).lower()}" if asker.city else ""


_ZONE = r"(?:time[- ]?zones?|timezones?|tz)"
_MINE = LazyPattern(
    rf"\b(?:(?:in|on|within|near|around|close to|roughly|about|of|shares?|sharing|to|approximately|more or less"
    rf"|with|at|overlaps?(?: with)?|overlapping(?: with)?|matching|matches|not far from|same as|similar to|keeps?"
    rf"|around|or so of|(?:not|isn't|n't) (?:too |very |so |that )?(?:far|distant) (?:from|off|away from"
    rf"|outside))?\s*(?:roughly |about |around |approximately |exactly |more or less |close to |near )*"
    rf"(?:my|the same|same|a similar|similar|an overlapping|overlapping|a compatible|compatible|a nearby|nearby"
    rf"|a close|our|a workable|workable|a friendly|neighbou?ring|an adjacent|adjacent|a matching|a reasonable"
    rf"|a close-by|comparable|a comparable)(?: or (?:similar|nearby|close|near))? (?:own )?{_ZONE}"
    rf"|{_ZONE} (?:that(?:'s| is| isn't)? |which |is |isn't |not |are |'s )*(?:too |very |so |fairly |reasonably "
    rf"|quite |roughly |pretty )*(?:close|near|similar|like|overlap\w*|works? with|compatible|too far|matches|far"
    rf"|within reach|around|same|fits)\b[^.,;]*\b(?:mine|me|my|ours|my own|my hours|my day)\b"
    rf"|(?:on|to|near|close to|keeps?|with|by|around|in|at) (?:roughly |about |more or less |the same )?(?:my"
    rf"|the same) (?:clock|hours|time)(?= as me|\W*(?:$|[.,;]|please|if|because|since|and|would))"
    rf"|awake (?:roughly )?when i(?:'m| am)?(?: awake)?|(?:no|not|without|isn't|don't want)(?: a| too| much"
    rf"| any)* (?:big |huge |large |great |massive |much of a |crazy )*time[- ]difference|(?:hours|day|working day"
    rf"|working hours) (?:that )?overlaps? (?:with )?(?:mine|my)\b"
    rf"|(?:similar|the same|same|my) (?:working |waking |office )?hours(?= (?:as me|to me|to mine|as mine"
    rf"|of the day|or close))|overlaps? with my (?:day|hours|working (?:day|hours)|waking hours|time)"
    rf"|overlapping (?:working |waking )?hours"
    rf"|within (?:an|one|two|three|four|a few|a couple of|1|2|3|4) (?:or (?:two|three) )?(?:hours?|h) of (?:me|mine"
    rf"|my(?: own)? (?:time(?:[- ]?zone)?|clock)|where i am)|(?:not|n't) (?:be )?(?:more than"
    rf"|over) \w+ hours? (?:away|apart|off|ahead|difference|from me)|small time difference|(?:no more than|at most"
    rf"|max(?:imum)?(?: of)?|within|up to|less than|under|not more than|only|just) (?:\w+"
    rf"|\d+)(?: or \w+)? hours? (?:of )?(?:time )?(?:difference|apart|away|off)\b|(?:a few|some|several|enough|good"
    rf"|decent|a bit of|plenty of|lots of|real|reasonable|generous) (?:hours of |working "
    rf"|daily )*overlap(?: with (?:mine|me|my \w+))?|(?:same|similar) time as me|time difference (?:is "
    rf"|that's )?(?:small|minimal|manageable)|time[- ]?zone[- ]friendly)"
)
_SPOKEN_ZONE = LazyPattern(
    r"(?P<short>\b(?:EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|GMT|BST|CET|CEST|EET|EEST|EAT|WAT|SAST|CAT|IST|SGT"
    r"|JST|KST|AEST|AEDT|NZST|NZDT|NZT|GST|BRT|HKT|PKT|MSK|UTC)\b)"
    r"|(?P<long>\b(?:US |us )?(?:[A-Z][\w\u00c0-\u017f]*|uk|eastern|central|pacific|mountain|gulf|singapore|india"
    r"|indian|japan|brasilia|brasília|east|west|central|south|new|nz|european|africa|african|zealand|coast|standard"
    r"|lagos|london|sydney|paris|greenwich|mean|australian)(?: (?:[A-Z][\w\u00c0-\u017f]*|eastern|central|european"
    r"|africa|african|zealand|coast|standard|mean|paulo|york))* (?:[Tt]ime(?![- ]?(?:zone )?differ)(?:[- ]?zone)?"
    r"|hours|timezone)\b)"
)
_NUMBER = {
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "an": 1,
    "couple of": 2,
}
_COUNT = r"(?P<n{0}>\d+|an|one|two|three|four|five|six|seven|eight|a couple of|couple of)"
_OVERLAP = LazyPattern(
    rf"\b{_COUNT.format(1)}(?:\+| or more|-plus| plus)? ?(?:hours?|hrs?|h)?(?:'| or more)? (?:of |a day of |daily "
    rf"|per day of )?(?:\w+ )?overlap\w*(?: with (?:mine|me|my \w+))?"
    rf"|\boverlap\w*[^.;]{{0,40}}?\b{_COUNT.format(2)}(?:\+| or more| or \w+)? (?:\w+ )?(?:hours?|hrs?|h)\b"
    rf"|\b{_COUNT.format(6)}(?:\+| or more| plus)? (?:hours?|hrs?|h)(?: or more| plus| at least| minimum)?(?: (?:of"
    rf"|in|a|per|each|from|on) (?:the|my|our|each|every"
    rf"|a)? ?(?:\w+ ?){{0,2}})?[^.;,]{{0,15}}overlap\w*(?: with (?:mine|me|my \w+))?"
    rf"|\bshares? (?:at least )?{_COUNT.format(3)} (?:working |waking )?hours\b"
    rf"|\b{_COUNT.format(4)} (?:\w+ )?hours? (?:a day |of the day |or more )?(?:when|where|that|in which) (?:we|our"
    rf"|both)[^.;]{{0,30}}\b(?:overlap|awake|share|both)"
    rf"|\b{_COUNT.format(5)} (?:\w+ )?hours? (?:in common|together|shared)\b"
)


_HALF_ZONE = LazyPattern(r"\b([a-z]+(?: african?| zealand)?) (?:or|and) (?=[a-z]+(?: [a-z]+)? time\b)")


def read_time_zones(goal: GoalText) -> Iterator[Constraint]:
    """Find the time zone or the overlap in hours that a goal asks for."""
    numbered = list(_OVERLAP.finditer(goal.lower))
    for match in numbered:
        said = next(match[name] for name in match.groupdict() if match[name])
        hours = _NUMBER.get(said) or int(said)
        if _asked(goal, match.start()) and 1 <= hours <= 24:
            yield _zone(goal, f"overlap:{hours}", *match.span())
    for match in _MINE.finditer(goal.lower):
        inside = any(
            other.start() <= match.start() < other.end() or match.start() <= other.start() < match.end()
            for other in numbered
        )
        own_negation = re.match(r"(?:no|not|isn't|without|n't)", match[0].strip()) is not None
        if (
            not inside
            and _asked(goal, match.start())
            and (own_negation or not is_negated(goal, *match.span(), reach=30))
        ):
            yield _zone(goal, "mine", *match.span())
    for match in _HALF_ZONE.finditer(goal.lower):
        zone = spoken_zones().get(f"{name_key(match[1])} time")
        if zone and _asked(goal, match.start()):
            yield _zone(goal, zone, *match.span(1))
    for match in _SPOKEN_ZONE.finditer(goal.text):
        zone = spoken_zones().get(name_key(match["short"] or "")) or _named_zone(match["long"] or "")
        if (
            zone
            and _asked(goal, match.start())
            and not is_negated(goal, *match.span(), reach=25)
            and not _at_clock(goal, match.start())
        ):
            yield _zone(goal, zone, *match.span())


def _at_clock(goal: GoalText, position: int) -> bool:
    """Say whether a zone only belongs to a time of day in a story: "at 9am EST every day"."""
    return re.search(r"\d ?(?:am|pm|h)? ?$", goal.lower[:position][-6:]) is not None and not goal.is_request(position)


def _named_zone(words: str) -> str | None:
    key = name_key(words)
    parts = key.split()
    for first in range(len(parts) - 1):
        rest = " ".join(parts[first:])
        if (
            found := spoken_zones().get(rest)
            or spoken_zones().get(rest.removesuffix(" zone"))
            or spoken_zones().get(rest.replace(" hours", " time"))
        ):
            return found
    return None


def _zone(goal: GoalText, value: str, start: int, end: int) -> Constraint:
    return Constraint(ConstraintKind.TIME_ZONE, value, is_hard(goal, start, end), start, end)


def _asked(goal: GoalText, position: int) -> bool:
    return goal.is_request(position)
