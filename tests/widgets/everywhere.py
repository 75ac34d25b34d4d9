"""Opens every page, further view, panel and dialog of the program over the sample office, one after another.

`PARTS` names the parts of the walk; `walk` goes through one of them in a program of its own and gives each sight with
the window it stands in. A sight lasts until the next one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from PySide6.QtCore import QDeadlineTimer, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from gzparty.desktop import Desktop
from gzparty.office_desk import OfficeDesk
from tests.widgets.helpers import settle
from ui import application as qt
from ui.main_window import MINIMUM, MainWindow
from ui.memory import Memory
from ui.shell import PageWidget

PAGES = (
    *("home", "training", "life", "inspections", "intake", "find", "tours", "ledger", "selection", "themes"),
    *("errands", "tips", "people", "cadres", "print", "data", "settings", "import"),
)
"""The keys of all pages; what is done on the last one changes what the others would show."""
SYSTEM_ANSWERS = {
    "getOpenFileNames": ([], ""),
    "getOpenFileName": ("", ""),
    "getSaveFileName": ("", ""),
    "getExistingDirectory": "",
}
"""What the system's own dialogs answer where nothing is chosen."""
LONGEST_WAIT_MS = 20_000


class Sight(NamedTuple):
    """What is seen at one moment: a name such as `people/file`, and the window or dialog it is seen in."""

    name: str
    top: QWidget


class Walk:
    """The program over a copy of the sample, in a window of one size at one size of text."""

    def __init__(self, desktop: Desktop, office: Path, size: QSize) -> None:
        self.desktop = desktop
        self.office = office
        self.size = size
        self.system_asked = 0
        """How often a dialog of the system was asked for."""

    @property
    def desk(self) -> OfficeDesk:
        """The office that is open."""
        assert self.desktop._shown is not None
        return self.desktop._shown

    @property
    def window(self) -> MainWindow:
        """Its window."""
        return self.desk.window

    def page(self) -> PageWidget:
        """The page in sight."""
        page = self.window.current_page()
        assert page is not None
        return page

    def open_office(self) -> MainWindow:
        """Show the office in a window of the wanted size."""
        self.desktop.show_office(self.office)
        self.fit_window()
        self.wait()
        return self.window

    def fit_window(self) -> None:
        """Give the window in sight the wanted size; a screen as small as the one of tests fills it at first."""
        window = self.desktop.application.window
        assert window is not None
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(self.size)

    def wait(self) -> None:
        """Let all that was asked for be read and laid out."""
        deadline = QDeadlineTimer(LONGEST_WAIT_MS)
        settle()
        while self.is_busy() and not deadline.hasExpired():
            QTest.qWait(5)
        settle()

    def wait_for(self, reached: Callable[[], bool]) -> None:
        """Wait until something is so; AssertionError where it never is."""
        deadline = QDeadlineTimer(LONGEST_WAIT_MS)
        while not reached() and not deadline.hasExpired():
            QTest.qWait(5)
        assert reached()

    def sight(self, name: str) -> Sight:
        """What is in front now: a menu or dialog where one is open, else the window."""
        self.wait()
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        top = top or self.desktop.application.window
        assert top is not None
        return Sight(name, top)

    def clear(self) -> None:
        """Close the menus and dialogs that are open, the last first."""
        for _turn in range(5):
            dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if dialog is None:
                return
            dialog.close()
            if dialog.isVisible() and isinstance(dialog, QDialog):
                # One that waits for work to end.
                dialog.done(0)
            settle()
        raise AssertionError("a dialog does not close")

    def answering(self, answer: object) -> Callable[..., object]:
        """Stand in for a dialog of the system."""

        def answered(*_asked: object) -> object:
            self.system_asked += 1
            return answer

        return answered

    def is_busy(self) -> bool:
        """Whether something asked for is still being read."""
        shown = self.desktop._shown
        if shown is None or shown._window is None:
            return False
        page = shown.window.current_page()
        return shown.gate.behind.is_busy() or (page is not None and page.is_busy())


def undressed() -> list[str]:
    """The windows in sight on which no style sheet lies, nor on what they hang below."""
    return [
        f"{type(window).__name__} {window.objectName()}"
        for window in QApplication.topLevelWidgets()
        if window.isVisible() and not any(one.styleSheet() for one in (window, *ancestors(window)))
    ]


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    """What a widget or window hangs below, from the inside out."""
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


@contextmanager
def program(office: Path, size: QSize = MINIMUM, scale: float = 1.0) -> Iterator[Walk]:
    """The program started beside a copy of the sample, with nothing open yet; `scale` is the size of text."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    settings = qt.user_settings(office.parent / "user")
    Memory(settings).keep("window/scale", scale)
    desktop = Desktop(qt.Application(instance, settings), None)
    made = Walk(desktop, office, size)
    try:
        # What the system asks is no dialog of the program, and would wait for an answer.
        with ExitStack() as answered:
            for name, answer in SYSTEM_ANSWERS.items():
                answered.enter_context(patch.object(QFileDialog, name, made.answering(answer)))
            yield made
    finally:
        made.clear()
        desktop.close()
        desktop.application.close()
        settle()


def walk(part: str, office: Path, size: QSize = MINIMUM, scale: float = 1.0) -> Iterator[Sight]:
    """Go through a part of the walk over a copy of the sample office that may be changed."""
    with program(office, size, scale) as made:
        yield from PARTS[part](made)


def _page(key: str, made: Walk) -> Iterator[Sight]:
    """A page as it is first shown, its further views, what its deeds with an ellipsis ask in each of them."""
    from tests.widgets.everywhere_deeds import deeds

    page = made.open_office().show_page(key)
    yield made.sight(key)
    asked: set[str] = set()
    yield from deeds(made, key, "", asked)
    for view in page.pictures():
        made.page().pictures()[view]()
        yield made.sight(f"{key}/{view}")
        made.clear()
        yield from deeds(made, key, view, asked)


def _forms(place: int, parts: int, made: Walk) -> Iterator[Sight]:
    """Every so-manieth form that keeps what is typed, opened as from the list of what was not stored."""
    from tests.widgets.draft_keys import keys_of, open_form

    made.open_office()
    for key in keys_of(made.office)[place::parts]:
        open_form(made.desk, key)
        yield made.sight(key)
        made.clear()


def _window(name: str, made: Walk) -> Iterator[Sight]:
    from tests.widgets import everywhere_windows

    yield from getattr(everywhere_windows, name)(made)


def _dialogs(made: Walk) -> Iterator[Sight]:
    from tests.widgets import everywhere_dialogs

    yield from everywhere_dialogs.all_of_them(made)


def _states(kind: str, made: Walk) -> Iterator[Sight]:
    """What stands on some pages only in some state of a record, or only for a while."""
    from importlib import import_module

    made.open_office()
    for name, show in import_module(f"tests.widgets.everywhere_{kind}").STATES.items():
        show(made)
        yield made.sight(f"{kind}/{name}")
        made.clear()


FORM_PARTS = 4
PARTS: dict[str, Callable[[Walk], Iterator[Sight]]] = {
    **{f"page-{key}": partial(_page, key) for key in PAGES},
    **{f"forms-{place}": partial(_forms, place, FORM_PARTS) for place in range(FORM_PARTS)},
    **{
        name: partial(_window, name)
        for name in ("start", "refused", "unlock", "empty", "above", "beside", "guided")
    },
    "dialogs": _dialogs,
    **{kind: partial(_states, kind) for kind in ("records", "awards", "office", "passing")},
}
"""The parts of the walk by name; each stands for itself, so that they may be walked in any order and at once."""
