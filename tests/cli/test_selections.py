"""Selections at the command line: a month from nomination to circular, lists, exports, and what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from gzparty.exchange.workbook import read_sheet
from tests.cli.conftest import Run
from tests.exchange import files

MONTH = "2024-05"
"""A month of a year the sample does not fill."""


def people(run: Run) -> list[dict[str, Any]]:
    """Three secretaries of the sample office whose names nobody else there has."""
    rows = json.loads(run("list", "secretaries", "--json").stdout)
    names = [row["name"] for row in rows]
    return [row for row in rows if row["name"] and names.count(row["name"]) == 1][:3]


def wrote(folder: Path, content: object) -> Path:
    path = folder / "records.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def listed(run: Run, kind: str, *selectors: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("list", kind, "--year", "2024", *selectors, "--json").stdout)
    return rows


def shown(run: Run) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("show", "selection", MONTH, "--json").stdout)
    return content


@pytest.fixture
def called(run: Run, tmp_path: Path) -> list[str]:
    """Three candidates of one month, as they are called: 姓名@单位."""
    rows = people(run)
    nominations = [
        {
            "person": f"{row['name']}@{row['unit']}",
            "unit": row["unit"],
            "nominator": row["community"],
            "nominated_on": "2024-05-12",
            "deeds": "带头领办合作社，每户增收三千元",
        }
        for row in rows
    ]
    content = {"selection": MONTH, "title": "集体增收", "nominations": nominations}
    content["nominate_until"] = "2024-05-15"
    done = run("record", "nominations", "--from", wrote(tmp_path, content))
    assert done.stderr == f"登记了 1 条：{MONTH}\n"
    return [str(one["person"]) for one in nominations]


def counted(run: Run, tmp_path: Path, called: list[str]) -> None:
    """The steps up to a locked count; the first two of three passed."""
    run("selection", MONTH, "reply", "--on", "2024-05-14")
    run("selection", MONTH, "judge", "--on", "2024-05-14", "--by", "党建办", *chosen(*called[:2]))
    failed = ("--failed", "--reason", "本人不愿参加评议")
    run("selection", MONTH, "judge", "--on", "2024-05-14", "--by", "党建办", *failed)
    assert "评议投票" in run("selection", MONTH, "结束推荐", "--on", "2024-05-15").stderr
    votes = [{"candidate": name, "votes": number} for name, number in zip(called, (20, 7), strict=False)]
    figures = dict.fromkeys(("due", "present", "issued", "returned", "valid"), 27)
    content = {"selection": MONTH, "held_on": "2024-05-19", **figures, "lines": votes}
    run("record", "ballots", "--from", wrote(tmp_path, content))
    run("selection", MONTH, "lock", "--on", "2024-05-19")


def chosen(*names: str) -> list[str]:
    return [word for name in names for word in ("--chosen", name)]


def test_a_month_runs_from_nomination_to_circular(run: Run, tmp_path: Path, called: list[str]) -> None:
    counted(run, tmp_path, called)
    second = chosen(called[1])
    refused = run("selection", MONTH, "decide", "--on", "2024-05-20", *second, status=1)
    assert refused.stderr
    assert shown(run)["decision"] is None
    run("selection", MONTH, "decide", "--on", "2024-05-20", *second, "--reason", "第一名上月刚评过")
    holiday = run(
        "selection", MONTH, "publish", "--on", "2024-06-03", "--until", "2024-06-08", status=1
    ).stderr
    assert "6月8日是休息日" in holiday
    run("selection", MONTH, "publish", "--on", "2024-05-21")
    early = run("selection", MONTH, "finish", "--on", "2024-05-27", status=1).stderr
    assert "5月28日" in early
    assert "通报" in run("selection", MONTH, "finish", "--on", "2024-05-28").stderr
    number = "官党发〔2024〕18号"
    done = json.loads(
        run("selection", MONTH, "announce", "--on", "2024-05-29", "--number", number, "--json").stdout
    )
    assert (done["stage"], done["announcement"]["number"]) == ("done", number)
    (honour,) = listed(run, "honours")
    assert f"{honour['name']}@{honour['unit']}" == called[1]
    assert [row["result"] for row in listed(run, "nominations")] == ["not_chosen", "chosen", "not_in_vote"]
    assert [row["votes"] for row in listed(run, "ballots", "--state", "locked")] == [20, 7]
    assert listed(run, "ballots", "--state", "没锁定") == []
    (line,) = listed(run, "selections", "--state", "已完成", "--month", "5")
    assert (line["number"], line["in_vote"], line["publicity_to"]) == (MONTH, 2, "2024-05-27")
    assert listed(run, "selections", "--month", "4") == []
    run("undo")
    assert shown(run)["stage"] == "circular"


def test_what_is_shown_is_recorded_again_without_a_change(
    run: Run, tmp_path: Path, called: list[str]
) -> None:
    counted(run, tmp_path, called)
    before = shown(run)
    run("record", "selections", "--from", wrote(tmp_path, before))
    assert shown(run) == before
    one = json.loads(run("show", "nomination", before["nominations"][0]["uid"], "--json").stdout)
    assert (one["selection"], one["nominations"]) == (MONTH, before["nominations"][:1])
    rounds = json.loads(run("show", "ballots", MONTH, "--json").stdout)
    assert rounds == {"selection": MONTH, "ballots": before["ballots"]}
    plain = run("show", "selection", MONTH).stdout
    assert "集体增收" in plain
    assert called[0] in plain


def test_a_locked_count_is_opened_with_its_reason_alone(run: Run, tmp_path: Path, called: list[str]) -> None:
    counted(run, tmp_path, called)
    assert run("selection", MONTH, "unlock", status=1).stderr
    run("selection", MONTH, "unlock", "--reason", "漏计一张票")
    (one,) = shown(run)["ballots"]
    assert (one["locked_on"], one["unlock_reason"]) == (None, "漏计一张票")


def test_a_month_without_anybody_ends_with_its_reason(run: Run, called: list[str]) -> None:
    assert run("selection", MONTH, "vacant", "--on", "2024-05-20", status=1).stderr
    done = run("selection", MONTH, "vacant", "--on", "2024-05-20", "--reason", "没有够格的")
    assert done.stderr == f"{MONTH} 的评选：空缺\n"
    assert [row["result"] for row in listed(run, "nominations")] == ["not_chosen"] * 3


def test_the_letter_of_a_reply_is_kept_with_the_selection(
    run: Run, tmp_path: Path, called: list[str]
) -> None:
    letter = tmp_path / "纪委答复.pdf"
    letter.write_bytes(b"%PDF-1.4 letter")
    missing = tmp_path / "没有.pdf"
    run("selection", MONTH, "reply", "--evidence", str(missing), status=1)
    assert [one["reply"] for one in shown(run)["nominations"]] == [""] * 3
    run("selection", MONTH, "reply", "--on", "2024-05-14", "--evidence", str(letter))
    content = shown(run)
    assert (content["files"], {one["reply"] for one in content["nominations"]}) == (
        ["纪委答复.pdf"],
        {"clear"},
    )
    unsuitable = ("--unsuitable", "--reason", "正在核查")
    run("selection", MONTH, "reply", "--on", "2024-05-15", *unsuitable, *chosen(called[0]))
    assert [one["reply"] for one in shown(run)["nominations"]] == ["unsuitable", "clear", "clear"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((MONTH, "评议"), "没有“评议”这一步"),
        (("2024-06", "judge"), "没有编号是 2024-06 的评选"),
        ((MONTH, "lock"), "还没有登记票数"),
        ((MONTH, "finish"), "还没有公示"),
        ((MONTH, "judge"), "审核人"),
        ((MONTH, "judge", "--by", "党建办", "--chosen", "没有人"), "没有推荐“没有人”"),
        ((MONTH, "decide", "--chosen", "没有人"), "没有推荐“没有人”"),
        ((MONTH, "announce"), ""),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    run: Run, called: list[str], arguments: tuple[str, ...], said: str
) -> None:
    refused = run("selection", *arguments, status=1)
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_wrong_input_is_refused_in_one_sentence_and_nothing_is_stored(
    run: Run, tmp_path: Path, called: list[str]
) -> None:
    before = shown(run)
    late = {"selection": MONTH, "nominations": [{"person": "一个没有的人"}]}
    after = {"selection": MONTH, "nominations": [{"person": called[0], "nominated_on": "2024-05-16"}]}
    wrong: list[tuple[str, object, str]] = [
        ("nominations", late, "第 1 条：没有叫“一个没有的人”的人"),
        ("nominations", after, "第 1 条："),
        ("nominations", {"nominations": []}, "selection"),
        ("nominations", [{"selection": MONTH}], "nominations"),
        ("ballots", {"selection": "2024-01", "ballots": []}, "2024-01"),
        ("selections", {"number": MONTH, "method": "猜"}, "method"),
        ("selections", [1], "第 1 条"),
    ]
    for kind, content, said in wrong:
        refused = run("record", kind, "--from", wrote(tmp_path, content), status=1)
        assert said in refused.stderr
    assert shown(run) == before
    run("show", "selection", "2024-12", status=1)
    run("show", "nomination", "没有", status=1)
    run("selection", MONTH, status=2)


def test_lists_leave_as_sheets_and_are_narrowed(run: Run, tmp_path: Path, called: list[str]) -> None:
    unit = called[0].split("@")[1]
    (only,) = listed(run, "nominations", "--unit", unit)
    assert f"{only['name']}@{only['unit']}" == called[0]
    assert listed(run, "nominations", "--state", "未入选") == []
    out = tmp_path / "推荐.csv"
    run("export", "nominations", "--year", "2024", "-o", out)
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert [row[1] for row in rows[1:]] == [name.split("@")[0] for name in called]
    run("export", "selections", "--year", "2024", "-o", tmp_path / "评选.xlsx")
    cells = [cell for row in read_sheet(tmp_path / "评选.xlsx").rows for cell in row]
    assert {MONTH, "集体增收", "资格审核"} & set(map(str, cells)) >= {MONTH, "集体增收"}
    for kind in ("honours", "rotation"):
        run("export", kind, "-o", tmp_path / f"{kind}.xlsx")
    assert run("list", "rotation").stdout
    assert listed(run, "mentions") == []


def test_a_returned_sheet_goes_in_and_its_rows_are_accounted_for(
    run: Run, tmp_path: Path, called: list[str]
) -> None:
    taken = {name.split("@")[0] for name in called}
    rows = json.loads(run("list", "secretaries", "--json").stdout)
    fresh = next(row for row in rows if row["name"] and row["name"] not in taken)
    first, unit = called[0].split("@")
    sheet = files.write_xlsx(
        tmp_path / "汇总表.xlsx",
        [
            ["2024年5月典型推荐汇总表"],
            ["序号", "姓名", "单位", "推荐单位", "推荐时间", "主要事迹"],
            [1, fresh["name"], fresh["unit"], fresh["community"], "2024-05-13", "修好村里的路"],
            [2, fresh["name"], fresh["unit"], fresh["community"], "2024-05-13", "修好村里的路"],
            [3, first, unit, "别的社区", "2024-05-13", "又报一次"],
            [4, "没人示例", unit, "", "2024-05-13", "查无此人"],
        ],
    )
    done = json.loads(run("import", "nominations", sheet, "--json", status=3).stdout)
    assert (done["added"], [one["row"] for one in done["rejected"]]) == (1, [4, 5])
    assert [one["row"] for one in done["suspect"]] == [6]
    assert len(listed(run, "nominations")) == 4
    again = json.loads(
        run("import", "nominations", sheet, "--record", MONTH, "--decide", "6=new", "--json", status=3).stdout
    )
    assert (again["added"], again["same"]) == (1, 2)
    assert "修好村里的路" in run("search", "修好村里").stdout


def test_the_help_names_every_step_and_kind(run: Run) -> None:
    words = run("selection", "--help").stdout
    for step in ("close-nominations", "judge", "reply", "lock", "unlock", "decide", "publish", "finish"):
        assert step in words
    assert "selection " in run("--help").stdout
    assert "nominations" in "".join(run("record", "--help").stdout.split())
    assert "honours" in "".join(run("export", "--help").stdout.split())
    for command in ("list", "export"):
        words = run(command, "--help").stdout
        for name, label in (
            ("themes", "月度主题"),
            ("mentions", "通报"),
            ("reserves", "后备干部"),
            ("files", "全部附件"),
        ):
            (line,) = [one for one in words.splitlines() if one.split()[:1] == [name]]
            assert label in line


def test_circulars_of_people_and_units_are_recorded_listed_and_recorded_again(
    run: Run, tmp_path: Path, called: list[str]
) -> None:
    """What was said in May counts in May; the month after it no longer does."""
    unit = called[1].split("@")[1]
    told = [
        {"named_on": "2024-05-06", "title": "值班脱岗的通报", "person": called[0], "issuer": "镇纪委"},
        {"named_on": "2024-05-07", "title": "环境整治的通报", "unit": unit},
        {"named_on": "2024-04-30", "title": "上个月的通报", "person": called[0]},
    ]
    run("record", "mentions", "--from", wrote(tmp_path, told))
    rows = listed(run, "mentions")
    assert [(row["title"], row["name"], row["unit"]) for row in rows] == [
        ("上个月的通报", called[0].split("@")[0], ""),
        ("值班脱岗的通报", called[0].split("@")[0], ""),
        ("环境整治的通报", "", unit),
    ]
    assert [row["title"] for row in listed(run, "mentions", "--month", "4")] == ["上个月的通报"]
    found = json.loads(run("show", "selection", MONTH, "--findings", "--json").stdout)
    said = json.dumps(found["nominations"][0], ensure_ascii=False)
    assert "值班脱岗的通报" in said
    assert "上个月的通报" not in said
    run("record", "mentions", "--from", wrote(tmp_path, rows))
    assert listed(run, "mentions") == rows
    changed = rows[1] | {"title": "值班脱岗的情况通报"}
    run("record", "mentions", "--from", wrote(tmp_path, changed))
    assert json.loads(run("show", "mention", rows[1]["uid"], "--json").stdout) == changed
    deeds = json.loads(run("history", "--record", "mentions", rows[1]["uid"], "--json").stdout)
    assert [one["operation"] for one in deeds] == ["update", "insert"]
    assert deeds[0]["before"]["title"] == "值班脱岗的通报"
    wrong = run(
        "record",
        "mentions",
        "--from",
        wrote(tmp_path, {"named_on": "2024-05-08", "title": "没写谁"}),
        status=1,
    )
    assert "第 1 条" in wrong.stderr
    run("show", "mention", "没有", status=1)


def test_the_past_of_a_selection_and_its_nominations_is_told(run: Run, called: list[str]) -> None:
    uid = shown(run)["nominations"][0]["uid"]
    run("selection", MONTH, "reply", "--on", "2024-05-14", *chosen(called[0]))
    for kind, reference, newest in (
        ("selections", MONTH, "insert"),
        ("nominations", uid, "update"),
        ("themes", "2026-06", "insert"),
        ("reserves", json.loads(run("list", "reserves", "--json").stdout)[0]["uid"], "insert"),
    ):
        deeds = json.loads(run("history", "--record", kind, reference, "--json").stdout)
        assert deeds[0]["operation"] == newest, kind
        assert deeds[-1]["operation"] == "insert"
    assert (
        "selections nominations mentions reserves" in run("history", "--record", "没有", "1", status=1).stderr
    )
    run("history", "--record", "nominations", "没有", status=1)
