"""The file around an editable document: our own styles and settings, page numbers, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from importlib.resources import files
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt

from gzparty.i18n import _
from gzparty.reports.content import Align, Numbering, Paper
from gzparty.reports.document_xml import (
    Element,
    Frame,
    Look,
    clean,
    el,
    page_field,
    paragraph,
    run,
    twips,
)
from gzparty.reports.faces import Face
from gzparty.reports.sheets import MM, Geometry

_KEPT = frozenset({RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS})
_NUMBER_PT, _DASHED_PT = 9.0, 14.0
_NUMBER_BELOW = 7 * MM
_DASH_ABOVE_FOOT = 0.48
"""How far a dash stands above the foot of its line, in ems."""
_GRID_PITCH_UNIT = 4096
_LONG_AGO = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def new_document(paper: Paper, box: Geometry) -> Any:
    """An empty document of the paper's sheet and edges, with nothing left of the template it is made from."""
    document = docx.Document()
    _strip(document)
    document.styles["Normal"].font.size = Pt(box.size)
    _set_sheet(document, paper, box)
    _set_facts(document, paper)
    return document


def document_bytes(document: Any) -> bytes:
    """The file; its entries carry no time, so that equal papers are equal files."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _strip(document: Any) -> None:
    """Take out what python-docx's template brings: themes, fonts, a thumbnail, styles and settings in English."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            own = relation.reltype in _KEPT if relations is document.part.rels else _is_ours(relation.reltype)
            if not own:
                del relations[key]
    _replace(document.styles.element, "styles.xml")
    _replace(document.settings.element, "settings.xml")
    blob = (files("resources") / "word" / "fonts.xml").read_bytes()
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _is_ours(reltype: str) -> bool:
    return reltype in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _replace(element: Element, name: str) -> None:
    """Put the children of a resource in the place of an element's own."""
    ours = parse_xml((files("resources") / "word" / name).read_bytes())
    for child in list(element):
        element.remove(child)
    element.extend(list(ours))


def _set_sheet(document: Any, paper: Paper, box: Geometry) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Pt(box.width), Pt(box.height)
    settings = section._sectPr  # noqa: SLF001  (python-docx has no public way to the grid of lines)
    for child in list(settings):
        if child.tag.endswith(("}pgMar", "}cols", "}docGrid")):
            settings.remove(child)
    if paper.setup.landscape:
        settings.find(".//{*}pgSz").set(f"{{{settings.nsmap['w']}}}orient", "landscape")
    below = box.bottom - _number_drop(paper, box)
    settings.append(
        el(
            "pgMar",
            top=twips(box.height - box.top),
            right=twips(box.width - box.right),
            bottom=twips(box.bottom),
            left=twips(box.left),
            header=twips(15 * MM),
            footer=twips(below),
            gutter=0,
        )
    )
    settings.append(el("cols", space=425))
    if box.official:
        space = round(box.tracking * _GRID_PITCH_UNIT)
        settings.append(el("docGrid", type="linesAndChars", linePitch=int(box.pitch * 20), charSpace=space))
    _number_pages(section, paper, box)


def _number_drop(paper: Paper, box: Geometry) -> float:
    """How far below the text block the line of the page number ends."""
    if paper.numbering is Numbering.DASHED:
        return _NUMBER_BELOW + _DASH_ABOVE_FOOT * _DASHED_PT * box.scale
    return box.bottom / 2 + _NUMBER_PT / 2


def _number_pages(section: Any, paper: Paper, box: Geometry) -> None:
    odd, even = _footers(paper, box)
    for footer, made in ((section.footer, odd), (section.even_page_footer, even)):
        footer.is_linked_to_previous = False
        element = footer._element  # noqa: SLF001  (python-docx builds footers in its template's style only)
        for child in list(element):
            element.remove(child)
        element.append(made)


def _footers(paper: Paper, box: Geometry) -> tuple[Element, Element]:
    """The foot of odd and of even pages: — 1 — outside (GB/T 9704 7.5), or 第 x 页 共 y 页 in the middle."""
    if paper.numbering is Numbering.NONE:
        return (paragraph(Frame(_NUMBER_PT), ()), paragraph(Frame(_NUMBER_PT), ()))
    if paper.numbering is Numbering.DASHED:
        look = Look(Face.SONG, _DASHED_PT * box.scale, uniform=True)

        def dashed() -> list[Element]:
            return [*run("— ", look), *page_field("PAGE", look), *run(" —", look)]

        right = Frame(look.size, Align.RIGHT, right=box.character)
        return paragraph(right, dashed()), paragraph(
            Frame(look.size, Align.LEFT, left=box.character), dashed()
        )
    return _counted(), _counted()


def _counted() -> Element:
    look = Look(Face.SONG, _NUMBER_PT, uniform=True)
    before, _page, rest = _("第 {page} 页 共 {total} 页").partition("{page}")
    middle, _total, after = rest.partition("{total}")
    parts = [
        *run(before, look),
        *page_field("PAGE", look),
        *run(middle, look),
        *page_field("NUMPAGES", look),
        *run(after, look),
    ]
    return paragraph(Frame(_NUMBER_PT, Align.CENTER), parts)


def _set_facts(document: Any, paper: Paper) -> None:
    facts = document.core_properties
    stamp = datetime.combine(paper.dated, time()) if paper.dated else _LONG_AGO
    facts.title, facts.author = clean(paper.title)[:255], clean(paper.office)[:255]
    facts.last_modified_by = facts.author
    facts.comments = facts.keywords = facts.subject = facts.category = ""
    facts.language = "zh-CN"
    facts.created = facts.modified = stamp
    facts.revision = 1
