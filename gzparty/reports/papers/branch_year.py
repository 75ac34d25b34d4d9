"""支部年度组织生活统计: a branch's year on one sheet, counts per kind and month, and how much was done in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.dues import COMING, NOT_OWED, DueState
from gzparty.domain.meeting import Meeting, MeetingKind, Talk
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.duty import meeting_kind_label
from gzparty.records import dataclass
from gzparty.reports.content import Block, Column, Level, Paper, Paragraph
from gzparty.reports.papers.common import Entry, Style, fields, form, table
from gzparty.services.duty_views import Cell

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What the sheet says of one branch; `cells` are its dues by kind, `held` its records with the day of each."""

    party_name: str
    year: int
    secretary: str
    members: int | None
    groups: int
    cells: Mapping[MeetingKind, Sequence[Cell]]
    held: Sequence[tuple[Meeting, date]]
    talks: Sequence[Talk] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    kind: MeetingKind
    days: tuple[tuple[date, ...], ...]
    """The days it was held on, month by month."""
    cells: Sequence[Cell]

    @property
    def total(self) -> int:
        return sum(map(len, self.days))

    def in_time(self) -> tuple[int, int]:
        """In how many of the periods that are over all that was owed was done in time."""
        over = [cell for cell in self.cells if cell.owed and not _is_coming(cell)]
        return sum(_in_time(cell) for cell in over), len(over)

    def done(self) -> tuple[int, int]:
        """办齐 of what was due by now."""
        dues = [due for cell in self.cells for due in cell.dues if due.state not in COMING | NOT_OWED]
        return sum(due.state in (DueState.DONE, DueState.LATE) for due in dues), len(dues)


def branch_year(facts: YearFacts, kinds: Sequence[MeetingKind], style: Style) -> Paper:
    """一村一页: the monthly kinds as a table, what comes once a year below it."""
    title = _("{year}年党支部组织生活统计表").format(year=facts.year)
    members = "" if facts.members is None else _("{n}人").format(n=facts.members)
    head = fields(
        (_("党支部："), facts.party_name),
        (_("书记："), facts.secretary or None),
        (_("正式党员："), members or None),
        (_("党小组："), _("{n}个").format(n=facts.groups)),
        weights=(1.7, 1.1, 1.0, 0.8),
    )
    lines = [_Line(kind, _days(facts, kind), facts.cells.get(kind, ())) for kind in kinds]
    blocks: list[Block] = [
        head,
        table(_entries(), lines, style, row_mm=13.0),
        _yearly(facts),
        _note(),
    ]
    paper = form(title, blocks, style, landscape=True)
    return replace(paper, title=_("{title}（{name}）").format(title=paper.title, name=facts.party_name))


def _entries() -> list[Entry[_Line]]:
    return [
        Entry("kind", Column(_("项目"), mm=25), lambda line: meeting_kind_label(line.kind)),
        *(_month_entry(month) for month in _MONTHS),
        Entry("total", Column(_("全年\u200b次数"), mm=14), lambda line: str(line.total)),
        Entry("in_time", Column(_("按时开展\n（月或季）"), mm=24), lambda line: _of(line.in_time())),
        Entry("done", Column(_("完成率\n（办齐/到期）"), mm=27), lambda line: _share(line.done())),
    ]


def _month_entry(month: int) -> Entry[_Line]:
    column = Column(_("{m}月").format(m=month))
    return Entry(f"month{month}", column, lambda line: _count(line.days[month - 1]))


def _count(days: Sequence[date]) -> str:
    """How often, and on which days: 1 (15)."""
    if not days:
        return ""
    return _("{n}次\n{days}").format(
        n=len(days), days=_("、").join(_("{d}日").format(d=day.day) for day in days)
    )


def _days(facts: YearFacts, kind: MeetingKind) -> tuple[tuple[date, ...], ...]:
    """By the month in which it was held: a sheet of counts is checked against the minutes by their dates."""
    held = sorted(day for meeting, day in facts.held if meeting.kind is kind and day.year == facts.year)
    return tuple(tuple(day for day in held if day.month == month) for month in _MONTHS)


def _yearly(facts: YearFacts) -> Paragraph:
    parts = []
    for kind in (MeetingKind.LIFE_MEETING, MeetingKind.APPRAISAL):
        days = sorted(day for meeting, day in facts.held if meeting.kind is kind)
        when = _("、").join(map(dates.paper, days)) or _("未登记")
        parts.append(_("{kind}：{when}").format(kind=meeting_kind_label(kind), when=when))
    parts.append(_("谈心谈话：{n}次").format(n=len(facts.talks)))
    year = _("{year}年度").format(year=facts.year)
    return Paragraph(year + _("　") + _("；").join(parts) + _("。"), Level.NOTE)


def _note() -> Paragraph:
    return Paragraph(
        _("注：按时开展和完成率只算已经到期的；免办、不涉及和本程序开始登记以前的不算在内。"), Level.NOTE
    )


def _is_coming(cell: Cell) -> bool:
    return any(due.state in COMING for due in cell.dues)


def _in_time(cell: Cell) -> bool:
    return all(due.state is DueState.DONE for due in cell.dues if due.state not in NOT_OWED)


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}" if pair[1] else _("—")


def _share(pair: tuple[int, int]) -> str:
    done, due = pair
    return f"{done}/{due}\n{done / due:.0%}" if due else _("—")
