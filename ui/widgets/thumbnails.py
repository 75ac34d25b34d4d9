"""Small pictures of the pages beside the large one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gzparty.i18n import _
from ui.page_images import PageImages
from ui.paint import CENTRE, draw_ring, draw_text, rect_of
from ui.tables.viewport import own_viewport
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SIDE, NUMBER, GAP = 82, 22, 10
_NOWHERE = QModelIndex()


class PageModel(QAbstractListModel):
    """The pages of a document by their sizes in points."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: tuple[QSizeF, ...] = ()

    def show_pages(self, sizes: Sequence[QSizeF]) -> None:
        """Show other pages."""
        self.beginResetModel()
        self.sizes = tuple(sizes)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            return _("第 {page} 页").format(page=index.row() + 1)
        return None


class PageDelegate(QStyledItemDelegate):
    """A white sheet with its number below; the current one has the ring."""

    def __init__(self, theme: Theme, images: PageImages, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._images = images
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(SIDE), self._theme.px(SIDE + NUMBER + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        model = index.model()
        assert isinstance(model, PageModel)
        sheet = _sheet(model.sizes[index.row()], rect, theme.px(SIDE - 2), theme.px(GAP))
        painter.save()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self._images.image(index.row())
        if image is not None:
            painter.drawImage(sheet, image)
        painter.setPen(QPen(theme.colour("ctl"), 1))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        chosen = self._view.currentIndex() == index
        if chosen:
            draw_ring(painter, sheet.adjusted(-3, -3, 3, 3), theme.colour("focus"))
        below = QRect(rect.left(), sheet.bottom() + 2, rect.width(), theme.px(NUMBER))
        ink = theme.colour("ink" if chosen else "ink2")
        draw_text(painter, below, str(index.row() + 1), theme.font(12, bold=chosen), ink, CENTRE)
        painter.restore()


class Thumbnails(QListView):
    """Pages as a column; arrows and clicks choose one."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnails")
        self.setAccessibleName(_("页"))
        own_viewport(self)
        self._theme = theme
        self._images = images
        self._pages = PageModel()
        self.setModel(self._pages)
        self.setItemDelegate(PageDelegate(theme, images, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(98))
        images.arrived.connect(self._arrived)

    def show_pages(self, sizes: Sequence[QSizeF]) -> None:
        """Show a document's pages."""
        self._pages.show_pages(sizes)

    def show_current(self, page: int) -> None:
        """Mark the page looked at, without announcing it."""
        index = self._pages.index(page)
        if index != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._images.want(self.visible_pages(), self._scale())

    def visible_pages(self) -> list[int]:
        """The pages in sight."""
        first = self.indexAt(self.viewport().rect().topLeft())
        start = first.row() if first.isValid() else 0
        height = self._theme.px(SIDE + NUMBER + GAP)
        return list(range(start, min(start + self.viewport().height() // height + 2, self._pages.rowCount())))

    def _scale(self) -> float:
        longest = max((max(size.width(), size.height()) for size in self._pages.sizes), default=1.0)
        return self._theme.px(SIDE) * self.devicePixelRatioF() / longest

    def _arrived(self, _page: int) -> None:
        self.viewport().update()


def _sheet(size: QSizeF, rect: QRect, side: int, gap: int) -> QRect:
    """Place a sheet of these proportions at the upper edge of its item."""
    factor = side / max(size.width(), size.height(), 1.0)
    width, height = round(size.width() * factor), round(size.height() * factor)
    return QRect(rect.left() + (rect.width() - width) // 2, rect.top() + gap, width, height)
