"""The program with its window: started, on another office, on a copy restored, closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db import backup
from db.keys import FileKey, key_of
from gzparty import bootstrap
from gzparty.crash_report import LOG_NAME, MARK_NAME, CrashLog, RunMark, describe_fault
from gzparty.domain.diagnostic import Refusal
from gzparty.guiding import Guiding
from gzparty.i18n import _
from gzparty.labels import refusal_text, spoken
from gzparty.looking import Looks, PreparedCopy, sweep_looks
from gzparty.office_desk import OfficeDesk, Unsaved
from gzparty.office_lock import ask_over, password_window
from gzparty.qt_libraries import display_problem, qt_problem
from gzparty.starting import Starting
from gzparty.upgrading import Upgrading

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from gzparty.refused_desk import RefusedDesk
    from gzparty.rewriting import Outcome
    from gzparty.services.copy_views import Copy
    from ui.application import Application
    from ui.main_window import MainWindow
    from ui.pages.unlock import UnlockWindow
    from ui.password import PasswordWish

LOOKS_NAME = "looks"
"""The folder of this user's in which looks at copies lie while they last."""
WANTS_PASSWORD = frozenset({"store_keyed", "password_wrong"})


def run(path: Path | None = None, clock: bootstrap.Clock | None = None) -> int:
    """Open the window on an office file, or on the start page where there is none yet; the exit status."""
    problem = qt_problem() or display_problem(os.environ)
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    from ui import application as qt

    folder = bootstrap.default_office().parent
    folder.mkdir(parents=True, exist_ok=True)
    toolkit = qt.make_qt(sys.argv[:1])
    instance = qt.first_instance(folder, str(path or ""))
    if instance is None:
        return 0
    desktop = Desktop(qt.Application(toolkit, qt.user_settings(folder)), clock)
    desktop.keeps_copies = True
    toolkit.commitDataRequest.connect(desktop.hear_the_session_end)
    desktop.application.crash.log = CrashLog(folder / LOG_NAME, bootstrap.now)
    instance.asked.connect(desktop.hear_second_start)
    instance.asked.connect(desktop.raise_window)
    instance.listen_later()
    desktop.sweep()
    mark = RunMark(folder / MARK_NAME)
    left = mark.begin()
    desktop.begin(path, left)
    status = desktop.application.run()
    instance.fall_silent()
    office_desk = desktop.close()
    desktop.application.close()
    mark.end()
    # Whoever opens the program again meanwhile need not wait for the copy.
    instance.release()
    if office_desk is not None:
        office_desk.keep_at_closing()
    return status


class Desktop:
    """The application with the office it shows; another office may take its place."""

    def __init__(self, application: Application, clock: bootstrap.Clock | None) -> None:
        self.application = application
        self._clock = clock
        self._shown: OfficeDesk | None = None
        self.refused: RefusedDesk | None = None
        """What is shown in an office's place where it did not open."""
        self.looks = Looks(application)
        self._unsaved = Unsaved()
        self.guiding = Guiding(
            application, lambda: self._shown, lambda path, then: self.open_office(path, then=then)
        )
        self._upgrading = Upgrading(application)
        self._starting = Starting(self)
        application.closing.connect(self.close)
        self.keeps_copies = False
        """Whether an office is copied without being asked; pictures and most tests want none."""

    def begin(self, path: Path | None, left: str | None) -> None:
        """Show the first window: an office, or the start page where there is none yet; `left` is for `tell_of_last_run`.

        A fault of the program is told as any later one: the threads of the office would keep a process alive that
        shows nothing and, being the first, keeps every other start away.
        """
        office = path or bootstrap.default_office()
        try:
            if path is None and not office.exists():
                self.show_start(office.parent)
                self._tell_of(left)
            else:
                self.open_office(office, then=partial(self._tell_of, left))
        except Exception as error:
            self.application.crash.handle(type(error), error, error.__traceback__)
            if self.application.window is None:
                self.show_start(office.parent)

    def raise_window(self, request: str = "") -> None:
        """Bring the program to the front after a second start: what asks for the password while it is locked."""
        if self._shown is not None and self._shown.locking.is_locked:
            self._shown.locking.raise_window()
        else:
            self.application.raise_window(request)

    def sweep(self) -> None:
        """Delete what a program that was killed left of its looks at copies."""
        from ui.lasting import Quiet

        self.application.jobs.run(
            lambda _progress, _stopped: sweep_looks(self.looks_folder()),
            _nothing,
            self._hear,
            Quiet("nobody asked for the sweeping"),
        )

    def show_office(self, path: Path, key: FileKey | None = None) -> MainWindow:
        """Show an office file of today's schema; Refusal where it cannot be opened, `store_keyed` where it has a password."""
        shown = OfficeDesk(self.application, path, self._clock, key)
        try:
            if self._shown is None or self._shown.path != path:
                shown.check_writable()
            shown.look_wanted, shown.restore_wanted = self.look_at, self.restore
            shown.guide_wanted = self.guiding.ask
            shown.unread = partial(self._say_not_opened, path, key, is_right=False)
            shown.locking.wanted, shown.notices.reopen_wanted = self.rekey, self.reopen
            self.application.show(partial(self._build_window, shown))
        except BaseException:
            shown.close()
            raise
        before, self._shown, self.refused = self._shown, shown, None
        shown.begin()
        self._unsaved = shown.take_unsaved(self._unsaved)
        self._watch(shown)
        if self.keeps_copies:
            shown.keep_copies()
        if before is not None:
            before.close()
        return shown.window

    def _build_window(self, shown: OfficeDesk) -> MainWindow:
        """The window of an office, also when it is built anew at another size of text or in another language."""
        window = shown.build_window()
        window.closing.connect(self.looks.close)
        self.guiding.attach(shown)
        return window

    def open_office(
        self,
        path: Path,
        key: FileKey | None = None,
        *,
        is_right: bool = False,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show an office file, or why it does not open and the ways on; whatever was open is closed then.

        One of an older program is brought up to date first; `then` is called once one or the other is in sight. Where
        the key `is_right`, as the office's copies said, a file that does not take it is damaged.
        """

        def say(error: Exception) -> None:
            self._say_not_opened(path, key, error, is_right=is_right)
            if then is not None:
                then()

        def show() -> None:
            try:
                self.show_office(path, key)
            except Exception as error:
                say(error)
            else:
                if then is not None:
                    then()

        self._upgrading.before(path, key, show, say)

    def _say_not_opened(self, path: Path, key: FileKey | None, error: Exception, *, is_right: bool) -> None:
        """Show why; what is no fault of the file is raised on."""
        if isinstance(error, Refusal):
            is_spoilt = is_right and error.diagnostics[0].code in WANTS_PASSWORD
            self.show_refused(path, Refusal("store_damaged", path=path) if is_spoilt else error, key)
            return
        # Bytes that no rule of the file forbids may still make no record: then the file is at fault, not the program.
        if not bootstrap.damage_of(path, key):
            raise error
        damaged = Refusal("store_damaged", path=path)
        damaged.__cause__ = error
        self.show_refused(path, damaged, key)

    def show_refused(self, path: Path, refusal: Refusal, key: FileKey | None = None) -> None:
        """Say in a window why an office did not open; one with a password is asked for it first."""
        from gzparty.refused_desk import RefusedDesk

        self.close_shown()
        refused = RefusedDesk(self, path, refusal, key)
        if refusal.diagnostics[0].code in WANTS_PASSWORD:
            self._ask_password(path)
        elif refused.wants_password():
            self._ask_password(path, refused.why())
        else:
            self.refused = refused
            refused.show()

    def now(self) -> datetime:
        """The time the program lives by while no office is open."""
        return (self._clock or bootstrap.now)()

    def new_office(self, path: Path) -> None:
        """Make a new office where one was not found, and show it."""
        from gzparty.new_offices import make_office

        try:
            make_office(path, self._clock or bootstrap.now)
        except Refusal as refusal:
            self.show_refused(path, refusal)
        else:
            self.open_office(path)

    def reopen(self) -> None:
        """Open anew the office whose file was moved away or replaced; what was typed and not stored goes along.

        Where it does not open now, it waits until that office is open again.
        """
        shown = self._shown
        if shown is None:
            return
        path, key, typed = shown.path, shown.key, shown.typed()
        self.close_shown()
        self._unsaved = shown.unsaved(typed)
        self.open_office(path, key)

    def hear_second_start(self, request: str) -> None:
        """Open what a second start was asked for, where it is another file; what is open stays open where that one does not open."""
        if self._shown is not None and self._shown.locking.is_locked:
            self._shown.locking.when_unlocked(partial(self.hear_second_start, request))
            return
        is_disabled = self.application.window is not None and not self.application.window.isEnabled()
        if is_disabled or self._upgrading.is_under_way():
            # Files of the office change places just now; it comes back by itself.
            return
        path = Path(request) if request else None
        open_now = self._shown.path if self._shown is not None else None
        if path is not None and open_now is not None and not _is_same(path, open_now):
            self._show_other(path)
        elif path is not None and open_now is None:
            self.open_office(path)

    def open_restored(self, path: Path, key: FileKey | None, copy: Copy, kept: Path | None) -> None:
        """Open an office into whose place a copy was put, and say where the file before it lies."""
        from gzparty.labels import copies
        from ui.pages.data import Restored

        def say() -> None:
            if self._shown is not None:
                at = copies.moment_of(copy.at, self._shown.now().date())
                self._shown.window.open_page("data", Restored(at, kept))

        self.open_office(path, key, then=say)

    def look_at(self, copy: Copy, password: str = "") -> None:
        """Open a copy for reading in a window of its own; `password` is its own where it has another one."""
        from ui.lasting import Shown

        if self._shown is not None:
            office, key, folder = self._shown.path, self._shown.key, self.looks_folder()
            self.application.jobs.run(
                lambda _progress, _stopped: PreparedCopy(
                    copy, office, key, _key_of(copy.path, password), folder
                ),
                self._show_look,
                self._hear,
                Shown(_("正在打开这份备份"), broken="reading_stopped"),
            )

    def restore(self, copy: Copy, password: str = "") -> None:
        """Put a copy in the office's place: close the office, restore in a job, open it again and say what became of it.

        `password` is the copy's where it has another one.
        """
        from gzparty.labels import copies
        from ui.lasting import Shown
        from ui.widgets.lasting_dialog import LastingDialog

        shown = self._closed()
        if shown is None:
            return
        path, key, at = shown.path, shown.key, shown.now()
        kept_at = copies.moment_of(copy.at, at.date())
        title = _("恢复到 {at} 的备份").format(at=kept_at)
        text = _("先备份现在的，再把备份写好、打开核对过，才换上。现在停下，什么都不变。")
        dialog = LastingDialog(self.application.theme, "restore", title, text, shown.window)
        self.application.jobs.run(
            lambda _progress, _stopped: backup.restore(
                copy.path, path, at, key, _key_of(copy.path, password)
            ),
            lambda kept: self._show_again(path, key, kept_at, kept),
            lambda error: self._show_again(path, key, kept_at, None, error),
            Shown(_("正在恢复"), line=dialog, broken="restore_stopped"),
        )

    def rekey(self, wish: PasswordWish) -> None:
        """Set, change or remove the password: close the office, write all anew in a job, open it again, say what came of it."""
        from gzparty import rewriting
        from ui.lasting import Shown
        from ui.widgets.lasting_dialog import LastingDialog

        shown = self._closed()
        if shown is None:
            return
        path, key = shown.path, shown.key
        text = _("写完打开核对过，才一起换上。现在停下，什么都不变。")
        title = rewriting.title_of(key, wish)
        dialog = LastingDialog(self.application.theme, "rewrite", title, text, shown.window)

        def done(outcome: Outcome) -> None:
            self._show_on_data_page(path, outcome.key, rewriting.news(path, key, wish, outcome))

        def failed(error: Exception) -> None:
            self._show_unchanged(path, key, wish, error)

        self.application.jobs.run(
            lambda progress, stopped: rewriting.carry_out(path, key, wish, progress, stopped),
            done,
            failed,
            Shown(_("正在写"), stops=True, line=dialog),
        )

    def show_start(self, folder: Path) -> None:
        """Show the start page."""
        self._starting.show(folder)

    def hear_the_session_end(self, _manager: object = None) -> None:
        """The system goes down or the user signs out: copy now, there may be no time after the windows are gone."""
        if self._shown is not None and self.keeps_copies:
            self._shown.keep_before_the_session_ends()

    def tell_of_last_run(self, left: str) -> None:
        """The run before never ended: keep where it crashed, if it `left` that, and check the office that is open."""
        log = self.application.crash.log
        if left.strip() and log is not None:
            log.add(describe_fault(left))
        if self._shown is not None:
            self._shown.check_after_crash()

    def _tell_of(self, left: str | None) -> None:
        if left is not None:
            self.tell_of_last_run(left)

    def close(self) -> OfficeDesk | None:
        """End the threads and close the files; returns what was open."""
        self.refused = None
        return self.close_shown()

    def close_shown(self) -> OfficeDesk | None:
        """End the threads and close the files of the office in sight."""
        self.application.crash.office = None
        self.looks.close()
        shown, self._shown = self._shown, None
        if shown is not None:
            shown.close()
        return shown

    def _watch(self, shown: OfficeDesk) -> None:
        """Let a crash say how this office's data is."""
        from ui.crash import OfficeAtHand

        self.application.crash.office = OfficeAtHand(
            shown.health, lambda: shown.now().date(), shown.show_copies
        )

    def _closed(self) -> OfficeDesk | None:
        """Close the office in sight so that its files may be replaced; its window stays, disabled, until another is shown."""
        shown, self._shown = self._shown, None
        if shown is not None:
            self.application.crash.office = None
            self.looks.close()
            shown.window.setEnabled(False)
            shown.close()
            # A file somebody reads cannot be replaced everywhere.
            self.application.jobs.close()
        return shown

    def _show_other(self, path: Path, key: FileKey | None = None) -> None:
        """Show another office in the place of the open one; that one stays where the other does not open: it is not at fault."""
        shown = self._shown
        assert shown is not None

        def say(error: Exception) -> None:
            if not isinstance(error, Refusal):
                raise error
            if key is None and error.diagnostics[0].code in WANTS_PASSWORD:
                ask_over(self.application, path, shown.window).connect(partial(self._show_other, path))
            else:
                shown.notices.say_above(_("没有打开另一个文件"), refusal_text(error))

        def show() -> None:
            try:
                self.show_office(path, key)
            except Refusal as refusal:
                say(refusal)

        self._upgrading.before(path, key, show, say)

    def _ask_password(self, path: Path, why: str = "") -> None:
        """Show the window that asks for the password of an office file, or of its copies where it has to be said `why`."""

        def build() -> UnlockWindow:
            window = password_window(self.application, path, why)
            window.entry.passed.connect(lambda key: self.open_office(path, key, is_right=True))
            window.left.connect(lambda: self.show_start(path.parent))
            return window

        self.application.show(build)

    def _show_unchanged(self, path: Path, key: FileKey | None, wish: PasswordWish, error: Exception) -> None:
        """Open the office after a password that did not come: nothing was changed, unless the files wait to change places."""
        from gzparty import rewriting

        if isinstance(error, Refusal) and error.diagnostics[0].code == "rekeying_waits":
            self.show_refused(path, error, key)
        elif isinstance(error, Refusal):
            self._show_on_data_page(path, key, rewriting.stayed(key, wish, refusal_text(error)))
        else:
            self.open_office(path, key)
            raise error

    def _show_on_data_page(self, path: Path, key: FileKey | None, request: object) -> None:
        """Open the office and say there what became of it; where it does not open, that is what is said."""
        self.open_office(path, key, then=partial(self._open_data_page, request))

    def _open_data_page(self, request: object) -> None:
        if self._shown is not None:
            self._shown.window.open_page("data", request)

    def looks_folder(self) -> Path:
        """Where looks at copies lie: what a killed program left there is swept by the next start."""
        return self.application.memory.folder / LOOKS_NAME

    def _show_look(self, prepared: PreparedCopy) -> None:
        if self._shown is None:
            prepared.discard()
        else:
            self.looks.show(prepared, self._clock or self._shown.now, self._shown.window)

    def _show_again(
        self, path: Path, key: FileKey | None, at: str, kept: Path | None, error: Exception | None = None
    ) -> None:
        """Open the office after restoring, on the page it was asked from; a failure left the old one in its place."""
        from ui.pages.data import Restored

        if error is not None and not isinstance(error, Refusal):
            self.open_office(path, key)
            raise error
        self._show_on_data_page(path, key, Restored(at, kept, refusal_text(error) if error else ""))

    def _hear(self, error: Exception) -> None:
        words = spoken(error)
        if self._shown is not None:
            self._shown.gate.refused.emit(words)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _key_of(copy: Path, password: str) -> FileKey | None:
    return key_of(copy, password) if password else None


def _nothing(_result: object) -> None:
    """There is nothing to tell."""
