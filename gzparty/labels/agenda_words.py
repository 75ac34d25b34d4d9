"""Words that several lines of the workbench share: names and how many more, days, titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gzparty.domain.period import Period
from gzparty.domain.selection import Selection
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.services.duty_views import ErrandView
from gzparty.services.views import SessionLine

NAMES_SHOWN = 3


class Said(NamedTuple):
    """A line: what it is in bold, and what more there is to say of it; no full stop."""

    title: str
    detail: str


def session_title(line: SessionLine) -> str:
    """第 6 期村党组织书记培训班."""
    return _("第 {n} 期村党组织书记培训班").format(n=line.training.ordinal)


def exemplars(selection: Selection) -> str:
    return _("{n}月典型评选").format(n=Period.parse(selection.period).first.month)


def errand_title(view: ErrandView) -> str:
    if view.errand.asked_by:
        return _("{who}要　{title}").format(who=view.errand.asked_by, title=view.errand.title)
    return view.errand.title


def received_words(view: ErrandView) -> str:
    return _("已收 {n}/{all}").format(n=view.received, all=len(view.units))


def names_words(names: Sequence[str], noun: str) -> str:
    """坡庄村、西利见村、水码头村; of more than four, the first three and how many there are."""
    if len(names) <= NAMES_SHOWN + 1:
        return _("、").join(names)
    shown = _("、").join(names[:NAMES_SHOWN])
    return _("{names}等 {n} {noun}").format(names=shown, n=len(names), noun=noun).rstrip()


def subject_of(parameters: object) -> str:
    assert isinstance(parameters, dict)
    return str(parameters.get("name") or parameters.get("unit") or "")


def day_off_words(day: date, holiday: str) -> str:
    """6月20日在端午节假期里, or 6月20日是周六."""
    if holiday:
        return _("{day}在{name}假期里").format(day=dates.prose(day), name=holiday)
    return _("{day}是{weekday}").format(day=dates.prose(day), weekday=dates.weekday(day))


def day_words(day: date, today: date) -> str:
    """A day in prose; with its year where that is not this one."""
    return dates.prose(day) if day.year == today.year else dates.paper(day)


def joined(parts: Iterable[str]) -> str:
    return _("，").join(part for part in parts if part)
