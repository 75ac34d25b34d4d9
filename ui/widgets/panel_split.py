"""Panes side by side; the last of them lies over the others where the window has no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QSplitterHandle, QWidget

from ui.tables.beside import BesidePanel
from ui.theme import Theme

LEAST = 420
"""So wide what stands left of a panel is designed at least, in px."""
SHADE = 10
"""How far the shade of what lies over a page reaches, in px."""
ASKS_FOR_ROOM = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Show})


class PanelSplit(QSplitter):
    """A page with its panel at the right: beside it while both have the room they ask for, over its right edge else.

    A panel that lies over the page is as wide as it asks for, and is put away as ever. Nothing of the page is made
    narrower then than it can be, and the window need not be wider than a small screen for larger text.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(f"{name}Split")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.theme = theme
        self.lies_over = False
        """Whether the last pane covers some of the others now."""
        self._designed = 0
        self._first: Sequence[int] = ()
        """The widths given before it was first seen."""
        self._tells_later = QTimer(self, singleShot=True, interval=0)
        self._tells_later.timeout.connect(self._tell_covered)
        self.splitterMoved.connect(self._follow_room)

    def design(self, panel: int) -> None:
        """Take how wide the last pane is meant to be, in px: beside the others, unless moved by hand, and over them."""
        self._designed = panel
        self._follow_room()

    def setSizes(self, sizes: Sequence[int]) -> None:
        super().setSizes(sizes)
        if not self.isVisible():
            self._first = tuple(sizes)
        self._follow_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take the first widths again once the panes have their look: without it they ask for other room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._first:
            self.setSizes(self._first)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first = ()

    def createHandle(self) -> QSplitterHandle:
        return _Edge(self)

    def minimumSizeHint(self) -> QSize:
        """The panes need not stand side by side."""
        panes = self._in_sight()
        if not panes:
            return super().minimumSizeHint()
        height = max(_least(one).height() for one in panes)
        return QSize(max(self._beside(panes[:-1]), _least(panes[-1]).width()), height)

    def event(self, event: QEvent) -> bool:
        # Laid out by Qt in between, the panes would be squeezed for a moment, and ask for room again.
        if event.type() in ASKS_FOR_ROOM and self._follow_room():
            self.updateGeometry()
            return QFrame.event(self, event)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._follow_room():
            super().resizeEvent(event)

    def _follow_room(self) -> bool:
        """Lay the last pane over the others where there is no room for all, and tell whether it lies there."""
        panes = self._in_sight()
        lay_over = len(panes) > 1 and self._designed_least(panes) > self.width()
        if lay_over:
            self.lies_over = True
            self._lay_over(panes)
        elif self.lies_over:
            self._set_beside()
        return lay_over

    def _set_beside(self) -> None:
        self.lies_over = False
        for place in range(1, self.count()):
            self._edge(place).set_over(False)
        self._tell_covered()
        # Qt did not hear of what was shown and hidden meanwhile.
        self.refresh()
        self.updateGeometry()

    def _lay_over(self, panes: Sequence[QWidget]) -> None:
        page, panel = panes[:-1], panes[-1]
        left = 0
        for one, width in zip(page, self._widths(page), strict=True):
            edge = self.handle(self.indexOf(one))
            if left:
                edge.setGeometry(left, 0, self.handleWidth(), self.height())
                left += self.handleWidth()
            one.setGeometry(left, 0, width, self.height())
            left += width
        wanted = max(self._designed, panel.sizeHint().width(), _least(panel).width())
        width = min(wanted, panel.maximumWidth(), self.width())
        panel.setGeometry(self.width() - width, 0, width, self.height())
        edge = self._edge(self.indexOf(panel))
        edge.set_over(True)
        reach = self.theme.px(SHADE)
        edge.setGeometry(QRect(self.width() - width - reach, 0, reach, self.height()))
        edge.show()
        edge.raise_()
        panel.raise_()
        # Once more when all that stands in the page is laid out.
        self._tell_covered()
        self._tells_later.start()

    def _tell_covered(self) -> None:
        """Let the tables of the page show beside the panel what is current in them."""
        panel = self._in_sight()[-1] if self.lies_over else None
        left = panel.x() - self.theme.px(SHADE) if panel is not None else self.width()
        for view in (one for pane in self._all() if pane is not panel for one in _tables(pane)):
            right = view.mapTo(self, QPoint(view.width(), 0)).x()
            view.set_covered(max(right - left, 0))

    def _widths(self, page: Sequence[QWidget]) -> list[int]:
        """The widths of what lies below: as they were left where that fits, the last takes what remains."""
        room = self.width() - (len(page) - 1) * self.handleWidth()
        least = [_least(one).width() for one in page]
        kept = dict(zip(self._all(), self.sizes(), strict=True))
        before = [max(kept[one], width) for one, width in zip(page[:-1], least, strict=False)]
        if sum(before) + least[-1] > room:
            before = least[:-1]
        return [*before, room - sum(before)]

    def _designed_least(self, panes: Sequence[QWidget]) -> int:
        """The least width for panes side by side, and for the page to be of use beside its panel, in px."""
        page, panel = _least(panes[-2]).width(), _least(panes[-1]).width()
        gained = max(self.theme.px(LEAST) - page, 0) + max(self._designed - panel, 0)
        return self._beside(panes) + gained

    def _beside(self, panes: Sequence[QWidget]) -> int:
        """How wide panes are at least side by side, in px."""
        return sum(_least(one).width() for one in panes) + max(len(panes) - 1, 0) * self.handleWidth()

    def _edge(self, place: int) -> _Edge:
        edge = self.handle(place)
        assert isinstance(edge, _Edge)
        return edge

    def _in_sight(self) -> list[QWidget]:
        return [one for one in self._all() if not one.isHidden()]

    def _all(self) -> list[QWidget]:
        return [self.widget(place) for place in range(self.count())]


class _Edge(QSplitterHandle):
    """The line between panes, or the shade at the edge of the one that lies over the others."""

    def __init__(self, split: PanelSplit) -> None:
        super().__init__(Qt.Orientation.Horizontal, split)
        self._theme = split.theme
        self._is_over = False

    def set_over(self, over: bool) -> None:
        """Be a shade, which nothing can be moved by, or a line again."""
        self._is_over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, over)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_over:
            super().paintEvent(event)
            return
        line = self._theme.colour("line2")
        # Copies: the theme's own colour is what every other part paints with.
        faint, strong = QColor(self._theme.colour("ink3")), QColor(self._theme.colour("ink3"))
        faint.setAlpha(0)
        strong.setAlpha(56)
        with QPainter(self) as painter:
            shade = QLinearGradient(0, 0, self.width(), 0)
            shade.setColorAt(0, faint)
            shade.setColorAt(1, strong)
            painter.fillRect(self.rect(), shade)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), line)


def _tables(pane: QWidget) -> list[BesidePanel]:
    inner = cast("list[BesidePanel]", pane.findChildren(BesidePanel))
    return [pane, *inner] if isinstance(pane, BesidePanel) else inner


def _least(widget: QWidget) -> QSize:
    """The least size of a pane: what it was told, else what it asks for."""
    told, asked = widget.minimumSize(), widget.minimumSizeHint()
    return QSize(told.width() or asked.width(), told.height() or asked.height()).boundedTo(
        widget.maximumSize()
    )
