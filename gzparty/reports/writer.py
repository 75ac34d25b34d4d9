"""Write laid-out pages as a PDF with reportlab's document objects; imported only when something is printed."""

from __future__ import annotations

import re
import zlib
from datetime import date
from typing import Any

from reportlab.pdfbase import pdfdoc

from gzparty.reports.font import ASCENT, DESCENT, Subset
from gzparty.reports.setting import Setting
from gzparty.reports.sheets import Geometry

_PRODUCER = "gzparty"
_STEM = 80
_FONT = re.compile(r"/(F\d+) ")


class _Deflate:
    """reportlab's compressing filter without its ASCII85 wrapping."""

    pdfname = "FlateDecode"

    @staticmethod
    def encode(content: str | bytes) -> bytes:
        return zlib.compress(content if isinstance(content, bytes) else content.encode("ascii"), 6)


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Document information whose date is the content's, so that equal papers are equal files."""

    def __init__(self, title: str, author: str, dated: date | None) -> None:
        super().__init__()
        self.title = title
        self.author = author
        self.dated = dated

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Author": pdfdoc.PDFString(self.author),
            "Producer": pdfdoc.PDFString(_PRODUCER),
            "Creator": pdfdoc.PDFString(_PRODUCER),
        }
        if self.dated:
            stamp = pdfdoc.PDFString(f"D:{self.dated:%Y%m%d}000000Z")
            entries |= {"CreationDate": stamp, "ModDate": stamp}
        written: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return written


class Writer:
    """A PDF being written: pages are added, fonts come last."""

    def __init__(self, title: str, author: str, dated: date | None, digest: str) -> None:
        self._document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 5), lang="zh-CN")
        self._document.info = _Info(_clean(title), _clean(author), dated)
        self._document.updateSignature(digest)
        self._pages: list[Any] = []
        self._shown: set[str] = set()
        self._marks: list[tuple[str, int]] = []
        self._targets: dict[str, Any] = {}

    def add_page(self, geometry: Geometry, content: str) -> None:
        """Add a page with its operators."""
        self._shown.update(_FONT.findall(content))
        page = pdfdoc.PDFPage()
        page.MediaBox = pdfdoc.PDFArray([0, 0, round(geometry.width, 2), round(geometry.height, 2)])
        page.Resources = pdfdoc.PDFDictionary({"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)})
        page.Contents = self._stream(content)
        self._document.inPage()
        self._document.addPage(page)
        self._pages.append(page)

    def mark(self, title: str) -> None:
        """Put a bookmark on the page that is added next."""
        self._marks.append((_clean(title), len(self._pages)))

    def write(self, setting: Setting) -> bytes:
        """Finish the document and return the file."""
        fonts = self._document.idToObject[pdfdoc.BasicFonts].dict
        for subset in setting.subsets.values():
            if subset.resource in self._shown:
                fonts[subset.resource] = self._font(subset)
        for title, place in self._marks:
            key = f"page{place}"
            self._document.outline.addOutlineEntry(key, 0, title)
        data: bytes = self._document.GetPDFData(self)
        return data

    def _bookmarkReference(self, key: str) -> Any:  # noqa: N802 - asked for by reportlab's outline
        if key not in self._targets:
            target = pdfdoc.Destination(key)
            target.fit()
            target.setPage(self._pages[int(key.removeprefix("page"))])
            self._targets[key] = self._document.Reference(target, f"Dest.{key}")
        return self._targets[key]

    def _stream(self, content: str | bytes, **entries: object) -> Any:
        return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content, [_Deflate])

    def _font(self, subset: Subset) -> Any:
        """Build the font objects of a subset."""
        face, name = subset.face, pdfdoc.PDFName
        base = f"{_tag(subset)}+{face.name}"
        data = face.subset(subset.glyphs)
        descriptor = {
            "Type": name("FontDescriptor"),
            "FontName": name(base),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([round(edge * 1000 / face.units) for edge in face.bounds]),
            "ItalicAngle": 0,
            "Ascent": ASCENT,
            "Descent": DESCENT,
            "CapHeight": ASCENT,
            "StemV": _STEM,
            "FontFile2": self._reference(self._stream(data, Length1=len(data))),
        }
        widths = pdfdoc.PDFArray([f"{face.advance(glyph):g}" for glyph in subset.glyphs])
        system = {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
        descendant = {
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": name(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "FontDescriptor": self._dictionary(descriptor),
            "DW": 1000,
            "W": pdfdoc.PDFArray([0, widths]),
            "CIDToGIDMap": name("Identity"),
        }
        return self._dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": name(base),
                "Encoding": name("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([self._dictionary(descendant)]),
                "ToUnicode": self._reference(self._stream(subset.unicode_map())),
            }
        )

    def _dictionary(self, entries: dict[str, object]) -> Any:
        return self._reference(pdfdoc.PDFDictionary(entries))

    def _reference(self, part: Any) -> Any:
        return self._document.Reference(part)


def _tag(subset: Subset) -> str:
    """Name a subset by its characters, six letters as the format asks."""
    number = zlib.crc32("".join(subset.characters).encode("utf-32-be", "surrogatepass"))
    return "".join(chr(65 + number // 26**i % 26) for i in range(6))


def _clean(text: str) -> str:
    """Make a text fit for metadata: no control characters, no half surrogates, no break hints."""
    whole = text.encode("utf-16-be", "replace").decode("utf-16-be")
    return "".join(" " if character < " " else character for character in whole if character != "\u200b")
