"""自查自纠: the quota board says who is short, the list below what was found, and papers are asked for by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.domain.inspection import Inspection
from gzparty.domain.people import UnitKind
from gzparty.domain.period import Period
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.inspection_drafts import InspectionDraft
from gzparty.services.people import UnitDraft
from tests.widgets.gates import gate_on
from tests.widgets.hands import Hands
from tests.widgets.helpers import on_screen, settle
from tests.widgets.inspecting.sample import NOW
from tests.widgets.inspecting.steps import cell, open_month, said, stored
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.inspections import InspectionsPage, month_words
from ui.wishes import (
    ImportRequest,
    InspectionRequest,
    LedgerRequest,
    PrintRequest,
    SettingsRequest,
    TourRequest,
)


def test_the_board_says_how_often_each_unit_did_it_of_how_often_it_should(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    assert cell(page, units["官庄社区"], 5) == ("2/2", Glyph.DONE)
    assert cell(page, units["官庄社区"], 6) == ("1/2", Glyph.PART)
    assert cell(page, units["应急办"], 6) == ("0/2", Glyph.TODO)
    assert cell(page, units["利见社区"], 5) == ("1/2", Glyph.OVER)
    assert cell(page, units["党政办"], 6) == ("免", Glyph.NOT_APPLICABLE)
    assert cell(page, units["应急办"], 7) == ("", Glyph.TODO)
    assert [(group.title, group.note) for group in page.board.view.matrix.source.groups] == [
        ("社区", "2 个"),
        ("部门", "2 个"),
    ]
    heads = page.board.view.matrix.source.heads
    assert [(heads[4].note, heads[4].tone), (heads[5].note, heads[5].tone)] == [
        ("7/8", "over"),
        ("1/6", "ink3"),
    ]
    assert said(page, "inspectionsOwed") == "2 个社区、2 个部门，每月至少 2 次，全镇 8 次"


def test_the_models_of_the_board_and_of_the_list_keep_the_rules_of_qt(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (page.board.view.matrix, page.recent.table)
    ]
    page.board.view.matrix.fold(0, True)
    open_month(page, units["应急办"], "2026-05")
    page.head.year_stepped.emit(-1)
    page.head.year_stepped.emit(1)
    settle()
    assert len(testers) == 2


def test_a_cell_says_in_a_sentence_how_it_stands(page: InspectionsPage, units: dict[str, int]) -> None:
    matrix = page.board.view.matrix
    sentence = matrix.spoken(matrix.row_of(units["利见社区"]), 5)
    assert sentence.startswith("利见社区，5月，做了 1 次，应做 2 次")
    assert "逾期" in sentence


def test_the_status_row_says_how_the_month_stands(page: InspectionsPage, units: dict[str, int]) -> None:
    open_month(page, units["应急办"], "2026-06")
    assert page.place() == "应急办 · 6月第 1 次　6月已做 1 次，应做 6 次，月底前还差 5 次"


@pytest.mark.parametrize(
    ("month", "done", "owed", "words"),
    [
        (6, 15, 26, "6月已做 15 次，应做 26 次，月底前还差 11 次"),
        (5, 25, 26, "5月已做 25 次，应做 26 次，差 1 次"),
        (5, 27, 26, "5月已做 27 次，应做 26 次"),
        (7, 0, 26, ""),
        (6, 0, 0, ""),
    ],
)
def test_only_a_month_that_is_over_is_simply_short(month: int, done: int, owed: int, words: str) -> None:
    assert month_words(Period.of_month(2026, month), done, owed, date(2026, 6, 17)) == words


def test_an_office_without_any_inspection_says_so_calmly_and_leads_both_ways(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "first.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        unit_id = services.people.add_unit(UnitDraft("官庄社区", UnitKind.COMMUNITY)).value.id
    with gate_on(desk.changes, path, lambda: NOW) as gate:
        page = on_screen(InspectionsPage(desk, gate), qtbot, 1264, 760)
        assert said(page, "recentNone") == (
            "还没有登记过自查，从这个月开始就行；以前查出的问题，从原来的整改台账导入。"
        )
        with qtbot.waitSignal(desk.wishes.page_wanted) as wished:
            cast("QPushButton", page.findChild(QPushButton, "recentImport")).click()
        assert wished.args == ["import", ImportRequest()]
        begin = cast("QPushButton", page.findChild(QPushButton, "recentBegin"))
        begin.click()
        settle()
        assert page.panel.is_new()
        assert page.panel.place() == "官庄社区 · 6月第 1 次"
        draft = InspectionDraft(unit_id, date(2026, 6, 12), "曹示例")
        gate.write(lambda services: services.inspections.register(draft))
        qtbot.waitUntil(lambda: said(page, "recentNone") == "" and not begin.isVisible())


def test_an_inspection_of_a_tour_is_shown_where_tours_are(
    page: InspectionsPage, town: Gate, units: dict[str, int], desk: Desk, qtbot: QtBot
) -> None:
    made: list[int] = []

    def visit(services: Services) -> Done[Inspection]:
        tour = services.tours.add("六月督查", date(2026, 6, 10), (), "").value
        draft = InspectionDraft(units["应急办"], date(2026, 6, 10), "曹示例", tour_id=tour.id)
        done = services.inspections.register(draft)
        made.extend((tour.id, done.value.id))
        return done

    town.write(visit)
    qtbot.waitUntil(lambda: len(made) == 2)
    settle()
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        page.take_request(InspectionRequest(inspection_id=made[1]))
    assert wanted.args == ["tours", TourRequest(made[0])]


def test_the_list_below_tells_what_the_unit_found_and_where_it_stands(
    page: InspectionsPage, units: dict[str, int], desk: Desk, qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    assert said(page, "recentUnit") == "应急办"
    assert said(page, "recentSums") == "2026年 2 次，查出问题 1 个，已销号 0 个"
    table = page.recent.table
    rows = [[table.index(row, column).data() for column in range(5)] for row in range(2)]
    assert rows == [
        ["5月第 2 次", "05-27", "曹示例", "值班记录漏记 2 天", "逾期 6 天"],
        ["5月第 1 次", "05-13", "何示例", "没有问题", ""],
    ]
    problem = table.record(0).problems[0].problem
    page.recent.grid.select_row(0, table.column_at("ledger"))
    page.recent.grid.setFocus()
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        Hands().press(Qt.Key.Key_Space, " ")
    assert wanted.args == ["ledger", LedgerRequest(problem.id)]
    page.recent.grid.select_row(1, 0)
    Hands().press(Qt.Key.Key_Space, " ")
    assert page.panel.place() == "应急办 · 5月第 1 次"


def test_papers_and_pages_asked_for_name_what_they_are_about(
    page: InspectionsPage, town: Gate, units: dict[str, int], desk: Desk
) -> None:
    asked: list[tuple[str, object]] = []

    def note(key: str, request: object) -> None:
        asked.append((key, request))

    desk.wishes.page_wanted.connect(note)
    open_month(page, units["应急办"], "2026-06")
    page.deeds()["print"]()
    view = stored(page, town, units["应急办"])[0]
    page.take_request(InspectionRequest(inspection_id=view.inspection.id))
    page.deeds()["print"]()
    page.head.unmet_wanted.emit()
    page.head.tours_wanted.emit()
    page.head.checklist_wanted.emit()
    assert asked == [
        ("print", PrintRequest("blank-self-check", {"unit": "应急办"})),
        ("print", PrintRequest("self-check", {"year": 2026, "inspection": view.inspection.number})),
        ("print", PrintRequest("quota-unmet", {"year": 2026, "month": "2026-05"})),
        ("tours", None),
        ("settings", SettingsRequest(part="checklist")),
    ]


def test_the_board_leaves_as_a_workbook_with_done_of_owed_in_every_month(
    page: InspectionsPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.exported) as made:
        page.deeds()["export"]()
    rows = list(load_workbook(made.args[0]).active.iter_rows(values_only=True))
    lines = {row[1]: row for row in rows if row[1]}
    assert lines["官庄社区"][0] == "社区"
    assert lines["官庄社区"][6] == "2/2"
    assert lines["利见社区"][6].startswith("1/2")


def test_an_office_without_units_says_where_to_enter_them(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    from gzparty import bootstrap

    path = tmp_path / "bare.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
    with gate_on(desk.changes, path, lambda: NOW) as gate:
        made = on_screen(InspectionsPage(desk, gate), qtbot, 1264, 760)
        assert said(made, "emptyTitle") == "还没有社区和部门"
        assert not made.is_open()
        with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
            cast("QPushButton", made.findChild(QPushButton, "emptyFirst")).click()
        assert wanted.args == ["people", None]


def test_esc_puts_the_inspection_away_and_the_focus_back_into_its_cell(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    open_month(page, units["应急办"], "2026-06")
    page.panel.begin_typing()
    Hands().press(Qt.Key.Key_Escape)
    assert not page.is_open()
    assert QApplication.focusWidget() is page.board.view
    assert page.board.current() is not None


def test_letters_typed_on_the_board_make_one_word_that_finds_a_unit(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    page.aside.close()
    page.board.view.setFocus()
    Hands().type("yjb")
    here = page.board.current()
    assert here is not None
    assert here[0].id == units["应急办"]
    Hands().type("x")
    assert here == page.board.current()
