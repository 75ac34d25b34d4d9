"""Every query on the ledger beside rows it must not return, and those a page waits for by their index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.inspection import Inspection, InspectionKind
from gzparty.domain.problem import Evidence, Problem, ProblemEvent, ProblemState, Step
from gzparty.domain.recurrence import UnitSpan
from gzparty.domain.tip import Tip, TipChannel, TipKind
from tests.builders import a_person
from tests.problems import a_problem
from tests.storage.plans import plans_of

S = ProblemState


pytestmark = pytest.mark.usefixtures("writing")


def add(store: SqliteStore, unit: int, **facts: object) -> Problem:
    number = facts.pop("number", None) or store.problems.next_number(2026)
    row = a_problem(id=0, uid=f"p{number}", number=number, unit_id=unit, **facts)
    return replace(row, id=store.problems.insert(row))


def add_event(store: SqliteStore, row: Problem, step: Step, round: int = 1) -> ProblemEvent:
    uid = f"{row.uid}{step}{round}{len(store.problems.events([row.id]))}"
    event = ProblemEvent(0, uid, row.id, round, step, date(2026, 6, 1), row.state, row.state)
    return replace(event, id=store.problems.insert_event(event))


def ids(found: object) -> list[int]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def test_a_problem_comes_back_as_it_was_stored(store: SqliteStore, unit: int) -> None:
    person = store.people.insert_person(a_person())
    row = add(
        store,
        unit,
        state=S.CLOSED,
        leader_id=person,
        result="补记了",
        done_on=date(2026, 6, 10),
        verifier="周示例",
        verifier_id=person,
        closed_on=date(2026, 6, 12),
        look_back_on=date(2026, 7, 13),
        deadline_text="长期坚持",
        imported=True,
        round=2,
    )
    assert store.problems.get(row.id) == row
    changed = replace(row, state=S.LOOKED_BACK, imported=False)
    store.problems.update(changed)
    assert store.problems.get(row.id) == changed


def test_it_is_found_by_number_and_uid_only(store: SqliteStore, unit: int) -> None:
    row, _other = add(store, unit), add(store, unit)
    assert store.problems.find(row.number) == store.problems.find(row.uid) == row
    assert store.problems.find("2026") is None


def test_years_and_several(store: SqliteStore, unit: int) -> None:
    old, new, later = (add(store, unit, number=number) for number in ("2025-001", "2026-003", "2026-002"))
    assert ids(store.problems.all(2026)) == [later.id, new.id]
    assert ids(store.problems.all()) == [old.id, later.id, new.id]
    assert ids(store.problems.many([new.id, old.id, 99])) == [old.id, new.id]
    assert store.problems.years() == [2025, 2026]


def test_what_is_open_stands_by_deadline_and_what_has_none_last(
    store: SqliteStore, unit: int, other: int
) -> None:
    none = add(store, unit, deadline=None)
    late = add(store, unit, state=S.SUBMITTED, deadline=date(2026, 7, 1))
    soon = add(store, other, state=S.RECTIFYING, deadline=date(2026, 6, 1))
    for state in (S.CLOSED, S.LOOKED_BACK, S.WITHDRAWN):
        add(store, unit, state=state)
    assert ids(store.problems.open()) == [soon.id, late.id, none.id]
    assert ids(store.problems.open(unit)) == [late.id, none.id]


def test_what_is_left_from_earlier_years_is_open_and_of_no_later_one(store: SqliteStore, unit: int) -> None:
    left = add(store, unit, number="2025-040")
    add(store, unit, number="2025-041", state=S.CLOSED)
    add(store, unit, number="2026-001")
    assert ids(store.problems.open_before(2026)) == [left.id]


def test_what_is_to_be_looked_at_again_is_closed_and_its_day_has_come(store: SqliteStore, unit: int) -> None:
    day, after = date(2026, 6, 17), date(2026, 6, 18)
    add(store, unit, state=S.CLOSED, look_back_on=after)
    add(store, unit, state=S.CLOSED)
    add(store, unit, state=S.LOOKED_BACK, look_back_on=day)
    due = add(store, unit, state=S.CLOSED, look_back_on=day)
    assert ids(store.problems.to_look_back(day)) == [due.id]


def test_whom_a_units_problems_name_stands_once_and_the_latest_first(
    store: SqliteStore, unit: int, other: int
) -> None:
    add(store, unit, responsible="孙示例", leader="刘示例")
    add(store, unit, responsible="钱示例", leader="")
    add(store, unit, responsible="孙示例", leader="刘示例")
    add(store, other, responsible="赵示例", leader="吴示例")
    assert store.problems.people_of_unit(unit) == [("孙示例", "刘示例"), ("钱示例", "")]


def test_by_person(store: SqliteStore, unit: int, other: int) -> None:
    person = store.people.insert_person(a_person())
    leads = add(store, unit, leader_id=person)
    answers = add(store, other, responsible_id=person, state=S.CLOSED)
    verifies = add(store, other, verifier_id=person)
    add(store, unit, state=S.WITHDRAWN)
    assert ids(store.problems.of_person(person)) == [leads.id, answers.id, verifies.id]


def test_by_inspection_and_opinion(store: SqliteStore, unit: int) -> None:
    inspection = Inspection(0, "i", "2026-01", InspectionKind.SELF, unit, "2026-06", date(2026, 6, 1))
    inspection_id = store.inspections.insert(inspection)
    tip_id = store.tips.insert(Tip(0, "t", "2026-01", TipKind.OPINION, TipChannel.CALL, date(2026, 6, 1)))
    found, told, _plain = (
        add(store, unit, inspection_id=inspection_id),
        add(store, unit, tip_id=tip_id),
        add(store, unit),
    )
    assert ids(store.problems.of_inspections([inspection_id])) == [found.id]
    assert ids(store.problems.of_tips([tip_id])) == [told.id]


def test_traces_are_of_the_units_and_between_the_days(store: SqliteStore, unit: int, other: int) -> None:
    first, last = date(2026, 3, 1), date(2026, 6, 1)
    inside = [add(store, unit, found_on=day) for day in (first, last)]
    for day in (date(2026, 2, 28), date(2026, 6, 2), None):
        add(store, unit, found_on=day, deadline=None)
    add(store, other, found_on=last)
    found = store.problems.traces([UnitSpan(unit, first, last)])
    assert {trace.problem_id for trace in found} == set(ids(inside))
    assert found[0].found_on == first
    assert (found[0].state, found[0].category, found[0].number) == (S.REGISTERED, "值班值守", "2026-001")


def test_a_trace_has_the_text_wherever_no_category_says_what_it_is(store: SqliteStore, unit: int) -> None:
    day = date(2026, 6, 1)
    kinds = [add(store, unit, found_on=day, category=name).id for name in ("", " \t\u3000\xa0\x1c", " 值班 ")]
    texts = {one.problem_id: one.text for one in store.problems.traces([UnitSpan(unit, day, day)])}
    told = {one.id: one.text for one in store.problems.all()}
    assert [texts[number] for number in kinds] == [told[kinds[0]], told[kinds[1]], ""]


def test_numbers_go_on_year_by_year(store: SqliteStore) -> None:
    assert [store.problems.next_number(2026) for _n in range(2)] == ["2026-001", "2026-002"]
    assert store.problems.next_number(2025) == "2025-001"


def test_one_number_stands_once(store: SqliteStore, unit: int) -> None:
    add(store, unit, number="2026-009")
    with pytest.raises(IntegrityError):
        store.problems.insert(a_problem(id=0, uid="again", number="2026-009", unit_id=unit))


def test_events_and_their_counts_are_of_each_round(store: SqliteStore, unit: int) -> None:
    row, other = add(store, unit), add(store, unit)
    events = [
        add_event(store, row, step, number)
        for step, number in ((Step.REGISTER, 1), (Step.EXTEND, 1), (Step.EXTEND, 1), (Step.EXTEND, 2))
    ]
    add_event(store, other, Step.EXTEND)
    assert store.problems.events([row.id]) == events
    counts = store.problems.step_counts([row.id])
    assert counts == {(row.id, 1, Step.REGISTER): 1, (row.id, 1, Step.EXTEND): 2, (row.id, 2, Step.EXTEND): 1}


def test_evidence_and_files_are_of_the_problem(store: SqliteStore, unit: int) -> None:
    row, other = add(store, unit), add(store, unit)
    for owner in (row, other):
        paper = Evidence(0, f"e{owner.id}", owner.id, 1, "签字表", "3号盒", date(2026, 6, 1))
        store.problems.insert_evidence(paper)
        store.folders.insert(
            [
                Attachment(
                    0,
                    f"a{owner.id}",
                    None,
                    FolderKind.PHOTO,
                    1,
                    "照片.jpg",
                    "",
                    "a" * 64,
                    9,
                    problem_id=owner.id,
                    round=2,
                )
            ]
        )
    (paper,) = store.problems.evidence([row.id])
    assert store.problems.paper(paper.id) == paper
    assert [one.problem_id for one in store.folders.of_problems([row.id])] == [row.id]
    store.problems.delete_evidence(paper.id)
    assert store.problems.evidence([row.id]) == []
    assert len(store.problems.evidence([other.id])) == 1
    with pytest.raises(KeyError):
        store.problems.paper(paper.id)


def test_a_problem_deleted_takes_its_events_and_evidence_along(store: SqliteStore, unit: int) -> None:
    row, other = add(store, unit), add(store, unit)
    add_event(store, row, Step.REGISTER)
    kept = add_event(store, other, Step.REGISTER)
    store.problems.delete(row.id)
    assert ids(store.problems.all()) == [other.id]
    assert store.problems.events([row.id, other.id]) == [kept]


def test_the_open_list_and_repeats_are_read_by_index(store: SqliteStore, unit: int) -> None:
    add(store, unit)
    span = UnitSpan(unit, date(2026, 3, 1), date(2026, 6, 1))
    open_list = plans_of(store, lambda one: one.problems.open())
    traces = plans_of(store, lambda one: one.problems.traces([span]))
    events = plans_of(store, lambda one: one.problems.events([1]))
    assert "SEARCH problem USING INDEX problem_state (state=?" in open_list
    assert "SEARCH p USING INDEX problem_found (unit_id=? AND found_on>? AND found_on<?)" in traces
    assert "SEARCH problem_event USING INDEX problem_event_problem" in events
