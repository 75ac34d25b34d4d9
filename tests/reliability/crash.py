"""SIGKILL at random moments of every kind of work: what was reported as done is whole, nothing is half done."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.reliability.aftermath import State, copies_in, judged, look
from tests.reliability.deeds import KINDS, prepare, work_of
from tests.reliability.ground import build
from tests.reliability.nursery import Nursery
from tests.reliability.report import Report

WEIGHTS = {kind: 0.3 if kind.startswith("migrating") else 1.0 for kind in KINDS}
"""How often each kind is tried; the files of older programs share what one kind gets."""


@dataclass
class Undisturbed:
    """What a kind of work leads to when nothing cuts it off: a folder as it was before each deed and after the last.

    A folder is looked at when it is first compared with: of most kinds a round or two need no more than a few of them.
    """

    kind: str
    folders: list[Path] = field(default_factory=list)
    copies: list[frozenset[str]] = field(default_factory=list)
    seconds: float = 0.0
    _known: dict[int, State] = field(default_factory=dict)

    @property
    def deeds(self) -> int:
        """How many deeds the whole work is."""
        return len(self.folders) - 1

    def note(self, folder: Path, kept: Path) -> None:
        """Keep a copy of a folder as it stands now."""
        shutil.copytree(folder, kept)
        self.folders.append(kept)
        self.copies.append(copies_in(kept))

    def state(self, deeds: int) -> State:
        """The state after so many deeds."""
        if deeds not in self._known:
            state = look(self.folders[deeds])
            if state.problems:
                raise AssertionError(f"{self.kind}, undisturbed, deed {deeds}: {state.problems}")
            let_go = frozenset().union(*self.copies[:deeds]) - state.copies
            self._known[deeds] = replace(state, let_go=let_go)
        return self._known[deeds]

    def around(self, reported: int) -> tuple[State, State]:
        """The states after the last deed that was reported and after the one then under way."""
        return self.state(reported), self.state(min(reported + 1, self.deeds))


@dataclass
class Prepared:
    """An office to begin with and what each kind makes of it, found out when it is first asked for."""

    folder: Path
    known: dict[str, Undisturbed] = field(default_factory=dict)

    @property
    def base(self) -> Path:
        """The office as it was built."""
        return self.folder / "base"

    def undisturbed(self, kind: str) -> Undisturbed:
        """What a kind leads to."""
        if kind not in self.known:
            self.known[kind] = self._found_out(kind)
        return self.known[kind]

    def _found_out(self, kind: str) -> Undisturbed:
        found, folder = Undisturbed(kind), self.folder / "undisturbed"
        kept = self.folder / f"undisturbed {kind}"
        prepare(kind, self.base, folder)
        found.note(folder, kept / "0")
        for number, _deed in enumerate(work_of(kind)(folder), 1):
            found.note(folder, kept / f"{number}")
        shutil.rmtree(folder)
        return found


def run(rounds: int, seed: int) -> Report:
    """So many rounds, each of a kind and with a moment drawn from the seed; a finding keeps its folder."""
    report, chance = Report("crash", seed), random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="gzparty-crash-"))
    prepared = Prepared(folder)
    build(prepared.base)
    began = time.monotonic()
    with Nursery() as nursery:
        for number in range(rounds):
            kind = chance.choices(list(KINDS), list(WEIGHTS.values()))[0]
            _round(prepared, nursery, kind, folder / f"{number}-{kind}", chance.random(), report)
    report.count("seconds", round(time.monotonic() - began))
    if not report.findings:
        shutil.rmtree(folder)
    return report


def _round(
    prepared: Prepared, nursery: Nursery, kind: str, folder: Path, moment: float, report: Report
) -> None:
    """One round: the work is cut off at a moment between 0, its beginning, and 1, the end it would have had."""
    undisturbed = prepared.undisturbed(kind)
    if not undisturbed.seconds:
        undisturbed.seconds = _measured(prepared, nursery, kind)
    prepare(kind, prepared.base, folder)
    ended = nursery.run(kind, folder, kill_after=moment * undisturbed.seconds)
    if not ended.killed:
        # Measured while the machine was busy, the work would be over before most of the kills.
        undisturbed.seconds = min(undisturbed.seconds, ended.seconds)
    report.count(f"{kind}: rounds")
    report.count("rounds")
    if ended.killed:
        report.count(f"{kind}: killed inside the work")
        report.count("killed inside the work")
    found = [ended.said] if ended.said else checked(undisturbed.around(ended.deeds), folder)
    for finding in found:
        report.find(f"{folder}: after {ended.deeds} deeds: {finding}")
    if not found:
        shutil.rmtree(folder)


def _measured(prepared: Prepared, nursery: Nursery, kind: str) -> float:
    """Seconds the whole work takes in a child."""
    folder = prepared.folder / "measured"
    prepare(kind, prepared.base, folder)
    ended = nursery.run(kind, folder)
    shutil.rmtree(folder)
    if ended.said or ended.deeds != prepared.undisturbed(kind).deeds:
        raise AssertionError(f"{kind} did not come to its end: {ended.said}")
    return ended.seconds


def checked(around: tuple[State, State], folder: Path) -> list[str]:
    """What the next start finds wrong; whatever stops it is a finding too."""
    try:
        return judged(*around, look(folder))
    except Exception as error:  # the finding, whatever it is
        return [f"{type(error).__name__}: {error}"]
