"""Walk through everything a paper says, each text with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.i18n import _
from gzparty.reports.content import (
    Attachments,
    Block,
    Cell,
    DeskCard,
    FieldLine,
    FootLine,
    Paper,
    Paragraph,
    Signature,
    Subtitle,
    Table,
    Title,
)


def _place(code: str, **parameters: object) -> Diagnostic:
    return Diagnostic(Level.NOTE, f"paper.place.{code}", parameters)


def texts(paper: Paper) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each text of a paper after the place where it stands, in reading order."""
    paragraphs = 0
    for block in paper.said:
        if isinstance(block, Paragraph):
            paragraphs += 1
            yield _place("paragraph", paper=paper.title, n=paragraphs), block.text + block.rest
        elif isinstance(block, Table):
            yield from _table_texts(paper, block)
        else:
            yield from _block_texts(paper, block)


def _block_texts(paper: Paper, block: Block) -> Iterator[tuple[Diagnostic, str]]:
    match block:
        case Title(text=text) | Subtitle(text=text):
            yield _place("title", paper=paper.title), text
        case FieldLine(fields=fields) | FootLine(fields=fields):
            for field in fields:
                label = field.label.rstrip(_("："))
                yield _place("field", paper=paper.title, label=label), field.label + (field.value or "")
        case DeskCard(name=name):
            yield _place("title", paper=paper.title), name
        case Attachments(names=names):
            for name in names:
                yield _place("attachment", paper=paper.title), name
        case Signature():
            yield _place("signature", paper=paper.title), block.issuer + block.dated
        case _:
            return


def _table_texts(paper: Paper, table: Table) -> Iterator[tuple[Diagnostic, str]]:
    titles = [column.title for column in table.columns]
    for column in table.columns:
        yield _place("head", paper=paper.title, column=column.title), "".join((column.title, *column.groups))
    for n, row in enumerate(table.rows, 1):
        at = 0
        for cell in row.cells:
            span, text = (cell.span, cell.said) if isinstance(cell, Cell) else (1, cell)
            if text:
                yield _place("cell", paper=paper.title, row=n, column=titles[at]), text
            at += span


def places_of(paper: Paper, characters: Collection[str]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each place of the given characters, once per text; nothing is walked when there are none."""
    if not characters:
        return
    for place, text in texts(paper):
        for character in sorted(set(text).intersection(characters)):
            yield character, place
