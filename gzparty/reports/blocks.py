"""Place everything that is not a table: titles, paragraphs, fields, 附件说明, 落款."""

from __future__ import annotations

from itertools import accumulate, pairwise

from gzparty.i18n import _
from gzparty.reports.content import (
    Attachments,
    Field,
    FieldLine,
    FootLine,
    Level,
    Paragraph,
    Signature,
    Subtitle,
    Title,
)
from gzparty.reports.faces import Face
from gzparty.reports.setting import Type
from gzparty.reports.sheets import Pages
from gzparty.reports.text import Line, paragraphs, set_lines

_TITLE_PT, _SUBTITLE_PT, _FORM_TITLE_PITCH = 22.0, 16.0, 32.0
_FIELD_PT, _FIELD_PITCH, _FOOT_PT = 12.0, 22.0, 10.5
_FIELD_GAP = 8.0
_ASCENT = 0.88
_FORM_TITLE_GAP = 6.0
_LEVEL_FACES = {Level.FIRST: Face.HEI, Level.SECOND: Face.KAI, Level.ANNEX: Face.HEI}
_FLUSH = frozenset({Level.ADDRESSEE, Level.ANNEX})
_HEADINGS = frozenset({Level.FIRST, Level.SECOND})


def skip(pages: Pages, lines: float) -> None:
    """Leave body lines empty; at the head of a page nothing is left out."""
    if not pages.fresh:
        pages.y -= lines * pages.geometry.pitch


def place_title(pages: Pages, block: Title) -> None:
    """Centre a title in 小标宋 2号, broken as a trapezium or lozenge (GB/T 9704 7.3.1)."""
    pitch = pages.geometry.pitch if pages.geometry.official else _FORM_TITLE_PITCH * pages.geometry.scale
    _centre(pages, block.text, pages.type(Face.BIAO, _TITLE_PT), pitch)
    pages.y -= pages.geometry.pitch if pages.geometry.official else _FORM_TITLE_GAP


def place_subtitle(pages: Pages, block: Subtitle) -> None:
    """Centre a smaller line in 楷体 under the title, in the place of the empty line there."""
    official = pages.geometry.official
    if official:
        pages.y += pages.geometry.pitch
    type_ = pages.type(Face.KAI, _SUBTITLE_PT if official else _FIELD_PT + 2)
    _centre(pages, block.text, type_, pages.geometry.pitch)
    pages.y -= pages.geometry.pitch if official else _FORM_TITLE_GAP


def _centre(pages: Pages, text: str, type_: Type, pitch: float) -> None:
    box = pages.geometry
    for runs in paragraphs([(type_, text)]):
        for line in set_lines(runs, box.measure, shaped=True):
            pages.need(pitch)
            line.draw(pages.sheet, box.left + (box.measure - line.width) / 2, pages.baseline(type_, pitch))
            pages.y -= pitch


def place_paragraph(pages: Pages, block: Paragraph, tail: float = 0.0) -> None:
    """Set a paragraph on the grid, its first line indented by two characters.

    `tail` is the height of what must not stand alone on the next page; the last two lines go with it.
    """
    box = pages.geometry
    body = pages.setting.type(Face.FANG, box.size)
    head = pages.setting.type(_LEVEL_FACES.get(block.level, Face.FANG), box.size)
    indent = 0.0 if block.level in _FLUSH else 2 * box.character
    for runs in paragraphs([(head, block.text), (body, block.rest)]):
        lines = set_lines(runs, box.measure, box.measure - indent, box.tracking)
        starts = [indent] + [0.0] * (len(lines) - 1)
        if block.level in _HEADINGS and not block.rest:
            pages.need((len(lines) + 1) * box.pitch)
        _flow(pages, lines, starts, tail)
    if block.level is Level.ANNEX:
        skip(pages, 1)


def _flow(pages: Pages, lines: list[Line], starts: list[float], tail: float = 0.0) -> None:
    """Put justified lines under each other over the pages."""
    box = pages.geometry
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
    for i, name in enumerate(block.names):
        number = f"{i + 1}." if len(block.names) > 1 else ""
        hang = column + type_.width(number) + box.tracking * len(number)
        lead = mark if i == 0 else ""
        lines = set_lines([(type_, name)], box.measure - hang, tracking=box.tracking)
        label = set_lines([(type_, lead + number)], box.measure, tracking=box.tracking)[0]
        pages.need(len(lines) * box.pitch + (tail if i + 1 == len(block.names) else 0.0))
        start = column - len(lead) * box.character
        label.draw(pages.sheet, box.left + start, pages.baseline(type_, box.pitch), box.tracking)
        _flow(pages, lines, [hang] * len(lines))


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
    for line, x in [*zip(issuers, starts, strict=True), (dated, date_x)]:
        line.draw(pages.sheet, max(x, box.left), pages.baseline(type_, box.pitch), box.tracking)
        pages.y -= box.pitch


def _one_line(pages: Pages, type_: Type, text: str) -> Line:
    """Set a text that is not broken."""
    return set_lines([(type_, text)], float("inf"), tracking=pages.geometry.tracking)[0]


def foot_height(pages: Pages, blocks: list[FootLine]) -> float:
    """Say how much the lines below a table take."""
    return sum(len(_rows(pages, block.fields, _foot_type(pages))) for block in blocks) * _field_pitch(pages)


def place_fields(pages: Pages, block: FieldLine) -> None:
    """Set header fields side by side."""
    _fields(pages, block.fields, pages.type(Face.SONG, _FIELD_PT))


def place_foot(pages: Pages, block: FootLine) -> None:
    """Set the fields below a table."""
    _fields(pages, block.fields, _foot_type(pages))


def _foot_type(pages: Pages) -> Type:
    return pages.type(Face.SONG, _FOOT_PT)


def _field_pitch(pages: Pages) -> float:
    return _FIELD_PITCH * pages.geometry.scale


def _spans(pages: Pages, fields: tuple[Field, ...]) -> list[tuple[float, float]]:
    """Share the line out: where each field begins and ends."""
    box = pages.geometry
    total = sum(field.weight for field in fields) or 1.0
    edges = accumulate((box.measure * field.weight / total for field in fields), initial=box.left)
    return list(pairwise(edges))


def _rows(pages: Pages, fields: tuple[Field, ...], type_: Type) -> list[list[Line | None]]:
    """Break the values of the fields; row i holds each field's i-th line."""
    columns: list[list[Line]] = []
    for field, (begin, end) in zip(fields, _spans(pages, fields), strict=True):
        room = max(end - begin - type_.width(field.label) - _FIELD_GAP, type_.size)
        lines: list[Line] = []
        for runs in paragraphs([(type_, field.value or "")]):
            lines += set_lines(runs, room)
        columns.append(lines)
    height = max(map(len, columns), default=0)
    return [[lines[i] if i < len(lines) else None for lines in columns] for i in range(height)]


def _fields(pages: Pages, fields: tuple[Field, ...], type_: Type) -> None:
    pitch, spans = _field_pitch(pages), _spans(pages, fields)
    for i, row in enumerate(_rows(pages, fields, type_)):
        pages.need(pitch)
        baseline = pages.y - (pitch - type_.size) / 2 - _ASCENT * type_.size
        for field, line, (begin, end) in zip(fields, row, spans, strict=True):
            label = type_.width(field.label)
            x = max(begin, end - label - line.width) if field.flush and line else begin
            if i == 0:
                pages.sheet.text(x, baseline, type_, field.label)
            if i == 0 and field.value is None:
                pages.sheet.rule(x + label, baseline - 2, end - _FIELD_GAP, baseline - 2)
            if line:
                line.draw(pages.sheet, x + label, baseline)
        pages.y -= pitch
