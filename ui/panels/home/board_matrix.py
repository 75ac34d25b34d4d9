"""The month's board as a matrix: units by duties, narrowed to what a figure counts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date

from gzparty.domain.dues import FULFILLED, SETTLED, Due, DueState
from gzparty.domain.duty import Scope
from gzparty.domain.people import UnitKind
from gzparty.i18n import _
from gzparty.labels.duty import due_text, dues_state_label
from gzparty.services.duty_views import (
    EMPTY,
    Board,
    BoardGroup,
    BoardLine,
    Cell,
    Column,
    Figures,
    ProblemCounts,
)
from ui.due_glyphs import due_glyph, due_tone, state_glyph
from ui.glyphs import Glyph
from ui.panels.home.board_frame import OPEN, corner, ledger_head
from ui.tables.matrix import MatrixCell, MatrixGroup, MatrixHead, MatrixLine, Place

Wanted = Callable[[Due], bool]
FIGURES: dict[str, frozenset[DueState]] = {
    "done": FULFILLED,
    "overdue": frozenset({DueState.OVERDUE}),
    "held": frozenset({DueState.HELD}),
    "handed_in": frozenset({DueState.HANDED_IN}),
    "returned": frozenset({DueState.RETURNED}),
    "soon": frozenset({DueState.SOON}),
    "todo": frozenset({DueState.TODO}),
    "missed": frozenset({DueState.MISSED}),
}
"""Which states each figure counts; together they are all that is owed."""


def figure_counts(figures: Figures) -> dict[str, int]:
    """What each figure says."""
    return {key: sum(figures.counts[state] for state in states) for key, states in FIGURES.items()}


def wanted_by(key: str) -> Wanted | None:
    """Which dues a figure's key narrows to; None for all."""
    if key == OPEN:
        return lambda due: due.is_open
    states = FIGURES.get(key)
    return None if states is None else lambda due: due.state in states


class BoardSource:
    """Answers for a board; with `wanted`, only for the lines that have such a due among what the figures count."""

    def __init__(self, board: Board, today: date, wanted: Wanted | None = None) -> None:
        self.board = board
        self._today = today
        self._counted = {column.duty.code for column in board.columns if column.counted}
        self._shown = [
            (group, lines)
            for group in board.groups
            if (lines := self._lines(group, wanted)) or not wanted or self._is_wanted(_own(group), wanted)
        ]
        self.corner = corner()
        self.heads: Sequence[MatrixHead] = [
            *(self._head(column) for column in board.columns),
            self._ledger_head(),
        ]
        self.groups: Sequence[MatrixGroup] = [_matrix_group(group, lines) for group, lines in self._shown]

    def cell(self, place: Place, column: int) -> MatrixCell:
        """A glyph and a word or fraction."""
        if column == self._ledger:
            return _ledger_cell(self._problems(place))
        found = self._cell(place, column)
        if place.is_group and not self.own_dues(place, column):
            return _sum_cell(found)
        return _line_cell(found)

    def spoken(self, place: Place, column: int) -> str:
        """Why a cell stands as it does."""
        if column == self._ledger:
            return _ledger_spoken(self._problems(place))
        found = self._cell(place, column)
        if not found.dues:
            return _("没有")
        if place.is_group or len(found.dues) > 1:
            done = _("办齐 {n}/{all}").format(n=found.done, all=found.owed) if found.owed else _("不涉及")
            worst = [due for due in found.dues if due.state is found.state]
            if found.state in SETTLED:
                return done
            if place.is_group and not self.own_dues(place, column):
                return _("{done}，{why}").format(done=done, why=dues_state_label(found.state, found.dues))
            return _("{done}，{why}").format(done=done, why=due_text(worst[0]))
        return due_text(found.dues[0])

    def dues(self, place: Place, column: int) -> tuple[Due, ...]:
        """The dues of a cell; none in the column of the ledger."""
        return () if column == self._ledger else self._cell(place, column).dues

    def ledger_units(self, place: Place, column: int) -> tuple[int, ...]:
        """The units of a cell in the ledger's column that have open problems."""
        if column != self._ledger:
            return ()
        return tuple(unit_id for unit_id in self._units(place) if self.board.problems.get(unit_id))

    def own_dues(self, place: Place, column: int) -> tuple[Due, ...]:
        """The dues of a heading's cell where all of them are its community's own, and not of what lies below it."""
        group, _lines = self._shown[place.group]
        dues = self.dues(place, column)
        own = place.is_group and group.unit is not None and all(due.unit_id == group.unit.id for due in dues)
        return dues if own else ()

    def closed_groups(self) -> frozenset[Hashable]:
        """The groups in which nothing is overdue: they begin folded."""
        return frozenset(
            _key(group)
            for group, _lines in self._shown
            if not any(due.state is DueState.OVERDUE for cell in group.cells.values() for due in cell.dues)
        )

    def _lines(self, group: BoardGroup, wanted: Wanted | None) -> Sequence[BoardLine]:
        """The lines below a heading; what the community itself owes stands in the heading's own row."""
        own = _own(group)
        return [
            line
            for line in group.lines
            if line is not own and (wanted is None or self._is_wanted(line, wanted))
        ]

    def _is_wanted(self, line: BoardLine | None, wanted: Wanted) -> bool:
        cells = line.cells.items() if line is not None else ()
        return any(wanted(due) for code, cell in cells if code in self._counted for due in cell.dues)

    def _cell(self, place: Place, column: int) -> Cell:
        group, lines = self._shown[place.group]
        cells = group.cells if place.is_group else lines[place.line].cells
        return cells.get(self.board.columns[column].duty.code, EMPTY)

    @property
    def _ledger(self) -> int:
        """The place of the ledger's column, the last."""
        return len(self.board.columns)

    def _ledger_head(self) -> MatrixHead:
        overdue = any(counts.overdue for counts in self.board.problems.values())
        return ledger_head(overdue=overdue)

    def _units(self, place: Place) -> Sequence[int]:
        group, lines = self._shown[place.group]
        chosen = group.lines if place.is_group else (lines[place.line],)
        return [line.unit.id for line in chosen]

    def _problems(self, place: Place) -> ProblemCounts:
        found = ProblemCounts()
        for unit_id in self._units(place):
            found = found.plus(self.board.problems.get(unit_id, ProblemCounts()))
        return found

    def _head(self, column: Column) -> MatrixHead:
        states = {
            due.state for group in self.board.groups for due in group.cells.get(column.duty.code, EMPTY).dues
        }
        tone = "over" if DueState.OVERDUE in states else "warn" if DueState.SOON in states else "ink3"
        return MatrixHead(column.duty.code, column.duty.title, self._until(column), tone)

    def _until(self, column: Column) -> str:
        """Until when: 15日前, 月底前, 生活日前, 本季度; the month of a quarter that ends later."""
        if column.duty.hold_by is not None and column.duty.hold_by.by_life_day:
            return _("支部生活日")
        if not column.counted:
            return _("{m}月底前").format(m=column.hold_by.month)
        if column.duty.hold_by is not None and column.duty.hold_by.by_halves:
            return _("15日和月底")
        if column.duty.times > 1 and column.hold_by == column.period.last and column.period.months == 1:
            return _("月底 {n} 次").format(n=column.duty.times)
        if column.hold_by == column.period.last:
            return _("本季度") if column.period.months == 3 else _("月底前")
        return _("{n}日前").format(n=column.hold_by.day)


def _matrix_group(group: BoardGroup, lines: Sequence[BoardLine]) -> MatrixGroup:
    villages = all(line.unit.kind is UnitKind.VILLAGE_BRANCH for line in lines)
    counted = _("{n} 村") if villages else _("{n} 个")
    note = counted.format(n=len(lines)) if len(lines) > 1 else ""
    # A unit that stands for itself, as the town does, needs no heading.
    alone = group.unit is not None and len(group.lines) == 1 and group.lines[0].unit.id == group.unit.id
    return MatrixGroup(
        _key(group),
        "" if alone else group.title,
        [MatrixLine(line.unit.id, line.unit.name) for line in lines],
        note,
    )


def _own(group: BoardGroup) -> BoardLine | None:
    """The line of a community among those under its own heading; None where it has none or stands alone."""
    if group.unit is None or len(group.lines) < 2:
        return None
    return next((line for line in group.lines if line.unit.id == group.unit.id), None)


def _key(group: BoardGroup) -> Hashable:
    return ("group", group.unit.id if group.unit else group.title)


def _ledger_cell(counts: ProblemCounts) -> MatrixCell:
    """How many are open, with the gravest of them; empty where none is."""
    if not counts.open:
        return MatrixCell(filled=True)
    text = _("{n} 条").format(n=counts.open)
    if counts.overdue:
        return MatrixCell(text, Glyph.OVER, "over", strong=True)
    if counts.soon:
        return MatrixCell(text, Glyph.SOON, "warn")
    return MatrixCell(text, Glyph.Q3 if counts.submitted == counts.open else Glyph.PART, "ink2")


def _ledger_spoken(counts: ProblemCounts) -> str:
    if not counts.open:
        return _("台账里没有没销号的问题")
    parts = [_("没销号 {n} 条").format(n=counts.open)]
    if counts.overdue:
        parts.append(_("逾期 {n} 条").format(n=counts.overdue))
    if counts.soon:
        parts.append(_("快到期 {n} 条").format(n=counts.soon))
    if counts.submitted:
        parts.append(_("待验收 {n} 条").format(n=counts.submitted))
    return _("，").join(parts)


def _sum_cell(cell: Cell) -> MatrixCell:
    if not cell.owed:
        return MatrixCell(filled=True)
    text = f"{cell.done}/{cell.owed}"
    if cell.done == cell.owed:
        return MatrixCell(text, Glyph.DONE, "ink3")
    state = cell.state
    if state is DueState.TODO and cell.done and cell.dues[0].duty.times > 1:
        # Of what is owed several times in a month the first was done: nobody waits for it, and it is not done.
        return MatrixCell(text, Glyph.PART, "ink2")
    strong = state is DueState.OVERDUE
    return MatrixCell(text, state_glyph(state), _sum_tone(state), strong)


def _sum_tone(state: DueState) -> str:
    return {DueState.OVERDUE: "over", DueState.SOON: "warn"}.get(state, "ink2")


def _line_cell(cell: Cell) -> MatrixCell:
    if not cell.dues:
        return MatrixCell(filled=True)
    if not any(due.state is not DueState.NOT_APPLICABLE for due in cell.dues):
        return MatrixCell(_("不涉及"), tone="ink3", filled=True)
    if len(cell.dues) > 1 or cell.dues[0].duty.scope is Scope.GROUP:
        return _sum_cell(cell) if cell.owed else MatrixCell(_("免办"), Glyph.NOT_APPLICABLE, "ink3")
    due = cell.dues[0]
    words = {
        DueState.OVERDUE: _("逾{n}天").format(n=due.days),
        DueState.SOON: _("{n}天").format(n=-due.days) if due.days else _("今天"),
        DueState.HELD: _("没交"),
        DueState.HANDED_IN: _("没登"),
        DueState.RETURNED: _("已退"),
        DueState.WAIVED: _("免办"),
        DueState.MISSED: _("没办"),
    }
    tone = "warn" if due.state is DueState.SOON else due_tone(due.state)
    return MatrixCell(words.get(due.state, ""), due_glyph(due), tone, due.state is DueState.OVERDUE)
