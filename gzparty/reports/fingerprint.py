"""The hash by which the program knows that a record differs from its last printed copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from functools import lru_cache
from hashlib import sha256
from typing import Any

from gzparty.reports.content import Paper, Row, RowRole


def fingerprint(papers: Sequence[Paper]) -> str:
    """Hash what papers say and how they are to look, 64 hexadecimal digits.

    Fields that have their default value do not count, so that a later program with more of them
    still recognises an old copy.
    """
    digest = sha256()
    for part in _parts(tuple(papers)):
        digest.update(part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _parts(value: object) -> Iterator[str]:
    """Write a value unambiguously: every text with its length, every sequence with its count."""
    if isinstance(value, str):
        yield f"{len(value)}:{value}"
    elif isinstance(value, tuple):
        yield f"({len(value)}"
        for item in value:
            yield from _row(item) if type(item) is Row else _parts(item)
    elif hasattr(value, "__dataclass_fields__"):
        yield type(value).__name__
        kind: Any = type(value)
        for name, default in _fields(kind):
            item = getattr(value, name)
            if default is MISSING or item != default:
                yield f".{name}="
                yield from _parts(item)
    else:
        yield repr(value)


def _row(row: Row) -> Iterator[str]:
    """Rows are most of a ledger, so plain ones are written in one go."""
    if row.role is RowRole.BODY and {*map(type, row.cells)} == {str}:
        lengths = ",".join(map(str, map(len, row.cells)))  # type: ignore[arg-type]
        yield f"Row{lengths}:" + "".join(row.cells)  # type: ignore[arg-type]
    else:
        yield f"Row{row.role}"
        yield from _parts(row.cells)


@lru_cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """List the fields that make a dataclass differ from another, with their defaults."""
    return tuple(
        (item.name, item.default_factory() if item.default_factory is not MISSING else item.default)
        for item in fields(kind)
        if item.compare
    )
