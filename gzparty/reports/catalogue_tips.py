"""The papers of opinions in the list of papers; none of them ever knows who said something."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.reports.content import Paper
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.tip_register import tip_register
from gzparty.reports.selection import UNIT, YEAR, Selection, chosen_unit
from gzparty.reports.selection_life import wanted_units
from gzparty.reports.spec import STYLE, PaperSpec
from gzparty.services.bundle import Services


def compose_tip_register(services: Services, selection: Selection, style: Style) -> Paper:
    """群众意见登记表 of a year, of all units or those asked for."""
    wanted = wanted_units(services, selection)
    views = [
        view for view in services.tips.all(selection.year) if wanted is None or view.tip.unit_id in wanted
    ]
    unit = chosen_unit(services, selection)
    return tip_register(views, selection.year, unit.name if unit else "", style)


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
