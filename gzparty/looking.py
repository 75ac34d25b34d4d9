"""A copy opened for reading in a window of its own, beside the office: every page, and nothing that writes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from db import blobs
from db.keys import FileKey, fitting
from db.lasting import copy_bytes
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.files import ensure_folder
from gzparty.i18n import _
from gzparty.services.bundle import Services

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from gzparty.services.copy_views import Copy
    from ui.application import Application
    from ui.main_window import MainWindow
    from ui.preferences import Preference

ABSENT = frozenset({"data", "import"})
"""Pages that would tell of the copy as if it were the office, or are there only to write."""
OFFICE = "office"
"""The reason of what is no copy yet: an office file that can be read but not written now."""
ASIDE = 28
"""So many px the window lies to the lower right of the office's own."""


class PreparedCopy:
    """A copy of the copy in a private folder, of today's schema: the stick may be pulled, the copy stays as it is.

    Its attachments are read where they lie: beside the copy, or else beside the office, which never drops any.
    """

    def __init__(
        self,
        copy: Copy,
        office: Path,
        key: FileKey | None = None,
        copy_key: FileKey | None = None,
        folder: Path | None = None,
    ) -> None:
        """Take it there; Refusal where it cannot be read. Takes as long as reading it.

        `key` is the office's, `copy_key` the copy's where it lies under another password. The private folder is made in
        `folder`, where what a killed program left is found again (`sweep_looks`), else among the system's own.
        """
        self.copy = copy
        self.key = fitting(copy.path, [copy_key, key]) if copy.path.exists() else None
        beside = blobs.beside(copy.path)
        self.attachments = (
            blobs.Place(beside, self.key) if beside else blobs.Place(blobs.blobs_path(office), key)
        )
        if folder is not None:
            ensure_folder(folder)
        from tempfile import TemporaryDirectory

        self._folder = TemporaryDirectory(prefix="gzparty-", dir=folder)
        self.path = Path(self._folder.name) / copy.path.name
        try:
            if copy.reason == OFFICE:
                # Somebody may be writing in it: page by page, never byte by byte.
                from db import backup

                backup.snapshot(copy.path, self.path, self.key)
            else:
                self._take(copy.path)
            bootstrap.bring_up_to_date(self.path, self.key)
        except OSError as error:
            self.discard()
            raise Refusal("file_unreadable", path=copy.path) from error
        except BaseException:
            self.discard()
            raise

    def _take(self, path: Path) -> None:
        copy_bytes(path, self.path, ("", "-wal"))

    @property
    def folder(self) -> Path:
        """The private folder; gone after `discard`."""
        return Path(self._folder.name)

    def discard(self) -> None:
        """Delete the private folder with everything in it."""
        self._folder.cleanup()


def sweep_looks(folder: Path) -> None:
    """Delete the private copies that a program left which was killed; for the one window a user has."""
    for left in folder.iterdir() if folder.is_dir() else ():
        import shutil

        shutil.rmtree(left, ignore_errors=True)


class LookDesk:
    """The reading window on a prepared copy; a write is refused in one sentence, wherever it is asked for."""

    def __init__(self, application: Application, prepared: PreparedCopy, clock: bootstrap.Clock) -> None:
        from ui.application import user_settings
        from ui.behind import Behind
        from ui.changes import Changes
        from ui.copying import Copying
        from ui.desk import Desk
        from ui.drafts import Drafts, NoDrafts
        from ui.gate import Gate
        from ui.jobs import Jobs, Writer
        from ui.memory import Memory
        from ui.opened_files import OpenedFiles
        from ui.preferences import Preferences
        from ui.printing import Printing
        from ui.wishes import Wishes

        self._application = application
        self._prepared = prepared
        self._clock = clock
        self._reader = SqliteStore.open_reader(prepared.path, prepared.attachments, prepared.key)
        services = bootstrap.services_on(self._reader, clock, source="look")
        changes = Changes()
        # Jobs of its own too: none may still read when the private copy goes.
        self._jobs = Jobs()
        # A memory of its own: where this window stands is no news for the office's.
        memory = Memory(user_settings(prepared.folder))
        self._writer: Writer[Services] = Writer(_refuse, _never_opened)
        self._behind: Behind[Services] = Behind(self._open_reader, _close)
        self.gate = Gate(services, self._writer, changes, self._behind)
        self.printing = Printing(self._jobs, self._reading, prepared.folder)
        self._opened = OpenedFiles(self._jobs, self._reader.blobs, prepared.folder)
        self._copying = Copying(self._jobs, memory, self._reading, prepared.path)
        drafts, discretion = Drafts(NoDrafts()), application.discretion()
        preferences = Preferences(memory)
        preferences.changed.connect(self._follow)
        self._desk = Desk(
            application.theme, memory, changes, self._jobs, drafts, Wishes(), discretion, preferences
        )
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow:
        """The window; there is one once it was shown."""
        assert self._window is not None
        return self._window

    def show(self, beside: QMainWindow, closed: Callable[[LookDesk], None]) -> MainWindow:
        """Open the window over the one it was asked from; `closed` is called when the clerk has seen enough."""
        from gzparty.labels import copies
        from ui.main_window import MainWindow, Office
        from ui.pages.registry import Surroundings, WholeOffice, office_pages
        from ui.panels.palette.opening import PaletteOpening
        from ui.panels.past.opening import PastWindows
        from ui.preferences import DENSITY
        from ui.said_above import SaidAbove
        from ui.widgets.above import Urgency
        from ui.widgets.banner import Banner
        from ui.widgets.print_news import PrintNews

        pinned = self._application.preferences.value(DENSITY)
        self._desk.preferences.choose(DENSITY, pinned)
        facts = self.gate.reader.offices.frame()
        copy = self._prepared.copy
        note, title, text, back = copies.look_words(copy, facts.as_of, office=copy.reason == OFFICE)
        office = Office(_("{office}党建办").format(office=facts.name), note=note)
        around = Surroundings(
            self._desk,
            self.gate,
            self.printing,
            self._opened,
            self._refuse_year,
            self._reading,
            WholeOffice(self._copying, self._refuse_copy, self._refuse_copy),
        )
        window = MainWindow(
            self._desk, office, [page for page in office_pages(around) if page.key not in ABSENT]
        )
        PaletteOpening(self._desk, self.gate, window)
        window.show_work(self._behind)
        PrintNews(self._desk.theme, self.printing.queue, self.gate, window)
        PastWindows(self._desk, self.gate, window)
        SaidAbove(self._desk.theme, self.gate, window)
        banner = Banner(self._desk.theme, "lookBanner", "eye", role="note")
        banner.add_deed("lookClose", back).clicked.connect(window.close)
        banner.say(title, text)
        window.pin_banner(banner, Urgency.WHOLE_WINDOW)
        window.closing.connect(lambda: closed(self))
        window.help_wanted.connect(self._application.manual.open)
        window.shown_wanted.connect(self.printing.write_shown)
        self._window = window
        window.show_first_page()
        # Of the same size: the two share one theme, and with it the height of rows.
        window.setGeometry(beside.geometry().translated(ASIDE, ASIDE))
        window.show()
        return window

    def close(self) -> None:
        """Close the connection and forget the private copy; the window may be gone already."""
        self._jobs.end()
        self._behind.close()
        self._writer.close()
        self._reader.close()
        self._prepared.discard()

    def _open_reader(self) -> Services:
        prepared = self._prepared
        store = SqliteStore.open_reader(prepared.path, prepared.attachments, prepared.key)
        return bootstrap.services_on(store, self._clock, source="look")

    def _reading(self) -> AbstractContextManager[Services]:
        prepared = self._prepared
        return bootstrap.read_office(prepared.path, self._clock, prepared.attachments, prepared.key)

    def _follow(self, preference: Preference) -> None:
        from ui.preferences import LOOK
        from ui.theme import Look

        if preference is LOOK:
            self._application.theme.choose(Look(str(self._desk.preferences.value(LOOK))))

    def _refuse_year(self, _year: int) -> None:
        self._say_look_only()

    def _refuse_copy(self, _copy: Copy, _password: str) -> None:
        self._say_look_only()

    def _say_look_only(self) -> None:
        from gzparty.labels import copies

        self.gate.refused.emit(_(copies.SENTENCES["look_only"]))


class Looks:
    """The looks that are open; they close with the office's own window."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self.open: list[LookDesk] = []

    def show(self, prepared: PreparedCopy, clock: bootstrap.Clock, beside: QMainWindow) -> None:
        """Open a window on a prepared copy."""
        look = LookDesk(self._application, prepared, clock)
        self.open.append(look)
        look.show(beside, self._forget)

    def close(self) -> None:
        """Close every one of them."""
        for look in tuple(self.open):
            look.window.close()

    def _forget(self, look: LookDesk) -> None:
        if look in self.open:
            self.open.remove(look)
            look.close()


def _close(services: Services) -> None:
    services.store.close()


def _refuse() -> Services:
    raise Refusal("look_only")


def _never_opened(_services: Services) -> None:
    """The writer of a copy was never opened."""


def _nothing(_value: object) -> None:
    """The office's own window is dressed, not this one."""
