"""Joins one office file to the window: store, threads, pages and menus of an office that is open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from db.keys import FileKey
from db.lock import WriterLock
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.crash_report import LOG_NAME
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text, spoken
from gzparty.office_lock import OfficeLock
from gzparty.office_notices import Notices
from gzparty.office_reminding import OfficeReminders
from gzparty.services.bundle import Services

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.

    from gzparty.services.agenda_views import Overdue
    from gzparty.services.copy_views import Copy
    from gzparty.services.health import Health
    from gzparty.services.office import OfficeFrame
    from ui.application import Application
    from ui.badges import Badges
    from ui.main_window import MainWindow, Office
    from ui.pages.registry import Surroundings
    from ui.panels.holidays import HolidaysDialog

LIST_AFTER_MS = 500
"""The copies are looked for once the window stands."""
DRAIN_SECONDS = 1.0
"""How long the end of the session waits for what was being stored."""


Drafted = Mapping[str, Mapping[str, str]]
"""What is typed in forms, by the keys of their drafts."""


class Unsaved(NamedTuple):
    """What was typed in forms of an office whose file went while it was open."""

    uid: str = ""
    drafts: Drafted = MappingProxyType({})


class OfficeDesk:
    """One office file open in the window: a reading connection here, a writing one in its thread."""

    _window: MainWindow | None = None
    _holidays: HolidaysDialog | None = None
    _badges: Badges | None = None

    def __init__(
        self,
        application: Application,
        path: Path,
        clock: bootstrap.Clock | None,
        key: FileKey | None = None,
    ) -> None:
        from ui.behind import Behind
        from ui.copying import Copying
        from ui.gate import FormDrafts, Gate
        from ui.jobs import Jobs, Writer
        from ui.keeping import Keeping
        from ui.opened_files import OpenedFiles
        from ui.printing import Printing
        from ui.unfinished.offering import Offering

        self._application = application
        self._path = path
        self._key = key
        self._reader = SqliteStore.open_reader(path, key=key)
        self.uid = self._reader.office.uid()
        """Whose records these are: a file of the same name may be another office's."""
        self._clock = clock or bootstrap.clock_of(self._reader)
        services = bootstrap.services_on(self._reader, self._clock, source="reader")
        self._writer: Writer[Services] = Writer(self._open_writer, _close)
        self._behind: Behind[Services] = Behind(self._open_reader, _close)
        # Jobs of its own: they end with the office, whatever takes its place.
        self._jobs = Jobs()
        self.locking = OfficeLock(application, path, key, self._jobs)
        self._drafts = FormDrafts(services, self._writer)
        self._desk = application.desk(self._drafts, self._jobs, self.locking.check)
        self.gate = Gate(services, self._writer, application.changes, self._behind, self._desk.drafts)
        self._drafts.not_taken = self.gate.tell_lost
        application.collector.hold_while(self._behind.is_busy)
        self.printing = Printing(self._jobs, self._reading, path.parent)
        self.opened = OpenedFiles(self._jobs, self._reader.blobs, opened_folder())
        self.copying = Copying(self._jobs, application.memory, self._reading, path)
        self.keeping = Keeping(self._jobs, self._reading, self.copying, self._copy_minutes)
        self.look_wanted: Callable[[Copy, str], None] = _ignore_copy
        self.restore_wanted: Callable[[Copy, str], None] = _ignore_copy
        self.guide_wanted: Callable[[], None] = _nobody_leads
        self.unread: Callable[[Exception], None] = _raise
        """What is done where the first page cannot be read, and not for a reason that a sentence tells."""
        self.notices = Notices(application, self.gate, self._writer, self.copying, self.now)
        self.locking.begin(self.gate, self._leave_nothing, self._quit)
        self.reminding = OfficeReminders(application, self.gate, self.locking, self.now, self._quit)
        self.locking.changed = self.reminding.lock_changed
        self.offering = Offering(self._desk, self.gate)
        self._connect_own()

    @property
    def window(self) -> MainWindow:
        """The window shown last; there is one once it was built."""
        assert self._window is not None
        return self._window

    def build_window(self) -> MainWindow:
        """The main window with its pages, wired to this office."""
        from ui.almanac import Almanac
        from ui.badges import Badges
        from ui.last_look import LastLook
        from ui.main_window import MainWindow
        from ui.pages.registry import office_pages
        from ui.widgets.print_news import PrintNews

        office = _office(self.gate.reader.offices.frame())
        window = MainWindow(self._desk, office, office_pages(self._surroundings()))
        window.almanac = Almanac(self._today, self.gate.reader.store.calendar.load)
        self._window = window
        for works in (self._application.jobs, self._writer, self._behind):
            window.show_work(works)
        self._holidays = None
        self._connect(window)
        self._badges = Badges(self.gate, self._application.changes, self._show_badge)
        # A new day begins with what must be done on it, whatever was left open the evening before.
        new_day = not LastLook(self._desk.memory, self._path).was_on(self.now().date())
        window.show_first_page(kept=not new_day)
        self.reminding.attach(window)
        PrintNews(self._desk.theme, self.printing.queue, self.gate, window)
        self.offering.attach(window)
        self.gate.refresh_history()
        self._show_saved()
        self.notices.attach(window)
        return window

    def is_sample(self) -> bool:
        """Whether its records are invented, so that anybody may try anything."""
        return self.gate.reader.offices.frame().sample

    def check_writable(self) -> None:
        """Refusal that says why nothing could be written: somebody has the file open, it or its folder is read-only."""
        if not os.access(self._path, os.W_OK):
            raise Refusal("store_read_only", path=self._path)
        with WriterLock(self._path):
            pass

    def typed(self) -> Drafted:
        """What stands typed in open forms: its drafts lie in a file that may be gone."""
        return self._desk.drafts.typed()

    def unsaved(self, typed: Drafted) -> Unsaved:
        """What the file of this office did not take or took along, with what was `typed` in its forms before it closed."""
        return Unsaved(self.uid, {**typed, **self._drafts.unsaved})

    def take_unsaved(self, left: Unsaved) -> Unsaved:
        """Keep as drafts what this office could not store when it was open before; gives back what is of another one."""
        if left.uid != self.uid:
            return left
        for key, content in left.drafts.items():
            self._drafts.save(key, content)
        return Unsaved()

    def begin(self) -> None:
        """Take the writer's place, so that a second program is told at once; look which copies there are."""
        from PySide6.QtCore import QTimer

        self._writer.submit(lambda services: services.store.path, _ignore, self._hear)
        self.opened.sweep()
        self.reminding.begin()
        QTimer.singleShot(LIST_AFTER_MS, self.copying, self.copying.relist)
        QTimer.singleShot(LIST_AFTER_MS, self.copying, self.copying.look_at_place)

    @property
    def path(self) -> Path:
        """The office file."""
        return self._path

    @property
    def key(self) -> FileKey | None:
        """What opens the office file, None where it has no password."""
        return self._key

    def now(self) -> datetime:
        """The time the office lives by."""
        return self._clock()

    def _today(self) -> date:
        return self.now().date()

    def health(self, *, thorough: bool = False) -> Health:
        """Look at the office file on a connection of its own, from any thread; `thorough` checks all references."""
        from gzparty.services import health

        return health.look(self.gate.reader.copies, self._reading, thorough=thorough)

    def check_after_crash(self) -> None:
        """The run before never ended: check the whole file behind the window, and say what was found over the pages."""
        from ui.lasting import Quiet

        self._jobs.run(
            lambda _progress, _stopped: self.health(thorough=True),
            self._tell_of_last_run,
            self._hear,
            Quiet("nobody asked for it; what was found is said over the pages", given_up=True),
        )

    def show_copies(self) -> None:
        """Show the page where a copy is restored."""
        self.window.show_page("data")

    def show_about(self) -> None:
        """Show what the program is, where this office lies, and that nothing goes over a network."""
        from db.blobs import blobs_path
        from ui.panels.about import AboutDialog, OfficePlaces

        reader = self.gate.reader
        log = bootstrap.default_office().with_name(LOG_NAME)
        places = OfficePlaces(self._path, blobs_path(self._path), reader.copies.home(), log)
        AboutDialog(self._desk.theme, self._jobs, places, reader.store.schema_version(), self.window).open()

    def keep_copies(self) -> None:
        """Make copies by itself from now on: of the day, and after so many minutes of change."""
        self.keeping.begin()
        self.gate.stored.connect(self.keeping.note_change)

    def keep_at_closing(self) -> None:
        """Copy what was done since the last copy, with no window in sight any more; never asks.

        What goes wrong is told at the next start, and so is that the computer went off in the middle of it.
        """
        from gzparty.labels import copies
        from gzparty.services.copies import CLOSE

        kept = self.copying.kept
        kept.keep_failure(_("备份没存完电脑就关了，数据不受影响，这次会补上"))
        self._application.memory.save()
        try:
            with self._reading() as services:
                outcome = services.copies.keep(CLOSE, kept.second)
            self.copying.remember(outcome)
            kept.keep_failure(copies.failure(outcome))
        except Refusal as refusal:
            kept.keep_failure(_("没有备份成：{why}").format(why=refusal_text(refusal)))
        self._application.memory.save()

    def keep_before_the_session_ends(self) -> None:
        """Keep what is typed and copy what is stored while the system still waits; the window may yet stay open."""
        from threading import Event

        self._desk.drafts.save_all()
        drained = Event()
        self._writer.submit(lambda _services: drained.set(), _ignore, _ignore)
        drained.wait(DRAIN_SECONDS)
        self.keep_at_closing()

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
        """Save drafts, end what reads, finish writes, close every connection.

        The jobs go before the writer: what one of them has prepared is still recorded.
        """
        with ExitStack() as ending:
            # Whatever goes wrong with one of them: a thread left behind keeps the program from ending.
            for step in reversed(self._last_steps()):
                ending.callback(step)

    def _last_steps(self) -> Sequence[Callable[[], object]]:
        return (
            self.locking.end,
            self.reminding.end,
            self.notices.end,
            self._desk.drafts.save_all,
            self._drafts.try_again,
            self.keeping.close,
            self.copying.close,
            self._jobs.end,
            lambda: self._application.collector.let_go(self._behind.is_busy),
            self._behind.close,
            self._writer.close,
            self._reader.close,
            self.opened.sweep_own,
        )

    def lock(self) -> None:
        """Ask for the password before anything is seen again."""
        if not self.locking.lock():
            self.window.tell(_("没设密码，锁不上。在“数据与备份”里设。"))

    def _leave_nothing(self) -> None:
        self._desk.drafts.save_all()
        self._desk.discretion.cover()
        self.opened.sweep_own()

    def _quit(self) -> None:
        """The window is hidden, so that closing it ends nothing by itself."""
        self.window.close()
        self._application.qt.quit()

    def _surroundings(self) -> Surroundings:
        from ui.pages.registry import Surroundings, WholeOffice

        whole = WholeOffice(self.copying, self._look_at, self._restore, self.locking.password)
        return Surroundings(
            self._desk,
            self.gate,
            self.printing,
            self.opened,
            self.edit_holidays,
            self._reading,
            whole,
            self._count_overdue,
            self._unread,
        )

    def _unread(self, error: Exception) -> None:
        self.unread(error)

    def _count_overdue(self, overdue: Overdue) -> None:
        if self._badges is not None:
            self._badges.take(overdue)

    def _show_badge(self, key: str, overdue: int) -> None:
        if self._window is not None and key in self._window.page_keys:
            self._window.set_badge(key, overdue)

    def _want_guide(self) -> None:
        self.guide_wanted()

    def _look_at(self, copy: Copy, password: str) -> None:
        self.look_wanted(copy, password)

    def _restore(self, copy: Copy, password: str) -> None:
        self.restore_wanted(copy, password)

    def _connect_own(self) -> None:
        """What lives as long as the office; a window may be built anew meanwhile."""
        self.gate.stored.connect(self._show_saved)
        self.printing.made.connect(self._tell_made)
        self.printing.refused.connect(self.gate.refused)
        self.opened.saved.connect(self._tell_saved)
        self.opened.refused.connect(self.gate.refused)
        self.copying.refused.connect(self._say_on_the_page)

    def _connect(self, window: MainWindow) -> None:
        window.undo_requested.connect(self.gate.undo)
        window.redo_requested.connect(self.gate.redo)
        window.lock_requested.connect(self.lock)
        window.closing.connect(self._desk.drafts.save_all)
        window.put_away.connect(self._desk.drafts.save_all)
        window.shown_wanted.connect(self.printing.write_shown)
        self.gate.history_changed.connect(window.set_history)
        self.gate.moved_back.connect(window.tell)
        self._offer_data_deeds(window)
        self._offer_the_past(window)

    def _offer_data_deeds(self, window: MainWindow) -> None:
        window.add_data_deed("import", _("导入表格(&I)…"), self._show_import)
        self.copying.told.connect(window.tell)
        self.keeping.told.connect(window.tell)
        window.add_data_rule()
        window.add_data_deed("backupNow", _("现在备份一份(&B)"), self.copying.back_up)
        window.add_data_deed("showCopies", _("备份和恢复(&C)…"), self.show_copies)
        window.add_data_deed("checkNow", _("检查数据(&K)"), self.copying.check)
        window.add_data_deed("showPassword", _("密码(&P)…"), self._show_password)
        window.add_help_deed("guide", _("五分钟看一遍(&T)…"), self._want_guide)
        window.add_help_deed("about", _("关于官庄党建工作台(&A)…"), self.show_about)

    def _offer_the_past(self, window: MainWindow) -> None:
        from ui.panels.palette.opening import PaletteOpening
        from ui.panels.past.opening import PastWindows

        PaletteOpening(self._desk, self.gate, window)
        past = PastWindows(self._desk, self.gate, window)
        window.add_data_rule()
        window.add_data_deed("showDeeds", _("做过的事(&D)…"), past.show_deeds)
        window.add_data_deed("showBin", _("回收站(&R)…"), past.show_bin)
        window.add_data_rule()
        window.add_data_deed("holidays", _("放假安排(&H)…"), self._edit_this_year)

    def _show_import(self) -> None:
        self.window.show_page("import")

    def _show_password(self) -> None:
        from ui.pages.data import PASSWORD_WISH

        self.window.open_page("data", PASSWORD_WISH)

    def _say_on_the_page(self, _words: str) -> None:
        """What became of a copy is explained on the page of the copies, wherever it was asked for."""
        self.window.show_page("data")

    def _edit_this_year(self) -> None:
        self.edit_holidays(self.gate.reader.context.today().year)

    def _show_saved(self) -> None:
        """Say when everything was stored, and whose it is: the name may be what was changed."""
        facts = self.gate.reader.offices.frame()
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

    def _copy_minutes(self) -> int:
        return self.gate.reader.offices.settings_at_hand().backup_minutes

    def _tell_of_last_run(self, health: Health) -> None:
        self.notices.tell_of_last_run(health, self.show_copies)

    def _hear(self, error: Exception) -> None:
        self.gate.refused.emit(spoken(error))

    def _open_reader(self) -> Services:
        self._reader.check_place()
        return bootstrap.services_on(
            SqliteStore.open_reader(self._path, key=self._key), self._clock, source="reader"
        )

    def _open_writer(self) -> Services:
        self._reader.check_place()
        store = SqliteStore.open_writer(self._path, self._clock(), self._key)
        return bootstrap.services_on(store, self._clock)

    @contextmanager
    def _reading(self) -> Iterator[Services]:
        # What is opened anew by its name must be what the window shows.
        self._reader.check_place()
        with bootstrap.read_office(self._path, self._clock, key=self._key) as services:
            yield services


def opened_folder() -> Path:
    """Where attachments lie while the system's viewer shows them: this user's own folder, not the office's."""
    return bootstrap.default_office().with_name("opened")


def _close(services: Services) -> None:
    services.store.close()


def _ignore(_result: object) -> None:
    """Nothing to tell."""


def _ignore_copy(_copy: object, _password: str) -> None:
    """Nobody is there who could show a copy."""


def _nobody_leads() -> None:
    """Nobody is there who could lead through the sample."""


def _raise(error: Exception) -> None:
    raise error


def _office(facts: OfficeFrame) -> Office:
    from ui.main_window import Office

    note = _("示例数据") if facts.sample else ""
    return Office(_("{office}党建办").format(office=facts.name), _year(facts.as_of), note)


def _year(day: date) -> str:
    return _("{year}年").format(year=day.year)
