"""问题整改台账: the problems of a year in the columns clerks know, however long a cell; 长期坚持 as a table of its own."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from gzparty.domain.problem import OPEN, VERIFIED, ProblemState, Step
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.ledger import lane_label, problem_state_label
from gzparty.records import dataclass
from gzparty.reports.content import Align, Block, Column, Level, Paper, Paragraph, Size, Table
from gzparty.reports.papers.common import Entry, Style, dotted, form, table
from gzparty.reports.papers.rectify_words import (
    Known,
    deadline_text,
    discreet,
    done_text,
    number_in,
    remarks,
    source_text,
)
from gzparty.services.ledger_views import LedgerFigures, LedgerLine

_SMALL_PT, _USUAL_PT = 9.0, 10.5
_WIDER = 1.4
"""Fixed columns of an A3 sheet are so much wider than those of A4."""
INNER = frozenset({"responsible", "verifier"})
"""Columns that a copy for others does not have: there only who leads answers by name."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Which problems stand on the paper, in the ledger's order, and what is known beside them.

    `figures` are those of the whole ledger; `year` is None where it holds every year. `about` says what it was narrowed
    down to, empty for all. `lasting` counts those left to the table of 长期坚持. Of problems in one state there is no
    rate: it would be 0 or 100.
    """

    lines: tuple[LedgerLine, ...]
    figures: LedgerFigures
    year: int | None
    known: Known
    about: str = ""
    lasting: int = 0
    rated: bool = True


def ledger_paper(page: LedgerPage, style: Style) -> Paper:
    """The ledger, landscape, with its counts and 销号率 above; a wall copy names nobody but who leads."""
    title = _("{office}{year}问题整改台账").format(office=style.office, year=_year(page.year))
    lines = sorted(page.lines, key=lambda line: line.problem.number)
    lined = _sized(table(_entries(page, style), lines, style, row_mm=9.0), style)
    blocks: list[Block] = [Paragraph(summary(page, style), Level.NOTE), lined]
    return form(title, blocks, style, landscape=True, note=page.about)


def lasting_paper(page: LedgerPage, style: Style) -> Paper:
    """长期坚持: what stays open for good, with what was reached by stages."""
    title = _("{office}{year}长期坚持问题\u200b整改台账").format(office=style.office, year=_year(page.year))
    lines = sorted(page.lines, key=lambda line: line.problem.number)
    lined = _sized(table(_lasting_entries(page, style), lines, style, row_mm=9.0), style)
    note = _("截至{day}：长期坚持{n}条，其中有阶段性成效{staged}条。").format(
        day=dates.paper(style.dated), n=len(lines), staged=sum(bool(_stages(line, page)) for line in lines)
    )
    return form(title, [Paragraph(note, Level.NOTE), lined], style, landscape=True, note=page.about)


def _sized(lined: Table, style: Style) -> Table:
    """Thirteen columns fit an A4 sheet in 小五; the wall sheet is read from farther away."""
    return replace(lined, text_pt=_USUAL_PT if style.size is Size.A3 else _SMALL_PT)


def summary(page: LedgerPage, style: Style) -> str:
    """How many there are, and 销号率 with both of its numbers."""
    states = [line.problem.state for line in page.lines]
    still, closed = sum(state in OPEN for state in states), sum(state in VERIFIED for state in states)
    overdue = sum(line.is_overdue for line in page.lines)
    withdrawn = states.count(ProblemState.WITHDRAWN)
    parts = [
        _("截至{day}：共{n}条，未销号{open}条（其中逾期{overdue}条），已销号{closed}条").format(
            day=dates.paper(style.dated), n=len(states), open=still, overdue=overdue, closed=closed
        )
    ]
    if withdrawn:
        parts.append(_("撤销立项{n}条").format(n=withdrawn))
    shown = {line.problem.id for line in page.lines}
    told = [_("，").join(parts), rate(shown, page.figures) if page.rated else ""]
    if page.lasting:
        told.append(_("长期坚持{n}条，另列一表").format(n=page.lasting))
    return _("。").join(part for part in told if part) + _("。")


def rate(shown: AbstractSet[int], figures: LedgerFigures) -> str:
    """销号率 with both numbers, of the problems shown; none where nothing is due yet."""
    due = len(shown & set(figures.due_closed))
    closed = len(shown & set(figures.closed) & set(figures.due_closed))
    if not due:
        return _("还没有应销号的")
    return _("应销号{due}条，已销号{closed}条，销号率{rate}%").format(
        due=due, closed=closed, rate=round(100 * closed / due)
    )


def _year(year: int | None) -> str:
    return _("{year}年").format(year=year) if year else ""


def _entries(page: LedgerPage, style: Style) -> list[Entry[LedgerLine]]:
    left, outside, known = Align.LEFT, style.outside, page.known
    wide = _WIDER if style.size is Size.A3 else 1.0

    def said(text: str) -> str:
        return discreet(text, known, outside)

    entries: list[Entry[LedgerLine]] = [
        Entry("number", Column(_("序号"), mm=11 * wide), lambda line: number_in(line.problem, page.year)),
        Entry("unit", Column(_("单位"), mm=19 * wide), lambda line: line.unit.name),
        Entry("problem", Column(_("存在问题"), weight=2.2, align=left), lambda line: said(line.problem.text)),
        Entry(
            "source",
            Column(_("问题\u200b来源"), mm=16 * wide),
            lambda line: source_text(line.problem, known, outside),
        ),
        Entry(
            "measure",
            Column(_("整改措施"), weight=1.7, align=left),
            lambda line: said(line.problem.measure),
        ),
        Entry("leader", Column(_("责任\u200b领导"), mm=15 * wide), lambda line: line.problem.leader),
        Entry("responsible", Column(_("责任人"), mm=15 * wide), lambda line: line.problem.responsible),
        Entry(
            "deadline",
            Column(_("整改时限"), mm=20 * wide, whole=True),
            lambda line: deadline_text(line.problem, known.events.get(line.problem.id, ())),
        ),
        Entry(
            "result", Column(_("整改情况"), weight=1.6, align=left), lambda line: said(line.problem.result)
        ),
        Entry("done", Column(_("是否\u200b完成"), mm=13 * wide), done_text),
        Entry(
            "done_on",
            Column(_("完成时间"), mm=20 * wide, whole=True),
            lambda line: dotted(line.problem.done_on),
        ),
        Entry("verifier", Column(_("验收人"), mm=15 * wide), lambda line: line.problem.verifier),
        Entry(
            "note",
            Column(_("备注"), mm=19 * wide, align=left),
            lambda line: remarks(line, known, outside),
        ),
        *_further(wide),
    ]
    return [entry for entry in entries if not (outside and entry.key in INNER)]


def _further(wide: float) -> list[Entry[LedgerLine]]:
    """Columns a clerk may add."""
    return [
        Entry(
            "full_number",
            Column(_("编号"), mm=21 * wide),
            lambda line: line.problem.printed_number,
            usual=False,
        ),
        Entry(
            "community",
            Column(_("社区"), mm=19 * wide),
            lambda line: line.community.name if line.community else "",
            usual=False,
        ),
        Entry(
            "found_on",
            Column(_("发现时间"), mm=20 * wide, whole=True),
            lambda line: dotted(line.problem.found_on),
            usual=False,
        ),
        Entry(
            "category", Column(_("问题类别"), mm=19 * wide), lambda line: line.problem.category, usual=False
        ),
        Entry(
            "lane",
            Column(_("整改类型"), mm=19 * wide),
            lambda line: lane_label(line.problem.lane),
            usual=False,
        ),
        Entry(
            "state",
            Column(_("进展"), mm=17 * wide),
            lambda line: problem_state_label(line.problem.state),
            usual=False,
        ),
        Entry(
            "closed_on",
            Column(_("销号时间"), mm=20 * wide, whole=True),
            lambda line: dotted(line.problem.closed_on),
            usual=False,
        ),
        Entry(
            "evidence",
            Column(_("佐证材料"), mm=15 * wide),
            lambda line: _("{n}份").format(n=line.evidence) if line.evidence else "",
            usual=False,
        ),
    ]


def _lasting_entries(page: LedgerPage, style: Style) -> list[Entry[LedgerLine]]:
    usual = {entry.key: entry for entry in _entries(page, style)}
    before = ("number", "unit", "problem", "source", "measure", "leader", "responsible")
    behind = ("verifier", "note")
    left, known = Align.LEFT, page.known
    return [
        *(usual[key] for key in before if key in usual),
        Entry(
            "found_on",
            Column(_("发现时间"), mm=20, whole=True),
            lambda line: dotted(line.problem.found_on),
        ),
        Entry(
            "stages",
            Column(_("阶段性完成情况"), weight=2.6, align=left),
            lambda line: discreet(_stages(line, page), known, style.outside),
        ),
        *(usual[key] for key in behind if key in usual),
    ]


def _stages(line: LedgerLine, page: LedgerPage) -> str:
    """What was reached, with its day, the latest last."""
    events = page.known.events.get(line.problem.id, ())
    return "\n".join(
        _("{day}：{what}").format(day=dotted(event.happened_on), what=event.note)
        for event in events
        if event.step is Step.STAGE
    )
