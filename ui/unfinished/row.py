"""One thing that waits half typed: what, whose, when, and what can be done with it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.unfinished.reading import Unfinished, when_words
from ui.widgets.controls import button, label, set_tone

WHEN_WIDTH = 112


class UnfinishedRow(QWidget):
    """Says by signals what is wanted; what was dropped stays in sight, with the way back."""

    gone_on = Signal(object)
    dropped = Signal(object)
    put_back = Signal(object)
    copied = Signal(object)
    """Its text shall go to the clipboard."""

    def __init__(self, theme: Theme, one: Unfinished, today: date, *, may_drop: bool) -> None:
        super().__init__()
        self.one = one
        self.is_dropped = False
        name = one.key.replace("/", "_").replace(" ", "_")
        self.setObjectName(f"unfinished_{name}")
        self._may_drop = may_drop
        self._theme = theme
        self._glyph = QLabel()
        theme.show_glyph(self._glyph, Glyph.DRAFT)
        self._title = label(f"unfinishedTitle_{name}", one.title)
        self._when = label(f"unfinishedWhen_{name}", when_words(one.at, today), "label")
        self._when.setFixedWidth(theme.px(WHEN_WIDTH))
        self._state = label(f"unfinishedState_{name}", "", "label")
        self._go_on = self._button(f"goOn_{name}", _("继续"), self.gone_on)
        self._copy = self._button(f"copy_{name}", _("复制文字"), self.copied)
        self._drop = self._button(f"drop_{name}", _("丢弃"), self.dropped)
        self._back = self._button(f"putBack_{name}", _("放回来"), self.put_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        middle = Qt.AlignmentFlag.AlignVCenter
        for part in (self._glyph, self._when, self._title, self._state):
            row.addWidget(part, alignment=middle)
        row.addStretch(1)
        for made in (self._go_on, self._copy, self._drop, self._back):
            row.addWidget(made)
        self.show_dropped(False)

    def hide_glyph(self) -> None:
        """Leave the pencil to what stands above."""
        self._glyph.hide()

    def show_stuck(self) -> None:
        """Say that it cannot be gone on with now; what was typed can be copied all the same."""
        self._state.setText(_("现在打不开，文字可以复制"))
        set_tone(self._state, "warn")
        self._copy.show()

    def show_dropped(self, dropped: bool) -> None:
        """Show it as dropped, or as waiting."""
        one, self.is_dropped = self.one, dropped
        self._title.setEnabled(not dropped)
        self._state.setText(_("已丢弃") if dropped else _state_words(one))
        set_tone(self._state, "ink3" if dropped else "warn")
        had_keys = self._drop.hasFocus() or self._back.hasFocus()
        self._go_on.setVisible(not dropped and not one.is_gone)
        self._copy.setVisible(not dropped and one.is_gone)
        self._drop.setVisible(not dropped and self._may_drop)
        self._back.setVisible(dropped)
        if had_keys:
            (self._back if dropped else self._drop).setFocus(Qt.FocusReason.TabFocusReason)

    def focus_target(self) -> QWidget:
        """Where the keys begin."""
        if self.is_dropped:
            return self._back
        return self._copy if self.one.is_gone else self._go_on

    def _button(self, name: str, words: str, signal: object) -> QPushButton:
        made = button(self._theme, name, words, "small")
        made.setAccessibleName(_("{verb} {title}").format(verb=words, title=self.one.title))
        made.clicked.connect(partial(self._tell, signal))
        return made

    def _tell(self, signal: object, _checked: bool = False) -> None:
        signal.emit(self.one)  # type: ignore[attr-defined]


def _state_words(one: Unfinished) -> str:
    if one.is_gone:
        return _("原来的记录已经没有了")
    return _("这条记录后来改过") if one.is_outdated else ""
