"""An office damaged at random bytes: a sentence, a sound result or a check that speaks; nothing overwritten, a way out."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db import backup, copies, keying
from db.blobs import blobs_path
from db.keys import FileKey
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Period
from gzparty.exchange import lists
from gzparty.exchange.list_spec import Selectors
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services
from tests.builders import a_person, dump
from tests.filled_office import SAMPLE_DAY, build_filled, midnight
from tests.reliability.report import Report

NOW = midnight(SAMPLE_DAY) + timedelta(hours=9)
COPIED = datetime(2026, 6, 16, 18, 2)
KEY = FileKey(bytes(range(32)), b"a salt, 16 bytes")
PATIENCE = 60.0
"""Seconds in which everything a user does at start must have ended."""
KINDS = ("office", "log", "attachments", "keyed", "copy")


@dataclass(frozen=True)
class Ground:
    """A sound office with a copy, in a folder of its own, and all its records; `log` leaves the last deed in the log."""

    folder: Path
    key: FileKey | None
    states: tuple[object, ...]


def run(rounds: int, seed: int, built: Path | None = None) -> Report:
    """Damage as many offices, each with a seed of its own: `seed`, `seed + 1` and so on; `built` is a filled sample."""
    report = Report("damage", seed)
    with tempfile.TemporaryDirectory() as scratch:
        grounds = dict(_grounds(Path(scratch), built or build_filled(Path(scratch))))
        for number in range(seed, seed + rounds):
            kind = KINDS[number % len(KINDS)]
            folder = Path(scratch) / "round"
            shutil.copytree(grounds[kind].folder, folder)
            began = time.monotonic()
            _round(_Round(report, number, kind, folder / "office.gzparty", grounds[kind]))
            if time.monotonic() - began > PATIENCE:
                report.find(f"seed {number} ({kind}): took {time.monotonic() - began:.0f} s")
            shutil.rmtree(folder)
    return report


def _grounds(scratch: Path, built: Path) -> Iterator[tuple[str, Ground]]:
    plain = scratch / "plain"
    plain.mkdir()
    office = plain / "office.gzparty"
    shutil.copy(built, office)
    shutil.copy(blobs_path(built), blobs_path(office))
    store = SqliteStore.open_writer(office, NOW)
    store.backup("daily", COPIED)
    before = dump(store)
    logged = scratch / "logged"
    with store.action("后来", "test", NOW, "test"):
        store.people.insert_person(a_person("后来示例"))
    after = dump(store)
    # Copied while it is open: the last deed stands in the log only.
    shutil.copytree(plain, logged, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    store.close()
    keyed = scratch / "keyed"
    shutil.copytree(plain, keyed)
    keying.rekey(keyed / office.name, None, KEY, lambda *_told: None, lambda: False)
    whole = Ground(plain, None, (after,))
    yield from (("office", whole), ("attachments", whole), ("copy", whole))
    yield "log", Ground(logged, None, (before, after))
    yield "keyed", Ground(keyed, KEY, (after,))


@dataclass
class _Round:
    report: Report
    number: int
    kind: str
    office: Path
    ground: Ground

    def find(self, words: str) -> None:
        self.report.find(f"seed {self.number} ({self.kind}): {words}")

    @property
    def victim(self) -> Path:
        """The file that is damaged."""
        if self.kind == "log":
            return self.office.with_name(self.office.name + "-wal")
        if self.kind == "attachments":
            return blobs_path(self.office)
        return backup.copies(self.office)[0].path if self.kind == "copy" else self.office

    @contextmanager
    def watched(self, deed: str) -> Iterator[list[str]]:
        """Let something be tried; gives what was refused, and finds whatever is no sentence."""
        said: list[str] = []
        try:
            yield said
        except Refusal as refusal:
            text = refusal_text(refusal)
            said.append(text)
            self.report.count(f"{deed}: refused")
            if not text.endswith("。"):
                self.find(f"{deed}: no sentence: {text}")
        except Exception as error:
            said.append("")
            self.find(f"{deed}: {type(error).__name__}: {error}")
        else:
            self.report.count(f"{deed}: went")


def harm(content: bytes, chance: random.Random) -> bytes:
    """Flip, blank or overwrite some ranges, or cut the end off."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 10))):
        place, length = chance.randrange(len(spoilt)), chance.choice((1, 8, 200, 4096))
        length = min(length, len(spoilt) - place)
        way = chance.choice(("flip", "zero", "noise", "cut"))
        if way == "flip":
            spoilt[place] ^= 1 << chance.randrange(8)
        elif way == "zero":
            spoilt[place : place + length] = bytes(length)
        elif way == "noise":
            spoilt[place : place + length] = chance.randbytes(length)
        elif len(spoilt) > 5000:
            del spoilt[max(place, 4096) :]
    return bytes(spoilt)


def _round(this: _Round) -> None:
    this.report.count(f"damaged: {this.kind}")
    damaged = harm(this.victim.read_bytes(), random.Random(this.number))
    this.victim.write_bytes(damaged)
    unsaid = _read(this)
    if this.victim.read_bytes() != damaged:
        this.find("reading changed the file")
    if this.kind == "attachments":
        _attachments(this)
    _write(this, damaged, unsaid)
    _leave(this)


def _read(this: _Round) -> bool:
    """Open for reading and read what every page reads first; whether nothing was refused."""
    with (
        this.watched("read") as said,
        bootstrap.read_office(this.office, lambda: NOW, key=this.ground.key) as services,
    ):
        read_everything(services)
    return not said


def _attachments(this: _Round) -> None:
    """Every attachment is given as it was stored or refused in a sentence; those that can be read go onto a stick."""
    store = SqliteStore.open_reader(this.office)
    digests = [digest for (digest,) in store.connection.execute("SELECT hash FROM attachment")]
    with this.watched("attachments"):
        faults = store.blobs.faults(digests)
        this.report.count("attachments: some refused" if faults else "attachments: all given")
        for refusal in faults.values():
            if not refusal_text(refusal).endswith("。"):
                this.find(f"no sentence: {refusal_text(refusal)}")
    with this.watched("stick"):
        store.backup("stick", NOW, this.office.parent / "stick")
    store.close()


def read_everything(services: Services) -> None:
    """What stands first on each page, and each list."""
    services.offices.facts()
    services.offices.deeds()
    services.offices.next_undo()
    services.agenda.workbench(Period.of_month(2026, 6))
    services.sessions.year(2026)
    for spec in lists.LISTS:
        list(spec.rows(services, Selectors(2026, SAMPLE_DAY)))
    services.search.find("示例")


def _write(this: _Round, damaged: bytes, unsaid: bool) -> None:
    """Open for writing, check, do a deed, make a copy."""
    problems: list[str] = []
    opened = False
    with (
        this.watched("write") as said,
        bootstrap.open_office(this.office, lambda: NOW, key=this.ground.key) as services,
    ):
        opened = True
        store = services.store
        assert isinstance(store, SqliteStore)
        problems = list(store.check())
        this.report.count("check: speaks" if problems else "check: silent")
        if not problems and unsaid:
            _compare(this, store)
        with this.watched("copy") as refused:
            copy = store.backup("manual", NOW)
        if not refused:
            with this.watched("copy looked into") as faulty:
                copies.look_into(copy, this.ground.key)
            if faulty:
                this.find(f"a copy that is not sound was reported as made: {faulty[0]}")
        if problems and not refused and this.kind != "log":
            this.find(f"a copy of a damaged file counts as good: {problems[:2]}")
        with store.action("加", "test", NOW, "test"):
            store.people.insert_person(a_person("再来示例"))
    if said and not opened and this.victim.exists() and this.victim.read_bytes() != damaged:
        this.find("refused, and yet changed")


def _compare(this: _Round, store: SqliteStore) -> None:
    """Nothing was refused and the check is silent: are the records those that were stored?"""
    with this.watched("compare"):
        if dump(store) in this.ground.states:
            return
        this.report.count("changed letters that no check can see")
        if this.ground.key is not None:
            this.find("a file under a password was read with other records than were stored")


def _leave(this: _Round) -> None:
    """The newest copy that opens is found, unless it is the copy that was damaged."""
    with this.watched("way out"):
        good = next(bootstrap.good_copies(this.office, this.ground.key), None)
        if good is None and this.kind != "copy":
            this.find("no copy was found that opens")
