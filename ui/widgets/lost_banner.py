"""The bar above every page while the office's file is not where it was: save what is open, open it anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.banner import Banner


class LostBanner(Banner):
    """Says what became of the file; its deeds are the way out."""

    rescue_wanted = Signal(object)
    """The folder for a copy of what is open; None for the office's own folder of copies."""
    reopen_wanted = Signal()

    def __init__(self, theme: Theme, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, "lostBanner", parent=parent)
        self._home = home
        self._rescue = self.add_deed("lostRescue", _("存成一份备份"))
        self._reopen = self.add_deed("lostReopen", _("重新打开"))
        # F6 leads to the way out.
        self.setFocusProxy(self._rescue)
        self._rescue.clicked.connect(self._ask_rescue)
        self._reopen.clicked.connect(self.reopen_wanted)

    def say_lost(self, words: str) -> None:
        """Say what became of the file."""
        self.say(_("办公文件不在原处了，先别关窗口"), words)

    def say_rescued(self, copy: Path) -> None:
        """Say where what was open lies now."""
        self.say(_("已存成一份备份，打开核对过"), _("在 {path}。现在可以重新打开。").format(path=copy))
        self._reopen.setFocus()

    def say_refused(self, words: str) -> None:
        """Say why there is no copy yet."""
        self.say(_("备份没有存成，换一个文件夹再存"), words)

    def _ask_rescue(self) -> None:
        if self._home.is_dir():
            self.rescue_wanted.emit(None)
            return
        folder = QFileDialog.getExistingDirectory(self, _("备份存到哪个文件夹"), str(Path.home()))
        if folder:
            self.rescue_wanted.emit(Path(folder))
