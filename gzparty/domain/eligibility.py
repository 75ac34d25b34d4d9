"""What the program finds against choosing a candidate (资格审核), with the rows behind it; it never judges.

Where nothing is found it says "本系统内未发现不符合情形", no more: 纪委 answers in writing, and people decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.selection import Reply
from gzparty.records import dataclass


class FindingKind(StrEnum):
    """What can be found, in the order it is listed."""

    ABSENT = "absent"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    CIRCULAR = "circular"
    CHOSEN = "chosen"
    PROBATIONARY = "probationary"
    LEFT = "left"
    NAMESAKE = "namesake"


class Row(NamedTuple):
    """A record behind a finding: `record` is training, meeting, problem, tour, mention, selection, person or unit."""

    record: str
    id: int
    number: str = ""

    @property
    def key(self) -> str:
        """The row as it is kept with a verdict."""
        return f"{self.record}:{self.id}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, its sentence as a diagnostic, and every row behind it."""

    kind: FindingKind
    said: Diagnostic
    rows: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        """The finding as it is kept with a verdict: its kind and the rows, so that a corrected row shows."""
        return _key(self.kind, (row.key for row in self.rows))

    @property
    def weighs(self) -> bool:
        """Whether passing in spite of it needs a reason; a note tells and does not."""
        return self.said.level is not Level.NOTE


def speaks_against(found: Iterable[Finding], reply: Reply) -> bool:
    """Whether passing a candidate needs a reason: something is found, or 纪委 answered that it is not suitable."""
    return reply is Reply.UNSUITABLE or any(finding.weighs for finding in found)


def since_verdict(
    kept: Iterable[str], live: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What came after a verdict, and what of it went: compared row by row, so that one more or one less shows.

    What went is given as keys of the rows that no longer stand behind anything.
    """
    before, now = _rows(kept), _rows(finding.key for finding in live)
    came = tuple(
        finding
        for finding in live
        if not {row.key for row in finding.rows} <= before.get(finding.kind, set())
    )
    went = tuple(
        _key(kind, rows - now.get(kind, set()))
        for kind, rows in before.items()
        if rows - now.get(kind, set())
    )
    return came, went


def known_at_verdict(kept: Iterable[str], live: Iterable[Finding]) -> tuple[Finding, ...]:
    """Live findings that stood at a verdict already, with at least one of their rows; more or fewer since do not hide them."""
    before = _rows(kept)
    return tuple(
        finding
        for finding in live
        if finding.kind in before
        and (not finding.rows or before[finding.kind] & {row.key for row in finding.rows})
    )


def kept_kind(key: str) -> FindingKind:
    """What kind of finding a kept key is."""
    return FindingKind(_parts(key)[0])


def _rows(keys: Iterable[str]) -> dict[str, set[str]]:
    """The rows behind each kind of finding; several findings may be of one kind."""
    rows: dict[str, set[str]] = {}
    for kind, found in map(_parts, keys):
        rows.setdefault(kind, set()).update(found)
    return rows


def _key(kind: str, rows: Iterable[str]) -> str:
    return f"{kind}={','.join(sorted(rows))}"


def _parts(key: str) -> tuple[str, list[str]]:
    kind, _sign, rows = key.partition("=")
    return kind, rows.split(",") if rows else []
