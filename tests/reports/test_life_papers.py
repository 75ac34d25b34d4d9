"""The papers of organisational life: what they say of a village, and what they keep to themselves."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzparty.domain.dues import DueState
from gzparty.domain.duty import Deadline
from gzparty.domain.meeting import YEARLY, Absence, MeetingKind, VoteKind, YearlyKind
from gzparty.domain.people import PartyClass
from gzparty.domain.period import Period
from gzparty.reports.content import Paper, Size, Table, column_title
from gzparty.reports.document import write_document
from gzparty.reports.options import offered_columns
from gzparty.reports.papers import appraisal, material, yearly
from gzparty.reports.papers.branch_year import branch_year
from gzparty.reports.papers.chase_slip import chase_slip
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.completion import completion, month_completion
from gzparty.reports.papers.due_words import cell_text, standing, until, wanted
from gzparty.reports.papers.meeting_sign_in import heading_of, meeting_sign_in
from gzparty.reports.papers.minutes import minutes, vote_text
from gzparty.reports.papers.month_list import month_list
from gzparty.reports.pdf import render
from gzparty.services.duty_views import Cell

from . import life_views as views
from .life_papers import COMPOSERS, SENDER, each_life_paper
from .paper_text import paper_text
from .pdfs import pages, printed, text_of
from .views import STYLE

JUNE_15 = date(2026, 6, 15)
STATE_WORDS = ("没", "补", "免", "不齐", "退", "—", "办齐", "注：")


def line_with(paper: Paper, words: str) -> str:
    return next(line for line in paper_text(paper).splitlines() if words in line)


def rows_of(paper: Paper) -> list[str]:
    return [line.strip() for line in paper_text(paper).splitlines() if line.startswith("  ")]


def test_minutes_by_numbers_give_the_figures_of_the_villages_own_sheet() -> None:
    said = paper_text(minutes(views.a_sheet(), STYLE))
    assert "应到人数 | 19人 | 实到人数 | 16人" in said
    assert "请假人数 | 2人 | 缺席人数 | 1人" in said
    assert "示例丙（住院，已请假）；示例丁（外出务工，已请假）；示例戊（未说明）" in said
    assert "时间 | 2026年6月15日⏎19:00—20:30 | 地点 | 村党群服务中心" in said


def test_minutes_by_names_count_the_roll_and_never_call_the_unsettled_absent() -> None:
    said = paper_text(minutes(views.a_sheet_by_names(), STYLE))
    assert "应到人数 | 5人（正式4、预备1，另有不计入1人） | 实到人数 | 2人（正式1、预备1）" in said
    assert "参加人员 | 示例甲、示例乙" in said
    away = line_with(minutes(views.a_sheet_by_names(), STYLE), "缺席人员⏎及原因")
    assert away.endswith("示例李𬱖（请假，住院）；示例王㛃（缺席，未说明）；另有1人待核实")
    assert "欧阳示例" not in away


def test_minutes_do_not_tell_why_somebody_is_not_counted() -> None:
    said = paper_text(minutes(views.a_sheet_by_names(), STYLE))
    assert "示例己" not in said
    assert "留党察看" not in said


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_record_of_a_day_shows_no_hour(kind: MeetingKind) -> None:
    period = "2026" if kind in YEARLY else "2026-06"
    meeting = views.a_meeting(kind, period=period)
    said = text_of(
        printed(minutes(views.a_sheet(meeting, sitting=views.a_village_sitting(timed=False)), STYLE))
    )
    assert "2026年6月15日" in said
    assert ":" not in said
    assert "23" not in said


def test_what_is_not_known_is_left_to_write_and_not_filled_in() -> None:
    bare = views.a_meeting(
        topic="", content="", decision="", host="", recorder="", expected=None, attended=None, on_leave=None,
        absent=None, observers=None, absences=(),
    )  # fmt: skip
    said = paper_text(minutes(views.a_sheet(bare), STYLE))
    assert "应到人数 |  | 实到人数 | " in said
    assert "整理日期：____" in said
    assert "表决情况 | " in said
    assert not re.search(r"\d人", said)


def test_a_yearly_record_names_the_year_it_belongs_to_whatever_its_date() -> None:
    meeting = views.a_meeting(MeetingKind.LIFE_MEETING, period="2025")
    said = paper_text(minutes(views.a_sheet(meeting), STYLE))
    assert "所属年度：2025" in said
    assert "组织生活会会议记录" in said
    assert "2026年6月15日" in said


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            {},
            "接收示例庚为预备党员：应到31人（其中不计入1人），实到16人；赞成15票，反对1票，弃权0票；未通过。",
        ),
        ({"in_favour": 16, "against": 0}, "赞成16票，反对0票，弃权0票；通过。"),
        ({"written_for": 1, "excluded": ()}, "应到30人，实到16人；赞成16票，反对1票，弃权0票（含会前书面意见1份）；通过。"),
        ({"present": 15, "in_favour": 15, "against": 0}, "到会人数不够"),
        ({"kind": VoteKind.GENERAL, "matter": "", "excluded": ()}, "应到30人，实到16人"),
    ],
)  # fmt: skip
def test_a_vote_is_told_with_its_figures_and_its_result(facts: dict[str, object], text: str) -> None:
    assert text in vote_text(views.a_vote(**facts))


def test_an_election_tells_votes_and_who_is_in() -> None:
    told = vote_text(views.an_election())
    assert told.endswith("示例甲15票、示例乙12票、示例丙4票；示例甲、示例乙当选。")


def test_a_member_taken_in_by_vote_has_lines_of_those_who_may_vote() -> None:
    table = paper_text(minutes(views.a_sheet_by_names(), STYLE))
    assert "应到会有⏎表决权 | 30人 | 实到会有⏎表决权 | 16人" in table
    assert "有⏎表决权" not in paper_text(minutes(views.a_sheet(), STYLE))


def test_long_minutes_go_on_over_the_pages_and_lose_nothing() -> None:
    meeting = views.a_meeting(content="党员发言很长。" * 900 + "\n" + "第二段" * 300, decision="决" * 2000)
    data = printed(minutes(views.a_sheet(meeting), STYLE))
    assert len(pages(data)) > 3
    text = text_of(data)
    assert (text.count("长"), text.count("段"), text.count("决")) == (900, 300, 2001)
    assert text.rstrip().splitlines()[-1].replace(" ", "").startswith("第")


def test_minutes_open_in_a_word_processor_as_they_are_printed() -> None:
    import docx

    target = io.BytesIO()
    write_document(minutes(views.a_sheet_by_names(), STYLE), target)
    cells = [[cell.text for cell in row.cells] for row in docx.Document(target).tables[0].rows]
    assert ["时间", "2026年6月15日\n19:00—20:30", "地点", "村党群服务中心"] in cells
    assert cells[-1][0] == "会议决议"


def test_before_the_meeting_its_sheet_has_no_figures_and_no_guests() -> None:
    sheet = views.a_sheet_by_names()
    before = paper_text(meeting_sign_in(heading_of(sheet), views.a_roll().rows, STYLE))
    after = paper_text(meeting_sign_in(heading_of(sheet), views.a_roll().rows, replace(STYLE, filled=True)))
    assert "应到：5  实到：____  请假：____" in before
    assert "缺席" not in before.replace("缺席：____", "")
    assert "示例丁" not in before
    assert "应到：5  实到：2  请假：1  缺席：1  列席：1" in after
    assert "示例丁 | 社区书记 | 列席" in after
    assert "待核实" not in after


def test_the_months_of_a_year_show_days_and_what_is_missing() -> None:
    rows = rows_of(completion(views.a_year_board(), STYLE))
    assert (
        rows[0] == "1 | 官庄社区 | 官庄村 | 1.15 | 2.15 | 3.15 | 4.15 | 5.15 | 6.15 |  |  |  |  |  |  | 6/6"
    )
    assert [row.split(" | ")[8] for row in rows[:4]] == ["6.15", "6.28补", "6.15⏎不齐", "免办"]
    assert rows[4].startswith("|  | 合计 | 4/4 | 4/4 | 4/4 | 4/4 | 4/4 | 2/3 |  |")
    assert rows[4].endswith("22/23")


def test_a_month_counts_only_what_belongs_to_it_and_groups_one_by_one() -> None:
    paper = month_completion(views.a_board(), STYLE)
    assert line_with(paper, "table").endswith("序号 | 社区 | 单位 | 党小组会 | 主题党日 | 办齐~/应办")
    assert rows_of(paper)[0] == "1 | 官庄社区 | 官庄村 | 2/3⏎没登记 | 6.15 | 3/4"
    assert rows_of(paper)[1] == "2 | 官庄社区 | 管公村 | — | 6.28补 | 1/1"


@pytest.mark.parametrize("compose", [lambda s: completion(views.a_year_board(), s), lambda s: month_completion(views.a_board(), s)])  # fmt: skip
def test_an_outside_copy_shows_days_and_nothing_else(compose: object) -> None:
    outside = paper_text(compose(replace(STYLE, outside=True)))  # type: ignore[operator]
    table = outside[outside.index("table:") : outside.index("footline:")]
    assert "6.15" in table
    assert "6.28" in table
    assert not [word for word in STATE_WORDS if word in table]
    assert not re.search(r"\d/\d", table)


def test_groups_whose_month_is_still_to_come_have_an_empty_cell() -> None:
    groups = [views.a_due("group_meeting", 1, DueState.TODO, group_id=number) for number in (1, 2)]
    assert cell_text(Cell(tuple(groups))) == ""
    begun = (groups[0], views.a_due("group_meeting", 1, DueState.LATE, JUNE_15, group_id=2))
    assert cell_text(Cell(begun)) == "1/2\n有补办"


def test_a_wall_sheet_stands_upright() -> None:
    assert completion(views.a_year_board(), STYLE).setup.landscape
    wall = completion(views.a_year_board(), replace(STYLE, size=Size.A3))
    assert not wall.setup.landscape
    (page,) = pages(printed(wall))
    assert max(char.right for char in page) < 297 - 20


def test_no_paper_says_of_a_village_without_a_record_that_it_did_not_meet() -> None:
    late = views.a_due("theme_day", 1, DueState.OVERDUE, days=9)
    said = (cell_text(Cell((late,))), standing(late), wanted(late), until(late))
    assert said == ("没登记", "没有登记", "还没有登记；已经开了的，交记录和签到表", "6月30日前召开")
    assert not any("没开" in text for text in said)


def test_lists_do_not_count_days_so_that_a_printed_one_stays_true() -> None:
    for state, held in product(DueState, (None, JUNE_15)):
        due = views.a_due("theme_day", 1, state, held, days=9)
        assert "9" not in standing(due) + wanted(due) + until(due)


def test_the_year_of_a_branch_counts_in_time_and_gives_both_numbers() -> None:
    paper = branch_year(views.some_facts(), tuple(MeetingKind)[:6], STYLE)
    theme = next(row for row in rows_of(paper) if row.startswith("主题党日"))
    assert theme == "主题党日" + " | 1次⏎15日" * 6 + " | " * 7 + "6 | 6/6 | 6/6⏎100%"
    assert "民主评议党员：2027年1月23日；谈心谈话：2次" in paper_text(paper)
    assert "组织生活会：未登记" in paper_text(paper)


def test_late_and_missing_months_are_not_in_time() -> None:
    cells = [
        Cell((views.a_due("theme_day", 1, state, JUNE_15 if held else None),))
        for state, held in (
            (DueState.DONE, True),
            (DueState.LATE, True),
            (DueState.OVERDUE, False),
            (DueState.WAIVED, False),
            (DueState.TODO, False),
        )
    ]
    facts = replace(views.some_facts(), cells={MeetingKind.THEME_DAY: cells})
    row = rows_of(branch_year(facts, (MeetingKind.THEME_DAY,), STYLE))[0]
    assert row.endswith("| 1/3 | 2/3⏎67%")


def test_the_ballot_lists_probationary_members_without_grades_and_names_nobody_who_fills_it_in() -> None:
    paper = appraisal.ballot("官庄村党支部", 2026, views.some_voters(), STYLE)
    assert rows_of(paper) == ["1 | 示例甲", "2 | 示例李𬱖 | 预备党员，不评定等次"]
    said = paper_text(paper)
    assert "优秀 | 合格 | 基本合格 | 不合格 | 存在问题" in said
    assert "填表人" not in said
    assert "示例乙" not in said


def test_the_summary_gives_no_grade_to_probationary_members_and_no_comment_unasked() -> None:
    found = views.an_appraisal()
    rows = rows_of(appraisal.branch_summary(found, 2026, STYLE))
    assert rows[0] == "1 | 示例甲 | 正式 | 2 | 1 | 0 | 0 | 优秀 |"
    assert rows[1] == "2 | 示例乙 | 正式 |  |  |  |  |  | 年老体弱，经同意不参加"
    assert rows[2] == "3 | 示例李𬱖 | 预备 |  |  |  |  | 不评定 |"
    assert "联系群众不够" not in paper_text(appraisal.branch_summary(found, 2026, STYLE))
    asked = replace(STYLE, columns=("name", "comment"))
    assert "联系群众不够" in paper_text(appraisal.branch_summary(found, 2026, asked))
    assert "（1人）" in paper_text(appraisal.branch_summary(found, 2026, STYLE))


def test_the_town_sums_grades_over_the_branches() -> None:
    rows = rows_of(appraisal.town_summary([views.an_appraisal()] * 2, 2026, STYLE))
    assert rows[0] == "1 | 官庄村 | 2026.12.20 | 3 | 1 | 1 | 1 |  |  |  |  | 33%"
    assert rows[2] == "| 合计 |  | 6 | 2 | 2 | 2 |  |  |  |  | 33%"
    ordered = replace(STYLE, columns=("unit", "excellent"))
    assert rows_of(appraisal.town_summary([views.an_appraisal()] * 2, 2026, ordered))[-1] == "合计 | 2"


def test_the_register_ticks_what_came_and_leaves_the_rest_empty() -> None:
    paper = material.material_register(views.a_grid(), STYLE)
    assert rows_of(paper) == [
        "1 | 官庄社区 | 官庄村 | 6.15 | √ | √ |  | 3号盒/12 | 6.17 |",
        "2 | 官庄社区 | 管公村⏎第1党小组 | 6.12 | √ |  | √ | 3号盒/12 | 6.18退回 |",
        "3 | 石家庄社区 | 石家庄村 |  |  |  |  |  |  |",
    ]
    assert "应交：3份  已交：2份  最晚交：2026年7月3日" in paper_text(paper)


def test_a_register_promises_no_day_that_does_not_hold_for_all() -> None:
    grid = replace(views.a_grid(), report_by=None, report_rule=Deadline.parse("3w"))
    assert "最晚交：会后 3 个工作日" in paper_text(material.material_register(grid, STYLE))


def test_an_errand_tells_who_brought_it_and_what_went_back() -> None:
    paper = material.errand_register(views.an_errand(), STYLE)
    assert "已交：1个单位  没交：2个单位" in paper_text(paper)
    assert rows_of(paper) == [
        "1 | 官庄村 | 2026.06.12 |  | 5号盒 |",
        "2 | 管公村 |  | 6.15 少两个人 |  |",
        "3 | 石家庄村 |  |  |  |",
    ]


def test_inspectors_see_the_quarter_of_each_branch_and_have_columns_of_their_own() -> None:
    paper = material.quarter_check(Period(2026, 4, 3), [views.a_board(), views.a_board()], STYLE)
    assert rows_of(paper)[0] == "1 | 官庄社区 | 官庄村 | 4/6 | 2/2 |  |  |  |  |"
    assert rows_of(paper)[1].startswith("2 | 官庄社区 | 管公村 | — | 2/2")
    assert "检查人：____" in paper_text(paper)


def test_steps_of_the_next_year_are_written_with_their_year() -> None:
    rows = rows_of(yearly.yearly_steps(views.a_yearly_board(), STYLE))
    assert rows[0] == "1 | 官庄社区 | 官庄村 | 12.1 | 2027.01.08 |  | 2027.01.23 |"
    assert rows[1] == "2 | 石家庄社区 | 石家庄村 |  |  |  |  |"
    talks = yearly.yearly_steps(views.a_yearly_board(YearlyKind.TALK), STYLE)
    assert rows_of(talks)[0].endswith("| 2 |")


@pytest.mark.parametrize("name", tuple(each_life_paper()))
def test_what_was_said_in_talks_and_phones_of_members_stand_on_no_paper(name: str) -> None:
    said = paper_text(each_life_paper()[name])
    assert views.PRIVATE_TALK not in said
    assert "13800000000" not in said


def test_talks_stand_in_the_order_of_their_days() -> None:
    units = {1: views.a_unit(1), 2: views.a_unit(2)}
    paper = yearly.talk_register(views.some_talks(), units, 2026, "官庄镇", STYLE)
    assert rows_of(paper) == [
        "1 | 2026.02.01 | 管公村 | 示例甲 | 示例丙 | 特殊情况 | 2号盒/3 |",
        "2 | 2026.03.02 | 官庄村 | 示例甲 | 示例乙 | 委员之间 |  |",
    ]


def test_the_list_of_a_month_begins_with_what_is_open() -> None:
    rows = rows_of(month_list(views.some_lines(), views.JUNE, "官庄镇", STYLE))
    assert rows[0] == "还没办齐的（4项）"
    assert rows[1] == "1 | 官庄村 | 党小组会（第3党小组，6月） | 6月30日 | 7月5日 | 没有登记 |"
    assert rows[5] == "办齐和免办的（5项）"
    assert rows[6] == "1 | 官庄村 | 主题党日、党小组会 |  |  | 6月15日办齐；6月5日办齐、6月6日办齐 |"
    # A branch without groups owes nothing and is not listed as done.
    assert not any("没有划分" in row for row in rows)


def test_a_slip_says_what_until_when_and_what_lacks_and_whom_to_ask() -> None:
    said = paper_text(chase_slip(views.some_late(), SENDER, STYLE))
    assert (
        "官庄村 | 党小组会（第3党小组，6月） | 6月30日前召开 | 还没有登记；已经开了的，交记录和签到表" in said
    )
    assert "石家庄村 | 主题党日（6月） | 7月5日前交 | 6月15日开的，还缺签到表、议题" in said
    assert "石家庄村 | 党小组会（6月） | 7月5日前交 | 退回的材料改好再交：签到表没有签字" in said
    assert "联系：示例子 0536-0000000" in said
    # Only the late: two of the four villages.
    assert "管公村" not in said
    assert "小阿陀村" not in said


def test_slips_to_cut_off_name_one_village_each_and_share_a_sheet() -> None:
    paper = chase_slip(views.some_late(), SENDER, replace(STYLE, apart=True))
    assert len(pages(printed(paper))) == 1
    upper, lower = paper_text(paper).split("裁 开 线")
    assert "官庄村党支部" in upper
    assert "石家庄村" not in upper
    assert "石家庄村党支部" in lower


def test_long_slips_have_a_page_each() -> None:
    (first, second) = views.some_late()
    many = replace(second, units=(replace(second.units[0], lines=second.units[0].lines * 6),))
    paper = chase_slip((first, many, first), SENDER, replace(STYLE, apart=True))
    assert len(pages(printed(paper))) == 3


def test_where_nobody_is_late_the_slip_says_so() -> None:
    assert "不用催办" in paper_text(chase_slip((), SENDER, STYLE))


@pytest.mark.parametrize("name", [name for name in each_life_paper() if name not in ("minutes", "appraisal")])
def test_the_columns_of_a_table_can_be_chosen(name: str) -> None:
    offers = offered_columns(each_life_paper()[name])
    keys = tuple(offer.key for offer in offers)[:1:-1]
    paper = COMPOSERS[name](replace(STYLE, columns=keys))
    shown = next(block for block in paper.blocks if isinstance(block, Table))
    assert [column_title(column) for column in shown.columns] == [
        offer.title for offer in offers if offer.key in keys
    ][::-1]


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.text("村党，（《12a \n", max_size=40),
    st.integers(1, 2500).map(lambda n: "长" * n),
)


@settings(max_examples=25, deadline=None)
@given(texts, texts, texts, st.booleans())
def test_any_text_in_minutes_prints_and_loses_nothing(
    topic: str, content: str, reason: str, large: bool
) -> None:
    meeting = views.a_meeting(
        topic=topic, content=content, decision=reason, other=topic, absences=(Absence("示例丙", reason),)
    )
    paper = minutes(views.a_sheet(meeting, votes=(views.a_vote(matter=topic),)), replace(STYLE, large=large))
    data = printed(paper)
    told = 3 * topic.count("长") + content.count("长") + 2 * reason.count("长")
    assert text_of(data).count("长") == told


@settings(max_examples=15, deadline=None)
@given(texts)
def test_any_text_in_lists_and_slips_prints(reason: str) -> None:
    lines = tuple(
        replace(line, due=line.due._replace(record=line.due.record._replace(return_reason=reason)))
        for line in views.some_lines()
        if line.due.record is not None
    )
    late = views.some_late()[1]
    late = replace(late, units=(replace(late.units[0], lines=lines),))
    style = Style(STYLE.office, STYLE.issuer, STYLE.dated, apart=True)
    for paper in (month_list(lines, views.JUNE, "官庄镇", STYLE), chase_slip((late,), SENDER, style)):
        assert render(paper, io.BytesIO()).pages >= 1


def test_classes_are_told_only_where_somebody_is_on_probation() -> None:
    full = replace(
        views.a_roll(),
        rows=tuple(
            replace(row, attendance=replace(row.attendance, party_class=PartyClass.FULL))
            for row in views.a_roll().rows
        ),
    )
    said = paper_text(minutes(replace(views.a_sheet_by_names(), roll=full), STYLE))
    assert "实到人数 | 2人\n" in said
