"""要材料: what is asked for from above, from some units until a day; ticked as it comes in, chased, finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from gzparty import settings
from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import Due, Terms
from gzparty.domain.duty import Errand, ErrandUnit
from gzparty.domain.errand import due_of, received
from gzparty.i18n import _
from gzparty.services.context import Done, Service
from gzparty.services.duty_views import ErrandView
from gzparty.services.member_names import member_names

if TYPE_CHECKING:
    from gzparty.services.ports import Store

TITLE_LIMIT = 80


class Errands(Service):
    """Errands with what each unit owes of them; every write is one action."""

    def all(self, open_only: bool = True) -> tuple[ErrandView, ...]:
        """Errands with the one due first first; finished ones only if they are asked for."""
        with self._store.snapshot():
            errands = [e for e in self._store.duties.errands() if not open_only or e.finished_on is None]
            return tuple(self._views(errands))

    def get(self, errand_id: int) -> ErrandView:
        """One errand; KeyError if there is none."""
        with self._store.snapshot():
            return next(self._views([self._store.duties.errand(errand_id)]))

    def add(
        self,
        title: str,
        asked_by: str,
        asked_on: date,
        due_on: date,
        unit_ids: Sequence[int],
        note: str = "",
    ) -> Done[Errand]:
        """Ask some units for something until a day; Refusal without a title, without units, or for a day before it was asked."""
        errand = _checked(Errand(0, self._context.new_uid(), "", title, asked_by, asked_on, due_on, note))
        self._check_units(unit_ids)
        with self._action(_("要材料 {title}").format(title=errand.title), "errand.add") as action:
            errand = replace(errand, number=self._store.duties.next_errand_number(asked_on.year))
            errand = replace(errand, id=self._store.duties.insert_errand(errand))
            self._insert_units(errand.id, unit_ids)
        return self._done(action, errand)

    def change(self, errand: Errand, unit_ids: Sequence[int] | None = None) -> Done[Errand]:
        """Store what was typed over an errand, and ask other units where some are given; its number stays."""
        before = self._store.duties.errand(errand.id)
        after = _checked(replace(errand, uid=before.uid, number=before.number))
        with self._action(_("修改要材料 {title}").format(title=after.title), "errand.edit") as action:
            if after != before:
                self._store.duties.update_errand(after)
            if unit_ids is not None:
                self.set_units(errand.id, unit_ids)
        return self._done(action, after)

    def set_units(self, errand_id: int, unit_ids: Sequence[int]) -> Done[None]:
        """Ask these units and no others; one that has handed something in is not taken off."""
        errand, owed = self._store.duties.errand(errand_id), self._owed(errand_id)
        self._check_units(unit_ids)
        gone = [owed[unit_id] for unit_id in owed.keys() - set(unit_ids)]
        handed_in = [line.unit_id for line in gone if line.received_on is not None]
        if handed_in:
            raise Refusal("errand_unit_received", names=self._names(handed_in))
        name = _("修改要材料 {title} 的单位").format(title=errand.title)
        with self._action(name, "errand.units") as action:
            self._store.duties.delete_errand_units(line.id for line in gone)
            self._insert_units(errand_id, [unit_id for unit_id in unit_ids if unit_id not in owed])
        return self._done(action, None)

    def receive(self, errand_id: int, unit_ids: Collection[int], on: date | None = None) -> Done[None]:
        """Tick what some units handed in, on a day or, ticked as it comes, today; what was given back came again."""
        errand, day = self._store.duties.errand(errand_id), on or self._context.today()
        self._check_day(day, errand)
        lines = self._lines(errand_id, unit_ids)
        name = _("收到 {title}：{units}").format(title=errand.title, units=self._some_names(unit_ids))
        with self._action(name, "errand.receive") as action:
            self._store.duties.update_errand_units(received(line, day) for line in lines)
        return self._done(action, None)

    def unreceive(self, errand_id: int, unit_ids: Collection[int]) -> Done[None]:
        """Take ticks back, as if nothing had come from these units."""
        errand, lines = self._store.duties.errand(errand_id), self._lines(errand_id, unit_ids)
        units = self._some_names(unit_ids)
        name = _("取消收到 {title}：{units}").format(title=errand.title, units=units)
        with self._action(name, "errand.receive") as action:
            self._store.duties.update_errand_units(
                replace(line, received_on=None, returned_on=None, return_reason="") for line in lines
            )
        return self._done(action, None)

    def give_back(self, errand_id: int, unit_id: int, reason: str, on: date | None = None) -> Done[None]:
        """Return what a unit handed in, with the reason."""
        errand, (line,) = self._store.duties.errand(errand_id), self._lines(errand_id, [unit_id])
        day = on or self._context.today()
        reason = entry.checked_text(reason)
        if not reason:
            raise Refusal("errand_return_reason_missing", name=self._names([unit_id]))
        if line.received_on is None:
            raise Refusal("errand_not_received", name=self._names([unit_id]))
        self._check_day(day, errand)
        name = _("退回 {title}：{units}").format(title=errand.title, units=self._names([unit_id]))
        with self._action(name, "errand.return") as action:
            self._store.duties.update_errand_units([replace(line, returned_on=day, return_reason=reason)])
        return self._done(action, None)

    def file_at(self, errand_id: int, unit_id: int, place: str) -> Done[None]:
        """Say where a unit's original lies (3号盒/12)."""
        errand, (line,) = self._store.duties.errand(errand_id), self._lines(errand_id, [unit_id])
        filed = replace(line, filed_at=entry.checked_text(place, TITLE_LIMIT))
        name = _("{title}：{units}的原件在哪").format(title=errand.title, units=self._names([unit_id]))
        with self._action(name, "errand.file") as action:
            if filed != line:
                self._store.duties.update_errand_units([filed])
        return self._done(action, None)

    def enter(self, errand_id: int, days: Mapping[int, date | None], places: Mapping[int, str]) -> Done[None]:
        """Take what was typed for several units at once: the day each handed in (None: not yet), where it lies."""
        errand = self._store.duties.errand(errand_id)
        units = self._some_names({*days, *places})
        name = _("填写 {title}：{units}").format(title=errand.title, units=units)
        with self._action(name, "errand.enter") as action:
            missing = [unit_id for unit_id, day in days.items() if day is None]
            if missing:
                self.unreceive(errand_id, missing)
            for day in sorted({day for day in days.values() if day is not None}):
                self.receive(errand_id, [unit_id for unit_id, on in days.items() if on == day], day)
            for unit_id, place in places.items():
                self.file_at(errand_id, unit_id, place)
        return self._done(action, None)

    def finish(self, errand_id: int, on: date | None) -> Done[Errand]:
        """Put an errand away: nothing more is asked for; None takes it up again."""
        before = self._store.duties.errand(errand_id)
        if on is not None:
            self._check_day(on, before)
        after = replace(before, finished_on=on)
        name = _("收完 {title}") if on else _("重新收 {title}")
        with self._action(name.format(title=before.title), "errand.finish") as action:
            if after != before:
                self._store.duties.update_errand(after)
        return self._done(action, after)

    def delete(self, errand_id: int) -> Done[Errand]:
        """Delete one with all its ticks; undo brings it back."""
        errand = self._store.duties.errand(errand_id)
        with self._action(_("删除要材料 {title}").format(title=errand.title), "errand.delete") as action:
            self._store.duties.delete_errand(errand_id)
        return self._done(action, errand)

    def find(self, reference: str) -> Errand:
        """The errand of a number or uid; Refusal where there is none."""
        for errand in self._store.duties.errands():
            if reference in (errand.number, errand.uid):
                return errand
        raise Refusal("errand_unknown", reference=reference)

    def _views(self, errands: Sequence[Errand]) -> Iterator[ErrandView]:
        today = self._context.today()
        units = self._units_by_id(today)
        place = {unit_id: number for number, unit_id in enumerate(units)}
        terms = _terms(self._store, today)
        owed: dict[int, list[ErrandUnit]] = defaultdict(list)
        for line in self._store.duties.errand_units(errand.id for errand in errands):
            owed[line.errand_id].append(line)
        forms = self._store.duties.errand_forms()
        returned = {line.unit_id for lines in owed.values() for line in lines if line.return_reason}
        members = member_names(self._store, returned, today)
        for errand in errands:
            lines = sorted(owed[errand.id], key=lambda line: place[line.unit_id])
            mentioned = (members.get(line.unit_id, ()) for line in lines if line.return_reason)
            yield ErrandView(
                errand,
                tuple((units[o.unit_id], o, due_of(errand, o, terms).state) for o in lines),
                forms.get(errand.id, 0),
                frozenset(chain.from_iterable(mentioned)),
            )

    def _owed(self, errand_id: int) -> dict[int, ErrandUnit]:
        return {line.unit_id: line for line in self._store.duties.errand_units([errand_id])}

    def _lines(self, errand_id: int, unit_ids: Collection[int]) -> list[ErrandUnit]:
        owed = self._owed(errand_id)
        strange = [unit_id for unit_id in unit_ids if unit_id not in owed]
        if strange:
            raise Refusal("errand_unit_unasked", names=self._names(strange))
        return [owed[unit_id] for unit_id in dict.fromkeys(unit_ids)]

    def _insert_units(self, errand_id: int, unit_ids: Sequence[int]) -> None:
        self._store.duties.insert_errand_units(
            ErrandUnit(0, self._context.new_uid(), errand_id, unit_id) for unit_id in dict.fromkeys(unit_ids)
        )

    def _check_units(self, unit_ids: Sequence[int]) -> None:
        if not unit_ids:
            raise Refusal("errand_without_units")
        known = {unit.id for unit in self._store.people.unit_records()}
        for unit_id in unit_ids:
            if unit_id not in known:
                raise KeyError(unit_id)

    def _check_day(self, day: date, errand: Errand) -> None:
        if day > self._context.today():
            raise Refusal("errand_day_ahead", day=day)
        if day < errand.asked_on:
            raise Refusal("errand_day_before_asked", day=day, asked=errand.asked_on)

    def _names(self, unit_ids: Collection[int]) -> str:
        units = self._units_by_id()
        return _("、").join(units[unit_id].name for unit_id in unit_ids if unit_id in units)

    def _some_names(self, unit_ids: Collection[int]) -> str:
        """A unit's name for the name of a deed, or how many there are."""
        return self._names(unit_ids) if len(unit_ids) < 3 else _("{n} 个单位").format(n=len(unit_ids))


def errand_dues(store: Store, terms: Terms) -> Iterator[Due]:
    """What units owe of the errands not finished."""
    errands = {errand.id: errand for errand in store.duties.errands() if errand.finished_on is None}
    for owed in store.duties.errand_units(errands):
        yield due_of(errands[owed.errand_id], owed, terms)


def _terms(store: Store, today: date) -> Terms:
    chosen = settings.from_stored(store.office.load_settings())
    return Terms(today, store.calendar.load(), chosen.soon_days)


def _checked(errand: Errand) -> Errand:
    if not errand.title.strip():
        raise Refusal("errand_title_missing")
    for day in (errand.asked_on, errand.due_on):
        entry.checked_day(day)
    if errand.due_on < errand.asked_on:
        raise Refusal("errand_due_before_asked", due=errand.due_on, asked=errand.asked_on)
    return replace(
        errand,
        title=entry.checked_name(errand.title, TITLE_LIMIT),
        asked_by=entry.checked_text(errand.asked_by, TITLE_LIMIT),
        note=entry.checked_text(errand.note),
    )
