"""Import a file: read the sheet, then let the services take its rows."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gzparty.domain.table import Table
from gzparty.exchange.reading import read_table
from gzparty.services.bundle import Services
from gzparty.services.import_result import Decisions, ImportResult
from gzparty.services.importing import GoneDecisions


def import_file(  # noqa: PLR0913 - each answers one option of the `import` command
    services: Services,
    kind: str,
    path: Path,
    sheet: str | None = None,
    overrides: Mapping[str, str] | None = None,
    dry_run: bool = False,
    decisions: Decisions | None = None,
    gone: GoneDecisions | None = None,
) -> ImportResult:
    """Import a spreadsheet file; raises Refusal, with nothing stored, for what cannot be read at all.

    `kind` is that of a `TableKind`; `overrides` maps column titles or letters to fields;
    without any, what was remembered of such sheets holds. `decisions` answers suspect rows by row number, `gone` says
    what became of people the sheet no longer names.
    """
    with uncollected():
        table = read_table(path, kind, sheet, overrides, services.imports.remembered)
        return import_table(services, table, dry_run, decisions, gone)


def import_table(
    services: Services,
    table: Table,
    dry_run: bool = False,
    decisions: Decisions | None = None,
    gone: GoneDecisions | None = None,
    record: str = "",
) -> ImportResult:
    """Import a table that has been read already."""
    return services.importing.take(table, dry_run, decisions, gone, record).value


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the cyclic collector back: all that an import makes is kept until the end, so it would look in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
