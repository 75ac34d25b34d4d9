"""The command print with papers of organisational life, on the sample office with half a year of records."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run
from tests.reports.pdfs import text_of, tool

VILLAGE = "官庄村"


def said(path: Path) -> str:
    return text_of(path.read_bytes())


def test_the_list_names_what_each_paper_can_be_chosen_by(run: Run) -> None:
    listed = {line.split()[0]: line for line in run("print", "--list").stdout.splitlines()[1:]}
    assert "--year [--month] [--kind] [--unit] --meeting" in listed["minutes"]
    assert "--quarter [--unit]" in listed["quarter-check"]
    assert "--errand" in listed["errand-register"]
    assert "--outside" in listed["completion"]
    assert "组织生活" in listed["minutes"]
    assert "通用" in listed["month-list"]


def test_the_minutes_of_a_village_and_month_are_one_file_with_a_bookmark_each(
    run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "记录.pdf"
    run("print", "minutes", "--unit", VILLAGE, "--month", "5", "--each", "-o", target)
    outline = tool("qpdf", target.read_bytes(), "--json", "--json-key=outlines", "FILE")
    count = outline.count('"title": ')
    assert count > 3
    assert outline.count(f"（{VILLAGE} 2026年5月") == count
    text = said(target)
    assert "主题党日活动记录" in text
    assert "2026年6月" not in text


def test_the_minutes_of_a_kind_go_into_a_folder_as_documents(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "记录"
    run("print", "minutes", "--month", "2026-05", "--kind", "党员大会", "--docx", "-o", folder, status=1)
    run(
        "print",
        "minutes",
        "--month",
        "2026-05",
        "--kind",
        "主题党日",
        "--unit",
        VILLAGE,
        "--docx",
        "-o",
        folder,
    )
    (file,) = folder.iterdir()
    assert file.name.endswith(f"{VILLAGE}主题党日.docx")
    assert docx.Document(str(file)).tables[0].rows[0].cells[0].text == "活动主题"


def test_one_record_is_printed_by_its_number_and_an_unknown_one_is_said(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "一次.pdf"
    number = run("list", "meetings", "--month", "5").stdout.splitlines()[1].split()[0]
    run("print", "minutes", "--meeting", number, "-o", target)
    assert f"编号：{number}" in said(target).replace(" ", "")
    refused = run("print", "minutes", "--meeting", "2026-9999", "-o", target, status=1)
    assert "没有这条记录" in refused.stderr or "没有“2026-9999”这条记录" in refused.stderr


@pytest.mark.parametrize(
    ("paper", "options", "words"),
    [
        ("completion", ("--kind", "主题党日"), "2026年主题党日完成情况一览表"),
        ("month-completion", ("--month", "5"), "2026年5月组织生活完成情况表"),
        ("branch-year", ("--unit", VILLAGE), "2026年党支部组织生活统计表"),
        (
            "material-register",
            ("--month", "2026-05", "--kind", "theme_day"),
            "2026年5月主题党日材料收缴登记表",
        ),
        ("quarter-check", ("--quarter", "Q2"), "2026年第2季度组织生活检查表"),
        ("quarter-check", ("--quarter", "2"), "2026年第2季度组织生活检查表"),
        ("yearly-steps", ("--kind", "民主评议党员"), "2026年度民主评议党员步骤完成表"),
        ("appraisal", ("--unit", VILLAGE), "2026年度民主评议党员测评表"),
        ("appraisal-summary", (), "2026年度民主评议党员情况汇总表"),
        ("talk-register", ("--unit", VILLAGE), "2026年谈心谈话登记表"),
        ("duty-table", (), "组织生活制度一览表"),
        ("theme-year", ("--year", "2026"), "2026年月度主题安排表"),
        ("theme-coverage", ("--unit", VILLAGE), "2026年月度主题学习覆盖表"),
        ("contradictions", ("--month", "5"), "组织生活记录交叉核对表"),
        ("member-sign-in", ("--kind", "支委会", "--unit", VILLAGE), "支委会签到表"),
        ("month-list", ("--unit", VILLAGE), "官庄村6月组织生活清单"),
        ("chase-slip", (), "组织生活催办单"),
    ],
)
def test_every_paper_is_had_by_its_own_selectors(
    run: Run, tmp_path: Path, paper: str, options: tuple[str, ...], words: str
) -> None:
    target = tmp_path / f"{paper}.pdf"
    run("print", paper, *options, "-o", target)
    assert words in said(target).replace("\n", "").replace(" ", "")


def test_slips_go_into_a_folder_one_for_each_community(run: Run, tmp_path: Path) -> None:
    run("print", "chase-slip", "-o", tmp_path / "催办")
    names = {path.stem for path in (tmp_path / "催办").iterdir()}
    assert names
    for path in (tmp_path / "催办").iterdir():
        assert path.stem in said(path)


def test_an_outside_copy_has_days_and_no_states(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "对外.pdf"
    run("print", "completion", "--kind", "主题党日", "--outside", "-o", target)
    text = said(target)
    assert "6.15" in text
    assert not [word for word in ("没登记", "不齐", "已退", "免办", "补", "注：") if word in text]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("completion",), "哪一种"),
        (("completion", "--kind", "茶话会"), "没有“茶话会”这一种"),
        (("errand-register",), "--errand"),
        (("errand-register", "--errand", "没有的"), "没有“没有的”这一项要材料"),
        (("minutes", "--month", "2026-05", "--kind", "党课", "--unit", VILLAGE), "没有可打印的内容"),
    ],
)
def test_what_is_lacking_or_unknown_is_said_with_a_way_out(
    run: Run, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    refused = run("print", *options, "-o", tmp_path / "x", status=1)
    assert words in refused.stderr
    assert not (tmp_path / "x").exists()


def test_a_month_nobody_can_read_is_refused_before_anything_is_opened(run: Run, tmp_path: Path) -> None:
    refused = run("print", "month-list", "--month", "几月", "-o", tmp_path / "x.pdf", status=2)
    assert "月份写成 2026-06" in refused.stderr
