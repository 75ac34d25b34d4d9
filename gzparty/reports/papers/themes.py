"""全年主题安排表: a row per month; 主题学习覆盖表: units by months, with the day of the record on the month's theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gzparty.domain.period import Period
from gzparty.domain.theme import WITHOUT, Cover
from gzparty.i18n import _
from gzparty.labels.period import period_label
from gzparty.records import dataclass
from gzparty.reports.content import Align, Block, Cell, Column, Level, Paper, Paragraph, Row, RowRole, Size
from gzparty.reports.papers.common import Entry, Style, choose, form, table
from gzparty.reports.papers.due_words import short
from gzparty.services.theme_views import CoverCell, CoverLine, ThemeBoard, ThemeMonth, ThemeView


@dataclass(frozen=True, slots=True)
class _Month:
    month: ThemeMonth
    view: ThemeView | None


@dataclass(frozen=True, slots=True)
class _Line:
    position: int
    community: str
    line: CoverLine


def theme_year(board: ThemeBoard, views: Mapping[str, ThemeView], style: Style) -> Paper:
    """The twelve months; a month whose theme has not come yet stays blank, to be filled in by hand."""
    title = _("{office}{year}年\u200b月度主题安排表").format(office=style.office, year=board.year)
    months = [_Month(month, views.get(month.period)) for month in board.months]
    lined = table(list(_year_entries()), months, style, row_mm=9.5)
    note = _("注：“有记录”是开过会、讲了当月主题的支部数/支部数；空着的是主题还没定或月份没到。")
    return form(title, [lined, Paragraph(note, Level.NOTE)], style, landscape=True)


def theme_coverage(board: ThemeBoard, style: Style) -> Paper:
    """Units by months, dates only; sums below are over the units shown."""
    title = _("{office}{year}年\u200b月度主题学习覆盖表").format(office=style.office, year=board.year)
    pairs = [(group.title, line) for group in board.groups for line in group.lines]
    lines = [_Line(number, *pair) for number, pair in enumerate(pairs, 1)]
    entries = list(_coverage_entries(board))
    lined = table(entries, lines, style, row_mm=6.5)
    keys = [entry.key for entry in choose(entries, style.columns)]
    lined = replace(lined, rows=(*lined.rows, _sums(keys, board, lines)))
    note = _(
        "注：日期是讲了当月主题的那次会的日期，补学的也算；空白是还没有讲当月主题的记录，不等于没有学；"
        "“—”是当时没有这个支部。"
    )
    blocks: list[Block] = [lined, Paragraph(note, Level.NOTE)]
    return form(title, blocks, style, landscape=style.size is Size.A4)


def _year_entries() -> Iterator[Entry[_Month]]:
    left = Align.LEFT
    yield Entry("month", Column(_("月份"), mm=14), lambda row: period_label(Period.parse(row.month.period)))
    yield Entry("title", Column(_("主题"), weight=0.7, align=left), lambda row: row.month.title)
    yield Entry("source", Column(_("确定单位"), mm=26), _source)
    yield Entry("material", Column(_("学习材料"), weight=1.6, align=left), _material)
    yield Entry("came", Column(_("材料\u200b到的日期"), mm=18), _came)
    yield Entry("trainings", Column(_("书记培训"), mm=20), _trainings)
    yield Entry("covered", Column(_("支部\u200b有记录"), mm=18), _covered)
    yield Entry("exemplar", Column(_("本月典型"), mm=22), lambda row: _("、").join(row.month.exemplars))
    yield Entry("note", Column(_("备注"), mm=22, align=left), _note, usual=False)


def _source(row: _Month) -> str:
    return row.view.theme.source if row.view else ""


def _note(row: _Month) -> str:
    return row.view.theme.note if row.view else ""


def _material(row: _Month) -> str:
    """The text of the material and the names of its files."""
    if row.view is None:
        return ""
    parts = [row.view.theme.material, *(one.name for one in row.view.files)]
    return "\n".join(part for part in parts if part)


def _came(row: _Month) -> str:
    day = row.view.theme.came_on if row.view else None
    return short(day) if day else ""


def _trainings(row: _Month) -> str:
    words = _("{day} 第{n}期")
    found = row.view.trainings if row.view else ()
    return "\n".join(words.format(day=short(one.day), n=int(one.number.rsplit("-", 1)[1])) for one in found)


def _covered(row: _Month) -> str:
    month = row.month
    return f"{month.covered}/{month.units}" if month.units else ""


def _coverage_entries(board: ThemeBoard) -> Iterator[Entry[_Line]]:
    yield Entry("position", Column(_("序号"), mm=11), lambda row: str(row.position))
    yield Entry("community", Column(_("社区"), mm=20, merge=True), lambda row: row.community)
    yield Entry("unit", Column(_("单位"), mm=32), lambda row: row.line.unit.name)
    for place, month in enumerate(board.months):
        yield Entry(month.period, Column(period_label(Period.parse(month.period))), _day_of(place))
    yield Entry("covered", Column(_("有记录"), mm=19), lambda row: _told(row.line.cells))


def _day_of(place: int) -> Callable[[_Line], str]:
    def text(row: _Line) -> str:
        cell = row.line.cells[place]
        if cell.cover is Cover.OUTSIDE:
            return _("—")
        held = [one.day for one in cell.told if one.held]
        return short(held[0]) if held else ""

    return text


def _told(cells: Sequence[CoverCell]) -> str:
    """有记录的月份/有主题的月份."""
    covered = sum(cell.cover is Cover.ON_THEME for cell in cells)
    counted = covered + sum(cell.cover in WITHOUT for cell in cells)
    return f"{covered}/{counted}" if counted else ""


def _sums(keys: Sequence[str], board: ThemeBoard, lines: Sequence[_Line]) -> Row:
    texts = {"unit": _("合计"), "covered": _told([cell for row in lines for cell in row.line.cells])}
    for place, month in enumerate(board.months):
        texts[month.period] = _told([row.line.cells[place] for row in lines])
    if "unit" not in keys:
        texts[keys[0]] = texts["unit"]
    return Row(tuple(Cell(texts.get(key, "")) for key in keys), RowRole.TOTAL)
