"""A 公示 as pages and papers are given it: its days, how far it has come, what came in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import publicity_days
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.decision_rules import notes_on
from gzparty.domain.selection import Objection, Publicity
from gzparty.services.selection_views import PublicityView
from gzparty.settings import from_stored

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def publicity_view(
    publicity: Publicity,
    objections: Sequence[Objection],
    calendar: WorkCalendar,
    today: date,
    usual: int = 0,
) -> PublicityView:
    """One 公示 as it stands today; fewer workdays than `usual` are said among its findings."""
    start, end = publicity.starts_on, publicity.ends_on
    return PublicityView(
        publicity=publicity,
        strip=publicity_days.strip(start, end, calendar, today),
        objections=tuple(objections),
        days_left=publicity_days.days_left(start, end, calendar, today),
        day_number=publicity_days.day_number(start, end, calendar, today),
        result_from=publicity_days.result_from(end),
        shifted=publicity_days.shifted(start, end, calendar),
        findings=notes_on(publicity, objections, calendar, usual),
    )


def publicity_views(
    store: Store, selection_ids: Collection[int], today: date
) -> Mapping[int, tuple[PublicityView, ...]]:
    """Every 公示 of some selections, in order; nothing for those without any."""
    publicities = store.selections.publicities(selection_ids)
    if not publicities:
        return {}
    calendar = store.calendar.load()
    usual = from_stored(store.office.load_settings()).publicity_workdays
    objections = store.selections.objections([one.id for one in publicities])
    found: dict[int, tuple[PublicityView, ...]] = {}
    for publicity in publicities:
        mine = [one for one in objections if one.publicity_id == publicity.id]
        view = publicity_view(publicity, mine, calendar, today, usual)
        found[publicity.selection_id] = (*found.get(publicity.selection_id, ()), view)
    return found
