"""A year of one duty as a matrix: branches under their communities, a column per month or quarter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from gzparty.domain.dues import FULFILLED, SETTLED, Due, DueState, worst
from gzparty.domain.duty import Scope
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.duty import due_state_label, due_text
from gzparty.labels.period import period_label
from gzparty.services.duty_views import Cell, YearBoard, YearGroup, YearLine
from ui.due_glyphs import due_glyph, due_tone, state_glyph
from ui.tables.matrix import MatrixCell, MatrixGroup, MatrixHead, MatrixLine, Place

MOST_DAYS = 99
"""Days late that still fit beside the glyph of a month's column."""
NOT_YET = SETTLED | {DueState.TODO}


class LifeSource:
    """Answers for the cells in sight; a line's key is its unit's id, a group's its unit's id below 0 or its title."""

    def __init__(self, board: YearBoard, today: date, *, only_open: bool = False) -> None:
        self.board = board
        self._today = today
        self.corner = _("党支部")
        self.heads = tuple(
            self._head(period, cell) for period, cell in zip(board.periods, board.cells, strict=True)
        )
        self._shown = tuple(
            (group, lines) for group in board.groups if (lines := _wanted(group.lines, only_open))
        )
        self.groups: Sequence[MatrixGroup] = tuple(_group(group, lines) for group, lines in self._shown)

    def cell(self, place: Place, column: int) -> MatrixCell:
        group, lines = self._shown[place.group]
        if place.is_group:
            return _sum(group.cells[column])
        return self._one(lines[place.line].cells[column], self.board.periods[column])

    def spoken(self, place: Place, column: int) -> str:
        group, lines = self._shown[place.group]
        if place.is_group:
            cell = group.cells[column]
            if not cell.owed:
                return due_state_label(DueState.NOT_APPLICABLE)
            state = due_state_label(cell.state)
            return _("{state}，办齐 {done}/{owed}").format(state=state, done=cell.done, owed=cell.owed)
        dues = lines[place.line].cells[column].dues
        return sentences(dues) if dues else due_state_label(DueState.NOT_APPLICABLE)

    def unit(self, place: Place) -> YearLine | None:
        """The line of a row; None for a group's own."""
        return None if place.is_group else self._shown[place.group][1][place.line]

    def worst_line(self, group: int, column: int) -> int:
        """The line of a group that stands worst in a column; -1 where nothing is open there."""
        states = [line.cells[column].state for line in self._shown[group][1]]
        gravest = worst(states)
        return -1 if gravest in SETTLED else states.index(gravest)

    def overdue(self) -> int:
        """How many dues of the year are overdue."""
        return sum(due.state is DueState.OVERDUE for cell in self.board.cells for due in cell.dues)

    def is_overdue(self, group: int) -> bool:
        """Whether anything in a group is overdue."""
        return any(cell.state is DueState.OVERDUE for cell in self._shown[group][0].cells)

    def column_of(self, period: Period) -> int:
        """The column of a period or of the one around it; -1 where the year has none."""
        return next((n for n, own in enumerate(self.board.periods) if own.covers(period)), -1)

    def current_column(self) -> int:
        """The column of today; the first of a year to come, the last of one past."""
        for number, period in enumerate(self.board.periods):
            if self._today <= period.last:
                return number
        return len(self.board.periods) - 1

    def _head(self, period: Period, cell: Cell) -> MatrixHead:
        begun = period.first <= self._today
        note = f"{cell.done}/{cell.owed}" if cell.owed and (begun or cell.done) else ""
        tone = "over" if cell.state is DueState.OVERDUE else "ink3"
        return MatrixHead(period.code, period_label(period), note, tone, self._today in period)

    def _one(self, cell: Cell, period: Period) -> MatrixCell:
        if not cell.dues or cell.state is DueState.NOT_APPLICABLE:
            return MatrixCell(filled=True)
        due = next(due for due in cell.dues if due.state is cell.state)
        if due.duty.scope is Scope.GROUP or cell.owed > 1:
            tone = "over" if cell.state is DueState.OVERDUE else due_tone(cell.state)
            text = f"{cell.done}/{cell.owed}" if self._shows_fraction(cell, period) else ""
            return MatrixCell(text, due_glyph(due), tone)
        return MatrixCell(due_words(due, narrow=period.months == 1), due_glyph(due), due_tone(due.state))

    def _shows_fraction(self, cell: Cell, period: Period) -> bool:
        return cell.owed > 0 and (cell.done > 0 or period.first <= self._today)


def due_words(due: Due, *, narrow: bool) -> str:
    """The word beside the glyph of one due: its day, days late or left; `narrow` is a month's column."""
    if due.state is DueState.OVERDUE:
        if not narrow:
            return _("逾 {n} 天").format(n=due.days)
        return _("逾{n}").format(n=due.days) if due.days <= MOST_DAYS else due_state_label(due.state)
    if due.state is DueState.SOON:
        return _("{n}天").format(n=-due.days) if due.days else _("今天")
    if due.state is DueState.WAIVED:
        return _("免")
    held = due.record.held_on if due.record else None
    if held is None:
        return ""
    inside = held.month == due.period.month and held.year == due.period.year
    return _("{n}日").format(n=held.day) if narrow and inside else dates.table(held)


def sentences(dues: Sequence[Due]) -> str:
    """Why a cell stands as it does: the sentence of each due that is not done, or of the first."""
    open_ones = [due for due in dues if due.state not in FULFILLED] or list(dues[:1])
    return _("；").join(dict.fromkeys(due_text(due) for due in open_ones))


def _wanted(lines: Sequence[YearLine], only_open: bool) -> Sequence[YearLine]:
    if not only_open:
        return lines
    return tuple(line for line in lines if any(cell.state not in NOT_YET for cell in line.cells))


def _group(group: YearGroup, lines: Sequence[YearLine]) -> MatrixGroup:
    shown = tuple(MatrixLine(line.unit.id, line.unit.name) for line in lines)
    key: Hashable = -group.unit.id if group.unit else group.title
    return MatrixGroup(key, group.title, shown, _villages(group))


def _villages(group: YearGroup) -> str:
    """How many villages stand under a community's heading; the community itself may stand there too."""
    if not group.unit:
        return ""
    return _("{n} 村").format(n=sum(line.unit.id != group.unit.id for line in group.lines))


def _sum(cell: Cell) -> MatrixCell:
    if not cell.owed:
        return MatrixCell(filled=cell.state is DueState.NOT_APPLICABLE)
    if cell.done == cell.owed:
        return MatrixCell(_("全"), state_glyph(DueState.DONE), "ink3")
    gravest = worst(due.state for due in cell.dues)
    overdue = gravest is DueState.OVERDUE
    text = _("差{n}").format(n=cell.owed - cell.done) if cell.done or gravest is not DueState.TODO else ""
    return MatrixCell(text, state_glyph(gravest), due_tone(gravest), strong=overdue)
