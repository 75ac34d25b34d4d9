"""Copies the program makes by itself are thinned: many of the last days, few of long ago, the newest always."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import backup
from db.store import SqliteStore
from db.thinning import dispensable, kept
from gzparty.services.copy_views import Copy
from tests.builders import NOW, Office, a_person

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
    close = [datetime(2025, 12, day, 12) for day in (30, 31)]
    # 31 December 2025 is a Wednesday; weeks end on Sunday.
    by_week = [datetime(2025, 12, 28, 17) - timedelta(weeks=back) for back in range(9)]
    by_month = [datetime(2025, month, 1, 17) - timedelta(days=1) for month in range(12, 4, -1)]
    assert max(left).date() == last
    assert left == {*by_day, *close, *by_week, *by_month}


def test_a_computer_switched_off_for_years_loses_no_copy_by_it() -> None:
    before = a_working_life(200)
    later = NOON + timedelta(days=2000)
    # The day before it is no longer one of the two that keep every copy.
    assert len(kept({*before, later}) - {later}) >= len(before) - 4


@given(MOMENTS)
def test_the_newest_stays_and_thinning_again_takes_nothing_more(moments: list[datetime]) -> None:
    left = kept(moments)
    assert left <= set(moments)
    assert len({moment.date() for moment in left}) <= 12 + 10 + 9
    assert max(moments, default=None) == max(left, default=None)
    assert kept(left) == left


COPIES = st.lists(
    st.tuples(st.datetimes(datetime(2025, 11, 1), datetime(2026, 6, 30)), st.booleans()),
    max_size=90,
    unique_by=lambda made: made[0].replace(microsecond=0),
)


@given(COPIES)
def test_copies_that_do_not_open_never_count_and_never_push_a_good_one_out(
    made: list[tuple[datetime, bool]],
) -> None:
    sound = {Copy(Path(str(at)), at, "daily", 1): is_sound for at, is_sound in made}
    gone = dispensable(tuple(sound), sound.__getitem__)
    good = {copy.at for copy, is_sound in sound.items() if is_sound}
    for copy in gone:
        # Each that goes would be too much beside the good ones alone.
        assert copy.at not in kept({*good, copy.at})
    assert kept(good) <= good - {copy.at for copy in gone}


@given(MOMENTS)
def test_where_every_copy_opens_exactly_those_too_close_together_go(moments: list[datetime]) -> None:
    copies = [Copy(Path(str(at)), at, "daily", 1) for at in set(moments)]
    gone = {copy.at for copy in dispensable(copies, lambda _copy: True)}
    assert gone == set(moments) - kept(moments)


def test_few_copies_are_opened_to_let_the_half_hours_of_a_day_go() -> None:
    opened: list[Copy] = []
    days = [datetime(2026, 6, day, 8) for day in (10, 11, 12)]
    moments = [day + timedelta(minutes=30 * n) for day in days for n in range(18)]
    copies = [Copy(Path(str(at)), at, "timed", 1) for at in moments]

    def look(copy: Copy) -> bool:
        opened.append(copy)
        return True

    assert len(dispensable(copies, look)) == 17
    assert len(opened) <= 3 + 18


def with_copies(store: SqliteStore, *wanted: tuple[str, datetime]) -> list[Path]:
    with store.action("加", "test", NOW, "test"):
        store.people.insert_person(a_person())
    return [store.backup(reason, at) for reason, at in wanted]


def test_only_copies_the_program_made_by_itself_are_thinned(store: SqliteStore) -> None:
    long_ago = NOW - timedelta(days=700)
    reasons = ("daily", "timed", "close", "import", "manual", "stick", "before-migration", "before-restore")
    with_copies(
        store,
        *((reason, long_ago + timedelta(minutes=minute)) for reason in reasons for minute in (0, 1)),
        *(("daily", NOW - timedelta(days=days)) for days in (1, 0)),
    )
    deleted = store.copies.thin(NOW)
    assert sorted(path.name for path in deleted) == [
        f"office-20240717-093000-{reason}.gzparty" for reason in ("close", "daily", "import", "timed")
    ]
    assert store.copies.thin(NOW) == []


def test_a_damaged_newest_copy_of_a_day_leaves_the_good_one_of_that_day(store: SqliteStore) -> None:
    day = NOW - timedelta(days=30)
    first, good, newest, *_later = with_copies(
        store,
        *(("timed", day + timedelta(hours=hour)) for hour in (0, 1, 2)),
        *(("daily", NOW - timedelta(days=days)) for days in (1, 0)),
    )
    newest.write_bytes(newest.read_bytes()[:9000])
    assert store.copies.thin(NOW) == [first]
    assert good.exists()
    assert newest.exists()


def test_a_copy_of_another_office_on_the_same_stick_is_left_alone(office: Office, tmp_path: Path) -> None:
    from gzparty.bootstrap import new_office

    stick = tmp_path / "U盘"
    day = NOW - timedelta(days=30)
    with new_office(tmp_path / "别处" / "官庄镇.gzparty", office.clock) as services:
        services.offices.establish("别镇")
        theirs = [services.store.backup("close", day + timedelta(hours=hour), stick) for hour in (0, 2)]
    mine = [
        office.store.backup("close", at, stick)
        for at in (day + timedelta(hours=1), NOW - timedelta(days=1), NOW)
    ]
    assert office.store.copies.thin(NOW, stick) == []
    more = office.store.backup("close", day + timedelta(hours=3), stick)
    assert office.store.copies.thin(NOW, stick) == [mine[0]]
    assert all(path.exists() for path in (*theirs, *mine[1:], more))


def test_restoring_ten_times_pushes_no_good_copy_out(office: Office) -> None:
    copies = [
        office.store.backup("daily", NOW - timedelta(days=days, hours=hour))
        for days in (9, 5, 1)
        for hour in (1, 0)
    ]
    office.store.copies.thin(NOW)
    before = set(backup.copies(office.store.path))
    office.store.close()
    for turn in range(10):
        at = NOW + timedelta(minutes=turn)
        backup.restore(copies[turn % 2 * 3 + 1], office.store.path, at)
        again = SqliteStore.open_writer(office.store.path, at)
        again.copies.thin(at)
        again.close()
    after = backup.copies(office.store.path)
    assert before <= set(after)
    assert [copy.reason for copy in after].count("before-restore") == 10


def test_what_a_program_ended_half_way_left_is_swept_and_what_is_being_written_is_not(
    store: SqliteStore,
) -> None:
    (copy,) = with_copies(store, ("daily", NOW))
    left, written, foreign = (
        copy.with_name(f"{name}.gzparty.part")
        for name in ("office-20260616-093000-close", "office-20260617-092900-close", "别镇")
    )
    for path, ago in ((left, 7200), (written, 60), (foreign, 7200)):
        path.write_bytes(b"half")
        os.utime(path, (NOW.timestamp() - ago,) * 2)
    store.copies.thin(NOW)
    assert not left.exists()
    assert written.exists()
    assert foreign.exists()


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
