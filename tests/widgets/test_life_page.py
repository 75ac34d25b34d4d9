"""The page of organisational life: the year's board, a record beside it, the next one missing."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.meeting import Absence, Depth, MeetingKind
from gzparty.domain.period import Period
from gzparty.domain.sitting import Status
from gzparty.services.meeting_views import MeetingDetail, MeetingDraft
from tests.widgets.helpers import as_text, settle
from tests.widgets.steps import answer, eventually, fill, press, words
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.life import LifePage
from ui.panels.meeting_panel import MeetingPanel
from ui.tables.matrix import MatrixCell
from ui.widgets.entry_strip import EntryButton
from ui.widgets.kind_row import KindButton
from ui.wishes import LifeRequest

STUDY, GROUPS, ASSEMBLY = (
    MeetingKind.STUDY.value,
    MeetingKind.GROUP_MEETING.value,
    MeetingKind.BRANCH_MEETING.value,
)
Known = dict[str, int]


@pytest.fixture
def known(life_file: tuple[Path, Known]) -> Known:
    return life_file[1]


@pytest.fixture
def page(desk: Desk, life_gate: Gate, qtbot: QtBot) -> LifePage:
    made = LifePage(desk, life_gate)
    qtbot.addWidget(made)
    made.resize(1264, 760)
    made.show()
    settle()
    return made


def show(page: LifePage, kind: str, unit_id: int, period: str, **more: int) -> MeetingPanel:
    page.take_request(LifeRequest(kind, 2026, unit_id, period=period, **more))
    settle()
    return page.panel


def cell(page: LifePage, unit_id: int, column: int) -> MatrixCell:
    matrix = page.board.view.matrix
    return matrix.cell(matrix.reveal(unit_id), column)


def said(page: LifePage, unit_id: int, column: int) -> str:
    matrix = page.board.view.matrix
    return matrix.spoken(matrix.reveal(unit_id), column)


def saved(page: LifePage, qtbot: QtBot, button: str = "saveMeeting") -> None:
    with qtbot.waitSignal(page.noted):
        press(page.panel, button)
    settle()


def line(panel: MeetingPanel, name: str) -> QLineEdit:
    found = panel.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def area(panel: MeetingPanel, name: str) -> QPlainTextEdit:
    found = panel.findChild(QPlainTextEdit, name)
    assert found is not None, name
    return found


def only(page: LifePage, gate: Gate, unit_id: int, kind: str, period: str) -> MeetingDetail:
    views = gate.reader.meeting_views
    (meeting,) = [one for one in views.of_unit(unit_id, 2026) if one.kind == kind and one.period == period]
    return views.detail(meeting.id)


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


def test_a_new_record_begins_with_who_and_where_but_never_with_a_day_or_who_came(
    page: LifePage, known: Known
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    assert line(panel, "meetingPlace").text() == "西利见村党群服务中心"
    assert line(panel, "meetingHost").text() == "孙示例"
    assert line(panel, "meetingExpected").text() == "9"
    assert line(panel, "meetingDayLine").text() == ""
    assert line(panel, "meetingStarts").text() == ""
    assert line(panel, "meetingAttended").text() == ""
    assert area(panel, "meetingTopic").toPlainText() == ""
    said_of_it = words(panel, "meetingCarried")
    assert said_of_it == "地点、主持人、记录人、应到、长期不在的人已照 5月12日 那次填好"


def test_a_record_is_stored_and_its_cell_says_the_day(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    fill(panel, meetingDayLine="6.15", meetingStarts="1930", meetingAttended="8")
    area(panel, "meetingTopic").setPlainText("学习发展党员工作细则")
    assert words(panel, "figuresWords") == "应到 9 ＝ 实到 8 ＋ 缺席 1，人数对得上"
    saved(page, qtbot)
    detail = only(page, life_gate, known["西利见村"], STUDY, "2026-06")
    assert (detail.sitting.start.date(), detail.sitting.hours[0]) == (date(2026, 6, 15), time(19, 30))
    assert detail.meeting.absences == (Absence("何示例", "外出务工", standing=True),)
    assert cell(page, known["西利见村"], 6).text == "15日"
    assert words(panel, "meetingMissing") == "缺记录、签到表"


def test_figures_that_cannot_be_true_are_told_at_once_and_hold_up_nothing(
    page: LifePage, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    fill(panel, meetingDayLine="6.15", meetingAttended="10")
    assert "实到 10 比应到 9 还多" in words(panel, "figuresWords")
    saved(page, qtbot)
    assert cell(page, known["西利见村"], 6).text == "15日"


def test_without_a_day_nothing_is_stored_and_the_sentence_stands_beside_the_field(
    page: LifePage, life_gate: Gate, known: Known
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    fill(panel, meetingAttended="8")
    press(panel, "saveMeeting")
    assert "日期" in words(panel, "meetingDayProblemText")
    assert [
        one
        for one in life_gate.reader.meeting_views.of_unit(known["西利见村"], 2026)
        if one.period == "2026-06" and one.kind == STUDY
    ] == []
    assert line(panel, "meetingAttended").text() == "8"


def test_save_and_next_opens_the_next_one_missing(page: LifePage, known: Known, qtbot: QtBot) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    fill(panel, meetingDayLine="6.15", meetingAttended="8")
    saved(page, qtbot, "saveNext")
    assert words(panel, "meetingPanelTitle") == "小河口村"
    assert line(panel, "meetingDayLine").text() == ""
    here = page.board.current()
    assert here is not None
    assert here[0].unit.id == known["小河口村"]


def test_what_was_typed_comes_back_when_another_cell_was_looked_at(page: LifePage, known: Known) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    area(panel, "meetingContent").setPlainText("讨论了麦收防火")
    show(page, STUDY, known["小河口村"], "2026-06")
    assert area(panel, "meetingContent").toPlainText() == ""
    show(page, STUDY, known["西利见村"], "2026-06")
    assert area(panel, "meetingContent").toPlainText() == "讨论了麦收防火"
    press(panel, "discardDraft")
    assert area(panel, "meetingContent").toPlainText() == ""


def test_a_kept_draft_says_when(page: LifePage, desk: Desk, known: Known) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    area(panel, "meetingContent").setPlainText("讨论了麦收防火")
    desk.drafts.save_all()
    assert words(panel, "meetingDraftHint") == "草稿已存 08:52"


def test_a_refusal_keeps_everything_typed(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(lambda services: services.meetings.lock_month("2026-06", "季度检查"))
    settle()
    fill(panel, meetingDayLine="6.15", meetingAttended="8")
    press(panel, "saveMeeting")
    eventually(qtbot, lambda: "锁定" in words(panel, "meetingRefused"))
    assert line(panel, "meetingAttended").text() == "8"


def test_a_record_of_a_locked_month_can_be_read_only_until_it_is_unlocked(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    deed(panel, "meeting_lock")
    answer(page, qtbot, reasonText="季度检查已报")
    assert words(panel, "meetingLockTitle") == "2026年5月锁定：季度检查已报"
    assert line(panel, "meetingPlace").isReadOnly()
    assert not button(panel, "saveMeeting").isEnabled()
    press(panel, "unlockMonth")
    answer(page, qtbot, reasonText="日期登错了")
    assert not line(panel, "meetingPlace").isReadOnly()


def test_papers_go_back_with_a_reason_and_come_again(page: LifePage, known: Known, qtbot: QtBot) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    deed(panel, "meeting_give_back")
    answer(page, qtbot, reasonText="缺签到表")
    assert cell(page, known["西利见村"], 5).glyph is Glyph.RETURNED
    assert "缺签到表" in words(panel, "meetingWhy")
    deed(panel, "meeting_take_again")
    answer(page, qtbot, wantedDayLine="6.16")
    assert cell(page, known["西利见村"], 5).glyph is Glyph.DONE


def test_a_branch_is_let_off_with_a_reason_and_who_agreed(page: LifePage, known: Known, qtbot: QtBot) -> None:
    panel = show(page, STUDY, known["小河口村"], "2026-06")
    deed(panel, "meeting_waive")
    answer(page, qtbot, waiveReason="整村搬迁", waiveApprover="李示例")
    assert cell(page, known["小河口村"], 6) == MatrixCell("免", Glyph.NOT_APPLICABLE, "ink3")
    assert words(panel, "meetingWhy") == "免办：整村搬迁（李示例同意）"
    deed(panel, "meeting_unwaive")
    eventually(qtbot, lambda: cell(page, known["小河口村"], 6).glyph is Glyph.TODO)


def test_a_deleted_record_leaves_its_due_open(page: LifePage, known: Known, qtbot: QtBot) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    with qtbot.waitSignal(page.done):
        deed(panel, "meeting_delete")
    settle()
    assert cell(page, known["西利见村"], 5).glyph is Glyph.OVER
    assert words(panel, "meetingPanelTag").startswith("逾期")


def test_one_more_kind_is_noted_on_the_same_sitting(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    deed(panel, "meeting_beside")
    answer(page, qtbot)
    study = only(page, life_gate, known["西利见村"], STUDY, "2026-05")
    assembly = only(page, life_gate, known["西利见村"], ASSEMBLY, "2026-05")
    assert study.sitting.id == assembly.sitting.id
    assert {one.entry.words for one in choices(panel)} == {"党员大会", "集中学习"}


def test_held_after_the_month_it_counts_for_the_month_it_was_opened_from(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(
            lambda services: services.meetings.delete(
                [only(page, life_gate, known["西利见村"], STUDY, "2026-05").meeting.id]
            )
        )
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    fill(panel, meetingDayLine="6.2")
    assert words(panel, "meetingCounts") == "算 2026年5月的"
    saved(page, qtbot)
    assert cell(page, known["西利见村"], 5).text == "06-02"


def test_pasted_minutes_fall_into_the_fields(page: LifePage, known: Known) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    QGuiApplication.clipboard().setText(
        "时间：2026年6月12日19:30\n应到9人，实到8人\n议题：防火\n大家都发了言"
    )
    press(panel, "pasteMinutes")
    assert line(panel, "meetingDayLine").text() == "2026-06-12"
    assert line(panel, "meetingAttended").text() == "8"
    assert area(panel, "meetingTopic").toPlainText() == "防火\n大家都发了言"


def test_names_are_offered_by_initials_of_this_branch_only(page: LifePage, known: Known) -> None:
    from ui.widgets.name_field import NameField

    panel = show(page, STUDY, known["西利见村"], "2026-06")
    host = panel.findChild(NameField, "meetingHost")
    assert host is not None
    assert host.matches("h") == ["何示例"]
    assert host.matches("x") == []


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
    assert words(panel, "meetingRollLine") == "应到 3，实到 0，请假 0，缺席 0，待核实 3"


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
    roll = page.record.roll()
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
    press(roll, "leaveRoll")
    assert page.record.roll() is None
    assert cell(page, known["西利见村"], 6).text == "15日"


def test_nobody_stands_in_for_another_at_a_party_meeting(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    draft = MeetingDraft(MeetingKind.STUDY, known["西利见村"], day=date(2026, 6, 15), depth=Depth.NAMES)
    with qtbot.waitSignal(life_gate.stored):
        life_gate.write(lambda services: services.meetings.register([draft]))
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    press(panel, "meetingRoll")
    roll = page.record.roll()
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


def test_files_for_a_record_not_stored_yet_go_in_with_it(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot, tmp_path: Path
) -> None:
    scan = tmp_path / "会议记录扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan))])
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    panel.files.take(mime)
    assert words(panel, "filesTold") == "1 份文件等保存这条记录时一起放进去"
    fill(panel, meetingDayLine="6.15")
    saved(page, qtbot)
    eventually(
        qtbot,
        lambda: len(only(page, life_gate, known["西利见村"], STUDY, "2026-06").attachments) == 1,
    )
    (attached,) = only(page, life_gate, known["西利见村"], STUDY, "2026-06").attachments
    eventually(qtbot, lambda: panel.findChild(QPushButton, f"file_{attached.id}") is not None)
    assert attached.name == "会议记录扫描件.pdf"


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


def test_the_history_of_a_record_tells_its_deeds(page: LifePage, known: Known) -> None:
    from ui.widgets.line_list import LineList

    panel = show(page, STUDY, known["西利见村"], "2026-05")
    deed(panel, "meeting_history")
    lines = page.window().findChild(LineList, "meetingHistoryLines")
    assert lines is not None
    assert "登记 西利见村 集中学习" in lines.accessibleName()


def deed(panel: MeetingPanel, name: str) -> None:
    action = panel.findChild(QAction, name)
    assert action is not None
    assert action.isEnabled(), name
    action.trigger()
    settle()


def choices(panel: MeetingPanel) -> list[EntryButton]:
    found = cast("list[EntryButton]", panel.findChildren(EntryButton))
    return [one for one in found if one.isVisibleTo(panel)]


def button(panel: MeetingPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert found is not None
    return found


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


def test_a_second_record_of_the_same_month_stands_beside_the_first(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    page.deeds()["new"]()
    settle()
    fill(panel, meetingDayLine="5.26", meetingAttended="7")
    saved(page, qtbot)
    months = [one.entry.words for one in choices(panel)]
    assert months == ["集中学习", "5月"]
    found = [
        one for one in life_gate.reader.meeting_views.of_unit(known["西利见村"], 2026) if one.kind == STUDY
    ]
    assert len([one for one in found if one.period == "2026-05"]) == 2


def test_a_day_to_come_makes_a_plan(page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    fill(panel, meetingDayLine="6.25")
    assert words(panel, "meetingCounts") == "还没到这一天，存成计划"
    saved(page, qtbot)
    detail = only(page, life_gate, known["西利见村"], STUDY, "2026-06")
    assert detail.sitting.actual_start is None
    assert "计划 6月25日开" in words(panel, "meetingWhy")


def test_the_panel_of_a_stored_record_and_of_a_new_one(
    page: LifePage, known: Known, snapshot: SnapshotAssertion
) -> None:
    stored = as_text(show(page, STUDY, known["西利见村"], "2026-05"))
    new = as_text(show(page, STUDY, known["西利见村"], "2026-06"))
    assert f"{stored}\n\n{new}" == snapshot
