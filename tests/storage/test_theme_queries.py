"""Every query on themes beside rows it must not return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.driver import IntegrityError
from db.store import SqliteStore
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.theme import Theme, ThemeRecord
from tests.builders import a_sitting, a_training

pytestmark = pytest.mark.usefixtures("writing")


def add(store: SqliteStore, period: str, title: str = "") -> Theme:
    made = Theme(0, f"t{period}", period, title)
    return replace(made, id=store.themes.insert(made))


def add_training(store: SqliteStore, number: str) -> int:
    sitting = store.sittings.insert(a_sitting())
    return store.trainings.insert(a_training(sitting, number))


def add_meeting(store: SqliteStore, unit: int, number: str) -> int:
    sitting = store.sittings.insert(a_sitting())
    return store.meetings.insert(
        Meeting(0, f"m{number}", number, sitting, MeetingKind.STUDY, unit, None, "2026-06")
    )


def link(store: SqliteStore, theme: Theme, **facts: int) -> ThemeRecord:
    made = ThemeRecord(0, f"r{theme.period}{facts}", theme.id, **facts)
    return replace(made, id=store.themes.insert_record(made))


def test_themes_of_a_year_stand_month_by_month(store: SqliteStore) -> None:
    july, june = add(store, "2026-07"), add(store, "2026-06")
    before, after = add(store, "2025-12"), add(store, "2027-01")
    assert store.themes.all(2026) == [june, july]
    assert store.themes.all() == [before, june, july, after]


def test_a_theme_is_found_by_month_or_uid_and_by_nothing_else(store: SqliteStore) -> None:
    june = add(store, "2026-06", "2026-07")
    assert store.themes.find("2026-06") == june
    assert store.themes.find(june.uid) == june
    assert store.themes.find("2026-07") is None
    with pytest.raises(KeyError):
        store.themes.get(june.id + 1)


def test_a_theme_is_changed_and_no_other(store: SqliteStore) -> None:
    june, july = add(store, "2026-06"), add(store, "2026-07")
    changed = replace(june, title="防汛", came_on=date(2026, 6, 3))
    store.themes.update(changed)
    assert store.themes.all() == [changed, july]


def test_records_are_those_of_the_themes_asked_for(store: SqliteStore, unit: int) -> None:
    june, july, may = (add(store, period) for period in ("2026-06", "2026-07", "2026-05"))
    training, other = add_training(store, "2026-01"), add_training(store, "2026-02")
    meeting, another = add_meeting(store, unit, "2026-0001"), add_meeting(store, unit, "2026-0002")
    first, second = link(store, june, training_id=training), link(store, july, meeting_id=meeting)
    third = link(store, may, training_id=training)
    link(store, may, training_id=other)
    link(store, may, meeting_id=another)
    assert store.themes.records([june.id, july.id]) == [first, second]
    assert store.themes.records([]) == []
    assert store.themes.of_trainings([training]) == [first, third]
    assert store.themes.of_meetings([meeting]) == [second]
    store.themes.delete_records([first.id])
    assert store.themes.of_trainings([training]) == [third]


def test_a_record_is_on_a_theme_once_and_is_one_thing(store: SqliteStore, unit: int) -> None:
    june, meeting = add(store, "2026-06"), add_meeting(store, unit, "2026-0001")
    link(store, june, meeting_id=meeting)
    with pytest.raises(IntegrityError):
        store.themes.insert_record(ThemeRecord(0, "again", june.id, meeting_id=meeting))
    with pytest.raises(IntegrityError):
        store.themes.insert_record(ThemeRecord(0, "nothing", june.id))


def test_a_deleted_theme_takes_its_links_and_files_and_leaves_the_records(
    store: SqliteStore, unit: int
) -> None:
    june, july = add(store, "2026-06"), add(store, "2026-07")
    meeting = add_meeting(store, unit, "2026-0001")
    link(store, june, meeting_id=meeting)
    kept = link(store, july, meeting_id=meeting)
    files = [
        Attachment(0, f"a{one.id}", None, FolderKind.OTHER, 1, "材料.pdf", "", "0" * 64, 9, theme_id=one.id)
        for one in (june, july)
    ]
    store.folders.insert(files)
    store.themes.delete(june.id)
    assert store.themes.of_meetings([meeting]) == [kept]
    assert [one.theme_id for one in store.folders.of_themes([june.id, july.id])] == [july.id]
    assert store.meetings.get(meeting).number == "2026-0001"


def test_a_deleted_record_leaves_its_theme(store: SqliteStore, unit: int) -> None:
    june, meeting = add(store, "2026-06"), add_meeting(store, unit, "2026-0001")
    link(store, june, meeting_id=meeting)
    store.meetings.delete(meeting)
    assert store.themes.records([june.id]) == []
    assert store.themes.get(june.id) == june
