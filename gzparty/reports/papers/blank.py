"""Empty forms to write on: the sign-in sheet, and the record of each kind of branch meeting."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from gzparty.i18n import N_, _
from gzparty.reports.content import (
    Align,
    Block,
    Cell,
    Column,
    Field,
    FieldLine,
    FootLine,
    Paper,
    Row,
    RowRole,
    Table,
)
from gzparty.reports.papers.common import Entry, Style, fields, form, table
from gzparty.reports.papers.sign_in import SIGNATURE_MM

_LINES = 30
"""So many sign on a page (25 to 30 by custom)."""


class Meeting(StrEnum):
    """The kinds of branch meetings that have a record of their own (支部工作条例 第11-16条)."""

    BRANCH = "branch"
    COMMITTEE = "committee"
    GROUP = "group"
    LECTURE = "lecture"
    THEME_DAY = "theme_day"


_TITLES = {
    Meeting.BRANCH: N_("党员大会会议记录"),
    Meeting.COMMITTEE: N_("支委会会议记录"),
    Meeting.GROUP: N_("党小组会会议记录"),
    Meeting.LECTURE: N_("党课记录"),
    Meeting.THEME_DAY: N_("主题党日活动记录"),
}
_SUBJECTS = {
    Meeting.BRANCH: N_("会议议题"),
    Meeting.COMMITTEE: N_("会议议题"),
    Meeting.GROUP: N_("会议议题"),
    Meeting.LECTURE: N_("党课题目"),
    Meeting.THEME_DAY: N_("活动主题"),
}
_CONTENTS = {
    Meeting.BRANCH: N_("会议内容"),
    Meeting.COMMITTEE: N_("会议内容"),
    Meeting.GROUP: N_("会议内容"),
    Meeting.LECTURE: N_("党课\n主要内容"),
    Meeting.THEME_DAY: N_("主要内容\n及特色"),
}
_VOTING = frozenset({Meeting.BRANCH, Meeting.COMMITTEE})


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


def blank_record(meeting: Meeting, party_name: str, style: Style) -> Paper:
    """An empty record: what the branch's own book asks of each kind of meeting."""
    title = _(_TITLES[meeting])
    branch = Field(_("党支部："), party_name or None, 1.6)
    group = (Field(_("党小组："), None, 1.0),) if meeting is Meeting.GROUP else ()
    head = FieldLine((branch, *group, Field(_("年度："), None, 0.7), Field(_("第几次："), None, 0.8)))
    foot = FootLine(
        (Field(_("主持人签名："), None), Field(_("记录人签名："), None), Field(_("整理日期："), None))
    )
    return form(title, [head, _record_table(meeting)], style, foot=foot)


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


def _record_table(meeting: Meeting) -> Table:
    people = _("　　人（其中有表决权　　人）") if meeting is Meeting.BRANCH else _("　　　人")
    rows = [
        _wide(_(_SUBJECTS[meeting])),
        Row((_("时间"), _("　　年　　月　　日　　时　　分"), _("地点"), "")),
        Row((_("主持人"), "", _("记录人"), "")),
        Row((_("应到人数"), people, _("实到人数"), people)),
        _wide(_("列席人员")),
        _wide(_("缺席人员\n及原因"), "\n" * 2),
        _room(_(_CONTENTS[meeting])),
        *_outcome(meeting),
    ]
    if meeting is Meeting.LECTURE:
        rows.insert(3, _wide(_("讲课人\n及职务")))
    label, value = Column("", mm=24), Column("", align=Align.LEFT)
    return Table((label, value, label, value), tuple(rows), row_mm=9.5, text_pt=11.0, headed=False)


def _outcome(meeting: Meeting) -> list[Row]:
    """What was decided, where the kind of meeting decides anything."""
    if meeting in _VOTING:
        votes = _("应到　　　人，实到　　　人；赞成　　　票，反对　　　票，弃权　　　票")
        return [_wide(_("表决情况"), votes), _wide(_("会议决议"), "\n" * 4)]
    labels = {Meeting.GROUP: _("议定事项"), Meeting.THEME_DAY: _("议定事项\n落实情况")}
    return [_wide(labels[meeting], "\n" * 4)] if meeting in labels else []


def _wide(label: str, value: str = "") -> Row:
    """A label with a cell over the rest of the row."""
    return Row((label, Cell(value, span=3, align=Align.LEFT)))


def _room(label: str) -> Row:
    """A label with a space to write in that takes what is left of the page."""
    return Row((label, Cell("", span=3)), RowRole.ROOM)
