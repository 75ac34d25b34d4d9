"""What the recycle bin and the histories need of a store besides the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from gzparty.services.deeds import Gone, Obstacle


class DeletedStore(Protocol):
    """Records that were deleted, and the way back."""

    def gone(self, tables: Collection[str], limit: int) -> Sequence[Gone]:
        """The deleted records of some tables, newest first, without those that went with another one."""
        ...

    def some(self, entries: Collection[int]) -> Sequence[Gone]: ...
    def obstacles(self, records: Iterable[Gone]) -> Sequence[Obstacle]: ...
    def put_back(self, records: Iterable[Gone]) -> None: ...

    def children(self, table: str, column: str, row_id: int) -> Sequence[int]:
        """The rows of a table that name a row, or did when they were deleted."""
        ...
