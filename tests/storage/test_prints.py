"""The print log: the last copy of a paper about something, and none of another."""

from __future__ import annotations

from datetime import datetime

from db.store import SqliteStore
from gzparty.domain.printing import PrintedCopy
from tests.storage.plans import plans_of


def a_copy(paper: str = "roll", selector: str = "training=2026-05", **facts: object) -> PrintedCopy:
    known: dict[str, object] = {
        "content_hash": "a" * 64,
        "printed_at": datetime(2026, 5, 12, 9, 30),
        "copies": 2,
        "content": '{"about":{}}',
        **facts,
    }
    return PrintedCopy(0, paper, selector, **known)  # type: ignore[arg-type]


def test_the_last_copy_is_that_of_the_same_paper_about_the_same_thing(store: SqliteStore) -> None:
    store.prints.insert(a_copy(copies=1))
    newest = store.prints.insert(a_copy(copies=3))
    store.prints.insert(a_copy(selector="training=2026-06"))
    store.prints.insert(a_copy(paper="sign-in"))
    found = store.prints.last("roll", "training=2026-05")
    assert found is not None
    assert (found.id, found.copies, found.printed_at) == (newest, 3, datetime(2026, 5, 12, 9, 30))
    assert store.prints.last("roll", "training=2026-07") is None
    assert store.prints.last("credits", "training=2026-05") is None


def test_only_the_latest_copy_keeps_what_it_said(store: SqliteStore) -> None:
    store.prints.insert(a_copy(content="old"))
    store.prints.insert(a_copy(selector="training=2026-06", content="other"))
    store.prints.insert(a_copy(content="new"))
    said = store.connection.execute("SELECT content FROM print_log ORDER BY id").fetchall()
    assert said == [("",), ("other",), ("new",)]


def test_copies_about_a_session_are_those_of_single_persons_too(store: SqliteStore) -> None:
    store.prints.insert(a_copy())
    store.prints.insert(a_copy(paper="leave-slip", selector="training=2026-05 person=u1"))
    store.prints.insert(a_copy(paper="makeup", selector="year=2026 training=2026-05"))
    store.prints.insert(a_copy(selector="training=2026-051"))
    store.prints.insert(a_copy(copies=7))
    found = store.prints.about("training=2026-05")
    assert [(copy.paper, copy.copies) for copy in found] == [("roll", 7), ("makeup", 2), ("leave-slip", 2)]


def test_the_latest_of_everything_and_the_history_are_newest_first(store: SqliteStore) -> None:
    for number in range(3):
        store.prints.insert(a_copy(copies=number))
    store.prints.insert(a_copy(paper="sign-in"))
    assert [(copy.paper, copy.copies) for copy in store.prints.latest()] == [("sign-in", 2), ("roll", 2)]
    history = store.prints.history(3)
    assert [(copy.paper, copy.copies) for copy in history] == [("sign-in", 2), ("roll", 2), ("roll", 1)]
    assert {copy.content for copy in history} == {""}


def test_the_last_copy_is_found_by_index(store: SqliteStore) -> None:
    plan = plans_of(store, lambda one: one.prints.last("roll", "training=2026-05"))
    assert "print_log_paper" in plan
    assert "TEMP B-TREE" not in plan
