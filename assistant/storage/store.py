"""The database behind one object: transactions and a repository for each kind of thing."""

from contextlib import AbstractContextManager

import sqlalchemy as sa

from assistant.storage import tables
from assistant.storage.database import make_engine
from assistant.storage.imports import Imports
from assistant.storage.jobs import Jobs
from assistant.storage.migrate import migrate
from assistant.storage.passages import Passages
from assistant.storage.people import Mentees, Mentors
from assistant.storage.relationships import Relationships
from assistant.storage.searches import SavedSearches, Shortlists
from assistant.storage.session_notes import SessionNotes
from assistant.storage.session_themes import SessionThemes
from assistant.storage.session_vectors import SessionVectors
from assistant.storage.sessions import Sessions
from assistant.storage.transactions import GENERATION, Transactions
from assistant.storage.vectors import Vectors


class Store:
    """Everything that Rapport remembers.

    The constructor opens nothing; `open_store` also migrates. Threads share one store; each `writing()` is one
    transaction, and repository calls outside of one are a transaction of their own.
    """

    def __init__(self, url: str) -> None:
        self.transactions = Transactions(make_engine(url))
        self.mentors = Mentors(self.transactions)
        self.mentees = Mentees(self.transactions)
        self.passages = Passages(self.transactions)
        self.vectors = Vectors(self.transactions)
        self.relationships = Relationships(self.transactions)
        self.imports = Imports(self.transactions)
        self.saved_searches = SavedSearches(self.transactions)
        self.shortlists = Shortlists(self.transactions)
        self.sessions = Sessions(self.transactions)
        self.session_notes = SessionNotes(self.transactions)
        self.session_vectors = SessionVectors(self.transactions)
        self.themes = SessionThemes(self.transactions)
        self.jobs = Jobs(self.transactions)

    @property
    def url(self) -> str:
        """Where the database is, with any password hidden."""
        return self.transactions.engine.url.render_as_string(hide_password=True)

    def migrate(self) -> str:
        """Bring the tables up to date and return their revision; see `assistant.storage.migrate`."""
        return migrate(self.transactions)

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Read several things from one consistent state."""
        return self.transactions.reading()

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """Write several things all or nothing."""
        return self.transactions.writing()

    def generation(self) -> int:
        """Count the transactions that changed people or passages; what was derived at another count is out of date."""
        with self.reading() as connection:
            value = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.key == GENERATION))
        return int(value or 0)

    def close(self) -> None:
        """Close all connections; the store may be used again."""
        self.transactions.engine.dispose()


def open_store(url: str) -> Store:
    """Open a database and bring its tables up to date.

    Args:
        url: An SQLAlchemy URL: `sqlite:////folder/rapport.db`, `sqlite://` (in memory) or `postgresql://...`.

    Raises:
        StorageUnavailable: It cannot be opened, or a newer version of Rapport has written it.
    """
    store = Store(url)
    store.migrate()
    return store
