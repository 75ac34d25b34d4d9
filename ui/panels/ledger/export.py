"""The ledger as it stands on the screen, as a workbook: its rows in their order, its columns, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gzparty.files import ensure_folder, file_name
from gzparty.i18n import N_, _, in_chinese
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import LedgerLine
from ui.panels.ledger.words import days_words, full_day
from ui.tables.column import Column

FOLDER = N_("导出")
DAYS = "days"


class LedgerExport(NamedTuple):
    """The lines in sight, the columns in sight, what the list is called."""

    lines: Sequence[LedgerLine]
    columns: Sequence[Column[LedgerLine]]
    title: str


@in_chinese()
def export_ledger(services: Services, wanted: LedgerExport, folder: Path) -> Path:
    """Write the workbook beside the office's other files; Refusal where it cannot be written."""
    from gzparty.exchange.list_spec import ListColumn
    from gzparty.exchange.writing import write_list

    columns: list[ListColumn] = []
    for column in wanted.columns:
        columns.append(ListColumn(column.key, column.title, width=max(8, column.width // 8)))
        if column.key == "deadline":
            columns.append(ListColumn(DAYS, N_("期限情况"), width=12))
    target = folder / _(FOLDER) / f"{file_name(wanted.title)}-{services.context.today():%Y-%m-%d}.xlsx"
    ensure_folder(target.parent)
    write_list(columns, _rows(wanted), target, wanted.title, services.context.now())
    return target


def _rows(wanted: LedgerExport) -> Iterator[dict[str, object]]:
    for line in wanted.lines:
        row: dict[str, object] = {
            column.key: VALUES.get(column.key, column.text)(line) for column in wanted.columns
        }
        yield {**row, DAYS: days_words(line)}


def _number(line: LedgerLine) -> str:
    return line.problem.printed_number


def _deadline(line: LedgerLine) -> str:
    return full_day(line.problem.deadline) or line.problem.deadline_text


def _found(line: LedgerLine) -> str:
    return full_day(line.problem.found_on)


VALUES: dict[str, Callable[[LedgerLine], str]] = {
    "number": _number,
    "deadline": _deadline,
    "found": _found,
}
"""What a workbook says in whole where the screen says it short."""
