"""The only place with SQL: people, sessions, passages, vectors, imports, searches, jobs in SQLite or PostgreSQL."""

from assistant.storage.passages import PassageChanges, PassageTable
from assistant.storage.people import Page
from assistant.storage.searches import SavedSearch
from assistant.storage.store import Store, open_store

__all__ = ["Page", "PassageChanges", "PassageTable", "SavedSearch", "Store", "open_store"]
