"""What a printed copy said, and where the records of today say something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.records import dataclass

SHOWN = 40
"""So many characters of a text are quoted where it differs."""
LEAD = 8
"""So many characters before the first difference are quoted with it."""
MATCHED = 40_000
"""Above so many pairs of rows a rewritten part of a table is compared line by line, not by likeness."""


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """One entry of the print log: a paper about something, when it left and how often.

    `selector` says what the paper was about (training=2026-06); `copies` of 0 stand for a saved file. `content`
    is kept for the latest copy only: what it said and how it was made, for those who compose papers.
    """

    id: int
    paper: str
    selector: str
    content_hash: str
    printed_at: datetime
    copies: int
    content: str = ""


@dataclass(frozen=True, slots=True)
class SaidTable:
    """The cells of a table under the titles of its columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says: its texts with the label each stands under (empty for running text), and its tables."""

    texts: tuple[tuple[str, str], ...]
    tables: tuple[SaidTable, ...]


DIFFERS = Diagnostic(Level.NOTE, "printed.differs")
"""Of a copy of which nothing but the fingerprint was kept: it says something else now."""


def differences(before: Said, after: Said) -> list[Diagnostic]:
    """Name each place where a paper says something else than its printed copy, in the order of the sheet."""
    found = list(_text_differences(before.texts, after.texts))
    many = len(after.tables) > 1
    for n, (old, new) in enumerate(zip(before.tables, after.tables, strict=False), 1):
        found += _table_differences(old, new, _note("table", n=n) if many else "")
    for table in after.tables[len(before.tables) :]:
        found.append(_note("table_added", rows=len(table.rows)))
    for table in before.tables[len(after.tables) :]:
        found.append(_note("table_gone", rows=len(table.rows)))
    return found


def _note(code: str, **parameters: object) -> Diagnostic:
    return Diagnostic(Level.NOTE, f"printed.{code}", parameters)


def _changed(before: str, after: str) -> dict[str, object]:
    """Quote two texts from shortly before the place where they part."""
    same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, same - LEAD) if max(len(before), len(after)) > SHOWN else 0
    return {"before": _quoted(before, start), "after": _quoted(after, start)}


def _quoted(text: str, start: int = 0) -> object:
    if not text:
        return _note("empty")
    head, rest = "…" if start else "", text[start:]
    return head + (rest if len(rest) <= SHOWN else rest[: SHOWN - 1] + "…")


def _text_differences(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[Diagnostic]:
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = list(before[a1:a2]), list(after[b1:b2])
        for label, text in new:
            twin = next((one for one in old if one[0] == label), None)
            if twin is None:
                yield _note("text_added", text=_quoted(label + text))
            else:
                old.remove(twin)
                yield _note("text", label=label or _note("running"), **_changed(twin[1], text))
        for label, text in old:
            yield _note("text_gone", text=_quoted(label + text))


def _table_differences(before: SaidTable, after: SaidTable, table: object) -> Iterator[Diagnostic]:
    for title in after.columns:
        if title not in before.columns:
            yield _note("column_added", table=table, column=title)
    for title in before.columns:
        if title not in after.columns:
            yield _note("column_gone", table=table, column=title)
    shared = [title for title in after.columns if title in before.columns]
    # That the lines below an added one are numbered anew is no difference.
    shared = [t for t in shared if not (_numbers(before, t) and _numbers(after, t))]
    old, new = _cells(before, shared), _cells(after, shared)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _row_differences(shared, old[a1:a2], new[b1:b2], b1, table)


def _numbers(table: SaidTable, title: str) -> bool:
    place = table.columns.index(title)
    cells = [row[place] for row in table.rows if place < len(row) and row[place]]
    return cells == [str(n) for n in range(1, len(cells) + 1)]


def _cells(table: SaidTable, titles: Sequence[str]) -> list[tuple[str, ...]]:
    places = [table.columns.index(title) for title in titles]
    return [tuple(row[place] if place < len(row) else "" for place in places) for row in table.rows]


def _row_differences(
    titles: Sequence[str],
    old: Sequence[tuple[str, ...]],
    new: Sequence[tuple[str, ...]],
    first: int,
    table: object,
) -> Iterator[Diagnostic]:
    left, in_order = list(old), len(old) * len(new) > MATCHED
    for n, row in enumerate(new, first + 1):
        twin = left[0] if left and in_order else _likest(row, left)
        if twin is None:
            yield _note("row_added", table=table, row=n, text=_row_text(row))
            continue
        left.remove(twin)
        for title, a, b in zip(titles, twin, row, strict=True):
            if a != b:
                yield _note("cell", table=table, row=n, column=title, **_changed(a, b))
    for row in left:
        yield _note("row_gone", table=table, text=_row_text(row))


def _likest(row: tuple[str, ...], left: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Find the old line that a new one continues: it shares most cells, and half of what either has filled in."""
    scored = [(sum(a == b for a, b in zip(one, row, strict=True) if b), one) for one in left]
    shared, best = max(scored, key=lambda entry: entry[0], default=(0, None))
    if best is None or 2 * shared < min(sum(map(bool, best)), sum(map(bool, row))):
        return None
    return best


def _row_text(row: tuple[str, ...]) -> object:
    return _quoted(" ".join(filter(None, row)))
