"""Empty forms to write on: the sign-in sheet, and the record of each kind of branch meeting."""

from __future__ import annotations

from dataclasses import replace

from gzparty.domain.meeting import MeetingKind
from gzparty.i18n import _
from gzparty.reports.content import Block, Column, Field, FieldLine, FootLine, Paper
from gzparty.reports.papers.common import Entry, Style, fields, form, table
from gzparty.reports.papers.record import empty_text, record_foot, record_table, record_title
from gzparty.reports.papers.sign_in import SIGNATURE_MM

_LINES = 30
"""So many sign on a page (25 to 30 by custom)."""


def blank_sign_in(unit_name: str, style: Style) -> Paper:
    """A sign-in sheet of nothing but lines."""
    title = _("会议签到表")
    head: list[Block] = [
        fields((_("会议名称："), None), (_("单位："), unit_name or None), weights=(1.6, 1.0)),
        fields((_("时间："), None), (_("地点："), None), (_("主持人："), None), weights=(1.4, 1.4, 1.0)),
        fields(*((label, None) for label in (_("应到："), _("实到："), _("请假："), _("缺席：")))),
    ]
    lines = style.blank_lines or (2 * _LINES if style.double else _LINES)
    entries = _double_entries() if style.double else _entries()
    numbers = list(range(1, lines + 1))
    lined = table(entries, numbers, style, row_mm=6.6 if style.double else 7.0)
    lined = replace(lined, folds=2 if style.double else 1, tight=True)
    foot = FootLine((Field(_("填表人："), None), Field(_("审核人："), None), Field(_("填表时间："), None)))
    return form(title, [*head, lined], style, foot=foot)


def blank_record(kind: MeetingKind, party_name: str, style: Style) -> Paper:
    """An empty record: what the branch's own book asks of each kind of meeting."""
    branch = Field(_("党支部："), party_name or None, 1.6)
    group = (Field(_("党小组："), None, 1.0),) if kind is MeetingKind.GROUP_MEETING else ()
    head = FieldLine((branch, *group, Field(_("年度："), None, 0.7), Field(_("第几次："), None, 0.8)))
    lined = record_table(kind, empty_text(kind))
    return form(record_title(kind), [head, lined], style, foot=record_foot())


def _entries() -> list[Entry[int]]:
    return [
        Entry("position", Column(_("序号"), mm=12), str),
        Entry("name", Column(_("姓名"), mm=24), _nothing),
        Entry("post", Column(_("单位及职务"), weight=1), _nothing),
        Entry("class", Column(_("身份\n正式/预备/列席"), mm=28), _nothing),
        Entry("signature", Column(_("签名"), mm=SIGNATURE_MM + 4), _nothing),
        Entry("time", Column(_("签到时间"), mm=20), _nothing, usual=False),
        Entry("note", Column(_("备注"), mm=20), _nothing),
    ]


def _double_entries() -> list[Entry[int]]:
    return [
        Entry("position", Column(_("序号"), mm=12), str),
        Entry("name", Column(_("姓名"), weight=1), _nothing),
        Entry("signature", Column(_("签名"), mm=SIGNATURE_MM + 4), _nothing),
    ]


def _nothing(_number: int) -> str:
    return ""
