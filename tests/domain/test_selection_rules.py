"""How long 事迹 are, and when two nominations mean the same candidate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.selection import Nomination
from gzparty.domain.selection_rules import deeds_hint, deeds_length, same_candidate
from gzparty.labels import sentence


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t\u3000", 0),
        ("流转土地，增收 18 万元。", 12),
        ("第一段\n第二段", 6),
        ("a b", 2),
        ("看不见\u200b的", 4),
        ("㐀𠀀", 2),
    ],
)
def test_deeds_are_as_long_as_a_word_processor_counts_them(text: str, count: int) -> None:
    assert deeds_length(text) == count


@given(st.text(), st.text())
def test_spaces_and_new_lines_make_no_text_longer(one: str, other: str) -> None:
    apart = f"{one} \n\u3000{other}"
    assert deeds_length(apart) == deeds_length(one) + deeds_length(other)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "事迹还没写，一般 200 到 600 字"),
        ("字" * 199, "事迹 199 字，一般要 200 到 600 字"),
        ("字" * 200, None),
        ("字 " * 600, None),
        ("字" * 601, "事迹 601 字，一般不超过 600 字"),
    ],
)
def test_deeds_too_short_or_too_long_get_a_hint(text: str, told: str | None) -> None:
    hint = deeds_hint(text, 200, 600)
    assert (sentence(hint) if hint else None) == told


def test_no_least_length_lets_deeds_be_empty() -> None:
    assert deeds_hint("", 0, 600) is None


def a_candidate(name: str = "李示例", **facts: object) -> Nomination:
    return Nomination(0, "", 1, 1, 1, name, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (a_candidate(person_id=1), a_candidate("李某", person_id=1), True),
        (a_candidate(person_id=1), a_candidate(person_id=2), False),
        (a_candidate(person_id=1, unit_id=5), a_candidate(unit_id=5), True),
        (a_candidate(unit_id=5), a_candidate(unit_id=6), False),
        (a_candidate(unit_name="官庄村"), a_candidate("李 示例", unit_name="官庄村党支部"), True),
        (a_candidate(unit_name="官庄村"), a_candidate(unit_name="河北管公村"), False),
        (a_candidate(unit_id=5, unit_name="官庄村"), a_candidate(unit_name="官庄村"), True),
        (a_candidate(), a_candidate("王示例"), False),
        (a_candidate(), a_candidate(), True),
    ],
)
def test_the_same_candidate_is_known_by_id_or_by_name_and_unit(
    one: Nomination, other: Nomination, same: bool
) -> None:
    assert same_candidate(one, other) is same
    assert same_candidate(other, one) is same
