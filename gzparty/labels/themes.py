"""Themes of the month in words, sentences."""

from __future__ import annotations

from gzparty.domain.theme import Cover
from gzparty.i18n import N_, _
from gzparty.labels.dates import prose
from gzparty.labels.duty import meeting_kind_label, period_label
from gzparty.services.theme_views import CoverCell, ThemeMonth, Told

SENTENCES: dict[str, str] = {
    "theme_month_unreadable": N_("“{text}”不是月份。写成 2026-06 这样。"),
    "theme_unknown": N_("没有“{reference}”的主题。月份写成 2026-06 这样。"),
    "theme_came_ahead": N_("材料到的日期 {day}还没到。没到的材料，日期先空着。"),
    "theme_file_doubled": N_("{name}：这个主题里已经有了（{known}），没有再放一份。"),
    "theme_file_fault": N_("{number} 主题的材料“{name}”打不开：{fault}"),
    "theme_record_ambiguous": N_(
        "第 {number} 条里的编号 {reference} 既不是培训期号，也不是组织生活记录的编号。核对一下。"
    ),
}
_COVER = {
    Cover.ON_THEME: N_("有记录"),
    Cover.PLANNED: N_("排了没开"),
    Cover.NOT_LINKED: N_("有记录没标主题"),
    Cover.NO_RECORD: N_("没有记录"),
    Cover.BLANK: N_("主题没定"),
    Cover.AHEAD: N_("月份没到"),
    Cover.OUTSIDE: N_("支部不在"),
}


def cover_label(cover: Cover) -> str:
    """有记录, 没有记录, 主题没定."""
    return _(_COVER[cover])


def told_text(told: Told) -> str:
    """6月15日 党员大会."""
    return _("{day} {kind}").format(day=prose(told.day), kind=meeting_kind_label(told.kind))


def cover_text(cell: CoverCell) -> str:
    """Why a cell stands as it does: 6月15日 党员大会，7月1日 党课（还没开）."""
    if cell.told:
        ahead = _("{told}（还没开）")
        return _("，").join(
            told_text(one) if one.held else ahead.format(told=told_text(one)) for one in cell.told
        )
    if cell.cover is Cover.NOT_LINKED:
        return _("当月有 {n} 条记录，没有标这个主题的").format(n=cell.others)
    return cover_label(cell.cover)


def coverage_text(month: ThemeMonth) -> str:
    """12 个支部里 9 个有记录; empty while nothing is counted."""
    if not month.units:
        return ""
    return _("{units} 个支部里 {n} 个有记录").format(units=month.units, n=month.covered)


def material_text(month: ThemeMonth) -> str:
    """6月3日到, 还没到; empty where there is no theme at all."""
    theme = month.theme
    if theme is None:
        return ""
    if theme.came_on is not None:
        return _("材料 {day}到").format(day=prose(theme.came_on))
    return _("材料已存") if theme.material or month.files else _("材料还没到")


def month_title(month: ThemeMonth) -> str:
    """The theme, or that it is not set."""
    return month.title or _("主题没定")


def month_word(month: ThemeMonth) -> str:
    """6月."""
    from gzparty.domain.period import Period

    return period_label(Period.parse(month.period))
