"""The form of a meeting's record, the same whether it is empty to be written on or filled from what was registered."""

from __future__ import annotations

from gzparty.domain.meeting import MeetingKind
from gzparty.i18n import N_, _
from gzparty.records import dataclass
from gzparty.reports.content import Align, Cell, Column, Field, FootLine, Row, RowRole, Table

_ROW_MM, _TEXT_PT, _LABEL_MM = 9.5, 11.0, 24.0
_TITLES = {
    MeetingKind.BRANCH_MEETING: N_("党员大会会议记录"),
    MeetingKind.COMMITTEE_MEETING: N_("支委会会议记录"),
    MeetingKind.GROUP_MEETING: N_("党小组会会议记录"),
    MeetingKind.LECTURE: N_("党课记录"),
    MeetingKind.THEME_DAY: N_("主题党日活动记录"),
    MeetingKind.STUDY: N_("集中学习记录"),
    MeetingKind.LIFE_MEETING: N_("组织生活会会议记录"),
    MeetingKind.APPRAISAL: N_("民主评议党员会议记录"),
}
_SUBJECTS = {
    MeetingKind.LECTURE: N_("党课题目"),
    MeetingKind.THEME_DAY: N_("活动主题"),
    MeetingKind.STUDY: N_("学习主题"),
    MeetingKind.LIFE_MEETING: N_("会议主题"),
}
_CONTENTS = {
    MeetingKind.LECTURE: N_("党课\n主要内容"),
    MeetingKind.THEME_DAY: N_("主要内容\n及特色"),
    MeetingKind.STUDY: N_("学习\n主要内容"),
}
_DECISIONS = {
    MeetingKind.BRANCH_MEETING: N_("会议决议"),
    MeetingKind.COMMITTEE_MEETING: N_("会议决议"),
    MeetingKind.GROUP_MEETING: N_("议定事项"),
    MeetingKind.THEME_DAY: N_("议定事项\n落实情况"),
    MeetingKind.LIFE_MEETING: N_("整改措施"),
    MeetingKind.APPRAISAL: N_("评议意见"),
}
VOTING = frozenset({MeetingKind.BRANCH_MEETING, MeetingKind.COMMITTEE_MEETING})
"""Kinds that put matters to the vote as a rule (支部工作条例 第11-12条)."""


@dataclass(frozen=True, slots=True)
class RecordText:
    """What stands in each cell of a record; an optional row whose text is None is left out.

    `voters` is 应到会有表决权 and 实到会有表决权 (发展党员), `names` those who took part.
    """

    subject: str = ""
    time: str = ""
    place: str = ""
    host: str = ""
    recorder: str = ""
    lecturer: str = ""
    expected: str = ""
    attended: str = ""
    on_leave: str = ""
    absent: str = ""
    observers: str = ""
    absences: str = ""
    content: str = ""
    voters: tuple[str, str] | None = None
    names: str | None = None
    other: str | None = None
    votes: str | None = None
    decision: str | None = None


def record_title(kind: MeetingKind) -> str:
    """党员大会会议记录."""
    return _(_TITLES[kind])


def empty_text(kind: MeetingKind) -> RecordText:
    """Room to write in, with the units printed."""
    people = _("　　　人")
    voters = _("　　人（其中有表决权　　人）") if kind is MeetingKind.BRANCH_MEETING else people
    votes = _(
        "应到　　人（其中不计入　　人），实到　　人；赞成　　票，反对　　票，弃权　　票；□通过　□未通过"
    )
    return RecordText(
        time=_("　　年　　月　　日　　时　　分"),
        expected=voters,
        attended=voters,
        on_leave=people,
        absent=people,
        absences="\n" * 2,
        votes=votes if kind in VOTING else None,
        decision="\n" * 4 if kind in _DECISIONS else None,
    )


def record_table(kind: MeetingKind, text: RecordText) -> Table:
    """The ruled form; its content takes what is left of the page and goes on over the next ones."""
    rows = [
        _wide(_(_SUBJECTS.get(kind, N_("会议议题"))), text.subject),
        Row((_("时间"), text.time, _("地点"), text.place)),
        Row((_("主持人"), text.host, _("记录人"), text.recorder)),
        Row((_("应到人数"), text.expected, _("实到人数"), text.attended)),
        Row((_("请假人数"), text.on_leave, _("缺席人数"), text.absent)),
        *_optional((_("参加人员"), text.names)),
        _wide(_("列席人员"), text.observers),
        _wide(_("缺席人员\n及原因"), text.absences),
        _room(_(_CONTENTS.get(kind, N_("会议内容"))), text.content),
        *_optional(
            (_("表决情况"), text.votes),
            (_(_DECISIONS.get(kind, N_("议定事项"))), text.decision),
            (_("其他"), text.other),
        ),
    ]
    if text.voters is not None:
        rows.insert(4, Row((_("应到会有\n表决权"), text.voters[0], _("实到会有\n表决权"), text.voters[1])))
    if kind is MeetingKind.LECTURE:
        rows.insert(3, _wide(_("讲课人\n及职务"), text.lecturer))
    label, value = Column("", mm=_LABEL_MM), Column("", align=Align.LEFT)
    return Table((label, value, label, value), tuple(rows), row_mm=_ROW_MM, text_pt=_TEXT_PT, headed=False)


def record_foot() -> FootLine:
    """Who signs a record; the day of setting it in order is theirs to write."""
    return FootLine(
        (Field(_("主持人签名："), None), Field(_("记录人签名："), None), Field(_("整理日期："), None))
    )


def _optional(*pairs: tuple[str, str | None]) -> list[Row]:
    return [_wide(label, value) for label, value in pairs if value is not None]


def _wide(label: str, value: str) -> Row:
    """A label with a cell over the rest of the row."""
    return Row((label, Cell(value, span=3, align=Align.LEFT)))


def _room(label: str, value: str) -> Row:
    """A label with a space that takes what is left of the page; what is written begins at its top."""
    return Row((label, Cell(value, span=3, align=Align.LEFT, top=True)), RowRole.ROOM)
