"""The files of a selection as a whole, such as minutes of the committee or the letter of 纪委, as tiles."""

from __future__ import annotations

from functools import partial
from typing import Any

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.file_tiles import FileTile, FileTiles


class SelectionFileTiles(FileTiles):
    """Follows the selection shown."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "selectionFiles", _("选会议纪要等材料，可以一次选很多"))
        self._selection_id = 0
        self._shown: tuple[object, ...] = ()
        self.file_removal_wanted.connect(self._remove)

    def show_view(self, view: SelectionView) -> None:
        """Show the files of a selection."""
        number, files = view.selection.id, view.files
        if number != self._selection_id:
            self.strip.clear()
        self._selection_id, self._open = number, True
        self._title.setText(_("会议纪要等材料 {n} 份").format(n=len(files)) if files else _("会议纪要等材料"))
        self.say("" if files else _("扫描件、照片拖到这里就行，没有不用管"))
        shown = (number, files)
        if shown != self._shown:
            self._shown = shown
            self.put([self._tile(one) for one in files])

    def owner(self) -> Owner | None:
        return Owner(Holder.SELECTION, self._selection_id) if self._selection_id else None

    def _tile(self, one: Attachment) -> FileTile:
        icon = "image" if one.is_picture else "file"
        tile = FileTile(self._desk.theme, f"selectionFile{one.id}", icon, one.name, "")
        tile.clicked.connect(partial(self.file_wanted.emit, one))
        tile.removal_wanted.connect(partial(self.file_removal_wanted.emit, one.id))
        return tile

    def _remove(self, attachment_id: int) -> None:
        self._gate.write(lambda services: services.selection_files.remove(attachment_id), self._removed)

    def _removed(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)
