"""Reserve cadres, terms of office and the ladder of attendance in words, sentences."""

from __future__ import annotations

from gzparty.domain.ladder import Place
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.reminders import TermState
from gzparty.i18n import N_, _
from gzparty.services.cadre_views import CoveredPart, LadderView, PostHolder, TermLine

SENTENCES: dict[str, str] = {
    "reserve_unknown": N_("后备名单里没有这一条：{uid}。从 list reserves 里抄它的 uid。"),
    "reserve_in_future": N_("列入日期 {day} 还没到，写到今天为止的日期。"),
    "reserve_left_in_future": N_("退出日期 {day}还没到，写到今天为止的日期。"),
    "reserve_left_before": N_("退出日期 {left}早于列入日期 {entered}。改其中一个日期。"),
    "reserve_left_without_reason": N_("写上为什么退出，如 任用、退出。"),
    "reserve_twice": N_("这个人 {entered} 起已在这个单位的后备名单上，改那一条，不用再列一次。"),
    "reserve_twice_then": N_(
        "这个人 {entered} 到 {left}在这个单位的后备名单上，和这一条的日期重了。改其中一个日期。"
    ),
    "reserve_own_mentor": N_("培养联系人不能是本人，另写一位。"),
    "reserve_person_gone": N_("{name} 已经在 {day}离开，不能列入。如果记错了，先在“组织与人员”里恢复。"),
    "ladder_step_unreadable": N_(
        "“{step}”读不懂。一档写成次数加叫法，如 2 通报；几档之间用逗号隔开，如 1 提醒，2 通报。"
    ),
    "ladder_step_out_of_range": N_("“{step}”的次数要在 1 到 {most} 之间。"),
    "ladder_word_too_long": N_("“{step}…”的叫法太长，最多写 {limit} 个字。"),
    "ladder_not_increasing": N_("“{step}”的次数没有比前一档的 {before} 次多。从少到多写，一档比一档多。"),
}
COVER_WORDS = N_(
    "后备名单和缺席次数只给经办人看。点“显示”会记下一笔什么时候看过；离开这一页，或五分钟没有动静，又会遮住。"
)
"""Why something is covered, and what asking for it does."""
_STATES = {
    TermState.OVER: N_("已届满"),
    TermState.SOON: N_("半年内届满"),
    TermState.RUNNING: N_("任期内"),
    TermState.UNKNOWN: N_("没登记届期"),
}
_PARTS = {CoveredPart.RESERVES: N_("后备干部"), CoveredPart.LADDER: N_("出勤阶梯")}


def term_state_label(state: TermState) -> str:
    """How a term stands."""
    return _(_STATES[state])


def part_label(part: CoveredPart) -> str:
    """What a covered part is called."""
    return _(_PARTS[part])


def dotted(day: PartialDate | None) -> str:
    """2026.6.17, 2026.6 or 2026, as much as is known; empty for nothing."""
    if day is None:
        return ""
    return ".".join(str(part) for part in (day.year, day.month, day.day) if part)


def holder_words(holder: PostHolder) -> str:
    """孙示例, 孙示例（代）, 空缺."""
    if holder.person_id is None:
        return _("空缺")
    return _("{name}（代）").format(name=holder.name) if holder.acting else holder.name


def secretary_words(line: TermLine) -> str:
    """Who leads a unit; 没登记 where nothing is known."""
    return _("、").join(holder_words(holder) for holder in line.secretaries) or _("没登记")


def days_words(line: TermLine) -> str:
    """届满 12 天, 还有 30 天; nothing without a day, and none counted where the day is known in part."""
    if line.days is None or line.ends is None or not line.ends.day:
        return ""
    words = _("过了 {n} 天") if line.days < 0 else _("还有 {n} 天")
    return words.format(n=abs(line.days))


def reached_words(place: Place) -> str:
    """到“通报”一档; 还没到第一档."""
    if place.reached is None:
        return _("没到")
    return place.reached.words


def following_words(place: Place) -> str:
    """再缺 1 次到“通报”; 最后一档."""
    if place.following is None:
        return _("最后一档") if place.reached else ""
    return _("再缺 {n} 次到“{step}”").format(n=place.left, step=place.following.words)


def cover_words(view: LadderView) -> str:
    """As much of the ladder as is said while it is covered."""
    if not view.rolls:
        return _("没有名单，不统计")
    if not view.steps:
        return _("{n} 人有无故缺席").format(n=sum(bool(line.place.count) for line in view.lines))
    return _("{n} 人够到一档").format(n=view.reached)


def ladder_words(view: LadderView) -> str:
    """What is counted over which rolls, and that nothing follows by itself."""
    counted = _("从 {since} 数到今天，有签到名单的培训班 {n} 期").format(
        since=f"{view.since:%Y-%m-%d}", n=view.rolls
    )
    if view.without_roll:
        counted = _("{counted}；{n} 期没有名单，不统计").format(counted=counted, n=view.without_roll)
    rule = _("只数记成“缺席”的：请假、公出、代会和待核实不算，补了课的不算")
    return _("{counted}。{rule}。够到哪一档只作提示，不自动处理，由党委定。").format(
        counted=counted, rule=rule
    )
