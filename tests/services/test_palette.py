"""One line that finds people, units and records; what it must never show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gzparty.domain.people import PartyClass
from gzparty.domain.tip import Tip, TipChannel, TipKind
from gzparty.services.palette import PERSON, UNIT
from gzparty.services.people import PersonDraft, Placing
from tests.builders import NOW, Office
from tests.problems import a_draft, register
from tests.storage.test_texts import a_meeting


def add(office: Office, name: str, village: str = "东村", **facts: object) -> int:
    draft = replace(PersonDraft(name), **facts)  # type: ignore[arg-type]
    placing = Placing(office.villages[village], PartyClass.FULL)
    return office.services.people.add_person_to(draft, placing).value.id


def places(office: Office, typed: str) -> list[str]:
    return [found.name for found in office.services.palette.find(typed).places]


def records(office: Office, typed: str) -> list[tuple[str, str]]:
    return [(found.kind, found.name) for found in office.services.palette.find(typed).records]


@pytest.mark.parametrize("typed", ["单", "shan", "dan", "ssld", "danshili", "dsli", "shanshilid", "ｄｓｌ"])
def test_a_person_is_found_by_characters_and_every_reading(office: Office, typed: str) -> None:
    add(office, "单示例丁")
    add(office, "王示例")
    assert places(office, typed) == ["单示例丁"]


def test_a_hit_says_where_a_person_belongs_and_which_characters_were_meant(office: Office) -> None:
    person = add(office, "单示例丁")
    (found,) = office.services.palette.find("slid").places
    assert (found.kind, found.record_id, found.detail) == (PERSON, person, "东村党员")
    assert found.name[found.first : found.end] == "示例丁"


@pytest.mark.parametrize("typed", ["东村", "dongcun", "dongc", "dc", "东"])
def test_a_unit_is_found_by_characters_and_full_pinyin(office: Office, typed: str) -> None:
    found = office.services.palette.find(typed).places[0]
    assert (found.kind, found.record_id, found.name) == (UNIT, office.villages["东村"], "东村")
    assert found.detail == "管城社区"


def test_whoever_left_is_not_offered(office: Office) -> None:
    person = add(office, "单示例丁")
    assert places(office, "单") == ["单示例丁"]
    office.services.people.leave(person, date(2026, 6, 1), "left")
    assert places(office, "单") == []


def test_a_phone_is_found_by_its_last_digits_and_shown_masked(office: Office) -> None:
    add(office, "单示例丁", phone="13812345678")
    (found,) = office.services.palette.find("5678").places
    assert found.name == "单示例丁"
    assert "138****5678" in found.detail
    assert places(office, "78") == []
    assert places(office, "1381") == []


def test_of_equals_those_opened_lately_come_first(office: Office) -> None:
    one, other = add(office, "赵示例甲"), add(office, "赵示例乙")
    found = office.services.palette.find("zsl").places
    assert [row.record_id for row in found] == [one, other]
    found = office.services.palette.find("zsl", [(PERSON, other)]).places
    assert [row.record_id for row in found] == [other, one]


def test_what_was_opened_lately_is_named_anew_and_left_out_once_gone(office: Office) -> None:
    person = add(office, "赵示例甲")
    unit = office.villages["东村"]
    keys = [(UNIT, unit), (PERSON, person), (PERSON, 999), (UNIT, 999)]
    assert [found.name for found in office.services.palette.recall(keys)] == ["东村", "赵示例甲"]


def test_records_are_found_by_number(office: Office) -> None:
    services = office.services
    services.calendars.ensure(2026)
    services.trainings.plan(2026, "每月第三个周三 14:30")
    register(office, a_draft(office, "值班记录漏记"))
    assert records(office, "1号") == [("problem", "管城社区 2026-001 号问题")]
    assert records(office, "第 6 期") == [("training", "第 6 期书记培训")]
    assert [kind for kind, _name in records(office, "1")] == ["training", "problem"]
    assert records(office, "2025-001") == []
    assert records(office, "9 号") == []


def test_records_are_found_by_what_they_say_and_never_by_who_told(office: Office) -> None:
    a_meeting(office.store, "会议排出 6 月防火值班表")
    with office.store.action("备", "test", NOW, "test"):
        told = Tip(0, "t", "2026-02", TipKind.OPINION, TipChannel.CALL, date(2026, 6, 2), "值班电话没人接")
        office.store.tips.insert(told)
    assert [kind for kind, _name in records(office, "防火")] == ["meeting"]
    assert [kind for kind, _name in records(office, "电话")] == ["tip"]
    assert records(office, "祭扫烈士墓") == []


def test_a_unit_brings_what_was_recorded_there_last(office: Office) -> None:
    a_meeting(office.store, "会议排出 6 月防火值班表", unit_id=office.villages["东村"])
    assert [kind for kind, _name in records(office, "dongcun")] == ["meeting"]
    assert records(office, "nancun") == []


def test_nothing_typed_finds_nothing(office: Office) -> None:
    found = office.services.palette.find("　")
    assert (found.places, found.records) == ((), ())
