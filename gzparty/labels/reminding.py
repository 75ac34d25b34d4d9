"""The words of a reminder: counts and the names of duties. It is read over a shoulder, so it names nobody."""

from __future__ import annotations

from datetime import date

from gzparty.domain.agenda import Matter
from gzparty.i18n import N_, _
from gzparty.labels.agenda import item_text
from gzparty.labels.agenda_words import session_title
from gzparty.labels.people import reminder_label
from gzparty.services.agenda_views import (
    DuesItem,
    ErrandItem,
    Item,
    ProblemsItem,
    ReminderItem,
    SelectionItem,
    SessionItem,
    UpkeepItem,
    Waiting,
)

LOCKED = N_("有事要办")
FIRST = 3
"""So many of the things to be done are named."""
_DUES = {
    Matter.OVERDUE: N_("{title}逾期 {n} 件"),
    Matter.DUE_TODAY: N_("{title}今天到期 {n} 件"),
    Matter.PAPERS_LATE: N_("{title}材料没交 {n} 份"),
    Matter.HANDED_IN: N_("收到没登 {n} 份"),
    Matter.RETURNED: N_("已退 {n} 份"),
}
_ERRANDS = {
    Matter.ERRAND_LATE: N_("要的材料逾期没收齐"),
    Matter.ERRAND_TODAY: N_("要的材料今天要收齐"),
    Matter.ERRAND: N_("要的材料快到期"),
}
_PROBLEMS = {
    Matter.PROBLEM_TODAY: N_("整改到期 {n} 条"),
    Matter.VERIFY: N_("等待验收 {n} 条"),
    Matter.LOOK_BACK: N_("该回头看 {n} 条"),
}


def summary(waiting: Waiting) -> str:
    """今天有 3 件要办，逾期 12 件; what there is nothing of is not said, and nothing at all is one sentence."""
    parts = []
    if waiting.items:
        parts.append(_("今天有 {n} 件要办").format(n=len(waiting.items)))
    if waiting.overdue:
        parts.append(_("{n} 件逾期").format(n=waiting.overdue))
    return _("，").join(parts) or _("今天没有要办的")


def first_lines(waiting: Waiting) -> list[str]:
    """The first things to be done, each in a few words."""
    return [brief(item, waiting.today) for item in waiting.items[:FIRST]]


def brief(item: Item, today: date) -> str:
    """One thing to be done, without units or persons."""
    match item:
        case SessionItem(lines=(line,)):
            return session_title(line)
        case SessionItem():
            return _("{n} 期培训的签到没录完").format(n=len(item.lines))
        case DuesItem():
            title = item.bundle.dues[0].duty.title
            return _(_DUES[item.matter]).format(title=title, n=len(item.bundle.dues))
        case ErrandItem():
            return _(_ERRANDS[item.matter])
        case ReminderItem():
            kind = reminder_label(item.reminders[0].kind)
            return _("{kind} {n} 件").format(kind=kind, n=len(item.reminders))
        case ProblemsItem():
            return _(_PROBLEMS[item.matter]).format(n=len(item.lines))
        case SelectionItem() | UpkeepItem():
            # Candidates never stand in these.
            return item_text(item, today).title
