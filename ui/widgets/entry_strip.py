"""Small choices that wrap: the records of one sitting, the groups of one cell, each with its glyph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.glyphs import Glyph
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run


class StripEntry(NamedTuple):
    """One choice; `why` is the sentence said in its tooltip."""

    key: str
    words: str
    glyph: Glyph | None = None
    why: str = ""


class EntryButton(PaintedButton):
    """One entry; the chosen one is filled and bold."""

    HEIGHT = 28

    def __init__(self, theme: Theme, entry: StripEntry) -> None:
        super().__init__(theme, f"entry_{entry.key}")
        self.entry = entry
        self.setCheckable(True)
        self.setToolTip(entry.why)
        self.toggled.connect(self._show)
        self._show()

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        theme, chosen = self.theme, self.isChecked()
        token = "sel" if chosen else "hover" if self.underMouse() else "surface"
        border = theme.colour("ctl" if chosen else "line2")
        fill_rounded(painter, rect, self.RADIUS, theme.colour(token), border)

    def _show(self) -> None:
        chosen = self.isChecked()
        words = Run(self.entry.words, bold=chosen, token="ink" if chosen else "ink2")
        runs = [Run(glyph=self.entry.glyph), words] if self.entry.glyph else [words]
        self.show_runs(runs, " ".join(part for part in (self.entry.words, self.entry.why) if part))


class EntryStrip(QWidget):
    """Not shown while there is nothing to choose between."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self, theme.px(6))
        self._entries: tuple[StripEntry, ...] = ()
        self._group.buttonClicked.connect(self._announce)
        self.hide()

    def show_entries(self, entries: Sequence[StripEntry], chosen: str) -> None:
        """Show choices and which holds; one alone is no choice."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._build()
        for made in self._group.buttons():
            if isinstance(made, EntryButton):
                made.setChecked(made.entry.key == chosen)
        self.setVisible(len(entries) > 1)

    def _build(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, EntryButton):
                self._group.removeButton(widget)
            widget.hide()
            widget.deleteLater()
        for entry in self._entries:
            made = EntryButton(self._theme, entry)
            self._group.addButton(made)
            self._flow.addWidget(made)
            made.show()
        self.updateGeometry()

    def _announce(self, made: EntryButton) -> None:
        self.chosen.emit(made.entry.key)
