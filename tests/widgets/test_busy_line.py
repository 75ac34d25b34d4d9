"""What lasts shows itself: nothing for a blink, a bar, then words and a way to stop; whole or nothing after a stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import as_text, settle
from ui.behind import Behind
from ui.desk import Desk
from ui.jobs import Jobs, Progress
from ui.lasting import Quiet, Shown
from ui.main_window import MainWindow, Office
from ui.shell import Group, Page, PageWidget
from ui.theme import Theme
from ui.widgets.busy_line import BusyLine

WAIT = 5000


def never(error: Exception) -> None:
    raise AssertionError(error)


def nothing(_result: object) -> None:
    pass


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def line(theme: Theme, jobs: Jobs, ground: QWidget, qtbot: QtBot) -> BusyLine:
    made = BusyLine(theme, "line", words_after=600, over=ground)
    qtbot.addWidget(made)
    jobs.began.connect(made.follow)
    return made


def bar(ground: QWidget) -> QProgressBar:
    found = ground.findChild(QProgressBar, "lineBar")
    assert found is not None
    return found


def until_stopped(progress: Progress, stopped: Callable[[], bool]) -> str:
    progress(2, 59, "青山村")
    while not stopped():
        threading.Event().wait(0.005)
    return "停了"


def test_what_takes_a_blink_shows_nothing(jobs: Jobs, line: BusyLine, ground: QWidget, qtbot: QtBot) -> None:
    seen: list[bool] = []
    done: list[int] = []
    jobs.run(lambda _p, _s: threading.Event().wait(0.1), lambda _r: done.append(1), never, Shown("正在算"))
    while not done:
        seen.append(bar(ground).isVisible() or line.isVisible())
        qtbot.wait(10)
    qtbot.wait(400)
    seen.append(bar(ground).isVisible() or line.isVisible())
    assert not any(seen)


def test_a_bar_comes_first_then_words_and_a_stop_that_ends_it(
    jobs: Jobs, line: BusyLine, ground: QWidget, qtbot: QtBot
) -> None:
    results: list[str] = []
    jobs.run(until_stopped, results.append, never, Shown("正在打印", stops=True))
    qtbot.waitUntil(lambda: bar(ground).isVisible(), timeout=WAIT)
    assert not line.isVisible()
    qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert line.words() == "正在打印，青山村，3 / 59"
    assert line.accessibleName() == bar(ground).accessibleName() == line.words()
    assert (bar(ground).value(), bar(ground).maximum()) == (2, 59)
    stop = line.findChild(QPushButton, "lineStop")
    assert stop is not None
    assert stop.accessibleName() == "停止：正在打印"
    stop.setFocus()
    qtbot.keyClick(stop, Qt.Key.Key_Escape)
    assert line.words() == "正在停下"
    qtbot.waitUntil(lambda: results == ["停了"], timeout=WAIT)
    assert not line.isVisible()
    assert not bar(ground).isVisible()


def test_what_cannot_be_stopped_offers_no_stop(jobs: Jobs, line: BusyLine, qtbot: QtBot) -> None:
    jobs.run(until_stopped, nothing, never, Shown("正在恢复"))
    qtbot.waitUntil(line.isVisible, timeout=WAIT)
    stop = line.findChild(QPushButton, "lineStop")
    assert stop is not None
    assert not stop.isVisible()
    assert not line.can_stop()
    jobs.close()


def test_a_quiet_job_shows_nothing_however_long_it_lasts(
    jobs: Jobs, line: BusyLine, ground: QWidget, qtbot: QtBot
) -> None:
    jobs.run(until_stopped, nothing, never, Quiet("only a test"))
    qtbot.wait(800)
    assert not bar(ground).isVisible()
    assert not line.isVisible()
    jobs.close()


def test_of_two_the_older_is_shown_and_the_other_counted(jobs: Jobs, line: BusyLine, qtbot: QtBot) -> None:
    first = jobs.run(until_stopped, nothing, never, Shown("正在打印", stops=True))
    second = jobs.run(until_stopped, nothing, never, Shown("正在导出", stops=True))
    qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert line.words() == "正在打印，青山村，3 / 59，另有 1 件在后面"
    first.stop()
    qtbot.waitUntil(lambda: line.words() == "正在导出，青山村，3 / 59", timeout=WAIT)
    second.stop()
    qtbot.waitUntil(lambda: not line.isVisible(), timeout=WAIT)


def test_a_job_with_a_line_of_its_own_does_not_show_on_the_window_s(
    theme: Theme, jobs: Jobs, line: BusyLine, ground: QWidget, qtbot: QtBot
) -> None:
    own = BusyLine(theme, "own", words_after=300)
    qtbot.addWidget(own)
    job = jobs.run(until_stopped, nothing, never, Shown("正在排版", stops=True, line=own))
    qtbot.waitUntil(own.isVisible, timeout=WAIT)
    assert "正在排版" in as_text(own)
    assert not bar(ground).isVisible()
    job.stop()
    qtbot.waitUntil(lambda: not own.isVisible(), timeout=WAIT)


def test_what_a_page_waits_for_is_shown_and_what_is_counted_by_itself_is_not(
    line: BusyLine, ground: QWidget, qtbot: QtBot
) -> None:
    go_on = threading.Event()

    def read(_store: str) -> bool:
        return go_on.wait(5)

    behind: Behind[str] = Behind(lambda: "记录", lambda _store: None)
    behind.began.connect(line.follow)
    read_all: list[bool] = []
    behind.ask("badges", read, read_all.append)
    qtbot.wait(500)
    assert not bar(ground).isVisible()
    behind.ask("home", read, read_all.append)
    qtbot.waitUntil(lambda: bar(ground).isVisible(), timeout=WAIT)
    go_on.set()
    qtbot.waitUntil(lambda: len(read_all) == 2, timeout=WAIT)
    assert not bar(ground).isVisible()
    behind.close()


def test_a_window_built_meanwhile_shows_what_is_under_way(
    theme: Theme, jobs: Jobs, qtbot: QtBot, ground: QWidget
) -> None:
    job = jobs.run(until_stopped, nothing, never, Shown("正在备份", stops=True))
    later = BusyLine(theme, "later", words_after=300)
    qtbot.addWidget(later)
    for lasting in jobs.shown():
        later.follow(lasting)
    qtbot.waitUntil(later.isVisible, timeout=WAIT)
    words = later.findChild(QLabel, "laterWords")
    assert words is not None
    assert words.text().startswith("正在备份")
    job.stop()
    qtbot.waitUntil(lambda: not later.isVisible(), timeout=WAIT)


def test_in_the_window_esc_that_nothing_else_wants_stops(desk: Desk, qtbot: QtBot) -> None:
    class OnePage(PageWidget):
        """A page with nothing that Esc could be meant for."""

    window = MainWindow(desk, Office("官庄镇"), [Page("one", "书记培训", "training", Group.WORK, OnePage)])
    qtbot.addWidget(window)
    window.show_first_page()
    window.show()
    results: list[str] = []
    job = desk.jobs.run(until_stopped, results.append, never, Shown("正在导出", stops=True))
    page, thin = window.current_page(), window.findChild(QProgressBar, "workingBar")
    assert page is not None
    assert thin is not None
    settle()
    height = page.height()
    qtbot.waitUntil(thin.isVisible, timeout=WAIT)
    assert page.height() == height
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not job._stop.is_set()
    qtbot.waitUntil(window.working.isVisible, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: results == ["停了"], timeout=WAIT)
    assert not window.working.isVisible()
