"""Seniority, years and field that a goal asks of the mentor."""

import re
from collections.abc import Iterator

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import MARK, NAME, Masked, mask_professions, mask_subjects
from assistant.matching.goals.words import PERSON

_SENIORITY: tuple[tuple[str, str], ...] = (
    ("executive", r"(?:a |an )?(?:director|vice[- ]president|vp|c-?(?:level|suite)|executive|managing director|board member|partner|chief executive|ceo|cto|cfo|coo)s?(?: level)?(?: or (?:above|higher|up|upwards|more senior|so|equivalent|similar)|(?: or| and) (?:founder|director|ceo|vice[- ]president|vp|executive|managing director))?"
     r"|(?:at )?(?:director|executive|vp|c-?suite|c|board|exec|ceo)[- ]level(?: or (?:above|higher|up))?|executives?|c-?suite|(?:runs?|running|ran|heads?|heading|led|leads) (?:an? |their |the |her |his )?(?:own )?(?:whole |entire |large |big |national |public |small |mid-sized |real |similar )*(?:organi[sz]ation|company|institution|charity|hospital|business|agency|firm)"
     r"|at (?:the )?(?:top|executive|board)(?: level)?|top of (?:an?|the|their) (?:organi[sz]ation|company|field)|(?:sits?|sat|sitting) on (?:a|the|several|real) boards?|head of an organi[sz]ation|executive[- ]level"),
    ("lead", r"(?:the )?head of (?:a |their |the )?(?:team|department|unit|section|group|service|kitchen|school)s?|team[- ](?:leads?|leaders?)(?: or (?:above|higher|up))?|(?:leads?|leading|manages?|managing|led|runs?|running|managed|headed|heads?|supervises?|in charge of|responsible for) (?:a |an |the |their |his |her |whole |entire |large |big |small |own |real |actual |busy |other |several |many |some |more than one )*(?:teams?|people|department|shops?|group|unit|staff|crew|ward|kitchen|store|clinic|workshop|studio|site|practice|lab|restaurant|branch|newsroom|section|squad|salon|garage|farm|bakery|floor|shift)"
     r"|lead[- ]level(?: or above)?|(?:people |line |department |senior )?managers?(?: or (?:above|higher|up)| level| of (?:people|a team|others))|at (?:least )?(?:manager|lead|management|team lead) level|department heads?|has people under them|with direct reports|in charge of (?:a |their own )?(?:team|people|crew|department)|(?:already |actually )?(?:a )?people managers?|in a lead(?:ership)? (?:role|position)|someone who leads|tech lead|a lead(?! to|ing)"),
    ("early", r"(?:still )?(?:fairly |quite |relatively |very |really )?early (?:on )?in (?:their|the|a|his|her|your|own) (?:own )?(?:career|working life|job|profession|path|journey)|not (?:too |so |very )?long (?:out of|since|past) (?:\w+ ){0,2}(?:school|university|college|training|qualifying|graduat\w+|apprenticeship|studies|med school|law school|the academy|drama school)"
     r"|early[- ]career|(?:a )?recent(?:ly)? (?:graduate|grad|qualified|graduated|trained|finished|promoted)(?:s)?|(?:fresh|freshly|straight) out of (?:\w+ ){0,2}(?:school|university|college|training)|newly qualified|(?:who(?:'s| has)? )?(?:only )?(?:just )?(?:qualified|started|graduated|trained|finished|joined|began|made it)(?: only)?(?: (?:their|the|a|his|her|as|in|from) ?\w*){0,2} (?:recently|not (?:so |that )?long ago|last year|a year ago|a (?:year or two|few years|couple of years) ago|in the last (?:year|few years))|(?:someone|somebody|mentor|a person) (?:young in the (?:job|trade|profession)|junior|who(?:'s| is) (?:still )?(?:junior|new to|just starting|a beginner)|starting out|just starting)|(?:only |just |barely )?(?:a year or two|a couple of years|a year|two years|a few years) (?:in(?=\W*(?:$|[.,;]))|into (?:the|their|it))(?: \w+)?|(?:just|only) (?:just )?(?:a (?:step|year or two|few steps|couple of steps|little) ahead|a bit ahead)|just starting out|a (?:step|little|bit) ahead of me|(?:at )?the start of (?:their|his|her) career|entry[- ]level|junior(?! (?:doctor|school|colleague|staff|team))|still (?:fairly |quite |relatively )?new (?:to|in) (?:the|their|it)(?: \w+)?|(?:just |only )?(?:a few|a couple of|two|three|one or two|not many|some|a handful of) years? (?:out of|past) (?:\w+ )?(?:school|college|university|training|graduation)|who (?:has )?only (?:just )?(?:recently )?(?:started|qualified|finished|graduated)|just (?:finished|graduated|qualified)|recently (?:started|joined|made the (?:same )?(?:move|switch))"),
    ("mid", r"(?:at least )?mid(?:dle)?[- ](?:career|level|way through their career)|(?:at least )?mid-?career|intermediate level|in the middle of (?:their|his|her) career|(?:already )?(?:well )?established(?: in (?:their|the) (?:career|job|trade|field))?|past (?:the )?(?:beginner|junior|entry)(?: stage| level)?|not (?:a )?(?:beginner|junior)s?|some(?:what)? experienced?"),
    ("senior", r"(?:very |quite |really |fairly |more |properly |reasonably |pretty |rather |truly |genuinely )?senior(?: (?:or above|or higher|people|person|than me|level|enough|in (?:the|their|her|his) \w+|figure|professional|practitioner|mentor))?|(?:very|highly|seriously|extremely|deeply|properly|really|truly|most|hugely|vastly) experienced|seasoned|(?:a )?(?:real |true |old )?veterans?(?: of the \w+)?|old hands?|long[- ]serving|senior[- ]level|late(?:r)? in their career|at the height of their career|far along in (?:their|the) career|well[- ]advanced in (?:their|the) career|grey[- ]haired|experienced (?:mentor|person|hand|someone|pro|professional)|battle[- ]tested|a great deal of experience|lots of experience|a lot of experience|plenty of experience|decades of experience|high up|higher up|big experience"),
)  # fmt: skip
_LEVEL = re.compile("|".join(rf"(?P<{value}>\b(?:{pattern})\b)" for value, pattern in _SENIORITY))
_PERSON_BEFORE = re.compile(
    rf"(?:\b(?:{PERSON}|who(?:'s| is| are| has| have)?(?: been)?|they(?:'re| are)?|mentor (?:is|be|to be)|be|being|is|are|from|ideally|preferably|hopefully|at least|must|only|perhaps|maybe|already|very|quite|really|with|and|or|also|for|to|a|an|the|fairly|relatively|still|was|has|had|once|as|actually|currently|now|probably|talk to|meet|hear from|another|any|more|rather|more of|level|in|somewhat|reasonably|pretty|more|,|;|just|too|even|in a|of|other|fellow|good|kind|patient|not)\W*)*$"
)
_OTHERS = re.compile(
    r"\b(?:i'm|i am|my|our|become|becoming|became|to be|being|i was|i've been|we're|the|as|made|promoted to|report to|reports to|from|into|turn(?:ed)? into|replace|replaced|hire|hiring|hired|his|her|their|between|for|how|i|me|am|just|wants|new)\W+(?:\w+\W+){0,2}$"
)
_ADJECTIVE_NOUN = re.compile(
    r"^[ -](?:citizens?|colleagues?|nurses?|centre|housing|care|living|years?|school|prom|staff|management|leaders?hip|team|role|position|job|post|manager at|level role|engineer at|summer|developer at|and lead|promotion)\b"
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
        r"\b(?:become|becoming|became|promoted to|report to|my|our|i'm|i am|as|go from|how to be|to be made|his|her|their|i was|help(?:s|ed)?|deal(?:s|ing)? with|handled?|convinced?|managing|coach(?:es|ed)?|support(?:s|ed)?|trains?|trained|worked (?:with|for)|worked alongside|against|pitch(?:ed|ing)? to|taught|teach(?:es)?|recruit(?:s|ed)?|hired?|promoted?|lead)\W+(?:an? |the )?(?:\w+ )?$",
        before,
    ):
        return False
    if len(said) > 14 and not re.match(r"(?:leads?|manages?|runs?|heads?|leading|managing|running)", said):
        return True
    segment_text = goal.lower[first : goal.segment_at(start).end]
    if re.search(PERSON, segment_text) or re.search(
        r"^\W*(?:ideally|preferably|hopefully|maybe|perhaps|please|must|at least|only|not|needs?|has to|they|someone|a|an|the|very|fairly|quite|senior|head|early|and|or|also|seniority|anyone|any)\b",
        before + said,
    ):
        return True
    return bool(
        re.search(r"\b(?:mentor|they|who|you)\b", segment_text)
        or _PERSON_BEFORE.match(before)
        or re.search(
            r"\b(?:talk to|hear from|meet|speak to|speak with|talk with|need|want|prefer|looking for|learn from|love|like|find|hoping for|hope for|after|give me|must be|has to be|needs to be|have|it was|it were)\W+(?:\w+\W+){0,3}$",
            before,
        )
    )


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), 1
    )
} | {"twenty-five": 25, "twenty five": 25, "thirty": 30, "forty": 40, "a decade": 10, "two decades": 20, "three decades": 30, "decade": 10, "a couple of": 2, "couple of": 2, "a dozen": 12, "half a decade": 5, "a": 1, "fifty": 50, "a year or two": 2, "decades": 20, "one or two": 2, "two or three": 3, "a year": 1, "three or four": 4, "four or five": 5}  # fmt: skip
_N = (
    r"(?:\d{1,2}|"
    + "|".join(
        sorted(
            (
                word
                for word in _NUMBERS
                if word
                not in {
                    "a",
                    "a decade",
                    "two decades",
                    "three decades",
                    "decade",
                    "half a decade",
                    "decades",
                    "a year",
                    "a year or two",
                }
            ),
            key=len,
            reverse=True,
        )
    )
    + ")"
)
_LESS = r"(?:no more than|not more than|at most|less than|fewer than|under|up to|maximum(?: of)?|a maximum of|max\.?|within|no further than|not over|below|only|just|no longer than|the first|their first|in (?:the|their) first)"
_MORE = r"(?:at least|a minimum of|minimum(?: of)?|min\.?|no (?:less|fewer) than|more than|over|a good|a solid|a full|upwards of|not less than|north of|well over)"
_YEARS = re.compile(
    rf"(?P<less>\b{_LESS}\b)\W*(?:a |about )?(?P<n1>{_N})(?: or so)?[- ]*(?:years?|yrs?)(?P<tail1>[^.;,]*)"
    rf"|(?:(?P<more>\b{_MORE}\b)\W*(?:a |about )?)?(?P<n2>{_N})(?P<plus>\s*\+| ?-?plus| or more| and more)?[- ]*(?:solid |good |long |full |odd )?(?:years?|yrs?)(?:'|\b)(?P<after>(?: or (?:more|less|fewer|longer|so)| plus| and up| minimum| at (?:least|most)| max(?:imum)?| tops)?)(?P<tail2>[^.;,]*)"
    rf"|(?:(?P<more2>\b(?:{_MORE}|with|has|have|spent|a good)\b)\W*)?(?P<decades>a decade|two decades|three decades|half a decade|decades)(?P<plus2>(?: or (?:more|so|two|longer)| plus|\+)?)(?P<tail3>[^.;,]*)"
    rf"|\b(?P<ahead>a year or two|a year|one or two years|two or three years|a couple of years|three or four years) (?:ahead|further|in front|older in)(?P<tail4>[^.;,]*)"
)
_EXPERIENCE = re.compile(
    r"\b(?:experience|behind them|under their belt|in the|in|of practice|doing|at it|on the job|in the trade|working|practice|as a|as an|ahead|served|into|career|of it|ago|teaching|running|managing|service|qualified|in this|with|on|nursing|since|running|behind|at|flying|selling|trading|leading|cooking|writing|designing|post)\b|^\W*$"
)


def read_years(goal: GoalText) -> Iterator[Constraint]:
    """Find the years of experience asked of the mentor; the asker's own years ask nothing."""
    for match in _YEARS.finditer(goal.lower):
        number = _number(match)
        if number is None or not _is_mentors(goal, match):
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
    if match["ahead"] or match["after"] and re.search(r"less|fewer|most|max|tops", match["after"]):
        return True
    if less in {"only", "just"}:
        return True
    return (
        bool(less)
        or bool(
            re.match(r" (?:ahead|further along|in front|out of)", match["tail2"] or "")
            and not match["more"]
            and not match["plus"]
        )
        and "experience" not in tail
    )


def _is_mentors(goal: GoalText, match: re.Match[str]) -> bool:
    segment = goal.segment_at(match.start())
    before = goal.lower[segment.start : match.start()]
    if (
        segment.mood is Mood.STORY
        or re.search(
            r"\b(?:i|i've|i'm|we|we've|my \w+|our \w+|i have|i was|after|for the (?:last|past|next)|for|in the (?:last|next|past)|within the next)(?: \w+){0,2}\W*$",
            before,
        )
        and not re.search(rf"\b(?:who|{PERSON}|with|need|want|prefer|minimum of)\b[^,]*$", before)
    ):
        return False
    tail = match["tail1"] or match["tail2"] or match["tail3"] or ""
    rest = goal.lower[match.start() : goal.sentence_at(match.start())[1]]
    if re.match(r"\W*(?:old|younger|of age|sentence|from now|left|lease|contract|loan|warranty)\b", tail):
        return False
    plain = not (match["less"] or match["more"] or match["plus"] or match["after"] or match["ahead"])
    mentor_near = (
        re.search(
            rf"\b(?:who|with|has|have|having|{PERSON}|they|minimum|mentor|need|must|ideally|preferably|least)\b", before
        )
        is not None
    )
    if re.match(r"\W*older\b(?! in)", tail):
        return False
    return (not plain and bool(_EXPERIENCE.search(rest) or mentor_near or segment.mood is Mood.FRAGMENT)) or (
        plain and mentor_near and bool(_EXPERIENCE.search(tail) or match["decades"])
    )


def _phrase_end(goal: GoalText, match: re.Match[str]) -> int:
    tail = match["tail1"] or match["tail2"] or match["tail3"] or match["tail4"] or ""
    said = re.match(
        r"(?:'|\W)*(?:of )?(?:work |working |relevant |real |hands-on )?(?:experience|behind them|under their belt|ahead(?: of me)?|on the job|in the trade|of practice|ago)",
        tail,
    )
    end = match.end() - len(tail)
    return end + said.end() if said else end


def _other_negation(goal: GoalText, match: re.Match[str]) -> bool:
    if (match["less"] or match["more"] or "").startswith(("no", "not")):
        return False
    return is_negated(
        goal, match.start(), match.end() - len(match["tail1"] or match["tail2"] or match["tail3"] or ""), reach=25
    )


_LIST = rf"{NAME}(?:\s*(?:/|,?\s*\bor\b)\s*(?:(?:or|an?|the|even|maybe|from|in)\s+)*{NAME})*"
_BACKGROUND = re.compile(
    rf"\b(?:(?:background|backgrounds|experience|career|roots|grounding|past|history|expertise|training|background is|roots are|career has been|track record|practitioner|professional|expert|specialist|insider|veteran|person|working life|job|jobs|feet|years?(?:' experience)?|decades?|time) in(?:side)?|comes? (?:out of|from)|coming from|came (?:out of|from)|hails? from|worked (?:in|at|for)|works? (?:in|at)|working in|working within|(?:{PERSON}|mentors?|who(?:'s| is|'ve| have| has)?(?: been| worked)?|people|not) (?:from|in|inside|within|out of|who knows)|has been in|have been in|been in|be from|from|trained in|qualified in|practi[sc]e[sd]|earns? (?:money|a living|their living) (?:in|from)|made (?:a|their) (?:living|career) in|works? as an?|insider from|active in|spent (?:\w+ )*in|made a living in|earned a living in|employed in|within)"
    rf" (?:or around |the world of |the field of |a career in |the (?:area|business|industry|sector|trade|profession) of |actual |real |professional |commercial |either |the |a |an |big |small |clinical |hands-on |front-line |frontline )*(?P<list>{_LIST})(?: (?:industry|sector|field|world|business|trade|trades|profession|background|side|company|companies|firm|studio|team))?"
    rf"|(?:\ba |\ban |\bany |\bwith |\bsome |\btheir )?(?P<list2>{_LIST})[ -](?:background|person|people|experience|professional|insider|expert|veteran|practitioner|specialist|folks?)\b"
)
_DOING = re.compile(
    rf"\b(?:who(?:'s| is|'ve| have| has| are| was| were| used to be| works as| worked as| trained as|'s been| has been| have been)(?: also| already| once| now| been| worked as| working as| trained as)* |(?:must|has to|have to|needs to|should) be (?:also )?|worked as |works as |(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?) (?:to|with) |hear (?:it |this )?from |learn from |advice from |help from |guidance from |meet |(?:need|want|find|prefer|love|like|seek|seeking|looking for|after|hoping for|matched with|paired with|get|have|if it was|if it were) (?:to find |me )?|(?:is|are) there |any |mentored by |only |mentor (?:who is|to be|must be|should be) |ideally |preferably |hopefully |from |(?:someone|somebody|person|mentor),? (?:like |ideally |preferably |such as )?|(?:they|it|he|she) (?:should|must|has to|needs to|have to) be |be |as )"
    rf"(?:(?:an?|any|some|another|the|working|practi[sc]ing|practising|real|actual|fellow|qualified|experienced|senior|seasoned|former|ex-|retired|trained|professional|registered|other|good|kind|successful|veteran|proper|licensed|certified|chartered|independent|local|patient|self-taught|full-time|currently|still|once|either|more senior|old|also|only|themselves|himself|herself|lead|principal|head|junior|established|published|freelance|award-winning|young|busy|master)[ -]*)*\b(?P<list>{_LIST})(?P<after>\W+\w+)?"
)
_TOPIC = re.compile(
    rf"^\W*(?:and |but |or |so )?(?:ideally |preferably |hopefully |only |maybe |perhaps |please |just )?(?:an?|any|some|another|fellow|other|former|retired|working|experienced|a former|a retired|a working|a senior|only)?\s*(?:working |practi[sc]ing |retired |former |senior |experienced |qualified |fellow )?(?P<list>{_LIST})\W*(?:(?:\w+\W+){{0,4}}(?:would|preferred|please|only|who|background|if possible|ideally|wanted|best|needed)\b.*)?$"
)
_JOB_WANTED = re.compile(
    r"\b(?:become|becoming|hire|hiring|being an?|train(?:ing)? as|work as|working as|retrain|i'm|i am|(?<!worked )(?<!works )(?<!trained )(?<!working )as an?|marry|employ|find (?:me )?an? (?:good |cheap )?$|turn(?:ing)? into|need to find|how|i was|my|our|apprentice|trainee|(?:wants?|like|love|how|dream\w*|try\w*|hop\w+) to be)\W*(?:\w+\W+){0,1}$"
)


def read_fields(goal: GoalText) -> Iterator[Constraint]:
    """Find the background asked of the mentor: "must come from nursing", "someone from the games industry", "a judge would be ideal"."""
    subjects = mask_subjects(goal.text, goal.lower)
    people = mask_professions(goal.text, goal.lower)
    seen: set[str] = set()
    for masked, start, span in [*_backgrounds(goal, subjects), *_professions(goal, people)]:
        for mention in masked.within(*span):
            if mention.value not in seen and not is_negated(goal, mention.start, mention.end, reach=30):
                seen.add(mention.value)
                hard = is_hard(goal, mention.start, mention.end)
                yield Constraint(ConstraintKind.FIELD, mention.value, hard, min(start, mention.start), mention.end)


def _backgrounds(goal: GoalText, masked: Masked) -> Iterator[tuple[Masked, int, tuple[int, int]]]:
    if MARK not in masked.text:
        return
    for match in _BACKGROUND.finditer(masked.text):
        group = "list" if match["list"] else "list2"
        segment = goal.segment_at(match.start())
        before = goal.lower[segment.start : match.start()]
        own = re.search(r"\b(?:i|i'm|i've|we|my|our|his|her|me)\b(?: \w+){0,3}\W*$", before)
        if segment.mood is Mood.STORY or (own and not re.search(rf"{PERSON}", before + match[0])):
            continue
        counted = re.search(r"\b(?:years?|decades?)\W*(?:experience\W*)?$", before) or match[0].startswith(
            ("year", "decade")
        )
        if match[0].endswith("in writing"):
            continue
        if counted and not re.search(rf"{PERSON}|\b(?:mentor|least|more|plus|minimum|must|they|who)\b|\+", before):
            continue
        bare = not counted and re.match(
            r"(?:from|worked (?:at|for)|works? at|within|years?|time|past|history|job|jobs|feet)\b", match[0]
        )
        if bare and not re.search(
            rf"{PERSON}\W*(?:\w+\W+){{0,4}}$|^\W*(?:(?:ideally|preferably|hopefully|please|only|but|and|also|or|maybe|must|not)\W*)*$",
            before,
        ):
            continue
        yield masked, match.start(), match.span(group)


def _professions(goal: GoalText, masked: Masked) -> Iterator[tuple[Masked, int, tuple[int, int]]]:
    if MARK not in masked.text:
        return
    for match in _DOING.finditer(masked.text):
        segment = goal.segment_at(match.start("list"))
        before = goal.lower[segment.start : match.start("list")]
        after = (match["after"] or "").strip(" -")
        if segment.mood is Mood.STORY and not re.search(
            r"\b(?:talk to|hear from|speak to|speak with|talk with|learn from|looking for|meet|prefer|advice from)\W+(?:\w+\W+){0,3}$",
            before,
        ):
            continue
        noun = goal.token_at(match.start("after") + 1) if after and (match["after"] or "")[0] == " " else None
        compound = (
            noun is not None
            and noun.pos in {"NOUN", "PROPN"}
            and after not in {"mentor", "mentors", "please"}
            and MARK not in after
        )
        if (
            compound
            or _JOB_WANTED.search(before)
            or re.search(
                r"\b(?:helps?|helped|taught|teaches|coached|coaches|mentored|trained|hired|managed|managing|works? with|worked with|supports?|supported|married to|(?<!looking )(?<!hoping )(?<!searching )for|led|leads?|leading|turned|of|against|knows?|understands?|represents?|advised|advises)\W+(?:\w+\W+){0,1}$",
                before,
            )
        ):
            continue
        if re.match(r"(?:only|any|be|as|from|ideally|preferably|hopefully) ", match[0]) and segment.mood is Mood.STORY:
            continue
        yield masked, match.start("list"), match.span("list")
    for segment in goal.segments:
        text = masked.text[segment.start : segment.end]
        if segment.mood is not Mood.STORY and MARK in text and (found := _TOPIC.match(text)):
            first, last = found.span("list")
            yield masked, segment.start + first, (segment.start + first, segment.start + last)
