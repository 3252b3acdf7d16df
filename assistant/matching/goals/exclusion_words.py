"""The words that ask something away, those that only look like it, and how far they reach."""

from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern

_NT = r"(?:n't| not)"
_ANY = r"(?:any(?:one|body|where|thing| \w+)|every(?:one|body|where| \w+))"

CUE = LazyPattern(
    rf"\b(?:(?P<anyone>{_ANY}(?: else)?,? (?:but|except(?: for)?|apart from|other than|besides|bar)\b"
    r"|(?:except(?: for)?|excluding|other than|apart from)\b)"
    rf"|(?P<unwanted>(?:do{_NT}|would{_NT}|never|'d rather not|would rather not|rather not)(?: really| want to)? "
    rf"(?:want|have|like|talk to|speak to|be matched with|get|be paired with)\b(?= (?:(?:to )?(?:be (?:matched|paired)"
    rf" with|talk (?:to|with)|speak (?:to|with)|meet|have) )?(?:{PERSON}|people|an? \w+|any)\b)"
    r"|avoid(?:ing)?\b(?= (?:people|anyone|anybody)\b))"
    rf"|(?P<time>(?:can't|cannot|can not|couldn't|won't be able to|unable to|not able to|never) (?:really |ever )?"
    rf"(?:do|make|manage|meet|talk|call|speak)\b|(?:can't|cannot|can not|couldn't|'m not|am not|not|never) "
    rf"(?:be )?(?:free|available|around)\b"
    r"|(?:'m|am|are|'re) (?:always |usually |mostly )?(?:busy|unavailable|booked up|tied up)\b)"
    r"|(?P<must>(?:must|should|can|may|could|ought|has|have|shall|need)(?:n't| not)|cannot|mustn't|shouldn't|can't)"
    r"|(?P<verb>(?:do|does|is|are|has|have|did|was|were)(?:n't| not))"
    r"|(?P<plain>no[- ]?one|nobody|nothing|none|rather than|instead of|outside(?: of)?|away from|anywhere but"
    r"|neither|without"
    r"|never|nor|not|no))\b"
)
"""Negating words, by how they negate: persons, wishes, the asker's own time, duties, verbs, and plain ones."""

NOT_NEGATING = LazyPattern(
    r"\bnot (?:only|just|merely|necessarily|sure|long|least|yet|because|until|that|too (?:far|long|close|late|early"
    r"|many"
    r"|much|old|young|near|distant)|far|more|less|later|later than|mind|matter|be too|fussed|bothered)\b"
    r"|\bno (?:problem|matter|worries|idea|clue|rush|hurry|preference|later|less|fewer|more|longer|doubt|wonder|need"
    r"|issue"
    r"|trouble|objection|big|huge|large|great|waiting|wait|time[- ]difference|deal-?breaker|calls|particular)\b"
    r"|\b(?:can't|cannot|couldn't|can not) (?:say no|wait|help|stand|believe|afford|decide|tell|seem)\b|\bsay(?:ing"
    r"|s)? no\b"
    r"|\bnot an? (?:very )?(?:native|fluent)\b"
    r"|\bwhy not\b|\bif not\b|\bor not\b|\bwhether or not\b|\bnot at all\b|\b(?:do|does|did|would|wo)(?:n't| not) "
    r"(?:have to|need|mind|care|matter|even)\b|\bneed(?:n't| not)\b|\bwithout (?:fail|delay|a waiting|waiting)\b"
    r"|\byes or no\b|\bno,|\bnot (?:essential|needed|required|necessary|important|a must|a deal-?breaker)\b"
)
"""What looks like a negation of what follows and is none."""

OWN_SUBJECT = LazyPattern(
    r"(?:\b(?:i|i'm|i am|we|we're|my \w+|our \w+|he|she|i was|i've|i have|there (?:is|are)|there's)"
    r"(?: (?:am|are|is|was|have|had|really|just|still|also|simply))*)\W*$"
)

_LEADS = (
    rf"(?:{PERSON}|people|persons|those|ones?|folks|guys|mentors?|be|being|come|comes|coming|lives?|living|works?"
    rf"|working"
    r"|worked|speaks?|speaking|based|located|who|who's|that|is|are|from|in|at|on|of|by|via|over|the|a|an|any|my|our|own"
    r"|really|too|just|also|either|even|another|more|background|backgrounds|experience|career|job|with|former|retired"
    r"|typical|professional|to|for|talk|talking|speak|matched|paired|meet|meeting|do|make|manage|have|has|free"
    r"|available"
    r"|during|meetings?|calls|sessions?|somewhere|anywhere|inside|within|near|around|day|days|time|pure"
    r"|other|again|please|middle|senior|anything|early|late|going|spent|been|their)"
)
LEAD = LazyPattern(rf"(?:[\s'\"/-]|\b{_LEADS}\b)*$")
"""What may stand between a negating word and what it negates: articles, prepositions, persons, verbs of being."""

LIST_LINK = LazyPattern(rf"\s*(?P<join>,?\s*(?:\bor\b|\band\b|\bnor\b|/|&)|,)\s*(?:(?:no|not|{_LEADS})\b\s*)*$")

UNNEEDED = LazyPattern(
    r"[^.;!?,]{0,20}?\b(?:needed|necessary|required|important|essential|myself|yet|by training|any ?more)\b"
)
"""Behind its name: what is merely not needed."""

AFTERWARDS = LazyPattern(
    r"s? (?:really |just |sadly |unfortunately )?(?:(?:do|does|wo|ca)(?:n't| not)(?: really| ever)? (?:work|suit|fit"
    r"|happen)"
    r"(?: for me| me)?|never works?|(?:is|are) (?:completely |totally |just |simply |always )?(?:out|impossible"
    r"|no good|a no"
    r"|not possible|not an option|no option|taken|hopeless|off limits|sacred|useless)\b)"
)

STRANGER = LazyPattern(
    rf"(?:please|preferably|ideally|hopefully|definitely|absolutely|certainly)\W*\0not? \w"
    rf"|\0no[t]? (?:an? )?[\w' -]{{2,40}},? please\b"
    rf"|\0not (?:{PERSON})\b|\0(?:nobody|no[- ]?one|none) (?:who|from|in|with|at|of|on|working|over|under|older|younger"
    rf"|that|like|please)\b"
    rf"|\0(?:any|every)\w*(?: \w+)?,? (?:but|except|apart from|other than|besides|bar)\b"
    rf"|\0(?:do|would)(?:n't| not)(?: really)? (?:want|like|have|talk to|speak to)\b[\w ]{{0,16}}\b(?:{PERSON}"
    rf"|people)\b"
    rf"|\0avoid\b|(?:they|person|mentor|^|[.,;] ?)\W*\0(?:must|should|may|can)(?:n't| not) be\b"
    rf"|\0(?:must|should|may|can)(?:n't| not) be (?:{PERSON})\b|\0cannot be (?:{PERSON})\b"
    rf"|\0no (?:men|women|males|females|gurus|boomers|influencers|recruiters|motivational speakers|academics|amateurs"
    rf"|theorists|coach(?:es)?|trainers|therapists|counsellors|psychologists|headhunters|salespeople|evangelists"
    rf"|know-it-alls|preachers|bosses|politicians|foreigners|millennials)\b"
)
"""Signs that somebody or something is asked away, even when what that is means nothing to the readers.

The negating word stands behind the mark.
"""

BREAK = LazyPattern(
    r"[,;:.!?()\u2014\u2013]|\b(?:but|because|since|although|though|while|please|so|as (?:i|we|they|it|the|my))\b"
    r"|\band (?=(?:i|we|my|someone|somebody|ideally|preferably|must|has|needs?|they|help|how|want|who|speaks"
    r"|lives)\b)|$"
)
"""Where a negation that is not understood ends."""
