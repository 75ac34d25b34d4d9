"""The password of an office that is open: who asks for it again, when the window locks, what is left in sight then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db.keys import FileKey
from gzparty import bootstrap, unlocking
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.tries import TriesBook

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from ui.application import Application
    from ui.gate import Gate
    from ui.jobs import Jobs
    from ui.locking import IdleLock
    from ui.pages.unlock import UnlockWindow
    from ui.panels.password.ask import AskedPassword
    from ui.password import OfficePassword, PasswordWish


class OfficeLock:
    """Built before the office's gate, since what is covered asks for the password; it locks from `begin` on."""

    def __init__(self, application: Application, path: Path, key: FileKey | None, jobs: Jobs) -> None:
        """Take the office file and what opens it; without a key nothing ever locks."""
        self._application = application
        self._path = path
        self._key = key
        self._tries = tries_of(application)
        self._lock: IdleLock | None = None
        self.wanted: Callable[[PasswordWish], None] = _ignore
        """Hears that a password is to be set, changed or taken away."""
        self.password = self._password()
        self.check: AskedPassword | None = None
        """What asks before something covered is shown; None where there is no password."""
        self.changed: Callable[[], None] = _nothing
        """Hears that the window was locked, or opened again."""
        if key is not None:
            from ui.panels.password.ask import AskedPassword

            self.check = AskedPassword(application.theme, jobs, self.password)
            application.memory.forget_typed()

    def begin(self, gate: Gate, leave_nothing: Callable[[], None], end: Callable[[], None]) -> None:
        """Lock after some minutes without anybody; `leave_nothing` is called then, `end` where the clerk gives up."""
        if self._key is None:
            return
        from ui.locking import IdleLock

        self._gate, self._end = gate, end
        self._read_minutes()
        gate.stored.connect(self._read_minutes)
        self._lock = IdleLock(self._window, lambda: self._minutes)
        self._lock.locked.connect(leave_nothing)
        self._lock.changed.connect(lambda: self.changed())

    @property
    def is_locked(self) -> bool:
        """Whether the password is asked for now."""
        return self._lock is not None and self._lock.is_locked

    def lock(self) -> bool:
        """Ask for the password before anything is seen again; False where there is none."""
        if self._lock is None:
            return False
        self._lock.lock()
        return True

    def when_unlocked(self, call: Callable[[], object]) -> None:
        """Do something once the clerk is back, and not before."""
        from PySide6.QtCore import Qt

        if self._lock is not None:
            self._lock.unlocked.connect(call, Qt.ConnectionType.SingleShotConnection)

    def hide_window(self) -> None:
        """Put the window that asks out of sight too: the program goes on in the tray."""
        if self._lock is not None and self._lock.window is not None:
            self._lock.window.hide()

    def raise_window(self) -> None:
        """Bring the window that asks for the password to the front."""
        if self._lock is not None:
            self._lock.raise_window()

    def end(self) -> None:
        """Lock no more: the office is closed."""
        if self._lock is not None:
            self._lock.end()

    def _password(self) -> OfficePassword:
        from ui.password import OfficePassword

        key, path, tries = self._key, self._path, self._tries

        def confirm(typed: str) -> None:
            if key is not None:
                unlocking.confirm(key, typed, path, tries)

        return OfficePassword(
            key is not None,
            confirm,
            lambda copy, typed: unlocking.unlock_copy(copy, typed, path, tries),
            lambda: tries.seconds_left(path),
            self._want,
        )

    def _want(self, wish: PasswordWish) -> None:
        self.wanted(wish)

    def _read_minutes(self) -> None:
        self._minutes = self._gate.reader.offices.settings_at_hand().lock_minutes

    def _window(self) -> UnlockWindow:
        from ui.pages.unlock import UnlockWindow, UnlockWords
        from ui.panels.password.entry import PasswordEntry

        application, password = self._application, self.password
        entry = PasswordEntry(
            application.theme, application.jobs, _("解锁"), password.confirm, password.seconds_left
        )
        words = UnlockWords(
            _("官庄党建工作台 — 已锁上"),
            _("已锁上"),
            _("填了一半的都在，输入密码接着做。"),
            "",
            _("退出程序"),
        )
        window = UnlockWindow(application.theme, words, entry)
        window.left.connect(self._end)
        window.shut.connect(self._end)
        return window


def _nothing() -> None:
    """Nobody wants to know."""


def password_window(application: Application, path: Path, why: str = "") -> UnlockWindow:
    """The window that asks for the password of an office file that is not open; its entry says what opens it.

    `why` is said where the file itself does not open, and the password is needed for its copies.
    """
    from ui.pages.unlock import UnlockWindow, UnlockWords
    from ui.panels.password.entry import PasswordEntry

    tries = tries_of(application)
    entry = PasswordEntry(
        application.theme,
        application.jobs,
        _("找备份") if why else _("打开"),
        lambda typed: _unlocked(path, typed, tries),
        lambda: tries.seconds_left(path),
    )
    words = UnlockWords(
        _("官庄党建工作台 — 输入密码"),
        (_("输入密码找 {name} 的备份") if why else _("输入密码打开 {name}")).format(name=path.name),
        why,
        str(path.parent),
        _("打开别的文件"),
    )
    return UnlockWindow(application.theme, words, entry)


def ask_over(application: Application, path: Path, window: QWidget) -> SignalInstance:
    """Ask over the window of an open office for the password of another file; the signal gives what opens that one."""
    from ui.panels.password.ask import AskPassword, PasswordQuestion

    tries = tries_of(application)
    question = PasswordQuestion(
        _("输入密码打开 {name}").format(name=path.name),
        _("在 {folder}。打开以后，现在这份就关上；填了一半的都在，回头再打开接着填。").format(
            folder=path.parent
        ),
        _("打开"),
        lambda typed: _unlocked(path, typed, tries),
        lambda: tries.seconds_left(path),
    )
    asked = AskPassword(application.theme, application.jobs, question, window)
    asked.ask(_ignore)
    return asked.entry.passed


def _unlocked(path: Path, typed: str, tries: TriesBook) -> FileKey:
    try:
        return unlocking.unlock(path, typed, tries)
    except Refusal as refusal:
        if refusal.diagnostics[0].code == "password_wrong":
            # The window says already which file it asks for.
            raise Refusal("password_not_it") from refusal
        raise


def tries_of(application: Application) -> TriesBook:
    """The count of wrong tries: in this user's own folder, where the command line keeps it too."""
    return TriesBook(application.memory.folder / unlocking.TRIES_NAME, bootstrap.now)


def _ignore(_wish: object) -> None:
    """Nobody is there who could change a password, or nobody wants to know it."""
