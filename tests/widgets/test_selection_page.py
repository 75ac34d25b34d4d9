"""典型评选: a month from its beginning to its review, by keyboard and with everything kept that was typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.selection_stages import Stage
from tests.widgets.gates import gate_on
from tests.widgets.helpers import as_text, on_screen, settle, wait_for_writes
from tests.widgets.selection_office import NOW, PEOPLE
from tests.widgets.selection_steps import (
    JULY,
    buttons,
    go_to,
    go_to_month,
    key,
    names,
    select_rows,
    view,
)
from tests.widgets.steps import answer, asked, dialogs, fill, press, words
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.selection import SelectionPage
from ui.panels.selection.circular_panel import CircularPanel
from ui.widgets.tab_order import step
from ui.wishes import PrintRequest, SelectionRequest


@pytest.fixture
def page(selection_page: SelectionPage) -> SelectionPage:
    return selection_page


@pytest.fixture
def gate(selection_gate: Gate) -> Gate:
    return selection_gate


# What is in sight


def test_the_page_opens_at_the_selection_that_is_running(page: SelectionPage) -> None:
    assert words(page.months, "selectionThemes") == "全年 7 个主题"
    assert words(page.months, "selectionEvaluated") == "已评 5 个月"
    assert page.board._head.accessibleName().startswith("6 月，集体增收")
    assert page.side.stage is Stage.PUBLICITY
    assert page.board.table.hasFocus()
    assert page.place() == "第 1 个，共 8 个　2026 年已评出 5 个"


def test_a_running_nomination_as_it_is_shown(page: SelectionPage, snapshot: SnapshotAssertion) -> None:
    go_to_month(page, 7)
    assert as_text(page) == snapshot


def test_years_are_stepped_and_a_year_without_selections_offers_to_begin(page: SelectionPage) -> None:
    page.deeds()["previous_period"]()
    settle()
    assert words(page._empty, "emptyTitle") == "1月还没开始评选"
    assert not page.side.is_open()
    page.deeds()["today"]()
    settle()
    assert page.side.stage is Stage.PUBLICITY


def test_an_office_that_never_chose_anybody_says_what_all_of_it_is_for(
    desk: Desk, office: object, qtbot: QtBot
) -> None:
    with gate_on(desk.changes, office, lambda: NOW) as empty:  # type: ignore[arg-type]
        page = on_screen(SelectionPage(desk, empty), qtbot)
        assert words(page._empty, "emptyTitle") == "还没有评选"
        assert page.panes() == (page.months.list,)


def test_steps_lead_to_their_panels_and_esc_back_to_the_one_under_way(page: SelectionPage) -> None:
    for stage in (Stage.THEME, Stage.NOMINATE, Stage.REVIEW, Stage.VOTE, Stage.COMMITTEE, Stage.CIRCULAR):
        page.board.step_wanted.emit(stage)
        settle()
        assert page.side.stage is stage
    key(page, Qt.Key.Key_Escape)
    assert page.side.stage is Stage.PUBLICITY
    key(page, Qt.Key.Key_Escape)
    assert not page.side.is_open()
    page.board.step_wanted.emit(Stage.VOTE)
    assert page.side.is_open()


# Begin


def test_a_month_is_begun_with_what_was_typed_and_counted_as_the_last_one_was(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 8)
    assert words(page._empty, "emptyTitle") == "8月还没开始评选"
    press(page._empty, "emptyFirst")
    assert page.side.is_beginning()
    fill(page.side.set_up, setUpTitle="防汛先锋", setUpUntilLine="7.30")
    with qtbot.waitSignal(page.done) as told:
        press(page.side.set_up, "setUpStore")
    wait_for_writes(gate, qtbot)
    stored = view(gate, "2026-08")
    assert (stored.selection.title, stored.selection.nominate_until) == ("防汛先锋", date(2026, 7, 30))
    assert [(one.quota, one.choices) for one in stored.categories] == [(1, 1)]
    assert page.side.stage is Stage.NOMINATE
    assert page.board._head.accessibleName().startswith("8 月，防汛先锋")
    assert "8月" in told.args[0] or "防汛先锋" in told.args[0]


def test_what_was_half_typed_of_a_new_selection_comes_back(page: SelectionPage, qtbot: QtBot) -> None:
    go_to_month(page, 8)
    page.begin()
    fill(page.side.set_up, setUpTitle="防汛")
    go_to_month(page, 6)
    assert page.side.stage is Stage.PUBLICITY
    go_to_month(page, 8)
    page.begin()
    assert page.side.set_up.form.title.text() == "防汛"


def test_a_deadline_before_the_opening_is_said_beside_the_field_and_nothing_is_lost(
    page: SelectionPage, gate: Gate
) -> None:
    go_to_month(page, 8)
    page.begin()
    fill(page.side.set_up, setUpTitle="防汛先锋", setUpOpenedLine="7.20", setUpUntilLine="7.10")
    press(page.side.set_up, "setUpStore")
    assert words(page.side.set_up, "setUpUntilProblemText") == "截止的日子在开始之前，改一个"
    assert page.side.set_up.form.title.text() == "防汛先锋"
    assert gate.reader.store.selections.find("2026-08") is None


# Nominate


def test_enter_goes_down_and_opens_nothing(page: SelectionPage) -> None:
    page.side.close()
    go_to(page, "徐示例")
    key(page.board.table, Qt.Key.Key_Return)
    current = page.board.current()
    assert current is not None
    assert current.nomination.name == "郑示例"
    assert not page.side.is_open()
    key(page.board.table, Qt.Key.Key_Space)
    assert page.side.stage is Stage.REVIEW


def test_nominations_are_closed_and_opened_again(page: SelectionPage, gate: Gate, qtbot: QtBot) -> None:
    go_to_month(page, 7)
    press(page.side.nominate, "closeNominations")
    wait_for_writes(gate, qtbot)
    assert page.side.stage is Stage.REVIEW
    assert "new" not in page.deeds()
    page.board.step_wanted.emit(Stage.NOMINATE)
    press(page.side.nominate, "reopenNominations")
    wait_for_writes(gate, qtbot)
    assert view(gate, JULY).stage is Stage.NOMINATE
    assert "new" in page.deeds()


def test_nominations_that_came_on_paper_are_closed_on_the_day_they_ended(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    (line,) = view(gate, JULY).nominations
    handed = line.nomination.nominated_on
    assert handed is not None
    panel = page.side.nominate
    fill(panel, closingDayLine="2026.1.5")
    press(panel, "closeNominations")
    wait_for_writes(gate, qtbot)
    assert words(panel, "nominatePanelRefused")
    assert view(gate, JULY).selection.nominations_closed_on is None
    fill(panel, closingDayLine=f"{handed.month}.{handed.day}")
    press(panel, "closeNominations")
    wait_for_writes(gate, qtbot)
    assert view(gate, JULY).selection.nominations_closed_on == handed


# The selection as a whole


def test_a_selection_is_left_vacant_with_a_reason_and_gone_on_with(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    page.head.vacant.trigger()
    press(asked(page), "askGo")
    assert words(asked(page), "reasonTextProblemText") == "写清原因，评选档案里要看得到"
    answer(page, qtbot, reasonText="没有够条件的")
    wait_for_writes(gate, qtbot)
    assert view(gate, JULY).stage is Stage.VACANT
    assert "没有够条件的" in as_text(page.board)
    press(page.board, "resumeSelection")
    wait_for_writes(gate, qtbot)
    assert view(gate, JULY).stage is Stage.NOMINATE


def test_a_month_of_the_past_is_typed_in_and_shown(page: SelectionPage, gate: Gate, qtbot: QtBot) -> None:
    page.asked.record_past()
    fill(asked(page), pastMonth="2025-11", pastTitle="护林先锋", pastWinners1Who="冯示例　寨庄村")
    answer(page, qtbot)
    wait_for_writes(gate, qtbot)
    stored = view(gate, "2025-11")
    assert [line.nomination.name for line in stored.nominations] == ["冯示例"]
    assert stored.nominations[0].nomination.unit_name == "寨庄村"
    assert page.board._head.accessibleName().startswith("11 月，护林先锋")


def test_those_chosen_so_far_lead_to_their_selections_and_villages_never_chosen_stand_first(
    page: SelectionPage,
) -> None:
    page.show_history()
    settle()
    history = page.side.history
    assert page.side.is_history()
    assert history.lines.accessibleName() == "历次典型"
    history.lines.chosen.emit("honours:1")
    settle()
    assert page.board._head.accessibleName().startswith("5 月，为民办事")
    assert not page.side.is_history()
    page.show_history()
    history.tabs.choose("rotation")
    settle()
    first = next(iter(history.lines._lines.values()))
    assert "没评上过" in first.accessibleName()


def test_ballots_are_printed_of_the_selection_in_sight(page: SelectionPage, desk: Desk) -> None:
    wanted = QSignalSpy(desk.wishes.page_wanted)
    press(page.head, "printBallot")
    assert wanted.at(0) == ["print", PrintRequest("ballot", {"selection": "2026-06"})]
    go_to_month(page, 7)
    assert not page.head.ballot.isEnabled()
    assert page.head.nominate.property("kind") == "primary"


def test_what_the_panel_of_the_circular_says_of_the_clipboard_reaches_the_window(page: SelectionPage) -> None:
    page.board.step_wanted.emit(Stage.CIRCULAR)
    assert "copy_message" not in page.deeds(), "nobody is announced yet"
    panel = page.side.step_panel()
    assert isinstance(panel, CircularPanel)
    said = QSignalSpy(page.copied)
    panel.text.setPlainText("【6月典型通报】")
    page.deeds()["copy_message"]()
    assert said.at(0) == ["通报已复制，到群里粘贴就行；没评上的没有写进去"]
    assert QGuiApplication.clipboard().text() == "【6月典型通报】"


def test_another_page_can_ask_to_nominate_or_to_begin(page: SelectionPage, gate: Gate) -> None:
    july = view(gate, JULY).selection.id
    page.take_request(SelectionRequest(selection_id=july, nominate=True))
    settle()
    assert page.side.is_typing()
    page.take_request(SelectionRequest(period="2026-09"))
    settle()
    assert page.side.is_beginning()
    assert page.side.set_up.period == "2026-09"


def test_all_who_were_nominated_are_shown_in_the_order_of_their_votes(page: SelectionPage) -> None:
    assert names(page) == [name for name, *_rest in PEOPLE] + ["韩示例", "杜示例"]


def test_the_right_mouse_button_offers_what_can_be_done_with_the_selected(
    page: SelectionPage, desk: Desk
) -> None:
    go_to_month(page, 7)
    go_to(page, "宋示例")
    said = {action.objectName(): action for action in page.row_menu().actions()}
    wanted = QSignalSpy(desk.wishes.page_wanted)
    said["printed"].trigger()
    paper = wanted.at(0)[1]
    assert isinstance(paper, PrintRequest)
    assert (paper.paper, paper.selectors["selection"]) == ("nomination", JULY)
    said["withdraw"].trigger()
    assert dialogs(page)
    go_to_month(page, 6)
    select_rows(page, 0, 1)
    of_two = {action.objectName(): action.isEnabled() for action in page.row_menu().actions()}
    assert (of_two["look"], of_two["edit"], of_two["reply"], of_two["delete"]) == (False, False, True, True)


def test_a_withdrawn_nomination_says_so_and_can_stand_again(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    go_to(page, "宋示例")
    page.asked.withdraw()
    answer(page, qtbot, reasonText="推荐单位来函撤回")
    wait_for_writes(gate, qtbot)
    records = page.board.table.records
    assert records.cell(0, records.column_at("result")).text == "已撤回"
    assert "推荐单位来函撤回" in records.cell(0, records.column_at("review")).note
    page.asked.restore()
    wait_for_writes(gate, qtbot)
    assert records.cell(0, records.column_at("result")).text == "待评议"


def test_a_month_typed_in_afterwards_offers_no_step_to_take(page: SelectionPage) -> None:
    go_to_month(page, 5)
    assert page.side.stage is Stage.NOMINATE
    shown = [name for name, one in buttons(page.side.nominate).items() if one.isVisibleTo(page.side.nominate)]
    assert not {"panelNominate", "closeNominations", "reopenNominations"} & set(shown)


# Tried by hand


def test_what_takes_the_place_of_a_step_takes_the_keys_too(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 8)
    page.deeds()["new"]()
    fill(page.side.set_up, setUpTitle="防汛先锋", setUpUntilLine="7.30")
    page.side.set_up.form.title.setFocus()
    page.deeds()["save"]()
    wait_for_writes(gate, qtbot)
    assert page.focusWidget() is buttons(page.side.nominate)["panelNominate"]
    go_to_month(page, 7)
    buttons(page.side.nominate)["closeNominations"].setFocus()
    press(page.side.nominate, "closeNominations")
    wait_for_writes(gate, qtbot)
    assert page.focusWidget() is page.side.review.form.by


def test_f6_leads_from_the_table_to_the_first_deed_of_the_step(page: SelectionPage) -> None:
    go_to_month(page, 7)
    assert page.panes()[-1].objectName() == "panelNominate"


def test_taking_back_a_selection_just_begun_leaves_its_month_in_sight(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 8)
    page.begin()
    fill(page.side.set_up, setUpTitle="防汛先锋", setUpUntilLine="7.30")
    press(page.side.set_up, "setUpStore")
    wait_for_writes(gate, qtbot)
    gate.undo()
    wait_for_writes(gate, qtbot)
    assert words(page._empty, "emptyTitle") == "8月还没开始评选"
    gate.redo()
    wait_for_writes(gate, qtbot)
    assert page.board._head.accessibleName().startswith("8 月，防汛先锋")


def test_tab_goes_through_a_new_selection_from_top_to_bottom(page: SelectionPage) -> None:
    go_to_month(page, 8)
    page.begin()
    page.side.set_up.form.control("setUpUntil").setFocus()
    names_passed = []
    for _press in range(5):
        step(page, forward=True)
        focus = page.focusWidget()
        assert focus is not None
        names_passed.append(focus.objectName())
    assert names_passed == [
        "setUpCategories1Title",
        "setUpCategories1Quota",
        "setUpCategories1Choices",
        "setUpCategories1Remove",
        "setUpCategoriesAdd",
    ]
