"""Place everything that is not a table: titles, paragraphs, fields, 附件说明, 落款."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gzparty.i18n import _
from gzparty.reports.content import (
    Attachments,
    Level,
    Paragraph,
    Signature,
    Subtitle,
    Title,
)
from gzparty.reports.faces import Face
from gzparty.reports.setting import Type
from gzparty.reports.sheets import Geometry, Pages
from gzparty.reports.text import Line, paragraphs, set_lines

TITLE_PT, SUBTITLE_PT, FORM_TITLE_PITCH, FORM_TITLE_GAP = 22.0, 16.0, 32.0, 6.0
FORM_LINE_PT, _FOOT_PT, _NOTE_PITCH = 14.0, 10.5, 16.0
LEVEL_FACES = {Level.FIRST: Face.HEI, Level.SECOND: Face.KAI, Level.ANNEX: Face.HEI}
FLUSH = frozenset({Level.ADDRESSEE, Level.ANNEX})
_HEADINGS = frozenset({Level.FIRST, Level.SECOND})


def skip(pages: Pages, lines: float) -> None:
    """Leave body lines empty; at the head of a page nothing is left out."""
    if not pages.fresh:
        pages.y -= lines * pages.geometry.pitch


def place_title(pages: Pages, block: Title) -> None:
    """Centre a title in 小标宋 2号, broken as a trapezium or lozenge (GB/T 9704 7.3.1)."""
    pitch = pages.geometry.pitch if pages.geometry.official else FORM_TITLE_PITCH * pages.geometry.scale
    _centre(pages, block.text, pages.type(Face.BIAO, TITLE_PT), pitch)
    pages.y -= pages.geometry.pitch if pages.geometry.official else FORM_TITLE_GAP


def place_subtitle(pages: Pages, block: Subtitle) -> None:
    """Centre a smaller line in 楷体 under the title, in the place of the empty line there."""
    official = pages.geometry.official
    if official:
        pages.y += pages.geometry.pitch
    type_ = pages.type(Face.KAI, SUBTITLE_PT if official else FORM_LINE_PT)
    _centre(pages, block.text, type_, pages.geometry.pitch)
    pages.y -= pages.geometry.pitch if official else FORM_TITLE_GAP


def _centre(pages: Pages, text: str, type_: Type, pitch: float) -> None:
    box = pages.geometry
    for line in shaped_lines(pages, text, type_):
        pages.need(pitch)
        line.draw(pages.sheet, box.left + (box.measure - line.width) / 2, pages.baseline(type_, pitch))
        pages.y -= pitch


def shaped_lines(pages: Pages, text: str, type_: Type) -> list[Line]:
    """Break a title as a trapezium or lozenge (GB/T 9704 7.3.1)."""
    parted = paragraphs([(type_, text)])
    return [line for runs in parted for line in set_lines(runs, pages.geometry.measure, shaped=True)]


def place_paragraph(pages: Pages, block: Paragraph, tail: float = 0.0) -> None:
    """Set a paragraph on the grid, its first line indented by two characters.

    `tail` is the height of what must not stand alone on the next page; the last two lines go with it.
    """
    box, parts = paragraph_grid(pages, block), _parts(pages, block)
    if block.level in _HEADINGS and not block.rest:
        pages.need((sum(map(len, parts)) + 1) * box.pitch)
    for i, lines in enumerate(parts):
        starts = [_indent(box, block)] + [0.0] * (len(lines) - 1)
        _flow(pages, box, (lines, starts), tail if i + 1 == len(parts) else 0.0)
    if block.level is Level.ANNEX:
        skip(pages, 1)


def paragraph_height(pages: Pages, block: Paragraph) -> float:
    """Say how much a paragraph takes."""
    return sum(map(len, _parts(pages, block))) * paragraph_grid(pages, block).pitch


def paragraph_grid(pages: Pages, block: Paragraph) -> Geometry:
    """Return the grid a paragraph is set on; a note on a form is as small as the table it explains."""
    box = pages.geometry
    if box.official or block.level is not Level.NOTE:
        return box
    return replace(box, size=_FOOT_PT * box.scale, pitch=_NOTE_PITCH * box.scale)


def _indent(box: Geometry, block: Paragraph) -> float:
    return 0.0 if block.level in FLUSH else 2 * box.character


def _parts(pages: Pages, block: Paragraph) -> list[list[Line]]:
    """Break a paragraph into lines, anew after each line feed."""
    box = paragraph_grid(pages, block)
    body = pages.setting.type(Face.FANG, box.size)
    head = pages.setting.type(LEVEL_FACES.get(block.level, Face.FANG), box.size)
    first = box.measure - _indent(box, block)
    parted = paragraphs([(head, block.text), (body, block.rest)])
    return [set_lines(runs, box.measure, first, box.tracking) for runs in parted]


def _flow(pages: Pages, box: Geometry, set_: tuple[list[Line], list[float]], tail: float = 0.0) -> None:
    """Put justified lines, each with its indent, under each other over the pages."""
    lines, starts = set_
    for i, (line, start) in enumerate(zip(lines, starts, strict=True)):
        left = len(lines) - i
        pages.need(left * box.pitch + tail if tail and left <= 2 else box.pitch)
        type_ = line.runs[0][0] if line.runs else pages.setting.type(Face.FANG, box.size)
        tracking = line.stretch(box.measure - start, box.tracking)
        line.draw(pages.sheet, box.left + start, pages.baseline(type_, box.pitch), tracking)
        pages.y -= box.pitch


def place_attachments(pages: Pages, block: Attachments, tail: float = 0.0) -> None:
    """Name the attachments below an empty line; a long name goes on under its own first character (7.3.4)."""
    if not block.names:
        return
    box = pages.geometry
    type_ = pages.setting.type(Face.FANG, box.size)
    skip(pages, 1)
    mark = _("附件：")
    column = (2 + len(mark)) * box.character
    for i, (number, hang, lines) in enumerate(_attachment_lines(pages, block, column)):
        lead = mark if i == 0 else ""
        label = set_lines([(type_, lead + number)], box.measure, tracking=box.tracking)[0]
        pages.need(len(lines) * box.pitch + (tail if i + 1 == len(block.names) else 0.0))
        start = column - len(lead) * box.character
        label.draw(pages.sheet, box.left + start, pages.baseline(type_, box.pitch), box.tracking)
        _flow(pages, box, (lines, [hang] * len(lines)))


def attachments_height(pages: Pages, block: Attachments) -> float:
    """Say how much the names of attachments take with the empty line above them."""
    column = (2 + len(_("附件："))) * pages.geometry.character
    lines = sum(len(lines) for _number, _hang, lines in _attachment_lines(pages, block, column))
    return (lines + 1) * pages.geometry.pitch if lines else 0.0


def _attachment_lines(
    pages: Pages, block: Attachments, column: float
) -> Iterator[tuple[str, float, list[Line]]]:
    """Each name with its number, where it begins, and its lines."""
    box = pages.geometry
    type_ = pages.setting.type(Face.FANG, box.size)
    for i, name in enumerate(block.names):
        number = f"{i + 1}." if len(block.names) > 1 else ""
        hang = column + type_.width(number) + box.tracking * len(number)
        yield number, hang, set_lines([(type_, name)], box.measure - hang, tracking=box.tracking)


def signature_height(pages: Pages, block: Signature) -> float:
    """Say how much a 落款 takes with the empty lines above it."""
    issuers = len(block.issuer.splitlines()) or 1
    return ((2 if block.sealed else 1) + issuers + 1) * pages.geometry.pitch


def place_signature(pages: Pages, block: Signature) -> None:
    """Place 署名 and 成文日期 (GB/T 9704 7.3.5).

    Unsealed: 署名 two characters from the right edge and the date's first character two to the right of
    the issuer's first. Sealed: the date four characters from the edge and the issuer centred above it.
    """
    box = pages.geometry
    type_ = pages.setting.type(Face.FANG, box.size)
    pages.need(signature_height(pages, block))
    skip(pages, 2 if block.sealed else 1)
    for line, x in signature_lines(pages, block):
        line.draw(pages.sheet, max(x, box.left), pages.baseline(type_, box.pitch), box.tracking)
        pages.y -= box.pitch


def signature_lines(pages: Pages, block: Signature) -> list[tuple[Line, float]]:
    """Return the lines of a 落款, the date last, with where each begins."""
    box = pages.geometry
    type_ = pages.setting.type(Face.FANG, box.size)
    issuers = [_one_line(pages, type_, text) for text in block.issuer.splitlines()]
    dated = _one_line(pages, type_, block.dated)
    widest = max((line.width for line in issuers), default=0.0)
    if block.sealed:
        date_x = box.right - 4 * box.character - dated.width
        starts = [min(date_x + (dated.width - line.width) / 2, box.right - line.width) for line in issuers]
    else:
        issuer_x = box.right - 2 * box.character - max(widest, dated.width + 2 * box.character)
        if dated.width <= widest:
            issuer_x = box.right - 2 * box.character - widest
        date_x = issuer_x + 2 * box.character
        starts = [issuer_x] * len(issuers)
    return [*zip(issuers, starts, strict=True), (dated, date_x)]


def _one_line(pages: Pages, type_: Type, text: str) -> Line:
    """Set a text that is not broken."""
    return set_lines([(type_, text)], float("inf"), tracking=pages.geometry.tracking)[0]
