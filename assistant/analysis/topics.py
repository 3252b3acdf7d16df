"""What a session was about, topic by topic: title, span of time, gist and key points."""

from collections import Counter

from assistant.analysis.conversation import Conversation
from assistant.analysis.key_points import Digest, choose, digest, make_line
from assistant.analysis.salience import SalienceModel, load_salience
from assistant.analysis.segmentation import find_segments
from assistant.analysis.spoken_words import stems_of
from assistant.analysis.topic_titles import make_title
from assistant.domain.report import Topic

_WORDS_PER_POINT = 130
_FEWEST_POINTS, _MOST_POINTS = 1, 5
_WORDS_IN_A_LINE = 20


def find_topics(
    conversation: Conversation, found: Digest | None = None, model: SalienceModel | None = None
) -> tuple[Topic, ...]:
    """Find what a session was about.

    Args:
        conversation: What was said.
        found: Its digest, where it was made before.
        model: What is learnt of notes; the one that ships with Rapport by default.

    Returns:
        In order and without gaps between their first and last utterances; more the longer the session is, and none for
        a chat of a few lines. Every line names its utterances.
    """
    model = model or load_salience()
    found = found or digest(conversation, model)
    segments = find_segments(found.units, found.vectors)
    starts = [0, *(found.units[first].evidence[0] for first, _ in segments[1:])]
    ends = [*(max(start - 1, 0) for start in starts[1:]), len(conversation.transcript.utterances) - 1]
    topics = [
        _topic(conversation, found, model, segment, (start, max(start, end)))
        for segment, start, end in zip(segments, starts, ends, strict=False)
    ]
    return tuple(topic for topic in topics if topic is not None)


def _topic(
    conversation: Conversation, found: Digest, model: SalienceModel, segment: tuple[int, int], span: tuple[int, int]
) -> Topic | None:
    inside = range(segment[0], segment[1] + 1)
    words = sum(len(found.units[at].stems) for at in inside)
    points = max(_FEWEST_POINTS, min(_MOST_POINTS, round(words / _WORDS_PER_POINT)))
    chosen = choose(found, _WORDS_IN_A_LINE * (points + 1), among=inside, most=points + 1)
    if not chosen:
        return None
    spoken = conversation.transcript.utterances[span[0] : span[1] + 1]
    last = spoken[-1]
    return Topic(
        title=_title(conversation, found, model, segment),
        first=span[0],
        last=span[1],
        start_s=spoken[0].start_s,
        end_s=last.start_s if last.end_s is None else last.end_s,
        gist=make_line(conversation, found, chosen[0]),
        key_points=tuple(make_line(conversation, found, at) for at in sorted(chosen[1:])),
    )


def _title(conversation: Conversation, found: Digest, model: SalienceModel, segment: tuple[int, int]) -> str:
    inside = range(segment[0], segment[1] + 1)
    rest = Counter(one for at, unit in enumerate(found.units) if at not in inside for one in unit.stems)
    ranked = sorted(inside, key=lambda at: (-found.salience[at], at))
    roles = conversation.cast.roles
    names = {one for role in roles for one in stems_of(f"{role.speaker} {role.name}")}
    names |= {one for speaker in conversation.transcript.speakers for one in stems_of(speaker)}
    return make_title([found.units[at] for at in ranked], rest, model.words, conversation.linguist, names)
