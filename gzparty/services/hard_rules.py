"""The rules nobody in the office can change, as the page of rules shows them; read from `resources/hard_rules.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from gzparty.domain.duty import Grade
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class HardRule:
    """One rule in words: what it is about, what holds, on what it rests, and what the program does with it."""

    code: str
    title: str
    rule: str
    basis: str
    grade: Grade
    why: str


@cache
def hard_rules() -> tuple[HardRule, ...]:
    """Every rule in the order it is shown."""
    content = tomllib.loads((files("resources") / "hard_rules.toml").read_text("utf-8"))
    return tuple(HardRule(**{**entry, "grade": Grade(entry["grade"])}) for entry in content["rule"])
