"""Every list of the office as one folder of workbooks, so that leaving the program is free."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange import lists
from gzparty.exchange.list_spec import ListSpec, Selectors
from gzparty.exchange.mention_records import MENTIONS
from gzparty.exchange.selection_lists import ROTATION
from gzparty.exchange.writing import write_list
from gzparty.i18n import N_, _, in_chinese
from gzparty.services.bundle import Services

FOLDER = N_("全部表格 {day}")
NOT_RECORDS = frozenset(
    {
        "copies",
        "deleted",
        "open",
        "chase",
        "board",
        "absences",
        "quota",
        "quota-unmet",
        "theme-coverage",
        ROTATION,
    }
)
"""Lists about the file, about one day or month, or worked out of rolls about people, rather than of what the file holds."""
ONLY_BY_NAME = frozenset({"reserves", MENTIONS})
"""Lists of what is covered in the window, and of who was named in circulars: each leaves only where it is asked for by
its name."""
Progress = Callable[[int, int, str], None]


@in_chinese()
def export_everything(
    services: Services, into: Path, progress: Progress, stopped: Callable[[], bool]
) -> tuple[Path, int]:
    """Write each list, of each year where it has years, into a new folder; returns the folder and how many were written.

    Phones leave in full, as in any list exported to go on working elsewhere. Stopped half way, what was written stays.
    """
    if not into.is_dir():
        raise Refusal("export_folder_missing", path=into)
    folder = _new_folder(into, _(FOLDER).format(day=services.context.today()))
    wanted = list(_wanted(services))
    written = 0
    for spec, year in wanted:
        if stopped():
            break
        name = f"{_(spec.label)}-{year}" if year else _(spec.label)
        progress(written, len(wanted), name)
        today = services.context.today()
        chosen = Selectors(year or today.year, today, show_phones=True)
        _write(services, spec, chosen, folder / f"{name}.xlsx")
        written += 1
    return folder, written


def _write(services: Services, spec: ListSpec, chosen: Selectors, target: Path) -> None:
    """A workbook; as text where a cell of one could not hold all that is to be read in again."""
    columns, rows = spec.shape(services, chosen), list(spec.rows(services, chosen))
    try:
        write_list(columns, rows, target, title=target.stem, whole=spec.whole)
    except Refusal as refusal:
        if refusal.diagnostics[0].code != "export_cell_too_long":
            raise
        write_list(columns, rows, target.with_suffix(".csv"))


def _wanted(services: Services) -> Iterator[tuple[ListSpec, int]]:
    years = sorted(
        {
            *services.store.trainings.years(),
            *services.store.meetings.years(),
            *services.store.problems.years(),
            *services.store.inspections.years(),
            *services.store.tips.years(),
            *services.themes.years(),
            *services.store.selections.years(),
            *services.dues.years(),
        }
    )
    for spec in lists.LISTS:
        if spec.name in NOT_RECORDS | ONLY_BY_NAME:
            continue
        if "year" not in spec.selectors:
            yield spec, 0
            continue
        for year in years:
            yield spec, year


def _new_folder(into: Path, name: str) -> Path:
    number, folder = 1, into / name
    while folder.exists():
        number += 1
        folder = into / f"{name} ({number})"
    try:
        folder.mkdir()
    except OSError as error:
        raise Refusal("path_unwritable", path=folder) from error
    return folder
