"""The window locked: nobody has been at it for a while, or it was asked for; everything of the program goes out of sight.

Nothing is closed: windows and dialogs are hidden and come back as they were, jobs go on meanwhile. Whether somebody is there
is watched at Qt's native windows, which see keys and mouse only: a filter on the whole program would see every event of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from ui.keys import does
from ui.pages.unlock import UnlockWindow

LOOK_MS = 10_000
SECONDS = 60
MENU_LEVELS = 8
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleLock(QObject):
    """Locks the program by itself after so many minutes, or at once; the window it shows asks for the password."""

    locked = Signal()
    """Everything is about to go out of sight: drafts are to be saved, what lies about is to be swept."""
    unlocked = Signal()

    def __init__(
        self,
        build: Callable[[], UnlockWindow],
        minutes: Callable[[], int],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`minutes` says after how many to lock, 0 for never. The wall's clock goes on while the computer sleeps."""
        super().__init__()
        self._build = build
        self._minutes = minutes
        self._clock = clock
        self._seen = clock()
        self._shown: UnlockWindow | None = None
        self._hidden: list[QWidget] = []
        self._newcomers: list[QWidget] = []
        self._active: QWidget | None = None
        self._clipboard: QMimeData | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        program = _program()
        program.focusWindowChanged.connect(self._watch)
        program.applicationStateChanged.connect(self._follow_system)

    @property
    def is_locked(self) -> bool:
        """Whether the password is asked for now."""
        return self._shown is not None

    @property
    def window(self) -> UnlockWindow | None:
        """The window that asks, while it does."""
        return self._shown

    def look(self) -> None:
        """Lock if nobody has been there for long enough, and watch the windows that came since."""
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        if self._is_overdue():
            self.lock()

    def lock(self) -> None:
        """Put everything out of sight."""
        if self.is_locked:
            return
        self.locked.emit()
        for _level in range(MENU_LEVELS):
            if popup := QApplication.activePopupWidget():
                popup.close()
        QToolTip.hideText()
        self._take_clipboard()
        self._active = QApplication.activeWindow()
        mine = self._shown = self._build()
        mine.entry.passed.connect(self._unlock)
        seen = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        largest = max(seen, key=lambda window: window.width() * window.height(), default=None)
        if largest is not None:
            # In its place, so that what was in sight is covered and not laid bare piece by piece.
            mine.setGeometry(largest.geometry())
        mine.show()
        _program().installEventFilter(self)
        for widget in sorted(QApplication.topLevelWidgets(), key=_depth, reverse=True):
            if widget is not mine and widget.isVisible():
                self._hide(widget)
        mine.entry.begin()
        mine.raise_()
        mine.activateWindow()

    def raise_window(self) -> None:
        """Bring the window that asks to the front."""
        if self._shown is not None:
            self._shown.raise_()
            self._shown.activateWindow()

    def end(self) -> None:
        """Watch no longer; the office closes."""
        self._timer.stop()
        program = _program()
        program.removeEventFilter(self)
        program.focusWindowChanged.disconnect(self._watch)
        program.applicationStateChanged.disconnect(self._follow_system)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
        shown, self._shown = self._shown, None
        if shown is not None:
            shown.hide()
            shown.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; keep out of sight what a job opens meanwhile."""
        kind = event.type()
        if kind in _SIGNS_OF_LIFE and not self.is_locked and isinstance(watched, QWindow):
            # The first key after a long sleep of the computer belongs to nobody known.
            if self._is_overdue():
                self.lock()
                return True
            self._seen = self._clock()
            if kind == QEvent.Type.KeyPress and _asks_over_dialog(event):
                self.lock()
                return True
        elif kind == QEvent.Type.Show and self.is_locked and isinstance(watched, QWidget):
            self._keep_out(watched)
        return False

    def _keep_out(self, widget: QWidget) -> None:
        if widget.isWindow() and widget is not self._shown and not self._belongs(widget):
            # The event comes before the window is on the screen, so that nothing of it is seen.
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
            self._newcomers.append(widget)
            QTimer.singleShot(0, self, self._hide_newcomers)

    def _belongs(self, widget: QWidget) -> bool:
        return self._shown is not None and self._shown.isAncestorOf(widget)

    def _hide_newcomers(self) -> None:
        newcomers, self._newcomers = self._newcomers, []
        for widget in newcomers:
            if isValid(widget):
                self._hide(widget)
                widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
                self.raise_window()

    def _hide(self, widget: QWidget) -> None:
        widget.hide()
        if widget not in self._hidden:
            self._hidden.append(widget)

    def _unlock(self, _value: object) -> None:
        _program().removeEventFilter(self)
        shown, self._shown = self._shown, None
        hidden, self._hidden = self._hidden, []
        self._seen = self._clock()
        for widget in sorted((one for one in hidden if isValid(one)), key=_depth):
            widget.show()
        if shown is not None:
            shown.entry.field.forget()
            shown.hide()
            shown.deleteLater()
        self._give_clipboard_back()
        if self._active is not None and isValid(self._active):
            self._active.raise_()
            self._active.activateWindow()
        self._active = None
        self.unlocked.emit()

    def _is_overdue(self) -> bool:
        minutes = self._minutes()
        return minutes > 0 and not self.is_locked and self._clock() - self._seen >= minutes * SECONDS

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Qt keeps a filter once, however often it is put on.
            window.installEventFilter(self)

    def _follow_system(self, state: Qt.ApplicationState) -> None:
        """Where the system tells that it put the program away, as when its own session is locked."""
        if state == Qt.ApplicationState.ApplicationSuspended and self._minutes() > 0:
            self.lock()

    def _take_clipboard(self) -> None:
        """What was copied out of the records must not be pasted elsewhere meanwhile; it comes back."""
        clipboard = QGuiApplication.clipboard()
        self._clipboard = None
        if clipboard.ownsClipboard():
            content, kept = clipboard.mimeData(), QMimeData()
            for kind in content.formats():
                kept.setData(kind, content.data(kind))
            self._clipboard = kept
            clipboard.clear()

    def _give_clipboard_back(self) -> None:
        clipboard = QGuiApplication.clipboard()
        content: QMimeData | None = clipboard.mimeData()
        if self._clipboard is not None and (content is None or not content.formats()):
            clipboard.setMimeData(self._clipboard)
        self._clipboard = None


def _asks_over_dialog(event: QEvent) -> bool:
    """Whether it is the key that locks, pressed over a dialog, where the window's own shortcut is not heard."""
    if not isinstance(event, QKeyEvent) or QApplication.activeModalWidget() is None:
        return False
    return does(event, "lock")


def _depth(widget: QWidget) -> int:
    """How many windows a window stands over: a dialog is hidden before its window, and shown after it."""
    depth, above = 0, widget.parentWidget()
    while above is not None:
        depth, above = depth + 1, above.parentWidget()
    return depth


def _program() -> QApplication:
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    return program
