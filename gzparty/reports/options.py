"""How a paper may be varied, as plain values: kept in the window's memory and in the print log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from gzparty.reports.content import Margins, Offer, Paper, Size, Table
from gzparty.reports.papers.common import Style

Wishes = Mapping[str, object]
"""Fields of `Style` that differ from the office's way."""


def to_plain(wishes: Wishes) -> dict[str, Any]:
    """Give wishes as lists, texts, numbers and truth values."""
    return {name: _plain(value) for name, value in wishes.items()}


def from_plain(stored: object) -> dict[str, object]:
    """Read wishes back; what is unknown or damaged is left out, as if it had never been wished."""
    wishes: dict[str, object] = {}
    for name, value in stored.items() if isinstance(stored, dict) else ():
        read = _READERS.get(_kinds().get(name))
        try:
            if read is not None:
                wishes[name] = read(value)
        except (ValueError, TypeError):
            continue
    return wishes


def offered_columns(paper: Paper) -> tuple[Offer, ...]:
    """List the columns of a paper that can be chosen: those its first table made by `papers.common.table` offers."""
    return next((block.offers for block in paper.blocks if isinstance(block, Table) and block.offers), ())


def arranged(
    offered: Sequence[Offer], order: Sequence[str], shown: Sequence[str]
) -> tuple[tuple[Offer, bool], ...]:
    """Put columns into the clerk's order, each with whether it is printed.

    A column the clerk never saw, such as that of a new session, comes after the one it follows on the paper.
    """
    offers = {offer.key: offer for offer in offered}
    seen = [key for key in dict.fromkeys(order) if key in offers]
    placed = list(seen)
    for place, offer in enumerate(offered):
        if offer.key not in placed:
            before = next((one.key for one in reversed(offered[:place]) if one.key in placed), None)
            placed.insert(placed.index(before) + 1 if before is not None else 0, offer.key)
    return tuple((offers[key], key in shown if key in seen else offers[key].usual) for key in placed)


def _plain(value: object) -> Any:
    match value:
        case Margins():
            return [value.top, value.right, value.bottom, value.left]
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
    return value


@cache
def _kinds() -> Mapping[str, Any]:
    return get_type_hints(Style)


def _margins(value: Any) -> Margins:
    return Margins(*map(float, value))


def _is(kind: type) -> Callable[[Any], object]:
    def read(value: Any) -> object:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return read


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(value)
    return tuple(value)


_READERS: Mapping[Any, Callable[[Any], object]] = {
    str: _is(str),
    bool: _is(bool),
    int: _is(int),
    date: date.fromisoformat,
    Size: Size,
    Margins: _margins,
    tuple[str, ...]: _texts,
}
