"""年度典型一览表: twelve months with theme, exemplars, 公示 and circular; the wall copy leaves the paperwork off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gzparty.domain.selection import Nomination, PublicityResult
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.reports.content import Align, Column, Paper, Size, Table
from gzparty.reports.papers.common import Entry, Style, dotted, form, table
from gzparty.reports.papers.exemplar_words import of_units
from gzparty.services.selection_views import MonthLine, SelectionLine, SelectionYear

_USUAL_PT, _WALL_PT, _ROW_MM, _WALL_MM = 10.5, 14.0, 9.0, 17.0
_INNER = frozenset({"publicity", "circular"})
"""Columns a wall copy does not have."""


@dataclass(frozen=True, slots=True)
class _Row:
    month: MonthLine
    line: SelectionLine | None = None
    nomination: Nomination | None = None


def exemplars(year: SelectionYear, word: str, style: Style) -> Paper:
    """The year, landscape; names stand there once their 公示 stood, before that only how far it has come."""
    title = _("{office}{year}年度\u200b{word}一览表").format(office=style.office, year=year.year, word=word)
    lined = table(list(_entries(word, style.outside)), list(_rows(year)), style, row_mm=_ROW_MM)
    return form(title, [_sized(lined, style)], style, landscape=True)


def _sized(lined: Table, style: Style) -> Table:
    """A wall sheet is read from farther away."""
    wall = style.size is Size.A3
    return replace(lined, text_pt=_WALL_PT if wall else _USUAL_PT, row_mm=_WALL_MM if wall else _ROW_MM)


def _rows(year: SelectionYear) -> Iterator[_Row]:
    for month in year.months:
        if not month.selections:
            yield _Row(month)
        for line in month.selections:
            if is_final(line) and line.chosen:
                yield from (_Row(month, line, nomination) for nomination in line.chosen)
            else:
                yield _Row(month, line)


def is_final(line: SelectionLine) -> bool:
    """Whether its names may be put on a wall: announced, or their 公示 stood."""
    confirmed = line.publicity is not None and line.publicity.result is PublicityResult.CONFIRMED
    return line.stage is Stage.DONE or (line.stage is Stage.CIRCULAR and confirmed)


def _entries(word: str, outside: bool) -> Iterator[Entry[_Row]]:
    left = Align.LEFT
    entries: tuple[Entry[_Row], ...] = (
        Entry("month", Column(_("月份"), mm=18, merge=True), lambda row: _month(row.month)),
        Entry("theme", Column(_("主题"), weight=0.9, merge=True), _theme),
        Entry("name", Column(word, mm=26, whole=True), lambda row: _name(row, outside)),
        Entry("unit", Column(_("单位及职务"), weight=0.9), _unit),
        Entry("summary", Column(_("事迹"), weight=1.7, align=left), _summary),
        Entry("publicity", Column(_("公示时间"), mm=30), _publicity),
        Entry("circular", Column(_("通报"), mm=58), _circular),
    )
    return (entry for entry in entries if not (outside and entry.key in _INNER))


def _month(month: MonthLine) -> str:
    return _("{n}月").format(n=int(month.period.split("-")[1]))


def _theme(row: _Row) -> str:
    if row.line is not None and row.line.selection.title:
        return row.line.selection.title
    return row.month.theme.title if row.month.theme else ""


def _name(row: _Row, outside: bool) -> str:
    """Who it is; where nobody is yet, what the office itself wants to know."""
    if row.nomination is not None:
        return row.nomination.name
    if row.line is None:
        return ""
    if row.line.stage is Stage.VACANT:
        return _("空缺")
    return _("（公示中）") if row.line.stage is Stage.PUBLICITY and not outside and row.line.publicity else ""


def _unit(row: _Row) -> str:
    nomination = row.nomination
    if nomination is None or row.line is None or of_units(row.line.selection):
        return ""
    return "\n".join(filter(None, (nomination.unit_name, nomination.post)))


def _summary(row: _Row) -> str:
    return row.nomination.summary if row.nomination else ""


def _publicity(row: _Row) -> str:
    publicity = row.line.publicity if row.line else None
    if publicity is None:
        return ""
    return _("{first}至\u200b{last}").format(
        first=dotted(publicity.starts_on), last=dotted(publicity.ends_on)
    )


def _circular(row: _Row) -> str:
    if row.line is None:
        return ""
    selection = row.line.selection
    return "\n".join(filter(None, (selection.circular_number, dotted(selection.announced_on))))
