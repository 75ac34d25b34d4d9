"""Every paper in one list: its name, label, what selects it and how it is composed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.training import Training
from gzparty.i18n import N_, _
from gzparty.reports.content import Paper
from gzparty.reports.papers.attendance_year import attendance_year
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.credits import credits_paper
from gzparty.reports.papers.roll import roll_paper
from gzparty.reports.papers.roster import roster
from gzparty.reports.papers.sign_in import sign_in
from gzparty.reports.papers.training_notice import training_notice
from gzparty.reports.papers.training_plan import training_plan
from gzparty.services.bundle import Services
from gzparty.services.roster import roster_lines

YEAR, TRAINING, ON, UNIT, PERSON = "year", "training", "on", "unit", "person"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a paper is about: a year, a session by number, a day, a unit by name or code, a person by name or uid."""

    year: int
    on: date
    training: str | None = None
    unit: str | None = None
    person: str | None = None


Sets = Callable[[Services, Selection], Sequence[tuple[str, Selection]]]
"""The sets a batch consists of: what each is named after (a village, a person), and what it is about."""


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """One paper; `selectors` are those of `Selection` it obeys, `options` those of `Style` that change it.

    `each` lists the sets where one can be made for every unit or person at once; a selection that names none
    of them then stands for all.
    """

    name: str
    label: str
    group: str
    selectors: tuple[str, ...]
    compose: Callable[[Services, Selection, Style], Paper]
    options: tuple[str, ...] = ("title", "columns", "issuer", "size", "margins", "large")
    each: Sets | None = None


def _plan(services: Services, selection: Selection, style: Style) -> Paper:
    plan = services.sessions.year(selection.year)
    stored = services.store.trainings.courses([line.training.id for line in plan.lines])
    courses = {
        line.training.id: [c for c in stored if c.training_id == line.training.id] for line in plan.lines
    }
    return training_plan(plan, courses, style)


def _notice(services: Services, selection: Selection, style: Style) -> Paper:
    training = chosen_training(services, selection)
    return training_notice(services.sessions.detail(training.id), services.offices.settings(), style)


def _roster(services: Services, selection: Selection, style: Style) -> Paper:
    return roster(roster_lines(services.store, selection.on), style)


def _sign_in(services: Services, selection: Selection, style: Style) -> Paper:
    return sign_in(services.sessions.detail(chosen_training(services, selection).id), style)


def _roll(services: Services, selection: Selection, style: Style) -> Paper:
    return roll_paper(services.sessions.detail(chosen_training(services, selection).id), style)


def _attendance(services: Services, selection: Selection, style: Style) -> Paper:
    return attendance_year(services.sessions.credits(selection.year), style)


def _credits(services: Services, selection: Selection, style: Style) -> Paper:
    return credits_paper(services.sessions.credits(selection.year), style)


_GROUP = N_("书记培训")
SIGN_IN_OPTIONS = (
    *("title", "columns", "issuer", "size", "margins", "large"),
    *("double", "filled", "blank_lines"),
)
PAPERS: tuple[PaperSpec, ...] = (
    PaperSpec("training-plan", N_("年度计划"), _GROUP, (YEAR,), _plan),
    PaperSpec("training-notice", N_("培训通知"), _GROUP, (TRAINING,), _notice, ("title", "issuer")),
    PaperSpec("roster", N_("花名册"), _GROUP, (ON,), _roster),
    PaperSpec("sign-in", N_("签到表"), _GROUP, (TRAINING,), _sign_in, SIGN_IN_OPTIONS),
    PaperSpec("roll", N_("考勤表"), _GROUP, (TRAINING,), _roll),
    PaperSpec("attendance-year", N_("年度考勤汇总"), _GROUP, (YEAR,), _attendance),
    PaperSpec("credits", N_("学时统计"), _GROUP, (YEAR,), _credits),
)


def find(name: str) -> PaperSpec:
    """The paper of a name; Refusal `paper.unknown` lists those there are."""
    for spec in PAPERS:
        if spec.name == name:
            return spec
    raise Refusal("paper.unknown", name=name, choices=" ".join(spec.name for spec in PAPERS))


def compose(
    services: Services, name: str, selection: Selection, wishes: Mapping[str, object] | None = None
) -> Paper:
    """One paper of the office; `wishes` are fields of `Style` that differ from the office's way."""
    office = services.store.office.office_name()
    chosen = services.offices.settings()
    issuer = chosen.issuer_training or _("{office}党建办").format(office=office)
    style_facts: dict[str, object] = {
        "office": office,
        "issuer": issuer,
        "dated": services.context.today(),
        **(wishes or {}),
    }
    return find(name).compose(services, selection, Style(**style_facts))  # type: ignore[arg-type]


def compose_each(
    services: Services, name: str, selection: Selection, wishes: Mapping[str, object] | None = None
) -> Sequence[tuple[str, Paper]]:
    """Every set of a batch with what it is named after; one without a name where the paper knows no sets."""
    sets = sets_of(services, name, selection)
    return [(stem, compose(services, name, one, wishes)) for stem, one in sets]


def sets_of(services: Services, name: str, selection: Selection) -> Sequence[tuple[str, Selection]]:
    """The sets an order consists of; a selection that names a unit or a person is one set, named after nothing."""
    each = find(name).each
    named = selection.unit is not None or selection.person is not None
    return (("", selection),) if each is None or named else each(services, selection)


def chosen_training(services: Services, selection: Selection) -> Training:
    """The session a paper is about."""
    if selection.training is None:
        raise Refusal("paper.needs_training")
    training = services.store.trainings.find(selection.training)
    if training is None:
        raise Refusal("training_unknown", reference=selection.training)
    return training
