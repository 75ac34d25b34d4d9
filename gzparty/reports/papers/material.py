"""What villages hand in: 材料收缴登记表 of a month, 要材料收缴表 of an errand, 季度检查表 for inspectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gzparty.domain.duty import ErrandUnit
from gzparty.domain.people import UnitView
from gzparty.domain.period import Every, Period
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.duty import deadline_label, meeting_kind_label
from gzparty.records import dataclass
from gzparty.reports.content import Align, Column, Field, FootLine, Level, Paper, Paragraph
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.reports.papers.due_words import figures, short
from gzparty.services.duty_views import EMPTY, Board, Cell, ErrandView
from gzparty.services.meeting_views import GridRow, MonthGrid

_TICK = "√"
_SIGN_MM = 30.0
_Row = tuple[int, GridRow]


def material_register(grid: MonthGrid, style: Style) -> Paper:
    """What of one kind came in for a month, with room for whoever brings it to sign."""
    month = Period.parse(grid.month)
    title = _("{year}年{month}月{kind}\u200b材料收缴登记表").format(
        year=month.year, month=month.month, kind=meeting_kind_label(grid.kind)
    )
    until = dates.paper(grid.report_by) if grid.report_by else None
    if grid.report_rule is not None:
        until = deadline_label(grid.report_rule, Every.MONTH)
    head = fields(
        (_("应交："), _("{n}份").format(n=len(grid.rows))),
        (_("已交："), _("{n}份").format(n=grid.received)),
        (_("最晚交："), until),
        weights=(1.0, 1.0, 1.8),
    )
    lined = table(_register_entries(), list(enumerate(grid.rows, 1)), style, row_mm=7.2)
    return form(title, [head, lined], style)


def errand_register(view: ErrandView, style: Style) -> Paper:
    """要材料: who handed it in on which day, what went back, room to sign."""
    errand = view.errand
    title = _("{title}\u200b材料收缴表").format(title=errand.title)
    head = [
        fields(
            (_("要求单位："), errand.asked_by or None),
            (_("布置日期："), dates.paper(errand.asked_on)),
            (_("截止："), dates.paper(errand.due_on)),
            weights=(1.3, 1.3, 1.2),
        ),
        fields(
            (_("应交："), _("{n}个单位").format(n=len(view.units))),
            (_("已交："), _("{n}个单位").format(n=view.received)),
            (_("没交："), _("{n}个单位").format(n=len(view.units) - view.received)),
        ),
    ]
    lines = [(n, unit, owed) for n, (unit, owed, _state) in enumerate(view.units, 1)]
    return form(title, [*head, table(_errand_entries(), lines, style, row_mm=7.2)], style)


@dataclass(frozen=True, slots=True)
class _Check:
    """A branch on the inspectors' sheet with its dues of the quarter by duty."""

    position: int
    community: str
    unit: UnitView
    cells: Mapping[str, Cell]


def quarter_check(quarter: Period, boards: Sequence[Board], style: Style) -> Paper:
    """季度检查表: what the office's records say of each branch, and columns for what inspectors find there."""
    title = _("{office}{year}年第{n}季度\u200b组织生活检查表").format(
        office=style.office, year=quarter.year, n=(quarter.month + 2) // 3
    )
    checks = list(_checks(boards))
    counted = {
        column.duty.code: column.duty for board in boards for column in board.columns if column.counted
    }
    owed = {code for check in checks for code in check.cells}
    ordered = sorted(counted.values(), key=lambda duty: duty.position)
    duties = {duty.code: duty.title for duty in ordered if duty.code in owed}
    note = Paragraph(
        _("注：各项写的是“已办齐/应办”，以本办登记为准；“—”是不涉及。检查的人对照原件填后面各栏。"),
        Level.NOTE,
    )
    foot = FootLine(
        (
            Field(_("填表人："), None),
            Field(_("审核人："), None),
            Field(_("检查人："), None),
            Field(_("检查时间："), None),
        )
    )
    lined = table(list(_check_entries(duties)), checks, style, row_mm=8.0)
    return form(title, [lined, note], style, landscape=True, foot=foot)


def _checks(boards: Sequence[Board]) -> Iterator[_Check]:
    """The branches of the quarter in the order of its last month, their dues gathered over its months."""
    found: dict[int, dict[str, list[Cell]]] = {}
    for board in boards:
        counted = {column.duty.code for column in board.columns if column.counted}
        for group in board.groups:
            for line in group.lines:
                cells = found.setdefault(line.unit.id, {})
                for code, cell in line.cells.items():
                    if code in counted and cell.dues:
                        cells.setdefault(code, []).append(cell)
    position = 0
    for group in boards[-1].groups if boards else ():
        for line in group.lines:
            gathered = {
                code: Cell(tuple(due for cell in cells for due in cell.dues))
                for code, cells in found[line.unit.id].items()
            }
            if gathered:
                position += 1
                yield _Check(position, group.title, line.unit, gathered)


def _check_entries(duties: Mapping[str, str]) -> Iterator[Entry[_Check]]:
    yield Entry("position", Column(_("序号"), mm=11), lambda check: str(check.position))
    yield Entry("community", Column(_("社区"), mm=20, merge=True), lambda check: check.community)
    yield Entry("unit", Column(_("党支部"), mm=32), lambda check: check.unit.name)
    for code, title in duties.items():
        yield _duty_entry(code, title)
    for key, title in (
        ("minutes", _("记录\u200b规范")),
        ("sign_in", _("签到\u200b齐全")),
        ("originals", _("原件\u200b相符")),
    ):
        yield Entry(key, Column(title, mm=14, groups=(_("现场检查"),)), _empty)
    found = Column(_("存在问题和整改要求"), weight=3.2, align=Align.LEFT, groups=(_("现场检查"),))
    yield Entry("found", found, _empty)
    yield Entry("signed", Column(_("支部负责人\n签字"), mm=_SIGN_MM - 4), _empty)


def _duty_entry(code: str, title: str) -> Entry[_Check]:
    def text(check: _Check) -> str:
        cell = check.cells.get(code, EMPTY)
        return figures(cell) or _("—")

    return Entry(code, Column(title, weight=1.0, groups=(_("本办登记"),)), text)


def _empty(_line: object) -> str:
    return ""


def _register_entries() -> list[Entry[_Row]]:
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("community", Column(_("社区"), mm=20, merge=True), lambda row: _community(row[1])),
        Entry("unit", Column(_("党支部"), weight=1.1), lambda row: _unit(row[1])),
        Entry("day", Column(_("日期"), mm=14), lambda row: short(row[1].day) if row[1].day else ""),
        *(_tick_entry(*facts) for facts in (
            ("minutes", _("记录"), "has_minutes"),
            ("sign_in", _("签到"), "has_sign_in"),
            ("photos", _("照片"), "has_photos"),
        )),
        Entry("filed", Column(_("原件在哪"), weight=1.0), lambda row: row[1].meeting.filed_at if row[1].meeting else ""),
        Entry("received", Column(_("交来日期"), mm=19), lambda row: _received(row[1])),
        Entry("signed", Column(_("签收"), mm=_SIGN_MM), _empty),
    ]  # fmt: skip


def _tick_entry(key: str, title: str, fact: str) -> Entry[_Row]:
    def text(row: _Row) -> str:
        return _TICK if row[1].has(fact) else ""

    return Entry(key, Column(title, mm=12), text)


def _community(row: GridRow) -> str:
    return row.community.name if row.community else ""


def _unit(row: GridRow) -> str:
    return f"{row.unit.name}\n{row.group.name}" if row.group else row.unit.name


def _received(row: GridRow) -> str:
    """The day its papers came; those that went back are named so."""
    if row.meeting is None:
        return ""
    if row.meeting.returned_on is not None:
        return _("{day}退回").format(day=short(row.meeting.returned_on))
    return short(row.meeting.received_on) if row.meeting.received_on else ""


_Owed = tuple[int, UnitView, ErrandUnit]


def _errand_entries() -> list[Entry[_Owed]]:
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("unit", Column(_("单位"), weight=1.5), lambda row: row[1].name),
        Entry("received", Column(_("交来日期"), mm=26, whole=True), lambda row: dotted(row[2].received_on)),
        Entry(
            "returned", Column(_("退回日期和原因"), weight=2.0, align=Align.LEFT), lambda row: _back(row[2])
        ),
        Entry("filed", Column(_("原件在哪"), weight=1.0), lambda row: row[2].filed_at),
        Entry("signed", Column(_("签收"), mm=_SIGN_MM), _empty),
    ]


def _back(owed: ErrandUnit) -> str:
    if owed.returned_on is None:
        return ""
    return " ".join(part for part in (short(owed.returned_on), owed.return_reason) if part)
