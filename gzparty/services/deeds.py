"""What the journal tells of the past: the named actions and what each did to a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of the journal, for history, undo and redo. `rows` is the number of rows it changed."""

    id: int
    name: str
    kind: str
    at: datetime
    source: str
    rows: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One step in a record's history: the deed, what happened (insert, update, delete) and the fields before."""

    deed: Deed
    operation: str
    before: Mapping[str, object] | None
