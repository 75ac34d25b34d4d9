"""The header of a form that is filled in by many: found in the blank, looked for in what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from gzparty.domain.damage import as_text
from gzparty.exchange.header import SEARCHED_ROWS, plain
from gzparty.exchange.workbook import Row, Sheet
from gzparty.records import dataclass

MOST_ROWS = 3
"""A header of a form has so many rows at most."""
FEWEST = 2
"""A row with fewer texts is a title or a stamp."""


@dataclass(frozen=True, slots=True)
class FormHeader:
    """The rows of a header as they are compared, and the titles of its columns as they are shown."""

    rows: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The titles as they are compared."""
        return tuple(plain(title) for title in self.titles)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a header stands in a sheet: its first row, the first row of data, and the column of each title.

    `missing` and `extra` name titles by which it differs; `moved` says that the columns stand in another order.
    """

    first: int
    data: int
    columns: Mapping[int, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    moved: bool = False


def header_of(sheet: Sheet) -> FormHeader | None:
    """The header of a blank or filled form: the first row with several texts and those that go on with it below."""
    rows = [_texts(row) for row in sheet.rows[:SEARCHED_ROWS]]
    widest = max((_filled(row) for row in rows), default=0)
    for first, row in enumerate(rows):
        if _filled(row) >= max(FEWEST, widest // 2):
            last = _last_row(sheet, rows, first)
            block = tuple(rows[first : last + 1])
            return FormHeader(tuple(_compared(one) for one in block), _titles(block))
    return None


def find_form(sheet: Sheet, header: FormHeader) -> Found | None:
    """Where the header of a form stands in a sheet that came back, and how it differs; None where it is not there."""
    rows = [_texts(row) for row in sheet.rows[: SEARCHED_ROWS + MOST_ROWS]]
    size = len(header.rows)
    for first in range(len(rows)):
        if tuple(_compared(row) for row in rows[first : first + size]) == header.rows:
            columns = {place: place for place in range(len(header.titles))}
            return Found(first, first + size, columns)
    found = [near for first in range(len(rows)) if (near := _near(rows, first, header)) is not None]
    return min(found, key=lambda one: len(one.missing), default=None)


def _near(rows: Sequence[tuple[str, ...]], first: int, header: FormHeader) -> Found | None:
    """A header that has at least half of the titles."""
    block = rows[first : first + len(header.rows)]
    titles = _titles(block)
    there = {plain(title): place for place, title in reversed(list(enumerate(titles))) if title}
    wanted = {key: place for place, key in enumerate(header.keys) if key}
    shared = wanted.keys() & there.keys()
    if 2 * len(shared) < len(wanted) or len(shared) < FEWEST:
        return None
    columns = {wanted[key]: there[key] for key in shared}
    missing = tuple(header.titles[wanted[key]] for key in wanted if key not in there)
    extra = tuple(titles[place] for key, place in there.items() if key not in wanted)
    moved = sorted(columns) != sorted(columns, key=columns.__getitem__)
    return Found(first, first + len(header.rows), columns, missing, extra, moved)


def _last_row(sheet: Sheet, rows: Sequence[tuple[str, ...]], first: int) -> int:
    """A header goes on below where cells of it are merged downwards, or with titles under a merged one."""
    last = first
    for (top, _left), (bottom, _right) in sheet.merged:
        if first <= top <= last and bottom < first + MOST_ROWS:
            last = max(last, bottom)
    return min(last, len(rows) - 1)


def _titles(block: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The title of each column; under one that spans several, both are said: 培训情况/学时."""
    width = max((len(row) for row in block), default=0)
    titles = []
    above = ""
    for column in range(width):
        texts = [row[column] if column < len(row) else "" for row in block]
        if texts[0]:
            above = texts[0]
        below = [text for text in texts[1:] if text]
        titles.append("/".join([above, *below] if below else texts[:1]))
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple("".join(as_text(cell).split()) for cell in row)


def _compared(row: tuple[str, ...]) -> tuple[str, ...]:
    texts = [plain(text) if text else "" for text in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _filled(row: tuple[str, ...]) -> int:
    return sum(bool(text) and not text.replace(".", "").isdigit() for text in row)
