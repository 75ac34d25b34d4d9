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
        self._characters: dict[str, tuple[Readings, Readings]] = {}
        self._surnames: dict[str, tuple[Readings, Readings]] = {}

    def person(self, name: str) -> tuple[str, str]:
        """Full pinyin and initials, every reading separated by a space; the surname's own reading first."""
        read = [self._surname(name[0]), *map(self._character, name[1:])] if name else []
        return _joined([full for full, _first in read]), _joined([first for _full, first in read])

    def unit(self, name: str) -> str:
        """Initials of a unit's name, every reading separated by a space."""
        return _joined([self._character(letter)[1] for letter in name])

    def _character(self, letter: str) -> tuple[Readings, Readings]:
        known = self._characters.get(letter)
        if known is None:
            readings = _readings(letter)
            known = self._characters[letter] = readings, _initials(readings)
        return known

    def _surname(self, letter: str) -> tuple[Readings, Readings]:
        known = self._surnames.get(letter)
        if known is None:
            known = self._character(letter)
            if letter in SURNAME_READINGS:
                readings = _first(SURNAME_READINGS[letter], known[0])
                known = readings, _initials(readings)
            self._surnames[letter] = known
        return known


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
    """Every combination; rarer readings of the last characters are left out when there are too many."""
    kept = [reading for reading in readings if reading]
    if all(len(one) == 1 for one in kept):
        return "".join(one[0] for one in kept)
    place = len(kept) - 1
    while prod(map(len, kept)) > LIMIT:
        if len(kept[place]) > 1:
            kept[place] = kept[place][:-1]
        else:
            place -= 1
    return " ".join(dict.fromkeys(map("".join, product(*kept))))
