"""What is told of the copies of an office file: where they lie, whether they open, how they differ from now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from gzparty.domain.diagnostic import Diagnostic
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of an office file, by its name alone: it was not opened. `size` is in bytes."""

    path: Path
    at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a journal as it happened: `role` is do, undo or redo, `rows` how many records it changed."""

    id: int
    at: datetime
    name: str
    role: str
    rows: int


@dataclass(frozen=True, slots=True)
class Inside:
    """What an office file holds: whose it is, the rows of each table, everything ever done in it."""

    office_uid: str
    office: str
    counts: Mapping[str, int]
    steps: tuple[Step, ...] = ()

    @property
    def records(self) -> int:
        """All records together."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Examination:
    """What came of opening a copy: its content, or why it does not open."""

    inside: Inside | None
    problem: Diagnostic | None = None

    @property
    def sound(self) -> bool:
        """Whether the copy can be restored."""
        return self.inside is not None


@dataclass(frozen=True, slots=True)
class Extent:
    """What a change of the password writes anew: files, their bytes, and by folder how many bytes of room are missing."""

    files: int
    octets: int
    missing: Mapping[Path, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside the present.

    `present` and `copy` are rows by table; `lost` are the steps done since, which restoring would take away; `regained`
    those the present lacks, where the copy comes from before an earlier restoring. `same_office` is False for
    the copy of another office.
    """

    present: Mapping[str, int]
    copy: Mapping[str, int]
    lost: tuple[Step, ...]
    regained: tuple[Step, ...]
    same_office: bool
    office: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of the program's own copying: where copies were made, none where nothing was done since; what failed.

    `reached` is the second place if it was there.
    """

    at: datetime
    made: tuple[Path, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    reached: Path | None = None
