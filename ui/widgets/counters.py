"""The strip of counters above a list; a click on a figure shows only its rows, a second click all again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.fitting import FittingStrip
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run


class Count(NamedTuple):
    """One figure: what it counts, its glyph, and a remark after it such as 迟到 2."""

    key: str
    label: str
    figure: int
    glyph: Glyph | None = None
    remark: str = ""


class Counter(PaintedButton):
    """One figure of the strip."""

    HEIGHT = 28
    PADDING = 6

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"counter_{key}", parent)
        self.key = key
        self.setCheckable(True)

    def show_count(self, count: Count, level: int) -> None:
        """Take over a figure; level 1 leaves out the remark, level 2 the word beside a glyph."""
        runs = [Run(glyph=count.glyph)] if count.glyph else []
        if level < 2 or not count.glyph:
            runs.append(Run(count.label))
        runs.append(Run(str(count.figure), size=16, bold=True, token="ink"))
        if count.remark and level == 0:
            runs.append(Run(count.remark))
        spoken = _("{label} {figure} 人 {remark}").format(
            label=count.label, figure=count.figure, remark=count.remark
        )
        self.show_runs(runs, spoken.strip())
        self.setToolTip(_("{count}：点一下只看这些人，再点一次看全部").format(count=spoken.strip()))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.isChecked():
            fill_rounded(painter, rect, 4, self.theme.colour("sel"), self.theme.colour("ctl"))
        elif self.underMouse():
            fill_rounded(painter, rect, 4, self.theme.colour("press"), None)


class CounterStrip(FittingStrip):
    """Figures in a row, of which at most one filters."""

    filtered = Signal(str)
    """The key of the figure whose rows are wanted; empty for all."""

    def __init__(self, theme: Theme, name: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setProperty("role", "strip")
        self._counts: tuple[Count, ...] = ()
        self._counters = {key: Counter(theme, key) for key in keys}
        layout = self.line
        layout.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        layout.setSpacing(theme.px(5))
        for place, counter in enumerate(self._counters.values()):
            if place:
                layout.addWidget(_line(theme))
            layout.addWidget(counter)
            counter.clicked.connect(self._clicked)
        layout.addStretch(1)
        theme.density_changed.connect(self.refresh_density)
        self.refresh_density()

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Renew the figures."""
        if tuple(counts) != self._counts:
            self._counts = tuple(counts)
            self.set_level(self.level)
            self.fit()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        for count in self._counts:
            self._counters[count.key].show_count(count, level)

    def clear(self) -> None:
        """Show all rows again."""
        for counter in self._counters.values():
            counter.setChecked(False)
        self.filtered.emit("")

    def chosen(self) -> str:
        """The key of the figure that filters now; empty for none."""
        return next((key for key, counter in self._counters.items() if counter.isChecked()), "")

    def refresh_density(self) -> None:
        """Take over the height of the density in force."""
        self.setFixedHeight(self.theme.row(38, 34))

    def _clicked(self) -> None:
        sender = self.sender()
        for counter in self._counters.values():
            if counter is not sender:
                counter.setChecked(False)
        self.filtered.emit(self.chosen())


def _line(theme: Theme) -> QFrame:
    line = QFrame()
    line.setProperty("role", "vline")
    line.setFixedHeight(theme.px(18))
    return line
