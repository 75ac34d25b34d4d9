"""A paper's content as readable lines, for snapshots: what a reviewer would see on the sheet."""

from __future__ import annotations

from gzparty.reports.content import (
    Attachments,
    Block,
    Cell,
    DeskCard,
    Field,
    FieldLine,
    FootLine,
    Gap,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Slips,
    Subtitle,
    Table,
    Title,
)


def paper_text(paper: Paper) -> str:
    """Write a paper's content as text, one line per row, paragraph or line of fields; ~ is a break hint."""
    setup = paper.setup
    sheet = f"{setup.size}{' landscape' if setup.landscape else ''}{' large' if setup.large else ''}"
    head = f"[{paper.kind}, {sheet}, {paper.numbering}] {paper.title} / {paper.office} / {paper.dated}"
    text = "\n".join([head, *(line for block in paper.blocks for line in _lines(block))])
    return text.replace("\u200b", "~")


def _lines(block: Block) -> list[str]:
    match block:
        case Title(text=text) | Subtitle(text=text):
            return [f"{type(block).__name__.lower()}: {text}"]
        case FieldLine(fields=fields) | FootLine(fields=fields):
            return [f"{type(block).__name__.lower()}: " + "  ".join(map(_field, fields))]
        case Paragraph():
            return [f"{block.level}: {block.text}{'|' + block.rest if block.rest else ''}"]
        case Attachments(names=names):
            return [f"attachments: {' / '.join(names)}"]
        case Signature():
            return [f"signature: {block.issuer} / {block.dated}{' sealed' if block.sealed else ''}"]
        case Table():
            return _table(block)
        case DeskCard():
            return [f"card{' upside down' if block.turned else ''}: {block.name}"]
        case Slips():
            return [
                f"slips: {block.copies or 'a sheet'}",
                *(line for one in block.blocks for line in _lines(one)),
            ]
        case Gap() | PageBreak():
            return [f"{type(block).__name__.lower()}"]


def _field(field: Field) -> str:
    return field.label + ("____" if field.value is None else field.value)


def _table(table: Table) -> list[str]:
    titles = ["/".join((*column.groups, column.title)) for column in table.columns]
    rows = [
        " | ".join(cell.said if isinstance(cell, Cell) else cell for cell in row.cells).replace("\n", "⏎")
        for row in table.rows
    ]
    folds = f" ({table.folds} beside each other)" if table.folds > 1 else ""
    return [f"table{folds}: " + " | ".join(titles), *(f"  {row}" for row in rows)]
