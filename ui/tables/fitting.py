"""How wide the columns of a table are: their words whole where there is room, the shortest first, and none left over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Want(NamedTuple):
    """What a column asks for, in px: never less than `least`, then room for its `words`, then its `width` as designed.

    What is left then goes to the columns that grow, by their width.
    """

    least: int
    words: int
    width: int
    grows: bool = False


def fitted(wants: Sequence[Want], room: int) -> list[int]:
    """The widths of columns in a room; more than the room where the least of all is more, so that the table scrolls."""
    sizes = [want.least for want in wants]
    sizes = _raised(sizes, [want.words for want in wants], room)
    sizes = _raised(sizes, [want.width for want in wants], room)
    return _grown(sizes, [want.width if want.grows else 0 for want in wants], room)


def _raised(sizes: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Raise sizes to what is wanted, those that lack least first: as many as can be are whole, the others lack alike."""
    raised = list(sizes)
    lacks = [max(want - size, 0) for size, want in zip(sizes, wanted, strict=True)]
    left = max(room - sum(sizes), 0)
    for done, place in enumerate(sorted(range(len(raised)), key=lacks.__getitem__)):
        part = min(lacks[place], left // (len(raised) - done))
        raised[place] += part
        left -= part
    return raised


def _grown(sizes: Sequence[int], shares: Sequence[int], room: int) -> list[int]:
    """Give what is left to those that have a share in it, to the last px."""
    grown, left, shared = list(sizes), max(room - sum(sizes), 0), sum(shares)
    for place, share in enumerate(shares):
        part = left * share // shared if share else 0
        grown[place] += part
        left -= part
        shared -= share
    return grown
