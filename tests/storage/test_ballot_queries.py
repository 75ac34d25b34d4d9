"""Rounds of voting, 公示 and objections as rows, beside those a query must not return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Objection,
    Outcome,
    Publicity,
    PublicityResult,
)
from tests.selections import a_ballot, a_category, a_nomination, a_selection

pytestmark = pytest.mark.usefixtures("writing")


def add_selection(store: SqliteStore, month: str = "2026-06") -> tuple[int, int]:
    """A selection with one nomination; both ids."""
    selection = store.selections.insert(a_selection(number=month, period=month))
    category = store.selections.insert_category(a_category(0, selection_id=selection))
    nomination = a_nomination(1, category, id=0, selection_id=selection)
    return selection, store.selections.insert_nomination(nomination)


def add_ballot(store: SqliteStore, selection: int, round_number: int = 1, **changes: object) -> Ballot:
    ballot = a_ballot(round_number, selection_id=selection, **changes)
    return replace(ballot, id=store.selections.insert_ballot(ballot))


def a_publicity(selection: int, round_number: int = 1) -> Publicity:
    uid = f"pu{selection}{round_number}"
    return Publicity(0, uid, selection, round_number, date(2026, 6, 15), date(2026, 6, 22), 5)


def test_a_round_comes_back_as_it_was_stored(store: SqliteStore) -> None:
    selection, _nomination = add_selection(store)
    ballot = add_ballot(
        store,
        selection,
        place="三楼",
        supervisor="周示例",
        teller="吴示例",
        present=None,
        valid=0,
        locked_on=date(2026, 6, 11),
        unlock_reason="漏了一张",
        note="补投",
    )
    assert store.selections.ballot(ballot.id) == ballot
    changed = replace(ballot, present=25, locked_on=None)
    store.selections.update_ballot(changed)
    assert store.selections.ballots([selection]) == [changed]


def test_rounds_come_in_order_and_of_the_selections_asked_for(store: SqliteStore) -> None:
    mine, _one = add_selection(store)
    other, _two = add_selection(store, "2026-05")
    second, first = add_ballot(store, mine, 2), add_ballot(store, mine)
    foreign = add_ballot(store, other)
    assert store.selections.ballots([mine]) == [first, second]
    assert store.selections.ballots([other]) == [foreign]
    assert store.selections.ballots([]) == []


def test_a_round_stands_once(store: SqliteStore) -> None:
    selection, _nomination = add_selection(store)
    add_ballot(store, selection)
    with pytest.raises(IntegrityError):
        add_ballot(store, selection)


def test_lines_come_back_of_their_rounds_with_scores_in_order(store: SqliteStore) -> None:
    selection, nomination = add_selection(store)
    first, second = add_ballot(store, selection), add_ballot(store, selection, 2)
    line = BallotLine(0, "bl1", first.id, nomination, None, (885, 913, 950))
    line = replace(line, id=store.selections.insert_ballot_line(line))
    votes = BallotLine(0, "bl2", second.id, nomination, 0)
    votes = replace(votes, id=store.selections.insert_ballot_line(votes))
    assert store.selections.ballot_lines([first.id]) == [line]
    assert store.selections.ballot_lines([second.id]) == [votes]
    store.selections.update_ballot_line(replace(votes, votes=7))
    assert store.selections.ballot_lines([second.id])[0].votes == 7
    store.selections.delete_ballot_lines([line.id])
    assert [one.uid for one in store.selections.ballot_lines([first.id, second.id])] == ["bl2"]


def test_nobody_has_two_lines_in_a_round_or_fewer_votes_than_none(store: SqliteStore) -> None:
    selection, nomination = add_selection(store)
    ballot = add_ballot(store, selection)
    store.selections.insert_ballot_line(BallotLine(0, "bl1", ballot.id, nomination, 3))
    for wrong in (
        BallotLine(0, "bl2", ballot.id, nomination, 4),
        BallotLine(0, "bl3", add_ballot(store, selection, 2).id, nomination, -1),
    ):
        with pytest.raises(IntegrityError):
            store.selections.insert_ballot_line(wrong)


def test_a_deleted_round_takes_its_lines_along(store: SqliteStore) -> None:
    selection, nomination = add_selection(store)
    first, second = add_ballot(store, selection), add_ballot(store, selection, 2)
    for number, ballot in enumerate((first, second)):
        store.selections.insert_ballot_line(BallotLine(0, f"bl{number}", ballot.id, nomination, 3))
    store.selections.delete_ballot(second.id)
    assert store.selections.ballots([selection]) == [first]
    assert [one.uid for one in store.selections.ballot_lines([first.id, second.id])] == ["bl0"]
    with pytest.raises(KeyError):
        store.selections.ballot(second.id)


def test_a_publicity_and_its_objections_come_back_as_they_were_stored(store: SqliteStore) -> None:
    selection, nomination = add_selection(store)
    other, _nomination = add_selection(store, "2026-05")
    publicity = replace(
        a_publicity(selection),
        place="公开栏",
        contact="镇纪委",
        phone="0536-0000000",
        address="镇政府二楼",
        result=PublicityResult.CONFIRMED,
        result_on=date(2026, 6, 23),
        note="没有异议",
    )
    publicity = replace(publicity, id=store.selections.insert_publicity(publicity))
    foreign = store.selections.insert_publicity(a_publicity(other))
    assert store.selections.publicities([selection]) == [publicity]
    objections = [
        Objection(
            0,
            f"ob{day}",
            publicity.id,
            date(2026, 6, day),
            "box",
            "户数不对",
            nomination,
            date(2026, 6, 18),
            "核对过",
            Outcome.UPHELD,
            True,
            2,
        )
        for day in (17, 16)
    ]
    stored = [replace(one, id=store.selections.insert_objection(one)) for one in objections]
    store.selections.insert_objection(replace(objections[0], uid="foreign", publicity_id=foreign))
    assert store.selections.objections([publicity.id]) == stored[::-1]
    store.selections.update_objection(replace(stored[0], outcome=Outcome.UNFOUNDED))
    assert store.selections.objection(stored[0].id).outcome is Outcome.UNFOUNDED
    store.selections.delete_objection(stored[0].id)
    assert store.selections.objections([publicity.id]) == [stored[1]]
    store.selections.delete_publicity(publicity.id)
    assert store.selections.objections([publicity.id]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2026, 6, 14)},
        {"workdays": 0},
    ],
)
def test_a_publicity_that_ends_before_it_begins_is_no_row(
    store: SqliteStore, wrong: dict[str, object]
) -> None:
    selection, _nomination = add_selection(store)
    with pytest.raises(IntegrityError):
        store.selections.insert_publicity(replace(a_publicity(selection), **wrong))  # type: ignore[arg-type]
