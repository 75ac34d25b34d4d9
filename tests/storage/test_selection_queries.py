"""Every query on selections beside rows it must not return, by their index, and all below one coming back by undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from gzparty.domain.folder import Attachment, FolderKind, Holder, Owner
from gzparty.domain.problem import Problem, ProblemEvent, Step
from gzparty.domain.selection import (
    BallotLine,
    Category,
    Decision,
    Mention,
    Nomination,
    Objection,
    Outcome,
    Publicity,
    Reply,
    Selection,
    Verdict,
)
from gzparty.domain.sitting import RollState, Status
from gzparty.domain.training import TrainingState
from tests.builders import (
    NOW,
    Office,
    a_makeup,
    a_person,
    a_roll_line,
    a_sitting,
    a_training,
    dump,
)
from tests.problems import a_problem
from tests.selections import (
    CLOSED,
    MONDAY,
    OVER,
    a_ballot,
    a_category,
    a_nomination,
    a_selection,
)
from tests.storage.plans import plans_of

DAY = date(2026, 6, 17)
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
writing = pytest.mark.usefixtures("writing")


def add(store: SqliteStore, period: str = "2026-06", **facts: Any) -> Selection:
    number = facts.pop("number", store.selections.next_number(period))
    row = a_selection(period=period, number=number, **facts)
    return replace(row, id=store.selections.insert(row))


def add_category(store: SqliteStore, selection: Selection, position: int = 1, **facts: Any) -> Category:
    row = replace(a_category(0, selection_id=selection.id, **facts), position=position)
    return replace(row, id=store.selections.insert_category(row))


def add_nomination(
    store: SqliteStore, selection: Selection, category: Category, position: int = 1, **facts: Any
) -> Nomination:
    row = a_nomination(position, category.id, id=0, selection_id=selection.id, **facts)
    return replace(row, id=store.selections.insert_nomination(row))


def a_whole(store: SqliteStore, period: str = "2026-06", **facts: Any) -> tuple[Selection, Nomination]:
    """A selection with one nomination."""
    selection = add(store, period)
    return selection, add_nomination(store, selection, add_category(store, selection), **facts)


def ids(found: Sequence[Any]) -> list[int]:
    return [one.id for one in found]


@writing
class TestSelections:
    """Selections themselves."""

    def test_one_comes_back_as_it_was_stored(self, store: SqliteStore) -> None:
        stored = add(
            store,
            opened_on=FIRST,
            nominate_until=CLOSED,
            drop_extremes=True,
            decided_on=DAY,
            decision_note="会议纪要 3 号",
            announced_on=LAST,
            circular_number="〔2026〕6号",
            note="备注",
        )
        assert store.selections.get(stored.id) == stored
        changed = replace(stored, vacant_on=LAST, vacancy_reason="没有人选", imported=True)
        store.selections.update(changed)
        assert store.selections.get(stored.id) == changed

    def test_it_is_found_by_number_and_uid_only(self, store: SqliteStore) -> None:
        first, second = add(store), add(store)
        assert second.number == "2026-06-2"
        assert store.selections.find("2026-06") == store.selections.find(first.uid) == first
        assert store.selections.find("2026-06-2") == second
        assert store.selections.find("2026") is None

    def test_a_number_given_once_is_not_given_again(self, store: SqliteStore) -> None:
        store.selections.delete(add(store).id)
        assert add(store).number == "2026-06-2"

    def test_those_of_a_year_of_some_months_and_several(self, store: SqliteStore) -> None:
        old, june, may = (add(store, period) for period in ("2025-12", "2026-06", "2026-05"))
        assert ids(store.selections.all()) == [old.id, may.id, june.id]
        assert ids(store.selections.all(2026)) == [may.id, june.id]
        assert ids(store.selections.between("2025-12", "2026-05")) == [old.id, may.id]
        assert ids(store.selections.many([june.id, old.id, 999])) == [old.id, june.id]
        assert store.selections.years() == [2025, 2026]

    def test_those_not_finished(self, store: SqliteStore) -> None:
        running = add(store)
        add(store, announced_on=LAST)
        add(store, vacant_on=LAST)
        add(store, imported=True)
        assert store.selections.unfinished() == [running]

    def test_categories_and_nominations_stand_in_their_order_selection_by_selection(
        self, store: SqliteStore
    ) -> None:
        first, second, strange = add(store), add(store), add(store)
        late, early = add_category(store, second, 2), add_category(store, second, 1)
        other = add_category(store, first)
        add_category(store, strange)
        wanted = [second.id, first.id]
        assert ids(store.selections.categories(wanted)) == [other.id, early.id, late.id]
        third = add_nomination(store, second, late, 2)
        lower = add_nomination(store, second, early, 1)
        mine = add_nomination(store, first, other, 1)
        assert ids(store.selections.nominations(wanted)) == [mine.id, lower.id, third.id]
        assert store.selections.nominations([strange.id]) == []

    def test_a_category_with_nominations_is_kept_by_the_file_itself(self, store: SqliteStore) -> None:
        selection = add(store)
        used, unused = add_category(store, selection), add_category(store, selection, 2)
        add_nomination(store, selection, used)
        store.selections.delete_category(unused.id)
        with pytest.raises(IntegrityError):
            store.selections.delete_category(used.id)


@writing
class TestNominations:
    """Nominations."""

    def test_one_comes_back_as_it_was_stored(self, store: SqliteStore, unit: int) -> None:
        person = store.people.insert_person(a_person())
        _selection, stored = a_whole(
            store,
            person_id=person,
            unit_id=unit,
            unit_name="官庄村",
            nominator_id=unit,
            nominated_on=FIRST,
            deeds="流转土地，\n增收 18 万元",
            judged_on=CLOSED,
            found=("overdue=problem:1", "chosen=selection:2"),
            reply=Reply.CLEAR,
            replied_on=CLOSED,
            decision=Decision.CHOSEN,
            struck_on=LAST,
            struck_reason="查实",
        )
        assert store.selections.nomination(stored.id) == stored
        assert store.selections.find_nomination(stored.uid) == stored
        assert store.selections.find_nomination("没有") is None
        changed = replace(stored, verdict=Verdict.FAILED, found=(), withdrawn_on=LAST)
        store.selections.update_nomination(changed)
        assert store.selections.nomination(stored.id) == changed

    def test_those_of_a_person_and_of_a_unit_itself(self, store: SqliteStore, unit: int) -> None:
        person, other = (store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例"))
        _s, mine = a_whole(store, person_id=person, unit_id=unit)
        _s, again = a_whole(store, "2026-07", person_id=person)
        a_whole(store, "2026-08", person_id=other, unit_id=unit)
        _s, itself = a_whole(store, "2026-09", unit_id=unit)
        assert ids(store.selections.of_candidate(person)) == [mine.id, again.id]
        assert ids(store.selections.of_candidate(unit_id=unit)) == [itself.id]

    def test_those_chosen_in_some_months_and_nobody_taken_off_since(self, store: SqliteStore) -> None:
        chosen = {"decision": Decision.CHOSEN}
        _s, later = a_whole(store, "2026-06", **chosen)
        _s, first = a_whole(store, "2026-01", **chosen)
        a_whole(store, "2025-12", **chosen)
        a_whole(store, "2026-07", **chosen)
        a_whole(store, "2026-03")
        a_whole(store, "2026-03", decision=Decision.NOT_CHOSEN)
        a_whole(store, "2026-04", struck_on=LAST, **chosen)
        a_whole(store, "2026-04", withdrawn_on=LAST, **chosen)
        selection, _vacant = a_whole(store, "2026-05", **chosen)
        store.selections.update(replace(selection, vacant_on=LAST))
        assert ids(store.selections.chosen("2026-01", "2026-06")) == [first.id, later.id]


@writing
class TestMentions:
    """Circulars from elsewhere."""

    def test_those_between_two_days_that_name_one_of_some(
        self, store: SqliteStore, unit: int, other: int
    ) -> None:
        person, strange = (store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例"))

        def mention(day: date, **who: int) -> int:
            row = Mention(0, f"m{day}{who}", day, "通报", **who)  # type: ignore[arg-type]
            return store.selections.insert_mention(row)

        mine, own = mention(LAST, person_id=person), mention(FIRST, unit_id=unit)
        elses, theirs = mention(DAY, person_id=strange), mention(DAY, unit_id=other)
        mention(date(2026, 5, 31), person_id=person)
        mention(date(2026, 7, 1), unit_id=unit)
        span = FIRST.isoformat(), LAST.isoformat()
        assert ids(store.selections.mentions(*span, [person], [unit])) == [own, mine]
        assert ids(store.selections.mentions(*span, [person])) == [mine]
        assert ids(store.selections.mentions(*span)) == [own, elses, theirs, mine]

    def test_one_that_names_nobody_is_refused_by_the_file_itself(self, store: SqliteStore) -> None:
        with pytest.raises(IntegrityError):
            store.selections.insert_mention(Mention(0, "m", DAY, "通报"))


@writing
class TestFacts:
    """What eligibility reads of rolls and of the ledger."""

    def test_sittings_stayed_away_from(self, store: SqliteStore) -> None:
        me, other = (store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例"))

        def roll(day: int, person: int = me, state: RollState = RollState.CLOSED, **facts: Any) -> int:
            """A training of June with one line; gives the training's id."""
            training = {"state": facts.pop("training", TrainingState.HELD)}
            sitting = store.sittings.insert(a_sitting(datetime(2026, 6, day, 14, 30), roll_state=state))
            known = {"status": Status.ABSENT, **facts}
            store.sittings.insert_roll([a_roll_line(sitting, 1, person, **known)])
            return store.trainings.insert(a_training(sitting, f"2026-{day:02d}", **training))

        last, first = roll(30), roll(1)
        roll(2, other)
        roll(3, state=RollState.FROZEN)
        roll(4, status=Status.LEAVE)
        roll(5, status=Status.UNSETTLED)
        roll(6, guest=True)
        roll(7, not_counted="借调")
        roll(8, training=TrainingState.CANCELLED)
        made_up = roll(9)
        (line,) = store.sittings.roll(store.trainings.get(made_up).sitting_id)
        store.sittings.insert_makeup(a_makeup(line.id))
        attended = store.trainings.get(roll(10)).sitting_id
        store.sittings.insert_roll([a_roll_line(attended, 2, me, status=Status.LATE)])
        store.sittings.insert_roll(
            [
                a_roll_line(
                    store.sittings.insert(a_sitting(roll_state=RollState.CLOSED)), 1, me, status=Status.ABSENT
                )
            ]
        )
        found = store.sittings.missed([me], FIRST, LAST)
        assert [(one.record, one.record_id, one.number, one.day) for one in found] == [
            ("training", first, "2026-01", FIRST),
            ("training", last, "2026-30", LAST),
        ]
        assert store.sittings.missed([me], date(2026, 6, 2), date(2026, 6, 29)) == []

    def test_problems_of_units_and_of_people(self, store: SqliteStore, unit: int, other: int) -> None:
        me, strange = (store.people.insert_person(a_person(name)) for name in ("甲示例", "乙示例"))

        def problem(unit_id: int = other, **facts: Any) -> Problem:
            number = store.problems.next_number(2026)
            row = a_problem(id=0, uid=number, number=number, unit_id=unit_id, **facts)
            return replace(row, id=store.problems.insert(row))

        of_unit, answers, leads = problem(unit), problem(responsible_id=me), problem(leader_id=me)
        problem(verifier_id=me)
        problem(responsible_id=strange, leader_id=strange)
        assert ids(store.problems.concerning([me], [unit])) == [of_unit.id, answers.id, leads.id]
        assert ids(store.problems.concerning([], [unit])) == [of_unit.id]
        assert store.problems.concerning([], []) == []

    def test_problems_opened_again_within_some_days(self, store: SqliteStore, unit: int) -> None:
        rows = []
        for number in ("2026-001", "2026-002", "2026-003"):
            row = a_problem(id=0, uid=number, number=number, unit_id=unit)
            rows.append(replace(row, id=store.problems.insert(row)))
        mine, other, strange = rows

        def event(row: Problem, day: date, step: Step = Step.REOPEN) -> None:
            told = ProblemEvent(0, f"{row.uid}{day}{step}", row.id, 1, step, day, row.state, row.state)
            store.problems.insert_event(told)

        for day in (LAST, FIRST, date(2026, 5, 31), date(2026, 7, 1)):
            event(mine, day)
        event(other, DAY, Step.CLOSE)
        event(strange, DAY)
        assert store.problems.reopened([mine.id, other.id], FIRST, LAST) == {mine.id: [FIRST, LAST]}


def _fill(office: Office) -> int:
    """A selection with something of every kind below it, and another one beside it; gives the first one's id."""
    store = office.store
    with store.action("备", "test", NOW, "test"):
        for period in ("2026-06", "2026-07"):
            selection, nomination = a_whole(store, period)
            ballot = a_ballot(1, id=0, uid=f"ba{period}", selection_id=selection.id)
            ballot_id = store.selections.insert_ballot(ballot)
            line = BallotLine(0, f"li{period}", ballot_id, nomination.id, 3)
            store.selections.insert_ballot_line(line)
            publicity = Publicity(0, f"pu{period}", selection.id, 1, MONDAY, OVER, 5)
            publicity_id = store.selections.insert_publicity(publicity)
            objection = Objection(
                0, f"ob{period}", publicity_id, MONDAY, "visit", "有意见", nomination.id, outcome=Outcome.OPEN
            )
            store.selections.insert_objection(objection)
            blank = Attachment(0, "", None, FolderKind.OTHER, 1, "答复.pdf", "application/pdf", "ab" * 32, 3)
            store.folders.insert(
                [
                    replace(blank, uid=f"fs{period}", selection_id=selection.id),
                    replace(blank, uid=f"fn{period}", nomination_id=nomination.id),
                ]
            )
    found = store.selections.find("2026-06")
    assert found is not None
    return found.id


BELOW = (
    "selection",
    "selection_category",
    "nomination",
    "ballot",
    "ballot_line",
    "publicity",
    "objection",
    "attachment",
)


def test_deleting_takes_all_below_it_and_nothing_of_another_and_undo_brings_it_back(office: Office) -> None:
    selection_id = _fill(office)
    before = office.dump()
    with office.store.action("删", "test", NOW, "test"):
        office.store.selections.delete(selection_id)
    after = office.dump()
    assert {table: len(after[table]) * 2 for table in BELOW} == {table: len(before[table]) for table in BELOW}
    office.store.journal.undo(1, NOW)
    assert dump(office.store) == before
    office.store.journal.redo(1, NOW)
    assert dump(office.store) == after
    office.store.journal.undo(1, NOW)
    assert dump(office.store) == before


GROWING = (
    r"SCAN (selection|selection_category|nomination|ballot|ballot_line|publicity|objection|mention|attendance|sitting"
    r"|problem|problem_event|n|s|a)\b"
)
QUERIES: dict[str, Callable[[SqliteStore], object]] = {
    "by number": lambda store: store.selections.find("2026-06"),
    "several": lambda store: store.selections.many([1]),
    "of a year": lambda store: store.selections.all(2026),
    "categories": lambda store: store.selections.categories([1]),
    "nominations": lambda store: store.selections.nominations([1]),
    "a nomination by uid": lambda store: store.selections.find_nomination("u"),
    "chosen": lambda store: store.selections.chosen("2025-07", "2026-06"),
    "of a person": lambda store: store.selections.of_candidate(1),
    "of a unit": lambda store: store.selections.of_candidate(unit_id=1),
    "rounds": lambda store: store.selections.ballots([1]),
    "lines of rounds": lambda store: store.selections.ballot_lines([1]),
    "publicities": lambda store: store.selections.publicities([1]),
    "objections": lambda store: store.selections.objections([1]),
    "mentions of some": lambda store: store.selections.mentions("2026-06-01", "2026-06-30", [1], [1]),
    "files of a selection": lambda store: store.folders.of(Owner(Holder.SELECTION, 1)),
    "files of nominations": lambda store: store.folders.of_nominations([1]),
    "absences": lambda store: store.sittings.missed([1], FIRST, LAST),
    "problems of some": lambda store: store.problems.concerning([1], [1]),
    "opened again": lambda store: store.problems.reopened([1], FIRST, LAST),
}


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_found_by_an_index(store: SqliteStore, name: str) -> None:
    plans = plans_of(store, QUERIES[name])
    assert "SEARCH" in plans
    assert not re.search(GROWING, plans)


def test_a_query_that_reads_everything_would_be_noticed(store: SqliteStore) -> None:
    assert re.search(GROWING, plans_of(store, lambda one: one.selections.unfinished()))
