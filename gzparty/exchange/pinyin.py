"""Pinyin of names, so that a person or village is found by initials whichever reading one thinks of."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from gzparty.domain.chinese import SURNAME_READINGS

LIMIT = 32
"""Most alternatives kept of one name; a name of five polyphonic characters would have hundreds."""

LONGEST_SURELY_WITHIN = 9
"""So few readings in sum never combine to more than the limit: 3 x 3 x 3 are 27."""

Readings = tuple[str, ...]


class Pinyin:
    """Fulfils `Romaniser` by pypinyin, which is loaded with the first name asked for."""

    def __init__(self) -> None:
        self._characters: dict[str, tuple[Readings, Readings]] = {}
        self._surnames: dict[str, tuple[Readings, Readings]] = {}

    def person(self, name: str) -> tuple[str, str]:
        """Full pinyin and initials, every reading separated by a space; the surname's own reading first."""
        if not name:
            return "", ""
        full, first = zip(self._surname(name[0]), *map(self._character, name[1:]), strict=True)
        return _joined(full), _joined(first)

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


def _joined(readings: Sequence[Readings]) -> str:
    """Every combination; rarer readings of the last characters are left out when there are too many."""
    if sum(map(len, readings)) > LONGEST_SURELY_WITHIN:
        readings = _thinned(readings)
    joined, alike = [""], ""
    for options in readings:
        if len(options) == 1:
            alike += options[0]
        elif options:
            joined = [head + alike + tail for head in joined for tail in options]
            alike = ""
    if len(joined) == 1:
        return joined[0] + alike
    return " ".join(dict.fromkeys([whole + alike for whole in joined]))


def _thinned(readings: Sequence[Readings]) -> Sequence[Readings]:
    kept = [reading for reading in readings if reading]
    place = len(kept) - 1
    while prod(map(len, kept)) > LIMIT:
        if len(kept[place]) > 1:
            kept[place] = kept[place][:-1]
        else:
            place -= 1
    return kept
