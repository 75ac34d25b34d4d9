"""The left side of the ledger: filters, the table, its figures, and the bar for what is ticked."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.problem import ProblemState
from gzparty.i18n import N_, _
from gzparty.services.ledger_views import Ledger, LedgerLine
from ui.desk import Desk
from ui.panels.ledger import narrowing
from ui.panels.ledger.chosen import ChosenBar
from ui.panels.ledger.figures import LedgerFigureLine, figures_of
from ui.panels.ledger.filters import LedgerFilters
from ui.panels.ledger.narrowing import in_sight
from ui.panels.ledger.reading import LedgerRead
from ui.panels.ledger.rows import PLAIN, Shown, laid_out, lasting_columns, ledger_columns, spoken
from ui.panels.ledger.table import LedgerView
from ui.widgets.controls import label, rule
from ui.widgets.empty_state import EmptyState

GROUPING = "ledger/grouping"
_NOTHING = {
    narrowing.OPEN: N_("没有没销号的问题"),
    narrowing.OVERDUE: N_("没有逾期的"),
    narrowing.REGISTERED: N_("没有刚登记、还没整改的"),
    narrowing.RECTIFYING: N_("没有正在整改的"),
    narrowing.SUBMITTED: N_("没有等验收的"),
    narrowing.CLOSED: N_("这一年还没有销号的"),
    narrowing.LOOK_BACK: N_("没有等回头看的"),
    narrowing.LASTING: N_("没有长期坚持的"),
}


class LedgerList(QFrame):
    """Shows what the page has read; knows no services."""

    moved = Signal()
    """Another line is current, or none."""
    edit_wanted = Signal()
    """F2 on a line."""
    ticked = Signal()
    next_wanted = Signal()
    shown_wanted = Signal()
    problem_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, desk: Desk, year: int) -> None:
        super().__init__()
        self.setObjectName("ledgerList")
        self._desk = desk
        theme = desk.theme
        self.shown = Shown()
        self._counts: Mapping[str, int] = {}
        self.ledger: Ledger | None = None
        self.filters = LedgerFilters(theme, str(desk.memory.recall(GROUPING) or ""))
        self.main = self._make_view("ledgerTable", lasting=False)
        self.lasting = self._make_view("lastingTable", lasting=True)
        self.figures = LedgerFigureLine(theme)
        self.chosen = ChosenBar(theme, year)
        self.chosen.hide()
        self._elsewhere = label("ledgerElsewhere", _("这个范围里没有，别的范围里找到这些"), "hint", "warn")
        self._elsewhere.setContentsMargins(theme.px(20), 0, theme.px(20), theme.px(6))
        self._elsewhere.hide()
        self._empty = EmptyState(theme, "ledgerEmpty")
        self._lay_out()
        self._connect()

    @property
    def view(self) -> LedgerView:
        """The table in sight."""
        return self.lasting if self._tables.currentWidget() is self.lasting else self.main

    def show_read(self, read: LedgerRead) -> None:
        """Show a year; what is narrowed down to, ticked and current stays where it still is."""
        ledger, months = read.ledger, read.months
        self.ledger = ledger
        self.shown.year, self.shown.months, self.shown.stages = ledger.year, months, read.stages
        self.shown.soon_days = read.soon_days
        here = {line.problem.id for line in ledger.lines}
        self.shown.ticks &= here
        self._counts = narrowing.counts(ledger.lines)
        self.filters.show_counts(self._counts)
        units = {line.unit.id: line.unit for line in ledger.lines}
        self.filters.show_units(sorted(units.values(), key=attrgetter("sort_order", "id")))
        self.figures.show_figures(figures_of(ledger.figures, months))
        pressed = self.figures.pressed_ids()
        if pressed is not None:
            self.filters.choose_ids(pressed)
        self._show_lines()
        self._show_ticks()

    def current(self) -> LedgerLine | None:
        """The current line; none while no line is in sight, though the hidden table still has its rows of before."""
        return None if self._tables.currentWidget() is self._empty else self.view.current_record()

    def narrowed(self) -> tuple[LedgerLine, ...]:
        """The lines that fit what is asked for, those under folded headings too."""
        lines = in_sight(self.ledger.lines, self.filters.wanted()).lines if self.ledger else ()
        return tuple(line for line in lines if self.view.records.passes(line))

    def ticked_lines(self) -> list[LedgerLine]:
        """The ticked lines, in the ledger's order, those out of sight too."""
        ledger = self.ledger
        lines = ledger.lines if ledger else ()
        return [line for line in lines if line.problem.id in self.shown.ticks]

    def line(self, problem_id: int) -> LedgerLine | None:
        """A line of the year by its problem."""
        lines = self.ledger.lines if self.ledger else ()
        return next((line for line in lines if line.problem.id == problem_id), None)

    def go_to(self, problem_id: int) -> bool:
        """Stand on a problem's row, widening what is in sight if need be; tell whether the year has it."""
        line = self.line(problem_id)
        if line is None:
            return False
        if self._row_of(problem_id) < 0:
            self.filters.clear()
            self.figures.release()
            chip = narrowing.chip_of(line)
            if chip:
                self.filters.choose_chip(chip)
            else:
                self.filters.choose_ids(frozenset({problem_id}))
        row = self._row_of(problem_id)
        if row >= 0:
            self.view.select_row(row, max(self.view.currentIndex().column(), 1))
        return row >= 0

    def show_ids(self, ids: frozenset[int]) -> None:
        """Show the rows behind a number."""
        self.figures.release()
        self.filters.choose_ids(ids)

    def by_state(self, state: ProblemState) -> frozenset[int]:
        """The ids of all lines in a state."""
        lines = self.ledger.lines if self.ledger else ()
        return frozenset(line.problem.id for line in lines if line.problem.state is state)

    def without_kind(self) -> frozenset[int]:
        """The ids of open lines without a category."""
        lines = self.ledger.lines if self.ledger else ()
        return frozenset(
            line.problem.id for line in lines if line.problem.is_open and not line.problem.category
        )

    def of_kind(self, category: str) -> frozenset[int]:
        """The ids of open lines of a category."""
        lines = self.ledger.lines if self.ledger else ()
        return frozenset(
            line.problem.id for line in lines if line.problem.is_open and line.problem.category == category
        )

    def take_focus(self) -> None:
        """Put the focus where the work is."""
        target: QWidget = self.view if self.view.isVisible() else self._empty.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> str:
        """没销号 18 条，其中逾期 5 条; how many are ticked."""
        if self.ledger is None:
            return ""
        counted = self._counts
        words = _("没销号 {n} 条，其中逾期 {m} 条").format(
            n=counted[narrowing.OPEN], m=counted[narrowing.OVERDUE]
        )
        if self.view.records.narrows:
            words = self.view.place_words()
        ticks = len(self.shown.ticks)
        return _("{words}　已选 {n} 条").format(words=words, n=ticks) if ticks else words

    def _row_of(self, problem_id: int) -> int:
        """The row of a problem in the table in sight; the heading over it is unfolded for it."""
        records = self.view.records
        row = records.row_of(problem_id)
        if row >= 0:
            return row
        line = self.line(problem_id)
        keys = {line.group.value, str(line.unit.id)} if line else set()
        for place in range(records.rowCount()):
            heading = records.heading(place)
            if heading is not None and heading.folded and heading.key in keys:
                records.fold(place, False)
                return records.row_of(problem_id)
        return -1

    def _make_view(self, name: str, *, lasting: bool) -> LedgerView:
        view = LedgerView(self._desk.theme, self._desk.memory, name, self.shown.ticks)
        view.setAccessibleName(_("长期坚持") if lasting else _("整改台账"))
        columns = lasting_columns(self.shown) if lasting else ledger_columns(self.shown)
        view.set_columns(columns, spoken)
        view.row_changed.connect(self._moved)
        view.edit_wanted.connect(self._edit)
        view.ticked.connect(self._ticked)
        view.next_wanted.connect(self.next_wanted)
        view.shown_wanted.connect(self.shown_wanted)
        view.typed.connect(self.filters.start_search)
        return view

    def _lay_out(self) -> None:
        self._tables = QStackedWidget()
        for part in (self.main, self.lasting, self._empty):
            self._tables.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for above in (self.filters, self._elsewhere, rule("hline2")):
            layout.addWidget(above)
        layout.addWidget(self._tables, 1)
        layout.addWidget(self.figures)
        layout.addWidget(self.chosen)

    def _connect(self) -> None:
        self.filters.narrowed.connect(self._narrowed)
        self.filters.grouped.connect(self._regroup)
        self.filters.columns_wanted.connect(self._offer_columns)
        self.filters.found.connect(self.take_focus)
        self.filters.chips.chosen.connect(self._release)
        self.figures.chosen.connect(self.filters.choose_ids)
        self.chosen.unticked.connect(self._untick)
        self._empty.first.connect(self.problem_wanted)
        self._empty.second.connect(self.import_wanted)

    def _narrowed(self) -> None:
        self._show_lines()
        self.moved.emit()

    def _show_lines(self) -> None:
        if self.ledger is None:
            return
        wanted = self.filters.wanted()
        found = in_sight(self.ledger.lines, wanted)
        lasting = wanted.chip == narrowing.LASTING and wanted.ids is None and not found.elsewhere
        view = self.lasting if lasting else self.main
        self._elsewhere.setVisible(found.elsewhere)
        self.filters.show_found(len(found.lines))
        if found.lines:
            grouping = PLAIN if lasting else self.filters.grouping
            view.records.show(laid_out(found.lines, grouping, self.shown.soon_days))
            if view.current_record() is None:
                # Before it can have the focus: Qt would begin with the first heading.
                view.select_first()
            self._tables.setCurrentWidget(view)
            view.show_ticks()
        else:
            self._say_empty(wanted.chip, len(self.ledger.lines))
            self._tables.setCurrentWidget(self._empty)

    def _say_empty(self, chip: str, everything: int) -> None:
        if everything == 0:
            why = _("自查、督查、群众反映的问题都记在这一本里，从登记到销号一步一步走，逾期的排在最前。")
            self._empty.say(_("台账里还没有问题"), why, _("登记问题"), _("导入原来的台账"))
            return
        narrowed = self.filters.wanted() != narrowing.Narrowing(chip)
        title = _("没有合适的问题") if narrowed else _(_NOTHING[chip])
        self._empty.say(title, _("换个条件，或按 Esc 清掉筛选。") if narrowed else "")

    def _regroup(self) -> None:
        self._desk.memory.keep(GROUPING, self.filters.grouping)
        self._show_lines()

    def _offer_columns(self) -> None:
        self.view.offer_columns(self.filters.columns)

    def _release(self, _key: str) -> None:
        self.figures.release()

    def _moved(self, _row: int) -> None:
        self.moved.emit()

    def _edit(self, _row: int) -> None:
        if self.current() is not None:
            self.edit_wanted.emit()

    def _ticked(self) -> None:
        self._show_ticks()
        self.ticked.emit()

    def _show_ticks(self) -> None:
        lines = self.ticked_lines()
        focus = self.chosen.focusWidget()
        held = focus is not None and focus.hasFocus()
        self.chosen.show_lines(lines)
        if held and not lines:
            self.take_focus()
        self.figures.setVisible(not lines)

    def _untick(self) -> None:
        self.view.untick()
        self.take_focus()
