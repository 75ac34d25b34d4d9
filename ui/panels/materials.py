"""Tab 材料: the files of a session as tiles, its checklist beside them; dropped, pasted or chosen files go in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gzparty.domain.folder import FolderKind, Holder, Owner
from gzparty.exchange.new_files import sources_of
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label
from gzparty.services.folders import FolderView
from gzparty.services.views import SessionDetail
from ui.asked_files import ask_files
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.new_files import Batch, NewFiles
from ui.panels.material_deeds import MaterialDeeds
from ui.panels.material_side import MaterialSide
from ui.panels.material_sources import can_be_taken, sources_in
from ui.panels.new_files_strip import NewFilesStrip
from ui.tables.tiles import PICTURE, WIDTH, TileView
from ui.thumbnails import Thumbnails
from ui.widgets.controls import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout


class MaterialsPanel(QWidget):
    """Shows one session's folder; every change is one call of the folder service."""

    done = Signal(str)
    noted = Signal(str)
    file_wanted = Signal(object)
    """A file to be opened by the system's viewer."""
    files_wanted = Signal(object, object)
    """Files to be written out, and where to."""
    paper_wanted = Signal(str)
    place_changed = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("materialsPanel")
        self.setAcceptDrops(True)
        self._desk = desk
        self._gate = gate
        self._detail: SessionDetail | None = None
        self._folder: FolderView | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self._follow_density()

    def show_detail(self, detail: SessionDetail) -> None:
        """Show the folder of a session."""
        if self._detail is None or self._detail.training.id != detail.training.id:
            self.side.checklist.choose("")
            self.strip.clear()
            self.tiles.clearSelection()
        self._detail = detail

    def show_folder(self, folder: FolderView) -> None:
        """Show its checklist and files."""
        self._folder = self.deeds.folder = folder
        self.side.show_folder(folder)
        self._show_files()

    def place(self) -> str:
        """How many files there are, how many are chosen."""
        total, chosen = self.tiles.files.rowCount(), len(self.tiles.chosen())
        if chosen > 1:
            return _("选中 {chosen} 份，共 {total} 份").format(chosen=chosen, total=total)
        return _("共 {total} 份").format(total=total)

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(paste_file=_("粘贴"), open_file=_("打开"), rename_file=_("改名"), remove_file=_("删除"))

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.tiles, self.side]

    def show_kind(self, key: str) -> None:
        """Show only the files of a kind; they become the target of what is dropped or pasted."""
        self.side.checklist.choose(key)
        self._show_files()

    def finish_pictures(self) -> None:
        """Wait for the small views; only for pictures of the window."""
        self._thumbnails.finish()

    def paste(self) -> None:
        """Take in what lies on the clipboard."""
        self._take_mime(QGuiApplication.clipboard().mimeData(), self._target())

    def _make_controls(self) -> None:
        theme = self._desk.theme
        ratio = self.devicePixelRatioF()
        side = round(max(theme.px(WIDTH), theme.px(PICTURE)) * ratio)
        self._thumbnails = Thumbnails(self._desk.jobs, self._gate.reader.store.blobs, side)
        self._add = button(theme, "addMaterial", _("加文件"), "primary", icon="plus")
        self._open = button(theme, "openMaterial", _("打开"), icon="open")
        self._save = button(theme, "saveMaterial", _("另存为…"), icon="export")
        self._remove = button(theme, "removeMaterial", _("删除"))
        self._hint = label("materialHint", _("文件拖进来、Ctrl+V 粘贴都行"), "hint")
        self.strip = NewFilesStrip(theme, NewFiles(self._desk.jobs, self._gate))
        self.tiles = TileView(theme, "materialTiles", self._thumbnails)
        self.tiles.setAccessibleName(_("材料"))
        self._empty = EmptyState(theme, "materialsEmpty")
        self.side = MaterialSide(self._desk, self._gate)
        self.deeds = MaterialDeeds(self._desk, self._gate, self.tiles, self)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        flowing = QWidget()
        tools = FlowLayout(flowing, theme.px(8))
        for part in (self._add, self._open, self._save, self._remove, self.deeds.more, self._hint):
            tools.addWidget(part)
        tools.push_right(self._hint)
        self._tools = QVBoxLayout()
        self._tools.addWidget(flowing)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tiles)
        self._stack.addWidget(self._empty)
        sheet = QVBoxLayout()
        sheet.setSpacing(0)
        sheet.addLayout(self._tools)
        sheet.addWidget(self.strip)
        room = QHBoxLayout()
        room.setContentsMargins(theme.px(16), theme.px(2), 0, 0)
        room.addWidget(self._stack)
        sheet.addLayout(room, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(sheet, 1)
        layout.addWidget(self.side)

    def _connect(self) -> None:
        self._add.clicked.connect(self._choose_files)
        self._open.clicked.connect(self.deeds.open)
        self._save.clicked.connect(self.deeds.save)
        self._remove.clicked.connect(self.deeds.remove)
        self.deeds.done.connect(self.done)
        self.deeds.noted.connect(self.noted)
        self.deeds.file_wanted.connect(self.file_wanted)
        self.deeds.files_wanted.connect(self.files_wanted)
        self.strip.done.connect(self.done)
        self.strip.added.connect(self._show_added)
        self.tiles.opened.connect(self.deeds.open)
        self.tiles.renamed.connect(self.deeds.rename)
        self.tiles.removed.connect(self.deeds.remove)
        self.tiles.selectionModel().selectionChanged.connect(self._follow_selection)
        self.tiles.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tiles.customContextMenuRequested.connect(self._offer_here)
        self.side.checklist.chosen.connect(self._show_files)
        self.side.done.connect(self.done)
        self.side.paper_wanted.connect(self.paper_wanted)
        self._desk.theme.density_changed.connect(self._follow_density)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus on the files, unless somebody walks along the tabs by keyboard."""
        super().showEvent(event)
        if not isinstance(QApplication.focusWidget(), QTabBar):
            self.tiles.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste anywhere; Esc shows all kinds again."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape and self.side.checklist.value():
            self.show_kind("")
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_be_taken(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in; let go over a line of the checklist they become that kind."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take_mime(event.mimeData(), self._kind_at(event.position().toPoint()) or self._target())

    def take_paths(self, paths: Sequence[Path], kind: FolderKind | None = None) -> None:
        """Take files in; without a kind the chosen line or else their names decide."""
        if self._detail is not None and paths:
            batch = Batch(
                Owner(Holder.SITTING, self._detail.sitting.id), sources_of(paths), kind or self._target()
            )
            self.strip.take(batch)

    def _take_mime(self, mime: QMimeData, kind: FolderKind | None) -> None:
        sources = sources_in(mime, self._gate.reader.context.now())
        if not sources:
            self.strip.say(_("剪贴板里没有图片或文件。先在微信或文件夹里复制，再按 Ctrl+V。"))
        elif self._detail is not None:
            self.strip.take(Batch(Owner(Holder.SITTING, self._detail.sitting.id), sources, kind))

    def _target(self) -> FolderKind | None:
        key = self.side.checklist.value()
        return FolderKind(key) if key else None

    def _kind_at(self, place: QPoint) -> FolderKind | None:
        key = self.side.checklist.key_at(self.side.checklist.mapFrom(self, place))
        return FolderKind(key) if key else None

    def _choose_files(self) -> None:
        title, kinds = _("选要放进这一期的文件"), _("所有文件 (*)")
        self.take_paths([*ask_files(self, self._desk.memory, title, kinds)])

    def _show_files(self) -> None:
        if self._folder is None:
            return
        kind = self._target()
        files = [one for one in self._folder.attachments if kind in (None, one.kind)]
        self._thumbnails.forget_failures()
        self.tiles.show_files(files)
        if not files:
            self._say_empty(kind)
        self._stack.setCurrentWidget(self.tiles if files else self._empty)
        self.side.show_chosen()
        self._follow_selection()

    def _say_empty(self, kind: FolderKind | None) -> None:
        why = _("把文件拖到这里，或在微信里复制图片后按 Ctrl+V。照片自动缩小，去掉拍摄地点；不放照片也行。")
        if kind is None:
            self._empty.say(_("这一期还没有材料"), why)
        else:
            name = folder_kind_label(kind)
            self._empty.say(
                _("没有“{kind}”的文件").format(kind=name), _("现在放进来的都算“{kind}”。").format(kind=name)
            )

    def _show_added(self, numbers: Sequence[int]) -> None:
        self.tiles.choose(set(numbers))
        rows = [row for row, one in enumerate(self.tiles.files.files) if one.id in set(numbers)]
        if rows:
            self.tiles.scrollTo(self.tiles.files.index(rows[0]))

    def _follow_selection(self) -> None:
        n = len(self.tiles.chosen())
        for control in (self._open, self._save, self._remove):
            control.setEnabled(n > 0)
            control.setToolTip("" if n else _("没有选中记录，先选一行。"))
        self._open.setEnabled(n == 1)
        self.deeds.follow(n)
        self.place_changed.emit(self.place())

    def _offer_here(self, place: QPoint) -> None:
        if self.tiles.chosen():
            self.deeds.more.offered().popup(self.tiles.viewport().mapToGlobal(place))

    def _follow_density(self) -> None:
        px, around = self._desk.theme.px, self._desk.theme.row(9, 7)
        self._tools.setContentsMargins(px(20), around, px(20), around)
