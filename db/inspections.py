"""Inspections with their items, tours with their units, and changed lines of checklists as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from db.counters import next_value
from db.driver import Connection
from db.table import DAY, FLAG, IDS, Codec, Table, code
from gzparty.domain.inspection import (
    Answer,
    ChecklistItem,
    Inspection,
    InspectionItem,
    InspectionKind,
    TeamMember,
    Tour,
    TourUnit,
)
from gzparty.services.ledger_ports import InspectionBrief

TEAM = Codec(
    lambda text: tuple(TeamMember(*entry) for entry in json.loads(text)),
    lambda team: json.dumps([list(member) for member in team], ensure_ascii=False),
)
INSPECTIONS = Table("inspection", Inspection, kind=code(InspectionKind), held_on=DAY)
ITEMS = Table("inspection_item", InspectionItem, answer=code(Answer))
CHECKLIST = Table("checklist_item", ChecklistItem, kind=code(InspectionKind), stopped=FLAG)
TOURS = Table("tour", Tour, held_on=DAY, team=TEAM, pool=IDS, reply_by=DAY)
TOUR_UNITS = Table("tour_unit", TourUnit, drawn=FLAG)


class SqliteInspections:
    """Fulfils the InspectionStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, inspection_id: int) -> Inspection:
        """One inspection; KeyError if there is none."""
        return INSPECTIONS.get(self._connection, inspection_id)

    def find(self, reference: str) -> Inspection | None:
        """By uid or number; None if there is none."""
        found = INSPECTIONS.select(self._connection, "WHERE uid = ?1 OR number = ?1", (reference,))
        return found[0] if found else None

    def many(self, inspection_ids: Collection[int]) -> Sequence[Inspection]:
        """Several inspections by id; those that are gone are left out."""
        rest = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY held_on, id"
        return INSPECTIONS.select(self._connection, rest, (json.dumps(list(inspection_ids)),))

    def between(
        self, first: str, last: str, kind: InspectionKind | None = None, unit_id: int | None = None
    ) -> Sequence[Inspection]:
        """Those whose period lies between two, both included, of one kind and unit or of all, by day."""
        rest = (
            "WHERE period BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR unit_id = ?4)"
            " ORDER BY held_on, id"
        )
        return INSPECTIONS.select(
            self._connection, rest, (first, last, kind.value if kind else None, unit_id)
        )

    def briefs(self, first: str, last: str, unit_id: int | None = None) -> list[InspectionBrief]:
        """Self-inspections whose period lies between two, with how many items nobody answered."""
        found = self._connection.execute(
            "SELECT i.id, i.unit_id, i.period, i.held_on, (SELECT count(*) FROM inspection_item t"
            " WHERE t.inspection_id = i.id AND t.answer = 'open') FROM inspection i"
            " WHERE i.period BETWEEN ?1 AND ?2 AND i.kind = 'self' AND (?3 IS NULL OR i.unit_id = ?3)"
            " ORDER BY i.held_on, i.id",
            (first, last, unit_id),
        )
        return [
            InspectionBrief(number, unit, period, date.fromisoformat(day), unanswered)
            for number, unit, period, day, unanswered in found
        ]

    def first_month(self) -> str | None:
        """The first month any self-inspection counts for (2026-01); None while there is none."""
        (month,) = self._connection.execute(
            "SELECT min(period) FROM inspection WHERE kind = 'self'"
        ).fetchone()
        return month if month is None else str(month)

    def of_tour(self, tour_id: int) -> Sequence[Inspection]:
        """What a tour saw, unit by unit."""
        return INSPECTIONS.select(self._connection, "WHERE tour_id = ? ORDER BY held_on, id", (tour_id,))

    def years(self) -> Sequence[int]:
        """The years any inspection counts for, in order."""
        found = self._connection.execute("SELECT DISTINCT substr(period, 1, 4) FROM inspection ORDER BY 1")
        return [int(year) for (year,) in found]

    def next_number(self, year: int) -> str:
        """The next number of a year (2026-001); never one that was given before."""
        return f"{year}-{next_value(self._connection, f'inspection.{year}'):03d}"

    def insert(self, inspection: Inspection) -> int:
        """Store a new one; returns its id."""
        return INSPECTIONS.insert(self._connection, inspection)

    def update(self, inspection: Inspection) -> None:
        """Store its changed fields."""
        INSPECTIONS.update(self._connection, inspection.id, inspection)

    def delete(self, inspection_id: int) -> None:
        """Delete an inspection with its items."""
        self._connection.execute("DELETE FROM inspection WHERE id = ?", (inspection_id,))

    def items(self, inspection_ids: Collection[int]) -> Sequence[InspectionItem]:
        """The items of some inspections, in the order they were asked."""
        rest = "WHERE inspection_id IN (SELECT value FROM json_each(?)) ORDER BY inspection_id, position, id"
        return ITEMS.select(self._connection, rest, (json.dumps(list(inspection_ids)),))

    def insert_item(self, item: InspectionItem) -> int:
        """Store a new one; returns its id."""
        return ITEMS.insert(self._connection, item)

    def update_item(self, item: InspectionItem) -> None:
        """Store its changed fields."""
        ITEMS.update(self._connection, item.id, item)

    def delete_items(self, item_ids: Iterable[int]) -> None:
        """Delete items."""
        self._connection.executemany("DELETE FROM inspection_item WHERE id = ?", [(i,) for i in item_ids])

    def checklist(self) -> Sequence[ChecklistItem]:
        """The lines the office changed or added."""
        return CHECKLIST.select(self._connection, "ORDER BY kind, position, id")

    def insert_checklist_item(self, item: ChecklistItem) -> int:
        """Store a new one; returns its id."""
        return CHECKLIST.insert(self._connection, item)

    def update_checklist_item(self, item: ChecklistItem) -> None:
        """Store its changed fields."""
        CHECKLIST.update(self._connection, item.id, item)

    def tours(self, year: int | None = None) -> Sequence[Tour]:
        """Tours of a year or all, the latest first."""
        rest = "WHERE ?1 IS NULL OR substr(held_on, 1, 4) = ?1 ORDER BY held_on DESC, id DESC"
        return TOURS.select(self._connection, rest, (None if year is None else f"{year:04d}",))

    def tour(self, tour_id: int) -> Tour:
        """One tour; KeyError if there is none."""
        return TOURS.get(self._connection, tour_id)

    def find_tour(self, reference: str) -> Tour | None:
        """By uid or number; None if there is none."""
        found = TOURS.select(self._connection, "WHERE uid = ?1 OR number = ?1", (reference,))
        return found[0] if found else None

    def next_tour_number(self, year: int) -> str:
        """The next number of a year (2026-01); never one that was given before."""
        return f"{year}-{next_value(self._connection, f'tour.{year}'):02d}"

    def insert_tour(self, tour: Tour) -> int:
        """Store a new one; returns its id."""
        return TOURS.insert(self._connection, tour)

    def update_tour(self, tour: Tour) -> None:
        """Store its changed fields."""
        TOURS.update(self._connection, tour.id, tour)

    def delete_tour(self, tour_id: int) -> None:
        """Delete a tour with its list of units; inspections made on it must be gone before."""
        self._connection.execute("DELETE FROM tour WHERE id = ?", (tour_id,))

    def tour_units(self, tour_ids: Collection[int]) -> Sequence[TourUnit]:
        """Where some tours go, in their order."""
        rest = "WHERE tour_id IN (SELECT value FROM json_each(?)) ORDER BY tour_id, position, id"
        return TOUR_UNITS.select(self._connection, rest, (json.dumps(list(tour_ids)),))

    def insert_tour_unit(self, unit: TourUnit) -> int:
        """Store a new one; returns its id."""
        return TOUR_UNITS.insert(self._connection, unit)

    def delete_tour_units(self, ids: Iterable[int]) -> None:
        """Take units off."""
        self._connection.executemany("DELETE FROM tour_unit WHERE id = ?", [(number,) for number in ids])
