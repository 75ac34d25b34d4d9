"""Pinyin of names, so that a person or village is found by initials whichever reading one thinks of."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

LIMIT = 32
"""Most alternatives kept of one name; a name of five polyphonic characters would have hundreds."""

Readings = tuple[str, ...]


class Pinyin:
    """Fulfils `Romaniser` by pypinyin, which is loaded with the first name asked for."""

    def __init__(self) -> None:
        self._characters = _Characters()
        self._surnames = _Surnames(self._characters)
        self._given = _GivenNames(self._characters)

    def person(self, name: str) -> tuple[str, str]:
        """Full pinyin and initials, every reading separated by a space; the surname's own reading first."""
        if not name:
            return "", ""
        surname, given = self._surnames[name[0]], self._given[name[1:]]
        if len(surname[0]) * len(given[0]) > LIMIT:
            # Thinned letter by letter, so that of each the first readings stay.
            full, first = zip(surname, *map(self._characters.__getitem__, name[1:]), strict=True)
            return " ".join(_combined(full)), " ".join(_combined(first))
        return _spoken(surname[0], given[0]), _spoken(surname[1], given[1])

    def unit(self, name: str) -> str:
        """Initials of a unit's name, every reading separated by a space."""
        return " ".join(_combined([self._characters[letter][1] for letter in name]))


class _Characters(dict[str, tuple[Readings, Readings]]):
    """Readings and initials of each character, looked up when it is met first."""

    def __missing__(self, letter: str) -> tuple[Readings, Readings]:
        spoken = readings(letter)
        known = self[letter] = spoken, _initials(spoken)
        return known


class _Surnames(dict[str, tuple[Readings, Readings]]):
    """The same where the character is a surname."""

    def __init__(self, characters: _Characters) -> None:
        super().__init__()
        self._characters = characters

    def __missing__(self, letter: str) -> tuple[Readings, Readings]:

        from gzparty.domain.chinese import SURNAME_READINGS

        known = self._characters[letter]
        if letter in SURNAME_READINGS:
            readings = _first(SURNAME_READINGS[letter], known[0])
            known = readings, _initials(readings)
        self[letter] = known
        return known


class _GivenNames(dict[str, tuple[Readings, Readings]]):
    """All combinations of a given name's readings; in a roster most given names come again."""

    def __init__(self, characters: _Characters) -> None:
        super().__init__()
        self._characters = characters

    def __missing__(self, name: str) -> tuple[Readings, Readings]:
        letters = [self._characters[letter] for letter in name]
        combined = (
            _combined([full for full, _first in letters]),
            _combined([first for _full, first in letters]),
        )
        self[name] = combined
        return combined


def readings(letter: str) -> Readings:
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


def _spoken(surnames: Readings, given: Readings) -> str:
    """A name's readings; a mark for a surname has none."""
    return " ".join(dict.fromkeys([head + tail for head in surnames or ("",) for tail in given]))


def _combined(readings: Sequence[Readings]) -> Readings:
    """Every combination; rarer readings of the last characters are left out when there are too many."""
    combined: Readings = ("",)
    for options in readings:
        # A mark has no reading and changes nothing.
        if options:
            combined = tuple([head + tail for head in combined for tail in options])
            if len(combined) > LIMIT:
                return _combined(_thinned(readings))
    return combined if len(combined) == 1 else tuple(dict.fromkeys(combined))


def _thinned(readings: Sequence[Readings]) -> Sequence[Readings]:
    kept = [reading for reading in readings if reading]
    place = len(kept) - 1
    while prod(map(len, kept)) > LIMIT:
        if len(kept[place]) > 1:
            kept[place] = kept[place][:-1]
        else:
            place -= 1
    return kept
