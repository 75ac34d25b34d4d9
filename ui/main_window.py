"""The one window: navigation, menu row, pages built when first shown, status row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui import panes
from ui.behind import Behind
from ui.desk import Desk
from ui.find_here import FindHere
from ui.jobs import Jobs, Writer
from ui.keys import does, keys_of
from ui.menus import MenuRow
from ui.shell import Deeds, Page, PageWidget
from ui.widgets.above import Above, Urgency
from ui.widgets.busy_line import BusyLine
from ui.widgets.nav import Nav
from ui.widgets.page_area import PageArea, Pages
from ui.widgets.pressing import PressingWindow
from ui.widgets.status_row import StatusRow
from ui.widgets.undo_bar import UndoBar
from ui.window_size import WindowSize
from ui.wishes import ImportRequest

if TYPE_CHECKING:
    # Wanted by the first key that asks for them, not by the first picture of the window.
    from ui.almanac import Almanac
    from ui.tables.shown import ShownList

IMPORT_PAGE = "import"
COPIES_PAGE = "data"
SHEET_SUFFIXES = frozenset({".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv"})
MINIMUM = QSize(1264, 620)


class Office(NamedTuple):
    """Whose records the window shows; `period` and `note` complete the title, such as 2026年 and 示例数据."""

    name: str
    period: str = ""
    note: str = ""


class MainWindow(PressingWindow):
    """Shows pages and carries their deeds to menus, keys and the status row."""

    undo_requested = Signal()
    redo_requested = Signal()
    lock_requested = Signal()
    palette_requested = Signal()
    closing = Signal()
    put_away = Signal()
    """The user closed the window and it goes to the tray."""
    shown_wanted = Signal(object)
    """A ShownList: a workbook of what a grid shows shall be made."""

    def __init__(self, desk: Desk, office: Office, pages: Sequence[Page]) -> None:
        super().__init__(desk.theme)
        self.setObjectName("mainWindow")
        self._desk = desk
        self.pages = {page.key: page for page in pages}
        listed = [page for page in pages if not page.under]
        self._order = [page.key for page in listed]
        self._built: dict[str, PageWidget] = {}
        self.almanac: Almanac | None = None
        """What fields for dates ask; the office sets it."""
        self._nav = Nav(desk.theme, _("官庄党建工作台"), office.name, listed)
        self.menu_row = MenuRow(desk.theme, desk.preferences, self, listed)
        self._stack = Pages("pages")
        self._area = PageArea(self._stack)
        self._status = StatusRow(desk.theme)
        self._size = WindowSize(self, desk, MINIMUM)
        self._reads: Behind[Any] | None = None
        self.setAcceptDrops(True)
        self._lay_out()
        self._undo_bar = UndoBar(desk.theme, self._area)
        self.show_work(desk.jobs)
        self._can_undo = True
        self.stays: Callable[[], bool] = _never
        """Whether the program goes on in the tray when the user closes the window."""
        self._connect()
        self._show_title(office)
        self._size.set_up()

    @property
    def page_keys(self) -> list[str]:
        """The registered pages in the order of Ctrl+1 … Ctrl+8."""
        return self._order

    @property
    def all_page_keys(self) -> list[str]:
        """The registered pages, those without a place in the navigation too."""
        return list(self.pages)

    def show_page(self, key: str) -> PageWidget:
        """Show a page, building it the first time."""
        page = self._built.get(key)
        if page is None:
            page = self._build(key)
        self._stack.setCurrentWidget(page)
        place = self.pages[key].under or key
        self._nav.show_current(place)
        self._desk.memory.keep("window/page", place)
        self._status.show_keys(page.key_hints())
        self._status.show_place(page.place())
        self._undo_bar.bottom_gap = page.bottom_inset() + 12
        self.menu_row.follow(page)
        self._find.turn_to(page)
        return page

    def open_page(self, key: str, request: object) -> None:
        """Show a page because another one asks for it, with what it shall show.

        A window for looking at a copy lacks some pages and says so.
        """
        if key not in self.pages:
            self.tell(_("这个窗口里没有这一页"))
            return
        page = self.show_page(key)
        if request is not None:
            page.take_request(request)

    def show_first_page(self, *, kept: bool = True) -> None:
        """Show the page the user left last, or the first one; the first one in any case without `kept`."""
        left = self._desk.memory.recall("window/page") if kept else None
        self.show_page(left if left in self.pages else self._order[0])

    def current_page(self) -> PageWidget | None:
        """Give the page in sight."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, PageWidget) else None

    def current_key(self) -> str:
        """Give the key of the page in sight; empty before one is."""
        page = self.current_page()
        return next((key for key, built in self._built.items() if built is page), "")

    def chapter(self) -> str:
        """The manual has one for each page, by the same key."""
        return self.current_key() or super().chapter()

    def current_title(self) -> str:
        """What the page in sight is called; empty before one is."""
        page = self.pages.get(self.current_key())
        return _(page.title) if page is not None else ""

    def go_to_page(self, place: int) -> None:
        """Show the page at a place of the navigation, counted from 0."""
        if place < len(self._order):
            self.show_page(self._order[place])

    def say_done(self, deed: str) -> None:
        """Tell of a deed: the dark bar for a while where it can be taken back, the status row until the next."""
        if self._can_undo:
            self._undo_bar.say(deed)
        self.note(deed, undoable=self._can_undo)

    def note(self, deed: str, *, undoable: bool = True) -> None:
        """Tell of a small deed in the status row only."""
        self._status.show_deed(_("刚才：{deed}").format(deed=deed), undoable=undoable)

    def offer(self, words: str, verb: str, taken: Callable[[], object]) -> None:
        """Tell what was given up, with a way back for a while."""
        self._undo_bar.offer(words, verb, taken)

    def add_file_deed(self, name: str, words: str, deed: Callable[[], object]) -> None:
        """Add an entry to the menu 文件."""
        self.menu_row.add_file_deed(name, words, deed)

    def add_data_deed(self, name: str, words: str, deed: Callable[[], object]) -> None:
        """Add an entry to the menu 数据."""
        self.menu_row.add_data_deed(name, words, deed)

    def add_data_rule(self) -> None:
        """Set what is added to the menu 数据 from now on apart from what stands in it."""
        self.menu_row.add_data_rule()

    def add_help_deed(self, name: str, words: str, deed: Callable[[], object]) -> None:
        """Add an entry to the menu 帮助."""
        self.menu_row.add_help_deed(name, words, deed)

    def take_shown(self, shown: ShownList) -> None:
        """Have a workbook made of what a grid shows, wherever in the window it is."""
        self.shown_wanted.emit(shown)

    def tell(self, words: str) -> None:
        """Say in the status row what happened, without an offer to undo."""
        self._status.show_deed(words, undoable=False)

    def show_saved(self, text: str) -> None:
        """Say when everything was stored."""
        self._status.show_saved(text)

    def show_copies(self, text: str, where: str, *, late: bool) -> None:
        """Say when and where the last copy was made."""
        self._status.show_copies(text, where, late=late)

    def show_office(self, office: Office) -> None:
        """Name whose records the window shows, in the title and over the navigation."""
        self._nav.show_office(office.name)
        self._show_title(office)

    def show_work(self, works: Jobs | Writer[Any] | Behind[Any]) -> None:
        """Show below the menu row what lasts of the jobs, writes or reads begun there."""
        works.began.connect(self.working.follow)
        for lasting in works.shown():
            self.working.follow(lasting)
        if isinstance(works, Behind):
            self._reads = works
            works.stopped.connect(self._say_reads_stopped)

    def _say_reads_stopped(self) -> None:
        assert self._reads is not None
        words = _("停下了，页上还是原来的内容；要看新的，按 {key} 再读").format(key=keys_of("recount"))
        self.tell(words)
        self.offer(words, _("再读"), self._reads.read_again)

    def pin_banner(self, banner: QWidget, urgency: Urgency | None = None) -> None:
        """Keep something above every page, such as what a window for reading only shows; the most urgent is in sight."""
        self.above.pin(banner, urgency)

    def set_badge(self, key: str, overdue: int) -> None:
        """Show how many overdue things a page has."""
        self._nav.set_badge(key, overdue)

    def set_history(self, undo: str, redo: str) -> None:
        """Name the deeds that undo and redo would touch; empty disables them."""
        # The bar speaks of what was undoable before: left standing, its button would take back another deed.
        self._undo_bar.hide()
        # What was taken away for good is never offered back.
        self._can_undo = bool(undo)
        self.menu_row.set_history(undo, redo)

    def deeds(self) -> Deeds:
        """What can be done on every page, by the deed names of the key map; a page's own way comes first."""
        deeds: dict[str, Callable[[], object]] = {
            "find": self._find.open,
            "find_next": partial(self._find.step, 1),
            "find_previous": partial(self._find.step, -1),
        }
        if COPIES_PAGE in self.pages:
            deeds["open"] = self._open_backup
        return deeds

    def toggle_full_screen(self) -> None:
        """Fill the screen and hide the navigation, or come back."""
        filling = not self.isFullScreen()
        if filling:
            self.showFullScreen()
        else:
            self.showNormal()
        self._nav.setVisible(not filling)
        for page in self._built.values():
            page.set_full_screen(filling)

    def next_pane(self) -> None:
        """Move the focus to the next part of the window."""
        panes.step(self.panes(), self.focusWidget(), 1)

    def previous_pane(self) -> None:
        """Move the focus to the part before."""
        panes.step(self.panes(), self.focusWidget(), -1)

    def panes(self) -> list[QWidget]:
        """The parts of the window F6 goes round: navigation, what is said above the pages, the page's own."""
        page = self.current_page()
        inner = page.panes() if page else ()
        return [pane for pane in (self._nav.current_item(), *self.above.panes(), *inner) if pane]

    def next_tab(self) -> None:
        """Show the next tab of the page."""
        panes.step_tab(self.current_page(), self.focusWidget(), 1)

    def previous_tab(self) -> None:
        """Show the tab before."""
        panes.step_tab(self.current_page(), self.focusWidget(), -1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take spreadsheets dropped anywhere in the window."""
        if _sheets_in(event.mimeData()) and IMPORT_PAGE in self.pages:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped on the page that imports it."""
        event.acceptProposedAction()
        self.open_page(IMPORT_PAGE, ImportRequest(_sheets_in(event.mimeData())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size.choose_density()
        self.above.give_room()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and let the drafts be saved; closing never asks."""
        self._size.keep()
        self._desk.memory.save()
        # Neither what the program itself closes stays, nor what the system that goes down does.
        if event.spontaneous() and not _program_is_ending() and self.stays():
            event.ignore()
            self.put_away.emit()
            self.hide()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.menu_row)
        self.above = Above(self._desk.theme)
        column.addWidget(self.above)
        self.working = BusyLine(self._desk.theme, "working", over=self._area)
        column.addWidget(self.working)
        column.addWidget(self._area, 1)
        self._find = FindHere(self, self._desk.theme, column, self.current_page)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._nav)
        upper.addLayout(column, 1)
        whole = QWidget()
        whole.setObjectName("whole")
        whole.setProperty("role", "page")
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(self._status)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self._nav.chosen.connect(self.show_page)
        self._desk.wishes.page_wanted.connect(self.open_page)
        self._status.undone.connect(self.undo_requested)
        self._status.copies_wanted.connect(self._show_copies_page)
        self._undo_bar.undone.connect(self.undo_requested)

    def _build(self, key: str) -> PageWidget:
        page = self.pages[key].factory()
        page.setProperty("role", "page")
        self._built[key] = page
        self._stack.addWidget(page)
        page.place_changed.connect(self._show_place)
        page.done.connect(self.say_done)
        page.noted.connect(self.note)
        page.copied.connect(self.tell)
        page.deeds_changed.connect(self.menu_row.refresh)
        page.deeds_changed.connect(self._show_keys)
        return page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no page wanted: Esc puts the bar of Ctrl+F away, shows what a chip or a figure leaves out, stops a job."""
        if not (does(event, "leave") and self._step_back()):
            super().keyPressEvent(event)

    def _step_back(self) -> bool:
        from ui.widening import widen

        if self._find.leave():
            return True
        page = self.current_page()
        if page is not None and widen(page):
            return True
        if self.working.can_stop():
            self.working.stop()
            return True
        return False

    def _open_backup(self) -> None:
        """Open a backup from any page: copies are looked at where they are listed."""
        deed = self.show_page(COPIES_PAGE).deeds().get("open")
        if deed is not None:
            deed()

    def _show_copies_page(self) -> None:
        self.show_page(COPIES_PAGE)

    def _show_place(self, words: str) -> None:
        """Say where the page in sight stands; one behind it may move too, as after an import."""
        if self.sender() is self.current_page():
            self._status.show_place(words)

    def _show_keys(self) -> None:
        page = self.current_page()
        self._status.show_keys(page.key_hints() if page else "")

    def _show_title(self, office: Office) -> None:
        note = _("（{note}）").format(note=office.note) if office.note else ""
        parts = [part for part in (office.period, office.name + note) if part]
        self.setWindowTitle(" — ".join((_("官庄党建工作台"), " · ".join(parts))))


def _never() -> bool:
    return False


def _program_is_ending() -> bool:
    program = QGuiApplication.instance()
    return isinstance(program, QGuiApplication) and program.isSavingSession()


def _sheets_in(dropped: QMimeData) -> tuple[Path, ...]:
    paths = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in SHEET_SUFFIXES)
