"""Lay a paper out: its blocks in order over the pages, then the page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.reports.blocks import (
    attachments_height,
    paragraph_height,
    place_attachments,
    place_paragraph,
    place_signature,
    place_subtitle,
    place_title,
    signature_height,
    skip,
)
from gzparty.reports.cards import place_card
from gzparty.reports.content import (
    Attachments,
    Block,
    DeskCard,
    FieldLine,
    FootLine,
    Gap,
    Level,
    Numbering,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Slips,
    Subtitle,
    Table,
    Title,
)
from gzparty.reports.faces import Face
from gzparty.reports.fields import foot_height, place_fields, place_foot
from gzparty.reports.setting import Setting
from gzparty.reports.sheets import MM, Pages, geometry
from gzparty.reports.slips import place_slips
from gzparty.reports.tables import place_table

_LEAST_BLOCK = 60 * MM
_NUMBER_PT, _DASHED_PT = 9.0, 14.0
_NUMBER_BELOW = 7 * MM
"""The dashes of a page number stand 7 mm below the text block (GB/T 9704 7.5)."""


def lay_out(paper: Paper, setting: Setting) -> Pages:
    """Place every block of a paper.

    Raises:
        Refusal: `paper.margins_too_wide` when the edges leave no room for text.
    """
    box = geometry(paper.kind, paper.setup)
    if box.measure < _LEAST_BLOCK or box.top - box.bottom < _LEAST_BLOCK:
        raise Refusal("paper.margins_too_wide", title=paper.title)
    pages = Pages(setting, box)
    _place_all(pages, paper.blocks)
    _number(pages, paper.numbering)
    return pages


def _place_all(pages: Pages, blocks: Sequence[Block]) -> None:
    for i, block in enumerate(blocks):
        _place(pages, block, blocks[i + 1 :])


def _place(pages: Pages, block: Block, following: Sequence[Block]) -> None:
    match block:
        case Title():
            place_title(pages, block)
        case Subtitle():
            place_subtitle(pages, block)
        case Paragraph():
            tail = _signature_tail(pages, following) or _foot_tail(pages, following)
            place_paragraph(pages, block, tail)
        case Table():
            place_table(pages, block, _foot_tail(pages, following))
        case FieldLine():
            place_fields(pages, block)
        case FootLine():
            place_foot(pages, block)
        case _:
            _place_rest(pages, block, following)


def _place_rest(pages: Pages, block: Block, following: Sequence[Block]) -> None:
    match block:
        case Attachments():
            place_attachments(pages, block, _signature_tail(pages, following))
        case Signature():
            place_signature(pages, block)
        case DeskCard():
            place_card(pages, block)
        case Slips():
            place_slips(pages, block, _place_all)
        case Gap(lines=lines):
            skip(pages, lines)
        case PageBreak():
            if not pages.fresh:
                pages.turn()


def _signature_tail(pages: Pages, following: Sequence[Block]) -> float:
    """Return the height of a 落款 that comes next: it must not stand on a page without text."""
    match following:
        case [Signature() as block, *_]:
            return signature_height(pages, block)
        case [Attachments() as names, Signature() as block, *_]:
            return attachments_height(pages, names) + signature_height(pages, block)
        case [Gap(lines=lines), Signature() as block, *_]:
            return signature_height(pages, block) + lines * pages.geometry.pitch
        case _:
            return 0.0


def _foot_tail(pages: Pages, following: Sequence[Block]) -> float:
    """Return the height of the notes and fields below a table."""
    tail = 0.0
    for block in following:
        if isinstance(block, FootLine):
            tail += foot_height(pages, block)
        elif isinstance(block, Paragraph) and block.level is Level.NOTE:
            tail += paragraph_height(pages, block)
        else:
            break
    return tail


def _number(pages: Pages, numbering: Numbering) -> None:
    if numbering is Numbering.NONE:
        return
    box, total = pages.geometry, len(pages.sheets)
    for i, sheet in enumerate(pages.sheets):
        if numbering is Numbering.DASHED:
            type_ = pages.type(Face.SONG, _DASHED_PT)
            text = f"— {i + 1} —"
            baseline = box.bottom - _NUMBER_BELOW - pages.setting.dash_height(type_.size)
            odd = box.right - box.character - type_.width(text)
            sheet.text(box.left + box.character if i % 2 else odd, baseline, type_, text)
        else:
            type_ = pages.setting.type(Face.SONG, _NUMBER_PT)
            text = _("第 {page} 页 共 {total} 页").format(page=i + 1, total=total)
            x = (box.left + box.right - type_.width(text)) / 2
            sheet.text(x, max(box.bottom / 2 - type_.size / 2, 4.0), type_, text)
