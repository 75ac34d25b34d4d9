"""签到表 of a meeting of a branch, its committee or one of its groups: names to sign beside, figures once they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain.meeting import Depth, Meeting, MeetingKind
from gzparty.domain.sitting import Sitting, Status
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.people import class_label
from gzparty.labels.training import status_label
from gzparty.records import dataclass
from gzparty.reports.content import Block, Column, Field, FieldLine, Paper
from gzparty.reports.papers.common import Entry, Style, choose, fields, form, table, with_blanks
from gzparty.reports.papers.minutes import time_text
from gzparty.reports.papers.sign_in import LEAST_MM, SIGNATURE_MM
from gzparty.services.record_sheets import RecordSheet
from gzparty.services.views import RollRow

_SAID = frozenset({Status.LEAVE, Status.OFFICIAL, Status.ABSENT, Status.LATE, Status.EARLY})


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose meeting it is and what is known of it; a coming one has no record yet."""

    kind: MeetingKind
    party_name: str
    group: str = ""
    sitting: Sitting | None = None
    meeting: Meeting | None = None
    figures: tuple[int | None, ...] = (None,) * 5
    """应到, 实到, 请假, 缺席, 列席."""


def heading_of(sheet: RecordSheet) -> Heading:
    """What the sheet of a registered meeting says above its lines."""
    meeting = sheet.meeting
    figures: tuple[int | None, ...]
    if meeting.depth is Depth.NAMES and sheet.roll is not None:
        counts = sheet.roll.counts
        away = counts.leave + counts.official
        figures = (counts.expected, counts.present, away, counts.absent, counts.observers)
    else:
        figures = (
            meeting.expected,
            meeting.attended,
            meeting.on_leave,
            meeting.absent,
            meeting.observers,
        )
    group = sheet.group.name if sheet.group else ""
    return Heading(meeting.kind, sheet.unit.party_name, group, sheet.sitting, meeting, figures)


def meeting_sign_in(heading: Heading, rows: Sequence[RollRow], style: Style) -> Paper:
    """Before the meeting its figures are left to write; after it (`filled`) they are those of the record."""
    title = _("{unit}{group}\u200b{kind}签到表").format(
        unit=heading.party_name, group=heading.group, kind=meeting_kind_label(heading.kind)
    )
    shown = [row for row in rows if style.filled or not row.attendance.guest]
    numbered = [
        replace(row, attendance=replace(row.attendance, position=n)) for n, row in enumerate(shown, 1)
    ]
    entries = _double(style.filled) if style.double else _single(style.filled)
    lined = with_blanks(table(entries, numbered, style, row_mm=7.3), style.blank_lines)
    fitted = {"folds": 2, "tight": True} if style.double else {"least_mm": LEAST_MM}
    lined = replace(lined, **fitted)
    topic = heading.meeting.topic if heading.meeting else ""
    paper = form(title, [*_head(heading, style.filled, len(shown)), lined], style, note=topic)
    if heading.sitting is None:
        return paper
    day = dates.paper(heading.sitting.start.date())
    return replace(paper, title=_("{title}（{day}）").format(title=paper.title, day=day))


def _head(heading: Heading, filled: bool, called: int) -> list[Block]:
    sitting, meeting = heading.sitting, heading.meeting
    when = time_text(sitting).replace("\n", " ") if sitting else None
    place = (sitting.place if sitting else "") or None
    host = (meeting.host if meeting else "") or None
    first = fields((_("时间："), when), (_("地点："), place), (_("主持人："), host), weights=(2.2, 1.6, 1.1))
    labels = (_("应到："), _("实到："), _("请假："), _("缺席："), _("列席："))
    known = heading.figures if filled else (heading.figures[0] or called or None, None, None, None, None)
    figures = [None if count is None else str(count) for count in known]
    return [
        first,
        FieldLine(tuple(Field(label, value) for label, value in zip(labels, figures, strict=True))),
    ]


def _single(filled: bool) -> list[Entry[RollRow]]:
    return [
        Entry("position", Column(_("序号"), mm=12), lambda row: str(row.attendance.position)),
        Entry("name", Column(_("姓名"), mm=24, whole=True), lambda row: row.attendance.name),
        Entry("post", Column(_("职务"), weight=1), lambda row: row.attendance.post),
        Entry("class", Column(_("身份"), mm=18), _class),
        Entry("signature", Column(_("签名"), mm=SIGNATURE_MM + 12), lambda row: ""),
        Entry("note", Column(_("备注"), mm=28), lambda row: _said(row, filled)),
    ]


def _double(filled: bool) -> list[Entry[RollRow]]:
    signature = Column(_("签名"), mm=SIGNATURE_MM)
    return [
        *choose(_single(filled), ("position", "name")),
        Entry("signature", signature, lambda row: _said(row, filled)),
    ]


def _class(row: RollRow) -> str:
    """正式, 预备 or 列席."""
    return _("列席") if row.attendance.guest else class_label(row.attendance.party_class)


def _said(row: RollRow, filled: bool) -> str:
    """Before the meeting only leave known in advance; after it what the roll says of those who did not sign."""
    if not filled:
        return status_label(row.requested.status) if row.requested else ""
    return status_label(row.attendance.status) if row.attendance.status in _SAID else ""
