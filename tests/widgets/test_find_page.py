"""找记录: a word of two characters leads to its record, by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gzparty.services.meeting_views import Hit
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.training import CourseDraft
from tests.widgets.helpers import as_text
from tests.widgets.steps import eventually
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.find import FindPage
from ui.tables.rows import ListRows
from ui.wishes import FindRequest, LedgerRequest, SelectionRequest, ThemeRequest, TrainingRequest


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> FindPage:
    made = FindPage(desk, gate)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


def titles(page: FindPage) -> list[str]:
    model = page.view.records
    return [model.cell(row, 2).text for row in range(model.rowCount())]


def test_before_a_word_is_typed_the_page_says_what_it_looks_through(page: FindPage) -> None:
    assert "写一个词就找" in as_text(page)
    assert "谈话内容和反映人不在里面" in as_text(page)


def test_a_word_leads_to_its_record_by_keys_alone(
    page: FindPage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(page.view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sixth = gate.reader.sessions.year(2026).lines[5].training
    gate.write(
        lambda services: services.trainings.set_courses(sixth.id, [CourseDraft("森林防火", minutes=90)])
    )
    qtbot.keyClicks(page.search, "")
    page.search.setText("防火")
    eventually(qtbot, lambda: titles(page) == ["第 6 期书记培训"])
    assert "1 条" in as_text(page)
    wanted: list[tuple[str, object]] = []
    desk.wishes.page_wanted.connect(lambda key, request: wanted.append((key, request)))
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert wanted == [("training", TrainingRequest(sixth.id))]


def test_a_problem_is_opened_in_the_ledger(page: FindPage, desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    unit = next(iter(gate.reader.people.units()))
    draft = ProblemDraft(unit.id, "防火值班漏记", found_on=date(2026, 6, 1))
    gate.write(lambda services: services.problems.register([draft]))
    page.take_request(FindRequest("防火值班"))
    eventually(qtbot, lambda: titles(page) == [f"{unit.name} 2026-001 号问题"])
    wanted: list[tuple[str, object]] = []
    desk.wishes.page_wanted.connect(lambda key, request: wanted.append((key, request)))
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert wanted == [("ledger", LedgerRequest(problem_id=1))]


@pytest.mark.parametrize(
    ("hit", "wish"),
    [
        (Hit("theme", 3, "", "", None, "2026-05"), ("themes", ThemeRequest("2026-05"))),
        (
            Hit("nomination", 4, "", "", None, "2026-05"),
            ("selection", SelectionRequest(nomination_id=4)),
        ),
    ],
)
def test_themes_and_candidates_are_opened_where_they_belong(
    page: FindPage, desk: Desk, hit: Hit, wish: object
) -> None:
    wanted: list[object] = []
    desk.wishes.page_wanted.connect(lambda key, request: wanted.append((key, request)))
    page.view.records.show(ListRows([hit], lambda one: one.record_id))
    page.view.opened.emit(0)
    assert wanted == [wish]


def test_the_day_of_a_hit_shows_its_weekday_uncut(page: FindPage, gate: Gate, qtbot: QtBot) -> None:
    sixth = gate.reader.sessions.year(2026).lines[5].training
    gate.write(
        lambda services: services.trainings.set_courses(sixth.id, [CourseDraft("森林防火", minutes=90)])
    )
    page.take_request(FindRequest("防火"))
    eventually(qtbot, lambda: page.view.records.rowCount() > 0)
    view = page.view
    assert "周" in view.records.cell(0, 0).text
    for row in range(view.records.rowCount()):
        assert view.sizeHintForIndex(view.records.index(row, 0)).width() <= view.columnWidth(0)


def test_what_is_nowhere_and_what_is_no_word_is_said(page: FindPage, qtbot: QtBot) -> None:
    page.take_request(FindRequest("祭扫烈士墓"))
    eventually(qtbot, lambda: "没有找到" in as_text(page))
    page.search.setText("，")
    eventually(qtbot, lambda: "没有可找的字" in as_text(page))
    page.search.clear()
    eventually(qtbot, lambda: "写一个词就找" in as_text(page))
