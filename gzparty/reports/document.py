"""Write a paper as a document that WPS can edit (DOCX): the same content, geometry and faces as on the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _, in_chinese
from gzparty.reports.blocks import (
    FLUSH,
    FORM_LINE_PT,
    FORM_TITLE_GAP,
    FORM_TITLE_PITCH,
    LEVEL_FACES,
    SUBTITLE_PT,
    TITLE_PT,
    paragraph_grid,
    shaped_lines,
    signature_lines,
)
from gzparty.reports.content import (
    Align,
    Attachments,
    Block,
    DeskCard,
    Field,
    FieldLine,
    FootLine,
    Gap,
    Level,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Slips,
    Subtitle,
    Table,
    Title,
)
from gzparty.reports.delivery import deliver
from gzparty.reports.document_tables import table_element
from gzparty.reports.document_xml import (
    Element,
    Frame,
    Look,
    in_new_page,
    lines_of,
    paragraph,
    run,
    tab,
)
from gzparty.reports.faces import Face
from gzparty.reports.fields import FIELD_GAP, FIELD_PITCH, FOOT_PT, HEAD_PT, parted, spans_of
from gzparty.reports.setting import Setting
from gzparty.reports.sheets import Pages, geometry

_HAIR = 1.0
"""A line that only parts two tables, or ends a document that would end with one."""


def is_editable(paper: Paper) -> bool:
    """Whether a paper can be had as a document; names upside down and slips to be cut cannot."""
    return not any(isinstance(block, DeskCard | Slips) for block in paper.blocks)


@in_chinese()
def write_document(paper: Paper, target: BinaryIO | Path) -> None:
    """Write a paper as DOCX, byte for byte the same for the same paper.

    Raises:
        Refusal: `paper.not_editable`, `paper.no_folder`, `target_held`, `disk_full`, `path_unwritable`.
    """
    if not is_editable(paper):
        raise Refusal("paper.not_editable", title=paper.title)
    from gzparty.reports.document_package import document_bytes, new_document

    box = geometry(paper.kind, paper.setup)
    document = new_document(paper, box)
    body = _Body(document, Pages(Setting(), box))
    for block in paper.blocks:
        body.add(block)
    body.close()
    deliver(document_bytes(document), target)


class _Body:
    """The text of a document being written."""

    def __init__(self, document: Any, pages: Pages) -> None:
        self._body = document.element.body
        self._sheet = self._body[-1]
        for child in list(self._body)[:-1]:
            self._body.remove(child)
        # The same places as on the PDF are worked out with its own pages, of which none is printed.
        self._pages = pages
        self._box = pages.geometry
        self._breaks = False
        self._after_table = False
        self._below_title: Any = None

    def add(self, block: Block) -> None:
        """Put one block at the end."""
        match block:
            case Title():
                self._title(block)
            case Subtitle():
                self._subtitle(block)
            case Paragraph():
                self._paragraph(block)
            case Table():
                self._table(block)
            case _:
                self._add_rest(block)

    def _add_rest(self, block: Block) -> None:
        match block:
            case FieldLine():
                self._fields(block.fields, HEAD_PT)
            case FootLine():
                self._fields(block.fields, FOOT_PT)
            case Attachments():
                self._attachments(block)
            case Signature():
                self._signature(block)
            case Gap(lines=lines):
                self._gap(lines)
            case PageBreak():
                self._breaks = True

    def close(self) -> None:
        """End with a paragraph, as a document must."""
        if self._after_table:
            self._put(Frame(_HAIR), ())

    def _put(self, frame: Frame, parts: Any, character: float = 0.0) -> None:
        made = paragraph(frame, parts, character)
        if self._breaks:
            in_new_page(made)
            self._breaks = False
        self._sheet.addprevious(made)
        self._after_table = False

    def _title(self, block: Title) -> None:
        box = self._box
        pitch = box.pitch if box.official else FORM_TITLE_PITCH * box.scale
        self._centred(block.text, Look(Face.BIAO, TITLE_PT * box.scale), pitch)
        if box.official:
            self._gap(1)
            self._below_title = self._sheet.getprevious()

    def _subtitle(self, block: Subtitle) -> None:
        box = self._box
        points = SUBTITLE_PT if box.official else FORM_LINE_PT
        if self._below_title is not None and self._sheet.getprevious() is self._below_title:
            # It stands in the place of the empty line below the title.
            self._sheet.getparent().remove(self._below_title)
        self._centred(block.text, Look(Face.KAI, points * box.scale), box.pitch)
        if box.official:
            self._gap(1)

    def _centred(self, text: str, look: Look, pitch: float) -> None:
        """Break where the PDF breaks, so that a long title keeps its shape until it is edited."""
        lines = shaped_lines(self._pages, text, self._pages.setting.type(look.face, look.size))
        texts = ["".join(part for _type, part in line.runs) for line in lines]
        after = 0.0 if self._box.official else FORM_TITLE_GAP
        self._put(Frame(pitch, Align.CENTER, after=after, keep=True), lines_of(texts, look))

    def _paragraph(self, block: Paragraph) -> None:
        box = paragraph_grid(self._pages, block)
        head = Look(LEVEL_FACES.get(block.level, Face.FANG), box.size, box.tracking)
        body = Look(Face.FANG, box.size, box.tracking)
        first = 0.0 if block.level in FLUSH else 2 * box.character
        keep = block.level in (Level.FIRST, Level.SECOND) and not block.rest
        texts = block.text.splitlines() or [""]
        rest = block.rest.splitlines() or [""]
        lines = [run(text, head) for text in texts]
        lines[-1] += run(rest[0], body)
        lines += [run(text, body) for text in rest[1:]]
        for parts in lines:
            self._put(Frame(box.pitch, first=first, keep=keep), parts, box.character)
        if block.level is Level.ANNEX:
            self._gap(1)

    def _attachments(self, block: Attachments) -> None:
        if not block.names:
            return
        box, mark = self._box, _("附件：")
        look = Look(Face.FANG, box.size, box.tracking)
        type_ = self._pages.setting.type(Face.FANG, box.size)
        self._gap(1)
        for i, name in enumerate(block.names):
            number = f"{i + 1}." if len(block.names) > 1 else ""
            hang = (2 + len(mark)) * box.character + type_.width(number) + box.tracking * len(number)
            start = (2 if i == 0 else 2 + len(mark)) * box.character
            lead = (mark if i == 0 else "") + number
            self._put(Frame(box.pitch, left=hang, first=start - hang, keep=True), run(lead + name, look))

    def _signature(self, block: Signature) -> None:
        box = self._box
        self._gap(2 if block.sealed else 1, keep=True)
        lines = signature_lines(self._pages, block)
        for i, (line, x) in enumerate(lines):
            text = "".join(part for _type, part in line.runs)
            frame = Frame(
                box.pitch, Align.RIGHT, right=max(0.0, box.right - x - line.width), keep=i + 1 < len(lines)
            )
            self._put(frame, run(text, Look(Face.FANG, box.size, box.tracking)))

    def _gap(self, lines: float, keep: bool = False) -> None:
        whole = int(lines)
        for pitch in [1.0] * whole + ([lines - whole] if lines > whole else []):
            self._put(Frame(self._box.pitch * pitch, keep=keep), ())

    def _table(self, block: Table) -> None:
        if not block.columns:
            return
        if self._breaks or self._after_table:
            self._put(Frame(_HAIR), ())
        self._sheet.addprevious(table_element(block, self._box))
        self._after_table = True

    def _fields(self, fields: tuple[Field, ...], points: float) -> None:
        """Set fields at tab stops; a blank is a ruled tab that ends before the next field."""
        type_ = self._pages.type(Face.SONG, points)
        plain = Look(Face.SONG, type_.size)
        for line in parted(self._pages, fields, type_):
            spans = spans_of(self._pages, line, type_)
            parts: list[Element] = []
            stops: list[float] = []
            for i, (field, (begin, end)) in enumerate(zip(line, spans, strict=True)):
                if i:
                    parts.append(tab(plain))
                    stops.append(begin - self._box.left)
                parts += run(field.label + (field.value or ""), plain)
                if field.value is None:
                    parts.append(tab(Look(Face.SONG, type_.size, underlined=True)))
                    stops.append(end - FIELD_GAP - self._box.left)
            self._put(Frame(FIELD_PITCH * self._box.scale, tabs=tuple(sorted(stops))), parts)
