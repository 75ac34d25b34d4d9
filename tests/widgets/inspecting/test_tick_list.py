"""A tick list is filled by two keys; what is wrong is typed under its item, and nothing is answered by itself."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.inspection import Answer
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from ui.panels.inspection.tick_list import FoundProblem, ProblemGround, TickItem, TickList
from ui.theme import Theme

ITEMS = (
    TickItem("attendance", "上下班和请销假", "迟到早退"),
    TickItem("duty_roster", "值班值守"),
    TickItem("meetings", "会风会纪", "无故缺席、迟到"),
)
GROUND = ProblemGround(2026, date(2026, 6, 29), [("李示例", "lsl"), ("张示例", "zsl")], [("何示例", "hsl")])


@pytest.fixture
def ticks(theme: Theme, qtbot: QtBot) -> TickList:
    made = TickList(theme)
    qtbot.addWidget(made)
    made.set_items(ITEMS, GROUND)
    made.resize(404, 600)
    made.show()
    made.activateWindow()
    made.take_focus()
    settle()
    return made


def answers(ticks: TickList) -> list[Answer]:
    return [said.answer for said in ticks.answers()]


def shown(ticks: TickList, code: str, name: str) -> QWidget:
    found = ticks.row(code).findChild(QWidget, name)
    assert found is not None
    return found


def test_nothing_is_answered_until_somebody_says(ticks: TickList) -> None:
    assert answers(ticks) == [Answer.OPEN] * 3
    assert ticks.open_count() == 3
    assert not ticks.is_changed()


def test_y_and_n_answer_and_go_on_and_what_was_found_is_typed_where_it_belongs(ticks: TickList) -> None:
    hands = Hands()
    hands.type("yyn")
    cast("QPlainTextEdit", QApplication.focusWidget()).insertPlainText("防汛会商会 2 人迟到 10 分钟")
    settle()

    assert answers(ticks) == [Answer.FINE, Answer.FINE, Answer.PROBLEM]
    assert ticks.problems() == (FoundProblem("防汛会商会 2 人迟到 10 分钟", Lane.TERM, date(2026, 6, 29)),)
    assert ticks.answers()[2].found == ticks.problems()


def test_full_width_letters_of_an_input_method_answer_too(ticks: TickList) -> None:
    hands = Hands()
    hands.press(Qt.Key.Key_Y, "ｙ")
    hands.press(Qt.Key.Key_0, "0")
    assert answers(ticks) == [Answer.FINE, Answer.NOT_APPLICABLE, Answer.OPEN]


def test_enter_goes_on_from_the_words_of_a_problem_and_the_arrows_answer_in_place(ticks: TickList) -> None:
    hands = Hands()
    hands.type("n")
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is ticks.row("duty_roster")
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is ticks.row("duty_roster")
    assert answers(ticks) == [Answer.PROBLEM, Answer.FINE, Answer.OPEN]
    hands.press(Qt.Key.Key_Delete)
    assert answers(ticks)[1] is Answer.OPEN


def test_all_fine_answers_only_what_nobody_answered(ticks: TickList) -> None:
    Hands().type("n")
    ticks.all_fine.click()
    assert answers(ticks) == [Answer.PROBLEM, Answer.FINE, Answer.FINE]
    assert not ticks.all_fine.isEnabled()


def test_tab_goes_down_the_list_through_fields_that_came_later(ticks: TickList) -> None:
    hands = Hands()
    hands.type("n")
    names = []
    for _step in range(8):
        hands.press(Qt.Key.Key_Tab, "\t")
        names.append(cast("QWidget", QApplication.focusWidget()).objectName())
    assert names[:3] == ["problemDeadlineLine", "problemResponsible", "problemLeader"]
    assert "tick_duty_roster" in names


def test_a_problem_without_words_is_asked_for_beside_its_field(ticks: TickList) -> None:
    Hands().type("n")
    assert not ticks.check()
    said = cast("QLabel", shown(ticks, "attendance", "problemTextProblemText"))
    assert said.isVisible()
    assert "没问题" in said.text()
    assert ticks.next_problem()


def test_put_right_at_once_asks_for_the_day_and_who_checked_and_has_no_deadline(ticks: TickList) -> None:
    Hands().type("n")
    row = ticks.row("attendance")
    row.forms[0].text.setPlainText("1 人没请假")
    cast("QPushButton", shown(ticks, "attendance", "problemPrompt")).click()
    settle()
    assert not ticks.check()
    assert not shown(ticks, "attendance", "problemDeadline").isVisible()

    row.forms[0].restore({"problemDone": "6.17", "problemVerifier": "何示例"})
    assert ticks.check()
    found = ticks.problems()[0]
    assert (found.lane, found.deadline, found.done_on, found.verifier) == (
        Lane.PROMPT,
        None,
        date(2026, 6, 17),
        "何示例",
    )


def test_one_item_can_have_several_problems_and_the_last_taken_away_leaves_it_unanswered(
    ticks: TickList,
) -> None:
    Hands().type("n")
    row = ticks.row("attendance")
    row.forms[0].text.setPlainText("第一个")
    row.forms[0].another.click()
    row.forms[1].text.setPlainText("第二个")
    assert [found.text for found in ticks.problems()] == ["第一个", "第二个"]
    row.forms[0].remove.click()
    assert [found.text for found in ticks.problems()] == ["第二个"]
    row.forms[0].remove.click()
    assert answers(ticks)[0] is Answer.OPEN


def test_what_was_typed_stays_when_the_clerk_thinks_again(ticks: TickList) -> None:
    Hands().type("n")
    row = ticks.row("attendance")
    row.forms[0].text.setPlainText("1 人没请假")
    row.set_answer(Answer.FINE)
    assert ticks.problems() == ()
    row.set_answer(Answer.PROBLEM)
    assert ticks.problems()[0].text == "1 人没请假"


def test_a_draft_brings_everything_back(ticks: TickList) -> None:
    Hands().type("n")
    row = ticks.row("attendance")
    row.forms[0].text.setPlainText("第一个")
    row.forms[0].another.click()
    row.forms[1].text.setPlainText("第二个")
    row.open_note()
    ticks.row("meetings").set_answer(Answer.FINE)
    draft, before = ticks.draft(), ticks.answers()

    ticks.set_items(ITEMS, GROUND)
    assert answers(ticks) == [Answer.OPEN] * 3
    ticks.restore(draft)
    assert ticks.answers() == before
    assert ticks.is_changed()


def test_a_problem_in_the_ledger_says_how_far_it_has_come_and_leads_there(
    ticks: TickList, qtbot: QtBot
) -> None:
    unit = UnitView(3, "u3", "", UnitKind.DEPARTMENT, 0, "应急办", "", "yjb", None, None, False)
    problem = Problem(
        7, "p7", "2026-012", 3, "值班记录漏记 2 天", ProblemSource.SELF, Lane.TERM, ProblemState.RECTIFYING
    )
    line = LedgerLine(problem, unit, None, LedgerGroup.OVERDUE, days=6)
    stored = ITEMS[1]._replace(answer=Answer.PROBLEM, problems=(line,))
    ticks.set_items([ITEMS[0], stored], GROUND)

    state = shown(ticks, "duty_roster", "problemState_7")
    assert state.accessibleName() == "逾期 6 天 台账 2026-012"
    assert ticks.problems() == ()
    with qtbot.waitSignal(ticks.ledger_wanted) as wanted:
        cast("QPushButton", shown(ticks, "duty_roster", "toLedger_7")).click()
    assert wanted.args == [7]
