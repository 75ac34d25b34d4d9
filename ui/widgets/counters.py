"""The strip of counters above a list; a click on a figure shows only its rows, a second click all again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run


@dataclass(frozen=True, slots=True)
class Count:
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
        self.setToolTip(_("只看这些人，再点一次看全部"))

    def show_count(self, count: Count) -> None:
        """Take over a figure."""
        runs = [Run(glyph=count.glyph)] if count.glyph else []
        runs += [Run(count.label), Run(str(count.figure), size=16, bold=True, token="ink")]
        if count.remark:
            runs.append(Run(count.remark))
        spoken = _("{label} {figure} 人").format(label=count.label, figure=count.figure)
        self.show_runs(runs, f"{spoken} {count.remark}".strip())

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.isChecked():
            fill_rounded(painter, rect, 4, self.theme.colour("sel"), self.theme.colour("ctl"))
        elif self.underMouse():
            fill_rounded(painter, rect, 4, self.theme.colour("press"), None)


class CounterStrip(QFrame):
    """Figures in a row, of which at most one filters."""

    filtered = Signal(str)
    """The key of the figure whose rows are wanted; empty for all."""

    def __init__(self, theme: Theme, name: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "strip")
        self._theme = theme
        self._counters = {key: Counter(theme, key) for key in keys}
        layout = QHBoxLayout(self)
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
        for count in counts:
            self._counters[count.key].show_count(count)

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
        self.setFixedHeight(self._theme.row(38, 34))

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
