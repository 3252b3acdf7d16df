"""Wishes about a sensitive attribute of the mentor: shown, and not used for ranking."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.domain.search import SetAside
from assistant.matching.goals.goal_text import GoalText
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.places import demonyms

_ETHNIC = (
    r"black|brown|white|asian|african[- ]american|afro[- ]caribbean|afro[- ]latin\w+|latin[oax]|latine|hispanic"
    r"|caucasian|indigenous|aboriginal|native american|first nations?|maori|m\u0101ori|roma|romani|arab|desi"
    r"|mixed[- ]race|biracial|bipoc|poc|person of colou?r|people of colou?r|of colou?r|ethnic minority"
    r"|minority ethnic|from an ethnic minority|of (?:my|the same|african|asian|arab) (?:race|ethnicity|descent"
    r"|heritage|background|origin)|(?:my|the same) (?:race|ethnicity|ethnic background|skin colou?r)"
)
_FAITH = (
    r"muslim|christian|jewish|jew|hindu|sikh|buddhist|catholic|protestant|atheist|mormon|evangelical|orthodox"
    r"|quaker|religious|believer|practi[sc]ing (?:muslim|christian|jew|hindu|sikh|buddhist|catholic)|of (?:my"
    r"|the same) (?:faith|religion)|(?:my|the same) (?:faith|religion|church|mosque|temple)|person of faith|hijabi"
    r"|secular"
)
_GENDER = (
    r"wom[ae]n|m[ae]n|female|male|lady|ladies|girl|guy|gentlem[ae]n|non-?binary|nonbinary|transgender"
    r"|trans(?: wom[ae]n| m[ae]n)?|cis|(?:my|the same|own) (?:gender|sex)|fellow wom[ae]n|sister|brother"
)
_AGE = (
    r"(?:my|our|the same|a similar) (?:own )?age(?: group)?|(?:around|about|roughly|near|close to|over"
    r"|under) (?:my age|\d\d years old|(?:forty|fifty|sixty|thirty|40|50|60|30|70))|older(?: than me)?"
    r"|younger(?: than me)?|elderly|middle-aged|in (?:their|his|her) (?:twenties|thirties|forties|fifties|sixties"
    r"|seventies|20s|30s|40s|50s|60s|70s)|young|not too old|gen[- ]?z|millennial|boomer|of my generation"
    r"|my generation|retirement age|aged? \d\d(?: or (?:over|under|older|younger))?|\d\d years old|(?:over"
    r"|under) \d\d years"
)
_HEALTH = (
    r"disabled|deaf|blind|autistic|neurodivergent|neurodiverse|dyslexic|dyspraxic|bipolar|depressed|chronically ill"
    r"|in a wheelchair|(?:with|has|have|having|lives? with|living with) (?:an? )?(?:adhd|autism|dyslexia|disability"
    r"|disabilities|chronic illness|depression|anxiety|diabetes|epilepsy|cancer|ms|hiv|ptsd|bipolar disorder"
    r"|mental illness|hearing loss)|wheelchair user|cancer survivor|able-bodied|on the spectrum|adhd(?:er)?"
    r"|in recovery|recovering \w+|sober|(?:also )?has a disability|a disability"
    r"|(?:(?:has|have) (?:also )?(?:had|survived|beaten|been through|lived with)|had|survived|beat|went through"
    r"|who's had) (?:an? )?(?:\w+ )?(?:cancer|stroke|depression|burn-?out|breakdown|heart attack|addiction"
    r"|miscarriage|brain injury|eating disorder)"
)
_ORIGIN = (
    r"immigrants?|migrants?|refugees?|asylum seekers?|foreigners?|(?:first|second)[- ]generation(?: immigrant)?"
    r"|(?:also )?(?:born|raised) (?:abroad|in another country)|(?:has|have)(?: also)? (?:immigrated|emigrated|migrated)"
)
_FRIENDLY = r"(?:lgbtq?(?:ia)?\+?|gay|queer|trans|women?|female|black|muslim|disability)[- ]friendly"
_ORIENTATION = r"gay|lesbian|bisexual|queer|lgbtq?(?:ia)?\+?|straight|pansexual|asexual|bi"
_FAMILY = (
    r"mums?|moms?|mothers?|dads?|fathers?|parents?|(?:single|working) (?:mum|mom|mother|dad|father|parent)s?"
    r"|(?:with|has|have|having) (?:\w+ )?(?:kids|children)(?: too| of their own| as well)?|married|single|divorced"
    r"|widow(?:ed|er)?|childless|pregnant|grand(?:mother|father|parent)s?|without (?:kids|children)"
)
_ATTRIBUTES = (
    ("gender", _GENDER),
    ("ethnicity", _ETHNIC),
    ("religion", _FAITH),
    ("age", _AGE),
    ("health", _HEALTH),
    ("sexual orientation", _ORIENTATION),
    ("family status", _FAMILY),
    ("origin", _ORIGIN),
)

_HEAD = (
    r"mentors?|person|people|one|coach|guide|role model|professional|leader|founder|entrepreneur|engineer"
    r"|advis[eo]r|peer|manager|doctor|lawyer|scientist|nurse|teacher|designer|developer|chef|director|executive"
    r"|boss|expert|researcher|academic|someone|somebody|artist|writer|colleague|friend|practitioner|specialist"
)
_FOLLOW = (
    r"(?=\W*(?:$|[.,;!?)]|please|if|who|because|since|as i|so|and|or|would|preferably|ideally|but|to|for|with|from"
    r"|in|like|ideal|at|too|that|around|is|over|my|about|will|can|myself|on|on the|working|running|leading))"
)
_INTRO = (
    r"(?:ideally |preferably |hopefully |maybe |perhaps |only |please |just |also |even |a fellow |another |an? "
    r"|other |any |the |fellow |some |be |being |is |are |strong |successful |young |older |senior |experienced "
    r"|kind |working |single |black |muslim |asian |also a |proud )*"
)


_LINK = r"(?:,? (?:and |or |an? |also an? )?|-)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    nations = _nations()
    said = "|".join(words for _, words in _ATTRIBUTES)
    one = rf"(?:{_FRIENDLY}|{said}|(?:{nations})(?= (?:{_HEAD}|wom[ae]n|m[ae]n)\b))"
    bare = rf"(?P<words>(?:also )?(?:{nations}))(?=\W*(?:$|[.,;!?]|please|if possible|like me|too|who))"
    several = rf"(?P<words>(?:(?:no|not|never|non) )?{_INTRO}{one}(?:{_LINK}(?:{said}|{_HEAD})\b)*)"
    return (
        re.compile(
            rf"\b(?:{PERSON})(?: else)?(?: (?:who|that)(?:'s| is| are| has been|'s also| is also)?(?: also)?"
            rf"| (?:also|ideally|preferably))?,? {several}(?![\w-]){_FOLLOW}"
        ),
        re.compile(
            rf"(?:\b(?:need|want|prefer|love|like|find|looking for|seeking|talk to|speak to|speak with|talk with"
            rf"|hear from|meet|be|must be|should be|is|ideally|preferably|hopefully|only|by|rather|with|from|for) |^\W*"
            rf"|[,;.] ?|\b(?:and|or|but) ){several}(?![\w-]){_FOLLOW}"
        ),
        re.compile(rf"\b{PERSON}(?: else)?(?: who(?:'s| is))? {bare}"),
        re.compile(rf"(?P<words>\b{one} (?:{_HEAD}))\b"),
    )


@cache
def _nations() -> str:
    return "|".join(sorted((re.escape(word) for word in demonyms()), key=len, reverse=True))


@cache
def _attribute_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = (*_ATTRIBUTES, ("nationality", _nations()))
    return tuple((name, re.compile(rf"(?<![\w-])(?:{words})(?!\w)")) for name, words in named)


def _attributes(words: str) -> str:
    """Name every attribute that some words are about, in the order in which they are said."""
    found = [(match.start(), name) for name, pattern in _attribute_patterns() if (match := pattern.search(words))]
    return " and ".join(dict.fromkeys(name for _, name in sorted(found)))


_FEMALE_SHELL = LazyPattern(
    r"\b(?:my|our|his|her|the|i am|i'm|as|being|their|your|was|were|for|help|designing|support|with|how|become"
    r"|to be)\W*(?:an? |old |own )*$"
)
_SUBJECT_AFTER = LazyPattern(
    r"^(?:'s|s')? ?(?:health|studies|study|education|rights|history|literature|art|music|wear|fashion|shelter"
    r"|football|rugby|sport|sports|refuge|charity|church|school|schools|community|communities|clothing|hair"
    r"|theology|ministry|service|services|care|issues|market|customers|clients|patients|students|food|cuisine"
    r"|cooking|culture|film|theatre|people|friend|families|office|team|parents?hood|department|law|employer|owned"
    r"|-owned|box|belt|paper|label|noise|space|board|tie|dancer|lives)\b"
)


def find_set_aside(goal: GoalText) -> Iterator[SetAside]:
    """Find the wishes about the mentor's person; subjects ("women's health") and the asker's own story stay."""
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(goal.lower):
            start, end = _with_person(goal.lower, *match.span("words"))
            inside = any(start < last and first < end for first, last in taken)
            if inside or not _asks(goal, start) or not _is_wish(goal, match, start, end):
                continue
            taken.append((start, end))
            yield SetAside(goal.text[start:end], _attributes(goal.lower[start:end]), start, end)


_PERSON_BEFORE = LazyPattern(
    r"\b(?:(?:no|not) )?(?:an? )?(?:wom[ae]n|m[ae]n|guy|lady|ladies)(?: (?:who|that)(?:'s| is| are))? $"
)
_DUTY = LazyPattern(r"\b(?:she|he|they|it) (?:should|must|has to|have to|needs? to|ought to) (?:also |ideally )?be $")


def _with_person(text: str, start: int, end: int) -> tuple[int, int]:
    """Begin at the person where they are said by gender, as in "a woman over fifty"."""
    before = _PERSON_BEFORE.search(text[max(0, start - 40) : start])
    return (start - len(before[0]), end) if before else (start, end)


def _asks(goal: GoalText, start: int) -> bool:
    return goal.is_request(start) or bool(_DUTY.search(goal.lower[max(0, start - 40) : start]))


def _is_wish(goal: GoalText, match: re.Match[str], start: int, end: int) -> bool:
    before, after = goal.lower[:start], goal.lower[end:]
    words = match["words"].strip()
    if (
        words in {"man", "woman", "men", "women", "people"}
        and re.match(r"\W*(?:who|to|with|in|of)\b", after)
        and not re.search(r"\b(?:a|another|fellow)$", before)
    ):
        return words in {"woman", "women"} and re.search(r"\b(?:from|by|with|to)\W*$", before) is not None
    if _SUBJECT_AFTER.match(after) or _FEMALE_SHELL.search(before[-25:]):
        return False
    segment = goal.segment_at(start)
    story = re.search(
        r"\b(?:i|i'm|i am|my \w+|we|our \w+) (?:am |is |are |was |feel )?(?:an? )?$", goal.lower[segment.start : start]
    )
    subject = re.search(
        r"\b(?:design|cook|care|work|write|build|teach|coach|sell|provide|advocate|campaign)\w*(?: \w+)? (?:for"
        r"|with|about|to)\W*$",
        goal.lower[segment.start : start],
    )
    return story is None and subject is None
