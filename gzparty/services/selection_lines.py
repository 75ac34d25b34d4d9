"""Selections as lists show them, read for many at once: what lies below each, its step, what became of each nomination."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from gzparty.domain import publicity_days
from gzparty.domain.counting import Tally
from gzparty.domain.selection import (
    Category,
    Decision,
    Nomination,
    Publicity,
    PublicityResult,
    Selection,
    TieRule,
    Verdict,
)
from gzparty.domain.selection_stages import SelectionFacts, Stage, last_publicity, stage_of
from gzparty.domain.theme import Theme
from gzparty.records import dataclass
from gzparty.services.ballot_reading import is_undecided, rounds_of, tally_of
from gzparty.services.context import Service
from gzparty.services.selection_views import Result, RoundView, SelectionLine

if TYPE_CHECKING:
    from gzparty.domain.calendar import WorkCalendar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Below:
    """One selection with everything below it, as stored, and its count."""

    selection: Selection
    categories: Sequence[Category] = ()
    nominations: Sequence[Nomination] = ()
    rounds: Sequence[RoundView] = ()
    publicities: Sequence[Publicity] = ()
    tally: Tally | None = None
    undecided: bool = False

    @property
    def stage(self) -> Stage:
        """The step it is at."""
        return stage_of(
            SelectionFacts(
                selection=self.selection,
                categories=self.categories,
                nominations=self.nominations,
                ballots=[one.ballot for one in self.rounds],
                publicities=self.publicities,
                undecided=self.undecided,
            )
        )

    @property
    def publicity(self) -> Publicity | None:
        """The latest 公示."""
        return last_publicity(self.publicities)


class SelectionLines(Service):
    """Reads many selections by few queries; whoever calls holds the snapshot."""

    def below(self, selections: Sequence[Selection], counted: bool = False) -> list[Below]:
        """Selections in the order given, each with what lies below it; with `counted` the votes of each are counted."""
        store, ids = self._store.selections, [selection.id for selection in selections]
        categories = _grouped(store.categories(ids), lambda one: one.selection_id)
        nominations = _grouped(store.nominations(ids), lambda one: one.selection_id)
        publicities = _grouped(store.publicities(ids), lambda one: one.selection_id)
        rounds = rounds_of(self._store, ids)
        found = []
        for one in selections:
            mine, held = nominations[one.id], rounds.get(one.id, ())
            # Counted only where the count decides something: whoever shows a tally asks for that one selection.
            counts = counted or (one.decided_on is None and one.tie_rule is TieRule.SECOND_ROUND)
            tally = tally_of(self._store, one, mine, held) if counts else None
            undecided = is_undecided(one, tally, held)
            found.append(Below(one, categories[one.id], mine, held, publicities[one.id], tally, undecided))
        return found

    def lines(self, found: Sequence[Below], themes: Mapping[int, Theme]) -> list[SelectionLine]:
        """The lines of some selections."""
        today = self._context.today()
        calendar = self._store.calendar.load() if any(one.publicities for one in found) else None
        return [_line(one, themes, today, calendar) for one in found]

    def themes(self, found: Iterable[Below]) -> Mapping[int, Theme]:
        """The themes some selections name, by id."""
        wanted = {one.selection.theme_id for one in found if one.selection.theme_id is not None}
        return self._store.themes.many(wanted)


def result_of(nomination: Nomination, found: Below) -> Result:
    """What became of a nomination; that one is in 公示 or stands is read off the latest 公示."""
    if nomination.withdrawn_on is not None:
        return Result.WITHDRAWN
    if nomination.struck_on is not None:
        return Result.STRUCK
    if nomination.verdict is Verdict.FAILED:
        return Result.NOT_IN_VOTE
    if nomination.decision is Decision.NOT_CHOSEN or found.selection.vacant_on is not None:
        return Result.NOT_CHOSEN
    if nomination.decision is Decision.OPEN:
        return Result.OPEN
    publicity = found.publicity
    if found.selection.imported or (publicity and publicity.result is PublicityResult.CONFIRMED):
        return Result.CHOSEN
    if publicity is not None and publicity.result is PublicityResult.OPEN:
        return Result.IN_PUBLICITY
    return Result.PROPOSED


def _line(
    found: Below, themes: Mapping[int, Theme], today: date, calendar: WorkCalendar | None
) -> SelectionLine:
    selection, publicity = found.selection, found.publicity
    chosen = () if selection.vacant_on is not None else found.nominations
    return SelectionLine(
        selection=selection,
        theme=themes.get(selection.theme_id or 0),
        stage=found.stage,
        nominated=sum(one.withdrawn_on is None for one in found.nominations),
        in_vote=sum(one.in_vote for one in found.nominations),
        chosen=tuple(one for one in chosen if one.is_chosen),
        days_left=_days_left(publicity, today, calendar),
        publicity=publicity,
    )


def _days_left(publicity: Publicity | None, today: date, calendar: WorkCalendar | None) -> int | None:
    """Workdays of a 公示 nothing has come of yet; None where there is none."""
    if publicity is None or calendar is None or publicity.result is not PublicityResult.OPEN:
        return None
    return publicity_days.days_left(publicity.starts_on, publicity.ends_on, calendar, today)


def _grouped(rows: Iterable[R], owner: Callable[[R], int]) -> Mapping[int, list[R]]:
    grouped: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        grouped[owner(row)].append(row)
    return grouped
