"""Which records are whole, and which are not: told by indexes alone, so that only those that lack something are read."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from db.driver import Connection
from db.migrations.m0009_county import WHOLE
from db.table import DAY
from gzparty.domain.meeting import WholeRecord, WholeRecords

_OF_SPAN = "m.period BETWEEN :first AND :last AND m.kind IN (SELECT value FROM json_each(:kinds))"
_UNTOLD = (
    "SELECT sitting_id FROM attendance INDEXED BY attendance_untold"
    " WHERE status IN ('unmarked', 'unsettled') AND guest = 0"
)
_DEPTHS = (
    (1, f"s.roll_state = 'closed' AND m.sitting_id NOT IN ({_UNTOLD})"),
    (2, "m.has_sign_in >= :sign_in AND m.has_photos >= :photos"),
)
"""What the index says of records by names and by numbers, and what has to hold besides of those that were held."""
_WHOLE = (
    "SELECT {0} FROM meeting m INDEXED BY meeting_whole CROSS JOIN sitting s INDEXED BY sitting_held"
    f" ON s.id = m.sitting_id AND s.actual_start IS NOT NULL WHERE {WHOLE} = {{1}} AND {_OF_SPAN} AND {{2}}"
)
_OTHERS = (
    f"SELECT m.id FROM meeting m INDEXED BY meeting_whole WHERE {WHOLE} = {{0}} AND {_OF_SPAN}"
    " AND NOT EXISTS (SELECT 1 FROM sitting s INDEXED BY sitting_held"
    " WHERE s.id = m.sitting_id AND s.actual_start IS NOT NULL AND {1})"
)
_LACKING = f"SELECT m.id FROM meeting m INDEXED BY meeting_whole WHERE {WHOLE} = 0 AND {_OF_SPAN}"


class SqliteWhole:
    """Records of a span of months that are held and lack nothing, and the ids of all others.

    What lies in a file without a tick is among the others, where it is looked at.
    """

    def __init__(
        self, connection: Connection, first: str, last: str, kinds: Collection[str], required: Collection[str]
    ) -> None:
        """Of some kinds; `required` names the materials asked for of records by numbers."""
        self._connection = connection
        self._asked = {
            "first": first,
            "last": last,
            "kinds": json.dumps(sorted(kinds)),
            "sign_in": int("sign_in" in required),
            "photos": int("photos" in required),
        }

    def records(self) -> list[WholeRecord]:
        """Each by itself."""
        columns = "m.id, m.kind, m.unit_id, m.group_id, m.period, s.actual_start, m.received_on"
        return [
            WholeRecord(
                number, kind, unit, group or 0, period, date.fromisoformat(start[:10]), DAY.load(received)
            )
            for depth, holds in _DEPTHS
            for number, kind, unit, group, period, start, received in self._run(
                _WHOLE.format(columns, depth, holds)
            )
        ]

    def branches(self) -> list[WholeRecords]:
        """The branches alone, of each kind, month and group; they leave SQLite as one array."""
        columns = "m.kind, m.period, m.group_id, json_group_array(m.unit_id)"
        return [
            WholeRecords(kind, period, group or 0, json.loads(units))
            for depth, holds in _DEPTHS
            for kind, period, group, units in self._run(
                f"{_WHOLE.format(columns, depth, holds)} GROUP BY m.period, m.kind, m.group_id"
            )
        ]

    def others(self) -> list[int]:
        """The ids of those that are not."""
        queries = [_LACKING, *(_OTHERS.format(depth, holds) for depth, holds in _DEPTHS)]
        return [number for query in queries for (number,) in self._run(query)]

    def _run(self, query: str) -> list[Any]:
        return self._connection.execute(query, self._asked).fetchall()
