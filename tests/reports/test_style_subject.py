"""What papers of work style are about in a real office: filters of the ledger, batches, settings, names on wall copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import Answer
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import ProblemSource, Step
from gzparty.domain.rectification import StepFacts
from gzparty.labels import refusal_text
from gzparty.reports import catalogue
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.content import Signature, Subtitle
from gzparty.reports.printed import Order, changes_since, compose_order, log_entry, selector_of
from gzparty.reports.subject import Subject
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.problem_drafts import ProblemDraft
from tests.builders import Office, an_office

from .life_office import add_style
from .paper_text import paper_text

SELECTION = Subject(2026, date(2026, 6, 17))
STYLE_PAPERS = [spec for spec in catalogue.PAPERS if spec.of_style]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two communities and a department; one community as `add_style` leaves it, the other with a problem of May."""
    built = an_office(tmp_path)
    services = built.services
    services.people.add_unit(UnitDraft("党政办公室", UnitKind.DEPARTMENT))
    add_style(services)
    may = ProblemDraft(
        built.communities["利见社区"],
        "大示例午间饮酒，知情人大示例",
        source=ProblemSource.TIP,
        source_note="举报人小示例",
        found_on=date(2026, 5, 20),
        deadline=date(2026, 7, 3),
        responsible="王小示例（主任）、李小示例",
    )
    services.people.add_person(PersonDraft("大示例"))
    services.problems.register([may])
    yield built
    built.store.close()


def rows(office: Office, paper: str = "ledger", /, **asked: object) -> list[str]:
    about = replace(SELECTION, **asked)  # type: ignore[arg-type]
    said = paper_text(catalogue.compose(office.services, paper, about))
    return [line.split(" | ")[2] for line in said.splitlines() if line.startswith("  ")]


ALL = ["值班记录不全", "赵示例上班迟到", "大示例午间饮酒，知情人大示例"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ALL),
        ({"state": "open"}, [ALL[0], ALL[2]]),
        ({"state": "未销号"}, [ALL[0], ALL[2]]),
        ({"state": "overdue"}, [ALL[0]]),
        ({"state": "closed"}, [ALL[1]]),
        ({"state": "lasting"}, ["村务公开不及时"]),
        ({"month": "2026-05"}, [ALL[2]]),
        ({"month": "2026-06"}, ALL[:2]),
        ({"unit": "利见社区"}, [ALL[2]]),
        ({"unit": "东村"}, []),
        ({"month": "2026-06", "state": "closed", "unit": "管城社区"}, [ALL[1]]),
        ({"year": 2025}, []),
    ],
)
def test_the_ledger_is_narrowed_down_by_state_month_and_unit(
    office: Office, asked: dict[str, object], found: list[str]
) -> None:
    assert rows(office, **asked) == found


def test_what_it_was_narrowed_down_to_stands_below_the_title(office: Office) -> None:
    about = replace(SELECTION, state="overdue", month="2026-06", unit="管城社区")
    paper = catalogue.compose(office.services, "ledger", about)
    assert Subtitle("（管城社区，6月发现，逾期）") in paper.blocks


def test_problems_in_one_state_have_no_rate(office: Office) -> None:
    def said(**asked: object) -> str:
        about = replace(SELECTION, **asked)  # type: ignore[arg-type]
        return paper_text(catalogue.compose(office.services, "ledger", about))

    assert "销号率50%" in said()
    assert "销号率" not in said(state="overdue")


def test_what_is_for_good_is_counted_in_the_ledger_and_listed_in_its_own_table(office: Office) -> None:
    said = paper_text(catalogue.compose(office.services, "ledger", SELECTION))
    assert "长期坚持1条，另列一表" in said
    assert rows(office, "ledger-lasting") == ["村务公开不及时"]


def test_an_unknown_state_is_refused_with_those_there_are(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        rows(office, state="done")
    assert "没有“done”这种状态" in refusal_text(refused.value)
    assert "逾期（overdue）" in refusal_text(refused.value)


def test_a_wall_copy_hides_whom_the_office_knows_and_whom_the_rows_name_and_never_shows_who_told(
    office: Office,
) -> None:
    usual = paper_text(catalogue.compose(office.services, "ledger", SELECTION))
    wall = paper_text(catalogue.compose(office.services, "ledger", SELECTION, {"outside": True}))
    assert "大示例午间饮酒" in usual
    assert "某同志午间饮酒，知情人某同志" in wall
    for name in ("大示例", "王小示例", "李小示例", "孙示例"):
        assert name not in wall
    for copy in (usual, wall):
        assert "举报人" not in copy


def test_an_extension_in_the_office_keeps_the_old_deadline_on_ledger_notice_and_sheet(office: Office) -> None:
    services = office.services
    problem = next(one for one in services.store.problems.all() if one.text == ALL[2])
    facts = StepFacts(date(2026, 6, 16), note="等材料", until=date(2026, 7, 10), approver="周示例")
    services.problems.step([problem.id], Step.EXTEND, facts)
    for paper, about in (
        ("ledger", SELECTION),
        ("rectify-notice", replace(SELECTION, unit="利见社区")),
        ("close-out", replace(SELECTION, problem=problem.number)),
    ):
        said = paper_text(catalogue.compose(services, paper, about)).replace("⏎", " ")
        assert "原时限 2026.07.03" in said, paper
        assert "2026.07.10" in said, paper


def test_notices_go_to_units_with_something_open_and_to_no_others(office: Office) -> None:
    made = dict(catalogue.compose_each(office.services, "rectify-notice", SELECTION))
    assert list(made) == ["管城社区", "利见社区"]
    said = paper_text(made["管城社区"])
    assert "值班记录不全" in said
    assert said.index("村务公开不及时") > said.index("要长期坚持整改")
    # Closed, another's: neither is asked for.
    for other in (ALL[1], ALL[2]):
        assert other not in said


def test_every_closed_problem_has_its_sheet_and_an_open_one_when_asked_for(office: Office) -> None:
    closed = next(one for one in office.services.store.problems.all() if one.text == ALL[1])
    made = dict(catalogue.compose_each(office.services, "close-out", SELECTION))
    assert list(made) == [f"{closed.number} 管城社区"]
    assert "谈话记录（纸质，3号盒）" in paper_text(made[f"{closed.number} 管城社区"])
    assert not catalogue.compose_each(office.services, "close-out", replace(SELECTION, unit="利见社区"))


def test_the_empty_forms_are_for_communities_and_departments(office: Office) -> None:
    made = catalogue.compose_each(office.services, "blank-self-check", SELECTION)
    assert [stem for stem, _paper in made] == ["管城社区", "利见社区", "党政办公室"]


def test_records_are_a_batch_by_unit_and_month(office: Office) -> None:
    made = catalogue.compose_each(office.services, "self-check", replace(SELECTION, month="2026-06"))
    assert [stem for stem, _paper in made] == ["2026-06-08 管城社区自查"]
    assert not catalogue.compose_each(office.services, "self-check", replace(SELECTION, month="2026-05"))
    assert not catalogue.compose_each(office.services, "self-check", replace(SELECTION, unit="利见社区"))


def test_a_tour_has_a_sheet_for_each_of_its_units_and_none_for_others(office: Office) -> None:
    number = office.services.tours.all()[0].tour.number
    made = catalogue.compose_each(office.services, "tour-record", replace(SELECTION, tour=number))
    assert [stem for stem, _paper in made] == ["管城社区"]
    with pytest.raises(Refusal) as refused:
        catalogue.compose(office.services, "tour-record", replace(SELECTION, tour=number, unit="利见社区"))
    assert "没有安排去利见社区" in refusal_text(refused.value)


def test_the_signature_of_work_style_and_the_series_of_circulars_are_settings(office: Office) -> None:
    services = office.services
    tour = services.tours.all()[0].tour
    services.tours.change(replace(tour, issue=3))
    about = replace(SELECTION, tour=tour.number)

    def signed() -> tuple[str, str]:
        blocks = catalogue.compose(services, "circular", about).blocks
        signature = next(block for block in blocks if isinstance(block, Signature))
        return signature.issuer, next(block for block in blocks if isinstance(block, Subtitle)).text

    office_name = services.offices.facts().name
    assert signed() == (f"{office_name}党建办", "督查通报（第3期）")
    services.offices.change_settings({"issuer_style": "中共官庄镇纪委", "issuer_life": "别的落款"})
    services.offices.change_settings({"circular_series": "作风督查通报"})
    assert signed() == ("中共官庄镇纪委", "作风督查通报（第3期）")


def test_a_circular_goes_to_whom_the_office_says_and_names_people_only_where_it_is_wished(
    office: Office,
) -> None:
    services = office.services
    view = services.tours.all()[0]
    unit = view.units[0][1]
    late = ProblemDraft(unit.id, "孙示例上班迟到", responsible="孙示例")
    item = ItemDraft("attendance", "上下班和请销假", Answer.PROBLEM, problems=(late,))
    services.tours.visit(view.tour.id, InspectionDraft(unit.id, date(2026, 6, 12), "李示例", items=(item,)))
    about = replace(SELECTION, tour=view.tour.number)

    def says(**wishes: object) -> str:
        return paper_text(catalogue.compose(services, "circular", about, wishes))

    assert "各社区、各部门：" in says()
    assert "某同志上班迟到" in says()
    assert "孙示例上班迟到" in says(named=True)
    services.offices.change_settings({"circular_recipients": "各村党支部、各社区、各部门："})
    assert "各村党支部、各社区、各部门：" in says()


@pytest.mark.parametrize("paper", ["self-check", "close-out", "circular", "tour-record"])
def test_a_paper_of_one_record_asks_which(office: Office, paper: str) -> None:
    with pytest.raises(Refusal) as refused:
        catalogue.compose(office.services, paper, SELECTION)
    assert "这张表要说明是哪" in refusal_text(refused.value)


def test_a_new_deadline_makes_the_printed_ledger_stale(office: Office) -> None:
    services, today = office.services, office.services.context.today()
    order = Order("ledger", SELECTION)
    (sheets,) = compose_order(services, order)
    services.prints.record([log_entry(order, sheets, today, 1)])
    copy = services.prints.last("ledger", selector_of(catalogue.find("ledger"), sheets.subject))
    assert copy is not None
    assert changes_since(services, copy) == ()
    problem = next(one for one in services.store.problems.all() if one.text == ALL[2])
    facts = StepFacts(date(2026, 6, 16), note="等材料", until=date(2026, 7, 10), approver="周示例")
    services.problems.step([problem.id], Step.EXTEND, facts)
    assert changes_since(services, copy)


def test_the_later_round_of_a_problem_is_the_same_paper_in_the_log(office: Office) -> None:
    services = office.services
    problem = services.store.problems.all()[0]
    spec: PaperSpec = catalogue.find("close-out")
    for reference in (problem.number, problem.uid):
        order = Order("close-out", replace(SELECTION, problem=reference))
        (sheets,) = compose_order(services, order)
        assert selector_of(spec, sheets.subject) == f"year=2026 problem={problem.number}"
