"""When and how a goal wants to meet."""

import re
from collections.abc import Iterator

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import NAME, Mention, mask_places
from assistant.matching.lazy_patterns import LazyPattern

_HOUR = r"(?:\d{1,2}(?::\d\d)?|four|five|six|seven|eight|nine|ten|eleven)"
_TIMES: tuple[tuple[str, str], ...] = (
    ("evenings", r"evenings?|after (?:work|hours|office hours|working hours|dinner|supper|the kids (?:are"
                 r"|go)[ \w]* (?:asleep|bed)|bedtime|my shift|school)"
     r"|(?:after|from|past) (?:about |around )?(?:[5-9]|five|six|seven|eight|nine)(?::\d\d)?(?: ?p\.?m\.?"
     r"| o'clock)?(?! ?(?:am|a\.m|years?|months?|weeks?|days?|hours?|minutes?|people|tries|attempts"
     r"|rejections))(?= in the evening|\b)"
     r"|(?:[6-9]) ?p\.?m\.?|at night|late in the day|out of (?:office )?hours|outside (?:of )?(?:work|working"
     r"|office|business) hours|night[- ]?times?|nights"),
    ("mornings", r"mornings?|before (?:work|lunch|school|breakfast|midday|my shift|noon)|before (?:[6-9]|ten|nine"
                 r"|eight|seven)(?: ?a\.?m\.?| o'clock)?|early in the day|first thing|(?:[6-9]|10) ?a\.?m\.?"),
    ("lunchtimes", r"lunch[- ]?times?|lunch[- ]?(?:breaks?|hours?)|lunch(?= would| is best| works| suits|\W*$)"
                   r"|(?:over|at|during|around|in my) lunch|midday|noon|mid-day"),
    ("afternoons", r"afternoons?|after lunch"),
    ("weekends", r"week[- ]?ends?|saturdays? (?:and|or|&) sundays?"),
    ("weekdays", r"week[- ]?days?|during the (?:working |work )?week|working days|work ?days|monday (?:to|through"
                 r"|till|until|-) friday|business days|on a weeknight|weeknights?|school days"),
    ("monday", r"mon(?:day)?s?(?= (?:evening|morning|afternoon|lunch|and|or|to)|\b)"),
    ("tuesday", r"tue(?:s(?:day)?)?s?"),
    ("wednesday", r"wed(?:nesday)?s?"),
    ("thursday", r"thu(?:r(?:s(?:day)?)?)?s?"),
    ("friday", r"fri(?:day)?s?"),
    ("saturday", r"saturdays?"),
    ("sunday", r"sundays?|sun"),
)  # fmt: skip
_TIME = LazyPattern("|".join(rf"(?P<{value}>\b(?:{pattern})\b)" for value, pattern in _TIMES))
_WEEKNIGHT = LazyPattern(r"\bweek ?nights?\b|\bweekday evenings?\b")
_ALL_TIMES = "|".join(pattern for _, pattern in _TIMES)

_FILL = (
    r"and|or|but|also|maybe|perhaps|even|just|only|please|ideally|preferably|hopefully|at least|in the|on|the"
    r"|during|at|from|any|some|most|mostly|usually|either|both|my|our|late|early|a|free|available"
    r"|if possible|best|over|for|to|by|after|before|around|about|would|be|is|are|will|was|grand|splendid|terrific"
    r"|excellent|smashing|nice|great|good|ideal"
    r"|perfect|fine|lovely|too|as well|works?|suits?|me|us|best|better|most|work well|time|times|slots?|calls?"
    r"|meetings?|sessions?"
    r"|preferred|plus|bonus|of|course|i mean|say|every|each|now and then|o'clock|pm|am|that|it|has|have|must|so|not"
    r"|once|twice|a week|week|or so|because|since|then|all|with|meet|meeting|chats?|talk|talking|can|could|should"
    r"|need|needs"
    r"|whenever|whatever|if|you|they|really|generally|time zone|local|hours|hour|half an hour|sharp|ish|two|one"
    r"|\d+(?::\d\d)?|dead|easiest|easier|helpful|welcome|essential|required|wanted|possible|okay|ok|does|do"
    r"|sometimes|occasional|occasionally|afterwards|instead|alright|dream|huge|big|weekly|monthly|fortnightly"
    r"|regular|short|long|quick|thanks|thank you|pls|remote|online|video|chat|phone|in person|face to face"
)
_FRAGMENT = LazyPattern(rf"^(?:\W|\b(?:{_FILL}|{_ALL_TIMES})\b)*$")
_TIMED_REQUEST = LazyPattern(
    r"\b(?:meet|meets|meetings?|talk|talks|call|calls|chats?|speak|sessions?|catch[- ]?ups?|free|available"
    r"|availability|around|reachable|conversations?|slots?|do|make|time|times|works?|suits?|fits?|window|happen"
    r"|take place|be|video|manage|prefer|need|only|awake|off|hours|connect|zoom|who can|someone|somebody|have|want"
    r"|like|spare|love|possible|open|does|sit down|all i|all i've|schedule|scheduled|hop on|join|keep|keeps|offer"
    r"|offers)\b"
)
_ASKER_HABIT = LazyPattern(
    r"\b(?:i|we|he|she|they|my \w+|our \w+|who) (?:\w+ )?(?:work|works|run|runs|teach|teaches|play|plays|lose|loses"
    r"|spend|spends|eat|eats|sleep|keep working|study|studies|train|trains|coach|coaches|volunteer|bake|bakes|drive"
    r"|drives|dread|dreads|hate|hates|cook|cooks|sing|sings|worked|used to|start|starts|finish|finishes|write"
    r"|writes|practi[sc]e|practi[sc]es|attend|attends|open|opens|close|closes|feel|feels|lie|cry|wake|read|leave"
    r"|leaves|get home|come home|am on|'m on|are on|is on|go to|goes to)\b"
    r"|\b(?:run|running|teach|teaching|take|taking|attend|attending|evening|weekend|night|morning|saturday|sunday"
    r"|friday|monday) (?:class|classes|course|courses|shifts?|school|work|job|market|service|shows?|routine|rush"
    r"|practice|rehearsals?|group|meetings? at work|news|paper|prayers?|team|crew|edition|stall|league|game|matches"
    r"|clinic|surgery)\b"
    r"|\b(?:by|until|till|last|next|this|every other|yesterday|tomorrow|since|due|before|starts? on|start on|exam"
    r"|interview|deadline|opening|opens?)\b(?: on| is| in| next| this| last| the)*\s*$"
)
_DATED = LazyPattern(
    r"\b(?:by|until|till|last|next|this|since|due|start(?:s|ing)?(?: \w+){0,5} on|exam|interview|deadline"
    r"|presentation|begins?|hearing|before|yesterday|is on|it's on|opens? on|launch(?:es)? on|for|come|one)(?: on"
    r"| is| the)*\s*$"
)
_COMPOUND = LazyPattern(
    r"^[ -](?:class(?:es)?|courses?|shifts?|school|jobs?|markets?|service|shows?|routine|rush|rehearsals?|clinics?"
    r"|news|papers?|prayers?|team|crew|edition|stalls?|league|matches|games?|sun|market|workshops?|cover|gigs?|wear"
    r"|dress(?:es)?|performances?|staff|worker|nurse|lunch|sickness|roast|magazine|surgery)\b"
)


def read_times(goal: GoalText) -> Iterator[Constraint]:
    """Find the parts of day and days that the meetings are asked to be on.

    Habits and dates of the asker ask nothing.
    """
    for match in _TIME.finditer(goal.lower):
        value = str(match.lastgroup)
        if value in {"sunday"} and match[0] == "sun" and goal.text[match.start()].islower():
            continue
        if not _is_meeting_time(goal, match.start(), match.end()):
            continue
        yield _when(goal, value, *match.span())
        if value == "weekdays" and "night" in match[0]:
            yield _when(goal, "evenings", *match.span())


def find_times(goal: GoalText) -> Iterator[Mention]:
    """Give every day and part of day that is named, asked for or not; "evening classes" names none."""
    for match in _TIME.finditer(goal.lower):
        if not (match[0] == "sun" and goal.text[match.start()].islower()) and not _COMPOUND.match(
            goal.lower[match.end() :]
        ):
            yield Mention(str(match.lastgroup), *match.span())


def _when(goal: GoalText, value: str, start: int, end: int) -> Constraint:
    return Constraint(ConstraintKind.WHEN, value, is_hard(goal, start, end), start, end)


def _is_meeting_time(goal: GoalText, start: int, end: int) -> bool:
    segment = goal.segment_at(start)
    text = goal.lower[segment.start : segment.end]
    before = goal.lower[segment.start : start]
    if (
        segment.mood is Mood.STORY
        or _DATED.search(before)
        or _COMPOUND.match(goal.lower[end:])
        or is_negated(goal, start, end)
    ):
        return False
    if re.search(r"s?'s? $", before):
        return False
    if _FRAGMENT.match(text):
        return True
    return bool(_TIMED_REQUEST.search(text)) and not _ASKER_HABIT.search(text)


_FORMATS: tuple[tuple[str, str], ...] = (
    ("in_person", r"face[- ]to[- ]face|in[- ]person|in the flesh|irl|in real life|offline|over (?:a "
                  r"|some )?(?:coffee|tea|lunch|beer|pint|cup of \w+)|same room|sit(?:ting)? (?:down )?(?:together"
                  r"|with|next to|beside|across|opposite)|across (?:a|the) table"
     r"|round (?:a|the) (?:same )?table|meet(?:ing)? up|physically meet|physically|in one room|at (?:a"
     r"|the) (?:same )?(?:table|bench|workbench)|side by side|shake hands|on site|come to (?:my|our) \w+"
     r"|visit (?:my|our) \w+|a real table|for (?:a )?coffee|grab (?:a )?coffee"),
    ("chat", r"(?:by|via|over|through|on|in|using|with) (?:text messages?|text messaging|texting|text|chat"
             r"|e-?mails?|messag(?:es?|ing)|text messages?|whatsapp|slack|signal|telegram|writing|written messages?"
             r"|text chat|letters|voice notes?)"
     r"|text[- ]only|text[- ]based|texts?|in writing|written (?:only|messages?|chat|exchange|form)"
     r"|asynchronous(?:ly)?|async|chat[- ](?:only|based)|e-?mails?|messag(?:es?|ing)|writes?(?= rather| instead)"
     r"|typing|write to each other|writing back and forth|type|no calls|not calls|without calls|writ(?:e"
     r"|ing) back and forth|back and forth in writing|writing on the phone|by post|written form|message each other"
     r"|(?:just|only) (?:message|text|write)|(?:we|i) (?:can|could|would|will|'d|'ll) (?:just |only )?(?:text"
     r"|message|write(?= to\b| to each other| each other| back|\W*$))|(?:just |only )?message each other"
     r"|text each other|text me|message me"
     r"|(?:happy|willing|able|prepared|glad) to write|chat messages?|chat rather than|text rather than|text instead"
     r"|whatsapp|pen pals?|chat(?=\W*(?:$|[.,;]|or\b|and\b|would|is\b|only|please|rather|works|suits|if\b|because"
     r"|since|from))|written"),
    ("remote", r"(?:over|by|via|on|through|using|for) (?:a |the )?(?:video(?: ?calls?)?|zoom|skype|teams"
               r"|google meet|phone|telephone|internet|facetime|screen|webcam)(?: calls?)?|online|remote(?:ly)?"
               r"|virtual(?:ly)?|video[- ]?calls?|video|zoom|skype|phone calls?|at a distance|from afar"
               r"|from a distance|distance"
     r"|on[- ]screen|screen[- ]?shar(?:e|ing)|(?:with|on) camera|camera on|phone or video|by call|over calls?"
     r"|web ?cam|on a screen"),
)  # fmt: skip
_FORMAT = LazyPattern("|".join(rf"(?P<{value}>\b(?:{pattern})\b)" for value, pattern in _FORMATS))
_FORMAT_FRAGMENT = LazyPattern(
    rf"^(?:\W|\b(?:{_FILL}|{_ALL_TIMES}|{'|'.join(pattern for _, pattern in _FORMATS)}|than|rather|but|is|fine|hate"
    rf"|i|no|calls|never|without|person|people|meet|everything|strictly|format|option|if|you|we|they|good|enough"
    rf"|alone|sorry|via|by|over|once|in|near|{NAME})\b)*$"
)
_FORMAT_REQUEST = LazyPattern(
    r"\b(?:meet|meets|meetings?|talk|talks|talking|call|calls|chat|speak|sessions?|conversations?|be|do|work|works"
    r"|happen|take place|prefer|available|someone|somebody|mentor|mentoring|mentorship|mentored|need|must|only"
    r"|willing|happy|open|write|who can|like|rather|stay|keep|exchange|has to|best|better|fine|want|comfortable"
    r"|communicate|learn|sit|suits?|help|love|ok|okay|reachable|connect|come|visit|advice|able|offers?|it|catch up"
    r"|possible|easier|easiest|great|nice|ideal|want to|hold|feedback)\b"
)
_FORMAT_STORY = LazyPattern(
    r"\b(?:work(?:s|ed|ing)?|manage[sd]?|managing|lead(?:s|ing)?|led|learn(?:ing)? to|teach(?:ing|es)?|sell(?:s"
    r"|ing)?|run(?:s|ning)?|find|build(?:ing)?|handle|market(?:ing)?|write|answer(?:ing)?|host(?:ing)?|fully|go"
    r"|going|date|dating|bank|shop|trade|found|use|using|study|studying|studied|move|moving|put|take|taking|gone"
    r"|published|launch|promote|teams?)\s+(?:\w+\s+){0,3}$|\b(?:a|an|our|their|my)\s+$"
)
_FORMAT_NOUN = LazyPattern(
    r"^[ -](?:teams?|jobs?|works?|working|workers?|calls? with (?:angry|difficult|clients|customers)|shops?|stores?"
    r"|courses?|business(?:es)?|roles?|positions?|leadership|management|colleagues?|sales|community|communities"
    r"|marketing|classes|class|teaching|presence|company|companies|villages?|areas?|islands?|schools?|places?"
    r"|regions?|onboarding|editing|editor|production|games?|gaming|footage|banking|dating|abuse|platform|portfolio"
    r"|clinic|hires?|staff|employees|culture|therapy|sensing|learning|interviews?|exam|magazine|content|channel"
    r"|engineers?|lists?|newsletters?|campaigns?|templates?|inbox|to (?:my|the|our) (?:boss|landlord|customers?"
    r"|clients?))\b"
)


_PLAIN_FORMAT = LazyPattern(
    r"\b(?:(?P<in_person>face[- ]to[- ]face|in[- ]person)|(?P<chat>(?:by|over|via) (?:chat|e-?mail"
    r"|text(?: message)?)|emails?)"
    r"|(?P<remote>(?:by|over|via|on) (?:the )?(?:video|zoom|phone|skype)(?: calls?)?|online|remote(?:ly)?"
    r"|virtual(?:ly)?"
    r"|video(?: calls?)?|zoom(?: calls?)?|phone calls?))\b"
)


def find_formats(goal: GoalText) -> Iterator[Mention]:
    """Give the plain names of ways to meet, asked for or not; "remote jobs" names none."""
    for match in _PLAIN_FORMAT.finditer(goal.lower):
        if not _FORMAT_NOUN.match(goal.lower[match.end() :]):
            yield Mention(str(match.lastgroup), *match.span())


def read_formats(goal: GoalText) -> Iterator[Constraint]:
    """Find how the meetings are asked to be held; remote jobs and teams are stories."""
    for match in _FORMAT.finditer(goal.lower):
        if not _is_meeting_format(goal, match):
            continue
        yield Constraint(ConstraintKind.FORMAT, str(match.lastgroup), is_hard(goal, *match.span()), *match.span())


def _is_meeting_format(goal: GoalText, match: re.Match[str]) -> bool:
    start, end = match.span()
    segment = goal.segment_at(start)
    text = goal.lower[segment.start : segment.end]
    if segment.mood is Mood.STORY or _FORMAT_NOUN.match(goal.lower[end:]):
        return False
    if match.lastgroup == "chat" and _is_subject_matter(goal, start, end):
        return False
    own_negation = match[0] in {"no calls", "not calls", "without calls", "offline"}
    if not own_negation and is_negated(goal, start, end, reach=30):
        return False
    if _FORMAT_FRAGMENT.match(mask_places(goal.text, goal.lower).text[segment.start : segment.end]):
        return True
    before = goal.lower[segment.start : start]
    narrow = match[0] in {
        "chat",
        "text",
        "texts",
        "type",
        "typing",
        "written",
        "email",
        "emails",
        "e-mail",
        "video",
        "message",
        "messages",
        "distance",
        "zoom",
        "messaging",
        "e-mails",
        "physically",
    }
    if narrow and not re.search(
        r"\b(?:only|by|over|via|prefer|rather|through|or|and|would|on|in|each other|just|i can)\b",
        before + " " + goal.lower[end : end + 12],
    ):
        return False
    return bool(_FORMAT_REQUEST.search(text)) and not _FORMAT_STORY.search(before)


_HELPED_WITH = LazyPattern(
    r"\b(?:help\w*|advice|support\w*|assist\w*|struggl\w*|trouble|problems?|stuck|tips|feedback|guidance|lessons?"
    r"|better"
    r"|improv\w*|experience[d]?|good|difficult\w*|questions?|coach\w*|teach\w*|learn\w*)(?: me| us| out)?\W*$"
)


def _is_subject_matter(goal: GoalText, start: int, end: int) -> bool:
    """Say whether writing is what somebody wants help with ("help with writing a novel"), not how they want to meet."""
    if goal.lower.startswith("with ", start) and _HELPED_WITH.search(goal.lower, 0, start):
        return True
    last = goal.token_at(end - 1)
    if last is None:
        return False
    at = goal.parsed.tokens.index(last)
    head = goal.parsed.tokens[last.head]
    governs = any(
        token.head == at and token.dep in {"dobj", "obj"} and token.start >= end and token.pos in {"NOUN", "PROPN"}
        for token in goal.parsed.tokens
    ) and not goal.lower[end:].startswith((" please", ",", "."))
    describes = last.dep in {"compound", "amod"} and head.pos == "NOUN" and goal.lower[end : head.start].strip() == ""
    return last.tag == "VBG" and (governs or (describes and head.start >= end))
