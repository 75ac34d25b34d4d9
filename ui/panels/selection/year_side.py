"""The left side of the page: how many themes the year has, how many months are done, the months."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gzparty.i18n import _
from ui.panels.selection.months import Place, YearList, evaluated_words, themes_words, year_rows
from ui.panels.selection.reading import Read
from ui.theme import Theme
from ui.widgets.controls import frame, label

WIDTH, NARROW, ROOMY = 244, 200, 1150
"""Where the page is less than roomy the nominations need the room more than the names of villages do."""


class YearSide(QFrame):
    """Says which place of the year is wanted."""

    chosen = Signal(object)
    """A `Place` chosen by the clerk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("selectionLeft")
        self.setProperty("role", "side")
        self._theme = theme
        self.list = YearList(theme)
        self.list.setObjectName("selectionMonths")
        self.list.setProperty("role", "sideList")
        self.list.setAccessibleName(_("全年主题"))
        self._themes = label("selectionThemes", role="h15")
        self._evaluated = label("selectionEvaluated", role="label")
        self._lay_out()
        self.list.chosen.connect(self.chosen)
        self.setFixedWidth(theme.px(WIDTH))

    def fit(self, page: int) -> None:
        """Be as wide as the width of the page lets it."""
        roomy = page >= self._theme.px(ROOMY)
        self.setFixedWidth(self._theme.px(WIDTH if roomy else NARROW))
        # The status row says how many are evaluated as well; the heading is said nowhere else.
        self._evaluated.setVisible(roomy)

    def show_read(self, read: Read, today: date) -> None:
        """Show a year; nothing is announced."""
        months = read.year.months
        self._themes.setText(themes_words(months))
        self._evaluated.setText(evaluated_words(months))
        self.list.blockSignals(True)
        self.list.show_rows(year_rows(read.year, today))
        if read.place is not None:
            self.list.choose(read.place)
        self.list.blockSignals(False)

    def place(self) -> Place | None:
        """The place that is chosen."""
        found = self.list.current_identity()
        return found if isinstance(found, Place) else None

    def _lay_out(self) -> None:
        px = self._theme.px
        top = frame("selectionLeftHead", "tabLine")
        top.setFixedHeight(px(44))
        row = QHBoxLayout(top)
        row.setContentsMargins(px(14), 0, px(14), 0)
        row.addWidget(self._themes)
        row.addStretch(1)
        row.addWidget(self._evaluated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.list, 1)
