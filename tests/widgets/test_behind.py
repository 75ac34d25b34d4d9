"""Reading behind the window: the newest wish of a lane is answered, and nothing outlives the records."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.behind import Behind


class Shelf:
    """What is read from, and who reads it."""

    def __init__(self) -> None:
        self.open = True


@pytest.fixture
def shelves() -> list[Shelf]:
    return []


@pytest.fixture
def behind(qtbot: QtBot, shelves: list[Shelf]) -> Iterator[Behind[Shelf]]:
    def open_shelf() -> Shelf:
        shelves.append(Shelf())
        return shelves[-1]

    def close_shelf(shelf: Shelf) -> None:
        shelf.open = False

    made = Behind(open_shelf, close_shelf)
    yield made
    made.close()


def test_only_the_newest_wish_of_a_lane_is_answered(behind: Behind[Shelf], qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[str] = []

    def read_old(_shelf: Shelf) -> str:
        gate.wait(5)
        return "旧"

    behind.ask("list", read_old, told.append)
    behind.ask("list", lambda _shelf: "新", told.append)
    behind.ask("tree", lambda _shelf: "树", told.append)
    gate.set()
    qtbot.waitUntil(lambda: not behind.is_busy())
    assert sorted(told) == ["新", "树"]


def test_what_broke_in_an_overtaken_wish_is_not_told(behind: Behind[Shelf], qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    told: list[object] = []

    def break_down(_shelf: Shelf) -> str:
        begun.set()
        gate.wait(5)
        raise ValueError("旧的坏了")

    behind.ask("list", break_down, told.append, told.append)
    assert begun.wait(5)
    behind.ask("list", lambda _shelf: "新", told.append)
    gate.set()
    qtbot.waitUntil(lambda: not behind.is_busy())
    assert told == ["新"]


def test_once_closed_nothing_is_read_and_no_thread_begun(
    behind: Behind[Shelf], shelves: list[Shelf], qtbot: QtBot
) -> None:
    told: list[str] = []
    behind.ask("list", lambda _shelf: "在途", told.append)
    behind.close()
    before = threading.active_count()
    behind.ask("list", lambda _shelf: "太晚", told.append)
    behind.ask("tree", lambda _shelf: "太晚", told.append)
    assert threading.active_count() == before
    QApplication.processEvents()
    assert told == []
    assert not behind.is_busy()
    assert [shelf.open for shelf in shelves] == [False]
