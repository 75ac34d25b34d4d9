"""An office with a password beside the same one without: what ciphering costs each day's work.

The key is made beforehand: typing the password takes its 0.2 s once, whatever the office holds.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.county import NOW, Size, build
from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, median_seconds
from db import keying
from db.keys import FileKey
from gzparty.bootstrap import open_office, read_office
from gzparty.domain.period import Period
from gzparty.domain.sitting import Mark, Status
from gzparty.services.bundle import Services

ROUNDS, SHORT_ROUNDS = 7, 3
MONTH, SITTING, MARKS = Period.of_month(NOW.year, NOW.month), 1, 100
SIZE, SHORT_SIZE = Size(1), Size(1, people_in_village=20)
BOUNDS = {"open, and the first page": 1.4, f"{MARKS} marks on a roll": 1.4, "a copy": 2.2}
"""How many times as long each may take as without a password; a copy is little else than pages, ciphered and then checked."""
Work = Callable[[Path, FileKey | None], float]


def measure(short: bool) -> list[Ratio]:
    """The ratios on one township; `short` makes fewer rounds with fewer people."""
    with tempfile.TemporaryDirectory() as folder:
        plain, keyed = Path(folder) / "plain" / "office.gzparty", Path(folder) / "keyed" / "office.gzparty"
        plain.parent.mkdir()
        build(plain, SHORT_SIZE if short else SIZE)
        with open_office(plain, lambda: NOW) as services:
            services.rolls.reopen(SITTING)
        shutil.copytree(plain.parent, keyed.parent)
        key = FileKey.new("benchmark")
        keying.rekey(keyed, None, key, lambda *_done: None, lambda: False)
        runs: dict[str, Callable[[], Sample]] = {}
        for name, work in WORKS.items():
            runs[name] = partial(_sample, work, keyed, key)
            runs[f"{name}, plain"] = partial(_sample, work, plain, None)
        samples = interleaved(runs, SHORT_ROUNDS if short else ROUNDS)
    return [
        Ratio(
            f"keyed: {name}",
            median_ratio(samples[name], samples[f"{name}, plain"]),
            bound,
            f"x without a password; {median_seconds(samples[name]) * 1000:.0f} ms",
        )
        for name, bound in BOUNDS.items()
    ]


def _sample(work: Work, office: Path, key: FileKey | None) -> Sample:
    return Sample(min(work(office, key) for _turn in range(2)), 0)


def _open(office: Path, key: FileKey | None) -> float:
    begun = time.process_time()
    with read_office(office, lambda: NOW, key=key) as services:
        services.offices.facts()
        services.agenda.workbench(MONTH)
    return time.process_time() - begun


def _mark(office: Path, key: FileKey | None) -> float:
    return _written(office, key, _mark_all)


def _copy(office: Path, key: FileKey | None) -> float:
    return _written(office, key, lambda services: services.offices.backup().unlink())


def _written(office: Path, key: FileKey | None, work: Callable[[Services], object]) -> float:
    with open_office(office, lambda: NOW, key=key) as services:
        begun = time.process_time()
        work(services)
        return time.process_time() - begun


def _mark_all(services: Services) -> None:
    lines = [row.position for row in services.store.sittings.roll(SITTING)]
    for turn in range(MARKS):
        status = Status.ABSENT if turn % 2 else Status.PRESENT
        services.rolls.mark(SITTING, [lines[turn % len(lines)]], Mark(status))


WORKS: dict[str, Work] = dict(zip(BOUNDS, (_open, _mark, _copy), strict=True))
