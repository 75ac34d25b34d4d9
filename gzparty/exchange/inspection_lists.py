"""The lists of inspections: self-inspections and joint ones, their items, tours, and who is short of the quota."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.domain.period import Period
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.inspection import answer_label, inspection_kind_label, quota_text
from gzparty.labels.tours import member_text
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import InspectionView, QuotaUnit

_N, _D = CellKind.NUMBER, CellKind.DATE


def inspections(services: Services, chosen: Selectors) -> Iterable[Row]:
    """The inspections that count for a year or month, by day; a state is whose they are."""
    for view in _views(services, chosen):
        inspection = view.inspection
        if chosen.state not in (None, inspection.kind.value):
            continue
        answers = [item.answer for item in view.items]
        yield {
            "number": inspection.number,
            "uid": inspection.uid,
            "kind": inspection.kind.value,
            "kind_label": inspection_kind_label(inspection.kind),
            "unit": view.unit.name,
            "period": inspection.period,
            "ordinal": view.ordinal,
            "held_on": inspection.held_on,
            "inspector": inspection.inspector,
            "items": len(answers),
            "unanswered": answers.count(Answer.OPEN),
            "found": len(view.problems),
            "problems": _("、").join(line.problem.number for line in view.problems),
            "note": inspection.note,
            "filed_at": inspection.filed_at,
        }


def inspection_items(services: Services, chosen: Selectors) -> Iterable[Row]:
    """What was found of each item of these inspections."""
    for view in _views(services, chosen):
        for item in view.items:
            if chosen.state not in (None, item.answer.value):
                continue
            found = [line.problem for line in view.problems if line.problem.item_id == item.id]
            yield {
                "number": view.inspection.number,
                "unit": view.unit.name,
                "held_on": view.inspection.held_on,
                "code": item.code,
                "title": item.title,
                "answer": item.answer.value,
                "answer_label": answer_label(item.answer),
                "note": item.note,
                "problems": _("、").join(problem.number for problem in found),
                "texts": "\n".join(problem.text for problem in found),
            }


def tours(services: Services, chosen: Selectors) -> Iterable[Row]:
    """The joint inspections of a year; a unit narrows them to those that went there."""
    for view in services.tours.all(chosen.year):
        tour = view.tour
        names = {unit.id: unit.name for _line, unit, _visit in view.units}
        if chosen.month not in (None, tour.held_on.month) or (chosen.unit_id or 0) not in {0, *names}:
            continue
        yield {
            "number": tour.number,
            "uid": tour.uid,
            "title": tour.title,
            "held_on": tour.held_on,
            "team": _("、").join(map(member_text, tour.team)),
            "focus": tour.focus,
            "units": _("、").join(names.values()),
            "count": len(names),
            "seed": tour.seed,
            "visited": view.visited,
            "found": len(view.problems),
        }


def quota(services: Services, chosen: Selectors) -> Iterable[Row]:
    """How every unit stands in a month, the running one where none is named."""
    return _quota(services.inspection_views.quota(_month(chosen)), chosen)


def unmet(services: Services, chosen: Selectors) -> Iterable[Row]:
    """Who is short in a month: 未达标 once it is over, 还差 while it runs."""
    return _quota(services.inspection_views.unmet(_month(chosen)), chosen)


def inspection_kinds() -> dict[str, str]:
    """Whose an inspection is."""
    return {kind.value: inspection_kind_label(kind) for kind in InspectionKind}


def answers() -> dict[str, str]:
    """What was found of an item."""
    return {answer.value: answer_label(answer) for answer in Answer}


def _views(services: Services, chosen: Selectors) -> list[InspectionView]:
    month = None if chosen.month is None else f"{chosen.year}-{chosen.month:02d}"
    return [
        view
        for view in services.inspection_views.year(chosen.year)
        if month in (None, view.inspection.period) and chosen.unit_id in (None, view.unit.id)
    ]


def _quota(lines: Iterable[QuotaUnit], chosen: Selectors) -> Iterable[Row]:
    for line in lines:
        if chosen.unit_id in (None, line.unit.id):
            yield {
                "month": _month(chosen).code,
                "unit": line.unit.name,
                "owed": line.owed,
                "done": line.done,
                "missing": line.missing,
                "days_left": line.days_left,
                "why": quota_text(line),
            }


def _month(chosen: Selectors) -> Period:
    return Period.parse(f"{chosen.year}-{chosen.month or chosen.on.month:02d}")


_QUOTA_COLUMNS = (
    ListColumn("month", N_("月份"), width=10),
    ListColumn("unit", N_("单位"), width=14),
    ListColumn("owed", N_("应查"), _N, 6),
    ListColumn("done", N_("已查"), _N, 6),
    ListColumn("missing", N_("还差"), _N, 6),
    ListColumn("why", N_("情况"), width=24),
)
LISTS = (
    ListSpec(
        "inspections",
        N_("检查记录"),
        (
            ListColumn("number", N_("编号"), width=12),
            ListColumn("kind_label", N_("类型"), width=10),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("period", N_("所属"), width=10),
            ListColumn("ordinal", N_("第几次"), _N, 8),
            ListColumn("held_on", N_("日期"), _D, 12),
            ListColumn("inspector", N_("检查人"), width=12),
            ListColumn("items", N_("检查项目"), _N, 8),
            ListColumn("unanswered", N_("没填"), _N, 6),
            ListColumn("found", N_("发现问题"), _N, 8),
            ListColumn("problems", N_("台账编号"), width=20),
            ListColumn("note", N_("说明"), width=24),
            ListColumn("filed_at", N_("原件在哪"), width=14),
        ),
        inspections,
        ("year", "month", "unit", "state"),
        inspection_kinds,
    ),
    ListSpec(
        "inspection-items",
        N_("检查项目"),
        (
            ListColumn("number", N_("编号"), width=12),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("held_on", N_("日期"), _D, 12),
            ListColumn("title", N_("检查项目"), width=18),
            ListColumn("answer_label", N_("结果"), width=10),
            ListColumn("note", N_("说明"), width=24),
            ListColumn("problems", N_("台账编号"), width=20),
            ListColumn("texts", N_("存在问题"), width=30),
        ),
        inspection_items,
        ("year", "month", "unit", "state"),
        answers,
    ),
    ListSpec(
        "tours",
        N_("联合督查"),
        (
            ListColumn("number", N_("编号"), width=12),
            ListColumn("title", N_("名称"), width=24),
            ListColumn("held_on", N_("日期"), _D, 12),
            ListColumn("team", N_("督查组"), width=30),
            ListColumn("focus", N_("重点"), width=24),
            ListColumn("units", N_("单位"), width=30),
            ListColumn("seed", N_("抽签号"), width=12),
            ListColumn("visited", N_("已查"), _N, 6),
            ListColumn("found", N_("发现问题"), _N, 8),
        ),
        tours,
        ("year", "month", "unit"),
    ),
    ListSpec("quota", N_("自查次数"), _QUOTA_COLUMNS, quota, ("year", "month", "unit")),
    ListSpec("quota-unmet", N_("未达标清单"), _QUOTA_COLUMNS, unmet, ("year", "month", "unit")),
)
