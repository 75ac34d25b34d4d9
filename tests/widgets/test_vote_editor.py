"""Votes of a meeting are added, corrected and deleted in their panel; the result stands there while one types."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import Candidate, Excluded, MeetingKind, VoteKind
from gzparty.labels.votes import result_text
from gzparty.services.votes import VoteDraft
from tests.widgets.helpers import as_text, settle
from tests.widgets.life import Life
from ui.desk import Desk
from ui.panels.life.vote_editor import VoteEditor
from ui.panels.life.vote_form import CandidateRow, ExcludedRow
from ui.widgets.rows_field import RowsField
from ui.widgets.vote_line import VoteLine

DRAFT = VoteDraft(VoteKind.DEVELOPMENT, "接收张示例为预备党员", 16, 14, in_favour=8, against=6)


@pytest.fixture
def editor(desk: Desk, life: Life, qtbot: QtBot) -> VoteEditor:
    made = VoteEditor(desk, life.gate)
    qtbot.addWidget(made)
    made.resize(420, 800)
    made.show_meeting(life.meetings[MeetingKind.BRANCH_MEETING])
    made.show()
    settle()
    return made


def press(editor: VoteEditor, name: str) -> None:
    found = editor.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    found.click()
    settle()


def fill(editor: VoteEditor, **texts: object) -> None:
    for name, text in texts.items():
        control = editor.form.control(f"vote{name}")
        if isinstance(text, VoteKind):
            control.set_value(text)  # type: ignore[attr-defined]
        else:
            control.setText(str(text))  # type: ignore[attr-defined]
    settle()


def said(editor: VoteEditor, name: str) -> str:
    found = editor.findChild(QLabel, name)
    assert found is not None
    return found.text()


def lines(editor: VoteEditor) -> list[VoteLine]:
    found = cast("list[VoteLine]", editor.findChildren(VoteLine))
    return [line for line in found if line.isVisible()]


def rows(editor: VoteEditor, name: str) -> RowsField:
    found = editor.form.control(name)
    assert isinstance(found, RowsField)
    return found


def test_a_vote_is_typed_and_its_result_is_said_while_typing(
    editor: VoteEditor, life: Life, qtbot: QtBot
) -> None:
    assert "没有表决。" in as_text(editor)
    press(editor, "addVote")
    assert said(editor, "voteResult") == "填上应到、实到，这里就显示过没过半"
    fill(
        editor,
        Matter="接收张示例为预备党员",
        Kind=VoteKind.DEVELOPMENT,
        Eligible="16人",
        Present="14",
        Favour="8",
    )
    assert said(editor, "voteResult") == "应到 16，赞成 8，需要 9 票，未通过"
    fill(editor, WrittenFor="1")
    assert said(editor, "voteResult").endswith("需要 9 票，通过")
    fill(editor, WrittenFor="", Against="7")
    assert "合计 15 票，实到只有 14 人" in said(editor, "voteFinding")
    fill(editor, Against="6")
    with qtbot.waitSignal(editor.done) as deed:
        press(editor, "storeVote")
    assert deed.args == ["登记 东村 党员大会的表决"]
    settle()
    (line,) = lines(editor)
    assert line.accessibleName() == ("发展党员：接收张示例为预备党员，应到 16，赞成 8，需要 9 票，未通过")
    assert not editor.form.isVisible()


def test_what_cannot_be_true_stays_in_the_form_beside_its_sentence(
    editor: VoteEditor, life: Life, qtbot: QtBot
) -> None:
    press(editor, "addVote")
    fill(editor, Matter="修路", Eligible="16", Present="14", Favour="15")
    press(editor, "storeVote")
    qtbot.waitUntil(lambda: "合计 15 票" in said(editor, "voteRefused"))
    assert editor.is_editing()
    assert life.services.votes.of(life.meetings[MeetingKind.BRANCH_MEETING]) == ()


def test_a_figure_left_out_is_asked_for(editor: VoteEditor, life: Life) -> None:
    press(editor, "addVote")
    fill(editor, Matter="修路", Present="很多")
    press(editor, "storeVote")
    assert said(editor, "voteEligibleProblemText") == "写上人数，才算得出过没过半"
    assert said(editor, "votePresentProblemText").startswith("人数写成")


def test_no_vote_fails_of_which_nothing_was_typed(editor: VoteEditor, life: Life, qtbot: QtBot) -> None:
    press(editor, "addVote")
    fill(editor, Matter="修路", Eligible="16", Present="14")
    assert said(editor, "voteResult") == "填上赞成几票，这里就显示过没过半"
    press(editor, "storeVote")
    assert said(editor, "voteFavourProblemText") == "写上赞成几票，一票没有写 0"
    assert life.services.votes.of(life.meetings[MeetingKind.BRANCH_MEETING]) == ()
    fill(editor, Favour="0")
    assert said(editor, "voteResult").endswith("未通过")
    with qtbot.waitSignal(editor.done):
        press(editor, "storeVote")


def test_an_election_asks_for_candidates_and_not_for_yes_and_no(
    editor: VoteEditor, life: Life, qtbot: QtBot
) -> None:
    press(editor, "addVote")
    fill(editor, Matter="补选委员", Kind=VoteKind.ELECTION, Eligible="16", Present="14", Seats="1")
    shown = as_text(editor)
    assert "voteFavour)" not in shown
    assert "voteWrittenFor)" not in shown
    press(editor, "voteCandidatesAdd")
    (row,) = rows(editor, "voteCandidates").rows
    assert isinstance(row, CandidateRow)
    assert row.name.hasFocus()
    row.name.setText("王示例")
    row.votes.setText("9")
    settle()
    assert said(editor, "voteResult") == "应到 16，得 9 票当选，应选 1 名：王示例 当选"
    with qtbot.waitSignal(editor.done):
        press(editor, "storeVote")
    (vote,) = life.services.votes.of(life.meetings[MeetingKind.BRANCH_MEETING])
    assert (vote.candidates, vote.seats) == ((Candidate("王示例", 9),), 1)


def test_someone_not_counted_is_added_with_a_reason_and_taken_away(editor: VoteEditor) -> None:
    press(editor, "addVote")
    fill(editor, Matter="修路", Eligible="3", Present="3", Favour="3")
    press(editor, "voteExcludedAdd")
    field = rows(editor, "voteExcluded")
    (row,) = field.rows
    assert isinstance(row, ExcludedRow)
    assert row.name.matches("甲") == ["甲示例"]
    row.name.setText("甲示例")
    assert "不计入应到的原因没有选" in said(editor, "voteFinding")
    row.reason.set_value("infirm")
    row.approved.setText("6.1")
    assert field.value() == (Excluded("甲示例", "infirm", "2026-06-01"),)
    assert "应到 4 人（其中不计入 1 人，按 3 人计算）" in said(editor, "voteFinding")
    row.approved.setText("明天")
    assert editor.form.problems()["excluded"].startswith("看不懂“明天”")
    cross = next(one for one in row.children() if one.objectName().endswith("Remove"))
    cross.click()  # type: ignore[attr-defined]
    assert field.value() == ()


def test_a_stored_vote_is_opened_corrected_and_deleted(editor: VoteEditor, life: Life, qtbot: QtBot) -> None:
    meeting = life.meetings[MeetingKind.BRANCH_MEETING]
    life.write(qtbot, lambda services: services.votes.add(meeting, DRAFT))
    settle()
    (line,) = lines(editor)
    line.click()
    fill(editor, Favour="9", Against="5")
    with qtbot.waitSignal(editor.done):
        press(editor, "storeVote")
    (vote,) = life.services.votes.of(meeting)
    assert result_text(vote).endswith("通过")
    settle()
    lines(editor)[0].click()
    with qtbot.waitSignal(editor.done) as deed:
        press(editor, "deleteVote")
    assert deed.args == ["删除 东村 党员大会的表决"]
    settle()
    assert lines(editor) == []
    life.gate.undo()
    qtbot.waitUntil(lambda: len(lines(editor)) == 1)


def test_what_was_typed_comes_back_with_its_meeting_until_it_is_given_up(
    editor: VoteEditor, life: Life
) -> None:
    press(editor, "addVote")
    fill(editor, Matter="修路", Eligible="16")
    editor.show_meeting(life.meetings[MeetingKind.LIFE_MEETING])
    assert not editor.is_editing()
    editor.show_meeting(life.meetings[MeetingKind.BRANCH_MEETING])
    press(editor, "addVote")
    assert editor.form.draft()["voteMatter"] == "修路"
    assert "接着上次没存的内容" in as_text(editor)
    press(editor, "leaveVote")
    press(editor, "addVote")
    assert editor.form.draft()["voteMatter"] == ""


def test_escape_puts_the_form_away_and_gives_the_focus_back(editor: VoteEditor, qtbot: QtBot) -> None:
    press(editor, "addVote")
    qtbot.keyClick(editor.form, Qt.Key.Key_Escape)
    settle()
    assert not editor.form.isVisible()
    assert editor.focusWidget().objectName() == "addVote"


def test_a_committee_votes_as_one(editor: VoteEditor, life: Life) -> None:
    press(editor, "addVote")
    assert editor.form.values()["kind"] is VoteKind.GENERAL
    fill(editor, Kind=VoteKind.COMMITTEE, Eligible="5", Present="4", Favour="3")
    assert said(editor, "voteResult") == "到会委员 4，赞成 3，需要 3 票，通过"
