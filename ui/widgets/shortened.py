"""Labels and buttons that end in … where the window is too narrow for their words, and say them whole in a tooltip.

Without them a long word would force the window wider than the screen, or be cut off in the middle of a character. What Qt
paints with is imported where a text is short of room: its styles bring hundreds of names along.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

LEAST_LETTERS = 3
"""So many wide characters of a text are seen however narrow it gets."""
TOLD = "told"
"""The property of a widget that keeps which text its tooltip was given here."""


def least_width(widget: QWidget, whole: int) -> int:
    """The least width of a text, in px, where `whole` shows all of it."""
    return min(whole, LEAST_LETTERS * widget.fontMetrics().height())


def tell_whole(widget: QWidget, text: str, *, is_short: bool) -> None:
    """Have the tooltip say a text whole while it is shown short; a tooltip that says something else is left alone.

    Called when the mouse comes, which is when a tooltip can be wanted: answering `event()` instead would have every event
    of every widget go through Python, a thousand of them before the first picture of the window.
    """
    told = widget.property(TOLD) or ""
    if widget.toolTip() != told:
        return
    whole = text if is_short else ""
    widget.setProperty(TOLD, whole)
    widget.setToolTip(whole)


def is_shortened(widget: QWidget) -> bool:
    """Whether a text has less room than it needs."""
    return widget.width() < widget.sizeHint().width()


class ShortField(QLineEdit):
    """A line to type in; Qt shortens the hint in it by itself."""

    def enterEvent(self, event: QEnterEvent) -> None:
        hint = self.placeholderText()
        needed = self.fontMetrics().horizontalAdvance(hint)
        tell_whole(self, hint, is_short=not self.text() and needed > self.width())
        super().enterEvent(event)


class ShortLabel(QLabel):
    """A line of text; with word wrap it is a plain label."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self.wordWrap() or not self.text():
            return least
        return QSize(least_width(self, least.width()), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap() or not self.text() or not is_shortened(self):
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            self.drawFrame(painter)
            room = self.contentsRect()
            text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            self.style().drawItemText(
                painter,
                room,
                self.alignment().value,
                self.palette(),
                self.isEnabled(),
                text,
                self.foregroundRole(),
            )

    def enterEvent(self, event: QEnterEvent) -> None:
        tell_whole(self, self.text(), is_short=not self.wordWrap() and is_shortened(self))
        super().enterEvent(event)


class Paragraph(QLabel):
    """Lines that stay as they are and ask for the height they need: a layout by itself asks for one of them only."""

    def __init__(self, name: str, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(self.heightForWidth(event.size().width()))


class ShortButton(QPushButton):
    """A button with words."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(least.width() - text + least_width(self, text), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text() or not is_shortened(self):
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance(self.text()) - (self.sizeHint().width() - self.width())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 0))
        option.text = shown  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        tell_whole(self, self.text(), is_short=is_shortened(self))
        super().enterEvent(event)
