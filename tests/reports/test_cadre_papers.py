"""班子任期一览表 and 后备干部培养情况表: what they say, what is marked, what the print log keeps of them."""

from __future__ import annotations

from dataclasses import replace

from gzparty.reports import catalogue
from gzparty.reports.content import Subtitle
from gzparty.reports.papers.cadres import reserves_paper
from gzparty.services.cadre_views import CoveredPart

from .cadre_papers import each_cadre_paper, some_reserves
from .paper_text import paper_text
from .pdfs import printed, text_of
from .views import STYLE


def rows_of(name: str) -> list[str]:
    text = paper_text(each_cadre_paper()[name])
    return [line.strip() for line in text.splitlines() if line.startswith("  ")]


def test_the_list_of_reserve_cadres_is_marked_for_internal_use() -> None:
    paper = each_cadre_paper()["reserves"]
    assert Subtitle("内部使用，不得张贴、外传") in paper.blocks
    assert "内部使用" in text_of(printed(paper))


def test_where_no_roll_has_somebody_it_says_so_and_counts_nothing() -> None:
    first, second = rows_of("reserves")
    assert " | 示例甲 | " in first
    assert " | 8 | 1/1 | 3/4 | 谈过话" in first
    assert " | 0 | 没有名单 | 没有名单 | 本年没有培训" in second


def test_what_is_not_asked_for_stays_off_and_can_be_asked_for() -> None:
    paper = reserves_paper(some_reserves(), 2026, "", replace(STYLE, columns=("name", "joined")))
    assert "入党时间" in paper_text(paper)
    assert "入党时间" not in paper_text(each_cadre_paper()["reserves"])


def test_a_term_says_who_acts_what_is_vacant_and_as_much_of_a_day_as_is_known() -> None:
    over, soon, unknown = rows_of("terms")
    assert "示例甲（代）" in over
    assert "2021.03.01 | 5年 | 2026.03.01 | 已届满，过了 8 天 | 等上级安排" in over
    assert "空缺" in soon
    assert "2023.06 | 3年 | 2026.06 | 半年内届满" in soon
    assert "没登记届期" in unknown


def test_of_the_reserve_cadres_only_the_fingerprint_stays_and_the_window_covers_them() -> None:
    spec = catalogue.find("reserves")
    assert spec.discreet
    assert spec.covered is CoveredPart.RESERVES
    assert catalogue.find("terms").covered is None
