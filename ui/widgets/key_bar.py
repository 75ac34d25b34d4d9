"""The bar of key caps under the roll: each state with the digit that marks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.glyphs import Glyph
from ui.paint import CENTRE, draw_text, fill, fill_rounded
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.fitting import FittingStrip
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run

CAP = 20
TIGHT_FROM = 3
"""The level of brevity from which the keys stand close to each other."""


class KeyDeed(NamedTuple):
    """What a key does: the cap's text, a glyph and words; `key` is what the bar announces."""

    key: str
    label: str
    glyph: Glyph | None = None


class KeyButton(PaintedButton):
    """A key cap with what it does, also clickable."""

    HEIGHT = 36
    PADDING, TIGHT = 9, 6

    def __init__(self, theme: Theme, deed: KeyDeed, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"key_{deed.key}", parent)
        self.deed = deed
        self._level = -1
        self.set_level(0)

    def set_level(self, level: int) -> None:
        """Level 1 leaves out the glyph, 3 some of the room around the word, 4 the word beside a glyph."""
        if level == self._level:
            return
        self._level = level
        deed = self.deed
        glyph = [Run(glyph=deed.glyph)] if deed.glyph else []
        words = [Run(deed.label, size=14, token="ink", gap=5)]
        self.PADDING = self.TIGHT if level >= TIGHT_FROM else KeyButton.PADDING
        runs = glyph + words if level == 0 else glyph if level > TIGHT_FROM and glyph else words
        self.show_runs(runs, f"{deed.key} {deed.label}")
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self.theme.px(CAP + 2), self.theme.row(36, 32))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        fill = "press" if self.isDown() else "hover" if self.underMouse() else "surface"
        fill_rounded(painter, rect, 4, self.theme.colour(fill), self.theme.colour("line2"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        cap = self.theme.px(CAP)
        left = self.theme.px(min(6, self.PADDING - 1))
        paint_cap(painter, QRect(left, room.center().y() - cap // 2, cap, cap), self.deed.key, self.theme)
        super().paint_line(painter, room.adjusted(left + cap + self.theme.px(5) - room.left(), 0, 0, 0))


class KeyCap(QLabel):
    """A key as printed on the keyboard, for hints."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setObjectName(f"cap_{key}")
        self._theme = theme
        self.setAlignment(CENTRE)
        self.setFont(theme.font(12))
        self.setFixedSize(max(theme.px(CAP), self.sizeHint().width() + theme.px(12)), theme.px(CAP))

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            paint_cap(painter, self.rect(), self.text(), self._theme)


def paint_cap(painter: QPainter, rect: QRect, text: str, theme: Theme) -> None:
    """Paint one key cap: a box whose lower edge is two px."""
    fill_rounded(painter, rect, 4, theme.colour("surface"), theme.colour("line2"))
    fill(painter, QRect(rect.left() + 2, rect.bottom() - 1, rect.width() - 4, 1), theme.colour("line2"))
    draw_text(painter, rect.adjusted(0, 0, 0, -1), text, theme.font(12), theme.colour("ink2"), CENTRE)


class KeyBar(FittingStrip):
    """Whose row it is, then the keys."""

    LEVELS = 5

    pressed = Signal(str)

    def __init__(
        self, theme: Theme, name: str, deeds: Sequence[KeyDeed], parent: QWidget | None = None
    ) -> None:
        """Lay out the keys; a deed whose key is 0 stands apart after a line."""
        super().__init__(theme, name, parent)
        self.setProperty("role", "foot")
        self._person = label("keyBarPerson", role="strong")
        self._place = label("keyBarPlace", role="label")
        self._keys = [KeyButton(theme, deed) for deed in deeds]
        layout = self.line
        layout.addWidget(self._person)
        layout.addWidget(self._place)
        for key in self._keys:
            if key.deed.key == "0":
                layout.addWidget(_line(theme))
            layout.addWidget(key)
            key.clicked.connect(self._clicked)
        layout.addStretch(1)
        theme.density_changed.connect(self.refresh_density)
        self.refresh_density()

    def show_person(self, name: str, place: str) -> None:
        """Say whom the keys mark; empty texts where nobody is current."""
        if (name, place) != (self._person.text(), self._place.text()):
            self._person.setText(name)
            self._place.setText(place)
            self.fit()

    def set_level(self, level: int) -> None:
        super().set_level(level)
        tight, px = level >= TIGHT_FROM, self.theme.px
        self._place.setVisible(level < 2)
        # What the keys do says more than whose row it is, which is marked in the table.
        self._person.setVisible(not tight)
        self.line.setContentsMargins(px(12 if tight else 20), 0, px(8 if tight else 20), 0)
        self.line.setSpacing(px(4 if tight else 7))
        for key in self._keys:
            key.set_level(level if tight else min(level, 1))

    def refresh_density(self) -> None:
        """Take over the height of the density in force."""
        self.setFixedHeight(self.theme.row(56, 48))

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, KeyButton):
            self.pressed.emit(sender.deed.key)


def _line(theme: Theme) -> QFrame:
    line = QFrame()
    line.setProperty("role", "vline")
    line.setFixedHeight(theme.px(20))
    line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return line
