"""What a paper says, as frozen data that tests compare; nothing here knows of fonts, points or PDF."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from gzparty.records import dataclass


class Kind(StrEnum):
    """Which customs a paper follows: the office's forms, or GB/T 9704-2012 for 公文."""

    FORM = "form"
    OFFICIAL = "official"


class Size(StrEnum):
    """The sheet."""

    A4 = "A4"
    A3 = "A3"


class Numbering(StrEnum):
    """How pages are numbered: 第 x 页 共 y 页, — x — outside (GB/T 9704 7.5), or not at all."""

    OF_TOTAL = "of_total"
    DASHED = "dashed"
    NONE = "none"


class Align(StrEnum):
    """Where a text stands in its cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Level(StrEnum):
    """The role of a paragraph (GB/T 9704 7.3.2-7.3.7)."""

    BODY = "body"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    ADDRESSEE = "addressee"
    ANNEX = "annex"
    NOTE = "note"


class RowRole(StrEnum):
    """What a row is: a record, a heading inside the table, a sum, or room to write in.

    Rooms share what the other rows leave of their page.
    """

    BODY = "body"
    GROUP = "group"
    TOTAL = "total"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Margins:
    """White edges in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


FORM_MARGINS = Margins(20, 20, 20, 20)
OFFICIAL_MARGINS = Margins(37, 26, 35, 28)
"""GB/T 9704 5.2.1: 天头 37, 订口 28, 版心 156 x 225."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The sheet and its edges; `large` is 大字版, a quarter larger, for older readers."""

    size: Size = Size.A4
    landscape: bool = False
    margins: Margins = FORM_MARGINS
    large: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The centred title; a zero-width space marks where a long one likes to be broken."""

    text: str


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A centred smaller line under the title, such as （2026年）."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value; a value of None leaves a rule to write on.

    `weight` shares the line; `flush` sets a filled field at the right end of its share.
    """

    label: str
    value: str | None = ""
    weight: float = 1.0
    flush: bool = False


@dataclass(frozen=True, slots=True)
class FieldLine:
    """Header fields side by side on one line."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FootLine:
    """Fields below a table (填表人, 审核人); never parted from the table's last row."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `text` stands in the face of its level and `rest` goes on in the body face."""

    text: str
    level: Level = Level.BODY
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明 below the body: one name, or numbered names under each other (GB/T 9704 7.3.4)."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """落款 and date; `sealed` leaves the place of the seal (GB/T 9704 7.3.5)."""

    issuer: str
    dated: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `mm` fixes its width, otherwise `weight` shares what the fixed ones leave.

    `groups` are the heads above the title, outermost first; equal neighbours become one cell.
    With `merge`, equal texts below each other become one cell, repeated on the next page.
    `whole` is for dates, phones and names: in large print such a column grows with its letters, so that
    they are not broken.
    """

    title: str
    mm: float = 0.0
    weight: float = 1.0
    align: Align = Align.CENTER
    groups: tuple[str, ...] = ()
    merge: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than text: one that spans columns or stands apart; `top` sets it at its upper edge.

    `below` stands at its lower right, such as the place of a seal with its date.
    """

    text: str
    span: int = 1
    align: Align | None = None
    strong: bool = False
    top: bool = False
    below: str = ""

    @property
    def said(self) -> str:
        """All it says."""
        return "\n".join(filter(None, (self.text, self.below)))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row from the left; missing ones are empty."""

    cells: tuple[str | Cell, ...]
    role: RowRole = RowRole.BODY


class Offer(NamedTuple):
    """A column that a table could have: its key, its title, and whether it stands there unless asked otherwise."""

    key: str
    title: str
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is repeated on every page.

    `row_mm` is the least height of a row, `text_pt` the size of its letters in points, and
    `folds` sets the rows in that many column groups side by side on each page. A `tight` table is
    set a little lower and smaller where that lets it end on its page, and rows of a long one may go
    down to `least_mm` where that saves a page. `offers` are the columns among which the
    clerk can choose; they are not part of what the table says.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_mm: float = 0.0
    text_pt: float = 10.5
    folds: int = 1
    headed: bool = True
    tight: bool = False
    least_mm: float = 0.0
    offers: tuple[Offer, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class DeskCard:
    """A name as large as half a sheet takes it; with `turned` it is set upside down.

    Two of them fill a sheet, so that one folded in the middle shows the name to both sides.
    """

    name: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Slips:
    """The same blocks again and again, to be cut apart: as many beside each other on a sheet as fit, at most four.

    With 0 `copies` they fill one sheet.
    """

    blocks: tuple[Block, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty body lines."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Title
    | Subtitle
    | FieldLine
    | FootLine
    | Paragraph
    | Attachments
    | Signature
    | Table
    | DeskCard
    | Slips
    | Gap
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its blocks in reading order, its sheet, and what its metadata say.

    `title` names it in bookmarks and metadata; `office` and `dated` are the metadata's author and date.
    """

    title: str
    blocks: tuple[Block, ...]
    kind: Kind = Kind.FORM
    setup: Setup = field(default_factory=Setup)
    numbering: Numbering = Numbering.OF_TOTAL
    office: str = ""
    dated: date | None = None

    @property
    def said(self) -> tuple[Block, ...]:
        """What it says in reading order; what stands on slips is said once, however many of them there are."""
        slips = [block.blocks if isinstance(block, Slips) else (block,) for block in self.blocks]
        return tuple(block for blocks in slips for block in blocks)


def column_title(column: Column) -> str:
    """Name a column by its heads and its title, without the marks where lines may break."""
    return "·".join((*column.groups, column.title)).replace("\u200b", "")
