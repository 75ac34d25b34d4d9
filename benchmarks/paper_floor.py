"""The floor's font: one CID font for everything, no choice of face, nothing looked up twice."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc

from gzparty.reports.truetype import TrueTypeFace


class _Widths(dict[str, float]):
    def __init__(self, font: FloorFont) -> None:
        self._font = font

    def __missing__(self, character: str) -> float:
        face = self._font.face
        self[character] = face.advance(face.glyph(ord(character)))
        return self[character]


class _Codes(dict[int, str]):
    def __init__(self, font: FloorFont) -> None:
        self._font = font

    def __missing__(self, point: int) -> str:
        self._font.glyphs.append(self._font.face.glyph(point))
        self._font.points.append(point)
        self[point] = f"{len(self._font.points) - 1:04X}"
        return self[point]


class _Deflate:
    pdfname = "FlateDecode"

    @staticmethod
    def encode(content: bytes) -> bytes:
        return zlib.compress(content, 6)


class FloorFont:
    """A Type0 font for reportlab's canvas, subset when the document is saved."""

    def __init__(self, path: str) -> None:
        self.face = TrueTypeFace(Path(path))
        self.glyphs, self.points = [0], [0]
        self.widths = _Widths(self)
        self.codes = _Codes(self)

    def attach(self, canvas: Any) -> None:
        """Name the font /CJK in every page of a canvas, and write plain deflated streams."""
        from reportlab import rl_config

        rl_config.useA85 = 0
        canvas.setPageCompression(1)
        canvas._doc.delayedFonts.append(self)

    def addObjects(self, document: Any) -> None:  # noqa: N802 - called by reportlab on saving
        """Write the font's objects."""
        name, face = pdfdoc.PDFName, self.face

        def refer(part: Any) -> Any:
            return document.Reference(part)

        def stream(content: bytes, **entries: object) -> Any:
            return refer(pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [_Deflate]))

        data = face.subset(self.glyphs)
        base = name(f"AAAAAA+{face.name}")
        descriptor = {
            "Type": name("FontDescriptor"),
            "FontName": base,
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray(list(face.bounds)),
            "ItalicAngle": 0,
            "Ascent": 880,
            "Descent": -120,
            "CapHeight": 880,
            "StemV": 80,
            "FontFile2": stream(data, Length1=len(data)),
        }
        widths = pdfdoc.PDFArray([f"{face.advance(glyph):.0f}" for glyph in self.glyphs])
        descendant = {
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
            ),
            "FontDescriptor": refer(pdfdoc.PDFDictionary(descriptor)),
            "W": pdfdoc.PDFArray([0, widths]),
            "CIDToGIDMap": name("Identity"),
        }
        font = {
            "Type": name("Font"),
            "Subtype": name("Type0"),
            "BaseFont": base,
            "Encoding": name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([refer(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": stream(self._unicode_map()),
        }
        document.idToObject[pdfdoc.BasicFonts].dict["CJK"] = refer(pdfdoc.PDFDictionary(font))

    def _unicode_map(self) -> bytes:
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        pairs = [f"<{i:04X}> <{chr(point).encode('utf-16-be').hex()}>" for i, point in enumerate(self.points)]
        for start in range(1, len(pairs), 100):
            block = pairs[start : start + 100]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join([*lines, "endcmap end end"]).encode("ascii")
