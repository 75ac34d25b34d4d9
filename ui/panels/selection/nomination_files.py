"""The files of a nomination: 事迹材料, 推荐表, photos, as tiles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.i18n import _
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.file_tiles import FileTile, FileTiles


class NominationFiles(FileTiles):
    """Follows the nomination shown."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "nominationFiles", _("选推荐材料，可以一次选很多"))
        self._nomination_id = 0
        self._shown: tuple[object, ...] = ()

    def show_files(self, nomination_id: int, files: Sequence[Attachment]) -> None:
        """Show the files of a nomination."""
        if nomination_id != self._nomination_id:
            self.strip.clear()
        self._nomination_id, self._open = nomination_id, bool(nomination_id)
        self._title.setText(_("材料 {n} 份").format(n=len(files)) if files else _("材料"))
        self.say("" if files else _("推荐表、照片、事迹材料拖到这里就行"))
        shown = (nomination_id, tuple(files))
        if shown != self._shown:
            self._shown = shown
            self.put([self._tile(one) for one in files])

    def owner(self) -> Owner | None:
        return Owner(Holder.NOMINATION, self._nomination_id) if self._nomination_id else None

    def _tile(self, one: Attachment) -> FileTile:
        icon = "image" if one.is_picture else "file"
        tile = FileTile(self._desk.theme, f"nominationFile{one.id}", icon, one.name, "")
        tile.clicked.connect(partial(self.file_wanted.emit, one))
        tile.removal_wanted.connect(partial(self.file_removal_wanted.emit, one.id))
        return tile
