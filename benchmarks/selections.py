"""Selections, themes and cadres after a change: beside raw passes over what they read, and their growth with villages."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from benchmarks.county import NOW
from benchmarks.dues import SHORT_COUNTY, WHOLE_COUNTY
from benchmarks.exemplars import Facts, build_exemplars
from benchmarks.ratio import Ratio, Sample, exponent, interleaved, median_ratio, median_seconds, timed
from db.driver import Connection
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.services.bundle import Services
from gzparty.services.eligibility_reading import EligibilityReader
from gzparty.services.selection_agenda import selection_matters

YEAR, TODAY = NOW.year, NOW.date()
ROUNDS = 7
GROWTH, SHORT_GROWTH = 1.3, 1.7
"""The exponents that are allowed, as in benchmarks/ledger.py."""


class Bound(NamedTuple):
    """Beside which pass a question is measured, and how many of it the question may take."""

    beside: str
    most: float


VOTES, UNITS, RECORDS, ROLLS = "votes", "units", "records", "rolls"
BOUNDS = {
    "year of selections": Bound(VOTES, 2.0),
    "selection of 30 nominees": Bound(VOTES, 16.0),
    "eligibility of 30 nominees": Bound(VOTES, 10.0),
    "tally of 200 ballots by 30 nominees": Bound(VOTES, 4.0),
    "those chosen in ten years": Bound(VOTES, 3.0),
    "what waits today": Bound(VOTES, 0.3),
    "turns of villages": Bound(UNITS, 20.0),
    "terms": Bound(UNITS, 30.0),
    "reserve cadres": Bound(ROLLS, 3.5),
    "widest ladder of ten years of rolls": Bound(ROLLS, 6.0),
    "board of themes": Bound(RECORDS, 15.0),
    "one theme": Bound(RECORDS, 2.0),
}
"""Passes over the votes of ten years, over units with their people, over a year's records, over the rolls of ten years.

Two and a half to three times what was measured.
"""


def measure(short: bool) -> list[Ratio]:
    """The ratios and exponents; `short` takes three townships for the county."""
    sizes = {"town": 1, "county": SHORT_COUNTY if short else WHOLE_COUNTY}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.gzparty" for name in sizes}
        facts = {name: build_exemplars(paths[name], townships) for name, townships in sizes.items()}
        samples = {name: _samples(path, facts[name]) for name, path in paths.items()}
    found = []
    for name, (beside, bound) in BOUNDS.items():
        taken = {size: median_seconds(samples[size][name]) * 1000 for size in sizes}
        for size in sizes:
            note = f"{facts[size].villages} villages, x one pass over {beside}; {taken[size]:.1f} ms"
            value = median_ratio(samples[size][name], samples[size][beside])
            found.append(Ratio(f"selections: {name} of a {size}", value, bound, note))
        grown = exponent(taken["county"] / taken["town"], facts["county"].villages / facts["town"].villages)
        note = f"exponent, {taken['county'] / taken['town']:.1f} times as long"
        found.append(Ratio(f"selections: growth of {name}", grown, SHORT_GROWTH if short else GROWTH, note))
    return found


def _samples(path: Path, facts: Facts) -> dict[str, list[Sample]]:
    """Each question by a reader after a change by a writer, so that nothing kept from before can answer it."""
    writer = SqliteStore.open_writer(path, NOW)
    with writer.action("setting", "benchmark", NOW, "benchmark"):
        writer.office.save_setting("ladder_months", "36")
    reader = SqliteStore.open_reader(path)
    services = services_on(reader, lambda: NOW, counted_uids())
    row, numbers = writer.selections.get(facts.voted), count()

    def change() -> None:
        with writer.action("change", "benchmark", NOW, "benchmark"):
            writer.selections.update(replace(row, note=str(next(numbers))))

    asked = _questions(services, facts) | _passes(reader.connection)
    runs = {name: timed(ask, change) for name, ask in asked.items()}
    for run in runs.values():
        run()
    samples = interleaved(runs, ROUNDS)
    reader.close()
    writer.close()
    return samples


def _questions(services: Services, facts: Facts) -> dict[str, Callable[[], object]]:
    views, cadres, store = services.selection_views, services.cadres, services.store
    selection = store.selections.get(facts.voted)
    nominees = store.selections.nominations([facts.voted])
    theme = next(one.id for one in store.themes.all(YEAR - 1))
    return {
        "year of selections": partial(views.year, YEAR),
        "selection of 30 nominees": partial(views.get, facts.voted),
        "eligibility of 30 nominees": partial(
            EligibilityReader(store, services.context).look, selection, nominees
        ),
        "tally of 200 ballots by 30 nominees": partial(services.ballots.tally, facts.scored),
        "those chosen in ten years": views.honours,
        "what waits today": partial(selection_matters, store, TODAY),
        "turns of villages": partial(views.rotation, TODAY),
        "terms": cadres.terms,
        "reserve cadres": cadres.reserves,
        "widest ladder of ten years of rolls": cadres.ladder,
        "board of themes": partial(services.themes.board, YEAR - 1),
        "one theme": partial(services.themes.get, theme),
    }


def _passes(connection: Connection) -> dict[str, Callable[[], object]]:
    def rows(*statements: str) -> list[list[tuple[object, ...]]]:
        return [connection.execute(statement).fetchall() for statement in statements]

    def votes() -> object:
        (lines, *_others) = rows(
            "SELECT scores FROM ballot_line", "SELECT * FROM nomination", "SELECT * FROM selection"
        )
        return [json.loads(str(scores)) for (scores,) in lines]

    span = f"BETWEEN '{YEAR - 1}-01' AND '{YEAR - 1}-12'"
    return {
        VOTES: votes,
        UNITS: partial(
            rows,
            "SELECT * FROM unit",
            "SELECT * FROM unit_name",
            "SELECT * FROM unit_parent",
            "SELECT * FROM post",
            "SELECT * FROM term",
        ),
        RECORDS: partial(
            rows,
            f"SELECT m.*, s.* FROM meeting m JOIN sitting s ON s.id = m.sitting_id WHERE m.period {span}",
            "SELECT * FROM theme_record",
            "SELECT * FROM unit",
        ),
        ROLLS: partial(
            rows, "SELECT sitting_id, person_id, status FROM attendance ORDER BY sitting_id, position"
        ),
    }
