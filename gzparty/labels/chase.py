"""Ready texts for chasing what is late and what was asked for: to a community's secretary with its own villages, to a
group without any village's name.

A record that has not come is never called a meeting not held; no member is named and no phone is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from gzparty.domain.completeness import papers_of
from gzparty.domain.discreet import without_names
from gzparty.domain.dues import BRANCHES, INSPECTION, Due, DueState
from gzparty.domain.duty import Errand
from gzparty.domain.explaining import ERRAND, TALK
from gzparty.domain.people import UnitView
from gzparty.i18n import _, in_chinese
from gzparty.labels.dates import prose, prose_weekday
from gzparty.labels.duty import missing_text
from gzparty.labels.period import period_label
from gzparty.services.duty_views import ChaseGroup, ChaseUnit, DueLine, ErrandView

MOST_NAMED = 3
"""So many 党小组 of a branch are told by name; of more it is told how many."""


@in_chinese()
def private_text(group: ChaseGroup, today: date) -> str:
    """To one community's secretary: its own late villages and what each lacks."""
    head = _("书记您好，截至 {day}，{title}还有 {n} 个单位没办齐，麻烦催一下：")
    if group.unit is None:
        head = _("您好，截至 {day}，{title}还有 {n} 个单位没办齐：")
    lines = [head.format(day=prose(today), title=group.title, n=len(group.units))]
    for number, unit in enumerate(group.units, 1):
        what = _("；").join(_lacking(lines, group.hidden) for lines in _together(unit.lines))
        lines.append(_("{number}. {unit}：{what}").format(number=number, unit=unit.unit.name, what=what))
    return "\n".join([*lines, _way_out(group.units)])


@in_chinese()
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
        lines.append(_where_told(units))
    return "\n".join(lines)


@in_chinese()
def errand_private_text(
    view: ErrandView, title: str, missing: Sequence[str], given_back: Sequence[tuple[str, str]], today: date
) -> str:
    """About something asked for, to one community's secretary: which of the own villages are missing, and which must
    mend something. `given_back` are units, each with the reason."""
    lines = [_("{title}：{asked}").format(title=title, asked=_asked(view.errand, today))]
    if missing:
        lines.append(_("还差 {n} 个：{names}。").format(n=len(missing), names=_("、").join(missing)))
    if given_back:
        names = _("、").join(_with_reason(unit, reason, view.hidden) for unit, reason in given_back)
        lines.append(_("要补的 {n} 个：{names}。").format(n=len(given_back), names=names))
    return "\n".join([*lines, *filter(None, [view.errand.note])])


@in_chinese()
def errand_group_text(
    view: ErrandView, counts: Sequence[tuple[str, int]], names: Sequence[str], today: date, *, named: bool
) -> str:
    """The same to a group: how many each community still owes; villages are named only where the clerk chose so."""
    owing = names if named else [_("{title} {n} 个").format(title=title, n=n) for title, n in counts if n]
    lines = [_asked(view.errand, today)]
    if owing:
        lines.append(_("还差：{names}。").format(names=_("、").join(owing)))
    return "\n".join([*lines, *filter(None, [view.errand.note])])


def _together(lines: Sequence[DueLine]) -> Iterator[Sequence[DueLine]]:
    """Lines of a unit one by one, but all at once what nothing was registered for: times of a month, 党小组 beside 党小组."""
    found: dict[object, list[DueLine]] = {}
    for place, line in enumerate(lines):
        due = line.due
        key: object = None
        if due.state is DueState.OVERDUE and due.duty.times > 1:
            key = (due.duty.code, due.group_id, due.period, due.hold_by)
        elif due.state is DueState.OVERDUE and due.group_id:
            key = (due.duty.code, due.period, due.hold_by)
        found.setdefault(key or place, []).append(line)
    yield from found.values()


def _lacking(lines: Sequence[DueLine], hidden: Collection[str]) -> str:
    """What a due lacks, or several alike, in the village's own words rather than as a state."""
    line = lines[0]
    due, what = line.due, f"{_groups(lines)}{_title(line)}"
    if due.state is DueState.OVERDUE and due.duty.times > 1:
        what = _("{what}差 {n} 次，").format(what=what, n=len(lines))
    if due.state is DueState.RETURNED and due.record is not None:
        reason = _discreet(due.record.return_reason, hidden)
        return _("{what}的材料退回了，{reason}，补好再交").format(what=what, reason=reason)
    if due.state is DueState.HANDED_IN and due.record is not None:
        lacking = missing_text(papers_of(due.record.missing))
        return _("{what}{lacking}").format(what=what, lacking=lacking)
    if due.state is DueState.HELD and due.record is not None and due.record.held_on is not None:
        facts = {"day": prose(due.record.held_on), "until": prose(due.due_on)}
        return _("{what} {day}开了，材料应于 {until}前交").format(what=line.group + due.duty.title, **facts)
    return _unheld(due).format(what=what, until=prose(due.hold_by))


def _groups(lines: Sequence[DueLine]) -> str:
    """Which 党小组 are meant: by name up to three, else how many; nothing for what the branch itself owes."""
    names = list(dict.fromkeys(line.group for line in lines if line.group))
    if len(names) > MOST_NAMED:
        return _("{n} 个党小组的").format(n=len(names))
    return _("、").join(names)


def _unheld(due: Due) -> str:
    if due.duty.record == ERRAND:
        return _("{what}应于 {until}前交，还没收到")
    if due.duty.record == TALK:
        return _("{what}应于 {until}前谈完，记录还没交齐")
    if due.duty.record == INSPECTION:
        return _("{what}应于 {until}前查，还没收到记录")
    return _("{what}应于 {until}前开，还没收到记录")


def _title(line: DueLine) -> str:
    """6月党小组会; something asked for once is called by its own title."""
    due = line.due
    return due.duty.title if due.duty.record == ERRAND else period_label(due.period) + due.duty.title


def _way_out(units: Sequence[ChaseUnit]) -> str:
    """What to do now: hold it, hand it in, or both."""
    dues = [line.due for unit in units for line in unit.lines if line.due.duty.record != ERRAND]
    if all(due.state is not DueState.OVERDUE for due in dues):
        return _("请把材料交到党建办。")
    inspections = {due.duty.record == INSPECTION for due in dues}
    if inspections == {True}:
        return _("查过的把记录交到党建办，没查的定下日子告诉我。")
    if inspections == {False}:
        return _("开过的把材料交到党建办，没开的定下日子告诉我。")
    return _("办过的把材料交到党建办，没办的定下日子告诉我。")


def _where_told(units: Sequence[ChaseUnit]) -> str:
    if all(unit.unit.kind in BRANCHES for unit in units):
        return _("哪些村、差什么，已分别发给各社区书记。")
    return _("哪些单位、差什么，已分别发给各社区书记和部门。")


def _names(title: str, units: Iterator[UnitView] | Sequence[UnitView]) -> str:
    return _("{title}：{names}").format(title=title, names=_("、").join(unit.name for unit in units))


def _asked(errand: Errand, today: date) -> str:
    """《党员教育情况表》6月18日 周四前交，还有 1 天。"""
    left = (errand.due_on - today).days
    due = prose_weekday(errand.due_on)
    if left < 0:
        when = _("应于 {due}前交，已经过了 {n} 天").format(due=due, n=-left)
    elif left == 0:
        when = _("今天是最后一天")
    else:
        when = _("{due}前交，还有 {n} 天").format(due=due, n=left)
    return _("《{title}》{when}。").format(title=errand.title, when=when)


def _with_reason(unit: str, reason: str, hidden: Collection[str]) -> str:
    return _("{unit}（{reason}）").format(unit=unit, reason=_discreet(reason, hidden)) if reason else unit


def _discreet(reason: str, hidden: Collection[str]) -> str:
    """A reason without the names of members or whole phone numbers."""
    return without_names(reason, hidden, _("某党员"))
