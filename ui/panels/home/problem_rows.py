"""整改逾期 on the first page: one row for each problem past its deadline, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.paint import RIGHT, draw_text
from ui.theme import Theme
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run

if TYPE_CHECKING:
    from gzparty.services.ledger_views import LedgerLine

WIDE, NARROW, PADDING, GAP = 33, 29, 16, 8
LATE = 56
"""Room for 逾 12 天, the same in every row."""
SHOWN = 6
"""So many rows; how many there are in all stands in the heading."""


class ProblemRow(PaintedButton):
    """How late, what it is, whose; pressed, it is opened in the ledger."""

    HEIGHT = WIDE
    PADDING = PADDING

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme, f"problemRow{number}")
        self._unit = self._late = ""
        self.problem_id = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_line(self, line: LedgerLine) -> None:
        """Show another problem."""
        self.problem_id, self._unit = line.problem.id, line.unit.name
        late = _("逾 {n} 天").format(n=line.days)
        text = " ".join(line.problem.text.split())
        self._late = late
        runs = [Run(text, size=14, token="ink")]
        spoken = _("{unit}，{text}，{late}").format(unit=line.unit.name, text=text, late=late)
        self.show_runs(runs, spoken)
        self.setToolTip(spoken)

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        theme = self.theme
        left = theme.px(LATE)
        right = QFontMetrics(theme.font(13)).horizontalAdvance(self._unit) + theme.px(GAP)
        days = QRect(room.left(), room.top(), left, room.height())
        draw_text(painter, days, self._late, theme.font(13, bold=True), theme.colour("over"))
        super().paint_line(painter, room.adjusted(left, 0, -right, 0))
        place = QRect(room.right() - right + 1, room.top(), right, room.height())
        draw_text(painter, place, self._unit, theme.font(13), theme.colour("ink2"), RIGHT)


class ProblemRows(QWidget):
    """The problems past their deadline."""

    opened = Signal(int)
    """The id of a problem."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("problemRows")
        self._theme = theme
        self._rows: list[ProblemRow] = []
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show the first of some problems."""
        self._shown = min(len(lines), SHOWN)
        while len(self._rows) < self._shown:
            made = ProblemRow(self._theme, len(self._rows))
            made.clicked.connect(self._open)
            self._rows.append(made)
            self._column.addWidget(made)
        for place, row in enumerate(self._rows):
            row.setVisible(place < self._shown)
            if place < self._shown:
                row.show_line(lines[place])

    def rows(self) -> list[ProblemRow]:
        """The rows in sight."""
        return self._rows[: self._shown]

    def _open(self) -> None:
        row = self.sender()
        if isinstance(row, ProblemRow):
            self.opened.emit(row.problem_id)
