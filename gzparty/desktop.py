"""The program with its window: started, on another office, on a copy restored, closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.keys import FileKey
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text, spoken
from gzparty.looking import Looks, PreparedCopy
from gzparty.office_desk import OfficeDesk
from gzparty.qt_libraries import display_problem, qt_problem
from gzparty.refused_desk import RefusedDesk

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from gzparty.services.copy_views import Copy
    from ui.application import Application
    from ui.main_window import MainWindow

VILLAGES, DEPARTMENTS = 59, 7
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
    desktop.keeps_daily = True
    instance.asked.connect(desktop.hear_second_start)
    instance.asked.connect(desktop.application.raise_window)
    office = path or bootstrap.default_office()
    if path is None and not office.exists():
        desktop.show_start(office.parent)
    else:
        desktop.open_office(office)
    status = desktop.application.run()
    desktop.close()
    desktop.application.close()
    return status


def take_screenshots(
    path: Path, folder: Path, size: tuple[int, int], look: str, key: FileKey | None = None
) -> list[Path]:
    """Every page of the window on an office file as PNG, without a display.

    Pictures are taken of a copy: some of them show what a page looks like after something was done.
    """
    problem = qt_problem()
    if problem:
        raise Refusal("window_unavailable", problem=problem)
    from tempfile import TemporaryDirectory

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSize

    from ui import application as qt
    from ui.screenshots import grab_pages
    from ui.theme import Look

    with TemporaryDirectory() as scratch:
        application = qt.Application(qt.make_qt(["gzparty"]), qt.user_settings(Path(scratch)))
        application.theme.choose(Look(look))
        desktop = Desktop(application, None)
        copy = Path(scratch) / path.name
        _restored(path, copy, bootstrap.now(), key)
        window = desktop.show_office(copy, key)
        try:
            return grab_pages(window, folder, QSize(*size))
        except OSError as error:
            raise Refusal("path_unwritable", path=folder) from error
        finally:
            desktop.close()
            application.close()


class Desktop:
    """The application with the office it shows; another office may take its place."""

    def __init__(self, application: Application, clock: bootstrap.Clock | None) -> None:
        self.application = application
        self._clock = clock
        self._shown: OfficeDesk | None = None
        self.refused: RefusedDesk | None = None
        """What is shown in an office's place where it did not open."""
        self.looks = Looks(application)
        self.keeps_daily = False
        """Whether an office opened gets its copy of the day; pictures and tests want none."""

    def show_office(self, path: Path, key: FileKey | None = None) -> MainWindow:
        """Show an office file; Refusal where it cannot be opened, `store_keyed` where it has a password."""
        shown = OfficeDesk(self.application, path, self._clock, key)
        try:
            if self._shown is None or self._shown.path != path:
                shown.check_writable()
            shown.look_wanted, shown.restore_wanted = self.look_at, self.restore
            shown.reopen_wanted = self.reopen
            self.application.show(shown.build_window)
        except BaseException:
            shown.close()
            raise
        before, self._shown, self.refused = self._shown, shown, None
        shown.begin()
        shown.window.closing.connect(self.looks.close)
        if self.keeps_daily:
            shown.keep_daily()
        if before is not None:
            before.close()
        return shown.window

    def open_office(self, path: Path, key: FileKey | None = None) -> None:
        """Show an office file, or why it does not open and the ways on; whatever was open is closed then."""
        try:
            self.show_office(path, key)
        except Refusal as refusal:
            self.show_refused(path, refusal, key)
        except Exception as error:
            # Bytes that no rule of the file forbids may still make no record: then the file is at fault, not the program.
            problems = bootstrap.damage_of(path, key)
            if not problems:
                raise
            damaged = Refusal("store_damaged", path=path)
            damaged.__cause__ = error
            self.show_refused(path, damaged, key)

    def show_refused(self, path: Path, refusal: Refusal, key: FileKey | None = None) -> None:
        """Say in a window why an office did not open; one with a password is asked for it first."""
        if refusal.diagnostics[0].code in WANTS_PASSWORD and self.ask_password(path, refusal):
            return
        self._close_shown()
        self.refused = RefusedDesk(self, path, refusal, key)
        self.refused.show()

    def ask_password(self, _path: Path, _refusal: Refusal) -> bool:
        """Ask for the password of an office file in a window and open it; False where nothing can ask for one."""
        return False

    def now(self) -> datetime:
        """The time the program lives by while no office is open."""
        return (self._clock or bootstrap.now)()

    def new_office(self, path: Path) -> None:
        """Make a new office where one was not found, and show it."""
        try:
            self._make_office(path)
        except Refusal as refusal:
            self.show_refused(path, refusal)
        else:
            self.open_office(path)

    def reopen(self) -> None:
        """Open anew the office whose file was moved away or replaced; what was typed and not stored goes along."""
        shown = self._shown
        if shown is None:
            return
        path, key = shown.path, shown.key
        self._close_shown()
        self.open_office(path, key)
        if self._shown is not None:
            self._shown.take_unsaved(shown)

    def hear_second_start(self, request: str) -> None:
        """Open what a second start was asked for, where it is another file; what is open stays open where that one does not open."""
        path = Path(request) if request else None
        open_now = self._shown.path if self._shown is not None else None
        if path is not None and open_now is not None and not _is_same(path, open_now):
            try:
                self.show_office(path)
            except Refusal as refusal:
                # What is open stays open: it is not at fault.
                assert self._shown is not None
                self._shown.say_above(_("没有打开另一个文件"), refusal_text(refusal))
        elif path is not None and open_now is None:
            self.open_office(path)

    def open_restored(self, path: Path, key: FileKey | None, copy: Copy, kept: Path | None) -> None:
        """Open an office into whose place a copy was put, and say where the file before it lies."""
        from gzparty.labels import copies
        from ui.pages.data import Restored

        self.open_office(path, key)
        if self._shown is not None:
            at = copies.moment_of(copy.at, self._shown.now().date())
            self._shown.window.open_page("data", Restored(at, kept))

    def look_at(self, copy: Copy) -> None:
        """Open a copy for reading in a window of its own."""
        if self._shown is not None:
            office, key = self._shown.path, self._shown.key
            self.application.jobs.run(
                lambda _progress, _stopped: PreparedCopy(copy, office, key), self._show_look, self._hear
            )

    def restore(self, copy: Copy) -> None:
        """Put a copy in the office's place: close the office, restore in a job, open it again and say what became of it."""
        from gzparty.labels import copies

        shown = self._shown
        if shown is None:
            return
        self.looks.close()
        shown.window.setEnabled(False)
        shown.window.tell(_("正在恢复，请稍等"))
        shown.close()
        # A file somebody reads cannot be replaced everywhere.
        self.application.jobs.close()
        self._shown = None
        path, key, at = shown.path, shown.key, shown.now()
        kept_at = copies.moment_of(copy.at, at.date())
        self.application.jobs.run(
            lambda _progress, _stopped: _restored(copy.path, path, at, key),
            lambda kept: self._show_again(path, key, kept_at, kept),
            lambda error: self._show_again(path, key, kept_at, None, error),
        )

    def show_start(self, folder: Path) -> None:
        """Show the start page."""
        from ui.pages.start import Beginning, StartPage, StartWindow

        today = (self._clock or bootstrap.now)().date()

        def build() -> StartWindow:
            before = self.application.window
            chosen = before.page.folder if isinstance(before, StartWindow) else folder
            page = StartPage(self.application.theme, Beginning(today.year, VILLAGES, DEPARTMENTS, chosen))
            page.new_wanted.connect(self._new_office)
            page.open_wanted.connect(self._open_copy)
            page.sample_wanted.connect(self._show_sample)
            page.scale_wanted.connect(self.application.set_scale)
            return StartWindow(page)

        self.refused = None
        self.application.show(build)

    def close(self) -> None:
        """End the threads and close the files."""
        self.refused = None
        self._close_shown()

    def _close_shown(self) -> None:
        self.looks.close()
        if self._shown is not None:
            self._shown.close()
            self._shown = None

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
        self.open_office(path, key)
        if self._shown is not None:
            self._shown.window.open_page("data", Restored(at, kept, refusal_text(error) if error else ""))

    def _hear(self, error: Exception) -> None:
        words = spoken(error)
        if self._shown is not None:
            self._shown.gate.refused.emit(words)

    def _new_office(self, folder: Path) -> None:
        with self._said_on_the_start_page():
            path = folder / bootstrap.FILE_NAME
            self._make_office(path)
            self.show_office(path)

    def _open_copy(self, path: Path) -> None:
        self.open_office(path)

    def _show_sample(self) -> None:
        with self._said_on_the_start_page():
            path = bootstrap.default_office().with_name("sample.gzparty")
            self._make_sample(path)
            self.show_office(path)

    @contextmanager
    def _said_on_the_start_page(self) -> Iterator[None]:
        """Say a refusal above the choices, where it arose; what was chosen stays."""
        try:
            yield
        except Refusal as refusal:
            from ui.pages.start import StartWindow

            window = self.application.window
            if not isinstance(window, StartWindow):
                raise
            window.page.say_refused(refusal_text(refusal))

    def _make_office(self, path: Path) -> None:
        from importlib.resources import as_file, files

        from gzparty.exchange.importing import import_file

        with bootstrap.new_office(path, self._clock or bootstrap.now, source="new") as services:
            services.offices.establish(_("官庄镇"))
            services.calendars.ensure(services.context.today().year)
            with as_file(files("resources") / "units" / "guanzhuang_units.csv") as units:
                import_file(services, "units", units)

    def _make_sample(self, path: Path) -> None:
        if path.exists():
            return
        from gzparty.exchange import sample
        from gzparty.reports.printed import remember_printed

        plan = sample.load_plan()
        moment = datetime.combine(plan.day, bootstrap.SAMPLE_TIME)
        with bootstrap.new_office(path, lambda: moment, bootstrap.counted_uids(), "demo") as services:
            sample.fill(services, plan, plan.day.year, remember_printed)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _restored(copy: Path, office: Path, at: datetime, key: FileKey | None) -> Path | None:
    from db import backup

    return backup.restore(copy, office, at, key)
