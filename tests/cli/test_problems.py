"""The ledger by the real command: from a tick to the archive, in and out, and refusals that leave all as it was."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LEDGER = RESOURCES / "sample" / "rectification.xlsx"
INSPECTION = {
    "unit": "财政所",
    "held_on": "2026-06-16",
    "inspector": "孙示例",
    "filed_at": "3号盒",
    "items": [
        {
            "code": "attendance",
            "answer": "problem",
            "problems": [
                {
                    "text": "上班迟到，\n没有登记",
                    "responsible": "曹示例",
                    "measure": "打卡",
                    "deadline": "2026-06-30",
                },
                {
                    "text": "去向牌没翻",
                    "lane": "prompt",
                    "done_on": "2026-06-16",
                    "verifier": "孙示例",
                    "responsible": "曹示例",
                },
            ],
        },
        {"code": "duty_roster", "answer": "fine", "note": "值班表齐全"},
    ],
}


def wrote(folder: Path, content: object, name: str = "in.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def shown(run: Run, kind: str, reference: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("show", kind, reference, "--json").stdout)
    return content


def listed(run: Run, kind: str, *options: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("list", kind, *options, "--json").stdout)
    return rows


@pytest.fixture
def fresh(run: Run, tmp_path: Path) -> Run:
    """The command on an office that has its units and nothing else."""
    path = tmp_path / "fresh.gzparty"
    run("new", path, "--name", "官庄镇", "--units", RESOURCES / "units" / "guanzhuang_units.csv")
    return partial(run, "--office", path)


def inspected(run: Run, folder: Path) -> tuple[str, str]:
    """An inspection that found two problems; its number and that of the one still open."""
    done = json.loads(run("record", "inspections", "--from", wrote(folder, INSPECTION), "--json").stdout)
    (number,) = done["stored"]
    return number, shown(run, "inspections", number)["problems"][0]


def test_a_problem_goes_from_a_tick_to_the_archive(run: Run, tmp_path: Path) -> None:
    _inspection, number = inspected(run, tmp_path)
    photo = tmp_path / "考勤表.txt"
    photo.write_text("考勤", "utf-8")
    run("problem", number, "开始整改")
    run(
        *("problem", number, "submit", "--result", "已装打卡机", "--done", "2026-06-17"),
        *("--evidence", photo, "--paper", "考勤表=3号盒第12页"),
    )
    said = run("problem", number, "销号", "--by", "孙示例").stderr
    assert said.strip() == f"{number} 号问题：已销号"
    content = shown(run, "problems", number)
    assert (content["state"], content["verifier"], content["closed_on"]) == ("closed", "孙示例", "2026-06-17")
    assert content["papers"] == [{"title": "考勤表", "place": "3号盒第12页", "on": "2026-06-17"}]
    assert content["files"] == ["考勤表.txt"]
    assert [event["step"] for event in content["events"]] == ["register", "start", "submit", "close"]
    steps = [
        row["step"] for row in listed(run, "problem-events", "--unit", "财政所") if row["number"] == number
    ]
    assert steps == ["register", "start", "submit", "close"]
    assert "销号" in run("history").stdout
    run("undo")
    assert shown(run, "problems", number)["state"] == "submitted"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("销号",), "现在是“整改中”，不能销号"),
        (("提交验收",), "还不能提交验收，缺整改情况、完成时间、佐证材料"),
        (("extend", "--until", "2026-06-20", "--note", "等", "--by", "孙示例"), "不比原来的"),
        (("extend", "--until", "2026-05-20", "--note", "等", "--by", "孙示例"), "写一个以后的日子"),
        (("extend", "--until", "2026-07-20"), "缺原因或情况、批准人"),
        (("submit", "--result", "改了", "--done", "2026-06-17", "--evidence", "没有.jpg"), "没有.jpg"),
        (("note", "--note", "x", "--paper", "没写位置"), "写成 名称=位置"),
        (("飞",), "没有“飞”这一步，可以是：分办、开始整改"),
        (("历史导入",), "没有“历史导入”这一步"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why_and_changes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    _inspection, number = inspected(run, tmp_path)
    run("problem", number, "start")
    before = shown(run, "problems", number)
    assert said in run("problem", number, *words, status=1).stderr
    assert shown(run, "problems", number) == before


def test_evidence_does_not_stay_where_its_step_is_refused(run: Run, tmp_path: Path) -> None:
    _inspection, number = inspected(run, tmp_path)
    run("problem", number, "start")
    run("problem", number, "submit", "--paper", "考勤表=3号盒", status=1)
    assert shown(run, "problems", number)["papers"] == []


def test_nobody_closes_what_they_answer_for_and_nobody_an_unknown_number(run: Run, tmp_path: Path) -> None:
    _inspection, number = inspected(run, tmp_path)
    run("problem", number, "start")
    run("problem", number, "submit", "--result", "改了", "--done", "2026-06-17", "--paper", "表=3号盒")
    assert "验收要由别人来" in run("problem", number, "close", "--by", "曹示例", status=1).stderr
    assert "台账里没有“2026-999”" in run("problem", "2026-999", "close", status=1).stderr
    assert "不是日期" in run("problem", number, "close", "--done", "改天", status=2).stderr


def test_what_is_shown_of_an_inspection_is_read_again_without_a_change(run: Run, tmp_path: Path) -> None:
    number, problem = inspected(run, tmp_path)
    for kind, reference in (("inspections", number), ("problems", problem)):
        content = shown(run, kind, reference)
        run("record", kind, "--from", wrote(tmp_path, content))
        assert shown(run, kind, reference) == content
    closed = shown(run, "inspections", number)["problems"][1]
    content = shown(run, "problems", closed)
    assert content["state"] == "closed"
    run("record", "problems", "--from", wrote(tmp_path, content))
    assert shown(run, "problems", closed) == content
    assert [row["answer"] for row in listed(run, "inspection-items") if row["number"] == number] == [
        "problem",
        "fine",
    ]


def test_a_tour_is_recorded_seen_and_read_again(run: Run, tmp_path: Path) -> None:
    tour = {
        "title": "6月机关作风督查",
        "held_on": "2026-06-15",
        "team": [{"name": "孙示例", "office": "镇纪委"}],
        "units": ["财政所", "党建办"],
    }
    (number,) = json.loads(run("record", "tours", "--from", wrote(tmp_path, tour), "--json").stdout)["stored"]
    visit = {
        "unit": "财政所",
        "held_on": "2026-06-15",
        "tour": number,
        "items": [{"code": "on_post", "answer": "problem", "problems": [{"text": "去向牌没翻"}]}],
    }
    run("record", "inspections", "--from", wrote(tmp_path, visit))
    content = shown(run, "tours", number)
    assert (content["units"], len(content["visits"]), len(content["problems"])) == (
        ["党建办", "财政所"],
        1,
        1,
    )
    run("record", "tours", "--from", wrote(tmp_path, content))
    assert shown(run, "tours", number) == content
    (row,) = [row for row in listed(run, "tours") if row["number"] == number]
    assert (row["team"], row["visited"], row["found"]) == ("孙示例（镇纪委）", 1, 1)
    assert shown(run, "problems", content["problems"][0])["source"] == "joint"


def test_problems_are_recorded_all_or_none_and_no_state_is_written_down(run: Run, tmp_path: Path) -> None:
    good = {"unit": "财政所", "text": "报销不及时", "found_on": "2026-06-10", "deadline": "2026-06-30"}
    before = len(listed(run, "problems"))
    for wrong, said in (
        ({**good, "state": "closed"}, "状态不能直接写"),
        ({**good, "deadline": "2026-06-01"}, "早于发现时间"),
        ({**good, "unit": "没有的单位"}, "没有的单位"),
        ({**good, "found_on": "6月"}, "不是日期"),
        ({**good, "lane": "快"}, "prompt term lasting"),
        ({"unit": "财政所", "found_on": "2026-06-10"}, "存在问题"),
        ({**good, "found_on": None}, "发现时间还没写"),
        ({**good, "number": "2026-999"}, "台账里没有"),
        ({**good, "papers": [{"title": "表"}]}, "放在哪里还没写"),
    ):
        refused = run("record", "problems", "--from", wrote(tmp_path, [good, wrong]), status=1)
        assert said in refused.stderr
    assert len(listed(run, "problems")) == before
    (number,) = json.loads(run("record", "problems", "--from", wrote(tmp_path, good), "--json").stdout)[
        "stored"
    ]
    changed = {"number": number, "note": "已经通知", "deadline": None}
    run("record", "problems", "--from", wrote(tmp_path, changed))
    content = shown(run, "problems", number)
    assert (content["note"], content["deadline"], content["text"]) == ("已经通知", None, "报销不及时")


def test_the_old_ledger_goes_in_and_what_goes_out_comes_in_the_same(fresh: Run, tmp_path: Path) -> None:
    first = json.loads(fresh("import", "problems", LEDGER, "--json").stdout)
    assert (first["added"], first["suspect"], first["rejected"], len(first["ignored"])) == (46, [], [], 3)
    assert "第 39 行：时限是长期坚持，却已经销号。" in first["notes"]
    assert json.loads(fresh("import", "problems", LEDGER, "--json").stdout)["same"] == 46
    for suffix in (".xlsx", ".csv"):
        out = tmp_path / f"out{suffix}"
        fresh("export", "problems", "--year", 2023, "-o", out)
        again = json.loads(fresh("import", "problems", out, "--json").stdout)
        assert (again["added"], again["updated"], again["same"]) == (0, 0, 46)
        assert (again["suspect"], again["rejected"]) == ([], [])
    open_rows = listed(fresh, "problems", "--year", 2023, "--state", "整改中")
    assert (len(open_rows), {row["state"] for row in open_rows}) == (18, {"rectifying"})
    assert len(listed(fresh, "problems", "--year", 2023, "--unit", "官庄社区")) == 2
    fresh("undo")
    assert listed(fresh, "problems", "--year", 2023) == []


def test_a_changed_row_waits_until_it_is_decided_on_the_line(fresh: Run, tmp_path: Path) -> None:
    head = ["单位", "存在问题", "责任人", "整改时限", "整改情况", "是否完成"]
    sheet = files.write_csv(
        tmp_path / "a.csv", [["2024年"], head, ["财政所", "报销慢", "曹示例", "6月底前", "", "否"]]
    )
    assert json.loads(fresh("import", "problems", sheet, "--json").stdout)["added"] == 1
    files.write_csv(sheet, [["2024年"], head, ["财政所", "报销慢", "曹示例", "7月底前", "", "否"]])
    waits = json.loads(fresh("import", "problems", sheet, "--json", status=3).stdout)
    (asked,) = waits["suspect"]
    assert asked["differences"] == [{"field": "deadline", "recorded": "6月底前", "sheet": "7月底前"}]
    taken = json.loads(fresh("import", "problems", sheet, "--decide", "3=sheet", "--json").stdout)
    assert taken["updated"] == 1
    (row,) = listed(fresh, "problems", "--year", 2024)
    assert (row["deadline"], row["deadline_text"]) == ("2024-07-31", "2024年7月底前")


def test_a_sheet_without_a_year_is_asked_and_answered_on_the_line(fresh: Run, tmp_path: Path) -> None:
    rows = [["单位", "存在问题", "整改时限"], ["财政所", "报销慢", "6月底前"]]
    sheet = files.write_csv(tmp_path / "台账.csv", rows)
    (asked,) = json.loads(fresh("import", "problems", sheet, "--json", status=3).stdout)["suspect"]
    assert asked["offers"] == ["2026-06-30", "2025-06-30"]
    assert re.search("没说是哪一年", asked["reason"])
    assert (
        json.loads(fresh("import", "problems", sheet, "--decide", "2=2025-06-30", "--json").stdout)["added"]
        == 1
    )


def test_the_old_ledger_again_is_the_same_although_its_problems_were_closed_since(run: Run) -> None:
    rows = listed(run, "problems", "--year", 2023)
    assert {row["state"] for row in rows} == {"closed"}
    again = json.loads(run("import", "problems", LEDGER, "--json").stdout)
    assert (again["same"], again["suspect"]) == (46, [])


def test_quotas_say_who_is_short_and_a_finished_one_is_not_among_them(run: Run, tmp_path: Path) -> None:
    for day in ("2026-06-08", "2026-06-16"):
        run(
            "record",
            "inspections",
            "--from",
            wrote(tmp_path, {"unit": "党建办", "held_on": day, "items": []}),
        )
    quota = {row["unit"]: row for row in listed(run, "quota", "--month", 6)}
    assert (quota["党建办"]["owed"], quota["党建办"]["done"], quota["党建办"]["missing"]) == (2, 2, 0)
    unmet = [row["unit"] for row in listed(run, "quota-unmet", "--month", 6)]
    assert "党建办" not in unmet
    assert "党政办" in unmet
    assert listed(run, "quota-unmet", "--month", 7) == []


def test_wrong_inspections_are_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    number, problem = inspected(run, tmp_path)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({**INSPECTION, "held_on": None}, "held_on"),
        ({**INSPECTION, "held_on": "2026-06-18"}, "6月18日还没到"),
        ({**INSPECTION, "items": [{"code": "没有这项"}]}, "title"),
        ({**INSPECTION, "items": [{"code": "vehicles"}, {"code": "vehicles"}]}, "vehicles"),
        ({**INSPECTION, "items": [{"code": "vehicles", "answer": "problem"}]}, "公务用车"),
        ({**INSPECTION, "tour": "2026-99"}, "2026-99"),
        (
            {
                **INSPECTION,
                "items": [{"code": "vehicles", "answer": "problem", "problems": [{"number": problem}]}],
            },
            "不是这次检查发现的",
        ),
    ]
    for content, said in wrong:
        assert said in run("record", "inspections", "--from", wrote(tmp_path, content), status=1).stderr
    assert [row["number"] for row in listed(run, "inspections", "--unit", "财政所")][-1] == number
    assert (
        "不对"
        in run(
            "record",
            "tours",
            "--from",
            wrote(tmp_path, {"title": "x", "held_on": "2026-06-01", "units": [1]}),
            status=1,
        ).stderr
    )


def test_two_records_of_one_number_are_refused_and_neither_is_stored(run: Run, tmp_path: Path) -> None:
    number, problem = inspected(run, tmp_path)
    before = run("show", "inspections", number, "--json").stdout, run("list", "problems", "--json").stdout
    twice = "第 1 条和第 2 条都写着编号 {number}，不知道以哪条为准。留下一条再存，什么都没有改。\n"
    for kind, known in (("inspections", number), ("problems", problem)):
        pair = [{"number": known, "note": text} for text in ("一", "另一")]
        refused = run("record", kind, "--from", wrote(tmp_path, pair), status=1)
        assert refused.stderr == twice.format(number=known)
    items = [
        {"code": code, "answer": "problem", "problems": [{"number": problem}]}
        for code in ("vehicles", "meetings")
    ]
    refused = run(
        "record", "inspections", "--from", wrote(tmp_path, {"number": number, "items": items}), status=1
    )
    assert f"都写着编号 {problem}" in refused.stderr
    later = [{"number": problem, "note": "一"}, {"number": f"{problem}-R1", "note": "另一"}]
    assert "都写着编号" in run("record", "problems", "--from", wrote(tmp_path, later), status=1).stderr
    after = run("show", "inspections", number, "--json").stdout, run("list", "problems", "--json").stdout
    assert after == before
