"""Files that belong to something, as tiles: many at once by choosing, dropping or pasting; a click opens one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from gzparty.domain.folder import Attachment, Owner
from gzparty.exchange.new_files import Source, sources_of
from gzparty.i18n import _
from ui.asked_files import ask_files
from ui.desk import Desk
from ui.gate import Gate
from ui.new_files import Batch, NewFiles
from ui.paint import RIGHT, draw_text, fill_rounded
from ui.panels.material_sources import can_be_taken, sources_in
from ui.panels.new_files_strip import NewFilesStrip
from ui.theme import Theme
from ui.widgets.controls import button, label, set_tone
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run, paint_runs, width_of

COLUMNS, ROWS_SEEN = 2, (3, 2)
TILE, GAP = 30, 8


class FileTile(PaintedButton):
    """One piece: an icon, its name, where it lies."""

    PADDING = 10

    removal_wanted = Signal()

    def __init__(
        self, theme: Theme, name: str, icon: str, words: str, place: str, *, lost: bool = False
    ) -> None:
        super().__init__(theme, name)
        self._place = place
        self.removable = True
        token = "over" if lost else "ink"
        self.show_runs(
            [Run(icon=icon, token="ink2"), Run(words, token=token, gap=8)], f"{words} {place}".strip()
        )
        self.setToolTip(_("打不开了：{name}").format(name=words) if lost else self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(TILE))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(60), self.theme.px(TILE))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        token = "press" if self.isDown() else "hover" if self.underMouse() else "surface"
        fill_rounded(painter, rect, 4, self.theme.colour(token), self.theme.colour("line2"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        font = self.theme.font(13)
        paint_runs(painter, room, self._runs, self.theme)
        left = width_of(self._runs, self.theme) + self.theme.px(8)
        draw_text(painter, room.adjusted(left, 0, 0, 0), self._place, font, self.theme.colour("ink2"), RIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it out."""
        if event.key() == Qt.Key.Key_Delete and self.removable:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.offer(event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def offer(self, corner: QPoint) -> None:
        """Offer what can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(_("去掉"))
        action.setEnabled(self.removable)
        action.triggered.connect(self.removal_wanted)
        menu.popup(corner)


class FileTiles(QFrame):
    """A heading, a way to add, and the tiles; say in `owner` whose what is added is."""

    done = Signal(str)
    file_wanted = Signal(object)
    file_removal_wanted = Signal(int)

    def __init__(self, desk: Desk, gate: Gate, name: str, asking: str) -> None:
        """`asking` is what the dialog that chooses files is called."""
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._gate = gate
        self._asking = asking
        self._open = False
        theme = desk.theme
        self._title = label(f"{name}Title", role="h15")
        self.add_files = button(theme, f"{name}Files", _("加文件"), "link")
        self.add_files.setToolTip(_("可以一次选很多，也可以拖进来或按 Ctrl+V 粘贴"))
        self._hint = label(f"{name}Hint", role="hint")
        self._hint.setWordWrap(True)
        self.strip = NewFilesStrip(theme, NewFiles(desk.jobs, gate))
        self._tiles = QWidget()
        self._grid = QGridLayout(self._tiles)
        self._scroll = QScrollArea()
        self._lay_out()
        self.add_files.clicked.connect(self._choose)
        self.strip.done.connect(self.done)

    def owner(self) -> Owner | None:
        """Whose files these are; None where nothing can be added now."""
        raise NotImplementedError

    def can_take(self, mime: QMimeData) -> bool:
        """Whether something dropped can be taken now."""
        return self._open and can_be_taken(mime)

    def take(self, mime: QMimeData) -> None:
        """Take in what was dropped or pasted."""
        self._take(sources_in(mime, self._gate.reader.context.now()))

    def tiles(self) -> list[FileTile]:
        """The tiles in their order."""
        items = (self._grid.itemAt(place) for place in range(self._grid.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, FileTile)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste while something here has the focus."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._open:
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def say_lost(self, files: Iterable[Attachment]) -> None:
        """Name files that do not open any more, and the way out: another one where all of them are away together."""
        names = _("、").join(one.name for one in files)
        if self._gate.reader.store.blobs.path.is_file():
            words = _("“{names}”打不开了，去掉它再加一份").format(names=names)
        else:
            name = self._gate.reader.store.blobs.path.name
            words = _("附件文件 {file} 不在办公文件旁边，“{names}”打不开；放回去就好").format(
                file=name, names=names
            )
        self.say(words, "over")

    def say(self, words: str, tone: str = "") -> None:
        """Say something below the heading; empty hides it."""
        self._hint.setText(words)
        set_tone(self._hint, tone)
        self._hint.setVisible(bool(words))

    def put(self, tiles: Sequence[FileTile], wide: Sequence[FileTile] = ()) -> None:
        """Show these in place of what stood here, two in a row, the wide ones below them."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, tile in enumerate(tiles):
            self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        first = -(-len(tiles) // COLUMNS)
        for place, tile in enumerate(wide, first):
            self._grid.addWidget(tile, place, 0, 1, COLUMNS)
        rows = first + len(wide)
        px = self._desk.theme.px
        seen = min(rows, ROWS_SEEN[self._desk.theme.compact])
        self._scroll.setFixedHeight(seen * px(TILE) + max(0, seen - 1) * px(GAP))
        self._scroll.setVisible(bool(rows))

    def _choose(self) -> None:
        self._take(sources_of([*ask_files(self, self._desk.memory, self._asking, _("所有文件 (*)"))]))

    def _take(self, sources: Sequence[Source]) -> None:
        owner = self.owner() if sources and self._open else None
        if owner is not None:
            self.strip.take(Batch(owner, list(sources)))

    def _lay_out(self) -> None:
        px = self._desk.theme.px
        self.head = head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.add_files)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(GAP))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._tiles.setProperty("role", "panelBody")
        self._scroll.setObjectName(f"{self.objectName()}Scroll")
        self._scroll.setWidget(self._tiles)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.hide()
        self.column = column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(px(8))
        column_layout.addLayout(head)
        column_layout.addWidget(self._hint)
        column_layout.addWidget(self.strip)
        column_layout.addWidget(self._scroll)
