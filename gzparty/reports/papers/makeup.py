"""缺席补课登记表: who missed a session, and the make-up; what is not done yet is left to write."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.i18n import _
from gzparty.labels.training import reason_text, status_label
from gzparty.reports.content import Align, Column, Paper
from gzparty.reports.papers.common import Entry, Style, dotted, fields, figure, form, table
from gzparty.reports.papers.sign_in import SIGNATURE_MM
from gzparty.services.views import MakeupLine


def makeup_paper(lines: Sequence[MakeupLine], year: int, style: Style, ordinal: int | None = None) -> Paper:
    """One row for each session a person owes; `ordinal` names the one session where it is of one only."""
    title = _("{office}{year}年村党组织书记培训缺席补课登记表").format(office=style.office, year=year)
    done = sum(line.makeup is not None for line in lines)
    head = fields(
        (_("应补："), _("{n}人次").format(n=len(lines))),
        (_("已补："), _("{n}人次").format(n=done)),
        (_("未补："), _("{n}人次").format(n=len(lines) - done)),
    )
    note = _("第{n}期").format(n=ordinal) if ordinal else ""
    numbered = [(number, line) for number, line in enumerate(lines, 1)]
    lined = table(_entries(), numbered, style, row_mm=9.0)
    return form(title, [head, lined], style, landscape=True, note=note)


def _entries() -> list[Entry[tuple[int, MakeupLine]]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("name", Column(_("姓名"), mm=20, whole=True), lambda row: row[1].attendance.name),
        Entry("unit", Column(_("单位"), weight=1.2), lambda row: row[1].attendance.unit_name),
        Entry("session", Column(_("期次"), mm=12), lambda row: str(row[1].training.ordinal)),
        Entry(
            "day", Column(_("培训日期"), mm=22, whole=True), lambda row: dotted(row[1].sitting.start.date())
        ),
        Entry("topic", Column(_("培训主题"), weight=2.2, align=left), lambda row: row[1].training.topic),
        Entry("reason", Column(_("缺席情形"), weight=1.6, align=left), lambda row: _why(row[1])),
        Entry("done", Column(_("补课日期"), mm=22, whole=True), lambda row: _made_up(row[1]).get("day", "")),
        Entry(
            "minutes", Column(_("时长\u200b（分钟）"), mm=19), lambda row: _made_up(row[1]).get("minutes", "")
        ),
        Entry(
            "proof",
            Column(_("补课方式、佐证"), weight=1.8, align=left),
            lambda row: _made_up(row[1]).get("proof", ""),
        ),
        Entry("credit", Column(_("学时"), mm=12), lambda row: _made_up(row[1]).get("credit", "")),
        Entry("signature", Column(_("本人签名"), mm=SIGNATURE_MM), lambda row: ""),
    ]


def _why(line: MakeupLine) -> str:
    reason = reason_text(line.attendance)
    status = status_label(line.attendance.status)
    return _("{status}：{reason}").format(status=status, reason=reason) if reason else status


def _made_up(line: MakeupLine) -> dict[str, str]:
    """What is known of the make-up; nothing where it is not done."""
    if line.makeup is None:
        return {}
    return {
        "day": dotted(line.makeup.done_on),
        "minutes": str(line.makeup.minutes),
        "proof": line.makeup.proof,
        "credit": figure(line.makeup.credit),
    }
