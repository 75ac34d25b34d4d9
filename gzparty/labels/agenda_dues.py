"""The lines of 今天要办 about what is owed: not held, due today, handed in, sent back, papers late."""

from __future__ import annotations

from datetime import date

from gzparty.domain.agenda import Bundle, Matter
from gzparty.domain.dues import INSPECTION
from gzparty.domain.duty import Scope
from gzparty.i18n import _
from gzparty.labels.agenda_words import (
    Said,
    day_off_words,
    day_words,
    joined,
    names_words,
)
from gzparty.labels.period import period_label
from gzparty.services.agenda_views import (
    DuesItem,
)


def _overdue(item: DuesItem, today: date) -> Said:
    bundle, duty = item.bundle, item.bundle.dues[0].duty
    names = names_words(item.names, _unit_noun(item))
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
    detail = pattern.format(day=day_words(bundle.day, today), n=bundle.days)
    return Said(_("{names}　{fact}").format(names=names, fact=fact), detail)


def _due_today(item: DuesItem, today: date) -> Said:
    bundle, title = item.bundle, item.bundle.dues[0].duty.title
    inspections = bundle.dues[0].duty.record == INSPECTION
    open_units = _("还有 {n} {noun}没做够") if inspections else _("还有 {n} {noun}没有登记")
    open_units = open_units.format(n=len(bundle.unit_ids), noun=_unit_noun(item))
    if bundle.day == today:
        return Said(_("{title}　今天是最后一天").format(title=title), open_units)
    why = day_off_words(bundle.day, item.holiday)
    return Said(_("{title}　今天办完最稳妥").format(title=title), joined([why, open_units]))


def _handed_in(item: DuesItem, today: date) -> Said:
    if item.bundle.dues[0].duty.record == INSPECTION:
        unfilled = _("自查没填完 {n} 份").format(n=len(item.bundle.dues))
        return Said(unfilled, names_words(item.names, _unit_noun(item)))
    title = _("收到没登 {n} 份").format(n=len(item.bundle.dues))
    received = [due.record.received_on for due in item.bundle.dues if due.record and due.record.received_on]
    first = _("最早 {day}收到").format(day=day_words(min(received), today)) if received else ""
    return Said(title, joined([_("交来的记录还没录全"), first]))


def _returned(item: DuesItem, today: date) -> Said:
    title = _("已退 {n} 份").format(n=len(item.bundle.dues))
    names = names_words(item.names, _unit_noun(item))
    back = (_("最早 {day}退的，还没补来") if len(item.bundle.dues) > 1 else _("{day}退的，还没补来")).format(
        day=day_words(item.day, today)
    )
    return Said(_("{title}　{names}").format(title=title, names=names), back)


def _papers_late(item: DuesItem, today: date) -> Said:
    bundle = item.bundle
    names = names_words(item.names, _unit_noun(item))
    fact = _("{title}开了没交").format(title=bundle.dues[0].duty.title)
    late = _("材料应于 {day}前交，晚了 {n} 天").format(day=day_words(bundle.day, today), n=bundle.days)
    return Said(_("{names}　{fact}").format(names=names, fact=fact), late)


DUES = {
    Matter.OVERDUE: _overdue,
    Matter.DUE_TODAY: _due_today,
    Matter.HANDED_IN: _handed_in,
    Matter.RETURNED: _returned,
    Matter.PAPERS_LATE: _papers_late,
}


def _unit_noun(item: DuesItem) -> str:
    if item.bundle.dues[0].duty.scope is Scope.WORK_UNIT:
        return _("个单位")
    return _("个村") if item.villages else _("个支部")


def _is_yearly(bundle: Bundle) -> bool:
    return bundle.dues[0].period.months == 12
