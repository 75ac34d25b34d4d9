"""The papers of opinions in the list of papers; none of them ever knows who said something."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.reports.content import Paper
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.tip_register import tip_register
from gzparty.reports.spec import STYLE, PaperSpec
from gzparty.reports.subject import UNIT, YEAR, Subject, chosen_unit
from gzparty.reports.subject_life import wanted_units
from gzparty.services.bundle import Services


def compose_tip_register(services: Services, subject: Subject, style: Style) -> Paper:
    """群众意见登记表 of a year, of all units or those asked for."""
    wanted = wanted_units(services, subject)
    views = [view for view in services.tips.all(subject.year) if wanted is None or view.tip.unit_id in wanted]
    unit = chosen_unit(services, subject)
    return tip_register(views, subject.year, unit.name if unit else "", style)


TIPS: tuple[PaperSpec, ...] = (
    PaperSpec(
        "tip-register",
        N_("群众意见登记表"),
        STYLE,
        (YEAR, UNIT),
        compose_tip_register,
        optional=(UNIT,),
        of_style=True,
        # What was said must not outlive its record in the print log.
        discreet=True,
    ),
)
