"""Duties the office changed, waivers, 支部生活日 and errands as rows; and the facts about units that dues follow from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from db.counters import next_value
from db.driver import Connection
from db.table import CLOCK, DAY, FLAG, Codec, Table, code, placeholders
from gzparty.domain.dues import GroupFacts, UnitFacts
from gzparty.domain.duty import Deadline, Duty, Errand, ErrandUnit, Grade, LifeDay, Scope, Waiver
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Every


def _deadline_text(deadline: Deadline | None) -> str:
    return deadline.text if deadline else ""


DUTIES = Table(
    "duty",
    Duty,
    valid_from=DAY,
    scope=code(Scope),
    every=code(Every),
    # The columns take an empty text for no deadline, so None is dumped here and not by the table.
    hold_by=Codec(Deadline.parse, lambda spread: (_deadline_text(spread),), ("hold_by",)),
    report_by=Codec(Deadline.parse, lambda spread: (_deadline_text(spread),), ("report_by",)),
    grade=code(Grade),
    stopped=FLAG,
)
WAIVERS = Table("waiver", Waiver, approved_on=DAY)
LIFE_DAYS = Table("life_day", LifeDay, starts_at=CLOCK, valid_from=DAY)
ERRANDS = Table("errand", Errand, asked_on=DAY, due_on=DAY, finished_on=DAY)
ERRAND_UNITS = Table("errand_unit", ErrandUnit, received_on=DAY, returned_on=DAY)

_COUNTED = (
    "SELECT m.unit_id, sum(m.party_class = 'full') FROM membership m {joined}"
    "WHERE (m.valid_from IS NULL OR m.valid_from <= :first) AND (m.valid_to IS NULL OR m.valid_to > :last)"
    " AND {there} GROUP BY m.unit_id"
)
MEMBERS_THROUGHOUT = _COUNTED.format(
    joined="",
    there="m.person_id NOT IN (SELECT id FROM person WHERE ended_on <= :last OR merged_into IS NOT NULL)",
)
"""Who is gone is found by one pass over an index; a join would look up each of a county's people."""
MEMBERS_OF_UNIT_ON = _COUNTED.format(
    joined="JOIN person p ON p.id = m.person_id ",
    there="(p.ended_on IS NULL OR p.ended_on > :last) AND p.merged_into IS NULL AND m.unit_id = :unit",
)
MEMBERS_CHANGING = (
    "SELECT m.unit_id, m.party_class = 'full', m.valid_from, m.valid_to, p.ended_on"
    " FROM membership m CROSS JOIN person p ON p.id = m.person_id"
    " WHERE (m.valid_from > :first OR m.valid_to <= :last"
    " OR m.person_id IN (SELECT id FROM person WHERE ended_on > :first AND ended_on <= :last))"
    " AND (m.valid_from IS NULL OR m.valid_from <= :last) AND (m.valid_to IS NULL OR m.valid_to > :first)"
    " AND (p.ended_on IS NULL OR p.ended_on > :first) AND p.merged_into IS NULL"
)
"""Who became or ceased to be a member between two days: few beside those who were one throughout."""


class SqliteDuties:
    """Fulfils the DutyStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self, on: date, unit_id: int | None = None) -> Sequence[UnitFacts]:
        """Every unit (or one) ever founded by a day as it stood on it, in the office's order; merged ones as closed."""
        return self.facts_on([on], unit_id)[on]

    def facts_on(
        self, days: Collection[date], unit_id: int | None = None
    ) -> Mapping[date, Sequence[UnitFacts]]:
        """The same for each of some days: who stayed is counted once for all of them."""
        known = self._connection.execute(
            "SELECT id, kind, founded_on, closed_on FROM unit WHERE :unit IS NULL OR id = :unit"
            " ORDER BY sort_order, id",
            {"unit": unit_id},
        )
        units = [
            (number, UnitKind(kind), DAY.load(founded), DAY.load(closed))
            for number, kind, founded, closed in known
        ]
        members, groups = self._members_on(days, unit_id), self._groups_on(days, unit_id)
        return {
            day: [
                UnitFacts(*unit, members[day].get(unit[0]), tuple(groups[day].get(unit[0], ())))
                for unit in units
            ]
            for day in days
        }

    def _members_on(self, days: Collection[date], unit_id: int | None) -> dict[date, dict[int, int]]:
        """How many full members each unit has that has any member at all."""
        if unit_id is not None:
            return {day: self._counted(MEMBERS_OF_UNIT_ON, day, day, unit_id) for day in days}
        first, last = min(days), max(days)
        stayed = self._counted(MEMBERS_THROUGHOUT, first, last)
        found = {day: stayed.copy() for day in days}
        if first == last:
            return found
        span = {"first": first.isoformat(), "last": last.isoformat()}
        for unit, full, since, until, ended in self._connection.execute(MEMBERS_CHANGING, span):
            for day, counts in found.items():
                if _held(since, until, day) and _held(None, ended, day):
                    counts[unit] = counts.get(unit, 0) + full
        return found

    def _counted(self, query: str, first: date, last: date, unit_id: int | None = None) -> dict[int, int]:
        span = {"first": first.isoformat(), "last": last.isoformat(), "unit": unit_id}
        return dict(self._connection.execute(query, span).fetchall())

    def _groups_on(
        self, days: Collection[date], unit_id: int | None
    ) -> dict[date, dict[int, list[GroupFacts]]]:
        rows = self._connection.execute(
            "SELECT unit_id, id, valid_from, valid_to FROM party_group WHERE :unit IS NULL OR unit_id = :unit"
            " ORDER BY unit_id, sort_order, id",
            {"unit": unit_id},
        )
        known = [
            (unit, GroupFacts(number, DAY.load(since)), since, until) for unit, number, since, until in rows
        ]
        found: dict[date, dict[int, list[GroupFacts]]] = {}
        for day in days:
            groups = found[day] = {}
            for unit, facts, since, until in known:
                if _held(since, until, day):
                    groups.setdefault(unit, []).append(facts)
        return found

    def duties(self) -> Sequence[Duty]:
        """The versions the office added, oldest first."""
        return DUTIES.select(self._connection, "ORDER BY valid_from, id")

    def insert_duty(self, duty: Duty) -> int:
        """Store a new version; returns its id."""
        return DUTIES.insert(self._connection, duty)

    def update_duty(self, duty: Duty) -> None:
        """Store a version's changed fields."""
        DUTIES.update(self._connection, duty.id, duty)

    def delete_duty(self, duty_id: int) -> None:
        """Take a version back."""
        self._connection.execute("DELETE FROM duty WHERE id = ?", (duty_id,))

    def waivers(self, first: str, last: str) -> Sequence[Waiver]:
        """Waivers whose period lies between two, both included; 2026 to 2026-Z takes the whole year in."""
        return WAIVERS.select(self._connection, "WHERE period BETWEEN ? AND ? ORDER BY id", (first, last))

    def insert_waiver(self, waiver: Waiver) -> int:
        """Store a new one; returns its id."""
        return WAIVERS.insert(self._connection, waiver)

    def waiver(self, waiver_id: int) -> Waiver:
        """One waiver; KeyError if there is none."""
        return WAIVERS.get(self._connection, waiver_id)

    def delete_waiver(self, waiver_id: int) -> None:
        """Take a waiver back."""
        self._connection.execute("DELETE FROM waiver WHERE id = ?", (waiver_id,))

    def life_days(self, unit_id: int | None = None) -> Sequence[LifeDay]:
        """Every 支部生活日 of every branch (or one), oldest first."""
        rest = "WHERE ?1 IS NULL OR unit_id = ?1 ORDER BY unit_id, valid_from, id"
        return LIFE_DAYS.select(self._connection, rest, (unit_id,))

    def insert_life_day(self, day: LifeDay) -> int:
        """Store a new one; returns its id."""
        return LIFE_DAYS.insert(self._connection, day)

    def update_life_day(self, day: LifeDay) -> None:
        """Store its changed fields."""
        LIFE_DAYS.update(self._connection, day.id, day)

    def delete_life_day(self, day_id: int) -> None:
        """Delete one."""
        self._connection.execute("DELETE FROM life_day WHERE id = ?", (day_id,))

    def errands(self) -> Sequence[Errand]:
        """Every errand, the one due first first."""
        return ERRANDS.select(self._connection, "ORDER BY due_on, id")

    def errand(self, errand_id: int) -> Errand:
        """One errand; KeyError if there is none."""
        return ERRANDS.get(self._connection, errand_id)

    def insert_errand(self, errand: Errand) -> int:
        """Store a new one; returns its id."""
        return ERRANDS.insert(self._connection, errand)

    def update_errand(self, errand: Errand) -> None:
        """Store its changed fields."""
        ERRANDS.update(self._connection, errand.id, errand)

    def delete_errand(self, errand_id: int) -> None:
        """Delete one with what its units owe."""
        self._connection.execute("DELETE FROM errand WHERE id = ?", (errand_id,))

    def next_errand_number(self, year: int) -> str:
        """The next number of a year (2026-01); never one that was given before."""
        value = next_value(self._connection, f"errand.{year}")
        return f"{year}-{value:02d}"

    def errand_forms(self) -> Mapping[int, int]:
        """How many files are attached to each errand that has any."""
        found = self._connection.execute(
            "SELECT errand_id, count(*) FROM attachment WHERE errand_id IS NOT NULL GROUP BY errand_id"
        )
        return dict(found.fetchall())

    def errand_units(self, errand_ids: Iterable[int]) -> Sequence[ErrandUnit]:
        """What units owe of some errands."""
        wanted = list(errand_ids)
        rest = f"WHERE errand_id IN ({placeholders(wanted)}) ORDER BY errand_id, id"
        return ERRAND_UNITS.select(self._connection, rest, wanted)

    def insert_errand_units(self, units: Iterable[ErrandUnit]) -> None:
        """Store what units owe."""
        ERRAND_UNITS.insert_many(self._connection, units)

    def update_errand_units(self, units: Iterable[ErrandUnit]) -> None:
        """Store what changed of it."""
        for unit in units:
            ERRAND_UNITS.update(self._connection, unit.id, unit)

    def delete_errand_units(self, ids: Iterable[int]) -> None:
        """Take units off an errand."""
        self._connection.executemany("DELETE FROM errand_unit WHERE id = ?", [(number,) for number in ids])


def _held(since: str | None, until: str | None, day: date) -> bool:
    """Whether something that holds between two days as they are stored does on a day."""
    text = day.isoformat()
    return (since is None or since <= text) and (until is None or until > text)
