"""Wrong input gets one plain Chinese sentence and the exit status of cli.md; nothing is changed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", "trainings", "--rule", "每月32日"], "看不懂规则"),
        (["plan", "trainings", "--rule", "FREQ=DAILY"], "比每月一次还密"),
        (["roll", "2026-99", "--all", "到"], "没有“2026-99”这一期"),
        (["roll", "2026-06", "--set", "查无此人=到"], "没有“查无此人”"),
        (["roll", "2026-06", "--set", "曾示例到"], "看不懂"),
        (["roll", "2026-06", "--set", "曾示例=飞了"], "没有“飞了”这种签到状态"),
        (["roll", "2026-06", "--set", "于示例=到"], "请写成“姓名@单位”"),
        (["list", "secretaries", "--unit", "不存在村"], "没有叫“不存在村”的单位"),
        (["print", "nonsense", "-o", "x.pdf"], "没有叫“nonsense”的表"),
        (["print", "roll", "-o", "x.pdf"], "哪一期"),
        (["print", "roster", "--columns", "name,nonsense", "-o", "x.pdf"], "没有“nonsense”这一列"),
        (["import", "members", "/nonexistent.xlsx"], "nonexistent.xlsx"),
        (["record", "trainings", "--from", "/nonexistent.json"], "打不开文件"),
        (["list", "rolls", "--state", "飞了"], "没有“飞了”这种状态"),
        (["export", "calendar", "-o", "plan.xlsx"], "要以 .ics 结尾"),
        (["roll", "2026-08", "--all", "到", "--close"], "还没到，不能结束签到"),
        (["redo"], "没有可以重做的了"),
        (["restore", "/nonexistent.gzparty"], "没有找到"),
        (["history", "--record", "dogs", "1"], "没有“dogs”这一类"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run: Run, arguments: list[str], words: str) -> None:
    assert words in one_sentence(run(*arguments, status=1))


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["plan"],
        ["plan", "trainings", "--year", "abc"],
        ["list", "dogs"],
        ["print"],
        ["--today", "2026-02-31", "list", "units"],
    ],
)
def test_wrong_usage_is_told_apart(run: Run, arguments: list[str]) -> None:
    assert "--help" in run(*arguments, status=2).stderr


@pytest.mark.parametrize("name", ["not-ours", "empty", "text", "folder"])
def test_what_is_no_office_file_is_refused_and_left_alone(bare: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    else:
        path.write_bytes(
            {"not-ours": b"SQLite format 3\x00" + b"\0" * 100, "empty": b"", "text": b"hello"}[name]
        )
    before = path.read_bytes() if path.is_file() else b""
    one_sentence(bare("--office", path, "list", "units", status=1))
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_missing_office_file_says_how_to_make_one(bare: Run, tmp_path: Path) -> None:
    assert "gzparty new" in one_sentence(bare("--office", tmp_path / "no.gzparty", "list", "units", status=1))


def test_an_existing_file_is_never_overwritten(bare: Run, office: Path) -> None:
    before = office.read_bytes()
    assert "没有覆盖" in one_sentence(bare("new", office, "--name", "官庄镇", status=1))
    assert office.read_bytes() == before


def test_a_failed_new_leaves_no_file_behind(bare: Run, tmp_path: Path) -> None:
    bare("new", tmp_path / "a.gzparty", "--name", "官庄镇", "--units", "/nonexistent.csv", status=1)
    assert not (tmp_path / "a.gzparty").exists()


def test_an_unwritable_target_is_named(run: Run) -> None:
    assert "/proc" in one_sentence(run("print", "roster", "-o", "/proc/花名册.pdf", status=1))


def test_a_file_held_by_a_window_is_read_but_not_written(run: Run, office: Path) -> None:
    from db.lock import WriterLock

    with WriterLock(office):
        assert "正被另一个窗口使用" in one_sentence(run("roll", "2026-06", "--all", "到", status=1))
        assert json.loads(run("list", "trainings", "--json").stdout)


def test_a_roll_before_any_roster_is_refused(bare: Run, tmp_path: Path) -> None:
    office = tmp_path / "own.gzparty"
    bare("new", office, "--name", "官庄镇")
    bare("--office", office, "--today", "2026-06-17", "plan", "trainings")
    refused = bare("--office", office, "roll", "2026-06", "--all", "到", status=1)
    assert "还没有名单" in refused.stderr


def test_an_unknown_village_rejects_its_row_and_stores_the_others(bare: Run, tmp_path: Path) -> None:
    office = tmp_path / "own.gzparty"
    bare("new", office, "--name", "官庄镇", "--units", RESOURCES / "units" / "guanzhuang_units.csv")
    sheet = tmp_path / "r.csv"
    sheet.write_text("村,姓名\n官庄村,张示例\n不存在村,李示例\n", "utf-8")
    done = bare("--office", office, "import", "secretaries", sheet, "--json", status=3)
    result = json.loads(done.stdout)
    assert (result["added"], [row["row"] for row in result["rejected"]]) == (1, [3])


def test_demo_asks_before_it_replaces(bare: Run, sample_folder: Path) -> None:
    assert "--replace" in one_sentence(bare("demo", "--out", sample_folder, "--no-window", status=1))
