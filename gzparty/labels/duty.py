"""Duties and dues in words."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.dues import Due, DueState
from gzparty.domain.duty import Deadline, Grade, Scope
from gzparty.domain.explaining import explain
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Every, Period
from gzparty.i18n import N_, _

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
    "due_overdue": N_("应于 {hold_by}前召开，逾期 {days} 天，没有登记"),
    "due_missed": N_("{hold_by}前没有办，写一句说明就可以"),
    "due_planned": N_("计划 {planned}开，{hold_by}前都算按时"),
    "due_today": N_("今天是最后一天"),
    "due_open": N_("{hold_by}前召开，还有 {days} 天"),
    "due_returned": N_("{returned}退回：{reason}"),
    "due_held": N_("{held}开了，材料还没交来"),
    "due_held_until": N_("{held}开了，材料 {report_by}前交，还有 {days} 天"),
    "due_held_late": N_("{held}开了，材料应于 {report_by}前交，晚了 {days} 天"),
    "due_handed_in": N_("{held}开了，材料已交，{missing}"),
    "due_done": N_("{held}开的，已办齐"),
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
    "lecturer": N_("讲课人"),
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


def due_state_label(state: DueState) -> str:
    """没开, 开了没交, 办齐."""
    return _(_STATES[state])


def meeting_kind_label(kind: MeetingKind) -> str:
    """党员大会."""
    return _(_KINDS[kind])


def grade_label(grade: Grade) -> str:
    """条例, 镇定, 力争."""
    return _(_GRADES[grade])


def scope_label(scope: Scope) -> str:
    """每个党支部."""
    return _(_SCOPES[scope])


def every_label(every: Every, times: int) -> str:
    """每季度 1 次."""
    return _(_EVERY[every]).format(n=times)


def deadline_label(deadline: Deadline | None, every: Every) -> str:
    """15日, 季末, 次月5日, 支部生活日, 会后3个工作日; a dash where there is none."""
    if deadline is None:
        return _("—")
    if deadline.by_life_day:
        return _("支部生活日")
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


def period_label(period: Period) -> str:
    """6月, 第2季度, 2026年; the year of a month or quarter is said by whoever shows it."""
    if period.months == 1:
        return _("{m}月").format(m=period.month)
    if period.months == 3:
        return _("第{n}季度").format(n=(period.month + 2) // 3)
    return _("{year}年").format(year=period.year)


def missing_text(missing: Iterable[str]) -> str:
    """缺签到表、议题; empty where nothing is lacking."""
    names = [_(_MISSING[code]) for code in missing]
    return _("缺{names}").format(names=_("、").join(names)) if names else ""


def due_text(due: Due) -> str:
    """Why a due stands where it does, in one sentence without its full stop."""
    from gzparty.labels import sentence

    finding = explain(due)
    if "missing" not in finding.parameters:
        return sentence(finding)
    lacking = missing_text(due.record.missing if due.record else ())
    facts = {**finding.parameters, "missing": lacking}
    return sentence(type(finding)(finding.level, finding.code, facts))
