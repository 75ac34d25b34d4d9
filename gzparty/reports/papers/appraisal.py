"""民主评议党员: the ballot 测评表, and its 汇总 for one branch or for the branches of the town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.meeting import AppraisalGrade, AppraisalLine, BallotCount
from gzparty.domain.people import PartyClass
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.people import class_label
from gzparty.labels.votes import appraisal_grade_label
from gzparty.records import dataclass
from gzparty.reports.content import (
    Align,
    Cell,
    Column,
    Field,
    FootLine,
    Level,
    Paper,
    Paragraph,
    Row,
    RowRole,
    Table,
)
from gzparty.reports.papers.common import Entry, Style, dotted, fields, form, table
from gzparty.services.paper_views import MemberLine

_GRADES = tuple(grade for grade in AppraisalGrade if grade)
_SHARE = 3
"""优秀 normally for at most a third of the members."""


@dataclass(frozen=True, slots=True)
class BranchAppraisal:
    """One branch's appraisal of a year, as far as it was entered."""

    unit_name: str
    party_name: str
    held_on: date | None = None
    lines: Sequence[AppraisalLine] = ()
    ballots: BallotCount | None = None


def ballot(party_name: str, year: int, members: Sequence[MemberLine], style: Style) -> Paper:
    """测评表: unsigned, a tick per member; probationary members are listed without grades to tick."""
    title = _("{year}年度民主评议党员测评表").format(year=year)
    head = fields((_("党支部："), party_name), (_("测评时间："), None), weights=(1.8, 1.0))
    full = [line for line in members if line.party_class is PartyClass.FULL]
    young = [line for line in members if line.party_class is PartyClass.PROBATIONARY]
    lined = _ballot_table(full, young)
    notes = Paragraph(
        _(
            "说明：1.本表无记名填写，请在相应栏内划“√”，每人只选一个等次，多选或不选的，对该人的评议无效。"
            "2.预备党员参加评议，不评定等次。3.认为有问题的，写在“存在问题”栏。"
        ),
        Level.NOTE,
    )
    foot = FootLine((Field(_("（无记名，不签名）"), ""),))
    paper = form(title, [head, lined, notes], style, foot=foot)
    return replace(paper, title=_("{title}（{name}）").format(title=paper.title, name=party_name))


def branch_summary(found: BranchAppraisal, year: int, style: Style) -> Paper:
    """汇总 of one branch: ballots by grade and the grade the branch gave; without a grade nothing is said."""
    title = _("{year}年度民主评议党员\u200b测评结果汇总表").format(year=year)
    full = sum(line.party_class is not PartyClass.PROBATIONARY for line in found.lines)
    ballots = found.ballots
    when = dates.paper(found.held_on) if found.held_on else None
    head = fields((_("党支部："), found.party_name), (_("测评时间："), when), weights=(1.8, 1.3))
    counts = fields(
        (_("党员："), _("{n}人").format(n=len(found.lines))),
        (_("发出票："), str(ballots.sent) if ballots else None),
        (_("收回票："), str(ballots.returned) if ballots else None),
        (_("有效票："), str(ballots.valid) if ballots else None),
    )
    note = Paragraph(
        _(
            "注：评定为“优秀”的一般不超过党员总数的三分之一（{n}人）；预备党员不评定等次（正式党员{full}人）。"
        ).format(n=len(found.lines) // _SHARE, full=full),
        Level.NOTE,
    )
    lined = table(_summary_entries(), list(enumerate(found.lines, 1)), style, row_mm=7.5)
    paper = form(title, [head, counts, lined, note], style)
    return replace(paper, title=_("{title}（{name}）").format(title=paper.title, name=found.party_name))


def town_summary(found: Sequence[BranchAppraisal], year: int, style: Style) -> Paper:
    """汇总 of the town: how many of each grade in every branch."""
    title = _("{office}{year}年度\u200b民主评议党员情况汇总表").format(office=style.office, year=year)
    numbered = list(enumerate(found, 1))
    lined = table(_town_entries(), numbered, style, row_mm=7.0)
    everything = (0, BranchAppraisal("", "", None, [line for one in found for line in one.lines]))
    keys = style.columns or tuple(entry.key for entry in _town_entries())
    texts = {entry.key: entry.text(everything) for entry in _town_entries()}
    texts |= {"position": "", "unit": _("合计"), "day": ""}
    total = Row(tuple(Cell(texts[key]) for key in keys), RowRole.TOTAL)
    return form(title, [replace(lined, rows=(*lined.rows, total))], style, landscape=True)


def _ballot_table(full: Sequence[MemberLine], young: Sequence[MemberLine]) -> Table:
    columns = (
        Column(_("序号"), mm=11),
        Column(_("姓名"), mm=26, whole=True),
        *(Column(appraisal_grade_label(grade), mm=18) for grade in _GRADES),
        Column(_("存在问题"), weight=1, align=Align.LEFT),
    )
    rows = [Row((str(n), line.person.name)) for n, line in enumerate(full, 1)]
    apart = Cell(_("预备党员，不评定等次"), span=len(_GRADES), align=Align.CENTER)
    rows += [Row((str(n), line.person.name, apart)) for n, line in enumerate(young, len(full) + 1)]
    return Table(columns, tuple(rows), row_mm=8.0, least_mm=6.5)


_Numbered = tuple[int, AppraisalLine]


def _summary_entries() -> list[Entry[_Numbered]]:
    votes: list[tuple[str, AppraisalGrade, Callable[[AppraisalLine], int | None]]] = [
        ("excellent", AppraisalGrade.EXCELLENT, lambda line: line.excellent),
        ("competent", AppraisalGrade.COMPETENT, lambda line: line.competent),
        ("basic", AppraisalGrade.BASIC, lambda line: line.basic),
        ("poor", AppraisalGrade.POOR, lambda line: line.poor),
    ]
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("name", Column(_("姓名"), mm=22, whole=True), lambda row: row[1].name),
        Entry("class", Column(_("身份"), mm=14), lambda row: class_label(row[1].party_class)),
        *(_vote_entry(*vote) for vote in votes),
        Entry("grade", Column(_("评定等次"), mm=22), _grade),
        Entry("excused", Column(_("备注"), weight=1, align=Align.LEFT), lambda row: row[1].excused),
        Entry(
            "comment",
            Column(_("存在问题"), weight=1.5, align=Align.LEFT),
            lambda row: row[1].comment,
            usual=False,
        ),
    ]


def _vote_entry(
    key: str, grade: AppraisalGrade, votes: Callable[[AppraisalLine], int | None]
) -> Entry[_Numbered]:
    column = Column(appraisal_grade_label(grade), mm=15, groups=(_("测评票数"),))

    def text(row: _Numbered) -> str:
        count = votes(row[1])
        return "" if count is None or row[1].party_class is PartyClass.PROBATIONARY else str(count)

    return Entry(key, column, text)


def _grade(row: _Numbered) -> str:
    if row[1].party_class is PartyClass.PROBATIONARY:
        return _("不评定")
    return appraisal_grade_label(row[1].grade) if row[1].grade else ""


_Branch = tuple[int, BranchAppraisal]


def _town_entries() -> list[Entry[_Branch]]:
    grades = [
        Entry(
            grade.value,
            Column(appraisal_grade_label(grade), mm=19, groups=(_("评定等次"),)),
            _count_of(grade),
        )
        for grade in _GRADES
    ]
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("unit", Column(_("党支部"), weight=1.6), lambda row: row[1].unit_name),
        Entry("day", Column(_("评议时间"), mm=26, whole=True), lambda row: dotted(row[1].held_on)),
        Entry("members", Column(_("党员数"), mm=16), lambda row: _figure(len(row[1].lines))),
        Entry("probationary", Column(_("其中\u200b预备"), mm=14), lambda row: _probationary(row[1])),
        Entry("excused", Column(_("同意\u200b不参加"), mm=16), lambda row: _excused(row[1])),
        *grades,
        Entry("open", Column(_("未定"), mm=14, groups=(_("评定等次"),)), _ungraded),
        Entry("share", Column(_("优秀\u200b占比"), mm=16), lambda row: _excellent_share(row[1])),
    ]


def _count_of(grade: AppraisalGrade) -> Callable[[_Branch], str]:
    return lambda row: _figure(Counter(line.grade for line in row[1].lines)[grade])


def _probationary(found: BranchAppraisal) -> str:
    return _figure(sum(line.party_class is PartyClass.PROBATIONARY for line in found.lines))


def _excused(found: BranchAppraisal) -> str:
    return _figure(sum(bool(line.excused) for line in found.lines))


def _ungraded(row: _Branch) -> str:
    return _figure(
        sum(
            not line.grade and not line.excused and line.party_class is not PartyClass.PROBATIONARY
            for line in row[1].lines
        )
    )


def _excellent_share(found: BranchAppraisal) -> str:
    best = sum(line.grade is AppraisalGrade.EXCELLENT for line in found.lines)
    return f"{best / len(found.lines):.0%}" if found.lines and best else ""


def _figure(count: int) -> str:
    return str(count) if count else ""
