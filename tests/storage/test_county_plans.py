"""Queries over a county's people and years of records go by the index that leaves most of them unread."""

from __future__ import annotations

from datetime import date

from db.store import SqliteStore
from gzparty.domain.meeting import MeetingKind
from tests.storage.plans import plans_of

DAY = date(2026, 6, 17)


def test_who_was_expected_is_read_of_the_year_before_only(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.meetings.last_expected(MeetingKind.STUDY, DAY))
    assert "SEARCH m USING INDEX meeting_period" in found
    assert "SCAN m" not in found


def test_members_of_all_units_are_counted_without_looking_up_each_person(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.duties.facts(DAY))
    assert "SCAN m USING INDEX membership_unit" in found
    assert "SCAN person USING COVERING INDEX" in found
    assert "SEARCH p" not in found


def test_members_of_one_unit_are_found_by_it(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.duties.facts(DAY, 1))
    assert "SEARCH m USING INDEX membership_unit" in found
    assert "SCAN person" not in found
