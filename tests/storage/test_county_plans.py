"""Queries over a county's people and years of records go by the index that leaves most of them unread."""

from __future__ import annotations

from datetime import date

from db.store import SqliteStore
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.recurrence import UnitSpan
from tests.storage.plans import plans_of

DAY = date(2026, 6, 17)


def test_who_was_expected_is_read_off_an_index_of_the_year_before_only(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.meetings.last_expected(MeetingKind.STUDY, DAY))
    assert "SEARCH m USING COVERING INDEX meeting_expected (kind=? AND period>?)" in found
    assert "SCAN m" not in found


def test_undecided_marks_are_looked_for_where_there_are_few(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.meetings.briefs("2026-01", "2026-12", ["study"]))
    assert "SEARCH a USING INDEX attendance_untold (sitting_id=?)" in found
    assert "SEARCH m USING INDEX meeting_period (period>? AND period<?)" in found


def test_marks_of_rolls_are_counted_roll_by_roll(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.sittings.tallies([1, 2]))
    assert "SEARCH attendance USING INDEX sqlite_autoindex_attendance_2 (sitting_id=?)" in found


def test_repeats_are_read_off_an_index(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.problems.traces([UnitSpan(1, DAY, DAY)]))
    assert "SEARCH p USING INDEX problem_found (unit_id=? AND found_on>? AND found_on<?)" in found


def test_who_joined_fifty_years_ago_is_found_by_the_day(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.directory.members_joined("1974", "1977", DAY))
    assert "SEARCH p USING INDEX person_joined (joined>? AND joined<?)" in found
    assert "SEARCH m USING INDEX membership_person (person_id=?)" in found


def test_members_of_all_units_are_counted_without_looking_up_each_person(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.duties.facts(DAY))
    assert "SCAN m USING INDEX membership_unit" in found
    assert "SCAN person USING COVERING INDEX" in found
    assert "SEARCH p" not in found


def test_who_came_or_went_between_two_days_is_looked_for_among_the_members_only(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.duties.facts_on({DAY, date(2026, 1, 31)}))
    assert found.count("SCAN m USING INDEX membership_unit") == 1
    assert "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)" in found
    assert "SCAN p\n" not in found


def test_members_of_one_unit_are_found_by_it(store: SqliteStore) -> None:
    found = plans_of(store, lambda one: one.duties.facts(DAY, 1))
    assert "SEARCH m USING INDEX membership_unit" in found
    assert "SCAN person" not in found
