"""The office as a whole: its name, its figures, its settings, undo."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.store import SqliteStore
from gzparty.bootstrap import new_office, read_office
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import UnitKind
from gzparty.labels import refusal_text
from gzparty.services.people import UnitDraft
from gzparty.settings import DEFAULTS
from tests.builders import NOW, Clock, Office


def test_an_office_needs_a_name(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.offices.establish("  ")
    assert refusal_text(caught.value) == "请写单位名称，例如 官庄镇。"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("官庄镇党建办", "官庄镇"), (" 官庄镇 党委 ", "官庄镇"), ("官庄镇", "官庄镇"), ("党建办", "党建办")],
)
def test_a_town_is_named_without_the_office_that_signs_for_it(office: Office, typed: str, kept: str) -> None:
    assert office.services.offices.rename(typed).value == kept
    assert office.services.offices.establish(typed).value == kept


def test_the_frame_is_told_what_it_names(office: Office) -> None:
    office.services.people.add_unit(UnitDraft("党政办", UnitKind.DEPARTMENT))
    office.services.people.close_unit(office.villages["北村"], date(2026, 1, 1))
    office.services.people.close_unit(office.villages["南村"], date(2026, 12, 1))
    office.services.people.merge_people(office.secretaries["一示例"], office.secretaries["二示例"])
    facts = office.services.offices.facts()
    assert (facts.name, facts.sample, facts.as_of, facts.saved_at) == ("官庄镇", False, NOW.date(), NOW)
    assert (facts.villages, facts.departments, facts.people) == (3, 1, 3)


def test_settings_start_with_their_defaults_and_keep_their_types(office: Office) -> None:
    offices = office.services.offices
    assert offices.settings() == DEFAULTS
    changed = offices.change_settings({"training_minutes": 90, "community_secretaries_invited": True}).value
    assert (changed.training_minutes, changed.community_secretaries_invited) == (90, True)
    assert changed.training_rule == DEFAULTS.training_rule
    offices.undo()
    assert offices.settings() == DEFAULTS


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"training_place": "一楼", "colour": "红"}, "没有叫“colour”的设置。"),
        ({"training_place": "一楼", "training_minutes": "90"}, "设置“training_minutes”的值“90”不对"),
        ({"training_place": "一楼", "training_minutes": True}, "设置“training_minutes”的值“True”不对"),
    ],
    ids=["unknown", "text for number", "flag for number"],
)
def test_a_setting_unknown_or_of_another_type_is_refused_and_none_is_stored(
    office: Office, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.offices.change_settings(changes)
    assert said in refusal_text(caught.value)
    assert office.services.offices.settings() == DEFAULTS


def test_a_damaged_setting_falls_back_to_its_default(office: Office) -> None:
    with office.store.action("坏", "test", NOW, "test"):
        office.store.office.save_setting("training_minutes", "九十")
        office.store.office.save_setting("unheard_of", 1)
    assert office.services.offices.settings() == DEFAULTS


def test_the_menu_names_what_undo_and_redo_would_take(office: Office) -> None:
    offices = office.services.offices
    offices.change_settings({"training_place": "一楼"})
    undoable, redoable = offices.next_undo()
    assert (undoable.name if undoable else "", redoable) == ("地点改为 一楼", None)
    offices.undo()
    undoable, redoable = offices.next_undo()
    assert (undoable.name if undoable else "", redoable.name if redoable else "") == (
        "任职变动",
        "地点改为 一楼",
    )


def test_a_records_history_names_deed_and_time(office: Office) -> None:
    person = office.secretaries["一示例"]
    office.clock.moment = NOW + timedelta(hours=1)
    office.services.people.leave(person, date(2026, 7, 1), "moved")
    told = [
        (change.deed.name, change.deed.at, change.operation)
        for change in office.services.offices.history("person", person)
    ]
    assert told == [
        ("一示例 转出", NOW + timedelta(hours=1), "update"),
        ("加人员 一示例", NOW, "insert"),
    ]


def test_a_new_office_that_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "新镇.gzparty"

    def fails() -> None:
        with new_office(path, Clock()) as services:
            services.offices.establish("")

    with pytest.raises(Refusal):
        fails()
    assert list(tmp_path.iterdir()) == []
    with new_office(path, Clock()) as services:
        services.offices.establish("新镇")
    with read_office(path, Clock()) as services:
        assert services.offices.facts().name == "新镇"


def fails_late(path: Path) -> None:
    """Make an office of which a copy and a file are kept before something is refused."""
    with new_office(path, Clock()) as services:
        services.offices.establish("新镇")
        services.offices.backup()
        services.store.blobs.put("照片".encode(), NOW)
        services.offices.establish("")


def test_a_new_office_that_fails_late_leaves_no_copy_and_no_files(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        fails_late(tmp_path / "新镇.gzparty")
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []


def test_a_new_office_that_fails_leaves_what_an_earlier_one_left_there(tmp_path: Path) -> None:
    path = tmp_path / "新镇.gzparty"
    with new_office(path, Clock()) as services:
        services.offices.establish("新镇")
        services.offices.backup()
        services.store.blobs.put("旧照片".encode(), NOW)
    SqliteStore.remove(path)
    earlier = {found for found in tmp_path.rglob("*") if found.is_file()}
    with pytest.raises(Refusal):
        fails_late(path)
    assert len(earlier) == 2
    assert {found for found in tmp_path.rglob("*") if found.is_file()} == earlier


def test_a_stick_is_due_as_long_after_the_office_was_made_as_after_the_last_one(tmp_path: Path) -> None:
    clock = Clock()
    with new_office(tmp_path / "new.gzparty", clock) as services:
        services.offices.establish("新镇")
        made = clock().date()
        assert not services.offices.is_stick_due(None)
        assert services.offices.is_stick_due(made - timedelta(days=7))
        clock.moment += timedelta(days=6)
        assert not services.offices.is_stick_due(None)
        clock.moment += timedelta(days=1)
        assert services.offices.is_stick_due(None)
        assert not services.offices.is_stick_due(made + timedelta(days=1))
