"""Lists of sessions and what belongs to them: rolls, credits, make-ups, attachments."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.credit import hours
from gzparty.domain.folder import SESSION_KINDS
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Status
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.folder import folder_kind_label, size_text
from gzparty.labels.people import class_label
from gzparty.labels.training import stage_label, status_label
from gzparty.services.bundle import Services
from gzparty.services.views import SessionStage

_N, _D = CellKind.NUMBER, CellKind.DATE
_NUMBER = ListColumn("number", N_("期号"), width=10)
_DAY = ListColumn("day", N_("日期"), _D, 12)
_NAME = ListColumn("name", N_("姓名"), width=10)
_UNIT = ListColumn("unit", N_("村"), width=16)
_POST = ListColumn("post", N_("职务"), width=14)
_POSITION = ListColumn("position", N_("序号"), _N, 6)


def trainings(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.year(chosen.year).lines:
        if chosen.month not in (None, line.training.month):
            continue
        if chosen.state not in (None, line.stage.value):
            continue
        yield {
            "number": line.training.number,
            "uid": line.training.uid,
            "month": line.training.month,
            "topic": line.training.topic,
            "start": line.sitting.start,
            "end": line.sitting.end,
            "place": line.sitting.place,
            "state": line.training.state.value,
            "stage": line.stage.value,
            "stage_label": stage_label(line.stage),
            "expected": line.counts.expected,
            "present": line.counts.present,
            "leave": line.counts.leave,
            "absent": line.counts.absent,
            "unsettled": line.counts.unsettled,
            "credit": hours(line.credit),
        }


def rolls(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.year(chosen.year).lines:
        if chosen.reference not in (None, line.training.number, line.training.uid):
            continue
        if chosen.month not in (None, line.training.month):
            continue
        for row in services.sessions.roll(line.sitting.id).rows:
            mark = row.attendance
            if chosen.state not in (None, mark.status.value):
                continue
            if chosen.unit_id is not None and chosen.unit_id not in mark.unit_ids:
                continue
            yield {
                "number": line.training.number,
                "day": line.sitting.start.date(),
                "position": mark.position,
                "name": mark.name,
                "unit": mark.unit_name,
                "post": mark.post,
                "class_label": class_label(mark.party_class or PartyClass.NONE),
                "status": mark.status.value,
                "status_label": status_label(mark.status),
                "reason": mark.reason,
                "substitute": mark.substitute_name,
                "credit": None if row.credit is None else hours(row.credit),
                "made_up": row.makeup.done_on if row.makeup else None,
            }


def credits(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.credits(chosen.year).lines:
        yield {
            "position": line.position,
            "name": line.name,
            "unit": line.unit_name,
            "post": line.post,
            "expected": line.expected,
            "present": line.present,
            "from_sessions": hours(line.from_sessions),
            "from_makeups": hours(line.from_makeups),
            "from_outside": hours(line.from_outside),
            "total": hours(line.total),
            "target": hours(line.target),
            "short": hours(max(0, line.target - line.total)),
        }


def makeups(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.makeups(chosen.year):
        done = line.makeup is not None
        if chosen.state in (None, "done" if done else "owed"):
            yield {
                "number": line.training.number,
                "day": line.sitting.start.date(),
                "name": line.attendance.name,
                "unit": line.attendance.unit_name,
                "status": line.attendance.status.value,
                "status_label": status_label(Status(line.attendance.status)),
                "state": "done" if done else "owed",
                "done_on": line.makeup.done_on if line.makeup else None,
                "credit": hours(line.makeup.credit) if line.makeup else None,
                "proof": line.makeup.proof if line.makeup else "",
            }


def attachments(services: Services, chosen: Selectors) -> Iterable[Row]:
    lines = {line.sitting.id: line for line in services.sessions.year(chosen.year).lines}
    for one in services.store.folders.of_sittings(lines):
        line = lines[one.sitting_id or 0]
        if chosen.reference not in (None, line.training.number, line.training.uid):
            continue
        if chosen.month not in (None, line.training.month) or chosen.state not in (None, one.kind.value):
            continue
        yield {
            "number": line.training.number,
            "day": line.sitting.start.date(),
            "uid": one.uid,
            "kind": one.kind.value,
            "kind_label": folder_kind_label(one.kind),
            "name": one.name,
            "media": one.media,
            "size": one.size,
            "size_label": size_text(one.size),
            "hash": one.hash,
        }


def session_states() -> dict[str, str]:
    return {stage.value: stage_label(stage) for stage in SessionStage}


def mark_states() -> dict[str, str]:
    return {status.value: status_label(status) for status in Status}


def material_kinds() -> dict[str, str]:
    return {kind.value: folder_kind_label(kind) for kind in SESSION_KINDS}


def makeup_states() -> dict[str, str]:
    return {"owed": _("欠"), "done": _("已补")}


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "trainings",
        N_("书记培训"),
        (
            _NUMBER,
            ListColumn("start", N_("时间"), _D, 18),
            ListColumn("topic", N_("主题"), width=30),
            ListColumn("place", N_("地点"), width=18),
            ListColumn("stage_label", N_("状态"), width=12),
            ListColumn("expected", N_("应到"), _N, 6),
            ListColumn("present", N_("实到"), _N, 6),
            ListColumn("leave", N_("请假"), _N, 6),
            ListColumn("absent", N_("缺席"), _N, 6),
            ListColumn("unsettled", N_("待核实"), _N, 8),
            ListColumn("credit", N_("学时"), _N, 6),
        ),
        trainings,
        ("year", "month", "state"),
        session_states,
    ),
    ListSpec(
        "rolls",
        N_("签到考勤"),
        (
            _NUMBER,
            _DAY,
            _POSITION,
            _NAME,
            _UNIT,
            _POST,
            ListColumn("status_label", N_("状态"), width=8),
            ListColumn("reason", N_("事由"), width=24),
            ListColumn("substitute", N_("代会人"), width=10),
            ListColumn("credit", N_("学时"), _N, 6),
            ListColumn("made_up", N_("补课日期"), _D, 12),
        ),
        rolls,
        ("year", "month", "unit", "state", "training"),
        mark_states,
    ),
    ListSpec(
        "credits",
        N_("学时"),
        (
            _POSITION,
            _NAME,
            _UNIT,
            _POST,
            ListColumn("expected", N_("应到次数"), _N, 8),
            ListColumn("present", N_("实到次数"), _N, 8),
            ListColumn("from_sessions", N_("培训学时"), _N, 8),
            ListColumn("from_makeups", N_("补课学时"), _N, 8),
            ListColumn("from_outside", N_("调训学时"), _N, 8),
            ListColumn("total", N_("合计学时"), _N, 8),
            ListColumn("target", N_("年度要求"), _N, 8),
            ListColumn("short", N_("还差"), _N, 8),
        ),
        credits,
        ("year",),
    ),
    ListSpec(
        "makeups",
        N_("缺席补课"),
        (
            _NUMBER,
            _DAY,
            _NAME,
            _UNIT,
            ListColumn("status_label", N_("缺课原因"), width=10),
            ListColumn("done_on", N_("补课日期"), _D, 12),
            ListColumn("credit", N_("补课学时"), _N, 8),
            ListColumn("proof", N_("凭据"), width=20),
        ),
        makeups,
        ("year", "state"),
        makeup_states,
    ),
    ListSpec(
        "attachments",
        N_("培训材料"),
        (
            _NUMBER,
            _DAY,
            ListColumn("kind_label", N_("类别"), width=14),
            ListColumn("name", N_("文件名"), width=36),
            ListColumn("size_label", N_("大小"), width=10),
        ),
        attachments,
        ("year", "month", "state", "training"),
        material_kinds,
    ),
)
