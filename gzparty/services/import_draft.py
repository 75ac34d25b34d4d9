"""Work on a file that is not stored yet: what it is read as, cells put right, decisions taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gzparty.domain.table import TableKind
from gzparty.services.import_result import Gone, GoneDecision, MissingKey


@dataclass(slots=True)
class ImportDraft:
    """`kind` None means not known yet; `mapping` is field by letter, empty for a column left out.

    `record` is the session or meeting that a list of attendance is about, where no column says it.
    """

    kind: TableKind | None = None
    sheet: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    edits: dict[tuple[int, str], str] = field(default_factory=dict)
    decisions: dict[int, str] = field(default_factory=dict)
    gone: dict[MissingKey, GoneDecision] = field(default_factory=dict)
    record: str = ""

    def is_empty(self) -> bool:
        """Whether nothing was put right or decided yet."""
        return not (self.edits or self.decisions or self.gone)

    def to_json(self) -> str:
        """As it is kept among the drafts."""
        content = {
            "kind": self.kind.value if self.kind else "",
            "sheet": self.sheet,
            "mapping": self.mapping,
            "edits": [[number, name, text] for (number, name), text in self.edits.items()],
            "decisions": [[number, word] for number, word in self.decisions.items()],
            "gone": [[*key, one.what.value, one.on.isoformat()] for key, one in self.gone.items()],
            "record": self.record,
        }
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> ImportDraft | None:
        """What was kept; None where it cannot be read, since a draft is a help and never a hindrance."""
        try:
            return _draft(json.loads(text))
        except (ValueError, TypeError, KeyError):
            return None


def _draft(content: Mapping[str, Any]) -> ImportDraft:
    number: Callable[[Any], int] = int
    return ImportDraft(
        TableKind(content["kind"]) if content["kind"] else None,
        str(content["sheet"]),
        {str(letter): str(name) for letter, name in content["mapping"].items()},
        {(number(row), str(name)): str(text) for row, name, text in content["edits"]},
        {number(row): str(word) for row, word in content["decisions"]},
        {
            (number(person), number(unit)): GoneDecision(Gone(what), date.fromisoformat(on))
            for person, unit, what, on in content["gone"]
        },
        str(content.get("record", "")),
    )
