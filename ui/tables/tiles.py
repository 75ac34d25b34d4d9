"""Files as tiles: a small view or the suffix, the name, what it is and how large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gzparty.domain.file_names import suffix_of
from gzparty.domain.folder import Attachment
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label, size_text
from ui.paint import draw_ring, draw_text, fill, rect_of
from ui.tables.viewport import own_viewport
from ui.theme import Theme
from ui.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
FILE_ROLE = Qt.ItemDataRole.UserRole + 1
WIDTH, PICTURE, WORDS, PADDING, GAP = 156, 108, 40, 6, 8
_NOWHERE = QModelIndex()


class TileModel(QAbstractListModel):
    """The files shown, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.files: tuple[Attachment, ...] = ()

    def show(self, files: Sequence[Attachment]) -> None:
        """Show other files; the same ones keep selection and current file."""
        fresh = tuple(files)
        if [one.id for one in fresh] == [one.id for one in self.files]:
            self.files = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.files = fresh
        self.endResetModel()

    def touch(self, digest: str) -> None:
        """Paint the files with these bytes anew."""
        for row, one in enumerate(self.files):
            if one.hash == digest:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.files[index.row()]
        if role == FILE_ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("{name}，{kind}，{size}").format(
                name=one.name, kind=folder_kind_label(one.kind), size=size_text(one.size)
            )
        return None


class TileDelegate(QStyledItemDelegate):
    """Paints one file."""

    def __init__(self, theme: Theme, view: QListView, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = self._theme.px
        return QSize(px(WIDTH), px(PICTURE + WORDS + 2 * PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        one: Attachment = index.data(FILE_ROLE)
        painter.save()
        if self._view.selectionModel().isSelected(index):
            fill(painter, rect, theme.colour("sel"))
        inner = rect.adjusted(*(theme.px(side * PADDING) for side in (1, 1, -1, -1)))
        picture = QRect(inner.left(), inner.top(), inner.width(), theme.px(PICTURE - PADDING))
        self._paint_picture(painter, picture, one)
        line = theme.px(18)
        name = QRect(inner.left(), picture.bottom() + theme.px(5), inner.width(), line)
        draw_text(painter, name, self._shortened(one.name, name.width()), theme.font(13), theme.colour("ink"))
        facts = _("{kind}　{size}").format(kind=folder_kind_label(one.kind), size=size_text(one.size))
        draw_text(painter, name.translated(0, line), facts, theme.font(12), theme.colour("ink3"))
        if self._view.currentIndex() == index and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRect, one: Attachment) -> None:
        theme = self._theme
        fill(painter, room, theme.colour("hover"))
        small = self._thumbnails.get(one.hash) if one.is_picture else None
        if small is not None:
            size = small.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, small)
            return
        side = theme.px(30)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(room).center())
        if one.is_picture:
            theme.icons.paint(painter, box, "image", theme.colour("ink3"))
            return
        box.translate(0, -theme.px(10))
        theme.icons.paint(painter, box, "file", theme.colour("ink2"))
        words = room.adjusted(0, room.height() // 2 + theme.px(8), 0, 0)
        suffix, font = suffix_of(one.name).upper(), theme.font(12, bold=True)
        width = QFontMetrics(font).horizontalAdvance(suffix)
        words = QRect(room.center().x() - width // 2, words.top(), room.width(), theme.px(18))
        draw_text(painter, words, suffix, font, theme.colour("ink2"))

    def _shortened(self, name: str, width: int) -> str:
        """The name with its middle left out, so that number and suffix stay readable."""
        return QFontMetrics(self._theme.font(13)).elidedText(name, Qt.TextElideMode.ElideMiddle, width)


class TileView(QListView):
    """The tiles themselves; arrows move, Space opens, F2 renames, Delete takes out, and Enter does nothing."""

    opened = Signal()
    renamed = Signal()
    removed = Signal()

    def __init__(
        self, theme: Theme, name: str, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        own_viewport(self)
        self.files = TileModel()
        self._thumbnails = thumbnails
        self.setModel(self.files)
        self.setItemDelegate(TileDelegate(theme, self, thumbnails))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(theme.px(GAP) // 2)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        thumbnails.ready.connect(self.files.touch)
        self.doubleClicked.connect(self.opened)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show files and have small views of the pictures among them made."""
        kept = {one.id for one in self.chosen()}
        self.files.show(files)
        self.choose(kept)
        self._thumbnails.want(one.hash for one in files if one.is_picture)

    def chosen(self) -> list[Attachment]:
        """The selected files in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.files.files[row] for row in rows]

    def choose(self, wanted: set[int]) -> None:
        """Select files by id."""
        rows = [row for row, one in enumerate(self.files.files) if one.id in wanted]
        chosen = {one.id for one in self.chosen()}
        if {self.files.files[row].id for row in rows} == chosen:
            return
        self.clearSelection()
        for row in rows:
            self.selectionModel().select(self.files.index(row), self.selectionModel().SelectionFlag.Select)
        if rows:
            self.selectionModel().setCurrentIndex(
                self.files.index(rows[-1]), self.selectionModel().SelectionFlag.NoUpdate
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds = {Qt.Key.Key_Space: self.opened, Qt.Key.Key_F2: self.renamed, Qt.Key.Key_Delete: self.removed}
        signal = deeds.get(Qt.Key(event.key()))
        if signal is not None:
            signal.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # No jumping about by letters: names of photos all begin alike.
            event.ignore()
        elif event.key() == Qt.Key.Key_V:
            event.ignore()
        else:
            super().keyPressEvent(event)
