"""Copies the program makes by itself are thinned: many of the last days, few of long ago, the newest always."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import backup
from db.store import SqliteStore
from db.thinning import kept
from tests.builders import NOW, a_person

MOMENTS = st.lists(st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 31)), max_size=200)
NOON = datetime(2024, 1, 1, 12)


def a_working_life(days: int) -> frozenset[datetime]:
    """What is left after a copy at noon and another at five every day, thinned each time."""
    left: frozenset[datetime] = frozenset()
    for day in range(days):
        for hour in (0, 5):
            left = kept({*left, NOON + timedelta(days=day, hours=hour)})
    return left


def test_after_two_years_the_last_days_weeks_and_months_each_have_their_newest_copy() -> None:
    left = a_working_life(731)
    last = date(2025, 12, 31)
    by_day = [datetime(2025, 12, 31 - back, 17) for back in range(12)]
    # 31 December 2025 is a Wednesday; weeks end on Sunday.
    by_week = [datetime(2025, 12, 28, 17) - timedelta(weeks=back) for back in range(9)]
    by_month = [datetime(2025, month, 1, 17) - timedelta(days=1) for month in range(12, 4, -1)]
    assert max(left).date() == last
    assert left == {*by_day, *by_week, *by_month}


def test_a_computer_switched_off_for_years_loses_no_copy_by_it() -> None:
    before = a_working_life(200)
    later = NOON + timedelta(days=2000)
    assert len(kept({*before, later}) - {later}) >= len(before) - 3


@given(MOMENTS)
def test_the_newest_stays_and_thinning_again_takes_nothing_more(moments: list[datetime]) -> None:
    left = kept(moments)
    assert left <= set(moments)
    assert len(left) <= 12 + 10 + 9
    assert max(moments, default=None) == max(left, default=None)
    assert kept(left) == left


def test_only_copies_the_program_made_by_itself_are_thinned(store: SqliteStore) -> None:
    with store.action("加", "test", NOW, "test"):
        store.people.insert_person(a_person())
    long_ago = NOW - timedelta(days=700)
    for reason in ("daily", "import", "manual", "before-migration", "before-restore"):
        for minute in (0, 1):
            store.backup(reason, long_ago + timedelta(minutes=minute))
    deleted = backup.thin(store.path)
    assert sorted(path.name for path in deleted) == [
        "office-20240717-093000-daily.gzparty",
        "office-20240717-093000-import.gzparty",
    ]
    assert len(backup.copies(store.path)) == 8
    assert backup.thin(store.path) == []


def test_a_copy_inside_an_action_is_a_mistake_of_ours_and_never_hangs(store: SqliteStore) -> None:
    with (
        pytest.raises(RuntimeError, match="between actions"),
        store.action("加", "test", NOW, "test"),
    ):
        store.backup("manual", NOW)
    assert backup.copies(store.path) == []
    assert store.journal.deeds() == []


def test_a_name_with_a_day_that_does_not_exist_is_no_copy(store: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "备份").mkdir()
    (tmp_path / "备份" / "office-20261399-250000-manual.gzparty").touch()
    assert backup.copies(store.path) == []
