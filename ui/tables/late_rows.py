"""Rows of a list whose order is known while its records are still being read behind the window."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from ui.tables.column import Column

T = TypeVar("T")

PAGE = 128
AT_ONCE = 3
"""Pages wished for at once: a screen may lie on two of them, and somebody current may be on another."""
PAGES_KEPT = 40
"""Records read at once: a few screens full."""
Pages = Mapping[int, Mapping[int, T]]
Order = tuple[str | None, bool]


class LateRows(Generic[T]):
    """Asks for a page of records when one of its rows is looked at; until it comes the row shows a blank."""

    def __init__(
        self,
        ids: Sequence[int],
        order: Order,
        pages: Pages[T],
        blank: Callable[[int], T],
        wish: Callable[[int, Sequence[int]], None],
    ) -> None:
        """Take the ids in an order, the pages read with them, and how to wish for another page."""
        self.order = order
        self.ids = ids
        self._pages: OrderedDict[int, Mapping[int, T]] = OrderedDict(pages)
        self._blank = blank
        self._wish = wish
        self._wished: deque[int] = deque(maxlen=AT_ONCE)

    def __len__(self) -> int:
        return len(self.ids)

    def record(self, row: int) -> T:
        page, record_id = row // PAGE, self.ids[row]
        if page not in self._pages:
            self._want(page)
            return self._blank(record_id)
        self._pages.move_to_end(page)
        found = self._pages[page].get(record_id)
        return self._blank(record_id) if found is None else found

    def identity(self, row: int) -> Hashable:
        return self.ids[row]

    def identities(self) -> Sequence[Hashable]:
        return self.ids

    def order_by(self, column: Column[T] | None, *, descending: bool) -> None:
        """Stay as they are: another order comes with other rows."""

    def take(self, page: int, records: Mapping[int, T]) -> range:
        """Take a page that was wished for, and tell which rows show it."""
        if page in self._wished:
            self._wished.remove(page)
        self._pages[page] = records
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return range(page * PAGE, min((page + 1) * PAGE, len(self.ids)))

    def are_read(self, rows: Iterable[int]) -> bool:
        """Whether the records of some rows are at hand."""
        return {row // PAGE for row in rows} <= self._pages.keys()

    def _want(self, page: int) -> None:
        # A wish of long ago may have been overtaken, as while the bar was dragged, and will never come.
        if page not in self._wished:
            self._wished.append(page)
            self._wish(page, self.ids[page * PAGE : (page + 1) * PAGE])


def pages_around(ids: Sequence[int], near: int | None) -> dict[int, Sequence[int]]:
    """The first page of a list and, where somebody is in sight, the pages around that row."""
    row = ids.index(near) if near in ids else 0
    here = row // PAGE
    wanted = {0, here, here + 1} if row else {0}
    return {page: ids[page * PAGE : (page + 1) * PAGE] for page in sorted(wanted) if page * PAGE < len(ids)}
