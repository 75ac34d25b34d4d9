"""Votes, talks, appraisals, steps and contradictions by commands alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gzparty.exchange.workbook import read_sheet
from tests.cli.conftest import Run


def rows(run: Run, *arguments: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("list", *arguments, "--json").stdout)
    return found


def shown(run: Run, *arguments: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", *arguments, "--json").stdout)
    return found


def written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "记录.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def meeting(run: Run) -> str:
    """A record that votes were taken at."""
    return str(rows(run, "votes")[0]["meeting"])


def test_a_failed_vote_is_recorded_and_listed_with_what_it_needed(
    run: Run, tmp_path: Path, meeting: str
) -> None:
    before = len(rows(run, "votes"))
    vote = {
        "kind": "development",
        "matter": "接收张示例为预备党员",
        "eligible": 16,
        "present": 14,
        "excluded": [{"name": "李示例", "reason": "infirm", "approved_on": "2026-03-01"}],
        "in_favour": 7,
        "against": 6,
        "written_for": 1,
        "secret": True,
    }
    run("record", "votes", "--from", written(tmp_path, {"meeting": meeting, "votes": [vote]}))
    (failed,) = rows(run, "votes", "--state", "未通过")
    assert (failed["called"], failed["not_counted"], failed["in_favour"], failed["needed"]) == (17, 1, 8, 9)
    assert failed["result"] == "应到 16，赞成 8（含会前书面意见 1），需要 9 票，未通过"
    assert len(rows(run, "votes")) == before + 1
    run("undo")
    assert len(rows(run, "votes")) == before


def test_what_show_prints_record_reads_and_changes_nothing(run: Run, tmp_path: Path, meeting: str) -> None:
    told = shown(run, "votes", meeting)
    run("record", "votes", "--from", written(tmp_path, told))
    assert shown(run, "votes", meeting) == told
    talk = shown(run, "talks", rows(run, "talks")[0]["uid"])
    run("record", "talks", "--from", written(tmp_path, [talk]))
    assert shown(run, "talks", talk["uid"]) == talk
    number = rows(run, "appraisals", "--year", 2025)[0]["meeting"]
    graded = shown(run, "appraisals", number)
    run("record", "appraisals", "--from", written(tmp_path, graded))
    assert shown(run, "appraisals", number) == graded


def test_figures_that_cannot_be_true_store_nothing_at_all(run: Run, tmp_path: Path, meeting: str) -> None:
    before = shown(run, "votes", meeting)
    good = {"matter": "一", "eligible": 9, "present": 9, "in_favour": 9}
    bad = {"matter": "二", "eligible": 9, "present": 8, "in_favour": 9}
    path = written(tmp_path, [{"meeting": meeting, "votes": [good, bad]}])
    assert "合计 9 票，实到只有 8 人" in run("record", "votes", "--from", path, status=1).stderr
    assert shown(run, "votes", meeting) == before


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("votes", {"meeting": "2026-9999", "votes": []}, "没有“2026-9999”这条记录"),
        ("votes", {"meeting": "2026-0001"}, "第 1 条缺少 votes"),
        (
            "votes",
            {"meeting": "2026-0001", "votes": [{"matter": "一", "eligible": -1, "present": 0}]},
            "eligible",
        ),
        ("talks", [{"unit": "官庄村"}], "第 1 条缺少 held_on"),
        ("talks", [{"unit": "官庄村", "held_on": "昨天"}], "的 held_on 不是日期：昨天"),
        ("appraisals", {"meeting": "2026-0001", "lines": 7}, "lines"),
    ],
)
def test_a_wrong_record_is_refused_in_words(
    run: Run, tmp_path: Path, kind: str, content: object, said: str
) -> None:
    number = rows(run, "appraisals", "--year", 2025)[0]["meeting"]
    text = (
        json.dumps(content).replace("2026-0001", str(number)) if kind == "appraisals" else json.dumps(content)
    )
    path = written(tmp_path, json.loads(text))
    assert said in run("record", kind, "--from", path, status=1).stderr


def test_what_was_said_in_talks_leaves_with_no_list(run: Run, tmp_path: Path) -> None:
    talk = {
        "unit": "官庄村",
        "held_on": "2026-06-01",
        "kind": "special",
        "speaker": "甲示例",
        "partner": "乙示例",
        "content": "家里困难",
    }
    run("record", "talks", "--from", written(tmp_path, talk))
    listed = rows(run, "talks", "--unit", "官庄村", "--state", "特殊情况")
    assert [(row["speaker"], row["partner"], row["day"]) for row in listed] == [
        ("甲示例", "乙示例", "2026-06-01")
    ]
    assert "家里困难" not in run("list", "talks", "--json").stdout
    path = tmp_path / "谈话.xlsx"
    run("export", "talks", "-o", path)
    assert not any("家里困难" in str(cell) for row in read_sheet(path).rows for cell in row)
    assert shown(run, "talks", listed[0]["uid"])["content"] == "家里困难"


def test_grades_are_listed_as_figures_and_named_only_when_asked_for(run: Run, tmp_path: Path) -> None:
    listed = rows(run, "appraisals", "--year", 2025)[0]
    lines = shown(run, "appraisals", listed["meeting"])["lines"]
    assert isinstance(lines, list)
    name = next(line["person"] for line in lines if line["class"] == "full" and line["grade"] != "excellent")
    sent, valid = int(str(listed["sent"])) + 1, listed["valid"]
    content = {
        "meeting": listed["meeting"],
        "ballots": {"sent": sent, "returned": listed["returned"], "valid": valid},
        "lines": [{"person": name, "excellent": valid, "grade": "excellent"}],
    }
    run("record", "appraisals", "--from", written(tmp_path, content))
    after = next(
        row for row in rows(run, "appraisals", "--year", 2025) if row["meeting"] == listed["meeting"]
    )
    assert (after["sent"], after["excellent"]) == (sent, int(str(listed["excellent"])) + 1)
    assert str(name) not in run("list", "appraisals", "--year", "2025").stdout
    assert rows(run, "appraisals", "--year", 2024) == []
    unknown = {"meeting": listed["meeting"], "lines": [{"person": "无示例此人"}]}
    refused = run("record", "appraisals", "--from", written(tmp_path, unknown), status=1)
    assert "没有“无示例此人”" in refused.stderr


def test_contradictions_are_narrowed_by_month_and_village(run: Run) -> None:
    everything = rows(run, "contradictions")
    village = rows(run, "contradictions", "--unit", "桥北头村", "--month", 6)
    assert 0 < len(village) < len(everything)
    assert any(re.search(r"实到 \d+ 比应到 \d+ 还多", str(row["what"])) for row in village)
    assert {str(row["day"])[:7] for row in village} == {"2026-06"}
    assert rows(run, "contradictions", "--year", 2024) == []


def test_yearly_steps_are_listed_by_village_and_matter(run: Run) -> None:
    steps = rows(run, "steps", "--unit", "西利见村", "--year", 2025)
    assert [row["step_label"] for row in steps if row["kind"] == "appraisal"] == [
        "个人自评",
        "党员互评",
        "民主测评",
        "评定意见",
        "反馈本人",
    ]
    held = [row for row in steps if row["step"] == "held"]
    assert [row["done_on"] is not None for row in held] == [True]
    assert len(rows(run, "steps", "--unit", "西利见村", "--state", "组织生活会")) == 7
