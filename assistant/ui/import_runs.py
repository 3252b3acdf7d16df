"""Imports that run behind the page, and their reports until they are downloaded."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.engines.protocols import Progress, Stop
    from assistant.services.import_reports import ImportReport

KEPT = 50


@dataclass
class ImportRun:
    """One import in a thread of its own: it goes on when the page is closed, and stops between parts when asked to."""

    work: "Callable[[Progress, Stop], ImportReport]"
    done: int = 0
    total: int = 0
    report: "ImportReport | None" = None
    error: BaseException | None = None
    finished: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> "ImportRun":
        """Begin."""
        threading.Thread(target=self._run, name="rapport-import", daemon=True).start()
        return self

    def stop(self) -> None:
        """Ask it to end early; what is committed stays."""
        self._stop.set()

    def _run(self) -> None:
        try:
            self.report = self.work(self._progress, self._stop.is_set)
        except Exception as error:  # handed to the handler that waits, which shows it
            self.error = error
        finally:
            self.finished.set()

    def _progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Reports:
    """The latest reports as CSV, by a name that cannot be guessed; the oldest of `KEPT` makes room."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._turn = threading.Lock()

    def keep(self, text: str) -> str:
        """Keep a report and name it."""
        name = secrets.token_urlsafe(16)
        with self._turn:
            self._texts[name] = text
            while len(self._texts) > KEPT:
                self._texts.popitem(last=False)
        return name

    def find(self, name: str) -> str | None:
        """Give a report back; None when it is not kept any more."""
        with self._turn:
            return self._texts.get(name)
