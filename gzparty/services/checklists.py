"""Checklists as delivered in `resources/checklists.toml`, with what the office changed of them over it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from gzparty.domain.inspection import ChecklistItem, InspectionKind


@cache
def default_checklist(kind: InspectionKind) -> tuple[ChecklistItem, ...]:
    """The lines of a checklist as delivered, in their order; their ids are 0."""
    content = tomllib.loads((files("resources") / "checklists.toml").read_text("utf-8"))
    return tuple(
        ChecklistItem(0, "", kind, line["code"], line["title"], line.get("hint", ""), place)
        for place, line in enumerate(content[kind.value])
    )


def merged(kind: InspectionKind, stored: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Every line of a checklist in its order, stopped ones too: those of the office over the delivered ones."""
    found = {item.code: item for item in default_checklist(kind)}
    found |= {item.code: item for item in stored if item.kind is kind}
    return tuple(sorted(found.values(), key=lambda item: (item.position, item.id)))
