"""What somebody keeps of their searches, and make of several: saved searches, shortlist, team, similar goals."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from assistant.domain.access import Action, Actor, Resource, Role, may
from assistant.domain.people import Asker
from assistant.domain.search import Constraint, ConstraintKind, Match, Room, SearchOptions, Strength
from assistant.engines.protocols import Embedder, Matrix
from assistant.errors import InvalidInput, NotFound
from assistant.services.access import require
from assistant.services.search import SearchService
from assistant.storage import Store
from assistant.storage.searches import SavedSearch

WORTH_TELLING = frozenset({Strength.STRONG, Strength.GOOD})
MOST_SAVED = 50
MOST_GOALS = 8
SIMILAR = 0.4
"""Cosine from which two goals are called similar: our own choice."""
SIMILAR_THEME = 0.35
"""The same for a goal and a theme, which is a few words only."""
SEVERAL = 3
"""Other mentees it takes before anybody hears that there are some: fewer could be told by who they are."""


@dataclass(frozen=True, slots=True)
class SavedResult:
    """A saved search with the mentors who fit now and whom its owner has not seen yet."""

    id: str
    goal: str
    options: SearchOptions
    created_at: datetime
    new: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """One goal with the mentor proposed for it; None when nobody fits. `others` come next for the same goal."""

    goal: str
    match: Match | None
    others: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class SimilarGoal:
    """Another mentee's goal; `similarity` is a cosine, -1 to 1."""

    mentee_id: str
    goal: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Company:
    """Who is on a way like one's own, as far as the actor may know.

    Args:
        goals: Goals of others in their words: for staff alone.
        several: Whether at least `SEVERAL` others have such a goal; neither who nor how many.
        themes: What mentors helped with before that is like the goal, as their profiles say; most alike first.
    """

    goals: tuple[SimilarGoal, ...] = ()
    several: bool = False
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _GoalTable:
    """All goals of all mentees, with their vectors as rows; read anew when people have changed."""

    generation: int = -1
    owners: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    vectors: Matrix = field(default_factory=lambda: np.zeros((0, 0), np.float32))


class SavedSearchService:
    """Saved searches: each belongs to who saved it and is read by nobody else."""

    def __init__(self, store: Store, search: SearchService) -> None:
        self._store = store
        self._search = search

    def save(
        self, actor: Actor, goal: str, options: SearchOptions | None = None, *, asker: Asker | None = None
    ) -> SavedSearch:
        """Save a search; the mentors who fit now count as seen.

        Raises:
            InvalidInput: The goal is empty, or there are `MOST_SAVED` already.
        """
        require(actor, Action.SAVE_SEARCH)
        options = options or SearchOptions()
        if len(self._store.saved_searches.of_owner(actor.key)) >= MOST_SAVED:
            raise InvalidInput(f"There are {MOST_SAVED} saved searches already.", "Remove one first.")
        fitting = tuple(match.mentor_id for match in self._fitting(actor, goal, options, asker))
        saved = SavedSearch(uuid.uuid4().hex, actor.key, goal, _to_json(options), fitting, datetime.now(UTC))
        self._store.saved_searches.save(saved)
        return saved

    def list(self, actor: Actor, *, asker: Asker | None = None) -> list[SavedResult]:
        """List an actor's saved searches, newest first, each with who fits since it was last looked at."""
        return [self._result(actor, saved, asker) for saved in self._store.saved_searches.of_owner(actor.key)]

    def open(self, actor: Actor, search_id: str, *, asker: Asker | None = None) -> SavedResult:
        """Open one: what was new is seen from now on.

        Raises:
            NotFound: No such saved search of this actor's.
        """
        saved = self._own(actor, search_id)
        result = self._result(actor, saved, asker)
        seen = tuple(dict.fromkeys((*saved.seen, *(match.mentor_id for match in result.new))))
        self._store.saved_searches.save(replace(saved, seen=seen))
        return result

    def remove(self, actor: Actor, search_id: str) -> None:
        """Remove one.

        Raises:
            NotFound: No such saved search of this actor's.
        """
        self._store.saved_searches.delete([self._own(actor, search_id).id])

    def _own(self, actor: Actor, search_id: str) -> SavedSearch:
        saved = self._store.saved_searches.get(search_id)
        if saved is None or not may(actor, Action.READ_SAVED_SEARCH, Resource(owner_key=saved.owner_key)):
            raise NotFound("There is no such saved search.", "It may have been removed; open the list again.")
        return saved

    def _result(self, actor: Actor, saved: SavedSearch, asker: Asker | None) -> SavedResult:
        options = _from_json(saved.options)
        fitting = self._fitting(actor, saved.goal, options, asker)
        new = tuple(match for match in fitting if match.mentor_id not in saved.seen)
        return SavedResult(saved.id, saved.goal, options, saved.created_at, new)

    def _fitting(self, actor: Actor, goal: str, options: SearchOptions, asker: Asker | None) -> tuple[Match, ...]:
        answer = self._search.find_mentors(actor, goal, asker=asker, options=options)
        return tuple(match for match in answer.matches if match.strength in WORTH_TELLING)


class ShortlistService:
    """The mentors somebody has put aside to compare."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, actor: Actor) -> list[str]:
        """List mentor ids in the order they were added."""
        return self._store.shortlists.of_owner(actor.key)

    def add(self, actor: Actor, mentor_id: str) -> None:
        """Add a mentor.

        Raises:
            NotFound: There is no such mentor.
        """
        require(actor, Action.READ_MENTOR)
        if self._store.mentors.get(mentor_id) is None:
            raise NotFound(f"There is no mentor {mentor_id!r}.", "They may have left; search again.")
        self._store.shortlists.add(actor.key, mentor_id)

    def remove(self, actor: Actor, mentor_id: str) -> None:
        """Take a mentor off."""
        self._store.shortlists.remove(actor.key, mentor_id)


class TeamService:
    """A mentor for each of several goals, all different."""

    def __init__(self, search: SearchService) -> None:
        self._search = search

    def team(self, actor: Actor, goals: Sequence[str], *, asker: Asker | None = None) -> list[TeamPlace]:
        """Propose the team whose chances add up to most; mentors with room go first.

        Args:
            actor: Who asks.
            goals: 2 to `MOST_GOALS`.
            asker: What may be used of the person who asks.

        Raises:
            InvalidInput: Too few or too many goals.
        """
        goals = [goal.strip() for goal in goals if goal.strip()]
        if not 2 <= len(goals) <= MOST_GOALS:
            raise InvalidInput(
                f"{len(goals)} goals do not make a team.", f"Write 2 to {MOST_GOALS} goals, one on each line."
            )
        options = SearchOptions(limit=20, diversify=False)
        answers = [self._search.find_mentors(actor, goal, asker=asker, options=options) for goal in goals]
        fitting = [[one for one in answer.matches if one.strength is not Strength.WEAK] for answer in answers]
        chosen = _assign(fitting)
        return [
            _place(goal, found, chosen[at], chosen) for at, (goal, found) in enumerate(zip(goals, fitting, strict=True))
        ]


def _place(goal: str, found: Sequence[Match], mentor_id: str | None, chosen: Sequence[str | None]) -> TeamPlace:
    match = next((one for one in found if one.mentor_id == mentor_id), None)
    return TeamPlace(goal, match, tuple(one for one in found if one.mentor_id not in chosen)[:3])


def _assign(fitting: Sequence[Sequence[Match]]) -> list[str | None]:
    """Give each goal another mentor by the Hungarian method; a full mentor counts a quarter."""
    from scipy.optimize import linear_sum_assignment  # a second to import, and only teams need it

    ids = sorted({match.mentor_id for found in fitting for match in found})
    value = np.zeros((len(fitting), max(len(ids), 1)))
    for row, found in enumerate(fitting):
        for match in found:
            value[row, ids.index(match.mentor_id)] = match.score * (0.25 if match.room is Room.FULL else 1)
    chosen: list[str | None] = [None] * len(fitting)
    for row, column in zip(*linear_sum_assignment(value, maximize=True), strict=True):
        if value[row, column] > 0:
            chosen[row] = ids[column]
    return chosen


class SimilarGoalsService:
    """Who else looks for something like it, and what such people were helped with.

    A goal is private: its words are shown to nobody but staff. Others hear at most that several people look for
    something similar, and which themes, public on mentors' profiles, are like the goal.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._goals = _GoalTable()

    def company(self, actor: Actor, goal: str, mentor_ids: Sequence[str] = (), *, limit: int = 5) -> Company:
        """Say who is on such a way.

        Args:
            actor: Who asks; their own goals are not others'.
            goal: In plain language; an empty one has no company.
            mentor_ids: Whose themes to look at, for example those just found.
            limit: At most so many goals, and themes.

        Raises:
            NotAllowed: The actor may not read mentors.
        """
        require(actor, Action.READ_MENTOR)
        if not goal.strip():
            return Company()
        vector = self._embedder.embed([goal])[0]
        others = self._others(actor, goal, vector)
        goals = tuple(others[:limit]) if may(actor, Action.LIST_MENTEES) else ()
        several = len({one.mentee_id for one in others}) >= SEVERAL
        return Company(goals, several, self._themes(vector, mentor_ids, limit))

    def _others(self, actor: Actor, goal: str, vector: Matrix) -> list[SimilarGoal]:
        table = self._all_goals()
        if not table.texts:
            return []
        own = actor.person_id if actor.role is Role.MENTEE else None
        similarity = table.vectors @ vector
        return [
            SimilarGoal(table.owners[at], table.texts[at], float(similarity[at]))
            for at in map(int, np.argsort(-similarity, kind="stable"))
            if similarity[at] >= SIMILAR and table.owners[at] != own and table.texts[at] != goal
        ]

    def _all_goals(self) -> _GoalTable:
        generation = self._store.generation()
        if self._goals.generation != generation:
            rows = [(one.id, goal) for some in self._store.mentees.all() for one in some for goal in one.goals]
            texts = tuple(goal for _, goal in rows)
            self._goals = _GoalTable(generation, tuple(one for one, _ in rows), texts, self._embedder.embed(texts))
        return self._goals

    def _themes(self, vector: Matrix, mentor_ids: Sequence[str], limit: int) -> tuple[str, ...]:
        mentors = self._store.mentors.find(mentor_ids).values()
        said = (theme for one in mentors for theme in (*one.past_themes, *self._store.themes.searched_of(one.id)))
        themes = list(dict.fromkeys(said))
        if not themes:
            return ()
        similarity = self._embedder.embed(themes) @ vector
        best = [int(at) for at in np.argsort(-similarity, kind="stable") if similarity[at] >= SIMILAR_THEME]
        return tuple(themes[at] for at in best[:limit])


def _to_json(options: SearchOptions) -> dict[str, Any]:
    constraints = options.constraints
    chips = (
        None if constraints is None else [[str(one.kind), one.value, one.hard, one.asker_zone] for one in constraints]
    )
    return {"limit": options.limit, "diversify": options.diversify, "constraints": chips}


def _from_json(values: dict[str, Any]) -> SearchOptions:
    chips = values.get("constraints")
    constraints = None
    if chips is not None:
        constraints = tuple(
            Constraint(ConstraintKind(kind), value, hard, asker_zone=zone[0] if zone else "")
            for kind, value, hard, *zone in chips  # searches saved by earlier versions have no zone
        )
    return SearchOptions(values.get("limit", 10), values.get("diversify", True), constraints)
