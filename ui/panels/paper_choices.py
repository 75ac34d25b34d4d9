"""What can be chosen for a paper: units, people, kinds and errands, and the words for all or none of them."""

from __future__ import annotations

from datetime import date

from gzparty.domain.selection import Selection
from gzparty.i18n import N_, _
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.subject import (
    COMMA,
    ERRAND,
    INSPECTION,
    KIND,
    MEETING,
    MONTH,
    NOMINATION,
    PERSON,
    PROBLEM,
    QUARTER,
    SELECTION,
    STATE,
    TOUR,
    TRAINING,
    UNIT,
)
from gzparty.reports.subject_exemplars import selections_fitting
from gzparty.reports.subject_style import STATES
from gzparty.services.bundle import Services
from gzparty.services.selection_views import SelectionLine
from ui.widgets.pick import Pick

WORDS = {
    TRAINING: N_("期次"),
    MONTH: N_("月份"),
    QUARTER: N_("季度"),
    KIND: N_("哪一种"),
    STATE: N_("哪些问题"),
    TOUR: N_("哪一次督查"),
    SELECTION: N_("哪一次评选"),
    NOMINATION: N_("推荐对象"),
    UNIT: N_("单位"),
    PERSON: N_("人员"),
    MEETING: N_("哪一次"),
    PROBLEM: N_("哪个问题"),
    INSPECTION: N_("哪一次自查"),
    ERRAND: N_("哪一项"),
}
"""What a field is called."""
NOTHING_YET = {
    ERRAND: N_("还没有要材料。先到“工作台”里加一项。"),
    TOUR: N_("还没有联合督查。先到“联合督查”里加一次。"),
    SELECTION: N_("还没有能印这张表的评选。先到“典型评选”里办到这一步。"),
}
"""What is said where there is nothing to choose."""
_NONE = {
    PERSON: N_("不写姓名"),
    KIND: N_("各种"),
    UNIT: N_("全部单位"),
    STATE: N_("全部问题"),
    PROBLEM: N_("照上面选的"),
    SELECTION: N_("不写哪一次"),
}
_EACH = {
    PERSON: N_("一人一份"),
    MEETING: N_("一次一份"),
    INSPECTION: N_("一次一份"),
    PROBLEM: N_("一个问题一份"),
    NOMINATION: N_("每个推荐一份"),
}


def none_of(selector: str, batch: bool) -> str:
    """The choice that names nobody; a `batch` has one for each beside it."""
    return _("不分单位") if selector == UNIT and batch else _(_NONE[selector])


def each_of(selector: str, spec: PaperSpec) -> str:
    """The choice that makes one for each; work style is a matter of communities and departments too."""
    return _(_EACH.get(selector, N_("一个单位一份") if spec.of_style else N_("一村一份")))


def named_by(value: object) -> str:
    """What is shown of a value that another page asked for, until its own words are read."""
    count = len(str(value).split(COMMA))
    return _("台账里选出的 {n} 条").format(n=count) if count > 1 else str(value)


def picks(services: Services, selector: str, spec: PaperSpec | None, on: date) -> list[Pick]:
    """Everything there is to choose."""
    if selector == UNIT:
        units = services.people.units(on)
        return [Pick(one.name, one.code or one.name, one.initials) for one in units if not one.closed]
    if selector == PERSON:
        people = services.store.people.people()
        return [Pick(one.name, one.uid, one.initials) for one in people if one.ended_on is None]
    if selector == KIND and spec is not None and spec.kinds is not None:
        return [Pick(title, code) for code, title in spec.kinds(services)]
    if selector == ERRAND:
        errands = sorted(services.store.duties.errands(), key=lambda one: one.due_on, reverse=True)
        return [Pick(one.title, one.number, one.number) for one in errands]
    if selector == TOUR:
        return [Pick(one.title, one.number, one.number) for one in services.store.inspections.tours()]
    if selector == SELECTION:
        fits = spec.fits if spec is not None else None
        return [_selection_pick(one) for one in selections_fitting(services, fits or _any)]
    if selector == STATE:
        return [Pick(_(words), code) for code, words in STATES.items()]
    return []


def _any(_line: SelectionLine) -> bool:
    return True


def _selection_pick(selection: Selection) -> Pick:
    year, month = selection.period.split("-")
    words = _("{year}年{month}月　{title}").format(year=year, month=int(month), title=selection.title)
    return Pick(words.rstrip("　"), selection.number, selection.number)


def trainings(services: Services, year: int) -> tuple[list[Pick], dict[str, date]]:
    """The sessions of a year, and the day of each by its number."""
    found = services.store.trainings.of_year(year)
    sittings = services.store.sittings.many([one.sitting_id for one in found])
    days = {one.number: sittings[one.sitting_id].start.date() for one in found}
    offered = []
    for one in found:
        day = days[one.number]
        words = _("第 {n} 期　{day}").format(n=one.ordinal, day=f"{day:%m-%d}")
        offered.append(Pick(words, one.number, f"{one.topic} {one.number} {day:%m%d} {day.month}.{day.day}"))
    return offered, days


def letters(services: Services, on: date) -> dict[str, str]:
    """The initials of everything a set may be named after."""
    found = {one.name: one.initials for one in services.people.units(on)}
    return found | {one.name: one.initials for one in services.store.people.people()}
