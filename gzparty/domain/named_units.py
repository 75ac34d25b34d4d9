"""Which units a text names: a pasted column of villages, the name of a file; what is not certain is told, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gzparty.domain.chain_words import BIGGER_UNIT, GROUP
from gzparty.domain.chinese import western
from gzparty.domain.names import normalize_unit
from gzparty.domain.people import UnitView
from gzparty.records import dataclass

_NUMBERING = re.compile(r"^\s*[(（]?\d{1,3}[)）.．、:：\s]\s*")
_BETWEEN = re.compile(r"[\t,，、;；|/\s]+")
LONGEST = 200
"""Characters of a line that are looked at; no list of villages has more in one."""


class Doubt(NamedTuple):
    """A piece of text that may mean several units, or none."""

    text: str
    units: tuple[UnitView, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """The units named for certain, in the order of the text, and what could not be told."""

    units: tuple[UnitView, ...]
    doubts: tuple[Doubt, ...]


def units_named(text: str, units: Sequence[UnitView]) -> NamedUnits:
    """Read a column or list of unit names; a line without any is a doubt, numbers before a name are passed over."""
    known = by_core(units)
    found: dict[int, UnitView] = {}
    doubts: list[Doubt] = []
    for line in text.splitlines():
        plain = _NUMBERING.sub("", line[:LONGEST]).strip()
        if not plain:
            continue
        named = [known[core] for piece in _BETWEEN.split(plain) if (core := normalize_unit(piece)) in known]
        for meant in named:
            if len(meant) == 1:
                found.setdefault(meant[0].id, meant[0])
            else:
                doubts.append(Doubt(plain, meant))
        if not named:
            doubts.append(Doubt(plain))
    return NamedUnits(tuple(found.values()), tuple(doubts))


def unit_within(text: str, units: Sequence[UnitView]) -> tuple[UnitView, ...]:
    """The units whose name stands in a text such as a file's name: one for certain, several in doubt, or none.

    A name within a longer one does not count: 西利见 is not 利见; nor does one of something bigger, such as 官庄镇.
    """
    plain = "".join(text.split())
    # A core of one character (岸) stands in many a word, so such a unit must be called by its whole name.
    said = [
        (core if len(core) > 1 else unit.name, unit)
        for core, meant in by_core(units).items()
        for unit in meant
    ]
    found = [(words, unit) for words, unit in said if _stands_in(plain, words)]
    within = [
        unit
        for words, unit in found
        if not any(
            words != other and words in other and not _stands_in(plain.replace(other, ""), words)
            for other, _unit in found
        )
    ]
    return tuple(dict.fromkeys(within))


def by_core(units: Iterable[UnitView]) -> dict[str, tuple[UnitView, ...]]:
    """Units by what their names are compared by, that of the Party organisation too."""
    known: dict[str, tuple[UnitView, ...]] = {}
    for unit in units:
        for core in {normalize_unit(unit.name), normalize_unit(unit.party_name)} - {""}:
            known[core] = (*known.get(core, ()), unit)
    return known


def group_number(text: str) -> str:
    """The number of the Party group a text names: 第二党小组, 2组 → 2; empty where it names none."""
    found = GROUP.search(text)
    return western(found[1]) if found else ""


def _stands_in(text: str, words: str) -> bool:
    return any(not BIGGER_UNIT.match(text[found.end() :]) for found in re.finditer(re.escape(words), text))
