"""完成情况: the figures of a month above its matrix of units and duties; a figure narrows the matrix."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.panels.home.board_frame import FIGURE_KEYS, OPEN, unread
from ui.tables.matrix import MatrixModel
from ui.tables.matrix_view import MatrixView
from ui.theme import Theme
from ui.widgets.chip import Chip, ChipChoice
from ui.widgets.controls import frame, label
from ui.widgets.figure_line import FigureLine
from ui.widgets.runs import Run, RunLine

if TYPE_CHECKING:
    from gzparty.domain.dues import Due
    from gzparty.services.duty_views import Board
    from ui.panels.home.board_matrix import BoardSource

LINES_LEAST = 44
LOW = 150
"""Below this height, in px, two lines of the board would have no room under the figures."""


class BoardView(QWidget):
    """The board of one month; it keeps which figure narrows it and which groups are open."""

    opened = Signal(object)
    """The dues of a cell are wanted, as a tuple that is never empty."""
    problems_wanted = Signal(object)
    """The open problems of some units are wanted, as a tuple that is never empty."""
    place_changed = Signal(str)
    """Why the current cell stands as it does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("boardView")
        self._theme = theme
        self._board: Board | None = None
        self._today = date.min
        self._month_shown = ""
        self.figures = FigureLine(theme, "boardFigures", FIGURE_KEYS)
        self.only_open = Chip(theme, ChipChoice(OPEN, _("只看没办完的")))
        self.model = MatrixModel(unread())
        self.matrix = MatrixView(theme, "boardMatrix", self.model)
        self.matrix.setAccessibleName(_("完成情况"))
        self._lay_out()
        self.figures.chosen.connect(self._narrow_by_figure)
        self.only_open.clicked.connect(self._narrow_by_chip)
        self.matrix.opens_groups = True
        self.matrix.opened.connect(self._open)
        self.matrix.group_opened.connect(self._open_group)
        self.matrix.moved.connect(self._tell)
        theme.density_changed.connect(self._follow_density)

    def minimumSizeHint(self) -> QSize:
        """The figures are left out where the window is low: the lines below say the same of each unit."""
        least = super().minimumSizeHint()
        lines = min(self.matrix.minimumSizeHint().height(), self._theme.px(LINES_LEAST))
        return QSize(least.width(), self._head.height() + lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.figures.setVisible(event.size().height() >= self._theme.px(LOW))

    def show_board(self, board: Board, today: date) -> None:
        """Show a month; on another month the groups with something overdue are opened, on the same they stay."""
        from ui.panels.home.lines import figures

        another = board.month.code != self._month_shown
        self._board, self._today, self._month_shown = board, today, board.month.code
        counted = board.figures
        self.figures.show_figures(figures(board), counted.done / counted.owed if counted.owed else 0.0)
        self._show(unfold=another)

    def show_open(self) -> None:
        """Show only what is not done."""
        self.only_open.setChecked(True)
        self._narrow_by_chip()

    def place(self) -> str:
        """Why the current cell stands as it does; empty where none is current."""
        row, column = self.matrix.current()
        return self.model.spoken(row, column) if row >= 0 and column > 0 else ""

    def source(self) -> BoardSource:
        """What the matrix shows, once it was read."""
        from ui.panels.home.board_matrix import BoardSource

        source = self.model.source
        assert isinstance(source, BoardSource)
        return source

    def _key(self) -> str:
        return OPEN if self.only_open.isChecked() else self.figures.current()

    def _show(self, *, unfold: bool) -> None:
        from ui.panels.home.board_matrix import BoardSource, wanted_by

        if self._board is None:
            return
        key = self._key()
        source = BoardSource(self._board, self._today, wanted_by(key))
        folded = (frozenset() if key else source.closed_groups()) if unfold else None
        self.model.show(source, folded)

    def _narrow_by_figure(self, key: str) -> None:
        if key:
            self.only_open.setChecked(False)
        self._show(unfold=True)

    def _narrow_by_chip(self) -> None:
        if self.only_open.isChecked():
            self.figures.choose("")
        self._show(unfold=True)

    def _open(self, row: int, column: int) -> None:
        place, source = self.model.place(row), self.source()
        dues: tuple[Due, ...] = source.dues(place, column - 1)
        if dues:
            self.opened.emit(dues)
        elif units := source.ledger_units(place, column - 1):
            self.problems_wanted.emit(units)

    def _open_group(self, row: int, column: int) -> None:
        """Open what the community itself owes, or the problems below it; any other sum shows the lines it sums."""
        source, place = self.source(), self.model.place(row)
        if dues := source.own_dues(place, column - 1):
            self.opened.emit(dues)
        elif units := source.ledger_units(place, column - 1):
            self.problems_wanted.emit(units)
        else:
            self.model.fold(row, not self.model.is_folded(row))

    def _tell(self, row: int, column: int) -> None:
        self.place_changed.emit(self.model.spoken(row, column) if column > 0 else "")

    def _follow_density(self) -> None:
        self._head.setFixedHeight(self._theme.row(44, 40))

    def _lay_out(self) -> None:
        theme = self._theme
        self._head = frame("boardHead", "boardHead")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(14))
        row.addWidget(label("boardTitle", _("完成情况"), "h15"))
        row.addWidget(self.only_open)
        row.addStretch(1)
        legend = RunLine(theme, "boardLegend")
        hint, begun = _("点上面的数字只看那一种"), _("登了一半")
        legend.show_runs(
            [Run(hint, size=12, token="ink3"), Run(glyph=Glyph.DRAFT, gap=14), Run(begun, size=12, gap=4)],
            f"{hint} {begun}",
        )
        legend.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(self._head)
        column.addWidget(self.matrix, 1)
        self._follow_density()
