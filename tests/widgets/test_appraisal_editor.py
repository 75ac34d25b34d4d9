"""民主评议 is typed like a sheet: ballots, grades by a key, a hint at a third, and nothing worked out from ballots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import AppraisalGrade, MeetingKind
from gzparty.domain.people import PartyClass
from tests.widgets.helpers import settle
from tests.widgets.life import DAY, Life
from ui.desk import Desk
from ui.panels.life.appraisal_editor import AppraisalEditor, grade_of
from ui.widgets.count_field import CountField


@pytest.fixture
def editor(desk: Desk, life: Life, qtbot: QtBot) -> AppraisalEditor:
    made = AppraisalEditor(desk, life.gate)
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show_meeting(life.meetings[MeetingKind.APPRAISAL])
    made.show()
    settle()
    return made


def text(editor: AppraisalEditor, row: int, column: str) -> str:
    return editor.view.records.cell(row, editor.view.records.column_at(column)).text


def write(editor: AppraisalEditor, row: int, column: str, words: str) -> None:
    records = editor.view.records
    records.setData(records.index(row, records.column_at(column)), words)


def said(editor: AppraisalEditor, name: str) -> str:
    found = editor.findChild(QLabel, name)
    assert found is not None
    return found.text()


def grades(life: Life) -> dict[str, AppraisalGrade]:
    view = life.services.yearly.appraisal(life.meetings[MeetingKind.APPRAISAL])
    return {line.name: line.grade for line in view.lines} if view.stored else {}


def test_the_branchs_members_stand_there_without_any_grade(editor: AppraisalEditor, life: Life) -> None:
    QAbstractItemModelTester(editor.view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [text(editor, row, "name") for row in range(editor.view.records.rowCount())] == [
        "一示例",
        "甲示例",
        "乙示例",
        "新示例",
    ]
    assert [text(editor, row, "grade") for row in range(4)] == ["", "", "", "不评定"]
    assert said(editor, "appraisalHint") == ("党员 4 人，优秀一般不超过 1 人；等次由支部评定，不按票数算。")
    assert grades(life) == {}


def test_a_grade_is_given_by_a_digit_and_the_next_row_follows(
    editor: AppraisalEditor, life: Life, qtbot: QtBot
) -> None:
    editor.view.select_row(0, editor.view.records.column_at("grade"))
    with qtbot.waitSignal(editor.done) as deed:
        qtbot.keyClick(editor.view, Qt.Key.Key_1)
    assert deed.args == ["东村 2025年度民主评议"]
    with qtbot.waitSignal(editor.done):
        qtbot.keyClick(editor.view, Qt.Key.Key_1)
    settle()
    assert editor.view.currentIndex().row() == 2
    assert grades(life)["甲示例"] is AppraisalGrade.EXCELLENT
    assert said(editor, "appraisalHint") == "优秀 2 人，党员 4 人的三分之一是 1 人，一般不超过这个数"


def test_a_probationary_member_takes_no_grade_by_key_or_typing(
    editor: AppraisalEditor, life: Life, qtbot: QtBot
) -> None:
    column = editor.view.records.column_at("grade")
    assert not editor.view.records.is_editable(3, column)
    editor.view.select_row(3, column)
    qtbot.keyClick(editor.view, Qt.Key.Key_2)
    settle()
    assert grades(life) == {}


def test_ballots_are_typed_and_decide_nothing(editor: AppraisalEditor, life: Life, qtbot: QtBot) -> None:
    for name, count in (("sent", "4"), ("returned", "4"), ("valid", "3")):
        control = editor.findChild(CountField, f"ballots_{name}")
        assert control is not None
        control.setText(count)
        control.editingFinished.emit()
    qtbot.waitUntil(lambda: editor.content is not None and editor.content.ballots is not None)
    with qtbot.waitSignal(editor.done):
        write(editor, 0, "excellent", "３")
    settle()
    assert text(editor, 0, "excellent") == "3"
    assert grades(life)["一示例"] is AppraisalGrade.NONE
    write(editor, 0, "competent", "1")
    qtbot.waitUntil(lambda: "四栏合计 4 票，有效票只有 3 张" in said(editor, "appraisalProblem"))
    assert text(editor, 0, "competent") == ""


def test_ballots_half_typed_outlast_the_grades_stored_meanwhile(
    editor: AppraisalEditor, life: Life, qtbot: QtBot
) -> None:
    sent, returned, valid = editor._ballots.values()
    for field, words in ((sent, "4"), (returned, "三张")):
        field.setText(words)
        field.editingFinished.emit()
    assert said(editor, "appraisalProblem").startswith("人数写成")
    write(editor, 0, "grade", "1")
    qtbot.waitUntil(lambda: grades(life) != {})
    settle()
    assert [sent.text(), returned.text(), valid.text()] == ["4", "三张", ""]
    assert said(editor, "appraisalProblem").startswith("人数写成")


def test_what_is_no_count_and_no_grade_is_said_and_not_stored(editor: AppraisalEditor, life: Life) -> None:
    write(editor, 0, "excellent", "三")
    assert said(editor, "appraisalProblem") == "“三”不是票数，写 0 以上的整数。"
    write(editor, 0, "grade", "良好")
    assert said(editor, "appraisalProblem").startswith("“良好”不是等次")
    assert text(editor, 0, "grade") == ""
    assert grades(life) == {}


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("优", AppraisalGrade.EXCELLENT),
        ("合格", AppraisalGrade.COMPETENT),
        ("基", AppraisalGrade.BASIC),
        ("不合格", AppraisalGrade.POOR),
        ("4", AppraisalGrade.POOR),
        ("", AppraisalGrade.NONE),
        ("5", None),
        ("良", None),
    ],
)
def test_a_grade_is_read_by_its_beginning_or_place(typed: str, grade: AppraisalGrade | None) -> None:
    assert grade_of(typed) is grade


def test_members_who_came_later_are_offered_and_added_when_wanted(
    editor: AppraisalEditor, life: Life, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(editor.done):
        write(editor, 0, "grade", "合格")

    def join(services: object) -> object:
        from gzparty.services.people import PersonDraft

        person = services.people.add_person(PersonDraft("后示例")).value  # type: ignore[attr-defined]
        branch = life.villages["东村"]
        return services.people.admit(person.id, branch, PartyClass.FULL, DAY.replace(year=2024))  # type: ignore[attr-defined]

    life.write(qtbot, join)
    settle()
    offer = editor.findChild(QPushButton, "joinMembers")
    assert offer is not None
    assert (offer.isVisible(), offer.text()) == (True, "名单里还没有 后示例，加上")
    with qtbot.waitSignal(editor.done):
        offer.click()
    settle()
    assert text(editor, 4, "name") == "后示例"
    assert not offer.isVisible()


def test_another_kind_of_record_is_said_to_be_none(editor: AppraisalEditor, life: Life) -> None:
    editor.show_meeting(life.meetings[MeetingKind.BRANCH_MEETING])
    assert "不是民主评议党员的记录" in said(editor, "appraisalProblem")
    assert editor.view.records.rowCount() == 0
