"""The ledger on the workbench: what is due, what waits for 验收, what is to be looked at again, what is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.agenda import Matter
from gzparty.domain.period import Period
from gzparty.domain.problem import Lane, Problem, Step
from gzparty.labels.agenda import deed_label, item_text
from gzparty.services.agenda_views import Item, Overdue, ProblemsItem, Workbench
from gzparty.services.problem_drafts import ProblemDraft, StepFacts
from tests.builders import Office, an_office

TODAY = date(2026, 6, 17)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The small office on a Wednesday before 端午节, with its holidays."""
    built = an_office(tmp_path)
    built.clock.moment = built.clock.moment.replace(2026, 6, 17)
    built.services.calendars.ensure(2026)
    yield built
    built.store.close()


def problem(office: Office, text: str, deadline: date | None, lane: Lane = Lane.TERM) -> Problem:
    draft = ProblemDraft(
        unit_id=office.villages["东村"],
        text=text,
        lane=lane,
        found_on=date(2026, 5, 20),
        measure="补记",
        responsible="李示例",
        deadline=deadline,
    )
    return office.services.problems.register([draft]).value[0]


def bench(office: Office) -> Workbench:
    return office.services.agenda.workbench(Period.of_month(2026, 6))


def items(office: Office) -> list[Item]:
    return [item for item in bench(office).items if isinstance(item, ProblemsItem)]


def submitted(office: Office, found: Problem) -> None:
    services = office.services
    services.problems.step([found.id], Step.START, StepFacts(date(2026, 5, 21)))
    services.problems.add_paper(found.id, "签字表", "3号盒", TODAY)
    services.problems.step([found.id], Step.SUBMIT, StepFacts(TODAY, result="补好了", done_on=TODAY))


def test_a_problem_due_today_is_named_with_its_unit(office: Office) -> None:
    problem(office, "值班记录漏记 2 天", TODAY)
    problem(office, "还早", date(2026, 7, 10))
    (item,) = items(office)
    said = item_text(item, TODAY)
    assert said.title == "东村　“值班记录漏记 2 天”到期"
    assert said.detail == "整改时限就是今天"
    assert deed_label(item) == "去台账"


def test_a_deadline_in_the_holiday_is_today_from_the_last_workday_on(office: Office) -> None:
    problem(office, "报销附件不全", date(2026, 6, 20))
    assert items(office) == []
    office.clock.moment = office.clock.moment.replace(2026, 6, 18)
    (item,) = items(office)
    assert item_text(item, date(2026, 6, 18)).detail == "整改时限 6月20日，6月20日在端午节假期里"


def test_what_was_submitted_waits_for_whoever_verifies_with_its_evidence(office: Office) -> None:
    submitted(office, problem(office, "附件不全", date(2026, 6, 20)))
    (item,) = items(office)
    assert item.matter is Matter.VERIFY
    assert item_text(item, TODAY).title == "东村　“附件不全”等待验收"
    assert item_text(item, TODAY).detail == "整改时限 6月20日，佐证材料 1 份"
    submitted(office, problem(office, "漏记", date(2026, 6, 12)))
    (both,) = items(office)
    assert item_text(both, TODAY).title == "2 条问题等待验收　东村"
    assert "6月12日，已过 5 天" in item_text(both, TODAY).detail


def test_a_closed_problem_comes_back_on_the_day_it_is_to_be_looked_at(office: Office) -> None:
    found = problem(office, "窗口空岗", date(2026, 6, 20))
    submitted(office, found)
    later = StepFacts(TODAY, verifier="周示例", look_back_on=date(2026, 7, 17))
    office.services.problems.step([found.id], Step.CLOSE, later)
    assert items(office) == []
    office.clock.moment = office.clock.moment.replace(2026, 7, 17)
    (item,) = items(office)
    assert item.matter is Matter.LOOK_BACK
    assert item_text(item, date(2026, 7, 17)).detail.startswith("定在 7月17日")


def test_late_problems_stand_beside_the_longest_first_and_in_the_badge(office: Office) -> None:
    problem(office, "晚五天", date(2026, 6, 12))
    problem(office, "晚十二天", date(2026, 6, 5))
    problem(office, "没到期", date(2026, 6, 30))
    problem(office, "长期坚持", None, Lane.LASTING)
    found = bench(office)
    assert [line.problem.text for line in found.problems] == ["晚十二天", "晚五天"]
    assert found.overdue == Overdue(ledger=2) == office.services.agenda.overdue()


def test_the_board_counts_what_is_open_in_each_unit(office: Office) -> None:
    problem(office, "晚五天", date(2026, 6, 12))
    problem(office, "快到期", date(2026, 6, 20))
    problem(office, "还早", date(2026, 7, 30))
    counts = bench(office).board.problems
    assert set(counts) == {office.villages["东村"]}
    assert counts[office.villages["东村"]] == (3, 1, 1, 0)
