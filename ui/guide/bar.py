"""What is seen of the round: a bar above the pages, never over what it speaks of, and a frame around that."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.guide.stops import Stop
from ui.paint import draw_ring
from ui.theme import Theme
from ui.widgets.controls import button, label

AROUND = 3


class GuideBar(QFrame):
    """Says what to look at or to do; F6 comes to it, and its letters work from anywhere."""

    back_wanted = Signal()
    next_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideBar")
        self.setProperty("role", "note")
        self._place = label("guidePlace", role="hint")
        self._title = label("guideTitle", role="strong")
        self._words = label("guideWords", role="label")
        self._words.setWordWrap(True)
        self._back = button(theme, "guideBack", _("上一步(&B)"), "small")
        self.next = button(theme, "guideNext", _("下一步(&N)"), "small")
        leave = button(theme, "guideLeave", _("不看了"), "quiet")
        leave.setToolTip("Esc")
        heading = QHBoxLayout()
        heading.setSpacing(theme.px(10))
        heading.addWidget(self._title)
        heading.addWidget(self._place)
        heading.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(2))
        texts.addLayout(heading)
        texts.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        row.setSpacing(theme.px(8))
        row.addLayout(texts, 1)
        for part in (self._back, self.next, leave):
            row.addWidget(part)
        self.setFocusProxy(self.next)
        self._back.clicked.connect(self.back_wanted)
        self.next.clicked.connect(self.next_wanted)
        leave.clicked.connect(self.left)

    def show_stop(self, stop: Stop, place: int, count: int) -> None:
        """Speak of a stop, the places counted from 0."""
        self._title.setText(_(stop.title))
        self._words.setText(_(stop.words))
        self._place.setText(_("第 {n} 站，共 {count} 站").format(n=place + 1, count=count))
        self._back.setEnabled(place > 0)
        self.next.setText(_("看完了(&N)") if place + 1 == count else _("下一步(&N)"))
        self.setAccessibleName(_("{title}：{words}").format(title=_(stop.title), words=_(stop.words)))


class Ring(QWidget):
    """Frames a widget without standing in the way of mouse or keys."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("guideRing")
        self._theme = theme
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def frame(self, target: QWidget | None) -> None:
        """Stand around a widget in sight, or nowhere."""
        if target is None or target.visibleRegion().isEmpty():
            self.hide()
            return
        seen = target.visibleRegion().boundingRect()
        around = QRect(target.mapTo(self._window, seen.topLeft()), seen.size()).adjusted(
            -AROUND, -AROUND, AROUND, AROUND
        )
        self.setGeometry(around.intersected(self._window.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            draw_ring(painter, self.rect(), self._theme.colour("focus"), 4)
