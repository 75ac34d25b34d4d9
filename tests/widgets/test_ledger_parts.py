"""The parts of the ledger's page without the page: words, places of steps, the form of each step, painted widgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState, Step
from gzparty.domain.rectification import TRANSITIONS, Need
from gzparty.services.ledger_views import LedgerGroup, LedgerLine, ProblemDetail, StepOffer
from ui.gate import Gate
from ui.panels.ledger.next_steps import next_step, next_steps
from ui.panels.ledger.rows import Shown, ledger_columns
from ui.panels.ledger.step_form import ASKED, StepForm
from ui.panels.ledger.table import DAY, LedgerDelegate
from ui.panels.ledger.words import days_tone, days_words, number_words, source_words
from ui.tables.column import Cell
from ui.theme import Theme
from ui.widgets.state_stepper import Stage, StateStepper
from ui.widgets.timeline import Moment, Timeline

UNIT = UnitView(1, "u", "", UnitKind.DEPARTMENT, 1, "应急办", "应急办", "yjb", None, None, False)
PROBLEM = Problem(
    1,
    "p",
    "2026-022",
    1,
    "值班记录漏记",
    ProblemSource.SELF,
    Lane.TERM,
    ProblemState.RECTIFYING,
    found_on=date(2026, 5, 28),
    deadline=date(2026, 6, 11),
)
LINE = LedgerLine(PROBLEM, UNIT, None, LedgerGroup.LATER, days=-9)
S = ProblemState


@pytest.mark.parametrize(
    ("line", "said", "tone"),
    [
        (replace(LINE, group=LedgerGroup.OVERDUE, days=12), "逾 12 天", "over"),
        (replace(LINE, group=LedgerGroup.SOON, days=0), "今天", "warn"),
        (replace(LINE, group=LedgerGroup.SOON, days=-1), "剩 1 天", "warn"),
        (LINE, "剩 9 天", "ink3"),
        (replace(LINE, days=None), "没写时限", "ink3"),
        (replace(LINE, days=None, problem=replace(PROBLEM, lane=Lane.LASTING)), "", "ink3"),
        (replace(LINE, days=None, done_late=3, problem=replace(PROBLEM, state=S.CLOSED)), "晚 3 天", "warn"),
        (
            replace(LINE, days=None, done_late=-2, problem=replace(PROBLEM, state=S.CLOSED)),
            "提前 2 天",
            "ink3",
        ),
        (replace(LINE, days=None, done_late=0, problem=replace(PROBLEM, state=S.CLOSED)), "按时", "ink3"),
    ],
)
def test_days_are_said_by_where_a_problem_stands(line: LedgerLine, said: str, tone: str) -> None:
    assert (days_words(line), days_tone(line)) == (said, tone)


def test_a_number_says_its_year_and_its_round_only_where_that_is_news() -> None:
    assert number_words(PROBLEM, 2026) == "22"
    assert number_words(PROBLEM, 2027) == "2026-22"
    assert number_words(replace(PROBLEM, round=3), 2026) == "22-R2"


def test_a_source_is_said_short() -> None:
    assert source_words(PROBLEM) == "5月自查"
    assert source_words(replace(PROBLEM, source=ProblemSource.JOINT)) == "联合督查"


def test_columns_have_keys_of_their_own() -> None:
    keys = [column.key for column in ledger_columns(Shown())]
    assert len(keys) == len(set(keys))
    assert keys[:4] == ["tick", "number", "unit", "community"]


@pytest.mark.parametrize(
    ("state", "lane", "step"),
    [
        (S.REGISTERED, Lane.TERM, Step.START),
        (S.ASSIGNED, Lane.TERM, Step.START),
        (S.RECTIFYING, Lane.TERM, Step.SUBMIT),
        (S.SUBMITTED, Lane.TERM, Step.CLOSE),
        (S.CLOSED, Lane.TERM, None),
        (S.LOOKED_BACK, Lane.TERM, None),
        (S.WITHDRAWN, Lane.TERM, None),
        (S.REGISTERED, Lane.PROMPT, Step.CLOSE),
        (S.RECTIFYING, Lane.LASTING, Step.STAGE),
        (S.SUBMITTED, Lane.LASTING, Step.CLOSE),
    ],
)
def test_the_next_step_of_each_state_is_one_the_table_allows(
    state: ProblemState, lane: Lane, step: Step | None
) -> None:
    assert next_step(replace(PROBLEM, state=state, lane=lane)) is step
    assert step is None or TRANSITIONS[step].allowed(state, lane)


def test_a_closed_one_is_looked_back_at_next_only_where_that_is_due() -> None:
    assert next_step(replace(PROBLEM, state=S.CLOSED, look_back_on=date(2026, 7, 1))) is Step.LOOK_BACK


def detail(*offers: StepOffer) -> ProblemDetail:
    return ProblemDetail(LINE, (), (), (), (), None, None, offers, ())


def test_steps_stand_by_how_likely_they_are_and_evidence_is_asked_for_first() -> None:
    steps = next_steps(
        detail(
            StepOffer(Step.EXTEND, (Need.REASON,)),
            StepOffer(Step.SUBMIT, (Need.RESULT, Need.EVIDENCE)),
            StepOffer(Step.WITHDRAW, ()),
            StepOffer(Step.CHASE, ()),
            StepOffer(Step.NOTE, ()),
        )
    )
    assert steps.next is not None
    assert steps.next.step is Step.SUBMIT
    assert [offer.step for offer in steps.sides] == [Step.EXTEND, Step.CHASE]
    assert [offer.step for offer in steps.rest] == [Step.NOTE, Step.WITHDRAW]
    assert steps.hint == "先记一份纸质佐证或加文件，再提交验收"


def test_what_the_form_itself_asks_for_blocks_nothing() -> None:
    assert next_steps(detail(StepOffer(Step.SUBMIT, (Need.RESULT, Need.DONE_ON)))).hint == ""


@pytest.fixture
def calendar(ledger_gate: Gate) -> WorkCalendar:
    """The office's calendar."""
    return ledger_gate.reader.store.calendar.load()


@pytest.mark.parametrize("step", list(ASKED))
def test_the_form_of_each_step_asks_for_what_the_table_of_steps_needs(
    theme: Theme, calendar: WorkCalendar, qtbot: QtBot, step: Step
) -> None:
    form = StepForm(theme, step, [PROBLEM], date(2026, 6, 17), (), calendar)
    qtbot.addWidget(form)
    asked = {one.attribute for one in ASKED[step]}
    fields = {
        Need.RESPONSIBLE: "responsible",
        Need.MEASURE: "measure",
        Need.DEADLINE: "until",
        Need.RESULT: "result",
        Need.VERIFIER: "verifier",
        Need.DONE_ON: "done_on",
        Need.REASON: "note",
        Need.LATER_DEADLINE: "until",
        Need.APPROVER: "approver",
    }
    for need in TRANSITIONS[step].needs:
        if need in fields:
            assert fields[need] in asked
    assert form.facts(form.values()).on == date(2026, 6, 17)


def test_a_new_deadline_is_not_thought_up(theme: Theme, calendar: WorkCalendar, qtbot: QtBot) -> None:
    form = StepForm(theme, Step.EXTEND, [PROBLEM], date(2026, 6, 17), (), calendar)
    qtbot.addWidget(form)
    assert form.values()["until"] is None
    assert set(form.problems()) == {"until", "note", "approver"}


def test_several_problems_begin_with_what_they_say_alike(
    theme: Theme, calendar: WorkCalendar, qtbot: QtBot
) -> None:
    alike = [replace(PROBLEM, leader="马示例", responsible=name) for name in ("李示例", "王示例")]
    form = StepForm(theme, Step.ASSIGN, alike, date(2026, 6, 17), (), calendar)
    qtbot.addWidget(form)
    values = form.values()
    assert (values["leader"], values["responsible"]) == ("马示例", "")


def test_a_deadline_on_a_day_off_is_named(theme: Theme, calendar: WorkCalendar, qtbot: QtBot) -> None:
    form = StepForm(theme, Step.EXTEND, [PROBLEM], date(2026, 6, 17), (), calendar)
    qtbot.addWidget(form)
    form.show()
    form._controls_made["until"].set_value(date(2026, 6, 20))  # type: ignore[attr-defined]
    assert form._hint.isVisible()
    assert "端午节" in form._hint.text()


@pytest.mark.parametrize(
    ("step", "day", "said"),
    [
        (Step.EXTEND, date(2026, 6, 15), "6月15日已经过了，记上以后仍是逾期 2 天"),
        (Step.REOPEN, date(2026, 6, 16), "6月16日已经过了，记上以后仍是逾期 1 天"),
        (Step.EXTEND, date(2026, 6, 17), ""),
        (Step.ASSIGN, date(2026, 6, 15), ""),
    ],
)
def test_a_new_deadline_that_has_passed_already_is_said_and_not_refused(
    theme: Theme, calendar: WorkCalendar, qtbot: QtBot, step: Step, day: date, said: str
) -> None:
    form = StepForm(theme, step, [PROBLEM], date(2026, 6, 17), (), calendar)
    qtbot.addWidget(form)
    form._controls_made["until"].set_value(day)  # type: ignore[attr-defined]
    assert form._hint.text() == said
    assert "until" not in form.problems()


def test_painted_parts_say_what_they_show(theme: Theme, qtbot: QtBot) -> None:
    stepper, past = StateStepper(theme, "steps"), Timeline(theme, "past")
    for widget in (stepper, past):
        qtbot.addWidget(widget)
        widget.show()
    stepper.show_stages([Stage("登记", "5月28日"), Stage("整改中")], 1, live=False)
    past.show_moments([Moment("退回", "缺原因", "6月10日", alarm=True)])
    assert stepper.accessibleName() == "登记，已过，5月28日；整改中，还没到"
    assert past.accessibleName() == "6月10日，退回，缺原因"
    assert not stepper.grab().isNull()
    assert not past.grab().isNull()


@pytest.mark.parametrize("strong", [False, True])
def test_the_words_behind_a_deadline_get_the_room_they_are_painted_in(
    theme: Theme, qtbot: QtBot, strong: bool
) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    words = QFontMetrics(theme.font(14, bold=strong)).horizontalAdvance("提前改完")
    asked = LedgerDelegate(theme, view).words_width(Cell("06-18", note="提前改完", strong=strong))
    assert asked >= theme.px(DAY) + words
