"""Which records are whole, so that what is owed is asked of the others only: told by indexes, no record is read for it."""

from __future__ import annotations

import json
from collections.abc import Collection

from db.driver import Connection
from db.migrations.m0009_county import WHOLE
from gzparty.domain.meeting import WholeRecords

_OF_SPAN = (
    "FROM meeting m INDEXED BY meeting_whole WHERE m.period BETWEEN :first AND :last"
    " AND m.kind IN (SELECT value FROM json_each(:kinds))"
)
_ROLL_SETTLED = (
    "EXISTS (SELECT 1 FROM sitting s INDEXED BY sitting_closed"
    " WHERE s.id = m.sitting_id AND s.roll_state = 'closed' AND s.actual_start IS NOT NULL)"
    " AND m.sitting_id NOT IN (SELECT sitting_id FROM attendance INDEXED BY attendance_untold"
    " WHERE status IN ('unmarked', 'unsettled') AND guest = 0)"
)
_PAPERS_IN = (
    "m.has_sign_in >= :sign_in AND m.has_photos >= :photos"
    " AND m.sitting_id NOT IN (SELECT id FROM sitting WHERE actual_start IS NULL)"
)
_DEPTHS = ((1, _ROLL_SETTLED), (2, _PAPERS_IN))
"""What the index says of records by names and by numbers, and what has to hold beside it."""


class SqliteWhole:
    """Records of a span of months held and complete, and the ids of all others."""

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

    def records(self) -> list[WholeRecords]:
        """Those that are whole, of each kind, month and group: the branches alone, which leave SQLite as one array."""
        # What lies in a file without a tick is among the others, where it is looked at.
        return [
            WholeRecords(kind, period, group or 0, json.loads(units))
            for depth, holds in _DEPTHS
            for period, kind, group, units in self._connection.execute(
                f"SELECT m.period, m.kind, m.group_id, json_group_array(m.unit_id) {_OF_SPAN}"
                f" AND {WHOLE} = {depth} AND {holds} GROUP BY m.period, m.kind, m.group_id",
                self._asked,
            )
        ]

    def others(self) -> list[int]:
        """The ids of those that are not."""
        lacking = [f"SELECT m.id {_OF_SPAN} AND {WHOLE} = 0"]
        lacking += [
            f"SELECT m.id {_OF_SPAN} AND {WHOLE} = {depth} AND NOT ({holds})" for depth, holds in _DEPTHS
        ]
        return [row_id for query in lacking for (row_id,) in self._connection.execute(query, self._asked)]
