"""What papers say of dues: dates and short words that stay true until the records change; counted days would not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gzparty.domain.dues import COMING, INSPECTION, Due, DueState
from gzparty.domain.duty import Grade
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.duty import due_state_label, missing_text
from gzparty.labels.period import period_label
from gzparty.services.duty_views import Cell

_MARKS = {
    DueState.OVERDUE: N_("没登记"),
    DueState.RETURNED: N_("已退"),
    DueState.HELD: N_("没交"),
    DueState.HANDED_IN: N_("不齐"),
    DueState.MISSED: N_("没办"),
    DueState.WAIVED: N_("免办"),
    DueState.NOT_APPLICABLE: N_("—"),
}
"""没登记 rather than 没开: a paper goes from hand to hand, and a village that did meet must not be accused by it."""


def short(day: date) -> str:
    """6.12, as a narrow column of one year has it."""
    return f"{day.month}.{day.day}"


def held_days(dues: Iterable[Due]) -> list[date]:
    """The days on which what is owed was held, in their order."""
    return sorted(due.record.held_on for due in dues if due.record and due.record.held_on)


def days_only(cell: Cell) -> str:
    """A cell of an outside copy: days and nothing else."""
    return " ".join(short(day) for day in dict.fromkeys(held_days(cell.dues)))


def cell_text(cell: Cell) -> str:
    """A cell of the office's own copy: the day, 补 where it came late, and a word where something is missing.

    Where several are owed, such as one by every Party group, how many are done takes the place of their days: 2/3.
    """
    if len(cell.dues) <= 1:
        return "".join(map(_one_text, cell.dues))
    if all(due.state in COMING for due in cell.dues):
        return ""
    words = dict.fromkeys(_(_MARKS[due.state]) for due in cell.dues if due.state in _MARKS)
    if not cell.owed:
        return " ".join(words)
    if any(due.state is DueState.LATE for due in cell.dues):
        words[_("有补办")] = None
    return "\n".join((f"{cell.done}/{cell.owed}", *words))


def figures(cell: Cell, over: bool = False) -> str:
    """办齐/应办, empty where nothing is owed; with `over` only of what should be done by now."""
    counted = Cell(tuple(due for due in cell.dues if due.state not in COMING)) if over else cell
    return f"{counted.done}/{counted.owed}" if counted.owed else ""


def due_title(due: Due, group: str = "") -> str:
    """What is owed: 主题党日（6月）, 党小组会（第一党小组，6月）, 组织生活会（2026年）."""
    if due.duty.grade is Grade.ONCE:
        return due.duty.title
    about = _("，").join(part for part in (group, period_label(due.period)) if part)
    if due.duty.times > 1:
        about = _("{about}第{n}次").format(about=about, n=due.ordinal)
    return _("{title}（{about}）").format(title=due.duty.title, about=about)


def standing(due: Due) -> str:
    """How far it has come, for a list that is worked through: no counted days, no blame."""
    record = due.record
    match due.state:
        case DueState.RETURNED if record:
            return _("材料已退回：{reason}").format(reason=record.return_reason)
        case DueState.HANDED_IN if record and due.duty.record == INSPECTION:
            return _("{day}查的，还有 {n} 项没选").format(day=_day(record.held_on), n=len(record.missing))
        case DueState.HANDED_IN if record:
            return _("{day}开的，材料{missing}").format(
                day=_day(record.held_on), missing=missing_text(record.missing)
            )
        case DueState.HELD if record:
            return _("{day}开的，材料没交").format(day=_day(record.held_on))
        case DueState.DONE | DueState.LATE if record:
            late = _("（补办）") if due.state is DueState.LATE else ""
            return _("{day}办齐{late}").format(day=_day(record.held_on), late=late)
        case DueState.OVERDUE:
            return _("没有登记")
        case DueState.WAIVED if due.waiver:
            return _("免办：{reason}").format(reason=due.waiver.reason)
    if record and record.planned_on:
        return _("定在{day}").format(day=_day(record.planned_on))
    return due_state_label(due.state, due.duty.record)


def wanted(due: Due) -> str:
    """What a unit is asked for; a village that did meet only has to bring its papers."""
    record = due.record
    if due.duty.grade is Grade.ONCE and due.state is not DueState.RETURNED:
        return _("没有交")
    match due.state:
        case DueState.RETURNED if record:
            return _("退回的材料改好再交：{reason}").format(reason=record.return_reason)
        case DueState.HANDED_IN if record:
            return _("{day}开的，还{missing}").format(
                day=_day(record.held_on), missing=missing_text(record.missing)
            )
        case DueState.HELD if record:
            return _("{day}开的，交记录和签到表").format(day=_day(record.held_on))
    if due.duty.record == INSPECTION:
        return _("还没有登记；已经查了的，交自查记录")
    return _("还没有登记；已经开了的，交记录和签到表")


def until(due: Due) -> str:
    """The deadline that matters: 召开, or 报送 once it was held."""
    if due.duty.grade is Grade.ONCE:
        return _("{day}前交").format(day=_day(due.hold_by))
    held = due.record is not None and due.record.held_on is not None
    if held and due.report_by:
        return _("{day}前交").format(day=_day(due.report_by))
    if held:
        return _("{day}前").format(day=_day(due.hold_by))
    words = _("{day}前自查") if due.duty.record == INSPECTION else _("{day}前召开")
    return words.format(day=_day(due.hold_by))


def _one_text(due: Due) -> str:
    held = due.record.held_on if due.record else None
    day = short(held) if held else ""
    if due.state is DueState.LATE:
        return _("{day}补").format(day=day)
    return "\n".join(part for part in (day, _(_MARKS[due.state]) if due.state in _MARKS else "") if part)


def _day(day: date | None) -> str:
    return dates.prose(day) if day else ""
