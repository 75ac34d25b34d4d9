"""Yearly step lists are ticked by key and click, for a day the clerk has written, and open what they lead to."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind, TalkKind, YearlyKind
from gzparty.services.talks import TalkDraft
from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from tests.widgets.life import Life
from ui.desk import Desk
from ui.glyphs import Glyph
from ui.panels.life.step_lists import StepLists
from ui.wishes import LifeRequest

LIFE_MEETING, APPRAISAL, TALK = YearlyKind


@pytest.fixture
def lists(desk: Desk, life: Life, qtbot: QtBot) -> StepLists:
    made = StepLists(desk, life.gate)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show_year(LIFE_MEETING, 2025)
    made.show()
    settle()
    return made


def go_to(lists: StepLists, village: str, column: str) -> None:
    records = lists.view.records
    row = next(
        row
        for row in range(records.rowCount())
        if records.heading(row) is None and records.record(row).unit.name == village
    )
    lists.view.select_row(row, records.column_at(column))


def steps(life: Life, kind: YearlyKind = LIFE_MEETING) -> dict[str, list[str]]:
    return {
        line.unit.name: [step.code for step in line.steps if step.done]
        for line in life.services.yearly.board(kind, 2025).lines
    }


def said(lists: StepLists, name: str = "stepProblem") -> str:
    found = lists.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_branches_stand_under_their_communities_with_what_was_done(lists: StepLists) -> None:
    records = lists.view.records
    QAbstractItemModelTester(records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    headings = [records.heading(row) for row in range(records.rowCount())]
    assert [heading.words for heading in headings if heading] == ["管城社区", "利见社区"]
    go_to(lists, "东村", "held")
    here = lists.view.currentIndex()
    assert records.cell(here.row(), here.column()).text == "02-10"
    assert records.data(here, Qt.ItemDataRole.AccessibleTextRole) == "东村，召开，2月10日召开"
    assert records.cell(here.row(), records.column_at("theme")).glyph is Glyph.TODO
    assert said(lists, "stepFigures") == "2025年度：已召开 1，步骤办齐 0，共 4 个支部"


def test_no_day_is_made_up_it_is_asked_for_first(lists: StepLists, life: Life, qtbot: QtBot) -> None:
    go_to(lists, "东村", "theme")
    lists.view.setFocus()
    qtbot.keyClick(lists.view, Qt.Key.Key_Space)
    settle()
    assert said(lists) == "先写打勾的日期：这一步是哪天办的。"
    assert lists.day.line.hasFocus()
    assert steps(life)["东村"] == ["held"]


def test_enter_behind_the_day_ticks_the_step_it_was_asked_for(
    lists: StepLists, life: Life, qtbot: QtBot
) -> None:
    go_to(lists, "东村", "theme")
    lists.view.setFocus()
    hands = Hands()
    hands.press(Qt.Key.Key_Space)
    hands.type("2.31")
    hands.press(Qt.Key.Key_Return)
    assert said(lists).startswith("看不懂“2.31”")
    hands.type("2.3")
    with qtbot.waitSignal(lists.done):
        hands.press(Qt.Key.Key_Return)
    settle()
    assert steps(life)["东村"] == ["theme", "held"]
    assert said(lists) == ""
    assert lists.view.hasFocus()


def test_a_digit_begins_the_day_of_the_cell_it_is_typed_on(
    lists: StepLists, life: Life, qtbot: QtBot
) -> None:
    go_to(lists, "东村", "theme")
    lists.view.setFocus()
    hands = Hands()
    hands.type("2.5")
    with qtbot.waitSignal(lists.done):
        hands.press(Qt.Key.Key_Return)
    settle()
    assert steps(life)["东村"] == ["theme", "held"]
    go_to(lists, "东村", "held")
    hands.type("3")
    assert lists.view.viewport().findChild(QLineEdit, "cellEditor") is None


def test_space_ticks_for_the_day_written_and_takes_back(lists: StepLists, life: Life, qtbot: QtBot) -> None:
    lists.day.set_value(date(2026, 2, 3))
    go_to(lists, "东村", "theme")
    with qtbot.waitSignal(lists.done) as deed:
        qtbot.keyClick(lists.view, Qt.Key.Key_Space)
    assert deed.args == ["东村 2025年度组织生活会：确定主题"]
    settle()
    assert steps(life)["东村"] == ["theme", "held"]
    with qtbot.waitSignal(lists.done):
        qtbot.keyClick(lists.view, Qt.Key.Key_Space)
    settle()
    assert steps(life)["东村"] == ["held"]


def test_a_click_ticks_and_a_second_one_changes_nothing(lists: StepLists, life: Life, qtbot: QtBot) -> None:
    lists.day.set_value(date(2026, 2, 3))
    go_to(lists, "西村", "study")
    place = lists.view.visualRect(lists.view.currentIndex()).center()
    with qtbot.waitSignal(lists.done):
        qtbot.mouseClick(lists.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    qtbot.mouseDClick(lists.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert steps(life)["西村"] == ["study"]


def test_a_day_is_typed_in_the_cell_and_what_is_none_is_said(
    lists: StepLists, life: Life, qtbot: QtBot
) -> None:
    go_to(lists, "东村", "theme")
    records, here = lists.view.records, lists.view.currentIndex()
    with qtbot.waitSignal(lists.done):
        records.setData(here, "2.5")
    settle()
    go_to(lists, "东村", "theme")
    assert records.cell(here.row(), here.column()).text == "02-05"
    records.setData(here, "哪天")
    assert said(lists) == "看不懂“哪天”，日期可以写 6.12、0612 或 2026-06-12"
    assert records.cell(here.row(), here.column()).text == "02-05"
    records.setData(here, "2030-01-01")
    qtbot.waitUntil(lambda: "还没到" in said(lists))
    assert records.cell(here.row(), here.column()).text == "02-05"
    with qtbot.waitSignal(lists.done):
        qtbot.keyClick(lists.view, Qt.Key.Key_Delete)
    assert steps(life)["东村"] == ["held"]


def test_pasted_days_are_one_deed(lists: StepLists, life: Life, qtbot: QtBot) -> None:
    go_to(lists, "东村", "theme")
    QGuiApplication.clipboard().setText("2.3\t2.4\n2.5\t")
    with qtbot.waitSignal(lists.done) as deed:
        lists.view.paste()
    assert deed.args == ["2025年度组织生活会：登记 3 步"]
    settle()
    found = steps(life)
    assert (found["东村"], found["南村"]) == (["theme", "study", "held"], ["theme"])


def test_the_record_is_opened_or_asked_for(lists: StepLists, life: Life, desk: Desk, qtbot: QtBot) -> None:
    for village, number in (("东村", life.meetings[MeetingKind.LIFE_MEETING]), ("西村", 0)):
        go_to(lists, village, "held")
        with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
            qtbot.keyClick(lists.view, Qt.Key.Key_Space)
        unit = life.villages[village]
        assert wish.args == [
            "life",
            LifeRequest("life_meeting", 2025, unit, period="2025", meeting_id=number),
        ]


def test_talks_are_counted_by_kind_and_opened_by_branch(lists: StepLists, life: Life, qtbot: QtBot) -> None:
    unit = life.villages["东村"]
    draft = TalkDraft(
        unit, 2026, date(2026, 5, 8), TalkKind.AMONG_MEMBERS, "甲示例", "乙示例", content="困难"
    )
    life.write(qtbot, lambda services: services.yearly.add_talk(draft))
    lists.show_year(TALK, 2026)
    settle()
    records = lists.view.records
    QAbstractItemModelTester(records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    go_to(lists, "东村", "among_members")
    row = lists.view.currentIndex().row()
    texts = [records.cell(row, place).text for place in range(records.columnCount())]
    assert texts == ["东村", "", "", "1", "", "05-08"]
    assert not lists.day.isVisible()
    with qtbot.waitSignal(lists.talks_wanted) as wish:
        qtbot.keyClick(lists.view, Qt.Key.Key_Space)
    assert wish.args == [unit, 2026]


def test_what_others_write_is_seen_and_the_place_is_kept(lists: StepLists, life: Life, qtbot: QtBot) -> None:
    go_to(lists, "南村", "report")
    unit = life.villages["南村"]
    life.write(
        qtbot, lambda services: services.yearly.tick(unit, LIFE_MEETING, 2025, "report", date(2026, 3, 1))
    )
    settle()
    here = lists.view.currentIndex()
    assert lists.view.records.cell(here.row(), here.column()).text == "03-01"
    lists.show_year(APPRAISAL, 2025)
    settle()
    assert lists.view.records.column_at("ballot") > 0
