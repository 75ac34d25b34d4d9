"""考勤表: one session's roll with reasons and 学时."""

from __future__ import annotations

from gzparty.domain.sitting import Attendance
from gzparty.i18n import _
from gzparty.labels.training import reason_text, status_label
from gzparty.reports.content import Align, Block, Column, Paper
from gzparty.reports.papers.common import Entry, Style, dotted, fields, figure, form, table
from gzparty.reports.papers.sign_in import figures, session_head
from gzparty.services.views import RollRow, SessionDetail


def roll_paper(detail: SessionDetail, style: Style) -> Paper:
    """The roll as it stands; lines nobody has settled yet are printed as 待核实, never as absent."""
    title = _("{year}年第{n}期\u200b村党组织书记培训班考勤表").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    counts = detail.roll.counts
    coverage = _("{covered}/{called}村").format(covered=counts.units_covered, called=counts.units_expected)
    blocks: list[Block] = [
        *session_head(detail),
        figures(counts, filled=True),
        fields(
            (_("待核实："), str(counts.unsettled)),
            (_("列席："), str(counts.observers)),
            (_("到会覆盖："), coverage),
            (_("学时："), figure(detail.credit)),
            weights=(1.0, 0.9, 1.6, 0.9),
        ),
        table(_entries(), detail.roll.rows, style, row_mm=6.9),
    ]
    return form(title, blocks, style, note=detail.training.topic)


def _entries() -> list[Entry[RollRow]]:
    return [
        Entry("position", Column(_("序号"), mm=12), lambda row: str(row.attendance.position)),
        Entry("name", Column(_("姓名"), mm=20, whole=True), lambda row: row.attendance.name),
        Entry("unit", Column(_("单位"), weight=1.25), lambda row: row.attendance.unit_name),
        Entry("post", Column(_("职务"), weight=1.35), lambda row: row.attendance.post),
        Entry("status", Column(_("考勤"), mm=16), lambda row: _status(row.attendance)),
        Entry(
            "reason",
            Column(_("事由、代会人"), weight=1.7, align=Align.LEFT),
            lambda row: reason_text(row.attendance),
        ),
        Entry(
            "credit", Column(_("学时"), mm=12), lambda row: "" if row.credit is None else figure(row.credit)
        ),
        Entry("makeup", Column(_("补课"), mm=20, whole=True), _makeup),
    ]


def _status(row: Attendance) -> str:
    return _("列席") if row.guest else status_label(row.status)


def _makeup(row: RollRow) -> str:
    return dotted(row.makeup.done_on) if row.makeup else ""
