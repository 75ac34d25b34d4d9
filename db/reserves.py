"""Reserve cadres as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from db.driver import Connection
from db.table import DAY, PARTIAL, Table
from gzparty.domain import roll
from gzparty.domain.reserve import Reserve

_ATTENDED = ", ".join(sorted(f"'{status.value}'" for status in roll.ATTENDED))
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

    def meetings(self, people: Collection[int], year: int) -> Mapping[int, tuple[int, int]]:
        """How many meetings of branches of a year called some people by name, and how many of those they came to.

        Of somebody twice on one roll the better mark counts; guests, those 不计入 and those without a mark are not called.
        """
        found = self._connection.execute(
            "SELECT person_id, count(*), sum(came) FROM (SELECT a.person_id, a.sitting_id,"
            f" max(a.status IN ({_ATTENDED})) AS came FROM json_each(?1) i JOIN attendance a ON a.person_id = i.value"
            " JOIN sitting s ON s.id = a.sitting_id WHERE a.guest = 0 AND a.not_counted = '' AND a.status <> 'unmarked'"
            " AND coalesce(s.actual_start, s.planned_start) BETWEEN ?2 AND ?3 AND EXISTS (SELECT 1 FROM meeting m"
            " WHERE m.sitting_id = s.id AND m.depth = 'names') GROUP BY a.person_id, a.sitting_id) GROUP BY person_id",
            (json.dumps(list(people)), f"{year:04d}-01-01", f"{year:04d}-12-31T24"),
        )
        return {person: (called, came) for person, called, came in found}

    def insert(self, reserve: Reserve) -> int:
        """Store a new one; returns its id."""
        return RESERVES.insert(self._connection, reserve)

    def update(self, reserve: Reserve) -> None:
        """Store its changed fields."""
        RESERVES.update(self._connection, reserve.id, reserve)

    def delete(self, reserve_id: int) -> None:
        """Delete an entry that was a mistake."""
        self._connection.execute("DELETE FROM reserve WHERE id = ?", (reserve_id,))
