"""What the parts of 设置 about duties have in common: a head with a title, figures and tools above a list."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.services.context import Done
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.theme import Theme
from ui.widgets.controls import frame, label


class DutyPart(QWidget):
    """A subclass names the records it `SHOWS`, builds its controls and calls `refresh` when it is whole."""

    done = Signal(str)
    """A deed that can be taken back."""
    place_changed = Signal()

    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, gate: Gate, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._gate = gate
        desk.changes.changed.connect(self._look_again)

    def refresh(self) -> None:
        """Read anew what is shown."""
        raise NotImplementedError

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, self.SHOWS):
            self.refresh()


class PartHead(QWidget):
    """The title of a part, its figures, and its tools at the right."""

    def __init__(self, theme: Theme, name: str, title: str, *tools: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.figures = label(f"{name}Figures", role="label")
        strip = frame(f"{name}Head", "plain")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(label(f"{name}Title", title, "h15"))
        row.addWidget(self.figures)
        row.addStretch(1)
        for tool in tools:
            row.addWidget(tool)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(strip)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def _follow_density(self) -> None:
        self.setFixedHeight(self._theme.row(48, 44))
