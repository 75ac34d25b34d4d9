"""Where a table's records come from: a list in memory; late_rows.py has those read behind the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar

from ui.tables.column import Column

T = TypeVar("T")


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

    def only(self, wanted: Callable[[T], bool]) -> ListRows[T]:
        """The records wanted, as rows of their own in the office's order."""
        return ListRows([record for record in self._office_order if wanted(record)], self._identity)

    def in_order_of(self, identities: Sequence[Hashable]) -> bool:
        """Take over an order if it names exactly these records; tell whether it did."""
        by_identity = {self._identity(record): record for record in self._office_order}
        if len(identities) != len(by_identity) or any(one not in by_identity for one in identities):
            return False
        self._records = [by_identity[one] for one in identities]
        return True
