"""Leads a clerk from stop to stop in the window of the sample office."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.services.agenda_views import Workbench
from ui.gate import Gate
from ui.guide.bar import GuideBar, Ring
from ui.guide.stops import STOPS, Lead, Stop, wishes
from ui.keys import bind
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.above import Urgency

FOLLOW_MS = 150
"""So often the frame looks where its widget went: pages lay themselves out when what they read has come."""
SEEN_MS = 900
"""So long what she did stays in sight before the next stop."""


class Guide(QObject):
    """One round; it writes nothing, the clerk does. `ended` when it was seen to the end or left."""

    ended = Signal()

    def __init__(self, theme: Theme, gate: Gate, window: MainWindow) -> None:
        super().__init__(window)
        self._gate = gate
        self._window = window
        self._place = 0
        self._done = 0
        self._came = False
        self._is_over = False
        self._wishes: Mapping[str, object] = {}
        self.bar = GuideBar(theme)
        self.ring = Ring(theme, window)
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._lead_on = QTimer(self, singleShot=True, interval=SEEN_MS)
        (self._esc,) = bind(window, {"leave": self.leave})
        self._connect()

    @property
    def stop(self) -> Stop:
        """Where the round is."""
        return STOPS[self._place]

    @property
    def place(self) -> int:
        """Which stop that is, counted from 0."""
        return self._place

    def begin(self, place: int = 0) -> None:
        """Show the first stop, or go on at another; what the others ask of the pages is read meanwhile."""
        month = Period.around(self._gate.reader.context.today())
        self._window.pin_banner(self.bar, Urgency.WHOLE_WINDOW)
        self.bar.show()
        self._gate.behind.ask(
            "guide", lambda services: services.agenda.workbench(month), self._know, lambda _error: None
        )
        self._follow.start()
        self._go(place)

    def go_on(self) -> None:
        """Show the next stop; after the last one the round is over."""
        if self._place + 1 < len(STOPS):
            self._go(self._place + 1)
        else:
            self.leave()

    def go_back(self) -> None:
        """Show the stop before."""
        self._go(max(self._place - 1, 0))

    def leave(self) -> None:
        """End the round here."""
        if not self._is_over:
            self.give_way()
            self.ended.emit()

    def give_way(self) -> None:
        """Go from this window, since the round goes on in another."""
        self._is_over = True
        self._follow.stop()
        self._lead_on.stop()
        self._esc.setEnabled(False)
        self.bar.hide()
        self.ring.hide()
        self.bar.deleteLater()
        self.ring.deleteLater()
        self.deleteLater()

    def target(self) -> QWidget | None:
        """What the stop speaks of, on its page or in the window around it; None while it is not in sight."""
        page = self._window.current_page()
        for within in (page, self._window):
            found = within.findChild(QWidget, self.stop.frames) if within is not None else None
            if isinstance(found, QWidget) and found.isVisible():
                return found
        return None

    def _connect(self) -> None:
        self.bar.next_wanted.connect(self.go_on)
        self.bar.back_wanted.connect(self.go_back)
        self.bar.left.connect(self.leave)
        self._follow.timeout.connect(self._look)
        self._lead_on.timeout.connect(self.go_on)
        self._gate.stored.connect(self._stored)
        self._gate.moved_back.connect(self._moved_back)
        self._window.closing.connect(self.leave)

    def _know(self, bench: Workbench) -> None:
        self._wishes = wishes(bench)

    def _go(self, place: int) -> None:
        self._lead_on.stop()
        self._place, self._done, self._came = place, 0, False
        self._window.open_page(self.stop.page, self._wishes.get(self.stop.wants))
        self._say_stop()
        self._look()

    def _look(self) -> None:
        """Follow what is framed; go on where the clerk went there by herself."""
        target = self.target()
        self.ring.frame(target)
        if target is not None and not self._came:
            self._came = True
            if target.focusPolicy() & Qt.FocusPolicy.TabFocus:
                # The keys just spoken of shall go where they are meant.
                target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.stop.lead is Lead.ARRIVING and self._window.current_key() == STOPS[self._place + 1].page:
            self._place, self._done, self._came = self._place + 1, 0, True
            self._say_stop()

    def _say_stop(self) -> None:
        self.bar.show_stop(self.stop, self._place, len(STOPS))
        self.ring.setAccessibleName(_(self.stop.title))

    def _stored(self) -> None:
        if self.stop.lead is Lead.STORING:
            self._did()

    def _moved_back(self, _words: str) -> None:
        if self.stop.lead is Lead.MOVING_BACK:
            self._did()

    def _did(self) -> None:
        self._done += 1
        if self._done >= self.stop.times:
            self._lead_on.start()
