"""Workbooks made to do harm: bombs, entities, links to elsewhere, macros, cells at the end of the world."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import xlsxwriter

from tests.exchange import files

CANARY = "what stands in a file elsewhere"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET, _TEXTS, _BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_CELL = "<c r='A{n}' t='str'><v>官庄</v></c>"


@cache
def _parts(suffix: str) -> Mapping[str, bytes]:
    write = {"xlsx": files.write_xlsx, "ods": files.write_ods}[suffix]
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder, f"a.{suffix}"), [["村", "姓名"], ["官庄村", "张三"]])
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: Mapping[str, bytes], again: Mapping[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*parts.items(), *(again or {}).items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _sheet(rows: str, before: str = "", after: str = "", head: str = "", **others: bytes) -> bytes:
    """A workbook whose sheet has these rows; `others` are further parts by their names with . for / and suffix."""
    content = f"{head}<worksheet xmlns='{_MAIN}'>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    parts = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in others.items()}
    return _zipped({**_parts("xlsx"), _SHEET: content.encode(), **parts})


def _far(cell: str) -> bytes:
    return _sheet(f"<row r='1'>{_CELL.format(n=1)}</row><row r='1048576'>{cell}</row>")


def _laughs(place: str) -> bytes:
    """Billion laughs in the shared texts or in the name of the sheet."""
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY l0 "lol">{nested}]>'
    book = _parts("xlsx")[_BOOK].decode()
    texts = f'{head}<sst xmlns="{_MAIN}"><si><t>&l9;</t></si></sst>'
    named = head + book.partition("?>")[2].replace('name="Sheet"', 'name="&l9;"')
    changed = {_TEXTS: texts} if place == _TEXTS else {_BOOK: named}
    return _zipped({**_parts("xlsx"), **{name: part.encode() for name, part in changed.items()}})


def _from_elsewhere() -> bytes:
    """A text that is to be taken from a file of this computer, or from the network."""
    file = Path(tempfile.gettempdir(), "gzparty-fuzz-elsewhere.txt")
    file.write_text(CANARY, "utf-8")
    head = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{file.as_uri()}"><!ENTITY n SYSTEM "http://192.0.2.1/">]>'
    return _sheet("<row r='1'><c r='A1' t='str'><v>&f;&n;</v></c></row>", head=head)


def _links() -> bytes:
    """Formulas that reach out, with the results stored beside them, and macros."""
    formulas = (
        "[1]Sheet1!A1",
        "cmd|'/c calc'!A1",
        'WEBSERVICE("http://192.0.2.1/")',
        'HYPERLINK("\\\\\\\\a\\\\b")',
    )
    cells = "".join(
        f"<c r='{letter}1' t='str'><f>{formula.replace('<', '')}</f><v>值</v></c>"
        for letter, formula in zip("ABCD", formulas, strict=True)
    )
    macro = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    return _sheet(
        f"<row r='1'>{cells}</row>", xl__vbaProject=macro, xl__externalLinks__a_xml=b"<externalLink/>"
    )


def _odd_texts() -> bytes:
    """Texts as long as a cell may be, from right to left, formulas by their looks, hidden sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("人")
        odd = (
            "x" * 32_767,
            "\u202eبالعربية",
            "=cmd|' /C calc'!A0",
            "👨‍👩‍👧 家",
            "𠀀𪚥",
            "e\u0301" * 99,
            "_x0000_",
            "@SUM(1)",
        )
        for row, words in enumerate((*odd, "村", "姓名")):
            for column in range(5):
                sheet.write_string(row, column, words)
        book.add_worksheet("藏").hide()
        book.add_worksheet("很藏").very_hidden()
    return buffer.getvalue()


def _repeated(rows: str, columns: str) -> bytes:
    parts = dict(_parts("ods"))
    cell = f"<table:table-cell office:value-type='string' table:number-columns-repeated='{columns}'><text:p>{'长' * 3000}</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='{rows}'>{cell}</table:table-row>"
    content = parts["content.xml"].decode()
    place = content.index("<table:table-row")
    parts["content.xml"] = (content[:place] + row + content[place:]).encode()
    return _zipped(parts)


def _merged(areas: str) -> bytes:
    return _sheet(
        "".join(f"<row r='{n}'>{_CELL.format(n=n)}</row>" for n in range(1, 400)),
        after=f"<mergeCells>{areas}</mergeCells>",
    )


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "far.xlsx": lambda: _far("<c r='XFD1048576'><v>1</v></c>"),
    "far_unplaced.xlsx": lambda: _far("<c><v>1</v></c>" * 16_384),
    "far_small.xlsx": lambda: _far("<c r='xfd1048576'><v>1</v></c>"),
    "far_hidden.xlsx": lambda: _far("<c r='XFD1048576' x='>'><v>1</v></c>"),
    "no_such_place.xlsx": lambda: _far("<c r='A99999999999'><v>1</v></c><c r='A0'><v>1</v></c>"),
    "said_huge.xlsx": lambda: _sheet(
        f"<row r='1'>{_CELL.format(n=1)}</row>", "<dimension ref='A1:XFD1048576'/>"
    ),
    "many_rows.xlsx": lambda: _sheet("".join(f"<row r='{n}'/>" for n in range(1, 1_048_577))),
    "many_merged.xlsx": lambda: _merged(
        "".join(f"<mergeCell ref='A{n}:A1048576'/>" for n in range(1, 200_000))
    ),
    "odd_merged.xlsx": lambda: _merged("<mergeCell ref='B9:A1'/><mergeCell ref='?'/><mergeCell/>"),
    "shared_bomb.xlsx": lambda: _sheet(
        "<row>" + "<c t='s'><v>0</v></c>" * 100_000 + "</row>",
        xl__sharedStrings_xml=f"<sst xmlns='{_MAIN}'><si><t>{'x' * 32_767}</t></si></sst>".encode(),
    ),
    "no_such_text.xlsx": lambda: _sheet("<row r='1'><c r='A1' t='s'><v>99999999</v></c></row>"),
    "laughs.xlsx": lambda: _laughs(_TEXTS),
    "laughs_name.xlsx": lambda: _laughs(_BOOK),
    "elsewhere.xlsx": _from_elsewhere,
    "links.xlsm": _links,
    "open_formulas.xlsx": lambda: _sheet("<row r='1'>" + "<c r='A1'> <f>" * 30_000),
    "open_cells.xlsx": lambda: _sheet("<row r='1'>" + "<c " * 300_000),
    "deep.xlsx": lambda: _zipped({**_parts("xlsx"), _BOOK: b"<a>" * 500_000}),
    "odd_values.xlsx": lambda: _sheet(
        "<row r='1'><c r='A1' s='1'><v>1e308</v></c><c r='B1' t='e'><v>#NO</v></c><c r='C1' t='zz'><v>5</v></c></row>"
    ),
    "twice.xlsx": lambda: _zipped(
        _parts("xlsx"), {_SHEET + "x": b"<", "../../evil.txt": b"x", "/etc/evil": b"x"}
    ),
    "odd_texts.xlsx": _odd_texts,
    "locked.xlsx": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    ),
    "binary.xlsb": lambda: _zipped({"xl/workbook.bin": b"\xff" * 100}),
    "pressed.xlsx": lambda: _zipped({**_parts("xlsx"), "xl/media/a.bin": bytes(120_000_000)}),
    "wide.ods": lambda: _repeated("1", "4294967295"),
    "tall.ods": lambda: _repeated("1048576", "1"),
    "both.ods": lambda: _repeated("1048576", "16384"),
    "negative.ods": lambda: _repeated("-5", "x"),
    "commas.csv": lambda: b"a,b\n" + b"," * 3_000_000,
    "quote.csv": lambda: b'a,"' + b"x" * 3_000_000,
    "brackets.csv": lambda: (b"(" * 130_000 + b",") * 2,
    "halves.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 10,
}
"""Each by the name of its file; made when it is wanted."""
