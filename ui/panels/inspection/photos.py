"""现场照片 of an inspection that is stored: welcome, and never asked for (《整治形式主义为基层减负若干规定》)."""

from __future__ import annotations

from functools import partial
from typing import Any

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.ledger_views import InspectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.file_tiles import FileTile, FileTiles


class InspectionPhotos(FileTiles):
    """Hidden while the inspection is not stored: there is nothing yet that a photo could belong to."""

    def __init__(self, desk: Desk, gate: Gate, name: str) -> None:
        super().__init__(desk, gate, name, _("选现场照片，可以一次选很多"))
        self._inspection_id = 0
        self._shown: tuple[object, ...] = ()
        self.file_removal_wanted.connect(self._remove)
        self.hide()

    def show_view(self, view: InspectionView | None) -> None:
        """Show what was brought along from an inspection; None where it is not stored."""
        number = view.inspection.id if view else 0
        if number != self._inspection_id:
            self.strip.clear()
        self._inspection_id, self._open = number, bool(number)
        self.setVisible(self._open)
        if view is None:
            return
        files, lost = view.files, view.lost_files
        self._title.setText(_("现场照片 {n} 张").format(n=len(files)) if files else _("现场照片"))
        if lost:
            self.say_lost(lost)
        else:
            self.say("" if files else _("有照片就拖到这里，没有不用管"))
        if (number, files, lost) != self._shown:
            self._shown = (number, files, lost)
            self.put([self._tile(one, is_lost=one in lost) for one in files])

    def owner(self) -> Owner | None:
        return Owner(Holder.INSPECTION, self._inspection_id) if self._inspection_id else None

    def _tile(self, one: Attachment, *, is_lost: bool) -> FileTile:
        icon = "image" if one.is_picture else "file"
        tile = FileTile(self._desk.theme, f"photo{one.id}", icon, one.name, "", lost=is_lost)
        tile.clicked.connect(partial(self.file_wanted.emit, one))
        tile.removal_wanted.connect(partial(self.file_removal_wanted.emit, one.id))
        return tile

    def _remove(self, attachment_id: int) -> None:
        self._gate.write(lambda services: services.folders.remove([attachment_id]), self._removed)

    def _removed(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)
