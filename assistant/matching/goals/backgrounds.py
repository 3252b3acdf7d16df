"""The field of work that a goal asks the mentor to come from."""

import re
from collections.abc import Iterator

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import MARK, NAME, Masked, mask_professions, mask_subjects
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern

_LIST = rf"{NAME}(?:\s*(?:/|,?\s*\bor\b)\s*(?:(?:or|an?|the|even|maybe|from|in)\s+)*{NAME})*"
_BACKGROUND = LazyPattern(
    rf"\b(?:(?:background|backgrounds|experience|career|roots|grounding|past|history|expertise|training"
    rf"|background is|roots are|career has been|track record|practitioner|professional|expert|specialist|insider"
    rf"|veteran|person|working life|job|jobs|feet|years?(?:' experience)?|decades?|time) in(?:side)?"
    rf"|comes? (?:out of|from)|coming from|came (?:out of|from)|hails? from|worked (?:in|at|for)|works? (?:in|at)"
    rf"|working in|working within|(?:{PERSON}|mentors?|who(?:'s| is|'ve| have| has)?(?: been| worked)?|people"
    rf"|not) (?:from|in|inside|within|out of|who knows)|has been in|have been in|been in|be from|from|trained in"
    rf"|qualified in|practi[sc]e[sd]|earns? (?:money|a living|their living) (?:in|from)|made (?:a|their) (?:living"
    rf"|career) in|works? as an?|insider from|active in|spent (?:\w+ )*in|made a living in|earned a living in"
    rf"|employed in|within)"
    rf" (?:or around |the world of |the field of |a career in |the (?:area|business|industry|sector|trade"
    rf"|profession) of |actual |real |professional |commercial |either |the |a |an |big |small |clinical |hands-on "
    rf"|front-line |frontline )*(?P<list>{_LIST})(?: (?:industry|sector|field|world|business|trade|trades"
    rf"|profession|background|side|company|companies|firm|studio|team))?"
    rf"|(?:\ba |\ban |\bany |\bwith |\bsome |\btheir )?(?P<list2>{_LIST})[ -](?:background|person|people|experience"
    rf"|professional|insider|expert|veteran|practitioner|specialist|folks?)\b"
)
_DOING = LazyPattern(
    rf"\b(?:who(?:'s| is|'ve| have| has| are| was| were| used to be| works as| worked as| trained as|'s been"
    rf"| has been| have been)(?: also| already| once| now| been| worked as| working as| trained as)* |(?:must"
    rf"|has to|have to|needs to|should) be (?:also )?|worked as |works as |(?:talk(?:ing)?|speak(?:ing)?"
    rf"|chat(?:ting)?) (?:to|with) |hear (?:it |this )?from |learn from |advice from |help from |guidance from "
    rf"|meet |(?:need|want|find|prefer|love|like|seek|seeking|looking for|after|hoping for|matched with|paired with"
    rf"|get|have|if it was|if it were) (?:to find |me )?|(?:is|are) there |any |mentored by |only |mentor (?:who is"
    rf"|to be|must be|should be) |ideally |preferably |hopefully |from |(?:someone|somebody|person"
    rf"|mentor),? (?:like |ideally |preferably |such as )?|(?:they|it|he|she) (?:should|must|has to|needs to"
    rf"|have to) be |be |as )"
    rf"(?:(?:an?|any|some|another|the|working|practi[sc]ing|practising|real|actual|fellow|qualified|experienced"
    rf"|senior|seasoned|former|ex-|retired|trained|professional|registered|other|good|kind|successful|veteran"
    rf"|proper|licensed|certified|chartered|independent|local|patient|self-taught|full-time|currently|still|once"
    rf"|either|more senior|old|also|only|themselves|himself|herself|lead|principal|head|junior|established"
    rf"|published|freelance|award-winning|young|busy|master)[ -]*)*\b(?P<list>{_LIST})(?P<after>\W+\w+)?"
)
_TOPIC = LazyPattern(
    rf"^\W*(?:and |but |or |so )?(?:ideally |preferably |hopefully |only |maybe |perhaps |please |just )?(?:an?|any"
    rf"|some|another|fellow|other|former|retired|working|experienced|a former|a retired|a working|a senior"
    rf"|only)?\s*(?:working |practi[sc]ing |retired |former |senior |experienced |qualified "
    rf"|fellow )?(?P<list>{_LIST})\W*(?:(?:\w+\W+){{0,4}}(?:would|preferred|please|only|who|background|if possible"
    rf"|ideally|wanted|best|needed)\b.*)?$"
)
_JOB_WANTED = LazyPattern(
    r"\b(?:become|becoming|hire|hiring|being an?|train(?:ing)? as|work as|working as|retrain|i'm|i am"
    r"|(?<!worked )(?<!works )(?<!trained )(?<!working )as an?|marry|employ|find (?:me )?an? (?:good |cheap )?$"
    r"|turn(?:ing)? into|need to find|how|i was|my|our|apprentice|trainee|(?:wants?|like|love|how|dream\w*|try\w*"
    r"|hop\w+) to be)\W*(?:\w+\W+){0,1}$"
)


def read_fields(goal: GoalText) -> Iterator[Constraint]:
    """Find the background asked of the mentor.

    "must come from nursing", "someone from the games industry", "a judge would be ideal".
    """
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
            rf"{PERSON}\W*(?:\w+\W+){{0,4}}$|^\W*(?:(?:ideally|preferably|hopefully|please|only|but|and|also|or"
            rf"|maybe|must|not)\W*)*$",
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
            r"\b(?:talk to|hear from|speak to|speak with|talk with|learn from|looking for|meet|prefer"
            r"|advice from)\W+(?:\w+\W+){0,3}$",
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
                r"\b(?:helps?|helped|taught|teaches|coached|coaches|mentored|trained|hired|managed|managing"
                r"|works? with|worked with|supports?|supported|married to"
                r"|(?<!looking )(?<!hoping )(?<!searching )for|led|leads?|leading|turned|of|against|knows?"
                r"|understands?|represents?|advised|advises)\W+(?:\w+\W+){0,1}$",
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
