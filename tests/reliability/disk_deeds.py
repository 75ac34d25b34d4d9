"""Kinds of write, each done on the office in a folder, and the offices they begin with."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings

from db import backup, keying
from db.keys import FileKey, fitting
from db.lock import WriterLock
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.cli.printing import print_paper
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.printing import PrintedCopy
from gzparty.exchange import lists
from gzparty.exchange.importing import import_file
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.writing import write_list
from gzparty.reports.delivery import deliver
from gzparty.services.bundle import Services
from gzparty.services.copies import DAILY
from gzparty.services.people import PersonDraft
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, a_person, an_office
from ui.memory import Memory

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "databases"
KEY = FileKey(bytes(range(32)), b"a salt, 16 bytes")
LATER = NOW + timedelta(minutes=5)
Act = Callable[[Path], object]
"""Does one kind of write on the office in a folder of the disk."""


def office_in(folder: Path) -> Path:
    """The office file of a folder."""
    return folder / "office.gzparty"


def key_of(path: Path) -> FileKey | None:
    """The key of a file, None where it has no password."""
    return fitting(path, [KEY])


def _with(act: Callable[[Services, Path], object]) -> Act:
    def on(folder: Path) -> object:
        with bootstrap.open_office(
            office_in(folder), lambda: LATER, key=key_of(office_in(folder))
        ) as services:
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
    old = folder / "old.gzparty"
    bootstrap.bring_up_to_date(old, key_of(old))
    return None


def _restore(folder: Path) -> object:
    return backup.restore(folder / "copy.gzparty", office_in(folder), LATER, key_of(office_in(folder)))


def _rekey(folder: Path) -> object:
    office = office_in(folder)
    there = key_of(office)
    return keying.rekey(office, there, None if there else KEY, lambda *_told: None, lambda: False)


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


def _paper(name: str, suffix: str) -> Act:
    def print_it(services: Services, folder: Path) -> object:
        return print_paper(services, name, {"training": "2026-01"}, folder / f"{name}{suffix}")

    return _with(print_it)


def _memory(folder: Path) -> object:
    """What the window remembers: nobody is told where it could not be kept, but the one before stays whole."""
    path = folder / "window.ini"
    before = _remembered(path)
    memory = Memory(QSettings(str(path), QSettings.Format.IniFormat))
    after = str(int(before) + 1)
    memory.keep("table/roll", after)
    memory.keep("window/state", "宽" * 20_000)
    memory.save()
    if _remembered(path) not in (before, after):
        raise AssertionError("what the window remembered is gone")
    return None


def _remembered(path: Path) -> str:
    return str(Memory(QSettings(str(path), QSettings.Format.IniFormat)).recall("table/roll"))


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
    "printed roll": _paper("roll", ".pdf"),
    "printed notice": _paper("training-notice", ".docx"),
    "memory of the window": _memory,
    "lock": _lock,
}
UNDER_A_PASSWORD = (
    "record",
    "import",
    "take back",
    "draft",
    "attachment",
    "copy",
    "stick",
    "restore",
    "migration",
)
DEEDS |= {f"{name} under a password": DEEDS[name] for name in UNDER_A_PASSWORD}


def build(scratch: Path) -> Path:
    """A folder with all that the kinds of write begin with."""
    folder = scratch / "base"
    folder.mkdir()
    made = an_office(folder)
    made.store.close()
    if made.store.path != office_in(folder):
        made.store.path.rename(office_in(folder))
    with bootstrap.open_office(office_in(folder), lambda: NOW) as services:
        services.store.blobs.put(random.Random(3).randbytes(100_000), NOW)
        services.trainings.add(TrainingDraft(datetime(2026, 6, 17, 14, 30), topic="条例"))
        copy = services.offices.backup()
        shutil.copy(copy, folder / "copy.gzparty")
        with services.store.action("很多", "test", NOW, "test"):
            services.store.people.insert_people([a_person(f"{n}示例", note="注" * 100) for n in range(300)])
        services.people.add_person(PersonDraft("撤示例", note="撤" * 400))
        services.offices.undo()
    rows = "".join(f"导入{n}示例,东村\n" for n in range(200))
    (folder / "people.csv").write_text("姓名,支部\n" + rows, "utf-8")
    shutil.copy(FIXTURES / "v0006.gzparty", folder / "old.gzparty")
    Memory(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)).keep("table/roll", "1")
    return folder


def locked(plain: Path, folder: Path) -> Path:
    """The same under a password."""
    shutil.copytree(plain, folder)
    for path in (office_in(folder), folder / "old.gzparty"):
        keying.rekey(path, None, KEY, lambda *_told: None, lambda: False)
    copy = backup.copies(office_in(folder))[-1].path
    shutil.copy(copy, folder / "copy.gzparty")
    return folder
