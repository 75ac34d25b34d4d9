"""Units, people and reminders by commands alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gzparty.exchange.workbook import read_sheet
from tests.cli.conftest import Run


def rows(run: Run, *arguments: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("list", *arguments, "--json").stdout)
    return found


def test_people_of_a_community_are_listed_by_role_with_masked_phones(run: Run) -> None:
    everyone = rows(run, "people", "--unit", "利见社区")
    two = rows(run, "people", "--unit", "利见社区", "--state", "两委")
    assert 0 < len(two) < len(everyone)
    assert {row["community"] for row in everyone} == {"利见社区"}
    leader = next(row for row in two if row["unit"] == "西利见村" and "书记" in str(row["posts"]))
    assert (leader["credit"], leader["target"], leader["attended"], leader["expected"]) == (32, 56, 5, 5)
    assert "****" in str(leader["phone"])
    shown = rows(run, "people", "--unit", "西利见村", "--phones")
    assert next(row for row in shown if row["uid"] == leader["uid"])["phone"].isdigit()  # type: ignore[attr-defined]


def test_one_probationary_member_of_a_village_is_the_one_reminded_of(run: Run) -> None:
    (member,) = rows(run, "people", "--unit", "西利见村", "--state", "预备党员")
    reminded = rows(run, "reminders", "--state", "预备期满", "--unit", "西利见村")
    assert [(row["name"], row["due_on"], row["days"]) for row in reminded] == [
        (member["name"], "2026-07-01", 14)
    ]
    assert "党章第7条" in str(reminded[0]["why"])


def test_what_the_sample_is_reminded_of_is_of_every_kind(run: Run) -> None:
    kinds = [row["kind"] for row in rows(run, "reminders")]
    assert set(kinds) == {"term_ends", "probation_ends", "fifty_years"}
    assert [row["unit"] for row in rows(run, "reminders", "--state", "换届", "--unit", "利见社区")] == [
        "小河口村",
        "桥北头村",
    ]


def test_units_below_one_are_listed_and_closed_ones_asked_for(run: Run) -> None:
    names = [row["name"] for row in rows(run, "units", "--unit", "利见社区")]
    assert names == ["利见社区", "东利见村", "西利见村", "前朱家庄村", "小河口村", "桥北头村"]
    assert rows(run, "units", "--state", "停用") == []
    assert len(rows(run, "units", "--state", "open")) == 73


def test_a_persons_file_is_shown_by_uid_name_or_name_at_unit(run: Run) -> None:
    (leader,) = rows(run, "people", "--unit", "西利见村", "--state", "书记")
    by_uid = json.loads(run("show", "people", leader["uid"], "--json").stdout)
    by_name = json.loads(run("show", "people", f"{leader['name']}@西利见村", "--json").stdout)
    assert by_uid == by_name
    assert by_uid["sources"] == {"town": 20.0, "makeup": 0.0, "outside": 12.0}
    assert [mark["month"] for mark in by_uid["months"]] == list(range(1, 13))
    assert {"day": "2026-05-11", "title": "市级集中调训（3 天）", "credit": 12.0}.items() <= (
        next(meeting for meeting in by_uid["meetings"] if meeting["outside"]).items()
    )
    assert "****" in by_uid["phone"]
    assert by_uid["held_posts"][0]["term_ends"] == "2031-01-01"
    said = run("show", "people", leader["uid"], "--phones").stdout
    assert f"unit: {leader['unit']}" in said
    assert "****" not in said.splitlines()[said.splitlines().index("note: ") - 5]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "people", "无名示例"), "没有叫“无名示例”的人"),
        (("list", "people", "--unit", "外村"), "没有叫“外村”的单位"),
        (
            ("list", "people", "--state", "村民"),
            "没有“村民”这种状态。可以是：全部、书记、两委、党员、预备党员、已离开。",
        ),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    assert said in run(*arguments, status=1).stderr


def test_people_are_exported_with_their_phones(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "人员.xlsx"
    run("export", "people", "--unit", "西利见村", "-o", target)
    cells = [row for row in read_sheet(target).rows if len(row) > 9 and isinstance(row[0], float)]
    phones = [str(row[9]) for row in cells if row[9]]
    assert len(cells) == len(rows(run, "people", "--unit", "西利见村"))
    assert phones
    assert all(phone.isdigit() for phone in phones)
