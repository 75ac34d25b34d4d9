"""The panel on the right of a page: whose it is, what there is to say, its buttons at the bottom."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, frame, icon_button, label, set_tone

NARROWEST, ROOMY, WIDEST = 320, 440, 560
"""Beyond ROOMY the words of the buttons are shortened rather than the page beside it."""
EDGE = 1
"""The line on the left of a panel, in px."""


class TakesFiles(Protocol):
    """A part of a panel that files can be put into."""

    def can_take(self, mime: QMimeData) -> bool:
        """Whether something dropped can be taken now."""
        ...

    def take(self, mime: QMimeData) -> None:
        """Take in what was dropped."""
        ...


class RightPanel(QFrame):
    """Head with title, remark and a way to close it; a body that scrolls; a foot for the next steps.

    Fill `column` with the content and `foot` with buttons; without buttons the foot is not shown.
    """

    closed = Signal()
    """The clerk wants the panel away; the page decides and gives the focus back."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "panel")
        self.theme = theme
        self._drops: TakesFiles | None = None
        self._title = label(f"{name}Title", role="h16")
        self._remark = label(f"{name}Remark", role="label")
        self._tag = label(f"{name}Tag", role="tag")
        self._tag.setFixedHeight(theme.px(22))
        self._tag.hide()
        self._close = icon_button(theme, f"{name}Close", "close", _("收起"))
        body = QWidget()
        body.setProperty("role", "panelBody")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, theme.px(16))
        self.column.setSpacing(0)
        self._foot = frame(f"{name}Foot", "foot")
        self.foot = QHBoxLayout(self._foot)
        self._lay_out(body)
        self.setMaximumWidth(theme.px(WIDEST))
        body.installEventFilter(self)
        self._close.clicked.connect(self.closed)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what stands in it needs, while there is room for the page beside it."""
        least = self.theme.px(NARROWEST)
        needed = max(min(self._whole(), self.theme.px(ROOMY)), self.foot.minimumSize().width())
        return QSize(max(least, needed), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as all that stands in it, with every word whole, where it lies over the page."""
        return QSize(min(self._whole(), self.theme.px(WIDEST)), super().sizeHint().height())

    def _whole(self) -> int:
        """The width that shows all of the body and of the buttons."""
        buttons = self.foot.sizeHint().width() if self._foot.isVisibleTo(self) else 0
        around = self._scroll.verticalScrollBar().sizeHint().width() + EDGE
        return max(buttons, self._scroll.widget().minimumSizeHint().width() + around)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more room where the body came to need it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_body()
        return super().eventFilter(watched, event)

    def show_title(self, title: str, remark: str = "") -> None:
        """Say whose panel it is."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._remark.setText(remark)
        # An empty remark would hold a place between the title and the words behind it.
        self._remark.setVisible(bool(remark))
        self._remark.setToolTip(remark)
        for named in (self, self._scroll):
            # Tab stops at what scrolls too, so that arrows can move it.
            named.setAccessibleName(f"{title} {remark}".strip())

    def show_tag(self, words: str, tone: str = "") -> None:
        """Say in a few coloured words behind the remark how it stands; empty hides them."""
        self._tag.setText(words)
        set_tone(self._tag, tone)
        self._tag.setVisible(bool(words))
        # The remark gives its spare room to whatever follows the words.
        self._head_row.setStretchFactor(self._remark, 0 if words else 1)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a control into the head, before the way to close it."""
        self._head_row.insertWidget(self._head_row.count() - 1, widget)

    def pin(self, widget: QWidget) -> None:
        """Keep something in sight between the body and the buttons, however far the body is scrolled."""
        self._parts.insertWidget(self._parts.count() - 1, widget)

    def scroll_to_top(self) -> None:
        """Show where the body begins, as when something else is told in it."""
        self._scroll.verticalScrollBar().setValue(0)

    def take_drops(self, part: TakesFiles) -> None:
        """Let files dropped anywhere on the panel go into a part of it."""
        self._drops = part
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped that the panel can take."""
        if self._drops is not None and self._drops.can_take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._drops is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._drops.take(event.mimeData())

    def add_section(self, widget: QWidget, *, ruled: bool = True) -> QFrame:
        """Add a part of the body with the panel's margins, a hairline below it unless told otherwise; give its frame."""
        holder = frame(f"{widget.objectName()}Section", "section" if ruled else "plain")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(self.theme.px(16), self.theme.px(12), self.theme.px(16), self.theme.px(12))
        inner.setSpacing(self.theme.px(8))
        inner.addWidget(widget)
        self.column.addWidget(holder)
        return holder

    def add_deed(self, name: str, words: str, kind: str = "", icon: str = "") -> QPushButton:
        """Add a button to the foot and give it."""
        made = button(self.theme, name, words, kind, icon)
        self.foot.addWidget(made)
        self._foot.show()
        return made

    def show_foot(self, *, shown: bool) -> None:
        """Show the foot or, where nothing can be done now, take it away."""
        self._foot.setVisible(shown)

    def _fit_body(self) -> None:
        """Left to itself what scrolls gives wrapped lines the height of fewer than they have."""
        body = self._scroll.widget()
        least = self.column.totalMinimumHeightForWidth(body.width()) if self.column.hasHeightForWidth() else 0
        if least != body.minimumHeight():
            body.setMinimumHeight(least)

    def _lay_out(self, body: QWidget) -> None:
        theme = self.theme
        head = frame(f"{self.objectName()}Head", "panelHead")
        head.setFixedHeight(theme.px(48))
        row = self._head_row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(16), 0, theme.px(10), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._title)
        row.addWidget(self._remark, 1)
        row.addWidget(self._tag)
        row.addStretch(0)
        row.addWidget(self._close)
        scroll = self._scroll = QScrollArea()
        scroll.setObjectName(f"{self.objectName()}Scroll")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._foot.setFixedHeight(theme.px(56))
        self.foot.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self.foot.setSpacing(theme.px(8))
        self._foot.hide()
        layout = self._parts = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._foot)
