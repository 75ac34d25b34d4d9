"""Every paper of a selection of exemplars, composed from the views built by hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from gzparty.reports.content import Paper
from gzparty.reports.papers.ballot import ballot
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.exemplars import exemplars
from gzparty.reports.papers.nomination import blank_nomination, nomination_form
from gzparty.reports.papers.publicity import publicity
from gzparty.reports.papers.result import result
from gzparty.reports.papers.review import review
from gzparty.reports.papers.tally import tally
from gzparty.reports.pdf import render
from gzparty.services.selection_views import SelectionView
from gzparty.settings import Settings

from . import exemplar_views as views
from .exemplar_views import WORD
from .paper_text import paper_text
from .views import STYLE

NAMELESS_EXEMPLARS = ("blank-nomination",)
EXEMPLAR_LETTERS = ("publicity", "result")
EXEMPLAR_UNSIGNED = ("ballot",)
EXEMPLAR_SIGNERS = {"tally": ["监票人签名：", "计票人签名："]}


def each_exemplar_paper(style: Style = STYLE) -> dict[str, Paper]:
    """Compose every one of them."""
    return {name: compose(style) for name, compose in COMPOSERS.items()}


COMPOSERS: dict[str, Callable[[Style], Paper]] = {
    "nomination": lambda style: nomination_form(
        views.a_paper_view(views.a_view(publicities=(views.a_publicity((views.an_objection(),)),))),
        views.a_line(),
        WORD,
        style,
    ),
    "blank-nomination": lambda style: blank_nomination(None, WORD, style),
    "review": lambda style: review(views.a_view(), WORD, style),
    "ballot": lambda style: ballot(views.a_view(rounds=(), tally=None), WORD, style),
    "tally": lambda style: tally(views.a_view(), WORD, style),
    "publicity": lambda style: publicity(views.a_view(), views.a_publicity(), WORD, style),
    "result": lambda style: result(views.a_view(), WORD, Settings(), style),
    "exemplars": lambda style: exemplars(views.a_year(), WORD, style),
}


def rows_of(paper: Paper) -> list[str]:
    """The rows of every table."""
    return [line.strip() for line in paper_text(paper).splitlines() if line.startswith("  ")]


def row_with(paper: Paper, words: str) -> str:
    """The first row with some words."""
    return next(row for row in rows_of(paper) if words in row)


def page_count(paper: Paper) -> int:
    """How many pages it takes."""
    return render(paper, io.BytesIO()).pages


def unvoted(count: int = 6, **facts: object) -> SelectionView:
    """A selection before its vote."""
    lines = tuple(views.a_line(number) for number in range(1, count + 1))
    return views.a_view(nominations=lines, rounds=(), tally=None, **facts)


def many(count: int) -> SelectionView:
    """So many of the chosen, before their vote."""
    lines = [
        replace(views.a_line(), nomination=views.a_nomination(id=n, uid=f"n{n}", position=n))
        for n in range(1, count + 1)
    ]
    return views.a_view(nominations=tuple(lines), rounds=(), tally=None)
