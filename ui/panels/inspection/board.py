"""The board of quotas: communities and departments by months, as high as it has lines."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.panels.inspection.source import QuotaSource
from ui.panels.life.board import matching
from ui.tables.manners import Deed
from ui.tables.matrix import MatrixModel
from ui.tables.matrix_view import MatrixView
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState

PAUSE_MS = 1000
"""A letter after a longer pause begins another word."""


class QuotaMatrix(QFrame):
    """Shows what the page has read; knows no services."""

    opened = Signal(object, object)
    """A cell: the UnitView and the Period."""
    moved = Signal()
    typed = Signal(str)
    export_wanted = Signal()
    """A workbook of the board shall be made."""
    together_wanted = Signal()
    """The inspections of several units shall be registered at once."""
    units_wanted = Signal()
    """There is no unit yet, and one has to be entered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("quotaBoard")
        self.source: QuotaSource | None = None
        self._theme = theme
        self._view: MatrixView | None = None
        self._typed = ""
        self._since = QElapsedTimer()
        self._stack = QStackedWidget()
        self._empty = EmptyState(theme, "quotaEmpty")
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._empty.first.connect(self.units_wanted)
        theme.density_changed.connect(self._fit)

    @property
    def view(self) -> MatrixView:
        """The matrix; `show_board` comes first."""
        assert self._view is not None
        return self._view

    def show_board(self, source: QuotaSource) -> None:
        """Show a year; at first where something is late, else this month's first unit that is short."""
        first = self.source is None
        self.source = source
        if self._view is None:
            self._build(source)
        self.view.matrix.show(source)
        if not source.groups:
            why = _("自查自纠按社区和部门登记。先在“组织与人员”的机关单位里加上。")
            self._empty.say(_("还没有社区和部门"), why, _("去加单位"))
        self._stack.setCurrentIndex(1 if source.groups else 0)
        self._fit()
        if first and source.groups:
            self._go_to_first(source)

    def current(self) -> tuple[UnitView, Period] | None:
        """The unit and month of the current cell; None on a group's row."""
        if self._view is None or self.source is None:
            return None
        row, column = self._view.current()
        if not 0 <= row < self._view.matrix.rowCount():
            return None
        unit = self.source.unit(self._view.matrix.place(row))
        column = column - 1 if column > 0 else self.source.current_column()
        return (unit, self.source.periods[column]) if unit else None

    def chosen_units(self) -> list[int]:
        """The ids of the units whose cells are chosen."""
        if self._view is None or self.source is None:
            return []
        places = [self._view.matrix.place(row) for row in self._view.chosen_rows()]
        return [unit.id for place in places if (unit := self.source.unit(place)) is not None]

    def go_to(self, unit_id: int, period: Period | None) -> bool:
        """Make a unit's cell current, unfolding its group; tell whether it is on the board."""
        if self._view is None or self.source is None:
            return False
        row = self._view.matrix.reveal(unit_id)
        column = self.source.column_of(period) if period else max(self._view.current()[1] - 1, -1)
        if column < 0:
            column = self.source.current_column()
        if row >= 0:
            self._view.go_to(row, column + 1)
        return row >= 0

    def search(self, text: str) -> None:
        """Go to the first unit that fits what is typed; letters that follow at once go on with the word."""
        if not self._since.isValid() or self._since.hasExpired(PAUSE_MS):
            self._typed = ""
        self._since.start()
        units = self.source.units() if self.source else ()
        self._typed = self._typed + text if matching(units, self._typed + text) else text
        found = matching(units, self._typed)
        if found:
            self.go_to(found[0].id, None)

    def place(self) -> str:
        """The sentence of the cell the clerk stands on."""
        return self.view.matrix.spoken(*self.view.current()) if self.current() else ""

    def _build(self, source: QuotaSource) -> None:
        view = MatrixView(self._theme, "quotaMatrix", MatrixModel(source))
        view.setAccessibleName(_("自查自纠"))
        view.own_export = self.export_wanted.emit
        view.cell_deeds = self._cell_deeds
        view.opened.connect(self._open)
        view.moved.connect(self._move)
        view.typed.connect(self.typed)
        view.matrix.folded_changed.connect(self._fit)
        self._stack.addWidget(view)
        self.setFocusProxy(view)
        self._view = view

    def _cell_deeds(self) -> list[Deed]:
        return [Deed("registerTogether", together_words(), self.together_wanted.emit)]

    def _go_to_first(self, source: QuotaSource) -> None:
        matrix, column = self.view.matrix, source.current_column() + 1
        rows = [row for row in matrix.rows() if not matrix.place(row).is_group]
        late = [row for row in rows if matrix.cell(row, column).glyph is Glyph.OVER]
        short = [row for row in rows if matrix.cell(row, column).glyph is not Glyph.DONE]
        self.view.go_to((late or short or rows)[0], column)

    def _open(self, row: int, column: int) -> None:
        self.view.go_to(row, column)
        found = self.current()
        if found is not None:
            self.opened.emit(*found)

    def _move(self, _row: int, _column: int) -> None:
        self.moved.emit()

    def _fit(self) -> None:
        """Leave the room below the last line to what stands there."""
        if self._view is None or self.source is None or not self.source.groups:
            self.setMaximumHeight(16777215)
            return
        rows = self._view.matrix.rowCount() * self._view.verticalHeader().defaultSectionSize()
        heads = self._view.horizontalHeader().height() or self._theme.row(46, 42)
        self.setMaximumHeight(rows + heads + 2)


def together_words() -> str:
    """What registering several units at once is called, here and in the head."""
    return _("几个单位一起登记…")
