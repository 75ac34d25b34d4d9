"""Take in lists of who attended: marks for the lines of one roll, or of the rolls a column names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gzparty.domain.chinese_records import REASONS, STATUS_WORDS
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.matching import Difference
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.sitting import Attendance, Mark, RollState, Status
from gzparty.domain.table import Table
from gzparty.i18n import _
from gzparty.labels.training import status_label
from gzparty.services.context import Context
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_result import SHEET, SKIP, Bucket
from gzparty.services.roll import Rolls
from gzparty.services.sessions import current_roll

if TYPE_CHECKING:
    from gzparty.services.ports import Store

_OPEN = frozenset({Status.UNMARKED, Status.UNSETTLED})


@dataclass(slots=True)
class _Sheet:
    """One roll as it stands, with the marks the sheet gives it by position."""

    sitting_id: int
    rows: Sequence[Attendance]
    marks: dict[int, Mark] = field(default_factory=dict)


class RollsImport:
    """Judges rows of attendance. A sheet without a column of marks lists those who came.

    `record` is the number of the session or meeting where no column says it.
    """

    def __init__(self, store: Store, context: Context, table: Table, record: str = "") -> None:
        self._store = store
        self._context = context
        self._record = record
        self._has_marks = "status" in table.columns
        self._rolls: dict[str, _Sheet] = {}

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        sheet = self._roll(cells)
        line = self._line(sheet, cells)
        status = self._status(cells)
        if status is None:
            return Bucket.SAME
        reason = cells.text("reason") or REASONS.get(cells.raw("status"), "")
        if line.position in sheet.marks:
            raise Stop("name", Diagnostic(Level.ERROR, "roll_row_twice", {"name": line.name}))
        wished = (status, reason or line.reason)
        if (line.status, line.reason) == wished:
            return Bucket.SAME
        if line.status not in _OPEN and line.status is not status and SHEET not in cells.decided:
            marks = (status_label(line.status), status_label(status))
            values = {"name": line.name, "stored": marks[0], "given": marks[1]}
            found = (Difference("status", *marks),)
            reason_found = Diagnostic(Level.WARNING, "roll_row_differs", values)
            raise Stop("status", reason_found, "repair_sheet", (SHEET, SKIP), differences=found)
        sheet.marks[line.position] = Mark(status, reason)
        return Bucket.ADDED if line.status in _OPEN else Bucket.UPDATED

    def set_aside(self, cells: Cells) -> None:
        """A line that was set aside keeps its mark."""

    def is_changed(self) -> bool:
        """Whether there is anything to store."""
        return any(sheet.marks for sheet in self._rolls.values())

    def save(self) -> None:
        """Store the marks, inside an action already begun; a closed roll is corrected and stays closed."""
        rolls = Rolls(self._store, self._context)
        for sheet in self._rolls.values():
            alike: dict[Mark, list[int]] = defaultdict(list)
            for position, mark in sheet.marks.items():
                alike[mark].append(position)
            for mark, positions in alike.items():
                rolls.mark(sheet.sitting_id, positions, mark)

    def _roll(self, cells: Cells) -> _Sheet:
        reference = cells.text("sitting") or self._record
        if not reference:
            raise Stop("sitting", Diagnostic(Level.ERROR, "roll_record_missing"))
        if reference not in self._rolls:
            training = self._store.trainings.find(reference)
            meeting = None if training else self._store.meetings.find(reference)
            found = training or meeting
            if found is None:
                raise Stop(
                    "sitting", Diagnostic(Level.ERROR, "roll_record_unknown", {"reference": reference})
                )
            sitting = self._store.sittings.get(found.sitting_id)
            requests = self._store.sittings.leave_requests(sitting.id)
            rows = current_roll(self._store, sitting, tuple(requests))
            if sitting.roll_state is RollState.OPEN and not rows:
                raise Stop("sitting", Diagnostic(Level.ERROR, "roll_without_lines", {"reference": reference}))
            self._rolls[reference] = _Sheet(sitting.id, rows)
        return self._rolls[reference]

    def _line(self, sheet: _Sheet, cells: Cells) -> Attendance:
        """The one line a row names; namesakes are told apart by their unit."""
        name = cells.text("name")
        named = [row for row in sheet.rows if normalize_name(row.name) == normalize_name(name)]
        unit = normalize_unit(cells.raw("unit"))
        if len(named) > 1 and unit:
            named = [row for row in named if unit.startswith(normalize_unit(row.unit_name))] or named
        if len(named) == 1:
            return named[0]
        if named:
            units = _("、").join(row.unit_name for row in named)
            raise Stop("unit", Diagnostic(Level.ERROR, "roll_row_namesakes", {"name": name, "units": units}))
        near = tuple(get_close_matches(name, [row.name for row in sheet.rows], 3, 0.5))
        raise Stop(
            "name", Diagnostic(Level.ERROR, "roll_row_unknown", {"name": name}), "repair_guest", offers=near
        )

    def _status(self, cells: Cells) -> Status | None:
        if not self._has_marks:
            return Status.PRESENT
        return cells.word("status", STATUS_WORDS)
