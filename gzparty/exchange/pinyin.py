"""Pinyin of names, so that a person or village is found by initials whichever reading one thinks of."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from gzparty.domain.chinese import SURNAME_READINGS

LIMIT = 32
"""Most alternatives kept of one name; a name of five polyphonic characters would have hundreds."""

Readings = tuple[str, ...]


class Pinyin:
    """Fulfils `Romaniser` by pypinyin, which is loaded with the first name asked for."""

    def __init__(self) -> None:
        self._characters = _Characters()
        self._surnames = _Surnames(self._characters)

    def person(self, name: str) -> tuple[str, str]:
        """Full pinyin and initials, every reading separated by a space; the surname's own reading first."""
        if not name:
            return "", ""
        given = map(self._characters.__getitem__, name[1:])
        full, first = zip(self._surnames[name[0]], *given, strict=True)
        return _joined(full), _joined(first)

    def unit(self, name: str) -> str:
        """Initials of a unit's name, every reading separated by a space."""
        return _joined([self._characters[letter][1] for letter in name])


class _Characters(dict[str, tuple[Readings, Readings]]):
    """Readings and initials of each character, looked up when it is met first."""

    def __missing__(self, letter: str) -> tuple[Readings, Readings]:
        readings = _readings(letter)
        known = self[letter] = readings, _initials(readings)
        return known


class _Surnames(dict[str, tuple[Readings, Readings]]):
    """The same where the character is a surname."""

    def __init__(self, characters: _Characters) -> None:
        super().__init__()
        self._characters = characters

    def __missing__(self, letter: str) -> tuple[Readings, Readings]:
        known = self._characters[letter]
        if letter in SURNAME_READINGS:
            readings = _first(SURNAME_READINGS[letter], known[0])
            known = readings, _initials(readings)
        self[letter] = known
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
    joined, alike = [""], ""
    for options in readings:
        if len(options) == 1:
            alike += options[0]
        elif options:
            joined = [head + alike + tail for head in joined for tail in options]
            alike = ""
            if len(joined) > LIMIT:
                return _joined(_thinned(readings))
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
