"""Every paper in one list: its name, label, what selects it and how it is composed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.reports import composing
from gzparty.reports.composing import Compose, record_form
from gzparty.reports.content import Paper
from gzparty.reports.papers.common import Style
from gzparty.reports.selection import (
    ON,
    PERSON,
    TRAINING,
    UNIT,
    YEAR,
    Sets,
    each_branch,
    each_person,
    each_request,
    each_secretary,
)
from gzparty.reports.selection import Selection as Selection
from gzparty.services.bundle import Services

_USUAL = ("title", "columns", "issuer", "size", "margins", "large")
_SORTED = (*_USUAL, "order")
_FORM = ("title", "issuer", "size", "margins", "large")


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """One paper; `selectors` are those of `Selection` it obeys, `options` those of `Style` that change it.

    Of the selectors it can do without those that are `optional`. `each` lists the sets where one can be made for
    every unit or person at once; a selection that names none of them then stands for all.
    """

    name: str
    label: str
    group: str
    selectors: tuple[str, ...]
    compose: Compose
    options: tuple[str, ...] = _USUAL
    each: Sets | None = None
    optional: tuple[str, ...] = ()


_TRAININGS, _MEETINGS, _GENERAL = N_("书记培训"), N_("组织生活"), N_("通用")
SIGN_IN_OPTIONS = (*_SORTED, "double", "filled", "blank_lines")


def _record(kind: MeetingKind, name: str, label: str) -> PaperSpec:
    """The empty record of one kind of meeting, for one branch or each of them."""
    return PaperSpec(
        name, label, _MEETINGS, (UNIT,), record_form(kind), _FORM, each=each_branch, optional=(UNIT,)
    )


PAPERS: tuple[PaperSpec, ...] = (
    PaperSpec("training-plan", N_("年度计划"), _TRAININGS, (YEAR,), composing.compose_plan),
    PaperSpec(
        "training-notice",
        N_("培训通知"),
        _TRAININGS,
        (TRAINING,),
        composing.compose_notice,
        ("title", "issuer", "order"),
    ),
    PaperSpec("schedule", N_("培训日程表"), _TRAININGS, (TRAINING,), composing.compose_schedule),
    PaperSpec("roster", N_("花名册"), _TRAININGS, (ON,), composing.compose_roster, _SORTED),
    PaperSpec("sign-in", N_("签到表"), _TRAININGS, (TRAINING,), composing.compose_sign_in, SIGN_IN_OPTIONS),
    PaperSpec(
        "seating",
        N_("座次表"),
        _TRAININGS,
        (TRAINING,),
        composing.compose_seating,
        (*_FORM, "order", "seats"),
    ),
    PaperSpec(
        "desk-cards",
        N_("桌签"),
        _TRAININGS,
        (TRAINING,),
        composing.compose_cards,
        ("size", "margins", "order", "flat"),
    ),
    PaperSpec("roll", N_("考勤表"), _TRAININGS, (TRAINING,), composing.compose_roll, _SORTED),
    PaperSpec(
        "leave-slip",
        N_("请假条"),
        _TRAININGS,
        (TRAINING, PERSON),
        composing.compose_leave_slip,
        ("title", "size", "margins", "large"),
        each=each_request,
        optional=(TRAINING, PERSON),
    ),
    PaperSpec(
        "leave-summary",
        N_("请假汇总"),
        _TRAININGS,
        (YEAR, TRAINING),
        composing.compose_leave_summary,
        optional=(TRAINING,),
    ),
    PaperSpec(
        "makeup",
        N_("缺席补课登记表"),
        _TRAININGS,
        (YEAR, TRAINING),
        composing.compose_makeup,
        optional=(TRAINING,),
    ),
    PaperSpec(
        "attendance-year", N_("年度考勤汇总"), _TRAININGS, (YEAR,), composing.compose_attendance, _SORTED
    ),
    PaperSpec("credits", N_("学时统计"), _TRAININGS, (YEAR,), composing.compose_credits, _SORTED),
    PaperSpec(
        "training-file",
        N_("个人培训情况登记表"),
        _TRAININGS,
        (YEAR, UNIT, PERSON),
        composing.compose_training_file,
        each=each_person,
        optional=(UNIT,),
    ),
    PaperSpec(
        "certificate",
        N_("学时证明"),
        _TRAININGS,
        (YEAR, UNIT, PERSON),
        composing.compose_certificate,
        ("title", "issuer"),
        each=each_secretary,
        optional=(UNIT,),
    ),
    _record(MeetingKind.BRANCH_MEETING, "blank-branch-meeting", N_("空白党员大会记录")),
    _record(MeetingKind.COMMITTEE_MEETING, "blank-committee-meeting", N_("空白支委会记录")),
    _record(MeetingKind.GROUP_MEETING, "blank-group-meeting", N_("空白党小组会记录")),
    _record(MeetingKind.LECTURE, "blank-lecture", N_("空白党课记录")),
    _record(MeetingKind.THEME_DAY, "blank-theme-day", N_("空白主题党日记录")),
    PaperSpec(
        "people",
        N_("人员花名册"),
        _GENERAL,
        (ON, UNIT),
        composing.compose_people,
        _SORTED,
        each=each_branch,
        optional=(UNIT,),
    ),
    PaperSpec(
        "blank-sign-in",
        N_("空白签到表"),
        _GENERAL,
        (UNIT,),
        composing.compose_blank_sign_in,
        (*_USUAL, "double", "blank_lines"),
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
    """The sets of a batch; one without a name where the paper knows no sets."""
    each = find(name).each
    return each(services, selection) if each else (("", selection),)
