"""Reading inspections: the quota board, who is short of it, one inspection, what a new one starts from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import inspection_rules as rules
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.dues import Due
from gzparty.domain.folder import Attachment
from gzparty.domain.inspection import ChecklistItem, Inspection, InspectionItem, InspectionKind
from gzparty.domain.ledger_days import proposed_deadline
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.services.checklists import merged
from gzparty.services.context import Service
from gzparty.services.due_book import DueBook
from gzparty.services.dues import Dues
from gzparty.services.duty_views import Cell, YearGroup, YearLine
from gzparty.services.ledger_views import (
    InspectionForm,
    InspectionView,
    LedgerLine,
    QuotaBoard,
    QuotaUnit,
)
from gzparty.services.problem_reading import ProblemViews

_HEADINGS = ((UnitKind.COMMUNITY, N_("社区")), (UnitKind.DEPARTMENT, N_("部门")))
_OTHERS = N_("其他单位")
REMEMBERED = 2
"""How many years back names used before are offered."""


class InspectionViews(Service):
    """Views of inspections; never writes."""

    def board(self, year: int) -> QuotaBoard:
        """Units x months of a year's self-inspections: communities, departments, and whoever else the office asks."""
        board = Dues(self._store, self._context).year(rules.SELF_INSPECTION, year)
        lines = [line for group in board.groups for line in group.lines]
        headed = [(title, [line for line in lines if line.unit.kind is kind]) for kind, title in _HEADINGS]
        headed.append((_OTHERS, [line for line in lines if line.unit.kind not in dict(_HEADINGS)]))
        groups = tuple(_group(_(title), tuple(chosen)) for title, chosen in headed if chosen)
        sums = tuple((cell.done, cell.owed) for cell in board.cells)
        times = board.duties[-1].times if board.duties else 0
        return QuotaBoard(replace(board, groups=groups), sums, len(lines), times)

    def quota(self, month: Period) -> tuple[QuotaUnit, ...]:
        """How every unit that owes self-inspections stands in a month, in the office's order; exempt ones too."""
        with self._store.snapshot():
            book = self._book()
            return self._quota(month, book)

    def unmet(self, month: Period) -> tuple[QuotaUnit, ...]:
        """Who is short in a month (未达标 once it is over, 还差 while it runs); nobody of one that has not begun."""
        if month.first > self._context.today():
            return ()
        return tuple(line for line in self.quota(month) if line.missing)

    def form(self, unit_id: int, on: date, kind: InspectionKind = InspectionKind.SELF) -> InspectionForm:
        """What a new inspection of a unit on a day starts from; nothing of it is an answer."""
        period = Period.around(on)
        with self._store.snapshot():
            book = DueBook(self._store, self._context.today(), unit_id)
            before = self._store.inspections.between(
                f"{on.year - REMEMBERED + 1:04d}-01", f"{on.year:04d}-12", kind, unit_id
            )
            of_month = [one for one in before if one.period == period.code and one.held_on <= on]
            quota = self._quota(period, book) if kind is InspectionKind.SELF else ()
            holders = [person.name for person in self._store.people.in_office(unit_id, on)]
            named = self._store.problems.people_of_unit(unit_id)
            return InspectionForm(
                unit=book.units(on)[unit_id],
                period=period.code,
                ordinal=rules.next_ordinal(on, of_month),
                quota=quota[0] if quota else None,
                checklist=tuple(item for item in self.checklist(kind) if not item.stopped),
                inspectors=_distinct([*(one.inspector for one in reversed(before)), *holders]),
                responsibles=_distinct([*(responsible for responsible, _leader in named), *holders]),
                leaders=_distinct(leader for _responsible, leader in named),
                deadline=proposed_deadline(on, book.settings.rectify_workdays, book.terms.calendar).day,
            )

    def inspectors(self, year: int) -> tuple[str, ...]:
        """Who made the self-inspections of a year and the one before, the last first."""
        before = self._store.inspections.between(
            f"{year - REMEMBERED + 1:04d}-01", f"{year:04d}-12", InspectionKind.SELF
        )
        latest = sorted(before, key=lambda one: (one.held_on, one.id), reverse=True)
        return _distinct(one.inspector for one in latest)

    def detail(self, inspection_id: int) -> InspectionView:
        """One inspection with its items and what it found; Refusal if it is gone."""
        with self._store.snapshot():
            found = self._store.inspections.many([inspection_id])
            if not found:
                raise Refusal("inspection_gone")
            return self.views(found)[0]

    def doubles(self, inspection: Inspection) -> tuple[Diagnostic, ...]:
        """Whether one of its unit, day and inspector is stored already; `inspection` need not be (id 0)."""
        counts_from = f"{inspection.held_on.year - 1:04d}-{inspection.held_on.month:02d}"
        until = Period.around(inspection.held_on).code
        # One made up for counts for a month before its day.
        others = self._store.inspections.between(counts_from, until, inspection.kind, inspection.unit_id)
        return rules.findings(inspection, (), others)

    def of_unit(
        self, unit_id: int, year: int, kind: InspectionKind = InspectionKind.SELF
    ) -> tuple[InspectionView, ...]:
        """A unit's inspections that count for a year, the latest first."""
        with self._store.snapshot():
            found = self._store.inspections.between(f"{year:04d}-01", f"{year:04d}-12", kind, unit_id)
            return self.views(found)[::-1]

    def year(self, year: int, kind: InspectionKind | None = None) -> tuple[InspectionView, ...]:
        """All inspections that count for a year, by day."""
        with self._store.snapshot():
            return self.views(self._store.inspections.between(f"{year:04d}-01", f"{year:04d}-12", kind))

    def checklist(self, kind: InspectionKind) -> tuple[ChecklistItem, ...]:
        """Every line of a checklist in its order, those asked no more among them."""
        return merged(kind, self._store.inspections.checklist())

    def find(self, reference: str) -> Inspection:
        """The inspection of a number or uid; Refusal where there is none."""
        inspection = self._store.inspections.find(reference.strip())
        if inspection is None:
            raise Refusal("inspection_unknown", reference=reference.strip())
        return inspection

    def years(self) -> tuple[int, ...]:
        """The years that have inspections, and the running one."""
        return tuple(sorted({*self._store.inspections.years(), self._context.today().year}))

    def views(self, inspections: Sequence[Inspection]) -> tuple[InspectionView, ...]:
        """Some inspections with their items and problems, in the order given."""
        if not inspections:
            return ()
        ids = [inspection.id for inspection in inspections]
        items: dict[int, list[InspectionItem]] = defaultdict(list)
        for item in self._store.inspections.items(ids):
            items[item.inspection_id].append(item)
        lines: dict[int, list[LedgerLine]] = defaultdict(list)
        for line in ProblemViews(self._store, self._context).of_inspections(ids):
            lines[line.problem.inspection_id or 0].append(line)
        files: dict[int | None, list[Attachment]] = defaultdict(list)
        for file in self._store.folders.of_inspections(ids):
            files[file.inspection_id].append(file)
        hashes = [file.hash for own in files.values() for file in own]
        gone = self._store.blobs.missing(hashes) if hashes else ()
        around: dict[int, list[Inspection]] = defaultdict(list)
        for one in self._around(inspections):
            around[one.unit_id].append(one)
        units = self._units_by_id()
        return tuple(
            InspectionView(
                inspection,
                units[inspection.unit_id],
                tuple(items[inspection.id]),
                tuple(lines[inspection.id]),
                rules.ordinal_of(inspection, _of_month(inspection, around[inspection.unit_id])),
                rules.findings(
                    inspection,
                    (line.problem for line in lines[inspection.id]),
                    around[inspection.unit_id],
                ),
                tuple(files[inspection.id]),
                tuple(file for file in files[inspection.id] if file.hash in gone),
            )
            for inspection in inspections
        )

    def _around(self, inspections: Sequence[Inspection]) -> Sequence[Inspection]:
        """Every inspection of the months that some count for."""
        periods = sorted({inspection.period for inspection in inspections})
        units = {inspection.unit_id for inspection in inspections}
        unit_id = next(iter(units)) if len(units) == 1 else None
        return self._store.inspections.between(periods[0], periods[-1], None, unit_id)

    def _quota(self, month: Period, book: DueBook) -> tuple[QuotaUnit, ...]:
        dues: dict[int, list[Due]] = defaultdict(list)
        for due in book.dues(month, lambda period: period == month, (rules.SELF_INSPECTION,)):
            dues[due.unit_id].append(due)
        units = book.units(book.as_of(month))
        return tuple(
            _quota_unit(unit, dues[unit.id], book.today, month) for unit in units.values() if unit.id in dues
        )

    def _book(self) -> DueBook:
        return Dues(self._store, self._context).book()


def _quota_unit(unit: UnitView, dues: Sequence[Due], today: date, month: Period) -> QuotaUnit:
    cell = Cell(tuple(dues))
    return QuotaUnit(unit, tuple(dues), cell.done, cell.owed, (month.last - today).days)


def _group(title: str, lines: tuple[YearLine, ...]) -> YearGroup:
    sums = tuple(
        Cell(tuple(due for cell in column for due in cell.dues))
        for column in zip(*(line.cells for line in lines), strict=True)
    )
    return YearGroup(None, title, lines, sums)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _of_month(inspection: Inspection, among: Iterable[Inspection]) -> list[Inspection]:
    same = (inspection.unit_id, inspection.kind, inspection.period)
    return [other for other in among if (other.unit_id, other.kind, other.period) == same]
