"""支部生活日 of branches: by a phrase, from a month on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, time

from gzparty.domain import entry, life_day
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import BRANCHES
from gzparty.domain.duty import LifeDay
from gzparty.domain.duty_rules import check_from
from gzparty.domain.forest import community_of
from gzparty.domain.period import Period
from gzparty.domain.schedule import parse_rule
from gzparty.i18n import _
from gzparty.services.context import Done, Service
from gzparty.services.due_book import DueBook
from gzparty.services.duty_views import LifeDayLine
from gzparty.services.unit_groups import in_order

LONGEST_GRACE = 31
RULE_LIMIT = 60


class LifeDays(Service):
    """Reads and writes of 支部生活日; each write is one action, whatever the number of branches."""

    def lines(self, month: Period) -> tuple[LifeDayLine, ...]:
        """Every open branch with the 支部生活日 that decides a month, and where it falls."""
        with self._store.snapshot():
            book = DueBook(self._store, self._context.today())
            units = book.units(book.as_of(month))
            return in_order(
                self._line(unit.id, month, book)
                for unit in units.values()
                if unit.kind in BRANCHES and not unit.closed
            )

    def set(
        self, unit_ids: Sequence[int], rule: str, starts_at: time | None, grace: int, valid_from: date
    ) -> Done[tuple[LifeDay, ...]]:
        """Give branches a 支部生活日 from a month on; one already said for that very month is written over."""
        self._check(unit_ids, valid_from)
        rule = entry.checked_text(rule, RULE_LIMIT)
        parse_rule(rule)
        if not 0 <= grace <= LONGEST_GRACE:
            raise Refusal("life_day_grace_absurd", grace=grace, most=LONGEST_GRACE)
        name = _("{units}的支部生活日定为 {rule}").format(units=self._names(unit_ids), rule=rule)
        known = {(day.unit_id, day.valid_from): day for day in self._store.duties.life_days()}
        stored: list[LifeDay] = []
        with self._action(name, "life_day.set") as action:
            for unit_id in dict.fromkeys(unit_ids):
                before = known.get((unit_id, valid_from))
                day = LifeDay(0, "", unit_id, rule, starts_at, grace, valid_from)
                stored.append(self._save(day, before))
        return self._done(action, tuple(stored))

    def end(self, unit_ids: Collection[int], from_day: date) -> Done[None]:
        """Let branches have none from a month on; what was said for later months goes too."""
        self._check(unit_ids, from_day)
        name = _("{units}不再定支部生活日").format(units=self._names(unit_ids))
        book = DueBook(self._store, self._context.today())
        with self._action(name, "life_day.end") as action:
            for unit_id in dict.fromkeys(unit_ids):
                days = book.life_days.get(unit_id, ())
                for day in days:
                    if day.valid_from >= from_day:
                        self._store.duties.delete_life_day(day.id)
                kept = [day for day in days if day.valid_from < from_day]
                if life_day.in_force_on(kept, from_day):
                    # A rule without words says that there is none.
                    self._save(LifeDay(0, "", unit_id, "", None, 0, from_day), None)
        return self._done(action, None)

    def _line(self, unit_id: int, month: Period, book: DueBook) -> LifeDayLine:
        units = book.units(book.as_of(month))
        held = life_day.in_force_on(book.life_days.get(unit_id, ()), month.first)
        found = book.life_day_date(unit_id, month)
        return LifeDayLine(
            units[unit_id],
            community_of(units[unit_id], units),
            held if held and held.rule else None,
            found.day if found else None,
            found.until if found else None,
            found.why if found else None,
        )

    def _save(self, day: LifeDay, before: LifeDay | None) -> LifeDay:
        if before is None:
            day = replace(day, uid=self._context.new_uid())
            return replace(day, id=self._store.duties.insert_life_day(day))
        day = replace(day, id=before.id, uid=before.uid)
        if day != before:
            self._store.duties.update_life_day(day)
        return day

    def _check(self, unit_ids: Collection[int], valid_from: date) -> None:
        book = DueBook(self._store, self._context.today())
        units = book.units(book.today)
        if not unit_ids:
            raise Refusal("life_day_without_units")
        strange = [unit_id for unit_id in unit_ids if units[unit_id].kind not in BRANCHES]
        if strange:
            raise Refusal("life_day_no_branch", name=units[strange[0]].name)
        check_from(valid_from, book.today, book.terms.since)

    def _names(self, unit_ids: Collection[int]) -> str:
        units = self._units_by_id()
        if len(unit_ids) > 2:
            return _("{n} 个支部").format(n=len(unit_ids))
        return _("、").join(units[unit_id].name for unit_id in unit_ids)
