"""Which employer and department the mentor is asked to be from, and whether there must be room."""

import re
from collections.abc import Iterator

from assistant.domain.people import Asker
from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood, fold
from assistant.matching.goals.hardness import is_hard
from assistant.matching.goals.mentions import MARK
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern, word_set

_DEPARTMENT = (
    r"(?:department|dept\.?|team|unit|division|section|group|ward|line of (?:management|command|reporting)"
    r"|line management|reporting line|chain of command|management chain|management line|reporting chain"
    r"|area of the (?:business|company)|part of the (?:company|business|organi[sz]ation)|corner of the (?:company"
    r"|business|organi[sz]ation)|function|squad|branch|faculty|floor|crew|shift|office floor|line)"
)
_ORGANISATION = (
    r"(?:company|organi[sz]ation|firm|employer|workplace|place of work|hospital|school|university|bank|agency"
    r"|charity|council|college|studio|institution|employers|business|practice|outfit|ngo|foundation|association"
    r"|startup|start-up|hotel|restaurant|library|museum|theatre|clinic|garage|shop|institute|corporation"
    r"|organi[sz]ations|companies|firms|newspaper|newsroom|paper|office|plant|factory|airline|ministry|authority"
    r"|trust|force|station|place|orchestra|house|kitchen|lab|group of companies)"
)
_MY = r"(?:my|our|the same|this|mine|the)(?: own| current| present| immediate| direct)?"
_OTHER_MARK = "\u0264"
"""Stands for each letter of the asker's department as `MARK` does for the organisation."""
_AWAY = (
    r"(?:(?:anyone|anybody) but (?:\w+ ){0,2}(?:from|in|at)|outside(?: of)?|(?:not|\w+n't|nobody|no[- ]?one|never"
    r"|none|nor)(?: \w+){0,5}? (?:from|in|at|inside|within|on|part of|of|with|for|to do with|connected (?:to|with)"
    r"|linked to|close to|near)|other than|different (?:to|from|than)|away from|except|unconnected (?:to|with)"
    r"|independent of|beyond|unrelated to|no (?:link|links|connection|ties|tie|contact) (?:to|with)|far from"
    r"|removed from|rather not(?: be)?(?: \w+){0,3} (?:from|in|at)|avoid(?: \w+){0,3} (?:from|in|at)|outsider to"
    r"|external to|elsewhere than)"
)
_NOT_MY_DEPARTMENT = LazyPattern(
    rf"\b{_AWAY} (?:{_MY} (?:\w+ )?{_DEPARTMENT}|{_OTHER_MARK}+(?: \w+)?)\b|\b(?:from|in|at|of|part of) (?:a |an "
    rf"|some )?(?:different|another|other)(?: \w+)? {_DEPARTMENT}s?\b(?: (?:to|from|than) (?:mine|my own|me))?"
    rf"|\b(?:different|other) {_DEPARTMENT}s? (?:to|from|than) (?:mine|my own|me)\b|\b(?:not|\w+n't"
    rf"|no)(?: \w+){{0,4}} (?:my|our|the same)(?: own)? {_DEPARTMENT}\b|\bcross-(?:department|team)\w*\b"
    rf"|\boutside (?:it"
    rf"|the) department\b|\b(?:nobody|no[- ]?one|not|\w+n't)(?: \w+){{0,4}} (?:work|works|working|sits?|reports?|is"
    rf"|be|who is|who works)(?: \w+)? (?:in|on|within|with|to|from|inside) (?:{_MY} (?:\w+ )?{_DEPARTMENT}"
    rf"|{_OTHER_MARK}+(?: \w+)?)\b|\b(?:nobody|no[- ]?one|not someone|not anyone|not)(?: \w+){{0,3}} (?:i work with"
    rf"|my (?:manager|boss) (?:knows|works with)|i report to)\b"
)
_NOT_MY_ORGANISATION = LazyPattern(
    rf"\b{_AWAY} (?:\w+ )?(?:{_MY} (?:\w+ )?{_ORGANISATION}|{MARK}+)\b|\b(?:from|in|at|of|with|for) (?:an? "
    rf"|some )?(?:(?:completely|totally|entirely|wholly) )?(?:different|another|other"
    rf"|separate)(?: \w+)? {_ORGANISATION}s?\b(?: (?:to|from|than) (?:mine|my own|me))?"
    rf"|\b(?:different|other) {_ORGANISATION}s? (?:to|from|than) (?:mine|my own|me)\b|\b(?:someone|somebody|mentor"
    rf"|person|anyone|an?|be) (?:who is |who's |fully |completely |totally )?external\b|\bexternal (?:mentor|person"
    rf"|perspective|to)\b|\b(?:nobody|no[- ]?one|not|\w+n't)(?: \w+){{0,5}}? (?:work|works|working|employed|be"
    rf"|is)(?: \w+){{0,2}} (?:at|for|in|with|from|by|inside|where) (?:(?:{_MY} (?:\w+ )?{_ORGANISATION}|{MARK}+)\b"
    rf"|i (?:work|do|am)\b)"
    rf"|\b(?:not|n't|nobody|no[- ]?one|outside|away from|other than)(?: \w+){{0,4}} (?:where i (?:work|am)|my work"
    rf"|work)\b(?! (?:hours|time|day|in|on|at|with|for))|\b(?:from|someone) outside(?: (?:work|the company"
    rf"|the organi[sz]ation|the firm|the hospital|the school))?(?=\W*(?:$|[.,;]|please|if|because|so|since|who"
    rf"|would|only))|\boutsiders?\b(?! to\b)|\b(?:someone|somebody|a mentor|mentor|anyone) (?:from )?elsewhere\b"
    rf"|\bnot a colleague\b|\bno colleagues\b|\bnot (?:one of )?my (?:own )?colleagues?\b"
    rf"|\bnobody (?:here )?at work\b|\bdoes(?:n't| not) (?:know|work (?:at|for|with)) my (?:employer|company|boss"
    rf"|firm)\b|\bno(?:body|t someone|t anyone|t somebody) i work with\b"
)
_MY_ORGANISATION = LazyPattern(
    rf"\b(?:inside|within|internal to|from within|from inside|in|at|from|of|works? (?:at|for|in)|working (?:at|for)"
    rf"|part of|someone at|somebody at) (?:(?:my|our|the same|this) (?:own )?(?:\w+ )?{_ORGANISATION}(?: as (?:me"
    rf"|mine|i))?|{MARK}+)\b|\b(?:inside|within) the (?:company|organi[sz]ation|firm|hospital|house)\b|\b(?:someone"
    rf"|somebody|a mentor|mentor|anyone|person) (?:who is |who's |from )?(?:internal|in-house|inside)\b"
    rf"|\ban? internal mentor\b|\binternal mentors?\b|\ban? (?:internal person|insider here)\b|\b(?:the "
    rf"|my )?same (?:employer|company|organi[sz]ation|firm) as (?:me|mine|i)\b|\bshares? my employer\b"
    rf"|\bworks? where i (?:do|work)\b|\b(?:a |one of my )?(?:own )?colleagues? (?:from|in|at) (?:my|our"
    rf"|the)(?: own)? {_ORGANISATION}\b|\bfrom where i work\b|\bin[- ]house\b"
)
_LEAVING = LazyPattern(
    r"\b(?:move|moving|moved|transfer|change|switch|switching|leave|leaving|closed|join|joining|get|go|going"
    r"|changed|merge|merging|sent|step|promoted|sell|deal with|deals with|stay|rise|grow|progress|advance|problem"
    r"|conflict)\b(?: \w+){0,4}\W*$"
)
_ROOM = LazyPattern(
    r"\b(?:(?:can|could|able to|willing to|happy to|ready to|free to|will|would) (?:still |actually "
    r"|really )?take (?:me|someone|somebody|us|on|another|a new|one more|new)(?: \w+)?(?: on"
    r"| mentees?)?(?: (?:right )?now| straight away| immediately| right away| at once| today| this (?:week|month)"
    r"| soon)?"
    r"|(?:is|are|still|currently|'s|who's|be|actively) (?:still |currently |actually |actively )?(?:taking on"
    r"|taking|accepting|open to|looking for) (?:new |more |another )?(?:mentees?|people|someone"
    r"|applicants)(?: (?:right )?now| at the moment| at present)?"
    r"|taking on (?:new )?mentees|(?:ha(?:s|ve|ving)|had|with|got|who's got|there's"
    r"|there is) (?:\w+ )?(?:\w+ )?(?:room|space|capacity|a (?:free |spare |open )?(?:slot|place|spot|opening)"
    r"|an opening|an open (?:slot|spot|place)|openings?|time)(?: left| free| open| available)* (?:for (?:a "
    r"|another |one more |new )*(?:mentees?|person|me|someone|one|beginner|people)|right now|now|at the moment"
    r"|today|immediately|straight away|at present|to take|to start|this (?:week|month)|currently"
    r"|to spare now)(?: (?:right )?now| on now)?"
    r"|(?:can|could|to|able to|ready to|who) (?:start|begin|kick off) (?:right |more or less )?(?:now|away"
    r"|immediately|today|this week|straight away|at once|tomorrow|right away|soon|this month|next week)"
    r"|available (?:right )?(?:now|immediately|straight away|right away|at once|from today|today|this week"
    r"|as soon as possible|asap)|(?:is|are|'s|isn't|not) (?:already )?(?:not (?:already )?)?(?:full|fully booked"
    r"|booked up)(?= |[.,;!]|$)|free (?:right )?now|free to start|(?:room|space|capacity|a (?:free )?(?:slot|spot"
    r"|place)) (?:right )?now|(?:current|immediate) (?:availability|capacity|space|room)|room for (?:me|one more"
    r"|another|a new mentee|a mentee)|space for (?:me|one more|another|a (?:new )?mentee)|capacity for (?:me"
    r"|one more|another|a (?:new )?mentee)|not (?:already )?full|no waiting list|without a waiting list|no wait"
    r"|can see me (?:this week|now|soon|right away)|(?:any |a )?(?:free|open|spare|vacant) (?:mentee )?(?:slots?"
    r"|places?|spots?|seats?)|(?:a )?(?:seat|place|spot|slot) (?:that is |that's )?(?:free|open|left|available)"
    r"|has a gap for me|an open (?:slot|spot)|free capacity|spare capacity|has (?:free |spare |some )?(?:capacity"
    r"|room|space)(?= ?[.,;!?]|$| and| to| right| now| please)|immediately available)\b"
)


def read_employers(goal: GoalText, asker: Asker) -> Iterator[Constraint]:
    """Find whether the mentor is to be from outside the asker's department or organisation.

    Or from inside the organisation.
    """
    text = _masked_names(goal.lower, asker)
    taken: list[tuple[int, int]] = []
    patterns = (
        (ConstraintKind.DEPARTMENT, "not_mine", _NOT_MY_DEPARTMENT),
        (ConstraintKind.ORGANISATION, "not_mine", _NOT_MY_ORGANISATION),
        (ConstraintKind.ORGANISATION, "mine", _MY_ORGANISATION),
    )
    for kind, value, pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken) or not _asked_of_mentor(goal, start, end):
                continue
            taken.append((start, end))
            yield Constraint(kind, value, is_hard(goal, start, end), start, end)


_GENERIC = word_set(
    "saint general north south east west central national royal first united city county public local "
    "community regional state university college school hospital museum office department ministry human "
    "resources people product marketing sales finance design research ltd inc llc gmbh plc group company "
    "trust council foundation society association centre center engineering customer support front house "
    "early year primary field training group grand little green black white golden silver"
)
"""First words of an organisation's name that say too little by themselves."""


def _masked_names(lower: str, asker: Asker) -> str:
    """Mask the names of the asker's own organisation and department, which stand for "my company" and "my team"."""
    for name, mark in ((asker.organisation, MARK), (asker.department, _OTHER_MARK)):
        variants = sorted(_said_as(fold(name).strip()), key=len, reverse=True)
        if variants:
            said = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(variant) for variant in variants)})(?!\w)")
            for match in said.finditer(lower):
                lower = f"{lower[: match.start()]}{mark * len(match[0])}{lower[match.end() :]}"
    return lower


def _said_as(name: str) -> set[str]:
    """Give what people call an organisation.

    Its name, the name without "Hospital" or "Ltd", and a telling first word.
    """
    if len(name) < 4:
        return set()
    words = name.split()
    variants = {name}
    while len(words) > 1 and words[-1].strip(".") in _GENERIC:
        words = words[:-1]
        variants.add(" ".join(words))
    if len(words[0]) > 4 and words[0] not in _GENERIC:
        variants.add(words[0])
    return {variant for variant in variants if variant not in _GENERIC and len(variant) > 3}


_NOBODY_DOES = LazyPattern(
    r"\W*(?:should know|may know|can know|must know|knows?|has|tells|ever|cares|helps?|listens|wants|understands"
    r"|talks|finds|notices|was|likes"
    r"|believes|reads|sees|remembers|says|did|does)\b"
)
"""What goes on about others: "nobody in my practice knows"."""


def _asked_of_mentor(goal: GoalText, start: int, end: int) -> bool:
    segment = goal.segment_at(start)
    before = goal.lower[segment.start : start]
    if segment.mood is Mood.STORY or _LEAVING.search(before) or _NOBODY_DOES.match(goal.lower[end:]):
        return False
    if segment.mood is Mood.FRAGMENT:
        return True
    text = goal.lower[segment.start : segment.end]
    if re.search(r"\b(?:i|i'm|we)(?: \w+){0,3}\W*$", before) and not re.search(
        rf"{PERSON}|colleague|insider", goal.lower[segment.start : end]
    ):
        return (
            re.search(r"\b(?:prefer|want|need|like|rather|love|avoid|hope)\W*(?:\w+\W+){0,3}$", before) is not None
            and re.search(PERSON + r"|nobody|no one|mentor|colleague|insider", text) is not None
        )
    return (
        re.search(
            rf"\b(?:{PERSON}|mentor|they|who|you|nobody|no[- ]?one|not|must|has to|needs?|it|be|should|ideally"
            rf"|preferably|only)\b",
            text,
        )
        is not None
    )


def read_room(goal: GoalText) -> Iterator[Constraint]:
    """Find whether the mentor must have room for another mentee now."""
    for match in _ROOM.finditer(goal.lower):
        start, end = match.span()
        segment = goal.segment_at(start)
        before = goal.lower[segment.start : start]
        story = segment.mood is Mood.STORY and not re.search(r"^\W*who\b", goal.lower[segment.start : segment.end])
        own = re.search(
            r"\b(?:i|i'm|i am|we|we're|(?:our|my) \w+ (?:has|have|is|are|can|with))(?: \w+){0,2}\W*$", before
        ) and not re.search(PERSON, before)
        if story or own:
            continue
        yield Constraint(ConstraintKind.ROOM, "now", is_hard(goal, start, end), start, end)
        return
