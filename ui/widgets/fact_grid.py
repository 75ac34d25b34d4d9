"""Facts in two columns: what it is in grey, what it says beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import Theme
from ui.widgets.controls import label

COLUMNS = 2
SHARES = (3, 2)
"""Whole dates stand at the left, short words at the right."""
MOST_ROWS = 20
"""What is added below the facts stands under this many rows of them."""


class FactGrid(QWidget):
    """As many facts as are known; the labels are made once and used again."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._below = MOST_ROWS
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(5))
        for column, share in enumerate(SHARES):
            self._grid.setColumnStretch(2 * column + 1, share)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show pairs of title and text, row by row."""
        while len(self._labels) < len(facts):
            self._add_pair()
        for place, (title, words) in enumerate(self._labels):
            known = place < len(facts)
            title.setVisible(known)
            words.setVisible(known)
            if known:
                title.setText(facts[place][0])
                words.setText(facts[place][1])
                words.setToolTip(facts[place][1])

    def add_wide(self, widget: QWidget) -> None:
        """Add something below the facts, over the whole width."""
        self._below += 1
        self._grid.addWidget(widget, self._below, 0, 1, 2 * COLUMNS)

    def _add_pair(self) -> None:
        place = len(self._labels)
        title = label(f"{self.objectName()}Title{place}", role="label", tone="ink3")
        words = label(f"{self.objectName()}Words{place}", role="fact")
        words.setMinimumWidth(1)
        row, column = divmod(place, COLUMNS)
        self._grid.addWidget(title, row, 2 * column)
        self._grid.addWidget(words, row, 2 * column + 1)
        self._labels.append((title, words))
