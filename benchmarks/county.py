"""An office of any size, the same every time: the county's real villages, township by township, and invented people."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval, Membership, PartyClass, Person, Post, PostTitle, UnitKind
from gzparty.domain.sitting import Attendance, RollState, RosterRule, Sitting, Status
from gzparty.domain.training import Training, TrainingState
from gzparty.exchange.pinyin import Pinyin
from gzparty.services.bundle import Services
from gzparty.services.people import UnitDraft

NOW = datetime(2026, 6, 17, 9)
TODAY = NOW.date()
VILLAGES_IN_COMMUNITY = 10
SESSIONS = 5
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎单解仇查任"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华玉兰建国春梅"
TITLES = (
    PostTitle.SECRETARY,
    PostTitle.DEPUTY_SECRETARY,
    PostTitle.ORGANISATION_MEMBER,
    PostTitle.DISCIPLINE_MEMBER,
    PostTitle.DIRECTOR,
)
_FILE = Path(__file__).parents[1] / "resources" / "units" / "anqiu_villages.csv"


@dataclass(frozen=True, slots=True)
class Size:
    """How large: townships of the county (after the last real one they come again), people in each village.

    Of each township all villages, or no more than so many.
    """

    townships: int
    people_in_village: int = 68
    most_villages: int | None = None


def build(path: Path, size: Size) -> None:
    """Write the office file: units, members with their posts, and five sessions with closed rolls."""
    store = SqliteStore.create(path)
    services = services_on(store, lambda: NOW, counted_uids())
    services.offices.establish("安丘市", sample=True)
    with store.action("county", "benchmark", NOW, "benchmark"):
        villages = list(_units(services, size))
        people = _people(store, len(villages) * size.people_in_village)
        secretaries = _places(store, villages, people, size)
        _sessions(store, secretaries)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()


def _units(services: Services, size: Size) -> Iterator[int]:
    """Townships, communities and villages; gives the villages."""
    with _FILE.open(encoding="utf-8") as file:
        by_town: dict[str, list[str]] = defaultdict(list)
        for row in csv.DictReader(file):
            by_town[row["town"]].append(row["name"])
    towns = list(by_town.items())
    people = services.people
    for number in range(size.townships):
        town, names = towns[number % len(towns)]
        above = people.insert_unit(UnitDraft(town, UnitKind.TOWN_COMMITTEE)).id
        community = above
        for place, name in enumerate(names[: size.most_villages]):
            if place % VILLAGES_IN_COMMUNITY == 0:
                draft = UnitDraft(f"{town}{place}", UnitKind.COMMUNITY, party_parent=above, work_parent=above)
                community = people.insert_unit(draft).id
            village = UnitDraft(name, UnitKind.VILLAGE_BRANCH, party_parent=community, work_parent=community)
            yield people.insert_unit(village).id


def _people(store: SqliteStore, wanted: int) -> list[int]:
    chance, pinyin = random.Random(20260617), Pinyin()
    people = []
    for number in range(wanted):
        name = chance.choice(SURNAMES) + "示例" + chance.choice(GIVEN)
        full, initials = pinyin.person(name)
        people.append(
            Person(
                id=0,
                uid=f"person{number:026d}",
                name=name,
                normalized=name,
                pinyin=full,
                initials=initials,
                sex=chance.choice(("male", "female")),
                birth=PartialDate(1940 + chance.randrange(65), 1 + chance.randrange(12)),
                joined=PartialDate(1960 + chance.randrange(66), 1 + chance.randrange(12), 1),
                phone=f"1380{chance.randrange(10_000_000):07d}",
                sort_order=number + 1,
            )
        )
    return store.people.insert_people(people)


def _places(store: SqliteStore, villages: list[int], people: list[int], size: Size) -> list[tuple[int, int]]:
    """Everyone is a member of a village, the first few hold its posts; gives secretaries with their village."""
    number = count(1)
    memberships, posts, secretaries = [], [], []
    for place, village in enumerate(villages):
        residents = people[place * size.people_in_village : (place + 1) * size.people_in_village]
        for rank, person in enumerate(residents):
            known = PartyClass.PROBATIONARY if rank % 30 == 29 else PartyClass.FULL
            begun = Interval(date(2025, 7, 1)) if known is PartyClass.PROBATIONARY else Interval()
            uid = f"membership{next(number):022d}"
            memberships.append(Membership(0, uid, person, village, None, known, False, begun))
        for title, person in zip(TITLES, residents, strict=False):
            uid = f"post{next(number):028d}"
            posts.append(Post(0, uid, person, village, title, "", False, PartialDate(2021, 3), None))
        secretaries.append((residents[0], village))
    store.people.insert_memberships(memberships)
    store.people.insert_posts(posts)
    return secretaries


def _sessions(store: SqliteStore, secretaries: list[tuple[int, int]]) -> None:
    chance = random.Random(5)
    statuses = (Status.PRESENT,) * 8 + (Status.LEAVE, Status.ABSENT)
    for month in range(1, SESSIONS + 1):
        start = datetime(2026, month, 17, 14, 30)
        uid, number = f"sitting{month:025d}", f"2026-{month:02d}"
        sitting = Sitting(
            0, uid, start, start.replace(hour=17, minute=30), None, None, "", RosterRule(), RollState.CLOSED
        )
        sitting_id = store.sittings.insert(sitting)
        training = Training(
            0, f"training{month:024d}", number, 2026, month, "示例主题", "", sitting_id,
            TrainingState.HELD, "", None, "", False, "", "", "",
        )  # fmt: skip
        store.trainings.insert(training)
        store.sittings.insert_roll(
            Attendance(
                0, f"roll{month:02d}{place:026d}", sitting_id, place, person, "示例", "", (village,), "村",
                "党支部书记", PartyClass.FULL, chance.choice(statuses),
            )
            for place, (person, village) in enumerate(secretaries, 1)
        )  # fmt: skip
