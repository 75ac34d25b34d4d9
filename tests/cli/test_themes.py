"""月度主题 by real commands: recorded, listed, shown, exported; what show prints is what record reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def stored(run: Run, tmp_path: Path, *entries: dict[str, Any], status: int = 0) -> Any:
    path = tmp_path / "themes.json"
    path.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    done = run("record", "themes", "--from", path, "--json", status=status)
    return json.loads(done.stdout)["stored"] if status == 0 else done.stderr


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", *words, "--json").stdout)
    return found


def shown(run: Run, period: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("show", "theme", period, "--json").stdout)
    return content


@pytest.fixture
def meeting(run: Run) -> dict[str, Any]:
    """A record of May that was held."""
    return next(
        one for one in listed(run, "meetings", "--year", "2026", "--month", "5") if one["kind"] == "theme_day"
    )


def test_what_show_prints_is_what_record_reads(run: Run, tmp_path: Path, meeting: dict[str, Any]) -> None:
    wanted = {
        "period": "2026-05",
        "title": "防汛安全",
        "source": "县委组织部",
        "came_on": "2026-06-03",
        "material": "汛期值班怎么排",
        "trainings": ["2026-05"],
        "meetings": [meeting["number"]],
    }
    assert stored(run, tmp_path, wanted, {"period": "2026-07"}) == ["2026-05", "2026-07"]
    first = shown(run, "2026-05")
    assert {key: first[key] for key in wanted} == wanted
    before, deeds = run("list", "themes", "--json").stdout, run("history", "--json").stdout
    assert stored(run, tmp_path, first) == ["2026-05"]
    assert run("list", "themes", "--json").stdout == before
    assert run("history", "--json").stdout == deeds


def test_what_is_not_named_stays_and_what_is_named_is_all_there_is(
    run: Run, tmp_path: Path, meeting: dict[str, Any]
) -> None:
    both = {"trainings": ["2026-05"], "meetings": [meeting["number"]]}
    stored(run, tmp_path, {"period": "2026-05", "title": "防汛安全", **both})
    stored(run, tmp_path, {"period": "2026-05", "came_on": "2026-06-03"})
    assert {key: shown(run, "2026-05")[key] for key in both} == both
    stored(run, tmp_path, {"period": "2026-05", "meetings": []})
    changed = shown(run, "2026-05")
    assert (changed["title"], changed["trainings"], changed["meetings"]) == ("防汛安全", ["2026-05"], [])


def test_lists_tell_month_by_month_and_unit_by_unit(
    run: Run, tmp_path: Path, meeting: dict[str, Any]
) -> None:
    stored(run, tmp_path, {"period": "2026-05", "title": "防汛安全", "meetings": [meeting["number"]]})
    rows = listed(run, "themes", "--year", "2026")
    (row,) = [one for one in rows if one["period"] == "2026-05"]
    assert (row["title"], row["meetings"], row["covered"]) == ("防汛安全", 1, 1)
    assert listed(run, "themes", "--year", "2025") == []
    (record,) = listed(run, "theme-records", "--month", "5")
    assert (record["number"], record["unit"]) == (meeting["number"], meeting["unit"])
    assert listed(run, "theme-records", "--month", "7") == []
    (covered,) = listed(run, "theme-coverage", "--month", "5", "--state", "on_theme")
    assert covered["unit"] == meeting["unit"]
    without = listed(run, "theme-coverage", "--month", "5")
    assert len(without) == row["units"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"period": "2026-13"}, "“2026-13”不是月份"),
        ({"title": "没写月份"}, "period"),
        ({"period": "2026-05", "came_on": "2026-06-18"}, "还没到"),
        ({"period": "2026-05", "meetings": ["9999-1"]}, "9999-1"),
        ({"period": "2026-05", "title": "长" * 81}, "81"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    run: Run, tmp_path: Path, entry: dict[str, Any], said: str
) -> None:
    before = listed(run, "themes", "--year", "2026")
    assert said in stored(run, tmp_path, {"period": "2026-04", "title": "清明防火"}, entry, status=1)
    assert listed(run, "themes", "--year", "2026") == before


def test_one_month_twice_is_refused(run: Run, tmp_path: Path) -> None:
    said = stored(run, tmp_path, {"period": "2026-05"}, {"period": " 2026-05"}, status=1)
    assert "第 1 条和第 2 条" in said


def test_they_leave_as_a_workbook(run: Run, tmp_path: Path) -> None:
    stored(run, tmp_path, {"period": "2026-05", "title": "防汛安全"})
    out = tmp_path / "themes.csv"
    run("export", "themes", "--year", "2026", "-o", out)
    assert "防汛安全" in out.read_text("utf-8-sig")
