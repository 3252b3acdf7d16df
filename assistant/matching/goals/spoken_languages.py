"""Languages that a goal asks the mentor to speak."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import MARK, NAME, Mention, mask_languages
from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.languages import language_code

_FILLER = (
    r"(?:\s+(?:some|good|fluent|fluently|decent|basic|a little|at least|either|both|native|passable|perfect"
    r"|conversational|simple|their|my"
    r"|enough|a bit of|business|proper|also|only|to me|with me|together|the|ideally|preferably|really|well|spoken"
    r"|my language|in|us))*"
)
_LIST = (
    rf"{NAME}(?:\s*(?:,|/|\bor\b|\band\b|\bas well as\b|&)+\s*(?:(?:or|and|even|maybe|perhaps|at least|preferably"
    rf"|ideally|also|in|some|failing that,?)\s+)*{NAME})*"
)
_SPEAKS = LazyPattern(
    rf"\b(?P<verb>(?:native )?speakers? of|speaks?|spoke|speaking|speak to me in|fluent|proficient|comfortable"
    rf"|conversational"
    rf"|native|knows?"
    rf"|understands?|talks?|converse|converses"
    rf"|fluency|command of|knowledge of|at home|communicate|communicates|chat|chats|write|writes|explain|explains"
    rf"|mentors?|with (?:good|fluent|decent|some|solid|native|basic|conversational|perfect"
    rf"|proper)){_FILLER}\s+(?P<list>{_LIST})"
)
_SPEAKER = LazyPattern(
    rf"(?P<list>{_LIST})(?:[- ]language)?[- ](?:speak(?:er|ers|ing)|natives?|fluency|as (?:a|their) (?:first|native"
    rf"|second) language)\b(?P<after>\s+[a-z]+)?"
)
_IN = LazyPattern(rf"\bin\s+(?:either |simple |plain |my (?:own |native )?language,? )?(?P<list>{_LIST})")
_PREFER = LazyPattern(
    rf"\b(?:prefer|need|want|rather have|like|love|be)(?: to (?:use|have))? (?P<list>{_LIST})(?=\W*(?:$|[.,;!?]"
    rf"|please|if|because|since|and|but|ideally|preferably))"
)
_ONLY_MINE = LazyPattern(
    rf"\bi (?:can |really |unfortunately |sadly )*(?:only|just) (?:really |can )?(?:speak|know|understand"
    rf"|talk)\w*(?: \w+)? (?P<list>{_LIST})"
    rf"|\bmy only language is (?P<list2>{_LIST})|(?P<list3>{_LIST}) is (?:my only|the only) language"
    rf"|\bi(?:'m| am|'d be| would be|'d feel| would feel| feel|'d) (?:much |far |most |more |only |really |a lot "
    rf"|so much )*(?:safer|happier|better|clearer|braver|quicker|freer|funnier|stronger|calmer|comfortable"
    rf"|confident|at ease|myself|relaxed)"
    rf" (?:speaking |talking |when i speak |in |with |if we speak )+(?P<list4>{_LIST})"
    rf"|\b(?:better|easier|safer|nicer) in (?P<list5>{_LIST})"
)
_MEET_IN = LazyPattern(
    r"\b(?:talk|speak|chat|meet|discuss|conversations?|sessions?|meetings?|calls?|explain|do this|do it|do that"
    r"|mentor|mentored|communicate|help|advice"
    r"|write|have this|happen|be|work|converse|hold|held|guidance|messages?|chats?|conduct|express myself"
    r"|one)\b[^.;]{0,60}$"
)
_MODAL = LazyPattern(
    r"\b(?:can|could|would|'d|must|need|prefer|want|like|has to|have to|please|let's|only|should|able|ideally"
    r"|preferably|hope|hopefully|willing|who|mentor|someone|somebody|needs|rather|love)\b"
)
_SUBJECT = LazyPattern(
    r"\b(?:(?P<mentor>who|that|someone|somebody|anyone|anybody|mentors?|they|you|person|people|must|should|ideally"
    r"|preferably|also|if)|(?P<other>i|we|he|she|my \w+|our \w+|his|her|i'm|i've|we're))\b"
)
_OWN_NOUNS = frozenset(
    {
        "speaker",
        "speakers",
        "native",
        "language",
        "skill",
        "skills",
        "mentor",
        "person",
        "fluency",
        "mentors",
        "please",
        "one",
    }
)
_LEARNING = LazyPattern(
    r"\b(?:learn|learning|learnt|study|studying|studied|improve|improving|teach|teaches|teaching|taught|translat\w+"
    r"|practi[sc]e|practi[sc]ing|pass|class|classes|lessons?|course|exam|interview|novels?|books?|published|songs?"
    r"|degree)\b[^.;]*$"
)
_FRAGMENT = LazyPattern(
    rf"^\W*(?:(?:and|or|but|in|also|so|then|maybe|perhaps|even|plus|just|only|please|some|fluent|native|ideally"
    rf"|preferably|hopefully|at least|must be"
    rf"|either|with|for me|me|a|bonus|points|for|is|it|has to be|must|be|best|better)\s+)*"
    rf"(?P<list>{_LIST})(?:\W*$|\W+(?:would|is|are|'d|will|please|only|if|works?|suits?|preferred|speakers?"
    rf"|speaking|ideally|preferably|wanted|needed"
    rf"|required|as well|at least|too|essential|fluency|or|for me|pls|thanks|because|since|so|most|language"
    rf"|hopefully|and ideally)\b.*)$"
)
_SPELT = LazyPattern(r"\b(?:speaks?|speaking|fluent in)\s+(?P<word>[a-z]{5,})\b")


_AT_EASE = LazyPattern(
    r"i(?:'d| would)? feel |i(?:'d| would) be |i(?:'m| am) (?:much |far |a lot |more )|(?:better|easier|safer"
    r"|nicer) in "
)
"""What the asker is happier with is a wish: "I'd feel safer in Arabic"."""


def read_languages(goal: GoalText) -> Iterator[Constraint]:
    """Find the languages asked of the mentor or the meetings; what the asker or others speak asks nothing."""
    masked = mask_languages(goal.text, goal.lower)
    seen: set[int] = set()
    for said in _sayings(goal, masked.text) if MARK in masked.text else ():
        for mention in masked.within(said.first, said.last):
            american = goal.lower[mention.end :].startswith(" america")
            if (
                mention.start in seen
                or american
                or _describes(goal, mention)
                or is_negated(goal, mention.start, mention.end)
            ):
                continue
            seen.add(mention.start)
            yield _constraint(goal, mention.value, min(said.start, mention.start), mention)
    yield from _misspelt(goal, masked.text)


def _constraint(goal: GoalText, code: str, start: int, mention: Mention) -> Constraint:
    hard = is_hard(goal, mention.start, mention.end) and not _AT_EASE.match(goal.lower, start)
    return Constraint(ConstraintKind.LANGUAGE, code, hard, start, mention.end)


@dataclass(frozen=True, slots=True)
class _Saying:
    """Where a phrase starts, and the stretch `first` to `last` that names its languages."""

    start: int
    first: int
    last: int


def _sayings(goal: GoalText, masked: str) -> Iterator[_Saying]:
    for match in _ONLY_MINE.finditer(masked):
        yield _saying(match, next(name for name, said in match.groupdict().items() if said))
    for match in _SPEAKS.finditer(masked):
        if _asked_of_mentor(goal, match.start()):
            yield _saying(match)
    for match in _PREFER.finditer(masked):
        if goal.is_request(match.start()):
            yield _saying(match)
    for match in _SPEAKER.finditer(masked):
        if _is_of_person(goal, match):
            yield _saying(match)
    for match in _IN.finditer(masked):
        before = masked[goal.segment_at(match.start()).start : match.start()]
        asked = goal.is_request(match.start()) and _MODAL.search(before) and not _LEARNING.search(before)
        if asked and _MEET_IN.search(before):
            yield _saying(match)
    for segment in goal.segments:
        found = _FRAGMENT.match(masked[segment.start : segment.end]) if segment.mood is not Mood.STORY else None
        if found:
            first, last = found.span("list")
            yield _Saying(segment.start + first, segment.start + first, segment.start + last)


def _saying(match: re.Match[str], group: str = "list") -> _Saying:
    return _Saying(match.start(), *match.span(group))


def _is_of_person(goal: GoalText, match: re.Match[str]) -> bool:
    """Say whether "German-speaking" is said of the mentor: "German-speaking clients" is not."""
    after = (match["after"] or "").strip()
    if after in {"mentor", "mentors", "person"}:
        return True
    noun = goal.token_at(match.start("after") + 1) if after else None
    foreign = noun is not None and noun.pos in {"NOUN", "PROPN"} and after not in _OWN_NOUNS
    return not foreign and goal.is_request(match.start())


def _asked_of_mentor(goal: GoalText, position: int) -> bool:
    """Judge by the nearest subject before a verb of speaking.

    "someone who speaks", not "I speak" or "my patients speak".
    """
    first, _ = goal.sentence_at(position)
    before = goal.lower[first:position]
    if re.search(
        r"\b(?:can|could|would|'d|want|like|love|prefer|need|rather|must|only|let's|we) (?:we |to |only |really "
        r"|rather |like to |love to |prefer to |have to )*$|\b(?:needs?|has|have|must|should|ought|able|willing"
        r"|happy) (?:to )?(?:also |really |be able to )*$",
        before,
    ) and goal.is_request(position):
        return True
    subjects = list(_SUBJECT.finditer(before))
    if subjects and subjects[-1]["other"]:
        return False
    return goal.is_request(position) and not _LEARNING.search(before[-40:])


def _describes(goal: GoalText, mention: Mention) -> bool:
    """Say whether the word only describes another noun: "German clients"."""
    token = goal.token_at(mention.end - 1)
    if token is None or token.dep not in {"amod", "compound", "nmod"}:
        return False
    head = goal.parsed.tokens[token.head]
    between = goal.text[mention.end : head.start]
    return (
        head.start > mention.end
        and between.strip(" ") == ""
        and head.pos == "NOUN"
        and head.lemma.lower() not in _OWN_NOUNS
        and goal.lower[mention.end :].lstrip(" -")[:5] != "speak"
    )


def _misspelt(goal: GoalText, masked: str) -> Iterator[Constraint]:
    """Guess at an unknown word only where a language must stand."""
    for match in _SPELT.finditer(masked):
        code = language_code(match["word"])
        if code and _asked_of_mentor(goal, match.start()) and not is_negated(goal, match.start(), match.end()):
            hard = is_hard(goal, match.start(), match.end())
            yield Constraint(ConstraintKind.LANGUAGE, code, hard, match.start(), match.end())
