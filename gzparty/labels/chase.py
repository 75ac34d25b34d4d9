"""Ready texts for chasing: to a community's secretary with its own late villages, to a group without any village's name.

A record that has not come is never called a meeting not held; no member is named and no phone is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from gzparty.domain.dues import Due, DueState
from gzparty.domain.duty import ErrandUnit
from gzparty.domain.explaining import ERRAND, TALK
from gzparty.domain.people import UnitView
from gzparty.domain.phone import masked_within
from gzparty.i18n import _
from gzparty.labels.dates import prose, prose_weekday
from gzparty.labels.duty import missing_text, period_label
from gzparty.services.duty_views import ChaseGroup, ChaseUnit, DueLine, ErrandView

MATERIALS = frozenset({"minutes", "sign_in", "photos"})


def private_text(group: ChaseGroup, today: date) -> str:
    """To one community's secretary: its own late villages and what each lacks."""
    head = _("书记您好，截至 {day}，{title}还有 {n} 个单位没办齐，麻烦催一下：")
    lines = [head.format(day=prose(today), title=group.title, n=len(group.units))]
    for number, unit in enumerate(group.units, 1):
        what = _("；").join(_lacking(line, group.hidden) for line in unit.lines)
        lines.append(_("{number}. {unit}：{what}").format(number=number, unit=unit.unit.name, what=what))
    return "\n".join([*lines, _way_out(group.units)])


def group_text(groups: Sequence[ChaseGroup], today: date, named: bool = False) -> str:
    """To a group of secretaries: how much is late of what; late villages are named only where that was chosen."""
    units = [unit for group in groups for unit in group.units]
    if not units:
        return _("【提醒】截至 {day}，没有逾期的。").format(day=prose(today))
    counts = Counter(_title(line) for unit in units for line in unit.lines)
    what = _("、").join(_("{duty} {n} 项").format(duty=duty, n=n) for duty, n in counts.items())
    lines = [
        _("【提醒】截至 {day}，还有 {n} 个单位没办齐：{what}。").format(
            day=prose(today), n=len(units), what=what
        ),
        _way_out(units),
    ]
    if named:
        lines += [_names(group.title, (unit.unit for unit in group.units)) for group in groups]
    else:
        lines.append(_("哪些村、差什么，已分别发给各社区书记。"))
    return "\n".join(lines)


def errand_text(
    view: ErrandView, today: date, named: bool = False, among: Collection[int] | None = None
) -> str:
    """About something asked for: what, by whom, until when, how many came; `among` narrows it to some units."""
    errand = view.errand
    owed = [entry for entry in view.units if among is None or entry[0].id in among]
    waiting = [unit for unit, owing, _state in owed if _is_waited_for(owing)]
    source = _("（{who}要）").format(who=errand.asked_by) if errand.asked_by else ""
    received = _("已收 {n}/{total}").format(n=len(owed) - len(waiting), total=len(owed))
    lines = [
        _("【要材料】{title}{source}").format(title=errand.title, source=source),
        _("{until}，{received}。").format(until=_until(errand.due_on, today), received=received),
    ]
    if not waiting:
        return "\n".join([*lines, _("都交齐了。")])
    if named:
        lines.append(_names(_("还没交"), waiting))
    lines.append(_("没交的请抓紧交，退回的补好再交。"))
    return "\n".join(lines)


def _lacking(line: DueLine, hidden: Collection[str]) -> str:
    """What one due lacks, in the village's own words rather than as a state."""
    due, what = line.due, f"{line.group}{_title(line)}"
    if due.state is DueState.RETURNED and due.record is not None:
        reason = _discreet(due.record.return_reason, hidden)
        return _("{what}的材料退回了，{reason}，补好再交").format(what=what, reason=reason)
    if due.state is DueState.HANDED_IN and due.record is not None:
        lacking = missing_text(code for code in due.record.missing if code in MATERIALS)
        return _("{what}{lacking}").format(what=what, lacking=lacking)
    if due.state is DueState.HELD and due.record is not None and due.record.held_on is not None:
        facts = {"day": prose(due.record.held_on), "until": prose(due.due_on)}
        return _("{what} {day}开了，材料应于 {until}前交").format(what=line.group + due.duty.title, **facts)
    return _unheld(due).format(what=what, until=prose(due.hold_by))


def _unheld(due: Due) -> str:
    if due.duty.record == ERRAND:
        return _("{what}应于 {until}前交，还没收到")
    if due.duty.record == TALK:
        return _("{what}应于 {until}前谈完，记录还没交齐")
    return _("{what}应于 {until}前开，还没收到记录")


def _title(line: DueLine) -> str:
    """6月党小组会; something asked for once is called by its own title."""
    due = line.due
    return due.duty.title if due.duty.record == ERRAND else period_label(due.period) + due.duty.title


def _way_out(units: Sequence[ChaseUnit]) -> str:
    """What to do now: hold it, hand it in, or both."""
    open_still = any(
        line.due.state is DueState.OVERDUE and line.due.duty.record != ERRAND
        for unit in units
        for line in unit.lines
    )
    if open_still:
        return _("开过的把材料交到党建办，没开的定下日子告诉我。")
    return _("请把材料交到党建办。")


def _names(title: str, units: Iterator[UnitView] | Sequence[UnitView]) -> str:
    return _("{title}：{names}").format(title=title, names=_("、").join(unit.name for unit in units))


def _until(due_on: date, today: date) -> str:
    late = (today - due_on).days
    if late > 0:
        return _("应于 {day}前交，已过 {n} 天").format(day=prose(due_on), n=late)
    return (
        _("今天（{day}）前交").format(day=prose_weekday(due_on))
        if late == 0
        else _("{day}前交").format(day=prose_weekday(due_on))
    )


def _is_waited_for(owed: ErrandUnit) -> bool:
    return owed.received_on is None or owed.returned_on is not None


def _discreet(reason: str, hidden: Collection[str]) -> str:
    """A reason without the names of members or whole phone numbers."""
    for name in sorted(hidden, key=len, reverse=True):
        reason = reason.replace(name, _("某党员"))
    return masked_within(reason)
