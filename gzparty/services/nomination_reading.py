"""Nominations as a list shows them: by rank, with what is found, what changed since the verdict, what to look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gzparty.domain import eligibility
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.eligibility import Finding
from gzparty.domain.selection import Nomination, Reply, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.services.context import Context, Service
from gzparty.services.eligibility_reading import EligibilityReader
from gzparty.services.ports import Store
from gzparty.services.selection_lines import Below, result_of
from gzparty.services.selection_views import NominationLine

UNRANKED = 10_000
"""Behind everybody who has a rank."""


class NominationReader(Service):
    """Reads the nominations of one selection; never writes. Whoever calls holds the snapshot."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._eligibility = EligibilityReader(store, context)

    def lines(self, found: Below) -> tuple[NominationLine, ...]:
        """The nominations by rank where votes were counted, then as they came."""
        units, categories = self._units_by_id(), {one.id: one for one in found.categories}
        looked = self._eligibility.look(found.selection, found.nominations)
        files = Counter(
            one.nomination_id
            for one in self._store.folders.of_nominations(one.id for one in found.nominations)
        )
        settings = self._settings()

        def line(nomination: Nomination) -> NominationLine:
            live, came, went = _told(nomination, found.stage, looked.findings[nomination.id])
            return NominationLine(
                nomination=nomination,
                category=categories[nomination.category_id],
                unit=units.get(nomination.unit_id or 0),
                result=result_of(nomination, found),
                findings=live,
                since=came,
                gone=went,
                before=looked.before[nomination.id],
                standing=found.tally.standing(nomination.id) if found.tally else None,
                files=files[nomination.id],
                warnings=tuple(_warnings(nomination)),
                hint=None
                if found.selection.imported
                else rules.deeds_hint(nomination.deeds, settings.deeds_shortest, settings.deeds_longest),
            )

        lines = [line(nomination) for nomination in found.nominations]
        return tuple(sorted(lines, key=lambda line: _place(line, found)))


def hints(found: Below) -> tuple[Diagnostic, ...]:
    """What looks odd about a selection as a whole: a ballot may tick more names than stand in a category."""
    if found.selection.nominations_closed_on is None or found.stage in (Stage.DONE, Stage.VACANT):
        return ()
    standing = Counter(one.category_id for one in found.nominations if one.stands)
    return tuple(
        Diagnostic(
            Level.NOTE,
            "category_choices_many",
            {"title": category.title, "choices": category.choices, "n": standing[category.id]},
        )
        for category in found.categories
        if category.choices > standing[category.id]
    )


def _told(
    nomination: Nomination, stage: Stage, live: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[str, ...]]:
    """What is found, what came since the verdict and what went.

    Of a selection that has ended only what was found at the verdict is told: what came later is no part of it.
    """
    if stage in (Stage.DONE, Stage.VACANT):
        return eligibility.known_at_verdict(nomination.found, live), (), ()
    if nomination.verdict is Verdict.OPEN:
        return live, (), ()
    return live, *eligibility.since_verdict(nomination.found, live)


def _warnings(nomination: Nomination) -> Iterator[Diagnostic]:
    """A reply of 纪委 that speaks against a verdict which stands: people decide, the verdict is not touched."""
    if nomination.reply is not Reply.UNSUITABLE or nomination.verdict is not Verdict.PASSED:
        return
    later = nomination.judged_on is not None and (nomination.replied_on or nomination.judged_on) > (
        nomination.judged_on
    )
    if later or not nomination.verdict_reason:
        facts = {"day": nomination.replied_on, "note": nomination.reply_note}
        yield Diagnostic(Level.WARNING, "reply_against_verdict", facts)


def _place(line: NominationLine, found: Below) -> tuple[int, int, int]:
    position = next(
        place for place, one in enumerate(found.categories) if one.id == line.nomination.category_id
    )
    rank = line.standing.rank if line.standing else UNRANKED
    return position, rank, line.nomination.position
