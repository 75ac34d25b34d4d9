"""The lines of 今天要办 in words, and what their buttons say."""

from __future__ import annotations

from datetime import date

from gzparty.domain.agenda import Matter
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence
from gzparty.labels.agenda_dues import DUES
from gzparty.labels.agenda_words import (
    Said,
    day_off_words,
    day_words,
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
    DuesItem,
    ErrandItem,
    Item,
    ProblemsItem,
    ReminderItem,
    SelectionItem,
    SessionItem,
    UpkeepItem,
)
from gzparty.services.views import SessionStage

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


def deed_label(item: Item) -> str:
    """What the one button of a line says: 去签到, 催办, 去登记, 去收表, 去办."""
    return _(_DEEDS[item.matter])


def item_text(item: Item, today: date) -> Said:
    """A line of 今天要办."""
    match item:
        case SessionItem():
            return _session(item)
        case DuesItem():
            return DUES[item.matter](item, today)
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


def _session(item: SessionItem) -> Said:
    line, sitting = item.line, item.line.sitting
    if item.matter is Matter.SESSION:
        title = _("{time}　{session}").format(time=dates.clock(sitting.start), session=session_title(line))
        called = _("应到 {n} 人").format(n=item.called) if item.called else ""
        return Said(title, joined([sitting.place, called]))
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
    return Said(_("{session}　签到没录完").format(session=session_title(line)), joined([held, more]))


def _errand(item: ErrandItem, today: date) -> Said:
    view, due_on = item.errand, item.errand.errand.due_on
    received = received_words(view)
    if view.units and view.received == len(view.units):
        when = _("收齐了，报出去以后办结")
    elif due_on < today:
        when = _("应于 {day}前交，逾期 {n} 天").format(day=day_words(due_on, today), n=(today - due_on).days)
    elif due_on == today:
        when = _("今天就要")
    else:
        when = _("{day}前交").format(day=dates.prose_weekday(due_on))
        if item.ask_by != due_on:
            why, ask_by = _day_off_words(item.holiday), dates.prose_weekday(item.ask_by)
            when = _("{when}（{why}，按 {ask_by}催）").format(when=when, why=why, ask_by=ask_by)
    return Said(errand_title(view), joined([when, received]))


def _reminder(item: ReminderItem) -> Said:
    kind = reminder_label(item.reminders[0].kind)
    if len(item.reminders) == 1:
        return Said(kind, sentence(item.reminders[0].finding).removesuffix("。"))
    names = names_words([subject_of(one.finding.parameters) for one in item.reminders], "")
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
        return Said(title, joined([_when(item, today), evidence]))
    names = names_words(list(dict.fromkeys(line.unit.name for line in item.lines)), _("个单位"))
    return Said(
        _("{n} 条问题{fact}　{names}").format(n=len(item.lines), fact=fact, names=names), _when(item, today)
    )


def _selection(item: SelectionItem, today: date) -> Said:
    """6月典型评选　公示期满，可以记结果; whom it is about is said on its own page only."""
    day = day_words(item.day, today)
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
    return Said(_("{title}　{fact}").format(title=exemplars(item.selection), fact=fact), detail)


def _when(item: ProblemsItem, today: date) -> str:
    """Until when the first of them is to be put right, or looked at again."""
    day = item.day
    if day == date.max:
        return ""
    if item.matter is Matter.LOOK_BACK:
        return _("定在 {day}").format(day=day_words(day, today))
    if day == today:
        return _("整改时限就是今天")
    if day < today:
        return _("整改时限 {day}，已过 {n} 天").format(day=day_words(day, today), n=(today - day).days)
    words = _("整改时限 {day}").format(day=day_words(day, today))
    if item.matter is Matter.PROBLEM_TODAY:
        return joined([words, day_off_words(day, item.holiday)])
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


def _day_off_words(holiday: str) -> str:
    return _("{name}放假").format(name=holiday) if holiday else _("周末")
