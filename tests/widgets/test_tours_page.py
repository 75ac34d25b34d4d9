"""联合督查: units by lot or by hand, ticked on the spot without a mouse, found again in the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.exchange.new_files import sources_of
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.problem_drafts import ProblemDraft
from tests.widgets.hands import Hands
from tests.widgets.helpers import as_text, settle
from tests.widgets.steps import answer, asked, dialogs, eventually, fill, press, words
from tests.widgets.tour_steps import (
    HELD,
    TEAM,
    cells,
    findings,
    go_to,
    listed,
    shown,
    type_words,
    view,
    visit,
    write,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.tours import ToursPage
from ui.panels.tour.rows import tour_lines
from ui.widgets.date_edit import DateEdit
from ui.wishes import PrintRequest, TourRequest


@pytest.fixture
def page(tours_page: ToursPage) -> ToursPage:
    return tours_page


# How it looks


def test_in_a_small_window_the_visit_keeps_its_room_and_the_head_says_less(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    visit(gate, qtbot, tour, tour_units["财政所"])
    panel = page.panel
    lots, facts = (panel.head.findChild(QLabel, name) for name in ("tourLots", "tourFacts"))
    assert lots is not None
    assert facts is not None
    page.resize(1000, 540)
    settle()
    assert 320 < panel.visit.width() <= 436
    assert panel.visit.mapTo(page, panel.visit.rect().topRight()).x() < page.width()
    assert not lots.isVisibleTo(page)
    assert "手工选 3 个单位" in facts.toolTip()
    page.resize(1440, 860)
    settle()
    assert panel.visit.width() == 436
    assert lots.isVisibleTo(page)


@pytest.mark.parametrize(("answer_given", "glyph"), [(Answer.FINE, Glyph.DONE), (Answer.PROBLEM, Glyph.PART)])
def test_a_tour_is_ticked_in_the_list_once_everybody_was_visited_and_nothing_stays_open(
    gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot, answer_given: Answer, glyph: Glyph
) -> None:
    first, second, third = list(tour_units.values())[2:]
    visit(gate, qtbot, tour, first)
    visit(gate, qtbot, tour, second)
    assert tour_lines([view(gate, tour)], HELD)[0].glyph is Glyph.PART
    found = (ProblemDraft(third, "值班室没人"),) if answer_given is Answer.PROBLEM else ()
    asked_for = gate.reader.inspection_views.checklist(InspectionKind.JOINT)[0]
    item = ItemDraft(asked_for.code, asked_for.title, answer_given, problems=found)
    draft = InspectionDraft(third, HELD, "周示例", items=(item,))
    write(gate, qtbot, lambda s: s.tours.visit(tour, draft))
    assert tour_lines([view(gate, tour)], HELD)[0].glyph is glyph


def test_a_tour_as_it_is_shown(
    page: ToursPage,
    gate: Gate,
    tour: int,
    tour_units: dict[str, int],
    qtbot: QtBot,
    snapshot: SnapshotAssertion,
) -> None:
    visit(gate, qtbot, tour, tour_units["财政所"])
    assert (listed(page), cells(page), as_text(page)) == snapshot


def test_the_lists_are_sound_models(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    for model in (page.panel.table, page.panel.findings.table, page.list.model()):
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        tester.setParent(model)
    visit(gate, qtbot, tour, tour_units["财政所"])
    write(gate, qtbot, lambda s: s.tours.add_units(tour, [tour_units["官庄社区"]]))
    assert cells(page)[0].startswith("官庄社区|没去")


def test_an_office_without_tours_says_in_a_sentence_what_they_are_and_begins_one(
    desk: Desk, gate: Gate, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    page = shown(desk, gate, qtbot)
    assert words(page._empty, "emptyTitle") == "还没有联合督查"
    assert page.panes() == ()
    assert page._empty.focus_target().hasFocus()
    with qtbot.waitSignal(page.done) as told:
        press(page._empty, "emptyFirst")
        answer(page, qtbot, tourTitle="夜间值守督查", tourDayLine="6.18")
    assert told.args == ["加联合督查 夜间值守督查"]
    assert listed(page) == ["6.18 夜间值守督查，还没选单位，还没到"]
    (made,) = gate.reader.tours.all()
    assert made.tour.held_on == date(2026, 6, 18)


def test_a_new_tour_begins_with_the_team_of_the_last_one(page: ToursPage, gate: Gate, qtbot: QtBot) -> None:
    page.deeds()["new"]()
    answer(page, qtbot, tourDayLine="6.17")
    newest = gate.reader.tours.all()[0].tour
    assert (newest.title, newest.team) == ("6月联合督查", TEAM)


# Lots


def test_lots_are_drawn_by_a_seed_that_stands_on_the_page_and_can_be_drawn_again(
    desk: Desk, gate: Gate, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    added = write(gate, qtbot, lambda s: s.tours.add("6月联合督查", HELD))
    page = shown(desk, gate, qtbot)
    press(page.panel._empty, "emptyFirst")
    said = as_text(asked(page))
    assert "抽签号" in said
    assert "种子" not in said, "one word, the one the record of the draw prints"
    answer(page, qtbot, drawCount="2")
    assert words(page, "tourLots") == "抽签号 20260617，从 5 个单位里抽 2 个"
    assert len(cells(page)) == 2
    first = [unit.id for _line, unit, _visit in view(gate, added.id).units]
    press(page, "tourDrawAgain")
    eventually(qtbot, lambda: "2026061702" in words(page, "tourLots"))
    assert len(cells(page)) == 2
    gate.undo()
    eventually(qtbot, lambda: "20260617，" in words(page, "tourLots"))
    assert [unit.id for _line, unit, _visit in view(gate, added.id).units] == first


def test_more_lots_than_units_are_refused_beside_the_field_and_nothing_typed_is_lost(
    page: ToursPage, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    press(page, "tourDraw")
    dialog = asked(page)
    tick = dialog.findChild(QCheckBox, f"drawPool_{tour_units['财政所']}")
    assert tick is not None
    tick.click()
    fill(dialog, drawCount="5", drawSeed="７")
    press(dialog, "askGo")
    assert words(dialog, "drawCountProblemText") == "只有 4 个单位参加抽签，少抽几个"
    answer(page, qtbot, drawCount="4")
    assert words(page, "tourLots") == "抽签号 7，从 4 个单位里抽 4 个；手工加 1 个"


def test_another_draw_that_loses_a_visited_unit_is_refused_in_a_sentence(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    write(gate, qtbot, lambda s: s.tours.draw(tour, [tour_units["财政所"]], 1, 1))
    again = page.findChild(QPushButton, "tourDrawAgain")
    assert again is not None
    assert again.isVisible()
    visit(gate, qtbot, tour, tour_units["财政所"])
    assert not again.isVisible()
    write(gate, qtbot, lambda s: s.tours.draw(tour, list(tour_units.values()), 5, 1))
    page.panel._deeds.draw()
    dialog = asked(page)
    fill(dialog, drawCount="1", drawSeed="3")
    press(dialog, "askGo")
    eventually(qtbot, lambda: bool(words(dialog, "askProblem")))
    assert words(dialog, "askProblem").startswith("财政所已经检查过")
    assert dialog.isVisible()


def test_units_are_added_and_taken_off_by_hand_and_a_visited_one_stays(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    visit(gate, qtbot, tour, tour_units["财政所"])
    press(page, "tourByHand")
    dialog = asked(page)
    held = dialog.findChild(QCheckBox, f"tourUnits_{tour_units['财政所']}")
    assert held is not None
    assert not held.isEnabled()
    for name in ("应急办", "利见社区"):
        found = dialog.findChild(QCheckBox, f"tourUnits_{tour_units[name]}")
        assert found is not None
        found.click()
    answer(page, qtbot, tourOtherUnit="东利见村")
    assert [row.split("|")[0] for row in cells(page)] == ["东利见村", "利见社区", "党政办", "财政所"]
    assert words(page, "tourLots") == "手工选 4 个单位"


def test_delete_takes_a_unit_off_that_nobody_has_been_to(page: ToursPage, qtbot: QtBot) -> None:
    go_to(page, "财政所")
    with qtbot.waitSignal(page.done):
        qtbot.keyClick(page.panel.grid, Qt.Key.Key_Delete)
    settle()
    assert [row.split("|")[0] for row in cells(page)] == ["党政办", "应急办"]


# On the spot


def test_two_units_are_recorded_from_the_keyboard_alone(
    page: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    hands = Hands()
    go_to(page, "党政办")
    hands.press(Qt.Key.Key_Space, " ")
    hands.type("yyyyyyy")
    hands.press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    eventually(qtbot, lambda: view(gate, tour).visited == 1)
    current = page.panel.grid.current_record()
    assert current is not None
    assert current.unit.name == "财政所", "the next unit nobody has been to"
    hands.type("yn")
    type_words("报销单据附件不全")
    hands.press(Qt.Key.Key_Return)
    hands.type("yyyyy")
    page.deeds()["save"]()
    eventually(qtbot, lambda: view(gate, tour).visited == 2)
    assert cells(page) == [
        "党政办|没问题|06-16||",
        "财政所|1 个问题|06-16||0/1",
        "应急办|没去|||",
    ]
    assert page.place() == "去了 2，共 3 个单位，问题 1 个"
    assert findings(page) == ["财政所|报销单据附件不全||登记"]
    (problem,) = view(gate, tour).problems
    assert problem.problem.category == "值班值守"
    assert problem.problem.deadline is not None


def test_what_is_typed_at_a_unit_is_still_there_after_looking_at_another(
    page: ToursPage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    go_to(page, "党政办")
    page.panel.enter()
    Hands().type("n")
    type_words("两人没挂去向牌")
    go_to(page, "应急办")
    assert page.panel.visit.sheet.ticks.problems() == ()
    go_to(page, "党政办")
    assert [found.text for found in page.panel.visit.sheet.ticks.problems()] == ["两人没挂去向牌"]
    press(page, "discardVisit")
    assert page.panel.visit.sheet.ticks.problems() == ()


def test_what_is_being_typed_survives_the_news_of_something_else(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    go_to(page, "党政办")
    page.panel.enter()
    Hands().type("n")
    type_words("两人没挂去向牌")
    visit(gate, qtbot, tour, tour_units["应急办"])
    assert [found.text for found in page.panel.visit.sheet.ticks.problems()] == ["两人没挂去向牌"]
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_a_day_before_the_tour_is_refused_and_what_was_ticked_stays(
    page: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    go_to(page, "党政办")
    page.panel.enter()
    Hands().type("yyyyyyy")
    day = page.panel.visit.findChild(DateEdit, "inspectionDay")
    assert day is not None
    day.line.setText("6.10")
    press(page, "saveVisit")
    eventually(qtbot, lambda: bool(words(page, "visitRefused")))
    assert words(page, "visitRefused") == "检查日期 6月10日早于督查日期 6月16日。改其中一个。"
    assert page.panel.visit.sheet.ticks.open_count() == 0
    day.line.setText("6.17")
    press(page, "saveVisit")
    eventually(qtbot, lambda: view(gate, tour).visited == 1)
    assert words(page, "visitRefused") == ""
    assert cells(page)[0] == "党政办|没问题|06-17||"


def test_a_refusal_that_comes_when_another_unit_is_shown_is_said_by_the_window_and_the_draft_stays(
    page: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    go_to(page, "党政办")
    page.panel.enter()
    Hands().type("yyyyyyy")
    day = page.panel.visit.findChild(DateEdit, "inspectionDay")
    assert day is not None
    day.line.setText("6.10")
    with qtbot.waitSignal(gate.refused) as said:
        page.panel.visit.save()
        page.panel.grid.setFocus()
        page.panel.grid.select_row(2)
    assert said.args is not None
    assert said.args[0].startswith("检查日期 6月10日早于")
    settle()
    assert words(page, "visitRefused") == ""
    assert page.panel.visit.sheet.ticks.open_count() == 7
    go_to(page, "党政办")
    assert page.panel.visit.sheet.ticks.open_count() == 0


def test_a_problem_is_stored_once_however_often_the_visit_is_saved_and_leaves_no_draft(
    page: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    go_to(page, "党政办")
    page.panel.enter()
    Hands().type("n")
    type_words("两人没挂去向牌")
    press(page, "saveVisit")
    press(page, "saveVisit")
    eventually(qtbot, lambda: view(gate, tour).visited == 1)
    press(page, "saveVisit")
    eventually(qtbot, lambda: page.panel.visit.sheet.isEnabled())
    assert [line.problem.text for line in view(gate, tour).problems] == ["两人没挂去向牌"]
    page.panel.visit._delete.trigger()
    eventually(qtbot, lambda: view(gate, tour).visited == 0)
    assert page.panel.visit.sheet.ticks.problems() == (), "what was stored is no draft any more"


def test_going_to_another_unit_while_one_is_stored_keeps_no_draft_of_it(
    page: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    go_to(page, "党政办")
    page.panel.enter()
    Hands().type("n")
    type_words("两人没挂去向牌")
    page.panel.visit.save()
    page.panel.grid.setFocus()
    page.panel.grid.select_row(2)
    eventually(qtbot, lambda: view(gate, tour).visited == 1)
    eventually(qtbot, lambda: page.panel.visit.sheet.isEnabled())
    assert words(page, "visitPanelTitle") == "应急办"
    assert page.panel.visit.sheet.ticks.problems() == ()
    gate.undo()
    eventually(qtbot, lambda: view(gate, tour).visited == 0)
    go_to(page, "党政办")
    assert page.panel.visit.sheet.ticks.problems() == ()


def test_a_stored_visit_is_corrected_in_place_and_deleted(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    visit(gate, qtbot, tour, tour_units["党政办"])
    go_to(page, "党政办")
    assert words(page, "visitPanelTag") == "没问题"
    note = page.panel.visit.findChild(QPlainTextEdit, "inspectionNote")
    assert note is not None
    note.setPlainText("主任下村了")
    press(page, "saveVisit")
    eventually(
        qtbot, lambda: [v.inspection.note for _l, _u, v in view(gate, tour).units if v] == ["主任下村了"]
    )
    with qtbot.waitSignal(page.done):
        page.panel.visit._delete.trigger()
    eventually(qtbot, lambda: view(gate, tour).visited == 0)
    assert cells(page)[0] == "党政办|没去|||"
    assert words(page, "visitPanelTag") == "没去"


# The page


def test_a_photo_of_a_visit_stays_with_it_and_not_with_the_next_unit(
    page: ToursPage, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    visit(gate, qtbot, tour, tour_units["党政办"])
    go_to(page, "应急办")
    photos = page.panel.visit.photos
    assert not photos.isVisible()
    go_to(page, "党政办")
    assert words(page, "visitPhotosHint") == "有照片就拖到这里，没有不用管"
    seen = tmp_path / "现场.txt"
    seen.write_text("去向牌", encoding="utf-8")
    with qtbot.waitSignal(page.done, timeout=20000):
        photos._take(sources_of([seen]))
    eventually(qtbot, lambda: words(page, "visitPhotosTitle") == "现场照片 1 张")
    assert [len(v.files) for _l, _u, v in view(gate, tour).units if v] == [1]


def test_tours_of_other_years_are_a_key_away_and_one_asked_for_brings_its_year(
    page: ToursPage, gate: Gate, tour: int, qtbot: QtBot
) -> None:
    old = write(gate, qtbot, lambda s: s.tours.add("去年的督查", date(2025, 11, 3)))
    assert listed(page) == ["6.16 6月联合督查，去了 0/3，"]
    assert words(page, "toursFigures") == "督查 1 次，去了 0 个单位"
    page.deeds()["previous_period"]()
    assert listed(page) == ["11.3 去年的督查，还没选单位，"]
    page.deeds()["previous_period"]()
    assert words(page._empty, "emptyTitle") == "2024年没有联合督查"
    page.deeds()["today"]()
    assert words(page, "toursYearWords") == "2026年"
    page.take_request(TourRequest(old.id))
    assert words(page, "toursYearWords") == "2025年"
    assert words(page, "tourTitleShown") == "去年的督查"
    page.take_request(TourRequest(tour))
    assert words(page, "tourTitleShown") == "6月联合督查"


def test_escape_goes_from_what_is_ticked_and_from_the_circular_back_to_the_units(
    page: ToursPage, qtbot: QtBot
) -> None:
    go_to(page, "财政所")
    page.panel.enter()
    Hands().press(Qt.Key.Key_Escape)
    assert page.panel.grid.hasFocus()
    assert page.panel.visit.isVisible()
    press(page, "tourCircular")
    Hands().press(Qt.Key.Key_Escape)
    assert page.panel.grid.hasFocus()
    assert page.panel.visit.isVisible()
    current = page.panel.grid.current_record()
    assert current is not None
    assert current.unit.name == "财政所"


def test_papers_of_the_draw_and_of_a_unit_are_asked_for(
    page: ToursPage, desk: Desk, gate: Gate, tour: int, tour_units: dict[str, int], qtbot: QtBot
) -> None:
    number = view(gate, tour).tour.number
    assert not page.panel.head.print_lots.isEnabled()
    write(gate, qtbot, lambda s: s.tours.draw(tour, list(tour_units.values()), 2))
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        page.panel.head.print_lots.trigger()
    assert wanted.args == ["print", PrintRequest("tour-draw", {"tour": number})]
    go_to(page, "财政所")
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        page.panel.visit._want_print()
    assert wanted.args == ["print", PrintRequest("tour-record", {"tour": number, "unit": "财政所"})]


def test_a_tour_is_deleted_and_undo_brings_it_back(page: ToursPage, gate: Gate, qtbot: QtBot) -> None:
    page.panel._deeds.delete()
    eventually(qtbot, lambda: listed(page) == [])
    assert page._empty.isVisible()
    gate.undo()
    eventually(qtbot, lambda: len(listed(page)) == 1)
    assert len(cells(page)) == 3


def test_pictures_show_the_visit_and_the_circular(page: ToursPage, tmp_path: Path) -> None:
    for name, show in page.pictures().items():
        show()
        settle()
        assert page.grab().save(str(tmp_path / f"{name}.png"))
    assert page.panel.circular.isVisible()
    assert not dialogs(page)
