"""The same ledger by other ways with reportlab, and by no library; run as a module it measures one of them."""

from __future__ import annotations

import io
import sys
import zlib
from typing import Any

from benchmarks.paper_data import HEAD, LEADING, PAD, SIZE, WIDTHS
from benchmarks.paper_engines import (
    BODY_END,
    BODY_TOP,
    EDGES,
    FONT,
    RIGHT,
    ROW,
    SHEET,
    Engines,
    Laid,
    Rows,
    floor_page,
    foot_of,
    lay_out,
    main,
    with_head,
)
from benchmarks.paper_floor import FloorFont

_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.4, (0, 0, 0)),
    ("FONT", (0, 0), (-1, -1), "CJK", SIZE, LEADING),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


class _Face:
    builtIn = 0  # noqa: N815 - reportlab's
    ascent, descent = 880.0, -120.0


class NamedFont:
    """The floor's font by reportlab's own calls."""

    fontName, encName = "CJK", "Identity-H"  # noqa: N815 - reportlab's
    _dynamicFont, _multiByte, shapable = 0, 1, False  # noqa: N815 - reportlab's
    substitutionFonts: tuple[object, ...] = ()  # noqa: N815 - reportlab's
    ascent, descent = 880.0, -120.0

    def __init__(self) -> None:
        self.floor, self.face = FloorFont(FONT), _Face()

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:  # noqa: N802 - reportlab's
        """The width of a text in points."""
        return sum(map(self.floor.widths.__getitem__, text)) * size * 0.001

    def formatForPdf(self, text: str) -> str:  # noqa: N802 - reportlab's
        """A text as codes of the subset, escaped."""
        from reportlab.lib.rl_accel import escapePDF

        codes = bytes.fromhex(text.translate(self.floor.codes))
        return str(escapePDF(codes))

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's
        """Name it in every page; its objects are written on saving."""
        document.fontMapping[self.fontName] = "/CJK"
        document.delayedFonts.append(self.floor)


def _named() -> NamedFont:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics

    rl_config.useA85 = 0
    font = NamedFont()
    pdfmetrics.registerFont(font)
    return font


def by_hand(rows: Rows, target: io.BytesIO) -> None:
    """No library but for the subset of the face: objects numbered and written one after the other."""
    font = FloorFont(FONT)
    pages = lay_out(rows, font.widths.__getitem__)
    contents = [floor_page(page, foot_of(n, len(pages)), font) for n, page in enumerate(pages)]
    first = 8
    kids = " ".join(f"{first + 2 * n + 1} 0 R" for n in range(len(pages)))
    data = font.face.subset(font.glyphs)
    widths = " ".join(f"{font.face.advance(glyph):.0f}" for glyph in font.glyphs)
    base, bounds = f"AAAAAA+{font.face.name}", " ".join(f"{edge:.0f}" for edge in font.face.bounds)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor 5 0 R/W[0[{widths}]]/CIDToGIDMap/Identity>>".encode(),
        f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[{bounds}]/ItalicAngle 0/Ascent 880/Descent -120"
        "/CapHeight 880/StemV 80/FontFile2 6 0 R>>".encode(),
        _stream(data, f"/Length1 {len(data)}"),
        _stream(font._unicode_map()),
    ]
    for n, content in enumerate(contents):
        objects.append(_stream(content.encode("ascii")))
        size = f"{SHEET[0]} {SHEET[1]}"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Contents {first + 2 * n} 0 R"
            "/Resources<</Font<</CJK 3 0 R>>>>>>".encode()
        )
    _write_objects(objects, target)


def _stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, 6)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), more.encode(), packed)


def _write_objects(objects: list[bytes], target: io.BytesIO) -> None:
    target.write(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    end = target.tell()
    target.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    target.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    target.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, end))


def flowable(rows: Rows, target: io.BytesIO) -> None:
    """A platypus document whose table is one flowable: one literal string a page."""
    from reportlab.platypus import Flowable, SimpleDocTemplate

    font = FloorFont(FONT)
    pages = lay_out(rows, font.widths.__getitem__)

    class Table(Flowable):  # type: ignore[misc]
        """What is left of the pages."""

        def __init__(self, left: int) -> None:
            super().__init__()
            self.left = left

        def wrap(self, _width: float, height: float) -> tuple[float, float]:
            """A page each."""
            return sum(WIDTHS), height if self.left == 1 else 1e6

        def split(self, _width: float, _height: float) -> list[Flowable]:
            """The next page, and the others."""
            return [Table(1), Table(self.left - 1)]

        def draw(self) -> None:
            """One string of operators; they stand where the page begins, not where the frame does."""
            number = self.canv.getPageNumber() - 1
            self.canv.translate(-self.canv._x0, -self.canv._y0)
            self.canv.addLiteral(floor_page(pages[number], foot_of(number, len(pages)), font))

    def begun(canvas: Any, _document: object) -> None:
        if canvas.getPageNumber() == 1:
            font.attach(canvas)
        canvas._x0, canvas._y0 = EDGES[0], BODY_END

    document = SimpleDocTemplate(
        target,
        pagesize=SHEET,
        leftMargin=EDGES[0] - 6,
        rightMargin=EDGES[0] - 6,
        topMargin=SHEET[1] - BODY_TOP - 6,
        bottomMargin=BODY_END - 6,
    )
    document.build([Table(len(pages))], onFirstPage=begun, onLaterPages=begun)


def calls(rows: Rows, target: io.BytesIO) -> None:
    """reportlab's canvas by its documented calls, with the one CID font, no ASCII85."""
    from reportlab.pdfgen.canvas import Canvas

    font = _named()
    pages = lay_out(rows, font.floor.widths.__getitem__)
    canvas = Canvas(target, pagesize=SHEET, pageCompression=1)
    for number, page in enumerate(pages):
        canvas.setFont("CJK", SIZE, LEADING)
        canvas.setLineWidth(0.4)
        canvas.drawRightString(SHEET[0] - EDGES[0], 22, foot_of(number, len(pages)))
        _draw_rows(canvas, page)
        canvas.showPage()
    canvas.save()


def _draw_rows(canvas: Any, page: list[Laid]) -> None:
    y, rules = BODY_TOP, [(EDGES[0], BODY_TOP, EDGES[-1], BODY_TOP)]
    for cells, height in with_head(page):
        for k, lines in enumerate(cells):
            for i, line in enumerate(lines):
                place = y - PAD - SIZE - i * LEADING
                if k in RIGHT:
                    canvas.drawRightString(EDGES[k + 1] - PAD, place, line)
                elif line:
                    canvas.drawString(EDGES[k] + PAD, place, line)
        y -= height
        rules.append((EDGES[0], y, EDGES[-1], y))
    canvas.lines(rules + [(x, BODY_TOP, x, y) for x in EDGES])


def page_tables(rows: Rows, target: io.BytesIO) -> None:
    """One reportlab Table a page, plain strings, the one CID font."""
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table, TableStyle

    font, style = _named(), TableStyle(_GRID)
    pages = lay_out(rows, font.floor.widths.__getitem__)
    canvas = Canvas(target, pagesize=SHEET, pageCompression=1)
    for number, page in enumerate(pages):
        canvas.setFont("CJK", SIZE)
        canvas.drawRightString(SHEET[0] - EDGES[0], 22, foot_of(number, len(pages)))
        table = Table(
            [HEAD, *(["\n".join(lines) for lines in cells] for cells, _height in page)],
            colWidths=WIDTHS,
            rowHeights=[ROW, *(height for _cells, height in page)],
            style=style,
        )
        _width, height = table.wrapOn(canvas, *SHEET)
        table.drawOn(canvas, EDGES[0], BODY_TOP - height)
        canvas.showPage()
    canvas.save()


def long_table(rows: Rows, target: io.BytesIO) -> None:
    """A LongTable of plain strings, broken beforehand, with reportlab's own TTFont."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, SimpleDocTemplate

    font = TTFont("CJK", FONT)
    pdfmetrics.registerFont(font)
    pages = lay_out(rows, lambda character: float(font.stringWidth(character, 1000)))
    cells = [["\n".join(lines) for lines in cells] for page in pages for cells, _height in page]
    table = LongTable([HEAD, *cells], colWidths=WIDTHS, repeatRows=1, style=_GRID)
    SimpleDocTemplate(target, pagesize=SHEET, leftMargin=24, rightMargin=24).build([table])


ENGINES: Engines = {
    "by_hand": (by_hand, ("reportlab.pdfbase.ttfonts",)),
    "flowable": (flowable, ("reportlab.platypus",)),
    "calls": (calls, ("reportlab.pdfgen.canvas",)),
    "page_tables": (page_tables, ("reportlab.platypus",)),
    "long_table": (long_table, ("reportlab.platypus",)),
}

if __name__ == "__main__":
    main(ENGINES, *sys.argv[1:])
