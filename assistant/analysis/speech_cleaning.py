"""Taking out of a spoken sentence what a writer would leave out: fillers, false starts, words said twice.

Only takes words away or writes a slurred one in full ("gonna"): nothing is added, so a cleaned sentence says no more
than was said.
"""

import re

_SLURRED = (
    (r"\bgonna\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"\b(I|you|we|they)(?:'ve)? gotta\b", r"\1 have to"),
    (r"\b(he|she|it)(?:'s)? gotta\b", r"\1 has to"),
    (r"\bdunno\b", "don't know"),
    (r"\blemme\b", "let me"),
    (r"\bgimme\b", "give me"),
    (r"\bkinda\b", "kind of"),
    (r"\bsorta\b", "sort of"),
    (r"(?<!\w)(?:'cause|cuz|'cos|coz)\b", "because"),
    (r"\b(what|where|who|how|why)'ve\b", r"\1 have"),
    (r"\b(I|you|we|they)'d've\b", r"\1 would have"),
    (r"\b(should|would|could|might)'ve\b", r"\1 have"),
    (r"\by'all\b", "you"),
    (r"\b(I)(m|ve)\b", r"\1'\2"),
    (
        r"\b(?:(?-i:I)ll|(?<=and )ill|^ill)"
        r"(?= (?:be|just|do|get|go|send|call|drop|ask|write|bring|let|have|take|make|see)\b)",
        "I'll",
    ),
    (r"\b(?-i:I)d(?= (?:rather|like|love|better|have|be|say|go)\b)", "I'd"),
    (r"\b(do|did|does|was|is|are|ca|has|have|had|could|would|should)nt\b", r"\1n't"),
    (r"\b(that|there|what|he|she)s\b", r"\1's"),
    (r"^lets\b", "let's"),
)
_NOISE = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>|\((?:laughs?|laughing|coughs?|sighs?|pause|inaudible)\)", re.I)
_HESITATIONS = re.compile(
    r"(?:,\s*)?(?<![\w'-])(?:u+[hm]+|e+r+m?|ah+|a+w+|hm+|m+h*m+|mm-hmm|uh-huh|huh|eh)(?![\w'-])[,.…]*\s*", re.I
)
_ENDS_SENTENCE = re.compile(r"[.…]\s*$")
_ASIDES = re.compile(
    r"(?:^|(?<=[,;—–-])|(?<=[.!?…]))\s*(?:I'll tell you(?: what)?|you know(?: what)?(?: I mean)?|I mean|you see|like|"
    r"sort of|kind of|I guess|"
    r"basically|actually|honestly|literally|to be honest|as it were|let's see|let me see|hang on|look|well|anyway)\s*"
    r"(?:,|(?=[.!?…]?$))\s*",
    re.I,
)
_OPENERS = re.compile(
    r"^(?:(?:so|well|okay|ok|yeah|yep|yes|yup|nah|right|alright|all right|oh|now|and|but|anyway|look|listen|sure|great|"
    r"hey|hi|cool|good|fine|exactly|true|of course|no problem|sorry|I mean|you know|I guess|no worries|fair enough)"
    r"(?:\s*[,.!…—–-]+\s*|\s+(?=(?:so|well|okay|ok|yeah|I mean|you know|um|uh|thanks|thank you)\b)))+",
    re.I,
)
_BARE_OPENERS = re.compile(
    r"^(?:I mean(?= (?:I|it|he|she|we|they|you|that|there)\b)|"
    r"so(?! that\b(?!')| far| long| much| many)|and|but|because(?! of)|okay|ok|yeah|well|or)\s+(?=\w)",
    re.I,
)
_TAG_QUESTIONS = re.compile(
    r",\s*(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|wo|ca)(?:n't| not)?\s+"
    r"(?:it|you|I|we|they|he|she|that|there)(?: think)?|right|okay|ok|yeah|you know(?: what I mean)?|don't you think|"
    r"no|if you know what I mean|or something|or whatever|and stuff|and so on|and that|then|though|but)\s*[.?!]?$",
    re.I,
)
_TWICE = re.compile(r"\b((?:[\w']+\s+){0,4}?[\w']+)(?:\s*[,.…—–-]*\s+\1\b(?!'))+", re.I)
_CUT_WORD = re.compile(r"\b\w{1,6}(?:-|–|—)(?=\s|$)[,\s]*")
_MEANT_TWICE = frozenset(("had", "that", "very", "really", "so", "no", "many", "much", "bye", "ha", "there"))


def clean_speech(text: str) -> str:
    """Take fillers, asides, tag questions, false starts and repeated words out of a sentence.

    Returns:
        The sentence with a capital and a full stop; empty when nothing but fillers was said.
    """
    text = clean_notation(text)
    for pattern, full in _SLURRED:
        text = re.sub(pattern, full, text, flags=re.I)
    text = _drop_asides(_CUT_WORD.sub("", _HESITATIONS.sub(_hesitated, f" {text} ").strip()))
    text = _say_once(text)
    text = _drop_openers(text)
    text = _TAG_QUESTIONS.sub(".", text)
    return finish(text)


def clean_notation(text: str) -> str:
    """Take out marks of noise, and write "it 's" and "close - talk" of transcripts for research as usual."""
    text = _NOISE.sub(" ", text.replace("’", "'").replace("‘", "'"))
    text = re.sub(r"\s+(?=[,.?!;:%]|(?:'(?:s|re|ve|ll|d|m)|n't)\b)", "", text)
    return " ".join(re.sub(r"(?<=\w)\s-\s(?=\w)", "-", text).split())


def finish(text: str) -> str:
    """Give a sentence its capital, its full stop and single spaces; a quotation mark without its pair goes."""
    text = _without_lone_quote(re.sub(r"\s+", " ", text))
    text = re.sub(r"\s+([,.?!;:])", r"\1", text)
    text = re.sub(r"[,;:—–-]+(?=\s*(?:[.?!…]|$))", "", text)
    text = re.sub(r"([,;])(?:\s*[,;])+", r"\1", text).strip(" ,;:—–-…").lstrip("!?. ")
    if not re.search(r"\w", text):
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!\"'”" else text + "."


def _without_lone_quote(text: str) -> str:
    """Drop the mark of a quotation that began before the sentence or goes on after it."""
    if text.count("“") + text.count("”") == 1:
        text = text.replace("“", "").replace("”", "")
    marks = [one.start() for one in re.finditer(r'(?<!\d)"', text)]
    if len(marks) % 2 == 0:
        return text
    closes_first = marks[0] > 0 and text[marks[0] - 1] != " "
    lone = marks[0] if closes_first else marks[-1]
    return text[:lone] + text[lone + 1 :]


def _hesitated(found: re.Match[str]) -> str:
    """Keep the end of a sentence that ends in a hesitation: "It's only open, um. I'm in town on Thursday."."""
    goes_on = found.string[found.end() : found.end() + 1].isupper()
    return ". " if found.start() > 1 and goes_on and _ENDS_SENTENCE.search(found[0]) else " "


def _drop_asides(text: str) -> str:
    previous = ""
    while previous != text:
        previous = text
        text = _ASIDES.sub(" ", text).strip()
    return text


def _drop_openers(text: str) -> str:
    previous = ""
    while previous != text:
        previous = text
        text = _BARE_OPENERS.sub("", _OPENERS.sub("", text.lstrip(" ,;.…")))
    return text


def _say_once(text: str) -> str:
    def once(found: re.Match[str]) -> str:
        return found[0] if found[1].casefold() in _MEANT_TWICE or found[1].isdigit() else found[1]

    words = re.findall(r"[\w']+", text.casefold())
    if all(word not in words[at + 1 : at + 6] for at, word in enumerate(words)):
        return text  # the usual case, and the pattern is slow
    previous = ""
    while previous != text:
        previous = text
        text = _TWICE.sub(once, text)
    return text
