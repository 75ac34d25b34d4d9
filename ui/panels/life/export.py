"""The board of one kind over a year as a workbook: the same branches and columns, dates and states in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gzparty.domain.dues import FULFILLED, DueState
from gzparty.files import ensure_folder, file_name
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels import dates
from gzparty.labels.duty import due_state_label, dues_state_label
from gzparty.labels.period import period_label
from gzparty.services.bundle import Services
from gzparty.services.duty_views import Cell, YearBoard

FOLDER = N_("导出")


class BoardWanted(NamedTuple):
    """Which board leaves."""

    code: str
    year: int


def export_board(services: Services, wanted: BoardWanted, folder: Path) -> Path:
    """Write the workbook beside the office's other files; Refusal where it cannot be written."""
    board = services.dues.year(wanted.code, wanted.year)
    return write_board(services, board, (_("社区"), _("党支部")), folder)


@in_chinese()
def write_board(services: Services, board: YearBoard, heads: tuple[str, str], folder: Path) -> Path:
    """Write any board of a year; `heads` stand over its groups and its units."""
    from gzparty.exchange.list_spec import ListColumn
    from gzparty.exchange.writing import write_list

    columns = [
        ListColumn("community", heads[0], width=12),
        ListColumn("unit", heads[1], width=14),
        *(ListColumn(period.code, period_label(period), width=10) for period in board.periods),
    ]
    title = _("{year}年{kind}").format(year=board.year, kind=board.title)
    target = folder / _(FOLDER) / f"{file_name(title)}-{services.context.today():%Y-%m-%d}.xlsx"
    ensure_folder(target.parent)
    write_list(columns, _rows(board), target, title, services.context.now())
    return target


def _rows(board: YearBoard) -> Iterator[dict[str, object]]:
    for group in board.groups:
        for line in group.lines:
            cells = zip(board.periods, line.cells, strict=True)
            row: dict[str, object] = {period.code: cell_text(cell) for period, cell in cells}
            yield {"community": group.title, "unit": line.unit.name, **row}


def cell_text(cell: Cell) -> str:
    """06-12, 2/3 没开, 开了没交 06-12; a dash where nothing is owed."""
    if not cell.dues or cell.state is DueState.NOT_APPLICABLE:
        return _("—")
    if cell.owed > 1:
        words = "" if cell.done == cell.owed else dues_state_label(cell.state, cell.dues)
        return f"{cell.done}/{cell.owed} {words}".strip()
    due = next(due for due in cell.dues if due.state is cell.state)
    held = dates.table(due.record.held_on) if due.record and due.record.held_on else ""
    if due.state in FULFILLED:
        return held
    return f"{due_state_label(due.state, due.duty.record)} {held}".strip()
