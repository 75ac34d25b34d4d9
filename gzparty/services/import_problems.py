"""Take in rectification ledgers as offices kept them: every row a problem, closed ones as 历史导入."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from gzparty.domain.damage import Reading
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.ledger_rows import LedgerRow, contradictions
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import VERIFIED, Problem, ProblemEvent, ProblemSource, Step
from gzparty.domain.problem_cells import (
    DoneOn,
    done_of,
    read_deadline,
    read_done,
    read_source,
    read_state,
    year_of,
)
from gzparty.domain.table import Table
from gzparty.i18n import _
from gzparty.labels.ledger import source_label
from gzparty.services.context import Context
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_names import UnitNames
from gzparty.services.import_result import NEW, SHEET, SKIP, Bucket
from gzparty.services.problem_drafts import Checker
from gzparty.services.problem_matching import Matching, Recorded, taken_over

if TYPE_CHECKING:
    from gzparty.services.ports import Store

V = TypeVar("V")
WORK_UNITS = frozenset({UnitKind.COMMUNITY, UnitKind.DEPARTMENT})


class ProblemsImport:
    """Judges the rows of a ledger; the whole sheet is matched with what is recorded before any row is judged."""

    def __init__(self, store: Store, context: Context, table: Table) -> None:
        self._store = store
        self._context = context
        self._today: date = context.today()
        self._table = table
        units = [unit for unit in store.people.units(self._today) if not unit.closed]
        self._names = UnitNames(units, WORK_UNITS)
        self._year = year_of(table.above, (table.sheet,), (table.file,))
        self._sources = {source_label(source): source for source in ProblemSource}
        self._rows: dict[int, LedgerRow | Stop] = {}
        self._asked: dict[int, Stop] = {}
        self._recorded = Recorded(store)
        self._matching = Matching(self._recorded, self._year, {unit.id: unit.name for unit in units})
        self._people = Checker(store, self._today)
        self._seen: set[LedgerRow] = set()
        self._new: list[LedgerRow] = []
        self._changed: list[tuple[LedgerRow, Problem, frozenset[str]]] = []
        self.notes: list[Diagnostic] = []

    def announce(self, rows: Iterable[Cells]) -> None:
        """Read all rows first, so that each recorded problem goes to the row that fits it best."""
        for cells in rows:
            try:
                self._rows[cells.number] = self._read(cells)
            except Stop as stop:
                self._rows[cells.number] = stop
        self._matching.match([row for row in self._rows.values() if isinstance(row, LedgerRow)])

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        row = self._rows[cells.number]
        if isinstance(row, Stop):
            raise row
        found = self._matching.found(row.number)
        self._ask_of_number(row, found, cells)
        if (asked := self._asked.get(row.number)) and not (found and _settled(asked, row, found)):
            raise asked
        if found is None or NEW in cells.decided:
            return self._add(row, cells)
        return self._compare(row, found, cells)

    def set_aside(self, cells: Cells) -> None:
        """A problem that was set aside is missed by nobody."""

    def is_changed(self) -> bool:
        """Whether there is anything to store."""
        return bool(self._new or self._changed)

    def save(self) -> None:
        """Store all that is new or changed, inside an action already begun."""
        year = self._year or self._usual_year()
        for row in self._new:
            self._insert(row, self._store.problems.next_number(year))
        for row, problem, fields in self._changed:
            changed = self._people.with_people(problem, taken_over(row, problem, fields))
            self._store.problems.update(changed)
            self._event(row, problem, changed)

    def _read(self, cells: Cells) -> LedgerRow:
        """A row as it stands; what is doubtful of its days is asked once it is known what the row is."""
        text = cells.text("text")
        if not text:
            raise Stop("text", Diagnostic(Level.ERROR, "problem_row_text_missing"), "repair_fill_text")
        unit = self._names.find(cells.text("unit"))
        source, source_note = read_source(cells.text("source"), self._sources)
        said = read_state(cells.text("state"))
        if said is None:
            reason = Diagnostic(Level.ERROR, "problem_row_state_unknown", {"text": cells.raw("state")})
            raise Stop("state", reason, "repair_state", offers=(_("是"), _("否"), _("整改中")))
        deadline = self._asking(
            cells,
            "deadline",
            read_deadline(cells.value("deadline"), self._year, self._today),
            lambda day, read: read._replace(day=date.fromisoformat(day)),
        )
        done = self._asking(
            cells,
            "done_on",
            read_done(cells.value("done_on"), self._year, self._today),
            lambda day, _read: done_of(day),
        )
        return LedgerRow(
            number=cells.number,
            unit_id=unit.id,
            text=text,
            reference=cells.text("number"),
            position=cells.text("position"),
            source=source,
            source_note=source_note,
            measure=cells.text("measure"),
            leader=cells.text("leader"),
            responsible=cells.text("responsible"),
            deadline=deadline,
            result=cells.text("result"),
            said=said,
            has_state="state" in self._table.columns,
            done=done,
            verifier=cells.text("verifier"),
            notes=_notes(cells.text("note"), done),
            found_on=self._found_on(cells),
        )

    def _asking(self, cells: Cells, field: str, reading: Reading[V], chosen: Callable[[str, V], V]) -> V:
        """A value of a cell, or the offered day that was chosen; a doubt about it is kept for later."""
        for offered in reading.repairs:
            if offered in cells.decided:
                return chosen(offered, reading.value)
        try:
            return cells.taken(field, reading)
        except Stop as stop:
            if stop.reason.level is not Level.WARNING:
                raise
            self._asked.setdefault(cells.number, stop)
            return reading.value

    def _found_on(self, cells: Cells) -> date | None:
        """When it was found; a month alone is no day, and a day to come was not found yet."""
        read = self._asking(
            cells,
            "found_on",
            read_done(cells.value("found_on"), self._year, self._today),
            lambda day, _read: done_of(day),
        )
        return read.day

    def _ask_of_number(self, row: LedgerRow, found: Problem | None, cells: Cells) -> None:
        """Two rows of one number: only one of them can be that problem, and the sheet does not say which."""
        others = [number for number in self._matching.bearing(row) if number != row.number]
        if not others or (found is not None and not self._matching.differences(row, found)):
            return
        choices = (SHEET, NEW, SKIP) if found is not None else (NEW, SKIP)
        if not any(choice in cells.decided for choice in choices):
            values = {"number": row.reference, "rows": _("、").join(map(str, others))}
            reason = Diagnostic(Level.WARNING, "problem_row_number_twice", values)
            raise Stop("number", reason, "repair_number_twice", choices)

    def _add(self, row: LedgerRow, cells: Cells) -> Bucket:
        if (taken := self._matching.taken(row)) is not None and NEW not in cells.decided:
            values = {"number": taken.number, "text": _short(taken.text)}
            reason = Diagnostic(Level.WARNING, "problem_row_number_taken", values)
            raise Stop("number", reason, "repair_number", (NEW, SKIP))
        alike = replace(row, number=0, position="")
        if alike in self._seen and NEW not in cells.decided:
            reason = Diagnostic(Level.WARNING, "problem_row_twice", {"text": _short(row.text)})
            raise Stop("text", reason, "repair_problem_twice", (NEW, SKIP))
        self._seen.add(alike)
        self._new.append(row)
        self._tell(row)
        return Bucket.ADDED

    def _compare(self, row: LedgerRow, problem: Problem, cells: Cells) -> Bucket:
        """What is blank is filled; what differs is asked about, and what only a step may change is not changed here."""
        found = self._matching.differences(row, problem)
        if not found:
            return Bucket.SAME
        fields = frozenset(one.field for one in found)
        locked = self._recorded.locked(problem, fields)
        if locked:
            values = {"number": problem.printed_number, "count": len(found)}
            reason = Diagnostic(Level.WARNING, locked, values)
            raise Stop(found[0].field, reason, "repair_ledger", (NEW, SKIP), differences=found)
        if any(one.stored for one in found) and SHEET not in cells.decided:
            values = {"number": problem.printed_number, "count": len(found)}
            reason = Diagnostic(Level.WARNING, "problem_row_differs", values)
            first = next(one for one in found if one.stored)
            raise Stop(first.field, reason, "repair_sheet", (SHEET, NEW, SKIP), differences=found)
        self._changed.append((row, problem, fields))
        self._tell(row)
        return Bucket.UPDATED

    def _tell(self, row: LedgerRow) -> None:
        """What a row taken in says against itself, and what it says less than a day."""
        codes = list(contradictions(row))
        if row.done.text:
            codes.append("problem_row_done_without_day")
        for code in codes:
            reason = Diagnostic(Level.NOTE, code, {"text": row.done.text})
            self.notes.append(Diagnostic(Level.NOTE, "row_note", {"row": row.number, "reason": reason}))

    def _insert(self, row: LedgerRow, number: str) -> None:
        state = row.state
        problem = Problem(
            id=0,
            uid=self._context.new_uid(),
            number=number,
            unit_id=row.unit_id,
            text=row.text,
            source=row.source or ProblemSource.OTHER,
            lane=row.lane,
            state=state,
            found_on=row.found_on,
            source_note=row.source_note,
            measure=row.measure,
            leader=row.leader,
            responsible=row.responsible,
            deadline=row.deadline.day,
            deadline_text=row.deadline.text,
            result=row.result,
            done_on=row.done.day,
            verifier=row.verifier,
            closed_on=row.done.day if state in VERIFIED else None,
            note=row.note,
            imported=True,
        )
        nobody = replace(problem, leader="", responsible="", verifier="")
        problem = self._people.with_people(nobody, problem)
        self._event(row, None, replace(problem, id=self._store.problems.insert(problem)))

    def _event(self, row: LedgerRow, before: Problem | None, after: Problem) -> None:
        """历史导入, with where the row stood; no guard asks what an old ledger never noted."""
        where = _("《{file}》第 {row} 行").format(file=self._table.file, row=row.number)
        if row.position:
            where += _("，序号 {position}").format(position=row.position)
        if row.reference:
            where += _("，编号 {number}").format(number=row.reference)
        self._store.problems.insert_event(
            ProblemEvent(
                id=0,
                uid=self._context.new_uid(),
                problem_id=after.id,
                round=after.round,
                step=Step.IMPORT,
                happened_on=self._today,
                state_before=before.state if before else None,
                state_after=after.state,
                note=where,
                old_deadline=before.deadline if before else None,
                new_deadline=after.deadline,
            )
        )

    def _usual_year(self) -> int:
        """The year most of the days lie in, for the numbers of a sheet that names none."""
        days = [
            day.year for row in self._new for day in (row.deadline.day, row.done.day, row.found_on) if day
        ]
        return Counter(days).most_common(1)[0][0] if days else self._today.year


def _notes(note: str, done: DoneOn) -> tuple[str, ...]:
    """The sheet's remark, and when it was done where that says no day: nothing is lost and no day made up."""
    told = _("完成时间 {text}").format(text=done.text) if done.text else ""
    return tuple(part for part in (note, told) if part)


def _settled(asked: Stop, row: LedgerRow, problem: Problem) -> bool:
    """Whether a doubt was decided before: the record keeps the very words."""
    return (
        asked.field == "deadline" and bool(row.deadline.text) and row.deadline.text == problem.deadline_text
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
