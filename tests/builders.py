"""Valid records by default: a test names only what it is about."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.names import normalize_name
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, Membership, PartyClass, Person, Post, PostTitle, Unit, UnitKind
from gzparty.domain.sitting import Attendance, LeaveRequest, Makeup, RollState, RosterRule, Sitting, Status
from gzparty.domain.training import Course, CourseForm, Training, TrainingState
from gzparty.exchange.key_file import KeyFile
from gzparty.services.bundle import Services
from gzparty.services.people import PersonDraft, UnitDraft

TODAY = date(2026, 6, 17)
NOW = datetime(2026, 6, 17, 9, 30)
SINCE = PartialDate(2021, 3)
Record = TypeVar("Record")
_numbers = count(1)


def _uid(kind: str) -> str:
    return f"{kind}{next(_numbers):06d}"


def _built(record: type[Record], defaults: dict[str, object], changes: dict[str, object]) -> Record:
    return record(**{**defaults, **changes})


def a_unit(**changes: object) -> Unit:
    """A village branch."""
    defaults = {"id": 0, "uid": _uid("u"), "code": "", "kind": UnitKind.VILLAGE_BRANCH, "sort_order": 1}
    return _built(Unit, defaults, changes)


def a_person(name: str = "张三示例", **changes: object) -> Person:
    """A person known by name only."""
    defaults = {"id": 0, "uid": _uid("p"), "name": name, "normalized": normalize_name(name)}
    return _built(Person, defaults, changes)


def a_post(person_id: int, unit_id: int, **changes: object) -> Post:
    """A secretary since ever."""
    defaults = {
        "id": 0,
        "uid": _uid("o"),
        "person_id": person_id,
        "unit_id": unit_id,
        "title": PostTitle.SECRETARY,
        "title_text": "",
        "acting": False,
        "since": None,
        "until": None,
    }
    return _built(Post, defaults, changes)


def a_membership(person_id: int, unit_id: int, **changes: object) -> Membership:
    """A full member since ever."""
    defaults = {
        "id": 0,
        "uid": _uid("m"),
        "person_id": person_id,
        "unit_id": unit_id,
        "group_id": None,
        "party_class": PartyClass.FULL,
        "mobile": False,
        "interval": Interval(),
    }
    return _built(Membership, defaults, changes)


def a_sitting(start: datetime = datetime(2026, 6, 17, 14, 30), **changes: object) -> Sitting:
    """An afternoon of three hours."""
    defaults = {
        "id": 0,
        "uid": _uid("s"),
        "planned_start": start,
        "planned_end": start.replace(hour=start.hour + 3),
        "actual_start": None,
        "actual_end": None,
        "place": "镇政府三楼会议室",
        "roster": RosterRule(),
        "roll_state": RollState.OPEN,
    }
    return _built(Sitting, defaults, changes)


def a_training(sitting_id: int, number: str = "2026-01", **changes: object) -> Training:
    """A planned session of June."""
    defaults = {
        "id": 0,
        "uid": _uid("t"),
        "number": number,
        "year": 2026,
        "month": 6,
        "topic": "抓党建促乡村振兴",
        "problem": "",
        "sitting_id": sitting_id,
        "state": TrainingState.PLANNED,
        "state_reason": "",
        "why": None,
        "rule": "",
        "pinned": False,
        "host": "",
        "contact": "",
        "note": "",
    }
    return _built(Training, defaults, changes)


def a_course(training_id: int, **changes: object) -> Course:
    """A lecture of three hours."""
    defaults = {
        "id": 0,
        "uid": _uid("c"),
        "training_id": training_id,
        "position": 1,
        "title": "支部工作条例解读",
        "lecturer": "李四示例",
        "lecturer_post": "党校讲师",
        "form": CourseForm.LECTURE,
        "minutes": 180,
    }
    return _built(Course, defaults, changes)


def a_roll_line(
    sitting_id: int, position: int = 1, person_id: int | None = None, **changes: object
) -> Attendance:
    """A line without a mark."""
    defaults = {
        "id": 0,
        "uid": _uid("a"),
        "sitting_id": sitting_id,
        "position": position,
        "person_id": person_id,
        "name": "张三示例",
        "initials": "",
        "unit_ids": (),
        "unit_name": "官庄村",
        "post": "党支部书记",
    }
    return _built(Attendance, defaults, changes)


def a_leave(sitting_id: int, person_id: int, **changes: object) -> LeaveRequest:
    """Leave because of illness."""
    defaults = {
        "id": 0,
        "uid": _uid("l"),
        "sitting_id": sitting_id,
        "person_id": person_id,
        "status": Status.LEAVE,
        "reason": "住院",
    }
    return _built(LeaveRequest, defaults, changes)


def a_makeup(attendance_id: int, **changes: object) -> Makeup:
    """Three hours made up at the end of June."""
    defaults = {
        "id": 0,
        "uid": _uid("k"),
        "attendance_id": attendance_id,
        "done_on": date(2026, 6, 30),
        "minutes": 180,
        "credit": 8,
    }
    return _built(Makeup, defaults, changes)


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class Office:
    """An open office file with its services and the clock they look at."""

    store: SqliteStore
    services: Services
    clock: Clock
    communities: dict[str, int]
    villages: dict[str, int]
    secretaries: dict[str, int]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every journalled table."""
        return dump(self.store)


def a_store(path: Path) -> SqliteStore:
    """A new office file, held as its writer: a copy of one made once, since making it outlasts most tests."""
    path.write_bytes(_new_file())
    return SqliteStore.open_writer(path, NOW)


@cache
def _new_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.gzparty"
        SqliteStore.create(path).close()
        return path.read_bytes()


def an_empty_office(tmp_path: Path) -> Office:
    """A named office without units."""
    office = _opened(tmp_path, _new_file(), 1)
    office.services.offices.establish("官庄镇")
    return office


def an_office(tmp_path: Path, villages: Sequence[str] = ("东村", "西村", "南村", "北村")) -> Office:
    """Two communities; villages in turn under each; a secretary 一示例, 二示例 ... in each village."""
    prepared = _prepared(tuple(villages))
    office = _opened(tmp_path, prepared.content, _UIDS_OF_PREPARED)
    office.communities |= prepared.communities
    office.villages |= prepared.villages
    office.secretaries |= prepared.secretaries
    return office


_UIDS_OF_PREPARED = 10_000
"""Where the identities of a copied office go on: beyond all that were given while it was made."""


@dataclass(frozen=True)
class _Prepared:
    """The file of an office, and what its units and people are called in it."""

    content: bytes
    communities: dict[str, int]
    villages: dict[str, int]
    secretaries: dict[str, int]


@cache
def _prepared(villages: tuple[str, ...]) -> _Prepared:
    with tempfile.TemporaryDirectory() as folder:
        office = an_empty_office(Path(folder))
        people = office.services.people
        for name in ("管城社区", "利见社区"):
            office.communities[name] = people.add_unit(UnitDraft(name, UnitKind.COMMUNITY)).value.id
        above = list(office.communities.values())
        for number, name in enumerate(villages):
            draft = UnitDraft(name, UnitKind.VILLAGE_BRANCH, work_parent=above[number % 2])
            office.villages[name] = people.add_unit(draft).value.id
            secretary = f"{'一二三四五六七八九十'[number]}示例"
            office.secretaries[secretary] = a_secretary(office, secretary, office.villages[name])
        office.store.close()
        content = office.store.path.read_bytes()
        return _Prepared(content, office.communities, office.villages, office.secretaries)


def _opened(folder: Path, content: bytes, uids: int) -> Office:
    path = folder / "官庄镇.gzparty"
    path.write_bytes(content)
    clock = Clock()
    store = SqliteStore.open_writer(path, NOW)
    sealer = KeyFile(lambda: folder / "own" / "reporter.key")
    return Office(store, services_on(store, clock, counted_uids(uids), sealer=sealer), clock, {}, {}, {})


def a_secretary(office: Office, name: str, unit_id: int, since: PartialDate | None = SINCE) -> int:
    """Add a person, member and secretary of a village; returns the person's id."""
    person = office.services.people.add_person(PersonDraft(name)).value
    begun = since.first_day() if since else None
    office.services.people.admit(person.id, unit_id, PartyClass.FULL, begun)
    office.services.people.appoint(person.id, unit_id, PostTitle.SECRETARY, since)
    return person.id


def dump(store: SqliteStore) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every journalled table of a store."""
    from db.triggers import journalled_tables

    connection = store.connection
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in journalled_tables(connection)
    }
