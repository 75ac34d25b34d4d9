"""The papers of work style: what stays visible for good, what a wall copy keeps to itself, and cells of any length."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzparty.domain.inspection import InspectionKind
from gzparty.domain.problem import Lane, ProblemState, Step
from gzparty.reports.content import Kind, Paper, Size, Subtitle, Table, column_title
from gzparty.reports.document import write_document
from gzparty.reports.options import offered_columns
from gzparty.reports.papers.circular import circular
from gzparty.reports.papers.close_out import close_out
from gzparty.reports.papers.ledger import lasting_paper, ledger_paper, summary
from gzparty.reports.papers.quota import quota, quota_unmet
from gzparty.reports.papers.rectify_notice import Asked, rectify_notice
from gzparty.reports.papers.rectify_words import Known, event_text
from gzparty.reports.papers.self_check import blank_self_check, self_check
from gzparty.reports.papers.tour import draw_record, tour_record
from gzparty.services.ledger_views import LedgerGroup
from gzparty.settings import Settings

from . import style_views as views
from .paper_text import paper_text
from .pdfs import pages, printed, text_of, tool
from .style_papers import COMPOSERS, each_style_paper
from .views import STYLE

WALL = replace(STYLE, outside=True)
POOL = {n: views.a_unit(n) for n in (1, 2, 3)}


def rows_of(paper: Paper) -> list[str]:
    return [line.strip() for line in paper_text(paper).splitlines() if line.startswith("  ")]


def row_with(paper: Paper, words: str) -> str:
    return next(row for row in rows_of(paper) if words in row)


def titles_of(paper: Paper) -> list[str]:
    table = next(block for block in paper.blocks if isinstance(block, Table))
    return [column_title(column) for column in table.columns]


def test_the_ledger_has_the_columns_clerks_know_in_their_order() -> None:
    assert titles_of(ledger_paper(views.a_page(), STYLE)) == [
        "序号", "单位", "存在问题", "问题来源", "整改措施", "责任领导", "责任人", "整改时限", "整改情况", "是否完成",
        "完成时间", "验收人", "备注",
    ]  # fmt: skip


def test_problems_stand_by_number_and_the_head_counts_them_with_both_numbers_of_the_rate() -> None:
    paper = ledger_paper(views.a_page(), STYLE)
    assert [row.split(" | ")[0] for row in rows_of(paper)] == ["1", "2", "3", "4", "5", "6-R1"]
    assert summary(views.a_page(), STYLE) == (
        "截至2026年3月9日：共6条，未销号3条（其中逾期1条），已销号2条，撤销立项1条。"
        "应销号3条，已销号2条，销号率67%。长期坚持1条，另列一表。"
    )


def test_the_rate_counts_only_the_problems_shown() -> None:
    lines = tuple(line for line in views.some_lines() if line.problem.unit_id == 2)
    told = summary(views.a_page(lines=lines, lasting=0), STYLE)
    assert "应销号1条，已销号0条，销号率0%" in told
    none = tuple(line for line in lines if line.group is not LedgerGroup.OVERDUE)
    assert "还没有应销号的" in summary(views.a_page(lines=none, lasting=0), STYLE)


def test_an_extension_leaves_the_old_deadline_on_the_paper_beside_the_new_one() -> None:
    row = row_with(ledger_paper(views.a_page(), STYLE), "赵示例上班迟到")
    assert "2026.06.30⏎原时限⏎2026.05.29" in row
    assert row.endswith("延期1次；退回1次；3个月内第2次")


def test_only_what_somebody_else_confirmed_is_done() -> None:
    paper = ledger_paper(views.a_page(), STYLE)
    done = {row.split(" | ")[0]: row.split(" | ")[9] for row in rows_of(paper)}
    assert done == {"1": "否", "2": "否⏎逾期", "3": "是", "4": "是", "5": "撤销立项", "6-R1": "否"}
    waiting = views.a_line(views.a_problem(state=ProblemState.SUBMITTED))
    assert "否⏎待验收" in rows_of(ledger_paper(views.a_page(lines=(waiting,)), STYLE))[0]


def test_what_is_left_from_another_year_keeps_its_whole_number() -> None:
    old = views.a_line(replace(views.a_problem(), number="2025-031", round=2))
    assert rows_of(ledger_paper(views.a_page(lines=(old,)), STYLE))[0].startswith("2025-031-R1 | ")


def test_a_deadline_as_an_old_sheet_wrote_it_and_a_word_where_there_is_none() -> None:
    paper = ledger_paper(views.a_page(), STYLE)
    assert row_with(paper, "值班电话没人接").split(" | ")[7] == "6月底前"
    assert row_with(paper, "去向牌没有更新").split(" | ")[7] == "即知即改"


def test_who_reported_something_stands_on_no_paper() -> None:
    for name, paper in each_style_paper().items():
        assert views.REPORTER not in paper_text(paper), name
    assert "群众反映" in row_with(ledger_paper(views.a_page(), STYLE), "公务接待清单不全")


def test_a_wall_copy_names_neither_those_responsible_nor_those_in_the_texts() -> None:
    problem = views.a_problem(
        result="赵示例写了检查，电话13800000000", note="钱示例督办", source_note="赵示例自述"
    )
    known = replace(views.some_known(), names=views.NAMED)
    page = views.a_page(lines=(views.a_line(problem),), known=known)
    usual, wall = (paper_text(ledger_paper(page, style)) for style in (STYLE, WALL))
    for hidden in ("赵示例", "钱示例", "示例甲", "13800000000", "责任人", "验收人"):
        assert hidden in usual
        assert hidden not in wall
    assert "某同志上班迟到" in wall
    # 责任领导 answers in public.
    assert "周示例" in wall


def test_a_wall_copy_of_what_is_for_good_names_nobody_either() -> None:
    page = replace(views.a_lasting_page(), known=replace(views.some_known(), names=views.NAMED))
    assert "赵示例" in paper_text(lasting_paper(page, STYLE))
    assert "赵示例" not in paper_text(lasting_paper(page, WALL))


def test_what_is_for_good_shows_what_was_reached_by_stages_and_nothing_of_chasing() -> None:
    row = rows_of(lasting_paper(views.a_lasting_page(), STYLE))[0]
    assert "2026.03.31：一季度公开2次⏎2026.06.01：二季度公开3次" in row
    assert "催过一次" not in row


def test_a_cell_of_sixteen_hundred_characters_goes_on_over_the_pages_and_loses_nothing() -> None:
    long = views.a_line(views.a_problem(text="长" * 1600, measure="施" * 900, result="效" * 700))
    after = views.a_line(views.a_problem(2, text="后面一条"))
    data = printed(ledger_paper(views.a_page(lines=(long, after)), STYLE))
    text = text_of(data)
    assert (text.count("长"), text.count("施"), text.count("效")) == (1600 + 1, 900 + text.count("措施"), 700)
    assert "后面一条" in text
    assert len(pages(data)) > 2
    assert "No syntax or stream encoding errors" in tool("qpdf", data, "--check", "FILE")


@pytest.mark.parametrize("size", Size)
def test_five_hundred_rows_print_whole_on_either_sheet(size: Size) -> None:
    lines = tuple(views.a_line(views.a_problem(n, text=f"第{n}个问题，需要整改")) for n in range(1, 501))
    data = printed(ledger_paper(views.a_page(lines=lines), replace(STYLE, size=size)))
    text = text_of(data)
    assert all(f"第{n}个" in text for n in (1, 250, 500))
    assert text.count("自查") == 500
    assert all(" yes yes yes " in line for line in tool("pdffonts", data, "FILE").splitlines()[2:])
    heads = text.count("责任领导")
    assert heads == len(pages(data))


def test_the_wall_sheet_is_a3_and_lies_across() -> None:
    wall = ledger_paper(views.a_page(), replace(STYLE, size=Size.A3))
    assert (wall.setup.size, wall.setup.landscape) == (Size.A3, True)
    (page,) = pages(printed(wall))
    assert max(char.right for char in page) > 380


def test_a_record_ticks_what_was_answered_and_leaves_the_rest_empty() -> None:
    rows = rows_of(self_check(views.an_inspection(), STYLE))
    assert rows[0] == "1 | 上下班和请销假 | √ |  |  |"
    assert rows[1] == "2 | 值班值守 |  | √ |  | 6月3日值班记录没有填"
    assert rows[3] == "4 | 公务用车 |  |  | √ |"
    assert rows[5] == "6 | 办公用房 |  |  |  |"


def test_a_record_names_the_problems_by_their_numbers_in_the_ledger() -> None:
    said = paper_text(self_check(views.an_inspection(), STYLE))
    assert "2026-012 | 赵示例上班迟到" in said
    assert "次数：6月第2次" in said
    assert "检查人：钱示例" in said
    assert "补充说明 | 抽查两天" in said


def test_a_record_without_problems_says_nothing_of_them() -> None:
    said = paper_text(self_check(views.an_inspection(problems=(), note=""), STYLE))
    assert "发现的问题" not in said
    assert "补充说明" not in said


def test_the_empty_form_asks_everything_with_room_for_ink_on_one_page() -> None:
    paper = blank_self_check("官庄社区", views.the_checklist(), STYLE)
    said = paper_text(paper)
    assert "8 | 保密和工作群管理⏎涉密材料、工作群发布、内网外网混用 |  |  |  |" in said
    assert "√" not in said
    assert "检查人：____" in said
    assert len(pages(printed(paper))) == 1
    assert (
        len(pages(printed(blank_self_check("官庄社区", views.the_checklist(), replace(STYLE, large=True)))))
        <= 2
    )


def test_the_quota_tells_done_of_owed_and_calls_nobody_short_before_the_month_is_over() -> None:
    board = views.a_quota_board()
    paper = quota(board, board.board.groups, views.TODAY, STYLE)
    assert rows_of(paper)[:3] == [
        "1 | 社区 | 官庄社区 | 2/2 | 2/2 |  | 4/4",
        "2 | 社区 | 石家庄社区 | 1/2 缺1 | 1/2 |  | 2/4",
        "3 | 部门 | 党政办公室 | 免办 | 0/2 |  | 0/2",
    ]
    assert rows_of(paper)[3] == "|  | 合计 | 3/4 | 3/6 |  | 6/10"


def test_sums_are_over_the_units_shown() -> None:
    board = views.a_quota_board()
    paper = quota(board, board.board.groups[:1], views.TODAY, replace(STYLE, columns=("unit", "done")))
    assert rows_of(paper)[-1] == "合计 | 6/8"


def test_a_past_month_lists_who_fell_short_and_a_running_one_what_is_still_missing() -> None:
    past = quota_unmet(views.MAY, views.some_unmet(), views.TODAY, STYLE)
    assert past.title == "官庄镇2026年5月自查自纠未达标清单"
    assert rows_of(past) == ["1 | 石家庄社区 | 2 | 1 | 1 | 5.8 |"]
    running = paper_text(quota_unmet(views.JUNE, views.some_unmet(), views.TODAY, STYLE))
    assert "还差次数清单" in running
    assert "这个月还剩13天" in running
    assert "未达标清单" not in running


def test_where_nobody_is_short_the_list_says_so() -> None:
    assert "各单位自查次数都够了" in paper_text(quota_unmet(views.MAY, (), views.TODAY, STYLE))


def test_a_notice_asks_each_open_problem_with_measure_and_deadline_and_brings_a_slip() -> None:
    paper = COMPOSERS["rectify-notice"](STYLE)
    said = paper_text(paper)
    assert "addressee: 官庄社区：" in said
    assert "你单位有2个问题还没有销号，其中1个已过整改时限" in said
    assert "2026.06.30⏎原时限⏎2026.05.29" in said
    slip = said[said.index("title: 整改情况回执") :]
    assert "2026-002 | 值班记录不全 |  |  |" in slip
    assert "负责人签字：____" in slip
    assert paper.kind is Kind.OFFICIAL


def test_what_is_kept_up_for_good_stands_in_a_part_of_its_own_at_the_end_of_a_notice() -> None:
    lasting = views.a_line(
        views.a_problem(7, text="村务公开不及时", lane=Lane.LASTING, deadline=None), LedgerGroup.LASTING
    )
    both = paper_text(
        rectify_notice(replace(views.an_asked(), lasting=(lasting,)), views.some_known(), STYLE)
    )
    assert "你单位有2个问题还没有销号，其中1个已过整改时限，另有1个要长期坚持整改。" in both
    notice, slip = both.split("title: 整改情况回执")
    last = next(line for line in notice.splitlines() if "村务公开不及时" in line)
    assert last.endswith("| 长期坚持")
    assert notice.index("下面的问题要长期坚持整改：") > notice.index("值班记录不全")
    assert "村务公开不及时" not in slip

    alone = paper_text(rectify_notice(Asked(views.a_unit(), (), (lasting,)), Known(), STYLE))
    assert "你单位有1个问题要长期坚持整改。" in alone
    assert "村务公开不及时" in alone
    assert "整改时限前" not in alone
    assert "回执" not in alone


def test_a_unit_without_open_problems_is_sent_nothing_to_do() -> None:
    said = paper_text(rectify_notice(Asked(views.a_unit(), ()), Known(), STYLE))
    assert "官庄社区没有未销号的问题" in said
    assert "回执" not in said


def test_a_closed_problem_shows_its_evidence_with_places_and_everything_that_happened() -> None:
    said = paper_text(close_out(views.a_detail(), STYLE))
    assert (
        "1. 接待清单复印件（纸质，3号盒 第12页）⏎2. 清单照片.jpg（电子件）⏎3. 说明.docx（电子件，现在打不开）"
        in said
    )
    assert "下一轮的" not in said
    assert "2026.05.14　延期，时限2026.05.20（原时限2026.05.15）：等清单（周示例批准）" in said
    assert "2026.05.17　退回：缺两张" in said
    assert "电话催过" not in said
    # It begins with the day it was found, not with the day it was typed.
    assert "整改经过 | 2026.05.12　发现⏎2026.05.14" in said
    assert "2026.06.16" not in said
    assert "验收意见 | 现场看过，齐了⏎验收人：郑示例　　2026年5月19日" in said
    assert "回头看 | 定在2026年6月18日" in said
    # What was done stands in its own row and is not said again.
    assert "提交验收⏎" in said


def test_before_it_is_closed_the_verdict_is_left_to_write() -> None:
    detail = views.a_detail()
    open_ = replace(detail.line.problem, state=ProblemState.SUBMITTED, closed_on=None, look_back_on=None)
    said = paper_text(close_out(replace(detail, line=replace(detail.line, problem=open_)), STYLE))
    assert "验收意见 | \n" in said
    assert "销号时间：____" in said


def test_a_relapse_is_told_with_its_new_round() -> None:
    event = views.an_event(1, Step.REOPEN, date(2026, 7, 1), note="又迟到", new_deadline=date(2026, 7, 10))
    assert event_text(event) == "2026.07.01　重新整改，时限2026.07.10：又迟到"


def test_a_circular_tells_what_records_tell_in_three_parts() -> None:
    said = paper_text(circular(views.a_circular(), Settings(), STYLE))
    assert "title: 关于6月份作风联合督查~情况的通报" in said
    assert "镇纪委、党政办组成督查组，对2个单位进行了督查，重点督查值班值守和窗口服务。" in said
    assert "body: 石家庄社区没有发现问题，做得较好。" in said
    assert "second: （一）官庄社区。|1.窗口空岗20分钟。2.去向牌没有更新。" in said
    assert "body: 分管领导要盯住整改。" in said
    assert "请有关单位于2026年6月26日前报送整改情况。" in said
    assert "2 | 官庄社区 | 2026.06.11 | 去向牌没有更新。 | 即知即改" in said
    assert "党政办公室" not in said
    assert "李示例" not in said


def test_a_circular_has_an_issue_only_where_it_was_given_and_never_a_document_number() -> None:
    without = circular(views.a_circular(), replace(Settings(), circular_series="作风督查通报"), STYLE)
    assert not any(isinstance(block, Subtitle) for block in without.blocks)
    numbered = circular(
        views.a_circular(tour=views.a_tour(issue=3)),
        replace(Settings(), circular_series="作风督查通报"),
        STYLE,
    )
    assert Subtitle("作风督查通报（第3期）") in numbered.blocks
    usual = circular(views.a_circular(tour=views.a_tour(issue=3)), Settings(), STYLE)
    assert Subtitle("督查通报（第3期）") in usual.blocks
    for paper in (without, numbered, usual):
        assert "〔" not in paper_text(paper)


def test_a_circular_without_the_clerks_words_leaves_room_and_claims_nothing() -> None:
    tour = views.a_tour(good="", requirements="", reply_by=None)
    unseen = circular(views.a_circular(tour=tour, units=()), Settings(), STYLE)
    said = paper_text(unseen)
    assert "还没有登记督查过的单位" in said
    assert "做得较好" not in said
    assert "还没有登记问题" in said
    assert "first: 三、下步要求\ngap" in said
    assert "attachments" not in said


def test_a_unit_not_fully_looked_at_is_not_called_good() -> None:
    text = views.a_circular()
    half = replace(text.units[1], unanswered=2)
    said = paper_text(circular(replace(text, units=(half,)), Settings(), STYLE))
    assert "做得较好" not in said
    assert "这次督查没有发现问题" not in said


def test_a_circular_opens_in_a_word_processor_with_its_annex() -> None:
    target = io.BytesIO()
    write_document(circular(views.a_circular(), Settings(), STYLE), target)
    document = docx.Document(target)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "关于6月份作风联合督查情况的通报" in "".join(texts)
    assert "一、总体情况" in texts
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == ["序号", "单位", "督查时间", "存在问题", "整改时限"]
    assert cells[1] == ["1", "官庄社区", "2026.06.11", "窗口空岗20分钟", "2026.06.26"]


def test_at_a_unit_nobody_has_been_to_the_sheet_is_empty_and_asks_everything() -> None:
    tour, items = views.a_tour(), views.the_checklist(InspectionKind.JOINT)
    blank = paper_text(tour_record(tour, views.a_unit(3), None, items, STYLE))
    assert "督查组：李示例（镇纪委）、王示例（党政办）、周示例（党政办）" in blank
    assert "督查时间：____" in blank
    assert items[0].title in blank
    assert "√" not in blank
    seen = views.a_tour_view().units[1][2]
    filled = paper_text(tour_record(tour, views.a_unit(1), seen, items, STYLE))
    assert "督查时间：2026年6月16日" in filled
    assert "2026-012 | 赵示例上班迟到" in filled


def test_the_record_of_a_draw_shows_the_pool_the_seed_and_the_order_of_the_lots() -> None:
    paper = draw_record(views.a_tour_view(), POOL, STYLE)
    assert rows_of(paper) == [
        "1 | 官庄社区 | √ | 2 |",
        "2 | 石家庄社区 |  |  |",
        "3 | 党政办公室 | √ | 1 |",
    ]
    said = paper_text(paper)
    assert "参加抽签：3个  抽中：2个  抽签号：20260611" in said
    assert "另外指定1个：石家庄社区。" in said


def test_units_chosen_by_hand_are_not_said_to_have_been_drawn() -> None:
    view = views.a_tour_view(pool=(), seed=None)
    view = replace(
        view, units=tuple((replace(one, drawn=False), unit, seen) for one, unit, seen in view.units)
    )
    said = paper_text(draw_record(view, POOL, STYLE))
    assert "抽签号：没有抽签" in said
    assert "重抽" not in said
    assert "另外指定3个" in said


TABLES = [name for name in COMPOSERS if name not in ("rectify-notice", "circular", "close-out")]


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_of_a_table_can_be_chosen(name: str) -> None:
    offers = offered_columns(each_style_paper()[name])
    keys = tuple(offer.key for offer in offers)[:1:-1]
    paper = COMPOSERS[name](replace(STYLE, columns=keys))
    assert titles_of(paper) == [offer.title for offer in offers if offer.key in keys][::-1]


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.text("村党，（《12a \n", max_size=40),
    st.integers(1, 2500).map(lambda n: "长" * n),
)


@settings(max_examples=25, deadline=None)
@given(texts, texts, texts, st.sampled_from(Size), st.booleans())
def test_any_text_in_the_ledger_prints_and_loses_nothing(
    text: str, measure: str, note: str, size: Size, large: bool
) -> None:
    problem = views.a_problem(text=text, measure=measure, note=note, deadline=None, lane=Lane.PROMPT)
    style = replace(STYLE, size=size, large=large)
    data = printed(ledger_paper(views.a_page(lines=(views.a_line(problem),), lasting=0), style))
    assert text_of(data).count("长") == sum(one.count("长") for one in (text, measure, note))


@settings(max_examples=15, deadline=None)
@given(texts, texts)
def test_any_text_in_the_sheet_of_a_problem_prints_and_loses_nothing(text: str, result: str) -> None:
    detail = views.a_detail()
    problem = replace(detail.line.problem, text=text, result=result)
    data = printed(close_out(replace(detail, line=replace(detail.line, problem=problem)), STYLE))
    assert text_of(data).count("长") == text.count("长") + result.count("长")
