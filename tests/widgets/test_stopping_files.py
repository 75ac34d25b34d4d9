"""停止 at whole files: a copy, a restore, an office of an older program; they stay as they were."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from db import backup, connection, copy_names
from db.driver import connect
from db.keys import FileKey
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.labels.opening import Way
from gzparty.services.bundle import Services
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from tests.widgets.stopping import (
    OLD,
    WAIT,
    Doorway,
    press,
    read_for_long,
    shown_desk,
    stop_at_once,
)
from ui.copying import Copying
from ui.desk import Desk
from ui.jobs import Jobs
from ui.lasting import Lasting, Quiet, Shown
from ui.main_window import MainWindow
from ui.pages.refused import RefusedWindow
from ui.widgets.lasting_dialog import LastingDialog


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_a_copy_that_is_stopped_is_not_there_and_is_said_so(
    desk: Desk, jobs: Jobs, office: Path, qtbot: QtBot
) -> None:
    def reading() -> AbstractContextManager[Services]:
        return bootstrap.read_office(office, lambda: NOW)

    copying = Copying(jobs, desk.memory, reading, office)
    heard: list[str] = []
    copying.refused.connect(heard.append)
    copying.told.connect(heard.append)
    jobs.began.connect(stop_at_once)
    copying.back_up()
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    copying.check()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT)
    assert heard == [
        "备份停下了，没有留下半份，办公文件没有动。要备份就再点一次。",
        "停下了，什么也没有改。要看就再来一次。",
    ]
    assert not list(copy_names.home(office).glob("*"))
    assert copying.last_check() is None


def test_closing_finishes_a_copy_somebody_asked_for_and_gives_up_what_nobody_waits_for(
    jobs: Jobs, office: Path
) -> None:
    made: list[Path] = []
    begun = threading.Event()

    def copy(_progress: object, _stopped: object) -> None:
        with bootstrap.read_office(office, lambda: NOW) as services:
            begun.set()
            made.append(services.offices.backup())

    def count(_progress: object, _stopped: object) -> None:
        with bootstrap.read_office(office, lambda: NOW) as services:
            read_for_long(services)

    def never(_result: object) -> None:
        raise AssertionError

    jobs.run(copy, never, never, Shown("正在备份", broken="copy_stopped"))
    jobs.run(count, never, never, Quiet("nobody waits for it", given_up=True))
    assert begun.wait(20)
    jobs.close()
    assert [path.exists() for path in made] == [True]


def test_a_job_says_how_much_of_a_copy_is_done_in_percent(desk: Desk, qtbot: QtBot) -> None:
    from ui.widgets.busy_line import BusyLine

    line = BusyLine(desk.theme, "line", words_after=0, bar_after=0)
    qtbot.addWidget(line)
    lasting = Lasting("正在备份", stops=True)
    line.follow(lasting)
    lasting.progressed.emit(46, 100, "%")
    assert line.words() == "正在备份，46%"
    lasting.progressed.emit(0, 0, "核对")
    assert line.words() == "正在备份，核对"


def test_restoring_is_stopped_from_its_dialog_and_the_office_is_as_it_was(
    desktop: Desktop, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(SqliteStore.open_writer(office, NOW)) as store:
        store.backup("daily", NOW)
    door, restore = Doorway(), backup.restore

    def slow(*wish: object) -> object:
        door.pass_through()
        return restore(*wish)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "restore", slow)
    window = desktop.show_office(office)
    (copy,) = backup.copies(office)
    desktop.restore(copy)
    content = office.read_bytes()
    assert door.reached.wait(20)
    dialog = window.findChild(LastingDialog)
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "正在停下" in as_text(dialog)
    door.open()
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    assert office.read_bytes() == content
    assert "恢复停下了，办公文件没有换" in as_text(shown_desk(desktop).window)
    assert [one.reason for one in backup.copies(office)] == ["daily"]


def schema_of(path: Path) -> int:
    with closing(connection.open_reader(path, any_schema=True)) as opened:
        return connection.schema_version(opened)


def slow_upgrades(monkeypatch: pytest.MonkeyPatch) -> Doorway:
    door, upgrade = Doorway(), bootstrap.bring_up_to_date

    def slow(path: Path, key: FileKey | None = None) -> None:
        door.pass_through()
        upgrade(path, key)

    monkeypatch.setattr(bootstrap, "bring_up_to_date", slow)
    return door


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = Path(shutil.copy(OLD, tmp_path / "老台账.gzparty"))
    with closing(connect(str(path))) as opened:
        # As it is once a program has written in it.
        opened.execute("PRAGMA journal_mode = WAL").fetchall()
    return path


def test_an_office_of_an_older_program_says_what_is_done_while_the_window_lives(
    desktop: Desktop, old: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = slow_upgrades(monkeypatch)
    ticked: list[bool] = []
    desktop.begin(old, None)
    dialog = desktop._upgrading.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert desktop.application.window is None
    assert "老台账.gzparty 是旧版程序存的" in as_text(dialog)
    QTimer.singleShot(0, lambda: ticked.append(dialog.isVisible()))
    qtbot.waitUntil(lambda: ticked == [True], timeout=WAIT)
    desktop.hear_second_start(str(old))
    door.open()
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    settle()
    assert schema_of(old) == SCHEMA_VERSION
    assert isinstance(desktop.application.window, MainWindow)
    assert not desktop._upgrading.is_under_way()


def test_an_upgrade_that_is_stopped_leaves_the_file_and_says_how_to_go_on(
    desktop: Desktop, old: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = slow_upgrades(monkeypatch)
    content = old.read_bytes()
    desktop.open_office(old)
    assert desktop._upgrading.dialog is not None
    press(desktop._upgrading.dialog, "upgradeStop")
    door.open()
    qtbot.waitUntil(lambda: isinstance(desktop.application.window, RefusedWindow), timeout=WAIT)
    window = desktop.application.window
    assert isinstance(window, RefusedWindow)
    assert "升级停下了，文件还没打开" in as_text(window)
    assert old.read_bytes() == content
    assert schema_of(old) == 1
    window.page.choices[Way.RETRY].click()
    qtbot.waitUntil(lambda: desktop._shown is not None, timeout=WAIT)
    assert schema_of(old) == SCHEMA_VERSION


def test_another_office_of_an_older_program_stopped_leaves_the_open_one_in_sight(
    desktop: Desktop, office: Path, old: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = slow_upgrades(monkeypatch)
    window = desktop.show_office(office)
    desktop.hear_second_start(str(old))
    assert desktop._upgrading.dialog is not None
    press(desktop._upgrading.dialog, "upgradeStop")
    door.open()
    qtbot.waitUntil(lambda: not desktop._upgrading.is_under_way(), timeout=WAIT)
    assert desktop.application.window is window
    assert shown_desk(desktop).path == office
    assert "升级停下了，文件还是原来的样子。再打开就从头升级。" in as_text(window)
