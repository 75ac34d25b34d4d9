"""Lists of sessions and what belongs to them: rolls, credits, make-ups, attachments."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.credit import hours
from gzparty.domain.folder import SESSION_KINDS
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Status
from gzparty.exchange.list_spec import Row, Selectors
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label, size_text
from gzparty.labels.people import class_label
from gzparty.labels.training import stage_label, status_label
from gzparty.services.bundle import Services
from gzparty.services.views import SessionStage


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
