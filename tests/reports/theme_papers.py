"""The papers of themes, composed from views built by hand; every person is invented."""

from __future__ import annotations

from collections import Counter
from datetime import date

from gzparty.domain.folder import Attachment, FolderKind
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.theme import Cover, Theme
from gzparty.reports.content import Paper
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.themes import theme_coverage, theme_year
from gzparty.services.theme_views import (
    CoverCell,
    CoverLine,
    SessionOnTheme,
    ThemeBoard,
    ThemeMonth,
    ThemeView,
    Told,
)
from gzparty.services.unit_groups import gathered

from .views import STYLE

NAMELESS_THEMES = ("theme-coverage",)
"""Papers that name units and no persons."""
UNITS = ("官庄村", "东利见村", "老管公村")
MAY = Theme(5, "t5", "2026-05", "防汛防灾", "汛期怎么值班", "县委组织部", date(2026, 6, 3))
JUNE = Theme(6, "t6", "2026-06", "发展集体经济", source="镇党委")
BLANK = Theme(7, "t7", "2026-07", "", source="县委组织部")
THEMES = {theme.period: theme for theme in (MAY, JUNE, BLANK)}
COVERS: dict[str, tuple[Cover, ...]] = {
    "2026-05": (Cover.ON_THEME, Cover.ON_THEME, Cover.OUTSIDE),
    "2026-06": (Cover.ON_THEME, Cover.NOT_LINKED, Cover.PLANNED),
}


def each_theme_paper(style: Style = STYLE) -> dict[str, Paper]:
    """Compose both of them."""
    return {
        "theme-year": theme_year(a_theme_board(), some_theme_views(), style),
        "theme-coverage": theme_coverage(a_theme_board(), style),
    }


def a_theme_board() -> ThemeBoard:
    """Two months with a theme, a blank one, and three villages, one founded in June."""
    months = [f"2026-{number:02d}" for number in range(1, 13)]
    lines = [_line(place, months) for place in range(len(UNITS))]
    return ThemeBoard(
        2026, tuple(_month(month, lines, n) for n, month in enumerate(months)), tuple(gathered(lines))
    )


def some_theme_views() -> dict[str, ThemeView]:
    """What was about them: a training of May, the slides of June."""
    session = SessionOnTheme(5, "2026-05", "2026-05", date(2026, 5, 20), "防汛与应急处置", True)
    slides = Attachment(
        1, "a1", None, FolderKind.COURSEWARE, 1, "集体经济课件.pptx", "", "0" * 64, 9, theme_id=6
    )
    return {
        "2026-05": ThemeView(MAY, (session,)),
        "2026-06": ThemeView(JUNE, files=(slides,)),
        "2026-07": ThemeView(BLANK),
    }


def _line(place: int, months: list[str]) -> CoverLine:
    unit = UnitView(
        place + 1,
        f"u{place}",
        "",
        UnitKind.VILLAGE_BRANCH,
        place,
        UNITS[place],
        UNITS[place],
        "",
        None,
        None,
        False,
    )
    return CoverLine(unit, None, tuple(_cell(month, place) for month in months))


def _cell(month: str, place: int) -> CoverCell:
    found = COVERS.get(month)
    if found is None:
        return CoverCell(Cover.BLANK if month < "2026-07" else Cover.AHEAD)
    day = date.fromisoformat(f"{month}-1{place + 2}")
    told = (Told(1, MeetingKind.STUDY, day, found[place] is Cover.ON_THEME),)
    return CoverCell(found[place], told if found[place] in (Cover.ON_THEME, Cover.PLANNED) else ())


def _month(month: str, lines: list[CoverLine], place: int) -> ThemeMonth:
    return ThemeMonth(
        month,
        THEMES.get(month),
        month < "2026-07",
        Counter(line.cells[place].cover for line in lines),
        exemplars=("示例甲",) if month == "2026-05" else (),
    )
