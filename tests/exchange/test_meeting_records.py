"""Reading records of organisational life from JSON: what is wrong is named by entry and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.meeting_records import meeting_to_json, read_meetings
from gzparty.labels import refusal_text
from tests.builders import Office, an_office

ENTRY = {"kind": "study", "unit": "东村", "day": "2026-06-15", "expected": 9, "attended": 8}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The small office."""
    built = an_office(tmp_path)
    yield built
    built.store.close()


def record(office: Office, *entries: dict[str, object]) -> list[int]:
    wanted = read_meetings(office.services, list(entries))
    return [meeting.id for meeting in office.services.meeting_recording.store(wanted).value]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit": "没有村"}, "没有村"),
        ({"kind": "party"}, "第 2 条的 kind 不对"),
        ({"kind": None}, "第 2 条的 kind 不对"),
        ({"day": "十五日"}, "第 2 条的 day 不是日期"),
        ({"day": None}, "没有写日期"),
        ({"day": "2026-06-18"}, "6月18日 还没到"),
        ({"starts": "七点"}, "第 2 条的 starts 不是日期"),
        ({"attended": "12"}, "第 2 条的 attended 不对"),
        ({"attended": -3}, "应在 0 到 9999 之间"),
        ({"group": "第九党小组"}, "第 2 条的 group 不对"),
        ({"held": "是"}, "第 2 条的 held 不对"),
        ({"absences": [{"reason": "病"}]}, "第 2 条缺少 name"),
        ({"absences": "李示例"}, "第 2 条的 absences 不对"),
        ({"number": "2026-9999"}, "没有“2026-9999”这条记录"),
        ({"depth": "names"}, "人数由签到算出来"),
        ({"returned_on": "2026-06-16", "return_reason": ""}, "写明为什么退回"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stored(
    office: Office, change: dict[str, object], words: str
) -> None:
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        record(office, {**ENTRY, "unit": "西村"}, {**ENTRY, **change})
    assert words in refusal_text(caught.value)
    assert office.dump() == before


def test_a_record_is_read_as_it_was_written(office: Office) -> None:
    full = {
        **ENTRY,
        "starts": "19:00",
        "ends": "20:30",
        "held": True,
        "topic": "学条例",
        "absences": [{"name": "李示例", "reason": "外出", "leave": True, "standing": True}],
        "uploaded": True,
        "received_on": "2026-06-16",
        "returned_on": "2026-06-17",
        "return_reason": "缺签到表",
    }
    (number,) = record(office, full)
    told = meeting_to_json(office.services.meeting_views.detail(number))
    assert {key: told[key] for key in full} == full
    before = office.dump()
    assert record(office, told) == [number]
    assert office.dump() == before


def test_null_empties_a_field_and_a_missing_one_leaves_it(office: Office) -> None:
    (number,) = record(office, {**ENTRY, "starts": "19:00", "topic": "学条例"})
    told = meeting_to_json(office.services.meeting_views.detail(number))
    record(
        office, {"number": told["number"], "kind": "study", "unit": "东村", "attended": None, "starts": None}
    )
    after = meeting_to_json(office.services.meeting_views.detail(number))
    assert (after["expected"], after["attended"], after["starts"], after["topic"]) == (
        9,
        None,
        None,
        "学条例",
    )
