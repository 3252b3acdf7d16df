"""Making a text neutral before it is ranked: no names, pronouns, or descriptions of a person's gender, origin, faith, age or health.

The neutral text is for ranking only and need not read well; it must not tell two people apart by what may not count.
Subjects stay: "women's health", "older people", "religious studies", "deaf education".
"""

import re
import unicodedata
from functools import cache, lru_cache

from assistant.vocabulary.places import demonyms

MENTOR_WORDS = "this mentor"

_PARTICLES = frozenset(
    "de da di do dos das del della van von der den la le el al bin ibn ben bint af av zu y e of the".split()
)
_WORD_NAMES = frozenset(
    "mark will grace hope faith joy rose may april june august dawn sky baker cook mason carpenter taylor smith hunter fisher miller farmer"
    " young king law page price rich bill frank art chase drew rob sue pat gene dean guy christian long short black white brown green gray"
    " grey stone wood woods field fields bell ford major sage ivy olive pearl ruby jewel iris ray cliff reed ward cross day berry love best"
    " good wise sharp strong swift storm summer autumn winter star angel jo an my so do ha ho he she her his him they we i a at by on or to"
    " in no as go it is be if up us am parent person abbot bishop potter shepherd weaver marine gardener singer sailor porter judge nurse"
    " doctor bond bush rock lake hill forest rivers banks church marshal constant earnest noble prince duke chance sunny happy lucky penny"
    " butler archer turner parker walker cooper tanner tyler chandler fletcher gray noor song sun son can man men sang long lee bright sweet".split()
)
"""Names that are words too: taken for a name only where they are written with a capital."""

_PRONOUNS = {
    "he": "they", "she": "they", "he's": "they're", "she's": "they're", "he'd": "they'd", "she'd": "they'd", "he'll": "they'll",
    "she'll": "they'll", "s/he": "they", "him": "their", "her": "their", "his": "their", "hers": "their", "himself": "themselves",
    "herself": "themselves", "he/him": "", "she/her": "", "they/them": "", "he/him/his": "", "she/her/hers": "", "she/they": "",
    "he/they": "",
}  # fmt: skip
_NOUNS = {
    "woman": "person", "man": "person", "lady": "person", "gentleman": "person", "gent": "person", "girl": "person", "boy": "person",
    "guy": "person", "lad": "person", "bloke": "person", "chap": "person", "dude": "person", "lass": "person",
    "mother": "parent", "father": "parent", "mum": "parent", "mom": "parent", "dad": "parent", "mam": "parent", "mama": "parent",
    "papa": "parent", "mummy": "parent", "daddy": "parent", "grandmother": "grandparent", "grandfather": "grandparent",
    "grandma": "grandparent", "grandpa": "grandparent", "granny": "grandparent", "granddad": "grandparent", "wife": "partner",
    "husband": "partner", "boyfriend": "partner", "girlfriend": "partner", "daughter": "child", "son": "child", "daughters": "children",
    "sons": "children", "sister": "sibling", "brother": "sibling", "sisters": "siblings", "brothers": "siblings", "aunt": "relative",
    "uncle": "relative", "auntie": "relative", "niece": "relative", "nephew": "relative", "widow": "person", "widower": "person",
    "actress": "actor", "actresses": "actors", "waitress": "waiter", "waitresses": "waiters", "hostess": "host", "heroine": "hero",
    "policewoman": "police officer", "policeman": "police officer", "policewomen": "police officers", "policemen": "police officers",
    "fireman": "firefighter", "firewoman": "firefighter", "firemen": "firefighters", "businesswoman": "business person",
    "businessman": "business person", "businesswomen": "business people", "businessmen": "business people", "chairman": "chair",
    "chairwoman": "chair", "saleswoman": "salesperson", "salesman": "salesperson", "salesmen": "salespeople", "saleswomen": "salespeople",
    "craftsman": "craftsperson", "craftswoman": "craftsperson", "headmaster": "headteacher", "headmistress": "headteacher",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "stewardess": "flight attendant", "steward": "flight attendant",
    "cameraman": "camera operator", "camerawoman": "camera operator", "congressman": "member of congress",
    "congresswoman": "member of congress", "fisherman": "fisher", "fisherwoman": "fisher", "fishermen": "fishers", "landlady": "landlord",
    "manageress": "manager", "seamstress": "sewer", "masseuse": "massage therapist", "masseur": "massage therapist",
    "comedienne": "comedian", "authoress": "author", "poetess": "poet", "sportswoman": "athlete", "sportsman": "athlete",
    "cowgirl": "cowboy", "male": "", "female": "", "manhood": "adulthood", "womanhood": "adulthood",
    "latina": "", "latino": "", "filipina": "", "lesbian": "", "gay": "", "bisexual": "",
}  # fmt: skip
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Sir|Madam|Mme|Mlle|Herr|Frau|Señora?|Sr|Sra|Señorita|Senhora?|Signora?|Monsieur|Madame|Lady|Lord|Dame)"
_KEPT = re.compile(
    r"mother tongue|mother language|mother company|mother ship|motherboard|ward sister|sister company|sister (?:site|school|city|paper|ship)"
    r"|big brother|(?:fe)?male (?:connectors?|voices?|patients?|wards?|prisons?|infertility|health|clients?|students?|choirs?)"
    r"|man[- ]made|man (?:hours?|days?|pages?)|(?:wo)?men's \w+|(?:wo)?man's \w+|lady's \w+|girls?' \w+|boys?' \w+|father figure|boy scouts?|girl guides?"
    r"|girl scouts?|gay (?:rights|history|studies|men|communit\w+)|son et lumi|sons (?:and|&) co|mother and baby|mother-and-baby|father christmas",
    re.IGNORECASE,
)
_TRAITS = (
    r"black|white|brown|asian|arab|african[- ]american|latinx|hispanic|indigenous|aboriginal|roma|bame|m[aā]ori|mixed[- ]race|biracial|caucasian"
    r"|muslim|christian|jewish|hindu|sikh|buddhist|catholic|protestant|atheist|mormon|evangelical|devout|religious|deaf|blind|disabled"
    r"|autistic|dyslexic|neurodivergent|queer|trans|transgender|non-?binary|straight|cis|single|married|divorced|widowed|pregnant|elderly"
    r"|middle-aged|young|old|older|younger|retired-age|immigrant|refugee|partially sighted|hard of hearing"
)
_AGE = (
    r"\b\d{2}[- ]years?[- ]old\b|\b(?:aged?|age of) \d{2}\b|\b(?:I'm|I am|I’m|now|just turned|turned|turning) \d{2}(?=\s*(?:[,.;!)]|$|years? old|and\b|now\b))"
    r"(?: years? old)?|\bin (?:my|their|his|her) (?:early |mid[- ]?|late )?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|\d0s)\b"
    r"|\b\d{2} years of age\b|\bborn in (?:19|20)\d\d\b|\b(?:at|over|under) my age\b"
)
_HEADS = (
    r"person|people|parent|grandparent|partner|engineer|developer|designer|teacher|nurse|doctor|lawyer|mentor|founder|leader|manager|student"
    r"|professional|scientist|artist|writer|chef|entrepreneur|worker|farmer|actor|chair|academic|researcher|immigrant|refugee|migrant|child"
    r"|american|european|african|brit|creative|consultant|director|executive|police officer|firefighter|journalist|musician|accountant"
)


@cache
def _trait_pattern() -> re.Pattern[str]:
    nations = "|".join(sorted((re.escape(word) for word in demonyms()), key=len, reverse=True))
    one = rf"(?:{_TRAITS}|{nations})"
    several = rf"{one}(?:(?:,? and |, | )?{one})*"
    return re.compile(
        rf"(?P<lead>\b(?:I'm|I am|I’m|I was|am|as|being|became|become|they're|they are|they is|they was|proud|fellow|this mentor is) (?:also )?(?:an? |the )?(?:proud )?)"
        rf"(?P<traits>{several})(?=\s*(?:[,.;!)]|$)|\s+(?:and|who|by|from|in|but|with)\b|\s+(?:\w+ )?(?:{_HEADS})\b)"
        rf"|\b(?P<born>{nations})-born\b",
        re.IGNORECASE,
    )


_LOOKUP = re.compile(
    rf"(?P<kept>\b(?:{_KEPT.pattern})\b)|(?P<title>\b{_TITLES}\.?\s+(?=[A-Z\u00c0-\u017f]|{MENTOR_WORDS}))"
    rf"|(?P<word>(?<![\w/])(?:{'|'.join(sorted((re.escape(word) for word in {**_PRONOUNS, **_NOUNS}), key=len, reverse=True))})(?![\w/-]))",
    re.IGNORECASE,
)
_TITLE_CASE = re.compile(_TITLES)
_AGE_PATTERN = re.compile(_AGE, re.IGNORECASE)


def neutralise(text: str, name: str) -> str:
    """Make a text neutral for ranking.

    Args:
        text: A passage of a mentor's profile, or a goal.
        name: The mentor's full name, every part of which becomes "this mentor"; empty for a goal.

    Returns:
        The neutral text; empty text stays empty. Two texts that differ only in name and grammatical gender give the same.
    """
    straight = text.replace("’", "'")
    if name.strip():
        straight = _without_name(straight, name)
    neutral = _LOOKUP.sub(_neutral_word, straight)
    neutral = _AGE_PATTERN.sub("", neutral)
    neutral = _trait_pattern().sub(lambda match: match["lead"] or "", neutral)
    return re.sub(r"\s+([,.;!?])", r"\1", re.sub(r"[ \t]{2,}", " ", neutral)).strip()


def _neutral_word(match: re.Match[str]) -> str:
    if match["kept"]:
        return match[0]
    if match["title"]:
        return "" if _TITLE_CASE.match(match["title"]) else match[0]
    word = match["word"]
    neutral = _PRONOUNS.get(word.lower(), _NOUNS.get(word.lower(), word))
    return neutral.capitalize() if word[0].isupper() and neutral else neutral


def _plain(text: str) -> str:
    """Fold letter by letter: no accents or case, the same length."""
    folded = []
    for char in text:
        base = unicodedata.normalize("NFKD", char)[0].casefold()
        folded.append(base if len(base) == 1 else char)
    return "".join(folded)


@lru_cache(maxsize=8_192)
def _name_pattern(name: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    parts = [part for part in re.split(r"[\s]+", _plain(name).strip()) if part]
    pieces = {
        piece
        for part in parts
        for piece in (part, *part.split("-"))
        if len(piece.strip(".'")) > 1 and piece not in _PARTICLES
    }
    plain = sorted((piece for piece in pieces if piece not in _WORD_NAMES), key=len, reverse=True)
    wordy = sorted((piece for piece in pieces if piece in _WORD_NAMES), key=len, reverse=True)
    full = r"\s+".join(re.escape(part) for part in parts)
    anywhere = "|".join([full, *map(re.escape, plain)])
    either = "|".join(map(re.escape, [*plain, *wordy])) or full
    run = rf"(?<!\w)(?:{full}|(?:{either})(?:[\s-]+(?:(?:{'|'.join(sorted(_PARTICLES))})\s+)*(?:{either}))+|{anywhere})(?!\w)"
    return re.compile(run), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wordy))})(?!\w)") if wordy else None


def _without_name(text: str, name: str) -> str:
    plain = _plain(text)
    names, words = _name_pattern(name)
    spans = [match.span() for match in names.finditer(plain)]
    if words:
        spans += [
            match.span()
            for match in words.finditer(plain)
            if text[match.start()].isupper() and not _inside(match.span(), spans)
        ]
    pieces, position = [], 0
    for start, end in sorted(spans):
        pieces += [text[position:start], MENTOR_WORDS]
        position = end
    return "".join([*pieces, text[position:]])


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
