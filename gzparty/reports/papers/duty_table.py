"""制度表: what is owed how often and until when; and 交叉核对, what records say against each other."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.i18n import _
from gzparty.labels import dates, sentence
from gzparty.labels.duty import deadline_label, every_label, grade_label, scope_label
from gzparty.reports.content import Align, Column, Level, Paper, Paragraph
from gzparty.reports.papers.common import Entry, Style, dotted, form, table
from gzparty.services.duty_views import DutyLine
from gzparty.services.meeting_views import Contradiction

_Duty = tuple[int, DutyLine]
_Found = tuple[int, Contradiction]


def duty_table(lines: Sequence[DutyLine], style: Style) -> Paper:
    """The rules in force on a day, one row each."""
    title = _("{office}组织生活制度一览表").format(office=style.office)
    note = _("（{day}正在执行的）").format(day=dates.paper(style.dated))
    lined = table(_duty_entries(), list(enumerate(lines, 1)), style, row_mm=9.0)
    return form(title, [lined], style, landscape=True, note=note)


def contradictions(found: Sequence[Contradiction], about: str, style: Style) -> Paper:
    """交叉核对: findings with room for what came of looking into them; the office's own paper, for nobody else."""
    title = _("组织生活记录交叉核对表")
    lined = table(_found_entries(), list(enumerate(found, 1)), style, row_mm=9.0)
    note = Paragraph(
        _("注：只列出记录之间对不上的地方，不是结论。查清以后再改记录，本表不外送。"), Level.NOTE
    )
    return form(title, [lined, note], style, landscape=True, note=_("（{about}）").format(about=about))


def _duty_entries() -> list[Entry[_Duty]]:
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("title", Column(_("事项"), weight=1.4), lambda row: row[1].duty.title),
        Entry("scope", Column(_("谁办"), weight=1.4), lambda row: scope_label(row[1].duty.scope)),
        Entry("every", Column(_("多久一次"), weight=1.2), _every),
        Entry("hold_by", Column(_("最晚召开"), weight=1.2), lambda row: deadline_label(row[1].duty.hold_by, row[1].duty.every)),
        Entry("report_by", Column(_("材料最晚交"), weight=1.5), lambda row: deadline_label(row[1].duty.report_by, row[1].duty.every)),
        Entry("grade", Column(_("性质"), mm=15), lambda row: grade_label(row[1].duty.grade)),
        Entry("basis", Column(_("依据"), weight=2.2, align=Align.LEFT), lambda row: row[1].duty.basis),
        Entry("owing", Column(_("应办\u200b单位"), mm=15), lambda row: str(row[1].owing)),
        Entry("note", Column(_("备注"), mm=22), _note),
    ]  # fmt: skip


def _every(row: _Duty) -> str:
    return every_label(row[1].duty.every, row[1].duty.times)


def _note(row: _Duty) -> str:
    return _("已停") if row[1].duty.stopped else ""


def _found_entries() -> list[Entry[_Found]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("unit", Column(_("单位"), mm=36), lambda row: row[1].unit.name),
        Entry("day", Column(_("日期"), mm=26, whole=True), lambda row: dotted(row[1].day)),
        Entry(
            "finding", Column(_("对不上的地方"), weight=3, align=left), lambda row: sentence(row[1].finding)
        ),
        Entry("answer", Column(_("核对结果"), weight=1.6, align=left), lambda row: ""),
    ]
