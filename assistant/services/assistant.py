"""`Assistant`: everything the product does, behind one object."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any

from assistant.domain.access import OPERATOR, Action, Actor, Resource, may
from assistant.domain.people import Asker, Mentor, asker_from
from assistant.domain.search import SearchAnswer, SearchOptions
from assistant.engines.cache import CachedEmbedder
from assistant.engines.protocols import Embedder, Linguist, Progress, Stop
from assistant.engines.registry import build_embedder, build_linguist
from assistant.engines.store import ModelStore
from assistant.matching.passages import PassageBuilder
from assistant.people import PersonKind
from assistant.resources import data_folder, models_folder
from assistant.services.analysis_jobs import AnalysisJobs, StageProgress
from assistant.services.demo_sessions import load_demo_sessions
from assistant.services.doctor import Doctor
from assistant.services.engine_analyser import EngineAnalyser
from assistant.services.exports import ExportService
from assistant.services.goal_map import load_goal_map
from assistant.services.importing import ImportService
from assistant.services.index_keeper import CatchUp, IndexKeeper, Phase, Readiness
from assistant.services.loose_files import LooseReport, analyse_file
from assistant.services.name_maps import NameMaps
from assistant.services.next_session import NextSessionService
from assistant.services.people import PeopleService
from assistant.services.relationships import RelationshipService
from assistant.services.said_texts import SaidTexts
from assistant.services.saved import SavedSearchService, ShortlistService, SimilarGoalsService, TeamService
from assistant.services.search import SearchService
from assistant.services.session_analysis import SessionAnalysis
from assistant.services.session_learning import LearningAnalysis
from assistant.services.session_notes import NotesService
from assistant.services.session_search import SessionSearchService
from assistant.services.sessions import SessionService
from assistant.services.templates import TemplateService
from assistant.services.theme_finding import ThemeFinder
from assistant.services.themes import ThemeService
from assistant.services.writers import writer_from
from assistant.settings import Settings, load_settings
from assistant.storage import Store, open_store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """How many people the demo programme brought, and how many sessions are new."""

    mentors: int
    mentees: int
    sessions: int = 0


class Assistant:
    """The product on one set of settings. Opening it loads no model; the first search, or `warm_up`, does.

    Args:
        settings: What it runs on.
        store: Where everything is kept.
        embedder: For profiles and goals; the store may keep its vectors.
        linguist: Reads grammar.
        models: Where weights come from.
        talk_embedder: For conversations, whose vectors are not to outlive them; `embedder` when None.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        embedder: Embedder,
        linguist: Linguist,
        models: ModelStore,
        talk_embedder: Embedder | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.embedder = embedder
        self.linguist = linguist
        self._keeper = IndexKeeper(store, embedder, settings.index_folder, load_goal_map(embedder.identity))
        builder = PassageBuilder(linguist, embedder.count_tokens, embedder.max_tokens)
        self.people = PeopleService(store, builder.passages_of, self._on_change)
        self.imports = ImportService(store, builder.passages_of, self._on_change)
        self.relationships = RelationshipService(store)
        self.search = SearchService(self._keeper, linguist, self.people.find_by_name, store.relationships.active_counts)
        self.saved = SavedSearchService(store, self.search)
        self.shortlist = ShortlistService(store)
        self.teams = TeamService(self.search)
        self.goals = SimilarGoalsService(store, embedder)
        self.doctor = Doctor(settings, store, embedder, models)
        self.analyser = EngineAnalyser(talk_embedder or embedder, linguist, writer_from(settings, models))
        self._model_slot = threading.Lock()
        self.themes = ThemeService(store, self._on_change, lambda one: self.jobs.queue(one))
        talker = talk_embedder or embedder
        analysis = SessionAnalysis(store, self.analyser, self._queue_behind)
        learning = LearningAnalysis(store, analysis, ThemeFinder(talker), self.themes)
        self.jobs = AnalysisJobs(store, learning, self._model_slot)
        texts = SaidTexts(store, talker, linguist)
        self.session_search = SessionSearchService(
            store, talker, texts, lambda word: talker.count_tokens([word])[0] == 1
        )
        names = NameMaps(settings.data_folder / "names")
        self.templates = TemplateService(settings.own_templates, optional=settings.templates_folder is None)
        self.sessions = SessionService(
            store,
            lambda one, urgent: self.jobs.queue(one, urgent=urgent),
            templates=self.templates,
            forget=names.forget,
        )
        self.exports = ExportService(store, self.sessions, self.templates, linguist, names)
        self.notes = NotesService(store, self._queue_behind)
        self.next_session = NextSessionService(store)
        self._background: threading.Thread | None = None
        self._closed = False

    def find_mentors(
        self, goal: str, *, actor: Actor = OPERATOR, asker: Asker | None = None, options: SearchOptions | None = None
    ) -> SearchAnswer:
        """Find the mentors who can help with a goal, best first, with reasons.

        Args:
            goal: In plain language, with any constraints ("... who speaks German, evenings").
            actor: Who asks; the operator by default.
            asker: What may be used of the person who asks; taken from the profile of a mentee who asks.
            options: How to search.

        Raises:
            InvalidInput: The goal has no letter in it.
            NotAllowed: The actor may not search.
        """
        return self.search.find_mentors(actor, goal, asker=asker or self.asker(actor), options=options)

    def asker(self, actor: Actor, mentee_id: str = "") -> Asker:
        """What a search may use of a mentee: the one who asks, or the one somebody else asks for and may read."""
        mentee_id = mentee_id or (actor.person_id if actor.role == "mentee" else "")
        mentee = self.store.mentees.get(mentee_id) if mentee_id else None
        if mentee is None or not may(actor, Action.READ_MENTEE, Resource(mentee_id=mentee.id)):
            return Asker(time_zone=self.settings.time_zone)
        return asker_from(mentee)

    def analyse_file(
        self,
        name: str,
        data: bytes,
        *,
        held_on: date | None = None,
        progress: StageProgress = lambda *_: None,
        stop: Stop = lambda: False,
    ) -> LooseReport:
        """Make notes of a file without keeping anything; see `assistant.services.loose_files`."""
        with self._model_slot:
            return analyse_file(self.analyser, name, data, held_on=held_on, progress=progress, stop=stop)

    def mentors(self, ids: list[str], *, actor: Actor = OPERATOR) -> dict[str, Mentor]:
        """Profiles by id; ids that are gone are left out."""
        return self.people.mentors_by_id(actor, ids)

    def index(self, *, progress: Progress | None = None, stop: Stop | None = None) -> CatchUp:
        """Bring the index up to date now; see `IndexKeeper.catch_up`."""
        return self._keeper.catch_up(progress=progress, stop=stop)

    def warm_up(self) -> None:
        """Load the models and the index now, so that the first search is as quick as the next."""
        self.linguist.warm_up()
        self.embedder.warm_up()
        self._keeper.catch_up()
        self.embedder.embed_queries(["warm up"])
        self.linguist.parse("Somebody who helps me.")

    def warm_up_behind(self) -> threading.Thread:
        """Start `warm_up` in a thread, for a page that is already up; a failure is shown by `readiness`.

        Then the analyses are worked off that wait, those included that an earlier process began.
        """
        return self._in_background(self._warm_up_and_work)

    @property
    def readiness(self) -> Readiness:
        """How far models and index are."""
        return self._keeper.readiness

    @property
    def ready(self) -> bool:
        """Whether a search answers at once."""
        return self.readiness.phase is Phase.READY

    def load_demo(self) -> DemoCounts:
        """Import the demo programme that ships with Rapport; a second time changes nothing.

        The notes of its sessions are made behind, once the page is up or somebody waits for a job.
        """
        folder = data_folder() / "demo"
        mentors = self.imports.run(OPERATOR, folder / "mentors.jsonl", PersonKind.MENTOR)
        mentees = self.imports.run(OPERATOR, folder / "mentees.jsonl", PersonKind.MENTEE)
        sessions = load_demo_sessions(self.store, self.sessions, data_folder() / "sessions")
        return DemoCounts(mentors.read, mentees.read, sessions)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has been imported yet."""
        return not self.store.mentors.count() and not self.store.mentees.count()

    def close(self) -> None:
        """Let background work end and the database go; an analysis in the middle is done at the next start."""
        self._closed = True
        if self._background is not None:
            self._background.join()
        self.jobs.close()
        self.store.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _queue_behind(self, session_id: str) -> None:
        self.jobs.queue(session_id, urgent=False)

    def _on_change(self) -> None:
        """People changed: bring the index up to date behind the caller's back; a search in between does the rest."""
        if self.ready:
            self._in_background(self._keeper.catch_up)

    def _warm_up_and_work(self) -> None:
        try:
            self.warm_up()
        finally:
            if not self._closed:
                self.jobs.start()

    def _in_background(self, work: Callable[[], object]) -> threading.Thread:
        thread = threading.Thread(target=_quietly, args=(work,), name="rapport-index", daemon=True)
        self._background = thread
        thread.start()
        return thread


def _quietly(work: Callable[[], object]) -> None:
    """Run work whose failure `readiness` already tells."""
    try:
        work()
    except Exception as error:
        logger.warning("work in the background failed: %s", type(error).__name__)


def open_assistant(settings: Settings | None = None, **values: Any) -> Assistant:
    """Open Rapport on its data folder, creating and migrating what is needed.

    Args:
        settings: Read from the environment and the settings file when None.
        **values: Settings that win over those, such as `data_folder="..."`.

    Raises:
        InvalidInput: A setting cannot be used.
        StorageUnavailable: The database cannot be opened or is newer than this version.
    """
    settings = settings or load_settings(**values)
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.url)
    models = ModelStore(
        models_folder() / "registry.toml",
        folder=settings.models_folder,
        checksums_file=settings.data_folder / "checksums.json",
        allow_downloads=settings.allow_downloads,
    )
    plain = build_embedder(settings.embedder, models)
    embedder = CachedEmbedder(plain, store.vectors)
    return Assistant(settings, store, embedder, build_linguist(settings.linguist, models), models, plain)
