"""The duties the program brings along, read from `resources/duties.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gzparty.domain.duty import Deadline, Duty, Grade, Scope
from gzparty.domain.period import Every


@cache
def default_duties() -> tuple[Duty, ...]:
    """Every version of every duty as delivered, in the order duties are shown; their ids are 0."""
    content = tomllib.loads((files("resources") / "duties.toml").read_text("utf-8"))
    return tuple(_duty(entry, place) for place, entry in enumerate(content["duty"]))


def versions(stored: Iterable[Duty]) -> Mapping[str, Sequence[Duty]]:
    """The versions of each duty, those of the office over the delivered ones; duties of its own come last."""
    found: dict[str, list[Duty]] = {}
    for duty in (*default_duties(), *stored):
        known = found.setdefault(duty.code, [])
        known[:] = [other for other in known if other.valid_from != duty.valid_from]
        known.append(duty)
    return {code: sorted(known, key=lambda duty: duty.valid_from) for code, known in found.items()}


def _duty(entry: Mapping[str, Any], place: int) -> Duty:
    return Duty(
        id=0,
        uid="",
        code=entry["code"],
        valid_from=entry.get("valid_from", date.min),
        title=entry["title"],
        record=entry["record"],
        scope=Scope(entry["scope"]),
        every=Every(entry["every"]),
        times=entry.get("times", 1),
        hold_by=Deadline.parse(entry["hold_by"]),
        report_by=Deadline.parse(entry["report_by"]),
        grade=Grade(entry["grade"]),
        basis=entry["basis"],
        position=place,
    )
