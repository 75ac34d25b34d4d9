"""The icon in the tray: how much is to be done, the first of it, a way to the window and out of the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from gzparty.i18n import _
from gzparty.labels.reminding import LOCKED, first_lines, summary
from gzparty.services.agenda_views import Waiting
from ui.theme import Theme

SIDE = 64
MOST = 99
"""A larger number has no room in the icon."""


def has_tray() -> bool:
    """Whether the desktop has a tray at all."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """One icon with its menu; it says counts and duties, and while the window is locked not even these."""

    opened = Signal()
    """The window is wanted."""
    today_wanted = Signal()
    """The window is wanted with what is to be done today."""
    left = Signal()
    """The program shall end."""

    def __init__(
        self, theme: Theme, is_locked: Callable[[], bool], icon: QSystemTrayIcon | None = None
    ) -> None:
        """`icon` is the system's; tests have one of their own."""
        super().__init__()
        self._theme = theme
        self._is_locked = is_locked
        self._waiting: Waiting | None = None
        self._icon = icon or QSystemTrayIcon()
        self._icon.setParent(self)
        self._menu = QMenu()
        self._menu.setObjectName("trayMenu")
        theme.apply_sheet(self._menu)
        self._icon.setContextMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self._icon.activated.connect(self._activate)
        self._icon.messageClicked.connect(self.today_wanted)
        self._fill()
        self._draw()

    def show(self) -> None:
        """Stand in the tray."""
        self._icon.show()

    def end(self) -> None:
        """Leave the tray; the menu is no child of the icon."""
        self._icon.hide()
        self._menu.deleteLater()
        self.deleteLater()

    def take(self, waiting: Waiting) -> None:
        """Show another number."""
        self._waiting = waiting
        self.refresh()

    def refresh(self) -> None:
        """Say anew what there is: the window was locked, or is open again."""
        self._fill()
        self._draw()

    def remind(self, waiting: Waiting) -> None:
        """Say at the edge of the screen what is due; while locked only that there is something."""
        self._waiting = waiting
        if self._is_locked():
            self._icon.showMessage(_("官庄党建工作台"), _(LOCKED), QGuiApplication.windowIcon())
        else:
            words = "\n".join(first_lines(waiting))
            self._icon.showMessage(summary(waiting), words, QGuiApplication.windowIcon())

    def say(self, words: str) -> None:
        """Say something of the program itself at the edge of the screen."""
        self._icon.showMessage(_("官庄党建工作台"), words, QGuiApplication.windowIcon())

    def _fill(self) -> None:
        menu, waiting = self._menu, self._waiting
        menu.clear()
        self._add("trayOpen", _("打开"), self.opened)
        menu.addSeparator()
        if self._is_locked():
            if waiting is not None and waiting.is_urgent:
                self._add("trayLocked", _(LOCKED), self.opened)
                menu.addSeparator()
        elif waiting is not None:
            for number, words in enumerate(first_lines(waiting)):
                self._add(f"trayToday{number}", words, self.today_wanted)
            self._add("traySummary", summary(waiting), self.today_wanted)
            menu.addSeparator()
        self._add("trayLeave", _("退出"), self.left)

    def _add(self, name: str, words: str, signal: object) -> None:
        action = QAction(words.replace("&", "&&"), self._menu)
        action.setObjectName(name)
        action.triggered.connect(signal)
        self._menu.addAction(action)

    def _draw(self) -> None:
        waiting = self._waiting
        locked = self._is_locked()
        number = len(waiting.items) if waiting is not None and not locked else 0
        self._icon.setIcon(numbered(QGuiApplication.windowIcon(), number, self._theme))
        words = summary(waiting) if waiting is not None and not locked else ""
        if locked and waiting is not None and waiting.is_urgent:
            words = _(LOCKED)
        program = _("官庄党建工作台")
        self._icon.setToolTip(
            _("{program}：{words}").format(program=program, words=words) if words else program
        )

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if reason in clicks:
            self.opened.emit()


def numbered(icon: QIcon, number: int, theme: Theme) -> QIcon:
    """The program's mark with a number in its lower right corner; none for 0."""
    pixmap = QPixmap(icon.pixmap(SIDE, SIDE))
    if pixmap.isNull():
        pixmap = QPixmap(SIDE, SIDE)
        pixmap.fill(Qt.GlobalColor.transparent)
    if number:
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            words = str(number) if number <= MOST else f"{MOST}+"
            width = SIDE * (44 if len(words) < 3 else 60) // 64
            box = QRect(SIDE - width, SIDE - 36, width, 36)
            painter.setPen(Qt.PenStyle.NoPen)
            # The panels of desktops are light or dark whatever the window is: a ground of its own holds on both.
            painter.setBrush(QColor(theme.colour("ink")))
            painter.drawRoundedRect(box, 14, 14)
            font = theme.font(14, bold=True)
            font.setPixelSize(28)
            painter.setFont(font)
            painter.setPen(QColor(theme.colour("surface")))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return QIcon(pixmap)
