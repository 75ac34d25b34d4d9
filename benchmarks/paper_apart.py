"""The same ledger by libraries the program does without; run as a module, in an environment that has them, it measures one."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.paper_data import HEAD, LEADING, PAD, SIZE, TITLE, WIDTHS
from benchmarks.paper_engines import (
    BODY_END,
    BODY_TOP,
    EDGES,
    FONT,
    RIGHT,
    SHEET,
    Engines,
    Rows,
    Widths,
    foot_of,
    lay_out,
    main,
    qt_writer,
    with_head,
)

FAMILY = "GW Song"
_TOP, _WIDTH = SHEET[1] - BODY_TOP, sum(WIDTHS)
_ALIGNED = ["R" if k in RIGHT else "L" for k in range(len(HEAD))]


def fpdf2_text(rows: Rows, target: io.BytesIO) -> None:
    """fpdf2's text calls: lines broken beforehand, each placed by itself."""
    pdf = _fpdf()
    pdf.set_auto_page_break(False)
    widths = Widths(lambda character: pdf.get_string_width(character) * 1000 / SIZE)
    pages = lay_out(rows, widths.__getitem__)
    for number, page in enumerate(pages):
        pdf.add_page()
        pdf.text(SHEET[0] - EDGES[0] - 70, SHEET[1] - 22, foot_of(number, len(pages)))
        y = _TOP
        pdf.line(EDGES[0], y, EDGES[-1], y)
        for cells, height in with_head(page):
            for k, lines in enumerate(cells):
                for i, line in enumerate(lines):
                    pdf.text(EDGES[k] + PAD, y + PAD + SIZE + i * LEADING, line)
            y += height
            pdf.line(EDGES[0], y, EDGES[-1], y)
        for x in EDGES:
            pdf.line(x, _TOP, x, y)
    pdf.output(target)


def fpdf2_table(rows: Rows, target: io.BytesIO) -> None:
    """fpdf2's table."""
    from fpdf.fonts import FontFace

    pdf = _fpdf()
    pdf.set_margins(EDGES[0], _TOP, EDGES[0])
    pdf.set_auto_page_break(True, BODY_END)
    pdf.add_page()
    shape: dict[str, Any] = {"col_widths": WIDTHS, "width": _WIDTH, "line_height": LEADING, "padding": PAD}
    with pdf.table(
        **shape, text_align=_ALIGNED, wrapmode="CHAR", headings_style=FontFace(emphasis=None)
    ) as table:
        for row in [HEAD, *rows]:
            table.row(row)
    pdf.output(target)


def _fpdf() -> Any:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("CJK", fname=FONT)
    pdf.set_font("CJK", size=SIZE)
    pdf.set_line_width(0.4)
    return pdf


def typst(rows: Rows, target: io.BytesIO) -> None:
    """typst, a compiled typesetter."""
    import typst as compiler

    columns = ", ".join(f"{width}pt" for width in WIDTHS)
    titles = ", ".join(f"[{title}]" for title in HEAD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        (folder / "ledger.typ").write_text(
            f'#set page(paper: "a4", margin: (x: {EDGES[0]}pt, top: {_TOP:.2f}pt, bottom: {BODY_END}pt),'
            f" header: [{TITLE}], footer: context align(right)[第 #counter(page).display() 页])\n"
            f'#set text(font: "{FAMILY}", size: {SIZE}pt, lang: "zh", top-edge: 0.88em, bottom-edge: -0.12em)\n'
            f"#set par(leading: {LEADING - SIZE}pt)\n"
            f"#table(columns: ({columns}), inset: (x: {PAD}pt, y: {PAD + (LEADING - SIZE) / 2}pt), stroke: .4pt,\n"
            f'table.header({titles}), ..json("rows.json").flatten())\n',
            "utf-8",
        )
        fonts = [str(Path(FONT).parent)]
        made = compiler.compile(
            folder / "ledger.typ", root=folder, font_paths=fonts, ignore_system_fonts=True
        )
    target.write(made)


def pymupdf_story(rows: Rows, target: io.BytesIO) -> None:
    """PyMuPDF's Story: a table in HTML."""
    import pymupdf

    archive = pymupdf.Archive(str(Path(FONT).parent))
    place = pymupdf.Rect(EDGES[0], _TOP, SHEET[0] - EDGES[0], SHEET[1] - BODY_END)
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    story, more = pymupdf.Story(_html(rows, Path(FONT).name), archive=archive), 1
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, *SHEET))
        more, _filled = story.place(place)
        story.draw(device)
        writer.end_page()
    writer.close()
    document = pymupdf.open("pdf", buffer)
    document.subset_fonts()
    document.save(target, deflate=True, garbage=3)


def weasyprint(rows: Rows, target: io.BytesIO) -> None:
    """WeasyPrint: a table in HTML with CSS for pages."""
    import weasyprint as browser

    page = f"@page {{size: A4; margin: {_TOP}pt {EDGES[0]}pt {BODY_END}pt {EDGES[0]}pt}}"
    browser.HTML(string=_html(rows, Path(FONT).as_uri(), page)).write_pdf(target)


def _html(rows: Rows, face: str, page: str = "") -> str:
    style = (
        f"@font-face {{font-family: CJK; src: url({face})}} {page} body {{margin: 0}}"
        f" * {{font-family: CJK; font-size: {SIZE}pt; line-height: {LEADING}pt}}"
        f" table {{border-collapse: collapse; table-layout: fixed; width: {_WIDTH}pt}}"
        f" td, th {{border: .4pt solid black; padding: {PAD}pt; vertical-align: top; font-weight: normal;"
        " text-align: left; overflow-wrap: anywhere}"
    )
    columns = "".join(f'<col style="width: {width}pt">' for width in WIDTHS)
    head = "".join(f"<th>{title}</th>" for title in HEAD)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return (
        f'<html lang="zh"><head><meta charset="utf-8"><style>{style}</style></head><body><table><colgroup>{columns}'
        f"</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    )


def qt_text(rows: Rows, target: io.BytesIO) -> None:
    """Qt's rich text: a table in HTML, a QTextDocument printed on a QPdfWriter."""
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QTextDocument

    with qt_writer(target) as (writer, font):
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(font)
        document.setPageSize(QSizeF(_WIDTH * 96 / 72, (BODY_TOP - BODY_END) * 96 / 72))
        document.setHtml(_html(rows, ""))
        document.print_(writer)


ENGINES: Engines = {
    "fpdf2_text": (fpdf2_text, ("fpdf",)),
    "fpdf2_table": (fpdf2_table, ("fpdf",)),
    "typst": (typst, ("typst",)),
    "pymupdf": (pymupdf_story, ("pymupdf",)),
    "weasyprint": (weasyprint, ("weasyprint",)),
    "qt_text": (qt_text, ("PySide6.QtGui",)),
}

if __name__ == "__main__":
    main(ENGINES, *sys.argv[1:])
