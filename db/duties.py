"""Duties the office changed, waivers, 支部生活日 and errands as rows; and the facts about units that dues follow from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

HELD_ON = "(valid_from IS NULL OR valid_from <= :on) AND (valid_to IS NULL OR valid_to > :on)"
_COUNTED = (
    "SELECT m.unit_id, sum(m.party_class = 'full') FROM membership m {joined}"
    "WHERE (m.valid_from IS NULL OR m.valid_from <= :on) AND (m.valid_to IS NULL OR m.valid_to > :on)"
    " AND {there} GROUP BY m.unit_id"
)
MEMBERS_ON = _COUNTED.format(
    joined="",
    there="m.person_id NOT IN (SELECT id FROM person WHERE ended_on <= :on OR merged_into IS NOT NULL)",
)
"""Who is gone is found by one pass over an index; a join would look up each of a county's people."""
MEMBERS_OF_UNIT_ON = _COUNTED.format(
    joined="JOIN person p ON p.id = m.person_id ",
    there="(p.ended_on IS NULL OR p.ended_on > :on) AND p.merged_into IS NULL AND m.unit_id = :unit",
)


class SqliteDuties:
    """Fulfils the DutyStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self, on: date, unit_id: int | None = None) -> Sequence[UnitFacts]:
        """Every unit (or one) ever founded by a day as it stood on it, in the office's order; merged ones as closed."""
        day: dict[str, object] = {"on": on.isoformat(), "unit": unit_id}
        members_on = MEMBERS_ON if unit_id is None else MEMBERS_OF_UNIT_ON
        members: dict[int, int] = dict(self._connection.execute(members_on, day).fetchall())
        groups: dict[int, list[GroupFacts]] = {}
        found = self._connection.execute(
            f"SELECT unit_id, id, valid_from FROM party_group WHERE {HELD_ON}"
            " AND (:unit IS NULL OR unit_id = :unit) ORDER BY unit_id, sort_order, id",
            day,
        )
        for number, group_id, founded in found:
            groups.setdefault(number, []).append(GroupFacts(group_id, DAY.load(founded)))
        units = self._connection.execute(
            "SELECT id, kind, founded_on, closed_on FROM unit WHERE :unit IS NULL OR id = :unit"
            " ORDER BY sort_order, id",
            day,
        )
        return [
            UnitFacts(
                number,
                UnitKind(kind),
                DAY.load(founded),
                DAY.load(closed),
                members.get(number),
                tuple(groups.get(number, ())),
            )
            for number, kind, founded, closed in units
        ]

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
