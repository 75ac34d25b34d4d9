"""公示, 通报, and the lists of a selection: what goes out follows the standard, what is inner says so."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from gzparty.domain.selection import Reply, Verdict
from gzparty.reports.content import Kind, Signature, Size, Subtitle, Table, column_title
from gzparty.reports.document import write_document
from gzparty.reports.options import offered_columns
from gzparty.reports.papers.ballot import ballot
from gzparty.reports.papers.exemplars import exemplars
from gzparty.reports.papers.nomination import blank_nomination
from gzparty.reports.papers.publicity import publicity
from gzparty.reports.papers.result import result
from gzparty.reports.papers.review import review
from gzparty.reports.papers.tally import tally
from gzparty.settings import Settings

from . import exemplar_views as views
from .exemplar_papers import COMPOSERS, each_exemplar_paper, many, page_count, row_with, rows_of, unvoted
from .exemplar_views import WORD
from .paper_text import paper_text
from .pdfs import printed, text_of
from .views import STYLE

CHOSEN, OTHERS = views.NAMES[0], views.NAMES[1:]


def test_the_workdays_are_counted_on_the_calendar_and_the_holiday_is_named() -> None:
    wrong = views.a_publicity(workdays=3)
    said = paper_text(publicity(views.a_view(), wrong, WORD, STYLE))
    assert "2026年6月15日至6月22日（5个工作日，遇端午节顺延）。" in said


def test_a_publicity_over_the_turn_of_the_year_names_both_years() -> None:
    over = views.a_publicity(starts_on=date(2026, 12, 30), ends_on=date(2027, 1, 6))
    over = replace(over, strip=(), shifted=())
    said = paper_text(publicity(views.a_view(), over, WORD, STYLE))
    assert "2026年12月30日至2027年1月6日（5个工作日）。" in said
    assert Signature(STYLE.issuer, "2026年12月30日") in publicity(views.a_view(), over, WORD, STYLE).blocks


def test_whom_to_tell_is_a_line_to_write_on_where_the_office_has_not_said() -> None:
    bare = views.a_publicity(contact="", phone="", address="")
    said = paper_text(publicity(views.a_view(), bare, WORD, STYLE))
    assert "联系电话：　　　" in said
    assert "0536" not in said


def test_a_circular_has_the_number_the_office_typed_or_none() -> None:
    assert Subtitle("官党办发〔2026〕12号") in each_exemplar_paper()["result"].blocks
    bare = views.a_view(selection=views.a_selection(circular_number=""))
    paper = result(bare, WORD, Settings(), STYLE)
    assert not any(isinstance(block, Subtitle) for block in paper.blocks)
    assert "号" not in paper_text(paper)


def test_a_circular_tells_the_deeds_as_they_were_nominated_and_asks_in_fixed_words() -> None:
    said = paper_text(each_exemplar_paper()["result"])
    for paragraph in views.TOLD.splitlines():
        assert paragraph in said
    assert "向典型学习" in said
    brief = views.a_view(nominations=(views.a_line(deeds=""),))
    assert views.DEEDS[0] in paper_text(result(brief, WORD, Settings(), STYLE))


def test_of_a_selection_typed_in_afterwards_no_step_is_claimed() -> None:
    past = views.a_view(selection=views.a_selection(imported=True), publicities=())
    said = paper_text(result(past, WORD, Settings(), STYLE))
    assert "确定示例甲同志为" in said
    for step in ("资格审核", "评议", "党委研究", "公示"):
        assert step not in said


def test_the_office_s_own_word_stands_everywhere_instead_of_the_usual_one() -> None:
    word = "每月之星"
    for paper in (
        result(views.a_view(), word, Settings(), STYLE),
        publicity(views.a_view(), views.a_publicity(), word, STYLE),
        ballot(unvoted(), word, STYLE),
        tally(views.a_view(), word, STYLE),
        review(views.a_view(), word, STYLE),
        blank_nomination(None, word, STYLE),
        exemplars(views.a_year(), word, STYLE),
    ):
        said = paper_text(paper).replace("一月一典型", "")
        assert word in said
        assert "典型" not in said


@pytest.mark.parametrize("name", ["publicity", "result"])
def test_letters_follow_the_standard_and_open_in_a_word_processor(name: str) -> None:
    paper = each_exemplar_paper()[name]
    assert paper.kind is Kind.OFFICIAL
    assert (paper.setup.margins.top, paper.setup.margins.left) == (37, 28)
    target = io.BytesIO()
    write_document(paper, target)
    document = docx.Document(target)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert paper.title in "".join(texts).replace("\n", "")
    assert "官庄镇党建办" in texts
    assert document.core_properties.title == paper.title
    if name == "publicity":
        cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert cells == [["序号", "姓名", "单位", "职务"], ["1", "示例甲", "东利见村", "党支部书记"]]


def test_the_place_of_a_seal_is_in_the_document_too() -> None:
    target = io.BytesIO()
    write_document(each_exemplar_paper()["nomination"], target)
    cells = [cell for row in docx.Document(target).tables[0].rows for cell in row.cells]
    sealed = next(cell for cell in cells if "推荐单位（盖章）" in cell.text)
    assert sealed.paragraphs[0].text == "经支部党员大会讨论，同意推荐。"
    assert sealed.paragraphs[-1].text.startswith("推荐单位（盖章）")


@pytest.mark.parametrize("count", [1, 6, 30])
def test_any_number_of_the_chosen_is_listed_whole(count: int) -> None:
    view = many(count)
    listed = publicity(view, views.a_publicity(), WORD, STYLE)
    assert len(rows_of(listed)) == count
    assert f"拟确定{count}名同志" in paper_text(listed)
    told = text_of(printed(result(view, WORD, Settings(), STYLE)))
    assert (f"等{count}名同志" in told.replace("\n", "")) == (count > 5)


# 资格审核情况表 and 年度一览


def test_the_review_lists_everybody_with_what_people_came_to_and_is_for_the_office_alone() -> None:
    line = replace(views.a_line(), since=(views.BEFORE,))
    gone = views.a_line(2, withdrawn_on=date(2026, 6, 9), withdrawn_reason="本人放弃")
    waiting = views.a_line(3, verdict=Verdict.OPEN, judged_on=None, judged_by="", reply=Reply.NONE)
    paper = review(views.a_view(nominations=(line, gone, waiting, views.a_line(8))), WORD, STYLE)
    said = paper_text(paper)
    assert "（内部使用　主题：集体增收）" in said
    assert "推荐3人，符合条件1人，不符合1人，还没有审核1人。" in said
    assert "审核后新发现：2026年2月评过" in row_with(paper, CHOSEN)
    assert "2026.06.09撤回推荐" in row_with(paper, OTHERS[0])
    assert "还没有答复 | 还没有审核" in row_with(paper, OTHERS[1])
    assert "不符合 | 间隔不满12个月" in row_with(paper, views.NAMES[7])


def test_a_name_stands_in_the_year_only_once_its_publicity_stood() -> None:
    inner, wall = (
        exemplars(views.a_year(), WORD, replace(STYLE, outside=outside)) for outside in (False, True)
    )
    for paper in (inner, wall):
        assert "未公示完示例" not in paper_text(paper)
        assert CHOSEN in row_with(paper, "6月")
        assert "空缺" in row_with(paper, "8月")
        assert "没人通过审核" not in paper_text(paper)
    assert "公示中" in row_with(inner, "7月")
    assert "公示" not in paper_text(wall)
    assert "官党办发" in paper_text(inner)
    assert "官党办发" not in paper_text(wall)


@pytest.mark.parametrize("size", list(Size))
def test_the_year_hangs_on_one_sheet(size: Size) -> None:
    assert page_count(exemplars(views.a_year(), WORD, replace(STYLE, outside=True, size=size))) == 1


@pytest.mark.parametrize("name", ["tally", "review", "exemplars"])
def test_the_columns_of_a_table_can_be_chosen(name: str) -> None:
    offers = offered_columns(each_exemplar_paper()[name])
    keys = tuple(offer.key for offer in offers)[:1:-1]
    paper = COMPOSERS[name](replace(STYLE, columns=keys))
    table = next(block for block in paper.blocks if isinstance(block, Table))
    titles = [column_title(column) for column in table.columns]
    assert titles == [offer.title for offer in offers if offer.key in keys][::-1]
