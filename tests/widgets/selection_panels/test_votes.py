"""Votes are typed like a sheet, checked while they are typed, locked, and opened again only with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from gzparty.domain.selection import Method, Nomination, TieRule
from gzparty.services.selection_drafts import CategoryDraft
from tests.widgets.helpers import as_text, settle
from tests.widgets.selection_panels.conftest import Award
from tests.widgets.selection_panels.sample import begun, counted, decided, nominees
from tests.widgets.selection_panels.steps import choose, dialog, fill, no_dialog, part, press, said, sentence
from ui.panels.selection.count_grid import CountGrid, read_votes, votes_by_name
from ui.panels.selection.score_grid import ScoreGrid
from ui.panels.selection.vote_panel import VotePanel
from ui.widgets.segments import Segments

HEAD = {
    "Day": "6.12",
    "Place": "镇三楼会议室",
    "Supervisor": "张示例",
    "Teller": "李示例",
    "Due": "30",
    "Present": "25",
    "Issued": "25",
    "Returned": "25",
    "Valid": "25",
}


@pytest.fixture
def panel(award: Award) -> VotePanel:
    made = VotePanel(award.desk, award.gate)
    award.show(made, award.do(begun))
    return made


def votes(panel: VotePanel) -> CountGrid:
    assert isinstance(panel.entry.grid, CountGrid)
    return panel.entry.grid


def scores(panel: VotePanel) -> ScoreGrid:
    assert isinstance(panel.entry.grid, ScoreGrid)
    return panel.entry.grid


def typed(panel: VotePanel, award: Award, *figures: str) -> None:
    """Votes typed one under another, each with Enter, from the first cell on."""
    grid = votes(panel)
    grid.take_focus()
    for figure in figures:
        award.qtbot.keyClicks(grid.view, figure[0])
        editor = part(grid.view.viewport(), QLineEdit, "cellEditor")
        award.qtbot.keyClicks(editor, figure[1:])
        award.qtbot.keyClick(editor, Qt.Key.Key_Return)
        settle()


def nominee(number: int, name: str, village: str) -> Nomination:
    return Nomination(number, f"{number}", 1, 1, number, name, unit_name=village)


def stored(award: Award) -> dict[str, int | None]:
    reader = award.gate.reader
    number = award.shown[0][1]
    view = reader.selection_views.get(number)
    names = {line.nomination.id: line.nomination.name for line in view.nominations}
    return {names[line.nomination_id]: line.votes for line in view.rounds[-1].lines} if view.rounds else {}


def shown_votes(panel: VotePanel) -> list[str]:
    grid = votes(panel)
    return [grid.records.cell(row, 1).text for row in range(grid.records.rowCount())]


def test_a_count_is_typed_down_the_column_checked_and_locked(panel: VotePanel, award: Award) -> None:
    fill(panel.entry.form, **HEAD)
    assert sentence(panel, "ballotFigures") == "应到 30，实到 25，发出 25，收回 25，有效 25，对得上"
    typed(panel, award, "14", "5", "3", "2")
    assert sentence(panel, "ballotSums") == "已录 24 票，有效 25 票 × 每票 1 人，还有 1 票没投给谁"
    assert votes(panel).view.currentIndex().row() == 4
    typed_last = votes(panel).records
    typed_last.setData(typed_last.index(4, 1), "1票")
    assert sentence(panel, "ballotSums") == "已录 25 票，有效 25 票 × 每票 1 人"
    deeds: list[str] = []
    panel.done.connect(deeds.append)
    press(panel, "voteLock")
    award.qtbot.waitUntil(lambda: len(deeds) == 2)
    settle()
    assert deeds == ["登记2026年6月“集体增收”评选的评议票数", "锁定2026年6月“集体增收”评选的评议票数"]
    assert stored(award) == {"徐示例": 14, "郑示例": 5, "许示例": 3, "冯示例": 2, "宋示例": 1}
    assert said(panel, "votePanelTag") == "票数已锁定"
    assert not votes(panel).records.is_editable(0, 1)
    assert part(panel, QLineEdit, "ballotDue").isReadOnly()


def test_more_ballots_than_voters_is_said_at_the_field_and_nothing_typed_is_lost(
    panel: VotePanel, award: Award
) -> None:
    fill(panel.entry.form, **HEAD | {"Issued": "26"})
    assert said(panel, "ballotIssuedProblemText") == "发出 26 张，比实到的 25 人还多。核对这两个数。"
    typed(panel, award, "14")
    press(panel, "voteKeep")
    assert stored(award) == {}
    assert panel.entry.form.draft()["ballotIssued"] == "26"
    assert shown_votes(panel)[0] == "14"
    fill(panel.entry.form, Issued="25")
    assert said(panel, "ballotIssuedProblemText") == ""
    with award.qtbot.waitSignal(panel.done):
        press(panel, "voteKeep")
    assert stored(award)["徐示例"] == 14


def test_more_votes_than_valid_ballots_is_marked_in_the_cell(panel: VotePanel, award: Award) -> None:
    fill(panel.entry.form, **HEAD)
    typed(panel, award, "26")
    grid = votes(panel)
    assert grid.records.cell(0, 1).state == "error"
    assert grid.records.columns[1].tooltip is not None
    assert grid.records.columns[1].tooltip(grid.records.record(0)) == (
        "徐示例 得 26 票，有效票只有 25 张。核对得票和有效票。"
    )
    press(panel, "voteLock")
    assert said(panel, "ballotGridProblem").startswith("徐示例 得 26 票")
    assert stored(award) == {}
    assert shown_votes(panel)[0] == "26"


def test_what_is_no_number_stays_in_its_cell_with_a_sentence(panel: VotePanel, award: Award) -> None:
    fill(panel.entry.form, **HEAD)
    typed(panel, award, "1x")
    press(panel, "voteKeep")
    assert said(panel, "ballotGridProblem") == "徐示例的得票看不懂，写成 0 到 9999 的整数"
    assert shown_votes(panel)[0] == "1x"
    assert stored(award) == {}


def test_a_count_with_something_missing_is_stored_and_not_locked(panel: VotePanel, award: Award) -> None:
    fill(panel.entry.form, **HEAD)
    typed(panel, award, "14")
    press(panel, "voteLock")
    award.qtbot.waitUntil(lambda: "郑示例 的得票还空着" in said(panel, "votePanelRefused"))
    assert stored(award) == {"徐示例": 14}
    assert said(panel, "votePanelTag") == ""
    assert part(panel, QPushButton, "voteLock").isVisible()


def test_votes_pasted_with_names_find_their_rows_in_any_order(panel: VotePanel, award: Award) -> None:
    fill(panel.entry.form, **HEAD)
    grid = votes(panel)
    grid.take_focus()
    QGuiApplication.clipboard().setText("序号\t姓名\t得票\n1\t许示例\t3\n2\t徐示例\t14票\n3\t没这人\t9")
    award.qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown_votes(panel) == ["14票", "", "3", "", ""]
    assert said(panel, "voteGridSaid") == "按姓名粘贴了 2 个，共 5 个"


def test_a_plain_column_is_pasted_from_the_cell_on_and_what_is_too_much_is_said(
    panel: VotePanel, award: Award
) -> None:
    grid = votes(panel)
    grid.view.select_row(3, 1)
    QGuiApplication.clipboard().setText("2\n1\n7")
    award.qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown_votes(panel) == ["", "", "", "2", "1"]
    assert said(panel, "voteGridSaid").startswith("粘贴的多出 1 行，没有放进来")


def test_a_locked_count_is_opened_with_a_reason_that_stays(panel: VotePanel, award: Award) -> None:
    number = award.shown[0][1]
    award.do(lambda services: counted(services, number))
    press(panel, "voteUnlock")
    asked = dialog()
    press(asked, "askGo")
    assert said(asked, "unlockReasonProblemText") == "写上为什么解除锁定"
    fill(asked._form, Reason="复核选票，徐示例少计 1 票")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    assert no_dialog()
    assert sentence(panel, "voteUnlocked") == "解除过锁定：复核选票，徐示例少计 1 票"
    assert votes(panel).records.is_editable(0, 1)
    assert said(panel, "votePanelTag") == ""


def test_equals_go_to_a_second_round_in_which_only_they_stand(panel: VotePanel, award: Award) -> None:
    number = award.shown[0][1]
    award.do(lambda services: counted(services, number, (9, 9, 4, 2, 1)))
    assert sentence(panel, "voteTie") == (
        "徐示例、郑示例 票数并列，争 1 个名额：按定下的办法，只对他们再投一轮。"
    )
    press(panel, "voteSecond")
    assert said(panel, "ballotGridTitle") == "第二轮得票，只有并列的 2 名"
    assert said(panel, "voteTakenOver") == "地点、监票人、计票人照第一轮填的，不一样就改。"
    assert panel.entry.form.draft()["ballotDay"] == ""
    assert panel.entry.form.draft()["ballotPresent"] == ""
    assert votes(panel).records.rowCount() == 2
    fill(panel.entry.form, **HEAD)
    typed(panel, award, "11", "14")
    deeds: list[str] = []
    panel.done.connect(deeds.append)
    press(panel, "voteLock")
    award.qtbot.waitUntil(lambda: len(deeds) == 2)
    settle()
    view = award.gate.reader.selection_views.get(number)
    assert view.tally is not None
    assert [standing.in_front for standing in view.tally.categories[0].standings][:2] == [True, False]
    assert sentence(panel, "voteTie") == ""
    part(panel, Segments, "voteRounds").segment("1").click()
    settle()
    assert votes(panel).records.rowCount() == 5
    assert not part(panel, QPushButton, "voteUnlock").isVisible()


def test_a_tie_left_to_the_committee_says_so_and_offers_no_second_round(award: Award) -> None:
    number = award.do(lambda services: begun(services, tie_rule=TieRule.COMMITTEE))
    award.do(lambda services: counted(services, number, (9, 9, 4, 2, 1)))
    panel = VotePanel(award.desk, award.gate)
    award.show(panel, number)
    assert sentence(panel, "voteTie").endswith("按定下的办法，由党委研究决定。")
    assert not part(panel, QPushButton, "voteSecond").isVisible()


def test_scores_pasted_as_a_block_are_stored_sorted_and_it_says_so(award: Award) -> None:
    number = award.do(lambda services: begun(services, method=Method.SCORE))
    panel = VotePanel(award.desk, award.gate)
    award.show(panel, number, 452)
    figures = {"Due": "9", "Present": "6", "Issued": "6", "Returned": "6", "Valid": "6"}
    fill(panel.entry.form, **HEAD | figures)
    grid = scores(panel)
    assert grid.view is not None
    QAbstractItemModelTester(grid.view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "每人的分数从低到高排" in said(panel, "scoreGridSaid")
    grid.take_focus()
    block = [("95.5", "88", "90", "70", "60"), *[("80", "81", "82", "83", "84")] * 5]
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in block))
    award.qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert sentence(panel, "ballotSums") == "已录 6 张，有效票 6 张"
    with award.qtbot.waitSignal(panel.done):
        press(panel, "voteKeep")
    settle()
    (round_one,) = award.gate.reader.selection_views.get(number).rounds
    known = {one.id: name for name, one in nominees(award.gate.reader, number).items()}
    by_name = {known[line.nomination_id]: line.scores for line in round_one.lines}
    assert by_name["徐示例"] == (800, 800, 800, 800, 800, 955)
    assert grid.view.records.cell(5, 1).text == "95.5"


def test_scores_under_a_row_of_names_find_their_columns(award: Award) -> None:
    panel = VotePanel(award.desk, award.gate)
    award.show(panel, award.do(lambda services: begun(services, method=Method.SCORE)))
    grid = scores(panel)
    grid.take_focus()
    assert grid.view is not None
    QGuiApplication.clipboard().setText("票号\t郑示例\t徐示例\n1\t88\t95\n2\t87\t94")
    award.qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [grid.view.records.cell(row, 1).text for row in (0, 1)] == ["95", "94"]
    assert [grid.view.records.cell(row, 2).text for row in (0, 1)] == ["88", "87"]
    assert said(panel, "scoreGridSaid") == "按姓名粘贴了 2 列，2 张票"


def test_a_score_beyond_the_highest_is_marked_and_not_stored(award: Award) -> None:
    number = award.do(lambda services: begun(services, method=Method.SCORE))
    panel = VotePanel(award.desk, award.gate)
    award.show(panel, number)
    fill(panel.entry.form, **HEAD)
    grid = scores(panel)
    assert grid.view is not None
    records = grid.view.records
    records.setData(records.index(1, 1), "101")
    records.setData(records.index(0, 2), "88.55")
    assert records.cell(1, 1).state == "error"
    assert records.cell(0, 2).state == "error"
    press(panel, "voteKeep")
    assert said(panel, "ballotGridProblem").startswith("第 1 张，郑示例：")
    assert award.gate.reader.selection_views.get(number).rounds == ()
    assert records.cell(1, 1).text == "101"


def test_categories_stand_under_headings_with_a_sum_each(award: Award) -> None:
    two = (CategoryDraft("产业"), CategoryDraft("治理", choices=2))
    panel = VotePanel(award.desk, award.gate)
    award.show(panel, award.do(lambda services: begun(services, categories=two)))
    fill(panel.entry.form, Valid="10")
    grid = votes(panel)
    QAbstractItemModelTester(grid.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert grid.records.has_headings()
    row = grid.view.record_rows()[0]
    grid.records.setData(grid.records.index(row, 1), "10")
    assert sentence(panel, "ballotSums").split("\n") == [
        "产业：已录 10 票，有效 10 票 × 每票 1 人",
        "治理：已录 0 票，有效 10 票 × 每票 2 人，还有 20 票没投给谁",
    ]


def test_what_was_typed_comes_back_with_its_selection(panel: VotePanel, award: Award) -> None:
    first = award.shown[0][1]
    other = award.do(lambda services: begun(services, period="2026-05"))
    fill(panel.entry.form, Place="镇三楼会议室")
    typed(panel, award, "14")
    reader = award.gate.reader
    award.shown.clear()
    panel.show_selection(reader.selection_views.get(other))
    settle()
    assert shown_votes(panel)[0] == ""
    assert panel.entry.form.draft()["ballotPlace"] == ""
    panel.show_selection(reader.selection_views.get(first))
    settle()
    assert shown_votes(panel)[0] == "14"
    assert panel.entry.form.draft()["ballotPlace"] == "镇三楼会议室"
    assert said(panel, "votePanelKept") == "接着上次没存的内容"


def test_before_the_review_there_is_nothing_to_count(award: Award) -> None:
    panel = VotePanel(award.desk, award.gate)
    award.show(panel, award.do(lambda services: begun(services, reviewed=False)))
    assert said(panel, "voteEarly") == "资格审核通过的，才上票；现在还没有。"
    assert not panel.entry.isVisible()
    assert not part(panel, QPushButton, "voteLock").isVisible()


def test_after_the_committee_decided_the_count_is_only_looked_at(panel: VotePanel, award: Award) -> None:
    number = award.shown[0][1]
    award.do(lambda services: counted(services, number))
    assert part(panel, QPushButton, "voteUnlock").isVisible()
    award.do(lambda services: decided(services, number))
    assert not part(panel, QPushButton, "voteUnlock").isVisible()
    assert shown_votes(panel)[0] == "14"


def test_a_round_entered_by_mistake_is_deleted_and_comes_back_by_undo(panel: VotePanel, award: Award) -> None:
    number = award.shown[0][1]
    award.do(lambda services: counted(services, number, lock=False))
    with award.qtbot.waitSignal(panel.done):
        choose(panel, "voteDelete")
    settle()
    assert shown_votes(panel) == [""] * 5
    award.gate.undo()
    award.qtbot.waitUntil(lambda: shown_votes(panel)[0] == "14")


def test_a_locked_round_as_a_whole(panel: VotePanel, award: Award, snapshot: object) -> None:
    number = award.shown[0][1]
    award.do(lambda services: counted(services, number))
    assert as_text(panel) == snapshot


def test_the_sheet_keeps_qts_contract_while_votes_come(panel: VotePanel, award: Award) -> None:
    records = votes(panel).records
    QAbstractItemModelTester(records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    typed(panel, award, "14", "5")
    number = award.shown[0][1]
    award.do(lambda services: counted(services, number))
    assert records.rowCount() == 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("14", 14),
        ("１４", 14),
        ("14票", 14),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("99999", None),
    ],
)
def test_votes_are_read_as_clerks_write_them(text: str, count: int | None) -> None:
    assert read_votes(text) == count


def test_a_block_without_known_names_is_no_list_of_votes() -> None:
    nominees = [nominee(1, "徐示例", "东利见村")]
    assert votes_by_name([["张三", "5"], ["14"]], nominees) == {}
    assert votes_by_name([["徐示例", "得票", "5"]], nominees) == {1: "5"}


def test_pasted_votes_of_namesakes_need_their_unit() -> None:
    nominees = [
        nominee(1, "张示例", "老管公村"),
        nominee(2, "张示例", "埠南头村"),
        nominee(3, "黎示例", "别家屯村"),
    ]
    with_units = [["黎示例", "15"], ["张示例", "埠南头村", "1"], ["张示例", "老管公村", "9"]]
    assert votes_by_name(with_units, nominees) == {1: "9", 2: "1", 3: "15"}
    assert votes_by_name([["黎示例", "15"], ["张示例", "9"], ["张示例", "1"]], nominees) == {3: "15"}


def test_tab_walks_from_the_fields_into_the_sheet(panel: VotePanel, award: Award) -> None:
    note = panel.entry.form.control("ballotNote")
    note.setFocus()
    award.qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert panel.focusWidget() is votes(panel).view
    assert votes(panel).view.currentIndex().column() == votes(panel).records.column_at("votes")


def test_every_field_has_a_name_for_screen_readers(panel: VotePanel) -> None:
    form = panel.entry.form
    assert [form.control(name).accessibleName() for name, _attribute in form.FIELDS] == [
        "日期",
        "地点",
        "监票人",
        "计票人",
        "应到",
        "实到",
        "发出",
        "收回",
        "有效",
        "备注",
    ]
    assert part(panel, QLabel, "ballotPresentBeside").buddy() is form.control("ballotPresent")
