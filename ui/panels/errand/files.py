"""The forms that go with an errand: dropped or chosen, opened, saved, taken out again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.exchange.new_files import sources_of
from gzparty.i18n import _
from gzparty.services.context import Done
from ui.asked_files import ask_files, documents
from ui.desk import Desk
from ui.gate import Gate
from ui.new_files import Batch, NewFiles
from ui.panels.material_sources import can_be_taken, sources_in
from ui.panels.new_files_strip import NewFilesStrip
from ui.widgets.controls import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.more_button import MoreButton


class ErrandFiles(QFrame):
    """A line of files; a click opens one, its menu saves it or takes it out."""

    done = Signal(str)
    file_wanted = Signal(object)
    files_wanted = Signal(object, object)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("errandFiles")
        self.setProperty("role", "strip")
        self.setAcceptDrops(True)
        self._desk = desk
        self._gate = gate
        self._errand_id = 0
        theme = desk.theme
        self.forms: tuple[Attachment, ...] = ()
        self._none = label("errandNoForm", _("没有附表，文件拖到这里就附上"), "hint")
        self._add = button(theme, "errandAddForm", _("加附表"), "small", icon="plus")
        self._strip = NewFilesStrip(theme, NewFiles(desk.jobs, gate))
        self._holder = QWidget()
        self._row = FlowLayout(self._holder, theme.px(4))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(20), theme.px(6), theme.px(20), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(label("errandFormsTitle", _("附表"), "labelStrong", "ink2"))
        row.addWidget(self._none)
        row.addWidget(self._holder, 1)
        row.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._strip)
        self._add.clicked.connect(self._choose)
        self._strip.done.connect(self.done)

    def show_errand(self, errand_id: int) -> None:
        """Show the forms of an errand."""
        if errand_id != self._errand_id:
            self._strip.clear()
        self._errand_id = errand_id
        forms = self._gate.reader.folders.forms(errand_id)
        if forms == self.forms:
            return
        self.forms = forms
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for form in forms:
            self._row.addWidget(self._file(form))
        self._none.setVisible(not forms)
        self._holder.setVisible(bool(forms))

    def take_paths(self, paths: list[Path]) -> None:
        """Attach files."""
        if self._errand_id and paths:
            self._strip.take(Batch(Owner(Holder.ERRAND, self._errand_id), sources_of(paths)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_be_taken(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was let go here."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        sources = sources_in(event.mimeData(), self._gate.reader.context.now())
        if sources and self._errand_id:
            self._strip.take(Batch(Owner(Holder.ERRAND, self._errand_id), sources))

    def _file(self, form: Attachment) -> MoreButton:
        made = MoreButton(self._desk.theme, f"errandForm{form.id}", form.name)
        made.setToolTip(form.name)
        made.add("errandFormOpen", _("打开"), partial(self._open, form))
        made.add("errandFormSave", _("另存为…"), partial(self._save, form))
        made.add("errandFormRemove", _("去掉"), partial(self._remove, form))
        return made

    def _open(self, form: Attachment) -> None:
        self.file_wanted.emit(form)

    def _save(self, form: Attachment) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("另存为"), str(documents() / form.name))
        if name:
            self.files_wanted.emit([form], Path(name))

    def _remove(self, form: Attachment) -> None:
        self._gate.write(lambda services: services.folders.remove([form.id]), self._told)

    def _told(self, outcome: Done[int]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _choose(self) -> None:
        title, kinds = _("选要附上的表"), _("所有文件 (*)")
        self.take_paths([*ask_files(self, self._desk.memory, title, kinds)])
