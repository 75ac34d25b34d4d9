"""群众意见 by real commands: recorded, listed, shown, exported, printed; who said it is read in and never given out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

NAME, PHONE, PLACE = "孙保密示例", "13900017777", "示例路 77 号"
NEW = {
    "received_on": "2026-06-01",
    "channel": "visit",
    "content": "主街路灯坏了半个月",
    "unit": "西利见村",
    "reporter": {"name": NAME, "contact": PHONE, "address": PLACE},
}


def stored(run: Run, tmp_path: Path, *entries: dict[str, Any], status: int = 0) -> Any:
    path = tmp_path / "tips.json"
    path.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    done = run("record", "tips", "--from", path, "--json", status=status)
    return json.loads(done.stdout)["stored"] if status == 0 else done.stderr


def shown(run: Run, number: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("show", "tips", number, "--json").stdout)
    return content


@pytest.fixture
def number(run: Run, tmp_path: Path) -> str:
    (one,) = stored(run, tmp_path, NEW)
    return str(one)


def test_what_show_prints_is_what_record_reads(run: Run, tmp_path: Path, number: str) -> None:
    before, deeds = run("list", "tips", "--json").stdout, run("history", "--json").stdout
    assert stored(run, tmp_path, shown(run, number)) == [number]
    assert run("list", "tips", "--json").stdout == before
    assert run("history", "--json").stdout == deeds


def test_it_is_registered_answered_and_found(run: Run, tmp_path: Path, number: str) -> None:
    first = shown(run, number)
    assert {key: first[key] for key in NEW if key != "reporter"} == {
        key: NEW[key] for key in NEW if key != "reporter"
    }
    assert (first["due_on"], first["has_reporter"], first["state"]) == ("2026-06-23", True, "soon")
    answered = {**first, "reply": "已修好", "replied_on": "2026-06-10", "satisfaction": "satisfied"}
    stored(run, tmp_path, answered)
    assert shown(run, number)["state"] == "replied"
    assert number in run("search", "路灯").stdout


def test_the_list_is_narrowed_by_year_unit_and_state(run: Run, tmp_path: Path, number: str) -> None:
    (late,) = stored(run, tmp_path, {"content": "垃圾没人收", "received_on": "2026-05-06", "unit": "坡庄村"})

    def numbers(*options: object) -> set[str]:
        return {row["number"] for row in json.loads(run("list", "tips", *options, "--json").stdout)}

    assert {number, late} <= numbers()
    assert late in numbers("--state", "逾期")
    assert number not in numbers("--state", "逾期")
    assert number in numbers("--unit", "西利见村")
    assert late not in numbers("--unit", "西利见村")
    assert not numbers("--year", 2024)
    assert "没有“拖着”这种状态" in run("list", "tips", "--state", "拖着", status=1).stderr


def test_the_reporter_leaves_by_no_command(run: Run, tmp_path: Path, number: str) -> None:
    told = [
        run(*words).stdout
        for words in (
            ("show", "tips", number),
            ("show", "tips", number, "--json"),
            ("list", "tips"),
            ("list", "tips", "--json"),
            ("history", "--json"),
            ("search", NAME),
            ("search", PHONE),
        )
    ]
    for name in ("t.xlsx", "t.csv"):
        run("export", "tips", "-o", tmp_path / name)
        told.append((tmp_path / name).read_bytes().decode("latin-1"))
    run("print", "tip-register", "-o", tmp_path / "t.pdf")
    for text in told:
        assert NAME not in text
        assert PHONE not in text
    assert not [
        path.name
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "tips.json" and PHONE.encode() in path.read_bytes()
    ]


@pytest.mark.parametrize(
    "reporter", [NAME, {"name": NAME, "contact": 13900017777}, {"contact": PHONE}, {"name": [NAME]}]
)
def test_a_reporter_that_cannot_be_read_is_refused_without_a_word_of_him(
    run: Run, tmp_path: Path, reporter: object
) -> None:
    said = stored(run, tmp_path, {**NEW, "reporter": reporter}, status=1)
    assert "第 1 条的反映人" in said
    assert NAME not in said
    assert "139" not in said


def test_handing_an_opinion_over_needs_a_word_that_its_content_goes(
    run: Run, tmp_path: Path, number: str
) -> None:
    handed = {"number": number, "kind": "accusation", "handed_on": "2026-06-17", "handed_to": "镇纪委"}
    assert "不能撤销" in stored(run, tmp_path, handed, status=1)
    assert shown(run, number)["content"]
    stored(run, tmp_path, {**handed, "wipe": True})
    left = shown(run, number)
    assert (left["content"], left["has_reporter"], left["handed_to"]) == ("", False, "镇纪委")


def test_an_accusation_takes_no_content(run: Run, tmp_path: Path) -> None:
    assert "归纪委办" in stored(run, tmp_path, {"kind": "accusation", "content": "某人收礼"}, status=1)
    bare = {
        "kind": "accusation",
        "received_on": "2026-06-16",
        "handed_on": "2026-06-17",
        "handed_to": "镇纪委",
    }
    (one,) = stored(run, tmp_path, bare)
    assert shown(run, one)["state"] == "handed_over"
