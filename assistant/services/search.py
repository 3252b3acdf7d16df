"""Finding mentors: the one service behind the page, the command line and Python."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from assistant.domain.access import Action, Actor
from assistant.domain.people import Asker, Mentor, Status
from assistant.domain.search import (
    Constraint,
    ConstraintKind,
    Fit,
    Match,
    Reason,
    Relaxation,
    Room,
    SearchAnswer,
    SearchOptions,
    Strength,
    Understanding,
    Verdict,
    Wish,
)
from assistant.engines.protocols import Linguist, Matrix
from assistant.errors import InvalidInput, NotFound
from assistant.matching.calibration import COVERS, chance, strength
from assistant.matching.constraints import check
from assistant.matching.goals import read_goal
from assistant.matching.goals.other_languages import is_foreign
from assistant.matching.neutral import neutralise
from assistant.matching.ordering import Candidate, nearest, order, spread, wish_bonus
from assistant.matching.ranking import Ranking
from assistant.matching.reasons import reasons, uncovered
from assistant.services.access import require
from assistant.services.index_keeper import IndexKeeper, Snapshot

FIRST_POOL = 300
WIDEN = 4
MAX_WORDS = 2000
ENGLISH_ONLY = "Goals are read in English; in another language much is missed. Try it in English, even in a few words."


class SearchService:
    """Finds mentors for a goal.

    Args:
        keeper: Holds the indexes.
        linguist: Reads goals.
        find_by_name: People whose name a short text is, best first.
        mentees_now: Active relationships of each mentor in Rapport, counted on top of what was imported.
        today: For what depends on the date.
    """

    def __init__(
        self,
        keeper: IndexKeeper,
        linguist: Linguist,
        find_by_name: Callable[[str], Sequence[Mentor]],
        mentees_now: Callable[[Sequence[str]], dict[str, int]],
        today: Callable[[], date] = date.today,
    ) -> None:
        self._keeper = keeper
        self._linguist = linguist
        self._find_by_name = find_by_name
        self._mentees_now = mentees_now
        self._today = today

    def find_mentors(
        self, actor: Actor, goal: str, *, asker: Asker | None = None, options: SearchOptions | None = None
    ) -> SearchAnswer:
        """Find the mentors who can help with a goal.

        Args:
            actor: Who asks.
            goal: In plain language; constraints are read out of it.
            asker: What may be used of the person who asks; nothing when None.
            options: How to search.

        Raises:
            InvalidInput: The goal has no letter in it.
            NotAllowed: The actor may not search.
        """
        require(actor, Action.FIND_MENTORS)
        options = options or SearchOptions()
        text, notices = clean_goal(goal)
        snapshot = self._keeper.snapshot()
        if not snapshot.corpus.mentor_ids:
            return SearchAnswer(Understanding(text, text), Verdict.NO_MENTORS)
        if named := self._named(text):
            return SearchAnswer(Understanding(text, text), Verdict.NAME, named, notices)
        asker = asker or Asker()
        understanding = self.understand(text, asker, options)
        if not understanding.question and not understanding.constraints:
            return SearchAnswer(understanding, Verdict.NOT_UNDERSTOOD, (), notices)
        if is_foreign(text):
            notices = (*notices, ENGLISH_ONLY)
        return self._answer(snapshot, understanding, asker, options, notices)

    def understand(self, goal: str, asker: Asker, options: SearchOptions) -> Understanding:
        """Read a goal; constraints given in the options stand instead of those in the text."""
        understanding = read_goal(goal, self._linguist, asker)
        if options.constraints is not None:
            understanding = replace(understanding, constraints=options.constraints)
        return understanding

    def more_like(self, actor: Actor, mentor_id: str, *, limit: int = 10) -> SearchAnswer:
        """Find mentors whose profiles say what this one says.

        Raises:
            NotFound: Nobody has this id, or their profile says nothing.
            NotAllowed: The actor may not search.
        """
        require(actor, Action.FIND_MENTORS)
        snapshot = self._keeper.snapshot()
        if mentor_id not in snapshot.corpus.mentor_ids:
            raise NotFound(f"There is no searchable profile {mentor_id!r}.", "Search by a goal instead.")
        owner = snapshot.corpus.mentor_ids.index(mentor_id)
        ids = snapshot.corpus.passage_ids[snapshot.corpus.rows_of(np.array([owner]))]
        centre = snapshot.ranker.centres(np.array([owner]))
        words = " ".join(passage.ranking_text for passage in self._keeper.passages(ids.tolist()).values())
        ranking = snapshot.ranker.rank_vectors(centre, words, pool=FIRST_POOL)
        candidates = self._candidates(snapshot, ranking, (), Asker())
        options = SearchOptions(limit=limit + 1, diversify=False)
        answer = self._compose(snapshot, ranking, candidates, Understanding("", ""), options, ())
        return replace(answer, matches=tuple(one for one in answer.matches if one.mentor_id != mentor_id)[:limit])

    def _named(self, text: str) -> tuple[Match, ...]:
        found = self._with_mentees_now({mentor.id: mentor for mentor in self._find_by_name(text)})
        return tuple(
            Match(mentor.id, 1.0, Strength.STRONG, room_of(mentor), mentor.next_free) for mentor in found.values()
        )

    def _answer(
        self,
        snapshot: Snapshot,
        understanding: Understanding,
        asker: Asker,
        options: SearchOptions,
        notices: tuple[str, ...],
    ) -> SearchAnswer:
        """Rank, and take in more candidates for as long as what is required leaves too few."""
        question = understanding.question
        if not question:
            question = understanding.goal
            notices = (*notices, "Say what you would like help with, and the best fits come first.")
        vectors = self._embed(snapshot, question, understanding)
        pool = FIRST_POOL
        while True:
            everything = pool >= len(snapshot.corpus.passage_ids)
            ranking = snapshot.ranker.rank_vectors(vectors, question, pool=pool)
            if not everything:
                ranking = worth_checking(ranking, max(pool // 2, 3 * options.limit))
            candidates = self._candidates(snapshot, ranking, understanding.constraints, asker)
            enough = sum(not one.fails for one in candidates) >= options.limit
            if enough or ranking.exhausted or everything:
                return self._compose(snapshot, ranking, candidates, understanding, options, notices)
            pool *= WIDEN

    def _embed(self, snapshot: Snapshot, question: str, understanding: Understanding) -> Matrix:
        wishes = [ranking_words(understanding, wish) or question for wish in understanding.wishes]
        return snapshot.ranker.embed(question, wishes)

    def _compose(
        self,
        snapshot: Snapshot,
        ranking: Ranking,
        candidates: Sequence[Candidate],
        understanding: Understanding,
        options: SearchOptions,
        notices: tuple[str, ...],
    ) -> SearchAnswer:
        able = [one for one in candidates if not one.fails]
        nobody = not any(ranking.question_scores[one.place] >= COVERS for one in able)
        eligible = nearest(candidates) if nobody else order(able)
        chosen = eligible[: options.limit]
        if options.diversify and not nobody and len(eligible) > 1:
            window = eligible[: 3 * options.limit]
            owners = ranking.owners[[one.place for one in window]]
            chosen = spread(window, snapshot.ranker.centres(owners), options.limit)
        return SearchAnswer(
            understanding,
            Verdict.NOBODY_FITS if nobody else Verdict.FOUND,
            self._matches(snapshot, ranking, understanding, chosen),
            notices,
            relaxations(candidates) if nobody else (),
        )

    def _mentors(self, snapshot: Snapshot, ranking: Ranking) -> dict[str, Mentor]:
        ids = [snapshot.corpus.mentor_ids[owner] for owner in ranking.owners]
        found = snapshot.roster.find(ids)
        return self._with_mentees_now({one: mentor for one, mentor in found.items() if mentor.status is Status.ACTIVE})

    def _with_mentees_now(self, mentors: dict[str, Mentor]) -> dict[str, Mentor]:
        """Count the active relationships here on top of what was imported."""
        extra = self._mentees_now(list(mentors)) if mentors else {}
        return {
            one: replace(mentor, current_mentees=mentor.current_mentees + extra[one]) if extra.get(one) else mentor
            for one, mentor in mentors.items()
        }

    def _candidates(
        self,
        snapshot: Snapshot,
        ranking: Ranking,
        constraints: Sequence[Constraint],
        asker: Asker,
    ) -> list[Candidate]:
        today = self._today()
        mentors = self._mentors(snapshot, ranking)
        found = []
        for place, owner in enumerate(ranking.owners):
            mentor = mentors.get(snapshot.corpus.mentor_ids[owner])
            if mentor is None:
                continue
            checks = tuple(check(constraint, mentor, asker, today) for constraint in constraints)
            bonus = wish_bonus(checks)
            value = chance(float(ranking.scores[place]) + bonus)
            named = strength(value, float(ranking.question_scores[place]) + bonus)
            found.append(Candidate(mentor.id, place, value, named, room_of(mentor), checks))
        return found

    def _matches(
        self, snapshot: Snapshot, ranking: Ranking, understanding: Understanding, chosen: Sequence[Candidate]
    ) -> tuple[Match, ...]:
        rows = np.unique(ranking.wish_rows[[one.place for one in chosen]]) if chosen else np.empty(0, np.int64)
        ids = snapshot.corpus.passage_ids[rows]
        by_id = self._keeper.passages(ids.tolist())
        passages = {int(row): by_id[int(one)] for row, one in zip(rows, ids, strict=True) if int(one) in by_id}
        mentors = snapshot.roster.find([one.mentor_id for one in chosen])
        wishes = understanding.wishes or (Wish(understanding.goal, 0, len(understanding.goal)),)
        return tuple(
            Match(
                one.mentor_id,
                one.chance,
                one.strength,
                one.room,
                mentors[one.mentor_id].next_free if one.room is Room.FULL else None,
                why,
                one.checks,
                missing(one, uncovered(wishes, ranking.wish_similarity[one.place]), why),
            )
            for one in chosen
            for why in (reasons(wishes, ranking.wish_rows[one.place], ranking.wish_similarity[one.place], passages),)
        )


def worth_checking(ranking: Ranking, least: int) -> Ranking:
    """Keep all who may be able to help, and of the others as many as make `least` together: checks cost time."""
    helpful = np.flatnonzero(ranking.question_scores >= COVERS)
    return ranking.first(max(int(helpful[-1]) + 1 if len(helpful) else 0, least))


def clean_goal(goal: str) -> tuple[str, tuple[str, ...]]:
    """Make a goal readable: control characters out, white space single, at most `MAX_WORDS` words.

    Returns:
        The goal, and what the person should know of it.

    Raises:
        InvalidInput: No letter or digit is left.
    """
    kept = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs", "Co"} else letter for letter in goal)
    words = kept.split()
    if not any(letter.isalnum() for word in words for letter in word):
        raise InvalidInput("There is nothing to search for.", "Say in a sentence or two what you would like help with.")
    if len(words) <= MAX_WORDS:
        return " ".join(words), ()
    notice = f"Only the first {MAX_WORDS:,} of {len(words):,} words were read."
    return " ".join(words[:MAX_WORDS]), (notice,)


def ranking_words(understanding: Understanding, wish: Wish) -> str:
    """Take from a wish what was read as a constraint or set aside, so that neither is searched for as a subject.

    Returns:
        What is left, made neutral; empty when nothing is.
    """
    words = list(understanding.goal[wish.start : wish.end])
    spans = [(one.start, one.end) for one in understanding.constraints if one.kind is not ConstraintKind.FIELD]
    spans += [(one.start, one.end) for one in understanding.set_aside]
    for start, end in spans:
        for at in range(max(start, wish.start), min(end, wish.end)):
            words[at - wish.start] = " "
    left = " ".join("".join(words).split())
    return neutralise(left, "") if any(letter.isalnum() for letter in left) else ""


def room_of(mentor: Mentor) -> Room:
    """Say whether a mentor can take somebody on."""
    if mentor.has_room is None:
        return Room.NOT_STATED
    return Room.FREE if mentor.has_room else Room.FULL


def missing(one: Candidate, wishes: Sequence[Wish], shown: Sequence[Reason]) -> tuple[str, ...]:
    """Say what speaks against a mentor or is not known.

    Args:
        one: The mentor.
        wishes: Those that none of their words comes near to.
        shown: The reasons given: even those are far off when they stand for such a wish. For a good match the whole
            speaks where no single passage does, and nothing is said.
    """
    from_checks = [check.detail for check in one.checks if check.fit is not Fit.MET]
    far_off = {reason.goal_start for reason in shown}
    good = one.strength in {Strength.STRONG, Strength.GOOD}
    from_wishes = [
        f"{'only loosely' if wish.start in far_off else 'nothing found'} about “{_short(wish.text)}”"
        for wish in wishes
        if not (good and wish.start in far_off)
    ]
    return tuple(dict.fromkeys((*from_checks, *from_wishes)))


def relaxations(candidates: Sequence[Candidate]) -> tuple[Relaxation, ...]:
    """Find what to give up: for each required constraint, how many who can help fail nothing else."""
    counts: dict[Constraint, int] = {}
    for one in candidates:
        failed = [check.constraint for check in one.checks if check.fit is Fit.FAILED and check.constraint.hard]
        if len(failed) == 1 and one.strength is not Strength.WEAK:
            counts[failed[0]] = counts.get(failed[0], 0) + 1
    found = [Relaxation(constraint, count) for constraint, count in counts.items()]
    return tuple(sorted(found, key=lambda one: -one.mentors))


def _short(text: str, words: int = 8) -> str:
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
