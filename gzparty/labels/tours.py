"""Joint inspections in words: how units were drawn, what a circular says in WeChat, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.drawing import passed_over
from gzparty.domain.inspection import TeamMember, Tour
from gzparty.domain.problem import Lane
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels.dates import prose, prose_weekday
from gzparty.services.ledger_views import CircularProblem, CircularText, TourView

SENTENCES: dict[str, str] = {
    "tour_title_missing": N_("这次督查还没有名称。写上名称，如“6月联合督查”。"),
    "tour_unknown": N_("没有编号是 {reference} 的联合督查。核对一下编号。"),
    "tour_seed_absurd": N_("抽签号 {seed} 用不了。写 15 位以内的整数，如 20260617。"),
    "tour_draw_none": N_("一个单位也没抽。抽几个写 1 或更多。"),
    "tour_draw_too_many": N_("要抽 {count} 个，参加抽签的只有 {pool} 个单位。少抽几个，或多勾几个单位。"),
    "tour_draw_loses_visits": N_(
        "{names}已经检查过，新抽的里没有。不再抽，或先删掉那次检查，也可以用“手工增减”加单位。"
    ),
    "tour_unit_closed": N_("{names}已经撤销，去不了。换别的单位。"),
    "tour_unit_strange": N_("{names}不在这次督查里。先用“手工增减”把单位加上。"),
    "tour_unit_visited": N_("{names}已经检查过，不能从这次督查里去掉。先删掉那次检查。"),
    "tour_unit_visited_twice": N_("{name}这次已经检查过一次。在那次检查里改。"),
    "tour_day_after_visit": N_("{day}就检查过单位，督查日期不能晚于这天。改督查日期，或先改那次检查。"),
    "tour_visit_before": N_("检查日期 {day}早于督查日期 {held}。改其中一个。"),
    "tour_issue_taken": N_("第 {issue} 期已经用在“{title}”（{number}）。换一个期号。"),
    "tour_issue_absurd": N_("期号 {issue} 用不了。写 1 到 999 的整数，没有就空着。"),
    "tour_reply_before": N_("报整改情况的日期 {day}早于督查日期 {held}。改晚一些。"),
    "tour_has_visits": N_("这次督查检查过{names}，不能整个删掉。先删掉这些检查。"),
    "tour_member_missing": N_("督查组里有一行没写姓名也没写单位。写上，或删掉这行。"),
}


def draw_text(view: TourView) -> str:
    """抽签号 20260617，从 13 个单位里抽 4 个；手工加 1 个，去掉 1 个. Empty where there are no units yet."""
    drawn = [unit.uid for line, unit, _visit in view.units if line.drawn]
    by_hand = len(view.units) - len(drawn)
    if view.tour.seed is None:
        return _("手工选 {n} 个单位").format(n=by_hand) if by_hand else ""
    taken_off = len(passed_over(view.pool, drawn, view.tour.seed))
    words = _("抽签号 {seed}，从 {pool} 个单位里抽 {n} 个").format(
        seed=view.tour.seed, pool=len(view.tour.pool), n=len(drawn) + taken_off
    )
    changes = [
        text.format(n=n) for text, n in ((_("加 {n} 个"), by_hand), (_("去掉 {n} 个"), taken_off)) if n
    ]
    return (
        _("{words}；手工{changes}").format(words=words, changes=_("、").join(changes)) if changes else words
    )


def member_text(member: TeamMember) -> str:
    """周示例（镇纪委）; either alone where the other was not said."""
    if member.name and member.office:
        return _("{name}（{office}）").format(name=member.name, office=member.office)
    return member.name or member.office


def team_text(tour: Tour) -> str:
    """镇纪委 周示例、党政办 吴示例."""
    return _("、").join(" ".join(filter(None, (member.office, member.name))) for member in tour.team)


def days_text(days: Sequence[date]) -> str:
    """6月16日, or from the first to the last of several: 6月16日至18日."""
    first, last = days[0], days[-1]
    if first == last:
        return prose(first)
    to = (
        _("{day}日").format(day=last.day)
        if (first.year, first.month) == (last.year, last.month)
        else prose(last)
    )
    return _("{first}至{last}").format(first=prose(first), last=to)


@in_chinese()
def overview_text(text: CircularText) -> str:
    """总体情况 in one sentence of figures: when, how many units, how many without a problem, how many problems."""
    if not text.units:
        return _("还没有检查过单位。")
    facts = {
        "days": days_text(text.days),
        "units": len(text.units),
        "good": len(text.good),
        "problems": len(text.problems),
        "bad": len(text.with_problems),
    }
    if not text.problems:
        return _("{days}检查了 {units} 个单位，没有发现问题。").format(**facts)
    words = _("{days}检查了 {units} 个单位，{bad} 个单位发现问题 {problems} 个，{good} 个单位没有发现问题。")
    return words.format(**facts)


@in_chinese()
def good_text(text: CircularText) -> str:
    """做得较好: units without a problem, then the clerk's own words; empty where there is neither."""
    names = _("、").join(unit.unit.name for unit in text.good)
    parts = [names and _("{names}没有发现问题。").format(names=names), text.tour.good]
    return "".join(filter(None, parts))


@in_chinese()
def problem_text(problem: CircularProblem) -> str:
    """值班记录漏记 2 天（6月29日前整改）."""
    if problem.lane is Lane.PROMPT:
        return _("{text}（即知即改）").format(text=problem.text)
    if problem.lane is Lane.LASTING:
        return _("{text}（长期坚持）").format(text=problem.text)
    until = (
        _("{day}前整改").format(day=prose(problem.deadline)) if problem.deadline else problem.deadline_text
    )
    return _("{text}（{until}）").format(text=problem.text, until=until) if until else problem.text


@in_chinese()
def circular_message(text: CircularText) -> str:
    """A circular for a group in WeChat: units and what was found, no person's name and no phone."""
    issue = text.tour.issue
    head = _("【督查通报】{title}") if issue is None else _("【督查通报 第 {issue} 期】{title}")
    lines = [head.format(title=text.tour.title, issue=issue), overview_text(text)]
    if good := good_text(text):
        lines.append(_("做得较好：{words}").format(words=good))
    if text.with_problems:
        lines.append(_("存在的问题："))
        lines += [
            _("{number}. {unit}：{problems}").format(
                number=number,
                unit=unit.unit.name,
                problems=_("；").join(problem_text(problem) for problem in unit.problems),
            )
            for number, unit in enumerate(text.with_problems, 1)
        ]
    if text.requirements:
        lines += [_("下步要求："), *text.requirements]
    if text.tour.reply_by is not None:
        lines.append(_("请于 {day}前报整改情况。").format(day=prose_weekday(text.tour.reply_by)))
    return "\n".join(lines)
