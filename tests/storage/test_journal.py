"""The journal: nothing is written outside an action, and what an action did can be undone and done again."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from db import journal
from db.driver import IntegrityError
from db.journal import RunningAction
from db.migrations import SCHEMA_VERSION
from db.store import SqliteStore
from db.triggers import UNJOURNALLED, journalled_tables
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.services.deeds import Reach
from tests.builders import (
    NOW,
    a_leave,
    a_makeup,
    a_membership,
    a_person,
    a_roll_line,
    a_sitting,
    a_unit,
    dump,
)

ROOT = Path(__file__).resolve().parents[2]


def act(store: SqliteStore, name: str = "试") -> AbstractContextManager[RunningAction]:
    return store.action(name, "test", NOW, "test")


def entries(store: SqliteStore) -> list[tuple[str, str]]:
    return store.connection.execute("SELECT tbl, op FROM journal ORDER BY id").fetchall()


def undo(store: SqliteStore, steps: int = 1) -> list[str]:
    return [deed.name for deed in store.journal.undo(steps, NOW)]


def redo(store: SqliteStore, steps: int = 1) -> list[str]:
    return [deed.name for deed in store.journal.redo(steps, NOW)]


def test_every_journalled_table_refuses_a_write_outside_an_action(store: SqliteStore) -> None:
    for table in journalled_tables(store.connection):
        triggers = store.connection.execute(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchone()[0]
        assert triggers == 3, table
    with pytest.raises(IntegrityError, match=r"journal\.action_id"):
        store.people.insert_person(a_person())
    with act(store):
        person_id = store.people.insert_person(a_person())
    with pytest.raises(IntegrityError, match=r"journal\.action_id"):
        store.people.update_person(a_person("李四示例", id=person_id))
    with pytest.raises(IntegrityError, match=r"journal\.action_id"):
        store.connection.execute("DELETE FROM person")
    assert [person.name for person in store.people.people()] == ["张三示例"]


def test_only_drafts_counters_prints_memory_and_reporters_escape_the_journal(store: SqliteStore) -> None:
    own = {"action", "journal", "journal_state", "_sqlite_migrations"}
    logs = {"print_log", "reveal_log", "reporter_log", "look_log"}
    assert UNJOURNALLED - own == {"draft", "counter", "import_memory", "tip_reporter", *logs}
    store.drafts.save("training", "1", "{}", NOW)
    assert store.drafts.load("training", "1") == (NOW, "{}")
    assert entries(store) == []


def test_insert_update_and_delete_are_recorded_and_undone(store: SqliteStore) -> None:
    with act(store, "加"):
        person_id = store.people.insert_person(a_person(uid="p1"))
    with act(store, "改"):
        store.people.update_person(a_person("李四示例", uid="p1", id=person_id))
    with act(store, "删"):
        store.connection.execute("DELETE FROM person")
    assert entries(store) == [("person", "I"), ("person", "U"), ("person", "D")]
    assert undo(store) == ["删"]
    assert store.people.person(person_id).name == "李四示例"
    assert undo(store) == ["改"]
    assert store.people.person(person_id).name == "张三示例"
    assert undo(store) == ["加"]
    assert store.people.people() == []
    assert redo(store, 9) == ["加", "改", "删"]
    assert store.people.people() == []


def test_text_of_any_kind_comes_back_from_the_journal_as_it_was(store: SqliteStore) -> None:
    note = "引号\"'换行\n制表\t零\x00字节 😀 \u202e反 \u2028 {}\\u0041"
    with act(store):
        person_id = store.people.insert_person(a_person(note=note, sort_order=1 << 53))
    with act(store):
        store.connection.execute("DELETE FROM person")
    undo(store)
    assert store.people.person(person_id).note == note
    assert store.people.person(person_id).sort_order == 1 << 53


def test_a_cascade_is_recorded_child_by_child_and_comes_back_whole(store: SqliteStore) -> None:
    with act(store):
        sitting = store.sittings.insert(a_sitting())
        person = store.people.insert_person(a_person())
        store.sittings.insert_leave_request(a_leave(sitting, person))
        store.sittings.insert_roll([a_roll_line(sitting, 1, person), a_roll_line(sitting, 2)])
        store.sittings.insert_makeup(a_makeup(store.sittings.roll(sitting)[0].id))
    before = dump(store)
    with act(store) as action:
        store.sittings.delete(sitting)
    assert action.kinds == {"sitting", "attendance", "makeup", "leave_request"}
    undo(store)
    assert dump(store) == before


def test_a_reference_set_to_null_is_recorded_and_comes_back(store: SqliteStore) -> None:
    with act(store):
        unit = store.people.insert_unit(a_unit())
        person = store.people.insert_person(a_person())
        store.connection.execute(
            "INSERT INTO party_group(id, uid, unit_id, name, sort_order) VALUES (7, 'g', ?, '一组', 1)",
            (unit,),
        )
        store.people.insert_membership(a_membership(person, unit, group_id=7))
    with act(store) as action:
        store.connection.execute("DELETE FROM party_group")
    assert store.people.memberships()[0].group_id is None
    assert action.kinds == {"party_group", "membership"}
    undo(store)
    assert store.people.memberships()[0].group_id == 7


def test_no_statement_of_ours_replaces_rows() -> None:
    replacing = re.compile(r"(INSERT\s+OR\s+REPLACE|\bREPLACE\s+INTO|ON\s+CONFLICT\s+REPLACE)", re.IGNORECASE)
    for path in (ROOT / "db").rglob("*.py"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "never INSERT OR REPLACE" not in line:
                assert not replacing.search(line), f"{path.name}:{number}"


def test_even_a_replace_would_be_journalled_since_recursive_triggers_are_on(store: SqliteStore) -> None:
    with act(store):
        store.office.save_setting("training_place", "一楼")
    before = dump(store)
    with act(store):
        store.connection.execute("REPLACE INTO setting(key, value) VALUES ('training_place', '\"二楼\"')")
    assert entries(store)[-2:] == [("setting", "D"), ("setting", "I")]
    undo(store)
    assert dump(store) == before


def test_an_update_that_changes_nothing_leaves_no_entry_and_no_action(store: SqliteStore) -> None:
    person = a_person()
    with act(store):
        person_id = store.people.insert_person(person)
    stored = store.people.person(person_id)
    with act(store, "没变") as action:
        store.people.update_person(stored)
    assert (action.id, action.kinds) == (0, frozenset())
    assert [deed.name for deed in store.journal.deeds()] == ["试"]
    assert store.connection.execute("SELECT count(*) FROM action").fetchone()[0] == 1


def test_an_action_within_an_action_is_one_deed(store: SqliteStore) -> None:
    with act(store, "外"):
        store.people.insert_person(a_person())
        with act(store, "里"):
            store.people.insert_person(a_person("李四示例"))
    deeds = store.journal.deeds()
    assert [(deed.name, deed.rows) for deed in deeds] == [("外", 2)]
    assert undo(store) == ["外"]
    assert store.people.people() == []


def test_an_exception_leaves_nothing_of_an_action_behind(store: SqliteStore) -> None:
    with act(store):
        store.people.insert_person(a_person())
    before = dump(store)

    def fails_half_way() -> None:
        with act(store, "坏"):
            store.people.insert_person(a_person("李四示例"))
            store.trainings.next_number(2026)
            with act(store, "里"):
                store.people.person(99)

    with pytest.raises(KeyError):
        fails_half_way()
    assert dump(store) == before
    assert store.connection.execute("SELECT count(*) FROM counter").fetchone()[0] == 0
    with act(store, "好"):
        store.people.insert_person(a_person("王五示例"))
    assert [deed.name for deed in store.journal.deeds()] == ["好", "试"]


def test_undo_and_redo_go_on_after_the_file_was_closed(store: SqliteStore) -> None:
    with act(store, "加"):
        store.people.insert_person(a_person())
    after = dump(store)
    store.close()
    again = SqliteStore.open_writer(store.path, NOW)
    assert undo(again) == ["加"]
    again.close()
    third = SqliteStore.open_writer(store.path, NOW)
    assert third.people.people() == []
    assert redo(third) == ["加"]
    assert dump(third) == after
    third.close()


def test_something_new_ends_redo(store: SqliteStore) -> None:
    with act(store, "加"):
        store.people.insert_person(a_person())
    undo(store)
    redoable = store.journal.redoable()
    assert redoable is not None
    assert redoable.name == "加"
    with act(store, "新"):
        store.people.insert_person(a_person("李四示例"))
    assert store.journal.redoable() is None
    assert redo(store) == []
    assert undo(store, 5) == ["新"]


def test_redo_goes_in_the_old_order_even_after_partial_redo(store: SqliteStore) -> None:
    for name in ("一", "二", "三"):
        with act(store, name):
            store.people.insert_person(a_person(f"{name}示例"))
    assert undo(store, 3) == ["三", "二", "一"]
    assert redo(store, 2) == ["一", "二"]
    assert undo(store, 1) == ["二"]
    assert redo(store, 5) == ["二", "三"]
    assert [person.name for person in store.people.people()] == ["一示例", "二示例", "三示例"]


def test_undo_and_redo_stop_at_a_schema_change(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("旧一", "旧二"):
        with act(store, name):
            store.people.insert_person(a_person(f"{name}示例"))
    undo(store)
    for name in ("SCHEMA_VERSION", "ROWS_SINCE"):
        monkeypatch.setattr(journal, name, SCHEMA_VERSION + 1)
    assert store.journal.undoable() is None
    assert store.journal.redoable() is None
    with act(store, "新"):
        store.people.insert_person(a_person("新示例"))
    assert undo(store, 5) == ["新"]
    assert [person.name for person in store.people.people()] == ["旧一示例"]
    assert [deed.name for deed in store.journal.deeds()] == ["新", "旧二", "旧一"]


def test_everything_after_a_deed_goes_with_it_and_comes_again_up_to_one(store: SqliteStore) -> None:
    for name in ("一", "二", "三"):
        with act(store, name):
            store.people.insert_person(a_person(f"{name}示例"))
    third, second, first = store.journal.deeds()
    whole = dump(store)
    assert [deed.name for deed in store.journal.undo_to(second.id, NOW)] == ["三", "二"]
    assert [person.name for person in store.people.people()] == ["一示例"]
    with pytest.raises(Refusal) as caught:
        store.journal.undo_to(third.id, NOW)
    assert refusal_text(caught.value) == "“三”已经撤销过了。"
    assert [deed.name for deed in store.journal.redo_to(second.id, NOW)] == ["二"]
    assert [deed.name for deed in store.journal.redo_to(third.id, NOW)] == ["三"]
    assert dump(store) == whole
    store.journal.undo_to(first.id, NOW)
    assert store.people.people() == []


def test_once_something_new_was_done_nothing_older_is_done_again(store: SqliteStore) -> None:
    for name in ("一", "二"):
        with act(store, name):
            store.people.insert_person(a_person(f"{name}示例"))
    undone = store.journal.deeds()[0]
    store.journal.undo(1, NOW)
    with act(store, "新"):
        store.people.insert_person(a_person("新示例"))
    before = dump(store)
    with pytest.raises(Refusal) as caught:
        store.journal.redo_to(undone.id, NOW)
    assert "不能再重做" in refusal_text(caught.value)
    assert dump(store) == before


def test_a_deed_of_an_older_schema_on_the_way_stops_all_of_it(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with act(store, "旧"):
        store.people.insert_person(a_person("旧示例"))
    old = store.journal.deeds()[0]
    for name in ("SCHEMA_VERSION", "ROWS_SINCE"):
        monkeypatch.setattr(journal, name, SCHEMA_VERSION + 1)
    with act(store, "新"):
        store.people.insert_person(a_person("新示例"))
    before = dump(store)
    with pytest.raises(Refusal) as caught:
        store.journal.undo_to(old.id, NOW)
    assert "升级办公文件以前" in refusal_text(caught.value)
    assert dump(store) == before
    assert [deed.reach for deed in store.journal.deeds()] == [Reach.OPEN, Reach.OLDER]
    assert [deed.name for deed in store.journal.deeds(words="旧")] == ["旧"]


def test_five_hundred_people_deleted_and_added_come_back_to_the_byte(store: SqliteStore) -> None:
    with act(store):
        unit = store.people.insert_unit(a_unit())
        ids = store.people.insert_people(a_person(f"第{n}示例", note="注" * (n % 7)) for n in range(500))
        store.people.insert_memberships(a_membership(person, unit) for person in ids)
    before = dump(store)
    with act(store, "清空"):
        store.connection.execute("DELETE FROM membership")
        store.connection.execute("DELETE FROM person")
    with act(store, "另加"):
        store.people.insert_people(a_person(f"另{n}示例") for n in range(500))
    after = dump(store)
    assert undo(store, 2) == ["另加", "清空"]
    assert dump(store) == before
    assert redo(store, 2) == ["清空", "另加"]
    assert dump(store) == after


def test_a_record_tells_its_history_newest_first(store: SqliteStore) -> None:
    with act(store, "加"):
        person_id = store.people.insert_person(a_person(uid="p1"))
    with act(store, "改"):
        store.people.update_person(a_person("李四示例", uid="p1", id=person_id))
    with act(store, "别人"):
        store.people.insert_person(a_person("王五示例"))
    undo(store, 2)
    history = store.journal.history("person", person_id)
    told = [
        (change.deed.name, change.operation, (change.before or {}).get("name"), change.deed.undone)
        for change in history
    ]
    assert told == [
        ("改", "update", "李四示例", True),
        ("改", "update", "张三示例", True),
        ("加", "insert", None, False),
    ]


def test_deeds_say_when_by_whom_and_how_much(store: SqliteStore) -> None:
    with store.action("导入", "import", NOW + timedelta(seconds=5), "cli"):
        store.people.insert_people([a_person(), a_person("李四示例")])
    deed = store.journal.deeds()[0]
    assert (deed.name, deed.kind, deed.at, deed.source, deed.rows, deed.undone) == (
        "导入",
        "import",
        NOW + timedelta(seconds=5),
        "cli",
        2,
        False,
    )


@pytest.mark.parametrize("steps", [0, 1, 50], ids=str)
def test_undo_takes_no_more_than_there_is(store: SqliteStore, steps: int) -> None:
    for _ in range(2):
        with act(store):
            store.people.insert_person(a_person())
    assert len(undo(store, steps)) == min(steps, 2)
