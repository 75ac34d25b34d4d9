"""Reminders of an office that is open: the bar after the start, the icon in the tray, a window that goes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from gzparty.i18n import _

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from PySide6.QtWidgets import QSystemTrayIcon

    from gzparty.office_lock import OfficeLock
    from gzparty.services.agenda_views import Waiting
    from ui.application import Application
    from ui.gate import Gate
    from ui.main_window import MainWindow
    from ui.preferences import Preference
    from ui.tray import Tray
    from ui.widgets.banner import Banner


class OfficeReminders:
    """Speaks in the window shown last; what is chosen in 设置 holds at once."""

    def __init__(
        self,
        application: Application,
        gate: Gate,
        locking: OfficeLock,
        now: Callable[[], datetime],
        leave: Callable[[], None],
    ) -> None:
        """`leave` ends the program for good."""
        from ui.reminding import Reminders

        self._application = application
        self._locking = locking
        self._leave = leave
        self._window: MainWindow | None = None
        self._bar: Banner | None = None
        self._told_of_tray = False
        self.tray: Tray | None = None
        self.icon: Callable[[], QSystemTrayIcon | None] = _system_icon
        """Makes the icon; None where the desktop has no tray."""
        self.reminders = Reminders(
            gate, application.changes, application.preferences, application.memory, now
        )
        self.reminders.started.connect(self._say)
        self.reminders.due.connect(self._remind)
        self._heard = application.preferences.changed.connect(self._follow)

    def begin(self) -> None:
        """The window stands."""
        self._show_tray()
        self.reminders.begin()

    def attach(self, window: MainWindow) -> None:
        """Speak in a window from now on."""
        self._window = window
        self._bar = None
        window.stays = self.stays
        window.put_away.connect(self._put_away)

    def stays(self) -> bool:
        """Whether the program goes on in the tray when the window is closed."""
        from ui.preferences import STAY_IN_TRAY

        return self.tray is not None and bool(self._application.preferences.value(STAY_IN_TRAY))

    def lock_changed(self) -> None:
        """The window was locked, or is open again: the tray says less, or more."""
        if self.tray is not None:
            self.tray.refresh()

    def end(self) -> None:
        """The office closes."""
        from PySide6.QtCore import QObject

        self.reminders.close()
        QObject.disconnect(self._heard)
        self._application.qt.setQuitOnLastWindowClosed(True)
        self._hide_tray()

    def _say(self, waiting: Waiting) -> None:
        from gzparty.labels.reminding import first_lines, summary

        if self._window is None:
            return
        if self._bar is None:
            self._bar = self._made_bar(self._window)
        self._bar.say(summary(waiting), _("；").join(first_lines(waiting)))

    def _made_bar(self, window: MainWindow) -> Banner:
        from ui.widgets.banner import Banner

        bar = Banner(self._application.theme, "reminderBar", "clock", role="note")
        bar.add_deed("reminderGo", _("去看")).clicked.connect(self._go)
        bar.add_deed("reminderClose", _("知道了")).clicked.connect(bar.hide)
        window.pin_banner(bar)
        return bar

    def _remind(self, waiting: Waiting) -> None:
        if self.tray is not None:
            self.tray.remind(waiting)
        else:
            self._say(waiting)

    def _go(self) -> None:
        if self._bar is not None:
            self._bar.hide()
        if self._window is not None:
            self._window.show_page(self._window.page_keys[0])

    def _go_from_tray(self) -> None:
        self._raise()
        if not self._locking.is_locked:
            self._go()

    def _raise(self) -> None:
        self._application.qt.setQuitOnLastWindowClosed(True)
        if self._locking.is_locked:
            self._locking.raise_window()
        else:
            self._application.raise_window()

    def _put_away(self) -> None:
        """The window goes to the tray; one with a password is locked, as if nobody were there."""
        self._application.qt.setQuitOnLastWindowClosed(False)
        if self._locking.lock():
            self._locking.hide_window()
        if self.tray is not None and not self._told_of_tray:
            self._told_of_tray = True
            self.tray.say(_("程序留在托盘里，点图标打开，从图标的菜单里退出"))

    def _follow(self, preference: Preference) -> None:
        from ui.preferences import TRAY

        if preference is TRAY:
            self._show_tray()

    def _show_tray(self) -> None:
        from ui.preferences import TRAY

        if not self._application.preferences.value(TRAY):
            self._hide_tray()
        elif self.tray is None and (icon := self.icon()) is not None:
            from ui.tray import Tray

            tray = self.tray = Tray(self._application.theme, lambda: self._locking.is_locked, icon)
            tray.opened.connect(self._raise)
            tray.today_wanted.connect(self._go_from_tray)
            tray.left.connect(self._leave)
            self.reminders.counted.connect(tray.take)
            tray.show()

    def _hide_tray(self) -> None:
        tray, self.tray = self.tray, None
        if tray is not None:
            tray.end()


def _system_icon() -> QSystemTrayIcon | None:
    from PySide6.QtWidgets import QSystemTrayIcon

    from ui.tray import has_tray

    return QSystemTrayIcon() if has_tray() else None
