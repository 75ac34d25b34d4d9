"""The papers of themes: months, who has a record, and nothing that accuses anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gzparty.reports import catalogue
from gzparty.reports.content import Size
from gzparty.reports.papers.themes import theme_coverage
from gzparty.reports.subject import Subject
from tests.builders import Office, an_office
from tests.meetings import K, a_draft, register

from .paper_text import paper_text
from .theme_papers import a_theme_board, each_theme_paper
from .views import STYLE

YEAR = Subject(2026, date(2026, 6, 17))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A theme of June one village of four met about."""
    built = an_office(tmp_path)
    themes = built.services.themes
    june = themes.set_theme("2026-06", "发展集体经济").value
    themes.set_theme("2025-06", "去年的主题")
    (meeting,) = register(built, a_draft(built, K.STUDY))
    themes.link(june.id, meetings=[meeting.id])
    yield built
    built.store.close()


def rows(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.startswith("  ")]


def test_a_month_says_its_theme_material_training_coverage_and_exemplar() -> None:
    said = rows(paper_text(each_theme_paper()["theme-year"]))
    may = next(row for row in said if row.startswith("5月"))
    assert may == "5月 | 防汛防灾 | 县委组织部 | 汛期怎么值班 | 6.3 | 5.20 第5期 | 2/2 | 示例甲"
    assert next(row for row in said if row.startswith("6月")).split(" | ")[3] == "集体经济课件.pptx"


def test_a_month_whose_theme_has_not_come_stays_blank_to_be_written_on() -> None:
    said = rows(paper_text(each_theme_paper()["theme-year"]))
    july = next(row for row in said if row.startswith("7月"))
    assert july.split(" | ")[1:3] == ["", "县委组织部"]
    assert next(row for row in said if row.startswith("8月")).replace("|", "").split() == ["8月"]


def test_coverage_has_days_and_no_words_of_blame() -> None:
    text = paper_text(theme_coverage(a_theme_board(), STYLE))
    said = rows(text)
    assert next(row for row in said if "东利见村" in row).split(" | ")[-9:] == [
        "5.13", "", "", "", "", "", "", "", "1/2",
    ]  # fmt: skip
    assert next(row for row in said if "老管公村" in row).split(" | ")[-9:-6] == ["—", "", ""]
    assert not [word for word in ("没有记录", "缺", "逾期") if word in text]


def test_twelve_months_lie_across_a4_and_stand_on_a3() -> None:
    assert theme_coverage(a_theme_board(), STYLE).setup.landscape
    assert not theme_coverage(a_theme_board(), replace(STYLE, size=Size.A3)).setup.landscape


def test_columns_are_chosen_and_the_sum_keeps_its_word() -> None:
    chosen = replace(STYLE, columns=("unit", "2026-05"))
    said = rows(paper_text(theme_coverage(a_theme_board(), chosen)))
    assert said[-1] == "合计 | 2/2"


def test_the_papers_say_what_the_office_has(office: Office) -> None:
    year = paper_text(catalogue.compose(office.services, "theme-year", YEAR))
    assert "6月 | 发展集体经济 |  |  |  |  | 1/4 |" in year
    assert "去年的主题" not in year
    coverage = rows(paper_text(catalogue.compose(office.services, "theme-coverage", YEAR)))
    assert [row.split(" | ")[2] for row in coverage if "村" in row] == ["东村", "南村", "西村", "北村"]


def test_coverage_is_narrowed_to_a_community(office: Office) -> None:
    about = replace(YEAR, unit="利见社区")
    said = rows(paper_text(catalogue.compose(office.services, "theme-coverage", about)))
    assert [row.split(" | ")[2] for row in said if "村" in row] == ["西村", "北村"]
