"""Reading themes: what was about one, and what may be linked to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain import theme as rules
from gzparty.domain.forest import community_of
from gzparty.domain.meeting import Meeting
from gzparty.domain.period import Period
from gzparty.domain.theme import Theme
from gzparty.domain.training import TrainingState
from gzparty.services.context import Context, Service
from gzparty.services.due_book import NOT_HELD
from gzparty.services.theme_views import (
    Candidate,
    MeetingOnTheme,
    SessionOnTheme,
    ThemeView,
)

if TYPE_CHECKING:
    from gzparty.domain.training import Training
    from gzparty.services.ports import Store

OnTheme = SessionOnTheme | MeetingOnTheme


class Links(NamedTuple):
    """The records of some themes, both ways."""

    themes: Mapping[int, Theme]
    trainings: Mapping[int, Collection[int]]
    """The themes of a training."""
    meetings: Mapping[int, Collection[int]]
    """The themes of a record."""


class ThemeReading(Service):
    """Reads many records at once; whoever calls holds the snapshot."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._units = self._units_by_id()
        self.place = {unit_id: place for place, unit_id in enumerate(self._units)}

    def view(self, theme: Theme) -> ThemeView:
        """A theme with what was about it and its material."""
        records = self._store.themes.records([theme.id])
        files = tuple(self._store.folders.of_themes([theme.id]))
        faults = self._store.blobs.missing(one.hash for one in files) if files else frozenset()
        return ThemeView(
            theme,
            tuple(self.sessions([one.training_id for one in records if one.training_id])),
            tuple(self.meetings([one.meeting_id for one in records if one.meeting_id])),
            files,
            tuple(one for one in files if one.hash in faults),
        )

    def sessions(self, training_ids: Iterable[int]) -> list[SessionOnTheme]:
        """Some trainings by day."""
        return self.sessions_of(list(self._store.trainings.many(training_ids).values()))

    def meetings(self, meeting_ids: Collection[int]) -> list[MeetingOnTheme]:
        """Some records in the office's order of units, then by day."""
        return self._meetings(self._store.meetings.many(meeting_ids))

    def candidates(self, theme: Theme, last: str) -> tuple[Candidate, ...]:
        """What counts for the theme's month up to another and is not linked to it; what its topic hints at first."""
        trainings = [
            one
            for year in range(int(theme.period[:4]), int(last[:4]) + 1)
            for one in self.trainings(year)
            if theme.period <= _month_of(one) <= last
        ]
        found: list[OnTheme] = [
            *self.sessions_of(trainings),
            *self._meetings(self._store.meetings.between(theme.period, last)),
        ]
        links = self._links_of(found)
        free = [
            Candidate(one, rules.hints(theme.title, one.topic), _months(themes, links.themes))
            for one in found
            if theme.id not in (themes := _themes_of(one, links))
        ]
        return tuple(sorted(free, key=lambda one: not one.hints))

    def trainings(self, year: int) -> list[Training]:
        """The sessions of a year that were held or still will be."""
        return [one for one in self._store.trainings.of_year(year) if one.state not in NOT_HELD]

    def sessions_of(self, trainings: Sequence[Training]) -> list[SessionOnTheme]:
        """The same of trainings that were read already."""
        sittings = self._store.sittings.many({one.sitting_id for one in trainings})
        return sorted(
            (
                SessionOnTheme(
                    one.id,
                    one.number,
                    _month_of(one),
                    sittings[one.sitting_id].start.date(),
                    one.topic,
                    one.state is TrainingState.HELD,
                )
                for one in trainings
            ),
            key=lambda one: (one.day, one.training_id),
        )

    def _meetings(self, meetings: Sequence[Meeting]) -> list[MeetingOnTheme]:
        sittings = self._store.sittings.many({one.sitting_id for one in meetings})
        found = []
        for one in meetings:
            unit, sitting = self._units[one.unit_id], sittings[one.sitting_id]
            found.append(
                MeetingOnTheme(
                    one.id,
                    one.number,
                    one.kind,
                    one.period,
                    sitting.start.date(),
                    sitting.actual_start is not None,
                    one.topic,
                    unit,
                    community_of(unit, self._units),
                )
            )
        found.sort(key=lambda one: (self.place[one.unit.id], one.day, one.meeting_id))
        return found

    def _links_of(self, found: Iterable[OnTheme]) -> Links:
        """Which themes some records are on already."""
        records = list(found)
        trainings: dict[int, set[int]] = defaultdict(set)
        meetings: dict[int, set[int]] = defaultdict(set)
        store = self._store.themes
        for link in store.of_trainings(
            [one.training_id for one in records if isinstance(one, SessionOnTheme)]
        ):
            trainings[link.training_id or 0].add(link.theme_id)
        for link in store.of_meetings([one.meeting_id for one in records if isinstance(one, MeetingOnTheme)]):
            meetings[link.meeting_id or 0].add(link.theme_id)
        themes = {theme.id: theme for theme in store.all()}
        return Links(themes, trainings, meetings)


def _themes_of(record: OnTheme, links: Links) -> Collection[int]:
    if isinstance(record, SessionOnTheme):
        return links.trainings.get(record.training_id, ())
    return links.meetings.get(record.meeting_id, ())


def _months(theme_ids: Collection[int], themes: Mapping[int, Theme]) -> tuple[str, ...]:
    return tuple(sorted(themes[number].period for number in theme_ids))


def _month_of(training: Training) -> str:
    return Period(training.year, training.month, 1).code
