"""A session from left to right: its topics, its moments, who talked; and the same as a table."""

from collections.abc import Callable, Collection, Iterable, Sequence

from assistant.domain.report import Cast, Moment, Party, SessionReport, Topic
from assistant.domain.transcript import Timing, Transcript
from assistant.ui.markup import attributes, data_table, escape, table_row
from assistant.ui.session_words import ICONS, MOMENTS, PARTIES, clock, counted, known, place_words, span_words

BINS = 60
"""Bars of the talk, of equal width."""
_TIMED = {Timing.CUE, Timing.START_ONLY}
_HEIGHT = 26
_ROW_PX = 30
_CLOSE = 0.08
"""Moments closer than this share of the width stand below each other: on a phone that is the width of one."""
MOST_ROWS = 3
Place = Callable[[int], float]
"""Where an utterance begins, 0 to 1; the number of utterances is the end."""


def places_of(transcript: Transcript) -> Place:
    """Say how far through the session an utterance begins: by time where each has one, else by words said before."""
    if transcript.timing in _TIMED and transcript.duration_s:
        starts = [one.start_s or 0.0 for one in transcript.utterances]
        first, length = starts[0], transcript.duration_s
        at = [(start - first) / length for start in starts] + [1.0]
    else:
        total, said, at = max(transcript.word_count, 1), 0, []
        for one in transcript.utterances:
            at.append(said / total)
            said += one.word_count
        at.append(1.0)
    return lambda index: min(max(at[min(index, len(at) - 1)], 0.0), 1.0)


def timeline(report: SessionReport, transcript: Transcript, cast: Cast) -> str:
    """Draw a session; an empty one gives nothing."""
    if not transcript.utterances:
        return ""
    place = places_of(transcript)
    lanes = (
        ("Topics", _topic_lane(report.topics, transcript, place)),
        ("Moments", _moment_lane(report.moments, transcript, place)),
        *_talk_lanes(transcript, cast, place),
    )
    drawn = "".join(
        f'<div class="rp-lane"><span class="rp-lane-name">{escape(name)}</span>{lane}</div>'
        for name, lane in lanes
        if lane
    )
    return (
        f'<section class="rp-timeline" aria-label="Timeline"><h3>From start to end</h3>{drawn}{_axis(transcript)}'
        f"<details><summary>The same as a table</summary>{_tables(report, transcript, cast)}</details></section>"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def _topic_lane(topics: Sequence[Topic], transcript: Transcript, place: Place) -> str:
    parts = []
    for at, one in enumerate(topics):
        left, right = place(one.first), place(one.last + 1)
        where = attributes(
            type="button",
            class_=f"rp-band rp-band-{at % 2}",
            style=f"left:{_percent(left)};width:{_percent(max(right - left, 0.01))}",
            data_ev=" ".join(map(str, range(one.first, one.last + 1))),
            title=one.title,
            aria_label=f"Topic {at + 1}: {one.title}, {span_words(transcript, one.first, one.last)}: show the words",
        )
        parts.append(f"<button{where}><b>{at + 1}</b> {escape(one.title)}</button>")
    return f'<div class="rp-track rp-track-topics">{"".join(parts)}</div>' if parts else ""


def _moment_lane(moments: Sequence[Moment], transcript: Transcript, place: Place) -> str:
    shown = [(one, known(transcript, one.evidence)) for one in moments]
    shown = sorted(((one, there) for one, there in shown if there), key=lambda pair: pair[1])
    rows = rows_of([place(there[0]) for _, there in shown])
    dots = "".join(
        _dot(one, there, transcript, place(there[0]), row) for (one, there), row in zip(shown, rows, strict=True)
    )
    height = f"height:{_ROW_PX * (max(rows) + 1) + 2}px" if rows else ""
    return f'<div class="rp-track rp-track-moments" style="{height}">{dots}</div>' if dots else ""


def rows_of(places: Sequence[float]) -> list[int]:
    """Spread what is close together over up to `MOST_ROWS` rows; `places` are in order, 0 to 1."""
    last = [-1.0] * MOST_ROWS
    rows = []
    for at in places:
        free = [row for row, before in enumerate(last) if at - before >= _CLOSE]
        row = free[0] if free else min(range(MOST_ROWS), key=lambda one: last[one])
        last[row] = at
        rows.append(row)
    return rows


def _dot(one: Moment, there: Sequence[int], transcript: Transcript, at: float, row: int) -> str:
    where = attributes(
        type="button",
        class_=f"rp-dot rp-moment-{one.kind}",
        style=f"left:clamp(13px, {_percent(at)}, calc(100% - 13px));top:{_ROW_PX * row}px",
        data_ev=" ".join(map(str, there)),
        title=f"{MOMENTS[one.kind]}: {one.text}",
        aria_label=f"{MOMENTS[one.kind]}, {place_words(transcript, there[0])}: {one.text}: show the words",
    )
    return f"<button{where}><span aria-hidden=true>{ICONS[one.kind]}</span></button>"


def _talk_lanes(transcript: Transcript, cast: Cast, place: Place) -> list[tuple[str, str]]:
    lanes = []
    for party in (Party.MENTOR, Party.MENTEE):
        heights = talk_bins(transcript, place, {one.speaker for one in cast.roles if one.party is party})
        if any(heights):
            lanes.append((f"{PARTIES[party]} talks", _bars(heights, f"rp-talk-{party}")))
    return lanes


def talk_bins(transcript: Transcript, place: Place, speakers: Collection[str], bins: int = BINS) -> list[float]:
    """Share of the words said in each of `bins` equal stretches that belongs to some speakers, 0 to 1."""
    own, total = [0.0] * bins, [0.0] * bins
    for one in transcript.utterances:
        first = min(int(place(one.index) * bins), bins - 1)
        last = min(max(int(place(one.index + 1) * bins), first + 1), bins)
        for at in range(first, last):
            share = one.word_count / (last - first)
            total[at] += share
            own[at] += share if one.speaker in speakers else 0.0
    return [mine / every if every else 0.0 for mine, every in zip(own, total, strict=True)]


def _bars(heights: Sequence[float], look: str) -> str:
    bars = "".join(
        f'<rect x="{at}" y="{_HEIGHT * (1 - height):.1f}" width=".8" height="{_HEIGHT * height:.1f}"/>'
        for at, height in enumerate(heights)
        if height
    )
    size = f'viewBox="0 0 {len(heights)} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="rp-talk {look}" {size}>{bars}</svg>'


def _axis(transcript: Transcript) -> str:
    if transcript.timing in _TIMED and transcript.duration_s:
        first = transcript.utterances[0].start_s or 0.0
        words = [clock(first + transcript.duration_s * part / 4) for part in range(5)]
    else:
        words = [place_words(transcript, 0), place_words(transcript, len(transcript.utterances) - 1)]
    return f'<div class="rp-axis" aria-hidden="true">{"".join(f"<span>{one}</span>" for one in words)}</div>'


def _tables(report: SessionReport, transcript: Transcript, cast: Cast) -> str:
    topics = _rows(
        (escape(one.title), span_words(transcript, one.first, one.last), _share(one, transcript, cast))
        for one in report.topics
    )
    moments = _rows(
        (MOMENTS[one.kind], place_words(transcript, known(transcript, one.evidence)[0]), escape(one.text))
        for one in report.moments
        if known(transcript, one.evidence)
    )
    talk = _rows(
        (PARTIES[party], counted(words, "word"), f"{round(100 * words / max(transcript.word_count, 1))} %")
        for party, words in _words_by_party(transcript, cast).items()
    )
    tables = (
        (("Topic", "When", "Who talked"), topics, "Topics"),
        (("Moment", "When", "Words"), moments, "Moments"),
        (("Side", "Words", "Share"), talk, "Talk"),
    )
    return "".join(data_table(heads, rows, label) for heads, rows, label in tables if rows)


def _rows(cells: Iterable[tuple[str, ...]]) -> str:
    return "".join(table_row(*row) for row in cells)


def _share(topic: Topic, transcript: Transcript, cast: Cast) -> str:
    within = transcript.utterances[topic.first : topic.last + 1]
    total = sum(one.word_count for one in within) or 1
    parts = []
    for party in (Party.MENTOR, Party.MENTEE):
        words = sum(one.word_count for one in within if cast.party_of(one.speaker) is party)
        if words:
            parts.append(f"{PARTIES[party]} {round(100 * words / total)} %")
    return ", ".join(parts) or "not known"


def _words_by_party(transcript: Transcript, cast: Cast) -> dict[Party, int]:
    counts: dict[Party, int] = {}
    for speaker, words in transcript.words_by_speaker().items():
        party = cast.party_of(speaker)
        if party is not None:
            counts[party] = counts.get(party, 0) + words
    return counts
