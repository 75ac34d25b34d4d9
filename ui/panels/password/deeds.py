"""What is asked on 数据与备份 about passwords: a new one, none any more, the one of a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gzparty.i18n import _
from ui.copying import Copying, CopyLine
from ui.jobs import Jobs
from ui.panels.copy_rows import wants_password
from ui.panels.password.ask import AskPassword, PasswordQuestion
from ui.panels.password.change import PasswordDialog, RemovePassword, SetPassword
from ui.password import OfficePassword
from ui.theme import Theme


class PasswordDeeds(QObject):
    """Asks over a page; what is wanted goes to the office's own password."""

    def __init__(
        self, theme: Theme, jobs: Jobs, password: OfficePassword, copying: Copying, page: QWidget
    ) -> None:
        super().__init__(page)
        self._theme = theme
        self._jobs = jobs
        self._password = password
        self._copying = copying
        self._page = page

    def change(self) -> None:
        """Ask for a new password."""
        dialog = SetPassword(self._theme, self._jobs, self._password, self._copying, self._page)
        dialog.remove_wanted.connect(self.remove)
        self._open(dialog)

    def remove(self) -> None:
        """Ask whether the password shall go."""
        self._open(RemovePassword(self._theme, self._jobs, self._password, self._copying, self._page))

    def ask_for_copy(self, line: CopyLine, then: Callable[[str], object]) -> None:
        """Ask for the password of a copy where it has one of its own; `then` gets it, or an empty one."""
        if not wants_password(line):
            then("")
            return
        question = PasswordQuestion(
            _("这份备份的密码"),
            _("{name} 存的时候用的是另一个密码，输入当时的密码。").format(name=line.copy.path.name),
            _("打开"),
            self._attempt_at(line.copy.path),
            self._password.seconds_left,
        )
        AskPassword(self._theme, self._jobs, question, self._page).ask(then)

    def _attempt_at(self, path: Path) -> Callable[[str], object]:
        return lambda typed: self._password.try_copy(path, typed)

    def _open(self, dialog: PasswordDialog) -> None:
        dialog.wanted.connect(self._password.wanted)
        dialog.ask()
