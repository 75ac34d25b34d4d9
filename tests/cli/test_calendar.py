"""The work calendar by commands: listed, typed in from a notice, confirmed, taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run

SPRING = ("--off", "2029-02-06:2029-02-12", "--work", "2029-02-14", "--name", "春节")


def year(run: Run, number: int) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(run("calendar", "--year", number, "--json").stdout)
    return table


def test_a_year_whose_notice_is_known_is_listed_as_the_notice_has_it(run: Run) -> None:
    table = year(run, 2026)
    assert table["official"] is True
    assert {"first": "2026-06-19", "last": "2026-06-21", "days": 3}.items() <= next(
        one.items() for one in table["runs"] if one["name"] == "端午节"
    )
    assert not any(one["by_hand"] for one in table["runs"])
    shown = run("calendar")
    assert "2026-02-14" in next(
        line for line in shown.stdout.splitlines() if "调休上班" in line and "02-14" in line
    )
    assert "齐了" in shown.stderr


def test_a_notice_is_typed_in_confirmed_and_taken_back(run: Run) -> None:
    assert year(run, 2029)["official"] is False
    done = run("calendar", *SPRING, "--confirm")
    assert "2029-02-12" in done.stdout
    assert "2029 年的放假安排齐了" in done.stderr
    table = year(run, 2029)
    assert table["official"] is True
    spring = [(one["first"], one["last"], one["kind"]) for one in table["runs"] if one["name"] == "春节"]
    assert spring == [("2029-02-06", "2029-02-12", "off"), ("2029-02-14", "2029-02-14", "work")]
    run("undo")
    assert year(run, 2029)["official"] is False
    assert year(run, 2029)["runs"] == []


def test_days_are_taken_away(run: Run) -> None:
    run("calendar", *SPRING)
    run("calendar", "--clear", "2029-02-14", "--clear", "2029-02-07:2029-02-12")
    assert [(one["first"], one["last"]) for one in year(run, 2029)["runs"]] == [("2029-02-06", "2029-02-06")]


def test_a_session_that_stands_on_a_day_made_off_is_named(run: Run) -> None:
    planned = json.loads(run("list", "trainings", "--json").stdout)
    last = planned[-1]["start"][:10]
    done = run("calendar", "--off", last, "--name", "抗旱")
    assert "这天放假，要不要改期？" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--off", "2029-02-12:2029-02-06", "--name", "春节"], 1, "止 2月6日 在起 2月12日 前面"),
        (["--off", "2029-02-06:2029-12-06", "--name", "春节"], 1, "一次最多 60 天"),
        (["--off", "2029-02-06"], 1, "放假要写名称"),
        (["--confirm", "--year", "0"], 1, "年份 0 不对"),
        (["--off", "2029-02-31", "--name", "春节"], 2, "“2029-02-31”不是日期"),
        (["--off", "春节"], 2, "不是日期"),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_one_sentence(
    run: Run, arguments: list[str], status: int, words: str
) -> None:
    done = run("calendar", *arguments, status=status)
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert year(run, 2029)["runs"] == []


def test_of_several_runs_one_that_cannot_be_keeps_the_others_back(run: Run) -> None:
    run("calendar", *SPRING, "--work", "2029-03-02:2029-03-01", status=1)
    assert year(run, 2029)["runs"] == []
