"""One Type0 / Identity-H subset per face and document: codes for characters as they come, PDF objects at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gzparty.reports.truetype import TrueTypeFace

_CODES = 0xFFFF
ASCENT, DESCENT = 880, -120
"""The em box of Chinese type; the same for every face, so that a line's boxes agree."""


class Subset:
    """The characters of one face used in one document.

    Each character has a code of its own, also where two share a glyph or □ stands for one,
    so that copied and searched text is what was written.
    """

    def __init__(self, face: TrueTypeFace, resource: str) -> None:
        self.face = face
        self.resource = resource
        self.glyphs: list[int] = [0]
        self.characters: list[str] = [""]
        self._codes: dict[str, str] = {}

    def code(self, character: str, glyph: int) -> str:
        """Return the code of a character as four hexadecimal digits."""
        code = self._codes.get(character)
        if code is None:
            if len(self.glyphs) >= _CODES:
                return "0000"
            code = f"{len(self.glyphs):04X}"
            self.glyphs.append(glyph)
            self.characters.append(character)
            self._codes[character] = code
        return code

    def unicode_map(self) -> bytes:
        """Write the ToUnicode map, in UTF-16 and in blocks of at most a hundred as the format asks."""
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        pairs = [f"<{i:04X}> <{_utf16(text)}>" for i, text in enumerate(self.characters) if text]
        for start in range(0, len(pairs), 100):
            block = pairs[start : start + 100]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")


def _utf16(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "FFFD"
    return character.encode("utf-16-be").hex().upper()
