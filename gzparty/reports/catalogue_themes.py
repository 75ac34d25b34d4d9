"""The papers of the months' themes in the list of papers."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.reports import composing_themes as composing
from gzparty.reports.spec import MEETINGS, PaperSpec
from gzparty.reports.subject import UNIT, YEAR

PAPERS: tuple[PaperSpec, ...] = (
    PaperSpec(
        "theme-year",
        N_("全年主题安排表"),
        MEETINGS,
        (YEAR,),
        composing.compose_theme_year,
        of_life=True,
        editable=True,
    ),
    PaperSpec(
        "theme-coverage",
        N_("主题学习覆盖表"),
        MEETINGS,
        (YEAR, UNIT),
        composing.compose_theme_coverage,
        optional=(UNIT,),
        of_life=True,
    ),
)
