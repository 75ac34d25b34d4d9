"""The application around the windows: style, language, theme, one instance, errors nobody caught."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QSettings, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from gzparty.i18n import SOURCE, install
from ui.changes import Changes
from ui.collector import Collector
from ui.crash import CrashHandler
from ui.desk import Desk
from ui.discretion import Discretion, NoPassword, PasswordCheck
from ui.drafts import DraftPort, Drafts
from ui.icons import Icons
from ui.jobs import Jobs
from ui.manual import Manual
from ui.memory import Memory
from ui.offline import stay_local
from ui.preferences import LANGUAGE, LOOK, SCALE, Preference, Preferences
from ui.qt_words import QtWords
from ui.resource import path_of
from ui.single_instance import SingleInstance
from ui.theme import Look, Theme
from ui.widgets.pressing import PressingWindow
from ui.wishes import Wishes

BuildWindow = Callable[[], QMainWindow]
MARK = "gzparty"
"""The icon of the program; it is the only one with colours of its own."""
MARK_SIDES = (16, 20, 24, 32, 48, 64, 128, 256)


class Application(QObject):
    """Owns what lives as long as the program; windows are built by the caller and may be built again."""

    closing = Signal()
    """The program ends: threads of an office that is open would keep its process alive."""
    _speaking: ClassVar[list[QTranslator]] = []
    """What translates Qt's own words now, whichever application of this process installed it."""

    def __init__(self, qt: QApplication, settings: QSettings) -> None:
        """Dress a QApplication; `settings` is this user's window memory."""
        super().__init__()
        self.qt = qt
        self.collector = Collector()
        self.memory = Memory(settings)
        self.preferences = Preferences(self.memory)
        self.theme = Theme(self._look(), self._scale())
        self.manual = Manual(self.theme, self.memory)
        self.changes = Changes()
        self.jobs = Jobs()
        """What is done between two offices; what is done within one ends with it."""
        self.window: QMainWindow | None = None
        self._build: BuildWindow | None = None
        self._translators = (QTranslator(qt), QtWords(qt))
        """Qt's own catalogue, and what stands before it."""
        self._speak()
        self.preferences.changed.connect(self._follow)
        self.theme.apply(qt)
        qt.setWindowIcon(window_icon())
        self.crash = CrashHandler(self.theme, self.jobs)

    def desk(self, drafts: DraftPort, jobs: Jobs, check: PasswordCheck | None = None) -> Desk:
        """Give what pages work with; drafts lie in the office file that is open, jobs end with it."""
        discretion = self.discretion(check)
        return Desk(
            self.theme,
            self.memory,
            self.changes,
            jobs,
            Drafts(drafts),
            Wishes(),
            discretion,
            self.preferences,
        )

    def discretion(self, check: PasswordCheck | None = None) -> Discretion:
        """Give what keeps the covered parts of one office: the one place where its password is plugged in."""
        return Discretion(check or NoPassword())

    def show(self, build: BuildWindow) -> QMainWindow:
        """Build a window, show it, and close the one before."""
        before, self._build = self.window, build
        self.window = build()
        if isinstance(self.window, PressingWindow):
            self.window.help_wanted.connect(self.manual.open)
        self.window.show()
        if before is not None:
            before.close()
            before.deleteLater()
        return self.window

    def raise_window(self, _request: str = "") -> None:
        """Bring the window to the front after a second start."""
        if self.window is not None:
            self.window.show()
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def run(self) -> int:
        """Work until the last window closes; give the exit status."""
        self.crash.install()
        status = self.qt.exec()
        self.manual.close()
        self.jobs.close()
        self.memory.save()
        return status

    def close(self) -> None:
        """End the jobs and let every widget die while Qt still lives; left to the interpreter's end some crash it."""
        self.closing.emit()
        self.manual.close()
        self.jobs.close()
        window, self.window, self._build = self.window, None, None
        if window is not None:
            window.close()
            window.deleteLater()
        for _round in range(3):
            self.qt.processEvents()
            self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()

    def _look(self) -> Look:
        return Look(str(self.preferences.value(LOOK)))

    def _scale(self) -> float:
        return float(str(self.preferences.value(SCALE)))

    def _follow(self, preference: Preference) -> None:
        """Take over what was chosen; for another size or language everything is built again, on the same page."""
        if preference is LOOK:
            self.theme.choose(self._look())
        elif preference is SCALE:
            self.theme.set_scale(self._scale())
        elif preference is LANGUAGE:
            self._speak()
        if preference in (SCALE, LANGUAGE):
            self.manual.renew()
            if self._build is not None:
                self.show(self._build)

    def _speak(self) -> None:
        """Speak the language chosen, Qt's own buttons and menus too: without a catalogue they are English."""
        language = str(self.preferences.value(LANGUAGE))
        install(language, Path(path_of("locale")))
        catalogue, own_words = self._translators
        # Whoever spoke in this process before falls silent. Remembered rather than looked for among the children of
        # QApplication: its style is one of them, and wrapping that costs a twentieth of a bare start.
        while Application._speaking:
            self.qt.removeTranslator(Application._speaking.pop())
        if language != SOURCE:
            QLocale.setDefault(QLocale(language))
            return
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if catalogue.load("qtbase_zh_CN", folder):
            self._install(catalogue)
        self._install(own_words)

    def _install(self, translator: QTranslator) -> None:
        self.qt.installTranslator(translator)
        Application._speaking.append(translator)


def make_qt(arguments: Sequence[str]) -> QApplication:
    """Create the one QApplication of the process, with nothing in it that would ask the network."""
    stay_local(os.environ)
    QGuiApplication.setDesktopFileName("gzparty")
    # As an argument: setStyle gives a QStyle back, and building that class costs a tenth of a bare start.
    qt = QApplication([*arguments, "-style", "fusion"])
    qt.setApplicationName("gzparty")
    qt.setOrganizationName("gzparty")
    return qt


def user_settings(folder: Path) -> QSettings:
    """Open this user's window memory in a folder; a file, so that nothing goes to a registry."""
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def first_instance(folder: Path, request: str) -> SingleInstance | None:
    """Become this user's one window, or hand the request to the one there is and give None."""
    instance = SingleInstance(folder)
    if instance.is_first():
        return instance
    instance.ask_first(request)
    return None


def window_icon() -> QIcon:
    """Give the program's mark in every size a desktop asks for."""
    icons, icon = Icons(), QIcon()
    for side in MARK_SIDES:
        icon.addPixmap(icons.pixmap(MARK, QColor(), side, 1.0))
    return icon
