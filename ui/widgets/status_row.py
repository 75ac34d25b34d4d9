"""The lowest row of the window: where the user is, the last deed, the keys worth knowing, when it was saved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label, restyle


class StatusRow(QFrame):
    """Four texts and two links; an empty text takes no room."""

    undone = Signal()
    copies_wanted = Signal()
    """The clerk wants to see the copies."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("statusRow")
        self.setAccessibleName(_("状态"))
        self.setFixedHeight(theme.px(26))
        self._place = label("statusPlace", role="statusStrong")
        self._deed = label("statusDeed", role="status")
        self._undo = button(theme, "statusUndo", _("撤销"), "statusLink")
        self._keys = label("statusKeys", role="status")
        self._hints = ""
        self._copies = ElidedLink(theme, "statusCopies", "statusQuiet")
        self._saved = label("statusSaved", role="status")
        self._saved.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout = self._line = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        layout.setSpacing(theme.px(18))
        for part in (self._place, self._deed, self._undo):
            layout.addWidget(part)
        layout.addStretch(1)
        for part in (self._keys, self._copies, self._saved):
            layout.addWidget(part)
        self._undo.hide()
        self._copies.clicked.connect(self.copies_wanted)
        self._undo.clicked.connect(self.undone)

    def show_place(self, text: str) -> None:
        """Say where the user is, such as 第 14 行，共 59 行."""
        self._show(self._place, text)

    def show_deed(self, text: str, *, undoable: bool) -> None:
        """Say what was done last, with a link that takes it back."""
        self._show(self._deed, text)
        self._undo.setVisible(undoable and bool(text))
        self._fit_keys()

    def show_keys(self, text: str) -> None:
        """Name the keys worth knowing on this page, as many as the other words leave room for."""
        self._hints = text
        self._fit_keys()

    def show_saved(self, text: str) -> None:
        """Say when everything was stored."""
        self._show(self._saved, text)

    def show_copies(self, text: str, where: str, *, late: bool) -> None:
        """Say when and where the last copy was made; `late` where one is due."""
        self._copies.show_text(text, where)
        restyle(self._copies, "tone", "warn" if late else "")
        self._fit_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_keys()

    def _show(self, target: QLabel, text: str) -> None:
        target.setText(text)
        target.setVisible(bool(text))
        self._fit_keys()

    def _gaps(self, between: int) -> int:
        """What the ends of the row and so many gaps take, in px."""
        margins = self._line.contentsMargins()
        return margins.left() + margins.right() + self._line.spacing() * between

    def _fit_keys(self) -> None:
        """Leave out the last keys rather than shorten where the user is and when it was saved."""
        others = (self._place, self._deed, self._undo, self._copies, self._saved)
        taken = [part.sizeHint().width() for part in others if not part.isHidden()]
        room = self.width() - sum(taken) - self._gaps(len(taken) + 1)
        separator = _("　")
        hints = self._hints.split(separator)
        metrics = self._keys.fontMetrics()
        while hints and metrics.horizontalAdvance(separator.join(hints)) > room:
            hints.pop()
        shown = separator.join(hints)
        self._keys.setText(shown)
        self._keys.setToolTip(self._hints if shown != self._hints else "")
        self._keys.setVisible(bool(shown))


class ElidedLink(QPushButton):
    """A link that gives its room up where the row is narrow; hovering says the rest. Hidden without a text."""

    SHORTEST = 72

    def __init__(self, theme: Theme, name: str, kind: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._whole = ""
        self.hide()

    def show_text(self, text: str, tip: str) -> None:
        """Show a text, whole if there is room, with what else there is to know about it."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip("\n".join(filter(None, (text, tip))))
        self.setVisible(bool(text))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        room = self.fontMetrics().horizontalAdvance(self._whole) + self._theme.px(8)
        return QSize(room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), self._theme.px(self.SHORTEST)), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._theme.px(6)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
