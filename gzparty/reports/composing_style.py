"""Ask the services for what each paper of work style is about, and compose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import InspectionKind
from gzparty.domain.problem import Problem, ProblemEvent
from gzparty.reports.boards import year_of
from gzparty.reports.content import Paper
from gzparty.reports.papers import quota, rectify_notice, self_check, tour
from gzparty.reports.papers.circular import circular
from gzparty.reports.papers.close_out import close_out
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.ledger import LedgerPage, lasting_paper, ledger_paper
from gzparty.reports.papers.rectify_words import Known
from gzparty.reports.subject import Subject, chosen_unit, problem_numbers
from gzparty.reports.subject_life import chosen_month, wanted_units
from gzparty.reports.subject_style import (
    LASTING,
    chosen_inspection,
    chosen_problem,
    chosen_state,
    chosen_tour,
    ledger_of,
    narrowed,
    only_lasting,
    open_of,
    without_lasting,
)
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import LedgerLine
from gzparty.services.member_names import names_about


def compose_self_check(services: Services, subject: Subject, style: Style) -> Paper:
    """自查自纠记录表."""
    inspection = chosen_inspection(services, subject)
    return self_check.self_check(services.inspection_views.detail(inspection.id), style)


def compose_blank_self_check(services: Services, subject: Subject, style: Style) -> Paper:
    """空白自查自纠记录表."""
    unit = chosen_unit(services, subject)
    items = [item for item in services.inspection_views.checklist(InspectionKind.SELF) if not item.stopped]
    return self_check.blank_self_check(unit.name if unit else "", items, style)


def compose_quota(services: Services, subject: Subject, style: Style) -> Paper:
    """自查次数一览."""
    board = services.inspection_views.board(subject.year)
    groups = year_of(board.board, wanted_units(services, subject)).groups
    return quota.quota(board, groups, services.context.today(), style)


def compose_quota_unmet(services: Services, subject: Subject, style: Style) -> Paper:
    """未达标清单."""
    month = chosen_month(subject)
    units = services.inspection_views.unmet(month)
    return quota.quota_unmet(month, units, services.context.today(), style)


def compose_ledger(services: Services, subject: Subject, style: Style) -> Paper:
    """问题整改台账; 长期坚持 stands in a table of its own unless it is asked for."""
    ledger, lines = ledger_of(services, subject)
    lasting = only_lasting(lines)
    if problem_numbers(subject):
        shown, left_out = lines, 0
    elif chosen_state(subject) == LASTING:
        shown, left_out = lasting, 0
    else:
        shown, left_out = without_lasting(lines), len(lasting)
    page = LedgerPage(
        shown,
        ledger.figures,
        subject.year,
        _known(services, shown, outside=style.outside),
        narrowed(services, subject),
        left_out,
        rated=chosen_state(subject) is None and not subject.problem,
    )
    return ledger_paper(page, style)


def compose_lasting(services: Services, subject: Subject, style: Style) -> Paper:
    """长期坚持问题整改台账."""
    ledger, lines = ledger_of(services, subject)
    shown = only_lasting(lines)
    known = _known(services, shown, outside=style.outside)
    page = LedgerPage(shown, ledger.figures, subject.year, known, narrowed(services, subject))
    return lasting_paper(page, style)


def compose_rectify_notice(services: Services, subject: Subject, style: Style) -> Paper:
    """问题整改通知书."""
    unit = chosen_unit(services, subject)
    if unit is None:
        raise Refusal("paper.needs_unit")
    lines = open_of(services, subject).get(unit.id, [])
    asked = rectify_notice.Asked(unit, without_lasting(lines), only_lasting(lines))
    return rectify_notice.rectify_notice(asked, _known(services, lines), style)


def compose_close_out(services: Services, subject: Subject, style: Style) -> Paper:
    """销号表."""
    problem = chosen_problem(services, subject)
    return close_out(services.problem_views.detail(problem.id), style)


def compose_circular(services: Services, subject: Subject, style: Style) -> Paper:
    """督查通报."""
    text = services.tours.circular(chosen_tour(services, subject).tour.id, named=style.named)
    return circular(text, services.offices.settings(), style)


def compose_tour_record(services: Services, subject: Subject, style: Style) -> Paper:
    """督查现场记录表 of one unit of a tour."""
    view, unit = chosen_tour(services, subject), chosen_unit(services, subject)
    if unit is None:
        raise Refusal("paper.needs_unit")
    for _place, known, seen in view.units:
        if known.id == unit.id:
            items = services.inspection_views.checklist(InspectionKind.JOINT)
            asked = [item for item in items if not item.stopped]
            return tour.tour_record(view.tour, known, seen, asked, style)
    raise Refusal("paper.tour_unit_unknown", tour=view.tour.title, unit=unit.name)


def compose_draw(services: Services, subject: Subject, style: Style) -> Paper:
    """联合督查抽签记录."""
    view = chosen_tour(services, subject)
    return tour.draw_record(view, services.people.units_by_id(view.tour.held_on), style)


def _known(services: Services, lines: Iterable[LedgerLine], outside: bool = False) -> Known:
    """What happened to these problems, and for a copy for others the names that may not stand on it."""
    problems = [line.problem for line in lines]
    events: Mapping[int, list[ProblemEvent]] = {problem.id: [] for problem in problems}
    for event in services.store.problems.events(events.keys()):
        events[event.problem_id].append(event)
    months = services.offices.settings().recurrence_months
    return Known(events, months, _names(services, problems, events) if outside else ())


def _names(
    services: Services, problems: Sequence[Problem], events: Mapping[int, Iterable[ProblemEvent]]
) -> frozenset[str]:
    texts: list[str] = []
    for problem in problems:
        texts += _texts(problem)
        texts += [event.note for event in events[problem.id]]
    return names_about(services.store, problems, texts)


def _texts(problem: Problem) -> Iterator[str]:
    yield from (problem.text, problem.measure, problem.result, problem.note, problem.source_note)
