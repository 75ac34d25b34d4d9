"""A failure of a page: what happened, that the input is safe, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.announce import announce
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import button, icon_button, label


class ErrorBar(QFrame):
    """Hidden until something fails; says it in plain words with details behind a button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorBar")
        self.setProperty("role", "error")
        self._glyph = QLabel()
        theme.show_glyph(self._glyph, Glyph.OVER)
        self._title = label("errorTitle", role="strong", tone="over")
        self._text = label("errorText", role="label")
        self._details = label("errorDetails", role="hint")
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = button(theme, "errorMore", _("详情"), "link")
        close = icon_button(theme, "errorClose", "close", _("收起"))
        for words in (self._title, self._text, self._details):
            words.setWordWrap(True)
        self._lay_out(theme, close)
        self._more.clicked.connect(self._toggle_details)
        close.clicked.connect(self.hide)
        self.hide()

    def say(self, title: str, text: str, details: str = "") -> None:
        """Show a failure; `details` are for a helper."""
        self._title.setText(title)
        self._text.setText(text)
        self._details.setText(details)
        self._details.hide()
        self._text.setVisible(bool(text))
        self._more.setVisible(bool(details))
        self.setAccessibleName(f"{title} {text}".strip())
        self._fit()
        self.show()
        announce(self, self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Wrapped words, such as a long path, need their lines: what stands below must not get the page's last px instead."""
        if (layout := self.layout()) is not None:
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))

    def _lay_out(self, theme: Theme, close: QWidget) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for part in (self._title, self._text, self._details):
            words.addWidget(part)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10))
        layout.setSpacing(theme.px(12))
        self._glyph.setFixedWidth(theme.px(18))
        layout.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        for control in (self._more, close):
            layout.addWidget(control)

    def _toggle_details(self) -> None:
        self._details.setVisible(not self._details.isVisible())
