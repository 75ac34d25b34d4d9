"""The month grid as a workbook: what the sheet shows, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gzparty.domain import month_entry as entry
from gzparty.domain.meeting import MeetingKind
from gzparty.files import ensure_folder, file_name
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels.duty import due_state_label, meeting_kind_label, missing_text
from gzparty.labels.meeting import month_text
from gzparty.services.bundle import Services
from gzparty.services.meeting_views import GridRow, MonthGrid
from ui.tables.month_lines import stored_text

FOLDER = N_("导出")


@in_chinese()
def export_month(services: Services, month: str, kind: MeetingKind, folder: Path) -> Path:
    """Write the workbook beside the office's other files; Refusal where it cannot be written."""
    from gzparty.exchange.list_spec import CellKind, ListColumn
    from gzparty.exchange.writing import write_list

    grid = services.meeting_views.grid(month, kind)
    columns = [
        ListColumn("community", _("社区"), width=12),
        ListColumn("unit", _("党支部"), width=14),
        ListColumn("group", _("党小组"), width=12),
        ListColumn("number", _("编号"), width=12),
        ListColumn(entry.DAY, _("日期"), CellKind.DATE, width=12),
        ListColumn(entry.EXPECTED, _("应到"), CellKind.NUMBER, width=7),
        ListColumn(entry.ATTENDED, _("实到"), CellKind.NUMBER, width=7),
        ListColumn("away", _("缺席"), CellKind.NUMBER, width=7),
        ListColumn(entry.TOPIC, _("议题"), width=40),
        ListColumn(entry.MINUTES, _("记录"), width=6),
        ListColumn(entry.SIGN_IN, _("签到"), width=6),
        ListColumn(entry.PHOTOS, _("照片"), width=6),
        ListColumn(entry.UPLOADED, _("已传灯塔"), width=9),
        ListColumn(entry.FILED, _("原件（盒号/页）"), width=16),
        ListColumn("state", _("状态"), width=10),
        ListColumn("lacking", _("缺什么"), width=20),
    ]
    title = _("{month}{kind}收记录").format(month=month_text(month), kind=meeting_kind_label(kind))
    target = folder / _(FOLDER) / f"{file_name(title)}-{services.context.today():%Y-%m-%d}.xlsx"
    ensure_folder(target.parent)
    write_list(columns, _rows(grid), target, title, services.context.now())
    return target


def _rows(grid: MonthGrid) -> Iterator[dict[str, object]]:
    for row in grid.rows:
        meeting = row.meeting
        expected, attended = (meeting.expected, meeting.attended) if meeting else (None, None)
        yield {
            "community": row.community.name if row.community else "",
            "unit": row.unit.name,
            "group": row.group.name if row.group else "",
            "number": meeting.number if meeting else "",
            entry.DAY: row.day if meeting else None,
            entry.EXPECTED: expected,
            entry.ATTENDED: attended,
            "away": entry.away(expected, attended),
            **{name: stored_text(row, name) for name in (entry.TOPIC, *entry.MARKS, entry.FILED)},
            "state": due_state_label(row.state),
            "lacking": _lacking(row),
        }


def _lacking(row: GridRow) -> str:
    if row.meeting is None:
        return ""
    return row.meeting.return_reason or missing_text(row.missing)
