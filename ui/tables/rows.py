"""Where a table's records come from: a list in memory, or ids from the store with pages fetched on demand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from ui.tables.column import Column

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PAGE = 256
PAGES_KEPT = 40


class Rows(Protocol[T]):
    """Records in a current order; identities are stable while contents change."""

    def __len__(self) -> int: ...

    def record(self, row: int) -> T:
        """Give the record at a row."""

    def identity(self, row: int) -> Hashable:
        """Give what stays the same about the record at a row."""

    def identities(self) -> Sequence[Hashable]:
        """Give the identity of each row in the current order."""

    def order_by(self, column: Column[T] | None, *, descending: bool) -> None:
        """Sort by a column, or go back to the office's own order."""


class ListRows(Generic[T]):
    """Records held in memory; sorts with the column's key and keeps the given order as the office's."""

    def __init__(self, records: Sequence[T], identity: Callable[[T], Hashable]) -> None:
        self._office_order = list(records)
        self._records = self._office_order
        self._identity = identity

    def __len__(self) -> int:
        return len(self._records)

    def record(self, row: int) -> T:
        return self._records[row]

    def identity(self, row: int) -> Hashable:
        return self._identity(self._records[row])

    def identities(self) -> Sequence[Hashable]:
        return [self._identity(record) for record in self._records]

    def order_by(self, column: Column[T] | None, *, descending: bool) -> None:
        if column is None:
            self._records = self._office_order
        else:
            self._records = sorted(self._office_order, key=column.key_of, reverse=descending)

    def in_order_of(self, identities: Sequence[Hashable]) -> bool:
        """Take over an order if it names exactly these records; tell whether it did."""
        by_identity = {self._identity(record): record for record in self._office_order}
        if len(identities) != len(by_identity) or any(one not in by_identity for one in identities):
            return False
        self._records = [by_identity[one] for one in identities]
        return True


class PagedRows(Generic[T]):
    """Records too many to hold: the store orders the ids, pages of records are fetched when looked at."""

    def __init__(
        self,
        list_ids: Callable[[str | None, bool], Sequence[int]],
        fetch: Callable[[Sequence[int]], Mapping[int, T]],
    ) -> None:
        """Take two queries: ids ordered by a column key (None: the office's order), and records by id."""
        self._list_ids = list_ids
        self._fetch = fetch
        self._order: tuple[str | None, bool] = (None, False)
        self._listed: Sequence[int] | None = None
        self._pages: OrderedDict[int, Mapping[int, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ids())

    def record(self, row: int) -> T:
        page, record_id = row // PAGE, self._ids()[row]
        if page not in self._pages:
            self._pages[page] = self._fetch(self._ids()[page * PAGE : (page + 1) * PAGE])
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][record_id]

    def identity(self, row: int) -> Hashable:
        return self._ids()[row]

    def identities(self) -> Sequence[Hashable]:
        return self._ids()

    def order_by(self, column: Column[T] | None, *, descending: bool) -> None:
        order = (column.key if column else None, descending)
        if order != self._order:
            self._order, self._listed = order, None
            self._pages.clear()

    def _ids(self) -> Sequence[int]:
        """The ids in the order in force, asked for when they are first needed."""
        if self._listed is None:
            self._listed = self._list_ids(*self._order)
        return self._listed
