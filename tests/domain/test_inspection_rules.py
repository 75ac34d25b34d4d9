"""What an inspection may say: one rule each, without an office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain import inspection_rules as rules
from gzparty.domain.diagnostic import Level, Refusal
from gzparty.domain.inspection import Answer, Inspection, InspectionKind
from gzparty.domain.period import Period
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState

DAY = date(2026, 6, 17)
SHEET = Inspection(7, "i", "2026-007", InspectionKind.SELF, 3, "2026-06", DAY, "曹示例")
FOUND = Problem(
    1,
    "p",
    "2026-001",
    3,
    "迟到",
    ProblemSource.SELF,
    Lane.TERM,
    ProblemState.REGISTERED,
    responsible="李示例",
)
STATES = tuple(ProblemState)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.diagnostics[0].code


def test_the_day_has_come() -> None:
    rules.check_day(DAY, DAY)
    assert code_of(lambda: rules.check_day(DAY + timedelta(days=1), DAY)) == "inspection_day_ahead"


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(-24, 24))
def test_an_inspection_counts_for_its_own_month_or_an_earlier_one(held_on: date, step: int) -> None:
    month = Period.around(held_on).step(step)
    assert rules.check_period(held_on, None) == Period.around(held_on)
    if step <= 0:
        assert rules.check_period(held_on, month.code) == month
    else:
        assert code_of(lambda: rules.check_period(held_on, month.code)) == "inspection_month_ahead"


@pytest.mark.parametrize("text", ["", "6月", "2026", "2026-Q2", "2026-13"])
def test_a_month_is_written_as_one(text: str) -> None:
    assert code_of(lambda: rules.check_period(DAY, text)) == "inspection_month_unreadable"


@pytest.mark.parametrize("answer", [Answer.OPEN, Answer.FINE, Answer.NOT_APPLICABLE])
def test_a_problem_is_told_where_the_answer_says_so_and_nowhere_else(answer: Answer) -> None:
    rules.check_item("会风会纪", answer, ())
    rules.check_item("会风会纪", Answer.PROBLEM, ["有人迟到"])
    assert code_of(lambda: rules.check_item("会风会纪", Answer.PROBLEM, [" "])) == "inspection_problem_untold"
    told = code_of(lambda: rules.check_item("会风会纪", answer, ["有人迟到"]))
    assert told == "inspection_problem_elsewhere"


def test_nothing_is_put_right_before_it_was_found() -> None:
    rules.check_deadline("会风会纪", None, DAY)
    rules.check_deadline("会风会纪", DAY, DAY)
    before = DAY - timedelta(days=1)
    assert code_of(lambda: rules.check_deadline("会风会纪", before, DAY)) == "inspection_deadline_before"


@pytest.mark.parametrize(
    ("inspector", "responsible", "named"),
    [
        ("曹示例", "曹示例", ["曹示例"]),
        ("曹 示例", "曹示例", ["曹示例"]),
        ("曹示例、何示例", "何示例（内勤）", ["何示例"]),
        ("曹示例", "李示例", []),
        ("", "", []),
        ("曹示例", "曹示例二", []),
    ],
)
def test_who_inspected_and_answers_for_it_too_is_named(
    inspector: str, responsible: str, named: list[str]
) -> None:
    sheet, problem = replace(SHEET, inspector=inspector), replace(FOUND, responsible=responsible)
    found = rules.findings(sheet, [problem, problem], ())
    assert [(one.level, one.code, one.parameters["name"]) for one in found] == [
        (Level.WARNING, "inspection_own_problem", name) for name in named
    ]
    assert rules.findings(sheet, [replace(problem, state=ProblemState.WITHDRAWN)], ()) == ()


def test_only_another_sheet_of_the_same_unit_day_and_people_is_a_possible_double() -> None:
    twin = replace(SHEET, id=8, number="2026-008", inspector="曹 示例")
    assert [one.code for one in rules.findings(SHEET, (), [SHEET, twin])] == ["inspection_perhaps_double"]
    others = [
        replace(twin, unit_id=4),
        replace(twin, held_on=DAY - timedelta(days=1)),
        replace(twin, kind=InspectionKind.JOINT),
        replace(twin, inspector="何示例"),
        replace(twin, inspector="曹示例、何示例"),
    ]
    assert rules.findings(SHEET, (), others) == ()
    nameless = replace(SHEET, inspector="")
    assert rules.findings(nameless, (), [replace(nameless, id=9)]) == ()


@pytest.mark.parametrize("state", STATES)
def test_only_what_nobody_touched_goes_with_its_inspection(state: ProblemState) -> None:
    problem = replace(FOUND, state=state)
    assert rules.is_untouched(problem) == (state is ProblemState.REGISTERED)
    assert rules.is_settled(problem) == (state is ProblemState.WITHDRAWN)
    assert not rules.is_untouched(replace(problem, round=2))
    assert not rules.is_untouched(replace(problem, imported=True))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6))
def test_the_inspections_of_a_month_are_counted_from_one_without_a_gap(days: list[int]) -> None:
    sheets = [replace(SHEET, id=place, held_on=date(2026, 6, day)) for place, day in enumerate(days, 1)]
    in_order = sorted(sheets, key=lambda sheet: (sheet.held_on, sheet.id))
    assert [rules.ordinal_of(sheet, sheets) for sheet in in_order] == list(range(1, len(sheets) + 1))
