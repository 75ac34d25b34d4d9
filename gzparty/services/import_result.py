"""What an import did: each row of the sheet in exactly one bucket, with the reason and the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.matching import Difference
from gzparty.records import dataclass

SAME, NEW, SKIP, SHEET = "same", "new", "skip", "sheet"
"""Decisions on a suspect row: it is the recorded one; another one; leave it out; the sheet is right."""
WRITTEN = "written"
"""An odd cell is meant as it is written; unlike SHEET it decides nothing about a person."""
Decisions = Mapping[int, str]
"""By row number: one word above or an offered repair; several are separated by commas."""


class Gone(StrEnum):
    """What became of somebody whom a sheet no longer names; nothing is done until one of the first three is chosen."""

    DIED = "died"
    MOVED = "moved"
    ENDED = "ended"
    STAYS = "stays"
    LATER = "later"


class GoneDecision(NamedTuple):
    """What became of somebody, and the first day on which it held."""

    what: Gone
    on: date


MissingKey = tuple[int, int]
"""Person and unit: who leads two villages may be missing in one of them."""


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody recorded in a unit of the sheet whom it does not name; `post` is what they are there, phone masked."""

    person_id: int
    unit_id: int
    name: str
    unit: str
    post: str
    phone: str

    @property
    def key(self) -> MissingKey:
        """What a decision is kept under."""
        return self.person_id, self.unit_id

    @property
    def label(self) -> str:
        """姓名@单位, as the command line names people."""
        return f"{self.name}@{self.unit}"


class Bucket(StrEnum):
    """Where a row ended."""

    ADDED = "added"
    UPDATED = "updated"
    SAME = "same"
    SUSPECT = "suspect"
    REJECTED = "rejected"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class RowReport:
    """Why a row was set aside. `repair` names the way out; `choices` are the decisions it accepts.

    `field` is the cell that stands in the way, `offers` are texts to put into it, `differences` what record and sheet
    say otherwise.
    """

    row: int
    cell: str
    reason: Diagnostic
    repair: Diagnostic | None = None
    choices: tuple[str, ...] = ()
    field: str = ""
    offers: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class ImportResult:
    """Counts of rows taken, lists of rows set aside, and what the sheet no longer names.

    `notes` tell of rows taken although one fact differs, and of columns left out. `taken_rows` are the numbers
    of the rows that brought something new, `gone` counts the people whose leaving was stored too.
    """

    file: str
    sheet: str
    kind: str
    dry_run: bool = False
    added: int = 0
    updated: int = 0
    same: int = 0
    suspect: list[RowReport] = field(default_factory=list)
    rejected: list[RowReport] = field(default_factory=list)
    ignored: list[RowReport] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    missing: list[MissingPerson] = field(default_factory=list)
    dropped: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    backup: str = ""
    action: int = 0
    gone: int = 0
    taken_rows: frozenset[int] = frozenset()

    @property
    def rows(self) -> int:
        """All rows of the sheet."""
        return self.taken + self.same + len(self.suspect) + len(self.rejected) + len(self.ignored)

    @property
    def taken(self) -> int:
        """Rows that brought something new."""
        return self.added + self.updated

    @property
    def complete(self) -> bool:
        """Whether no data row was set aside."""
        return not self.suspect and not self.rejected

    def to_json(self) -> dict[str, object]:
        """Plain values with the sentences said, as `import --json` prints them."""
        from gzparty.labels import sentence

        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind,
            "dry_run": self.dry_run,
            "rows": self.rows,
            "added": self.added,
            "updated": self.updated,
            "same": self.same,
            "suspect": _plain(self.suspect),
            "rejected": _plain(self.rejected),
            "ignored": _plain(self.ignored),
            "notes": [sentence(note) for note in self.notes],
            "missing": [person.label for person in self.missing],
            "missing_people": [
                {"name": one.name, "unit": one.unit, "post": one.post, "phone_masked": one.phone}
                for one in self.missing
            ],
            "gone": self.gone,
            "dropped": list(self.dropped),
            "unmapped": list(self.unmapped),
            "columns": dict(self.columns),
            "backup": self.backup,
            "action": self.action,
        }


def _plain(findings: Sequence[RowReport]) -> list[dict[str, object]]:
    from gzparty.labels import sentence

    return [
        {
            "row": finding.row,
            "cell": finding.cell,
            "code": finding.reason.code,
            "reason": sentence(finding.reason),
            "repair": sentence(finding.repair) if finding.repair else "",
            "choices": list(finding.choices),
            "offers": list(finding.offers),
            "differences": [
                {"field": one.field, "recorded": one.stored, "sheet": one.given}
                for one in finding.differences
            ],
        }
        for finding in findings
    ]
