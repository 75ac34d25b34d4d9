"""The papers of 干部队伍 in the list of papers."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.reports.content import Paper
from gzparty.reports.papers.cadres import reserves_paper, terms_paper
from gzparty.reports.papers.common import Style
from gzparty.reports.spec import GENERAL, PaperSpec
from gzparty.reports.subject import ON, UNIT, YEAR, Subject, chosen_unit
from gzparty.reports.subject_life import wanted_units
from gzparty.services.bundle import Services
from gzparty.services.cadre_views import CoveredPart


def compose_terms(services: Services, subject: Subject, style: Style) -> Paper:
    """班子任期一览表 on a day, of all units or those asked for."""
    wanted, unit = wanted_units(services, subject), chosen_unit(services, subject)
    lines = [line for line in services.cadres.terms(subject.on) if wanted is None or line.unit.id in wanted]
    return terms_paper(lines, unit.name if unit else "", style)


def compose_reserves(services: Services, subject: Subject, style: Style) -> Paper:
    """后备干部培养情况表 of a year: those on the list now, of all units or those asked for."""
    wanted, unit = wanted_units(services, subject), chosen_unit(services, subject)
    lines = [
        line
        for line in services.cadres.reserves(subject.year)
        if wanted is None or line.reserve.unit_id in wanted
    ]
    return reserves_paper(lines, subject.year, unit.name if unit else "", style)


CADRES: tuple[PaperSpec, ...] = (
    PaperSpec("terms", N_("班子任期一览表"), GENERAL, (ON, UNIT), compose_terms, optional=(UNIT,)),
    PaperSpec(
        "reserves",
        N_("后备干部培养情况表"),
        GENERAL,
        (YEAR, UNIT),
        compose_reserves,
        optional=(UNIT,),
        # Who is on the list must not stand in the print log.
        discreet=True,
        covered=CoveredPart.RESERVES,
    ),
)
