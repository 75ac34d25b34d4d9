"""Decisions on suspect rows and missing people by the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def roster(folder: Path, *rows: list[str]) -> Path:
    return files.write_csv(folder / "m.csv", [["党支部", "姓名", "联系电话"], *rows])


def test_suspect_rows_and_missing_people_are_decided_in_the_command(run: Run, tmp_path: Path) -> None:
    both = roster(tmp_path, ["官庄村", "甲示例", "13800000001"], ["官庄村", "乙示例", "13800000002"])
    run("import", "members", both)
    one = roster(tmp_path, ["官庄村", "甲示例", "13900000009"])
    asked = json.loads(run("import", "members", one, "--json", status=3).stdout)
    assert asked["suspect"][0]["differences"] == [
        {"field": "phone", "recorded": "138****0001", "sheet": "139****0009"}
    ]
    assert "乙示例@官庄村" in asked["missing"]
    missed = {person["name"]: person["phone_masked"] for person in asked["missing_people"]}
    assert missed["乙示例"] == "138****0002"
    assert "甲示例" not in missed
    told = ("--decide", "2=sheet", "--gone", "乙示例@官庄村=moved:2026-06-01")
    done = json.loads(run("import", "members", one, *told, "--json").stdout)
    assert (done["updated"], done["suspect"], done["gone"]) == (1, [], 1)
    assert "乙示例@官庄村" not in json.loads(run("import", "members", one, "--json").stdout)["missing"]


def test_what_cannot_be_decided_is_refused_and_nothing_is_stored(run: Run, tmp_path: Path) -> None:
    sheet = roster(tmp_path, ["官庄村", "甲示例", "13800000001"])
    for option, text, said in (
        ("--decide", "2=也许", "看不懂"),
        ("--decide", "7=skip", "没有第 7 行"),
        ("--gone", "甲示例@官庄村=died", "不在这次没有了的人里"),
        ("--gone", "甲示例@官庄村=飞了", "看不懂"),
    ):
        assert said in run("import", "members", sheet, option, text, status=1).stderr
    assert "甲示例" not in run("list", "members", "--json").stdout


def test_a_column_is_left_out_with_a_dash(run: Run, tmp_path: Path) -> None:
    sheet = roster(tmp_path, ["官庄村", "甲示例", "13800000001"])
    result = json.loads(run("import", "members", sheet, "--map", "联系电话=-", "--dry-run", "--json").stdout)
    assert "phone" not in result["columns"]


def test_members_given_as_secretaries_are_refused_in_one_sentence(run: Run) -> None:
    said = run("import", "secretaries", RESOURCES / "sample" / "members.xlsx", status=1).stderr
    assert "像党员花名册" in said
