"""The ledger, boards of self-inspections and the workbench after a change: beside one raw pass over the problems, and growth."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.county import NOW
from benchmarks.dues import MONTH, SHORT_COUNTY, WHOLE_COUNTY
from benchmarks.ratio import Ratio, Sample, exponent, interleaved, median_ratio, median_seconds, timed
from benchmarks.work_style import build_style
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.services.bundle import Services

YEAR = NOW.year
ROUNDS = 7
BOUNDS = {
    "ledger of ten years": 16.0,
    "ledger of the year": 3.0,
    "one problem whole": 0.4,
    "board of a year": 4.5,
    "one month to be ticked": 0.5,
    "workbench": 40.0,
}
"""How many raw passes over the problems of ten years each may take; most of the workbench are the dues of villages."""
GROWTH, SHORT_GROWTH = 1.3, 1.7
"""The exponent that is allowed; the file of one township fits into a reader's cache of pages, that of three does not."""
PASS = "SELECT * FROM problem"


def measure(short: bool) -> list[Ratio]:
    """The ratios and exponents; `short` takes three townships for the county."""
    sizes = {"town": 1, "county": SHORT_COUNTY if short else WHOLE_COUNTY}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.gzparty" for name in sizes}
        problems = {name: build_style(paths[name], townships) for name, townships in sizes.items()}
        samples = {name: _samples(path) for name, path in paths.items()}
    found = []
    for name, bound in BOUNDS.items():
        taken = {size: median_seconds(samples[size][name]) * 1000 for size in sizes}
        for size in sizes:
            note = f"{problems[size]:,} problems, x one raw pass; {taken[size]:.1f} ms"
            value = median_ratio(samples[size][name], samples[size]["pass"])
            found.append(Ratio(f"ledger: {name} of a {size}", value, bound, note))
        grown = exponent(taken["county"] / taken["town"], problems["county"] / problems["town"])
        note = f"exponent, {taken['county'] / taken['town']:.1f} times as long"
        found.append(Ratio(f"ledger: growth of the {name}", grown, SHORT_GROWTH if short else GROWTH, note))
    return found


def _samples(path: Path) -> dict[str, list[Sample]]:
    """Each question by a reader after a change by a writer, so that nothing kept from before can answer it."""
    writer = SqliteStore.open_writer(path, NOW)
    reader = SqliteStore.open_reader(path)
    services = services_on(reader, lambda: NOW, counted_uids())
    row, numbers = writer.problems.open()[-1], count()

    def change() -> None:
        with writer.action("change", "benchmark", NOW, "benchmark"):
            writer.problems.update(replace(row, note=str(next(numbers))))

    runs = {name: timed(ask, change) for name, ask in _questions(services, row.id, row.unit_id).items()}
    runs["pass"] = timed(lambda: reader.connection.execute(PASS).fetchall(), change)
    for run in runs.values():
        run()
    samples = interleaved(runs, ROUNDS)
    reader.close()
    writer.close()
    return samples


def _questions(services: Services, problem_id: int, unit_id: int) -> dict[str, Callable[[], object]]:
    ledger, inspections = services.problem_views, services.inspection_views
    return {
        "ledger of ten years": partial(ledger.ledger, None),
        "ledger of the year": partial(ledger.ledger, YEAR),
        "one problem whole": partial(ledger.detail, problem_id),
        "board of a year": partial(inspections.board, YEAR),
        "one month to be ticked": partial(inspections.form, unit_id, NOW.date()),
        "workbench": partial(services.agenda.workbench, MONTH),
    }
