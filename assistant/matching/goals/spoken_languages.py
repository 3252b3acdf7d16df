"""Languages that a goal asks the mentor to speak."""

import re
from collections.abc import Iterator

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import MARK, NAME, Mention, mask_languages
from assistant.vocabulary.languages import language_code

_FILLER = (
    r"(?:\s+(?:some|good|fluent|fluently|decent|basic|a little|at least|either|both|native|passable|perfect|conversational|simple|their|my"
    r"|enough|a bit of|business|proper|also|only|to me|with me|together|the|ideally|preferably|really|well|spoken|my language|in|us))*"
)
_LIST = rf"{NAME}(?:\s*(?:,|/|\bor\b|\band\b|\bas well as\b|&)+\s*(?:(?:or|and|even|maybe|perhaps|at least|preferably|ideally|also|in|some|failing that,?)\s+)*{NAME})*"
_SPEAKS = re.compile(
    rf"\b(?P<verb>speaks?|spoke|speaking|speak to me in|fluent|proficient|comfortable|conversational|native|knows?|understands?|talks?|converse|converses"
    rf"|fluency|command of|knowledge of|at home|communicate|communicates|chat|chats|write|writes|explain|explains|mentors?|with (?:good|fluent|decent|some|solid|native|basic|conversational|perfect|proper)){_FILLER}\s+(?P<list>{_LIST})"
)
_SPEAKER = re.compile(
    rf"(?P<list>{_LIST})(?:[- ]language)?[- ](?:speak(?:er|ers|ing)|natives?|fluency|as (?:a|their) (?:first|native|second) language)\b(?P<after>\s+[a-z]+)?"
)
_IN = re.compile(rf"\bin\s+(?:either |simple |plain |my (?:own |native )?language,? )?(?P<list>{_LIST})")
_PREFER = re.compile(
    rf"\b(?:prefer|need|want|rather have|like|love|be)(?: to (?:use|have))? (?P<list>{_LIST})(?=\W*(?:$|[.,;!?]|please|if|because|since|and|but|ideally|preferably))"
)
_ONLY_MINE = re.compile(
    rf"\bi (?:can |really |unfortunately |sadly )*(?:only|just) (?:really |can )?(?:speak|know|understand|talk)\w*(?: \w+)? (?P<list>{_LIST})"
    rf"|\bmy only language is (?P<list2>{_LIST})|(?P<list3>{_LIST}) is (?:my only|the only) language"
    rf"|\bi(?:'m| am|'d be| would be|'d feel| would feel| feel|'d) (?:much |far |most |more |only |really |a lot |so much )*(?:safer|happier|better|clearer|braver|quicker|freer|funnier|stronger|calmer|comfortable|confident|at ease|myself|relaxed)"
    rf" (?:speaking |talking |when i speak |in |with |if we speak )+(?P<list4>{_LIST})"
    rf"|\b(?:better|easier|safer|nicer) in (?P<list5>{_LIST})"
)
_MEET_IN = re.compile(
    r"\b(?:talk|speak|chat|meet|discuss|conversations?|sessions?|meetings?|calls?|explain|do this|do it|do that|mentor|mentored|communicate|help|advice"
    r"|write|have this|happen|be|work|converse|hold|held|guidance|messages?|chats?|conduct|express myself|one)\b[^.;]{0,60}$"
)
_MODAL = re.compile(
    r"\b(?:can|could|would|'d|must|need|prefer|want|like|has to|have to|please|let's|only|should|able|ideally|preferably|hope|hopefully|willing|who|mentor|someone|somebody|needs|rather|love)\b"
)
_SUBJECT = re.compile(
    r"\b(?:(?P<mentor>who|that|someone|somebody|anyone|anybody|mentors?|they|you|person|people|must|should|ideally|preferably|also|if)|(?P<other>i|we|he|she|my \w+|our \w+|his|her|i'm|i've|we're))\b"
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
_LEARNING = re.compile(
    r"\b(?:learn|learning|learnt|study|studying|studied|improve|improving|teach|teaches|teaching|taught|translat\w+|practi[sc]e|practi[sc]ing|pass|class|classes|lessons?|course|exam|interview|novels?|books?|published|songs?|degree)\b[^.;]*$"
)
_FRAGMENT = re.compile(
    rf"^\W*(?:(?:and|or|but|in|also|so|then|maybe|perhaps|even|plus|just|only|please|some|fluent|native|ideally|preferably|hopefully|at least|must be"
    rf"|either|with|for me|me|a|bonus|points|for|is|it|has to be|must|be|best|better)\s+)*"
    rf"(?P<list>{_LIST})(?:\W*$|\W+(?:would|is|are|'d|will|please|only|if|works?|suits?|preferred|speakers?|speaking|ideally|preferably|wanted|needed"
    rf"|required|as well|at least|too|essential|fluency|or|for me|pls|thanks|because|since|so|most|language|hopefully|and ideally)\b.*)$"
)
_SPELT = re.compile(r"\b(?:speaks?|speaking|fluent in)\s+(?P<word>[a-z]{5,})\b")


_AT_EASE = re.compile(
    r"i(?:'d| would)? feel |i(?:'d| would) be |i(?:'m| am) (?:much |far |a lot |more )|(?:better|easier|safer|nicer) in "
)
"""What the asker is happier with is a wish: "I'd feel safer in Arabic"."""


def read_languages(goal: GoalText) -> Iterator[Constraint]:
    """Find the languages asked of the mentor or the meetings; what the asker or others speak asks nothing."""
    masked = mask_languages(goal.text, goal.lower)
    seen: set[int] = set()
    for match, group in _matches(goal, masked.text):
        for mention in masked.within(*match.span(group)):
            if (
                mention.start in seen
                or goal.lower[mention.end :].startswith(" america")
                or _describes(goal, mention)
                or is_negated(goal, mention.start, mention.end)
            ):
                continue
            seen.add(mention.start)
            yield _constraint(goal, mention.value, min(match.start(), mention.start), mention)
    yield from _misspelt(goal, masked.text)


def _constraint(goal: GoalText, code: str, start: int, mention: Mention) -> Constraint:
    hard = is_hard(goal, mention.start, mention.end) and not _AT_EASE.match(goal.lower, start)
    return Constraint(ConstraintKind.LANGUAGE, code, hard, start, mention.end)


def _matches(goal: GoalText, masked: str) -> Iterator[tuple[re.Match[str], str]]:
    if MARK not in masked:
        return
    for match in _ONLY_MINE.finditer(masked):
        yield match, next(name for name in ("list", "list2", "list3", "list4", "list5") if match[name])
    for match in _SPEAKS.finditer(masked):
        if _asked_of_mentor(goal, match.start()):
            yield match, "list"
    for match in _PREFER.finditer(masked):
        if goal.is_request(match.start()):
            yield match, "list"
    for match in _SPEAKER.finditer(masked):
        after = (match["after"] or "").strip()
        noun = goal.token_at(match.start("after") + 1) if after else None
        foreign = noun is not None and noun.pos in {"NOUN", "PROPN"} and after not in _OWN_NOUNS
        if not foreign and goal.is_request(match.start()) or after in {"mentor", "mentors", "person"}:
            yield match, "list"
    for match in _IN.finditer(masked):
        first = goal.segment_at(match.start()).start
        before = masked[first : match.start()]
        if (
            goal.is_request(match.start())
            and _MEET_IN.search(before)
            and _MODAL.search(before)
            and not _LEARNING.search(before)
        ):
            yield match, "list"
    for segment in goal.segments:
        if segment.mood is not Mood.STORY:
            match_ = _FRAGMENT.match(masked[segment.start : segment.end])
            if match_ and (found := re.compile(re.escape(match_["list"])).search(masked, segment.start, segment.end)):
                yield _Whole(found), "list"


class _Whole:
    """A match whose only group is the whole of it."""

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match

    def start(self, group: str | int = 0) -> int:
        return self._match.start()

    def span(self, group: str | int = 0) -> tuple[int, int]:
        return self._match.span()


def _asked_of_mentor(goal: GoalText, position: int) -> bool:
    """Judge by the nearest subject before a verb of speaking: "someone who speaks", not "I speak" or "my patients speak"."""
    first, _ = goal.sentence_at(position)
    before = goal.lower[first:position]
    if re.search(
        r"\b(?:can|could|would|'d|want|like|love|prefer|need|rather|must|only|let's|we) (?:we |to |only |really |rather |like to |love to |prefer to |have to )*$|\b(?:needs?|has|have|must|should|ought|able|willing|happy) (?:to )?(?:also |really |be able to )*$",
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
