"""Filter by selection: only the rows that say the same in a column, or all but these; several add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from gzparty.i18n import _
from ui.tables.column import Column
from ui.tables.groups import GroupedRows
from ui.tables.rows import ListRows, Rows

T = TypeVar("T")
LONGEST = 14
"""Characters of a text that are repeated in a menu or in the line above the head."""


class Narrow(NamedTuple):
    """One condition: the column, the texts meant, and whether rows with them stay (`keeps`) or go."""

    column: str
    values: frozenset[str]
    keeps: bool = True

    def lets_pass(self, said: str) -> bool:
        """Whether a row that says this in the column stays in sight."""
        return (said in self.values) is self.keeps


def said(column: Column[T], record: T) -> str:
    """What a cell says: its text, or the words of its glyph where it has no text."""
    text = column.text(record)
    if text or column.spoken is None or column.glyph is None or column.glyph(record) is None:
        return text
    return column.spoken(record)


def passes(narrows: Sequence[Narrow], columns: Sequence[Column[T]], record: T) -> bool:
    """Whether a record stands every condition."""
    known = {column.key: column for column in columns}
    return all(one.lets_pass(said(known[one.column], record)) for one in narrows)


def can_narrow(rows: Rows[Any]) -> bool:
    """Whether all records are at hand; those read page by page are narrowed by their page's own filters."""
    return isinstance(rows, ListRows | GroupedRows)


def narrowed(rows: Rows[T], columns: Sequence[Column[T]], narrows: Sequence[Narrow]) -> Rows[T]:
    """The rows that stand every condition, in the same order and under the same headings."""
    if not narrows or not isinstance(rows, ListRows | GroupedRows):
        return rows
    return rows.only(lambda record: passes(narrows, columns, record))


def words(narrow: Narrow, columns: Sequence[Column[Any]]) -> str:
    """只看社区“利见社区”."""
    title = next((_(column.title) for column in columns if column.key == narrow.column), "")
    verb = _("只看{title}{values}") if narrow.keeps else _("不看{title}{values}")
    return verb.format(title=title, values=values_words(narrow.values))


def values_words(values: frozenset[str]) -> str:
    """“利见社区”, 空的, or 选中的 3 种."""
    if len(values) > 1:
        return _("选中的 {n} 种").format(n=len(values))
    (text,) = values
    if not text:
        return _("空的")
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return _("“{text}”").format(text=short.replace("\n", " "))
