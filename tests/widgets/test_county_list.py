"""A county's list: sixty thousand people, of whom only those on the screen are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gzparty.domain.people import PartyClass
from gzparty.services.people_views import PersonLine
from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.panels.people_list import PeopleList
from ui.tables.cell_menu import cell_menu
from ui.tables.late_rows import PAGE, pages_around

COUNTY = range(1, 60_001)


def lines(ids: Sequence[int]) -> Mapping[int, PersonLine]:
    return {
        one: PersonLine(one, f"人{one}", 1, "官庄村", "", "党员", PartyClass.FULL, 8, 64, 1, 1, "")
        for one in ids
    }


class Store:
    """Reads pages when it is told to, and counts them."""

    def __init__(self, shown: PeopleList) -> None:
        self.asked: list[int] = []
        self._shown = shown
        self.waiting: list[tuple[int, Sequence[int]]] = []
        shown.lines_wanted.connect(self._want)

    def _want(self, page: int, ids: Sequence[int]) -> None:
        self.asked.append(page)
        self.waiting.append((page, ids))

    def deliver(self) -> None:
        while self.waiting:
            page, ids = self.waiting.pop()
            self._shown.take_lines(page, lines(ids))


def county(desk: Desk, qtbot: QtBot) -> tuple[PeopleList, Store]:
    shown = PeopleList(desk.theme, desk.memory)
    qtbot.addWidget(shown)
    shown.resize(700, 600)
    store = Store(shown)
    pages = {page: lines(ids) for page, ids in pages_around(COUNTY, None).items()}
    shown.show_people(COUNTY, (None, False), pages)
    shown.show()
    settle()
    return shown, store


def test_the_model_keeps_qts_contract_while_pages_come(desk: Desk, qtbot: QtBot) -> None:
    shown = PeopleList(desk.theme, desk.memory)
    qtbot.addWidget(shown)
    QAbstractItemModelTester(shown.table, QAbstractItemModelTester.FailureReportingMode.Warning, shown.table)
    store = Store(shown)
    shown.show_people(range(1, 300), (None, False), {0: lines(range(1, PAGE + 1))})
    assert shown.table.cell(298, 0).text == ""
    settle()
    store.deliver()
    assert shown.table.cell(298, 0).text == "人299"
    shown.show_people(range(5, 9), (None, False), {0: lines(range(5, 9))})
    assert shown.table.rowCount() == 4


def test_the_first_screen_of_a_county_needs_no_further_reading(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    store.waiting.clear()
    store.asked.clear()
    shown.view.viewport().repaint()
    settle()
    assert store.asked == []
    assert shown.table.rowCount() == len(COUNTY)
    assert shown.table.cell(0, 0).text == "人1"


def test_the_last_person_is_two_pages_away_and_blank_until_read(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    store.deliver()
    store.asked.clear()
    qtbot.keyClick(shown.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settle()
    last = shown.table.rowCount() - 1
    assert shown.table.cell(last, 0).text == ""
    store.deliver()
    assert shown.table.cell(last, 0).text == "人60000"
    assert set(store.asked) <= {last // PAGE, last // PAGE - 1}


def test_ctrl_down_does_not_walk_through_a_county(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    store.deliver()
    store.asked.clear()
    shown.view.select_row(0)
    qtbot.keyClick(shown.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert shown.view.currentIndex().row() == len(COUNTY) - 1
    assert len(store.asked) <= 2


def test_news_of_the_same_people_keep_row_and_scrolling(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    shown.view.select_row(30_000)
    settle()
    store.deliver()
    before = shown.view.verticalScrollBar().value()
    pages = {page: lines(ids) for page, ids in pages_around(COUNTY, 30_001).items()}
    with qtbot.assertNotEmitted(shown.table.modelReset):
        shown.show_people(COUNTY, (None, False), pages)
    assert shown.view.currentIndex().row() == 30_000
    assert shown.view.verticalScrollBar().value() == before
    assert shown.table.cell(30_000, 0).text == "人30001"


def test_who_was_never_in_sight_is_read_before_the_block_is_copied(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    wanted: list[tuple[list[int], list[str]]] = []
    shown.block_wanted.connect(lambda ids, columns: wanted.append((ids, [one.key for one in columns])))
    store.asked.clear()
    shown.view.selectColumn(shown.table.column_at("name"))
    QTest.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [(list(COUNTY), ["name"])]
    assert store.asked == []


def test_who_is_in_sight_is_copied_at_once(desk: Desk, qtbot: QtBot) -> None:
    shown, _store = county(desk, qtbot)
    shown.view.select_row(2, shown.table.column_at("name"))
    QTest.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "人3"


def test_ctrl_and_space_walk_through_nobody(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    shown.view.select_row(0)
    store.asked.clear()
    QTest.keyClick(shown.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert store.asked == []


def test_the_menu_of_everybody_opens_without_reading_them(desk: Desk, qtbot: QtBot) -> None:
    shown, store = county(desk, qtbot)
    shown.view.selectAll()
    settle()
    store.asked.clear()
    menu = cell_menu(shown.view)
    settle()
    assert menu.actions()[0].objectName() == "gridCopy"
    # Whether anything can be typed into is asked of the first rows.
    assert store.asked in ([], [1])
