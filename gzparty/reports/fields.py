"""Place labelled fields beside each other: the head of a form, and who filled it in at its foot."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import ceil

from gzparty.reports.content import Field, FieldLine, FootLine
from gzparty.reports.faces import Face
from gzparty.reports.setting import Type
from gzparty.reports.sheets import MM, Pages
from gzparty.reports.text import Line, paragraphs, set_lines

HEAD_PT, FOOT_PT, FIELD_PITCH, FIELD_GAP = 12.0, 10.5, 22.0, 8.0
_ASCENT = 0.88
_LEAST_BLANK = 12 * MM
"""A rule to write on is not shorter than this."""


def place_fields(pages: Pages, block: FieldLine) -> None:
    """Set header fields side by side."""
    _place(pages, block.fields, pages.type(Face.SONG, HEAD_PT))


def place_foot(pages: Pages, block: FootLine) -> None:
    """Set the fields below a table."""
    _place(pages, block.fields, pages.type(Face.SONG, FOOT_PT))


def foot_height(pages: Pages, block: FootLine) -> float:
    """Say how much the fields below a table take."""
    type_ = pages.type(Face.SONG, FOOT_PT)
    rows = [_rows(line, spans_of(pages, line, type_), type_) for line in parted(pages, block.fields, type_)]
    return sum(map(len, rows)) * FIELD_PITCH * pages.geometry.scale


def _natural(field: Field, type_: Type) -> float:
    """Return the width a field would like to have."""
    value = _LEAST_BLANK if field.value is None else type_.width(field.value)
    return type_.width(field.label) + value + FIELD_GAP


def parted(pages: Pages, fields: tuple[Field, ...], type_: Type) -> list[tuple[Field, ...]]:
    """Part fields that do not fit beside each other into several lines, rather than break their values."""
    lines: list[tuple[Field, ...]] = []
    used = 0.0
    for field in fields:
        width = _natural(field, type_)
        if lines and used + width <= pages.geometry.measure:
            lines[-1] += (field,)
            used += width
        else:
            lines.append((field,))
            used = width
    return _evened(pages, fields, type_, len(lines)) or lines


def _evened(pages: Pages, fields: tuple[Field, ...], type_: Type, count: int) -> list[tuple[Field, ...]]:
    """Put equally many fields on each line, six as three and three, where they fit so."""
    size = ceil(len(fields) / max(count, 1))
    lines = [fields[start : start + size] for start in range(0, len(fields), max(size, 1))]
    widest = max((sum(_natural(field, type_) for field in line) for line in lines), default=0.0)
    return lines if widest <= pages.geometry.measure else []


def spans_of(pages: Pages, fields: tuple[Field, ...], type_: Type) -> list[tuple[float, float]]:
    """Share a line out by the weights, or by what the fields need where a weight falls short of it."""
    box = pages.geometry
    total = sum(field.weight for field in fields) or 1.0
    shares = [box.measure * field.weight / total for field in fields]
    wanted = [_natural(field, type_) for field in fields]
    if any(want > share for want, share in zip(wanted, shares, strict=True)) and sum(wanted) <= box.measure:
        spare = (box.measure - sum(wanted)) / len(fields)
        shares = [want + spare for want in wanted]
    return list(pairwise(accumulate(shares, initial=box.left)))


def _rows(
    fields: tuple[Field, ...], spans: list[tuple[float, float]], type_: Type
) -> list[list[Line | None]]:
    """Break the values of the fields; row i holds each field's i-th line."""
    columns: list[list[Line]] = []
    for field, (begin, end) in zip(fields, spans, strict=True):
        room = max(end - begin - type_.width(field.label), type_.size)
        columns.append(
            [line for runs in paragraphs([(type_, field.value or "")]) for line in set_lines(runs, room)]
        )
    height = max(map(len, columns), default=0)
    return [[lines[i] if i < len(lines) else None for lines in columns] for i in range(height)]


def _place(pages: Pages, fields: tuple[Field, ...], type_: Type) -> None:
    for line in parted(pages, fields, type_):
        _place_line(pages, line, type_)


def _place_line(pages: Pages, fields: tuple[Field, ...], type_: Type) -> None:
    pitch, spans = FIELD_PITCH * pages.geometry.scale, spans_of(pages, fields, type_)
    for i, row in enumerate(_rows(fields, spans, type_)):
        pages.need(pitch)
        baseline = pages.y - (pitch - type_.size) / 2 - _ASCENT * type_.size
        for field, line, (begin, end) in zip(fields, row, spans, strict=True):
            label = type_.width(field.label)
            x = max(begin, end - label - line.width) if field.flush and line else begin
            if i == 0:
                pages.sheet.text(x, baseline, type_, field.label)
            if i == 0 and field.value is None:
                pages.sheet.rule(x + label, baseline - 2, end - FIELD_GAP, baseline - 2)
            if line:
                line.draw(pages.sheet, x + label, baseline)
        pages.y -= pitch
