"""The material of a theme as tiles: dropped, chosen or pasted, opened by a click."""

from __future__ import annotations

from functools import partial

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.i18n import _
from gzparty.services.theme_views import ThemeView
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.file_tiles import FileTile, FileTiles


class ThemeFiles(FileTiles):
    """Material may come late: none yet is said quietly."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "themeFiles", _("选学习材料，可以一次选很多"))
        self._theme_id = 0
        self._shown: tuple[object, ...] = ()

    def show_view(self, view: ThemeView | None) -> None:
        """Show a theme's files; hidden while the month has no theme they could belong to."""
        number = view.theme.id if view else 0
        if number != self._theme_id:
            self.strip.clear()
        self._theme_id, self._open = number, bool(number)
        self.setVisible(self._open)
        if view is None:
            return
        files, lost = view.files, view.lost_files
        self._title.setText(_("材料文件 {n} 份").format(n=len(files)) if files else _("材料文件"))
        if lost:
            self.say_lost(lost)
        else:
            self.say("" if files else _("材料来了就拖到这里，晚来不要紧"))
        if (number, files, lost) != self._shown:
            self._shown = (number, files, lost)
            self.put([self._tile(one, is_lost=one in lost) for one in files])

    def owner(self) -> Owner | None:
        return Owner(Holder.THEME, self._theme_id) if self._theme_id else None

    def _tile(self, one: Attachment, *, is_lost: bool) -> FileTile:
        icon = "image" if one.is_picture else "file"
        tile = FileTile(self._desk.theme, f"themeFile{one.id}", icon, one.name, "", lost=is_lost)
        tile.clicked.connect(partial(self.file_wanted.emit, one))
        tile.removal_wanted.connect(partial(self.file_removal_wanted.emit, one.id))
        return tile
