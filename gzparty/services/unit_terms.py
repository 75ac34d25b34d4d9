"""Use cases of committees: their terms of office, and posts nobody holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, PostTitle, Term, Vacancy
from gzparty.i18n import _
from gzparty.labels.people import post_label
from gzparty.services.context import Done
from gzparty.services.units import Units

MOST_TERM_YEARS = 10


class UnitTerms(Units):
    """Writes of terms (任期) and vacancies (空缺)."""

    def set_term(self, unit_id: int, elected_on: PartialDate, years: int, note: str = "") -> Done[Term]:
        """Note when a unit's committee was elected and for how many years; 换届 is reminded of from it."""
        unit = self.open_unit(unit_id, self._context.today())
        term = Term(0, self._context.new_uid(), unit_id, elected_on, years, entry.checked_text(note))
        self._check_term(term)
        with self._action(_("记 {unit} 任期").format(unit=unit.name), "term.set") as action:
            term = replace(term, id=self._store.people.insert_term(term))
        return self._done(action, term)

    def correct_term(self, term: Term) -> Done[Term]:
        """Correct what was noted wrongly of a term."""
        self._check_term(term)
        with self._action(_("修改任期"), "term.edit") as action:
            self._store.people.update_term(term)
        return self._done(action, term)

    def remove_term(self, term_id: int) -> Done[None]:
        """Take away a term noted by mistake."""
        with self._action(_("删除任期"), "term.remove") as action:
            self._store.people.delete_term(term_id)
        return self._done(action, None)

    def set_vacancy(self, unit_id: int, title: PostTitle, since: date, note: str = "") -> Done[Vacancy]:
        """Note that a post is unfilled (空缺) from a day on; refused while somebody holds it."""
        unit = self.open_unit(unit_id, entry.checked_day(since))
        for holder in self._store.people.holders([title], since):
            if holder.unit.id == unit_id:
                raise Refusal("post_still_held", post=post_label(title), name=holder.person.name)
        if any(v.title is title and since in v.interval for v in self._vacancies(unit_id)):
            raise Refusal("vacancy_known", unit=unit.name, post=post_label(title))
        vacancy = Vacancy(0, unit_id, title, Interval(since), entry.checked_text(note))
        name = _("{unit} {post}空缺").format(unit=unit.name, post=post_label(title))
        with self._action(name, "vacancy.set") as action:
            vacancy = replace(vacancy, id=self._store.people.insert_vacancy(vacancy))
        return self._done(action, vacancy)

    def unset_vacancy(self, vacancy_id: int, on: date) -> Done[None]:
        """Say that a post is not vacant any more from a day on, without naming who holds it."""
        vacancy = next(v for v in self._store.people.vacancies() if v.id == vacancy_id)
        entry.check_span(vacancy.interval.valid_from, entry.checked_day(on))
        with self._action(_("取消空缺"), "vacancy.unset") as action:
            ended = Interval(vacancy.interval.valid_from, on)
            self._store.people.update_vacancy(replace(vacancy, interval=ended))
        return self._done(action, None)

    def _vacancies(self, unit_id: int) -> Iterator[Vacancy]:
        return (v for v in self._store.people.vacancies() if v.unit_id == unit_id)

    def _check_term(self, term: Term) -> None:
        if not 1 <= term.years <= MOST_TERM_YEARS:
            raise Refusal("term_years_absurd", years=term.years, most=MOST_TERM_YEARS)
        entry.checked_day(term.elected_on.first_day())
        if term.elected_on.first_day() > self._context.today():
            raise Refusal("elected_in_future", day=str(term.elected_on))
