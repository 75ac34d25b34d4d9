"""Records of organisational life by real commands: recorded, shown, listed, exported, their rolls and files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run

NEW = {
    "kind": "study",
    "unit": "西利见村",
    "day": "2026-06-16",
    "expected": 14,
    "attended": 12,
    "on_leave": 2,
    "topic": "学习防汛常识",
    "absences": [{"name": "何示例", "reason": "外出务工", "leave": True, "standing": True}],
}


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def stored(run: Run, tmp_path: Path, *entries: dict[str, Any]) -> list[str]:
    done = run("record", "meetings", "--from", write(tmp_path / "m.json", list(entries)), "--json")
    numbers: list[str] = json.loads(done.stdout)["stored"]
    return numbers


def shown(run: Run, number: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("show", "meeting", number, "--json").stdout)
    return content


def test_what_show_prints_is_what_record_reads(run: Run, tmp_path: Path) -> None:
    listed = json.loads(run("list", "meetings", "--month", 6, "--json").stdout)
    wanted = {"names": "depth", "group_meeting": "kind", "returned": "state", "held": "state"}
    numbers = {next(row["number"] for row in listed if row[key] == value) for value, key in wanted.items()}
    before = run("list", "meetings", "--json").stdout
    deeds = run("history", "--json").stdout
    stored(run, tmp_path, *(shown(run, number) for number in sorted(numbers)))
    assert run("list", "meetings", "--json").stdout == before
    assert run("history", "--json").stdout == deeds


def test_a_record_is_registered_changed_and_taken_back(run: Run, tmp_path: Path) -> None:
    (number,) = stored(run, tmp_path, NEW)
    first = shown(run, number)
    assert {key: first[key] for key in NEW} == NEW
    assert (first["starts"], first["period"], first["received_on"]) == (None, "2026-06", None)
    changed = {**first, "starts": "19:00", "attended": None, "topic": "学习条例", "received_on": "2026-06-17"}
    assert stored(run, tmp_path, changed) == [number]
    again = shown(run, number)
    assert (again["starts"], again["attended"], again["topic"]) == ("19:00", None, "学习条例")
    run("undo", 2)
    assert "2026-06-16" not in {
        row["day"] for row in json.loads(run("list", "meetings", "--unit", "西利见村", "--json").stdout)
    }


def test_what_was_held_in_one_sitting_is_recorded_together(run: Run, tmp_path: Path) -> None:
    entry = {"unit": "王坟村", "day": "2026-06-16", "starts": "19:00"}
    first, second = stored(run, tmp_path, {**entry, "kind": "theme_day"}, {**entry, "kind": "study"})
    assert shown(run, first)["same_sitting"] == [second]


def test_papers_are_given_back_and_taken_again_by_record(run: Run, tmp_path: Path) -> None:
    (number,) = stored(run, tmp_path, {**NEW, "returned_on": "2026-06-17", "return_reason": "缺签到表"})
    assert shown(run, number)["state"] == "returned"
    stored(run, tmp_path, {**shown(run, number), "returned_on": None})
    assert shown(run, number)["state"] != "returned"


def test_what_is_wrong_is_said_and_nothing_stored(run: Run, tmp_path: Path) -> None:
    before = run("list", "meetings", "--json").stdout
    path = write(tmp_path / "m.json", [{**NEW, "unit": "王坟村"}, {**NEW, "day": "2026-06-18"}])
    assert "还没到" in run("record", "meetings", "--from", path, status=1).stderr
    for wrong in ("{", "[" * 20_000, "9" * 5000, '[{"expected": NaN}]', "[1e999]", '[{"topic": "\\ud800"}]'):
        (tmp_path / "m.json").write_text(wrong, "utf-8")
        assert "不是正确的 JSON" in run("record", "meetings", "--from", path, status=1).stderr
    assert "没有“2026-9999”" in run("show", "meeting", "2026-9999", status=1).stderr
    assert run("list", "meetings", "--json").stdout == before


def test_the_list_is_narrowed_by_year_month_unit_and_state(run: Run) -> None:
    def rows(*options: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(run("list", "meetings", *options, "--json").stdout)
        return found

    assert {row["period"] for row in rows("--month", 5)} == {"2026-05"}
    assert {row["unit"] for row in rows("--unit", "坡庄村")} == {"坡庄村"}
    assert {row["unit"] for row in rows("--state", "已退")} == {"小河口村", "河洼村"}
    assert {row["kind"] for row in rows("--year", 2025)} == {"life_meeting", "appraisal"}
    assert "没有“开会”这种状态" in run("list", "meetings", "--state", "开会", status=1).stderr


def test_no_hour_is_ever_shown_for_a_record_of_which_only_the_day_is_known(run: Run, tmp_path: Path) -> None:
    untimed = [row for row in json.loads(run("list", "meetings", "--json").stdout) if not row["hours"]]
    assert len(untimed) > 100
    for text in (
        run("list", "meetings", "--month", 6).stdout,
        json.dumps(shown(run, untimed[0]["number"])),
    ):
        assert "00:00" not in text
        assert "23:59" not in text
    run("export", "meetings", "-o", tmp_path / "记录.xlsx")
    run("export", "meetings", "-o", tmp_path / "记录.csv")
    assert (tmp_path / "记录.xlsx").read_bytes().startswith(b"PK")
    assert "00:00" not in (tmp_path / "记录.csv").read_text("utf-8-sig")


def test_a_roll_is_taken_by_the_number_of_a_record_by_names(run: Run, tmp_path: Path) -> None:
    names = {key: value for key, value in NEW.items() if key not in ("expected", "attended", "on_leave")}
    (number,) = stored(run, tmp_path, {**names, "depth": "names"})
    counts = json.loads(
        run("roll", number, "--set", "白示例=请假:住院", "--all", "到", "--close", "--json").stdout
    )
    assert (counts["expected"], counts["present"], counts["leave"]) == (14, 13, 1)
    told = shown(run, number)
    assert (told["expected"], told["attended"], told["on_leave"]) == (14, 13, 1)
    assert stored(run, tmp_path, told) == [number]
    wrong = write(tmp_path / "m.json", {**told, "attended": 9})
    assert "人数由签到算出来" in run("record", "meetings", "--from", wrong, status=1).stderr
    roll = json.loads(run("show", "rolls", number, "--json").stdout)
    roll["marks"][1]["status"] = "absent"
    run("record", "rolls", "--from", write(tmp_path / "r.json", roll))
    assert shown(run, number)["absent"] == 1
    assert json.loads(run("history", "--json").stdout)[0]["name"] == "登记 1 期签到"


def test_a_record_by_numbers_has_no_roll(run: Run, tmp_path: Path) -> None:
    (number,) = stored(run, tmp_path, NEW)
    assert "没有名单" in run("roll", number, "--all", "到", status=1).stderr
    assert "没有名单" in run("show", "rolls", number, status=1).stderr


def test_files_go_into_a_record_and_come_out_again(run: Run, tmp_path: Path) -> None:
    (number,) = stored(run, tmp_path, NEW)
    (tmp_path / "会议记录.txt").write_text("记录", "utf-8")
    assert run("attach", number, tmp_path / "会议记录.txt").stderr == f"放进组织生活记录 {number} 1 份。\n"
    assert shown(run, number)["files"] == ["会议记录.txt"]
    run("extract", number, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "会议记录.txt").read_text("utf-8") == "记录"
    assert "是“2026-9999”的记录" in run("attach", "2026-9999", tmp_path / "会议记录.txt", status=1).stderr
