"""Read a TrueType file lazily: which glyph a character has, how wide it is, and a file of chosen glyphs only."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from importlib.resources.abc import Traversable

_COMPONENT_MORE = 0x20
_COMPONENT_WORDS = 0x1
_COMPONENT_SCALES = ((0x8, 2), (0x40, 4), (0x80, 8))


class TrueTypeFace:
    """One face on disk, mapped rather than read: a rendering touches a few hundred of its glyphs."""

    def __init__(self, file: Traversable) -> None:
        with file.open("rb") as stream:
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = self._directory()
        head, hhea = self._tables["head"][0], self._tables["hhea"][0]
        self.units: int = self._one("H", head + 18)
        self.bounds: tuple[int, ...] = struct.unpack_from(">4h", self._data, head + 36)
        self._long_offsets = bool(self._one("h", head + 50))
        self._measured: int = self._one("H", hhea + 34)
        self.name = self._postscript_name()
        self._read_map()

    def _one(self, code: str, offset: int) -> int:
        value: int = struct.unpack_from(">" + code, self._data, offset)[0]
        return value

    def _many(self, code: str, offset: int, count: int) -> array[int]:
        values: array[int] = array(code)
        values.frombytes(self._data[offset : offset + count * values.itemsize])
        if sys.byteorder == "little":
            values.byteswap()
        return values

    def _directory(self) -> dict[str, tuple[int, int]]:
        tables: dict[str, tuple[int, int]] = {}
        for i in range(self._one("H", 4)):
            tag, _, offset, length = struct.unpack_from(">4sLLL", self._data, 12 + 16 * i)
            tables[tag.decode("latin1")] = (offset, length)
        return tables

    def _postscript_name(self) -> str:
        offset = self._tables["name"][0]
        count, strings = struct.unpack_from(">HH", self._data, offset + 2)
        for i in range(count):
            platform, _, _, kind, length, start = struct.unpack_from(">6H", self._data, offset + 6 + 12 * i)
            if (platform, kind) == (3, 6):
                begin = offset + strings + start
                return self._data[begin : begin + length].decode("utf-16-be").replace(" ", "-")
        return "Unnamed"

    def _read_map(self) -> None:
        """Take the richest Unicode map of the file: format 12 reaches beyond the BMP, 4 does not."""
        table = self._tables["cmap"][0]
        found: dict[int, int] = {}
        for i in range(self._one("H", table + 2)):
            platform, _, offset = struct.unpack_from(">HHL", self._data, table + 4 + 8 * i)
            if platform == 3:
                found[self._one("H", table + offset)] = table + offset
        self._format = 12 if 12 in found else 4
        base = found[self._format]
        if self._format == 12:
            groups = self._many("I", base + 16, 3 * self._one("L", base + 12))
            self._starts, self._ends, self._targets = groups[0::3], groups[1::3], groups[2::3]
            return
        count = self._one("H", base + 6) // 2
        self._ends = self._many("H", base + 14, count)
        self._starts = self._many("H", base + 16 + 2 * count, count)
        self._targets = self._many("H", base + 16 + 4 * count, count)
        self._ranges_at = base + 16 + 6 * count
        self._ranges = self._many("H", self._ranges_at, count)

    def glyph(self, code: int) -> int:
        """Return the glyph of a code point, 0 where the face has none."""
        i = bisect_left(self._ends, code)
        if i >= len(self._ends) or self._starts[i] > code:
            return 0
        if self._format == 12:
            return self._targets[i] + code - self._starts[i]
        if not self._ranges[i]:
            return (code + self._targets[i]) & 0xFFFF
        glyph = self._one("H", self._ranges_at + 2 * i + self._ranges[i] + 2 * (code - self._starts[i]))
        return (glyph + self._targets[i]) & 0xFFFF if glyph else 0

    def _metrics(self, glyph: int) -> tuple[int, int]:
        offset = self._tables["hmtx"][0]
        if glyph < self._measured:
            return struct.unpack_from(">Hh", self._data, offset + 4 * glyph)
        last = offset + 4 * self._measured
        return self._one("H", last - 4), self._one("h", last + 2 * (glyph - self._measured))

    def advance(self, glyph: int) -> float:
        """Return how far a glyph moves the pen, in thousandths of an em."""
        return self._metrics(glyph)[0] * 1000 / self.units

    def _outline(self, glyph: int) -> bytes:
        table = self._tables["loca"][0]
        if self._long_offsets:
            begin, end = struct.unpack_from(">LL", self._data, table + 4 * glyph)
        else:
            begin, end = (2 * half for half in struct.unpack_from(">HH", self._data, table + 2 * glyph))
        start = self._tables["glyf"][0]
        return self._data[start + begin : start + end]

    def height_range(self, glyph: int) -> tuple[float, float]:
        """Return the lowest and highest ink of a glyph, in thousandths of an em."""
        low, high = struct.unpack_from(">2x2xh2xh", self._outline(glyph))
        return low * 1000 / self.units, high * 1000 / self.units

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Build a font file whose glyph i is `glyphs[i]`; parts of composed glyphs are appended."""
        from reportlab.pdfbase.ttfonts import TTFontMaker

        chosen = list(glyphs)
        outlines, offsets = self._gather(chosen)
        maker = TTFontMaker()
        for tag in ("cvt ", "fpgm", "prep"):
            if tag in self._tables:
                maker.add(tag, self._table(tag))
        count = len(chosen)
        maker.add("hmtx", b"".join(struct.pack(">Hh", *self._metrics(glyph)) for glyph in chosen))
        maker.add("hhea", self._patched("hhea", 34, count))
        maker.add("maxp", self._patched("maxp", 4, count))
        maker.add("glyf", outlines)
        maker.add("loca", struct.pack(f">{len(offsets)}L", *offsets))
        maker.add("head", self._patched("head", 50, 1))
        stream: bytes = maker.makeStream()
        return stream

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _patched(self, tag: str, offset: int, value: int) -> bytes:
        table = bytearray(self._table(tag))
        struct.pack_into(">H", table, offset, value)
        return bytes(table)

    def _gather(self, chosen: list[int]) -> tuple[bytes, list[int]]:
        """Concatenate the outlines of the chosen glyphs; `chosen` grows by their components."""
        places: dict[int, int] = {}
        for place, glyph in enumerate(chosen):
            places.setdefault(glyph, place)
        parts: list[bytes] = []
        offsets = [0]
        for glyph in chosen:  # grows while it is walked
            outline = self._outline(glyph)
            if len(outline) > 2 and outline[0] & 0x80:
                outline = _renumbered(outline, chosen, places)
            outline += b"\0" * (-len(outline) % 4)
            parts.append(outline)
            offsets.append(offsets[-1] + len(outline))
        return b"".join(parts), offsets


def _renumbered(outline: bytes, chosen: list[int], places: dict[int, int]) -> bytes:
    """Point the components of a composed glyph at their places in the subset."""
    data = bytearray(outline)
    at, flags = 10, _COMPONENT_MORE
    while flags & _COMPONENT_MORE:
        flags, part = struct.unpack_from(">HH", data, at)
        if part not in places:
            places[part] = len(chosen)
            chosen.append(part)
        struct.pack_into(">H", data, at + 2, places[part])
        scale = next((size for bit, size in _COMPONENT_SCALES if flags & bit), 0)
        at += 4 + (4 if flags & _COMPONENT_WORDS else 2) + scale
    return bytes(data)
