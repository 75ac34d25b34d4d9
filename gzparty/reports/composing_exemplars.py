"""Ask the services for what each paper of a selection is about, refuse what is not to be public yet, and compose it."""

from __future__ import annotations

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import PublicityResult
from gzparty.i18n import N_, _
from gzparty.reports.content import Paper
from gzparty.reports.papers import ballot as ballots
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.exemplars import exemplars
from gzparty.reports.papers.nomination import blank_nomination, nomination_form
from gzparty.reports.papers.publicity import publicity
from gzparty.reports.papers.result import result
from gzparty.reports.papers.review import review
from gzparty.reports.papers.tally import tally
from gzparty.reports.subject import Subject
from gzparty.reports.subject_exemplars import (
    chosen_nomination,
    chosen_selection,
    completed,
    has_nominations,
    has_publicity,
    has_result,
    has_vote,
)
from gzparty.services.bundle import Services
from gzparty.services.selection_views import PublicityView, SelectionView

LABELS = {
    "nomination": N_("推荐表"),
    "blank-nomination": N_("空白推荐表"),
    "review": N_("资格审核情况表"),
    "ballot": N_("评议表"),
    "tally": N_("计票汇总表"),
    "publicity": N_("典型公示"),
    "result": N_("典型通报"),
    "exemplars": N_("年度典型一览表"),
}
"""What the papers are called in lists; on paper stands the office's own word."""


def compose_nomination(services: Services, subject: Subject, style: Style) -> Paper:
    """推荐表 of one nomination."""
    asked = completed(services, subject, has_nominations)
    given = chosen_selection(services, asked, _(LABELS["nomination"]))
    if not given.view.nominations:
        raise Refusal("paper.nobody_nominated", number=given.view.selection.number)
    return nomination_form(given, chosen_nomination(given, asked.nomination), _word(services), style)


def compose_blank_nomination(services: Services, subject: Subject, style: Style) -> Paper:
    """空白推荐表."""
    about = services.selection_views.find(subject.selection) if subject.selection else None
    return blank_nomination(about, _word(services), style)


def compose_review(services: Services, subject: Subject, style: Style) -> Paper:
    """资格审核情况表."""
    asked = completed(services, subject, has_nominations)
    view = chosen_selection(services, asked, _(LABELS["review"])).view
    if not view.nominations:
        raise Refusal("paper.nobody_nominated", number=view.selection.number)
    return review(view, _word(services), style)


def compose_ballot(services: Services, subject: Subject, style: Style) -> Paper:
    """评议表."""
    view = _voted(services, subject, _(LABELS["ballot"]))
    return ballots.ballot(view, _word(services), style)


def compose_tally(services: Services, subject: Subject, style: Style) -> Paper:
    """计票汇总表."""
    return tally(_voted(services, subject, _(LABELS["tally"])), _word(services), style)


def compose_publicity(services: Services, subject: Subject, style: Style) -> Paper:
    """公示."""
    asked = completed(services, subject, has_publicity)
    view = chosen_selection(services, asked, _(LABELS["publicity"])).view
    return publicity(view, _published(view), _word(services), style)


def compose_result(services: Services, subject: Subject, style: Style) -> Paper:
    """通报; not before its 公示 stood, as a draft no less than as a print."""
    asked = completed(services, subject, has_result)
    view = chosen_selection(services, asked, _(LABELS["result"])).view
    _check_public(view)
    return result(view, _word(services), services.offices.settings(), style)


def compose_exemplars(services: Services, subject: Subject, style: Style) -> Paper:
    """年度典型一览表."""
    return exemplars(services.selection_views.year(subject.year), _word(services), style)


def _voted(services: Services, subject: Subject, label: str) -> SelectionView:
    view = chosen_selection(services, completed(services, subject, has_vote), label).view
    if not ballots.voted_on(view):
        raise Refusal("paper.nobody_in_vote", number=view.selection.number)
    return view


def _published(view: SelectionView) -> PublicityView:
    """The latest 公示 with somebody to name in it."""
    number = view.selection.number
    _check_anybody(view)
    if view.selection.decided_on is None:
        raise Refusal("paper.selection_undecided", number=number)
    if not view.chosen:
        raise Refusal("paper.selection_nobody", number=number)
    if view.publicity is None:
        raise Refusal("paper.publicity_not_planned", number=number)
    if view.publicity.publicity.result is PublicityResult.REJECTED:
        raise Refusal("paper.publicity_rejected", number=number)
    return view.publicity


def _check_public(view: SelectionView) -> None:
    """Refuse a circular before the 公示 stood; of a selection typed in afterwards only the result is known."""
    number = view.selection.number
    _check_anybody(view)
    if not view.selection.imported:
        if view.publicity is None:
            raise Refusal("paper.not_yet_public", number=number)
        last = view.publicity.publicity
        if last.result is PublicityResult.OPEN:
            raise Refusal("paper.publicity_running", number=number, day=last.ends_on)
        if last.result is PublicityResult.REJECTED:
            raise Refusal("paper.publicity_rejected", number=number)
    if not view.chosen:
        raise Refusal("paper.selection_nobody", number=number)


def _check_anybody(view: SelectionView) -> None:
    if view.selection.vacant_on is not None:
        raise Refusal("paper.selection_vacant", number=view.selection.number)


def _word(services: Services) -> str:
    """What the office calls those it chooses."""
    return services.offices.settings().exemplar_word or _("典型")
