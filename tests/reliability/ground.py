"""What each round of the harnesses begins with: one office, the same each time, and a way to open it.

Its clock ticks by the second, its identities count up, its passwords have fixed salts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from db.keys import FileKey, fitting
from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.folder import FolderKind
from gzparty.domain.people import UnitKind
from gzparty.domain.table import Table, TableKind, TableRow
from gzparty.exchange.key_file import KeyFile
from gzparty.services.bundle import Services
from gzparty.services.new_files import Taken
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.tip_drafts import TipDraft
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, an_office

NAME = "官庄镇.gzparty"
RARE = "魋"
"""A character that stands in nothing but the accusation that is wiped."""


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


def key_in(folder: Path) -> FileKey | None:
    """The key of a round's office, None where it has no password."""
    return fitting(office_in(folder), keys())


@contextmanager
def opened(folder: Path, since: datetime = NOW, uids: int = 1_000_000) -> Iterator[Services]:
    """A round's office as its writer."""
    ticks = count(1)
    store = SqliteStore.open_writer(office_in(folder), since, key_in(folder))
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
                "name": f"{mark}{numbered(n)}示例",
                "class": "正式党员",
                "note": "导入的说明" * 5,
            },
        )
        for n in range(300)
    ]
    return Table(TableKind.MEMBERS, f"{mark}名单.xlsx", "Sheet1", tuple(rows))


def numbered(number: int) -> str:
    """A number in three characters, as a name has them."""
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
