"""The papers of selections of exemplars in the list of papers."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.reports import composing_exemplars as composing
from gzparty.reports import subject_exemplars as exemplars
from gzparty.reports.composing import Compose
from gzparty.reports.spec import FORM, SELECTIONS, USUAL, PaperSpec
from gzparty.reports.subject import NOMINATION, SELECTION, YEAR

_LETTER = ("title", "issuer")


def _paper(name: str, selectors: tuple[str, ...], compose: Compose, **facts: object) -> PaperSpec:
    given = {"group": SELECTIONS, "of_selection": True, **facts}
    return PaperSpec(name, composing.LABELS[name], selectors=selectors, compose=compose, **given)  # type: ignore[arg-type]


PAPERS: tuple[PaperSpec, ...] = (
    _paper(
        "nomination",
        (SELECTION, NOMINATION),
        composing.compose_nomination,
        options=FORM,
        each=exemplars.each_nomination,
        fits=exemplars.has_nominations,
        editable=True,
        discreet=True,
    ),
    _paper(
        "blank-nomination",
        (SELECTION,),
        composing.compose_blank_nomination,
        options=FORM,
        optional=(SELECTION,),
        editable=True,
    ),
    _paper(
        "review",
        (SELECTION,),
        composing.compose_review,
        fits=exemplars.has_nominations,
        discreet=True,
    ),
    _paper(
        "ballot",
        (SELECTION,),
        composing.compose_ballot,
        options=("title", "size", "large", "copies"),
        fits=exemplars.has_vote,
    ),
    _paper("tally", (SELECTION,), composing.compose_tally, fits=exemplars.has_vote),
    _paper(
        "publicity",
        (SELECTION,),
        composing.compose_publicity,
        options=_LETTER,
        fits=exemplars.has_publicity,
        editable=True,
    ),
    _paper(
        "result",
        (SELECTION,),
        composing.compose_result,
        options=_LETTER,
        fits=exemplars.has_result,
        editable=True,
    ),
    _paper(
        "exemplars",
        (YEAR,),
        composing.compose_exemplars,
        options=(*USUAL, "outside"),
        outside=N_("上墙用，不印公示和通报"),
    ),
)
