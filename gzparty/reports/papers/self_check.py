"""自查自纠记录表: one self-inspection as it was entered, or the empty form of a unit with room for ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain.inspection import Answer, ChecklistItem, InspectionItem
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.content import (
    Align,
    Block,
    Cell,
    Column,
    Field,
    FieldLine,
    FootLine,
    Paper,
    Row,
    RowRole,
    Table,
)
from gzparty.reports.papers.common import Entry, Style, form, table
from gzparty.reports.papers.rectify_words import deadline_text
from gzparty.services.ledger_views import InspectionView, LedgerLine

_TICK = "√"
_EMPTY_PROBLEMS = 5
"""So many problems can be written on an empty form."""
_ROW_MM, _PROBLEM_MM = 8.0, 9.5
_INK_MM = 11.0
_LABEL_MM = 24.0


def self_check(view: InspectionView, style: Style) -> Paper:
    """The record of one inspection; what nobody answered stays empty, what was found has its number in the ledger."""
    inspection = view.inspection
    period = Period.parse(inspection.period)
    head = FieldLine(
        (
            Field(_("单位："), view.unit.name, 1.2),
            Field(_("自查时间："), dates.paper(inspection.held_on), 1.4),
            Field(_("次数："), _("{month}月第{n}次").format(month=period.month, n=view.ordinal), 1.0),
            Field(_("编号："), inspection.number, 1.0),
        )
    )
    blocks: list[Block] = [head, items_table(view.items, style)]
    blocks += found_block(view.problems)
    blocks += remark_block(inspection.note)
    paper = form(_("自查自纠记录表"), blocks, style, foot=signed_by(inspection.inspector or None))
    named = _("{title}（{unit} {day}）").format(
        title=paper.title, unit=view.unit.name, day=dates.paper(inspection.held_on)
    )
    return replace(paper, title=named)


def blank_self_check(unit_name: str, items: Sequence[ChecklistItem], style: Style) -> Paper:
    """The form to be filled in by hand: every item that is asked, and room for what is found."""
    head = FieldLine(
        (
            Field(_("单位："), unit_name or None, 1.4),
            Field(_("自查时间："), None, 1.2),
            Field(_("次数："), _("　　月第　　次"), 1.0),
        )
    )
    blocks: list[Block] = [head, asked_table(items, style), *empty_found()]
    paper = form(_("自查自纠记录表"), blocks, style, foot=signed_by(None))
    title = _("{title}（{unit}）").format(title=paper.title, unit=unit_name) if unit_name else paper.title
    return replace(paper, title=title)


def items_table(items: Sequence[InspectionItem], style: Style) -> Table:
    """What was looked at, with a tick for what was found of it."""
    left = Align.LEFT
    entries: list[Entry[tuple[int, InspectionItem]]] = [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("title", Column(_("检查内容"), weight=1.5, align=left), lambda row: row[1].title),
        Entry("fine", Column(_("没问题"), mm=17), lambda row: _ticked(row[1], Answer.FINE)),
        Entry("problem", Column(_("有问题"), mm=17), lambda row: _ticked(row[1], Answer.PROBLEM)),
        Entry("idle", Column(_("不涉及"), mm=17), lambda row: _ticked(row[1], Answer.NOT_APPLICABLE)),
        Entry("note", Column(_("情况说明"), weight=1.6, align=left), lambda row: row[1].note),
    ]
    return table(entries, enumerate(items, 1), style, row_mm=_ROW_MM)


def asked_table(items: Sequence[ChecklistItem], style: Style) -> Table:
    """What is to be looked at, with its hint, and room to tick and to write."""
    left = Align.LEFT
    entries: list[Entry[tuple[int, ChecklistItem]]] = [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("title", Column(_("检查内容"), weight=2.0, align=left), lambda row: _asked(row[1])),
        Entry("fine", Column(_("没问题"), mm=17), _nothing),
        Entry("problem", Column(_("有问题"), mm=17), _nothing),
        Entry("idle", Column(_("不涉及"), mm=17), _nothing),
        Entry("note", Column(_("情况说明"), weight=1.5, align=left), _nothing),
    ]
    return table(entries, enumerate(items, 1), style, row_mm=_INK_MM)


def found_block(problems: Sequence[LedgerLine]) -> list[Block]:
    """The problems with their numbers in the ledger; nothing where none was entered."""
    if not problems:
        return []
    rows = [
        Row(
            (
                line.problem.printed_number,
                line.problem.text,
                line.problem.measure,
                line.problem.responsible,
                deadline_text(line.problem),
            )
        )
        for line in problems
    ]
    return [_found_table(rows, _("台账编号"))]


def empty_found() -> list[Block]:
    """Room for what is found."""
    return [_found_table([Row((str(n), "", "", "", "")) for n in range(1, _EMPTY_PROBLEMS + 1)], _("序号"))]


def remark_block(note: str) -> list[Block]:
    """What was seen on the spot, as it was written; nothing where nothing was."""
    if not note:
        return []
    columns = (Column("", mm=_LABEL_MM), Column("", align=Align.LEFT))
    return [Table(columns, (Row((_("补充说明"), note)),), row_mm=_PROBLEM_MM, headed=False)]


def signed_by(inspector: str | None) -> FootLine:
    """Who inspected, and who answers for the unit."""
    return FootLine(
        (
            Field(_("检查人："), inspector),
            Field(_("单位负责人签字："), None, 1.3),
            Field(_("日期："), None, 0.9),
        )
    )


def _found_table(rows: Sequence[Row], first: str) -> Table:
    columns = (
        Column(first, mm=22 if len(first) > 2 else 11),
        Column(_("存在问题"), weight=1.6, align=Align.LEFT),
        Column(_("整改措施"), weight=1.4, align=Align.LEFT),
        Column(_("责任人"), mm=20),
        Column(_("整改时限"), mm=24, whole=True),
    )
    heading = Row((Cell(_("发现的问题和整改"), span=len(columns)),), RowRole.GROUP)
    titles = Row(tuple(Cell(column.title, align=Align.CENTER, strong=True) for column in columns))
    return Table(columns, (heading, titles, *rows), row_mm=_PROBLEM_MM, headed=False)


def _asked(item: ChecklistItem) -> str:
    return f"{item.title}\n{item.hint}" if item.hint else item.title


def _ticked(item: InspectionItem, answer: Answer) -> str:
    return _TICK if item.answer is answer else ""


def _nothing(_row: object) -> str:
    return ""
