"""问题整改通知书: to one unit its open problems with the measures asked and the deadlines, and a slip to answer on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.records import dataclass
from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Align,
    Attachments,
    Block,
    Column,
    Field,
    FootLine,
    Gap,
    Kind,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Setup,
    Signature,
    Table,
    Title,
)
from gzparty.reports.papers.common import Entry, Style, table
from gzparty.reports.papers.rectify_words import Known, deadline_text
from gzparty.services.ledger_views import LedgerLine

_ROW_MM, _SLIP_MM = 10.0, 22.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One unit with the problems it is asked to put right, by number; `lasting` are those for good (长期坚持)."""

    unit: UnitView
    lines: tuple[LedgerLine, ...]
    lasting: tuple[LedgerLine, ...] = ()


def rectify_notice(asked: Asked, known: Known, style: Style) -> Paper:
    """The notice of one unit; one that says so where nothing is open."""
    title = style.title or _("问题整改通知书")
    if asked.lines or asked.lasting:
        blocks = _notice(asked, known, style)
    else:
        none = _("{unit}没有未销号的问题，不用发通知书。").format(unit=asked.unit.name)
        blocks = [Title(title), Paragraph(none)]
    name = _("{title}（{unit}）").format(title=title, unit=asked.unit.name)
    return Paper(
        name,
        tuple(blocks),
        kind=Kind.OFFICIAL,
        setup=Setup(margins=OFFICIAL_MARGINS),
        numbering=Numbering.DASHED,
        office=style.issuer,
        dated=style.dated,
    )


def _notice(asked: Asked, known: Known, style: Style) -> list[Block]:
    slip = asked.lines
    return [
        Title(style.title or _("问题整改通知书")),
        Paragraph(_("{unit}：").format(unit=asked.unit.name), Level.ADDRESSEE),
        Paragraph(_opening(asked)),
        *(_to_close(asked, known, style) if asked.lines else ()),
        *(_for_good(asked, known, style) if asked.lasting else ()),
        *((Attachments((_("整改情况回执"),)),) if slip else ()),
        Signature(style.issuer, dates.paper(style.dated)),
        *(
            (PageBreak(), Paragraph(_("附件"), Level.ANNEX), Title(_("整改情况回执")), *_slip(asked))
            if slip
            else ()
        ),
    ]


def _opening(asked: Asked) -> str:
    open_, lasting = len(asked.lines), len(asked.lasting)
    overdue = sum(line.is_overdue for line in asked.lines)
    if not open_:
        words = _("经查，你单位有{n}个问题要长期坚持整改").format(n=lasting)
    else:
        words = _("经查，你单位有{n}个问题还没有销号").format(n=open_)
    if overdue:
        words += _("，其中{n}个已过整改时限").format(n=overdue)
    if open_ and lasting:
        words += _("，另有{n}个要长期坚持整改").format(n=lasting)
    return _("{words}。现将问题和整改要求通知如下。").format(words=words)


def _to_close(asked: Asked, known: Known, style: Style) -> list[Block]:
    """What has a deadline, and what is to be done by it."""
    return [
        _problem_table(asked.lines, known, style),
        Gap(0.5),
        Paragraph(
            _("请对照上表逐条整改，在整改时限前把整改情况和佐证材料报来，由责任人以外的人验收后销号。")
        ),
        Paragraph(_("整改中有困难、确需延期的，请在到期前书面说明原因，经批准后再延。")),
    ]


def _for_good(asked: Asked, known: Known, style: Style) -> list[Block]:
    """What is kept up for good has no deadline to meet and nothing to fill in on the slip."""
    return [
        *((Paragraph(_("下面的问题要长期坚持整改：")),) if asked.lines else ()),
        _problem_table(asked.lasting, known, style),
        Gap(0.5),
        Paragraph(_("长期坚持的问题请继续照整改措施做，有阶段性成效就报来，记入台账。")),
    ]


def _problem_table(lines: Sequence[LedgerLine], known: Known, style: Style) -> Table:
    left = Align.LEFT
    entries: list[Entry[tuple[int, LedgerLine]]] = [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("number", Column(_("台账编号"), mm=21), lambda row: row[1].problem.printed_number),
        Entry("problem", Column(_("存在问题"), weight=1.5, align=left), lambda row: row[1].problem.text),
        Entry(
            "measure",
            Column(_("整改措施"), weight=1.3, align=left),
            lambda row: row[1].problem.measure,
        ),
        Entry("responsible", Column(_("责任人"), mm=18), lambda row: row[1].problem.responsible),
        Entry(
            "deadline",
            Column(_("整改时限"), mm=23, whole=True),
            lambda row: deadline_text(row[1].problem, known.events.get(row[1].problem.id, ())),
        ),
    ]
    lined = table(entries, enumerate(lines, 1), style, row_mm=_ROW_MM)
    return replace(lined, offers=())


def _slip(asked: Asked) -> list[Block]:
    """What the unit fills in: nothing of it is ours to say."""
    left = Align.LEFT
    columns = (
        Column(_("台账编号"), mm=21),
        Column(_("存在问题"), weight=1.2, align=left),
        Column(_("整改情况"), weight=1.4, align=left),
        Column(_("完成时间"), mm=23),
        Column(_("佐证材料"), mm=26),
    )
    rows = tuple(Row((line.problem.printed_number, line.problem.text, "", "", "")) for line in asked.lines)
    return [
        Table(columns, rows, row_mm=_SLIP_MM),
        FootLine(
            (
                Field(_("单位（盖章）："), asked.unit.name, 1.2),
                Field(_("负责人签字："), None, 1.3),
                Field(_("日期："), None),
            )
        ),
    ]
