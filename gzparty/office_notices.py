"""What the window says of the office file itself: above every page, and in the status row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.services.bundle import Services

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from PySide6.QtCore import Qt

    from gzparty.services.health import Health
    from ui.application import Application
    from ui.copying import Copying
    from ui.gate import Gate
    from ui.jobs import Writer
    from ui.main_window import MainWindow
    from ui.said_above import SaidAbove
    from ui.theme import Theme
    from ui.widgets.lost_banner import LostBanner


class Notices:
    """Speaks in the window shown last; what is said of a file that went away stays until it is opened anew."""

    def __init__(
        self,
        application: Application,
        gate: Gate,
        writer: Writer[Services],
        copying: Copying,
        now: Callable[[], datetime],
    ) -> None:
        self._qt = application.qt
        self._theme: Theme = application.theme
        self._gate = gate
        self._writer = writer
        self._copying = copying
        self._now = now
        self.reopen_wanted: Callable[[], None] = _do_nothing
        """The office's file was moved away or replaced, and the clerk wants it opened anew."""
        self._window: MainWindow | None = None
        self._lost: LostBanner | None = None
        self._above: SaidAbove | None = None
        gate.lost.connect(self._say_lost)
        gate.stored.connect(self.show_copies)
        copying.changed.connect(self.show_copies)
        copying.placed.connect(self._warn_of_place)
        self._qt.applicationStateChanged.connect(self._look_after_file)
        self._watching = True

    def attach(self, window: MainWindow) -> None:
        """Speak in a window from now on."""
        from ui.said_above import SaidAbove

        self._window = window
        self._lost, self._above = None, SaidAbove(self._theme, self._gate, window)
        self.show_copies()
        self._warn_of_place()

    def end(self) -> None:
        """Look after the file no more: it is closed. What is told late finds no window, for another is shown by then."""
        self._window = None
        if self._watching:
            self._qt.applicationStateChanged.disconnect(self._look_after_file)
            self._watching = False

    def say_above(self, title: str, words: str) -> None:
        """Say above every page what none of them is about, until the clerk closes it."""
        if self._above is not None:
            self._above.say(title, words)

    def tell_of_last_run(self, health: Health, show_copies: Callable[[], None]) -> None:
        """Say that the run before never ended, and how the file is."""
        from ui.widgets.last_run_note import last_run_note

        if self._window is not None:
            note = last_run_note(self._theme, health, self._now().date(), show_copies)
            self._window.pin_banner(note)

    def show_copies(self) -> None:
        """Say in the status row when and where the last copy was made."""
        from gzparty.labels import copies

        copying = self._copying
        if self._window is None or not copying.listed:
            return
        last, outside, today = copying.last_copy(), copying.last_outside(), self._now().date()
        is_due = self._gate.reader.offices.is_stick_due
        late = last is None or (outside is not None and is_due(outside))
        words = copies.status(last.at if last else None, copying.home().name, outside, today)
        self._window.show_copies(words, str(copying.home()), late=late)

    def _say_lost(self, words: str) -> None:
        """The file is no longer where it was: keep the way out in sight above every page."""
        from ui.widgets.above import Urgency
        from ui.widgets.lost_banner import LostBanner

        if self._window is None:
            return
        if self._lost is None:
            self._lost = LostBanner(self._theme, self._copying.office.parent)
            self._lost.rescue_wanted.connect(self._rescue)
            self._lost.reopen_wanted.connect(self._reopen)
            self._window.pin_banner(self._lost, Urgency.LOST)
        self._lost.say_lost(words)

    def _rescue(self, folder: Path | None) -> None:
        self._writer.submit(lambda services: services.copies.rescue(folder), self._rescued, self._not_rescued)

    def _rescued(self, copy: Path) -> None:
        if self._lost is not None:
            self._lost.say_rescued(copy)

    def _not_rescued(self, error: Exception) -> None:
        if self._lost is not None:
            self._lost.say_refused(spoken(error))

    def _reopen(self) -> None:
        self.reopen_wanted()

    def _look_after_file(self, state: Qt.ApplicationState) -> None:
        """The clerk comes back, maybe from the file manager: is the file still there?"""
        from PySide6.QtCore import Qt

        if state == Qt.ApplicationState.ApplicationActive:
            self._gate.check_standing()

    def _warn_of_place(self) -> None:
        """Say once on this machine that the office lies badly; the page of the copies goes on saying it."""
        warning = self._copying.warning_of_place()
        if self._window is None or warning is None or self._copying.knows_place():
            return
        from ui.widgets.banner import Banner

        banner = Banner(self._theme, "placeBanner")
        known = banner.add_deed("placeKnown", _("知道了"))
        known.clicked.connect(banner.hide)
        known.clicked.connect(self._copying.accept_place)
        # Pinned first: spoken to before it has a place it would be a window of its own for a moment.
        self._window.pin_banner(banner)
        banner.say(*warning)


def _do_nothing() -> None:
    """Nobody opens anything anew."""
