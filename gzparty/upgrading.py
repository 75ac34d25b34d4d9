"""An office file of an older program, brought up to date before it is shown: in a job, and stopped it is as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db.keys import FileKey
from gzparty import bootstrap
from gzparty.i18n import _

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from ui.application import Application
    from ui.widgets.lasting_dialog import LastingDialog

Failed = Callable[[Exception], None]


class Upgrading:
    """One file at a time, over the window in sight, or alone where there is none yet."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self.dialog: LastingDialog | None = None
        """What stands there while a file is brought up to date."""

    def is_under_way(self) -> bool:
        """Whether a file is being brought up to date: no other is opened meanwhile."""
        return self.dialog is not None

    def before(self, path: Path, key: FileKey | None, opened: Callable[[], object], failed: Failed) -> None:
        """Call `opened` once the file has today's schema, which is at once for most; `failed` where it stayed as it was."""
        if bootstrap.is_older(path, key):
            self._begin(path, key, opened, failed)
        else:
            opened()

    def _begin(self, path: Path, key: FileKey | None, opened: Callable[[], object], failed: Failed) -> None:
        from ui.lasting import Shown
        from ui.widgets.lasting_dialog import LastingDialog

        application = self._application
        title = _("{name} 是旧版程序存的").format(name=path.name)
        text = _("先备份一份，再升级到这一版，升完就打开。现在停下，文件还是原来的样子。")
        self.dialog = LastingDialog(application.theme, "upgrade", title, text, application.window)

        def done(_nothing: None) -> None:
            self.dialog = None
            opened()

        def stayed(error: Exception) -> None:
            self.dialog = None
            failed(error)

        told = Shown(_("正在升级"), line=self.dialog, broken="upgrade_stopped")
        application.jobs.run(
            lambda _progress, _stopped: bootstrap.bring_up_to_date(path, key), done, stayed, told
        )
