"""The lists of themes: the months of a year, what was about each, how far each unit is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gzparty.domain.theme import Cover
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.themes import cover_label, cover_text, coverage_text
from gzparty.services.bundle import Services
from gzparty.services.theme_views import MeetingOnTheme, SessionOnTheme, ThemeMonth, ThemeView

_N, _D = CellKind.NUMBER, CellKind.DATE


def themes(services: Services, chosen: Selectors) -> Iterable[Row]:
    """The months of a year that have a theme, blank ones too."""
    for month, view in _views(services, chosen):
        theme = view.theme
        yield {
            "period": theme.period,
            "uid": theme.uid,
            "title": theme.title,
            "source": theme.source,
            "came_on": theme.came_on,
            "material": theme.material,
            "note": theme.note,
            "files": month.files,
            "trainings": _("、").join(one.number for one in view.trainings),
            "meetings": len(view.meetings),
            "units": month.units,
            "covered": month.covered,
            "coverage": coverage_text(month),
            "exemplars": _("、").join(month.exemplars),
        }


def theme_records(services: Services, chosen: Selectors) -> Iterable[Row]:
    """What was about the themes of a year: the trainings, then the records of the units."""
    for _month, view in _views(services, chosen):
        found: list[SessionOnTheme | MeetingOnTheme] = [*view.trainings, *view.meetings]
        for one in found:
            unit = one.unit if isinstance(one, MeetingOnTheme) else None
            if chosen.unit_id not in (None, unit.id if unit else None):
                continue
            yield {
                "period": view.theme.period,
                "title": view.theme.title,
                "kind": one.kind.value if isinstance(one, MeetingOnTheme) else "training",
                "kind_label": (
                    meeting_kind_label(one.kind) if isinstance(one, MeetingOnTheme) else _("书记培训")
                ),
                "unit": unit.name if unit else "",
                "number": one.number,
                "day": one.day,
                "topic": one.topic,
                "held": one.held,
            }


def coverage(services: Services, chosen: Selectors) -> Iterable[Row]:
    """Every unit in every month of a year, or in one month: whether it has a record on the theme."""
    board = services.themes.board(chosen.year)
    for place, month in enumerate(board.months):
        if chosen.month not in (None, place + 1):
            continue
        for line in board.lines:
            cell = line.cells[place]
            if chosen.unit_id not in (None, line.unit.id) or chosen.state not in (None, cell.cover.value):
                continue
            held = [one for one in cell.told if one.held]
            yield {
                "period": month.period,
                "title": month.title,
                "unit": line.unit.name,
                "state": cell.cover.value,
                "state_label": cover_label(cell.cover),
                "day": held[0].day if held else None,
                "others": cell.others,
                "why": cover_text(cell),
            }


def covers() -> dict[str, str]:
    """How far a unit can be with a theme."""
    return {cover.value: cover_label(cover) for cover in Cover}


def _views(services: Services, chosen: Selectors) -> Iterator[tuple[ThemeMonth, ThemeView]]:
    for month in services.themes.board(chosen.year).months:
        if month.theme is not None and chosen.month in (None, month.theme.month.month):
            yield month, services.themes.get(month.theme.id)


LISTS = (
    ListSpec(
        "themes",
        N_("月度主题"),
        (
            ListColumn("period", N_("月份"), width=10),
            ListColumn("title", N_("主题"), width=28),
            ListColumn("source", N_("谁定的"), width=16),
            ListColumn("came_on", N_("材料到"), _D, 12),
            ListColumn("material", N_("材料"), width=30),
            ListColumn("files", N_("文件"), _N, 6),
            ListColumn("trainings", N_("书记培训"), width=12),
            ListColumn("meetings", N_("组织生活"), _N, 8),
            ListColumn("units", N_("支部"), _N, 6),
            ListColumn("covered", N_("有记录"), _N, 8),
            ListColumn("exemplars", N_("本月典型"), width=14),
            ListColumn("note", N_("备注"), width=20),
        ),
        themes,
        ("year", "month"),
    ),
    ListSpec(
        "theme-records",
        N_("讲了主题的记录"),
        (
            ListColumn("period", N_("月份"), width=10),
            ListColumn("title", N_("主题"), width=24),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("kind_label", N_("类型"), width=12),
            ListColumn("number", N_("编号"), width=12),
            ListColumn("topic", N_("议题"), width=30),
        ),
        theme_records,
        ("year", "month", "unit"),
    ),
    ListSpec(
        "theme-coverage",
        N_("主题学习覆盖"),
        (
            ListColumn("period", N_("月份"), width=10),
            ListColumn("title", N_("主题"), width=24),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("state_label", N_("情况"), width=16),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("why", N_("说明"), width=36),
        ),
        coverage,
        ("year", "month", "unit", "state"),
        covers,
    ),
)
