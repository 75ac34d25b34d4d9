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
from gzparty.crash_report import LOG_NAME, MARK_NAME, CrashLog, RunMark, describe_fault
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text, spoken
from gzparty.looking import Looks, PreparedCopy
from gzparty.office_desk import OfficeDesk
from gzparty.qt_libraries import display_problem, qt_problem

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from gzparty.services.copy_views import Copy
    from ui.application import Application
    from ui.main_window import MainWindow

VILLAGES, DEPARTMENTS = 59, 7


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
    instance.asked.connect(desktop.application.raise_window)
    instance.listen_later()
    mark = RunMark(folder / MARK_NAME)
    left = mark.begin()
    office = path or bootstrap.default_office()
    if path is None and not office.exists():
        desktop.show_start(office.parent)
    else:
        try:
            desktop.show_office(office)
        except Refusal as refusal:
            sys.stderr.write(refusal_text(refusal) + "\n")
            mark.end()
            return 1
    if left is not None:
        desktop.tell_of_last_run(left)
    status = desktop.application.run()
    office_desk = desktop.close()
    desktop.application.close()
    mark.end()
    # Whoever opens the program again meanwhile need not wait for the copy.
    instance.release()
    if office_desk is not None:
        office_desk.keep_at_closing()
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
        self.looks = Looks(application)
        self.keeps_copies = False
        """Whether an office is copied without being asked; pictures and most tests want none."""

    def show_office(self, path: Path, key: FileKey | None = None) -> MainWindow:
        """Show an office file; Refusal where it cannot be opened, `store_keyed` where it has a password."""
        shown = OfficeDesk(self.application, path, self._clock, key)
        shown.look_wanted, shown.restore_wanted = self.look_at, self.restore
        before, self._shown = self._shown, shown
        self.application.show(shown.build_window)
        shown.begin()
        self._watch(shown)
        shown.window.closing.connect(self.looks.close)
        if self.keeps_copies:
            shown.keep_copies()
        if before is not None:
            before.close()
        return shown.window

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
        self.application.crash.office = None
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

        self.application.show(build)

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

    def close(self) -> OfficeDesk | None:
        """End the threads and close the files; returns what was open."""
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
            self.show_office(path, key)
            raise error
        window = self.show_office(path, key)
        window.open_page("data", Restored(at, kept, refusal_text(error) if error else ""))

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
        with self._said_on_the_start_page():
            self.show_office(path)

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


def _restored(copy: Path, office: Path, at: datetime, key: FileKey | None) -> Path | None:
    from db import backup

    return backup.restore(copy, office, at, key)
