"""The list of people as it stands on the screen, as a workbook: its columns, its order, nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gzparty.files import ensure_folder, file_name
from gzparty.i18n import N_, _, in_chinese
from gzparty.services.bundle import Services
from gzparty.services.people_views import PersonLine
from ui.panels.people_listing import read_lines
from ui.tables.column import Column
from ui.tables.late_rows import PAGE
from ui.tables.people_columns import people_columns

FOLDER = N_("导出")


class ExportWanted(NamedTuple):
    """Who leaves, in which columns by their keys, under what name."""

    ids: Sequence[int]
    columns: Sequence[str]
    name: str


@in_chinese()
def export_people(services: Services, wanted: ExportWanted, folder: Path) -> Path:
    """Write the workbook beside the office's other files; Refusal where it cannot be written."""
    from gzparty.exchange.list_spec import CellKind, ListColumn
    from gzparty.exchange.writing import write_list

    numbers = {"credit", TARGET.key}
    columns = [one for key in wanted.columns for one in _with_target(key)]
    listed = [
        ListColumn(one.key, one.title, CellKind.NUMBER if one.key in numbers else CellKind.TEXT)
        for one in columns
    ]
    today = services.context.today()
    title = _("{name}人员").format(name=wanted.name)
    target = folder / _(FOLDER) / f"{file_name(title)}-{today:%Y-%m-%d}.xlsx"
    ensure_folder(target.parent)
    with services.store.snapshot():
        write_list(listed, _rows(services, wanted.ids, columns), target, title, services.context.now())
    return target


def _rows(
    services: Services, ids: Sequence[int], columns: Sequence[Column[PersonLine]]
) -> Iterator[dict[str, object]]:
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        lines = read_lines(services, page)
        for person_id in page:
            if person_id in lines:
                yield {one.key: VALUES.get(one.key, one.text)(lines[person_id]) for one in columns}


def _with_target(key: str) -> list[Column[PersonLine]]:
    column = next(one for one in people_columns() if one.key == key)
    return [column, TARGET] if key == "credit" else [column]


def _credit(line: PersonLine) -> object:
    return line.credit / 2 if line.target else None


def _target(line: PersonLine) -> object:
    return line.target / 2 if line.target else None


TARGET: Column[PersonLine] = Column("target", N_("应满学时"), lambda line: str(_target(line) or ""))
VALUES: dict[str, Callable[[PersonLine], object]] = {"credit": _credit, TARGET.key: _target}
"""What stands behind a column where it is no text."""
