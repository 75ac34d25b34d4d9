"""What a page shows before it has anything: why it is empty and what to do first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.controls import button, label

WIDTH = 460
LEAST = 200
LEFT, RIGHT, TOP, BOTTOM = 40, 20, 72, 20
LOWEST_TOP = 8
"""What stands above it gives way where the place is low."""


class EmptyState(QWidget):
    """A bold line, one sentence and one or two buttons, left aligned, without a picture."""

    first = Signal()
    second = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._title = label("emptyTitle", role="h16")
        self._text = label("emptyText", tone="ink2")
        self._text.setWordWrap(True)
        self._first = button(theme, "emptyFirst", "", "primary")
        self._second = button(theme, "emptySecond", "")
        # Before anything is said there is nothing to press.
        self._first.hide()
        self._second.hide()
        self._block = block = QWidget()
        block.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._first)
        buttons.addWidget(self._second)
        buttons.addStretch(1)
        column.addSpacing(theme.px(8))
        column.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(LEFT), theme.px(TOP), theme.px(RIGHT), theme.px(BOTTOM))
        layout.addWidget(block, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._first.clicked.connect(self.first)
        self._second.clicked.connect(self.second)

    def focus_target(self) -> QWidget:
        """The button to begin with."""
        return self._first

    def minimumSizeHint(self) -> QSize:
        """Its buttons and a few words a line: the block gives way, so it must not hold a pane open."""
        hint, buttons = super().minimumSizeHint(), self._buttons.minimumSize().width()
        least = max(buttons, self._theme.px(LEAST)) + self._theme.px(LEFT + RIGHT)
        height = self._block.minimumSizeHint().height() + self._theme.px(LOWEST_TOP)
        return QSize(min(hint.width(), least), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a narrow place too."""
        super().resizeEvent(event)
        room = event.size().width() - self._theme.px(LEFT + RIGHT)
        self._block.setFixedWidth(min(self._theme.px(WIDTH), max(room, 0)))
        self._fit_text()
        self._fit_top()

    def _fit_top(self) -> None:
        px, layout = self._theme.px, self.layout()
        assert layout is not None
        spare = self.height() - self._block.sizeHint().height()
        top = min(max(spare - px(BOTTOM), px(LOWEST_TOP)), px(TOP))
        bottom = min(max(spare - top, 0), px(BOTTOM))
        layout.setContentsMargins(px(LEFT), top, px(RIGHT), bottom)

    def _fit_text(self) -> None:
        """Left to itself a wrapped label asks for the height of fewer lines than it has."""
        self._text.ensurePolished()
        height = self._text.heightForWidth(self._block.width()) if self._text.text() else 0
        self._text.setMinimumHeight(max(0, height))

    def say(self, title: str, text: str, first: str = "", second: str = "") -> None:
        """Show why there is nothing and name the buttons; an empty name hides its button."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title} {text}".strip())
        self._fit_text()
        for made, words in ((self._first, first), (self._second, second)):
            made.setText(words)
            made.setVisible(bool(words))
