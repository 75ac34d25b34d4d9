"""What a change of the password touches: the files written anew, the room they need, copies that lie elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import copies
from gzparty.services.copy_views import Extent
from ui.copying import Copying
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import label, set_tone


class Scope(QWidget):
    """Says it in sentences, with a tick for each folder elsewhere whose copies can come along."""

    changed = Signal()
    """It is known whether there is room."""

    def __init__(self, theme: Theme, copying: Copying, stays: str) -> None:
        """`stays` says how copies that cannot be reached now are opened later."""
        super().__init__()
        self.setObjectName("passwordScope")
        self._copying = copying
        self.has_room = False
        self._files = label("scopeFiles", _("正在数要重新写的文件"), "label")
        self._short = label("scopeShort", role="problem")
        self._short.hide()
        there, away = _split(copying.folders())
        self._ticks = {folder: _tick(theme, folder, number) for number, folder in enumerate(there)}
        self._elsewhere = label("scopeElsewhere", _elsewhere(away, stays), "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for words in (self._files, self._short, self._elsewhere):
            words.setWordWrap(True)
        for one in (self._files, self._short, *self._ticks.values(), self._elsewhere):
            column.addWidget(one)
        for tick in self._ticks.values():
            tick.toggled.connect(self.measure)

    def folders(self) -> tuple[Path, ...]:
        """The folders whose copies come along."""
        return tuple(folder for folder, tick in self._ticks.items() if tick.isChecked())

    def measure(self) -> None:
        """Count what would be written, in a job: a stick may be slow."""
        self.has_room = False
        self.changed.emit()
        self._copying.measure(self.folders(), self._show, self._refused)

    def _show(self, extent: Extent) -> None:
        words = _(
            "会重新写 {n} 个文件，共 {size}：数据、照片扫描件和它们的备份。写完打开核对过才换，中途停下什么都不变。"
        )
        self._files.setText(words.format(n=extent.files, size=copies.size(extent.octets)))
        short = [
            _("{folder} 所在的盘还差 {size}，腾出空间再来。").format(
                folder=copies.place(folder), size=copies.size(octets)
            )
            for folder, octets in extent.missing.items()
        ]
        self._short.setText("\n".join(short))
        self._short.setVisible(bool(short))
        self.has_room = not short
        self.changed.emit()

    def _refused(self, words: str) -> None:
        self._files.setText(words)
        set_tone(self._files, "over")


def _tick(theme: Theme, folder: Path, number: int) -> Check:
    made = Check(theme, f"scopeFolder{number}", _("{place}里的备份一起换").format(place=copies.place(folder)))
    made.setToolTip(str(folder))
    made.setChecked(True)
    return made


def _split(folders: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    there = [folder for folder in folders if folder.is_dir()]
    return there, [folder for folder in folders if folder not in there]


def _elsewhere(away: Sequence[Path], stays: str) -> str:
    if away:
        places = _("、").join(copies.place(folder) for folder in away)
        return _("没插上的 {places}，上面的备份换不了，{stays}。插上再来就一起换。").format(
            places=places, stays=stays
        )
    return _("别的 U 盘、别的电脑上要是还有备份，{stays}。").format(stays=stays)
