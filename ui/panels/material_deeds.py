"""What can be done with the files chosen among a session's materials."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gzparty.domain.folder import SESSION_KINDS, FolderKind
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.folders import FolderView
from ui.asked_files import documents
from ui.desk import Desk
from ui.gate import Gate
from ui.tables.tiles import TileView
from ui.widgets.more_button import MoreButton


class MaterialDeeds(QObject):
    """Each is one call of the folder service, or a wish that the window fulfils; `folder` is what it is about."""

    done = Signal(str)
    noted = Signal(str)
    file_wanted = Signal(object)
    files_wanted = Signal(object, object)

    def __init__(self, desk: Desk, gate: Gate, tiles: TileView, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder: FolderView | None = None
        self._desk = desk
        self._gate = gate
        self._tiles = tiles
        self._window = parent
        self.more = MoreButton(desk.theme, "moreMaterial")
        self._for_one: list[QAction] = [
            self.more.add("renameMaterial", _("改名"), self.rename),
            self.more.add("earlierMaterial", _("往前放"), partial(self.move, -1)),
            self.more.add("laterMaterial", _("往后放"), partial(self.move, 1)),
        ]
        self.kinds = QMenu(_("归到"), self.more)
        self.kinds.setObjectName("materialKinds")
        self.more.offered().addMenu(self.kinds)
        for kind in SESSION_KINDS:
            action = self.kinds.addAction(folder_kind_label(kind), partial(self.refile, kind))
            action.setObjectName(f"refile_{kind.value}")

    def follow(self, chosen: int) -> None:
        """Offer what can be done with so many files."""
        for action in self._for_one:
            action.setEnabled(chosen == 1)
        self.kinds.setEnabled(chosen > 0)

    def open(self) -> None:
        """Ask for the one chosen file to be shown."""
        chosen = self._tiles.chosen()
        if len(chosen) == 1:
            self.file_wanted.emit(chosen[0])

    def save(self) -> None:
        """Ask where to, one file under a name or several into a folder."""
        chosen = self._tiles.chosen()
        if len(chosen) == 1:
            name, _kind = QFileDialog.getSaveFileName(
                self._window, _("另存为"), str(documents() / chosen[0].name)
            )
        else:
            name = QFileDialog.getExistingDirectory(self._window, _("放到哪个文件夹"), str(documents()))
        if name and chosen:
            self.files_wanted.emit(chosen, Path(name))

    def remove(self) -> None:
        """Take the chosen files out."""
        numbers = [one.id for one in self._tiles.chosen()]
        if numbers:
            self._gate.write(lambda services: services.folders.remove(numbers), self._told)

    def refile(self, kind: FolderKind) -> None:
        """File the chosen ones as another kind."""
        numbers = [one.id for one in self._tiles.chosen()]
        if numbers:
            self._gate.write(lambda services: services.folders.change_kind(numbers, kind), self._told)

    def move(self, step: int) -> None:
        """Put the chosen file one place further among those of its kind."""
        chosen, folder = self._tiles.chosen(), self.folder
        if len(chosen) != 1 or folder is None:
            return
        peers = [one.id for one in folder.attachments if one.kind is chosen[0].kind]
        here = peers.index(chosen[0].id)
        there = min(max(here + step, 0), len(peers) - 1)
        peers.insert(there, peers.pop(here))
        if there != here:
            self._gate.write(lambda services: services.folders.reorder(folder.sitting_id, peers), self._noted)

    def rename(self) -> None:
        """Ask what the chosen file shall be called."""
        chosen = self._tiles.chosen()
        if len(chosen) != 1:
            return
        from ui.panels.ask import Question, Values, ask_and_write
        from ui.panels.material_forms import NameForm

        number = chosen[0].id
        form = NameForm(self._desk.theme, chosen[0].name)

        def call(services: Services, values: Values) -> Done[Any]:
            return services.folders.rename(number, values["name"])

        question = Question(_("这份材料叫什么"), _("改名"), form)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _noted(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.noted.emit(outcome.name)
