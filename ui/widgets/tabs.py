"""Tabs in words with a red line under the chosen one; a count stands after the word in grey."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.paint import draw_ring, fill
from ui.theme import Theme
from ui.widgets.runs import Run, paint_runs, width_of

PADDING = 12
LINE = 3


class Tabs(QTabBar):
    """A tab bar painted by the tokens; arrows and Ctrl+Tab move as everywhere."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._counts: dict[int, int | None] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setUsesScrollButtons(False)
        self.setFixedHeight(theme.px(40))

    def add(self, key: str, words: str, count: int | None = None) -> None:
        """Add a tab; `key` is what `key()` gives back."""
        place = self.addTab(words)
        self.setTabData(place, key)
        self._counts[place] = count

    def key(self) -> str:
        """The key of the chosen tab."""
        return str(self.tabData(self.currentIndex()))

    def choose(self, key: str) -> None:
        """Choose a tab by its key."""
        for place in range(self.count()):
            if self.tabData(place) == key:
                self.setCurrentIndex(place)

    def show_count(self, key: str, count: int | None) -> None:
        """Renew the count behind a tab's word."""
        for place in range(self.count()):
            if self.tabData(place) == key:
                self._counts[place] = count
                self.setTabText(place, self.tabText(place))
                self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        runs = self._runs(index, chosen=True)
        return QSize(width_of(runs, self._theme) + 2 * self._theme.px(PADDING) + 4, self._theme.px(40))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            theme = self._theme
            for place in range(self.count()):
                rect, chosen = self.tabRect(place), place == self.currentIndex()
                room = rect.adjusted(theme.px(PADDING), 0, -theme.px(PADDING), 0)
                paint_runs(painter, room, self._runs(place, chosen), theme)
                if chosen:
                    line = QRect(room.left(), rect.bottom() - LINE + 1, room.width(), LINE)
                    fill(painter, line, theme.colour("red-t"))
                    if self.hasFocus():
                        draw_ring(painter, rect.adjusted(2, 4, -2, -4), theme.colour("focus"), 4)

    def _runs(self, place: int, chosen: bool) -> list[Run]:
        runs = [Run(self.tabText(place), size=14, bold=chosen, token="ink" if chosen else "ink2")]
        count = self._counts.get(place)
        if count is not None:
            runs.append(Run(str(count), token="ink3", gap=4))
        return runs
