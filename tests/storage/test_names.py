"""People found by a few keys of their names: who must be found, who must not, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.names import FIRST
from db.store import SqliteStore
from gzparty.domain.finding import Way
from gzparty.exchange.pinyin import Pinyin
from tests.builders import TODAY, a_person

PINYIN = Pinyin()


def add(store: SqliteStore, name: str, **changes: object) -> int:
    pinyin, initials = PINYIN.person(name)
    return store.people.insert_people([a_person(name, pinyin=pinyin, initials=initials, **changes)])[0]


@pytest.fixture
def people(store: SqliteStore, writing: None) -> dict[str, int]:
    """Two who match most searches, and those who never may: gone, merged, of another name."""
    names = ("李张三", "张三", "单三", "王五")
    found = {
        name: add(store, name, sort_order=place, phone=f"1380000000{place}")
        for place, name in enumerate(names)
    }
    found["gone"] = add(store, "张三走", ended_on=TODAY - timedelta(days=1), phone="13800000001")
    found["merged"] = add(store, "张三并", merged_into=found["张三"], phone="13800000001")
    return found


def test_names_are_found_by_their_characters_those_that_begin_so_first(
    store: SqliteStore, people: dict[str, int]
) -> None:
    assert [name for _row, name in store.names.by_characters("张三", TODAY, 9)] == ["张三", "李张三"]


def test_whoever_is_gone_is_found_on_a_day_when_he_was_there(
    store: SqliteStore, people: dict[str, int]
) -> None:
    found = store.names.by_characters("走", date(2026, 6, 1), 9)
    assert [row for row, _name in found] == [people["gone"]]
    assert store.names.by_characters("走", TODAY, 9) == []


def test_phones_are_found_by_their_end_only(store: SqliteStore, people: dict[str, int]) -> None:
    assert [name for _row, name in store.names.by_phone("0001", TODAY, 9)] == ["张三"]
    assert store.names.by_phone("1380", TODAY, 9) == []


def test_a_syllable_is_found_wherever_it_stands_in_the_name(
    store: SqliteStore, people: dict[str, int]
) -> None:
    assert [name for _row, name in store.names.by_syllable("zhang", ["张", "章"], TODAY, 9)] == [
        "张三",
        "李张三",
    ]
    assert [name for _row, name in store.names.by_syllable("dan", ["单", "但"], TODAY, 9)] == ["单三"]


def test_initials_are_found_in_every_reading(store: SqliteStore, people: dict[str, int]) -> None:
    for initials in ("ss", "ds", "cs"):
        assert [name for _row, name in store.names.by_initials([Way(initials, "s")], TODAY, 9)] == ["单三"]
    assert store.names.by_initials([Way("wz", "w")], TODAY, 9) == []
    assert store.names.by_initials([], TODAY, 9) == []


def test_of_those_with_the_same_initials_only_who_is_spoken_so_is_found(
    store: SqliteStore, people: dict[str, int]
) -> None:
    add(store, "赵四", sort_order=9)
    both = store.names.by_initials([Way("zs", "z")], TODAY, 9)
    assert [name for _row, name in both] == ["张三", "赵四", "李张三"]
    zhang = store.names.by_initials([Way("zs", "zhangs")], TODAY, 9)
    assert [name for _row, name in zhang] == ["张三", "李张三"]


def test_no_more_are_given_than_asked_for(store: SqliteStore, people: dict[str, int]) -> None:
    assert [name for _row, name in store.names.by_characters("三", TODAY, 2)] == ["李张三", "张三"]


@pytest.mark.parametrize("many", [3, FIRST + 3])
def test_the_likeliest_come_first_however_far_down_they_stand(
    store: SqliteStore, writing: None, many: int
) -> None:
    """Two ways lead to them: the first of the office, and a pass over everybody."""
    pinyin, initials = PINYIN.person("王张三")
    store.people.insert_people(
        [a_person("王张三", pinyin=pinyin, initials=initials, sort_order=1) for _number in range(many)]
    )
    last = add(store, "张三", sort_order=2)
    for found in (
        store.names.by_characters("张三", TODAY, 3),
        store.names.by_syllable("zhang", ["张", "章"], TODAY, 3),
        store.names.by_initials([Way("zs", "zhangs")], TODAY, 3),
    ):
        assert found[0] == (last, "张三")
        assert [name for _row, name in found[1:]] == ["王张三"] * 2
