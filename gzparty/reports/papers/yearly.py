"""What comes once a year: the step lists of 组织生活会 and 民主评议, and the register of 谈心谈话 without what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gzparty.domain.meeting import Talk, YearlyKind
from gzparty.domain.people import UnitView
from gzparty.i18n import N_, _
from gzparty.labels.votes import talk_kind_label
from gzparty.reports.content import Column, Level, Paper, Paragraph
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.services.meeting_views import YearlyBoard, YearlyLine

_NAMES = {
    YearlyKind.LIFE_MEETING: N_("组织生活会"),
    YearlyKind.APPRAISAL: N_("民主评议党员"),
    YearlyKind.TALK: N_("谈心谈话"),
}
_Line = tuple[int, YearlyLine]
_Talk = tuple[int, Talk]


def yearly_kind_name(kind: YearlyKind) -> str:
    """组织生活会."""
    return _(_NAMES[kind])


def yearly_steps(board: YearlyBoard, style: Style) -> Paper:
    """Every branch with the day of each step that was done; 所属年度 whatever the date."""
    title = _("{office}{year}年度{kind}\u200b步骤完成表").format(
        office=style.office, year=board.year, kind=yearly_kind_name(board.kind)
    )
    lines = list(enumerate(board.lines, 1))
    lined = table(list(_step_entries(board)), lines, style, row_mm=7.0)
    note = Paragraph(_("注：日期是完成那一步的日期，跨年办的写全年份；空白是还没有登记。"), Level.NOTE)
    return form(title, [lined, note], style, landscape=True)


def talk_register(
    talks: Sequence[Talk], units: Mapping[int, UnitView], year: int, name: str, style: Style
) -> Paper:
    """谈心谈话登记表: who, whom, when and of what kind; contents stay in the branch's own book."""
    title = _("{year}年谈心谈话登记表").format(year=year)
    people = {person for talk in talks for person in (talk.speaker, talk.partner)}
    head = fields(
        (_("单位："), name),
        (_("谈话："), _("{n}次").format(n=len(talks))),
        (_("涉及："), _("{n}人").format(n=len(people))),
        weights=(2.0, 1.0, 1.0),
    )
    ordered = sorted(talks, key=lambda talk: (talk.held_on, talk.id))
    lined = table(_talk_entries(units), list(enumerate(ordered, 1)), style, row_mm=7.5)
    paper = form(title, [head, lined], style)
    return replace(paper, title=_("{title}（{name}）").format(title=paper.title, name=name))


def _step_entries(board: YearlyBoard) -> Iterator[Entry[_Line]]:
    yield Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0]))
    yield Entry("community", Column(_("社区"), mm=20, merge=True), lambda row: _community(row[1]))
    yield Entry("unit", Column(_("党支部"), mm=32), lambda row: row[1].unit.name)
    steps = board.lines[0].steps if board.lines else ()
    for place, step in enumerate(steps):
        yield Entry(step.code, Column(step.title), _step_text(place, board.year))
    if board.kind is YearlyKind.TALK:
        yield Entry("talks", Column(_("谈话\u200b次数"), mm=18), lambda row: str(len(row[1].talks) or ""))
    else:
        yield Entry("held", Column(_("召开日期"), mm=24, whole=True), lambda row: dotted(row[1].held_on))
    yield Entry("note", Column(_("备注"), mm=24), lambda row: "")


def _step_text(place: int, year: int) -> Callable[[_Line], str]:
    def text(row: _Line) -> str:
        done = row[1].steps[place].done if place < len(row[1].steps) else None
        if done is None:
            return ""
        day = done.done_on
        return f"{day.month}.{day.day}" if day.year == year else dotted(day)

    return text


def _community(line: YearlyLine) -> str:
    return line.community.name if line.community else ""


def _talk_entries(units: Mapping[int, UnitView]) -> list[Entry[_Talk]]:
    several = len(units) > 1
    return [
        Entry("position", Column(_("序号"), mm=12), lambda row: str(row[0])),
        Entry("day", Column(_("谈话日期"), mm=28, whole=True), lambda row: dotted(row[1].held_on)),
        Entry("unit", Column(_("党支部"), weight=1.4), lambda row: _unit(row[1], units), usual=several),
        Entry("speaker", Column(_("谈话人"), weight=1.0), lambda row: row[1].speaker),
        Entry("partner", Column(_("谈话对象"), weight=1.0), lambda row: row[1].partner),
        Entry("kind", Column(_("类别"), weight=1.2), lambda row: talk_kind_label(row[1].kind)),
        Entry("filed", Column(_("记录在哪"), weight=1.0), lambda row: row[1].filed_at),
        Entry("note", Column(_("备注"), mm=24), lambda row: ""),
    ]


def _unit(talk: Talk, units: Mapping[int, UnitView]) -> str:
    unit = units.get(talk.unit_id)
    return unit.name if unit else ""
