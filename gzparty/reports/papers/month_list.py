"""本月清单: what is due in a month, what is still open first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gzparty.domain.dues import INSPECTION
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.period import period_text
from gzparty.records import dataclass
from gzparty.reports.content import Align, Cell, Column, Paper, Row, RowRole, Table
from gzparty.reports.papers.common import Entry, Style, choose, fields, form, table
from gzparty.reports.papers.due_words import due_title, standing
from gzparty.services.duty_views import DueLine


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: one open due, or everything a unit has done."""

    position: int
    community: str
    unit: str
    matter: str
    hold_by: str
    report_by: str
    standing: str


def month_list(lines: Sequence[DueLine], month: Period, name: str, style: Style) -> Paper:
    """The open dues of a unit or the town, a row each; below them what is settled, a row a unit."""
    of_life = all(line.due.duty.record != INSPECTION for line in lines)
    title = _("{name}{month}月组织生活清单") if of_life else _("{name}{month}月应办事项清单")
    title = title.format(name=name, month=month.month)
    undone = [line for line in lines if line.due.is_open]
    done = [line for line in lines if not line.due.is_open and line.due.reason is None]
    head = fields(
        (_("月份："), period_text(month)),
        (_("应办："), _("{n}项").format(n=len(undone) + len(done))),
        (_("办齐："), _("{n}项").format(n=len(done))),
        (_("还差："), _("{n}项").format(n=len(undone))),
        weights=(1.5, 1.0, 1.0, 1.0),
    )
    lined = _table(list(_open_lines(undone)), list(_done_lines(done)), len(done), style)
    paper = form(title, [head, lined], style)
    return replace(paper, title=_("{title}（{period}）").format(title=paper.title, period=period_text(month)))


def _table(undone: Sequence[_Line], done: Sequence[_Line], settled: int, style: Style) -> Table:
    entries = _entries()
    lined = table(entries, undone, style, row_mm=7.5)
    width = len(choose(entries, style.columns))
    rows = [_heading(_("还没办齐的"), len(undone), width), *lined.rows]
    if done:
        rows += [_heading(_("办齐和免办的"), settled, width), *table(entries, done, style).rows]
    return replace(lined, rows=tuple(rows))


def _heading(words: str, count: int, width: int) -> Row:
    text = _("{words}（{n}项）") if count else _("{words}：没有")
    return Row((Cell(text.format(words=words, n=count), span=width),), RowRole.GROUP)


def _open_lines(lines: Iterable[DueLine]) -> Iterator[_Line]:
    for position, line in enumerate(lines, 1):
        due = line.due
        yield _Line(
            position,
            line.community.name if line.community else "",
            line.unit.name,
            due_title(due, line.group),
            dates.prose(due.hold_by),
            dates.prose(due.report_by) if due.report_by else "",
            standing(due),
        )


def _done_lines(lines: Iterable[DueLine]) -> Iterator[_Line]:
    """One row for each unit, lest the settled ones bury the open ones."""
    for position, (_key, group) in enumerate(groupby(lines, key=lambda line: line.unit.id), 1):
        settled = list(group)
        first = settled[0]
        community = first.community.name if first.community else ""
        titles = dict.fromkeys(line.due.duty.title for line in settled)
        matters = _("、").join(titles)
        said = _("；").join(
            _("、").join(standing(line.due) for line in settled if line.due.duty.title == title)
            for title in titles
        )
        yield _Line(position, community, first.unit.name, matters, "", "", said)


def _entries() -> list[Entry[_Line]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=11), lambda line: str(line.position)),
        Entry("community", Column(_("社区"), mm=20), lambda line: line.community, usual=False),
        Entry("unit", Column(_("单位"), mm=30, merge=True), lambda line: line.unit),
        Entry("matter", Column(_("事项"), weight=1.6, align=left), lambda line: line.matter),
        Entry("hold_by", Column(_("最晚召开"), mm=19), lambda line: line.hold_by),
        Entry("report_by", Column(_("材料\u200b最晚交"), mm=19), lambda line: line.report_by),
        Entry("standing", Column(_("情况"), weight=1.9, align=left), lambda line: line.standing),
        Entry("tick", Column(_("办齐√"), mm=13), lambda line: ""),
    ]
