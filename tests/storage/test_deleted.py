"""The recycle bin: what was deleted is listed once, and comes back with what went along and nothing else."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from db.journal import RunningAction
from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.sitting import RosterKind, RosterRule
from gzparty.domain.theme import Theme
from gzparty.services.deeds import Hindrance
from tests.builders import NOW, a_leave, a_membership, a_person, a_post, a_sitting, a_training, a_unit, dump
from tests.selections import a_selection
from tests.storage.plans import queries_of, steps_of


def act(store: SqliteStore, name: str) -> AbstractContextManager[RunningAction]:
    return store.action(name, "test", NOW, "test")


def a_branch_of(store: SqliteStore, *names: str) -> tuple[int, list[int]]:
    with act(store, "备"):
        unit = store.people.insert_unit(a_unit())
        people = [store.people.insert_person(a_person(name)) for name in names]
        for person in people:
            store.people.insert_membership(a_membership(person, unit))
            store.people.insert_post(a_post(person, unit))
    return unit, people


def names(store: SqliteStore) -> list[object]:
    return [gone.image["name"] for gone in store.deleted.gone(["person"], 10)]


def test_one_of_many_comes_back_with_its_own_rows_only(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例", "乙示例", "丙示例")
    before = dump(store)
    with act(store, "删三人"):
        store.people.delete_people(people)
    found = {gone.image["name"]: gone for gone in store.deleted.gone(["person"], 10)}
    assert [found[name].along for name in ("甲示例", "乙示例", "丙示例")] == [2, 2, 2]
    with act(store, "拿回"):
        store.deleted.put_back([found["乙示例"]])
    assert [person.name for person in store.people.people()] == ["乙示例"]
    assert [row for row in before["membership"] if people[1] in row] == dump(store)["membership"]
    assert [row for row in before["post"] if people[1] in row] == dump(store)["post"]
    assert names(store) == ["丙示例", "甲示例"]
    with act(store, "拿回"):
        store.deleted.put_back([found["甲示例"], found["丙示例"]])
    assert dump(store) == before


def test_bringing_back_is_a_deed_that_can_be_undone(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例")
    with act(store, "删"):
        store.people.delete_people(people)
    empty = dump(store)
    with act(store, "拿回"):
        store.deleted.put_back(store.deleted.gone(["person"], 10))
    store.journal.undo(1, NOW)
    assert dump(store) == empty
    assert names(store) == ["甲示例"]


def test_what_was_never_deleted_or_was_undone_is_not_listed(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例", "乙示例")
    with act(store, "加错"):
        store.people.insert_person(a_person("丙示例"))
    store.journal.undo(1, NOW)
    assert names(store) == []
    with act(store, "删"):
        store.people.delete_people(people[:1])
    store.journal.undo(1, NOW)
    assert names(store) == []
    store.journal.redo(1, NOW)
    assert names(store) == ["甲示例"]
    (gone,) = store.deleted.gone(["person"], 10)
    assert (gone.deed.name, gone.deed.undone) == ("删", False)


def test_the_newest_come_first_and_no_more_than_wanted(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例", "乙示例", "丙示例")
    for person in people:
        with act(store, "删"):
            store.people.delete_people([person])
    assert [gone.image["name"] for gone in store.deleted.gone(["person", "unit"], 2)] == ["丙示例", "乙示例"]


def test_what_went_with_another_record_is_not_listed_by_itself(store: SqliteStore) -> None:
    unit, people = a_branch_of(store, "甲示例", "乙示例")
    membership = store.people.memberships(people[1])[0]
    with act(store, "删一人"):
        store.people.delete_people(people[:1])
    with act(store, "删一条"):
        store.connection.execute("DELETE FROM membership WHERE id = ?", (membership.id,))
    listed = store.deleted.gone(["membership"], 10)
    assert [(gone.image["person_id"], gone.image["unit_id"]) for gone in listed] == [(people[1], unit)]


def test_a_training_comes_back_with_the_sitting_it_stood_on(store: SqliteStore) -> None:
    with act(store, "备"):
        sitting = store.sittings.insert(a_sitting())
        training = store.trainings.insert(a_training(sitting))
    before = dump(store)
    with act(store, "删"):
        store.trainings.delete(training)
    with act(store, "再删"):
        store.sittings.delete(sitting)
    with act(store, "拿回"):
        store.deleted.put_back(store.deleted.gone(["training"], 10))
    assert dump(store) == before


def test_a_row_that_was_let_go_is_linked_again_unless_it_found_another(store: SqliteStore) -> None:
    with act(store, "备"):
        theme, other = (
            store.themes.insert(Theme(0, f"t{number}", f"2026-0{number}", "主题")) for number in (5, 6)
        )
        first, second = (
            store.selections.insert(a_selection(id=0, uid=str(number), number=str(number), theme_id=theme))
            for number in (1, 2)
        )
    with act(store, "删"):
        store.themes.delete(theme)
    moved = next(one for one in store.selections.all() if one.id == second)
    with act(store, "换"):
        store.selections.update(replace(moved, theme_id=other))
    with act(store, "拿回"):
        store.deleted.put_back(store.deleted.gone(["theme"], 10))
    assert {one.id: one.theme_id for one in store.selections.all()} == {first: theme, second: other}


def test_a_parent_that_is_gone_stands_in_the_way(store: SqliteStore) -> None:
    unit, people = a_branch_of(store, "甲示例")
    with act(store, "删"):
        store.people.delete_people(people)
    with act(store, "删支部"):
        store.connection.execute("DELETE FROM unit WHERE id = ?", (unit,))
    gone = store.deleted.gone(["person"], 10)
    found = store.deleted.obstacles(gone)
    assert {(one.hindrance, one.table, one.row_id) for one in found} == {(Hindrance.MISSING, "unit", unit)}
    together = store.deleted.gone(["person", "unit"], 10)
    assert store.deleted.obstacles(together) == []


def test_whoever_took_its_place_stands_in_the_way(store: SqliteStore) -> None:
    with act(store, "备"):
        theme = store.themes.insert(Theme(0, "t1", "2026-05", "旧的"))
    with act(store, "删"):
        store.themes.delete(theme)
    with act(store, "另一条"):
        newer = store.themes.insert(Theme(0, "t2", "2026-05", "新的"))
    (obstacle,) = store.deleted.obstacles(store.deleted.gone(["theme"], 10))
    assert (obstacle.hindrance, obstacle.row_id, obstacle.image["title"]) == (Hindrance.TAKEN, newer, "新的")


def test_a_record_of_another_shape_is_refused(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例")
    with act(store, "删"):
        store.people.delete_people(people)
    store.connection.execute(
        "UPDATE journal SET before = json_remove(before, '$.note') WHERE tbl = 'person' AND op = 'D'"
    )
    with pytest.raises(Refusal) as caught:
        store.deleted.obstacles(store.deleted.gone(["person"], 10))
    assert caught.value.diagnostics[0].code == "deleted_older_schema"


def test_an_entry_that_is_none_or_is_back_is_refused(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例")
    with act(store, "删"):
        store.people.delete_people(people)
    (gone,) = store.deleted.gone(["person"], 10)
    assert [one.row_id for one in store.deleted.some([gone.entry])] == people
    store.journal.undo(1, NOW)
    for entry in (gone.entry, gone.entry + 10_000):
        with pytest.raises(Refusal) as caught:
            store.deleted.some([entry])
        assert caught.value.diagnostics[0].code == "deleted_unknown"


def test_the_children_of_a_row_are_those_there_and_those_that_were(store: SqliteStore) -> None:
    _unit, people = a_branch_of(store, "甲示例", "乙示例")
    posts = {person: store.people.posts(person)[0].id for person in people}
    with act(store, "删一条"):
        store.connection.execute("DELETE FROM post WHERE id = ?", (posts[people[0]],))
    assert list(store.deleted.children("post", "person_id", people[0])) == [posts[people[0]]]
    assert list(store.deleted.children("post", "person_id", people[1])) == [posts[people[1]]]


def test_nobody_on_a_record_or_a_list_may_be_deleted(store: SqliteStore) -> None:
    _unit, (listed, away, free) = a_branch_of(store, "甲示例", "乙示例", "丙示例")
    with act(store, "备"):
        rule = RosterRule(RosterKind.PICKED, people=(listed,))
        sitting = store.sittings.insert(replace(a_sitting(), roster=rule))
        store.sittings.insert_leave_request(a_leave(sitting, away))
    assert store.people.on_record([listed, away, free]) == {listed, away}


@pytest.mark.parametrize("table", ["person", "attachment", "outside_training"])
def test_the_bin_reads_deleted_rows_only_by_their_index(store: SqliteStore, table: str) -> None:
    gone = queries_of(store, lambda one: one.deleted.gone([table], 10))
    children = queries_of(store, lambda one: one.deleted.children("post", "person_id", 1))
    found = [text for text in gone + children if text.startswith(("SELECT j.id", "SELECT id FROM post"))]
    assert len(found) == 2
    for text in found:
        steps = list(steps_of(store, text))
        assert any("journal_deleted" in step for step in steps)
        assert [step for step in steps if step.startswith("SCAN") and "SUBQUERY" not in step] == []
