"""The program over the sample office under somebody's hands: real keys at the real window, and what is seen of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gzparty.desktop import Desktop
from gzparty.office_desk import OfficeDesk
from gzparty.services.context import Done
from tests.widgets.gates import copied
from tests.widgets.helpers import as_text, settle
from ui import application as qt
from ui.main_window import MainWindow
from ui.shell import PageWidget

LONGEST_WAIT_MS = 20_000
W = TypeVar("W", bound=QWidget)


class Program(NamedTuple):
    """The window that is open, and the office behind it."""

    desktop: Desktop

    @property
    def desk(self) -> OfficeDesk:
        """The office."""
        assert self.desktop._shown is not None
        return self.desktop._shown

    @property
    def window(self) -> MainWindow:
        """Its window."""
        return self.desk.window

    @property
    def page(self) -> Any:
        """The page in sight; which one it is the walk knows."""
        page = self.window.current_page()
        assert page is not None
        return page

    def show(self, key: str) -> PageWidget:
        """Show a page and wait until it has read what it shows."""
        page = self.window.show_page(key)
        self.wait()
        return page

    def press(self, key: str) -> None:
        """Press a key of the key map wherever the focus is."""
        focus = QApplication.focusWidget() or self.window
        # The stub does not know that a sequence can be indexed.
        pressed = QKeySequence(key)[0]  # type: ignore[index]
        # A letter comes with its text; everything else by its code alone.
        if len(key) == 1:
            QTest.keyClicks(focus, key.lower())
        else:
            QTest.keyClick(focus, pressed.key(), pressed.keyboardModifiers())
        self.wait()

    def wait(self) -> None:
        """Let what was asked for be stored, read and laid out."""
        ended: list[object] = []
        self.desk.gate.write(lambda _services: Done(None), ended.append)
        deadline = QDeadlineTimer(LONGEST_WAIT_MS)
        settle()
        while (not ended or self._is_busy()) and not deadline.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
        settle()

    def part(self, kind: type[W], name: str = "") -> W:
        """A part of the page in sight."""
        # Qt takes an empty name for one that must be empty.
        inside = self.page.findChildren(kind, name) if name else self.page.findChildren(kind)
        found = [one for one in cast("list[W]", inside) if one.isVisible()]
        assert found, f"no {kind.__name__} {name} in sight"
        return found[0]

    def part_of_window(self, kind: type[W]) -> W:
        """A part of the window around the page."""
        found = self.window.findChild(kind)
        assert isinstance(found, kind)
        return found

    def focus(self, widget: QWidget) -> None:
        """Put the focus somewhere as a click would."""
        self.window.activateWindow()
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        settle()

    def text(self) -> str:
        """All that stands on the page in sight."""
        return as_text(self.page)

    def dialog(self) -> str:
        """The title of what is asked in front of the window; empty where nothing is."""
        asked = QApplication.activeModalWidget()
        return f"{asked.objectName()} {asked.windowTitle()}" if asked is not None else ""

    def clear(self) -> None:
        """Shut what is asked, and cells that are typed into."""
        for popup in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if popup is not None:
                popup.close()
        # Without a window system nobody makes the window active again after a dialog.
        self.window.activateWindow()
        for editor in self._editors():
            QTest.keyClick(editor, Qt.Key.Key_Escape)
        settle()

    def editing(self) -> int:
        """How many cells are open to be typed into."""
        return len(self._editors())

    def _editors(self) -> list[QLineEdit]:
        found = cast("list[QLineEdit]", self.window.findChildren(QLineEdit, "cellEditor"))
        return [one for one in found if one.isVisible()]

    def _is_busy(self) -> bool:
        return self.desk.gate.behind.is_busy() or self.page.is_busy()


@contextmanager
def program(sample: Path, folder: Path) -> Iterator[Program]:
    """The program started over a copy of the sample office."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    desktop = Desktop(qt.Application(instance, qt.user_settings(folder / "user")), None)
    try:
        desktop.show_office(copied(sample, folder))
        made = Program(desktop)
        made.window.setWindowState(Qt.WindowState.WindowNoState)
        made.window.resize(1440, 868)
        made.window.activateWindow()
        made.wait()
        yield made
        made.clear()
    finally:
        desktop.close()
        desktop.application.close()
        settle()


class Step(NamedTuple):
    """How the effect of a key is seen: what comes before it, and what must be another thing after it."""

    before: Callable[[Program, str], object]
    seen: Callable[[Program], object]
