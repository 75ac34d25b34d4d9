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
from ui.widgets.runs import Run, RunLine, width_of

BRIEF, BRIEFEST = 2, 3
GAPS = (14, 10, 10, 8)
"""The px between the parts at each level of brevity."""
SIDE = 20


class Fact(NamedTuple):
    """One fact: what it is about, what holds, the glyph of its state, a tone for the figure.

    `short` says in a narrow strip what it is about; from the level of brevity `until` on it is not said.
    """

    key: str
    words: str
    value: str
    glyph: Glyph | None = None
    token: str = "ink"
    short: str = ""
    until: int = 9


class FactLine(RunLine):
    """One fact as a line that keeps its width."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_fact(self, fact: Fact, level: int) -> None:
        """Take over a fact, as short as a level says it."""
        self.show_runs(_runs(fact, level), f"{fact.words} {fact.value}")
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class FactStrip(FittingStrip):
    """Facts side by side with hairlines between them; where it is narrow they are said shorter, then without deeds."""

    LEVELS = 4

    def __init__(self, theme: Theme, name: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setProperty("role", "strip")
        self._facts: tuple[Fact, ...] = ()
        self._lines = {key: FactLine(theme, f"fact_{key}") for key in keys}
        self._rules = {key: rule("vline") for key in keys}
        self._deeds: list[QWidget] = []
        for key, line in self._lines.items():
            self._rules[key].setFixedHeight(theme.px(24))
            self.line.addWidget(self._rules[key])
            self.line.addWidget(line)
        self.line.addStretch(1)
        theme.density_changed.connect(self.refresh_density)
        self.refresh_density()

    def add_deed(self, widget: QWidget) -> None:
        """Add a control at the right end, left out where the strip is narrow: a menu has it too."""
        self._deeds.append(widget)
        self.line.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """As little as the facts need at their shortest: a panel beside them does without the rest."""
        level, theme = self.LEVELS - 1, self.theme
        widths = [width_of(_runs(fact, level), theme) for fact in self._facts if level < fact.until]
        between = 2 * theme.px(GAPS[level]) + 1
        width = sum(widths) + between * len(widths) + 2 * theme.px(SIDE)
        return QSize(width, super().minimumSizeHint().height())

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Renew the facts."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self.updateGeometry()
            self.set_level(self.level)
            self.fit()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self.line.setSpacing(self.theme.px(GAPS[level]))
        side = self.theme.px(SIDE)
        self.line.setContentsMargins(side, 0, side, 0)
        shown = [fact for fact in self._facts if level < fact.until]
        for key, line in self._lines.items():
            line.setVisible(any(fact.key == key for fact in shown))
            self._rules[key].setVisible(any(fact.key == key for fact in shown[1:]))
        for fact in shown:
            self._lines[fact.key].show_fact(fact, level)
        for deed in self._deeds:
            deed.setVisible(level < BRIEFEST)

    def refresh_density(self) -> None:
        """Take over the height of the density in force."""
        self.setFixedHeight(self.theme.row(52, 44))


def _runs(fact: Fact, level: int) -> list[Run]:
    """A fact in pieces; from level 1 on the figure is smaller, from level 2 on the words are shorter."""
    runs = [Run(glyph=fact.glyph)] if fact.glyph else []
    size = 16 if level == 0 else 14
    words = fact.short if fact.short and level >= BRIEF else fact.words
    return [*runs, Run(words), Run(fact.value, size=size, bold=True, token=fact.token, gap=8)]
