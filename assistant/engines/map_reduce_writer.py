"""A writer around any model that fits only some text: each topic in pieces, then the topics together.

Nothing is cut in silence: material is divided until it fits, a piece that the model fails on is divided again, and
where it still fails the extract of that piece stands, and is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.domain.report import Coverage, Evidence, Line
from assistant.engines.drafting import Drafter, DraftFailed, halve, show, split_to_fit
from assistant.engines.protocols import (
    LineCheck,
    ModelIdentity,
    Progress,
    Said,
    Stop,
    Stopped,
    WritePart,
    WriteRequest,
    Written,
)

_MOST_HALVINGS = 3
_MOST_ROUNDS = 4


class MapReduceWriter:
    """Writes with a model, line by line checked; see `Writer`.

    Args:
        drafter: The model.
    """

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter

    @property
    def identity(self) -> ModelIdentity:
        """The model's."""
        return self._drafter.identity

    def write(
        self, request: WriteRequest, *, check: LineCheck, progress: Progress | None = None, stop: Stop | None = None
    ) -> Written:
        """Write the lines of a request; see `Writer`."""
        work = _Work(self._drafter, check, stop)
        total = len(request.parts) + 1
        parts: list[tuple[Line, ...]] = []
        for part in request.parts:
            parts.append(work.write_part(part, request.part_lines))
            if progress is not None:
                progress(len(parts), total)
        overview = work.write_overview(parts, request)
        if progress is not None:
            progress(total, total)
        words = sum(_words(part.said) for part in request.parts)
        return Written(
            tuple(parts),
            overview,
            self.identity,
            Coverage(work.read_words, words),
            sum(line in work.standing for lines in (*parts, overview) for line in lines),
            work.replaced,
            tuple(dict.fromkeys(work.notices)),
        )


@dataclass(slots=True)
class _Work:
    """One request under way: what was counted, and whether the model still answers."""

    drafter: Drafter
    check: LineCheck
    stop: Stop | None
    read_words: int = 0
    replaced: int = 0
    is_gone: bool = False
    standing: set[Line] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)

    def write_part(self, part: WritePart, most_lines: int) -> tuple[Line, ...]:
        """Write one topic; without words there is nothing to write."""
        if not part.said:
            return part.extract
        lines: list[Line] = []
        for piece in split_to_fit(part.said, self.drafter.capacity(most_lines), self._cost):
            lines += self._write_piece(piece, part.extract, most_lines)
        return self._reduce(_distinct(lines), part.extract, most_lines)

    def write_overview(self, parts: Sequence[tuple[Line, ...]], request: WriteRequest) -> tuple[Line, ...]:
        """Write the whole from the lines of its parts; what only repeats the extract is not worth a question."""
        lines = _distinct([line for part in parts for line in part])
        if not lines:
            return request.overview
        return self._reduce(lines, request.overview, request.overview_lines, at_least_once=True)

    def _write_piece(
        self, piece: tuple[Said, ...], extract: tuple[Line, ...], most_lines: int, halvings: int = 0
    ) -> tuple[Line, ...]:
        own = _within(extract, {one.index for one in piece})
        drafted = self._draft(piece, most_lines, may_divide=halvings < _MOST_HALVINGS)
        if drafted is None:
            halves = halve(piece)
            if len(halves) == 1:
                self.replaced += len(own)
                return own
            return tuple(line for half in halves for line in self._write_piece(half, extract, most_lines, halvings + 1))
        if not drafted:
            self.replaced += len(own)
            return own
        self.read_words += _words(piece)
        known = {one.index for one in piece}
        return self._settle([_with_evidence_in(known, line) for line in drafted], own)

    def _draft(self, said: Sequence[Said], most_lines: int, *, may_divide: bool = False) -> tuple[Line, ...] | None:
        """Ask the model; no lines when it failed, None when a smaller question is worth a try."""
        if self.stop is not None and self.stop():
            raise Stopped
        if self.is_gone:
            return ()
        try:
            return self.drafter.draft(said, most_lines, self.stop)[:most_lines]
        except DraftFailed as failed:
            if failed.is_about_size and may_divide:
                return None
            self.is_gone = failed.is_final
            self.notices.append(f"The model {failed}; the extract stands where it did.")
            return ()

    def _settle(self, drafted: Sequence[Line], extract: Sequence[Line]) -> tuple[Line, ...]:
        """Keep the lines that are supported; each other one gives way to the line of the extract nearest to it."""
        spare, settled = list(extract), []
        for line in _distinct(drafted):
            if line.text and line.evidence and self.check(line):
                self.standing.add(line)
                settled.append(line)
                continue
            self.replaced += 1
            if spare:
                settled.append(spare.pop(_nearest(line.evidence, spare)))
        return tuple(sorted(_distinct(settled), key=lambda line: line.evidence))

    def _reduce(
        self, lines: tuple[Line, ...], extract: tuple[Line, ...], most_lines: int, *, at_least_once: bool = False
    ) -> tuple[Line, ...]:
        """Make few lines of many, in rounds; when that fails, the extract stands for all of them."""
        if len(lines) <= most_lines and not at_least_once:
            return lines
        if not self.standing.intersection(lines):  # these are lines of the extract, which is better as it stands
            return extract
        for _ in range(_MOST_ROUNDS):
            lines = self._reduce_once(lines, extract, most_lines)
            if len(lines) <= most_lines:
                break
        if 0 < len(lines) <= most_lines:
            return lines
        self.replaced += min(len(extract), most_lines)
        return extract

    def _reduce_once(self, lines: tuple[Line, ...], extract: tuple[Line, ...], most_lines: int) -> tuple[Line, ...]:
        material = [Said(at, "", line.text) for at, line in enumerate(lines)]
        reduced: list[Line] = []
        for piece in split_to_fit(material, self.drafter.capacity(most_lines), self._cost):
            drafted = self._draft(piece, most_lines) or ()
            sourced = [replace(line, evidence=_joined(line.evidence, lines)) for line in drafted]
            reduced += self._settle(sourced, _within(extract, set(_joined([one.index for one in piece], lines))))
        return _distinct(reduced)

    def _cost(self, one: Said) -> int:
        return self.drafter.count_tokens(f"[{one.index}] {show(one)}\n")


def _within(extract: Sequence[Line], indexes: set[int]) -> tuple[Line, ...]:
    return tuple(line for line in extract if indexes & set(line.evidence))


def _with_evidence_in(known: set[int], line: Line) -> Line:
    """A line that names what the model was not given has no evidence."""
    return line if known.issuperset(line.evidence) else replace(line, evidence=())


def _nearest(evidence: Evidence, lines: Sequence[Line]) -> int:
    """The line that shares most evidence, the first of several."""
    return max(range(len(lines)), key=lambda at: (len(set(evidence) & set(lines[at].evidence)), -at))


def _joined(places: Sequence[int], lines: Sequence[Line]) -> Evidence:
    """The evidence of all the lines that a line was made of; a place that is none makes it a line without evidence."""
    if not all(0 <= at < len(lines) for at in places):
        return ()
    return tuple(sorted({index for at in places for index in lines[at].evidence}))


def _distinct(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without lines that say the same in the same words."""
    return tuple({" ".join(line.text.casefold().split()): line for line in reversed(lines)}.values())[::-1]


def _words(said: Sequence[Said]) -> int:
    return sum(len(one.text.split()) for one in said)
