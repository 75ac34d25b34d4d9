"""Selections of exemplars as pages, papers and the command line see them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.eligibility import Finding
from gzparty.domain.folder import Holder, Owner
from gzparty.domain.period import Every, Period, periods
from gzparty.domain.selection import Nomination, Selection, Subject
from gzparty.services.candidates import Candidates
from gzparty.services.context import Context, Service
from gzparty.services.eligibility_reading import EVER, EligibilityReader
from gzparty.services.honours import Honours
from gzparty.services.nomination_reading import NominationReader, hints
from gzparty.services.ports import Store
from gzparty.services.publicity_reading import publicity_views
from gzparty.services.selection_ahead import ahead
from gzparty.services.selection_drafts import NominationDraft
from gzparty.services.selection_lines import Below, SelectionLines
from gzparty.services.selection_views import (
    Honour,
    MonthLine,
    RotationLine,
    SelectionLine,
    SelectionView,
    SelectionYear,
)


class SelectionViews(Service):
    """Views of selections; never writes."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._lines = SelectionLines(store, context)
        self._eligibility = EligibilityReader(store, context)
        self._nominations = NominationReader(store, context)
        self._honours = Honours(store, context)

    def year(self, year: int) -> SelectionYear:
        """The twelve months of a year with their themes and selections."""
        with self._store.snapshot():
            themes = {theme.period: theme for theme in self._store.themes.all(year)}
            found = self._lines.below(self._store.selections.all(year))
            lines = self._lines.lines(found, self._lines.themes(found))
        by_month: dict[str, list[SelectionLine]] = defaultdict(list)
        for line in lines:
            by_month[line.selection.period].append(line)
        months = [period.code for period in periods(year, Every.MONTH)]
        return SelectionYear(
            year, tuple(MonthLine(code, themes.get(code), tuple(by_month[code])) for code in months)
        )

    def get(self, selection_id: int) -> SelectionView:
        """One selection with everything; Refusal where it is gone."""
        with self._store.snapshot():
            try:
                selection = self._store.selections.get(selection_id)
            except KeyError as error:
                raise Refusal("selection_gone") from error
            return self._view(self._lines.below([selection], counted=True)[0])

    def find(self, reference: str) -> Selection:
        """The selection of a number (2026-06) or uid; Refusal where there is none."""
        found = self._store.selections.find(reference.strip())
        if found is None:
            raise Refusal("selection_unknown", reference=reference)
        return found

    def years(self) -> tuple[int, ...]:
        """The years that have selections or themes, in order."""
        themes = {Period.parse(theme.period).year for theme in self._store.themes.all()}
        return tuple(sorted(themes.union(self._store.selections.years())))

    def findings(
        self, person_id: int | None = None, unit_id: int | None = None, period: str = ""
    ) -> tuple[Finding, ...]:
        """What speaks against a person, or a unit itself, in a month (the running one), before any nomination too."""
        today = self._context.today()
        month = rules.check_period(period, today) if period else Period.around(today)
        subject = Subject.UNIT if person_id is None else Subject.PERSON
        selection = Selection(0, "", "", month.code, "", subject)
        draft = NominationDraft(person_id, unit_id)
        with self._store.snapshot():
            who = Candidates(self._store, self._context).known(draft, today)
            nomination = Nomination(
                0, "", 0, 0, 0, who.name, who.person_id, who.unit_id, who.unit_name, who.post
            )
            return self._eligibility.look(selection, [nomination]).findings[0]

    def honours(self, year: int | None = None) -> tuple[Honour, ...]:
        """Everybody chosen in a year or ever (历次典型), the latest month first; not yet in a circular where no day is said."""
        first, last = (EVER, "9999-12") if year is None else (f"{year:04d}-01", f"{year:04d}-12")
        with self._store.snapshot():
            return self._honours.between(first, last)

    def rotation(self, on: date) -> tuple[RotationLine, ...]:
        """Villages by how long they were not chosen, those never first; the program ranks nobody by it."""
        with self._store.snapshot():
            return self._honours.rotation(on)

    def of_person(self, person_id: int) -> tuple[Honour, ...]:
        """What a person was chosen for, as a file shows it: only what was announced or typed in afterwards."""
        with self._store.snapshot():
            return self._honours.of_person(person_id)

    def _view(self, found: Below) -> SelectionView:
        publicities = publicity_views(self._store, [found.selection.id], self._context.today())
        return SelectionView(
            line=self._lines.lines([found], self._lines.themes([found]))[0],
            categories=tuple(found.categories),
            nominations=self._nominations.lines(found),
            rounds=tuple(found.rounds),
            tally=found.tally,
            publicities=publicities.get(found.selection.id, ()),
            files=tuple(self._store.folders.of(Owner(Holder.SELECTION, found.selection.id))),
            ahead=ahead(found),
            hints=hints(found),
        )
