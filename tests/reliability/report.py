"""What a harness did and what it found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Report:
    """`done` counts what was tried, by kind; `findings` are sentences, empty where nothing was lost or leaked."""

    name: str
    seed: int
    done: dict[str, int] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)

    def count(self, kind: str, n: int = 1) -> None:
        """Count something tried."""
        self.done[kind] = self.done.get(kind, 0) + n

    def find(self, sentence: str) -> None:
        """Note a finding."""
        self.findings.append(sentence)

    def text(self) -> str:
        """The report as it is printed."""
        lines = [f"{self.name}, seed {self.seed}"]
        lines += [f"  {kind}: {n}" for kind, n in sorted(self.done.items())]
        lines += [f"  found: {finding}" for finding in self.findings] or ["  found: nothing"]
        return "\n".join(lines)
