"""完成情况一览表: units by months for one duty, or units by duties for one month; outside copies show dates only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.labels.period import period_label
from gzparty.records import dataclass
from gzparty.reports.content import Block, Cell, Column, Level, Paper, Paragraph, Row, RowRole, Size
from gzparty.reports.papers.common import Entry, Style, choose, form, table
from gzparty.reports.papers.due_words import cell_text, days_only, figures
from gzparty.services import duty_views as views

_PORTRAIT = 7
"""More columns than these lie across the sheet; A3 stands upright all the same and takes twice the rows."""


@dataclass(frozen=True, slots=True)
class _Line:
    position: int
    community: str
    unit: UnitView
    cells: tuple[views.Cell, ...]

    @property
    def all_dues(self) -> views.Cell:
        return views.Cell(tuple(due for cell in self.cells for due in cell.dues))


@dataclass(frozen=True, slots=True)
class _Heading:
    key: str
    title: str


def completion(board: views.YearBoard, style: Style) -> Paper:
    """One duty over a year, a column for every month or quarter."""
    title = _("{office}{year}年{duty}\u200b完成情况一览表").format(
        office=style.office, year=board.year, duty=board.title
    )
    headings = [_Heading(period.code, period_label(period)) for period in board.periods]
    pairs = [(group.title, line.unit, line.cells) for group in board.groups for line in group.lines]
    return _paper(title, headings, _numbered(pairs), style, over=True)


def month_completion(board: views.Board, style: Style) -> Paper:
    """Every duty that belongs to a month, a column for each that some unit owes."""
    title = _("{office}{year}年{month}月\u200b组织生活完成情况表").format(
        office=style.office, year=board.month.year, month=board.month.month
    )
    lines = [line for group in board.groups for line in group.lines]
    columns = [
        column.duty
        for column in board.columns
        if column.counted and any(line.cells.get(column.duty.code, views.EMPTY).dues for line in lines)
    ]
    pairs = [
        (group.title, line.unit, tuple(line.cells.get(duty.code, views.EMPTY) for duty in columns))
        for group in board.groups
        for line in group.lines
    ]
    return _paper(title, [_Heading(duty.code, duty.title) for duty in columns], _numbered(pairs), style)


def _numbered(pairs: Sequence[tuple[str, UnitView, tuple[views.Cell, ...]]]) -> list[_Line]:
    return [_Line(number, *pair) for number, pair in enumerate(pairs, 1)]


def _paper(
    title: str, headings: Sequence[_Heading], lines: Sequence[_Line], style: Style, over: bool = False
) -> Paper:
    """With `over` the sums leave out what is still to come, as most of a year may be."""
    entries = list(_entries(headings, style.outside, over))
    lined = table(entries, lines, style, row_mm=6.5)
    blocks: list[Block] = [lined]
    if not style.outside:
        keys = [entry.key for entry in choose(entries, style.columns)]
        blocks = [replace(lined, rows=(*lined.rows, _sums(keys, headings, lines, over))), _legend()]
    return form(title, blocks, style, landscape=len(headings) > _PORTRAIT and style.size is Size.A4)


def _entries(headings: Sequence[_Heading], outside: bool, over: bool) -> Iterator[Entry[_Line]]:
    yield Entry("position", Column(_("序号"), mm=11), lambda line: str(line.position))
    yield Entry("community", Column(_("社区"), mm=20, merge=True), lambda line: line.community)
    yield Entry("unit", Column(_("单位"), mm=34), lambda line: line.unit.name)
    for place, heading in enumerate(headings):
        yield Entry(heading.key, Column(heading.title), _text_of(place, outside))
    if not outside:
        words = _("办齐\u200b/到期") if over else _("办齐\u200b/应办")
        yield Entry("done", Column(words, mm=16), lambda line: figures(line.all_dues, over))


def _text_of(place: int, outside: bool) -> Callable[[_Line], str]:
    return lambda line: (days_only if outside else cell_text)(line.cells[place])


def _sums(keys: Sequence[str], headings: Sequence[_Heading], lines: Sequence[_Line], over: bool) -> Row:
    """办齐/应办 below every column."""
    texts = {"unit": _("合计"), "done": figures(_gathered([line.all_dues for line in lines]), over)}
    for place, heading in enumerate(headings):
        texts[heading.key] = figures(_gathered([line.cells[place] for line in lines]), over)
    if "unit" not in keys:
        texts["position"] = texts["unit"]
    return Row(tuple(Cell(texts.get(key, "")) for key in keys), RowRole.TOTAL)


def _gathered(cells: Sequence[views.Cell]) -> views.Cell:
    return views.Cell(tuple(due for cell in cells for due in cell.dues))


def _legend() -> Paragraph:
    return Paragraph(
        _(
            "注：日期是召开日期，分数是几个党小组办齐几个；“补”是过了期限补办；“—”是不涉及；空白是还没到期。“没登记”不等于没开。"
        ),
        Level.NOTE,
    )
