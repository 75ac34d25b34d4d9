"""Reserve cadres as rows."""

from __future__ import annotations

from collections.abc import Sequence

from db.driver import Connection
from db.table import DAY, PARTIAL, Table
from gzparty.domain.reserve import Reserve

RESERVES = Table("reserve", Reserve, entered_on=PARTIAL, left_on=DAY)


class SqliteReserves:
    """Fulfils the ReserveStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, reserve_id: int) -> Reserve:
        """One entry; KeyError if there is none."""
        return RESERVES.get(self._connection, reserve_id)

    def find(self, uid: str) -> Reserve | None:
        """By uid; None if there is none."""
        found = RESERVES.select(self._connection, "WHERE uid = ?", (uid,))
        return found[0] if found else None

    def all(self) -> Sequence[Reserve]:
        """Everyone who is or was on the list, in the order they were put on it."""
        return RESERVES.select(self._connection, "ORDER BY id")

    def of_person(self, person_id: int) -> Sequence[Reserve]:
        """The entries of one person."""
        return RESERVES.select(self._connection, "WHERE person_id = ? ORDER BY id", (person_id,))

    def insert(self, reserve: Reserve) -> int:
        """Store a new one; returns its id."""
        return RESERVES.insert(self._connection, reserve)

    def update(self, reserve: Reserve) -> None:
        """Store its changed fields."""
        RESERVES.update(self._connection, reserve.id, reserve)

    def delete(self, reserve_id: int) -> None:
        """Delete an entry that was a mistake."""
        self._connection.execute("DELETE FROM reserve WHERE id = ?", (reserve_id,))
