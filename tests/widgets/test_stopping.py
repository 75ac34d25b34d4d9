"""停止 at what pages do: a read, a write, a sheet taken in; nothing half is left and nothing false is said."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db import copy_names
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from tests.builders import a_person
from tests.exchange.files import write_xlsx
from tests.widgets.conftest import NOW
from tests.widgets.gates import gate_on
from tests.widgets.helpers import as_text
from tests.widgets.stopping import (
    WAIT,
    Doorway,
    everything,
    press,
    read_for_long,
    shown_desk,
    stop_at_once,
)
from ui.changes import Changes
from ui.desk import Desk
from ui.gate import Gate
from ui.importing import ImportDesk
from ui.lasting import Lasting


@pytest.fixture
def gate(office: Path, qtbot: QtBot) -> Iterator[Gate]:
    with gate_on(Changes(), office, behind=True) as made:
        yield made


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


def sheet_of(folder: Path) -> Path:
    head = ["党支部", "姓名", "出生日期", "入党时间", "联系电话", "党员类别"]
    rows = [["官庄村", f"示例{n}", "1970-01-02", "1999年7月", "", "正式党员"] for n in range(30)]
    return write_xlsx(folder / "党员.xlsx", [head, *rows])


@pytest.fixture
def importing(desk: Desk, gate: Gate, office: Path, tmp_path: Path, qtbot: QtBot) -> ImportDesk:
    """A sheet of thirty members was read, and not judged yet."""

    def reading() -> AbstractContextManager[Services]:
        return bootstrap.read_office(office, lambda: NOW)

    work = ImportDesk(desk, gate, reading)
    work.add([sheet_of(tmp_path)])
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    return work


def test_a_sheet_whose_judging_is_stopped_stays_as_it_was_and_is_judged_again(
    importing: ImportDesk, desk: Desk, qtbot: QtBot
) -> None:
    said: list[str] = []
    importing.refused.connect(said.append)
    desk.jobs.began.connect(stop_at_once)
    importing.open(importing.entries[0])
    qtbot.waitUntil(lambda: not importing.busy, timeout=WAIT)
    assert said == ["停下了，什么也没有改。要看就再来一次。"]
    assert importing.entries[0].judgement is None
    desk.jobs.began.disconnect(stop_at_once)
    importing.judge()
    qtbot.waitUntil(lambda: importing.entries[0].judgement is not None, timeout=WAIT)


def test_an_import_that_is_stopped_takes_in_nobody(
    importing: ImportDesk, gate: Gate, office: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    importing.refused.connect(said.append)
    importing.open(importing.entries[0])
    qtbot.waitUntil(lambda: importing.entries[0].judgement is not None and not importing.busy, timeout=WAIT)
    before, door = everything(office), Doorway()
    gate.write(lambda _services: Done(door.pass_through()), None, said.append)  # type: ignore[func-returns-value]
    assert door.reached.wait(20)
    importing.store()
    # The write waits behind the one that waits: its own wish to end is there before it begins.
    list(gate._writer._waiting.values())[-1].stop.set()
    door.open()
    qtbot.waitUntil(lambda: not importing.busy, timeout=WAIT)
    assert said[-1].startswith("停下了，这一步没有存")
    assert everything(office) == before
    assert not list(copy_names.home(office).glob("*"))
