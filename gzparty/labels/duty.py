"""Duties and dues in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.dues import INSPECTION, SETTLED, Due, DueState
from gzparty.domain.duty import Deadline, Grade, Scope, workday_before
from gzparty.domain.explaining import explain
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Every
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels.dates import paper, prose, prose_weekday, weekday
from gzparty.services.duty_views import Cell

SENTENCES = {
    "deadline_unreadable": N_("时限“{text}”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
    "deadline_other_rhythm": N_("“{text}”和多久一次对不上：每月的写 月底，每季度的写 季末，每年的写 年底。"),
    "deadline_other_month": N_(
        "“{text}”写不进去：每年的时限在 12 月或次年，写成 12月20日、年底 或 次年3月底。"
    ),
    "hold_after_meeting": N_("“{text}”是报送的时限，召开写成 15日、月底 或 支部生活日。"),
    "na_small": N_("正式党员 {members} 人，不足 {size} 人，不设支委会（支部工作条例第20条）"),
    "na_no_groups": N_("没有划分党小组"),
    "na_not_founded": N_("当时还没有成立"),
    "na_closed": N_("已经撤销或合并"),
    "na_before_records": N_("在本程序开始登记以前，没有统计"),
    "due_waived": N_("免办：{reason}"),
    "due_waived_by": N_("免办：{reason}（{approver}同意）"),
    "due_explained": N_("没办，已说明：{reason}"),
    "due_overdue": N_("应于 {hold_by}前召开，逾期 {days} 天，没有登记"),
    "due_missed": N_("{hold_by}前没有办，写一句说明就可以"),
    "due_planned": N_("计划 {planned}开，{hold_by}前都算按时"),
    "due_planned_past": N_("原计划 {planned}开，{hold_by}前都算按时"),
    "due_today": N_("今天是最后一天"),
    "due_open": N_("{hold_by}前召开，还有 {days} 天"),
    "due_returned": N_("{returned}退回：{reason}"),
    "due_held": N_("{held}开了，材料还没交来"),
    "due_held_until": N_("{held}开了，材料 {report_by}前交，还有 {days} 天"),
    "due_held_today": N_("{held}开了，材料今天是最后一天"),
    "due_held_late": N_("{held}开了，材料应于 {report_by}前交，晚了 {days} 天"),
    "due_handed_in": N_("{held}开了，材料已交，{missing}"),
    "due_roll_open": N_("{held}开了，签到还没结束"),
    "due_done": N_("{held}开的，已办齐"),
    "due_part": N_("{missing}，{hold_by}前谈完"),
    "due_part_late": N_("{missing}，应于 {hold_by}前谈完，逾期 {days} 天"),
    "talk_overdue": N_("应于 {hold_by}前谈完，逾期 {days} 天，没有登记"),
    "talk_today": N_("今天是最后一天"),
    "talk_open": N_("{hold_by}前谈完，还有 {days} 天"),
    "talk_done": N_("{held}谈完，已办齐"),
    "talk_done_late": N_("{held}谈完，比 {hold_by}晚 {days} 天"),
    "inspection_overdue": N_("应于 {hold_by}前自查，逾期 {days} 天，没有登记"),
    "inspection_today": N_("今天是最后一天"),
    "inspection_open": N_("{hold_by}前自查，还有 {days} 天"),
    "inspection_done": N_("{held}自查，已办齐"),
    "inspection_done_late": N_("{held}补查，比 {hold_by}晚 {days} 天，已办齐"),
    "inspection_unfilled": N_("{held}自查，还有 {n} 项没选"),
    "errand_overdue": N_("应于 {hold_by}前交，逾期 {days} 天"),
    "errand_today": N_("今天是最后一天"),
    "errand_open": N_("{hold_by}前交，还有 {days} 天"),
    "errand_done": N_("{held}收到"),
    "errand_done_late": N_("{held}收到，比 {hold_by}晚 {days} 天"),
    "errand_closed": N_("已经收完，不再要了"),
    "errand_title_missing": N_("要什么材料还没写。"),
    "errand_without_units": N_("还没选单位。先选要哪些单位交。"),
    "errand_due_before_asked": N_("{due}早于要材料的日子 {asked}，请改一下日期。"),
    "errand_unit_received": N_("{names}已经交了，不能从名单里去掉。先取消收到。"),
    "errand_unit_unasked": N_("没有向{names}要这份材料。先在“单位”里加上。"),
    "errand_not_received": N_("{name}还没交，不用退回。"),
    "errand_return_reason_missing": N_("退回{name}的材料要写清缺什么，村里好补。"),
    "errand_day_ahead": N_("{day}还没到，请改一下日期。"),
    "errand_day_before_asked": N_("{day}早于要材料的日子 {asked}，请改一下日期。"),
    "errand_unknown": N_("没有“{reference}”这项要材料。编号写成 2026-01 这样。"),
    "duty_unknown": N_("没有“{duty}”这项制度。"),
    "duty_title_missing": N_("这项制度还没有名称。"),
    "duty_record_unknown": N_("“{record}”不是登记的种类，选一种会议、培训或谈心谈话。"),
    "duty_is_errand": N_("“{title}”只办一次，请在“要材料”里加。"),
    "duty_times_absurd": N_("次数写成 1 到 {most}，现在是 {times}。"),
    "duty_held_after_itself": N_("召开时限不能写成会后几天，写成 15日、月底 或 支部生活日。"),
    "duty_without_life_day": N_("只有按月、按季度的党支部制度能按支部生活日，其他的写成 15日 或 月底。"),
    "duty_halves_not_monthly": N_("15日和月底只用在每月 2 次以上的制度，其他的写成 15日 或 月底。"),
    "duty_reported_by_halves": N_("报送时限写不了 15日和月底，写成 次月5日 或 会后3个工作日。"),
    "duty_held_beyond_period": N_("按月、按季度的制度，召开时限要在当月、当季以内，写成 15日 或 月底。"),
    "duty_reported_before_held": N_("报送时限早于召开时限，请改晚一些。"),
    "duty_from_within_month": N_("从何时起要写某个月的 1 日，现在是 {day}。"),
    "duty_from_past": N_("以前的月份不变，最早从 {month}月 起。"),
    "duty_version_unknown": N_("这条规定已经不在了，请重新打开这一页。"),
    "duty_version_used": N_("这条规定从 {month} 起已经用过，不能撤回。要改就从这个月起加一条新的。"),
    "duty_preview_never": N_("{title}后面还有一条规定先起用，这一条用不上"),
    "duty_preview_later": N_("周期不同，从 {month} 起用"),
    "duty_preview_owed": N_("{period}：{units} 个应办 {dues} 次"),
    "duty_preview_stopped": N_("{period}起不再要求"),
    "duty_preview_hold": N_("{day}前召开"),
    "duty_preview_inspect": N_("{day}前做够"),
    "duty_preview_halves": N_("{day}前做 {n} 次，{last}前做够 {all} 次"),
    "duty_preview_report": N_("{day}前报送"),
    "duty_preview_life_day": N_("各支部在自己的支部生活日前召开；没定的按月底"),
    "duty_preview_before": N_("{month}和以前不变，没开的 {n} 个照旧"),
    "duty_preview_before_none": N_("{month}和以前不变"),
    "duty_preview_hint": N_("{hint}"),
    "waiver_covers_nothing": N_("{title}在 {period} 没有要办的，免办写成它自己的月份、季度或年份。"),
    "waiver_reason_missing": N_("还没写原因，检查时要看。"),
    "waiver_approver_missing": N_("还没写谁同意的。免办要有人同意。"),
    "waiver_approved_ahead": N_("同意的日子 {day}还没到，请改一下日期。"),
    "waiver_there_already": N_("这一项已经免办：{reason}。要改先取消免办。"),
    "life_day_grace_absurd": N_("宽限天数写成 0 到 {most}，现在是 {grace}。"),
    "life_day_without_units": N_("还没选党支部。"),
    "life_day_no_branch": N_("{name}不是党支部，不用定支部生活日。"),
    "due_done_late": N_("{held}补开，比 {hold_by}晚 {days} 天，已办齐"),
}
_STATES = {
    DueState.TODO: N_("未到期"),
    DueState.SOON: N_("快到期"),
    DueState.OVERDUE: N_("没开"),
    DueState.HELD: N_("开了没交"),
    DueState.HANDED_IN: N_("交了没登"),
    DueState.RETURNED: N_("已退"),
    DueState.DONE: N_("办齐"),
    DueState.LATE: N_("补办"),
    DueState.WAIVED: N_("免办"),
    DueState.MISSED: N_("没办"),
    DueState.NOT_APPLICABLE: N_("不涉及"),
}
_OF_INSPECTIONS = {DueState.OVERDUE: N_("没查"), DueState.HANDED_IN: N_("没填完"), DueState.LATE: N_("补查")}
"""Where an inspection is called otherwise than a meeting."""
_MISSING = {
    "expected": N_("应到"),
    "attended": N_("实到"),
    "figures": N_("对得上的人数"),
    "topic": N_("议题"),
    "minutes": N_("记录"),
    "sign_in": N_("签到表"),
    "photos": N_("照片"),
    "roll": N_("签到"),
    "unsettled": N_("待核实的人"),
    "host": N_("主持人"),
    "recorder": N_("记录人"),
    "content": N_("内容"),
    "unanswered": N_("没选的项目"),
    "lecturer": N_("讲课人"),
    "among_committee": N_("支委之间的谈话"),
    "committee_member": N_("支委和党员的谈话"),
    "among_members": N_("党员之间的谈话"),
}
_GRADES = {
    Grade.HARD: N_("硬性"),
    Grade.NORMALLY: N_("条例"),
    Grade.LOCAL: N_("镇定"),
    Grade.STRIVE: N_("力争"),
    Grade.ONCE: N_("一次性"),
}
_SCOPES = {
    Scope.BRANCH: N_("每个党支部"),
    Scope.COMMITTEE: N_("设支委会的党支部"),
    Scope.GROUP: N_("每个党小组"),
    Scope.WORK_UNIT: N_("社区和部门"),
    Scope.TOWN: N_("镇党委"),
    Scope.PICKED: N_("指定单位"),
}
_OWING = {
    Scope.BRANCH: N_("{n} 个支部"),
    Scope.COMMITTEE: N_("{n} 个支部"),
    Scope.GROUP: N_("{n} 个党小组"),
    Scope.WORK_UNIT: N_("{n} 个单位"),
    Scope.TOWN: N_("镇党委"),
    Scope.PICKED: N_("{n} 个单位"),
}
_EVERY = {
    Every.MONTH: N_("每月 {n} 次"),
    Every.QUARTER: N_("每季度 {n} 次"),
    Every.YEAR: N_("每年 {n} 次"),
    Every.ONCE: N_("一次"),
}
_KINDS = {
    MeetingKind.BRANCH_MEETING: N_("党员大会"),
    MeetingKind.COMMITTEE_MEETING: N_("支委会"),
    MeetingKind.GROUP_MEETING: N_("党小组会"),
    MeetingKind.LECTURE: N_("党课"),
    MeetingKind.THEME_DAY: N_("主题党日"),
    MeetingKind.STUDY: N_("集中学习"),
    MeetingKind.LIFE_MEETING: N_("组织生活会"),
    MeetingKind.APPRAISAL: N_("民主评议党员"),
}


def due_state_label(state: DueState, record: str = "") -> str:
    """没开, 开了没交, 办齐; of inspections 没查, 没填完."""
    words = _OF_INSPECTIONS if record == INSPECTION else _STATES
    return _(words.get(state, _STATES[state]))


def dues_state_label(state: DueState, dues: Iterable[Due]) -> str:
    """The same of several dues: as inspections are called where all of them in that state are some."""
    records = {due.duty.record for due in dues if due.state is state}
    return due_state_label(state, records.pop() if len(records) == 1 else "")


def meeting_kind_label(kind: MeetingKind) -> str:
    """党员大会."""
    return _(_KINDS[kind])


def grade_label(grade: Grade) -> str:
    """条例, 镇定, 力争."""
    return _(_GRADES[grade])


def scope_label(scope: Scope) -> str:
    """每个党支部."""
    return _(_SCOPES[scope])


def owing_label(scope: Scope, owing: int) -> str:
    """59 个支部, 110 个党小组, 镇党委."""
    return _(_OWING[scope]).format(n=owing)


def every_label(every: Every, times: int) -> str:
    """每季度 1 次."""
    return _(_EVERY[every]).format(n=times)


@in_chinese()
def typed_deadline(deadline: Deadline | None, every: Every) -> str:
    """A deadline as it is typed, and read again by `duty_text.read_deadline`: in Chinese whatever the window speaks."""
    return deadline_label(deadline, every)


def deadline_label(deadline: Deadline | None, every: Every) -> str:
    """15日, 季末, 次月5日, 支部生活日, 会后3个工作日; a dash where there is none."""
    if deadline is None:
        return _("—")
    if deadline.by_life_day:
        return _("支部生活日")
    if deadline.by_halves:
        return _("15日和月底")
    if deadline.workdays:
        return _("会后 {n} 个工作日").format(n=deadline.workdays)
    ends = {Every.MONTH: _("月底"), Every.QUARTER: _("季末"), Every.YEAR: _("年底"), Every.ONCE: _("当天")}
    if not deadline.months:
        if deadline.day is None:
            return ends[every]
        return (_("12月{n}日") if every is Every.YEAR else _("{n}日")).format(n=deadline.day)
    if every is Every.YEAR:
        end = _("次年{m}月底") if deadline.day is None else _("次年{m}月{n}日")
        return end.format(m=deadline.months, n=deadline.day)
    month = _("次月") if deadline.months == 1 else _("{m}个月后").format(m=deadline.months)
    return month + (_("底") if deadline.day is None else _("{n}日").format(n=deadline.day))


def deadline_hint(day: date, calendar: WorkCalendar) -> str:
    """Beside a deadline on a day off, what the last workday before it is; empty where it is a workday itself.

    7月18日是周六，之前最后一个工作日是 7月17日 周五.
    """
    workday = workday_before(day, calendar)
    if workday is None:
        return ""
    holiday = calendar.holiday_name(day)
    why = _("{holiday}假期").format(holiday=holiday) if holiday else weekday(day)
    return _("{day}是{why}，之前最后一个工作日是 {workday}").format(
        day=prose(day), why=why, workday=prose_weekday(workday)
    )


def missing_text(missing: Iterable[str]) -> str:
    """缺签到表、议题; empty where nothing is lacking."""
    names = [_(_MISSING[code]) for code in missing]
    return _("缺{names}").format(names=_("、").join(names)) if names else ""


def cell_text(cell: Cell) -> str:
    """What stands for some dues of one unit: 办齐, 没开, 已办 2/3 没开; empty where nothing is owed at all."""
    if not cell.dues:
        return ""
    label = dues_state_label(cell.state, cell.dues)
    if cell.owed < 2 or cell.state in SETTLED:
        return label
    return _("{done}/{owed} {label}").format(done=cell.done, owed=cell.owed, label=label)


def due_text(due: Due) -> str:
    """Why a due stands where it does, in one sentence without its full stop; a day of another year has its year."""
    from gzparty.labels import sentence

    finding = explain(due)
    facts = {
        name: paper(value) if isinstance(value, date) and value.year != due.period.year else value
        for name, value in finding.parameters.items()
    }
    if "missing" in facts:
        facts["missing"] = missing_text(due.record.missing if due.record else ())
    return sentence(type(finding)(finding.level, finding.code, facts))
