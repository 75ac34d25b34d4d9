"""The same ledger by the engine, by its floor and by the usual ways; run as a module it measures one of them."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from benchmarks.paper_data import EDGE, HEAD, LEADING, PAD, SIZE, TITLE, WIDTHS, ledger

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPdfWriter

FONT = str(files("resources").joinpath("fonts", "GWSong-Regular.ttf"))
SHEET = (595.276, 841.89)
WRAPPED, RIGHT = (4, 5, 7), (0, 6)
BODY_TOP, BODY_END = SHEET[1] - 48, 40.0
ROW = LEADING + 2 * PAD
EDGES = list(accumulate(WIDTHS, initial=EDGE))

Rows = list[list[str]]
Laid = tuple[list[Sequence[str]], float]
"""The lines of a row's cells and its height."""


def breaker(width_of: Callable[[str], float], width: float) -> Callable[[str], Sequence[str]]:
    """Make the floor's greedy line breaking; `width_of` measures a character in thousandths of an em."""
    no_start, no_end, limit = set("，。、；：？！）》」』】”’%,.)"), set("（《「『【“‘("), width * 1000 / SIZE

    def break_text(text: str) -> Sequence[str]:
        widths = list(map(width_of, text))
        if sum(widths) <= limit:
            return (text,)
        lines, start, used = [], 0, 0.0
        for k in range(len(text)):
            used += widths[k]
            if used > limit and k > start:
                end = k
                while end > start + 1 and (text[end] in no_start or text[end - 1] in no_end):
                    end -= 1
                if text[end] < "\x7f" and text[end - 1] < "\x7f" and text[end] != " ":
                    word = end
                    while word > start and text[word - 1] < "\x7f" and text[word - 1] != " ":
                        word -= 1
                    end = word if word > start else end
                lines.append(text[start:end])
                start, used = end, sum(widths[end : k + 1])
        return [*lines, text[start:]]

    return break_text


def lay_out(rows: Rows, width_of: Callable[[str], float]) -> list[list[Laid]]:
    """Break the cells and share the rows over the pages, as the floor and the drawing peers do."""
    breakers = [breaker(width_of, width - 2 * PAD) for width in WIDTHS]
    pages: list[list[Laid]] = [[]]
    y = BODY_TOP - ROW
    for row in rows:
        cells: list[Sequence[str]] = [
            breakers[k](text) if k in WRAPPED else (text,) for k, text in enumerate(row)
        ]
        height = max(map(len, cells)) * LEADING + 2 * PAD
        if y - height < BODY_END:
            pages.append([])
            y = BODY_TOP - ROW
        pages[-1].append((cells, height))
        y -= height
    return pages


def with_head(page: list[Laid]) -> list[Laid]:
    """The rows of a page below the column titles."""
    return [([(title,) for title in HEAD], ROW), *page]


def foot_of(page: int, total: int) -> str:
    """The number below a page."""
    return f"第 {page + 1} 页 共 {total} 页"


def floor(rows: Rows, target: io.BytesIO) -> None:
    """reportlab's canvas, one CID font, each page's content as one string."""
    from reportlab.pdfgen.canvas import Canvas

    from benchmarks.paper_floor import FloorFont

    font = FloorFont(FONT)
    pages = lay_out(rows, font.widths.__getitem__)
    canvas: Any = Canvas(target, pagesize=SHEET)
    font.attach(canvas)
    for number, page in enumerate(pages):
        canvas._code.append(floor_page(page, foot_of(number, len(pages)), font))
        canvas.showPage()
    canvas.save()


def floor_page(page: list[Laid], foot: str, font: Any) -> str:
    """All operators of a page; `font` gives codes and widths of characters."""
    codes, measure = font.codes, font.widths.__getitem__
    texts = [
        f"BT /CJK {SIZE} Tf {LEADING} TL 1 0 0 1 {EDGE} {SHEET[1] - 36:.2f} Tm <{TITLE.translate(codes)}> Tj",
        f"1 0 0 1 {SHEET[0] - EDGE - 70:.2f} 22 Tm <{foot.translate(codes)}> Tj",
    ]
    y, rules = BODY_TOP, [f"{EDGES[0]} {BODY_TOP} m {EDGES[-1]} {BODY_TOP} l"]
    for cells, height in with_head(page):
        baseline = f"{y - PAD - SIZE:.2f}"
        for k, lines in enumerate(cells):
            text, x = lines[0], EDGES[k] + PAD
            if k in RIGHT:
                x = EDGES[k + 1] - PAD - sum(map(measure, text)) * SIZE * 0.001
            if text:
                texts.append(f"1 0 0 1 {x:.2f} {baseline} Tm <{text.translate(codes)}> Tj")
            texts += [f"T* <{line.translate(codes)}> Tj" for line in lines[1:]]
        y -= height
        rules.append(f"{EDGES[0]} {y:.2f} m {EDGES[-1]} {y:.2f} l")
    rules += [f"{x} {BODY_TOP} m {x} {y:.2f} l" for x in EDGES]
    return "\n".join([*texts, "ET .4 w", *rules, "S"])


def engine(rows: Rows, target: io.BytesIO) -> None:
    """gzparty's own: faces per character, Chinese line rules, merged and split rows, a report of lacking characters."""
    from gzparty.reports.content import Align, Column, Field, FieldLine, Margins, Paper, Row, Setup, Table
    from gzparty.reports.pdf import render

    columns = tuple(
        Column(title, mm=width * 25.4 / 72, align=Align.RIGHT if k in RIGHT else Align.LEFT)
        for k, (title, width) in enumerate(zip(HEAD, WIDTHS, strict=True))
    )
    edges = Margins(17, EDGE * 25.4 / 72, 14, EDGE * 25.4 / 72)
    table = Table(columns, tuple(Row(tuple(row)) for row in rows), text_pt=SIZE)
    render(Paper(TITLE, (FieldLine((Field(TITLE),)), table), setup=Setup(margins=edges)), target)


def platypus(rows: Rows, target: io.BytesIO) -> None:
    """The usual way: a LongTable of Paragraphs."""
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("CJK", FONT))
    style = ParagraphStyle("cell", fontName="CJK", fontSize=SIZE, leading=LEADING, wordWrap="CJK")
    data = [[Paragraph(escape(text), style) for text in row] for row in [HEAD, *rows]]
    grid = [("GRID", (0, 0), (-1, -1), 0.4, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    table = LongTable(data, colWidths=WIDTHS, repeatRows=1, style=grid)
    SimpleDocTemplate(target, pagesize=SHEET, leftMargin=24, rightMargin=24).build([table])


def canvas(rows: Rows, target: io.BytesIO) -> None:
    """reportlab's canvas by its documented calls with its own TTFont."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    font = TTFont("CJK", FONT)
    pdfmetrics.registerFont(font)
    widths = Widths(lambda character: font.stringWidth(character, 1000))
    pages = lay_out(rows, widths.__getitem__)
    drawn = Canvas(target, pagesize=SHEET)
    for number, page in enumerate(pages):
        drawn.setFont("CJK", SIZE, LEADING)
        drawn.setLineWidth(0.4)
        drawn.drawRightString(SHEET[0] - EDGE, 22, foot_of(number, len(pages)))
        y, rules = BODY_TOP, [(EDGES[0], BODY_TOP, EDGES[-1], BODY_TOP)]
        for cells, height in with_head(page):
            for k, lines in enumerate(cells):
                for i, line in enumerate(lines):
                    drawn.drawString(EDGES[k] + PAD, y - PAD - SIZE - i * LEADING, line)
            y -= height
            rules.append((EDGES[0], y, EDGES[-1], y))
        drawn.lines(rules + [(x, BODY_TOP, x, y) for x in EDGES])
        drawn.showPage()
    drawn.save()


class Widths(dict[str, float]):
    """How wide each character is, measured once."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        self._measure = measure

    def __missing__(self, character: str) -> float:
        self[character] = self._measure(character)
        return self[character]


@contextmanager
def qt_writer(target: io.BytesIO) -> Iterator[tuple[QPdfWriter, QFont]]:
    """Qt's writer of sheets of A4 with the face of the ledger; what was written is in `target` afterwards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageSize, QPdfWriter

    application = QGuiApplication.instance() or QGuiApplication([])
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(FONT))[0]
    font = QFont(family)
    font.setPointSizeF(SIZE)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    yield writer, font
    target.write(bytes(buffer.data().data()))
    del application


def qt(rows: Rows, target: io.BytesIO) -> None:
    """Qt's QPainter on a QPdfWriter: C++ draws, Python breaks the lines."""
    with qt_writer(target) as (writer, font):
        _paint(rows, writer, font)


def _paint(rows: Rows, writer: QPdfWriter, font: QFont) -> None:
    from PySide6.QtCore import QLineF, QMarginsF, QPointF
    from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPainter, QPen

    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(720)
    painter = QPainter(writer)
    painter.setFont(font)
    painter.setPen(QPen(QColor("black"), 4))
    metrics = QFontMetricsF(font, writer)
    widths = Widths(lambda character: metrics.horizontalAdvance(character) / 10 * 1000 / SIZE)
    for number, page in enumerate(lay_out(rows, widths.__getitem__)):
        if number:
            writer.newPage()
        y, rules = (SHEET[1] - BODY_TOP) * 10, [QLineF(EDGES[0] * 10, 480, EDGES[-1] * 10, 480)]
        for cells, height in with_head(page):
            for k, lines in enumerate(cells):
                for i, line in enumerate(lines):
                    place = QPointF((EDGES[k] + PAD) * 10, y + (PAD + SIZE + i * LEADING) * 10)
                    painter.drawText(place, line)
            y += height * 10
            rules.append(QLineF(EDGES[0] * 10, y, EDGES[-1] * 10, y))
        painter.drawLines(rules + [QLineF(x * 10, 480, x * 10, y) for x in EDGES])
    painter.end()


Engines = dict[str, tuple[Callable[[Rows, io.BytesIO], None], tuple[str, ...]]]
"""Each engine with the modules it imports before the clock starts."""
ENGINES: Engines = {
    "floor": (floor, ("reportlab.pdfgen.canvas", "benchmarks.paper_floor")),
    "engine": (engine, ("gzparty.reports.pdf", "gzparty.reports.writer", "reportlab.pdfbase.ttfonts")),
    "platypus": (platypus, ("reportlab.platypus", "reportlab.lib.styles")),
    "canvas": (canvas, ("reportlab.pdfgen.canvas", "reportlab.pdfbase.ttfonts")),
    "qt": (qt, ("PySide6.QtGui",)),
}


def main(engines: Engines, name: str, count: str, repeat: str = "1", path: str = "") -> None:
    """Measure one engine in this process and print its sample as JSON."""
    from importlib import import_module

    run, modules = engines[name]
    for module in modules:
        import_module(module)
    rows = ledger(int(count))
    target = io.BytesIO()
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for _ in range(int(repeat)):
        target = io.BytesIO()
        run(rows, target)
    used = resource.getrusage(resource.RUSAGE_SELF)
    if not target.getvalue().startswith(b"%PDF"):
        raise AssertionError(name)
    if path:
        with open(path, "wb") as file:
            file.write(target.getvalue())
    sample = {"seconds": (used.ru_utime - begin) / int(repeat), "megabytes": used.ru_maxrss / 1024}
    print(json.dumps(sample), flush=True)


if __name__ == "__main__":
    main(ENGINES, *sys.argv[1:])
