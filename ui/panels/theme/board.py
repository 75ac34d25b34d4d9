"""The board of themes: units by months, narrowed to those without a record on the theme of the month that is shown."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.period import period_label
from gzparty.labels.themes import coverage_text
from gzparty.services.theme_views import CoverLine, ThemeBoard, ThemeMonth
from ui.panels.theme.source import LEGEND, ThemeSource
from ui.tables.matrix import MatrixModel
from ui.tables.matrix_view import MatrixView
from ui.theme import Theme
from ui.widgets.chip import Chip, ChipChoice
from ui.widgets.controls import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitting import FittingStrip
from ui.widgets.legend import Legend

ONLY = "without"


class ThemeMatrix(MatrixView):
    """A glyph and a day of two digits are enough: all twelve months stand in sight."""

    NARROWEST: ClassVar[int] = 44


class BoardHead(FittingStrip):
    """Whose records the board shows and what can be narrowed; where there is little room the figures go first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "themeBoardHead")
        self.setProperty("role", "boardHead")
        self._title = label("themeBoardTitle", role="h15")
        self._said = label("themeBoardSaid", role="label")
        self.only = Chip(theme, ChipChoice(ONLY, _("没有记录的")))
        self.loose = button(theme, "themeLoose", "", "link")
        self._loose = 0
        self.line.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self.line.setSpacing(theme.px(12))
        for part in (self._title, self._said, self.only):
            self.line.addWidget(part)
        self.line.addStretch(1)
        self.line.addWidget(self.loose)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_month(self, month: ThemeMonth, loose: int) -> None:
        """Say how many have a record, and how many trainings no theme was noted for."""
        words = period_label(Period.parse(month.period))
        self._title.setText(_("{month}谁有记录").format(month=words))
        self._said.setText(coverage_text(month))
        self._title.setToolTip(coverage_text(month))
        self.only.show_choice(ChipChoice(ONLY, _("没有记录的"), month.without if month.units else None))
        self._loose = loose
        self.loose.setVisible(bool(loose))
        self.fit()

    def set_level(self, level: int) -> None:
        """Without the figures first, then with fewer words about the trainings."""
        super().set_level(level)
        self._said.setVisible(level == 0)
        words = _("{n} 期培训没标主题") if level < self.LEVELS - 1 else _("{n} 期没标")
        self.loose.setText(words.format(n=self._loose))

    def _follow_density(self) -> None:
        self.setFixedHeight(self.theme.row(44, 40))


class ThemeBoardView(QFrame):
    """Shows what the page has read; knows no services."""

    opened = Signal(object, str)
    """A cell by hand: its CoverLine and the month."""
    moved = Signal()
    loose_wanted = Signal()
    units_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("themeBoard")
        self._theme = theme
        self._board: ThemeBoard | None = None
        self._chosen = ""
        self._view: ThemeMatrix | None = None
        self._has_begun = False
        self._head = BoardHead(theme)
        self.only, self.loose = self._head.only, self._head.loose
        self._empty = EmptyState(theme, "themeBoardEmpty")
        self._none_left = EmptyState(theme, "themeBoardDone")
        self._stack = QStackedWidget()
        self._legend = Legend(theme, "themeLegend", [(glyph, _(words)) for glyph, words in LEGEND])
        self._lay_out()
        self.only.clicked.connect(self._narrow)
        self.loose.clicked.connect(self.loose_wanted)
        self._empty.first.connect(self.units_wanted)

    @property
    def view(self) -> ThemeMatrix:
        """The matrix; `show_board` comes first."""
        assert self._view is not None
        return self._view

    def show_board(self, board: ThemeBoard, chosen: str) -> None:
        """Show a year with one of its months in front."""
        self._board, self._chosen = board, chosen
        self._head.show_month(board.month(chosen), len(board.loose))
        self._show(scroll=True)

    def current(self) -> tuple[CoverLine, str] | None:
        """The unit the clerk stands on and the month of the cell; None on a group's row or nowhere."""
        if self._view is None or self._board is None:
            return None
        row, column = self._view.current()
        if not 0 <= row < self._view.matrix.rowCount():
            return None
        source = self._source()
        line = source.line(self._view.matrix.place(row))
        return (line, self._board.months[max(column, 1) - 1].period) if line else None

    def go_to(self, unit_id: int) -> None:
        """Stand on a unit in the month shown."""
        if self._view is not None and (row := self._view.matrix.reveal(unit_id)) >= 0:
            self._view.go_to(row, self._source().column + 1)

    def place(self) -> str:
        """The sentence of the cell the clerk stands on."""
        return self.view.matrix.spoken(*self.view.current()) if self.current() else ""

    def _source(self) -> ThemeSource:
        source = self.view.matrix.source
        assert isinstance(source, ThemeSource)
        return source

    def _narrow(self) -> None:
        self._show(scroll=False)
        self.moved.emit()

    def _show(self, *, scroll: bool) -> None:
        assert self._board is not None
        source = ThemeSource(self._board, self._chosen, only=self.only.isChecked())
        if self._view is None:
            self._build(source)
        else:
            self.view.matrix.show(source)
        if not self._board.groups:
            why = _("月度主题按支部看谁讲了。先把村和其他党支部登记进来。")
            self._empty.say(_("还没有党支部"), why, _("去加单位"))
            self._stack.setCurrentWidget(self._empty)
        elif not source.groups:
            self._none_left.say(_("这个月没有缺的"), _("再点一下“没有记录的”，看全部单位。"))
            self._stack.setCurrentWidget(self._none_left)
        else:
            self._stack.setCurrentWidget(self.view)
        self._legend.setVisible(bool(source.groups))
        if scroll and source.groups:
            # At first on the first unit, which stands below the heading of its community.
            row = self.view.current()[0] if self._has_begun else 1
            self._has_begun = True
            self.view.go_to(row, source.column + 1)

    def _build(self, source: ThemeSource) -> None:
        view = ThemeMatrix(self._theme, "themeMatrix", MatrixModel(source))
        view.setAccessibleName(_("谁有记录"))
        view.opened.connect(self._open)
        view.moved.connect(self._moved)
        self._stack.addWidget(view)
        self.setFocusProxy(view)
        self._view = view

    def _open(self, row: int, column: int) -> None:
        self.view.go_to(row, column)
        here = self.current()
        if here is not None:
            self.opened.emit(*here)

    def _moved(self, _row: int, _column: int) -> None:
        self.moved.emit()

    def _lay_out(self) -> None:
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._none_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._legend)
