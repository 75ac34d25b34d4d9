"""Every paper of organisational life, composed from the views built by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gzparty.domain.meeting import MONTHLY, MeetingKind
from gzparty.domain.period import Period
from gzparty.reports.content import Paper
from gzparty.reports.papers import appraisal, duty_table, material, yearly
from gzparty.reports.papers.branch_year import branch_year
from gzparty.reports.papers.chase_slip import Sender, chase_slip
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.completion import completion, month_completion
from gzparty.reports.papers.meeting_sign_in import Heading, heading_of, meeting_sign_in
from gzparty.reports.papers.minutes import minutes
from gzparty.reports.papers.month_list import month_list

from . import life_views as views
from .views import STYLE

SENDER = Sender("官庄镇党建办", "示例子 0536-0000000")
NAMELESS = (
    "completion",
    "month-completion",
    "material-register",
    "quarter-check",
    "yearly-steps",
    "duty-table",
    "errand-register",
    "contradictions",
    "month-list",
    "chase-slip",
)
"""Papers that name units and no persons."""


def each_life_paper(style: Style = STYLE) -> dict[str, Paper]:
    """Compose every one of them."""
    return {name: compose(style) for name, compose in COMPOSERS.items()}


def _sign_in(style: Style) -> Paper:
    heading = heading_of(views.a_sheet_by_names())
    return meeting_sign_in(heading, views.a_roll().rows, replace(style, blank_lines=2))


def _coming(style: Style) -> Paper:
    return meeting_sign_in(Heading(MeetingKind.THEME_DAY, "官庄村党支部"), views.a_roll().rows, style)


def _talks(style: Style) -> Paper:
    units = {number: views.a_unit(number) for number in (1, 2)}
    return yearly.talk_register(views.some_talks(), units, 2026, "官庄镇", style)


COMPOSERS: dict[str, Callable[[Style], Paper]] = {
    "minutes": lambda style: minutes(views.a_sheet_by_names(), style),
    "meeting-sign-in": _sign_in,
    "member-sign-in": _coming,
    "completion": lambda style: completion(views.a_year_board(), style),
    "month-completion": lambda style: month_completion(views.a_board(), style),
    "branch-year": lambda style: branch_year(views.some_facts(), MONTHLY, style),
    "appraisal": lambda style: appraisal.ballot("官庄村党支部", 2026, views.some_voters(), style),
    "appraisal-summary": lambda style: appraisal.branch_summary(views.an_appraisal(), 2026, style),
    "material-register": lambda style: material.material_register(views.a_grid(), style),
    "quarter-check": lambda style: material.quarter_check(Period(2026, 4, 3), [views.a_board()], style),
    "yearly-steps": lambda style: yearly.yearly_steps(views.a_yearly_board(), style),
    "talk-register": _talks,
    "duty-table": lambda style: duty_table.duty_table(views.some_duties(), style),
    "errand-register": lambda style: material.errand_register(views.an_errand(), style),
    "contradictions": lambda style: duty_table.contradictions(views.some_contradictions(), "2026年", style),
    "month-list": lambda style: month_list(views.some_lines(), views.JUNE, "官庄镇", style),
    "chase-slip": lambda style: chase_slip(views.some_late(), SENDER, style),
}
