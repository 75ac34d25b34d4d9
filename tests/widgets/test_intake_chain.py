"""接龙 pasted into the month grid: what is certain is stored, the rest is asked beside it, all of it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from tests.widgets.intake_steps import (
    CHAIN,
    line,
    paste,
    register,
    stored,
)
from ui.pages.intake import IntakePage
from ui.panels.intake.chain_panel import AskedLine
from ui.widgets.runs import RunLine


@pytest.fixture
def page(intake_page: IntakePage) -> IntakePage:
    return intake_page


def test_a_chain_fills_what_is_certain_and_asks_the_rest(page: IntakePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.noted) as said:
        paste(page, CHAIN)
    assert said.args == ["收记录 主题党日 6月 接龙 2 行"]
    settle()
    meeting = stored(page, "白石岭村")
    assert meeting is not None
    assert (meeting.expected, meeting.attended) == (14, 12)
    table = page.grid.view.records
    row = table.row_of((line(page, "白石岭村").key, False))
    assert table.cell(row, table.column_at("expected")).state == "fresh"
    assert line(page, "东利见村").asked == "第 6 行待选"
    words = page.findChild(QLabel, "chainWords")
    assert words is not None
    assert words.text() == "4 行：认出 2 行，已填进上面蓝底的格子"
    asked = [question.line.said for question in page.reading.questions]
    assert asked == ["利见 15日 应到9实到8", "老庄 应到22实20"]


def test_what_a_chain_asks_is_answered_beside_it(page: IntakePage, qtbot: QtBot) -> None:
    paste(page, CHAIN)
    pick = page.findChild(QPushButton, f"pick{line(page, '西利见村').key}")
    assert pick is not None
    pick.click()
    qtbot.waitUntil(lambda: stored(page, "西利见村") is not None)
    settle()
    assert not line(page, "东利见村").asked
    day = page.panel.findChild(QWidget, "chainAnswer")
    assert day is not None
    qtbot.keyClicks(day, "16")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, "老庄村") is not None)
    meeting = stored(page, "老庄村")
    assert meeting is not None
    assert (meeting.expected, meeting.attended) == (22, 20)
    assert page.reading.questions == ()


def test_answering_by_keys_goes_from_question_to_question_and_back_to_the_sheet(
    page: IntakePage, qtbot: QtBot
) -> None:
    paste(page, CHAIN)
    first = page.panes()[-1]
    assert first.objectName() == f"pick{line(page, '东利见村').key}"
    first.setFocus()
    hands = Hands()
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(page, "东利见村") is not None)
    settle()
    hands.type("45")
    hands.press(Qt.Key.Key_Return)
    asked = page.findChild(RunLine, "asked5Words")
    assert asked is not None
    assert "45" in asked.accessibleName()
    assert stored(page, "老庄村") is None
    hands.press(Qt.Key.Key_Backspace)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, "老庄村") is not None)
    settle()
    assert page.grid.view.hasFocus()


def test_a_line_without_a_day_left_open_stays_typed(page: IntakePage, qtbot: QtBot) -> None:
    paste(page, CHAIN)
    qtbot.waitUntil(lambda: stored(page, "申明亭村") is not None)
    leave = page.findChild(QPushButton, "leave5")
    assert leave is not None
    leave.click()
    assert line(page, "老庄村").typed == {"expected": "22", "attended": "20"}
    assert "day" in line(page, "老庄村").problems


def test_esc_puts_a_chain_away_from_the_grid_and_from_what_it_asks(page: IntakePage, qtbot: QtBot) -> None:
    for focus in (page.grid.view, None):
        paste(page, CHAIN)
        assert page.panel.isVisible()
        within = focus or page.panel.first_question()
        assert within is not None
        within.setFocus()
        qtbot.keyClick(within, Qt.Key.Key_Escape)
        settle()
        assert not page.panel.isVisible()
        assert page.grid.view.hasFocus()
    qtbot.waitUntil(lambda: stored(page, "白石岭村") is not None)


def test_a_chain_is_taken_back_whole(page: IntakePage, qtbot: QtBot) -> None:
    paste(page, CHAIN)
    qtbot.waitUntil(lambda: stored(page, "申明亭村") is not None)
    page.reading.choose(4, line(page, "西利见村").key)
    qtbot.waitUntil(lambda: len(page.reading._deeds) == 2)
    back = page.findChild(QPushButton, "chainBack")
    assert back is not None
    with qtbot.waitSignal(page._desk.changes.changed):
        back.click()
    settle()
    assert [stored(page, name) for name in ("白石岭村", "申明亭村", "西利见村")] == [None] * 3
    assert not page.panel.isVisible()


def test_a_chain_that_contradicts_the_record_asks_before_it_overrules(page: IntakePage, qtbot: QtBot) -> None:
    register(page, "白石岭村", day=date(2026, 6, 12), expected=14, attended=11)
    paste(page, "1. 白石岭 15日 应14实12\n2. 申明亭村 15号应到18到15")
    qtbot.waitUntil(lambda: stored(page, "申明亭村") is not None)
    (question,) = page.reading.questions
    assert question.differs == "已登记 06-12 应到14实到11"
    overrule = page.findChild(QPushButton, "overrule")
    assert overrule is not None
    overrule.click()
    qtbot.waitUntil(lambda: bool((meeting := stored(page, "白石岭村")) and meeting.attended == 12))


def test_an_answer_leads_on_to_the_question_below_it(page: IntakePage, qtbot: QtBot) -> None:
    paste(page, "#接龙\n1. 老庄 应到22实20\n2. 申明亭村 应到18到15\n3. 白石岭 应14实12")
    words = page.findChild(QLabel, "chainWords")
    assert words is not None
    assert words.text() == "共 3 行"
    _first, second, _third = page.panel.findChildren(AskedLine)
    assert second.first is not None
    second.first.setFocus()
    hands = Hands()
    hands.type("16")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, "申明亭村") is not None)
    settle()
    hands.type("17")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, "白石岭村") is not None)
    settle()
    assert [question.line.said for question in page.reading.questions] == ["老庄 应到22实20"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("第 1 行")
