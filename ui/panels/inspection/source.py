"""A year of self-inspections as a matrix: communities and departments, a column per month, 1/2 in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.dues import COMING, INSPECTION, DueState
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import due_state_label, due_text
from gzparty.labels.period import period_label
from gzparty.services.duty_views import Cell, YearGroup
from gzparty.services.ledger_views import QuotaBoard
from ui.due_glyphs import due_tone, state_glyph
from ui.glyphs import Glyph
from ui.tables.matrix import EMPTY, MatrixCell, MatrixGroup, MatrixHead, MatrixLine, Place


class QuotaSource:
    """Answers for the cells in sight; a line's key is its unit's id, a group's its title."""

    def __init__(self, quota: QuotaBoard, today: date) -> None:
        self.quota = quota
        self.periods = quota.board.periods
        self._today = today
        self.corner = _("单位")
        self.heads = tuple(
            self._head(period, cell, sums)
            for period, cell, sums in zip(self.periods, quota.board.cells, quota.sums, strict=True)
        )
        self.groups: Sequence[MatrixGroup] = tuple(_group(group) for group in quota.board.groups)

    def cell(self, place: Place, column: int) -> MatrixCell:
        group = self.quota.board.groups[place.group]
        if not place.is_group:
            return self._one(group.lines[place.line].cells[column], self.periods[column])
        late = group.cells[column].state is DueState.OVERDUE
        missing = group.cells[column].owed - group.cells[column].done
        return MatrixCell(_("差{n}").format(n=missing), Glyph.OVER, "over", strong=True) if late else EMPTY

    def spoken(self, place: Place, column: int) -> str:
        group = self.quota.board.groups[place.group]
        cell = group.cells[column] if place.is_group else group.lines[place.line].cells[column]
        if not cell.owed:
            none = due_state_label(DueState.NOT_APPLICABLE)
            return due_text(cell.dues[0]) if cell.dues and not place.is_group else none
        words = _("做了 {done} 次，应做 {owed} 次").format(done=cell.done, owed=cell.owed)
        late = [due for due in cell.dues if due.state is DueState.OVERDUE]
        begun = sum(due.state is DueState.HANDED_IN for due in cell.dues)
        more = (
            []
            if not late
            else [due_state_label(DueState.OVERDUE, INSPECTION) if place.is_group else due_text(late[0])]
        )
        if begun:
            more.append(_("有 {n} 次没填完").format(n=begun))
        return _("；").join((words, *more))

    def unit(self, place: Place) -> UnitView | None:
        """The unit of a row; None for a group's own."""
        return None if place.is_group else self.quota.board.groups[place.group].lines[place.line].unit

    def units(self) -> list[UnitView]:
        """Every unit, in the board's order."""
        return [line.unit for group in self.quota.board.groups for line in group.lines]

    def overdue(self) -> int:
        """How many are missing in months that are over."""
        return sum(due.state is DueState.OVERDUE for cell in self.quota.board.cells for due in cell.dues)

    def column_of(self, period: Period) -> int:
        """The column of a month; -1 where the year has none."""
        return next((n for n, own in enumerate(self.periods) if own.covers(period)), -1)

    def current_column(self) -> int:
        """The column of today; the first of a year to come, the last of one past."""
        return next(
            (n for n, period in enumerate(self.periods) if self._today <= period.last), len(self.periods) - 1
        )

    def _head(self, period: Period, cell: Cell, sums: tuple[int, int]) -> MatrixHead:
        done, owed = sums
        begun = period.first <= self._today
        note = f"{done}/{owed}" if owed and (begun or done) else ""
        tone = "over" if cell.state is DueState.OVERDUE else "ink3"
        return MatrixHead(period.code, period_label(period), note, tone, self._today in period)

    def _one(self, cell: Cell, period: Period) -> MatrixCell:
        if not cell.dues or cell.state is DueState.NOT_APPLICABLE:
            return MatrixCell(filled=True)
        if not cell.owed:
            return MatrixCell(_("免"), Glyph.NOT_APPLICABLE, "ink3")
        begun = period.first <= self._today or cell.done
        return MatrixCell(f"{cell.done}/{cell.owed}" if begun else "", _glyph(cell), due_tone(cell.state))


def _glyph(cell: Cell) -> Glyph | None:
    """A month begun and not done is half a disc, one with items nobody answered a pencil."""
    if cell.state is DueState.HANDED_IN:
        return Glyph.DRAFT
    return Glyph.PART if cell.done and cell.state in COMING else state_glyph(cell.state)


def _group(group: YearGroup) -> MatrixGroup:
    shown = tuple(MatrixLine(line.unit.id, line.unit.name) for line in group.lines)
    return MatrixGroup(group.title, group.title, shown, _("{n} 个").format(n=len(group.lines)))
