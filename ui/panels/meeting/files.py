"""The files of a record: a line each with its size and a way out, and a place to drop further ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.exchange.new_files import Source, sources_of
from gzparty.i18n import _
from gzparty.labels.folder import size_text
from gzparty.services.context import Done
from ui.asked_files import ask_files
from ui.desk import Desk
from ui.gate import Gate
from ui.new_files import Batch, NewFiles
from ui.panels.material_sources import can_be_taken, sources_in
from ui.panels.new_files_strip import NewFilesStrip
from ui.widgets.controls import button, icon_button, label


class MeetingFiles(QWidget):
    """Files for a record not stored yet wait until it is; they are taken in under its number then."""

    done = Signal(str)
    file_wanted = Signal(object)
    """An Attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("meetingFiles")
        self._desk = desk
        self._gate = gate
        self._meeting_id = 0
        self._waiting: list[Source] = []
        self._shown: tuple[Attachment, ...] = ()
        theme = desk.theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._drop = button(theme, "dropFiles", _("把文件拖到这里，或点此选择"), "drop", icon="clip")
        self._drop.setToolTip(_("照片、签到表、记录扫描件都行；选中这里按 Ctrl+V 可以粘贴"))
        self._told = label("filesTold", role="hint", tone="info")
        self._told.setWordWrap(True)
        self._told.hide()
        self.strip = NewFilesStrip(theme, NewFiles(desk.jobs, gate))
        title = label("filesLabel", _("附件"), "label")
        title.setMinimumHeight(theme.px(32))
        right = QVBoxLayout()
        right.setSpacing(theme.px(4))
        right.addLayout(self._lines)
        for part in (self._drop, self._told, self.strip):
            right.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        title.setFixedWidth(theme.px(54))
        title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(title, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self._drop.clicked.connect(self._choose)
        self.strip.done.connect(self.done)

    def show_files(self, meeting_id: int, files: Sequence[Attachment], *, locked: bool = False) -> None:
        """Show the files of a record; 0 is one not stored yet."""
        if meeting_id != self._meeting_id and self._meeting_id:
            self._waiting.clear()
        self._meeting_id = meeting_id
        self._drop.setEnabled(not locked)
        if tuple(files) != self._shown:
            self._shown = tuple(files)
            self._build(locked=locked)
        self._tell_waiting()

    def forget_waiting(self) -> None:
        """Another record is begun: what waited for the one before goes with it."""
        self._waiting.clear()
        self.strip.clear()

    def stored(self, meeting_id: int) -> None:
        """The record got its number: what waited goes in."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.strip.take(Batch(Owner(Holder.MEETING, meeting_id), waiting))

    def can_take(self, mime: QMimeData) -> bool:
        """Whether something dropped can be taken now."""
        return self._drop.isEnabled() and can_be_taken(mime)

    def take(self, mime: QMimeData) -> None:
        """Take in what was dropped or pasted."""
        self._take(sources_in(mime, self._gate.reader.context.now()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste pictures while the place for files has the focus."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._drop.isEnabled():
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        found = ask_files(self, self._desk.memory, _("选要附在记录上的文件"), _("所有文件 (*)"))
        self._take(sources_of([*found]))

    def _take(self, sources: Sequence[Source]) -> None:
        if not sources:
            return
        if self._meeting_id:
            self.strip.take(Batch(Owner(Holder.MEETING, self._meeting_id), list(sources)))
        else:
            self._waiting += sources
            self._tell_waiting()

    def _tell_waiting(self) -> None:
        self._told.setText(_("{n} 份文件等保存这条记录时一起放进去").format(n=len(self._waiting)))
        self._told.setVisible(bool(self._waiting))

    def _build(self, *, locked: bool) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        for one in self._shown:
            self._lines.addWidget(self._line(one, locked=locked))

    def _line(self, one: Attachment, *, locked: bool) -> QWidget:
        theme = self._desk.theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        name = button(theme, f"file_{one.id}", one.name, "link", icon="image" if one.is_picture else "file")
        name.setToolTip(_("打开 {name}").format(name=one.name))
        name.clicked.connect(partial(self.file_wanted.emit, one))
        away = icon_button(theme, f"removeFile_{one.id}", "close", _("去掉 {name}").format(name=one.name))
        away.setEnabled(not locked)
        away.clicked.connect(partial(self._remove, one.id))
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(label(f"fileSize_{one.id}", size_text(one.size), "hint"))
        row.addWidget(away)
        line.setFixedHeight(theme.px(30))
        return line

    def _remove(self, attachment_id: int) -> None:
        self._gate.write(lambda services: services.folders.remove([attachment_id]), self._removed)

    def _removed(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)
