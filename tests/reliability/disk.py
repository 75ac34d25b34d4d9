"""A disk that fills at every kind of write: one sentence, whole or absent, sound, nothing half left, and it works later."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from db import backup, connection, keying
from db.keys import FileKey
from db.lock import WriterLock
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.printing import PrintedCopy
from gzparty.exchange import lists
from gzparty.exchange.importing import import_file
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.writing import write_list
from gzparty.labels import refusal_text
from gzparty.reports.delivery import deliver
from gzparty.services.bundle import Services
from gzparty.services.copies import DAILY
from gzparty.services.people import PersonDraft
from tests.builders import NOW, a_person, an_office, dump
from tests.reliability.report import Report

SIZE = 16 * 1024 * 1024
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "databases"
KEY = FileKey(bytes(range(32)), b"a salt, 16 bytes")
LATER = NOW + timedelta(minutes=5)
LEFT_OVER = (".part", ".rekeyed", ".rekeying", ".tmp", "-journal")
Act = Callable[[Path], object]
"""Does one kind of write on the office in a folder of the disk."""


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


def office_in(folder: Path) -> Path:
    """The office file of a folder."""
    return folder / "office.gzparty"


def _with(act: Callable[[Services, Path], object]) -> Act:
    def on(folder: Path) -> object:
        with bootstrap.open_office(office_in(folder), lambda: LATER) as services:
            return act(services, folder)

    return on


def _record(services: Services, _folder: Path) -> object:
    return services.people.add_person(PersonDraft("满盘示例", note="注" * 400))


def _import(services: Services, folder: Path) -> object:
    return import_file(services, "members", folder / "people.csv")


def _take_back(services: Services, _folder: Path) -> object:
    return services.imports.take_back(_deed(services, "很多"))


def _deed(services: Services, name: str) -> int:
    return next(deed.id for deed in services.offices.deeds() if deed.name == name)


def _draft(services: Services, _folder: Path) -> object:
    services.store.drafts.save("person", "0", "字" * 100_000, LATER)
    services.store.drafts.discard("person", "0")
    return None


def _scrub(services: Services, _folder: Path) -> object:
    store = services.store
    assert isinstance(store, SqliteStore)
    with store.action("清", "test", LATER, "test"):
        store.people.insert_person(a_person("清示例"))
        store.journal.scrub()
    return None


def _prints(services: Services, _folder: Path) -> object:
    return services.prints.record([PrintedCopy(0, "roll", "training=1", "x", LATER, 1, "文" * 50_000)])


def _export(suffix: str) -> Act:
    def write(services: Services, folder: Path) -> object:
        spec = lists.find("people")
        assert spec is not None
        chosen = Selectors(2026, NOW.date())
        return write_list(
            spec.shape(services, chosen), list(spec.rows(services, chosen)), folder / f"人员{suffix}"
        )

    return _with(write)


def _migrate(folder: Path) -> object:
    bootstrap.bring_up_to_date(folder / "old.gzparty")
    return None


def _restore(folder: Path) -> object:
    return backup.restore(folder / "copy.gzparty", office_in(folder), LATER)


def _rekey(folder: Path) -> object:
    office = office_in(folder)
    there = KEY if backup_is_keyed(office) else None
    return keying.rekey(office, there, None if there else KEY, lambda *_told: None, lambda: False)


def backup_is_keyed(office: Path) -> bool:
    """Whether the office lies under a password."""
    return not office.read_bytes().startswith(b"SQLite format 3")


def _new(folder: Path) -> object:
    path = folder / "new" / "office.gzparty"
    with bootstrap.new_office(path, lambda: LATER) as services:
        done = services.offices.establish("官庄镇")
    SqliteStore.remove(path)
    return done


def _stick(services: Services, folder: Path) -> object:
    (folder / "stick").mkdir(exist_ok=True)
    return services.copies.store_in(folder / "stick")


def _thin(services: Services, _folder: Path) -> object:
    kept = services.copies.keep(DAILY)
    if kept.problems:
        raise Refusal.of(kept.problems)
    services.copies.thin()
    return kept


def _lock(folder: Path) -> object:
    with WriterLock(office_in(folder)):
        return None


DEEDS: dict[str, Act] = {
    "record": _with(_record),
    "import": _with(_import),
    "undo": _with(lambda services, _folder: services.offices.undo()),
    "redo": _with(lambda services, _folder: services.offices.redo()),
    "take back": _with(_take_back),
    "draft": _with(_draft),
    "attachment": _with(
        lambda services, _folder: services.store.blobs.put(random.Random(1).randbytes(300_000), LATER)
    ),
    "scrub": _with(_scrub),
    "print log": _with(_prints),
    "copy": _with(lambda services, _folder: services.offices.backup()),
    "stick": _with(_stick),
    "daily copy and thinning": _with(_thin),
    "restore": _restore,
    "migration": _migrate,
    "password": _rekey,
    "new office": _new,
    "xlsx": _export(".xlsx"),
    "csv": _export(".csv"),
    "paper": lambda folder: deliver(random.Random(2).randbytes(200_000), folder / "考勤表.pdf"),
    "lock": _lock,
}


def run(rounds: int, seed: int) -> Report:
    """Each deed on a disk with as many different amounts of room, from none to more than it needs."""
    report = Report("disk", seed)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        base = _base(Path(scratch))
        disk = Disk(Path(scratch) / "disk")
        report.count("on a small disk" if disk.is_mounted else "under a limit on the size of files")
        try:
            for number in range(rounds):
                for name in DEEDS:
                    room = 0 if number == 0 else int(4096 * 2 ** chance.uniform(0, 9.5))
                    disk.clear()
                    shutil.copytree(base, disk.folder / "o")
                    _Try(report, disk, name, room).once()
        finally:
            disk.close()
    return report


def _base(scratch: Path) -> Path:
    folder = scratch / "base"
    folder.mkdir()
    made = an_office(folder)
    made.store.close()
    if made.store.path != office_in(folder):
        made.store.path.rename(office_in(folder))
    with bootstrap.open_office(office_in(folder), lambda: NOW) as services:
        services.store.blobs.put(random.Random(3).randbytes(100_000), NOW)
        copy = services.offices.backup()
        shutil.copy(copy, folder / "copy.gzparty")
        with services.store.action("很多", "test", NOW, "test"):
            services.store.people.insert_people([a_person(f"{n}示例", note="注" * 100) for n in range(300)])
        services.people.add_person(PersonDraft("撤示例", note="撤" * 400))
        services.offices.undo()
    rows = "".join(f"导入{n}示例,东村\n" for n in range(200))
    (folder / "people.csv").write_text("姓名,支部\n" + rows, "utf-8")
    shutil.copy(FIXTURES / "v0006.gzparty", folder / "old.gzparty")
    return folder


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
        key = KEY if backup_is_keyed(self._path()) else None
        opened = connection.open_reader(self._path(), key, any_schema=True)
        store = SqliteStore(opened, self._path(), None, key=key)
        try:
            yield store
        finally:
            store.close()
