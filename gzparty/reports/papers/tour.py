"""Papers of a joint inspection: the sheet filled in on the spot at each unit, and the record of the draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gzparty.domain.inspection import ChecklistItem, Tour
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.tours import member_text
from gzparty.reports.content import Block, Column, Field, FieldLine, FootLine, Level, Paper, Paragraph
from gzparty.reports.papers.common import Entry, Style, fields, form, table
from gzparty.reports.papers.self_check import (
    asked_table,
    empty_found,
    found_block,
    items_table,
    remark_block,
)
from gzparty.services.ledger_views import InspectionView, TourView


def tour_record(
    tour: Tour, unit: UnitView, view: InspectionView | None, items: Sequence[ChecklistItem], style: Style
) -> Paper:
    """督查现场记录表 of one unit: as it was entered, or empty with every item asked where nobody has been there yet."""
    held = dates.paper(view.inspection.held_on) if view else None
    head: list[Block] = [
        fields((_("督查："), tour.title), (_("编号："), tour.number), weights=(2.6, 1.0)),
        fields((_("被督查单位："), unit.name), (_("督查时间："), held), weights=(1.4, 1.2)),
        *([fields((_("督查组："), _team(tour)))] if tour.team else []),
        *([fields((_("督查重点："), tour.focus))] if tour.focus else []),
    ]
    if view is None:
        body: list[Block] = [asked_table(items, style), *empty_found()]
    else:
        body = [
            items_table(view.items, style),
            *found_block(view.problems),
            *remark_block(view.inspection.note),
        ]
    foot = FootLine(
        (
            Field(_("督查人员签字："), None, 1.4),
            Field(_("被督查单位签字："), None, 1.4),
            Field(_("日期："), None, 0.8),
        )
    )
    paper = form(_("督查现场记录表"), [*head, *body], style, foot=foot)
    return replace(paper, title=_("{title}（{unit}）").format(title=paper.title, unit=unit.name))


def draw_record(view: TourView, pool: Mapping[int, UnitView], style: Style) -> Paper:
    """抽签记录: among which units the lot was drawn, by which seed, and which it fell on; added ones apart."""
    tour = view.tour
    drawn = {one.unit_id for one, _unit, _seen in view.units if one.drawn}
    head: list[Block] = [
        fields((_("督查："), tour.title), (_("编号："), tour.number), weights=(2.6, 1.0)),
        FieldLine(
            (
                Field(_("督查时间："), dates.paper(tour.held_on), 1.4),
                Field(_("参加抽签："), _("{n}个").format(n=len(tour.pool)), 1.0),
                Field(_("抽中："), _("{n}个").format(n=len(drawn)), 0.9),
                Field(_("抽签号："), str(tour.seed) if tour.seed is not None else _("没有抽签"), 1.2),
            )
        ),
    ]
    places = {one.unit_id: one.position for one, _unit, _seen in view.units if one.drawn}
    rows = [
        (number, pool[unit_id].name if unit_id in pool else "", unit_id in drawn, places.get(unit_id))
        for number, unit_id in enumerate(tour.pool, 1)
    ]
    lined = replace(table(_draw_entries(), rows, style, row_mm=8.0), tight=True)
    return form(_("联合督查抽签记录"), [*head, lined, *_notes(view)], style, foot=_witnesses())


def _notes(view: TourView) -> list[Block]:
    by_hand = [unit.name for one, unit, _seen in view.units if not one.drawn]
    notes = [_("注：同样的单位、同样的抽签号，重抽一次结果一样，可以复核。")] if view.tour.pool else []
    if by_hand:
        notes.append(_("另外指定{n}个：{names}。").format(n=len(by_hand), names=_("、").join(by_hand)))
    return [Paragraph(note, Level.NOTE) for note in notes]


def _witnesses() -> FootLine:
    return FootLine((Field(_("抽签人："), None), Field(_("监督人："), None), Field(_("日期："), None)))


_Draw = tuple[int, str, bool, int | None]


def _draw_entries() -> list[Entry[_Draw]]:
    return [
        Entry("position", Column(_("序号"), mm=16), lambda row: str(row[0])),
        Entry("unit", Column(_("参加抽签的单位"), weight=1.6), lambda row: row[1]),
        Entry("drawn", Column(_("抽中"), mm=24), lambda row: "√" if row[2] else ""),
        Entry("order", Column(_("督查顺序"), mm=28), lambda row: str(row[3]) if row[3] else ""),
        Entry("note", Column(_("备注"), weight=1.0), lambda _row: ""),
    ]


def _team(tour: Tour) -> str:
    return _("、").join(map(member_text, tour.team))
