"""The page 组织与人员 by keyboard: trees, list, filters, search, the file, deeds and their undo."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Tree
from gzparty.domain.reminders import fifty_years
from gzparty.services.people_views import PeopleRole
from tests.widgets.helpers import as_text, settle
from tests.widgets.people_steps import (
    EAST,
    HE,
    LIJIAN,
    SUN,
    SUN_TOO,
    WEST,
    XU,
    buttons,
    eventually,
    names,
    press,
    quiet,
    show,
    words,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.people import PeoplePage
from ui.panels import people_list
from ui.panels.reminders import RemindersPanel
from ui.theme import Theme
from ui.wishes import PersonRequest, PrintRequest


@pytest.fixture
def page(people_page: PeoplePage) -> PeoplePage:
    return people_page


def test_the_page_opens_on_the_town_with_everybody_in_the_offices_order(page: PeoplePage) -> None:
    assert page.side.node() is not None
    assert page.place() == "官庄镇党委 8 人"
    assert names(page)[:4] == ["徐示例", "孙示例", "曹示例", "何示例"]
    assert [chip.accessibleName() for chip in page.list.chips._chips.values()] == [
        "全部 8",
        "书记 4",
        "两委 5",
        "党员 7",
        "预备 1",
        "已离开 0",
    ]


def test_a_unit_shows_its_own_people_and_says_how_many_villages_it_has(
    page: PeoplePage, qtbot: QtBot
) -> None:
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    assert names(page) == ["徐示例", "孙示例", "曹示例", "何示例", "朱示例"]
    assert page.list._head.accessibleName() == "利见社区 3 个村，5 人"
    assert page.place() == "利见社区 5 人"


def test_another_page_asks_for_a_unit_before_or_after_its_tree_has_come(
    page: PeoplePage, desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    page.take_request(PersonRequest(unit_id=LIJIAN))
    quiet(page, qtbot)
    assert page.place() == "利见社区 5 人"
    page.side.choose(None)
    fresh = PeoplePage(desk, people_gate)
    qtbot.addWidget(fresh)
    fresh.take_request(PersonRequest(unit_id=LIJIAN))
    fresh.show()
    eventually(qtbot, lambda: fresh.place() == "利见社区 5 人")


def test_a_filter_narrows_the_list_and_keeps_the_counts_of_all(page: PeoplePage, qtbot: QtBot) -> None:
    page.list.chips.choose(PeopleRole.PROBATIONARY.value)
    quiet(page, qtbot)
    assert names(page) == ["何示例"]
    assert page.list.chips._chips["secretary"].accessibleName() == "书记 4"


def test_initials_typed_in_the_table_find_people(page: PeoplePage, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    qtbot.keyClicks(page.list.view, "m")
    qtbot.keyClicks(page.list.search, "sl")
    quiet(page, qtbot)
    assert page.list.search.text() == "msl"
    assert names(page) == ["马示例", "马示例"]
    qtbot.keyClick(page.list.search, Qt.Key.Key_Down)
    assert page.list.view.currentIndex().row() == 1
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    quiet(page, qtbot)
    assert len(names(page)) == 8


def test_who_is_not_in_the_unit_is_found_in_the_whole_office(page: PeoplePage, qtbot: QtBot) -> None:
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    page.list.search.setText("msl")
    quiet(page, qtbot)
    assert "没有找到“msl”" in as_text(page.list)
    assert "利见社区里没有；全部人员里有 2 人。" in as_text(page.list)
    press(page.list, "emptyFirst")
    quiet(page, qtbot)
    assert names(page) == ["马示例", "马示例"]


@pytest.mark.parametrize(
    "text", ["   ", "'; DROP TABLE person; --", "%_%", "😀", "x" * 500, "\x07", "孙\u3000示例"]
)
def test_no_text_in_the_search_box_does_harm(page: PeoplePage, qtbot: QtBot, text: str) -> None:
    page.list.search.setText(text)
    quiet(page, qtbot)
    page.list.search.setText("")
    quiet(page, qtbot)
    assert len(names(page)) == 8


def test_namesakes_are_marked_and_spoken_with_their_unit(page: PeoplePage) -> None:
    row = page.list.table.row_of(SUN)
    cell = page.list.table.cell(row, 0)
    assert (cell.text, cell.note) == ("孙示例", "同名")
    spoken = page.list.table.index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "孙示例（西利见村），有同名的人，职务，党支部书记"
    assert page.list.table.cell(page.list.table.row_of(XU), 0).note == ""


def test_a_third_click_on_a_heading_restores_the_offices_order(page: PeoplePage, qtbot: QtBot) -> None:
    before = names(page)
    header = page.list.view.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    quiet(page, qtbot)
    assert names(page) != before
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    quiet(page, qtbot)
    assert names(page) == before


def test_the_file_follows_the_row_and_esc_puts_it_away(page: PeoplePage, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    eventually(qtbot, lambda: words(page, "personPanelTitle") == "孙示例")
    assert words(page, "personPanelRemark") == "西利见村党支部书记"
    assert "1974年3月" in as_text(page.aside.person)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Escape)
    assert page.aside.isHidden()
    assert page.list.view.hasFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    quiet(page, qtbot)
    assert page.aside.isHidden()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Space)
    eventually(qtbot, lambda: words(page, "personPanelTitle") == "曹示例")
    assert page.aside.isVisible()


def test_the_year_of_a_file_can_be_stepped(page: PeoplePage, qtbot: QtBot) -> None:
    show(page, qtbot, SUN)
    assert page.aside.person._bar.accessibleName() == "4 学时，镇培训班 4，还差 52"
    assert "5月到" in page.aside.person._strip.accessibleName()
    assert "05-20，矛盾纠纷排查与网格治理，到，4 学时" in page.aside.person._trainings.accessibleName()
    page.deeds()["previous_period"]()
    eventually(qtbot, lambda: "2025年" in as_text(page.aside.person))
    assert "2025年还没有培训记录" in page.aside.person._trainings.accessibleName()
    page.deeds()["today"]()
    eventually(qtbot, lambda: words(page, "personYearWords") == "2026年")


def test_reminders_name_their_basis_and_lead_to_the_person(page: PeoplePage, qtbot: QtBot) -> None:
    assert page.list.reminders.accessibleName() == "提醒 3"
    page.list.reminders.click()
    first = buttons(page.aside.reminders)[0]
    assert "党章第7条" in first.accessibleName()
    first.click()
    eventually(qtbot, lambda: words(page, "personPanelTitle") == "何示例")
    quiet(page, qtbot)
    current = page.list.current()
    assert current is not None
    assert current.person_id == HE


def test_of_a_countys_reminders_some_are_shown_at_a_time(theme: Theme, qtbot: QtBot) -> None:
    panel = RemindersPanel(theme)
    qtbot.addWidget(panel)
    found = [fifty_years(n, f"老{n}示例", PartialDate(1976, 6, 20), date(2026, 6, 17)) for n in range(75)]
    panel.show_found([one for one in found if one], [])
    assert len(buttons(panel)) == 30
    assert "后面还有 45 件，再显示一些" in as_text(panel)
    press(panel, "fifty_yearsMore")
    assert len(buttons(panel)) == 60
    panel.show_found([one for one in found if one][:70], [])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(buttons(panel)) == 60
    press(panel, "fifty_yearsMore")
    assert len(buttons(panel)) == 70
    assert "后面还有" not in as_text(panel)


def test_a_person_of_another_unit_is_found_when_another_page_asks(page: PeoplePage, qtbot: QtBot) -> None:
    page.side.choose(EAST)
    quiet(page, qtbot)
    show(page, qtbot, SUN_TOO)
    current = page.list.current()
    assert current is not None
    assert current.person_id == SUN_TOO
    assert words(page, "personPanelRemark") == "水码头村党员"


def test_the_other_tree_has_its_own_units_and_its_own_memory(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    page.side.trees.segment("work").click()
    quiet(page, qtbot)
    assert page.side.which() is Tree.WORK
    assert page.side.node() is not None
    page.side.trees.segment("party").click()
    eventually(qtbot, lambda: page.side.unit() == LIJIAN and not page.is_busy())
    assert desk.memory.recall("people/tree") == "party"


def test_a_certificate_and_the_roster_are_asked_of_the_print_centre(
    page: PeoplePage, desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        press(page.aside, "printCertificate")
    uid = people_gate.reader.people_views.file(SUN, 2026).person.uid
    assert wish.args == ["print", PrintRequest("certificate", {"person": uid, "year": 2026})]
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        page.deeds()["print"]()
    assert wish.args == ["print", PrintRequest("people", {"year": 2026, "unit": "利见社区"})]


def test_the_workbook_holds_exactly_what_is_shown(page: PeoplePage, qtbot: QtBot) -> None:
    page.side.choose(WEST)
    page.list.chips.choose(PeopleRole.COMMITTEE.value)
    quiet(page, qtbot)
    with qtbot.waitSignal(page.exported) as made:
        page.deeds()["export"]()
    assert made.args is not None
    path = made.args[0]
    assert path.name == "西利见村人员-2026-06-17.xlsx"
    from openpyxl import load_workbook

    rows = [list(row) for row in load_workbook(path).active.iter_rows(values_only=True)]
    table = [row for row in rows if row[1] is not None]
    assert table[0] == ["姓名", "单位", "职务", "党员类别", "今年学时", "应满学时", "到课"]
    assert table[1] == ["孙示例", "西利见村", "党支部书记", "正式", 4, 56, "1/1"]
    assert [row[0] for row in table[1:]] == ["孙示例", "曹示例"]


@pytest.mark.parametrize("size", [(1264 - 176, 620 - 62), (1440 - 176, 868 - 62)])
def test_nothing_is_cut_off_in_a_narrow_window(page: PeoplePage, qtbot: QtBot, size: tuple[int, int]) -> None:
    show(page, qtbot, SUN)
    page.resize(*size)
    page._desk.theme.set_compact(size[0] < 1200)
    settle()
    assert page.minimumSizeHint().width() <= size[0]
    for child in cast("list[QWidget]", page.findChildren(QPushButton)):
        if child.isVisible():
            right = child.mapTo(page, child.rect().topRight()).x()
            assert right <= page.width(), child.objectName()
            assert child.width() >= child.minimumSizeHint().width(), child.objectName()
    assert page.list.chips.width() >= page.list.chips.minimumSizeHint().width()
    assert page.list.view.columnWidth(2) >= 70


def test_f6_goes_from_tree_to_list_to_file(page: PeoplePage, qtbot: QtBot) -> None:
    show(page, qtbot, SUN)
    assert list(page.panes()) == [page.side.tree, page.list.view, page.aside.person.tabs]


def test_the_column_of_groups_is_away_until_it_is_asked_for(page: PeoplePage) -> None:
    assert "group" not in page.list.view.shown_columns()
    place = [column.key for column in page.list.table.columns].index("group")
    page.list.view.horizontalHeader().setSectionHidden(place, False)
    assert "group" in page.list.view.shown_columns()


def test_a_block_read_behind_the_window_says_what_its_cells_say(
    page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard, view = QApplication.clipboard(), page.list.view
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    shown = clipboard.text()
    assert len(shown.split("\n")) == page.list.table.rowCount()
    monkeypatch.setattr(people_list, "COPIED_HERE", 0)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    # What was copied before is not pasted for it meanwhile.
    assert clipboard.text() == ""
    qtbot.waitUntil(lambda: clipboard.text() == shown)
