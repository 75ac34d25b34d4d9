"""What a paper of work style is about: a problem, an inspection, a tour, some of the ledger; and the sets of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import WORK_UNITS
from gzparty.domain.inspection import Inspection, InspectionKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.domain.problem import VERIFIED, Lane, Problem, ProblemState
from gzparty.i18n import N_, _
from gzparty.reports.subject import Subject, chosen_unit, named, problem_numbers, unit_name
from gzparty.reports.subject_life import chosen_month, wanted_units
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import Ledger, LedgerLine, TourView

OPEN, OVERDUE, CLOSED, LASTING = "open", "overdue", "closed", "lasting"
STATES: Mapping[str, str] = {
    OPEN: N_("未销号"),
    OVERDUE: N_("逾期"),
    CLOSED: N_("已销号"),
    LASTING: N_("长期坚持"),
}
"""Which problems of the ledger are meant, by the code of a selection."""
_MATCHES: Mapping[str, Callable[[LedgerLine], bool]] = {
    OPEN: lambda line: line.problem.is_open,
    OVERDUE: lambda line: line.is_overdue,
    CLOSED: lambda line: line.problem.state in VERIFIED,
    LASTING: lambda line: True,
}
_TO_SIGN = VERIFIED | {ProblemState.SUBMITTED}
"""States in which a problem has, or is about to have, its 销号表."""


def chosen_state(subject: Subject) -> str | None:
    """The state that is asked for, by code or word; None for all."""
    if not subject.state:
        return None
    for code, words in STATES.items():
        if subject.state in (code, _(words)):
            return code
    choices = _("、").join(f"{_(words)}（{code}）" for code, words in STATES.items())
    raise Refusal("paper.state_unknown", state=subject.state, choices=choices)


def chosen_problem(services: Services, subject: Subject) -> Problem:
    """The problem a paper is about, by its number with or without -R1, or by uid."""
    if subject.problem is None:
        raise Refusal("paper.needs_problem")
    return services.problem_views.find(subject.problem)


def chosen_inspection(services: Services, subject: Subject) -> Inspection:
    """The inspection a paper is about."""
    if subject.inspection is None:
        raise Refusal("paper.needs_inspection")
    return services.inspection_views.find(subject.inspection)


def chosen_tour(services: Services, subject: Subject) -> TourView:
    """The joint inspection a paper is about."""
    if subject.tour is None:
        raise Refusal("paper.needs_tour")
    return services.tours.get(services.tours.find(subject.tour).id)


def ledger_of(services: Services, subject: Subject) -> tuple[Ledger, tuple[LedgerLine, ...]]:
    """The ledger of the year with those of its lines that are asked for, by number or by what is true of them."""
    ledger = services.problem_views.ledger(subject.year)
    if numbers := problem_numbers(subject):
        return ledger, _by_number(services, ledger, numbers)
    state, wanted = chosen_state(subject), wanted_units(services, subject)
    month = chosen_month(subject) if subject.month else None
    lines = tuple(
        line
        for line in ledger.lines
        if (wanted is None or line.problem.unit_id in wanted)
        and (month is None or (line.problem.found_on is not None and line.problem.found_on in month))
        and (state is None or _MATCHES[state](line))
    )
    return ledger, lines


def _by_number(services: Services, ledger: Ledger, numbers: Sequence[str]) -> tuple[LedgerLine, ...]:
    """Exactly these problems, in the order they are named; one that the year does not list is looked up."""
    listed = {line.problem.id: line for line in ledger.lines}
    ids = [services.problem_views.find(number).id for number in numbers]
    absent = [number for number in ids if number not in listed]
    listed |= {line.problem.id: line for line in services.problem_views.lines(absent)} if absent else {}
    return tuple(listed[number] for number in dict.fromkeys(ids))


def without_lasting(lines: Sequence[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Those that are to be done by a day or were done at once."""
    return tuple(line for line in lines if line.problem.lane is not Lane.LASTING)


def only_lasting(lines: Sequence[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Those that are for good."""
    return tuple(line for line in lines if line.problem.lane is Lane.LASTING)


def open_of(services: Services, subject: Subject) -> dict[int, list[LedgerLine]]:
    """The open problems of every year by unit, each unit's by number."""
    wanted = wanted_units(services, subject)
    found: dict[int, list[LedgerLine]] = {}
    lines = services.problem_views.ledger(None).lines
    for line in sorted(lines, key=lambda line: line.problem.number):
        if line.problem.is_open and (wanted is None or line.problem.unit_id in wanted):
            found.setdefault(line.problem.unit_id, []).append(line)
    return found


def each_inspection(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every self-inspection of the chosen unit and month or year."""
    if subject.inspection:
        return (("", subject),)
    span = chosen_month(subject).code if subject.month else None
    first, last = (span, span) if span else (f"{subject.year}-01", f"{subject.year}-12")
    wanted = wanted_units(services, subject)
    found = services.store.inspections.between(first, last, InspectionKind.SELF)
    order = {unit.id: place for place, unit in enumerate(services.people.units(subject.on))}
    units = services.people.units_by_id(subject.on)
    chosen = [one for one in found if wanted is None or one.unit_id in wanted]
    chosen.sort(key=lambda one: (order.get(one.unit_id, len(order)), one.held_on, one.number))
    return named(
        (
            _("{day} {unit}自查").format(day=one.held_on.isoformat(), unit=_name(units, one.unit_id)),
            replace(subject, inspection=one.number),
        )
        for one in chosen
    )


def each_work_unit(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for the chosen unit, or for every community and department (13 units inspect themselves)."""
    chosen = chosen_unit(services, subject)
    known = services.people.units(subject.on)
    units = [chosen] if chosen else [unit for unit in known if unit.kind in WORK_UNITS and not unit.closed]
    return named((unit.name, replace(subject, unit=unit_name(unit))) for unit in units)


def each_open_unit(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every unit with a problem that is not closed."""
    having = open_of(services, subject)
    units = [unit for unit in services.people.units(subject.on) if unit.id in having]
    return named((unit.name, replace(subject, unit=unit_name(unit))) for unit in units)


def each_problem(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every problem of the year that is closed or waits to be verified, of the chosen unit or all."""
    if numbers := problem_numbers(subject):
        sets = [(number, replace(subject, problem=number)) for number in numbers]
        return named(sets) if len(sets) > 1 else (("", subject),)
    wanted = wanted_units(services, subject)
    lines = services.problem_views.ledger(subject.year).lines
    chosen = [
        line
        for line in sorted(lines, key=lambda line: line.problem.number)
        if line.problem.state in _TO_SIGN and (wanted is None or line.problem.unit_id in wanted)
    ]
    return named(
        (
            _("{number} {unit}").format(number=line.problem.printed_number, unit=line.unit.name),
            replace(subject, problem=line.problem.number),
        )
        for line in chosen
    )


def each_tour_unit(services: Services, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """One set for every unit of the tour, in the order it goes to them."""
    tour, wanted = chosen_tour(services, subject), chosen_unit(services, subject)
    units = [unit for _place, unit, _view in tour.units if wanted is None or unit.id == wanted.id]
    return named((unit.name, replace(subject, unit=unit_name(unit))) for unit in units)


def narrowed(services: Services, subject: Subject) -> str:
    """What the ledger was narrowed down to, as it stands below the title: （官庄社区，6月发现，逾期）."""
    if numbers := problem_numbers(subject):
        return _("（选出的{n}条）").format(n=len(numbers))
    chosen, state = chosen_unit(services, subject), chosen_state(subject)
    month: Period | None = chosen_month(subject) if subject.month else None
    parts = [
        chosen.name if chosen else "",
        _("{month}月发现").format(month=month.month) if month else "",
        _(STATES[state]) if state else "",
    ]
    about = _("，").join(part for part in parts if part)
    return _("（{about}）").format(about=about) if about else ""


def _name(units: Mapping[int, UnitView], unit_id: int) -> str:
    return units[unit_id].name if unit_id in units else ""
