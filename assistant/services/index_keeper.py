"""Keeps the indexes in step with the database, which is the truth: what is missing, damaged or old is made again."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.domain.people import Mentor
from assistant.domain.search import Passage
from assistant.engines.protocols import Embedder, Progress, Stop, Stopped
from assistant.errors import IndexOutOfDate
from assistant.matching.corpus import Corpus, build_corpus
from assistant.matching.goal_map import GoalMap
from assistant.matching.ranking import Ranker
from assistant.services.passage_indexes import PassageIndexes
from assistant.storage import Store

EMBED_AT_ONCE = 8192
AT_ONCE_IN_SEARCH = 256
"""Passages without a vector that a search embeds itself, rather than answer without them: about half a second."""


class Roster:
    """Mentors by id, read once each: what a snapshot knows of people."""

    def __init__(self, find: Callable[[list[str]], dict[str, Mentor]]) -> None:
        self._find = find
        self._known: dict[str, Mentor] = {}

    def find(self, ids: list[str]) -> dict[str, Mentor]:
        """Find mentors; ids that are gone are left out."""
        unknown = [one for one in ids if one not in self._known]
        if unknown:
            self._known.update(self._find(unknown))
        return {one: self._known[one] for one in ids if one in self._known}


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What a search works on from start to end, whatever is written meanwhile."""

    generation: int
    corpus: Corpus
    ranker: Ranker
    roster: Roster


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What was done to be up to date."""

    embedded: int
    added: int
    removed: int


class Phase(StrEnum):
    """What the keeper is doing."""

    CLOSED = "closed"
    OPENING = "opening"
    INDEXING = "indexing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the keeper is: `done` of `total` passages have a vector."""

    phase: Phase
    done: int = 0
    total: int = 0
    reason: str = ""


class IndexKeeper:
    """One dense and one lexical index for one database; many threads search while one catches up."""

    def __init__(self, store: Store, embedder: Embedder, folder: Path, goal_map: GoalMap | None = None) -> None:
        self._store = store
        self._embedder = embedder
        self._folder = folder
        self._goal_map = goal_map
        self._writing = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._indexes: PassageIndexes | None = None
        self.readiness = Readiness(Phase.CLOSED)

    def snapshot(self) -> Snapshot:
        """Give what is searchable now, opening the index files at first use.

        What another process wrote since is taken in first where it is little; much of it is taken in by `catch_up`,
        and until then the search goes on with what there was.
        """
        current = self._snapshot
        if current is not None and (current.generation == self._store.generation() or self._is_far_behind()):
            return current
        self.catch_up()
        if self._snapshot is None:
            raise IndexOutOfDate("The index could not be opened.", "Run: rapport doctor")
        return self._snapshot

    def passages(self, ids: list[int]) -> dict[int, Passage]:
        """Read passages by id; ids that are gone are left out."""
        return self._store.passages.rows(ids)

    def _is_far_behind(self) -> bool:
        if self._writing.locked():
            return True
        return len(self._store.passages.pending(str(self._embedder.identity), AT_ONCE_IN_SEARCH)) == AT_ONCE_IN_SEARCH

    def catch_up(self, *, progress: Progress | None = None, stop: Stop | None = None) -> CatchUp:
        """Embed what has no vector, bring both indexes in step with the database, and save them.

        Raises:
            Stopped: `stop` said so; what was embedded is kept, and the next call goes on from there.
        """
        with self._writing:
            try:
                return self._catch_up(progress, stop)
            except Stopped:
                raise
            except Exception as error:
                self.readiness = Readiness(Phase.FAILED, reason=str(error))
                raise

    def _catch_up(self, progress: Progress | None, stop: Stop | None) -> CatchUp:
        if self._indexes is None:
            self.readiness = Readiness(Phase.OPENING)
            self._indexes = PassageIndexes(self._store, self._embedder, self._folder)
        generation = self._store.generation()
        if self._snapshot is not None and self._snapshot.generation == generation:
            return CatchUp(0, 0, 0)
        embedded = self._embed_pending(progress, stop)
        added, removed = self._indexes.synchronise()
        self._publish(generation, self._indexes)
        return CatchUp(embedded, added, removed)

    def _embed_pending(self, progress: Progress | None, stop: Stop | None) -> int:
        identity = str(self._embedder.identity)
        total = self._store.passages.count()
        done = after = 0
        while batch := self._store.passages.pending(identity, EMBED_AT_ONCE, after_id=after):
            self.readiness = Readiness(Phase.INDEXING, done, total)
            self._embedder.embed([passage.ranking_text for passage in batch], stop=stop)
            done += len(batch)
            after = batch[-1].id
            if progress is not None:
                progress(done, max(total, done))
        return done

    def _publish(self, generation: int, indexes: PassageIndexes) -> None:
        table = self._store.passages.all_rows()
        corpus = build_corpus(table.mentor_ids, table.ids, table.mentor_index, table.kind_index)
        ranker = Ranker(self._embedder, indexes.dense, indexes.lexical, corpus, goal_map=self._goal_map)
        self._snapshot = Snapshot(generation, corpus, ranker, Roster(self._store.mentors.find))
        self.readiness = Readiness(Phase.READY, len(corpus.passage_ids), len(corpus.passage_ids))
