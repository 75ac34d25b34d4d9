"""The papers of a selection of exemplars: whom they name, what they keep to themselves, and cells of any length."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gzparty.domain.eligibility import Row
from gzparty.domain.people import PartyClass
from gzparty.domain.selection import Category, Decision, Outcome, PublicityResult, Reply, TieRule, Verdict
from gzparty.reports.content import Paper, Slips
from gzparty.reports.document import is_editable
from gzparty.reports.papers.ballot import ballot
from gzparty.reports.papers.nomination import blank_nomination, nomination_form
from gzparty.reports.papers.publicity import publicity
from gzparty.reports.papers.result import result
from gzparty.reports.papers.review import review
from gzparty.reports.papers.tally import tally
from gzparty.services.selection_papers import CandidateFacts, SelectionPaperView
from gzparty.services.selection_views import NominationLine, Result, SelectionView
from gzparty.settings import Settings

from . import exemplar_views as views
from .exemplar_papers import COMPOSERS, each_exemplar_paper, many, page_count, row_with, rows_of, unvoted
from .exemplar_views import WORD
from .paper_text import paper_text
from .pdfs import pages, printed, rules, text_of
from .views import STYLE

CHOSEN, OTHERS = views.NAMES[0], views.NAMES[1:]


def every_variant() -> dict[str, Paper]:
    """Each paper in each of its forms."""
    units, scored = views.a_view_of_units(), views.a_scored_view()
    return {
        **each_exemplar_paper(),
        **{f"{name} 墙": compose(replace(STYLE, outside=True)) for name, compose in COMPOSERS.items()},
        "blank of units": blank_nomination(units.selection, WORD, STYLE),
        "unit": nomination_form(views.a_paper_view(units), units.nominations[0], WORD, STYLE),
        "scores": tally(scored, WORD, STYLE),
        "ballot of scores": ballot(replace(scored, rounds=(), tally=None), WORD, STYLE),
        "ballot of units": ballot(replace(units, rounds=(), tally=None), WORD, STYLE),
        "two rounds": tally(views.a_view_of_two_rounds(), WORD, STYLE),
        "uncounted": tally(unvoted(), WORD, STYLE),
        "publicity of units": publicity(units, views.a_publicity(), WORD, STYLE),
        "result of units": result(units, WORD, Settings(), STYLE),
        **{
            line.nomination.name: nomination_form(views.a_paper_view(), line, WORD, STYLE)
            for line in views.a_view().nominations
        },
        **{
            f"as {kind}": nomination_form(views.a_paper_view(), views.a_line(result=kind), WORD, STYLE)
            for kind in Result
        },
    }


def test_no_paper_grants_a_title_or_calls_it_a_commendation() -> None:
    for name, paper in every_variant().items():
        said = paper_text(paper)
        for forbidden in ("表彰", "授予", "称号", "奖"):
            assert forbidden not in said, (name, forbidden)


def test_who_objected_and_what_was_said_stand_on_no_paper() -> None:
    view = views.a_view(publicities=(views.a_publicity((views.an_objection(),)),))
    made = {
        "nomination": nomination_form(views.a_paper_view(view), views.a_line(), WORD, STYLE),
        "publicity": publicity(view, view.publicities[0], WORD, STYLE),
        "result": result(view, WORD, Settings(), STYLE),
        "review": review(view, WORD, STYLE),
        "tally": tally(view, WORD, STYLE),
    }
    for name, paper in made.items():
        assert "举报人" not in paper_text(paper), name
        assert "合同没有公开" not in paper_text(paper), name
    form = paper_text(made["nomination"])
    assert "6月16日收到异议1件，不属实，6月18日处理：查阅合同和公开栏照片，走访5户。" in form


@pytest.mark.parametrize("name", ["publicity", "result", "exemplars"])
def test_what_goes_out_names_the_chosen_and_nobody_else(name: str) -> None:
    said = paper_text(each_exemplar_paper()[name])
    assert CHOSEN in said
    for other in OTHERS:
        assert other not in said
    for inner in ("未发现", "纪委", "间隔", "得票", "没有入选"):
        assert inner not in said


def test_somebody_struck_off_is_named_no_more() -> None:
    first = views.a_line(struck_on=date(2026, 6, 22), struck_reason="异议属实")
    second = views.a_line(2, decision=Decision.CHOSEN)
    view = views.a_view(nominations=(first, second))
    for paper in (publicity(view, views.a_publicity(), WORD, STYLE), result(view, WORD, Settings(), STYLE)):
        assert CHOSEN not in paper_text(paper)
        assert OTHERS[0] in paper_text(paper)


# 推荐表


def test_a_candidate_passed_in_spite_of_what_was_found_has_it_on_the_form_with_the_reason() -> None:
    line = replace(
        views.a_line(verdict_reason="上次是集体项目，党委会同意", found=(views.BEFORE.key,)),
        findings=(views.BEFORE,),
    )
    row = row_with(nomination_form(views.a_paper_view(), line, WORD, STYLE), "资格审核")
    assert "系统核查：2026年2月评过，间隔不满 12 个月。" in row
    assert "审核结论：符合评选条件。理由：上次是集体项目，党委会同意。" in row
    assert "未发现" not in row


def test_before_the_review_the_form_says_what_is_found_and_no_verdict() -> None:
    line = views.a_line(verdict=Verdict.OPEN, judged_on=None, judged_by="", reply=Reply.NONE)
    row = row_with(nomination_form(views.a_paper_view(), line, WORD, STYLE), "资格审核")
    assert "系统核查：本系统内未发现不符合情形。" in row
    assert "审核结论" not in row
    assert "答复" not in row


def test_what_was_put_right_after_the_verdict_is_said_to_have_been_there() -> None:
    line = replace(views.a_line(found=(views.BEFORE.key,)), gone=(views.BEFORE.key,))
    row = row_with(nomination_form(views.a_paper_view(), line, WORD, STYLE), "资格审核")
    assert "审核时有“" in row
    assert "未发现" not in row


def test_one_row_more_or_less_since_the_verdict_does_not_make_the_form_say_nothing_was_found() -> None:
    line = views.a_line(verdict_reason="已经说明情况", found=("chosen=selection:2",))
    two = replace(views.BEFORE, rows=(*views.BEFORE.rows, Row("selection", 3, "2026-04")))
    for kept, live in ((line.nomination.found, two), (("chosen=selection:2,selection:3",), views.BEFORE)):
        shown = replace(line, nomination=replace(line.nomination, found=kept), findings=(live,))
        row = row_with(nomination_form(views.a_paper_view(), shown, WORD, STYLE), "资格审核")
        assert "系统核查：2026年2月评过，间隔不满 12 个月" in row
        assert "未发现" not in row


def test_a_person_is_told_by_the_roll_and_what_it_does_not_know_is_left_to_write() -> None:
    known = nomination_form(views.a_paper_view(), views.a_line(), WORD, STYLE)
    assert "姓名 | 示例甲 | 性别 | 男 | 出生年月 | 1979.04" in rows_of(known)
    assert "中共党员" in row_with(known, "政治面貌")
    unknown = nomination_form(SelectionPaperView(views.a_view(), {}), views.a_line(), WORD, STYLE)
    assert "姓名 | 示例甲 | 性别 |  | 出生年月 |" in rows_of(unknown)
    probationary = SelectionPaperView(
        views.a_view(), {1: CandidateFacts(party_class=PartyClass.PROBATIONARY)}
    )
    assert "中共预备党员" in row_with(nomination_form(probationary, views.a_line(), WORD, STYLE), "政治面貌")


def test_a_unit_has_a_form_without_personal_fields() -> None:
    view = views.a_view_of_units()
    for paper in (
        nomination_form(views.a_paper_view(view), view.nominations[0], WORD, STYLE),
        blank_nomination(view.selection, WORD, STYLE),
    ):
        said = paper_text(paper)
        assert "单位名称" in said
        for personal in ("姓名", "性别", "出生", "政治面貌", "职务"):
            assert personal not in said


def test_nothing_is_said_to_have_been_objected_while_the_time_runs() -> None:
    running = views.a_view(publicities=(views.a_publicity(result=PublicityResult.OPEN),))
    line = views.a_line(result=Result.IN_PUBLICITY)
    said = paper_text(nomination_form(views.a_paper_view(running), line, WORD, STYLE))
    assert "没有收到" not in said
    assert "正在公示" in said
    over = paper_text(nomination_form(views.a_paper_view(), views.a_line(), WORD, STYLE))
    assert "公示期间没有收到对该人选的异议" in over


def test_an_objection_against_another_is_not_on_this_form() -> None:
    other = views.an_objection(nomination_id=2)
    procedure = views.an_objection(2, nomination_id=None, outcome=Outcome.OPEN, handled_on=None, handling="")
    view = views.a_view(publicities=(views.a_publicity((other, procedure)),))
    row = row_with(nomination_form(views.a_paper_view(view), views.a_line(), WORD, STYLE), "公示时间")
    assert "异议1件" not in row
    assert "收到对程序的意见1件，核实中。" in row


def test_votes_that_are_not_locked_do_not_stand_on_the_form() -> None:
    view = views.a_view(rounds=(views.a_round(locked_on=None),))
    form = nomination_form(views.a_paper_view(view), views.a_line(), WORD, STYLE)
    assert row_with(form, "评议情况") == "评议情况 |"


def test_600_characters_of_deeds_stay_on_one_sheet_and_more_go_on() -> None:
    def form(count: int) -> Paper:
        return nomination_form(views.a_paper_view(), views.a_line(deeds="村" * count), WORD, STYLE)

    assert page_count(form(600)) == 1
    long = printed(form(3000))
    assert text_of(long).count("村") == 3000 + text_of(printed(form(600))).count("村") - 600
    assert "填表人" in text_of(long)


def test_a_seal_has_its_place_at_the_lower_right_of_the_opinion() -> None:
    (page,) = pages(printed(nomination_form(views.a_paper_view(), views.a_line(), WORD, STYLE)))
    text = "".join(char.text for char in page)
    seal, opinion = page[text.index("（盖章）")], page[text.index("经支部党员大会")]
    assert seal.top > opinion.top + 8
    assert seal.left > 100


# 评议表


@pytest.mark.parametrize(("nominees", "slips"), [(1, 4), (3, 4), (6, 3), (10, 2), (30, 1)])
def test_slips_share_a_sheet_as_far_as_their_names_allow(nominees: int, slips: int) -> None:
    data = printed(ballot(many(nominees), WORD, STYLE))
    assert len(pages(data)) == 1
    assert text_of(data).count("典型评议表") == slips


def test_as_many_slips_are_made_as_are_wished_and_none_differs_from_another() -> None:
    paper = ballot(unvoted(), WORD, replace(STYLE, copies=25))
    data = printed(paper)
    assert text_of(data).count("典型评议表") == 25
    assert len(pages(data)) == 9
    slip = sorted(rest for rest in text_of(data).split("2026年6月典型评议表") if rest.strip())
    assert len({one.replace("\x0c", "").strip() for one in slip}) == 1


def test_sheets_are_cut_along_lines_between_the_slips_and_nowhere_else() -> None:
    def cuts(count: int) -> list[float]:
        (page,) = rules(printed(ballot(many(count), WORD, STYLE)))
        return sorted({round(y1 / 72 * 25.4) for x1, y1, _x2, _y2 in page if x1 == 0})

    assert cuts(6) == [99, 198]
    assert cuts(10) == [148]
    assert cuts(30) == []


def test_only_those_who_passed_the_review_are_on_the_slip_in_the_order_they_came() -> None:
    backwards = views.a_view(
        nominations=tuple(views.a_line(n) for n in range(8, 0, -1)), rounds=(), tally=None
    )
    said = rows_of(ballot(backwards, WORD, STYLE))
    assert [row.split(" | ")[1] for row in said] == list(views.NAMES[:6])
    withdrawn = views.a_line(2, withdrawn_on=date(2026, 6, 10), withdrawn_reason="本人放弃")
    paper = ballot(views.a_view(nominations=(views.a_line(), withdrawn), rounds=(), tally=None), WORD, STYLE)
    assert len(rows_of(paper)) == 1


def test_a_slip_says_how_many_may_be_ticked_or_up_to_what_is_scored() -> None:
    three = replace(views.CATEGORY, choices=3)
    lines = tuple(replace(views.a_line(n), category=three) for n in range(1, 4))
    counted = paper_text(
        ballot(views.a_view(categories=(three,), nominations=lines, rounds=(), tally=None), WORD, STYLE)
    )
    assert "最多选3人，可以少选，多选作废" in counted
    scored = paper_text(ballot(replace(views.a_scored_view(), rounds=(), tally=None), WORD, STYLE))
    assert "0至100分" in scored
    assert "多选" not in scored
    assert "得分" in scored


def test_categories_stand_apart_with_what_each_allows() -> None:
    first = Category(1, "c1", 1, 1, "担当星", 1, 1)
    second = Category(2, "c2", 1, 2, "敬业星", 2, 2)
    lines = (
        replace(views.a_line(1), category=second),
        replace(views.a_line(2), category=first),
    )
    paper = ballot(
        views.a_view(categories=(first, second), nominations=lines, rounds=(), tally=None), WORD, STYLE
    )
    assert [row.split(" | ")[0] for row in rows_of(paper)] == [
        "担当星（最多选1人）",
        "1",
        "敬业星（最多选2人）",
        "2",
    ]
    assert "各类最多选几人见类别后面" in paper_text(paper)


def test_a_second_round_asks_only_about_those_it_was_tied_between() -> None:
    tied = views.a_view(rounds=(views.a_round(votes=(10, 10, 3, 2, 0, 0)),))
    paper = ballot(tied, WORD, STYLE)
    assert [row.split(" | ")[1] for row in rows_of(paper)] == list(views.NAMES[:2])
    assert "第2轮" in paper_text(paper)
    settled = ballot(views.a_view(), WORD, STYLE)
    assert len(rows_of(settled)) == 6
    assert "第2轮" not in paper_text(settled)


def test_slips_are_had_as_pdf_only() -> None:
    made = each_exemplar_paper()
    assert not is_editable(made["ballot"])
    assert all(is_editable(paper) for name, paper in made.items() if name != "ballot")
    (slips,) = made["ballot"].blocks
    assert isinstance(slips, Slips)


# 计票汇总


def test_the_count_says_that_votes_do_not_decide_and_by_which_rule_equals_are_parted() -> None:
    said = paper_text(tally(views.a_view(), WORD, STYLE))
    assert "评议结果是党委研究的参考，不直接决定人选。" in said
    assert "并列规则：末位并列的再投一轮。" in said
    assert "14 | 56.0% | 评议排在前列" in said
    rule = views.a_selection(tie_rule=TieRule.COMMITTEE)
    assert "并列的由党委研究" in paper_text(tally(views.a_view(selection=rule), WORD, STYLE))


def test_a_tie_is_named_until_a_second_round_settled_it() -> None:
    tied = paper_text(tally(views.a_view(rounds=(views.a_round(votes=(10, 10, 3, 2, 0, 0)),)), WORD, STYLE))
    assert "末位并列：示例甲、郑示例。" in tied
    assert "排在前列" not in tied
    paper = tally(views.a_view_of_two_rounds(), WORD, STYLE)
    assert rows_of(paper)[:3] == [
        "1 | 郑示例 | 五十里铺村 | 10 | 40.0% | 13 | 52.0% | 评议排在前列",
        "2 | 示例甲 | 东利见村 | 10 | 40.0% | 12 | 48.0% |",
        "3 | 许示例 | 河北管公村 | 3 | 12.0% |  |  |",
    ]
    assert "末位并列：" not in paper_text(paper)


def test_why_a_locked_count_was_opened_stays_on_the_paper() -> None:
    said = paper_text(tally(views.a_view_of_two_rounds(), WORD, STYLE))
    assert "第2轮票数锁定后重新打开过，原因：第2轮录错一票。" in said
    assert "重新打开" not in paper_text(tally(views.a_view(), WORD, STYLE))
    opened = views.a_view(rounds=(views.a_round(locked_on=None, unlock_reason="错了一票"),))
    assert "还没有锁定" in paper_text(tally(opened, WORD, STYLE))


def test_extremes_dropped_are_counted_and_the_rule_is_said() -> None:
    paper = tally(views.a_scored_view(), WORD, STYLE)
    assert rows_of(paper)[0].split(" | ")[3:6] == ["4", "2", "91.48"]
    assert "去掉1个最高分和1个最低分" in paper_text(paper)
    whole = tally(views.a_scored_view(drop=False), WORD, STYLE)
    assert "最高分" not in paper_text(whole)
    assert "去掉" not in paper_text(whole)


def test_before_the_count_it_is_a_form_to_fill() -> None:
    paper = tally(unvoted(), WORD, STYLE)
    assert "应到：____  实到：____  发出票：____  收回票：____  有效票：____" in paper_text(paper)
    assert rows_of(paper)[0] == "| 示例甲 | 东利见村 |  |  |"


# Any text


def altered(text: str) -> SelectionView:
    def line(number: int) -> NominationLine:
        facts: dict[str, Any] = {
            "name": text or "示例",
            "unit_name": text,
            "post": text,
            "summary": text,
            "deeds": text,
        }
        reasons: dict[str, Any] = {
            "verdict_reason": text,
            "decision_reason": text,
            "nominator": text,
            "opinion": text,
        }
        return views.a_line(number, reply_note=text, judged_by=text, **facts, **reasons)

    selection = views.a_selection(title=text, circular_number=text)
    rounds = (views.a_round(unlock_reason=text, note=text, place=text, supervisor=text, teller=text),)
    return views.a_view(
        selection=selection,
        nominations=tuple(line(number) for number in range(1, 7)),
        rounds=rounds,
        publicities=(views.a_publicity(contact=text, phone=text, address=text),),
    )


texts = st.one_of(
    st.just(""),
    st.just("示例𬱖㛃䶮"),
    st.text(max_size=30),
    st.text("村党，（《12a \n", max_size=40),
    st.integers(1, 1500).map(lambda n: "长" * n),
)


@settings(max_examples=12, deadline=None)
@given(texts, st.booleans())
@example("长" * 1500, True)
def test_any_text_prints(text: str, large: bool) -> None:
    view, style = altered(text), replace(STYLE, large=large)
    for paper in (
        nomination_form(views.a_paper_view(view), view.nominations[0], WORD, style),
        review(view, WORD, style),
        ballot(replace(view, rounds=(), tally=None), WORD, style),
        tally(view, WORD, style),
        publicity(view, view.publicities[0], WORD, style),
        result(view, WORD, Settings(), style),
    ):
        assert page_count(paper) >= 1


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2500), st.integers(0, 900))
def test_nothing_of_deeds_or_opinion_is_lost(deeds: int, opinion: int) -> None:
    line = views.a_line(deeds="长" * deeds, opinion="长" * opinion)
    said = text_of(printed(nomination_form(views.a_paper_view(), line, WORD, STYLE)))
    assert said.count("长") == deeds + opinion
    assert said.count("（盖章）") == 2
