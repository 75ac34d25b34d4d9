"""Look into a zipped workbook before it is opened: bombs, passwords, formulas nobody has computed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from gzparty.domain.diagnostic import Refusal

LARGEST_UNPACKED = 500 * 1024 * 1024
"""Bytes of all parts together, as declared and as found."""
SUSPICIOUS, MOST_TIMES = 50 * 1024 * 1024, 100
"""From so many bytes on, a package may grow so many times; a workbook of text grows 5 to 20 times."""
MOST_CELLS = 10_000_000
"""A reader lays a sheet out as a full rectangle, so one stray cell far away can exhaust memory."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*(<(?:\w+:)?f\b.*?)</(?:\w+:)?c>", re.DOTALL)
_RESULT = re.compile(rb"<(?:\w+:)?v(?: [^>]*)?>[^<]")
_TEXT_RESULT = re.compile(rb'\bt="str"')
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_PERHAPS_FAR_AWAY = re.compile(rb' r="[A-Z](?:[A-Z]|\d{6})')
_FAR_AWAY = re.compile(rb' r="(?:[A-Z]{3}\d|[A-Z]\d{6}|[A-Z]{2}\d{5})')
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>\s*<(?:\w+:)?(?:v|f|is)\b')
_ODS_FORMULA = re.compile(rb"<table:table-cell\b(?=[^>]*\btable:formula=)([^>]*)>")
_ODS_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError, KeyError)


@dataclass(frozen=True, slots=True)
class Package:
    """A zip that has passed the checks and whose parts can be read."""

    archive: zipfile.ZipFile
    file: str

    def check_sheet(self, sheet: str) -> None:
        """Refuse a sheet too wide to lay out, and one with formulas whose result was never stored."""
        part = self._part_of(sheet)
        if part is None:
            self._check_document()
            return
        content = self.read(part)
        self._refuse_stray_cells(content)
        unanswered = list(_unanswered(content)) if b"<f" in content or b":f" in content else []
        if unanswered:
            raise Refusal("formulas_without_values", sheet=sheet, cell=unanswered[0], count=len(unanswered))

    def read(self, part: str) -> bytes:
        """A part's bytes; never more than its entry declares, or it counts as damaged."""
        try:
            return self.archive.read(part)
        except RuntimeError:
            raise Refusal("file_has_password", file=self.file) from None
        except _DAMAGED:
            raise Refusal("file_damaged", file=self.file) from None

    def _part_of(self, sheet: str) -> str | None:
        names = set(self.archive.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return None
        try:
            book = ElementTree.fromstring(self.read("xl/workbook.xml"))
            relations = ElementTree.fromstring(self.read("xl/_rels/workbook.xml.rels"))
        except ElementTree.ParseError:
            raise Refusal("file_damaged", file=self.file) from None
        targets = {one.get("Id"): one.get("Target", "") for one in relations}
        for entry in book.iter(f"{_MAIN}sheet"):
            if entry.get("name") == sheet:
                target = targets.get(entry.get(_RELATION), "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                return part if part in names else None
        return None

    def _refuse_stray_cells(self, content: bytes) -> None:
        """Look at each cell only where a row or column is named that could make the rectangle too large.

        Most sheets end before column AA and row 100000, which the first look says sooner than the second.
        """
        if not _PERHAPS_FAR_AWAY.search(content) or not _FAR_AWAY.search(content):
            return
        cells = [(_column(match[1]), int(match[2])) for match in _FILLED_CELL.finditer(content)]
        if cells and max(c for c, _ in cells) * max(r for _, r in cells) > MOST_CELLS:
            raise Refusal("sheet_too_large", file=self.file)

    def _check_document(self) -> None:
        if "content.xml" not in self.archive.namelist():
            return
        unanswered = [
            match
            for match in _ODS_FORMULA.finditer(self.read("content.xml"))
            if b"office:value-type=" not in match[1]
        ]
        if unanswered:
            raise Refusal("formulas_without_values_somewhere", file=self.file, count=len(unanswered))


def check_package(data: bytes, file: str) -> Package:
    """Open a zip without unpacking it; refuse bombs, locked documents and what holds no sheets."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise Refusal("file_damaged", file=file) from None
    package = Package(archive, file)
    size = sum(entry.file_size for entry in archive.infolist())
    if size > LARGEST_UNPACKED:
        raise Refusal("file_unpacks_too_large", file=file, limit=LARGEST_UNPACKED // 1024 // 1024)
    if size > SUSPICIOUS and size > MOST_TIMES * len(data):
        raise Refusal(
            "file_unpacks_suspiciously", file=file, times=size // len(data), size=size // 1024 // 1024
        )
    names = set(archive.namelist())
    if {"xl/workbook.xml", "xl/workbook.bin"} & names:
        return package
    if "mimetype" in names and package.read("mimetype").decode("ascii", "replace").startswith(_ODS_SHEETS):
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Refusal("file_has_password", file=file)
        return package
    raise Refusal("file_not_spreadsheet", file=file)


def _unanswered(content: bytes) -> Iterator[str]:
    for match in _FORMULA_CELL.finditer(content):
        empty_text = _TEXT_RESULT.search(match[1]) and b"v>" in match[2]
        if not empty_text and not _RESULT.search(match[2]):
            reference = _REFERENCE.search(match[1])
            yield (reference[1] + reference[2]).decode("ascii") if reference else "?"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
