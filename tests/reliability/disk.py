"""A disk that fills at every kind of write: one sentence, whole or absent, sound, nothing half left, and it works later."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import connection
from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from tests.builders import dump
from tests.reliability.disk_deeds import DEEDS, build, key_of, locked, office_in
from tests.reliability.report import Report

SIZE = 16 * 1024 * 1024
LARGE = ("password", "restore", "stick", "daily copy", "import", "migration")
"""Kinds of write that need megabytes: up to 12 MB are left free for them, else up to 3 MB."""
LEFT_OVER = (".part", ".rekeyed", ".rekeying", ".tmp", "-journal")


class Disk:
    """A folder that can be filled; where no small disk may be mounted, a limit on the size of files stands for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
        self.is_mounted = (
            sys.platform == "linux"
            and subprocess.run(command, capture_output=True, check=False).returncode == 0
        )

    def close(self) -> None:
        """Take the disk away."""
        if self.is_mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)

    def clear(self) -> None:
        """Empty it."""
        for entry in self.folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    @contextmanager
    def full_but_for(self, octets: int) -> Iterator[None]:
        """Leave so many bytes free."""
        if self.is_mounted:
            ballast = self.folder / "ballast"
            free = shutil.disk_usage(self.folder).free
            ballast.write_bytes(bytes(max(0, free - octets)))
            try:
                yield
            finally:
                ballast.unlink()
            return
        import resource

        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        largest = max(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest // 2 + octets, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, handler)


def run(rounds: int, seed: int) -> Report:
    """Each deed on a disk with as many different amounts of room, from none to more than it needs."""
    report = Report("disk", seed)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        plain = build(Path(scratch))
        base = {False: plain, True: locked(plain, Path(scratch) / "locked")}
        disk = Disk(Path(scratch) / "disk")
        report.count("on a small disk" if disk.is_mounted else "under a limit on the size of files")
        try:
            for number in range(rounds):
                for name in DEEDS:
                    room = 0 if number == 0 else _room(name, chance)
                    disk.clear()
                    shutil.copytree(base[name.endswith("under a password")], disk.folder / "o")
                    _Try(report, disk, name, room).once()
        finally:
            disk.close()
    return report


def _room(name: str, chance: random.Random) -> int:
    """How many bytes are left free for a kind of write."""
    return int(
        SIZE * chance.uniform(0, 0.75) if name.startswith(LARGE) else 4096 * 2 ** chance.uniform(0, 9.5)
    )


@dataclass
class _Try:
    report: Report
    disk: Disk
    name: str
    room: int

    @property
    def folder(self) -> Path:
        return self.disk.folder / "o"

    def find(self, words: str) -> None:
        self.report.find(f"{self.name} with {self.room // 1024} kB free: {words}")

    def once(self) -> None:
        """Do the deed on the full disk, look what became of it, make room and do it again."""
        before = self._dump()
        with self.disk.full_but_for(self.room):
            said = self._do()
            left = self._left_over()
        self.report.count(f"{self.name}: {'refused' if said else 'went'}")
        if left:
            self.find(f"left {left}")
        if said is not None:
            self._judge(said)
            if self._dump() != before:
                self.find("refused, and yet changed")
            if (again := self._do()) is not None:
                self.find(f"with room again: {again}")
        self._check()

    def _do(self) -> str | None:
        """Do it; gives why it was refused."""
        try:
            DEEDS[self.name](self.folder)
        except Refusal as refusal:
            return f"{refusal.diagnostics[0].code}: {refusal_text(refusal)}"
        except Exception as error:
            self.find(f"{type(error).__name__}: {error}")
            return "disk_full: 。盘满"
        return None

    def _judge(self, said: str) -> None:
        full = {"disk_full", "blobs_not_copied", "rekey_no_room"} | (
            set() if self.disk.is_mounted else {"disk_error"}
        )
        if said.partition(":")[0] not in full or "盘" not in said:
            self.find(f"said {said}")
        if any(word in said for word in LEFT_OVER):
            self.find(f"named a file by the name it has meanwhile: {said}")

    def _left_over(self) -> list[str]:
        return [
            path.name
            for path in self.folder.rglob("*")
            if path.name.endswith(LEFT_OVER) or ".rekeyed" in path.name
        ]

    def _path(self) -> Path:
        return self.folder / "old.gzparty" if self.name == "migration" else office_in(self.folder)

    def _dump(self) -> object:
        with self._opened() as store:
            return connection.schema_version(store.connection), dump(store)

    def _check(self) -> None:
        with self._opened() as store:
            if problems := store.check():
                self.find(f"the file is not sound: {problems[:2]}")

    @contextmanager
    def _opened(self) -> Iterator[SqliteStore]:
        key = key_of(self._path())
        opened = connection.open_reader(self._path(), key, any_schema=True)
        store = SqliteStore(opened, self._path(), None, key=key)
        try:
            yield store
        finally:
            store.close()
