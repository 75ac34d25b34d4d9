"""Pages under each other on a grey ground, as they will leave the printer; only those in sight are rendered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gzparty.i18n import _
from ui.page_images import PageImages
from ui.paint import draw_ring, fill
from ui.tables.viewport import own_viewport
from ui.theme import Theme

GAP, EDGE = 16, 14
PAGE, WIDTH, ACTUAL, FREE = "page", "width", "actual", ""
"""How large pages are shown: whole, as wide as the room, true to size, or as the clerk zoomed."""
STEP, SMALLEST, LARGEST = 1.2, 0.2, 6.0
PAPER, RIM = Qt.GlobalColor.white, "ctl"
INCH = 72


class PageView(QAbstractScrollArea):
    """Scrolls through pages; Ctrl and the wheel zoom, PageUp and PageDown turn."""

    page_changed = Signal(int)
    """Another page, counted from 0, is the one looked at."""
    mode_changed = Signal(str)

    def __init__(self, theme: Theme, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageView")
        own_viewport(self)
        self._theme = theme
        self._images = images
        self._sizes: tuple[QSizeF, ...] = ()
        self._mode = PAGE
        self._zoom = 1.0
        self._page = 0
        self._tops: list[int] = [0]
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        images.arrived.connect(self._arrived)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, sizes: Sequence[QSizeF]) -> None:
        """Show a document's pages, sizes in points; the page looked at stays where there still is one."""
        page = min(self._page, max(0, len(sizes) - 1))
        self._sizes = tuple(sizes)
        self._lay_out_pages()
        self.go_to(page)
        self._page = page
        self._speak()
        self.viewport().update()

    def page(self) -> int:
        """The page looked at, counted from 0."""
        return self._page

    def mode(self) -> str:
        """How large pages are shown."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Show pages whole, as wide as the room, or true to size."""
        self._mode = mode
        self._rescale()

    def zoom_by(self, steps: float) -> None:
        """Enlarge by steps, negative to make smaller."""
        self._zoom = min(LARGEST, max(SMALLEST, self._zoom * STEP**steps))
        self._mode = FREE
        self._rescale()
        self.mode_changed.emit(FREE)

    def go_to(self, page: int) -> None:
        """Look at a page."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(self._tops[page] - self._theme.px(EDGE))

    def visible_pages(self) -> list[int]:
        """The pages any part of which is in sight."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            n for n in range(len(self._sizes)) if self._tops[n] < bottom and self._rect(n).bottom() >= top
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in turns and self._mode == PAGE:
            self.go_to(min(max(self._page + turns[Qt.Key(key)], 0), len(self._sizes) - 1))
        elif key in zooms and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(zooms[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._sizes) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self.viewport()) as painter:
            fill(painter, self.viewport().rect(), theme.colour("paper-bg"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            shown = self.visible_pages()
            for page in shown:
                self._paint_page(painter, page)
            if self.hasFocus():
                draw_ring(painter, self.viewport().rect(), theme.colour("focus"))
        self._images.want(shown, self._zoom * self._unit() * self.devicePixelRatioF())

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._rect(page).translated(self._offset())
        painter.fillRect(rect, PAPER)
        image = self._images.image(page)
        if image is not None:
            painter.drawImage(rect, image)
        painter.setPen(QPen(self._theme.colour(RIM), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def _offset(self) -> QPoint:
        return QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _unit(self) -> float:
        """Pixels a point at zoom 1, where a sheet is as large as it is in the hand."""
        return QGuiApplication.primaryScreen().logicalDotsPerInch() / INCH

    def _rescale(self) -> None:
        bar = self.verticalScrollBar()
        height = max(1, self._tops[-1])
        kept = (bar.value() + self.viewport().height() / 2) / height
        self._lay_out_pages()
        if self._mode == PAGE:
            self.go_to(self._page)
        else:
            bar.setValue(round(kept * self._tops[-1] - self.viewport().height() / 2))
        self.viewport().update()

    def _lay_out_pages(self) -> None:
        if self._mode != FREE and self._sizes:
            self._zoom = self._fitting_zoom()
        edge, gap = self._theme.px(EDGE), self._theme.px(GAP)
        heights = [self._pixels(size)[1] + gap for size in self._sizes]
        self._tops = list(accumulate(heights, initial=edge))
        widest = max((self._pixels(size)[0] for size in self._sizes), default=0)
        room = self.viewport().size()
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, self._tops[-1] - gap + edge - room.height()))
        bar.setPageStep(room.height())
        bar.setSingleStep(self._theme.px(40))
        across.setRange(0, max(0, widest + 2 * edge - room.width()))
        across.setPageStep(room.width())

    def _fitting_zoom(self) -> float:
        room, edge, unit = self.viewport().size(), 2 * self._theme.px(EDGE), self._unit()
        across = (room.width() - edge) / (max(size.width() for size in self._sizes) * unit)
        down = (room.height() - edge) / (max(size.height() for size in self._sizes) * unit)
        wanted = {PAGE: min(across, down), WIDTH: across}.get(self._mode, 1.0)
        return min(LARGEST, max(SMALLEST, wanted))

    def _pixels(self, size: QSizeF) -> tuple[int, int]:
        factor = self._zoom * self._unit()
        return round(size.width() * factor), round(size.height() * factor)

    def _rect(self, page: int) -> QRect:
        """Give where a page lies on the whole ground."""
        width, height = self._pixels(self._sizes[page])
        ground = max(self.viewport().width(), self.horizontalScrollBar().maximum() + self.viewport().width())
        return QRect((ground - width) // 2, self._tops[page], width, height)

    def _scrolled(self) -> None:
        self.viewport().update()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = sum(top <= middle for top in self._tops[1 : len(self._sizes)])
        if page != self._page and page < len(self._sizes):
            self._page = page
            self._speak()
            self.page_changed.emit(page)

    def _arrived(self, _page: int) -> None:
        self.viewport().update()

    def _speak(self) -> None:
        words = _("第 {page} 页，共 {all} 页").format(page=self._page + 1, all=len(self._sizes))
        self.setAccessibleName(words if self._sizes else _("没有可看的页"))
