"""催办单: what is late, until when it was due and what lacks, for a community secretary or to be cut off for each village."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from gzparty.domain.dues import BRANCHES, INSPECTION
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.records import dataclass
from gzparty.reports.content import (
    Align,
    Block,
    Column,
    Field,
    FieldLine,
    FootLine,
    Gap,
    Level,
    PageBreak,
    Paper,
    Paragraph,
    Setup,
    Subtitle,
    Title,
)
from gzparty.reports.papers.common import Entry, Style, table
from gzparty.reports.papers.due_words import due_title, until, wanted
from gzparty.services.duty_views import ChaseGroup, ChaseUnit, DueLine

_HALF_ROWS = 5
"""A slip with more rows than these takes a page of its own."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom to ask: the office and the person in charge there with a phone."""

    issuer: str
    contact: str


def chase_slip(groups: Sequence[ChaseGroup], sender: Sender, style: Style) -> Paper:
    """A page for each community; with `apart` a slip for each village, two on a sheet where they are short."""
    blocks: list[Block] = []
    if style.apart:
        blocks = list(_slips([unit for group in groups for unit in group.units], sender, style))
    else:
        for group in groups:
            blocks += [PageBreak()] if blocks else []
            blocks += _page(group, sender, style)
    if not blocks:
        blocks = [Title(_title((), style)), Paragraph(_("没有逾期的，不用催办。"))]
    title = _title((unit for group in groups for unit in group.units), style)
    name = title
    if len(groups) == 1:
        name = _("{title}（{unit}）").format(title=title, unit=_addressed(groups[0]))
    setup = Setup(style.size, False, style.margins, style.large)
    return Paper(name, tuple(blocks), setup=setup, office=style.issuer, dated=style.dated)


def _addressed(group: ChaseGroup) -> str:
    """The community, or the one unit that belongs to none."""
    alone = group.unit is None and len(group.units) == 1
    return group.units[0].unit.party_name if alone else group.title


def _title(units: Iterable[ChaseUnit], style: Style) -> str:
    """组织生活催办单; plainly 催办单 where something else is asked for too."""
    of_life = all(line.due.duty.record != INSPECTION for unit in units for line in unit.lines)
    return style.title or (_("组织生活催办单") if of_life else _("催办单"))


def _page(group: ChaseGroup, sender: Sender, style: Style) -> list[Block]:
    lines = [line for unit in group.units for line in unit.lines]
    intro = _("截至{day}，下面{units}个单位有{n}项没有办齐，请转告办理。").format(
        day=dates.prose(style.dated), units=len(group.units), n=len(lines)
    )
    numbered = list(enumerate(lines, 1))
    lined = table(_entries(with_unit=True), numbered, style, row_mm=8.5)
    title = Title(_title(group.units, style))
    return [title, Subtitle(_addressed(group)), Paragraph(intro), lined, *_foot(sender, style)]


def _slips(units: Sequence[ChaseUnit], sender: Sender, style: Style) -> Iterator[Block]:
    """Two short slips share a sheet, a line to cut along between them."""
    upper = False
    for place, unit in enumerate(units):
        short = len(unit.lines) <= _HALF_ROWS
        if upper and short:
            yield Gap(1.5)
            yield Paragraph(_("┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄　裁 开 线　┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄"), Level.NOTE)
            yield Gap(1.5)
        elif place:
            yield PageBreak()
        upper = short and not upper
        yield from _slip(unit, sender, style)


def _slip(unit: ChaseUnit, sender: Sender, style: Style) -> list[Block]:
    numbered = list(enumerate(unit.lines, 1))
    intro = _("截至{day}，你支部有{n}项没有办齐，请抓紧办理。")
    if unit.unit.kind not in BRANCHES:
        intro = _("截至{day}，你单位有{n}项没有办齐，请抓紧办理。")
    intro = intro.format(day=dates.prose(style.dated), n=len(unit.lines))
    return [
        Title(_title([unit], style)),
        Subtitle(unit.unit.party_name),
        Paragraph(intro),
        table(_entries(with_unit=False), numbered, style, row_mm=8.5),
        *_foot(sender, style),
    ]


def _foot(sender: Sender, style: Style) -> list[Block]:
    return [
        FootLine((Field(_("联系："), sender.contact or None, 1.6), Field(_("签收："), None))),
        FieldLine((Field("", sender.issuer, 1.0, flush=True),)),
        FieldLine((Field("", dates.paper(style.dated), 1.0, flush=True),)),
    ]


_Numbered = tuple[int, DueLine]


def _entries(with_unit: bool) -> list[Entry[_Numbered]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("unit", Column(_("单位"), mm=32, merge=True), lambda row: row[1].unit.name, usual=with_unit),
        Entry("matter", Column(_("事项"), weight=1.3, align=left), lambda row: _matter(row[1])),
        Entry("until", Column(_("期限"), mm=30), lambda row: until(row[1].due)),
        Entry("wanted", Column(_("还缺什么"), weight=1.5, align=left), lambda row: wanted(row[1].due)),
    ]


def _matter(line: DueLine) -> str:
    return due_title(line.due, line.group)


def of_units(group: ChaseGroup, wanted: Collection[int]) -> ChaseGroup:
    """A group with some of its units only."""
    return replace(group, units=tuple(unit for unit in group.units if unit.unit.id in wanted))
