"""What is owed by commands alone: due, the boards and rules as lists, and as workbooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gzparty.exchange.workbook import read_sheet
from tests.cli.conftest import Run


def rows(run: Run, *arguments: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*arguments, "--json").stdout)
    return found


def test_due_gives_what_is_to_be_done_the_gravest_first(run: Run) -> None:
    found = rows(run, "due")
    assert set(found[0]) == {
        *("unit", "duty", "period", "status", "due_on", "days", "responsible", "phone_masked", "why"),
    }
    late = [row for row in found if row["status"] == "overdue"]
    assert found[: len(late)] == late
    assert {row["duty"] for row in late} == {"党小组会"}
    first = late[0]
    assert (first["period"], first["due_on"], first["days"]) == ("2026-06", "2026-06-15", 2)
    assert first["why"] == "应于 6月15日前召开，逾期 2 天，没有登记"
    assert "****" in str(first["phone_masked"])
    assert str(first["responsible"]).endswith("示例")


def test_due_of_an_office_of_nothing_says_so_instead_of_an_empty_table(bare: Run, tmp_path: Path) -> None:
    office = tmp_path / "new.gzparty"
    bare("new", office, "--name", "官庄镇")
    done = bare("--office", office, "--today", "2026-06-17", "due")
    assert (done.stdout + done.stderr).strip() == "没有要办的。"
    assert bare("--office", office, "due", "--json").stdout.strip() == "[]"


def test_due_of_a_community_is_that_of_its_villages(run: Run) -> None:
    found = rows(run, "due", "--unit", "利见社区")
    assert {row["unit"] for row in found} <= {"东利见村", "西利见村", "前朱家庄村", "小河口村", "桥北头村"}
    assert 0 < len(found) < len(rows(run, "due"))
    (one,) = {row["unit"] for row in rows(run, "due", "--unit", "西利见村")}
    assert one == "西利见村"


def test_due_on_another_day_is_judged_by_that_day(run: Run) -> None:
    before = rows(run, "due", "--on", "2026-06-08", "--unit", "西利见村")
    assert "overdue" not in {row["status"] for row in before}
    after = rows(run, "due", "--on", "2026-07-01", "--unit", "西利见村")
    assert {row["duty"] for row in after if row["status"] == "overdue"} > {"党小组会"}


def test_an_errand_stands_among_what_is_due(run: Run) -> None:
    (errand,) = [row for row in rows(run, "due", "--unit", "西利见村") if row["duty"] == "农村党员教育情况表"]
    assert (errand["status"], errand["due_on"]) == ("soon", "2026-06-18")


def test_the_plain_table_ends_with_how_many_there_are(run: Run) -> None:
    done = run("due", "--unit", "西利见村")
    assert "党小组会" in done.stdout
    assert done.stderr.strip().startswith("共 ")


def test_the_board_of_a_month_leaves_as_a_workbook_with_a_column_for_each_duty(
    run: Run, tmp_path: Path
) -> None:
    run("export", "board", "--month", "6", "-o", tmp_path / "board.xlsx")
    sheet = read_sheet(tmp_path / "board.xlsx").rows
    head = next(row for row in sheet if "单位" in row)
    assert list(head)[:8] == [
        "社区",
        "单位",
        "党员大会",
        "支委会",
        "党小组会",
        "党课",
        "主题党日",
        "集中学习",
    ]
    west = next(row for row in sheet if "西利见村" in row)
    assert list(west)[2:8] == ["未到期", "快到期", "2/3 没开", "办齐", "办齐", "未到期"]


def test_the_board_of_a_year_has_a_column_for_each_month(run: Run) -> None:
    found = rows(run, "list", "year-board", "--duty", "党员大会", "--unit", "东利见村")
    (row,) = found
    assert {key for key in row if key.startswith("month_")} == {"month_3", "month_6", "month_9", "month_12"}
    assert (row["month_3"], row["month_12"]) == ("办齐", "未到期")


def test_dues_are_narrowed_by_month_duty_and_state(run: Run) -> None:
    june = rows(run, "list", "dues", "--month", "6", "--duty", "theme_day")
    assert len(june) == 59
    assert {row["period"] for row in june} == {"2026-06"}
    back = rows(run, "list", "dues", "--month", "6", "--state", "已退")
    assert {row["status"] for row in back} == {"returned"}
    assert {row["period"] for row in rows(run, "list", "dues", "--month", "6", "--duty", "党课")} == {
        "2026-Q2"
    }


def test_the_rules_and_what_lets_off_are_listed(run: Run) -> None:
    duties = {row["title"]: row for row in rows(run, "list", "duties")}
    assert duties["党小组会"]["hold_label"] == "15日"
    assert duties["主题党日"]["report_label"] == "会后 3 个工作日"
    waiver = rows(run, "list", "waivers")[0]
    assert (waiver["duty"], waiver["period_label"]) == ("集中学习", "2026年2月")
    assert rows(run, "list", "waivers", "--year", "2025") == []
    (day,) = rows(run, "list", "life-days", "--unit", "西利见村", "--month", "7")
    assert (day["rule"], day["falls_on"], day["until"]) == ("15日", "2026-07-15", "2026-07-25")


def test_errands_are_listed_unit_by_unit_with_what_came_in(run: Run) -> None:
    found = rows(run, "list", "errands")
    assert len(found) == 59
    waiting = rows(run, "list", "errands", "--state", "快到期")
    assert {row["received_on"] for row in waiting} == {None}
    assert len(waiting) + len(rows(run, "list", "errands", "--state", "已交")) == 59


def test_only_late_villages_are_listed_for_chasing_and_phones_are_masked(run: Run) -> None:
    found = rows(run, "list", "chase")
    assert {row["unit"] for row in found} >= {"西利见村", "坡庄村"}
    assert len(found) < 59
    assert all("逾期" in str(row["what"]) or "晚了" in str(row["what"]) for row in found)
    assert not any(str(row["phone"]).isdigit() for row in found)


def test_a_duty_nobody_knows_is_refused_in_a_sentence(run: Run) -> None:
    done = run("list", "dues", "--duty", "跳舞", status=1)
    assert done.stderr.strip() == "没有“跳舞”这项制度。"
    assert run("due", "--on", "改天", status=2).stdout == ""


@pytest.mark.parametrize("day", ["6.12", "0612", "６．１２", "六月十二", "26.6.12", "2026年6月12日"])
def test_a_day_of_an_option_is_typed_as_everywhere(run: Run, day: str) -> None:
    whole = run("due", "--on", "2026-06-12", "--json").stdout
    assert run("due", "--on", day, "--json").stdout == whole
    assert run("due", "--on", "2026-06-20", "--json").stdout != whole


def test_a_month_of_an_option_may_be_written_in_words(run: Run) -> None:
    june = rows(run, "list", "meetings", "--month", "6")
    assert june
    assert rows(run, "list", "meetings", "--month", "六月") == june
    assert rows(run, "list", "meetings", "--month", "5") != june
    assert "不是月份" in run("list", "meetings", "--month", "十三月", status=2).stderr
