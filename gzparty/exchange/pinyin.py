"""Pinyin of names, so that a person or village is found by initials whichever reading one thinks of."""

from __future__ import annotations

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
        if not name:
            return "", ""
        full, first = self._surname(name[0])
        for letter in name[1:]:
            readings, initials = self._character(letter)
            full, first = _longer(full, readings), _longer(first, initials)
        return _joined(full), _joined(first)

    def unit(self, name: str) -> str:
        """Initials of a unit's name, every reading separated by a space."""
        first: Readings = ()
        for letter in name:
            first = _longer(first, self._character(letter)[1])
        return _joined(first)

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


def _longer(begun: Readings, readings: Readings) -> Readings:
    """Every beginning with every reading behind it; the rarer ones are left out where there are too many."""
    if not begun or not readings:
        return begun or readings
    if len(readings) == 1:
        reading = readings[0]
        return tuple([start + reading for start in begun])
    kept = readings[: max(1, LIMIT // len(begun))]
    return tuple([start + reading for start in begun for reading in kept])


def _joined(alternatives: Readings) -> str:
    return " ".join(dict.fromkeys(alternatives)) if len(alternatives) > 1 else "".join(alternatives)
