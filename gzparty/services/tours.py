"""Joint inspections (联合督查): a team, units drawn by lot or chosen by hand, what was seen at each, one circular."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import drawing, entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import Inspection, TeamMember, Tour, TourUnit
from gzparty.i18n import _
from gzparty.services.circular import circular_text
from gzparty.services.context import Context, Done, Service
from gzparty.services.inspection_drafts import InspectionDraft
from gzparty.services.inspections import Inspections
from gzparty.services.ledger_views import CircularText, TourView
from gzparty.services.tour_reading import TourReading

if TYPE_CHECKING:
    from gzparty.domain.people import UnitView
    from gzparty.services.ports import Store

TITLE_LIMIT = 80
TEXT_LIMIT = 2000
"""Characters of 下步要求 and of what was done well."""
MOST_ISSUES = 999


class Tours(Service):
    """Joint inspections with the units they go to; every write is one action."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._reading = TourReading(store, context)

    def all(self, year: int | None = None) -> tuple[TourView, ...]:
        """Tours of a year or all, the latest first."""
        with self._store.snapshot():
            return self._reading.views(self._store.inspections.tours(year))

    def get(self, tour_id: int) -> TourView:
        """One tour; KeyError if there is none."""
        with self._store.snapshot():
            return self._reading.views([self._store.inspections.tour(tour_id)])[0]

    def find(self, reference: str) -> Tour:
        """The tour of a number or uid; Refusal where there is none."""
        tour = self._store.inspections.find_tour(reference)
        if tour is None:
            raise Refusal("tour_unknown", reference=reference)
        return tour

    def years(self) -> tuple[int, ...]:
        """The years that have tours, in order."""
        return tuple(sorted({tour.held_on.year for tour in self._store.inspections.tours()}))

    def circular(self, tour_id: int, *, named: bool = False) -> CircularText:
        """What a circular says of a tour; `named` lets names of persons in texts of problems stand."""
        with self._store.snapshot():
            return circular_text(self._store, self.get(tour_id), named=named)

    def add(self, title: str, held_on: date, team: Sequence[TeamMember] = (), focus: str = "") -> Done[Tour]:
        """Begin a tour on a day, past or to come, with units still to be drawn or chosen."""
        tour = self._checked(Tour(0, self._context.new_uid(), "", title, held_on, tuple(team), focus))
        with self._action(_("加联合督查 {title}").format(title=tour.title), "tour.add") as action:
            tour = replace(tour, number=self._store.inspections.next_tour_number(held_on.year))
            tour = replace(tour, id=self._store.inspections.insert_tour(tour))
        return self._done(action, tour)

    def change(self, tour: Tour) -> Done[Tour]:
        """Store what was typed over a tour or of its circular; number, pool and seed stay as the draw left them."""
        before = self._store.inspections.tour(tour.id)
        after = self._checked(
            replace(tour, uid=before.uid, number=before.number, pool=before.pool, seed=before.seed)
        )
        with self._action(_("修改联合督查 {title}").format(title=after.title), "tour.edit") as action:
            if after != before:
                self._store.inspections.update_tour(after)
        return self._done(action, after)

    def draw(self, tour_id: int, pool: Sequence[int], count: int, seed: int | None = None) -> Done[TourView]:
        """Draw units by lot in place of those drawn before; what was added by hand stays.

        Without a seed the day gives one (see `next_seed`). Refusal for more units than the pool has, and where a unit
        that was already visited would fall out.
        """
        tour = self._store.inspections.tour(tour_id)
        units = self._open_units(pool, tour.held_on)
        if seed is None:
            seed = drawing.next_seed(self._context.today(), tour.seed)
        by_uid = {units[unit_id].uid: unit_id for unit_id in pool}
        chosen = [by_uid[uid] for uid in drawing.drawn(by_uid, count, seed)]
        there = self._units_of(tour_id)
        lost = [line.unit_id for line in there if line.drawn and line.unit_id not in chosen]
        if visited := self._visited(tour_id).intersection(lost):
            raise Refusal("tour_draw_loses_visits", names=self._names(visited))
        name = _("{title}抽签：{n} 个里抽 {count} 个").format(title=tour.title, n=len(by_uid), count=count)
        with self._action(name, "tour.draw") as action:
            self._store.inspections.update_tour(replace(tour, pool=tuple(by_uid.values()), seed=seed))
            gone = [line for line in there if line.drawn or line.unit_id in chosen]
            self._store.inspections.delete_tour_units(line.id for line in gone)
            self._insert_units(tour_id, chosen, drawn=True)
        return self._done(action, self.get(tour_id))

    def add_units(self, tour_id: int, unit_ids: Sequence[int]) -> Done[TourView]:
        """Add units by hand; those it goes to already stay as they are."""
        there = [line.unit_id for line in self._units_of(tour_id)]
        return self.set_units(tour_id, [*there, *unit_ids])

    def remove_unit(self, tour_id: int, unit_id: int) -> Done[TourView]:
        """Take a unit off that was not visited yet."""
        return self.remove_units(tour_id, [unit_id])

    def remove_units(self, tour_id: int, unit_ids: Collection[int]) -> Done[TourView]:
        """Take units off that were not visited yet, as one deed."""
        there = [line.unit_id for line in self._units_of(tour_id)]
        strange = [unit_id for unit_id in unit_ids if unit_id not in there]
        if strange:
            raise Refusal("tour_unit_strange", names=self._names(strange))
        return self.set_units(tour_id, [one for one in there if one not in unit_ids])

    def set_units(self, tour_id: int, unit_ids: Sequence[int]) -> Done[TourView]:
        """Let a tour go to these units and no others; a visited one is not taken off, drawn ones stay drawn."""
        tour, there = self._store.inspections.tour(tour_id), self._units_of(tour_id)
        known = {line.unit_id for line in there}
        fresh = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in known]
        self._open_units(fresh, tour.held_on)
        gone = [line for line in there if line.unit_id not in unit_ids]
        if visited := self._visited(tour_id).intersection(line.unit_id for line in gone):
            raise Refusal("tour_unit_visited", names=self._names(visited))
        name = _("修改{title}的单位").format(title=tour.title)
        with self._action(name, "tour.units") as action:
            self._store.inspections.delete_tour_units(line.id for line in gone)
            self._insert_units(tour_id, fresh, drawn=False)
        return self._done(action, self.get(tour_id))

    def visit(self, tour_id: int, draft: InspectionDraft) -> Done[Inspection]:
        """Record what was seen at one of a tour's units; problems go into the ledger as findings of a joint inspection.

        Refusal for a unit the tour does not go to, for a second visit, and for a day before the tour's.
        """
        tour = self._store.inspections.tour(tour_id)
        if draft.unit_id not in {line.unit_id for line in self._units_of(tour_id)}:
            raise Refusal("tour_unit_strange", names=self._names([draft.unit_id]))
        if draft.unit_id in self._visited(tour_id):
            raise Refusal("tour_unit_visited_twice", name=self._names([draft.unit_id]))
        _check_visit_day(tour, draft.held_on)
        return Inspections(self._store, self._context).register(replace(draft, tour_id=tour_id))

    def change_visit(self, inspection_id: int, draft: InspectionDraft) -> Done[Inspection]:
        """Store what was typed over a visit; its unit stays."""
        before = self._store.inspections.get(inspection_id)
        if before.tour_id is not None:
            _check_visit_day(self._store.inspections.tour(before.tour_id), draft.held_on)
        return Inspections(self._store, self._context).change(
            inspection_id, replace(draft, unit_id=before.unit_id)
        )

    def delete(self, tour_id: int) -> Done[Tour]:
        """Delete a tour without visits; its number is not given again."""
        tour = self._store.inspections.tour(tour_id)
        if visited := self._visited(tour_id):
            raise Refusal("tour_has_visits", names=self._names(visited))
        with self._action(_("删除联合督查 {title}").format(title=tour.title), "tour.delete") as action:
            self._store.inspections.delete_tour(tour_id)
        return self._done(action, tour)

    def _checked(self, tour: Tour) -> Tour:
        if not tour.title.strip():
            raise Refusal("tour_title_missing")
        for day in (tour.held_on, tour.reply_by):
            if day is not None:
                entry.checked_day(day)
        if tour.reply_by is not None and tour.reply_by < tour.held_on:
            raise Refusal("tour_reply_before", day=tour.reply_by, held=tour.held_on)
        if tour.id:
            self._check_visits(tour)
        self._check_issue(tour)
        return replace(
            tour,
            title=entry.checked_name(tour.title, TITLE_LIMIT),
            team=tuple(_checked_member(member) for member in tour.team),
            focus=entry.checked_text(tour.focus),
            good=entry.checked_text(tour.good, TEXT_LIMIT),
            requirements=entry.checked_text(tour.requirements, TEXT_LIMIT),
        )

    def _check_visits(self, tour: Tour) -> None:
        visits = self._store.inspections.of_tour(tour.id)
        first = min((visit.held_on for visit in visits), default=tour.held_on)
        if tour.held_on > first:
            raise Refusal("tour_day_after_visit", day=first)

    def _check_issue(self, tour: Tour) -> None:
        if tour.issue is None:
            return
        if not 1 <= tour.issue <= MOST_ISSUES:
            raise Refusal("tour_issue_absurd", issue=tour.issue)
        for other in self._store.inspections.tours(tour.held_on.year):
            if other.issue == tour.issue and other.id != tour.id:
                raise Refusal("tour_issue_taken", issue=tour.issue, title=other.title, number=other.number)

    def _open_units(self, unit_ids: Collection[int], on: date) -> dict[int, UnitView]:
        """The units of some ids as they are on a day; KeyError for one that does not exist."""
        known = self._units_by_id(on)
        units = {unit_id: known[unit_id] for unit_id in unit_ids}
        closed = [unit.name for unit in units.values() if unit.closed]
        if closed:
            raise Refusal("tour_unit_closed", names=_("、").join(closed))
        return units

    def _units_of(self, tour_id: int) -> Sequence[TourUnit]:
        return self._store.inspections.tour_units([tour_id])

    def _visited(self, tour_id: int) -> frozenset[int]:
        return frozenset(visit.unit_id for visit in self._store.inspections.of_tour(tour_id))

    def _insert_units(self, tour_id: int, unit_ids: Sequence[int], *, drawn: bool) -> None:
        last = max((line.position for line in self._units_of(tour_id)), default=0)
        for position, unit_id in enumerate(unit_ids, last + 1):
            self._store.inspections.insert_tour_unit(
                TourUnit(0, self._context.new_uid(), tour_id, unit_id, position, drawn)
            )

    def _names(self, unit_ids: Collection[int]) -> str:
        """Names of units in the office's order."""
        return _("、").join(unit.name for unit in self._units_by_id().values() if unit.id in unit_ids)


def _check_visit_day(tour: Tour, day: date) -> None:
    if day < tour.held_on:
        raise Refusal("tour_visit_before", day=day, held=tour.held_on)


def _checked_member(member: TeamMember) -> TeamMember:
    checked = TeamMember(entry.checked_text(member.name), entry.checked_text(member.office))
    if not any(checked):
        raise Refusal("tour_member_missing")
    return checked
