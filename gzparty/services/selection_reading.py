"""Selections of exemplars as pages, papers and the command line see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.eligibility import Finding
from gzparty.domain.period import Every, Period, periods
from gzparty.domain.selection import Nomination, Selection
from gzparty.services.context import Context, Service
from gzparty.services.eligibility_reading import EligibilityReader
from gzparty.services.ports import Store
from gzparty.services.selection_lines import Below, SelectionLines, result_of
from gzparty.services.selection_views import (
    MonthLine,
    NominationLine,
    RoundView,
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
            return self._view(self._lines.below([selection])[0])

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

    def _view(self, found: Below) -> SelectionView:
        files = tuple(self._store.folders.of_selection(found.selection.id))
        return SelectionView(
            line=self._lines.lines([found], self._lines.themes([found]))[0],
            categories=tuple(found.categories),
            nominations=tuple(self._nomination_lines(found)),
            rounds=tuple(RoundView(ballot, tuple(found.ballot_lines[ballot.id])) for ballot in found.ballots),
            tally=found.tally,
            files=files,
        )

    def _nomination_lines(self, found: Below) -> Sequence[NominationLine]:
        units, categories = self._units_by_id(), {one.id: one for one in found.categories}
        findings = self._eligibility.of_nominations(found.selection, found.nominations)

        def line(nomination: Nomination) -> NominationLine:
            live: tuple[Finding, ...] = findings[nomination.id]
            return NominationLine(
                nomination=nomination,
                category=categories[nomination.category_id],
                unit=units.get(nomination.unit_id or 0),
                result=result_of(nomination, found),
                findings=live,
            )

        return [line(nomination) for nomination in found.nominations]
