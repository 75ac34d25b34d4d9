"""What a record is, made without the methods `dataclasses` compiles: it cannot be told from a frozen dataclass."""

from __future__ import annotations

import dataclasses
import pickle
import time
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from typing import get_type_hints

import pytest

from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is."""

    name: str
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="", repr=False)
    seen: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class _Room(_Place):
    """A place with a floor."""

    floor: int = 1

    def __post_init__(self) -> None:
        if self.floor == 0:
            raise ValueError("no such floor")


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A record without fields."""


def test_a_record_takes_its_fields_by_place_or_name_and_fills_in_the_defaults() -> None:
    first, second = _Room("会议室"), _Room("会议室", floor=3)
    assert (first.name, first.tags, first.floor, second.floor) == ("会议室", [], 1, 3)
    assert first.tags is not second.tags
    with pytest.raises(TypeError):
        _Room()  # type: ignore[call-arg]


def test_records_with_the_same_values_are_equal_and_those_of_another_class_are_not() -> None:
    assert _Place("会议室", seen=1) == _Place("会议室", seen=2)
    assert _Place("会议室") != _Place("活动室")
    assert _Place("会议室") != _Room("会议室")
    assert _Place("会议室").__eq__("会议室") is NotImplemented
    assert _Nothing() == _Nothing()
    assert len({_Nothing(), _Nothing()}) == 1


def test_equal_records_are_one_key() -> None:
    @dataclass(frozen=True, slots=True)
    class Key:
        """Something to look up by."""

        number: int
        year: int = 2026

    assert {Key(1): "一", Key(2): "二"}[Key(1, 2026)] == "一"


def test_a_record_is_never_changed() -> None:
    place = _Place("会议室")
    with pytest.raises(FrozenInstanceError):
        place.name = "活动室"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del place.name
    with pytest.raises(FrozenInstanceError):
        place.other = 1  # type: ignore[attr-defined]
    assert replace(place, name="活动室").name == "活动室"


def test_a_record_shows_its_fields_but_those_kept_back() -> None:
    assert repr(_Place("会议室", secret="abc")) == "_Place(name='会议室', tags=[], seen=0)"


def test_a_record_checks_itself_when_it_is_made_and_when_it_is_replaced() -> None:
    with pytest.raises(ValueError, match="no such floor"):
        _Room("会议室", floor=0)
    with pytest.raises(ValueError, match="no such floor"):
        replace(_Room("会议室"), floor=0)


def test_a_record_is_pickled() -> None:
    room = _Room("会议室", ["a"], "b", 2, 3)
    assert dataclasses.astuple(pickle.loads(pickle.dumps(room))) == ("会议室", ["a"], "b", 2, 3)


def test_the_types_of_a_record_can_be_asked_for() -> None:
    assert get_type_hints(_Place.__init__)["tags"] == list[str]


def test_a_record_costs_less_to_define_than_a_dataclass_of_the_library() -> None:
    ours = _seconds(dataclass(frozen=True, slots=True))
    library = _seconds(dataclasses.dataclass(frozen=True, slots=True))
    assert ours < library / 2


def _seconds(make: Callable[[type], type]) -> float:
    """CPU seconds of the quickest of some rounds of making classes of ten fields."""
    rounds = []
    for _round in range(5):
        names = {"__annotations__": {f"field{place}": "int" for place in range(10)}, "__module__": __name__}
        classes = [type("Record", (), {"__doc__": "Ten numbers.", **names}) for _number in range(20)]
        begun = time.thread_time()
        for one in classes:
            make(one)
        rounds.append(time.thread_time() - begun)
    return min(rounds)
