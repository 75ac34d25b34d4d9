"""The list of the records of organisational life."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.dues import DueState
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.duty import due_state_label, meeting_kind_label, missing_text
from gzparty.labels.meeting import depth_label, hours_text
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import MeetingLine

_N, _D = CellKind.NUMBER, CellKind.DATE


def meetings(services: Services, chosen: Selectors) -> Iterable[Row]:
    """The records that count for the year or month chosen; hours only where somebody wrote them down."""
    for line in services.meeting_views.year(chosen.year, chosen.month, chosen.unit_id):
        if chosen.state in (None, line.state.value):
            yield _row(line)


def meeting_states() -> dict[str, str]:
    """The states a record can be in."""
    return {state.value: due_state_label(state) for state in DueState}


def _row(line: MeetingLine) -> Row:
    meeting = line.meeting
    return {
        "number": meeting.number,
        "uid": meeting.uid,
        "kind": meeting.kind.value,
        "kind_label": meeting_kind_label(meeting.kind),
        "community": line.community.name if line.community else "",
        "unit": line.unit.name,
        "group": line.group,
        "period": meeting.period,
        "day": line.sitting.start.date(),
        "hours": hours_text(line.sitting),
        "place": line.sitting.place,
        "held": line.sitting.actual_start is not None,
        "depth": meeting.depth.value,
        "depth_label": depth_label(meeting.depth),
        "topic": meeting.topic,
        "host": meeting.host,
        "recorder": meeting.recorder,
        "lecturer": meeting.lecturer,
        "expected": meeting.expected,
        "attended": meeting.attended,
        "on_leave": meeting.on_leave,
        "absent": meeting.absent,
        "observers": meeting.observers,
        "has_minutes": _tick(meeting.has_minutes),
        "has_sign_in": _tick(meeting.has_sign_in),
        "has_photos": _tick(meeting.has_photos),
        "uploaded": _tick(meeting.uploaded),
        "received_on": meeting.received_on,
        "filed_at": meeting.filed_at,
        "state": line.state.value,
        "state_label": due_state_label(line.state),
        "why": line.why,
        "missing": missing_text(line.missing),
        "files": line.files,
    }


def _tick(there: bool) -> str:
    return _("√") if there else ""


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "meetings",
        N_("组织生活记录"),
        (
            ListColumn("number", N_("编号"), width=12),
            ListColumn("kind_label", N_("类型"), width=12),
            ListColumn("community", N_("社区"), width=12),
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("group", N_("党小组"), width=12),
            ListColumn("period", N_("所属"), width=10),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("hours", N_("时间"), width=14),
            ListColumn("expected", N_("应到"), _N, 6),
            ListColumn("attended", N_("实到"), _N, 6),
            ListColumn("on_leave", N_("请假"), _N, 6),
            ListColumn("absent", N_("缺席"), _N, 6),
            ListColumn("observers", N_("列席"), _N, 6),
            ListColumn("topic", N_("议题"), width=36),
            ListColumn("host", N_("主持人"), width=10),
            ListColumn("recorder", N_("记录人"), width=10),
            ListColumn("has_minutes", N_("记录"), width=6),
            ListColumn("has_sign_in", N_("签到"), width=6),
            ListColumn("has_photos", N_("照片"), width=6),
            ListColumn("uploaded", N_("已传灯塔"), width=8),
            ListColumn("received_on", N_("收到"), _D, 12),
            ListColumn("filed_at", N_("原件在哪"), width=14),
            ListColumn("state_label", N_("状态"), width=10),
            ListColumn("missing", N_("还缺"), width=20),
        ),
        meetings,
        ("year", "month", "unit", "state"),
        meeting_states,
    ),
)
