"""Reserve cadres and terms by real commands: listed by name, recorded, shown, printed; never among everything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

PLAN = "跟班学习密语"
NEW = {"unit": "西利见村", "entered_on": "2026-03", "direction": "支部委员", "mentor": "程示例", "plan": PLAN}


def stored(run: Run, tmp_path: Path, *entries: dict[str, Any], status: int = 0) -> Any:
    path = tmp_path / "reserves.json"
    path.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    done = run("record", "reserves", "--from", path, "--json", status=status)
    return json.loads(done.stdout)["stored"] if status == 0 else done.stderr


def listed(run: Run, kind: str, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", kind, *options, "--json").stdout)
    return found


@pytest.fixture
def uid(run: Run, tmp_path: Path) -> str:
    secretary = next(row["name"] for row in listed(run, "secretaries") if row["unit"] == "西利见村")
    (one,) = stored(run, tmp_path, {**NEW, "person": f"{secretary}@西利见村"})
    return str(one)


def test_what_show_prints_is_what_record_reads(run: Run, tmp_path: Path, uid: str) -> None:
    before, deeds = listed(run, "reserves"), run("history", "--json").stdout
    content = json.loads(run("show", "reserves", uid, "--json").stdout)
    assert {key: content[key] for key in NEW} == NEW
    assert stored(run, tmp_path, content) == [uid]
    assert listed(run, "reserves") == before
    assert run("history", "--json").stdout == deeds


def test_a_day_of_leaving_takes_somebody_off_and_null_puts_back(run: Run, tmp_path: Path, uid: str) -> None:
    content = json.loads(run("show", "reserves", uid, "--json").stdout)
    stored(run, tmp_path, {**content, "left_on": "2026-06-01", "left_reason": "任用"})
    (row,) = (row for row in listed(run, "reserves", "--state", "已退出") if row["uid"] == uid)
    assert (row["left_on"], row["left_reason"]) == ("2026-06-01", "任用")
    stored(run, tmp_path, content)
    assert uid not in {row["uid"] for row in listed(run, "reserves", "--state", "left")}


def test_a_wrong_entry_stops_all_of_them_with_a_sentence(run: Run, tmp_path: Path, uid: str) -> None:
    before = listed(run, "reserves")
    content = json.loads(run("show", "reserves", uid, "--json").stdout)
    told = stored(run, tmp_path, {**content, "plan": "改过"}, {**content, "uid": None}, status=1)
    assert "起已在这个单位的后备名单上" in told
    assert listed(run, "reserves") == before
    assert "没有叫" in stored(run, tmp_path, {**NEW, "person": "查无此人"}, status=1)
    assert "没有这一条" in run("show", "reserves", "x", status=1).stderr


def test_the_list_is_narrowed_by_unit_and_state(run: Run, uid: str) -> None:
    assert uid in {row["uid"] for row in listed(run, "reserves", "--unit", "西利见村", "--state", "active")}
    assert uid not in {row["uid"] for row in listed(run, "reserves", "--unit", "官庄村")}
    assert uid not in {row["uid"] for row in listed(run, "reserves", "--state", "left")}


def test_terms_stand_by_what_ends_first(run: Run) -> None:
    rows = listed(run, "terms")
    ends = [row["ends_on"] or "9" for row in rows]
    assert ends == sorted(ends)
    assert rows[0]["state_label"] == "半年内届满"
    assert {row["unit"] for row in listed(run, "terms", "--unit", "官庄村")} == {"官庄村"}
    assert {row["state"] for row in listed(run, "terms", "--state", "任期内")} == {"running"}


@pytest.mark.parametrize(
    "command",
    [
        ("due",),
        ("list", "people"),
        ("list", "members"),
        ("list", "reminders"),
        ("list", "credits"),
        ("history",),
        ("search", PLAN),
    ],
)
def test_nothing_else_says_who_is_on_the_list(run: Run, uid: str, command: tuple[str, ...]) -> None:
    told = run(*command).stdout
    assert PLAN not in told
    assert uid not in told


def test_it_leaves_where_it_is_asked_for_by_name(run: Run, tmp_path: Path, uid: str) -> None:
    run("export", "reserves", "-o", tmp_path / "r.csv")
    assert PLAN in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_both_papers_are_printed(run: Run, tmp_path: Path, uid: str) -> None:
    for paper in ("reserves", "terms"):
        run("print", paper, "-o", tmp_path / f"{paper}.pdf")
        assert (tmp_path / f"{paper}.pdf").read_bytes().startswith(b"%PDF")


def test_the_ladder_is_a_setting_that_is_refused_where_it_makes_no_sense(run: Run) -> None:
    assert "已改" in run("set", "ladder", "2 谈话，4 书面检查").stderr
    assert "没有比前一档的 2 次多" in run("set", "ladder", "2 谈话，2 通报", status=1).stderr
    assert "要在 1 到 36 个月之间" in run("set", "ladder_months", "0", status=1).stderr
