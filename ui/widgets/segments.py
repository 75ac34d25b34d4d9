"""A few choices side by side of which one holds: 单栏 | 双栏, 党组织 | 机关单位."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from ui.paint import CENTRE, draw_text, fill
from ui.theme import Theme
from ui.widgets.controls import name_in_row
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run


class Segment(PaintedButton):
    """One choice."""

    HEIGHT = 28
    PADDING = 12
    RADIUS = 0

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__(theme, f"segment_{key}")
        self.key = key
        self.setCheckable(True)
        self.show_runs([Run(words, size=14, bold=True)], words)

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        token = "sel" if self.isChecked() else "hover" if self.underMouse() else "surface"
        fill(painter, rect, self.theme.colour(token))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        chosen = self.isChecked()
        font = self.theme.font(14, bold=chosen)
        draw_text(painter, room, self.text(), font, self.theme.colour("ink" if chosen else "ink2"), CENTRE)


class Segments(QFrame):
    """The row; Tab reaches each choice, Space chooses it."""

    SEGMENT: ClassVar[type[Segment]] = Segment
    """What paints one choice."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Take the choices as (key, words marked with N_); the first one holds."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "stepper")
        self.setFixedHeight(theme.px(32))
        self._group = QButtonGroup(self)
        self._segments = {key: self.SEGMENT(theme, key, _(words)) for key, words in choices}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for segment in self._segments.values():
            self._group.addButton(segment)
            layout.addWidget(segment, 1)
        next(iter(self._segments.values())).setChecked(True)
        self._group.buttonClicked.connect(self._announce)

    def value(self) -> str:
        """The key of the choice that holds; empty where none does."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Let a choice hold, without announcing it; an empty key lets none hold."""
        self._group.setExclusive(bool(key))
        for one, segment in self._segments.items():
            segment.setChecked(one == key)
        self._group.setExclusive(True)

    def name_in_row(self, row: str) -> None:
        """Say with each choice of which of several rows it is."""
        for segment in self._segments.values():
            name_in_row(segment, row)

    def segment(self, key: str) -> Segment:
        """One choice's button, for help texts and tests."""
        return self._segments[key]

    def _announce(self, _segment: Segment) -> None:
        self.chosen.emit(self.value())
