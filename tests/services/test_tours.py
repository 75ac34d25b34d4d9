"""Joint inspections: units by lot or by hand, visits whose findings go into the ledger, one circular."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.drawing import drawn
from gzparty.domain.inspection import Answer, Inspection, InspectionKind, TeamMember, Tour
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Lane, ProblemSource, Step
from gzparty.domain.rectification import StepFacts
from gzparty.labels import refusal_text
from gzparty.labels.tours import circular_message, draw_text, overview_text
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.ledger_views import CircularText, TourView
from gzparty.services.people import UnitDraft
from gzparty.services.problem_drafts import ProblemDraft
from tests.builders import Office

HELD = date(2026, 6, 15)
TEAM = (TeamMember("周示例", "镇纪委"), TeamMember("吴示例", "党政办"))
DEPARTMENTS = ("党政办", "财政所", "应急办")


@pytest.fixture
def units(office: Office) -> dict[str, int]:
    """Two communities and three departments."""
    people = office.services.people
    made = {name: people.add_unit(UnitDraft(name, UnitKind.DEPARTMENT)).value.id for name in DEPARTMENTS}
    return {**office.communities, **made}


@pytest.fixture
def tour(office: Office) -> Tour:
    return office.services.tours.add("6月联合督查", HELD, TEAM, "值班值守").value


def goes_to(view: TourView) -> list[str]:
    return [unit.name for _line, unit, _visit in view.units]


def visited(
    office: Office, tour: Tour, unit_id: int, *problems: ProblemDraft, open_items: int = 0
) -> Inspection:
    """A visit with problems under 值班值守; as many items of the checklist as asked stay unanswered."""
    asked = office.services.inspection_views.checklist(InspectionKind.JOINT)
    items = [ItemDraft(item.code, item.title, Answer.FINE) for item in asked]
    for place in range(len(items) - open_items, len(items)):
        items[place] = replace(items[place], answer=Answer.OPEN)
    if problems:
        items[1] = replace(items[1], answer=Answer.PROBLEM, problems=problems)
    draft = InspectionDraft(unit_id, HELD, "周示例、吴示例", items=tuple(items))
    return office.services.tours.visit(tour.id, draft).value


def refused(caught: pytest.ExceptionInfo[Refusal]) -> str:
    assert refusal_text(caught.value).endswith("。")
    return refusal_text(caught.value)


def circular(office: Office, tour: Tour, *, named: bool = False) -> CircularText:
    return office.services.tours.circular(tour.id, named=named)


# Lots


def test_the_draw_of_a_seed_goes_where_the_rule_says_and_can_be_told(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    view = office.services.tours.draw(tour.id, list(units.values()), 2, 20260615).value
    by_uid = {unit.uid: unit.name for unit in office.services.people.units() if unit.id in units.values()}
    assert sorted(goes_to(view)) == sorted(by_uid[uid] for uid in drawn(by_uid, 2, 20260615))
    assert (view.tour.seed, view.tour.pool) == (20260615, tuple(units.values()))
    assert draw_text(view) == "抽签号 20260615，从 5 个单位里抽 2 个"


def test_a_draw_without_a_seed_takes_the_day_and_the_next_draw_says_it_is_the_second(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    assert tours.draw(tour.id, list(units.values()), 2).value.tour.seed == 20260617
    assert tours.draw(tour.id, list(units.values()), 2).value.tour.seed == 2026061702


def test_units_stand_in_the_offices_order_however_they_were_drawn(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    view = office.services.tours.draw(tour.id, list(units.values())[::-1], 5).value
    assert goes_to(view) == list(units)


def test_what_was_added_by_hand_stays_through_another_draw_and_is_told(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    tours.add_units(tour.id, [office.villages["东村"]])
    view = tours.draw(tour.id, list(units.values()), 2, 1).value
    assert "东村" in goes_to(view)
    assert len(view.units) == 3
    assert draw_text(view) == "抽签号 1，从 5 个单位里抽 2 个；手工加 1 个"
    again = tours.draw(tour.id, list(units.values()), 1, 2).value
    assert "东村" in goes_to(again)
    assert len(again.units) == 2


def test_a_unit_taken_off_after_the_draw_is_told(office: Office, tour: Tour, units: dict[str, int]) -> None:
    tours = office.services.tours
    view = tours.draw(tour.id, list(units.values()), 3, 7).value
    by_uid = {unit.uid: unit.id for _line, unit, _visit in view.units}
    first = drawn(view.pool, 1, 7)[0]
    view = tours.remove_unit(tour.id, by_uid[first]).value
    assert draw_text(view) == "抽签号 7，从 5 个单位里抽 3 个；手工去掉 1 个"


def test_several_units_are_taken_off_as_one_deed(office: Office, tour: Tour, units: dict[str, int]) -> None:
    tours = office.services.tours
    tours.add_units(tour.id, [units["财政所"], units["应急办"], office.villages["东村"]])
    before = office.dump()
    view = tours.remove_units(tour.id, [units["财政所"], units["应急办"]]).value
    assert goes_to(view) == ["东村"]
    office.services.offices.undo()
    assert office.dump() == before


def test_a_unit_of_the_hand_that_is_drawn_counts_as_drawn(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    tours.add_units(tour.id, [units["财政所"]])
    assert draw_text(tours.get(tour.id)) == "手工选 1 个单位"
    view = tours.draw(tour.id, list(units.values()), 5).value
    assert draw_text(view).endswith("从 5 个单位里抽 5 个")


def test_drawing_more_than_there_are_is_refused_and_changes_nothing(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        office.services.tours.draw(tour.id, list(units.values()), 6)
    assert refused(caught) == "要抽 6 个，参加抽签的只有 5 个单位。少抽几个，或多勾几个单位。"
    assert office.dump() == before


def test_a_draw_that_loses_a_visited_unit_is_refused_and_one_that_keeps_it_is_not(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours, pool = office.services.tours, list(units.values())
    view = tours.draw(tour.id, pool, 1, 1).value
    (_line, unit, _visit) = view.units[0]
    visited(office, tour, unit.id)
    elsewhere = next(seed for seed in range(2, 99) if drawn(view.pool, 1, seed)[0] != unit.uid)
    with pytest.raises(Refusal) as caught:
        tours.draw(tour.id, pool, 1, elsewhere)
    assert unit.name in refused(caught)
    view = tours.draw(tour.id, pool, 5, elsewhere).value
    assert [seen.inspection.unit_id for _line, _unit, seen in view.units if seen] == [unit.id]


def test_a_closed_unit_is_neither_drawn_nor_added(office: Office, tour: Tour, units: dict[str, int]) -> None:
    office.services.people.close_unit(units["财政所"], date(2026, 6, 1))
    for call in (
        lambda: office.services.tours.draw(tour.id, list(units.values()), 1),
        lambda: office.services.tours.add_units(tour.id, [units["财政所"]]),
    ):
        with pytest.raises(Refusal) as caught:
            call()
        assert refused(caught) == "财政所已经撤销，去不了。换别的单位。"


# The tour itself


def test_tours_are_numbered_listed_by_year_and_found(office: Office, tour: Tour) -> None:
    tours = office.services.tours
    old = tours.add("去年的督查", date(2025, 11, 3)).value
    assert (tour.number, old.number) == ("2026-01", "2025-01")
    assert [view.tour.number for view in tours.all(2026)] == ["2026-01"]
    assert [view.tour.number for view in tours.all()] == ["2026-01", "2025-01"]
    assert tours.years() == (2025, 2026)
    assert tours.find("2026-01") == tours.find(tour.uid) == tour
    with pytest.raises(Refusal) as caught:
        tours.find("2026-09")
    assert "2026-09" in refused(caught)


def test_two_circulars_of_a_year_never_have_one_issue_and_the_other_is_named(
    office: Office, tour: Tour
) -> None:
    tours = office.services.tours
    other = tours.add("5月联合督查", date(2026, 5, 20)).value
    last_year = tours.add("去年的督查", date(2025, 5, 20)).value
    tours.change(replace(other, issue=3))
    tours.change(replace(last_year, issue=4))
    with pytest.raises(Refusal) as caught:
        tours.change(replace(tour, issue=3))
    assert refused(caught) == "第 3 期已经用在“5月联合督查”（2026-01）。换一个期号。".replace(
        "01", other.number[-2:]
    )
    assert tours.change(replace(tour, issue=4)).value.issue == 4
    assert tours.change(replace(tours.get(tour.id).tour, focus="会风")).value.issue == 4


def test_changing_a_tour_leaves_number_pool_and_seed(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    stored = tours.draw(tour.id, list(units.values()), 2, 5).value.tour
    changed = tours.change(replace(stored, title="督查", number="9999-99", seed=8, pool=())).value
    assert changed == replace(stored, title="督查")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "这次督查还没有名称"),
        ({"reply_by": date(2026, 6, 14)}, "6月14日早于督查日期 6月15日"),
        ({"issue": 0}, "期号 0 用不了"),
        ({"team": (TeamMember(" ", ""),)}, "有一行没写姓名也没写单位"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    office: Office, tour: Tour, change: dict[str, object], words: str
) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.tours.change(replace(tour, **change))  # type: ignore[arg-type]
    assert words in refused(caught)
    assert office.services.tours.get(tour.id).tour == tour


def test_a_tour_with_visits_cannot_be_moved_into_the_future(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    office.services.tours.add_units(tour.id, [units["财政所"]])
    assert office.services.tours.change(replace(tour, held_on=date(2026, 6, 30))).action
    office.services.tours.change(tour)
    visited(office, tour, units["财政所"])
    with pytest.raises(Refusal) as caught:
        office.services.tours.change(replace(tour, held_on=date(2026, 6, 30)))
    assert refused(caught).startswith("6月15日就检查过单位")


def test_a_tour_goes_only_while_nobody_was_visited_and_undo_brings_it_back(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    tours.add_units(tour.id, [units["财政所"], units["应急办"]])
    before = office.dump()
    tours.delete(tour.id)
    assert tours.all() == ()
    office.services.offices.undo()
    assert office.dump() == before
    visit = visited(office, tour, units["应急办"])
    with pytest.raises(Refusal) as caught:
        tours.delete(tour.id)
    assert refused(caught) == "这次督查检查过应急办，不能整个删掉。先删掉这些检查。"
    with pytest.raises(Refusal) as caught:
        tours.remove_unit(tour.id, units["应急办"])
    assert refused(caught).startswith("应急办已经检查过")
    office.services.inspections.delete(visit.id)
    tours.delete(tour.id)
    assert tours.all() == ()


# Visits


def test_what_is_found_on_a_visit_stands_in_the_ledger_as_a_finding_of_the_joint_inspection(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    office.services.tours.add_units(tour.id, [units["应急办"], units["财政所"]])
    visit = visited(office, tour, units["应急办"], ProblemDraft(units["应急办"], text="值班记录漏记 2 天"))
    assert (visit.kind, visit.tour_id) == (InspectionKind.JOINT, tour.id)
    (line,) = office.services.problem_views.ledger(2026).lines
    problem = line.problem
    assert (problem.source, problem.category, problem.found_on) == (ProblemSource.JOINT, "值班值守", HELD)
    assert problem.inspection_id == visit.id
    view = office.services.tours.get(tour.id)
    seen = {unit.name: entry for _line, unit, entry in view.units}
    assert seen["财政所"] is None
    assert seen["应急办"] is not None
    assert [one.problem.id for one in seen["应急办"].problems] == [problem.id]
    assert view.visited == 1


def test_a_joint_inspection_is_none_of_the_units_own(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    office.services.tours.add_units(tour.id, [units["应急办"]])
    visited(office, tour, units["应急办"])
    assert office.services.inspection_views.of_unit(units["应急办"], 2026) == ()


def test_a_unit_is_visited_once_on_a_tour_that_goes_there_and_not_before_its_day(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    tours.add_units(tour.id, [units["应急办"]])
    for draft, words in (
        (InspectionDraft(units["财政所"], HELD), "财政所不在这次督查里"),
        (InspectionDraft(units["应急办"], date(2026, 6, 14)), "检查日期 6月14日早于督查日期 6月15日"),
        (InspectionDraft(units["应急办"], date(2026, 6, 18)), "6月18日"),
    ):
        with pytest.raises(Refusal) as caught:
            tours.visit(tour.id, draft)
        assert words in refused(caught)
    visited(office, tour, units["应急办"])
    with pytest.raises(Refusal) as caught:
        visited(office, tour, units["应急办"])
    assert refused(caught).startswith("应急办这次已经检查过一次")


def test_a_visit_is_corrected_and_stays_with_its_unit_and_tour(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    tours = office.services.tours
    tours.add_units(tour.id, [units["应急办"]])
    visit = visited(office, tour, units["应急办"])
    draft = InspectionDraft(units["财政所"], date(2026, 6, 16), "周示例", note="主任在村里")
    changed = tours.change_visit(visit.id, draft).value
    assert (changed.unit_id, changed.tour_id, changed.note) == (units["应急办"], tour.id, "主任在村里")
    with pytest.raises(Refusal) as caught:
        tours.change_visit(visit.id, replace(draft, held_on=date(2026, 6, 1)))
    assert "6月1日早于督查日期" in refused(caught)


def test_a_unit_that_lots_were_drawn_from_is_not_taken_back(office: Office, tour: Tour) -> None:
    added = office.services.people.add_unit(UnitDraft("司法所", UnitKind.DEPARTMENT))
    pool = [*office.communities.values(), added.value.id]
    drawn_view = office.services.tours.draw(tour.id, pool, 1, seed=20260617).value
    assert "司法所" not in goes_to(drawn_view)
    with pytest.raises(Refusal, match="take_back_blocked"):
        office.store.journal.take_back(added.action, office.clock())
    assert len(office.services.tours.get(tour.id).pool) == len(pool)


# The circular


@pytest.fixture
def told(office: Office, tour: Tour, units: dict[str, int]) -> Tour:
    """Two units with problems, one without, one not looked at in full, one nobody went to."""
    tours = office.services.tours
    tours.add_units(tour.id, list(units.values()))
    visited(
        office,
        tour,
        units["应急办"],
        ProblemDraft(units["应急办"], text="一示例迟到，电话 13800001234", deadline=date(2026, 6, 29)),
        ProblemDraft(units["应急办"], text="值班表没上墙", lane=Lane.LASTING),
    )
    visited(
        office,
        tour,
        units["财政所"],
        ProblemDraft(
            units["财政所"],
            text="钱示例没请假",
            responsible="孙示例、钱示例（出纳）",
            deadline=date(2026, 6, 26),
        ),
    )
    visited(office, tour, units["党政办"])
    visited(office, tour, units["管城社区"], open_items=2)
    return tour


def names(found: Sequence[object]) -> list[str]:
    return [one.unit.name for one in found]  # type: ignore[attr-defined]


def test_a_circular_says_what_records_say_and_no_more(office: Office, told: Tour) -> None:
    text = circular(office, told)
    assert text.days == (HELD,)
    assert names(text.units) == ["管城社区", "党政办", "财政所", "应急办"]
    assert names(text.good) == ["党政办"], "what was not looked at in full is praised for nothing"
    assert names(text.with_problems) == ["财政所", "应急办"]
    assert [unit.name for unit in text.unvisited] == ["利见社区"]
    assert text.requirements == ()
    assert text.tour.reply_by is None


def test_persons_and_phones_stay_out_of_a_circular_unless_chosen(office: Office, told: Tour) -> None:
    assert [problem.text for problem in circular(office, told).problems] == [
        "某同志没请假",
        "某同志迟到，电话 138****1234",
        "值班表没上墙",
    ]
    named = circular(office, told, named=True)
    assert named.named
    assert named.problems[1].text == "一示例迟到，电话 13800001234"


def test_the_table_has_a_row_per_problem_and_per_unit_without_any(office: Office, told: Tour) -> None:
    rows = circular(office, told).rows
    assert [(row.ordinal, row.unit.name, row.problem and row.problem.deadline) for row in rows] == [
        (1, "党政办", None),
        (2, "财政所", date(2026, 6, 26)),
        (3, "应急办", date(2026, 6, 29)),
        (4, "应急办", None),
    ]
    assert [row.problem is None for row in rows] == [True, False, False, False]


def test_a_withdrawn_problem_is_in_no_circular(office: Office, told: Tour) -> None:
    (line,) = [
        line
        for line in office.services.problem_views.ledger(2026).lines
        if line.problem.text == "值班表没上墙"
    ]
    facts = StepFacts(on=date(2026, 6, 17), note="记错单位", approver="周示例")
    office.services.problems.step([line.problem.id], Step.WITHDRAW, facts)
    assert [problem.number for problem in circular(office, told).problems] == ["2026-003", "2026-001"]


def test_the_words_of_the_clerk_are_kept_and_become_paragraphs(office: Office, told: Tour) -> None:
    words = "一、举一反三。\n\n 二、按期整改。 "
    office.services.tours.change(
        replace(told, requirements=words, good="台账规范。", reply_by=date(2026, 6, 26), issue=2)
    )
    text = circular(office, told)
    assert text.requirements == ("一、举一反三。", "二、按期整改。")
    assert circular_message(text) == (
        "【督查通报 第 2 期】6月联合督查\n"
        "6月15日检查了 4 个单位，2 个单位发现问题 3 个，1 个单位没有发现问题。\n"
        "做得较好：党政办没有发现问题。台账规范。\n"
        "存在的问题：\n"
        "1. 财政所：某同志没请假（6月26日前整改）\n"
        "2. 应急办：某同志迟到，电话 138****1234（6月29日前整改）；值班表没上墙（长期坚持）\n"
        "下步要求：\n"
        "一、举一反三。\n"
        "二、按期整改。\n"
        "请于 6月26日 周五前报整改情况。"
    )


def test_a_circular_before_the_first_visit_says_so(office: Office, tour: Tour) -> None:
    assert overview_text(circular(office, tour)) == "还没有检查过单位。"
    assert circular(office, tour).rows == ()


def test_a_tour_of_several_days_names_the_first_and_the_last(
    office: Office, tour: Tour, units: dict[str, int]
) -> None:
    office.clock.moment = datetime(2026, 7, 3, 9)
    tours = office.services.tours
    tours.add_units(tour.id, [units["应急办"], units["财政所"]])
    tours.visit(tour.id, InspectionDraft(units["应急办"], date(2026, 6, 16)))
    tours.visit(tour.id, InspectionDraft(units["财政所"], date(2026, 6, 18)))
    assert overview_text(circular(office, tour)).startswith("6月16日至18日检查了 2 个单位，没有发现问题")


def test_problems_stand_unit_by_unit_in_the_offices_order_whoever_was_visited_first(
    office: Office, told: Tour
) -> None:
    found = [line.unit.name for line in office.services.tours.get(told.id).problems]
    assert found == ["财政所", "应急办", "应急办"]


def test_reading_many_tours_costs_no_more_than_reading_them_one_by_one(office: Office, told: Tour) -> None:
    tours = office.services.tours
    tours.add("5月联合督查", date(2026, 5, 20))
    assert tours.all() == tuple(tours.get(view.tour.id) for view in tours.all())
