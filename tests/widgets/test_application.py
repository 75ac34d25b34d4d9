"""What surrounds the window: language, one instance, errors nobody caught, missing libraries."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from gzparty import qt_libraries
from tests.widgets.helpers import settle
from ui.application import Application, first_instance, user_settings
from ui.memory import Memory
from ui.offline import stay_local
from ui.preferences import SCALE
from ui.screenshots import grab
from ui.single_instance import SingleInstance
from ui.theme import Look


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Application:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    return Application(qt, user_settings(tmp_path))


def test_a_bigger_text_builds_the_window_again_and_is_remembered(
    application: Application, tmp_path: Path
) -> None:
    built: list[QMainWindow] = []

    def build() -> QMainWindow:
        built.append(QMainWindow())
        return built[-1]

    application.show(build)
    application.preferences.choose(SCALE, 1.3)
    settle()
    assert len(built) == 2
    assert application.window is built[1]
    assert application.theme.px(100) == 130
    assert Memory(user_settings(tmp_path)).recall("window/scale") == 1.3
    built[1].close()


def test_a_remembered_look_that_no_longer_exists_is_passed_over(qtbot: QtBot, tmp_path: Path) -> None:
    Memory(user_settings(tmp_path)).keep("window/look", "sepia")
    Memory(user_settings(tmp_path)).keep("window/scale", "huge")
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    made = Application(qt, user_settings(tmp_path))
    assert made.theme.look is Look.SYSTEM
    assert made.theme.scale == 1.0


def test_a_second_start_brings_the_first_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen_later()
    settle()
    with (
        qtbot.waitSignal(first.asked) as heard,
        second_start(tmp_path, "/home/clerk/office.gzparty") as second,
    ):
        pass
    assert heard.args == ["/home/clerk/office.gzparty"]
    assert second.result() is None
    first.release()


def test_a_start_beside_a_window_that_does_not_answer_gives_way(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.application.TRIES", 1)
    first = first_instance(tmp_path, "")
    assert first is not None
    assert first_instance(tmp_path, "") is None
    first.release()


def test_a_start_beside_a_window_that_ends_takes_its_place_and_wakes_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen_later()
    settle()
    woken: list[str] = []
    first.asked.connect(woken.append)
    first.fall_silent()
    with second_start(tmp_path, "") as second:
        qtbot.wait(100)
        assert not second.done()
        first.release()
    follower = second.result()
    assert follower is not None
    assert woken == []
    follower.release()


@contextmanager
def second_start(folder: Path, request: str) -> Iterator[Future[SingleInstance | None]]:
    """Start the program again as another process would, while this thread is the window's; waits for its end."""
    with ThreadPoolExecutor(1) as elsewhere:
        started = elsewhere.submit(first_instance, folder, request)
        yield started
        end = time.monotonic() + 10
        while not started.done() and time.monotonic() < end:
            settle()


def test_printers_are_asked_for_on_this_machine_whatever_server_was_named() -> None:
    environment = {"CUPS_SERVER": "print.county.example"}
    stay_local(environment)
    assert environment["CUPS_SERVER"].startswith("/")


def test_a_damaged_memory_counts_as_none(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    settings.setValue("table/roll", "{broken")
    memory = Memory(settings)
    assert memory.recall("table/roll") is None
    memory.keep("table/roll", {"widths": {"名": 90}})
    assert memory.recall("table/roll") == {"widths": {"名": 90}}


def test_a_picture_that_cannot_be_written_is_said_so(qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtCore import QSize

    window = QMainWindow()
    qtbot.addWidget(window)
    with pytest.raises(OSError, match="nowhere"):
        grab(window, tmp_path / "nowhere" / "x.png", QSize(300, 200))


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(qt_libraries, "_loads", lambda name: name not in missing)
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    advice = qt_libraries.missing_libraries_advice(error)
    assert advice.endswith("sudo apt-get install -y libegl1 libxcb-cursor0")
    assert "libEGL.so.1" in advice


def test_a_machine_without_a_desktop_is_told_about_the_command_line() -> None:
    assert "gzparty --help" in qt_libraries.display_problem({})
    assert qt_libraries.display_problem({"QT_QPA_PLATFORM": "offscreen"}) == ""
