"""The figures of a board in one line above it, with how much is done; a click on one shows only what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.paint import fill, fill_rounded
from ui.theme import Theme
from ui.widgets.controls import rule
from ui.widgets.fitting import FittingStrip
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run

TRACK = 3
EDGE = 20


class BoardFigure(NamedTuple):
    """One figure: what it counts and how many; `remark` stands small after it, such as 73%."""

    key: str
    label: str
    figure: int
    glyph: Glyph | None = None
    tone: str = "ink"
    remark: str = ""


class FigureButton(PaintedButton):
    """One figure, which filters while it is pressed in."""

    HEIGHT = 32
    PADDINGS = (10, 8, 6, 5)
    LAST = 3
    """The level that says least."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, f"figure_{key}")
        self.key = key
        self.setCheckable(True)

    def show_figure(self, figure: BoardFigure, level: int) -> None:
        """Take over a figure; level 1 is smaller, 2 leaves out the remark, 3 the word beside a glyph too."""
        runs = [Run(glyph=figure.glyph)] if figure.glyph else []
        if level < self.LAST or not figure.glyph:
            runs.append(Run(figure.label, gap=4))
        size = (22 if figure.glyph is None else 20) if level == 0 else 17
        runs.append(Run(str(figure.figure), size=size, bold=True, token=figure.tone, gap=6))
        if figure.remark and level < self.LAST - 1:
            runs.append(Run(figure.remark))
        spoken = f"{figure.label} {figure.figure} {figure.remark}".strip()
        self.PADDING = self.PADDINGS[level]
        self.show_runs(runs, spoken)
        self.setToolTip(
            _("{figure}：点一下只看这一种，再点一次看全部").format(figure=spoken) if figure.glyph else spoken
        )

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.isChecked():
            fill_rounded(painter, rect, 4, self.theme.colour("sel"), self.theme.colour("ctl"))
        elif self.underMouse() and self.isCheckable():
            fill_rounded(painter, rect, 4, self.theme.colour("press"), None)


class FigureLine(FittingStrip):
    """Figures in a row, the first of them the sum; at the lower edge a line as long as what is done."""

    LEVELS = FigureButton.LAST + 1

    chosen = Signal(str)
    """The key of the figure whose lines are wanted; empty for all."""

    def __init__(self, theme: Theme, name: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        """Build with the keys of all figures there may be; the first one is the sum and chooses nothing."""
        super().__init__(theme, name, parent)
        self.setProperty("role", "strip")
        self._figures: tuple[BoardFigure, ...] = ()
        self._share = 0.0
        self._buttons = {key: FigureButton(theme, key) for key in keys}
        self._rules: dict[str, QFrame] = {}
        self.line.setSpacing(0)
        for place, (key, made) in enumerate(self._buttons.items()):
            if place:
                self._rules[key] = rule("vline")
                self._rules[key].setFixedHeight(theme.px(28))
                self.line.addWidget(self._rules[key])
            made.setCheckable(bool(place))
            self.line.addWidget(made)
            made.clicked.connect(self._clicked)
        self.line.addStretch(1)
        theme.density_changed.connect(self.refresh_density)
        self.refresh_density()

    def show_figures(self, figures: Sequence[BoardFigure], share: float) -> None:
        """Renew the figures and how much of the whole is done, from 0 to 1; figures left out are hidden."""
        self._share = share
        self.setAccessibleName(_("完成情况，办齐 {n}%").format(n=round(share * 100)))
        if tuple(figures) != self._figures:
            self._figures = tuple(figures)
            shown = {figure.key for figure in figures}
            for key, made in self._buttons.items():
                made.setVisible(key in shown)
                if key in self._rules:
                    self._rules[key].setVisible(key in shown)
            self.set_level(self.level)
            self.fit()
        self.update()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        # The words of the first figure stand under the page's title, whatever room its button keeps around them.
        edge = self.theme.px(EDGE - FigureButton.PADDINGS[level])
        self.line.setContentsMargins(edge, 0, edge, self.theme.px(TRACK) - 2)
        for figure in self._figures:
            self._buttons[figure.key].show_figure(figure, level)

    def choose(self, key: str) -> None:
        """Press one figure in, and let the others go; an empty key shows all."""
        for name, made in self._buttons.items():
            made.setChecked(name == key)
        self.chosen.emit(key)

    def clear(self) -> None:
        """Let no figure filter."""
        self.choose("")

    def current(self) -> str:
        """The key of the figure that filters; empty for none."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def button(self, key: str) -> FigureButton:
        """The button of a figure."""
        return self._buttons[key]

    def refresh_density(self) -> None:
        """Take over the height of the density in force."""
        self.setFixedHeight(self.theme.row(54, 46))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, height = self.theme, self.theme.px(TRACK)
        with QPainter(self) as painter:
            track = QRect(0, self.height() - height, self.width(), height)
            fill(painter, track, theme.colour("track"))
            track.setWidth(round(track.width() * self._share))
            fill(painter, track, theme.colour("g-ok"))

    def _clicked(self) -> None:
        pressed = self.sender()
        for made in self._buttons.values():
            if made is not pressed:
                made.setChecked(False)
        self.chosen.emit(self.current())
