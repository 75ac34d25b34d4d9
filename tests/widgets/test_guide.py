"""五分钟看一遍: walked by keys through the sample office, and never in an office of the clerk's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.blobs import blobs_path
from gzparty import guiding
from gzparty.desktop import Desktop
from gzparty.guiding import SEEN
from gzparty.new_offices import make_office
from tests.widgets.conftest import NOW
from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from tests.widgets.steps import eventually, press
from ui.guide.bar import GuideBar
from ui.guide.guide import Guide
from ui.guide.stops import STOPS, Lead
from ui.main_window import MainWindow
from ui.pages.start import StartWindow
from ui.panels.confirm import ConfirmDialog
from ui.preferences import SCALE
from ui.tables.matrix_view import MatrixView
from ui.tables.view import RecordView

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample office where the program looks for it."""
    path = tmp_path / "invented" / "sample.gzparty"
    path.parent.mkdir()
    shutil.copy(sample_file, path)
    shutil.copy(blobs_path(sample_file), blobs_path(path))
    monkeypatch.setattr(guiding, "sample_path", lambda: path)
    monkeypatch.setattr("gzparty.starting.sample_path", lambda: path)
    return path


@pytest.fixture
def window(desktop: Desktop, sample: Path) -> MainWindow:
    """The sample office, small as on an old screen."""
    shown = desktop.show_office(sample)
    shown.setWindowState(Qt.WindowState.WindowNoState)
    shown.resize(1264, 640)
    shown.activateWindow()
    settle()
    return shown


@pytest.fixture
def guide(desktop: Desktop, window: MainWindow, qtbot: QtBot) -> Guide:
    """The round at its first stop, knowing what is overdue."""
    choose_from_menu(window)
    made = desktop.guiding.guide
    assert made is not None
    eventually(qtbot, lambda: bool(made._wishes))
    return made


def choose_from_menu(window: MainWindow) -> None:
    (entry,) = [action for action in window.actions() if action.objectName() == "guide"]
    assert entry.text().startswith("五分钟看一遍")
    entry.trigger()
    settle()


def running(desktop: Desktop) -> Guide:
    assert desktop.guiding.guide is not None
    return desktop.guiding.guide


def at(guide: Guide, frames: str) -> bool:
    """Whether the round speaks of a widget, has it in sight and stands around it."""
    found = guide.target()
    return guide.stop.frames == frames and found is not None and guide.ring.isVisible()


def undoable(desktop: Desktop) -> str:
    shown = desktop._shown
    assert shown is not None
    undo, _redo = shown.gate.reader.offices.next_undo()
    return undo.name if undo else ""


def test_every_stop_finds_what_it_speaks_of_and_the_bar_never_lies_over_it(
    guide: Guide, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    before = undoable(desktop)
    for place, stop in enumerate(STOPS):
        eventually(qtbot, lambda stop=stop: at(guide, stop.frames))  # type: ignore[misc]
        target = guide.target()
        assert target is not None
        assert window.current_key() == stop.page
        assert not on_screen(guide.bar).intersects(on_screen(target))
        words = guide.bar.findChild(QLabel, "guideWords")
        assert words is not None
        assert words.text() == stop.words
        assert words.heightForWidth(words.width()) <= words.height()
        if place + 1 < len(STOPS):
            qtbot.keyClick(window, Qt.Key.Key_N, ALT)
            eventually(qtbot, lambda stop=stop: guide.stop is not stop)
    # Looking alone writes nothing.
    assert undoable(desktop) == before


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_the_round_is_walked_by_doing_what_it_says(
    guide: Guide, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    hands = Hands()
    guide.go_on()
    eventually(qtbot, lambda: at(guide, "boardMatrix"))
    assert guide.stop.lead is Lead.ARRIVING
    # The focus is in the board; the first red cell is walked to and opened.
    walk_to_red(hands, window)
    hands.press(Qt.Key.Key_Space, " ")
    eventually(qtbot, lambda: at(guide, "meetingForm"))
    hands.type("6.12")
    for name, figure in (("meetingExpected", "13"), ("meetingAttended", "13")):
        field = window.current_page().findChild(QWidget, name)  # type: ignore[union-attr]
        assert isinstance(field, QWidget)
        field.setFocus()
        hands.type(figure)
    hands.press(Qt.Key.Key_Return, "", CTRL)
    eventually(qtbot, lambda: at(guide, "rollGrid"))
    assert "党小组会" in undoable(desktop)
    for _mark in range(2):
        walk_to_unsigned(hands, window)
        before = undoable(desktop)
        hands.type("1")
        eventually(qtbot, lambda before=before: undoable(desktop) != before)  # type: ignore[misc]
    eventually(qtbot, lambda: at(guide, "ledgerTable"))
    guide.go_on()
    eventually(qtbot, lambda: at(guide, "preview"))
    guide.go_on()
    eventually(qtbot, lambda: at(guide, "tool_undo"))
    marked = undoable(desktop)
    window.undo_requested.emit()
    eventually(qtbot, lambda: at(guide, "dataBackUp"))
    assert undoable(desktop) != marked
    guide.go_on()
    eventually(qtbot, lambda: at(guide, "menuBar"))
    guide.bar.next.click()
    assert desktop.application.memory.recall(SEEN)
    assert desktop.guiding.guide is None


def walk_to_red(hands: Hands, window: MainWindow) -> None:
    """Press the down key until the cell under the cursor says that something is overdue."""
    matrix = window.current_page().findChild(MatrixView, "boardMatrix")  # type: ignore[union-attr]
    assert isinstance(matrix, MatrixView)
    while "党小组会" not in said(matrix):
        hands.press(Qt.Key.Key_Right)
    for _row in range(90):
        # A group of villages says how its worst one stands; its own row has no record to open.
        if "逾期" in said(matrix) and "村" in said(matrix).partition("，")[0]:
            return
        hands.press(Qt.Key.Key_Down)
    raise AssertionError("no overdue cell in this column")


def walk_to_unsigned(hands: Hands, window: MainWindow) -> None:
    """Press the down key until nothing is recorded of the person under the cursor."""
    grid = window.current_page().findChild(RecordView, "rollGrid")  # type: ignore[union-attr]
    assert isinstance(grid, RecordView)
    for _row in range(60):
        here = grid.currentIndex()
        texts = [here.siblingAtColumn(column).data() for column in range(grid.model().columnCount())]
        if "未签" in texts:
            return
        hands.press(Qt.Key.Key_Down)
    raise AssertionError("everybody is recorded")


def said(matrix: MatrixView) -> str:
    return str(matrix.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_esc_leaves_at_any_stop_and_nothing_of_it_stays(
    guide: Guide, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    guide.go_on()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert desktop.guiding.guide is None
    assert window.findChild(GuideBar) is None
    assert window.findChild(QWidget, "guideRing") is None
    assert desktop.application.memory.recall(SEEN)
    choose_from_menu(window)
    assert desktop.guiding.guide is not None


def test_f6_comes_to_the_bar_and_enter_goes_on(guide: Guide, window: MainWindow) -> None:
    for _pane in range(8):
        window.next_pane()
        if window.focusWidget() is guide.bar.next:
            break
    assert window.focusWidget() is guide.bar.next
    Hands().press(Qt.Key.Key_Return)
    assert guide.stop is STOPS[1]


def test_an_office_of_ones_own_is_left_alone_until_one_says_so_and_comes_back(
    desktop: Desktop, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    office = tmp_path / "own.gzparty"
    make_office(office, lambda: NOW)
    window = desktop.show_office(office)
    settle()
    before = undoable(desktop)
    choose_from_menu(window)
    assert desktop.guiding.guide is None
    assert window.findChild(ConfirmDialog) is not None
    press(window, "confirmBack")
    assert desktop._shown is not None
    assert desktop._shown.path == office
    choose_from_menu(window)
    press(window, "confirmGo")
    eventually(qtbot, lambda: desktop.guiding.guide is not None)
    assert desktop._shown.path == sample
    running(desktop).leave()
    settle()
    shown = desktop.application.window
    assert isinstance(shown, MainWindow)
    back = shown.findChild(QPushButton, "guideReturn")
    assert isinstance(back, QPushButton)
    assert back.text() == "回到自己的台账"
    back.click()
    settle()
    assert desktop._shown.path == office
    assert undoable(desktop) == before


def test_the_start_page_begins_it_and_offers_it_once_beside_the_sample(
    desktop: Desktop, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    def pressed(name: str) -> MainWindow:
        desktop.close()
        desktop.show_start(tmp_path)
        settle()
        window = desktop.application.window
        assert isinstance(window, StartWindow)
        button = window.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        button.click()
        # The sample is made, or found, in a job.
        qtbot.waitUntil(lambda: isinstance(desktop.application.window, MainWindow), timeout=20_000)
        settle()
        shown = desktop.application.window
        assert isinstance(shown, MainWindow)
        return shown

    window = pressed("startSample")
    assert desktop.guiding.guide is None
    press(window, "guideBegin")
    running(desktop).leave()
    settle()
    press(window, "guideReturn")
    assert isinstance(desktop.application.window, StartWindow)
    assert pressed("startSample").findChild(QWidget, "guideOffer") is None
    pressed("startGuide")
    assert desktop.guiding.guide is not None


def test_the_round_goes_on_at_its_stop_in_a_window_built_anew(
    guide: Guide, desktop: Desktop, window: MainWindow, qtbot: QtBot
) -> None:
    guide.go_on()
    desktop.application.preferences.choose(SCALE, 1.15)
    settle()
    anew = desktop.application.window
    assert isinstance(anew, MainWindow)
    assert anew is not window
    again = running(desktop)
    assert again is not guide
    eventually(qtbot, lambda: at(again, "boardMatrix"))
    assert again.bar.window() is anew
    assert not desktop.application.memory.recall(SEEN)
    qtbot.keyClick(anew, Qt.Key.Key_Escape)
    settle()
    assert desktop.guiding.guide is None
    assert anew.findChild(GuideBar) is None


def test_a_window_closed_ends_the_round(guide: Guide, desktop: Desktop, window: MainWindow) -> None:
    assert guide.stop is STOPS[0]
    window.close()
    settle()
    assert desktop.guiding.guide is None
