"""Pinyin of names, so that a person or village is found by initials whichever reading one thinks of."""

from __future__ import annotations

from itertools import product
from math import prod

from gzparty.domain.chinese import SURNAME_READINGS

LIMIT = 32
"""Most alternatives kept of one name; a name of five polyphonic characters would have hundreds."""

Readings = tuple[str, ...]


class Pinyin:
    """Fulfils `Romaniser` by pypinyin, which is loaded with the first name asked for."""

    def __init__(self) -> None:
        self._characters: dict[str, Readings] = {}
        self._names: dict[str, tuple[str, str]] = {}

    def person(self, name: str) -> tuple[str, str]:
        """Full pinyin and initials, every reading separated by a space; the surname's own reading first."""
        known = self._names.get(name)
        if known is None:
            readings = [self._character(letter) for letter in name]
            readings = [reading for reading in readings if reading]
            if readings and name[0] in SURNAME_READINGS:
                readings[0] = _first(SURNAME_READINGS[name[0]], readings[0])
            known = self._names[name] = (_joined(readings), _joined([_initials(one) for one in readings]))
        return known

    def unit(self, name: str) -> str:
        """Initials of a unit's name, every reading separated by a space."""
        readings = [self._character(letter) for letter in name]
        return _joined([_initials(one) for one in readings if one])

    def _character(self, letter: str) -> Readings:
        readings = self._characters.get(letter)
        if readings is None:
            readings = self._characters[letter] = _readings(letter)
        return readings


def _readings(letter: str) -> Readings:
    """All readings of one character; a Latin letter or digit reads as itself, a mark as nothing."""
    if letter.isascii():
        return (letter.lower(),) if letter.isalnum() else ()
    from pypinyin import Style, pinyin

    found = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(found[0])) if found else ()


def _first(reading: str, readings: Readings) -> Readings:
    return (reading, *(other for other in readings if other != reading))


def _initials(readings: Readings) -> Readings:
    return tuple(dict.fromkeys(reading[0] for reading in readings))


def _joined(readings: list[Readings]) -> str:
    """Every combination; rarer readings of the last characters go first when there are too many."""
    kept = list(readings)
    place = len(kept) - 1
    while prod(len(one) for one in kept) > LIMIT:
        if len(kept[place]) > 1:
            kept[place] = kept[place][:-1]
        else:
            place -= 1
    return " ".join(dict.fromkeys("".join(one) for one in product(*kept)))
