"""销号表: one problem from its finding to its closing, with its evidence and where that lies, and room to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain.folder import Attachment
from gzparty.domain.problem import VERIFIED, Evidence, Problem, ProblemEvent, ProblemState, Step
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.ledger import lane_label
from gzparty.reports.content import (
    Align,
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
from gzparty.reports.papers.common import Style, dotted, form
from gzparty.reports.papers.rectify_words import Known, deadline_text, event_text, history, source_text
from gzparty.services.ledger_views import ProblemDetail

_ROW_MM, _LABEL_MM, _TEXT_PT = 9.5, 24.0, 11.0


def close_out(detail: ProblemDetail, style: Style) -> Paper:
    """The sheet of one problem; before it is closed the opinion of who verifies is left to write."""
    problem = detail.line.problem
    head = FieldLine(
        (
            Field(_("单位："), detail.line.unit.name, 1.4),
            Field(_("编号："), problem.printed_number, 1.0),
            Field(_("整改类型："), lane_label(problem.lane), 1.0),
        )
    )
    label, value = Column("", mm=_LABEL_MM), Column("", align=Align.LEFT)
    rows = tuple(_rows(detail))
    lined = Table((label, value, label, value), rows, row_mm=_ROW_MM, text_pt=_TEXT_PT, headed=False)
    foot = FootLine(
        (
            Field(_("责任人签字："), None),
            Field(_("验收人签字："), None),
            Field(_("销号时间："), _day(problem)),
        )
    )
    paper = form(_("问题整改销号表"), [head, lined], style, foot=foot)
    named = _("{title}（{unit} {number}）").format(
        title=paper.title, unit=detail.line.unit.name, number=problem.printed_number
    )
    return replace(paper, title=named)


def _rows(detail: ProblemDetail) -> list[Row]:
    problem = detail.line.problem
    source = source_text(problem, Known()).replace("\n", _("："))
    if detail.inspection is not None:
        source = _("{source}（{number}）").format(source=source, number=detail.inspection.number)
    if detail.tip is not None:
        source = _("{source}（{number}）").format(source=source, number=detail.tip.number)
    return [
        Row((_("问题来源"), source, _("发现时间"), dotted(problem.found_on))),
        _wide(_("存在问题"), problem.text),
        _wide(_("整改措施"), problem.measure),
        Row((_("责任领导"), problem.leader, _("责任人"), problem.responsible)),
        Row(
            (
                _("整改时限"),
                deadline_text(problem, detail.events).replace(_("原时限\n"), _("原时限 ")),
                _("完成时间"),
                dotted(problem.done_on),
            )
        ),
        _room(_("整改情况"), problem.result),
        _wide(_("佐证材料"), evidence_text(detail)),
        _room(_("验收意见"), _verdict(detail)),
        _wide(_("回头看"), _look_back(detail)),
        _wide(_("整改经过"), history(problem, detail.events)),
    ]


def evidence_text(detail: ProblemDetail) -> str:
    """Every piece of evidence of this round with where it lies; what cannot be opened any more is said."""
    number = detail.line.problem.round
    lost = {one.id for one in detail.lost_files}
    lines = [_paper_evidence(one) for one in detail.papers if one.round == number]
    lines += [_file(one, one.id in lost) for one in detail.files if one.round == number]
    return "\n".join(_("{n}. {what}").format(n=n, what=line) for n, line in enumerate(lines, 1))


def _paper_evidence(evidence: Evidence) -> str:
    place = _("纸质，{place}").format(place=evidence.place) if evidence.place else _("纸质")
    return _("{title}（{place}）").format(title=evidence.title, place=place) if evidence.title else place


def _file(file: Attachment, lost: bool) -> str:
    kept = _("电子件，现在打不开") if lost else _("电子件")
    return _("{title}（{place}）").format(title=file.name, place=kept)


def _verdict(detail: ProblemDetail) -> str:
    """What was found on verifying, as it was recorded; nothing before."""
    problem = detail.line.problem
    if problem.state not in VERIFIED:
        return ""
    closing = _last(detail, Step.CLOSE)
    opinion = closing.note if closing is not None else ""
    facts = [opinion] if opinion and opinion != problem.result else []
    facts.append(_("验收人：{name}　　{day}").format(name=problem.verifier, day=_paper(problem.closed_on)))
    return "\n".join(facts)


def _look_back(detail: ProblemDetail) -> str:
    problem = detail.line.problem
    looked = _last(detail, Step.LOOK_BACK)
    if problem.state is ProblemState.LOOKED_BACK and looked is not None:
        return event_text(looked)
    return _("定在{day}").format(day=dates.paper(problem.look_back_on)) if problem.look_back_on else ""


def _last(detail: ProblemDetail, step: Step) -> ProblemEvent | None:
    number = detail.line.problem.round
    found = [event for event in detail.events if event.step is step and event.round == number]
    return found[-1] if found else None


def _day(problem: Problem) -> str | None:
    return dates.paper(problem.closed_on) if problem.closed_on and problem.state in VERIFIED else None


def _paper(day: date | None) -> str:
    return dates.paper(day) if day else ""


def _wide(label: str, value: str) -> Row:
    return Row((label, Cell(value, span=3, align=Align.LEFT)))


def _room(label: str, value: str) -> Row:
    return Row((label, Cell(value, span=3, align=Align.LEFT, top=True)), RowRole.ROOM)
