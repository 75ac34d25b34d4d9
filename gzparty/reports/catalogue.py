"""Every paper in one list: its name, label, what selects it and how it is composed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _, in_chinese
from gzparty.reports import (
    catalogue_cadres,
    catalogue_exemplars,
    catalogue_life,
    catalogue_style,
    catalogue_themes,
    catalogue_tips,
    composing,
)
from gzparty.reports.content import Margins, Paper
from gzparty.reports.papers.common import Style
from gzparty.reports.spec import FORM, GENERAL, SORTED, TRAININGS, USUAL
from gzparty.reports.spec import PaperSpec as PaperSpec
from gzparty.reports.subject import (
    ON,
    PERSON,
    TRAINING,
    UNIT,
    YEAR,
    each_branch,
    each_person,
    each_request,
    each_secretary,
)
from gzparty.reports.subject import Subject as Subject
from gzparty.services.bundle import Services
from gzparty.settings import Settings

SIGN_IN_OPTIONS = (*SORTED, "double", "filled", "blank_lines")

PAPERS: tuple[PaperSpec, ...] = (
    PaperSpec("training-plan", N_("年度计划"), TRAININGS, (YEAR,), composing.compose_plan),
    PaperSpec(
        "training-notice",
        N_("培训通知"),
        TRAININGS,
        (TRAINING,),
        composing.compose_notice,
        ("title", "issuer", "order"),
    ),
    PaperSpec("schedule", N_("培训日程表"), TRAININGS, (TRAINING,), composing.compose_schedule),
    PaperSpec("roster", N_("花名册"), TRAININGS, (ON,), composing.compose_roster, SORTED),
    PaperSpec("sign-in", N_("签到表"), TRAININGS, (TRAINING,), composing.compose_sign_in, SIGN_IN_OPTIONS),
    PaperSpec(
        "seating",
        N_("座次表"),
        TRAININGS,
        (TRAINING,),
        composing.compose_seating,
        (*FORM, "order", "seats"),
    ),
    PaperSpec(
        "desk-cards",
        N_("桌签"),
        TRAININGS,
        (TRAINING,),
        composing.compose_cards,
        ("size", "margins", "order", "flat"),
    ),
    PaperSpec("roll", N_("考勤表"), TRAININGS, (TRAINING,), composing.compose_roll, SORTED, held=True),
    PaperSpec(
        "leave-slip",
        N_("请假条"),
        TRAININGS,
        (TRAINING, PERSON),
        composing.compose_leave_slip,
        ("title", "size", "margins", "large"),
        each=each_request,
        optional=(TRAINING, PERSON),
    ),
    PaperSpec(
        "leave-summary",
        N_("请假汇总"),
        TRAININGS,
        (YEAR, TRAINING),
        composing.compose_leave_summary,
        optional=(TRAINING,),
    ),
    PaperSpec(
        "makeup",
        N_("缺席补课登记表"),
        TRAININGS,
        (YEAR, TRAINING),
        composing.compose_makeup,
        optional=(TRAINING,),
    ),
    PaperSpec(
        "attendance-year", N_("年度考勤汇总"), TRAININGS, (YEAR,), composing.compose_attendance, SORTED
    ),
    PaperSpec("credits", N_("学时统计"), TRAININGS, (YEAR,), composing.compose_credits, SORTED),
    PaperSpec(
        "training-file",
        N_("个人培训情况登记表"),
        TRAININGS,
        (YEAR, UNIT, PERSON),
        composing.compose_training_file,
        each=each_person,
        optional=(UNIT,),
    ),
    PaperSpec(
        "certificate",
        N_("学时证明"),
        TRAININGS,
        (YEAR, UNIT, PERSON),
        composing.compose_certificate,
        ("title", "issuer"),
        each=each_secretary,
        optional=(UNIT,),
    ),
    *catalogue_life.RECORDS,
    *catalogue_themes.PAPERS,
    *catalogue_style.PAPERS,
    *catalogue_tips.TIPS,
    *catalogue_exemplars.PAPERS,
    *catalogue_life.LISTS,
    PaperSpec(
        "people",
        N_("人员花名册"),
        GENERAL,
        (ON, UNIT),
        composing.compose_people,
        SORTED,
        each=each_branch,
        optional=(UNIT,),
    ),
    *catalogue_cadres.CADRES,
    PaperSpec(
        "blank-sign-in",
        N_("空白签到表"),
        GENERAL,
        (UNIT,),
        composing.compose_blank_sign_in,
        (*USUAL, "double", "blank_lines"),
        each=each_branch,
        optional=(UNIT,),
    ),
)


def find(name: str) -> PaperSpec:
    """The paper of a name; Refusal `paper.unknown` lists those there are."""
    for spec in PAPERS:
        if spec.name == name:
            return spec
    raise Refusal("paper.unknown", name=name, choices=" ".join(spec.name for spec in PAPERS))


@in_chinese()
def compose(
    services: Services, name: str, subject: Subject, wishes: Mapping[str, object] | None = None
) -> Paper:
    """One paper of the office; `wishes` are fields of `Style` that differ from the office's way."""
    office = services.store.office.office_name()
    chosen = services.offices.settings()
    spec = find(name)
    issuer = _issuer(spec, chosen) or _("{office}党建办").format(office=office)
    style_facts: dict[str, object] = {
        "office": office,
        "issuer": issuer,
        "dated": services.context.today(),
        "margins": office_margins(chosen),
        **(wishes or {}),
    }
    return spec.compose(services, subject, Style(**style_facts))  # type: ignore[arg-type]


def office_margins(chosen: Settings) -> Margins:
    """The edges the office set for its forms; a paper with edges of its own, such as a 公文, obeys those."""
    return Margins(chosen.margin_top, chosen.margin_right, chosen.margin_bottom, chosen.margin_left)


def _issuer(spec: PaperSpec, chosen: Settings) -> str:
    """The 落款 the office set for papers of this kind."""
    if spec.of_style:
        return chosen.issuer_style
    if spec.of_selection:
        return chosen.issuer_selection
    return chosen.issuer_life if spec.of_life else chosen.issuer_training


def compose_each(
    services: Services, name: str, subject: Subject, wishes: Mapping[str, object] | None = None
) -> Sequence[tuple[str, Paper]]:
    """Every set of a batch with what it is named after; one without a name where the paper knows no sets."""
    sets = sets_of(services, name, subject)
    return [(stem, compose(services, name, one, wishes)) for stem, one in sets]


@in_chinese()
def sets_of(services: Services, name: str, subject: Subject) -> Sequence[tuple[str, Subject]]:
    """The sets of a batch; one without a name where the paper knows no sets."""
    each = find(name).each
    return each(services, subject) if each else (("", subject),)
