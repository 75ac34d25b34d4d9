"""What the journal rests on: no write gets past it, no id is given twice, an inner failure leaves nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

import pytest

from db.driver import IntegrityError
from db.journal import RunningAction
from db.store import SqliteStore
from db.triggers import columns_of, journalled_tables
from gzparty.domain.diagnostic import Refusal
from tests.builders import NOW, a_person, dump


def act(store: SqliteStore, name: str = "试") -> AbstractContextManager[RunningAction]:
    return store.action(name, "test", NOW, "test")


@pytest.mark.parametrize("policy", ["ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"])
def test_no_conflict_clause_gets_a_write_past_the_journal(store: SqliteStore, policy: str) -> None:
    with act(store):
        store.office.save_setting("training_place", "一楼")
    before = dump(store)
    for statement in (
        f"INSERT OR {policy} INTO setting(key, value) VALUES ('x', '1')",
        f"UPDATE OR {policy} setting SET value = '2'",
    ):
        with pytest.raises(IntegrityError, match="a write outside any action"):
            store.connection.execute(statement)
    assert dump(store) == before


def test_a_row_never_changes_its_id(store: SqliteStore) -> None:
    with act(store):
        store.office.save_setting("training_place", "一楼")
    before = dump(store)
    with pytest.raises(IntegrityError, match="never changes its id"), act(store):
        store.connection.execute("UPDATE setting SET id = 77")
    assert dump(store) == before


def test_every_journalled_table_is_strict_and_holds_only_what_an_image_can_keep(store: SqliteStore) -> None:
    strict = {row[1] for row in store.connection.execute("PRAGMA table_list") if row[5]}
    for table in journalled_tables(store.connection):
        kinds = {row[2] for row in store.connection.execute(f"PRAGMA table_info({table})")}
        assert kinds <= {"INTEGER", "TEXT"}, table
        assert columns_of(store.connection, table)[0] == "id"
        assert table in strict


def test_every_reference_has_an_index(store: SqliteStore) -> None:
    for table in [*journalled_tables(store.connection), "journal"]:
        indexes = store.connection.execute(f"PRAGMA index_list({table})").fetchall()
        first = {
            store.connection.execute(f"PRAGMA index_info({index[1]})").fetchone()[2] for index in indexes
        }
        for reference in store.connection.execute(f"PRAGMA foreign_key_list({table})"):
            assert reference[3] in first, f"{table}.{reference[3]}"


@pytest.mark.parametrize("bulk", [True, False], ids=["bulk", "single"])
def test_an_id_is_never_given_twice_so_that_histories_stay_apart(store: SqliteStore, bulk: bool) -> None:
    def add(name: str) -> int:
        if bulk:
            return store.people.insert_people([a_person(name)])[0]
        return store.people.insert_person(a_person(name))

    with act(store, "加一"):
        first = add("一示例")
    with act(store, "删一"):
        store.connection.execute("DELETE FROM person")
    with act(store, "加二"):
        second = add("二示例")
    assert second != first
    assert [change.deed.name for change in store.journal.history("person", second)] == ["加二"]
    assert [change.deed.name for change in store.journal.history("person", first)] == ["删一", "加一"]


def test_what_an_outer_action_catches_of_an_inner_one_leaves_nothing_half_done(store: SqliteStore) -> None:
    def fails() -> None:
        with act(store, "里"):
            store.office.save_setting("training_host", "没存完")
            raise ZeroDivisionError

    with act(store, "外"):
        store.office.save_setting("training_place", "一楼")
        with suppress(ZeroDivisionError):
            fails()
        store.office.save_setting("training_contact", "党建办")
    assert store.office.load_settings() == {"training_place": "一楼", "training_contact": "党建办"}
    assert [(deed.name, deed.rows) for deed in store.journal.deeds()] == [("外", 2)]
    store.journal.undo(1, NOW)
    assert store.office.load_settings() == {}


def refused(store: SqliteStore, write: Callable[[], object]) -> str:
    before = dump(store)
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refusal) as caught:
        write()
    assert dump(store) == before
    assert not store.connection.in_transaction
    return caught.value.diagnostics[0].code


def test_redo_on_a_full_disk_is_refused_in_one_sentence_and_changes_nothing(store: SqliteStore) -> None:
    with act(store, "长"):
        store.office.save_setting("training_place", "楼" * 50_000)
    with act(store, "短"):
        store.office.save_setting("training_place", "一楼")
    store.journal.undo(1, NOW)
    # Redo keeps the long text as its before-image, for which there is no room any more.
    assert refused(store, lambda: store.journal.redo(1, NOW)) == "disk_full"
    redoable = store.journal.redoable()
    assert redoable is not None
    assert redoable.name == "短"


def test_a_draft_on_a_full_disk_is_refused_in_one_sentence_and_the_older_one_stays(
    store: SqliteStore,
) -> None:
    store.drafts.save("training", "1", "旧", NOW)
    assert refused(store, lambda: store.drafts.save("training", "1", "草" * 200_000, NOW)) == "disk_full"
    assert store.drafts.load("training", "1") == (NOW, "旧")
