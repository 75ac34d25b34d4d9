"""The figures of the ledger below its table; a click on one shows the rows behind it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout

from gzparty.i18n import _
from gzparty.services.ledger_views import LedgerFigures
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.fitting import FittingStrip
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run


class Figure(NamedTuple):
    """What a figure says, and the ids of the rows behind it; `why` says what of what it counts."""

    key: str
    words: str
    value: str
    why: str
    ids: tuple[int, ...]


def figures_of(figures: LedgerFigures, months: int) -> tuple[Figure, ...]:
    """The figures in their order; the rows behind 销号率 are all of which it is a share."""
    of, median = len(figures.due_closed), figures.median_days
    return (
        Figure(
            "rate",
            _("销号率"),
            f"{len(figures.closed)}/{of}",
            _("时限到了的 {of} 条里，已销号 {n} 条").format(of=of, n=len(figures.closed)),
            figures.due_closed,
        ),
        Figure(
            "days",
            _("用时中位"),
            _("—") if median is None else _("{n} 天").format(n=f"{median:g}"),
            _("已销号并写清了日期的 {n} 条，从发现到销号").format(n=len(figures.closed_with_days)),
            figures.closed_with_days,
        ),
        Figure("extended", _("延期"), str(len(figures.extended)), _("延过期的问题"), figures.extended),
        Figure(
            "recurring",
            _("重复"),
            str(len(figures.recurring)),
            _("{months} 个月内同一单位同一类问题又出现").format(months=months),
            figures.recurring,
        ),
    )


class FigureChip(PaintedButton):
    """One figure, pressed in while the rows behind it are shown."""

    HEIGHT = 26
    PADDING = 8

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, f"ledgerFigure_{key}")
        self.setCheckable(True)
        self.figure: Figure | None = None

    def show_figure(self, figure: Figure) -> None:
        """Take over a figure; one without rows behind it cannot be pressed."""
        self.figure = figure
        runs = [Run(figure.words), Run(figure.value, size=14, bold=True, token="ink", gap=5)]
        self.show_runs(runs, f"{figure.words} {figure.value}")
        self.setToolTip(_("{why}；点一下只看这些").format(why=figure.why) if figure.ids else figure.why)
        self.setEnabled(bool(figure.ids))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.isChecked():
            fill_rounded(painter, rect, 4, self.theme.colour("sel"), self.theme.colour("ctl"))
        elif self.underMouse() and self.isEnabled():
            fill_rounded(painter, rect, 4, self.theme.colour("hover"), None)


class LedgerFigureLine(FittingStrip):
    """Figures in a row."""

    LEVELS = 1

    chosen = Signal(object)
    """The ids behind the figure pressed in; None where it was let go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "ledgerFigures")
        self.setProperty("role", "foot")
        self.setFixedHeight(theme.px(36))
        self.line.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self.line.setSpacing(theme.px(4))
        self._chips: dict[str, FigureChip] = {}
        self._places = QHBoxLayout()
        self._places.setSpacing(theme.px(4))
        self.line.addLayout(self._places)
        self.line.addStretch(1)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Renew the figures; the one pressed in stays so."""
        for figure in figures:
            if figure.key not in self._chips:
                made = self._chips[figure.key] = FigureChip(self.theme, figure.key)
                made.clicked.connect(self._clicked)
                self._places.addWidget(made)
            self._chips[figure.key].show_figure(figure)

    def release(self) -> None:
        """Let every figure go, without telling."""
        for made in self._chips.values():
            made.setChecked(False)

    def pressed_ids(self) -> frozenset[int] | None:
        """The rows behind the figure pressed in; None for none."""
        for made in self._chips.values():
            if made.isChecked() and made.figure is not None:
                return frozenset(made.figure.ids)
        return None

    def chip(self, key: str) -> FigureChip:
        """One figure's button."""
        return self._chips[key]

    def _clicked(self) -> None:
        pressed = self.sender()
        for made in self._chips.values():
            if made is not pressed:
                made.setChecked(False)
        self.chosen.emit(self.pressed_ids())
