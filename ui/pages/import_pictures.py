"""The views of the import page worth a picture, made with the sample sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop

from gzparty.domain.damage import as_text
from gzparty.domain.table import TableKind
from gzparty.i18n import N_, _
from gzparty.services.import_result import SHEET
from ui.panels.import_check import MISSING

if TYPE_CHECKING:
    from ui.importing import ImportDesk
    from ui.pages.import_page import ImportPage

_MISSPELT = N_("官莊村")
_LATER, _PERHAPS = N_("尽快"), N_("差不多")


def views(page: ImportPage) -> Mapping[str, Callable[[], object]]:
    """Short names and how to get there, each from the one before."""
    return {
        "ledger": partial(_ledger, page),
        "mapping": partial(_mapping, page),
        "check": partial(_check, page),
        "missing": partial(page.check.chips.choose, MISSING),
        "done": partial(_done, page),
    }


def settled(work: ImportDesk) -> None:
    """Wait for what runs; a picture of something half done would be another one each time."""
    while work.busy:
        loop = QEventLoop()
        work.busy_changed.connect(loop.quit)
        loop.exec()


def _sample(name: str) -> AbstractContextManager[Path]:
    return as_file(files("resources") / "sample" / name)


def _ledger(page: ImportPage) -> None:
    """An old ledger, two of its cells put otherwise than any can be read."""
    with _sample("rectification.xlsx") as path:
        page.work.add([path])
        settled(page.work)
    page.open_entry(page.work.entries[-1])
    settled(page.work)
    page.work.edit({(8, "deadline"): _(_LATER), (9, "state"): _(_PERHAPS)})
    settled(page.work)
    page.check.chips.choose("all")


def _mapping(page: ImportPage) -> None:
    """A sheet whose columns are to be pointed out."""
    page.work.choose_kind(TableKind.MEMBERS)
    settled(page.work)


def _check(page: ImportPage) -> None:
    """A roster with wrong cells and some other secretaries than those recorded."""
    with _sample("secretaries.xlsx") as path:
        page.work.add([path])
        settled(page.work)
        page.open_entry(next(entry for entry in page.work.entries if entry.path == path))
    settled(page.work)
    page.work.edit(
        {
            **_other_names(page.work),
            (5, "unit"): _(_MISSPELT),
            (7, "joined"): "2003.13",
            (8, "phone"): "1380000002",
            (10, "name"): "",
        }
    )
    settled(page.work)
    judgement = page.work.current.judgement if page.work.current else None
    suspect = judgement.result.suspect if judgement and judgement.result else []
    for report in suspect[4:]:
        page.work.decide(report.row, SHEET)
    settled(page.work)
    page.check.chips.choose("all")


def _other_names(work: ImportDesk) -> dict[tuple[int, str], str]:
    """In every fourth village the name of the third one after it, somebody else than is recorded."""
    table = work.current.judgement.table if work.current and work.current.judgement else None
    rows = table.rows if table else ()
    return {
        (row.number, "name"): as_text(other.cells.get("name"))
        for row, other in zip(rows[::4], rows[3::4], strict=False)
    }


def _done(page: ImportPage) -> None:
    page.work.store()
    settled(page.work)
