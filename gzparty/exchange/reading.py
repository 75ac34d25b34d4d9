"""Read a file as a table of known fields, every other row set aside with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import IgnoredRow, Table, TableKind, TableRow
from gzparty.exchange.header import column_letter, find_header, vocabulary
from gzparty.exchange.rows import RowJudge
from gzparty.exchange.workbook import read_sheet


def read_table(
    path: Path, kind: str, sheet: str | None = None, overrides: Mapping[str, str] | None = None
) -> Table:
    """Recognise a sheet; raises Refusal where it cannot be read, has no header or no data below it."""
    wanted = TableKind(kind)
    found = read_sheet(path, sheet)
    words = vocabulary(wanted)
    header = find_header(found, wanted, overrides or {}, path.name)
    judge = RowJudge(header, words)
    filled = found.filled(header.columns[name] for name in words.fill_down if name in header.columns)
    columns = list(header.columns.items())
    rows: list[TableRow] = []
    ignored: list[IgnoredRow] = []
    for index, row in enumerate(found.rows):
        reason = judge.why_ignored(index, row)
        if reason is None:
            cells = filled[index]
            width = len(cells)
            rows.append(TableRow(index + 1, {name: cells[at] for name, at in columns if at < width}))
        else:
            ignored.append(IgnoredRow(index + 1, reason))
    if not rows:
        raise Refusal("table_without_rows", file=path.name)
    return Table(
        kind=wanted,
        file=path.name,
        sheet=found.name,
        rows=tuple(rows),
        ignored=tuple(ignored),
        columns={name: column_letter(column) for name, column in columns},
        unmapped=header.unmapped,
        dropped=header.dropped,
    )
