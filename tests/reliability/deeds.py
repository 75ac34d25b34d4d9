"""Kinds of work that are cut off in the middle: each does its deeds one by one and yields when one was reported as done.

A kind does the same each time: its clock ticks by the second, its identities count up, its passwords have fixed salts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from db import backup, connection, keying
from db.keys import FileKey
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.folder import FolderKind
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Step
from gzparty.domain.sitting import Mark, Status
from gzparty.domain.table import Table, TableKind, TableRow
from gzparty.exchange.key_file import KeyFile
from gzparty.services.bundle import Services
from gzparty.services.new_files import Taken
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.problem_drafts import ProblemDraft, StepFacts
from gzparty.services.tip_drafts import HandOver, TipDraft
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, an_office

STORED = Path(__file__).resolve().parents[1] / "fixtures" / "databases"
NAME = "官庄镇.gzparty"
RARE = "魋"
"""A character that stands in nothing but the accusation that is wiped."""
KINDS_OF_MARK = (Status.PRESENT, Status.LATE)
Kind = Callable[[Path], Iterator[None]]


def office_in(folder: Path) -> Path:
    """The office file of a round."""
    return folder / "office" / NAME


def stick_in(folder: Path) -> Path:
    """The second place of a round."""
    return folder / "stick"


@cache
def keys() -> tuple[FileKey | None, ...]:
    """None and the two keys a round may use; deriving them takes time, so it is done once."""
    salts = (bytes((7 * n + 91) % 256 for n in range(16)), bytes((53 * n + 17) % 256 for n in range(16)))
    return (None, FileKey.of("旧的密码", salts[0]), FileKey.of("新的密码", salts[1]))


@contextmanager
def opened(
    folder: Path, key: FileKey | None = None, since: datetime = NOW, uids: int = 1_000_000
) -> Iterator[Services]:
    """A round's office as its writer."""
    ticks = count(1)
    store = SqliteStore.open_writer(office_in(folder), since, key)
    sealer = KeyFile(lambda: folder / "own" / "reporter.key")
    try:
        yield services_on(
            store, lambda: since + timedelta(seconds=next(ticks)), counted_uids(uids), sealer=sealer
        )
    finally:
        store.close()


def build(folder: Path) -> None:
    """The office each round begins with: 300 people of one import, a session, problems, files, copies in two places."""
    office_in(folder).parent.mkdir(parents=True)
    stick_in(folder).mkdir()
    an_office(office_in(folder).parent).store.close()
    with opened(folder, since=NOW - timedelta(hours=2), uids=20_000) as services:
        services.importing.members(a_sheet("旧"))
        services.trainings.add(TrainingDraft(datetime(2026, 6, 17, 14, 30), topic="条例"))
        services.problems.register([a_problem(services, n) for n in range(3)])
        attach(services, 3, 0)
        services.tips.add(TipDraft(received_on=date(2026, 6, 1), content=f"{RARE}某收了三千元"))
        services.themes.set_theme("2026-06", "人居环境整治")
        services.offices.backup()
        services.copies.store_in(stick_in(folder))


def a_sheet(mark: str) -> Table:
    """A sheet of 300 members."""
    villages = ("东村", "西村", "南村", "北村")
    rows = [
        TableRow(
            n + 2,
            {
                "unit": f"{villages[n % 4]}党支部",
                "name": f"{mark}{_chinese(n)}示例",
                "class": "正式党员",
                "note": "导入的说明" * 5,
            },
        )
        for n in range(300)
    ]
    return Table(TableKind.MEMBERS, f"{mark}名单.xlsx", "Sheet1", tuple(rows))


def _chinese(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{number:03d}")


def a_problem(services: Services, number: int) -> ProblemDraft:
    """Something found at a village."""
    unit = next(unit for unit in services.people.units() if unit.kind is UnitKind.VILLAGE_BRANCH)
    return ProblemDraft(
        unit_id=unit.id,
        text=f"第 {number} 处值班记录漏记",
        found_on=date(2026, 5, 28),
        responsible="李示例",
        measure="补记",
        deadline=date(2026, 6, 26),
        category="值班值守",
    )


def attach(services: Services, files: int, first: int) -> None:
    """Put pictures into the session's folder, in one deed."""
    sitting = services.store.trainings.of_year(2026)[0].sitting_id
    contents = [f"照片{n}".encode() * 9000 for n in range(first, first + files)]
    taken = [
        Taken(f"照片{first + n}.jpg", "image/jpeg", services.store.blobs.put(content, NOW), len(content))
        for n, content in enumerate(contents)
    ]
    services.folders.add(sitting, taken, FolderKind.PHOTO)


def recording(folder: Path) -> Iterator[None]:
    """Marks on a roll, people, a problem with its steps, files, drafts: one small deed after the other."""
    with opened(folder) as services:
        sitting = services.store.trainings.of_year(2026)[0].sitting_id
        positions = [row.attendance.position for row in services.sessions.roll(sitting).rows]
        for position, status in zip(positions, KINDS_OF_MARK, strict=False):
            services.rolls.mark(sitting, [position], Mark(status))
            yield
        services.rolls.mark_unmarked(sitting)
        yield
        for n in range(2):
            services.people.add_person(PersonDraft(f"新{_chinese(n)}示例", note="记录时加的" * 100))
            yield
        services.people.add_unit(UnitDraft("新村", UnitKind.VILLAGE_BRANCH))
        yield
        (row,) = services.problems.register([a_problem(services, 9)]).value
        yield
        services.problems.step([row.id], Step.START, StepFacts(date(2026, 6, 1)))
        yield
        services.problems.add_paper(row.id, "值班签字表", "3号盒 第12页")
        yield
        done = StepFacts(date(2026, 6, 17), result="补记了两天", done_on=date(2026, 6, 16))
        services.problems.step([row.id], Step.SUBMIT, done)
        yield
        services.store.drafts.save("person", "new", "打到一半的字" * 300, NOW)
        yield
        attach(services, 4, 10)
        yield
        services.store.drafts.discard("person", "new")
        yield
        for _step in range(2):
            services.offices.undo()
            yield


def careless(folder: Path) -> Iterator[None]:
    """The same, with a writer that does not wait for the disk: what a harness of power cuts must notice."""
    safe = connection.WRITER_PRAGMAS
    connection.WRITER_PRAGMAS = tuple(pragma.replace("FULL", "OFF") for pragma in safe)
    try:
        yield from recording(folder)
    finally:
        connection.WRITER_PRAGMAS = safe


def importing(folder: Path) -> Iterator[None]:
    """A sheet of 300 people goes in, is taken back days later, and another one goes in."""
    with opened(folder) as services:
        result = services.importing.members(a_sheet("新")).value
        yield
        services.trainings.add(TrainingDraft(datetime(2026, 7, 17, 14, 30), topic="纪律"))
        yield
        assert result.action
        services.imports.take_back(result.action)
        yield
        services.importing.members(a_sheet("又"))
        yield


def undoing(folder: Path) -> Iterator[None]:
    """Everything is undone and done again, then the large import is taken back from under later deeds."""
    with opened(folder) as services:
        large = next(deed for deed in services.offices.deeds() if deed.kind == "import.members")
        behind = sum(deed.id > large.id for deed in services.offices.deeds())
        for _step in range(behind + 1):
            services.offices.undo()
            yield
        for _step in range(behind + 1):
            services.offices.redo()
            yield
        services.imports.take_back(large.id)
        yield
        services.offices.change_settings({"training_place": "镇政府三楼会议室"})
        yield


def copying(folder: Path) -> Iterator[None]:
    """Copies beside the office and in the second place, with new files between them."""
    with opened(folder) as services:
        services.offices.backup()
        yield
        attach(services, 4, 20)
        yield
        services.copies.store_in(stick_in(folder))
        yield
        services.people.add_person(PersonDraft("又一示例"))
        yield
        services.offices.backup()
        yield
        attach(services, 2, 30)
        yield
        services.copies.store_in(stick_in(folder))
        yield


def restoring(folder: Path) -> Iterator[None]:
    """The copy comes back in place of an office left by a crash, then what was kept of that."""
    office = office_in(folder)
    first = backup.copies(office)[-1].path
    kept = backup.restore(first, office, NOW + timedelta(minutes=1))
    yield
    assert kept is not None
    backup.restore(kept, office, NOW + timedelta(minutes=2))
    yield
    copy = backup.copies(office, stick_in(folder))[-1].path
    backup.restore(copy, office, NOW + timedelta(minutes=3))
    yield


def as_after_a_crash(folder: Path) -> None:
    """Leave the office as a killed program does: the newest deeds only in its write-ahead log."""
    live = folder / "live"
    with opened(folder) as services:
        for n in range(3):
            services.people.add_person(PersonDraft(f"没存进去的{_chinese(n)}示例", note="写" * 500))
        shutil.copytree(office_in(folder).parent, live)
    shutil.rmtree(office_in(folder).parent)
    live.rename(office_in(folder).parent)


def bringing_back(folder: Path) -> Iterator[None]:
    """The computer was lost: the office comes back from the second place, with its files."""
    copy = backup.copies(office_in(folder), stick_in(folder))[-1].path
    backup.restore(copy, office_in(folder), NOW)
    yield


def without_copies(folder: Path) -> None:
    """Before the first copy there is no folder for them."""
    shutil.rmtree(backup.home(office_in(folder)))


def without_an_office(folder: Path) -> None:
    """Only what lies in the second place is left."""
    shutil.rmtree(office_in(folder).parent)
    office_in(folder).parent.mkdir()


def encrypting(folder: Path) -> Iterator[None]:
    """A password is set, changed and taken away, over the office, its files and its copies in two places."""
    plain, first, second = keys()
    for old, new in ((plain, first), (first, second), (second, plain)):
        done = keying.rekey(
            office_in(folder), old, new, lambda _n, _of, _name: None, lambda: False, [stick_in(folder)]
        )
        assert done is not None
        assert not done.left
        yield


def purging(folder: Path) -> Iterator[None]:
    """An accusation is handed over and wiped out of its past, amid other deeds."""
    with opened(folder) as services:
        (view,) = services.tips.all()
        services.tips.change(view.tip.id, TipDraft(note=f"{RARE}的邻居来说的"))
        yield
        services.store.drafts.save("tip", str(view.tip.id), f"{RARE}某", NOW)
        yield
        services.tips.hand_over(view.tip.id, HandOver(date(2026, 6, 17), "镇纪委 郑示例"), wipe=True)
        yield
        services.people.add_person(PersonDraft("后来示例"))
        yield


def creating(folder: Path) -> Iterator[None]:
    """A new office is made and named."""
    store = SqliteStore.create(office_in(folder))
    yield
    services_on(store, lambda: NOW, counted_uids()).offices.establish("官庄镇")
    yield
    store.close()


def with_nothing(folder: Path) -> None:
    """A computer on which the program was never used."""
    without_an_office(folder)
    shutil.rmtree(stick_in(folder))
    stick_in(folder).mkdir()


def migrating(folder: Path) -> Iterator[None]:
    """A file of an older program is copied and brought up to date."""
    SqliteStore.open_writer(office_in(folder), NOW).close()
    yield


def of_schema(version: str) -> Callable[[Path], None]:
    """Begin with a file of an older program."""

    def prepare(folder: Path) -> None:
        with_nothing(folder)
        shutil.copy(STORED / f"{version}.gzparty", office_in(folder))

    return prepare


def nothing_more(_folder: Path) -> None:
    """Begin with the office as it was built."""


OLDER = {f"migrating {path.stem}": of_schema(path.stem) for path in sorted(STORED.glob("*.gzparty"))}
PREPARED: dict[str, Callable[[Path], None]] = {
    "copying": without_copies,
    "restoring": as_after_a_crash,
    "bringing back": without_an_office,
    "creating": with_nothing,
    **OLDER,
}
KINDS: dict[str, Kind] = {
    "recording": recording,
    "importing": importing,
    "undoing": undoing,
    "copying": copying,
    "restoring": restoring,
    "bringing back": bringing_back,
    "encrypting": encrypting,
    "purging": purging,
    "creating": creating,
    **dict.fromkeys(OLDER, migrating),
}
"""What is cut off, by name."""
TO_BE_FOUND: dict[str, Kind] = {"recording carelessly": careless}
"""What must not pass: the proof that a harness can fail."""


def prepare(kind: str, base: Path, folder: Path) -> None:
    """Lay out what a kind begins with, from the office that was built."""
    shutil.copytree(base, folder)
    PREPARED.get(kind, nothing_more)(folder)


def work_of(kind: str) -> Kind:
    """The work of a name."""
    return KINDS.get(kind) or TO_BE_FOUND[kind]
