"""月度主题: the months, who has a record, what is linked by the clerk and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.theme import Cover
from gzparty.exchange.new_files import sources_of
from gzparty.services.meeting_views import MeetingDraft
from tests.widgets.helpers import on_screen, settle
from tests.widgets.steps import answer, asked, dialogs, eventually, press, words
from tests.widgets.tour_steps import write
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.themes import ThemesPage
from ui.panels.theme.forms import CandidateTicks
from ui.wishes import LifeRequest, PrintRequest, SelectionRequest, ThemeRequest, TrainingRequest

JUNE = "2026-06"


@pytest.fixture
def records(gate: Gate, qtbot: QtBot) -> list[int]:
    """Three villages met in June, the first on the theme by its words."""
    units = [line.unit.id for line in gate.reader.themes.board(2026).lines[:3]]
    topics = ("支部工作条例解读", "防汛值班", "")
    drafts = [
        MeetingDraft(MeetingKind.STUDY, unit, day=date(2026, 6, 15), topic=topic)
        for unit, topic in zip(units, topics, strict=True)
    ]
    found = write(gate, qtbot, lambda services: services.meetings.register(drafts))
    return [meeting.id for meeting in found]


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot, records: list[int]) -> ThemesPage:
    assert records
    write(gate, qtbot, lambda s: s.themes.set_theme(JUNE, "支部工作条例", source="县委组织部"))
    return on_screen(ThemesPage(desk, gate), qtbot, 1264, 760, active=True)


def listed(page: ThemesPage) -> list[str]:
    return [f"{row.month} {row.topic}，{row.when}，{row.state}" for row in page.list._rows.rows]


def linked(page: ThemesPage) -> list[str]:
    table = page.panel.table
    return [f"{table.cell(row, 0).text} {table.cell(row, 1).text}" for row in range(table.rowCount())]


def matrix(page: ThemesPage) -> list[str]:
    shown = page.board.view.matrix
    return [shown.title(row) for row in shown.rows() if not shown.place(row).is_group]


def cell(page: ThemesPage, row: int) -> tuple[str, Glyph | None]:
    """What June's cell of the nth unit shows."""
    shown = page.board.view.matrix
    lines = [place for place in shown.rows() if not shown.place(place).is_group]
    found = shown.cell(lines[row], 6)
    return found.text, found.glyph


def wishes(desk: Desk) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    desk.wishes.page_wanted.connect(lambda key, request: found.append((key, request)))
    return found


def link(page: ThemesPage, gate: Gate, qtbot: QtBot, meetings: list[int]) -> None:
    theme = gate.reader.themes.find(JUNE).id
    write(gate, qtbot, lambda s: s.themes.link(theme, meetings=meetings))
    settle()


def choose(page: ThemesPage, period: str) -> None:
    page.list.choose(period)
    settle()


# The months


def test_twelve_months_stand_in_the_list_with_what_is_known_of_each(page: ThemesPage) -> None:
    shown = listed(page)
    assert len(shown) == 12
    assert shown[5] == "6月 支部工作条例，材料还没到，0/59"
    assert shown[4] == "5月 主题没定，，"
    assert words(page, "themesFigures") == "定了 1 个主题，6月的没有培训讲过"


def test_a_theme_is_written_with_nothing_known_but_its_source(
    page: ThemesPage, gate: Gate, qtbot: QtBot
) -> None:
    choose(page, "2026-07")
    assert words(page, "themeName") == "这个月的主题还没定"
    deeds: list[str] = []
    page.done.connect(deeds.append)
    press(page, "themeSet")
    answer(page, qtbot, themeSource="镇党委")
    assert gate.reader.themes.find("2026-07").title == ""
    assert deeds == ["2026年7月主题待定"]
    press(page, "themeEdit")
    answer(page, qtbot, themeTitle="庆祝建党105周年")
    assert "7月 庆祝建党105周年，材料还没到，" in listed(page)


def test_a_day_still_to_come_is_refused_beside_what_was_typed(
    page: ThemesPage, gate: Gate, qtbot: QtBot
) -> None:
    press(page, "themeEdit")
    dialog = asked(page)
    field = dialog.findChild(QLineEdit, "themeCameLine")
    assert field is not None
    field.setText("6.20")
    press(dialog, "askGo")
    eventually(qtbot, lambda: bool(words(dialog, "askProblem")))
    assert words(dialog, "askProblem").startswith("材料到的日期 6月20日还没到")
    assert field.text() == "6.20"
    dialog.reject()


def test_another_year_and_a_month_asked_for_are_shown(page: ThemesPage) -> None:
    page.deeds()["previous_period"]()
    settle()
    assert listed(page)[5].startswith("6月 主题没定")
    page.take_request(ThemeRequest("2026-03"))
    settle()
    assert page.list.current_identity() == "2026-03"
    page.deeds()["today"]()
    settle()
    assert page.list.current_identity() == JUNE


# Who has a record


def test_the_board_says_unit_by_unit_how_far_it_is(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int]
) -> None:
    assert cell(page, 0) == ("", Glyph.PART)
    link(page, gate, qtbot, records[:1])
    assert [cell(page, row) for row in (0, 1, 3)] == [
        ("15", Glyph.DONE),
        ("", Glyph.PART),
        ("", Glyph.NOT_APPLICABLE),
    ]
    assert words(page, "themeBoardSaid") == "59 个支部里 1 个有记录"
    QAbstractItemModelTester(page.board.view.matrix)


def test_units_without_a_record_are_shown_alone(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int]
) -> None:
    everyone = matrix(page)
    link(page, gate, qtbot, records[:1])
    page.board.only.click()
    settle()
    assert matrix(page) == everyone[1:]
    page.board.only.click()
    settle()
    assert matrix(page) == everyone


def test_a_cell_brings_its_month_and_unit_to_the_panel(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int], desk: Desk
) -> None:
    link(page, gate, qtbot, records[:1])
    name = matrix(page)[0]
    view = page.board.view
    view.go_to(view.matrix.row_of(gate.reader.themes.board(2026).lines[0].unit.id), 6)
    settle()
    assert (words(page, "themeUnitName"), words(page, "themeUnitWords")) == (name, "6月15日 集中学习")
    assert page.place() == f"{name}，6月，支部工作条例：6月15日 集中学习"
    found = wishes(desk)
    press(page, "themeUnitOpen")
    assert found == [("life", LifeRequest(meeting_id=records[0]))]
    view.opened.emit(view.current()[0], 3)
    settle()
    assert page.list.current_identity() == "2026-03"
    assert words(page, "themeUnitWords") == "主题没定"


# What was about it


def test_nothing_is_linked_until_it_is_ticked_and_many_are_at_once(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int]
) -> None:
    assert linked(page) == []
    press(page, "themeLink")
    dialog = asked(page)
    ticks = dialog.findChild(CandidateTicks)
    assert ticks is not None
    QAbstractItemModelTester(ticks.table)
    shown = [ticks.table.cell(row, 5).text for row in range(ticks.table.rowCount())]
    assert shown == ["支部工作条例", "支部工作条例", "", ""]
    press(dialog, "askGo")
    assert dialogs(page)
    assert gate.reader.themes.get(gate.reader.themes.find(JUNE).id).meetings == ()
    press(dialog, "themeCandidatesHinted")
    assert words(dialog, "themeCandidatesSaid") == "勾了 2 条，共 4 条；空格勾选"
    ticks.view.select_row(3, 1)
    ticks.view.setFocus()
    QTest.keyClick(ticks.view, Qt.Key.Key_Space)
    press(dialog, "askGo")
    eventually(qtbot, lambda: not dialogs(page))
    assert linked(page) == ["06-17 第 6 期", f"06-15 {matrix(page)[0]}", f"06-15 {matrix(page)[2]}"]
    assert words(page, "themesFigures") == "定了 1 个主题"


def test_candidates_are_narrowed_by_words_and_ticks_out_of_sight_stay(page: ThemesPage) -> None:
    press(page, "themeLink")
    ticks = asked(page).findChild(CandidateTicks)
    assert ticks is not None
    ticks.hinted.click()
    ticks.search.setText("集中学习 防汛")
    settle()
    assert [ticks.table.cell(row, 4).text for row in range(ticks.table.rowCount())] == ["防汛值班"]
    assert len(ticks.value()) == 2
    asked(page).reject()


def test_ticks_stay_while_later_months_are_looked_at(page: ThemesPage) -> None:
    press(page, "themeLink")
    ticks = asked(page).findChild(CandidateTicks)
    assert ticks is not None
    ticks.hinted.click()
    before = ticks.value()
    ticks.later.setChecked(True)
    settle()
    assert ticks.value() == before
    assert len(before) == 2
    asked(page).reject()


def test_records_are_opened_and_taken_off_by_key(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int], desk: Desk
) -> None:
    link(page, gate, qtbot, records)
    QAbstractItemModelTester(page.panel.table)
    grid, found = page.panel.grid, wishes(desk)
    grid.setFocus()
    grid.select_row(1)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert found == [("life", LifeRequest(meeting_id=records[1]))]
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    eventually(qtbot, lambda: len(linked(page)) == 2)
    gate.undo()
    eventually(qtbot, lambda: len(linked(page)) == 3)


def test_a_unit_with_records_that_are_not_linked_is_helped_at_once(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int]
) -> None:
    second = gate.reader.themes.board(2026).lines[1]
    page.board.go_to(second.unit.id)
    settle()
    press(page, "themeUnitLink")
    ticks = asked(page).findChild(CandidateTicks)
    assert ticks is not None
    assert ticks.table.rowCount() == 1
    ticks.view.toggle_all()
    press(asked(page), "askGo")
    eventually(qtbot, lambda: not dialogs(page))
    assert gate.reader.themes.board(2026).lines[1].cells[5].cover is Cover.ON_THEME


def test_files_dropped_on_the_panel_become_material_and_go_again(
    page: ThemesPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "学习材料.pdf"
    path.write_bytes(b"%PDF-1.4 words")
    page.panel.files._take(sources_of([path]))
    eventually(qtbot, lambda: len(page.panel.files.tiles()) == 1)
    (tile,) = page.panel.files.tiles()
    opened: list[Any] = []
    page.file_wanted.connect(opened.append)
    tile.click()
    assert opened[0].name == "学习材料.pdf"
    tile.removal_wanted.emit()
    eventually(qtbot, lambda: page.panel.files.tiles() == [])


def test_a_theme_is_deleted_and_comes_back(
    page: ThemesPage, gate: Gate, qtbot: QtBot, records: list[int]
) -> None:
    link(page, gate, qtbot, records)
    page.panel.deeds.delete()
    eventually(qtbot, lambda: gate.reader.themes.of_month(JUNE) is None)
    settle()
    assert words(page, "themeName") == "这个月的主题还没定"
    gate.undo()
    eventually(qtbot, lambda: len(linked(page)) == 3)


# To other pages


@pytest.mark.parametrize(
    ("deed", "wanted"),
    [
        (lambda page: press(page, "themesPrint"), ("print", PrintRequest("theme-year", {"year": 2026}))),
        (
            lambda page: page.panel.deeds.print_coverage(),
            ("print", PrintRequest("theme-coverage", {"year": 2026})),
        ),
        (lambda page: press(page, "themeSelection"), ("selection", SelectionRequest(0, period=JUNE))),
    ],
)
def test_papers_and_the_selection_are_asked_for(
    page: ThemesPage, desk: Desk, deed: Callable[[ThemesPage], None], wanted: tuple[str, object]
) -> None:
    found = wishes(desk)
    deed(page)
    assert found == [wanted]


def test_a_training_on_no_theme_is_led_to(page: ThemesPage, gate: Gate, desk: Desk) -> None:
    button = page.findChild(QPushButton, "themeLoose")
    assert button is not None
    assert button.text() == "12 期培训没标主题"
    found = wishes(desk)
    button.click()
    assert found == [("training", TrainingRequest(gate.reader.themes.board(2026).loose[0].training_id))]
