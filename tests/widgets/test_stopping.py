"""停止 at the window: a read, a write, a copy, a restore, an office of an older program; nothing half and nothing false."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import backup, connection
from db.driver import connect
from db.keys import FileKey
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.labels.opening import Way
from gzparty.office_desk import OfficeDesk
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from tests.builders import a_person, dump
from tests.widgets.conftest import NOW
from tests.widgets.gates import gate_on
from tests.widgets.helpers import as_text, settle
from ui.changes import Changes
from ui.copying import Copying
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Job, Jobs
from ui.lasting import Lasting, Quiet, Shown
from ui.main_window import MainWindow
from ui.pages.refused import RefusedWindow
from ui.widgets.lasting_dialog import LastingDialog

LONG = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000000) SELECT count(*) FROM c"
"""Minutes of work, unless it is broken off."""
WAIT = 20000
OLD = Path(__file__).resolve().parents[1] / "fixtures" / "databases" / "v0001.gzparty"


class Doorway:
    """Lets a thread say that it has come so far, and wait until the test lets it go on."""

    def __init__(self) -> None:
        self.reached, self._go_on = threading.Event(), threading.Event()

    def pass_through(self) -> None:
        self.reached.set()
        assert self._go_on.wait(60)

    def open(self) -> None:
        self._go_on.set()


@pytest.fixture
def gate(office: Path, qtbot: QtBot) -> Iterator[Gate]:
    with gate_on(Changes(), office, behind=True) as made:
        yield made


def read_for_long(services: Services) -> int:
    return int(services.store.connection.execute(LONG).fetchone()[0])  # type: ignore[attr-defined]


def press(below: QWidget, name: str) -> None:
    found = below.findChild(QPushButton, name)
    assert found is not None
    found.click()


# Reading


def test_a_read_that_is_stopped_comes_to_nobody_and_is_no_fault(gate: Gate, qtbot: QtBot) -> None:
    heard: list[object] = []
    begun = threading.Event()
    shown: list[Lasting] = []

    def read(services: Services) -> int:
        begun.set()
        return read_for_long(services)

    gate.behind.began.connect(shown.append)  # type: ignore[attr-defined]
    gate.behind.stopped.connect(lambda: heard.append("停下了"))  # type: ignore[attr-defined]
    gate.behind.ask("list", read, heard.append, heard.append)
    assert begun.wait(20)
    assert shown[0].stops
    shown[0].stop()
    qtbot.waitUntil(lambda: not gate.behind.is_busy(), timeout=WAIT)
    assert heard == ["停下了"]


def test_what_was_stopped_is_read_again_when_wished(gate: Gate, qtbot: QtBot) -> None:
    heard: list[object] = []
    begun = threading.Event()

    def read(services: Services) -> int:
        if begun.is_set():
            return services.store.people.count_people()
        begun.set()
        return read_for_long(services)

    gate.behind.ask("list", read, heard.append, heard.append)
    assert begun.wait(20)
    gate.behind.stop()  # type: ignore[attr-defined]
    gate.behind.read_again()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    assert heard == [gate.reader.store.people.count_people()]


def test_a_newer_wish_does_not_wait_for_the_one_it_overtakes(gate: Gate, qtbot: QtBot) -> None:
    heard: list[object] = []
    begun = threading.Event()

    def read(services: Services) -> int:
        begun.set()
        return read_for_long(services)

    gate.behind.ask("list", read, heard.append, heard.append)
    assert begun.wait(20)
    gate.behind.ask("list", lambda services: services.offices.facts().name, heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    assert heard == [gate.reader.offices.facts().name]


def test_after_a_stop_the_lane_reads_what_was_stored_meanwhile(gate: Gate, qtbot: QtBot) -> None:
    begun, stored = threading.Event(), threading.Event()
    counted: list[int] = []

    def read(services: Services) -> int:
        rows = services.store.connection.execute("SELECT id FROM person")  # type: ignore[attr-defined]
        next(rows)
        begun.set()
        return read_for_long(services)

    gate.behind.ask("list", read, counted.append)
    assert begun.wait(20)
    before = gate.reader.store.people.count_people()
    gate.write(add_one, lambda _done: stored.set())
    qtbot.waitUntil(stored.is_set, timeout=WAIT)
    gate.behind.ask("list", lambda services: services.store.people.count_people(), counted.append)
    qtbot.waitUntil(lambda: bool(counted), timeout=WAIT)
    assert counted == [before + 1]


def test_the_window_says_that_reading_was_stopped_and_reads_again(
    desktop: Desktop, office: Path, qtbot: QtBot
) -> None:
    window = desktop.show_office(office)
    reads = shown_desk(desktop)._behind
    qtbot.waitUntil(lambda: not reads.is_busy(), timeout=WAIT)
    begun, heard = threading.Event(), list[int]()

    def read(services: Services) -> int:
        if begun.is_set():
            return 59
        begun.set()
        return read_for_long(services)

    reads.ask("list", read, heard.append)
    assert begun.wait(20)
    qtbot.waitUntil(window.working.isVisible, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.working.isVisible()
    bar = window.findChild(QWidget, "undoBar")
    assert bar is not None
    assert "停下了，页上还是原来的内容" in as_text(bar)
    assert "F5" in as_text(bar)
    press(bar, "undoButton")
    qtbot.waitUntil(lambda: heard == [59], timeout=WAIT)


# Writing


def add_one(services: Services) -> Done[None]:
    with services.store.action("加王示例", "people.add", NOW, "window") as action:
        services.store.people.insert_person(a_person("王示例"))
    return Done(None, action.id, action.name, action.kinds)


def test_a_write_stopped_before_it_is_stored_leaves_nothing_and_what_is_typed_stays(
    gate: Gate, office: Path, qtbot: QtBot
) -> None:
    door, heard = Doorway(), list[str]()
    shown: list[Lasting] = []

    def write(services: Services) -> Done[None]:
        with services.store.action("加很多人", "people.add", NOW, "window") as action:
            for number in range(200):
                services.store.people.insert_person(a_person(f"示例{number}"))
            door.pass_through()
        return Done(None, action.id, action.name, action.kinds)

    before, deeds = everything(office), gate.reader.offices.deeds()
    gate._writer.began.connect(shown.append)
    gate.write(write, lambda _done: heard.append("存好了"), heard.append)
    gate.write(add_one, lambda _done: heard.append("下一件存好了"), heard.append)
    assert door.reached.wait(20)
    assert shown[0].stops
    shown[0].stop()
    door.open()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT)
    assert heard == [
        "停下了，这一步没有存，记录还是原来的样子；填的还在，要存就再存一次。",
        "下一件存好了",
    ]
    newest, before_it = gate.reader.offices.deeds(2)
    assert (newest.name, before_it.id) == ("加王示例", deeds[0].id)
    gate.undo()
    qtbot.waitUntil(lambda: not gate._writer.shown(), timeout=WAIT)
    people = [row for row in everything(office)["person"] if "示例1" in row]
    assert people == [row for row in before["person"] if "示例1" in row]


def test_one_stop_is_for_the_write_in_hand_and_the_next_can_be_stopped_by_itself(
    gate: Gate, qtbot: QtBot
) -> None:
    heard: list[str] = []
    shown: list[Lasting] = []
    gate._writer.began.connect(shown.append)
    first, second = Doorway(), Doorway()

    def through(door: Doorway) -> Callable[[Services], Done[None]]:
        def write(services: Services) -> Done[None]:
            with services.store.action("改", "people.add", NOW, "window"):
                services.store.people.insert_person(a_person("王示例"))
                door.pass_through()
            return Done(None)

        return write

    for door in (first, second):
        gate.write(through(door), None, heard.append)
    assert first.reached.wait(20)
    shown[0].stop()
    first.open()
    assert second.reached.wait(20)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=WAIT)
    shown[1].stop()
    second.open()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT)
    assert len(set(heard)) == 1
    assert not [deed for deed in gate.reader.offices.deeds() if deed.name == "改"]


def test_a_stop_that_comes_after_the_write_was_stored_says_nothing_false(gate: Gate, qtbot: QtBot) -> None:
    door, heard = Doorway(), list[str]()

    def write(services: Services) -> Done[None]:
        done = add_one(services)
        door.pass_through()
        services.store.people.people()
        return done

    gate.write(write, lambda done: heard.append(done.name), heard.append)
    assert door.reached.wait(20)
    gate._writer.stop()
    door.open()
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    assert heard == ["加王示例"]
    assert gate.reader.offices.deeds()[0].name == "加王示例"


def test_a_form_that_was_stopped_keeps_its_draft(
    gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, heard = Doorway(), list[str]()

    def typed(_key: str) -> Mapping[str, str]:
        return {"name": "王示例"}

    monkeypatch.setattr(gate.drafts, "storing", typed)
    monkeypatch.setattr(gate.drafts, "not_stored", lambda _key: None)

    def write(services: Services) -> Done[None]:
        with services.store.action("加王示例", "people.add", NOW, "window"):
            services.store.people.insert_person(a_person("王示例"))
            door.pass_through()
        return Done(None)

    gate.write(write, None, heard.append, draft="person/7")
    assert door.reached.wait(20)
    gate._writer.stop()
    door.open()
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    kept = gate.reader.store.drafts.load("person", "7")
    assert kept is not None
    assert "王示例" in kept[1]


def everything(office: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(SqliteStore.open_reader(office)) as store:
        return dump(store)


# Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def stop_at_once(job: Job) -> None:
    job.stop()


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
        "停下了，什么也没有改。要看就再点一次。",
    ]
    assert not list(backup.home(office).glob("*"))
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


# Restoring, and an office of an older program


def shown_desk(made: Desktop) -> OfficeDesk:
    assert made._shown is not None
    return made._shown


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
