"""What all papers share: the office's style, tables whose columns can be chosen, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Generic, TypeVar

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.reports.content import (
    FORM_MARGINS,
    Block,
    Column,
    Field,
    FieldLine,
    FootLine,
    Margins,
    Offer,
    Paper,
    Row,
    Setup,
    Size,
    Subtitle,
    Table,
    Title,
    column_title,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Style:
    """How the clerk wants a paper; empty fields leave the paper's own way.

    `issuer` is the 落款, `columns` are keys in the order wanted, `order` is how rows follow each other: empty for
    the office's own order, `name` for pinyin. `double` sets a sign-in sheet in two halves, `filled` tells a sheet
    after the meeting from the one to sign. `seats` is how many sit in a row (0: as the paper sees fit), `flat`
    puts two desk cards on a sheet instead of one to be folded. `outside` is a copy for others, with dates and no states;
    `apart` sets what concerns each unit on a slip of its own, to be cut off. `named` lets names of persons stand in what
    goes round; `copies` is how many slips to cut apart are wanted (0: a sheet of them).
    """

    office: str
    issuer: str
    dated: date
    title: str = ""
    columns: tuple[str, ...] = ()
    order: str = ""
    size: Size = Size.A4
    margins: Margins = FORM_MARGINS
    large: bool = False
    double: bool = False
    filled: bool = False
    blank_lines: int = 0
    seats: int = 0
    flat: bool = False
    outside: bool = False
    apart: bool = False
    named: bool = False
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One column that can be chosen: its key, its look, and the text of a row.

    One that is not `usual` is printed only where it is asked for by its key.
    """

    key: str
    column: Column
    text: Callable[[T], str]
    usual: bool = True


def table(entries: Sequence[Entry[T]], records: Iterable[T], style: Style, row_mm: float = 0.0) -> Table:
    """A table of the chosen columns; Refusal `paper.column_unknown` names one that does not exist."""
    chosen = choose(entries, style.columns)
    rows = tuple(Row(tuple(entry.text(record) for entry in chosen)) for record in records)
    offers = tuple(Offer(entry.key, column_title(entry.column), entry.usual) for entry in entries)
    return Table(tuple(entry.column for entry in chosen), rows, row_mm=row_mm, offers=offers)


def choose(entries: Sequence[Entry[T]], keys: Sequence[str]) -> Sequence[Entry[T]]:
    """The entries of the keys in their order; the usual ones where none is named."""
    if not keys:
        return [entry for entry in entries if entry.usual]
    known = {entry.key: entry for entry in entries}
    for key in keys:
        if key not in known:
            raise Refusal("paper.column_unknown", column=key, choices=" ".join(known))
    return [known[key] for key in keys]


def with_blanks(lined: Table, count: int) -> Table:
    """Add empty rows to write on."""
    empty = Row(("",) * len(lined.columns))
    return replace(lined, rows=lined.rows + (empty,) * count)


def form(
    title: str,
    blocks: Iterable[Block],
    style: Style,
    landscape: bool = False,
    note: str = "",
    foot: FootLine | None = None,
) -> Paper:
    """A form: title, what is given, and 填表人 / 审核人 or another foot below it."""
    name = style.title or title
    head: tuple[Block, ...] = (Title(name), Subtitle(note)) if note else (Title(name),)
    setup = Setup(style.size, landscape, style.margins, style.large)
    plain = name.replace("\u200b", "")
    below = foot or signers(style)
    return Paper(plain, (*head, *blocks, below), setup=setup, office=style.issuer, dated=style.dated)


def signers(style: Style) -> FootLine:
    """The foot of every table: who filled it in, who checked it, when."""
    dated = _("{year}年{month}月{day}日").format(
        year=style.dated.year, month=style.dated.month, day=style.dated.day
    )
    return FootLine((Field(_("填表人："), None), Field(_("审核人："), None), Field(_("填表时间："), dated)))


def fields(*pairs: tuple[str, str | None], weights: Sequence[float] = ()) -> FieldLine:
    """A line of labels with values; None leaves room to write."""
    shares = weights or [1.0] * len(pairs)
    return FieldLine(
        tuple(Field(label, value, share) for (label, value), share in zip(pairs, shares, strict=True))
    )


def figure(half_hours: int) -> str:
    """学时 as printed: 4, 2.5."""
    whole, half = divmod(half_hours, 2)
    return f"{whole}.5" if half else str(whole)


def dotted(day: date | PartialDate | str | None) -> str:
    """A day as a narrow column has it, as far as it is known: 1981.04, 2026.04.02."""
    return str(day or "").replace("-", ".")


def ordinal(number: int) -> str:
    """一, 二, 十一, as headings of the second level count (GB/T 9704 7.3.3)."""
    digits = _("一二三四五六七八九")
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    head = (digits[tens - 1] if tens > 1 else "") + (_("十") if tens else "")
    return head + (digits[ones - 1] if ones else "")
