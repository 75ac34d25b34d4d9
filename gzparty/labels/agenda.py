"""The lines of the workbench in words: what is to be done today, what comes in the next days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gzparty.domain.agenda import Bundle, Deadline, Matter
from gzparty.domain.calendar import DayKind
from gzparty.domain.dues import INSPECTION
from gzparty.domain.duty import Scope
from gzparty.domain.period import Period
from gzparty.domain.selection import Selection
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence
from gzparty.labels.people import reminder_label
from gzparty.labels.period import period_label
from gzparty.services.agenda_views import (
    Ahead,
    DeadlineAhead,
    DuesItem,
    ErrandAhead,
    ErrandItem,
    HolidayAhead,
    Item,
    ProblemsItem,
    ReminderAhead,
    ReminderItem,
    SelectionAhead,
    SelectionItem,
    SessionAhead,
    SessionItem,
    UpkeepItem,
)
from gzparty.services.duty_views import ErrandView
from gzparty.services.views import SessionLine, SessionStage

NAMES_SHOWN = 3
TEXT_SHOWN = 22
_FACTS = {
    Matter.PROBLEM_TODAY: N_("到期"),
    Matter.VERIFY: N_("等待验收"),
    Matter.LOOK_BACK: N_("该回头看了"),
}
_DEEDS = {
    Matter.SESSION: N_("去签到"),
    Matter.ROLL_OPEN: N_("去签到"),
    Matter.OVERDUE: N_("催办"),
    Matter.RETURNED: N_("催办"),
    Matter.PAPERS_LATE: N_("催办"),
    Matter.DUE_TODAY: N_("去登记"),
    Matter.HANDED_IN: N_("去登记"),
    Matter.ERRAND: N_("去收表"),
    Matter.ERRAND_LATE: N_("去收表"),
    Matter.ERRAND_TODAY: N_("去收表"),
    Matter.REMINDER_LATE: N_("去办"),
    Matter.REMINDER_TODAY: N_("去办"),
    Matter.PROBLEM_TODAY: N_("去台账"),
    Matter.VERIFY: N_("去验收"),
    Matter.LOOK_BACK: N_("去回头看"),
    Matter.OBJECTION: N_("去核实"),
    Matter.PUBLICITY_OVER: N_("去记结果"),
    Matter.NOMINATIONS_OVER: N_("去评选"),
    Matter.CALENDAR: N_("去填"),
    Matter.BACKUP: N_("去备份"),
}


class Said(NamedTuple):
    """A line: what it is in bold, and what more there is to say of it; no full stop."""

    title: str
    detail: str


def deed_label(item: Item) -> str:
    """What the one button of a line says: 去签到, 催办, 去登记, 去收表, 去办."""
    return _(_DEEDS[item.matter])


def item_text(item: Item, today: date) -> Said:
    """A line of 今天要办."""
    match item:
        case SessionItem():
            return _session(item)
        case DuesItem():
            return _DUES[item.matter](item, today)
        case ErrandItem():
            return _errand(item, today)
        case ReminderItem():
            return _reminder(item)
        case ProblemsItem():
            return _problems(item, today)
        case SelectionItem():
            return _selection(item, today)
        case UpkeepItem():
            return _upkeep(item)


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
            return Said(_("{title}　{words}").format(title=_exemplars(ahead.selection), words=words), "")
        case ErrandAhead():
            return Said(_errand_title(ahead.errand), _received(ahead.errand))
        case ReminderAhead():
            names = _names([_subject(one.finding.parameters) for one in ahead.reminders], _("人"))
            return Said(reminder_label(ahead.reminders[0].kind), names)


def until_text(ahead: Ahead) -> str:
    """What stands under the day of a line ahead: 周四, or 至 21 日 where it lasts."""
    if isinstance(ahead, HolidayAhead) and ahead.run.length > 1:
        last = ahead.run.last
        if last.month != ahead.run.first.month:
            return _("至 {day}").format(day=dates.prose(last))
        return _("至 {n} 日").format(n=last.day)
    return dates.weekday(ahead.day)


def session_title(line: SessionLine) -> str:
    """第 6 期村党组织书记培训班."""
    return _("第 {n} 期村党组织书记培训班").format(n=line.training.ordinal)


def _session(item: SessionItem) -> Said:
    line, sitting = item.line, item.line.sitting
    if item.matter is Matter.SESSION:
        title = _("{time}　{session}").format(time=dates.clock(sitting.start), session=session_title(line))
        called = _("应到 {n} 人").format(n=item.called) if item.called else ""
        return Said(title, _joined([sitting.place, called]))
    if len(item.lines) > 1:
        numbers = _("、").join(str(one.training.ordinal) for one in item.lines)
        return Said(
            _("{n} 期培训的签到没录完").format(n=len(item.lines)),
            _("第 {numbers} 期").format(numbers=numbers),
        )
    held = _("{day}办的").format(day=dates.prose(sitting.start.date()))
    if line.stage is SessionStage.UNENTERED:
        return Said(_("{session}　签到还没录").format(session=session_title(line)), held)
    left = line.counts.expected - line.counts.present - line.counts.substitute
    more = _("还有 {n} 人没到或没签").format(n=left)
    return Said(_("{session}　签到没录完").format(session=session_title(line)), _joined([held, more]))


def _overdue(item: DuesItem, today: date) -> Said:
    bundle, duty = item.bundle, item.bundle.dues[0].duty
    names = _names(item.names, _unit_noun(item))
    if duty.scope is Scope.GROUP:
        fact = _("{n} 个党小组没开会").format(n=len(bundle.dues))
    else:
        fact = (
            _("没办{title}").format(title=duty.title)
            if _is_yearly(bundle)
            else _("没开{title}").format(title=duty.title)
        )
    days = {due.hold_by for due in bundle.dues}
    if duty.record == INSPECTION:
        fact = _("{period}{title}没做够").format(period=period_label(bundle.dues[0].period), title=duty.title)
        pattern = _("应于 {day}前做够，逾期 {n} 天")
    elif len(days) > 1:
        pattern = _("最早的应于 {day}前召开，逾期 {n} 天")
    else:
        pattern = _("应于 {day}前召开，逾期 {n} 天")
    detail = pattern.format(day=_day(bundle.day, today), n=bundle.days)
    return Said(_("{names}　{fact}").format(names=names, fact=fact), detail)


def _due_today(item: DuesItem, today: date) -> Said:
    bundle, title = item.bundle, item.bundle.dues[0].duty.title
    inspections = bundle.dues[0].duty.record == INSPECTION
    open_units = _("还有 {n} {noun}没做够") if inspections else _("还有 {n} {noun}没有登记")
    open_units = open_units.format(n=len(bundle.unit_ids), noun=_unit_noun(item))
    if bundle.day == today:
        return Said(_("{title}　今天是最后一天").format(title=title), open_units)
    why = _day_off(bundle.day, item.holiday)
    return Said(_("{title}　今天办完最稳妥").format(title=title), _joined([why, open_units]))


def _handed_in(item: DuesItem, today: date) -> Said:
    if item.bundle.dues[0].duty.record == INSPECTION:
        unfilled = _("自查没填完 {n} 份").format(n=len(item.bundle.dues))
        return Said(unfilled, _names(item.names, _unit_noun(item)))
    title = _("收到没登 {n} 份").format(n=len(item.bundle.dues))
    received = [due.record.received_on for due in item.bundle.dues if due.record and due.record.received_on]
    first = _("最早 {day}收到").format(day=_day(min(received), today)) if received else ""
    return Said(title, _joined([_("交来的记录还没录全"), first]))


def _returned(item: DuesItem, today: date) -> Said:
    title = _("已退 {n} 份").format(n=len(item.bundle.dues))
    names = _names(item.names, _unit_noun(item))
    back = (_("最早 {day}退的，还没补来") if len(item.bundle.dues) > 1 else _("{day}退的，还没补来")).format(
        day=_day(item.day, today)
    )
    return Said(_("{title}　{names}").format(title=title, names=names), back)


def _papers_late(item: DuesItem, today: date) -> Said:
    bundle = item.bundle
    names = _names(item.names, _unit_noun(item))
    fact = _("{title}开了没交").format(title=bundle.dues[0].duty.title)
    late = _("材料应于 {day}前交，晚了 {n} 天").format(day=_day(bundle.day, today), n=bundle.days)
    return Said(_("{names}　{fact}").format(names=names, fact=fact), late)


_DUES = {
    Matter.OVERDUE: _overdue,
    Matter.DUE_TODAY: _due_today,
    Matter.HANDED_IN: _handed_in,
    Matter.RETURNED: _returned,
    Matter.PAPERS_LATE: _papers_late,
}


def _errand(item: ErrandItem, today: date) -> Said:
    view, due_on = item.errand, item.errand.errand.due_on
    received = _received(view)
    if view.units and view.received == len(view.units):
        when = _("收齐了，报出去以后办结")
    elif due_on < today:
        when = _("应于 {day}前交，逾期 {n} 天").format(day=_day(due_on, today), n=(today - due_on).days)
    elif due_on == today:
        when = _("今天就要")
    else:
        when = _("{day}前交").format(day=dates.prose_weekday(due_on))
        if item.ask_by != due_on:
            why, ask_by = _day_off_words(item.holiday), dates.prose_weekday(item.ask_by)
            when = _("{when}（{why}，按 {ask_by}催）").format(when=when, why=why, ask_by=ask_by)
    return Said(_errand_title(view), _joined([when, received]))


def _reminder(item: ReminderItem) -> Said:
    kind = reminder_label(item.reminders[0].kind)
    if len(item.reminders) == 1:
        return Said(kind, sentence(item.reminders[0].finding).removesuffix("。"))
    names = _names([_subject(one.finding.parameters) for one in item.reminders], "")
    return Said(_("{kind} {n} 件").format(kind=kind, n=len(item.reminders)), names)


def _problems(item: ProblemsItem, today: date) -> Said:
    """财政所　“报销单据附件不全”等待验收, or 3 条问题等待验收 with their units."""
    fact = _(_FACTS[item.matter])
    if len(item.lines) == 1:
        line = item.lines[0]
        title = _("{unit}　“{text}”{fact}").format(
            unit=line.unit.name, text=_short(line.problem.text), fact=fact
        )
        evidence = _("佐证材料 {n} 份").format(n=line.evidence) if line.evidence else ""
        return Said(title, _joined([_when(item, today), evidence]))
    names = _names(list(dict.fromkeys(line.unit.name for line in item.lines)), _("个单位"))
    return Said(
        _("{n} 条问题{fact}　{names}").format(n=len(item.lines), fact=fact, names=names), _when(item, today)
    )


def _selection(item: SelectionItem, today: date) -> Said:
    """6月典型评选　公示期满，可以记结果; whom it is about is said on its own page only."""
    day = _day(item.day, today)
    match item.matter:
        case Matter.OBJECTION:
            fact = _("公示收到 {n} 条意见还没处理").format(n=item.count)
            detail = _("最早 {day}收到").format(day=day)
        case Matter.PUBLICITY_OVER:
            fact, detail = _("公示期满，可以记结果"), _("{day}到期").format(day=day)
        case _ if item.day == today:
            fact, detail = _("推荐今天截止"), ""
        case _:
            fact, detail = _("推荐已经截止，还没进资格审核"), _("{day}截止").format(day=day)
    return Said(_("{title}　{fact}").format(title=_exemplars(item.selection), fact=fact), detail)


def _exemplars(selection: Selection) -> str:
    return _("{n}月典型评选").format(n=Period.parse(selection.period).first.month)


def _when(item: ProblemsItem, today: date) -> str:
    """Until when the first of them is to be put right, or looked at again."""
    day = item.day
    if day == date.max:
        return ""
    if item.matter is Matter.LOOK_BACK:
        return _("定在 {day}").format(day=_day(day, today))
    if day == today:
        return _("整改时限就是今天")
    if day < today:
        return _("整改时限 {day}，已过 {n} 天").format(day=_day(day, today), n=(today - day).days)
    words = _("整改时限 {day}").format(day=_day(day, today))
    if item.matter is Matter.PROBLEM_TODAY:
        return _joined([words, _day_off(day, item.holiday)])
    return words


def _short(text: str) -> str:
    """The beginning of a problem's text that has room in one line."""
    words = " ".join(text.split())
    return words if len(words) <= TEXT_SHOWN else words[: TEXT_SHOWN - 1] + "…"


def _upkeep(item: UpkeepItem) -> Said:
    if item.matter is Matter.CALENDAR:
        title = _("{year} 年的放假安排还没填").format(year=item.year)
        return Said(title, _("没有它，工作日和时限只按周末算"))
    if item.day is None:
        return Said(_("还没有备份"), _("电脑坏了，录进去的就没有了"))
    return Said(_("上次备份是 {day}").format(day=dates.prose(item.day)), _("那以后录的还没有备份"))


def _deadlines(ahead: DeadlineAhead) -> Said:
    titles = [one.dues[0].duty.title for one in ahead.deadlines]
    title = _("、").join(titles)
    if len(titles) > NAMES_SHOWN:
        title = _("{titles}等 {n} 项").format(titles=_("、").join(titles[:2]), n=len(titles))
    hold_by = ahead.deadlines[0].hold_by
    why = "" if hold_by == ahead.day else _day_off(hold_by, ahead.holiday)
    if len(titles) == 1:
        left = _("还有 {units}").format(units=_open(ahead.deadlines[0], ahead))
    else:
        parts = [f"{one.dues[0].duty.title} {_open(one, ahead)}" for one in ahead.deadlines]
        more = _("…") if len(parts) > NAMES_SHOWN else ""
        left = _("还有：{units}").format(units=_joined(parts[:NAMES_SHOWN])) + more
    return Said(_("{title}截止").format(title=title), _joined([why, left]))


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


def _errand_title(view: ErrandView) -> str:
    if view.errand.asked_by:
        return _("{who}要　{title}").format(who=view.errand.asked_by, title=view.errand.title)
    return view.errand.title


def _received(view: ErrandView) -> str:
    return _("已收 {n}/{all}").format(n=view.received, all=len(view.units))


def _names(names: Sequence[str], noun: str) -> str:
    """坡庄村、西利见村、水码头村; of more than four, the first three and how many there are."""
    if len(names) <= NAMES_SHOWN + 1:
        return _("、").join(names)
    shown = _("、").join(names[:NAMES_SHOWN])
    return _("{names}等 {n} {noun}").format(names=shown, n=len(names), noun=noun).rstrip()


def _unit_noun(item: DuesItem) -> str:
    if item.bundle.dues[0].duty.scope is Scope.WORK_UNIT:
        return _("个单位")
    return _("个村") if item.villages else _("个支部")


def _subject(parameters: object) -> str:
    assert isinstance(parameters, dict)
    return str(parameters.get("name") or parameters.get("unit") or "")


def _is_yearly(bundle: Bundle) -> bool:
    return bundle.dues[0].period.months == 12


def _day_off(day: date, holiday: str) -> str:
    """6月20日在端午节假期里, or 6月20日是周六."""
    if holiday:
        return _("{day}在{name}假期里").format(day=dates.prose(day), name=holiday)
    return _("{day}是{weekday}").format(day=dates.prose(day), weekday=dates.weekday(day))


def _day_off_words(holiday: str) -> str:
    return _("{name}放假").format(name=holiday) if holiday else _("周末")


def _day(day: date, today: date) -> str:
    """A day in prose; with its year where that is not this one."""
    return dates.prose(day) if day.year == today.year else dates.paper(day)


def _joined(parts: Iterable[str]) -> str:
    return _("，").join(part for part in parts if part)
