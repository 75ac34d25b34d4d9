"""Offers what waits half typed: at the start above the pages, later in a list, and at once after it was given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.unfinished.banner import UnfinishedBanner
from ui.unfinished.reading import Unfinished, read_one, waiting

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.unfinished.list_dialog import UnfinishedList

TRY_MS, PATIENCE_MS, UNCOVERING_MS = 60, 6_000, 30_000
"""How often a form is tried to be opened while its page still reads, and for how long: one may be uncovered first."""


class Offering(QObject):
    """One for an office that is open; `attach` gives it the window of the moment."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self._desk = desk
        self._gate = gate
        self._window: MainWindow | None = None
        self.banner: UnfinishedBanner | None = None
        self.list: UnfinishedList | None = None
        self._is_put_away = False
        self._wanted: Unfinished | None = None
        self._deadline = QDeadlineTimer()
        self._timer = QTimer(self, interval=TRY_MS)
        self._timer.timeout.connect(self._try)
        desk.drafts.given_up.connect(self._offer_back)
        desk.drafts.resumed.connect(self._opened)

    def attach(self, window: MainWindow) -> None:
        """Tell of what waits in a window just built, unless that was put away."""
        self._window, self.list = window, None
        self.banner = banner = UnfinishedBanner(self._desk.theme)
        banner.gone_on.connect(self.go_on)
        banner.dropped.connect(self._drop)
        banner.put_back.connect(self._put_back)
        banner.copied.connect(self._copy)
        banner.list_wanted.connect(self.open_list)
        banner.put_away.connect(self._put_away)
        window.pin_banner(banner)
        window.add_file_deed("unfinished", _("没填完的(&U)…"), self.open_list)
        if not self._is_put_away:
            # Once the window stands: its first painting is not to share the processor with it.
            QTimer.singleShot(0, self, self._look)

    def open_list(self) -> None:
        """Show everything that waits, and what was dropped since the program began."""
        self._desk.drafts.save_all()
        self._gate.write(_all_waiting, self._show_list)

    def go_on(self, one: Unfinished) -> None:
        """Show the page of a draft, and there its form with everything in it."""
        if self._window is None:
            return
        self._wanted = one
        self._deadline = QDeadlineTimer(UNCOVERING_MS if one.is_covered else PATIENCE_MS)
        self._window.open_page(one.page, one.request)
        self._timer.start()
        self._try()

    # Opening

    def _try(self) -> None:
        one, window, drafts = self._wanted, self._window, self._desk.drafts
        if one is None or window is None or not isValid(window):
            self._stop()
        elif drafts.is_open(one.key):
            self._opened(one.key)
        elif self._deadline.hasExpired():
            self._say_stuck(one)
        elif QApplication.activeModalWidget() is not None:
            self._stop()
        elif window.current_key() != one.page:
            # The clerk went elsewhere meanwhile.
            self._stop()
        else:
            page = window.current_page()
            if page is not None and not page.is_busy() and drafts.open(one.key):
                self._opened(one.key)

    def _opened(self, key: str) -> None:
        if self._wanted is not None and self._wanted.key == key:
            self._stop()
        if self.banner is not None and isValid(self.banner):
            self.banner.take_away(key)

    def _say_stuck(self, one: Unfinished) -> None:
        """As where the record is closed by now, or its month locked."""
        self._stop()
        if self.banner is not None and isValid(self.banner):
            self.banner.show_stuck(one.key)
        if self._window is not None:
            words = _("“{what}”现在打不开，填的还留着，文字可以复制")
            self._window.offer(words.format(what=one.what), _("复制文字"), partial(self._copy, one))

    def _stop(self) -> None:
        self._wanted = None
        self._timer.stop()

    # Telling

    def _look(self) -> None:
        # In the writer's thread: after what is still being kept, and nothing here waits for it.
        self._gate.write(_all_waiting, self._show, _no_word)

    def _show(self, found: Done[list[Unfinished]]) -> None:
        shown = [one for one in found.value if not self._desk.drafts.is_open(one.key)]
        if self.banner is not None and isValid(self.banner) and not self._is_put_away:
            self.banner.show_waiting(shown, self._today(), self._fixed(shown))

    def _show_list(self, found: Done[list[Unfinished]]) -> None:
        if self._window is None or not isValid(self._window):
            return
        if self.list is None:
            from ui.unfinished.list_dialog import UnfinishedList

            self.list = UnfinishedList(self._desk.theme, self._window)
            self.list.gone_on.connect(self.go_on)
            self.list.dropped.connect(self._drop)
            self.list.put_back.connect(self._put_back)
            self.list.copied.connect(self._copy)
        keys = {one.key for one in found.value}
        dropped = [one for one in self._dropped() if one.key not in keys]
        self.list.show_all(found.value, dropped, self._today(), self._fixed(found.value))
        self.list.open()

    def _offer_back(self, key: str) -> None:
        """What was typed in a dialog that was left is a click away for a while."""
        found = [one for one in self._dropped() if one.key == key]
        if found and self._window is not None and isValid(self._window):
            words = _("“{what}”填的没有存").format(what=found[0].what)
            self._window.offer(words, _("接着填"), partial(self._take_back, found[0]))

    def _take_back(self, one: Unfinished) -> None:
        self._desk.drafts.put_back(one.key)
        self.go_on(one)

    def _dropped(self) -> list[Unfinished]:
        now, reader = self._gate.reader.context.now(), self._gate.reader
        found = [read_one(reader, key, typed, now) for key, typed in self._desk.drafts.dropped().items()]
        return [one for one in found if one is not None]

    def _drop(self, one: Unfinished) -> None:
        self._desk.drafts.discard(one.key)
        self._show_dropped(one.key, dropped=True)

    def _put_back(self, one: Unfinished) -> None:
        self._desk.drafts.put_back(one.key)
        self._show_dropped(one.key, dropped=False)

    def _show_dropped(self, key: str, *, dropped: bool) -> None:
        for shown in (self.banner, self.list):
            if shown is not None and isValid(shown):
                shown.show_dropped(key, dropped)

    def _copy(self, one: Unfinished) -> None:
        QGuiApplication.clipboard().setText(one.text)
        if self._window is not None:
            self._window.tell(_("文字已复制"))

    def _put_away(self) -> None:
        self._is_put_away = True

    def _fixed(self, found: Sequence[Unfinished]) -> frozenset[str]:
        return frozenset(one.key for one in found if not self._desk.drafts.can_discard(one.key))

    def _today(self) -> date:
        return self._gate.reader.context.today()


def _all_waiting(services: Services) -> Done[list[Unfinished]]:
    return Done(waiting(services))


def _no_word(_sentence: str) -> None:
    """Who holds the file is told elsewhere."""
