"""Sittings, rolls, leave known in advance and make-ups as rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from db.driver import Connection
from db.table import CLOCK, DAY, FLAG, IDS, MOMENT, Codec, Table, code, placeholders
from gzparty.domain.people import PartyClass
from gzparty.domain.roll import ATTENDED
from gzparty.domain.sitting import (
    Attendance,
    LeaveRequest,
    Makeup,
    MarkTally,
    MissedSitting,
    RollState,
    RosterKind,
    RosterRule,
    Sitting,
    Status,
)

SITTINGS = Table(
    "sitting",
    Sitting,
    planned_start=MOMENT,
    planned_end=MOMENT,
    actual_start=MOMENT,
    actual_end=MOMENT,
    roster=Codec(lru_cache(maxsize=4096)(lambda text: _roster(text)), lambda rule: _roster_text(rule)),
    roll_state=code(RollState),
    closed_on=DAY,
    timed=FLAG,
)
ATTENDANCES = Table(
    "attendance",
    Attendance,
    unit_ids=IDS,
    party_class=code(PartyClass),
    status=code(Status),
    guest=FLAG,
    left_at=CLOCK,
)
_STATUSES = {status.value: status for status in Status}
LEAVES = Table("leave_request", LeaveRequest, status=code(Status), requested_on=DAY)
MAKEUPS = Table("makeup", Makeup, done_on=DAY)


class SqliteSittings:
    """Fulfils the SittingStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, sitting_id: int) -> Sitting:
        """One sitting; KeyError if there is none."""
        return SITTINGS.get(self._connection, sitting_id)

    def many(self, sitting_ids: Iterable[int]) -> Mapping[int, Sitting]:
        """Several sittings by id."""
        # One parameter: the records of a county's year are more than a statement takes.
        rest = "WHERE id IN (SELECT value FROM json_each(?))"
        found = SITTINGS.select(self._connection, rest, (json.dumps(list(sitting_ids)),))
        return {sitting.id: sitting for sitting in found}

    def between(self, first: datetime, last: datetime) -> Sequence[Sitting]:
        """Sittings that begin in a span of time, both ends included; the actual time counts where known."""
        rest = (
            "WHERE actual_start BETWEEN ?1 AND ?2"
            " OR (actual_start IS NULL AND planned_start BETWEEN ?1 AND ?2) ORDER BY planned_start, id"
        )
        return SITTINGS.select(self._connection, rest, (MOMENT.dump(first), MOMENT.dump(last)))

    def insert(self, sitting: Sitting) -> int:
        """Store a new one; returns its id."""
        return SITTINGS.insert(self._connection, sitting)

    def update(self, sitting: Sitting) -> None:
        """Store a sitting's changed fields."""
        SITTINGS.update(self._connection, sitting.id, sitting)

    def delete(self, sitting_id: int) -> None:
        """Delete a sitting with its roll."""
        self._connection.execute("DELETE FROM sitting WHERE id = ?", (sitting_id,))

    def roll(self, sitting_id: int) -> Sequence[Attendance]:
        """The stored roll of one sitting in its order."""
        return self.rolls([sitting_id]).get(sitting_id, [])

    def rolls(self, sitting_ids: Iterable[int]) -> Mapping[int, Sequence[Attendance]]:
        """The stored rolls of several sittings."""
        wanted = list(sitting_ids)
        rest = f"WHERE sitting_id IN ({placeholders(wanted)}) ORDER BY sitting_id, position"
        grouped: dict[int, list[Attendance]] = defaultdict(list)
        for line in ATTENDANCES.select(self._connection, rest, wanted):
            grouped[line.sitting_id].append(line)
        return grouped

    def tallies(self, sitting_ids: Collection[int]) -> Mapping[int, Sequence[MarkTally]]:
        """How often each mark stands on the stored rolls of several sittings; one without a line is not there."""
        rows = self._connection.execute(
            "SELECT sitting_id, status, guest, not_counted = '', count(*) FROM attendance"
            " WHERE sitting_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4",
            (json.dumps(list(sitting_ids)),),
        )
        found: dict[int, list[MarkTally]] = defaultdict(list)
        for sitting_id, status, guest, counted, times in rows:
            found[sitting_id].append(MarkTally(_STATUSES[status], bool(guest), bool(counted), times))
        return found

    def insert_roll(self, lines: Iterable[Attendance]) -> None:
        """Store new lines."""
        ATTENDANCES.insert_many(self._connection, lines)

    def update_attendance(self, lines: Iterable[Attendance]) -> None:
        """Store changed lines."""
        for line in lines:
            ATTENDANCES.update(self._connection, line.id, line)

    def lines(self, attendance_ids: Iterable[int]) -> Mapping[int, Attendance]:
        """Single lines by id, of whatever roll."""
        wanted = list(attendance_ids)
        found = ATTENDANCES.select(self._connection, f"WHERE id IN ({placeholders(wanted)})", wanted)
        return {line.id: line for line in found}

    def delete_attendance(self, attendance_id: int) -> None:
        """Delete one line."""
        self._connection.execute("DELETE FROM attendance WHERE id = ?", (attendance_id,))

    def of_person(self, person_id: int) -> Sequence[tuple[Sitting, Attendance]]:
        """Every line of one person with its sitting, oldest first."""
        lines = ATTENDANCES.select(self._connection, "WHERE person_id = ?", (person_id,))
        sittings = self.many({line.sitting_id for line in lines})
        pairs = [(sittings[line.sitting_id], line) for line in lines]
        return sorted(pairs, key=lambda pair: pair[0].start)

    def missed(self, person_ids: Collection[int], first: date, last: date) -> Sequence[MissedSitting]:
        """Sittings between two days that some people stayed away from unexcused and did not make up, by day.

        Only closed rolls by names say so, of trainings and of records of organisational life. A line that does not
        count says nothing, nor does one beside which the same person attended (two records that became one).
        """
        rows = self._connection.execute(
            _MISSED,
            {
                "people": json.dumps(list(person_ids)),
                "first": first.isoformat(),
                "last": f"{last.isoformat()}T23:59",
                "attended": json.dumps(sorted(ATTENDED)),
            },
        )
        return [
            MissedSitting(person, date.fromisoformat(start[:10]), record, record_id, number)
            for person, start, record, record_id, number in rows
        ]

    def leave_requests(self, sitting_id: int) -> Sequence[LeaveRequest]:
        """Leave known in advance of one sitting."""
        return LEAVES.select(self._connection, "WHERE sitting_id = ? ORDER BY id", (sitting_id,))

    def insert_leave_request(self, request: LeaveRequest) -> int:
        """Store a new one; returns its id."""
        return LEAVES.insert(self._connection, request)

    def delete_leave_request(self, request_id: int) -> None:
        """Delete leave known in advance."""
        self._connection.execute("DELETE FROM leave_request WHERE id = ?", (request_id,))

    def makeups(self, year: int | None = None) -> Sequence[Makeup]:
        """Make-ups, done in one year or all."""
        span = (f"{year}-01-01", f"{year}-12-31") if year else ("0000", "9999")
        return MAKEUPS.select(self._connection, "WHERE done_on BETWEEN ? AND ? ORDER BY id", span)

    def insert_makeup(self, makeup: Makeup) -> int:
        """Store a new one; returns its id."""
        return MAKEUPS.insert(self._connection, makeup)


_MISSED = """
SELECT DISTINCT a.person_id, coalesce(s.actual_start, s.planned_start) AS start,
    iif(t.id IS NULL, 'meeting', 'training'), coalesce(t.id, m.id), coalesce(t.number, m.number)
FROM json_each(:people) p CROSS JOIN attendance a ON a.person_id = p.value
    CROSS JOIN sitting s ON s.id = a.sitting_id
    LEFT JOIN training t ON t.sitting_id = s.id AND t.state NOT IN ('cancelled', 'missed')
    LEFT JOIN meeting m ON m.id = (
        SELECT n.id FROM meeting n WHERE n.sitting_id = s.id AND n.depth = 'names' ORDER BY n.id LIMIT 1)
WHERE a.status = 'absent' AND a.guest = 0 AND a.not_counted = '' AND s.roll_state = 'closed'
    AND coalesce(s.actual_start, s.planned_start) BETWEEN :first AND :last
    AND coalesce(t.id, m.id) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM makeup k WHERE k.attendance_id = a.id)
    AND NOT EXISTS (
        SELECT 1 FROM attendance b WHERE b.person_id = a.person_id AND b.sitting_id = a.sitting_id
            AND b.status IN (SELECT value FROM json_each(:attended)))
ORDER BY start, a.person_id, 4
"""


def _roster(text: str) -> RosterRule:
    stored = json.loads(text)
    kind, invited = RosterKind(stored["kind"]), bool(stored["community_secretaries"])
    groups = tuple(stored.get("groups", ()))
    sent = bool(stored.get("first_secretaries", False))
    return RosterRule(kind, tuple(stored["units"]), tuple(stored["people"]), invited, groups, sent)


def _roster_text(rule: RosterRule) -> str:
    stored = {
        "kind": rule.kind.value,
        "units": rule.units,
        "people": rule.people,
        "community_secretaries": rule.community_secretaries,
    }
    if rule.groups:
        stored["groups"] = rule.groups
    if rule.first_secretaries:
        stored["first_secretaries"] = True
    return json.dumps(stored)
