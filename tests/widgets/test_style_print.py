"""The print centre with papers of work style: problems, inspections, tours and parts of the ledger to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from tests.reports.life_office import add_style
from tests.reports.paper_text import paper_text
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text
from tests.widgets.printing import a_page, made, show
from tests.widgets.test_life_print import combo, pick, shown, words
from ui import printers
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.print import PrintPage
from ui.widgets.check import Check
from ui.wishes import PrintRequest


@pytest.fixture
def office(office_file: Path, tmp_path: Path) -> Path:
    """The sample office with two self-inspections and two joint inspections, each with what it found."""
    path = tmp_path / "office.gzparty"
    path.write_bytes(office_file.read_bytes())
    with bootstrap.open_office(path, lambda: NOW) as services:
        add_style(services)
        add_style(services)
    return path


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot, office: Path, monkeypatch: pytest.MonkeyPatch) -> PrintPage:
    monkeypatch.setattr(printers, "printer_names", list)
    return a_page(desk, gate, office, qtbot)


def test_each_paper_shows_the_fields_it_asks_for(page: PrintPage, qtbot: QtBot) -> None:
    for paper, fields in {
        "self-check": {"year", "month", "unit", "inspection"},
        "ledger": {"year", "month", "state", "unit"},
        "close-out": {"year", "unit", "problem"},
        "circular": {"tour"},
        "tour-record": {"tour", "unit"},
        "quota-unmet": {"year", "month"},
    }.items():
        show(page, qtbot, paper)
        assert shown(page) == fields, paper


def test_the_ledger_begins_with_the_whole_year_and_is_narrowed_by_hand(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "month-list", month="2026-06")
    whole = show(page, qtbot, "ledger")
    assert combo(page, "paperMonth").currentText() == "全年"
    assert words(combo(page, "paperState")) == ["全部问题", "未销号", "逾期", "已销号", "长期坚持"]
    assert "共4条" in paper_text(whole.sheets[0].paper)
    closed = pick(page, qtbot, "paperState", "已销号")
    assert "共2条" in paper_text(closed.sheets[0].paper)


def test_rows_another_page_chose_are_printed_as_they_are_until_something_else_is_chosen(
    page: PrintPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, "ledger", state="closed")
    few = show(page, qtbot, "ledger", year=2026, state=None, problem="2026-001,2026-003")
    said = paper_text(few.sheets[0].paper)
    assert "（选出的2条）" in said
    assert "共2条" in said
    assert combo(page, "paperProblem").currentText() == "台账里选出的 2 条"
    assert shown(page) == {"year", "month", "state", "unit", "problem"}
    page.panel.subject.refresh()
    assert "共2条" in paper_text(made(page, qtbot).sheets[0].paper)
    overdue = pick(page, qtbot, "paperState", "已销号")
    assert "（已销号）" in paper_text(overdue.sheets[0].paper)
    assert shown(page) == {"year", "month", "state", "unit"}


def test_a_wall_copy_is_one_tick_away_and_says_what_it_leaves_out(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "ledger")
    tick = page.findChild(Check, "paperOutside")
    assert tick is not None
    assert tick.text() == "上墙、对外用，责任领导以外不印人名"
    tick.click()
    assert "孙示例" not in paper_text(made(page, qtbot).sheets[0].paper)
    show(page, qtbot, "completion", kind="theme_day")
    assert tick.text() == "对外用，只印日期"


def test_records_and_problems_are_chosen_one_by_one_or_all(page: PrintPage, qtbot: QtBot) -> None:
    everything = show(page, qtbot, "close-out")
    assert len(everything.sheets) == 2
    listed = words(combo(page, "paperProblem"))
    assert listed[0] == "一个问题一份"
    one = pick(page, qtbot, "paperProblem", listed[1])
    assert [listed[1].split()[0] in paper_text(sheets.paper) for sheets in one.sheets] == [True]
    show(page, qtbot, "self-check")
    assert words(combo(page, "paperInspection"))[:2] == ["一次一份", "2026-06-08 官庄社区自查"]


def test_a_page_that_asks_for_one_problem_gets_it(page: PrintPage, gate: Gate, qtbot: QtBot) -> None:
    show(page, qtbot, "close-out", problem="2026-002")
    assert combo(page, "paperProblem").value() == "2026-002"
    assert "编号：2026-002" in paper_text(made(page, qtbot).sheets[0].paper)


def test_tours_are_chosen_by_title_and_a_circular_can_be_had_as_a_document(
    page: PrintPage, qtbot: QtBot
) -> None:
    show(page, qtbot, "circular", tour="2026-01")
    assert words(combo(page, "paperTour")) == ["6月份作风联合督查"] * 2
    assert page.panel._word.isVisible()
    named = page.findChild(Check, "paperNamed")
    assert named is not None
    assert named.isVisible()
    assert not named.isChecked()
    named.click()
    assert made(page, qtbot).order.wishes["named"] is True
    assert combo(page, "paperTour").value() == "2026-01"


def test_another_tour_begins_with_all_of_its_units(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "tour-record", tour="2026-01")
    assert words(combo(page, "paperUnit"))[0] == "一个单位一份"
    assert words(combo(page, "paperUnit"))[1:] == ["官庄社区"]
    one = pick(page, qtbot, "paperUnit", "官庄社区")
    assert not one.order.each
    box = combo(page, "paperTour")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert made(page, qtbot).order.each


def test_an_office_without_a_tour_is_told_where_to_begin_one(
    page: PrintPage, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate.reader.store.inspections, "tours", lambda year=None: ())
    page.take_request(PrintRequest("circular", {}))
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20000)
    assert "还没有联合督查。先到“联合督查”里加一次。" in as_text(page.panel)
