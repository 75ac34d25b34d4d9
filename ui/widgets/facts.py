"""The strip of facts above a list: 上次备份 今天 08:30, each with the glyph of its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import rule
from ui.widgets.fitting import FittingStrip
from ui.widgets.runs import Run, RunLine


class Fact(NamedTuple):
    """One fact: what it is about, what holds, the glyph of its state, a tone for the figure."""

    key: str
    words: str
    value: str
    glyph: Glyph | None = None
    token: str = "ink"


class FactLine(RunLine):
    """One fact as a line that keeps its width."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_fact(self, fact: Fact, level: int) -> None:
        """Take over a fact; from level 1 on the figure is smaller."""
        runs = [Run(glyph=fact.glyph)] if fact.glyph else []
        size = 16 if level == 0 else 14
        runs += [Run(fact.words), Run(fact.value, size=size, bold=True, token=fact.token, gap=8)]
        self.show_runs(runs, f"{fact.words} {fact.value}")
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class FactStrip(FittingStrip):
    """Facts side by side with hairlines between them; the last level closes the gaps up."""

    def __init__(self, theme: Theme, name: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setProperty("role", "strip")
        self._facts: tuple[Fact, ...] = ()
        self._lines = {key: FactLine(theme, f"fact_{key}") for key in keys}
        for place, line in enumerate(self._lines.values()):
            if place:
                hairline = rule("vline")
                hairline.setFixedHeight(theme.px(24))
                self.line.addWidget(hairline)
            self.line.addWidget(line)
        self.line.addStretch(1)
        theme.density_changed.connect(self.refresh_density)
        self.refresh_density()

    def add_deed(self, widget: QWidget) -> None:
        """Add a control at the right end, left out where the strip is narrow."""
        self.line.addWidget(widget)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Renew the facts."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self.set_level(self.level)
            self.fit()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self.line.setSpacing(self.theme.px((14, 10, 6)[level]))
        side = self.theme.px((20, 20, 10)[level])
        self.line.setContentsMargins(side, 0, side, 0)
        for fact in self._facts:
            self._lines[fact.key].show_fact(fact, level)

    def refresh_density(self) -> None:
        """Take over the height of the density in force."""
        self.setFixedHeight(self.theme.row(52, 44))
