"""The board of themes: units x the months of a year, and what is on no theme or on that of another month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gzparty.domain import theme as rules
from gzparty.domain.dues import BRANCHES
from gzparty.domain.forest import community_of
from gzparty.domain.owing import is_gone, outside
from gzparty.domain.period import Every, Period, periods
from gzparty.domain.theme import MonthFacts, Theme, ThemeRecord
from gzparty.services.context import Context, Service
from gzparty.services.due_book import DueBook
from gzparty.services.theme_reading import OnTheme, ThemeReading
from gzparty.services.theme_views import (
    CoverCell,
    CoverLine,
    MeetingOnTheme,
    SessionOnTheme,
    ThemeBoard,
    ThemeMonth,
    Told,
)
from gzparty.services.unit_groups import gathered

if TYPE_CHECKING:
    from gzparty.domain.dues import UnitFacts
    from gzparty.domain.meeting import MeetingBrief
    from gzparty.services.ports import Store


class ThemeBoards(Service):
    """Lays a year out; whoever calls holds the snapshot."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._reading = ThemeReading(store, context)

    def board(self, year: int) -> ThemeBoard:
        """Units x months of a year with everything a page or paper says of it."""
        themes = {theme.period: theme for theme in self._store.themes.all(year)}
        records = self._store.themes.records([theme.id for theme in themes.values()])
        # Most of what is linked counts for its theme's own month: as much of it as a cell says is read with the rest.
        briefs = self._store.meetings.briefs(f"{year:04d}-01", f"{year:04d}-12")
        told, foreign = self._told(themes.values(), records, {brief.id: brief for brief in briefs})
        lines = self._lines(year, themes, told, _held(briefs))
        return ThemeBoard(
            year,
            self._months(year, themes, records, lines, foreign),
            tuple(gathered(lines)),
            tuple(self._loose(year)),
            tuple(sorted(foreign, key=lambda pair: (pair[0], pair[1].day))),
        )

    def _months(
        self,
        year: int,
        themes: Mapping[str, Theme],
        records: Sequence[ThemeRecord],
        lines: Sequence[CoverLine],
        foreign: Sequence[tuple[str, OnTheme]],
    ) -> tuple[ThemeMonth, ...]:
        today = self._context.today()
        trainings = Counter(one.theme_id for one in records if one.training_id)
        files = Counter(
            one.theme_id for one in self._store.folders.of_themes([t.id for t in themes.values()])
        )
        elsewhere = Counter(period for period, _record in foreign)
        selections, exemplars = self._selections(year)
        months = []
        for place, period in enumerate(periods(year, Every.MONTH)):
            theme = themes.get(period.code)
            months.append(
                ThemeMonth(
                    period=period.code,
                    theme=theme,
                    begun=period.first <= today,
                    counts=Counter(line.cells[place].cover for line in lines),
                    trainings=trainings[theme.id] if theme else 0,
                    files=files[theme.id] if theme else 0,
                    foreign=elsewhere[period.code],
                    selections=tuple(selections[period.code]),
                    exemplars=tuple(exemplars[period.code]),
                )
            )
        return tuple(months)

    def _selections(self, year: int) -> tuple[Mapping[str, list[int]], Mapping[str, list[str]]]:
        """The selections of each month, and the names of those chosen where a circular has named them already."""
        first, last = f"{year:04d}-01", f"{year:04d}-12"
        found: dict[str, list[int]] = defaultdict(list)
        told: dict[int, str] = {}
        for one in self._store.selections.between(first, last):
            found[one.period].append(one.id)
            if one.announced_on is not None or one.imported:
                told[one.id] = one.period
        names: dict[str, list[str]] = defaultdict(list)
        for nomination in self._store.selections.chosen(first, last):
            if nomination.selection_id in told:
                names[told[nomination.selection_id]].append(nomination.name)
        return found, names

    def _lines(
        self,
        year: int,
        themes: Mapping[str, Theme],
        told: Mapping[tuple[int, str], Sequence[Told]],
        held: Mapping[tuple[int, str], set[int]],
    ) -> list[CoverLine]:
        today = self._context.today()
        book = DueBook(self._store, today)
        span = Period(year, 1, 12)
        months = list(periods(year, Every.MONTH))
        facts = [
            MonthFacts(
                bool(themes[month.code].title) if month.code in themes else False, month.first <= today
            )
            for month in months
        ]
        units = book.units(book.as_of(span))
        lines = []
        for unit in book.facts(book.as_of(span)):
            if unit.kind not in BRANCHES or is_gone(unit, year):
                continue
            cells = tuple(
                _cell(unit, month, fact, told.get((unit.unit_id, month.code), ()), held)
                for month, fact in zip(months, facts, strict=True)
            )
            shown = units[unit.unit_id]
            lines.append(CoverLine(shown, community_of(shown, units), cells))
        return sorted(lines, key=lambda line: self._reading.place[line.unit.id])

    def _told(
        self, themes: Iterable[Theme], records: Sequence[ThemeRecord], briefs: Mapping[int, MeetingBrief]
    ) -> tuple[Mapping[tuple[int, str], list[Told]], list[tuple[str, OnTheme]]]:
        """The records on each theme by unit, the earliest held first, and those that count for another month."""
        months = {theme.id: theme.period for theme in themes}
        told: dict[tuple[int, str], list[Told]] = defaultdict(list)
        others: list[ThemeRecord] = []
        for record in records:
            month, brief = months[record.theme_id], briefs.get(record.meeting_id or 0)
            if brief is None or brief.period != month:
                others.append(record)
            else:
                day, is_held = brief.held_on or brief.planned_on, brief.held_on is not None
                told[brief.unit_id, month].append(Told(brief.id, brief.kind, day, is_held))
        foreign: list[tuple[str, OnTheme]] = []
        for record, found in zip(others, self._on_themes(others), strict=True):
            month = months[record.theme_id]
            if isinstance(found, MeetingOnTheme):
                told[found.unit.id, month].append(Told(found.meeting_id, found.kind, found.day, found.held))
            if found.period != month:
                foreign.append((month, found))
        for one in told.values():
            one.sort(key=lambda record: (not record.held, record.day, record.meeting_id))
        return told, foreign

    def _on_themes(self, records: Sequence[ThemeRecord]) -> list[OnTheme]:
        """What some links are about, in their order."""
        meetings = {
            one.meeting_id: one
            for one in self._reading.meetings([r.meeting_id for r in records if r.meeting_id])
        }
        sessions = {
            one.training_id: one
            for one in self._reading.sessions({r.training_id for r in records if r.training_id})
        }
        return [meetings[r.meeting_id] if r.meeting_id else sessions[r.training_id or 0] for r in records]

    def _loose(self, year: int) -> Iterator[SessionOnTheme]:
        """The trainings of a year that are on no theme at all."""
        trainings = self._reading.trainings(year)
        linked = {one.training_id for one in self._store.themes.of_trainings([t.id for t in trainings])}
        yield from self._reading.sessions_of([one for one in trainings if one.id not in linked])


def _held(briefs: Iterable[MeetingBrief]) -> Mapping[tuple[int, str], set[int]]:
    """Which records each unit held that count for a month."""
    held: dict[tuple[int, str], set[int]] = defaultdict(set)
    for brief in briefs:
        if brief.held_on is not None:
            held[brief.unit_id, brief.period].add(brief.id)
    return held


def _cell(
    unit: UnitFacts,
    month: Period,
    fact: MonthFacts,
    told: Sequence[Told],
    held: Mapping[tuple[int, str], set[int]],
) -> CoverCell:
    others = len(held.get((unit.unit_id, month.code), set()) - {one.meeting_id for one in told})
    stood = outside(unit, month, month.last) is None
    found = rules.cover(fact._replace(stood=stood), (one.held for one in told), others)
    return CoverCell(found, tuple(told), others)
