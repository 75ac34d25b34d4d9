"""A search box with the number of matches and a button that empties it."""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import icon_button, label
from ui.widgets.shortened import ShortField

ICON = 16


class SearchField(ShortField):
    """Takes initials or characters; with `letters_only` the input method stays off."""

    searched = Signal(str)
    """The text as typed, full-width letters and digits folded to plain ones."""

    def __init__(
        self, theme: Theme, name: str, *, letters_only: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "search")
        self._theme = theme
        self._count = label(f"{name}Count", role="label", tone="ink3")
        self._count.setParent(self)
        self._clear = icon_button(theme, f"{name}Clear", "close", _("清空"))
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.dress(self._clear, "close", "ink3", 14)
        self._clear.hide()
        if letters_only:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textChanged.connect(self._announce)
        self._clear.clicked.connect(self.clear)

    def show_count(self, text: str) -> None:
        """Show how many match, such as 1 人; empty for nothing."""
        self._count.setText(text)
        self._place_parts()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            side = self._theme.px(ICON)
            box = QRectF(self._theme.px(10), (self.height() - side) / 2, side, side)
            self._theme.icons.paint(painter, box, "search", self._theme.colour("ink3"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box first; only an empty box lets Esc through."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def _announce(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._place_parts()
        self.searched.emit(normalize("NFKC", text).strip())

    def _place_parts(self) -> None:
        self._clear.adjustSize()
        self._count.adjustSize()
        right = self.width() - self._theme.px(5)
        self._clear.move(right - self._clear.width(), (self.height() - self._clear.height()) // 2)
        if self.text():
            right -= self._clear.width()
        self._count.move(right - self._count.width() - 2, (self.height() - self._count.height()) // 2)
        taken = self.width() - right + (self._count.width() if self._count.text() else 0)
        self.setTextMargins(0, 0, max(taken, 0), 0)
