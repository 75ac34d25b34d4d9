"""How characters are spoken, from `resources/pinyin/readings.txt`: read when something is first looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from gzparty.domain.finding import Readings

KEPT = 4096
"""Names whose readings are kept: all units of a county."""


@lru_cache(maxsize=KEPT)
def spoken(name: str) -> tuple[Readings, ...]:
    """Every reading of each character; a Latin letter or digit reads as itself, a mark as nothing."""
    table = _table()
    return tuple(table.get(letter) or _plain(letter) for letter in name)


@cache
def syllables() -> Collection[str]:
    """Every syllable there is."""
    return frozenset(_characters())


def spoken_so(beginning: str) -> list[str]:
    """Every character that may be spoken so, or longer: zhan gives 占 and 张, and never 查."""
    alike = (letters for reading, letters in _characters().items() if reading.startswith(beginning))
    return list(dict.fromkeys(letter for letters in alike for letter in letters))


def _plain(letter: str) -> Readings:
    return (letter.lower(),) if letter.isascii() and letter.isalnum() else ()


@cache
def _table() -> Mapping[str, Readings]:
    found: dict[str, Readings] = defaultdict(tuple)
    for reading, characters in _characters().items():
        for letter in characters:
            found[letter] += (reading,)
    return dict(found)


@cache
def _characters() -> Mapping[str, str]:
    """The characters of each syllable."""
    text = (files("resources") / "pinyin" / "readings.txt").read_text("utf-8")
    return {
        reading: letters for reading, _space, letters in (line.partition(" ") for line in text.splitlines())
    }
