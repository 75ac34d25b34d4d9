"""自查次数一览: units by months with what is done of what is owed; 未达标清单 of a month that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.dues import DueState
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.period import period_label
from gzparty.records import dataclass
from gzparty.reports.content import Align, Block, Cell, Column, Level, Paper, Paragraph, Row, RowRole, Size
from gzparty.reports.papers.common import Entry, Style, choose, form, table
from gzparty.reports.papers.due_words import held_days, short
from gzparty.services import duty_views as views
from gzparty.services.ledger_views import QuotaBoard, QuotaUnit


@dataclass(frozen=True, slots=True)
class _Line:
    position: int
    kind: str
    unit: UnitView
    cells: tuple[views.Cell, ...]


def quota(board: QuotaBoard, groups: Sequence[views.YearGroup], today: date, style: Style) -> Paper:
    """The year of the units in `groups`; sums below are over them."""
    year = board.board
    title = _("{office}{year}年\u200b自查自纠次数一览表").format(office=style.office, year=year.year)
    pairs = [(group.title, line.unit, line.cells) for group in groups for line in group.lines]
    lines = [_Line(number, *pair) for number, pair in enumerate(pairs, 1)]
    entries = list(_entries(year.periods, today))
    lined = table(entries, lines, style, row_mm=8.0)
    keys = [entry.key for entry in choose(entries, style.columns)]
    lined = replace(lined, rows=(*lined.rows, _sums(keys, year.periods, lines, today)))
    note = _(
        "注：每格是已查次数/应查次数，每单位每月{times}次；“缺”是月份已过、还缺几次，没有达标；"
        "“免办”是批准不查；空白是还没到的月份。"
    ).format(times=board.times)
    blocks: list[Block] = [lined, Paragraph(note, Level.NOTE)]
    return form(title, blocks, style, landscape=style.size is Size.A4)


def quota_unmet(month: Period, units: Sequence[QuotaUnit], today: date, style: Style) -> Paper:
    """Units without enough inspections in a month that is over; while it runs, how many each still has to do."""
    over = month.last < today
    words = _("未达标清单") if over else _("还差次数清单")
    title = _("{office}{year}年{month}月\u200b自查自纠{words}").format(
        office=style.office, year=month.year, month=month.month, words=words
    )
    if over:
        told = _("{month}月已过，自查次数不够的单位{n}个。").format(month=month.month, n=len(units))
    else:
        told = _("截至{day}，这个月还剩{left}天，还差次数的单位{n}个；月底前查够就不算未达标。").format(
            day=dates.paper(today), left=(month.last - today).days, n=len(units)
        )
    if not units:
        none = _("{month}月各单位自查次数都够了。").format(month=month.month)
        return form(title, [Paragraph(none)], style)
    lined = table(_unmet_entries(), list(enumerate(units, 1)), style, row_mm=9.0)
    return form(title, [Paragraph(told, Level.NOTE), lined], style)


def _entries(periods: Sequence[Period], today: date) -> Iterator[Entry[_Line]]:
    yield Entry("position", Column(_("序号"), mm=11), lambda line: str(line.position))
    yield Entry("kind", Column(_("类别"), mm=16, merge=True), lambda line: line.kind)
    yield Entry("unit", Column(_("单位"), mm=30), lambda line: line.unit.name)
    for place, period in enumerate(periods):
        yield Entry(period.code, Column(period_label(period)), _text_of(place, period, today))
    yield Entry("done", Column(_("已查\u200b/应查"), mm=17), lambda line: _sum(line.cells, periods, today))


def _text_of(place: int, period: Period, today: date) -> Callable[[_Line], str]:
    return lambda line: _cell(line.cells[place], period, today)


def _cell(cell: views.Cell, period: Period, today: date) -> str:
    """2/2, 1/2 缺1 once the month is over, 免办; nothing of a month that has not begun."""
    if not cell.owed:
        waived = any(due.state is DueState.WAIVED for due in cell.dues)
        return _("免办") if waived else (_("—") if cell.dues else "")
    if period.first > today and not cell.done:
        return ""
    counted = f"{cell.done}/{cell.owed}"
    missing = cell.owed - cell.done
    return (
        _("{n} 缺{missing}").format(n=counted, missing=missing)
        if period.last < today and missing > 0
        else counted
    )


def _sums(keys: Sequence[str], periods: Sequence[Period], lines: Sequence[_Line], today: date) -> Row:
    texts = {"unit": _("合计"), "done": _total([line.cells for line in lines], periods, today)}
    for place, period in enumerate(periods):
        cells = [line.cells[place] for line in lines]
        done, owed = sum(cell.done for cell in cells), sum(cell.owed for cell in cells)
        begun = period.first <= today or done
        texts[period.code] = f"{done}/{owed}" if owed and begun else ""
    if "unit" not in keys:
        texts[keys[0]] = texts["unit"]
    return Row(tuple(Cell(texts.get(key, "")) for key in keys), RowRole.TOTAL)


def _sum(cells: Sequence[views.Cell], periods: Sequence[Period], today: date) -> str:
    return _total([cells], periods, today)


def _total(rows: Sequence[Sequence[views.Cell]], periods: Sequence[Period], today: date) -> str:
    """已查/应查 over the months that have begun."""
    begun = [
        cell
        for cells in rows
        for cell, period in zip(cells, periods, strict=True)
        if period.first <= today or cell.done
    ]
    owed = sum(cell.owed for cell in begun)
    return f"{sum(cell.done for cell in begun)}/{owed}" if owed else ""


def _unmet_entries() -> list[Entry[tuple[int, QuotaUnit]]]:
    return [
        Entry("position", Column(_("序号"), mm=12), lambda row: str(row[0])),
        Entry("unit", Column(_("单位"), mm=38), lambda row: row[1].unit.name),
        Entry("owed", Column(_("应查次数"), mm=20), lambda row: str(row[1].owed)),
        Entry("done", Column(_("已查次数"), mm=20), lambda row: str(row[1].done)),
        Entry("missing", Column(_("还差"), mm=15), lambda row: str(row[1].missing)),
        Entry("days", Column(_("已查日期"), mm=26), lambda row: _days(row[1])),
        Entry("reason", Column(_("情况说明"), weight=1.0, align=Align.LEFT), lambda row: ""),
    ]


def _days(unit: QuotaUnit) -> str:
    return _("、").join(short(day) for day in held_days(unit.dues))
