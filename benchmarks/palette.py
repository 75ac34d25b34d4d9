"""The palette over a county: what it looks up by a few keys, beside one raw pass over the people.

The slowest text of each kind counts: what many match, what few match, what nobody does.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.county import NOW, Size, build
from benchmarks.people import SHORT_COUNTY, WHOLE_COUNTY
from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, median_seconds, timed
from db.store import SqliteStore
from gzparty.bootstrap import read_office

ROUNDS = 5
TYPED = {
    "characters": ("张", "示例", "例伟", "单", "龘", "官庄"),
    "initials": ("z", "zs", "zslw", "dsl", "xlj", "qq"),
    "full pinyin": ("zhang", "ying", "zhuang", "dan", "nv", "an", "nian", "o"),
    "some of each": ("zhangs", "zhangslw", "zshiliwei", "shansliq", "yingzh"),
    "last digits": ("123", "1234", "9999"),
}
BOUNDS = {"characters": 1.0, "initials": 1.0, "full pinyin": 1.5, "some of each": 1.0, "last digits": 1.0}
"""How many raw passes the slowest of each kind may take; a pass over 60,316 people takes about 30 ms."""


def measure(short: bool) -> list[Ratio]:
    """The ratios; `short` takes three townships for the county."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "county.gzparty"
        build(path, Size(SHORT_COUNTY if short else WHOLE_COUNTY))
        samples, people = _samples(path)
    found = []
    for kind, bound in BOUNDS.items():
        slowest = max(TYPED[kind], key=lambda text: median_seconds(samples[text]))
        seconds = median_seconds(samples[slowest])
        note = f"{people:,} people, x one raw pass; {seconds * 1000:.0f} ms for {slowest}"
        found.append(Ratio(f"palette: {kind}", median_ratio(samples[slowest], samples["pass"]), bound, note))
    return found


def _samples(path: Path) -> tuple[dict[str, list[Sample]], int]:
    with read_office(path, lambda: NOW) as services:
        store = services.store
        assert isinstance(store, SqliteStore)
        runs = {
            text: timed(partial(services.palette.find, text)) for texts in TYPED.values() for text in texts
        }
        runs["pass"] = timed(
            lambda: store.connection.execute(
                "SELECT id, normalized, initials FROM person NOT INDEXED"
            ).fetchall()
        )
        for run in runs.values():
            run()
        return interleaved(runs, ROUNDS), store.people.count_people()
