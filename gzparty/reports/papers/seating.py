"""座次表 and 桌签: who sits where in the hall, and the names that stand before them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from gzparty.domain.sitting import Attendance, Status
from gzparty.i18n import _
from gzparty.reports.content import (
    Block,
    Cell,
    Column,
    DeskCard,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Setup,
    Table,
)
from gzparty.reports.papers.common import Style, form
from gzparty.reports.papers.sign_in import session_head
from gzparty.services.views import RollRow, SessionDetail

_SEATS, _MOST_SEATS = 10, 20
_AISLE_FROM = 6
"""A row of so many seats has an aisle in the middle."""
_SPACE = "\u3000"


def seating(detail: SessionDetail, rows: Sequence[RollRow], away: int, style: Style) -> Paper:
    """The hall from the front: 主席台, then rows of `style.seats`; `away` are those who will not come."""
    title = _("{year}年第{n}期\u200b村党组织书记培训班座次表").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    blocks: list[Block] = [*session_head(detail), _hall(detail, rows, style)]
    if away:
        blocks.append(Paragraph(_("已请假、公出的{n}人没有排座。").format(n=away), Level.NOTE))
    return form(title, blocks, style, landscape=True)


def desk_cards(detail: SessionDetail, rows: Sequence[RollRow], style: Style) -> Paper:
    """A sheet for each person, to be folded, or two persons on a sheet where `style.flat`."""
    title = style.title or _("{year}年第{n}期村党组织书记培训班桌签").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    people = [*platform(detail), *(_name(row.attendance) for row in rows)]
    names = [spaced(name) for name in people if name]
    pairs = (
        [
            (DeskCard(upper), DeskCard(lower))
            for upper, lower in zip_longest(names[::2], names[1::2], fillvalue="")
        ]
        if style.flat
        else [(DeskCard(name, turned=True), DeskCard(name)) for name in names]
    )
    blocks: list[Block] = [block for pair in pairs for block in (*pair, PageBreak())]
    setup = Setup(style.size, False, style.margins)
    return Paper(
        title,
        tuple(blocks[:-1]),
        setup=setup,
        numbering=Numbering.NONE,
        office=style.issuer,
        dated=style.dated,
    )


def platform(detail: SessionDetail) -> list[str]:
    """Who sits in front: the chair and the lecturers, each once."""
    return list(dict.fromkeys(filter(None, [detail.training.host, *(c.lecturer for c in detail.courses)])))


def spaced(name: str) -> str:
    """A name of two characters set as wide as one of three."""
    return _SPACE.join(name) if len(name) == 2 else name


def _name(attendance: Attendance) -> str:
    """Who sits there: the substitute, where one was named."""
    if attendance.status is Status.SUBSTITUTE and attendance.substitute_name:
        return attendance.substitute_name
    return attendance.name


def _hall(detail: SessionDetail, rows: Sequence[RollRow], style: Style) -> Table:
    wide = min(style.seats or _SEATS, _MOST_SEATS)
    aisle = wide // 2 if wide >= _AISLE_FROM else 0
    columns = [Column("", mm=13), *[Column("")] * wide]
    if aisle:
        columns.insert(aisle + 1, Column("", mm=9, merge=True))
    front = _("主席台")
    if names := platform(detail):
        front = _("{front}（{names}）").format(front=front, names=_("、").join(names))
    lines = [Row((Cell(front, span=len(columns), strong=True),))]
    for number, start in enumerate(range(0, len(rows), wide), 1):
        seats = [_seat(row.attendance) for row in rows[start : start + wide]]
        seats += [""] * (wide - len(seats))
        if aisle:
            seats.insert(aisle, _("过\n道"))
        lines.append(Row((_("第{n}排").format(n=number), *seats)))
    return Table(tuple(columns), tuple(lines), row_mm=18.0, text_pt=10.5, headed=False, tight=True)


def _seat(attendance: Attendance) -> str:
    unit = _("列席") if attendance.guest and not attendance.unit_name else attendance.unit_name
    return f"{_name(attendance)}\n{unit}" if unit else _name(attendance)
