"""年度考勤汇总: people by sessions, one sign a cell."""

from __future__ import annotations

from gzparty.domain.sitting import Status
from gzparty.i18n import N_, _
from gzparty.reports.content import Column, Level, Paper, Paragraph
from gzparty.reports.papers.common import Entry, Style, form, table
from gzparty.services.views import CreditLine, CreditYear, YearMark

SIGNS = {
    Status.PRESENT: "√",
    Status.LATE: N_("迟"),
    Status.LEAVE: N_("假"),
    Status.OFFICIAL: N_("公"),
    Status.ABSENT: "×",
    Status.SUBSTITUTE: N_("代"),
    Status.EARLY: N_("退"),
    Status.UNSETTLED: N_("待"),
    Status.UNMARKED: N_("待"),
}
_PORTRAIT_SESSIONS = 6
"""So many sessions still stand beside the names on an upright sheet."""


def attendance_year(year: CreditYear, style: Style) -> Paper:
    """One row a person; sessions whose roll has not begun are left out."""
    title = _("{office}{year}年村党组织书记培训考勤汇总表").format(office=style.office, year=year.year)
    note = _("共{count}期").format(count=len(year.sessions))
    legend = Paragraph(
        _(
            "√ 到，迟 迟到，退 早退，假 请假，公 公出，代 代会，× 缺席，待 待核实，补 已补课；空白为当期不在名单。"
        ),
        Level.NOTE,
    )
    lines = table(_entries(year), year.lines, style, row_mm=7.0)
    return form(title, [lines, legend], style, landscape=len(year.sessions) > _PORTRAIT_SESSIONS, note=note)


def _entries(year: CreditYear) -> list[Entry[CreditLine]]:
    sessions = [_session_entry(place, line.training.month) for place, line in enumerate(year.sessions)]
    return [
        Entry("position", Column(_("序号"), mm=11), lambda line: str(line.position)),
        Entry("name", Column(_("姓名"), mm=20, whole=True), lambda line: line.name),
        Entry("unit", Column(_("单位"), weight=1), lambda line: line.unit_name),
        *sessions,
        Entry("expected", Column(_("应到"), mm=12), lambda line: str(line.expected)),
        Entry("present", Column(_("实到"), mm=12), lambda line: str(line.present)),
        Entry("rate", Column(_("出勤率"), mm=16), rate),
    ]


def _session_entry(place: int, month: int) -> Entry[CreditLine]:
    column = Column(_("{month}月").format(month=month), mm=12)
    return Entry(f"session{place + 1}", column, lambda line: sign(line.marks[place]))


def sign(mark: YearMark) -> str:
    """The sign of one person at one session."""
    if not mark.status:
        return ""
    shown = _(SIGNS[Status(mark.status)])
    return shown + _("补") if mark.made_up else shown


def rate(line: CreditLine) -> str:
    """Attendance in percent of the sessions called to."""
    return f"{line.present / line.expected:.0%}" if line.expected else ""
