"""What is asked before something is done with copies: which folder, which file, whether really."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gzparty.i18n import _
from gzparty.labels import copies
from gzparty.services.copy_views import Comparison
from ui.asked_files import documents
from ui.copying import Copying, CopyLine
from ui.panels.confirm import ConfirmDialog, Doubt
from ui.theme import Theme


class CopyDeeds(QObject):
    """Asks over a page and hands the answers on."""

    restore_wanted = Signal(object, str)
    """A copy to be put in the office's place, and its own password or an empty one; the clerk was asked."""
    taken = Signal(object)
    """The path of a copy from elsewhere that is in the list now."""

    def __init__(self, theme: Theme, copying: Copying, page: QWidget) -> None:
        super().__init__(page)
        self._theme = theme
        self._copying = copying
        self._page = page

    def open_elsewhere(self) -> None:
        """Ask for a copy that lies anywhere and take it into the list."""
        kinds = _("备份 (*.gzparty);;全部文件 (*)")
        name, _kind = QFileDialog.getOpenFileName(self._page, _("打开别处的备份"), str(documents()), kinds)
        if name:
            self._copying.add(Path(name))
            self.taken.emit(Path(name))

    def export(self) -> None:
        """Ask where the workbooks shall go."""
        folder = QFileDialog.getExistingDirectory(self._page, _("表格放在哪个文件夹"), str(documents()))
        if folder:
            self._copying.export(Path(folder))

    def store_outside(self, below: QWidget) -> None:
        """Store a copy on a stick: offer the folders used before, or ask for one."""
        folders = self._copying.folders()
        if folders:
            self.folders_menu(folders).popup(below.mapToGlobal(QPoint(0, below.height())))
        else:
            self._choose_stick()

    def ask_restore(
        self, line: CopyLine, compared: Comparison | None, today: date, password: str = ""
    ) -> None:
        """Ask whether a copy shall take the place of the present; `password` is its own where it has another one."""
        copy = line.copy
        doubt = Doubt(
            _("恢复 {moment} 的备份？").format(moment=copies.moment_of(copy.at, today)),
            what_changes(compared),
            _("恢复这份备份"),
            _("不恢复"),
        )
        ConfirmDialog(self._theme, doubt, self._page).ask(lambda: self.restore_wanted.emit(copy, password))

    def ask_delete(self, line: CopyLine, today: date) -> None:
        """Ask whether a copy shall go for good."""
        path = line.copy.path
        usable = [one for one in self._copying.lines() if one.found is not None and one.found.sound]
        body = _("删掉就找不回来了。现在的数据不受影响。")
        if usable == [line]:
            body = _("这是最后一份能用的备份，删掉就找不回来了。")
        title = _("删掉 {moment} 的备份？").format(moment=copies.moment_of(line.copy.at, today))
        doubt = Doubt(title, body, _("删掉这份备份"), _("不删"))
        ConfirmDialog(self._theme, doubt, self._page).ask(lambda: self._copying.delete(path))

    def ask_delete_left(self, paths: Sequence[Path], done: Callable[[], object]) -> None:
        """Ask whether copies that could not be brought under the password shall go for good."""

        def delete() -> None:
            for path in paths:
                self._copying.delete(path)
            done()

        doubt = Doubt(
            _("删掉这 {n} 份打不开的备份？").format(n=len(paths)),
            _("删掉就找不回来了。现在的数据不受影响。"),
            _("删掉"),
            _("不删"),
        )
        ConfirmDialog(self._theme, doubt, self._page).ask(delete)

    def folders_menu(self, folders: Sequence[Path]) -> QMenu:
        """Make the menu of the folders used before; one that is not there now says so."""
        menu = QMenu(self._page)
        menu.setObjectName("dataFolders")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for folder in folders:
            there = folder.is_dir()
            words = str(folder) if there else _("{folder}（没插上）").format(folder=folder)
            action = menu.addAction(words)
            action.setData(folder)
            action.setEnabled(there)
            action.triggered.connect(self._store_there)
        menu.addAction(_("选一个文件夹…")).triggered.connect(self._choose_stick)
        menu.addSeparator()
        second = self._copying.kept.second
        for folder in dict.fromkeys([*([second] if second else []), *folders[:1]]):
            action = menu.addAction(_("以后每次关程序也存一份到 {folder}").format(folder=folder))
            action.setData(folder)
            action.setCheckable(True)
            action.setChecked(folder == second)
            action.toggled.connect(self._choose_second)
        return menu

    def _store_there(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._copying.store_in(action.data())

    def _choose_second(self, on: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._copying.choose_second(action.data() if on else None)

    def _choose_stick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._page, _("存到 U 盘的哪个文件夹"), str(documents()))
        if folder:
            self._copying.store_in(Path(folder))


def what_changes(compared: Comparison | None) -> str:
    """What restoring would do to the present, in two sentences."""
    kept = _("现在的数据会先存成一份备份，恢复错了可以再换回来。")
    if compared is None:
        return kept
    if not compared.lost:
        facts = {"n": len(compared.regained), "kept": kept}
        back = _("现在没有的 {n} 件事会回来。{kept}") if compared.regained else _("这份以后没有改过。{kept}")
        return back.format(**facts)
    changes = [
        _("{kind}{after}").format(kind=kind.words, after=kind.after)
        for kind in copies.kinds(compared.present, compared.copy)
        if kind.present != kind.copy
    ]
    done = _("这份以后做的 {n} 件事会没有").format(n=len(compared.lost))
    told = _("：{changes}。").format(changes=_("，").join(changes)) if changes else _("。")
    return f"{done}{told}\n{kept}"
