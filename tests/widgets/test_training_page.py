"""The training page by keyboard: years, planning, arranging a session, its courses, what went otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.sitting import RollState, RosterKind, RosterRule
from gzparty.domain.training import Training, TrainingState
from tests.widgets.helpers import MemoryDrafts, as_text, on_screen, settle
from tests.widgets.steps import answer, asked, choose, eventually, fill, press
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.training import TrainingPage
from ui.panels.courses import typed
from ui.wishes import PrintRequest, TrainingRequest


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    return on_screen(TrainingPage(desk, gate), qtbot, 1264, 800)


def training(gate: Gate, month: int) -> Training:
    with gate.reading():
        lines = gate.reader.sessions.year(2026).lines
    return next(line.training for line in lines if line.training.month == month)


def show(page: TrainingPage, gate: Gate, month: int, tab: str) -> None:
    page.list.choose(training(gate, month).id)
    page.view.choose(tab)
    settle()


def sessions(gate: Gate, year: int = 2026) -> int:
    with gate.reading():
        return len(gate.reader.sessions.year(year).lines)


def test_the_year_says_how_much_is_planned_and_what_is_missing(page: TrainingPage) -> None:
    text = as_text(page.list)
    for words in ("全年 12 期", "已办 5 期", "12 期排了 48 学时", "还差 8"):
        assert words in text


def test_the_page_opens_on_the_session_under_way_ready_for_letters(page: TrainingPage, gate: Gate) -> None:
    assert page.list.current_identity() == training(gate, 6).id
    assert page.view.key() == "roll"
    assert page.view.roll.search.hasFocus()


def test_another_page_can_ask_for_the_roll_of_a_session_of_any_year(page: TrainingPage, gate: Gate) -> None:
    page.deeds()["previous_period"]()
    assert "2025年" in as_text(page)
    page.take_request(TrainingRequest(training(gate, 3).id, roll=True))
    assert "2026年" in as_text(page)
    assert page.list.current_identity() == training(gate, 3).id
    assert page.view.key() == "roll"
    page.take_request(None)
    assert page.list.current_identity() == training(gate, 3).id


def test_a_year_without_sessions_offers_to_plan_it(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    page.deeds()["next_period"]()
    eventually(qtbot, lambda: "排进计划 12 期" in as_text(page.planning))
    assert "2027年" in as_text(page)
    press(page, "planStore")
    eventually(qtbot, lambda: "全年 12 期" in as_text(page.list))
    assert sessions(gate, 2027) == 12
    page.deeds()["today"]()
    assert "2026年" in as_text(page)


def test_a_rule_that_cannot_be_read_is_explained_and_nothing_is_stored(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    page.deeds()["next_period"]()
    eventually(qtbot, lambda: "排进计划 12 期" in as_text(page.planning))
    fill(page.planning, planRule="想起来就办")
    page.planning.look()
    assert "看不懂规则“想起来就办”" in as_text(page.planning)
    store = page.planning.findChild(QPushButton, "planStore")
    assert store is not None
    assert not store.isEnabled()
    assert gate.reader.sessions.year(2027).lines == ()


def test_a_full_year_says_so_instead_of_an_empty_table(page: TrainingPage) -> None:
    press(page, "planYear")
    assert "这一年每个月都有安排了" in as_text(page.planning)
    press(page, "planBack")
    assert page.view.isVisible()


def test_particulars_are_stored_and_the_list_follows(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    show(page, gate, 7, "session")
    fill(page.view.session, sessionTopic="换一个主题", sessionContact="张示例 办公室")
    area = page.view.session.findChild(QPlainTextEdit, "sessionProblem")
    assert area is not None
    area.setPlainText("三资合同不规范")
    with qtbot.waitSignal(page.noted) as heard:
        page.deeds()["save"]()
    assert heard.args == ["修改第 7 期培训"]
    stored = training(gate, 7)
    assert (stored.topic, stored.problem, stored.contact) == ("换一个主题", "三资合同不规范", "张示例 办公室")
    assert not page.view.session.form.is_changed()


def test_what_was_half_typed_comes_back_with_the_session(page: TrainingPage, gate: Gate, desk: Desk) -> None:
    show(page, gate, 7, "session")
    fill(page.view.session, sessionTopic="写到一半")
    show(page, gate, 8, "session")
    assert training(gate, 7).topic == "“七一”专题辅导"
    assert cast("MemoryDrafts", desk.drafts._port).kept
    show(page, gate, 7, "session")
    assert page.view.session.form.values()["topic"] == "写到一半"
    assert "上次没保存的内容已经放回来了" in as_text(page.view.session)


def test_news_of_other_records_does_not_touch_a_form_being_typed_in(
    page: TrainingPage, gate: Gate, desk: Desk
) -> None:
    show(page, gate, 7, "session")
    fill(page.view.session, sessionTopic="正在写")
    desk.changes.announce({"training"})
    settle()
    assert page.view.session.form.values()["topic"] == "正在写"


def test_a_session_is_moved_with_a_reason_that_is_kept(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    show(page, gate, 7, "session")
    press(page, "moveSession")
    answer(page, qtbot, whenDayLine="7.3", whenStart="9:00", whenEnd="11:30", whenReason="上级开会")
    line = next(one for one in gate.reader.sessions.year(2026).lines if one.training.month == 7)
    assert line.sitting.planned_start == datetime(2026, 7, 3, 9, 0)
    assert "原定 7月1日，改到 7月3日：上级开会" in as_text(page.view.session)


def test_a_holiday_is_said_while_a_day_is_typed(page: TrainingPage, gate: Gate) -> None:
    show(page, gate, 10, "session")
    press(page, "moveSession")
    fill(asked(page), whenDayLine="10.1")
    assert "10月1日 是" in as_text(asked(page))
    asked(page).reject()


def test_an_end_before_its_start_is_refused_in_the_dialog_and_stays_typed(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 7, "session")
    press(page, "moveSession")
    dialog = asked(page)
    fill(dialog, whenDayLine="7.3", whenStart="15:00", whenEnd="14:00")
    go = dialog.findChild(QPushButton, "askGo")
    assert go is not None
    go.click()
    eventually(qtbot, lambda: "不晚于开始时间" in as_text(dialog))
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("button", "state", "words"),
    [
        ("cancelSession", TrainingState.CANCELLED, "这一期已取消：三夏农忙"),
        ("explainMissed", TrainingState.MISSED, "这个月没有办：三夏农忙"),
    ],
)
def test_a_session_that_did_not_happen_keeps_its_reason_and_can_come_back(
    page: TrainingPage, gate: Gate, qtbot: QtBot, button: str, state: TrainingState, words: str
) -> None:
    show(page, gate, 9, "session")
    press(page, button)
    answer(page, qtbot, reasonText="三夏农忙")
    assert training(gate, 9).state is state
    assert words in as_text(page.view.session)
    assert "全年 11 期" in as_text(page.list)
    press(page, "restoreSession")
    eventually(qtbot, lambda: training(gate, 9).state is TrainingState.PLANNED)


def test_a_session_is_added_by_hand(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    page.deeds()["new"]()
    answer(page, qtbot, whenDayLine="11.27", whenStart="8:30", whenEnd="11:30", whenTopic="加的一期")
    lines = gate.reader.sessions.year(2026).lines
    assert len(lines) == 13
    assert any(line.training.topic == "加的一期" for line in lines)


def test_a_session_nothing_was_done_on_can_be_deleted_and_taken_back(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 12, "session")
    press(page, "deleteSession")
    eventually(qtbot, lambda: sessions(gate) == 11)
    gate.undo()
    eventually(qtbot, lambda: sessions(gate) == 12)


def test_a_begun_session_can_be_neither_moved_nor_deleted(page: TrainingPage, gate: Gate) -> None:
    show(page, gate, 6, "session")
    for name in ("moveSession", "cancelSession", "deleteSession"):
        button = page.findChild(QPushButton, name)
        assert button is not None
        assert not button.isVisible()
    assert "已经开始签到，名单不再变动" in as_text(page.view.session)


def test_the_actual_time_is_recorded_afterwards(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    show(page, gate, 5, "session")
    press(page, "setActual")
    answer(page, qtbot, whenDayLine="5.21", whenStart="9:00", whenEnd="11:00")
    assert "5月21日 周四 9:00—11:00" in as_text(page.view.session).replace("09:00", "9:00")


def test_who_is_called_can_be_changed_before_the_first_mark(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 8, "session")
    rule = RosterRule(RosterKind.SECRETARIES, community_secretaries=True)
    page.view.session._roster.changed.emit(rule)
    sitting_id = training(gate, 8).sitting_id
    eventually(qtbot, lambda: gate.reader.sessions.roll(sitting_id).sitting.roster == rule)


def test_courses_are_typed_like_a_sheet_and_stored_when_whole(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 10, "courses")
    press(page, "addCourse")
    editor = page.view.courses.grid.findChild(QLineEdit, "cellEditor")
    assert editor is not None
    editor.setText("产业项目")
    editor.setModified(True)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    session = training(gate, 10)
    eventually(qtbot, lambda: len(gate.reader.sessions.detail(session.id).courses) == 1)
    course = gate.reader.sessions.detail(session.id).courses[0]
    assert (course.title, course.minutes) == ("产业项目", 180)
    eventually(qtbot, lambda: "合计 180 分钟，这一期 4 学时" in as_text(page.view.courses))
    press(page, "removeCourse")
    eventually(qtbot, lambda: gate.reader.sessions.detail(session.id).courses == ())


def test_a_length_that_is_no_number_is_refused_beside_the_table(page: TrainingPage, gate: Gate) -> None:
    show(page, gate, 7, "courses")
    table = page.view.courses.grid.records
    assert table.setData(table.index(0, table.column_at("minutes")), "两小时")
    assert "看不懂“两小时”，没有改" in as_text(page.view.courses)
    assert table.data(table.index(0, table.column_at("minutes"))) == "120"


def test_a_form_of_teaching_is_understood_by_its_first_characters(page: TrainingPage, gate: Gate) -> None:
    show(page, gate, 7, "courses")
    draft = page.view.courses._rows[0].draft
    changed = typed(draft, "form", "现场")
    assert changed is not None
    assert changed.form.value == "practice"
    assert typed(draft, "form", "做操") is None


def test_printing_asks_the_print_centre_for_the_paper_in_sight(
    page: TrainingPage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.wishes.page_wanted) as heard:
        page.deeds()["print"]()
    number = training(gate, 6).number
    assert heard.args == ["print", PrintRequest("sign-in", {"year": 2026, "training": number})]
    page.view.choose("session")
    with qtbot.waitSignal(desk.wishes.page_wanted) as heard:
        page.deeds()["print"]()
    assert heard.args == ["print", PrintRequest("training-plan", {"year": 2026})]


def test_the_roll_still_leaves_as_a_workbook(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.export_wanted) as heard:
        page.deeds()["export"]()
    assert heard.args == ["export-roll", {"year": 2026, "training": training(gate, 6).number}]


def test_leave_is_noted_in_advance_for_the_person_chosen(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 8, "roll")
    press(page, "requestLeave")
    answer(page, qtbot, leaveReason="外出学习")
    view = gate.reader.sessions.roll(training(gate, 8).sitting_id)
    assert view.rows[0].requested is not None
    assert view.rows[0].attendance.reason == "外出学习"
    assert view.counts.leave == 1


def test_a_walk_in_joins_the_roll_without_being_expected(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    press(page, "addGuest")
    answer(page, qtbot, guestName="钱示例", guestUnit="市委组织部")
    counts = gate.reader.sessions.roll(training(gate, 6).sitting_id).counts
    assert (counts.expected, counts.observers) == (59, 1)
    assert (
        "列席 1" in as_text(page.view.roll)
        or "列席 1" in page.view.roll._counters._counters["expected"].accessibleName()
    )


def test_a_nameless_walk_in_is_refused_with_the_reason(page: TrainingPage, qtbot: QtBot) -> None:
    press(page, "addGuest")
    dialog = asked(page)
    go = dialog.findChild(QPushButton, "askGo")
    assert go is not None
    go.click()
    eventually(qtbot, lambda: "请填列席人员的姓名。" in as_text(dialog))
    dialog.reject()


def test_a_makeup_is_recorded_for_who_missed_it(page: TrainingPage, gate: Gate, qtbot: QtBot) -> None:
    show(page, gate, 5, "roll")
    page.view.roll.grid.select_row(34, 1)
    settle()
    choose(page, "recordMakeup")
    answer(page, qtbot, makeupProof="补课笔记")
    rows = gate.reader.sessions.roll(training(gate, 5).sitting_id).rows
    made_up = rows[34].makeup
    assert made_up is not None
    assert made_up.proof == "补课笔记"


def test_a_narrow_page_keeps_the_side_deeds_in_a_menu(page: TrainingPage, desk: Desk) -> None:
    desk.theme.set_compact(True)
    settle()
    page.resize(1000, 700)
    settle()
    roll = page.view.roll
    assert not roll.side.isVisible()
    assert roll._more.isVisible()
    menu = roll.side.menu(roll)
    assert [action.text() for action in menu.actions()][:3] == ["提前请假", "加列席", "看提前请假的人"]
    assert {"登记补课", "导入签到", "打印通知"} <= {action.text() for action in menu.actions()}
    menu.deleteLater()


def test_f6_stops_lead_from_the_list_to_the_grid(page: TrainingPage) -> None:
    names = [pane.objectName() for pane in page.panes()]
    assert names == ["monthList", "sessionTabs", "rollSearch", "rollGrid", "rollSide"]


def test_a_refusal_outside_a_dialog_is_said_above_the_tabs(page: TrainingPage, gate: Gate) -> None:
    gate.refused.emit("签到表里没有这一行：[99]。")
    assert "签到表里没有这一行：[99]。" in as_text(page)
    assert "刚填的内容还在" in as_text(page)


def test_courses_changed_after_the_roll_was_closed_say_what_becomes_of_the_credit(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 3, "courses")
    before = gate.reader.sessions.detail(training(gate, 3).id)
    assert (before.credit, before.sitting.roll_state) == (8, RollState.CLOSED)
    page.view.courses.grid.select_row(1, 1)
    with qtbot.waitSignal(page.done) as told:
        press(page, "removeCourse")
    assert told.args == ["修改第 3 期课程，已结束的签到也从每人 4 学时算成 2 学时"]


def test_the_time_of_a_session_stays_whole_beside_a_long_reason_for_moving_it(
    page: TrainingPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, gate, 7, "session")
    press(page, "moveSession")
    answer(
        page, qtbot, whenReason="结合七一活动一并开展，和县里的专题辅导错开，原会议室另有安排，改在同一天下午"
    )
    times = page.findChild(QLabel, "sessionTimes")
    assert times is not None
    assert times.width() >= times.sizeHint().width()
