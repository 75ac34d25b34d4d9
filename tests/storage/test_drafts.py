"""A draft goes with what is stored of it: both in one transaction, or neither."""

from __future__ import annotations

import pytest

from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from tests.builders import NOW, a_person


def keys(store: SqliteStore) -> list[str]:
    return [f"{form}/{key}" for form, key, _at in store.drafts.all()]


def typed(store: SqliteStore) -> None:
    store.drafts.save("person", "add 0", '{"personName": "李示例"}', NOW)
    store.drafts.save("person", "add 1", '{"personName": "王示例"}', NOW)


def add_person(store: SqliteStore) -> None:
    with store.action("加人", "person.add", NOW, "test"):
        store.people.insert_person(a_person())


def refused(store: SqliteStore) -> None:
    with store.storing("person", "add 0", "", NOW), store.action("加人", "person.add", NOW, "test"):
        store.people.insert_person(a_person())
        raise Refusal("name_missing")


def test_what_is_stored_is_a_draft_no_longer_in_the_very_same_commit(store: SqliteStore) -> None:
    typed(store)
    seen = []
    # Another program, or this one at the next start, looks from outside.
    reader = SqliteStore.open_reader(store.path)
    count = "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM draft)"
    with store.storing("person", "add 0", "", NOW):
        with store.action("加人", "person.add", NOW, "test"):
            store.people.insert_person(a_person())
            seen.append(reader.connection.execute(count).fetchone())
        seen.append(reader.connection.execute(count).fetchone())
    reader.close()
    assert seen == [(0, 2), (1, 1)]
    assert keys(store) == ["person/add 1"]


def test_what_is_refused_stays_a_draft(store: SqliteStore) -> None:
    typed(store)
    with pytest.raises(Refusal):
        refused(store)
    assert "person/add 0" in keys(store)
    add_person(store)
    assert "person/add 0" in keys(store), "a later deed has nothing to do with it"


def test_where_nothing_had_to_be_changed_the_draft_goes_all_the_same(store: SqliteStore) -> None:
    typed(store)
    with store.storing("person", "add 0", "", NOW):
        pass
    assert keys(store) == ["person/add 1"]


def test_of_a_sheet_stored_in_part_only_the_rest_stays(store: SqliteStore) -> None:
    store.drafts.save("prompt", "sheet", '{"0/text": "一", "1/text": "二"}', NOW)
    with store.storing("prompt", "sheet", '{"1/text": "二"}', NOW):
        add_person(store)
    kept = store.drafts.load("prompt", "sheet")
    assert kept is not None
    assert kept[1] == '{"1/text": "二"}'


def test_a_draft_dropped_with_its_record_comes_back_with_no_undo(store: SqliteStore) -> None:
    typed(store)
    with store.storing("person", "add 0", "", NOW):
        add_person(store)
    store.journal.undo(1, NOW)
    assert keys(store) == ["person/add 1"]
