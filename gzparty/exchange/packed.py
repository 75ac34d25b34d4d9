"""Look into a zipped workbook before it is opened: bombs, passwords, formulas nobody has computed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.extent import check_document, check_sheet
from gzparty.records import dataclass

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts together, as declared and as found; pictures hardly grow, and text of that size is no office's."""
SUSPICIOUS, MOST_TIMES = 50 * 1024 * 1024, 100
"""From so many bytes on, a package may grow so many times; a workbook of text grows 5 to 20 times."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>\s*(?=<(?:\w+:)?f\b)")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_RESULT = re.compile(rb"<(?:\w+:)?v(?: [^<>]*)?>[^<]")
_TEXT_RESULT = re.compile(rb'\bt="str"')
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_ODS_FORMULA = re.compile(rb"<table:table-cell\b(?=[^<>]*\btable:formula=)([^<>]*)>")
_SHARED = "xl/sharedstrings.xml"
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
        names = (name for name in self.archive.namelist() if name.lower() == _SHARED)
        check_sheet(content, b"".join(map(self.read, names)), self.file)
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

    def _check_document(self) -> None:
        if "content.xml" not in self.archive.namelist():
            return
        formulas = _ODS_FORMULA.finditer(self.read("content.xml"))
        unanswered = [match for match in formulas if b"office:value-type=" not in match[1]]
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
    if "xl/workbook.xml" in names:
        return package
    if "mimetype" in names and package.read("mimetype").decode("ascii", "replace").startswith(_ODS_SHEETS):
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Refusal("file_has_password", file=file)
        if "content.xml" in names:
            # Here, since the reader lays all tables out as it opens the file.
            check_document(package.read("content.xml"), file)
        return package
    raise Refusal("file_not_spreadsheet", file=file)


def _unanswered(content: bytes) -> Iterator[str]:
    """The cells with a formula and no result; each is looked through once, whatever is not closed."""
    at = 0
    while (cell := _FORMULA.search(content, at)) and (end := _CELL_END.search(content, cell.end())):
        inside, at = content[cell.end() : end.start()], end.end()
        empty_text = _TEXT_RESULT.search(cell[1]) and b"v>" in inside
        if not empty_text and not _RESULT.search(inside):
            reference = _REFERENCE.search(cell[1])
            yield (reference[1] + reference[2]).decode("ascii") if reference else "?"
