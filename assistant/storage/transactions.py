"""Reading and writing as whole steps; every repository works inside the one that is open in its thread."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError

from assistant.errors import StorageUnavailable
from assistant.storage import tables
from assistant.storage.database import WRITING, is_memory

GENERATION = "generation"


class _ThreadState(threading.local):
    connection: sa.Connection | None = None
    writing: bool = False
    people_changed: bool = False


class Transactions:
    """Opens transactions on one engine. Inside `reading()` or `writing()` further ones of the same thread join it."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._state = _ThreadState()
        # A database in memory is one connection, so its threads take turns.
        self._turn: AbstractContextManager[object] = threading.RLock() if is_memory(engine.url) else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Read from one consistent state of the database.

        Raises:
            StorageUnavailable: The database cannot be read.
        """
        if self._state.connection is not None:
            yield self._state.connection
            return
        with self._open(writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Write all or nothing; committed at the end of the outermost block, rolled back on any exception.

        Raises:
            StorageUnavailable: The database cannot be written (locked for long, disk full, file gone).
            RuntimeError: Called inside `reading()`.
        """
        if self._state.connection is not None:
            if not self._state.writing:
                raise RuntimeError("a transaction that began as reading cannot write")
            yield self._state.connection
            return
        with self._open(writing=True) as connection:
            yield connection
            if self._state.people_changed:
                _bump_generation(connection)

    def note_people_changed(self) -> None:
        """Say that the open transaction changed people or passages, so that `generation` goes up with it."""
        self._state.people_changed = True

    @contextmanager
    def _open(self, *, writing: bool) -> Iterator[sa.Connection]:
        state = self._state
        with (
            self._turn,
            _clear_errors(),
            self.engine.connect().execution_options(**{WRITING: writing}) as connection,
            connection.begin(),
        ):
            state.connection, state.writing, state.people_changed = connection, writing, False
            try:
                yield connection
            finally:
                state.connection, state.writing = None, False


def _bump_generation(connection: sa.Connection) -> None:
    raised = sa.cast(sa.cast(tables.meta.c.value, sa.BigInteger) + 1, sa.Text)
    connection.execute(sa.update(tables.meta).where(tables.meta.c.key == GENERATION).values(value=raised))


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise  # a bug of ours, not the state of the database
    except DatabaseError as error:
        # Only the driver's own words: the statement's parameters hold people's data.
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        raise StorageUnavailable(
            f"The database cannot be used: {reason}.",
            "Check that the disk has room and that no other program holds the file.",
        ) from None
