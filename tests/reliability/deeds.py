"""Kinds of work that are cut off in the middle: each does its deeds one by one and yields when one was reported as done.

A kind does the same each time; see `ground`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from db import backup, connection, copy_names, keying
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Step
from gzparty.domain.sitting import Mark, Status
from gzparty.services.copies import CLOSE, DAILY, TIMED
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.problem_drafts import StepFacts
from gzparty.services.tip_drafts import HandOver, TipDraft
from gzparty.services.training import TrainingDraft
from tests.builders import NOW
from tests.reliability.ground import (
    RARE,
    a_problem,
    a_sheet,
    attach,
    key_in,
    keys,
    numbered,
    office_in,
    opened,
    stick_in,
)

STORED = Path(__file__).resolve().parents[1] / "fixtures" / "databases"
KINDS_OF_MARK = (Status.PRESENT, Status.LATE)
Kind = Callable[[Path], Iterator[None]]


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
            services.people.add_person(PersonDraft(f"新{numbered(n)}示例", note="记录时加的" * 100))
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


def storing(folder: Path) -> Iterator[None]:
    """What was typed is stored, and in the same transaction its draft goes, or as much of it as was stored."""
    with opened(folder) as services:
        for n in range(6):
            services.store.drafts.save("person", "new", f"打字{n}" * 300, NOW)
            yield
            left = "还没存的那几个字" if n % 2 else ""
            with services.store.storing("person", "new", left, NOW):
                services.people.add_person(PersonDraft(f"存{numbered(n)}示例", note="打过的字" * 50))
            yield


def looking_back(folder: Path) -> Iterator[None]:
    """People are deleted and come back out of the recycle bin, one of them goes back to an earlier version."""
    with opened(folder) as services:
        found = [services.people.find_person(f"旧{numbered(n)}示例") for n in range(40)]
        ids = [person.id for person in found]
        for note in ("头一稿", "第二稿"):
            services.people.correct_person(replace(found[0], note=note * 50))
            yield
        first_draft = services.versions.past("people", ids[0]).versions[1]
        services.versions.restore("people", ids[0], first_draft.deed.id)
        yield
        services.people.delete(ids)
        yield
        services.people.delete([services.people.find_person("旧〇五〇示例").id])
        yield
        last, *others = (one.entry for one in services.recycled.all())
        services.recycled.bring_back([last])
        yield
        services.recycled.bring_back(others)
        yield
        services.offices.undo()
        yield


def keeping(folder: Path) -> Iterator[None]:
    """The copies the program makes by itself, in both places, and what it lets go for them."""
    stick = stick_in(folder)
    with opened(folder) as services:
        for n, reason in enumerate((DAILY, TIMED, CLOSE)):
            services.people.add_person(PersonDraft(f"忙{numbered(n)}示例"))
            yield
            attach(services, 2, 40 + 2 * n)
            yield
            kept = services.copies.keep(reason, stick)
            if kept.problems:
                raise Refusal.of(kept.problems)
            assert len(kept.made) == 2
            yield
            services.copies.thin(stick)
            yield


def with_old_copies(folder: Path) -> None:
    """Begin with several copies of each of some days gone by, of which one a day is enough."""
    made = (
        backup.copies(office_in(folder))[-1].path,
        backup.copies(office_in(folder), stick_in(folder))[-1].path,
    )
    for number in range(6):
        at = NOW - timedelta(days=3 + number // 3, hours=number % 3)
        for copy in made:
            shutil.copy(copy, copy.with_name(f"{office_in(folder).stem}-{at:%Y%m%d-%H%M%S}-timed.gzparty"))


def restoring(folder: Path) -> Iterator[None]:
    """The copy comes back in place of an office left by a crash, then what was kept of that."""
    office, key = office_in(folder), key_in(folder)
    first = backup.copies(office)[-1].path
    kept = backup.restore(first, office, NOW + timedelta(minutes=1), key)
    yield
    assert kept is not None
    backup.restore(kept, office, NOW + timedelta(minutes=2), key)
    yield
    copy = backup.copies(office, stick_in(folder))[-1].path
    backup.restore(copy, office, NOW + timedelta(minutes=3), key)
    yield


def as_after_a_crash(folder: Path) -> None:
    """Leave the office as a killed program does: the newest deeds only in its write-ahead log."""
    live = folder / "live"
    with opened(folder) as services:
        for n in range(3):
            services.people.add_person(PersonDraft(f"没存进去的{numbered(n)}示例", note="写" * 500))
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
    shutil.rmtree(copy_names.home(office_in(folder)))


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
    SqliteStore.open_writer(office_in(folder), NOW, key_in(folder)).close()
    yield


def of_schema(version: str) -> Callable[[Path], None]:
    """Begin with a file of an older program."""

    def prepare(folder: Path) -> None:
        with_nothing(folder)
        shutil.copy(STORED / f"{version}.gzparty", office_in(folder))

    return prepare


def nothing_more(_folder: Path) -> None:
    """Begin with the office as it was built."""


def under_a_password(prepare: Callable[[Path], None], folder: Path) -> None:
    """Begin with the same, its files under a password."""
    prepare(folder)
    _plain, key, _other = keys()
    keying.rekey(office_in(folder), None, key, lambda *_told: None, lambda: False, [stick_in(folder)])


OLDER = {f"migrating {path.stem}": of_schema(path.stem) for path in sorted(STORED.glob("*.gzparty"))}
PLAIN: dict[str, Callable[[Path], None]] = {
    "copying": without_copies,
    "keeping": with_old_copies,
    "restoring": as_after_a_crash,
    "bringing back": without_an_office,
    "creating": with_nothing,
    **OLDER,
}
LOCKED = {
    f"{kind} under a password": kind for kind in ("recording", "copying", "restoring", "migrating v0007")
}
"""What is also done under a password, by its name there."""
PREPARED: dict[str, Callable[[Path], None]] = {
    **PLAIN,
    **{name: partial(under_a_password, PLAIN.get(kind, nothing_more)) for name, kind in LOCKED.items()},
}
UNLOCKED: dict[str, Kind] = {
    "recording": recording,
    "storing": storing,
    "importing": importing,
    "undoing": undoing,
    "looking back": looking_back,
    "copying": copying,
    "keeping": keeping,
    "restoring": restoring,
    "bringing back": bringing_back,
    "encrypting": encrypting,
    "purging": purging,
    "creating": creating,
    **dict.fromkeys(OLDER, migrating),
}
KINDS: dict[str, Kind] = {**UNLOCKED, **{name: UNLOCKED[kind] for name, kind in LOCKED.items()}}
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
