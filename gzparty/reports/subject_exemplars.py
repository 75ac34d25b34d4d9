"""Which selection of exemplars a paper is about, the newest that makes sense where none is named; and whose nomination."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Nomination, PublicityResult
from gzparty.domain.selection import Selection as Chosen
from gzparty.i18n import _
from gzparty.reports.subject import Subject, named
from gzparty.services.bundle import Services
from gzparty.services.selection_papers import SelectionPaperView, paper_view
from gzparty.services.selection_views import NominationLine, SelectionLine

Fits = Callable[[SelectionLine], bool]
"""Whether a paper can be made of a selection as far as it has come."""
_AT = "@"


def has_nominations(line: SelectionLine) -> bool:
    """Somebody was nominated."""
    return line.nominated > 0


def has_vote(line: SelectionLine) -> bool:
    """Somebody is put to the vote."""
    return line.in_vote > 0


def has_publicity(line: SelectionLine) -> bool:
    """A 公示 of those chosen was planned and was not rejected."""
    running = line.publicity is not None and line.publicity.result is not PublicityResult.REJECTED
    return running and bool(line.chosen)


def has_result(line: SelectionLine) -> bool:
    """Those chosen stood their 公示, or only the result is known."""
    confirmed = line.publicity is not None and line.publicity.result is PublicityResult.CONFIRMED
    return (confirmed or line.selection.imported) and bool(line.chosen)


def selections_fitting(services: Services, fits: Fits) -> Iterator[Chosen]:
    """Every selection a paper can be made of, the newest first."""
    for year in reversed(services.selection_views.years()):
        for line in reversed(services.selection_views.year(year).lines):
            if fits(line):
                yield line.selection


def completed(services: Services, subject: Subject, fits: Fits) -> Subject:
    """The same with its selection, the newest that makes sense where none is named, and its nomination by uid."""
    store = services.store.selections
    if subject.nomination and (known := store.find_nomination(subject.nomination)):
        return replace(subject, selection=store.get(known.selection_id).number)
    if not subject.selection:
        newest = next(selections_fitting(services, fits), None)
        if newest is None:
            return subject
        subject = replace(subject, selection=newest.number)
    if not subject.nomination:
        return subject
    found = services.selection_views.find(subject.selection or "")
    nomination = _named_so(found.number, store.nominations([found.id]), subject.nomination)
    return replace(subject, nomination=nomination.uid)


def _named_so(number: str, nominations: Sequence[Nomination], reference: str) -> Nomination:
    """The nomination of a name, or of a name and unit: 张示例@官庄村."""
    name, _at, unit = (part.strip() for part in normalize("NFKC", reference).partition(_AT))
    found = [one for one in nominations if one.name == name and unit in ("", one.unit_name)]
    # Somebody who withdrew and was nominated again is meant as they stand now.
    found = [one for one in found if one.withdrawn_on is None] or found
    if not found:
        raise Refusal("paper.nomination_unknown", number=number, name=reference)
    if len(found) > 1:
        names = _("、").join(f"{one.name}{_AT}{one.unit_name}" for one in found)
        raise Refusal(
            "paper.nomination_ambiguous", number=number, name=reference, count=len(found), names=names
        )
    return found[0]


def chosen_selection(services: Services, subject: Subject, label: str) -> SelectionPaperView:
    """The selection a paper is about; `label` is what the paper is called where none is there."""
    if not subject.selection:
        raise Refusal("paper.needs_selection", label=label)
    found = services.selection_views.find(subject.selection)
    view = services.selection_views.get(found.id)
    return paper_view(services.store, view, services.context.today())


def chosen_nomination(given: SelectionPaperView, uid: str | None) -> NominationLine:
    """The nomination a paper is about."""
    for line in given.view.nominations:
        if line.nomination.uid == uid:
            return line
    raise Refusal("paper.needs_nomination")


def each_nomination(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every nomination of a selection that was not withdrawn, in the order they came."""
    asked = completed(services, subject, has_nominations)
    if not asked.selection:
        return ()
    if asked.nomination:
        return (("", asked),)
    found = services.selection_views.find(asked.selection)
    lines = [
        nomination
        for nomination in services.store.selections.nominations([found.id])
        if nomination.withdrawn_on is None
    ]
    return named(
        (
            _("{name}（{unit}）").format(name=one.name, unit=one.unit_name)
            if one.unit_name and one.unit_name != one.name
            else one.name,
            replace(asked, selection=found.number, nomination=one.uid),
        )
        for one in sorted(lines, key=lambda one: one.position)
    )
