"""A record of organisational life beside its board: typed, kept, explained, and the next one missing."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.meeting import Absence
from tests.widgets.helpers import as_text, settle
from tests.widgets.life_steps import (
    ASSEMBLY,
    STUDY,
    Known,
    area,
    button,
    cell,
    choices,
    deed,
    line,
    only,
    saved,
    show,
)
from tests.widgets.steps import answer, eventually, fill, press, words
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.life import LifePage
from ui.tables.matrix import MatrixCell


@pytest.fixture
def known(life_file: tuple[Path, Known]) -> Known:
    return life_file[1]


@pytest.fixture
def page(life_page: LifePage) -> LifePage:
    return life_page


def test_a_new_record_begins_with_who_and_where_but_never_with_a_day_or_who_came(
    page: LifePage, known: Known
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    assert line(panel, "meetingPlace").text() == "西利见村党群服务中心"
    assert line(panel, "meetingHost").text() == "孙示例"
    expected = line(panel, "meetingExpected")
    assert (expected.text(), expected.placeholderText()) == ("", "上次 9")
    assert line(panel, "meetingDayLine").text() == ""
    assert line(panel, "meetingStarts").text() == ""
    assert line(panel, "meetingAttended").text() == ""
    assert area(panel, "meetingTopic").toPlainText() == ""
    said_of_it = words(panel, "meetingCarried")
    assert said_of_it == "地点、主持人、记录人、长期不在的人已照 5月12日 那次填好"


def test_a_record_is_stored_and_its_cell_says_the_day(
    page: LifePage, life_gate: Gate, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    fill(panel, meetingDayLine="6.15", meetingStarts="1930", meetingExpected="9", meetingAttended="8")
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
    fill(panel, meetingDayLine="6.15", meetingExpected="9", meetingAttended="10")
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


def test_initials_left_standing_become_the_one_they_mean_and_are_no_name_of_several(
    page: LifePage, known: Known
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-06")
    panel.know([("何示例", "hsl"), ("郝示例", "hsl"), ("周示例", "zsl")])
    fill(panel, meetingHost="zs", meetingRecorder="h", meetingDayLine="6.15")
    line(panel, "meetingHost").editingFinished.emit()
    press(panel, "saveMeeting")
    assert line(panel, "meetingHost").text() == "周示例"
    assert words(panel, "meetingRecorderProblemText") == "“h”能对上 2 个人，写上姓名"
    assert panel.detail is None


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


def test_the_history_of_a_record_is_asked_for(
    page: LifePage, life_gate: Gate, desk: Desk, known: Known, qtbot: QtBot
) -> None:
    panel = show(page, STUDY, known["西利见村"], "2026-05")
    with qtbot.waitSignal(desk.wishes.past_wanted) as asked:
        deed(panel, "meeting_history")
    assert asked.args == ["meetings", only(page, life_gate, known["西利见村"], STUDY, "2026-05").meeting.id]


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
