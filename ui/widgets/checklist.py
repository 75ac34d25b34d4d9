"""A checklist: glyph, what it is, a remark at the right edge; a click on a line chooses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.paint import RIGHT, draw_text, fill, hairline_below
from ui.theme import Theme
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run, paint_runs, width_of


class Check(NamedTuple):
    """One line: its key, glyph, words and remark; `state` says the glyph in words for those who hear it."""

    key: str
    glyph: Glyph
    words: str
    remark: str = ""
    state: str = ""
    dim: bool = False
    short: str = ""
    """Said instead of the remark where the line has no room for it."""


class CheckLine(PaintedButton):
    """One line of the list."""

    PADDING = 0
    INSET = 8
    GAP = 10

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, f"check_{key}")
        self.key = key
        self._check: Check | None = None

    def show_check(self, check: Check) -> None:
        """Take over what the line says."""
        self._check = check
        token = "ink3" if check.dim else "ink"
        runs = [Run(glyph=check.glyph), Run(check.words, size=14, token=token, gap=self.GAP)]
        parts = (check.words, check.state, check.remark)
        spoken = _("，").join(dict.fromkeys(part for part in parts if part))
        self.show_runs(runs, spoken)
        self.setToolTip(spoken)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.row(33, 28))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.isCheckable() and self.isChecked():
            fill(painter, rect, self.theme.colour("sel"))
        elif self.isDown() or self.underMouse():
            fill(painter, rect, self.theme.colour("press" if self.isDown() else "hover"))
        hairline_below(painter, rect, self.theme.colour("line"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        inset = self.theme.px(self.INSET) if self.isCheckable() else 0
        room = room.adjusted(inset, 0, -inset, 0)
        paint_runs(painter, room, self._runs, self.theme)
        if self._check is not None and self._check.remark:
            rest = room.adjusted(width_of(self._runs, self.theme) + self.theme.px(6), 0, 0, 0)
            font, words = self.theme.font(12), self._check.remark
            if QFontMetrics(font).horizontalAdvance(words) > rest.width():
                words = self._check.short or words
            draw_text(painter, rest, words, font, self.theme.colour("ink3"), RIGHT)


class Checklist(QFrame):
    """The lines one below the other; where it filters, one of them stays chosen until it is clicked again."""

    chosen = Signal(str)
    """The key of the line clicked; empty where the chosen one was clicked again."""

    def __init__(self, theme: Theme, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "plain")
        self.setAccessibleName(spoken)
        self._theme = theme
        self._filters = False
        self._lines: dict[str, CheckLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        theme.density_changed.connect(self._follow_density)

    def set_filtering(self) -> None:
        """Let a click choose a line for as long as it is not clicked again."""
        self._filters = True

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the lines; the same keys keep their widgets, and with them the focus."""
        if [check.key for check in checks] != list(self._lines):
            self._build(checks)
        for check in checks:
            self._lines[check.key].show_check(check)

    def value(self) -> str:
        """The key of the chosen line; empty for none."""
        return next((key for key, line in self._lines.items() if line.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a line, or none, without announcing it."""
        for one, line in self._lines.items():
            line.setChecked(one == key)

    def line(self, key: str) -> CheckLine:
        """The button of a line."""
        return self._lines[key]

    def key_at(self, place: QPoint) -> str:
        """The key of the line at a point of this widget; empty beside the lines."""
        child = self.childAt(place)
        return child.key if isinstance(child, CheckLine) else ""

    def _build(self, checks: Sequence[Check]) -> None:
        for line in self._lines.values():
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = {check.key: CheckLine(self._theme, check.key) for check in checks}
        for line in self._lines.values():
            line.setCheckable(self._filters)
            line.clicked.connect(self._clicked)
            self._column.addWidget(line)

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, CheckLine):
            is_on = sender.isChecked() or not self._filters
            self.choose(sender.key if is_on else "")
            self.chosen.emit(sender.key if is_on else "")

    def _follow_density(self) -> None:
        for line in self._lines.values():
            line.updateGeometry()
