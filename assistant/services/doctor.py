"""What is installed, from where, and whether it is sound: the findings behind `rapport doctor` and the Setup tab."""

import difflib
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant import __version__
from assistant.domain.access import Action, Actor
from assistant.domain.sessions import Template
from assistant.engines.processor import read_processor
from assistant.engines.protocols import Embedder
from assistant.engines.store import ModelStore, Verification
from assistant.errors import AssistantError
from assistant.matching.indexes import load_index, load_lexical_index
from assistant.services.access import require
from assistant.services.templates import TemplateService
from assistant.services.writers import sends_words
from assistant.settings import Settings, config_file, unknown_variables
from assistant.storage import Store


class State(StrEnum):
    """How a part is; the values are the words of the command and of the page."""

    SOUND = "sound"
    OPTIONAL = "optional"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report; `details` says what to do where it is not ok.

    Args:
        optional: Whether it is a part that is not there and need not be.
    """

    what: str
    ok: bool
    details: str
    optional: bool = False

    @property
    def state(self) -> State:
        """How the part is, in one word."""
        if not self.ok:
            return State.LOOK
        return State.OPTIONAL if self.optional else State.SOUND


class Doctor:
    """Examines an installation without changing it.

    Args:
        settings: What it runs on.
        store: The database; the error that keeps it shut when it cannot be opened.
        embedder: What reads texts; the error that keeps it from being built.
        models: Where weights come from.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store | AssistantError,
        embedder: Embedder | AssistantError,
        models: ModelStore,
    ) -> None:
        self._settings = settings
        self._store = store
        self._embedder = embedder
        self._models = models

    def examine(self, actor: Actor) -> list[Finding]:
        """Look at versions, processor, models, settings, data folder, database and index.

        Raises:
            NotAllowed: Only the operator may look.
        """
        require(actor, Action.MAINTAIN)
        return [
            Finding("Rapport", True, f"{__version__} on Python {platform.python_version()}, {sys.platform}"),
            _safely("Processor", _processor),
            *_models_folder(self._settings, self._models),
            *_models(self._models),
            Finding("Settings", True, f"{config_file()} ({'read' if config_file().is_file() else 'none, defaults'})"),
            *(Finding("Settings", False, _unknown(name)) for name in unknown_variables()),
            *([Finding("Embedder", False, str(self._embedder))] if isinstance(self._embedder, AssistantError) else []),
            _safely("Data folder", lambda: _folder(self._settings.data_folder)),
            _safely("Database", self._database),
            _templates(self._settings),
            _safely("Dense index", lambda: self._index("dense")),
            _safely("Lexical index", lambda: self._index("lexical")),
            Finding(
                "Network",
                True,
                (
                    f"words of sessions are sent to {self._settings.writer_url}"
                    if sends_words(self._settings)
                    else "nothing is sent"
                )
                + (
                    "; missing models may be downloaded"
                    if self._settings.allow_downloads
                    else ", nothing is downloaded"
                ),
            ),
        ]

    def _database(self) -> str:
        store = self._open_store()
        mentors, mentees, passages = store.mentors.count(), store.mentees.count(), store.passages.count()
        return f"{store.url}: {mentors:,} mentors, {mentees:,} mentees, {passages:,} passages"

    def _open_store(self) -> Store:
        if isinstance(self._store, AssistantError):
            raise self._store
        return self._store

    def _index(self, name: str) -> str:
        folder = self._settings.index_folder / name
        if isinstance(self._store, AssistantError) or isinstance(self._embedder, AssistantError):
            return f"{folder}: not looked at, for the reason above"
        if not folder.exists() and not self._store.passages.count():
            return "none yet, nobody has been imported"
        index = load_index(folder, self._embedder.identity) if name == "dense" else load_lexical_index(folder)
        count, wanted = len(index.ids()), self._store.passages.count()
        behind = "" if count == wanted else f" of {wanted:,}; the rest is added at the next start"
        return f"{folder}: {count:,} passages{behind}"


def _processor() -> str:
    processor = read_processor()
    return f"{processor.name}, {processor.cores} cores, {', '.join(processor.features) or 'no vector features known'}"


def _templates(settings: Settings) -> Finding:
    service = TemplateService(settings.own_templates, optional=settings.templates_folder is None)
    problems = service.problems()
    own = len(service.list()) - len(Template)
    return Finding("Templates", not problems, " ".join(problems) or f"{settings.own_templates}: {own} of your own")


def _folder(folder: Path) -> str:
    probe = folder / ".rapport-probe"
    probe.write_text("", "utf-8")
    probe.unlink()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{folder}, {size / 2**20:,.1f} MiB, writable"


def _models(store: ModelStore) -> Iterator[Finding]:
    for status in store.status():
        sound = status.verification in {Verification.VERIFIED, Verification.NOT_PINNED}
        where = f"{status.source}, {status.verification}, {status.licence}, {status.size_bytes / 2**20:.0f} MiB"
        # One that need not be there may be missing; a damaged one may not.
        missing = status.optional and status.verification is Verification.MISSING
        yield Finding(f"Model {status.name}", sound or missing, status.problem or where, optional=missing)


def _models_folder(settings: Settings, store: ModelStore) -> Iterator[Finding]:
    """Look at the folder that the settings name for models; nothing where they name none."""
    folder = settings.models_folder
    if folder is None:
        return
    known = [status.name for status in store.status()]
    found = [name for name in known if (folder / name).is_dir()]
    if found:
        yield Finding("Models folder", True, f"{folder}: {', '.join(found)}")
    else:
        wrong = f"has no subfolder called {', '.join(known)}" if folder.is_dir() else "is not a folder"
        yield Finding("Models folder", False, f"{folder} {wrong}. Change RAPPORT_MODELS_FOLDER or models_folder.")


def _unknown(variable: str) -> str:
    name = variable.upper().removeprefix("RAPPORT_").lower()
    near = difflib.get_close_matches(name, list(Settings.model_fields), 1, cutoff=0.7)
    meant = f"Did you mean RAPPORT_{near[0].upper()}?" if near else "docs/settings.md lists them."
    return f"{variable} is no setting and changes nothing. {meant}"


def _safely(what: str, look: Callable[[], str]) -> Finding:
    """Turn what cannot be looked at into a finding, so that one broken part does not hide the others."""
    try:
        return Finding(what, True, look())
    except AssistantError as error:
        return Finding(what, False, str(error))
    except OSError as error:
        return Finding(what, False, f"{type(error).__name__}: {error.strerror or error}")
