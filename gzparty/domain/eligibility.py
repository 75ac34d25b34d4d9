"""What the program finds against choosing a candidate (资格审核), with the rows behind it; it never judges.

Where nothing is found it says "本系统内未发现不符合情形", no more: 纪委 answers in writing, and people decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.selection import Reply


class FindingKind(StrEnum):
    """What can be found, in the order it is listed."""

    ABSENT = "absent"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    CIRCULAR = "circular"
    CHOSEN = "chosen"
    PROBATIONARY = "probationary"
    LEFT = "left"


class Row(NamedTuple):
    """A record behind a finding: `record` is training, meeting, problem, tour, mention, selection or person."""

    record: str
    id: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, its sentence as a diagnostic, and every row behind it."""

    kind: FindingKind
    said: Diagnostic
    rows: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        """The finding as it is kept with a verdict: its kind and the rows, so that a corrected row shows."""
        rows = ",".join(f"{row.record}:{row.id}" for row in sorted(self.rows))
        return f"{self.kind}={rows}"

    @property
    def weighs(self) -> bool:
        """Whether passing in spite of it needs a reason; a note tells and does not."""
        return self.said.level is not Level.NOTE


def speaks_against(findings: Iterable[Finding], reply: Reply) -> bool:
    """Whether passing a candidate needs a reason: something is found, or 纪委 answered that it is not suitable."""
    return reply is Reply.UNSUITABLE or any(finding.weighs for finding in findings)
