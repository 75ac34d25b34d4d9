"""请假条, to be written or filled from what was made known, and 请假汇总."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.domain.sitting import Attendance, LeaveRequest, Status
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.training import status_label
from gzparty.records import dataclass
from gzparty.reports.content import (
    Align,
    Block,
    Cell,
    Column,
    Gap,
    Numbering,
    Paper,
    Row,
    Setup,
    Table,
    Title,
)
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.services.paper_views import LeaveLine
from gzparty.services.views import SessionDetail

_ROW_MM = 9.5


@dataclass(frozen=True, slots=True)
class Slip:
    """What one slip says; None leaves room to write."""

    detail: SessionDetail | None = None
    attendance: Attendance | None = None
    request: LeaveRequest | None = None


def leave_slip(slip: Slip, style: Style) -> Paper:
    """One slip filled from a request, or two empty ones on a sheet to be cut."""
    title = style.title or _("请假条")
    one: list[Block] = [Title(title), _slip_table(slip)]
    blocks = one if slip.attendance else [*one, Gap(2.5), *one]
    setup = Setup(style.size, False, style.margins, style.large)
    name = _("{title}（{name}）").format(title=title, name=slip.attendance.name) if slip.attendance else title
    return Paper(
        name, tuple(blocks), setup=setup, numbering=Numbering.NONE, office=style.issuer, dated=style.dated
    )


def leave_summary(lines: Sequence[LeaveLine], year: int, style: Style, ordinal: int | None = None) -> Paper:
    """One row for everyone who had leave, was on duty elsewhere or sent somebody."""
    if ordinal:
        title = _("{year}年第{n}期\u200b村党组织书记培训班请假汇总表").format(year=year, n=ordinal)
    else:
        title = _("{office}{year}年村党组织书记培训请假汇总表").format(office=style.office, year=year)
    counts = [
        (_("{kind}：").format(kind=status_label(status)), _count(lines, status))
        for status in (Status.LEAVE, Status.OFFICIAL, Status.SUBSTITUTE)
    ]
    numbered = [(number, line) for number, line in enumerate(lines, 1)]
    return form(
        title, [fields(*counts), table(_entries(), numbered, style, row_mm=8.0)], style, landscape=True
    )


def _count(lines: Sequence[LeaveLine], status: Status) -> str:
    return _("{n}人次").format(n=sum(line.attendance.status is status for line in lines))


def _entries() -> list[Entry[tuple[int, LeaveLine]]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("session", Column(_("期次"), mm=12), lambda row: str(row[1].training.ordinal)),
        Entry(
            "day", Column(_("培训日期"), mm=22, whole=True), lambda row: dotted(row[1].sitting.start.date())
        ),
        Entry("name", Column(_("姓名"), mm=20, whole=True), lambda row: row[1].attendance.name),
        Entry("unit", Column(_("单位"), weight=1.2), lambda row: row[1].attendance.unit_name),
        Entry("kind", Column(_("类别"), mm=14), lambda row: status_label(row[1].attendance.status)),
        Entry("reason", Column(_("事由"), weight=2, align=left), lambda row: row[1].attendance.reason),
        Entry("substitute", Column(_("代会人"), weight=1.3), lambda row: _substitute(row[1].attendance)),
        Entry("asked", Column(_("报告日期"), mm=22, whole=True), lambda row: _asked(row[1].request)),
        Entry("approved", Column(_("批准人"), weight=1.1), lambda row: _approved(row[1].request)),
        Entry("makeup", Column(_("补课日期"), mm=22, whole=True), lambda row: _makeup(row[1])),
        Entry("note", Column(_("备注"), weight=1), lambda row: ""),
    ]


def _substitute(attendance: Attendance) -> str:
    if not attendance.substitute_name:
        return ""
    post = _("（{post}）").format(post=attendance.substitute_post) if attendance.substitute_post else ""
    return attendance.substitute_name + post


def _asked(request: LeaveRequest | None) -> str:
    return dotted(request.requested_on) if request else ""


def _approved(request: LeaveRequest | None) -> str:
    return request.approved_by if request else ""


def _makeup(line: LeaveLine) -> str:
    return dotted(line.makeup.done_on) if line.makeup else ""


def _slip_table(slip: Slip) -> Table:
    person, request = slip.attendance, slip.request
    sort = status_label(request.status) if request else _("□ 请假　□ 公出　□ 代会")
    rows = [
        _pair(_("姓名"), person.name if person else "", _("类别"), sort),
        _pair(_("单位"), person.unit_name if person else "", _("职务"), person.post if person else ""),
        _wide(_("请假事项"), _matter(slip.detail)),
        _wide(_("起止时间"), _time(slip.detail)),
        _wide(_("事由"), request.reason if request else "\n" * 2),
        _pair(_("代会人"), request.substitute_name if request else "", _("代会人职务"), _post(person)),
        _pair(_("本人签名"), "", _("请假日期"), _day(request)),
        _wide(_("批准意见"), "\n" * 2),
        _pair(_("批准人"), _approved(request), _("批准日期"), _blank_day()),
        _wide(_("销假"), _("已于　　　　年　　月　　日销假。　经办人：")),
    ]
    columns = (
        Column("", mm=26),
        Column("", align=Align.LEFT),
        Column("", mm=26),
        Column("", align=Align.LEFT),
    )
    return Table(columns, tuple(rows), row_mm=_ROW_MM, text_pt=11.0, headed=False)


def _pair(label: str, value: str, other: str, second: str) -> Row:
    return Row((label, value, other, second))


def _wide(label: str, value: str) -> Row:
    """A cell over the rest of the sheet."""
    return Row((label, Cell(value, span=3, align=Align.LEFT)))


def _matter(detail: SessionDetail | None) -> str:
    if detail is None:
        return _("　　　　年第　　期村党组织书记培训班")
    called = _("{year}年第{n}期村党组织书记培训班").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    topic = detail.training.topic
    return _("{called}（{topic}）").format(called=called, topic=topic) if topic else called


def _time(detail: SessionDetail | None) -> str:
    if detail is None:
        return _("　　　　年　　月　　日　　时　　分至　　时　　分")
    sitting = detail.sitting
    start, end = sitting.planned_start, sitting.planned_end
    return _("{day} {start}至{end}").format(
        day=dates.paper(start.date()), start=dates.clock(start), end=dates.clock(end)
    )


def _day(request: LeaveRequest | None) -> str:
    return dates.paper(request.requested_on) if request and request.requested_on else _blank_day()


def _blank_day() -> str:
    return _("　　　　年　　月　　日")


def _post(person: Attendance | None) -> str:
    return person.substitute_post if person else ""
