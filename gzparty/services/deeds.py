"""What the journal tells of the past: the named actions and what each did to a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from gzparty.records import dataclass


class Reach(Enum):
    """Whether a deed can still be taken back: those of an older schema can only be read, final ones took things away for good."""

    OPEN = "open"
    OLDER = "older"
    FINAL = "final"


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
    reach: Reach = Reach.OPEN


@dataclass(frozen=True, slots=True)
class Change:
    """One step in a record's history: the deed, what happened (insert, update, delete) and the fields before.

    `again` where it happened by undoing the deed or by doing it again.
    """

    deed: Deed
    operation: str
    before: Mapping[str, object] | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that was deleted: the journal's entry with its last fields, by which deed, how many rows went along."""

    entry: int
    table: str
    row_id: int
    image: Mapping[str, object]
    deed: Deed
    along: int = 0


class Hindrance(Enum):
    """What keeps a deleted record from coming back: a row it needs is gone, or another has taken its place."""

    MISSING = "missing"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way, with the row concerned as it is now or as it was last."""

    hindrance: Hindrance
    table: str
    row_id: int
    image: Mapping[str, object]
