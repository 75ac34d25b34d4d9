"""The middle of 典型评选: months, steps and nominations as the clerk sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.counting import Standing
from gzparty.domain.selection import Category, Method, Reply, Verdict
from gzparty.domain.selection_stages import STEPS, Stage
from gzparty.services.selection_views import Result, SelectionLine, SelectionView
from tests.widgets import selection_sample as sample
from tests.widgets.helpers import as_text, settle
from tests.widgets.steps import press
from ui.desk import Desk
from ui.glyphs import Glyph
from ui.panels.selection.board import SelectionBoard, reached
from ui.panels.selection.months import Place, YearList, year_rows
from ui.panels.selection.words import state_words


@pytest.fixture
def board(desk: Desk, qtbot: QtBot) -> SelectionBoard:
    made = SelectionBoard(desk)
    qtbot.addWidget(made)
    made.resize(690, 720)
    made.show()
    made.show_selection(sample.june())
    settle()
    return made


def cells(board: SelectionBoard) -> list[str]:
    """Every row: its cells with their second lines, or its heading."""
    records = board.table.records
    return [
        heading.words
        if (heading := records.heading(row))
        else " | ".join(
            "／".join(part for part in (cell.text, cell.note) if part)
            for cell in (records.cell(row, place) for place in range(len(records.columns)))
        )
        for row in range(records.rowCount())
    ]


def test_a_selection_as_it_is_shown(board: SelectionBoard, snapshot: SnapshotAssertion) -> None:
    spoken = board.stepper.accessibleName().split("；")
    assert (
        board._head.accessibleName(),
        spoken,
        cells(board),
        as_text(board),
    ) == snapshot


def test_the_lists_are_sound_models(board: SelectionBoard, desk: Desk, qtbot: QtBot) -> None:
    months = YearList(desk.theme)
    qtbot.addWidget(months)
    for model in (board.table.records, months.model()):
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        tester.setParent(model)
    months.show_rows(year_rows(sample.year([sample.june()]), sample.TODAY))
    board.show_selection(two_categories())
    board.show_selection(sample.begun())
    board.show_selection(sample.june())
    assert cells(board)[0].startswith("1 | 徐示例　东利见村")


def two_categories() -> SelectionView:
    """Half of the nominated in a second category."""
    view = sample.june()
    other = Category(2, "category-2", 6, 1, "最美家庭", 2, 2)
    lines = [
        replace(line, nomination=replace(line.nomination, category_id=2), category=other)
        if place % 2
        else line
        for place, line in enumerate(view.nominations)
    ]
    return replace(
        view, categories=(replace(view.categories[0], title="产业带头人"), other), nominations=tuple(lines)
    )


def test_several_categories_stand_under_headings_with_their_quota(board: SelectionBoard) -> None:
    board.show_selection(two_categories())
    headings = [row for row in cells(board) if "|" not in row]
    assert headings == ["产业带头人", "最美家庭"]
    records = board.table.records
    heading = records.heading(5)
    assert heading is not None
    assert heading.note == "4 个推荐，取 2 名"
    assert board.table.columnSpan(5, 0) == len(records.columns)
    board.show_selection(sample.june())
    assert board.table.columnSpan(5, 0) == 1


def test_nobody_who_was_not_judged_has_a_tick_though_nothing_was_found(board: SelectionBoard) -> None:
    view = sample.june()
    first = view.nominations[0]
    one = replace(first.nomination, verdict=Verdict.OPEN, judged_on=None, judged_by="", reply=Reply.NONE)
    board.show_selection(replace(view, nominations=(replace(first, nomination=one), *view.nominations[1:])))
    records = board.table.records
    cell = records.cell(0, records.column_at("review"))
    assert (cell.text, cell.glyph, cell.note) == ("本系统内未发现不符合情形", Glyph.TODO, "还没判定")
    assert records.cell(1, records.column_at("review")).glyph is Glyph.DONE


def test_what_changed_after_the_verdict_is_said_in_the_row(board: SelectionBoard) -> None:
    view = sample.june()
    found = sample.found_line(0).findings
    first = replace(view.nominations[0], findings=found, since=found)
    board.show_selection(replace(view, nominations=(first, *view.nominations[1:])))
    records = board.table.records
    place = records.column_at("review")
    assert records.cell(0, place).note == "审核后有变化，再看一遍"
    assert records.cell(0, place).state == "warn"
    assert records.cell(1, place).note == "纪委 6月11日书面答复"


@pytest.mark.parametrize(
    ("keys", "stage"),
    [
        ((Qt.Key.Key_Left,), Stage.COMMITTEE),
        ((Qt.Key.Key_Right, Qt.Key.Key_Right), Stage.CIRCULAR),
        ((Qt.Key.Key_Space,), Stage.PUBLICITY),
    ],
)
def test_steps_are_asked_for_by_the_keyboard(
    board: SelectionBoard, keys: tuple[Qt.Key, ...], stage: Stage
) -> None:
    wanted: list[object] = []
    board.step_wanted.connect(wanted.append)
    board.step_wanted.connect(board.look_at)
    board.look_at(Stage.PUBLICITY)
    board.stepper.setFocus()
    for key in keys:
        QTest.keyClick(board.stepper, key)
    assert wanted[-1] is stage


def test_a_click_on_a_step_asks_for_it(board: SelectionBoard) -> None:
    wanted: list[object] = []
    board.step_wanted.connect(wanted.append)
    middle = board.stepper.rect().center()
    QTest.mouseClick(board.stepper, Qt.MouseButton.LeftButton, pos=middle)
    assert wanted == [Stage.VOTE]


def test_before_anybody_is_nominated_the_page_says_until_when_and_offers_to_nominate(
    board: SelectionBoard, qtbot: QtBot
) -> None:
    board.show_selection(sample.begun())
    assert "推荐到 7月8日截止。" in as_text(board)
    lock = board.findChild(QPushButton, "selectionLocked")
    assert lock is not None
    assert not lock.isVisibleTo(board)
    with qtbot.waitSignal(board.nominate_wanted):
        press(board, "emptyFirst")


def test_a_month_left_vacant_says_why_and_how_far_it_had_come(board: SelectionBoard, qtbot: QtBot) -> None:
    view = sample.june(vacant_on=date(2026, 6, 16), vacancy_reason="没有够条件的", decided_on=None)
    view = replace(view, line=replace(view.line, stage=Stage.VACANT, chosen=()), publicities=())
    board.show_selection(view)
    assert STEPS[reached(view)] is Stage.COMMITTEE
    assert "没有够条件的" in as_text(board)
    with qtbot.waitSignal(board.resume_wanted):
        board._resume.click()


def test_months_say_who_was_chosen_what_runs_and_what_was_not_begun() -> None:
    done = sample.june()
    done = replace(done, line=replace(done.line, stage=Stage.DONE, days_left=None))
    rows = year_rows(sample.year([sample.june(), done, sample.begun()]), sample.TODAY)
    said = {row.identity: (row.month, row.topic, row.state, row.glyph) for row in rows}
    assert len(rows) == 13
    assert [row.state for row in rows if row.month == "6月" or not row.month] == [
        "公示中，剩 3 个工作日",
        "徐示例（东利见村）",
    ]
    assert said[Place("2026-08")] == ("8月", "防汛先锋", "还没开始", Glyph.TODO)
    assert said[Place("2026-09")][1] == "主题还没定"
    assert said[Place("2026-07", 7)][2] == "推荐到 7月8日，0 个"


def test_only_a_running_publicity_counts_days() -> None:
    line: SelectionLine = sample.june().line
    assert state_words(replace(line, days_left=0), sample.TODAY) == "公示期满，等记结果"
    assert state_words(replace(line, publicity=None, days_left=None), sample.TODAY) == "等公示"
    assert state_words(replace(line, stage=Stage.DONE, chosen=()), sample.TODAY) == "没有评出"


def test_who_was_taken_off_is_told_apart_from_who_was_not_chosen(board: SelectionBoard) -> None:
    view = sample.june()
    struck = replace(view.nominations[0], result=Result.STRUCK)
    board.show_selection(replace(view, nominations=(struck, *view.nominations[1:])))
    records = board.table.records
    place = records.column_at("result")
    assert (records.cell(0, place).text, records.cell(1, place).text) == ("公示后取消", "未入选")


def test_of_a_month_typed_in_afterwards_no_review_is_told(board: SelectionBoard) -> None:
    view = sample.june(imported=True)
    first = view.nominations[0]
    one = replace(first.nomination, verdict=Verdict.OPEN, reply=Reply.NONE)
    line = replace(first, nomination=one, result=Result.CHOSEN, standing=None)
    board.show_selection(replace(view, nominations=(line,), rounds=(), tally=None, publicities=()))
    records = board.table.records
    cell = records.cell(0, records.column_at("review"))
    assert (cell.text, cell.note, cell.glyph) == ("补登的，没有审核记录", "", None)
    assert "没有推荐和投票的经过" in as_text(board)


def test_points_are_called_points(board: SelectionBoard) -> None:
    def head() -> object:
        records = board.table.records
        return records.headerData(records.column_at("votes"), Qt.Orientation.Horizontal)

    assert head() == "得票"
    view = sample.june(method=Method.SCORE)
    standing = Standing(1, 1, score=Fraction(275, 3), scores=3, in_front=True)
    scored = replace(view.nominations[0], standing=standing)
    board.show_selection(replace(view, nominations=(scored, *view.nominations[1:])))
    records = board.table.records
    assert head() == "得分"
    assert records.cell(0, records.column_at("votes")).text == "91.67"
    board.show_selection(sample.june())
    assert head() == "得票"
