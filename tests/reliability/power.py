"""Power cuts and failing disks: what was reported as done lasts, nothing is half done, a refusal is a sentence."""

from __future__ import annotations

import copy
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.reliability.crash import Prepared, checked
from tests.reliability.deeds import KINDS, prepare
from tests.reliability.ground import build
from tests.reliability.nursery import Nursery
from tests.reliability.power_disk import Disk
from tests.reliability.power_layer import FAULTS, Event, build_layer, events
from tests.reliability.report import Report

MIGRATING = ("migrating v0001", "migrating v0007", "migrating v0007 under a password")
RECORDED = [kind for kind in KINDS if not kind.startswith("migrating") or kind in MIGRATING]
"""What is tried; of the files of older programs the oldest and the newest, whose steps are all of them and the last."""
FAILING = 0.4
"""How many of the rounds let a call fail; the others cut the power."""
CHANGES = frozenset("WTSRC")
"""Events that are calls which can fail."""


@dataclass
class Trace:
    """All a kind of work did to its files, and the disk as it was before."""

    disk: Disk
    events: list[Event]
    place: Path
    """Where it was done: what is left of it is laid out there, since the lists of a change of password name folders."""

    @property
    def calls(self) -> int:
        """How many calls could have failed."""
        return sum(event.op in CHANGES for event in self.events)

    def moment(self, chance: random.Random) -> int:
        """Where the power fails: anywhere, or just when a deed was reported, which is when most is at stake."""
        reported = [place + 1 for place, event in enumerate(self.events) if event.op == "M"]
        return chance.choice(reported) if chance.random() < 0.4 else chance.randrange(len(self.events) + 1)

    def cut(self, moment: int, chance: random.Random) -> int:
        """Lay out what may be left when the power fails there; how many deeds were reported by then."""
        disk = copy.deepcopy(self.disk)
        for event in self.events[:moment]:
            disk.take(event)
        disk.cut(self.place, chance)
        return sum(event.op == "M" for event in self.events[:moment])


@dataclass
class Bench:
    """What the rounds share: an office, the layer in a nursery, the trace of each kind."""

    prepared: Prepared
    nursery: Nursery
    traces: dict[str, Trace] = field(default_factory=dict)

    def trace(self, kind: str) -> Trace:
        """What a kind does to its files, recorded once."""
        if kind not in self.traces:
            folder, log = self.prepared.folder / f"trace of {kind}", self.prepared.folder / f"log of {kind}"
            prepare(kind, self.prepared.base, folder)
            disk = Disk(folder)
            ended = self.nursery.run(kind, folder, order=f"record {log}")
            if ended.said:
                raise AssertionError(f"{kind} did not come to its end: {ended.said}")
            self.traces[kind] = Trace(disk, list(events(log)), folder)
            shutil.rmtree(folder)
        return self.traces[kind]


def run(rounds: int, seed: int) -> Report:
    """So many rounds, each of a kind, with a power cut or a failing call drawn from the seed; a finding keeps its folder."""
    return tried(RECORDED, rounds, seed)


def tried(kinds: Sequence[str], rounds: int, seed: int, failing: float = FAILING) -> Report:
    """The same for some kinds of work."""
    report, chance = Report("power", seed), random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="gzparty-power-"))
    began = time.monotonic()
    prepared = Prepared(folder)
    build(prepared.base)
    with Nursery({"LD_PRELOAD": str(build_layer(folder))}) as nursery:
        bench = Bench(prepared, nursery)
        for number in range(rounds):
            kind = chance.choice(kinds)
            doing = _failing if chance.random() < failing else _cut
            where = folder / f"{number}-{kind}"
            found = doing(bench, kind, where, chance, report)
            for finding in found:
                report.find(f"{where}: {finding}")
            if not found:
                shutil.rmtree(where)
    report.count("seconds", round(time.monotonic() - began))
    if not report.findings:
        shutil.rmtree(folder)
    return report


def _cut(bench: Bench, kind: str, folder: Path, chance: random.Random, report: Report) -> list[str]:
    """The power fails at some moment; the next start finds what the disk may have kept."""
    undisturbed, trace = bench.prepared.undisturbed(kind), bench.trace(kind)
    moment = trace.moment(chance)
    deeds = trace.cut(moment, chance)
    report.count(f"{kind}: power cuts")
    report.count("power cuts")
    told = f"power cut at {moment} of {len(trace.events)} after {deeds} deeds: "
    found = [told + finding for finding in checked(undisturbed.around(deeds), trace.place)]
    trace.place.rename(folder)
    return found


def _failing(bench: Bench, kind: str, folder: Path, chance: random.Random, report: Report) -> list[str]:
    """A call fails; the work ends in a sentence or goes on, and either way nothing is half done."""
    undisturbed, trace = bench.prepared.undisturbed(kind), bench.trace(kind)
    number, how = chance.randrange(1, trace.calls + 1), chance.choice(list(FAULTS))
    prepare(kind, bench.prepared.base, folder)
    ended = bench.nursery.run(kind, folder, order=f"fail {number} {how}")
    report.count(f"{kind}: failing calls")
    report.count("failing calls")
    report.count("refused in a sentence", int(ended.said.startswith("refused ")))
    found = checked(undisturbed.around(ended.deeds), folder)
    if ended.said == "refused blobs_not_copied":
        # Its sentence says that the copy is there and that files are lacking.
        found = [finding for finding in found if "files that are not there" not in finding]
    if ended.said and not ended.said.startswith("refused "):
        found.append(ended.said)
    return [
        f"call {number} of {trace.calls} fails ({how}), {ended.deeds} deeds, {ended.said}: {one}"
        for one in found
    ]
