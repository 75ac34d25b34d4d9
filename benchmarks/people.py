"""The page of units and people at county scale: each question beside one raw pass over the people, and its growth."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.county import NOW, Size, build
from benchmarks.ratio import Ratio, Sample, exponent, interleaved, median_ratio, median_seconds, timed
from db.store import SqliteStore
from gzparty.bootstrap import read_office
from gzparty.domain.people import Tree
from gzparty.services.people_reading import PeopleViews
from gzparty.services.people_views import PeopleQuery, PeopleRole

PAGE = 256
YEAR = NOW.year
WHOLE_COUNTY, SHORT_COUNTY = 12, 3
"""Townships; twelve are the county's 887 villages with 60,316 people."""
ROUNDS = 9
BOUNDS = {
    "tree": 1.5,
    "list and its first page": 2.5,
    "search by initials": 2.0,
    "figures of the chips": 2.0,
    "secretaries and their credit": 2.5,
}
"""How many raw passes each may take."""
GROWTH, SHORT_GROWTH = 1.1, 1.25
"""The exponent that is allowed; a few townships on a shared machine swing more."""
Ask = Callable[[PeopleViews], object]
QUESTIONS: dict[str, Ask] = {
    "tree": lambda views: views.tree(Tree.PARTY),
    "list and its first page": lambda views: views.lines(views.ids(PeopleQuery())[:PAGE], YEAR),
    "search by initials": lambda views: views.lines(views.ids(PeopleQuery(text="lslw"))[:PAGE], YEAR),
    "figures of the chips": lambda views: views.counts(PeopleQuery()),
    "secretaries and their credit": lambda views: views.lines(
        views.ids(PeopleQuery(role=PeopleRole.SECRETARY), "credit", True)[:PAGE], YEAR
    ),
}


def measure(short: bool) -> list[Ratio]:
    """The ratios and exponents; `short` takes three townships for the county."""
    sizes = {"town": 1, "county": SHORT_COUNTY if short else WHOLE_COUNTY}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.gzparty" for name in sizes}
        for name, townships in sizes.items():
            build(paths[name], Size(townships))
        people = {name: _people(path) for name, path in paths.items()}
        samples = {name: _samples(path) for name, path in paths.items()}
    county = samples["county"]
    found = []
    for name, bound in BOUNDS.items():
        note = f"{people['county']:,} people, x one raw pass; {median_seconds(county[name]) * 1000:.0f} ms"
        found.append(Ratio(f"people: {name}", median_ratio(county[name], county["pass"]), bound, note))
    for name in BOUNDS:
        times = median_seconds(county[name]) / median_seconds(samples["town"][name])
        grown = exponent(times, people["county"] / people["town"])
        note = f"exponent from {people['town']:,} people, {times:.1f} times as long"
        found.append(Ratio(f"people: growth of {name}", grown, SHORT_GROWTH if short else GROWTH, note))
    return found


def _samples(path: Path) -> dict[str, list[Sample]]:
    with read_office(path, lambda: NOW) as services:
        views, store = services.people_views, services.store
        assert isinstance(store, SqliteStore)
        connection = store.connection
        runs = {name: timed(partial(ask, views)) for name, ask in QUESTIONS.items()}
        runs["pass"] = timed(
            lambda: connection.execute("SELECT id, normalized, initials FROM person NOT INDEXED").fetchall()
        )
        for run in runs.values():
            run()
        return interleaved(runs, ROUNDS)


def _people(path: Path) -> int:
    with read_office(path, lambda: NOW) as services:
        return services.store.people.count_people()
