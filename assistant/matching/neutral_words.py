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
CONDITIONS = (
    r"\b(?:(?:I'm|I am|I|this mentor|they|who|and) )?(?:(?:also|now|still) )?(?:(?:live|lives|living|am|is|was|were) )?"
    r"(?:in|use|uses|using|with) a wheelchair\b|\bwheelchair[- ]users?\b"
    r"|\b(?:(?:breast )?cancer|stroke|burn-?out) (?:survivor|patient)\b|\b(?:a )?survivor of (?:\w+ )?cancer\b"
    r"|\b(?:I |this mentor |they )?(?:had|have|has|survived|beat|live with|lives with|living with|been through"
    r"|diagnosed with|recovering from) (?:an? |my |their )?(?:\w+ )?(?:adhd|autism|dyslexia|dyspraxia|chronic illness"
    r"|depression|diabetes|epilepsy|cancer|multiple sclerosis|hiv|ptsd|bipolar disorder|stroke|heart attack"
    r"|hearing loss|a disability|disability|anxiety disorder)(?: myself| at \d\d| in \d{4}| for \w+ years)?\b"
    r"|\b(?:(?:I'm|I am|I have been|I've been) )?(?:clean and )?sober(?: since (?:\w+ )?\d{4}| for [\w ]{1,20}years?)?"
    r"|\brecovering (?:alcoholic|addict)\b|\b(?:I )?(?:stopped|quit|gave up) drinking(?: (?:in \d{4}|\w+ years ago))?"
)
"""Health and what is near it, said of oneself; as a subject ("diabetes care", "a wheelchair ramp") it stays."""
AGE = (
    r"(?:^|(?<=[.!?] ))(?:I'm |I am )?[1-9]\d(?=, |\.(?:\s|$))"
    r"|\b\d{2}[- ]years?[- ]old\b|\b(?:aged?|age of) \d{2}\b|\b(?:I'm|I am|I’m|now|just turned|turned"
    r"|turning) \d{2}(?=\s*(?:[,.;!)]|$|years? old|and\b|now\b))"
    r"(?: years? old)?|\bin (?:my|their|his|her) (?:early |mid[- ]?|late )?(?:twenties|thirties|forties|fifties"
    r"|sixties|seventies|eighties|\d0s)\b"
    r"|\b\d{2} years of age\b|\bborn in (?:19|20)\d\d\b|\b(?:at|over|under) my age\b"
)
ORIGINS = (
    r"\b(?:I was |I am |I'm |was |were |and )?(?:[Bb]orn(?: and (?:raised|bred))?|[Rr]aised|[Gg]rew up|[Oo]riginally)"
    r" (?:in|from|near) (?:the )?[A-Z\u00c0-\u017f][\w'-]+(?:,? (?:[A-Z\u00c0-\u017f][\w'-]+))*"
    r"|\b(?i:child|son|daughter|grandchild) of (?:\w+ )?(?:immigrants|migrants|refugees)\b"
)
"""Where somebody comes from; where they work and live stays, and place names are found by their capital."""
EMPTY = r"i|am|i'm|a|an|the|and|proud|of|it|was|is|are|this mentor|also|still|now|they|they're|by|me|my|too|who|as"
"""Words that say nothing when a sentence holds no others."""
HEADS = (
    r"person|people|parent|grandparent|partner|engineer|developer|designer|teacher|nurse|doctor|lawyer|mentor"
    r"|founder|leader|manager|student"
    r"|professional|scientist|artist|writer|chef|entrepreneur|worker|farmer|actor|chair|academic|researcher"
    r"|immigrant|refugee|migrant|child"
    r"|american|european|african|brit|creative|consultant|director|executive|police officer|firefighter|journalist"
    r"|musician|accountant"
)
