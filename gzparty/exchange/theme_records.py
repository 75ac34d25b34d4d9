"""Themes as JSON: what `show themes --json` prints is what `record themes` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.theme import month_of
from gzparty.exchange.records import Entry, entries_of
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.recording import Recording
from gzparty.services.theme_views import ThemeView

THEMES = "themes"


def theme_to_json(view: ThemeView) -> dict[str, object]:
    """A theme with the numbers of what was about it; its files are told and not read."""
    theme = view.theme
    return {
        "period": theme.period,
        "uid": theme.uid,
        "title": theme.title,
        "source": theme.source,
        "came_on": theme.came_on.isoformat() if theme.came_on else None,
        "material": theme.material,
        "note": theme.note,
        "trainings": [one.number for one in view.trainings],
        "meetings": [one.number for one in view.meetings],
        "files": [one.name for one in view.files],
    }


def show(services: Services, reference: str) -> dict[str, object]:
    """One theme by its month (2026-06) or uid."""
    return theme_to_json(services.themes.get(services.themes.find(reference).id))


def record(services: Services, content: object) -> list[str]:
    """Store one theme or a list of them, all or none; the months of what was stored. A month that has one is changed."""
    found = [Entry(entry, place) for place, entry in enumerate(entries_of(content), 1)]
    _refuse_twice(found)
    name = _("登记 {n} 个月度主题").format(n=len(found))
    context = services.context
    with services.store.action(name, "theme.record", context.now(), context.source):
        return [_record(services, entry) for entry in found]


def _record(services: Services, entry: Entry) -> str:
    """What an entry does not name stays; the trainings and records it names are all there are then."""
    period = month_of(entry.text("period")).code
    before = services.themes.of_month(period)
    theme = services.themes.set_theme(
        period,
        title=entry.text("title", before.title if before else ""),
        material=entry.text("material", before.material if before else ""),
        source=entry.text("source", before.source if before else ""),
        came_on=entry.day("came_on") if entry.has("came_on") else (before.came_on if before else None),
        note=entry.text("note", before.note if before else ""),
    ).value
    view, recording = services.themes.get(theme.id), Recording(services.store, services.context)
    trainings = _wanted(entry, "trainings", lambda number: recording.find_training(number).id)
    meetings = _wanted(entry, "meetings", lambda number: services.meeting_views.find(number).id)
    if trainings is not None:
        there = {one.training_id for one in view.trainings}
        services.themes.unlink(theme.id, trainings=there - set(trainings))
        services.themes.link(theme.id, trainings=trainings)
    if meetings is not None:
        there = {one.meeting_id for one in view.meetings}
        services.themes.unlink(theme.id, meetings=there - set(meetings))
        services.themes.link(theme.id, meetings=meetings)
    return period


def _wanted(entry: Entry, field: str, find: Callable[[str], int]) -> list[int] | None:
    numbers = entry.texts(field)
    return None if numbers is None else [find(number) for number in numbers]


def _refuse_twice(entries: Iterable[Entry]) -> None:
    first: dict[str, int] = {}
    for entry in entries:
        period = month_of(entry.text("period")).code
        if period in first:
            raise Refusal("record_number_twice", first=first[period], second=entry.number, number=period)
        first[period] = entry.number
