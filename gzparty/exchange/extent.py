"""How large a sheet becomes once it is laid out, told beforehand: the reader cannot be stopped while it does it.

A reader lays a sheet out as a full rectangle and copies a shared text into every cell that names it, so a file of a few
kilobytes can ask for more memory than there is, and the reader then ends the whole program.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from struct import unpack_from
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from gzparty.domain.diagnostic import Refusal

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MOST_CELLS = 2_000_000
"""Of the rectangle; the largest workbooks that come have some hundred thousand."""
MOST_TEXT = 200_000_000
"""Characters of all cells together."""
_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c(?=[\s/>])")
_PLACED_CELL = re.compile(rb'<(?:[^\s<>/:]+:)?c r="[A-Za-z]{1,3}\d{1,7}"')
_FILLED_CELL = re.compile(
    rb'<(?:[^\s<>/:]+:)?c r="([A-Za-z]+)(\d+)"(?:[^<>"\']|"[^"]*"|\'[^\']*\')*+(?<!/)>(?!\s*</)'
)
_FAR_AWAY = re.compile(rb'\br="(?:[A-Za-z]{2}|[A-Za-z]?(?:\d{6}|[89]\d{4}))')
"""A cell beyond column Z or row 79999; a rectangle up to there is no larger than may be."""
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_SHARED_TEXT = re.compile(rb"<(?:[^\s<>/:]+:)?si(?=[\s/>])")


@dataclass
class Extent:
    """The last filled row and column, counted from 1, and which shared texts are named how often."""

    rows: int = 0
    columns: int = 0
    shared: Counter[int] = field(default_factory=Counter)
    text: int = 0
    """Characters written in the cells themselves, each as often as it is repeated."""

    def reach(self, row: int, column: int) -> None:
        """Take a filled cell in."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)

    def refuse_too_large(self, file: str) -> None:
        """Refuse what would not fit into memory."""
        if self.text > MOST_TEXT:
            raise Refusal("sheet_too_full", file=file)
        if self.rows * self.columns > MOST_CELLS:
            raise Refusal("sheet_too_large", file=file)


def check_sheet(content: bytes, shared: bytes, file: str) -> None:
    """Refuse the XML of a sheet of .xlsx that would be laid out too large, `shared` being the texts its cells name.

    Its elements are read one by one only where a cell does not plainly say where it stands, or where there are many
    and one of the texts is long.
    """
    cells = len(_CELL.findall(content))
    longest = max(map(len, _SHARED_TEXT.split(shared)))
    is_plain = cells == len(_PLACED_CELL.findall(content))
    try:
        if cells * longest > MOST_TEXT:
            extent = _sheet_extent(content)
            lengths = _shared_lengths(shared)
            extent.text = sum(n * lengths[at] for at, n in extent.shared.items() if at < len(lengths))
        elif is_plain:
            extent = _plain_extent(content) if _FAR_AWAY.search(content) else Extent()
        else:
            extent = _sheet_extent(content)
    except (ExpatError, ValueError):
        raise Refusal("file_damaged", file=file) from None
    extent.refuse_too_large(file)


def check_document(content: bytes, file: str) -> None:
    """Refuse the content of an .ods whose repeated cells would be laid out too large."""
    try:
        for extent in _document_extents(content):
            extent.refuse_too_large(file)
    except (ExpatError, ValueError):
        raise Refusal("file_damaged", file=file) from None


def check_records(stream: bytes, file: str) -> None:
    """Refuse the workbook stream of an .xls one of whose sheets would be laid out too large."""
    extent = Extent()
    for kind, at, size in _records(stream):
        if kind == _BEGIN:
            extent = Extent()
        elif kind in _CELL_RECORDS and size >= 4:
            row, column = unpack_from("<HH", stream, at)
            extent.reach(row + 1, column + 1)
            if kind in _MANY_CELLS and size >= 6:
                extent.reach(row + 1, unpack_from("<H", stream, at + size - 2)[0] + 1)
            extent.refuse_too_large(file)


def _parser() -> XMLParserType:
    parser = ParserCreate()
    parser.buffer_text = True
    return parser


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _plain_extent(content: bytes) -> Extent:
    """The extent of a sheet all of whose cells say where they stand; one with anything in it is a filled one."""
    extent = Extent()
    for cell in _FILLED_CELL.finditer(content):
        extent.reach(int(cell[2]), _column(cell[1].decode("ascii")))
    return extent


def _sheet_extent(content: bytes) -> Extent:
    """The extent of a sheet, by what its cells say of their place or else by their order."""
    extent, state = Extent(), {"row": 0, "column": 0}
    shared, index = [False, False], [""]

    def start(name: str, facts: dict[str, str]) -> None:
        name = _local(name)
        if name == "row":
            state["row"], state["column"] = int(facts.get("r") or state["row"] + 1), 0
        elif name == "c":
            _place(facts.get("r", ""), state)
            shared[0] = facts.get("t") == "s"
        elif name in ("v", "f", "is"):
            extent.reach(state["row"], state["column"])
            shared[1], index[0] = shared[0] and name == "v", ""

    def end(name: str) -> None:
        if shared[1] and _local(name) == "v":
            shared[1] = False
            if index[0].strip().isdecimal():
                extent.shared[int(index[0])] += 1

    def text(words: str) -> None:
        if shared[1]:
            index[0] += words[:20]

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(content, True)
    return extent


def _place(reference: str, state: dict[str, int]) -> None:
    """Go to the cell of a reference, to the next one where there is none."""
    if not reference:
        state["column"] += 1
        return
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    state["row"], state["column"] = int(found[2]), _column(found[1])


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


def _shared_lengths(shared: bytes) -> Sequence[int]:
    lengths: list[int] = []

    def start(name: str, _facts: dict[str, str]) -> None:
        if _local(name) == "si":
            lengths.append(0)

    def text(words: str) -> None:
        if lengths:
            lengths[-1] += len(words)

    parser = _parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.Parse(shared, True)
    return lengths


def _document_extents(content: bytes) -> Iterator[Extent]:
    """The extent of each table of an .ods, in which rows and cells say how often they are repeated."""
    found: list[Extent] = []
    state = {"row": 0, "rows": 1, "column": 0, "columns": 1}

    def start(name: str, facts: dict[str, str]) -> None:
        name = _local(name)
        if name == "table":
            found.append(Extent())
            state.update(row=0, rows=0, column=0)
        elif name == "table-row":
            state["row"] += state["rows"]
            state.update(rows=int(facts.get("table:number-rows-repeated", 1)), column=0)
        elif name in ("table-cell", "covered-table-cell") and found:
            state["columns"] = int(facts.get("table:number-columns-repeated", 1))
            state["column"] += state["columns"]
            if any(key.endswith(":value-type") for key in facts):
                found[-1].reach(state["row"] + state["rows"], state["column"])

    def text(words: str) -> None:
        if found and words.strip():
            found[-1].reach(state["row"] + state["rows"], state["column"])
            found[-1].text += len(words) * state["rows"] * state["columns"]

    parser = _parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.Parse(content, True)
    return iter(found)


_BEGIN = 0x0809
_MANY_CELLS = frozenset({0x00BD, 0x00BE})
"""MULRK and MULBLANK, which end with their last column."""
_CELL_RECORDS = _MANY_CELLS | {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E}


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record's kind, where its content begins and how long it is."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield kind, at + 4, size
        at += 4 + size
