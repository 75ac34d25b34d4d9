"""One kind of record of several, in words side by side; behind the chosen one stands in red how many are overdue."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.controls import frame, rule
from ui.widgets.fitting import FittingStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run

NARROWEST = 380
CLOSE = 5
"""Room in px before and after the words where there is little."""


class KindButton(PaintedButton):
    """One kind."""

    HEIGHT = 30

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__(theme, f"kind_{key}")
        self.key = key
        self._words = words
        self._overdue = 0
        self.setCheckable(True)
        self.toggled.connect(self._show)
        self._show()

    def show_overdue(self, count: int) -> None:
        """Say how many are overdue; nothing at 0."""
        self._overdue = count
        self._show()

    def stand_close(self, close: bool) -> None:
        """Take less room around the words."""
        self.PADDING = CLOSE if close else PaintedButton.PADDING
        self.updateGeometry()
        self.update()

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        if self.isChecked() or self.underMouse():
            token = "sel" if self.isChecked() else "hover"
            fill_rounded(painter, rect, self.RADIUS, self.theme.colour(token), None)

    def _show(self) -> None:
        chosen = self.isChecked()
        runs = [Run(self._words, size=14, bold=chosen, token="ink" if chosen else "ink2")]
        spoken = self._words
        if chosen and self._overdue:
            words = _("没开 {n}").format(n=self._overdue)
            runs.append(Run(words, size=12, bold=True, token="over", gap=4))
            spoken = _("{kind}，{words}").format(kind=spoken, words=words)
        self.show_runs(runs, spoken)


class KindRow(FittingStrip):
    """The row; groups of kinds are parted by a line, the arrow keys go along it. Where it is narrow the buttons stand
    closer, and then all but the first group move behind one button."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        groups: Sequence[Sequence[tuple[str, str]]],
        later: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Take groups of (key, translated words) and the words for the groups after the first; the very first holds."""
        super().__init__(theme, name, parent)
        self.setProperty("role", "tabRow")
        self.setAccessibleName(_("种类"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KindButton] = {}
        self._rest: list[QWidget] = []
        self._more = MoreButton(theme, f"{name}More", later)
        for place, kinds in enumerate(groups):
            if place:
                self._rest.append(self._line())
                self.line.addWidget(self._rest[-1])
            for key, words in kinds:
                made = self._buttons[key] = KindButton(theme, key, words)
                self._group.addButton(made)
                self.line.addWidget(made)
                if place:
                    self._rest.append(made)
                    self._more.add(f"{name}_{key}", words, made.click)
        self.line.addWidget(self._more)
        self.line.addStretch(1)
        self._group.buttonClicked.connect(self._announce)
        next(iter(self._buttons.values())).setChecked(True)
        theme.density_changed.connect(self._follow_density)
        self.set_level(0)
        self._follow_density()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        px = self.theme.px
        self.line.setContentsMargins(px(12 if level else 20), 0, px(4 if level else 12), 0)
        self.line.setSpacing(px(1 if level else 4))
        for made in self._buttons.values():
            made.stand_close(level > 0)
        behind = level > 1 and bool(self._rest)
        for part in self._rest:
            part.setVisible(not behind)
        self._more.setVisible(behind)
        chosen = self._buttons[self.value()]
        if behind and chosen in self._rest:
            # What is shown is never hidden.
            chosen.setVisible(True)

    def minimumSizeHint(self) -> QSize:
        """Let the panel beside it take its room."""
        return QSize(self.theme.px(NARROWEST), super().minimumSizeHint().height())

    def value(self) -> str:
        """The key of the kind that holds."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def set_value(self, key: str) -> None:
        """Let a kind hold, without announcing it."""
        self._buttons[key].setChecked(True)
        self.fit()

    def offers(self, key: str) -> bool:
        """Whether there is such a kind."""
        return key in self._buttons

    def show_overdue(self, count: int) -> None:
        """Say behind the chosen kind how many are overdue."""
        for made in self._buttons.values():
            made.show_overdue(count if made.isChecked() else 0)
        self.fit()

    def step(self, step: int) -> None:
        """Choose the kind beside, round the row."""
        keys = list(self._buttons)
        self._buttons[keys[(keys.index(self.value()) + step) % len(keys)]].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.step(step)
        self._buttons[self.value()].setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self) -> QFrame:
        holder = frame("kindLine", "plain")
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(self.theme.px(4), 0, self.theme.px(4), 0)
        line = rule("vline")
        line.setFixedHeight(self.theme.px(18))
        inner.addWidget(line)
        return holder

    def _announce(self, made: KindButton) -> None:
        self.fit()
        self.chosen.emit(made.key)

    def _follow_density(self) -> None:
        self.setFixedHeight(self.theme.row(46, 42))
        self.fit()
