"""The page of organisational life: the year's board, lists of steps, what stands in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import Depth, MeetingKind, YearlyKind
from gzparty.domain.period import Period
from gzparty.domain.sitting import Status
from gzparty.services.meeting_views import MeetingDraft
from tests.widgets.helpers import as_text, on_screen, settle
from tests.widgets.life_steps import (
    ASSEMBLY,
    GROUPS,
    LIFE,
    STUDY,
    Known,
    cell,
    choices,
    line,
    only,
    said,
    saved,
    show,
)
from tests.widgets.steps import asked, eventually, fill, press, words
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.life import LifePage
from ui.panels.life.talk_form import TalkForm
from ui.tables.matrix import MatrixCell
from ui.widgets.kind_row import KindButton
from ui.wishes import LifeRequest


@pytest.fixture
def known(life_file: tuple[Path, Known]) -> Known:
    return life_file[1]


@pytest.fixture
def page(life_page: LifePage) -> LifePage:
    return life_page


def test_each_month_shows_the_day_and_each_state_its_own_glyph(page: LifePage, known: Known) -> None:
    show(page, STUDY, known["东利见村"], "2026-06")
    assert cell(page, known["东利见村"], 5) == MatrixCell("12日", Glyph.DONE, "ink3")
    assert cell(page, known["东利见村"], 6).glyph is Glyph.HELD
    assert cell(page, known["西利见村"], 6).glyph is Glyph.TODO
    assert cell(page, known["西利见村"], 3).filled
    assert "材料" in said(page, known["东利见村"], 6)
    assert "没有统计" in said(page, known["西利见村"], 3)


def test_groups_make_a_fraction_and_the_cell_lets_choose_between_them(page: LifePage, known: Known) -> None:
    panel = show(page, GROUPS, known["西利见村"], "2026-06")
    assert cell(page, known["西利见村"], 6).text == "0/2"
    entries = choices(panel)
    assert [one.entry.words for one in entries] == ["第一党小组", "第二党小组"]
    entries[1].click()
    settle()
    assert words(panel, "meetingPanelRemark") == "第二党小组 6月"
    assert cell(page, known["东利见村"], 6).filled


def test_ctrl_f_goes_to_a_village_by_initials(page: LifePage, known: Known, qtbot: QtBot) -> None:
    page.deeds()["find"]()
    qtbot.keyClicks(page.head.search, "xhk")
    here = page.board.current()
    assert here is not None
    assert here[0].unit.id == known["小河口村"]
    qtbot.keyClick(page.head.search, Qt.Key.Key_Return)
    assert page.head.search.text() == ""


def test_only_what_is_not_done_can_be_shown(page: LifePage, known: Known) -> None:
    show(page, STUDY, known["东利见村"], "2026-06")
    page.head.only_open.setChecked(True)
    settle()
    matrix = page.board.view.matrix
    assert [matrix.title(row) for row in matrix.rows()] == ["利见社区", "东利见村"]


def test_the_record_asked_for_by_another_page_is_opened(
    page: LifePage, life_gate: Gate, known: Known
) -> None:
    wanted = only(page, life_gate, known["小河口村"], STUDY, "2026-04").meeting.id
    page.take_request(LifeRequest(meeting_id=wanted))
    settle()
    assert page.kinds.value() == STUDY
    assert words(page.panel, "meetingPanelTitle") == "小河口村"
    assert words(page.panel, "meetingPanelRemark") == "集中学习 4月"


def test_by_names_the_figures_give_way_to_the_roll(page: LifePage, known: Known, qtbot: QtBot) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    segment = panel.form.control("meetingDepth").segment(Depth.NAMES.value)  # type: ignore[attr-defined]
    segment.click()
    settle()
    assert not line(panel, "meetingExpected").isVisible()
    fill(panel, meetingDayLine="6.15")
    with qtbot.waitSignal(panel.roll_wanted):
        press(panel, "meetingRoll")
    assert words(panel, "meetingRollLine") == "应到 3，实到 0，请假 0，缺席 0，未签 3"
    assert panel.detail is not None
    assert panel.detail.meeting.absences == ()


def test_the_roll_is_taken_in_the_place_of_the_board_and_its_figures_are_the_records(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    draft = MeetingDraft(
        MeetingKind.STUDY, known["西利见村"], day=date(2026, 6, 15), depth=Depth.NAMES, topic="防火"
    )
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(lambda services: services.meetings.register([draft]))
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    press(panel, "meetingRoll")
    roll = page.places.roll()
    assert roll is not None
    assert [roll.grid.records.record(row).attendance.name for row in range(3)] == [
        "孙示例",
        "曹示例",
        "何示例",
    ]
    roll.grid.setFocus()
    for mark in "113":
        qtbot.keyClick(roll.grid, mark)
    eventually(qtbot, lambda: "实到 2，请假 1" in words(panel, "meetingRollLine"))
    press(page, "meetingRollBack")
    assert page.places.roll() is None
    assert cell(page, known["西利见村"], 6).text == "15日"


def test_nobody_stands_in_for_another_at_a_party_meeting(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    draft = MeetingDraft(MeetingKind.STUDY, known["西利见村"], day=date(2026, 6, 15), depth=Depth.NAMES)
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(lambda services: services.meetings.register([draft]))
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    press(panel, "meetingRoll")
    roll = page.places.roll()
    assert roll is not None
    assert "代会" not in as_text(roll)
    roll.grid.setFocus()
    qtbot.keyClick(roll.grid, "6")
    settle()
    assert {roll.grid.records.record(row).attendance.status for row in range(3)} == {Status.UNMARKED}


def test_a_communitys_figure_leads_to_the_branch_behind_it(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    show(page, STUDY, known["水码头村"], "2026-06")
    matrix = page.board.view.matrix
    row = next(row for row in matrix.rows() if matrix.title(row) == "利见社区")
    matrix.fold(row, True)
    page.board.view.go_to(row, 6)
    qtbot.keyClick(page.board.view, Qt.Key.Key_Space)
    settle()
    assert words(page.panel, "meetingPanelTitle") == "东利见村"


def test_the_board_leaves_as_a_workbook(page: LifePage, known: Known, qtbot: QtBot) -> None:
    from openpyxl import load_workbook

    show(page, STUDY, known["西利见村"], "2026-06")
    with qtbot.waitSignal(page.exported) as made:
        page.deeds()["export"]()
    sheet = load_workbook(made.args[0]).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    line = next(row for row in rows if "西利见村" in row)
    assert "05-12" in line
    assert any("集中学习" in str(value) for row in rows for value in row if value)


def test_esc_closes_the_record_and_gives_the_board_its_width(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    show(page, STUDY, known["西利见村"], "2026-06")
    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert "save" not in page.deeds()


def test_a_record_opened_again_can_be_saved_by_key_and_begins_at_its_top(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    scroll = panel.findChild(QScrollArea, f"{panel.objectName()}Scroll")
    assert scroll is not None
    scroll.verticalScrollBar().setValue(80)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    offered: list[bool] = []
    page.deeds_changed.connect(lambda: offered.append("save" in page.deeds()))
    qtbot.keyClick(page.board.view, Qt.Key.Key_Space)
    assert offered[-1]
    assert scroll.verticalScrollBar().value() == 0


def test_opening_a_missing_record_puts_the_caret_on_its_day_and_a_stored_one_leaves_it_on_the_board(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    show(page, STUDY, known["东利见村"], "2026-05")
    view = page.board.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.focusWidget() is view
    page.board.go_to(known["西利见村"], Period.parse("2026-06"))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    settle()
    assert page.focusWidget() is line(page.panel, "meetingDayLine")


def test_a_missing_record_another_page_asks_for_is_typed_at_once(page: LifePage, known: Known) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    assert page.focusWidget() is line(panel, "meetingDayLine")
    page.board.view.setFocus()
    show(page, STUDY, known["东利见村"], "2026-05")
    assert page.focusWidget() is page.board.view


def test_the_kind_looked_at_last_comes_back(
    desk: Desk, life_gate: Gate, page: LifePage, qtbot: QtBot
) -> None:
    button_of = page.kinds.findChild(KindButton, f"kind_{STUDY}")
    assert button_of is not None
    button_of.click()
    again = LifePage(desk, life_gate)
    qtbot.addWidget(again)
    assert again.kinds.value() == STUDY


def test_how_many_are_overdue_stands_behind_the_chosen_kind_only(page: LifePage, known: Known) -> None:
    show(page, GROUPS, known["西利见村"], "2026-05")
    shown = [one.accessibleName() for one in cast("list[KindButton]", page.kinds.findChildren(KindButton))]
    assert "党小组会，没开 4" in shown
    assert "集中学习" in shown


def test_what_another_page_asks_for_is_shown_though_the_filter_hides_it(page: LifePage, known: Known) -> None:
    show(page, STUDY, known["东利见村"], "2026-06")
    page.head.only_open.setChecked(True)
    settle()
    panel = show(page, STUDY, known["水码头村"], "2026-05")
    assert words(panel, "meetingPanelTitle") == "水码头村"
    assert not page.head.only_open.isChecked()


def test_what_comes_once_a_year_shows_its_steps_and_opens_its_record_beside_them(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    page.take_request(LifeRequest(LIFE, 2026, known["西利见村"], period="2026"))
    settle()
    assert page.body.steps.isVisible()
    assert words(page.panel, "meetingPanelRemark") == "组织生活会 2026年"
    fill(page.panel, meetingDayLine="2026-03-20", meetingAttended="3")
    saved(page, qtbot)
    detail = only(page, life_gate, known["西利见村"], LIFE, "2026")
    assert detail.sitting.start.date() == date(2026, 3, 20)


def test_the_keys_stay_in_the_list_when_another_kind_is_clicked(page: LifePage, known: Known) -> None:
    page.board.view.setFocus()
    page.board.go_to(known["西利见村"], Period.parse("2026-06"))
    told: list[str] = []
    page.place_changed.connect(told.append)
    kinds = cast("list[KindButton]", page.findChildren(KindButton))
    next(one for one in kinds if one.key == LIFE).click()
    settle()
    assert page.focusWidget() is page.body.steps.view
    assert told[-1] == page.place() == "东利见村 组织生活会 2026年"


def test_a_page_that_comes_back_with_a_list_of_steps_has_the_keys_in_it(
    desk: Desk, life_gate: Gate, qtbot: QtBot
) -> None:
    desk.memory.keep("life/kind", LIFE)
    desk.memory.keep("life/aside", False)
    again = on_screen(LifePage(desk, life_gate), qtbot)
    assert again.focusWidget() is again.body.steps.view


def test_the_branch_whose_record_is_open_stays_in_sight_in_another_kind(page: LifePage, known: Known) -> None:
    show(page, STUDY, known["西利见村"], "2026-06")
    for kind, remark in ((LIFE, "组织生活会 2026年"), (GROUPS, "第一党小组 6月")):
        button_of = page.kinds.findChild(KindButton, f"kind_{kind}")
        assert button_of is not None
        button_of.click()
        settle()
        assert words(page.panel, "meetingPanelTitle") == "西利见村"
        assert words(page.panel, "meetingPanelRemark") == remark


def test_talks_of_a_branch_stand_in_the_place_of_the_list_and_esc_leads_back(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    page.take_request(LifeRequest(YearlyKind.TALK.value, 2026, known["西利见村"]))
    settle()
    assert words(page, "talksTitle") == "西利见村 2026年度 谈心谈话"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.places.shown() is None


def test_new_among_talks_asks_for_a_talk_of_the_branch(page: LifePage, known: Known) -> None:
    page.take_request(LifeRequest(YearlyKind.TALK.value, 2026, known["西利见村"]))
    settle()
    page.deeds()["new"]()
    settle()
    form = asked(page).findChild(TalkForm)
    assert form is not None
    assert form.values()["unit_id"] == known["西利见村"]


def test_contradictions_are_listed_and_lead_to_the_record(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    press(page, "crosscheck")
    assert words(page, "contradictionsTitle") == "2026年 交叉核对"
    wanted = only(page, life_gate, known["小河口村"], STUDY, "2026-04").meeting.id
    page.take_request(LifeRequest(meeting_id=wanted))
    settle()
    assert words(page.panel, "meetingPanelTitle") == "小河口村"
    assert page.places.shown() is not None
    press(page, "contradictionsBack")
    assert page.places.shown() is None


def test_votes_are_kept_under_a_meeting_that_can_hold_some_and_nowhere_else(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    from ui.panels.life.vote_editor import VoteEditor

    draft = MeetingDraft(MeetingKind.BRANCH_MEETING, known["东利见村"], day=date(2026, 6, 10))
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(lambda services: services.meetings.register([draft]))
    panel = show(page, ASSEMBLY, known["东利见村"], "2026-06")
    votes = panel.findChild(VoteEditor)
    assert isinstance(votes, VoteEditor)
    assert votes.isVisibleTo(panel)
    show(page, STUDY, known["东利见村"], "2026-05")
    assert not votes.isVisibleTo(panel)


def test_ballots_of_an_appraisal_are_entered_in_the_place_of_the_list(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    kind = MeetingKind.APPRAISAL
    draft = MeetingDraft(kind, known["西利见村"], day=date(2026, 3, 20), period="2026")
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(lambda services: services.meetings.register([draft]))
    page.take_request(LifeRequest(kind.value, 2026, known["西利见村"], period="2026"))
    settle()
    press(page.panel, "enterAppraisal")
    assert words(page, "appraisalTitle") == "西利见村 2026年度 民主评议党员"


def test_a_list_of_steps_is_searched_by_initials_and_the_record_is_begun_there(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    page.take_request(LifeRequest(LIFE, 2026))
    settle()
    page.deeds()["find"]()
    qtbot.keyClicks(page.head.search, "smt")
    line_of = page.body.steps.view.current_record()
    assert line_of is not None
    assert line_of.unit.id == known["水码头村"]
    page.deeds()["new"]()
    settle()
    assert words(page.panel, "meetingPanelTitle") == "水码头村"
    assert words(page.panel, "meetingPanelRemark") == "组织生活会 2026年"


def test_a_record_missing_in_a_list_of_steps_is_typed_at_once(page: LifePage, known: Known) -> None:
    page.take_request(LifeRequest(LIFE, 2026))
    settle()
    page.body.steps.view.setFocus()
    panel = show(page, LIFE, known["水码头村"], "2026")
    assert page.focusWidget() is line(panel, "meetingDayLine")


def test_a_kind_asked_for_by_another_page_takes_the_open_record_along(page: LifePage, known: Known) -> None:
    show(page, STUDY, known["西利见村"], "2026-06")
    page.take_request(LifeRequest(LIFE))
    settle()
    assert words(page.panel, "meetingPanelTitle") == "西利见村"
    assert words(page.panel, "meetingPanelRemark") == "组织生活会 2026年"


def test_contradictions_and_talks_opened_here_close_the_record_of_a_kind(
    page: LifePage, known: Known
) -> None:
    show(page, STUDY, known["西利见村"], "2026-06")
    press(page, "crosscheck")
    assert not page.record.is_open()
    assert page.place() == ""
    show(page, LIFE, known["西利见村"], "2026")
    page.body.talks_wanted.emit(known["西利见村"], 2026)
    settle()
    assert words(page, "talksTitle") == "西利见村 2026年度 谈心谈话"
    assert not page.record.is_open()


def test_talks_leave_no_record_of_another_kind_beside_them(page: LifePage, known: Known) -> None:
    show(page, STUDY, known["西利见村"], "2026-06")
    page.take_request(LifeRequest(YearlyKind.TALK.value))
    settle()
    assert not page.record.is_open()
