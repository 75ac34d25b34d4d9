"""How a typed text finds a name: by its characters, by full pinyin, by initials, or by some of each (zhangs for 张三).

Every reading of a character counts: 单 is found by shan, dan and chan. A syllable may be typed whole or as its first
letter (zh, ch, sh as two); the last one may be broken off anywhere. What is typed begins at the start of a syllable.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple
from unicodedata import normalize

from gzparty.domain.search import Needle, NeedleKind

DOUBLE = ("zh", "ch", "sh")
"""First sounds of two letters."""
MOST_WAYS = 200
"""Of the ways a text may be read, those of fewest syllables are looked for; names have two to four."""

Readings = tuple[str, ...]
"""Every way one character may be spoken; a mark is not spoken."""


class Rank(IntEnum):
    """How well a name is met; the best first."""

    EXACT = 0
    START = 1
    WORD = 2
    INSIDE = 3


class Match(NamedTuple):
    """How well a name is met and which of its characters are meant, from `first` up to `end`."""

    rank: Rank
    first: int
    end: int


class Way(NamedTuple):
    """One way to read letters as syllables.

    `initials` are the first letters of its syllables, `run` the longest letters of it that stand together in full pinyin.
    """

    initials: str
    run: str


def match(wanted: Needle, name: str, spoken: Sequence[Readings]) -> Match | None:
    """Tell how a name, with the readings of each of its characters, meets what was typed; None where it does not."""
    found = _by_characters(wanted.text, name)
    if wanted.kind is not NeedleKind.LETTERS or (found is not None and found.rank is Rank.EXACT):
        return found
    sounded = _by_sound(wanted.text, name, spoken)
    return min((one for one in (found, sounded) if one is not None), default=None)


def ways(letters: str, syllables: Collection[str]) -> tuple[Way, ...]:
    """The ways to read letters, those of fewest syllables first; a name that matches them fulfils one of these.

    `syllables` are all there are. Looking names up by the initials and runs of these ways leaves few to `match`.
    """
    known, beginnings = frozenset(syllables), _beginnings(syllables)
    found: dict[Way, None] = {}
    level = {(0, "", "", "")}
    while level and len(found) < MOST_WAYS:
        following = set()
        for at, initials, longest, run in sorted(level):
            rest = letters[at:]
            if rest in beginnings:
                ended = run + rest
                found[Way(initials + rest[0], max(longest, ended, key=len))] = None
            for piece, whole in _pieces(rest, known, beginnings):
                joined = run + piece
                kept = max(longest, joined, key=len)
                following.add((at + len(piece), initials + piece[0], kept, joined if whole else ""))
        # Without a bound a long line of letters would be read in millions of ways.
        level = set(sorted(following)[: MOST_WAYS * 4])
    return tuple(found)[:MOST_WAYS]


def _pieces(rest: str, known: Collection[str], beginnings: Collection[str]) -> Iterator[tuple[str, bool]]:
    """What the next syllable may be where more follows it, and whether it is whole."""
    for length in range(1, len(rest)):
        piece = rest[:length]
        if piece not in beginnings:
            return
        if piece in known:
            yield piece, True
        if length == 1 or piece in DOUBLE:
            yield piece, False


def _beginnings(syllables: Collection[str]) -> frozenset[str]:
    return frozenset(one[:length] for one in syllables for length in range(1, len(one) + 1))


def _by_characters(text: str, name: str) -> Match | None:
    """A text within a name, spaces and width of the name's characters aside."""
    first = name.lower().find(text)
    if first >= 0:
        return Match(_rank(name, first, first + len(text)), first, first + len(text))
    places = [
        (place, letter)
        for place, written in enumerate(name)
        for letter in normalize("NFKC", written).lower()
        if not letter.isspace()
    ]
    at = "".join(letter for _place, letter in places).find(text)
    if at < 0:
        return None
    first, end = places[at][0], places[at + len(text) - 1][0] + 1
    return Match(_rank(name, first, end), first, end)


def _by_sound(text: str, name: str, spoken: Sequence[Readings]) -> Match | None:
    best: Match | None = None
    for first, readings in enumerate(spoken):
        if not any(reading[0] == text[0] for reading in readings):
            continue
        end = _end(text, spoken, first)
        if end:
            found = Match(_rank(name, first, end), first, end)
            if best is None or found < best:
                best = found
            if best.rank <= Rank.START:
                break
    return best


def _end(text: str, spoken: Sequence[Readings], first: int) -> int:
    """Where a match from some character on ends, the furthest; 0 where there is none."""
    standing, end = {text}, 0
    for place in range(first, len(spoken)):
        if not spoken[place]:
            continue
        left: set[str] = set()
        for reading in spoken[place]:
            for rest in standing:
                if reading.startswith(rest):
                    end = place + 1
                elif rest.startswith(reading):
                    left.add(rest[len(reading) :])
                if len(rest) > 1 and rest[0] == reading[0]:
                    left.add(rest[1:])
                if len(rest) > 2 and rest[:2] in DOUBLE and reading.startswith(rest[:2]):
                    left.add(rest[2:])
        if not left:
            break
        standing = left
    return end


def _rank(name: str, first: int, end: int) -> Rank:
    if first == 0:
        return Rank.EXACT if end == len(name) else Rank.START
    return Rank.WORD if not name[first - 1].isalnum() else Rank.INSIDE
