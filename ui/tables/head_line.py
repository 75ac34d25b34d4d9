"""The slim line above the head of a grid: what is left out of it and the way back, or what a paste had no place for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label

HEIGHT = 34


class HeadLine(QFrame):
    """Lies over the view above its head, which leaves it the room; hidden while there is nothing to say."""

    back_wanted = Signal()
    """The last condition shall be taken away."""
    all_wanted = Signal()
    """Every condition shall be taken away."""
    noted = Signal()
    """What was said has been read."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName("gridLine")
        self.setProperty("role", "chosen")
        self._theme = theme
        self._words = label("gridLineWords", role="label")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = label("gridLineCount", role="hint")
        self._back = button(theme, "gridLineBack", _("退一步"), "small")
        self._back.setToolTip(_("去掉最后一个条件 Esc"))
        self._all = button(theme, "gridLineAll", _("显示全部"), "small")
        self._noted = button(theme, "gridLineNoted", _("知道了"), "small")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(20), 0, theme.px(12), 0)
        line.setSpacing(theme.px(10))
        line.addWidget(self._words, 1)
        for part in (self._count, self._back, self._all, self._noted):
            line.addWidget(part)
        self._back.clicked.connect(self.back_wanted)
        self._all.clicked.connect(self.all_wanted)
        self._noted.clicked.connect(self.noted)
        self.hide()

    def height_wanted(self) -> int:
        """The room it takes, in px on the screen; none while there is nothing to say."""
        return 0 if self.isHidden() else self._theme.px(HEIGHT)

    def say_narrowed(self, words: str, shown: int, of: int, steps: int) -> None:
        """Say what the rows in sight have in common, and how many of how many they are."""
        self._say(words)
        self._count.setText(_("共 {n} 行，原来 {m} 行").format(n=shown, m=of))
        self._count.show()
        self._back.setVisible(steps > 1)
        self._all.show()
        self._noted.hide()

    def say_note(self, words: str) -> None:
        """Say something that asks for nothing but to be read."""
        self._say(words)
        for part in (self._count, self._back, self._all):
            part.hide()
        self._noted.show()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setToolTip(words)
        self.setAccessibleName(words)
        self.show()
        self.raise_()

    def hide(self) -> None:
        """Go away; the keys go back to the grid."""
        focus, view = self.focusWidget(), self.parentWidget()
        if focus is not None and focus.hasFocus() and view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hide()
