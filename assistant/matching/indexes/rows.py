"""Which row of an index holds which passage."""

from dataclasses import dataclass

import numpy as np

from assistant.matching.indexes.protocols import Flags, Ids


@dataclass(frozen=True, slots=True, eq=False)
class RowMap:
    """Ids in ascending order and the row of each; every change gives a new map.

    Args:
        ids: int64, ascending, no duplicates.
        rows: int64, the row of each id.
    """

    ids: Ids
    rows: Ids

    @classmethod
    def empty(cls) -> "RowMap":
        """No ids."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64))

    @classmethod
    def from_row_ids(cls, row_ids: Ids) -> "RowMap":
        """Read the map from the id of each row, where -1 marks a row that holds nothing."""
        live = np.flatnonzero(row_ids >= 0)
        order = np.argsort(row_ids[live], kind="stable")
        return cls(row_ids[live][order], live[order].astype(np.int64))

    def positions(self, ids: Ids) -> tuple[Ids, Flags]:
        """Where each id stands in `self.ids` (0 when unknown), and whether it is known."""
        return find_ids(self.ids, ids)

    def find(self, ids: Ids) -> Ids:
        """The rows of the ids that are known, without duplicates, ascending."""
        places, known = self.positions(ids)
        return distinct(self.rows[places[known]])

    def without(self, ids: Ids) -> "RowMap":
        """The map without these ids; other rows keep their numbers."""
        places, known = self.positions(ids)
        return RowMap(np.delete(self.ids, places[known]), np.delete(self.rows, places[known]))

    def with_new(self, ids: Ids, rows: Ids) -> "RowMap":
        """The map with ids that it does not hold yet, given in ascending order."""
        places = np.searchsorted(self.ids, ids)
        return RowMap(np.insert(self.ids, places, ids), np.insert(self.rows, places, rows))

    def closed_up(self, gone: Ids) -> "RowMap":
        """The map after these rows (ascending, held by no id) were cut out and later ones moved up."""
        return RowMap(self.ids, self.rows - np.searchsorted(gone, self.rows))

    def row_ids(self, rows: int) -> Ids:
        """The id of each of `rows` rows, -1 where a row holds nothing."""
        result = np.full(rows, -1, np.int64)
        result[self.rows] = self.ids
        return result


def find_ids(ascending: Ids, ids: Ids) -> tuple[Ids, Flags]:
    """Where each id stands in ids that are in ascending order (0 when it does not), and whether it does."""
    if not len(ascending):
        return np.zeros(len(ids), np.int64), np.zeros(len(ids), np.bool_)
    places = np.minimum(np.searchsorted(ascending, ids), len(ascending) - 1)
    return places, ascending[places] == ids


def distinct(places: Ids) -> Ids:
    """Row numbers without duplicates, ascending; by flags, since numpy's `unique` takes 30 ms for 50,000."""
    if not len(places):
        return places
    flags = np.zeros(int(places.max()) + 1, np.bool_)
    flags[places] = True
    return np.flatnonzero(flags)
