"""How the cost of each screen, paper, sheet and copy grows from 1 to 100 townships: exponents by a fit of logarithms.

The townships are those of the county, again and again, with twenty villages of thirty people each and half a year of
records: a hundred whole ones would be eight times the county.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.county import NOW, Size
from benchmarks.decade import Office, build_small
from benchmarks.ratio import Ratio, fitted_exponent, timed_once
from benchmarks.screens import clock, members_sheet, questions, year_paper
from gzparty.bootstrap import open_office, read_office
from gzparty.services.bundle import Services

TOWNSHIPS = (1, 3, 10, 30, 100)
VILLAGES, PEOPLE_IN_VILLAGE, YEARS = 20, 30, 1
AIM, BOUND = 1.1, 1.3
"""The exponent set out for, and what guards against worse: at the small end all fits into the caches of the machine."""
WORTH_SECONDS = 0.02
"""What stays below at a hundred townships is quick whatever its exponent says: little but noise was measured at one."""
TURNS, LASTING_TURNS = 3, 2


def measure(_short: bool) -> list[Ratio]:
    """The exponents of everything, from offices of each size."""
    taken: dict[str, list[float]] = {}
    offices: list[Office] = []
    with tempfile.TemporaryDirectory() as name:
        for townships in TOWNSHIPS:
            folder = Path(name) / str(townships)
            folder.mkdir()
            offices.append(
                build_small(folder / "office.gzparty", Size(townships, PEOPLE_IN_VILLAGE, VILLAGES), YEARS)
            )
            for question, seconds in _taken(offices[-1].path).items():
                taken.setdefault(question, []).append(seconds)
            for file in folder.rglob("*"):
                file.unlink() if file.is_file() else None
    villages = [office.villages for office in offices]
    return [_ratio(question, villages, seconds) for question, seconds in taken.items()]


def _ratio(question: str, villages: Sequence[int], seconds: Sequence[float]) -> Ratio:
    exponent = fitted_exponent(villages, seconds)
    last = fitted_exponent(villages[-2:], seconds[-2:])
    note = (
        f"exponent; {seconds[0] * 1000:.1f} ms with {villages[0]} villages, {seconds[-1] * 1000:.0f} ms with"
        f" {villages[-1]:,}; {last:.2f} from {villages[-2]:,} on"
    )
    bound, aim = (BOUND, AIM) if seconds[-1] > WORTH_SECONDS else (None, None)
    return Ratio(f"growth: {question}", exponent, bound, note, aim)


def _taken(office: Path) -> dict[str, float]:
    """CPU seconds of everything asked of one office."""
    found = {"open": _median(partial(_open, office), LASTING_TURNS)}
    with read_office(office, clock) as services:
        names = list(questions(services))
        lasting: Mapping[str, Callable[[Services, Path], None]] = {
            "paper of the year": year_paper,
            "sheet of all members": members_sheet,
        }
        for (name, write), suffix in zip(lasting.items(), ("pdf", "xlsx"), strict=True):
            found[name] = _median(partial(write, services, office.with_suffix(f".{suffix}")), LASTING_TURNS)
    for name in names:
        found[name] = statistics.median(_asked_anew(office, name) for _turn in range(TURNS))
    with open_office(office, clock) as services:
        found["backup"] = _median(lambda: services.offices.backup().unlink(), LASTING_TURNS)
    return found


def _asked_anew(office: Path, name: str) -> float:
    """A question to services that have kept nothing, the file's pages read."""
    with read_office(office, clock) as services:
        asked = questions(services)[name]
        services.store.people.units(NOW.date())
        begun = time.thread_time()
        asked()
        return time.thread_time() - begun


def _open(office: Path) -> None:
    with read_office(office, clock) as services:
        services.offices.facts()


def _median(work: Callable[[], object], turns: int) -> float:
    return statistics.median(timed_once(work).seconds for _turn in range(turns))
