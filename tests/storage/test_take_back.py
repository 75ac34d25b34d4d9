"""Taking back an action that is not the last: done where nothing stands on it, else refused with the list."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from db import journal
from db.journal import RunningAction
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import Group, Interval
from gzparty.domain.sitting import RosterKind, RosterRule
from gzparty.labels import refusal_text
from tests.builders import NOW, a_leave, a_membership, a_person, a_sitting, a_unit, dump


def act(store: SqliteStore, name: str) -> AbstractContextManager[RunningAction]:
    return store.action(name, "test", NOW, "test")


def refusal(store: SqliteStore, action_id: int) -> Refusal:
    before = dump(store)
    with pytest.raises(Refusal) as caught:
        store.journal.take_back(action_id, NOW)
    assert dump(store) == before
    return caught.value


def test_an_older_import_is_taken_back_and_later_work_stays(store: SqliteStore) -> None:
    with act(store, "导入") as imported:
        store.people.insert_people([a_person(), a_person("李四示例")])
    with act(store, "加"):
        store.people.insert_person(a_person("王五示例"))
    assert store.journal.take_back(imported.id, NOW).name == "导入"
    assert [person.name for person in store.people.people()] == ["王五示例"]
    assert [(deed.name, deed.undone) for deed in store.journal.deeds()] == [("加", False), ("导入", True)]


def test_what_was_taken_back_can_be_done_again(store: SqliteStore) -> None:
    with act(store, "导入") as imported:
        store.people.insert_people([a_person(), a_person("李四示例")])
    with act(store, "加"):
        store.people.insert_person(a_person("王五示例"))
    before = dump(store)
    store.journal.take_back(imported.id, NOW)
    assert [deed.name for deed in store.journal.redo(1, NOW)] == ["导入"]
    assert dump(store) == before


def test_rows_changed_later_stand_in_the_way_and_are_named(store: SqliteStore) -> None:
    with act(store, "导入") as imported:
        person = store.people.insert_person(a_person(uid="p"))
    with act(store, "改电话"):
        store.people.update_person(a_person(uid="p", id=person, phone="13800000000"))
    said = refusal_text(refusal(store, imported.id))
    assert "“导入”后面还有 1 件事" in said
    assert "06-17 09:30 改电话" in said
    store.journal.undo(1, NOW)
    store.journal.take_back(imported.id, NOW)
    assert store.people.people() == []


def test_rows_that_refer_to_its_rows_stand_in_the_way(store: SqliteStore) -> None:
    with act(store, "加单位") as added:
        unit = store.people.insert_unit(a_unit())
    with act(store, "加人"):
        person = store.people.insert_person(a_person())
    with act(store, "入支部"):
        store.people.insert_membership(a_membership(person, unit))
    found = refusal(store, added.id).diagnostics[0]
    assert (found.code, found.parameters["count"]) == ("take_back_blocked", 1)
    assert "入支部" in str(found.parameters["names"])


def test_a_roster_that_names_its_people_stands_in_the_way(store: SqliteStore) -> None:
    with act(store, "加会"):
        called, other = (store.sittings.insert(a_sitting()) for _ in range(2))
    with act(store, "导入") as imported:
        person = store.people.insert_person(a_person())
    with act(store, "定别的名单"):
        rule = RosterRule(RosterKind.PICKED, people=(person + 1,))
        store.sittings.update(replace(store.sittings.get(other), roster=rule))
    with act(store, "定名单"):
        rule = RosterRule(RosterKind.PICKED, people=(person,))
        store.sittings.update(replace(store.sittings.get(called), roster=rule))
    found = refusal(store, imported.id).diagnostics[0]
    assert (found.code, found.parameters["count"]) == ("take_back_blocked", 1)
    assert str(found.parameters["names"]).endswith(" 定名单")


def test_a_roster_that_names_its_group_stands_in_the_way(store: SqliteStore) -> None:
    with act(store, "备"):
        unit = store.people.insert_unit(a_unit())
        called = store.sittings.insert(a_sitting())
    with act(store, "加党小组") as added:
        group = store.people.insert_group(Group(0, "g1", unit, "第一党小组", 1, Interval()))
    with act(store, "定名单"):
        rule = RosterRule(RosterKind.GROUP, (unit,), groups=(group,))
        store.sittings.update(replace(store.sittings.get(called), roster=rule))
    assert refusal_text(refusal(store, added.id)).endswith("定名单")


def test_a_child_that_would_be_cascaded_away_stands_in_the_way(store: SqliteStore) -> None:
    with act(store, "加会") as added:
        sitting = store.sittings.insert(a_sitting())
    with act(store, "请假"):
        store.sittings.insert_leave_request(a_leave(sitting, store.people.insert_person(a_person())))
    assert "请假" in refusal_text(refusal(store, added.id))


def test_what_took_the_place_of_a_deleted_row_stands_in_the_way(store: SqliteStore) -> None:
    with act(store, "备"):
        sitting = store.sittings.insert(a_sitting())
        person = store.people.insert_person(a_person())
        request = store.sittings.insert_leave_request(a_leave(sitting, person))
        store.sittings.insert_leave_request(a_leave(sitting, store.people.insert_person(a_person())))
    with act(store, "销假") as withdrawn:
        store.sittings.delete_leave_request(request)
    with act(store, "再请假"):
        store.sittings.insert_leave_request(a_leave(sitting, person))
    assert "再请假" in refusal_text(refusal(store, withdrawn.id))


def test_a_parent_deleted_later_stands_in_the_way(store: SqliteStore) -> None:
    with act(store, "备"):
        sitting = store.sittings.insert(a_sitting())
        request = store.sittings.insert_leave_request(
            a_leave(sitting, store.people.insert_person(a_person()))
        )
    with act(store, "销假") as withdrawn:
        store.sittings.delete_leave_request(request)
    with act(store, "删会"):
        store.sittings.delete(sitting)
    assert "删会" in refusal_text(refusal(store, withdrawn.id))


def test_an_undone_action_stands_in_nobodys_way(store: SqliteStore) -> None:
    with act(store, "导入") as imported:
        person = store.people.insert_person(a_person(uid="p"))
    with act(store, "改"):
        store.people.update_person(a_person("李四示例", uid="p", id=person))
    store.journal.undo(1, NOW)
    store.journal.redo(1, NOW)
    assert "改" in refusal_text(refusal(store, imported.id))
    store.journal.undo(1, NOW)
    assert store.journal.take_back(imported.id, NOW).name == "导入"


def test_an_action_is_taken_back_only_once(store: SqliteStore) -> None:
    with act(store, "加") as added:
        store.people.insert_person(a_person())
    store.journal.take_back(added.id, NOW)
    assert refusal_text(refusal(store, added.id)) == "“加”已经撤销过了。"


def test_an_action_nobody_did_is_refused(store: SqliteStore) -> None:
    assert refusal_text(refusal(store, 77)) == "没有编号为 77 的操作。"


def test_an_action_of_an_older_schema_is_not_taken_back(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with act(store, "旧") as old:
        store.people.insert_person(a_person())
    for name in ("SCHEMA_VERSION", "ROWS_SINCE"):
        monkeypatch.setattr(journal, name, SCHEMA_VERSION + 1)
    assert refusal(store, old.id).diagnostics[0].code == "take_back_older_schema"
