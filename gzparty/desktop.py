"""Joins one office file to the window: the only module that knows store and widgets together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import copies, refusal_text
from gzparty.looking import Looks, PreparedCopy
from gzparty.qt_libraries import display_problem, qt_problem
from gzparty.services.bundle import Services
from gzparty.services.copy_views import Copy
from gzparty.services.views import OfficeFacts

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from ui.application import Application
    from ui.main_window import MainWindow, Office
    from ui.pages.registry import Surroundings
    from ui.panels.holidays import HolidaysDialog
    from ui.theme import Look

VILLAGES, DEPARTMENTS = 59, 7
DAILY_AFTER_MS = 20_000
"""The copy of the day waits until the window was used for a while."""


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
    instance.asked.connect(desktop.application.raise_window)
    office = path or bootstrap.default_office()
    if path is None and not office.exists():
        desktop.show_start(office.parent)
    else:
        try:
            desktop.show_office(office)
        except Refusal as refusal:
            sys.stderr.write(refusal_text(refusal) + "\n")
            return 1
    status = desktop.application.run()
    desktop.close()
    desktop.application.close()
    return status


def take_screenshots(path: Path, folder: Path, size: tuple[int, int], look: str) -> list[Path]:
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
        _restored(path, copy, bootstrap.now())
        window = desktop.show_office(copy)
        try:
            return grab_pages(window, folder, QSize(*size))
        except OSError as error:
            raise Refusal("path_unwritable", path=folder) from error
        finally:
            application.jobs.close()
            desktop.close()
            application.close()


class Desktop:
    """The application with the office it shows; another office may take its place."""

    def __init__(self, application: Application, clock: bootstrap.Clock | None) -> None:
        self.application = application
        self._clock = clock
        self._shown: OfficeDesk | None = None
        self.looks = Looks(application)
        self.keeps_daily = False
        """Whether an office opened gets its copy of the day; pictures and tests want none."""

    def show_office(self, path: Path) -> MainWindow:
        """Show an office file; Refusal where it cannot be opened."""
        shown = OfficeDesk(self.application, path, self._clock)
        shown.look_wanted, shown.restore_wanted = self.look_at, self.restore
        before, self._shown = self._shown, shown
        self.application.show(shown.build_window)
        shown.begin()
        shown.window.closing.connect(self.looks.close)
        if self.keeps_daily:
            shown.keep_daily()
        if before is not None:
            before.close()
        return shown.window

    def look_at(self, copy: Copy) -> None:
        """Open a copy for reading in a window of its own."""
        if self._shown is not None:
            office = self._shown.path
            self.application.jobs.run(
                lambda _progress, _stopped: PreparedCopy(copy, office), self._show_look, self._hear
            )

    def restore(self, copy: Copy) -> None:
        """Put a copy in the office's place: close the office, restore in a job, open it again and say what became of it."""
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
        path, at = shown.path, shown.now()
        kept_at = copies.moment_of(copy.at, at.date())
        self.application.jobs.run(
            lambda _progress, _stopped: _restored(copy.path, path, at),
            lambda kept: self._show_again(path, kept_at, kept),
            lambda error: self._show_again(path, kept_at, None, error),
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

    def close(self) -> None:
        """End the threads and close the files."""
        self.looks.close()
        if self._shown is not None:
            self._shown.close()
            self._shown = None

    def _show_look(self, prepared: PreparedCopy) -> None:
        if self._shown is None:
            prepared.discard()
        else:
            self.looks.show(prepared, self._clock or self._shown.now, self._shown.window)

    def _show_again(self, path: Path, at: str, kept: Path | None, error: Exception | None = None) -> None:
        """Open the office after restoring, on the page it was asked from; a failure left the old one in its place."""
        from ui.pages.data import Restored

        if error is not None and not isinstance(error, Refusal):
            self.show_office(path)
            raise error
        window = self.show_office(path)
        window.open_page("data", Restored(at, kept, refusal_text(error) if error else ""))

    def _hear(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        if self._shown is not None:
            self._shown.gate.refused.emit(refusal_text(error))

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

        with bootstrap.new_office(path, self._clock or bootstrap.now) as services:
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


class OfficeDesk:
    """One office file open in the window: a reading connection here, a writing one in its thread."""

    def __init__(self, application: Application, path: Path, clock: bootstrap.Clock | None) -> None:
        from ui.behind import Behind
        from ui.copying import Copying
        from ui.gate import FormDrafts, Gate
        from ui.jobs import Writer
        from ui.opened_files import OpenedFiles
        from ui.printing import Printing

        bootstrap.bring_up_to_date(path)
        self._application = application
        self._path = path
        self._reader = SqliteStore.open_reader(path)
        self._clock = clock or bootstrap.clock_of(self._reader)
        services = bootstrap.services_on(self._reader, self._clock, source="reader")
        self._writer: Writer[Services] = Writer(self._open_writer, _close)
        self._behind: Behind[Services] = Behind(self._open_reader, _close)
        self.gate = Gate(services, self._writer, application.changes, self._behind)
        application.collector.hold_while(self._behind.is_busy)
        self.printing = Printing(application.jobs, self._reading, path.parent)
        self.opened = OpenedFiles(application.jobs, self._reader.blobs, opened_folder())
        self.copying = Copying(application.jobs, application.memory, self._reading, path)
        self.look_wanted: Callable[[Copy], None] = _ignore
        self.restore_wanted: Callable[[Copy], None] = _ignore
        self._desk = application.desk(FormDrafts(services, self._writer))
        self._window: MainWindow | None = None
        self._holidays: HolidaysDialog | None = None

    @property
    def window(self) -> MainWindow:
        """The window shown last; there is one once it was built."""
        assert self._window is not None
        return self._window

    def build_window(self) -> MainWindow:
        """The main window with its pages, wired to this office."""
        from ui.main_window import MainWindow
        from ui.pages.registry import office_pages

        office = _office(self.gate.reader.offices.facts())
        window = MainWindow(self._desk, office, office_pages(self._surroundings()))
        self._window = window
        self._holidays = None
        window.add_data_deed("holidays", _("放假安排(&H)…"), self._edit_this_year)
        self._connect(window)
        window.show_first_page()
        self.gate.refresh_history()
        self._show_saved()
        return window

    def begin(self) -> None:
        """Take the writer's place, so that a second program is told at once."""
        self._writer.submit(lambda services: services.store.path, _ignore, self._hear)
        self.opened.sweep()

    @property
    def path(self) -> Path:
        """The office file."""
        return self._path

    def now(self) -> datetime:
        """The time the office lives by."""
        return self._clock()

    def keep_daily(self) -> None:
        """Make the day's own copy, once the window has come to rest."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(DAILY_AFTER_MS, self.copying, self.copying.keep_daily)

    def edit_holidays(self, year: int) -> None:
        """Open the work calendar of a year over the window."""
        from ui.panels.holidays import HolidaysDialog

        if self._holidays is None:
            # One for the window's life: a write may end after the dialog was closed.
            self._holidays = HolidaysDialog(self._desk, self.gate, self.window)
            self._holidays.done_deed.connect(self.window.note)
        self._holidays.show_year(year)
        self._holidays.open()

    def close(self) -> None:
        """Save drafts, finish writes, close both connections."""
        self._desk.drafts.save_all()
        self.copying.close()
        self._application.collector.let_go(self._behind.is_busy)
        self._behind.close()
        self._writer.close()
        self._reader.close()

    def _surroundings(self) -> Surroundings:
        from ui.pages.registry import Dress, Surroundings, WholeOffice

        whole = WholeOffice(self.copying, self._look_at, self._restore)
        dress = Dress(self._set_look, self._application.set_scale, self._set_density)
        return Surroundings(
            self._desk,
            self.gate,
            self.printing,
            self.opened,
            self.edit_holidays,
            self._reading,
            whole,
            dress,
        )

    def _look_at(self, copy: Copy) -> None:
        self.look_wanted(copy)

    def _restore(self, copy: Copy) -> None:
        self.restore_wanted(copy)

    def _set_look(self, look: Look) -> None:
        self.window.set_look(look)

    def _set_density(self, choice: str) -> None:
        self.window.set_density(choice)

    def _connect(self, window: MainWindow) -> None:
        window.undo_requested.connect(self.gate.undo)
        window.redo_requested.connect(self.gate.redo)
        window.scale_requested.connect(self._application.set_scale)
        window.closing.connect(self._desk.drafts.save_all)
        self.gate.history_changed.connect(window.set_history)
        self.gate.moved_back.connect(window.tell)
        self.gate.stored.connect(self._show_saved)
        self.printing.made.connect(self._tell_made)
        self.printing.refused.connect(self.gate.refused)
        self.opened.saved.connect(self._tell_saved)
        self.opened.refused.connect(self.gate.refused)
        self._offer_data_deeds(window)

    def _offer_data_deeds(self, window: MainWindow) -> None:
        window.add_data_deed("import", _("导入花名册(&I)…"), self._show_import)
        self.copying.told.connect(window.tell)
        self.copying.refused.connect(self._say_on_the_page)
        window.add_data_deed("backupNow", _("现在备份一份"), self.copying.back_up)
        window.add_data_deed("checkNow", _("检查数据"), self.copying.check)
        window.add_data_deed("showCopies", _("备份和恢复…"), self._show_copies)

    def _show_import(self) -> None:
        self.window.show_page("import")

    def _show_copies(self) -> None:
        self.window.show_page("data")

    def _say_on_the_page(self, _words: str) -> None:
        """What became of a copy is explained on the page of the copies, wherever it was asked for."""
        self.window.show_page("data")

    def _edit_this_year(self) -> None:
        self.edit_holidays(self.gate.reader.context.today().year)

    def _show_saved(self) -> None:
        """Say when everything was stored, and whose it is: the name may be what was changed."""
        facts = self.gate.reader.offices.facts()
        if self._window is not None and facts.saved_at is not None:
            self._window.show_office(_office(facts))
            saved = _("所有修改已保存 {time}").format(time=f"{facts.saved_at:%H:%M}")
            self._window.show_saved(saved)

    def _tell_made(self, path: Path) -> None:
        if self._window is not None:
            self._window.note(_("已生成 {name}").format(name=path.name), undoable=False)

    def _tell_saved(self, path: Path) -> None:
        if self._window is not None:
            self._window.note(_("已另存到 {path}").format(path=path), undoable=False)

    def _hear(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.gate.refused.emit(refusal_text(error))

    def _open_reader(self) -> Services:
        return bootstrap.services_on(SqliteStore.open_reader(self._path), self._clock, source="reader")

    def _open_writer(self) -> Services:
        store = SqliteStore.open_writer(self._path, self._clock())
        return bootstrap.services_on(store, self._clock)

    def _reading(self) -> AbstractContextManager[Services]:
        return bootstrap.read_office(self._path, self._clock)


def opened_folder() -> Path:
    """Where attachments lie while the system's viewer shows them: this user's own folder, not the office's."""
    return bootstrap.default_office().with_name("opened")


def _close(services: Services) -> None:
    services.store.close()


def _ignore(_result: object) -> None:
    """Nothing to tell."""


def _office(facts: OfficeFacts) -> Office:
    from ui.main_window import Office

    note = _("示例数据") if facts.sample else ""
    return Office(_("{office}党建办").format(office=facts.name), _year(facts.as_of), note)


def _restored(copy: Path, office: Path, at: datetime) -> Path | None:
    from db import backup

    return backup.restore(copy, office, at)


def _year(day: date) -> str:
    return _("{year}年").format(year=day.year)
