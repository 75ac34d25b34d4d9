"""Chips: one choice of several filters, each with its count."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from gzparty.records import dataclass
from ui.glyphs import Glyph
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.controls import rule
from ui.widgets.flow import FlowLayout
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run


@dataclass(frozen=True, slots=True)
class ChipChoice:
    """What a chip shows; `alarm` outlines it in red while it counts anything."""

    key: str
    label: str
    count: int | None = None
    alarm: bool = False


class Chip(PaintedButton):
    """One chip; chosen it is filled and bold."""

    HEIGHT = 28
    PADDINGS = (11, 7)
    PADDING = PADDINGS[0]
    RADIUS = 14

    def __init__(self, theme: Theme, choice: ChipChoice, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"chip_{choice.key}", parent)
        self.setCheckable(True)
        self.toggled.connect(self._show_choice)
        self.show_choice(choice)

    def show_choice(self, choice: ChipChoice) -> None:
        """Take over a new label or count."""
        self.choice = choice
        self._show_choice()

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        theme = self.theme
        fill = "sel" if self.isChecked() else "hover" if self.underMouse() else "surface"
        border = "over" if self._alarmed() else "ctl" if self.isChecked() else "line2"
        fill_rounded(painter, rect, rect.height() / 2, theme.colour(fill), theme.colour(border))

    def _alarmed(self) -> bool:
        return self.choice.alarm and bool(self.choice.count)

    def _show_choice(self) -> None:
        choice, chosen = self.choice, self.isChecked()
        token = "over" if self._alarmed() else "ink" if chosen else "ink2"
        runs = [Run(choice.label, bold=chosen, token=token)]
        if self._alarmed():
            runs.insert(0, Run(glyph=Glyph.OVER))
        if choice.count is not None:
            runs.append(Run(str(choice.count), token=token if self._alarmed() else "ink3"))
        self.show_runs(runs, " ".join(run.text for run in runs if run.text))


class ChipRow(QWidget):
    """A row of chips of which one is chosen."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: list[ChipChoice],
        parent: QWidget | None = None,
        *,
        parted: str = "",
        wraps: bool = False,
    ) -> None:
        """Take the choices, the first of which holds; a line stands before the one named `parted`.

        One that `wraps` goes on in a second line rather than cutting its chips off.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._chips = {choice.key: Chip(theme, choice) for choice in choices}
        self._group = QButtonGroup(self)
        self._theme = theme
        layout = self._line = FlowLayout(self, theme.px(8)) if wraps else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for chip in self._chips.values():
            self._group.addButton(chip)
            if parted and chip.choice.key == parted:
                line = rule("vline")
                line.setFixedHeight(theme.px(20))
                layout.addWidget(line)
            layout.addWidget(chip)
        if isinstance(layout, QHBoxLayout):
            layout.addStretch(1)
        self._group.buttonClicked.connect(self._announce)
        if choices:
            self._chips[choices[0].key].setChecked(True)

    def show_choice(self, choice: ChipChoice) -> None:
        """Renew one chip's label and count."""
        self._chips[choice.key].show_choice(choice)

    def choose(self, key: str) -> None:
        """Choose a chip by its key."""
        self._chips[key].setChecked(True)
        self.chosen.emit(key)

    def choose_first(self) -> None:
        """Choose the chip that stood first, which leaves nothing out."""
        self.choose(next(iter(self._chips)))

    def holds_first(self) -> bool:
        """Whether nothing is left out: the first chip holds, or none does."""
        return self.value() in ("", next(iter(self._chips), ""))

    def show_chosen(self, key: str) -> None:
        """Let a chip hold without announcing it; an empty key lets none hold."""
        self._group.setExclusive(bool(key))
        for one, chip in self._chips.items():
            chip.setChecked(one == key)
        self._group.setExclusive(True)

    def whole_width(self) -> int:
        """How wide all chips are in one line, in px."""
        widths = [chip.sizeHint().width() for chip in self._chips.values()]
        return sum(widths) + max(len(widths) - 1, 0) * self._line.spacing()

    def fit(self, width: int) -> None:
        """Let the chips stand closer where they would not have their room in a width otherwise."""
        for close in (False, True):
            self._line.setSpacing(self._theme.px(4 if close else 8))
            for chip in self._chips.values():
                chip.PADDING = Chip.PADDINGS[close]
                chip.updateGeometry()
            self._line.invalidate()
            if self._needed() <= width:
                return

    def value(self) -> str:
        """The key of the chip that holds; empty where none does."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def chip(self, key: str) -> Chip:
        """One chip."""
        return self._chips[key]

    def _needed(self) -> int:
        """How wide all of them are in one line."""
        if not isinstance(self._line, FlowLayout):
            return self._line.sizeHint().width()
        hints = [
            item.sizeHint().width() for item in map(self._line.itemAt, range(self._line.count())) if item
        ]
        return sum(hints) + self._line.spacing() * (len(hints) - 1)

    def _announce(self, chip: Chip) -> None:
        self.chosen.emit(chip.choice.key)
