"""Choose the face of each character: the style's own, the Latin one, Song for what it lacks, and □ for what nobody has."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple

from gzparty.reports.truetype import TrueTypeFace


class Face(StrEnum):
    """The roles of the six faces that travel with the program."""

    FANG = "fang"
    BIAO = "biao"
    HEI = "hei"
    KAI = "kai"
    SONG = "song"
    LATIN = "latin"


FILES = {
    Face.FANG: "ZhuqueFangsong-Regular.ttf",
    Face.BIAO: "GWBiaosong-Regular.ttf",
    Face.HEI: "GWHei-Regular.ttf",
    Face.KAI: "GWKai-Regular.ttf",
    Face.SONG: "GWSong-Regular.ttf",
    Face.LATIN: "LiberationSerif-Regular.ttf",
}

BOX = "□"
_WITH_LATIN = frozenset({Face.FANG, Face.KAI})
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_FORMLESS = frozenset({"Cc", "Cf"})


class Choice(NamedTuple):
    """How one character is set: its face and glyph; `found` is False where □ or nothing stands for it."""

    face: Face
    glyph: int
    advance: float
    found: bool


def _is_han(character: str) -> bool:
    return 0x3400 <= ord(character) <= 0x9FFF or ord(character) >= 0x20000


def _is_latin(character: str) -> bool:
    return " " <= character <= "~" or "\u00c0" <= character <= "\u024f"


def is_formless(character: str) -> bool:
    """Tell whether a character is never ink: controls, joiners, direction and variation marks."""
    if character.isprintable():
        return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return unicodedata.category(character) in _FORMLESS


class FaceBook:
    """The six faces, each opened when the first character asks for it.

    `fang_marks` are what the unmodified 仿宋 gives besides Han characters.
    """

    def __init__(self, fang_marks: Collection[str]) -> None:
        self._fang_marks = fang_marks
        self._open: dict[Face, TrueTypeFace] = {}

    def __getitem__(self, face: Face) -> TrueTypeFace:
        if face not in self._open:
            self._open[face] = TrueTypeFace(files("resources").joinpath("fonts", FILES[face]))
        return self._open[face]

    def choose(self, style: Face, character: str) -> Choice:
        """Find the face and glyph of a character inside a text of that style."""
        if is_formless(character):
            return self._formless(character)
        point = ord(character)
        for face in self._candidates(style, character):
            drawn = self[face]
            glyph = drawn.glyph(point)
            if glyph:
                return Choice(face, glyph, drawn.advance(glyph), True)
        glyph = self[Face.SONG].glyph(ord(BOX))
        return Choice(Face.SONG, glyph, self[Face.SONG].advance(glyph), False)

    def _formless(self, character: str) -> Choice:
        """Set a tab as a space, and nothing for the rest; a zero-width space is ours and no finding."""
        if character == "\t":
            glyph = self[Face.SONG].glyph(ord(" "))
            return Choice(Face.SONG, glyph, self[Face.SONG].advance(glyph), True)
        return Choice(Face.SONG, 0, 0.0, character == "\u200b" or character in _LINE_ENDS)

    def _candidates(self, style: Face, character: str) -> tuple[Face, ...]:
        if style in _WITH_LATIN and _is_latin(character):
            return (Face.LATIN, Face.SONG)
        if style is Face.FANG and not (_is_han(character) or character in self._fang_marks):
            return (Face.SONG, Face.LATIN)
        if style is Face.SONG:
            return (Face.SONG, Face.KAI, Face.LATIN)
        return (style, Face.SONG, Face.KAI, Face.LATIN)
