"""签到表: to be signed in ink before the meeting, or with its figures after it."""

from __future__ import annotations

from dataclasses import replace

from gzparty.domain.sitting import RollCounts, Status
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.training import status_label
from gzparty.reports.content import Block, Column, Paper
from gzparty.reports.papers.common import Entry, Style, choose, fields, form, table, with_blanks
from gzparty.services.views import RollRow, SessionDetail

SIGNATURE_MM = 30.0
"""The least width of a signature column."""
LEAST_MM = 6.2
"""The least height of a line to sign on, taken where it spares a page with two lines on it."""
TOLD = frozenset({Status.LEAVE, Status.OFFICIAL, Status.SUBSTITUTE, Status.LATE, Status.EARLY, Status.ABSENT})
"""What stands in the last column once the roll is taken."""


def sign_in(detail: SessionDetail, style: Style) -> Paper:
    """Single or in two halves; blank lines for guests; leave known in advance stands in the last column."""
    title = _("{year}年第{n}期\u200b村党组织书记培训班签到表").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    blocks: list[Block] = [*session_head(detail), figures(detail.roll.counts, style.filled)]
    rows = [row for row in detail.roll.rows if style.filled or not row.attendance.guest]
    entries = _double(style.filled) if style.double else _single(style.filled)
    height = 6.6 if style.double else 7.3
    lined = with_blanks(table(entries, rows, style, row_mm=height), style.blank_lines)
    fitted = {"folds": 2, "tight": True} if style.double else {"least_mm": LEAST_MM}
    lined = replace(lined, **fitted)
    blocks.append(lined)
    return form(title, blocks, style, note=detail.training.topic)


def session_head(detail: SessionDetail) -> list[Block]:
    """When, where and under whom a session is or was."""
    sitting = detail.sitting
    day = dates.paper(sitting.start.date())
    clock = f"{dates.clock(sitting.start)}—{dates.clock(sitting.end)}"
    return [
        fields(
            (_("时间："), f"{day} {clock}"),
            (_("地点："), sitting.place),
            (_("主持人："), detail.training.host or None),
            weights=(2.2, 1.6, 1.1),
        )
    ]


def figures(counts: RollCounts, filled: bool) -> Block:
    """应到 always; 实到, 请假, 缺席 only once they are known."""
    known = {
        _("实到："): counts.present,
        _("请假："): counts.leave,
        _("公出："): counts.official,
        _("代会："): counts.substitute,
        _("缺席："): counts.absent,
    }
    pairs = [(label, str(value) if filled else None) for label, value in known.items()]
    return fields((_("应到："), str(counts.expected)), *pairs)


def _single(filled: bool) -> list[Entry[RollRow]]:
    return [
        Entry("position", Column(_("序号"), mm=12), lambda row: str(row.attendance.position)),
        Entry("name", Column(_("姓名"), mm=22, whole=True), lambda row: row.attendance.name),
        Entry("unit", Column(_("单位"), weight=1.3), lambda row: row.attendance.unit_name),
        Entry("post", Column(_("职务"), weight=1.3), lambda row: row.attendance.post),
        Entry("signature", Column(_("签名"), mm=SIGNATURE_MM + 4), lambda row: ""),
        Entry("note", Column(_("备注"), mm=24), lambda row: told(row, filled)),
    ]


def _double(filled: bool) -> list[Entry[RollRow]]:
    signature = Column(_("签名"), mm=SIGNATURE_MM)
    return [
        *choose(_single(filled), ("position", "name", "unit")),
        Entry("signature", signature, lambda row: told(row, filled)),
    ]


def told(row: RollRow, filled: bool) -> str:
    """What is known of someone who will not sign; before the meeting only leave asked for in advance.

    So the sheet that lay at the door stays true while its signatures are typed into the roll.
    """
    if not filled:
        return status_label(row.requested.status) if row.requested else ""
    return status_label(row.attendance.status) if row.attendance.status in TOLD else ""
