"""The ledger as it is read: parts by deadline, figures with the rows behind them, repeats, one problem whole, chasing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.ledger_days import LedgerGroup
from gzparty.domain.problem import Lane, Problem, ProblemState, Step
from gzparty.domain.rectification import Need
from gzparty.labels import refusal_text, sentence
from gzparty.labels.ledger_chase import problem_group_text, problem_private_text
from gzparty.services.ledger_views import LedgerLine
from gzparty.services.people import PersonDraft
from tests.builders import NOW, Office
from tests.problems import FOUND, TODAY, a_draft, closed, register, submitted, take

G = LedgerGroup


def lines(office: Office, year: int | None = 2026) -> dict[str, LedgerLine]:
    return {line.problem.text: line for line in office.services.problem_views.ledger(year).lines}


def ids(*rows: Problem) -> tuple[int, ...]:
    return tuple(row.id for row in rows)


@pytest.fixture
def parts(office: Office) -> dict[str, Problem]:
    """One problem in each part of the ledger, by its text."""
    drafts = [
        a_draft(office, "以后", deadline=date(2026, 6, 25), category=""),
        a_draft(office, "没时限", deadline=None, category=""),
        a_draft(office, "快到", deadline=date(2026, 6, 24), category=""),
        a_draft(office, "逾期", deadline=date(2026, 6, 16), category=""),
        a_draft(office, "长期", lane=Lane.LASTING, deadline=None, category=""),
        a_draft(office, "长期逾期", lane=Lane.LASTING, deadline=date(2026, 6, 15), category=""),
        a_draft(office, "改完等验收", lane=Lane.PROMPT, done_on=FOUND, category=""),
        a_draft(office, "销号", category=""),
        a_draft(office, "等回头看", category=""),
        a_draft(office, "回头看过", category=""),
        a_draft(office, "撤销", category=""),
    ]
    rows = {row.text: row for row in register(office, *drafts)}
    closed(office, rows["销号"])
    closed(office, rows["等回头看"], look_back_on=date(2026, 7, 17))
    closed(office, rows["回头看过"], look_back_on=date(2026, 7, 17))
    take(office, rows["回头看过"], Step.LOOK_BACK, verifier="周示例")
    take(office, rows["撤销"], Step.WITHDRAW, note="重复", approver="马示例")
    return rows


def test_each_part_holds_its_own_and_the_gravest_comes_first(
    office: Office, parts: dict[str, Problem]
) -> None:
    found = [(line.problem.text, line.group) for line in office.services.problem_views.ledger(2026).lines]
    assert found == [
        ("长期逾期", G.OVERDUE),
        ("逾期", G.OVERDUE),
        ("改完等验收", G.PROMPT_DONE),
        ("快到", G.SOON),
        ("以后", G.LATER),
        ("没时限", G.LATER),
        ("长期", G.LASTING),
        ("等回头看", G.LOOK_BACK),
        ("销号", G.CLOSED),
        ("回头看过", G.CLOSED),
        ("撤销", G.WITHDRAWN),
    ]


def test_overdue_stays_visible_while_it_waits_for_verification(office: Office) -> None:
    (row,) = register(office, a_draft(office, deadline=date(2026, 6, 11)))
    submitted(office, row)
    line = office.services.problem_views.lines([row.id])[0]
    assert (line.group, line.days, line.done_late) == (G.OVERDUE, 6, 5)


def test_how_many_days_before_is_soon_is_the_office_s_setting(
    office: Office, parts: dict[str, Problem]
) -> None:
    office.services.offices.change_settings({"soon_days": 8})
    assert lines(office)["以后"].group is G.SOON


def test_figures_name_the_rows_they_count(office: Office, parts: dict[str, Problem]) -> None:
    figures = office.services.problem_views.ledger(2026).figures
    done = ids(parts["销号"], parts["等回头看"], parts["回头看过"])
    late = ids(parts["逾期"], parts["长期逾期"])
    assert set(figures.overdue) == set(late)
    assert set(figures.closed) == set(done) == set(figures.closed_with_days)
    assert set(figures.due_closed) == {*done, *late}
    assert figures.look_back == ids(parts["等回头看"])
    assert len(figures.open) == 7
    assert figures.median_days == 20
    assert (figures.extended, figures.recurring) == ((), ())


def test_an_empty_ledger_has_no_median(office: Office) -> None:
    figures = office.services.problem_views.ledger(2026).figures
    assert (figures.median_days, figures.due_closed) == (None, ())


def test_the_running_year_shows_what_is_still_open_from_before(office: Office) -> None:
    old = date(2025, 11, 3)
    stale, done = register(
        office,
        a_draft(office, "去年没改", found_on=old, deadline=date(2025, 12, 1)),
        a_draft(office, "去年改了", found_on=old, deadline=date(2025, 12, 1)),
    )
    closed(office, done)
    register(office, a_draft(office, "今年"))
    views = office.services.problem_views
    assert set(lines(office)) == {"去年没改", "今年"}
    assert set(lines(office, 2025)) == {"去年没改", "去年改了"}
    assert set(lines(office, None)) == {"去年没改", "去年改了", "今年"}
    assert views.years() == (2025, 2026)
    assert views.ledger(2026, unit_id=office.communities["利见社区"]).lines == ()
    assert stale.number == "2025-001"


class TestRecurrence:
    """The same problem of the same unit again."""

    def test_the_second_within_three_months_says_so(self, office: Office) -> None:
        first, second, elsewhere, other, long_ago = register(
            office,
            a_draft(office, "漏记", found_on=date(2026, 4, 1)),
            a_draft(office, "又漏记", found_on=date(2026, 6, 1)),
            a_draft(office, "别处", found_on=date(2026, 6, 1), unit_id=office.communities["利见社区"]),
            a_draft(office, "别类", found_on=date(2026, 6, 1), category="公务用车"),
            a_draft(office, "早了", found_on=date(2026, 1, 1)),
        )
        counts = {line.problem.id: line.recurrence for line in lines(office).values()}
        assert counts == {first.id: 1, second.id: 2, elsewhere.id: 1, other.id: 1, long_ago.id: 1}
        assert office.services.problem_views.ledger(2026).figures.recurring == (second.id,)
        assert office.services.problem_views.detail(second.id).earlier == (first,)

    def test_the_months_looked_back_on_are_the_office_s_setting(self, office: Office) -> None:
        register(
            office,
            a_draft(office, "漏记", found_on=date(2026, 1, 1)),
            a_draft(office, "又", found_on=date(2026, 6, 1)),
        )
        assert lines(office)["又"].recurrence == 1
        office.services.offices.change_settings({"recurrence_months": 6})
        assert lines(office)["又"].recurrence == 2

    def test_last_year_counts_as_well(self, office: Office) -> None:
        register(office, a_draft(office, "去年", found_on=date(2025, 12, 1)))
        register(office, a_draft(office, "今年", found_on=date(2026, 1, 20)))
        assert lines(office)["今年"].recurrence == 2


class TestDetail:
    """One problem whole."""

    def test_it_offers_what_may_be_done_and_what_is_missing(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, measure=""))
        offers = {o.step: o.missing for o in office.services.problem_views.detail(row.id).offers}
        assert list(offers) == [
            Step.ASSIGN,
            Step.START,
            Step.EXTEND,
            Step.WITHDRAW,
            Step.CHASE,
            Step.NOTE,
        ]
        assert offers[Step.ASSIGN] == ()
        assert offers[Step.START] == (Need.MEASURE,)

    def test_what_has_no_deadline_is_offered_no_extension(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, lane=Lane.LASTING, deadline=None))
        steps = [offer.step for offer in office.services.problem_views.detail(row.id).offers]
        assert Step.EXTEND not in steps

    def test_a_deadline_on_a_day_off_is_pointed_out_with_the_next_workday(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, deadline=date(2026, 6, 27)))
        (warning,) = office.services.problem_views.detail(row.id).warnings
        assert sentence(warning) == "时限 6月27日不上班，后面最近的工作日是 6月29日"

    def test_a_stage_of_what_lasts_stays_open_and_is_kept(self, office: Office) -> None:
        (row,) = register(office, a_draft(office, lane=Lane.LASTING, deadline=None))
        take(office, row, Step.START)
        take(office, row, Step.STAGE, result="一季度查了 12 次")
        take(office, row, Step.STAGE, result="二季度查了 9 次")
        detail = office.services.problem_views.detail(row.id)
        stages = [event.note for event in detail.events if event.step is Step.STAGE]
        assert stages == ["一季度查了 12 次", "二季度查了 9 次"]
        assert (detail.line.group, detail.line.problem.result) == (G.LASTING, "二季度查了 9 次")


def test_a_problem_is_found_by_number_round_or_uid(office: Office) -> None:
    (row,) = register(office)
    find = office.services.problem_views.find
    assert find(" 2026-001 ") == find("2026-001-r1") == find(row.uid) == row
    with pytest.raises(Refusal) as caught:
        find("2026-9")
    assert refusal_text(caught.value) == "台账里没有“2026-9”。编号写成 2026-012 这样。"
    with pytest.raises(Refusal):
        find("")


def test_the_proposed_deadline_is_a_workday_and_says_why(office: Office) -> None:
    proposed = office.services.problem_views.proposed_deadline(date(2026, 6, 17))
    assert (proposed.day, sentence(proposed.why)) == (date(2026, 7, 1), "6月17日发现，往后第 10 个工作日")
    office.services.offices.change_settings({"rectify_workdays": 3})
    assert office.services.problem_views.proposed_deadline(date(2026, 6, 17)).day == date(2026, 6, 22)


def test_open_problems_are_counted_by_kind(office: Office, parts: dict[str, Problem]) -> None:
    other = office.communities["利见社区"]
    register(office, a_draft(office, "车 1", category="公务用车", unit_id=other), a_draft(office, "值班"))
    register(office, a_draft(office, "车 2", category="公务用车"))
    own = office.communities["管城社区"]
    kinds = office.services.problem_views.by_kind()
    assert [(kind.category, len(kind.problems)) for kind in kinds] == [
        ("公务用车", 2),
        ("值班值守", 1),
        ("", 7),
    ]
    assert kinds[0].units == {other: 1, own: 1}


class TestChase:
    """Ready texts."""

    def test_a_unit_is_told_its_own_with_days_and_extensions_and_no_names(self, office: Office) -> None:
        office.services.people.add_person(PersonDraft("钱示例"))
        late, _far = register(
            office,
            a_draft(office, "钱示例、李示例值班漏记，电话 13800001234", deadline=date(2026, 6, 8)),
            a_draft(office, "去向牌", deadline=date(2026, 6, 24)),
        )
        take(
            office,
            late,
            Step.EXTEND,
            date(2026, 6, 5),
            note="防汛",
            approver="马示例",
            until=date(2026, 6, 11),
        )
        (chase,) = office.services.problem_views.chase([late.id, _far.id])
        assert problem_private_text(chase, TODAY).splitlines() == [
            "管城社区，截至 6月17日，台账上还有 2 个问题没销号，其中逾期 1 个，麻烦抓紧：",
            "1. 某同志、某同志值班漏记，电话 138****1234（2026-001 号），6月11日到期，逾期 6 天，已延期 1 次",
            "2. 去向牌（2026-002 号），6月24日到期，还有 7 天",
            "改完的把整改情况和佐证材料交来，改不完的提前说明。",
        ]

    def test_a_leader_is_told_of_all_that_leader_answers_for(self, office: Office) -> None:
        rows = register(
            office,
            a_draft(office, "甲", leader="马示例"),
            a_draft(office, "乙", leader="马示例", unit_id=office.communities["利见社区"]),
            a_draft(office, "丙", leader=""),
        )
        chases = office.services.problem_views.chase(ids(*rows), by_leader=True)
        assert {chase.name: len(chase.lines) for chase in chases} == {"马示例": 2, "管城社区": 1}
        first = problem_private_text(chases[0], TODAY).splitlines()[1]
        assert first == "1. 管城社区：甲（2026-001 号），6月26日到期，还有 9 天"

    def test_what_is_closed_is_not_chased(self, office: Office, parts: dict[str, Problem]) -> None:
        assert office.services.problem_views.chase(ids(parts["销号"], parts["撤销"])) == ()

    def test_a_group_is_told_numbers_and_units_only_where_chosen(self, office: Office) -> None:
        rows = register(
            office,
            a_draft(office, "甲", deadline=date(2026, 6, 11)),
            a_draft(office, "乙", unit_id=office.communities["利见社区"]),
        )
        chases = office.services.problem_views.chase(ids(*rows))
        plain = problem_group_text(chases, TODAY)
        assert plain == (
            "【提醒】截至 6月17日，整改台账上还有 2 个问题没销号，其中逾期 1 个。\n哪些问题，已分别发给各单位。"
        )
        named = problem_group_text(chases, TODAY, named=True).splitlines()[1]
        assert named == "管城社区 1 个问题没销号，其中逾期 1 个；利见社区 1 个问题没销号。"
        assert problem_group_text((), TODAY) == "【提醒】截至 6月17日，整改台账上没有没销号的问题。"

    def test_days_are_said_as_they_are(self, office: Office) -> None:
        rows = register(
            office,
            a_draft(office, "今天", deadline=TODAY),
            a_draft(office, "长期", lane=Lane.LASTING, deadline=None),
            a_draft(office, "没定", deadline=None),
            a_draft(office, "等", lane=Lane.PROMPT, done_on=FOUND, deadline=date(2026, 6, 18)),
        )
        (chase,) = office.services.problem_views.chase(ids(*rows))
        said = problem_private_text(chase, TODAY)
        for words in (
            "6月17日到期，今天是最后一天",
            "长期坚持",
            "没有定时限",
            "6月18日到期，还有 1 天，等验收",
        ):
            assert words in said


def test_an_old_row_without_days_stands_in_no_median(office: Office) -> None:
    (row,) = register(office)
    with office.store.action("备", "test", NOW, "test"):
        old = replace(row, found_on=None, deadline=None, state=ProblemState.CLOSED, imported=True)
        office.store.problems.update(old)
    figures = office.services.problem_views.ledger(2026).figures
    assert (len(figures.closed), figures.closed_with_days, figures.median_days) == (1, (), None)


def test_what_stands_overdue_follows_the_day(office: Office) -> None:
    register(office, a_draft(office, deadline=TODAY))
    assert lines(office)["值班记录漏记 2 天"].group is G.SOON
    office.clock.moment = datetime(2026, 6, 18, 9)
    assert lines(office)["值班记录漏记 2 天"].group is G.OVERDUE
