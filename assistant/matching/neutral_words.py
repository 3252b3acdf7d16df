"""The word lists behind `neutral.py`."""

import re

from assistant.matching.lazy_patterns import LazyPattern, word_set

PARTICLES = word_set("de da di do dos das del della van von der den la le el al bin ibn ben bint af av zu y e of the")
WORD_NAMES = word_set(
    "mark will grace hope faith joy rose may april june august dawn sky baker cook mason carpenter taylor "
    "smith hunter fisher miller farmer young king law page price rich bill frank art chase drew rob sue "
    "pat gene dean guy christian long short black white brown green gray grey stone wood woods field "
    "fields bell ford major sage ivy olive pearl ruby jewel iris ray cliff reed ward cross day berry love "
    "best good wise sharp strong swift storm summer autumn winter star angel jo an my so do ha ho he she "
    "her his him they we i a at by on or to in no as go it is be if up us am parent person abbot bishop "
    "potter shepherd weaver marine gardener singer sailor porter judge nurse doctor bond bush rock lake "
    "hill forest rivers banks church marshal constant earnest noble prince duke chance sunny happy lucky "
    "penny butler archer turner parker walker cooper tanner tyler chandler fletcher gray noor song sun "
    "son can man men sang long lee bright sweet"
)
"""Names that are words too: taken for a name only where they are written with a capital."""

PRONOUNS = {
    "he": "they", "she": "they", "he's": "they're", "she's": "they're", "he'd": "they'd", "she'd": "they'd",
    "he'll": "they'll",
    "she'll": "they'll", "s/he": "they", "him": "their", "her": "their", "his": "their", "hers": "their",
    "himself": "themselves",
    "herself": "themselves", "he/him": "", "she/her": "", "they/them": "", "he/him/his": "", "she/her/hers": "",
    "she/they": "",
    "he/they": "",
}  # fmt: skip
NOUNS = {
    "woman": "person", "man": "person", "lady": "person", "gentleman": "person", "gent": "person",
    "girl": "person", "boy": "person",
    "guy": "person", "lad": "person", "bloke": "person", "chap": "person", "dude": "person", "lass": "person",
    "mother": "parent", "father": "parent", "mum": "parent", "mom": "parent", "dad": "parent", "mam": "parent",
    "mama": "parent",
    "papa": "parent", "mummy": "parent", "daddy": "parent", "grandmother": "grandparent", "grandfather": "grandparent",
    "grandma": "grandparent", "grandpa": "grandparent", "granny": "grandparent", "granddad": "grandparent",
    "wife": "partner",
    "husband": "partner", "boyfriend": "partner", "girlfriend": "partner", "daughter": "child", "son": "child",
    "daughters": "children",
    "sons": "children", "sister": "sibling", "brother": "sibling", "sisters": "siblings", "brothers": "siblings",
    "aunt": "relative",
    "uncle": "relative", "auntie": "relative", "niece": "relative", "nephew": "relative", "widow": "person",
    "widower": "person",
    "actress": "actor", "actresses": "actors", "waitress": "waiter", "waitresses": "waiters", "hostess": "host",
    "heroine": "hero",
    "policewoman": "police officer", "policeman": "police officer", "policewomen": "police officers",
    "policemen": "police officers",
    "fireman": "firefighter", "firewoman": "firefighter", "firemen": "firefighters", "businesswoman": "business person",
    "businessman": "business person", "businesswomen": "business people", "businessmen": "business people",
    "chairman": "chair",
    "chairwoman": "chair", "saleswoman": "salesperson", "salesman": "salesperson", "salesmen": "salespeople",
    "saleswomen": "salespeople",
    "craftsman": "craftsperson", "craftswoman": "craftsperson", "headmaster": "headteacher",
    "headmistress": "headteacher",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "stewardess": "flight attendant",
    "steward": "flight attendant",
    "cameraman": "camera operator", "camerawoman": "camera operator", "congressman": "member of congress",
    "congresswoman": "member of congress", "fisherman": "fisher", "fisherwoman": "fisher",
    "fishermen": "fishers", "landlady": "landlord",
    "manageress": "manager", "seamstress": "sewer", "masseuse": "massage therapist", "masseur": "massage therapist",
    "comedienne": "comedian", "authoress": "author", "poetess": "poet", "sportswoman": "athlete",
    "sportsman": "athlete",
    "cowgirl": "cowboy", "male": "", "female": "", "manhood": "adulthood", "womanhood": "adulthood",
    "latina": "", "latino": "", "filipina": "", "lesbian": "", "gay": "", "bisexual": "",
}  # fmt: skip
TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Sir|Madam|Mme|Mlle|Herr|Frau|Señora?|Sr|Sra|Señorita|Senhora?|Signora?|Monsieur|Madame"
    r"|Lady|Lord|Dame)"
)
KEPT = LazyPattern(
    r"mother tongue|mother language|mother company|mother ship|motherboard|ward sister|sister company"
    r"|sister (?:site|school|city|paper|ship)"
    r"|big brother|(?:fe)?male (?:connectors?|voices?|patients?|wards?|prisons?|infertility|health|clients?"
    r"|students?|choirs?)"
    r"|man[- ]made|man (?:hours?|days?|pages?)|(?:wo)?men's \w+|(?:wo)?man's \w+|lady's \w+|girls?' \w+|boys?' \w+"
    r"|father figure|boy scouts?|girl guides?"
    r"|girl scouts?|gay (?:rights|history|studies|men|communit\w+)|son et lumi|sons (?:and|&) co|mother and baby"
    r"|mother-and-baby|father christmas",
    re.IGNORECASE,
)
TRAITS = (
    r"black|white|brown|asian|arab|african[- ]american|latinx|hispanic|indigenous|aboriginal|roma|bame|m[aā]ori"
    r"|mixed[- ]race|biracial|caucasian"
    r"|muslim|christian|jewish|hindu|sikh|buddhist|catholic|protestant|atheist|mormon|evangelical|devout|religious"
    r"|deaf|blind|disabled"
    r"|autistic|dyslexic|neurodivergent|queer|trans|transgender|non-?binary|straight|cis|single|married|divorced"
    r"|widowed|pregnant|elderly"
    r"|middle-aged|young|old|older|younger|retired-age|immigrant|refugee|partially sighted|hard of hearing"
)
AGE = (
    r"\b\d{2}[- ]years?[- ]old\b|\b(?:aged?|age of) \d{2}\b|\b(?:I'm|I am|I’m|now|just turned|turned"
    r"|turning) \d{2}(?=\s*(?:[,.;!)]|$|years? old|and\b|now\b))"
    r"(?: years? old)?|\bin (?:my|their|his|her) (?:early |mid[- ]?|late )?(?:twenties|thirties|forties|fifties"
    r"|sixties|seventies|eighties|\d0s)\b"
    r"|\b\d{2} years of age\b|\bborn in (?:19|20)\d\d\b|\b(?:at|over|under) my age\b"
)
HEADS = (
    r"person|people|parent|grandparent|partner|engineer|developer|designer|teacher|nurse|doctor|lawyer|mentor"
    r"|founder|leader|manager|student"
    r"|professional|scientist|artist|writer|chef|entrepreneur|worker|farmer|actor|chair|academic|researcher"
    r"|immigrant|refugee|migrant|child"
    r"|american|european|african|brit|creative|consultant|director|executive|police officer|firefighter|journalist"
    r"|musician|accountant"
)
