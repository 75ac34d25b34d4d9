"""The lines of 近期安排 in words: what comes in the next days."""

from __future__ import annotations

from gzparty.domain.agenda import Deadline
from gzparty.domain.calendar import DayKind
from gzparty.domain.duty import Scope
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.agenda_words import (
    NAMES_SHOWN,
    Said,
    day_off_words,
    errand_title,
    exemplars,
    joined,
    names_words,
    received_words,
    session_title,
    subject_of,
)
from gzparty.labels.people import reminder_label
from gzparty.services.agenda_views import (
    Ahead,
    DeadlineAhead,
    ErrandAhead,
    HolidayAhead,
    ReminderAhead,
    SelectionAhead,
    SessionAhead,
)


def ahead_text(ahead: Ahead) -> Said:
    """A line of 近期安排, without its day."""
    match ahead:
        case DeadlineAhead():
            return _deadlines(ahead)
        case HolidayAhead():
            return _holiday(ahead)
        case SessionAhead():
            return Said(session_title(ahead.line), ahead.line.sitting.place)
        case SelectionAhead():
            words = _("公示最后一天") if ahead.publicity else _("推荐截止")
            return Said(_("{title}　{words}").format(title=exemplars(ahead.selection), words=words), "")
        case ErrandAhead():
            return Said(errand_title(ahead.errand), received_words(ahead.errand))
        case ReminderAhead():
            names = names_words([subject_of(one.finding.parameters) for one in ahead.reminders], _("人"))
            return Said(reminder_label(ahead.reminders[0].kind), names)


def until_text(ahead: Ahead) -> str:
    """What stands under the day of a line ahead: 周四, or 至 21 日 where it lasts."""
    if isinstance(ahead, HolidayAhead) and ahead.run.length > 1:
        last = ahead.run.last
        if last.month != ahead.run.first.month:
            return _("至 {day}").format(day=dates.prose(last))
        return _("至 {n} 日").format(n=last.day)
    return dates.weekday(ahead.day)


def _deadlines(ahead: DeadlineAhead) -> Said:
    titles = [one.dues[0].duty.title for one in ahead.deadlines]
    title = _("、").join(titles)
    if len(titles) > NAMES_SHOWN:
        title = _("{titles}等 {n} 项").format(titles=_("、").join(titles[:2]), n=len(titles))
    hold_by = ahead.deadlines[0].hold_by
    why = "" if hold_by == ahead.day else day_off_words(hold_by, ahead.holiday)
    if len(titles) == 1:
        left = _("还有 {units}").format(units=_open(ahead.deadlines[0], ahead))
    else:
        parts = [f"{one.dues[0].duty.title} {_open(one, ahead)}" for one in ahead.deadlines]
        more = _("…") if len(parts) > NAMES_SHOWN else ""
        left = _("还有：{units}").format(units=joined(parts[:NAMES_SHOWN])) + more
    return Said(_("{title}截止").format(title=title), joined([why, left]))


def _open(deadline: Deadline, ahead: DeadlineAhead) -> str:
    """5 个村, 7 个党小组."""
    if deadline.dues[0].duty.scope is Scope.GROUP:
        return _("{n} 个党小组").format(n=len(deadline.dues))
    counted = _("{n} 个村") if ahead.villages else _("{n} 个支部")
    if deadline.dues[0].duty.scope is Scope.WORK_UNIT:
        counted = _("{n} 个单位")
    return counted.format(n=len({due.unit_id for due in deadline.dues}))


def _holiday(ahead: HolidayAhead) -> Said:
    run = ahead.run
    if run.mark.kind is DayKind.WORK:
        return Said(_("调休上班"), run.mark.name)
    title = _("{name}放假 {n} 天").format(name=run.mark.name, n=run.length)
    return Said(title, _("工作日计算已扣除"))
