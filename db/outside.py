"""Training outside the office as rows."""

from __future__ import annotations

from collections.abc import Sequence

from db.driver import Connection
from db.table import DAY, Table, code
from gzparty.domain.outside import OutsideLevel, OutsideTraining

OUTSIDE = Table("outside_training", OutsideTraining, level=code(OutsideLevel), began_on=DAY, ended_on=DAY)


class SqliteOutside:
    """Fulfils the OutsideStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_year(self, year: int) -> Sequence[OutsideTraining]:
        """Those whose last day lies in a year."""
        return OUTSIDE.select(
            self._connection,
            "WHERE began_on <= ?2 AND coalesce(ended_on, began_on) BETWEEN ?1 AND ?2 ORDER BY began_on, id",
            (f"{year:04d}-01-01", f"{year:04d}-12-31"),
        )

    def of_person(self, person_id: int) -> Sequence[OutsideTraining]:
        """Those of one person, oldest first."""
        return OUTSIDE.select(self._connection, "WHERE person_id = ? ORDER BY began_on, id", (person_id,))

    def get(self, training_id: int) -> OutsideTraining:
        """One of them; KeyError if there is none."""
        return OUTSIDE.get(self._connection, training_id)

    def insert(self, training: OutsideTraining) -> int:
        """Store a new one; returns its id."""
        return OUTSIDE.insert(self._connection, training)

    def update(self, training: OutsideTraining) -> None:
        """Store its changed fields."""
        OUTSIDE.update(self._connection, training.id, training)

    def delete(self, training_id: int) -> None:
        """Delete one."""
        self._connection.execute("DELETE FROM outside_training WHERE id = ?", (training_id,))
