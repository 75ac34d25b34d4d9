"""Labels and buttons that end in … where the window is too narrow for their words, and say them whole in a tooltip.

Without them a long word would force the window wider than the screen, or be cut off in the middle of a character. What Qt
paints and tells with is imported where a text is short of room: its styles bring hundreds of names along.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

LEAST_LETTERS = 3
"""So many wide characters of a text are seen however narrow it gets."""


def least_width(widget: QWidget, whole: int) -> int:
    """The least width of a text, in px, where `whole` shows all of it."""
    return min(whole, LEAST_LETTERS * widget.fontMetrics().height())


def tell_whole(widget: QWidget, event: QEvent, text: str) -> bool:
    """Show a shortened text whole where the mouse rests on it; tell whether it was."""
    if event.type() != QEvent.Type.ToolTip:
        return False
    return is_shortened(widget) and _show(widget, event, text)


def _show(widget: QWidget, event: QEvent, text: str) -> bool:
    """Answer the wish for a tooltip, unless the widget has one of its own."""
    if event.type() != QEvent.Type.ToolTip or widget.toolTip():
        return False
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    assert isinstance(event, QHelpEvent)
    QToolTip.showText(event.globalPos(), text, widget)
    return True


def is_shortened(widget: QWidget) -> bool:
    """Whether a text has less room than it needs."""
    return widget.width() < widget.sizeHint().width()


class ShortField(QLineEdit):
    """A line to type in; Qt shortens the hint in it by itself."""

    def event(self, event: QEvent) -> bool:
        return (event.type() == QEvent.Type.ToolTip and self._tell_hint(event)) or super().event(event)

    def _tell_hint(self, event: QEvent) -> bool:
        hint = self.placeholderText()
        needed = self.fontMetrics().horizontalAdvance(hint)
        return not self.text() and needed > self.width() and _show(self, event, hint)


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

    def event(self, event: QEvent) -> bool:
        return (not self.wordWrap() and tell_whole(self, event, self.text())) or super().event(event)


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

    def event(self, event: QEvent) -> bool:
        return tell_whole(self, event, self.text()) or super().event(event)
