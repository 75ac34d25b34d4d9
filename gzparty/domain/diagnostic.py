"""What a rule found: a level, a code and its parameters; the text is made at the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from gzparty.records import dataclass


class Level(StrEnum):
    """How much a finding weighs: an error stops, a warning asks, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of a rule; `code` is looked up in `gzparty.labels` to make the sentence."""

    level: Level
    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):
    """A request that cannot be done; carries the findings that say what, where and the way out."""

    def __init__(self, code: str, /, **parameters: object) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = (Diagnostic(Level.ERROR, code, parameters),)
        super().__init__(code)

    @classmethod
    def of(cls, findings: Sequence[Diagnostic]) -> Refusal:
        """One refusal that carries several findings, at least one."""
        refusal = cls(findings[0].code)
        refusal.diagnostics = tuple(findings)
        return refusal
