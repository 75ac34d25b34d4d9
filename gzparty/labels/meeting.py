"""Records of organisational life in words."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.meeting import Depth, MeetingKind, MonthLock
from gzparty.domain.meeting_rules import FIGURES
from gzparty.domain.period import Period
from gzparty.domain.sitting import Sitting
from gzparty.i18n import N_, _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.period import period_text

SENTENCES = {
    "meeting_unknown": N_("没有“{reference}”这条记录。编号写成 2026-0012 这样，用 list meetings 可以查到。"),
    "meeting_gone": N_("这条记录已经删掉了。刷新后再看，要找回来用撤销。"),
    "meeting_day_missing": N_("没有写日期。写上开会那天的日期，材料上没有就先空着这一行。"),
    "meeting_day_absurd": N_("日期 {day} 不像是对的，年份核对一下。"),
    "meeting_day_ahead": N_("{day} 还没到，不能登记成已经开了。要先排上就记成计划，日期写错了改一下。"),
    "meeting_hours_wrong": N_("结束 {ends} 不晚于开始 {starts}，改一下时间；记不清就只写日期。"),
    "meeting_start_missing": N_("只写了结束时间 {ends}。补上开始时间，或者两个都不写。"),
    "meeting_month_unreadable": N_("所属月份“{text}”看不懂，写成 2026-06 这样。"),
    "meeting_year_unreadable": N_("所属年度“{text}”看不懂，写成 2025 这样，只写年份。"),
    "meeting_unit_wrong": N_("“{unit}”不是党支部，不能登记组织生活。选一个支部。"),
    "meeting_unit_unknown": N_("没有编号是 {unit} 的单位，或者它那时还没有成立。"),
    "meeting_unit_closed": N_("“{unit}”在 {day} 已经撤销或合并，改登记到合并后的支部，或者核对日期。"),
    "meeting_group_missing": N_("{unit}有 {count} 个党小组，写明是哪一个：{names}。"),
    "meeting_group_wrong": N_("这个党小组不是{unit}的，重新选一个。"),
    "meeting_group_unwanted": N_("{kind}是支部开的，不分党小组；把党小组一栏空着。"),
    "meeting_figure_absurd": N_("{figure}写的是 {value}，应在 0 到 {most} 之间。"),
    "meeting_figures_by_names": N_(
        "这条按名单登记，人数由签到算出来，不用另填；要照村里的表填，改成按数登记。"
    ),
    "meeting_more_than_expected": N_("实到 {attended} 比应到 {expected} 还多，核对一下"),
    "meeting_too_many_away": N_("应到 {expected}、实到 {attended}，差 {away} 人，请假加缺席却有 {told} 人"),
    "meeting_too_few_away": N_("应到 {expected}、实到 {attended}，差 {away} 人，请假加缺席只有 {told} 人"),
    "meeting_leave_names": N_("写了 {names} 个请假的人，人数写的是 {told}"),
    "meeting_absent_names": N_("写了 {names} 个缺席的人，人数写的是 {told}"),
    "meeting_received_before": N_("收到日期 {received} 比开会的 {day} 还早，核对一下"),
    "meeting_before_period": N_("{day} 开的，算在后面的 {month} 月，核对一下"),
    "meeting_twice": N_("同一天还有一条同样的记录（{number}），是不是登重了"),
    "meeting_not_held": N_("{what}还是计划，没有登记成已开，不能{deed}。先填上开会的日期。"),
    "meeting_received_future": N_("{day} 还没到，收到的日期改一下。"),
    "meeting_return_reason": N_("写明为什么退回，村里才知道补什么。"),
    "meeting_return_future": N_("{day} 还没到，退回的日期改一下。"),
    "meeting_not_returned": N_("{what}没有退回过，不用重新收；直接登记收到就可以。"),
    "meeting_none_chosen": N_("没有选中记录，先选一行。"),
    "meeting_alone": N_("{what}没有和别的记录合在一场，不用分开。"),
    "meeting_unit_moves": N_(
        "{what}已经按名单签到，或者和别的记录合在一场，不能换支部。先分开，或者删掉重登。"
    ),
    "meeting_roll_begun": N_("{what}已经开始签到，不能改成别的类型。先清掉签到。"),
    "meeting_without_roll": N_("记录 {number} 是按数登记的，没有名单。要逐人签到，先改成按名单登记。"),
    "meeting_file_doubled": N_("{name}：这条记录里已经有了（{known}），没有再放一份。"),
    "meeting_file_fault": N_("组织生活记录 {number} 的材料“{name}”：{fault}"),
    "month_locked": N_("{month}已经锁定（{reason}），不能再改。确实要改，先在“组织生活”里解锁并写明原因。"),
    "month_locked_plain": N_("{month}已经锁定，不能再改。确实要改，先在“组织生活”里解锁并写明原因。"),
    "month_lock_twice": N_("{month}已经是锁定的。"),
    "month_unlock_twice": N_("{month}没有锁定，不用解锁。"),
    "month_lock_ahead": N_("{month}还没到，到了再锁。"),
    "month_unlock_reason": N_("写明为什么解锁，以后查得到。"),
    "month_unreadable": N_("月份“{text}”看不懂，写成 2026-06 这样。"),
    "substitute_at_meeting": N_("党的会议不能由别人代。没来的记请假或缺席，旁听的用“加列席”。"),
}
_FIGURES = dict(zip(FIGURES, (N_("应到"), N_("实到"), N_("请假"), N_("缺席"), N_("列席")), strict=True))
_DEPTHS = {Depth.NUMBERS: N_("按数"), Depth.NAMES: N_("按名单")}


def figure_label(name: str) -> str:
    """应到, 实到, 请假, 缺席, 列席."""
    return _(_FIGURES[name])


def depth_label(depth: Depth) -> str:
    """按数 or 按名单."""
    return _(_DEPTHS[depth])


def hours_text(sitting: Sitting) -> str:
    """19:00—20:30, 19:00 where the end is not known, empty where only the day is."""
    starts, ends = sitting.hours
    if starts is None:
        return ""
    return f"{starts:%H:%M}" if ends is None else f"{starts:%H:%M}—{ends:%H:%M}"


def month_text(code: str) -> str:
    """2026年6月."""
    return period_text(Period.parse(code))


def counts_for_text(code: str) -> str:
    """2026年6月 of a month, 2025年度 of a year."""
    period = Period.parse(code)
    return month_text(code) if period.months == 1 else _("{year}年度").format(year=period.year)


def lock_text(lock: MonthLock) -> str:
    """2026年5月锁定：季度检查."""
    done = _("锁定") if lock.locked else _("解锁")
    told = _("：{reason}").format(reason=lock.reason) if lock.reason else ""
    return _("{month}{done}{told}").format(month=month_text(lock.month), done=done, told=told)


def meeting_name(unit: str, kinds: Iterable[MeetingKind]) -> str:
    """官庄村 党员大会; with several of one sitting 官庄村 党员大会、党课."""
    names = _("、").join(dict.fromkeys(meeting_kind_label(kind) for kind in kinds))
    return _("{unit} {kinds}").format(unit=unit, kinds=names)
