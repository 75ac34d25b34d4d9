"""Printing from the command line is remembered; the list says which copies the records no longer agree with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.store import SqliteStore
from tests.cli.conftest import Run

MAY = "2026-05"


def prints(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "prints", "--json").stdout)
    return found


def test_a_saved_paper_is_listed_and_says_what_changed_since(run: Run, tmp_path: Path) -> None:
    (sample,) = prints(run)
    assert (sample["about"], sample["copies"], sample["stale"]) == ("training=2026-05", 1, True)
    assert "第 14 行 考勤：到 → 早退" in sample["differences"]
    run("print", "roll", "--training", MAY, "-o", tmp_path / "roll.pdf")
    run("print", "roll", "--training", "2026-04", "-o", tmp_path / "april.pdf")
    assert [(one["about"], one["copies"], one["stale"]) for one in prints(run)] == [
        ("training=2026-04", 0, False),
        ("training=2026-05", 0, False),
        ("training=2026-05", 1, False),
    ]
    name = json.loads(run("show", "rolls", MAY, "--json").stdout)["marks"][2]["person"]
    run("roll", MAY, "--set", f"{name}=请假:外出")
    stale = [one for one in prints(run) if one["stale"]]
    assert [one["about"] for one in stale] == ["training=2026-05"]
    assert "第 3 行 考勤：到 → 请假" in stale[0]["differences"]
    run("undo")
    assert not any(one["stale"] for one in prints(run))


def test_only_the_latest_copy_of_a_paper_can_be_stale(run: Run, tmp_path: Path) -> None:
    for _round in range(2):
        run("print", "roll", "--training", MAY, "-o", tmp_path / "roll.pdf")
    assert [one["latest"] for one in prints(run)] == [True, False, False]
    assert "考勤表" in run("list", "prints").stdout


def test_a_file_held_by_a_window_is_printed_and_says_it_was_not_noted(
    run: Run, office: Path, tmp_path: Path
) -> None:
    from datetime import datetime

    holder = SqliteStore.open_writer(office, datetime(2026, 6, 17, 9))
    try:
        done = run("print", "roll", "--training", MAY, "-o", tmp_path / "roll.pdf")
    finally:
        holder.close()
    assert (tmp_path / "roll.pdf").read_bytes().startswith(b"%PDF")
    assert "没有记进打印记录" in done.stderr
    assert [one["copies"] for one in prints(run)] == [1]
