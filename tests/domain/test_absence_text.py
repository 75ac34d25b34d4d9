"""Who was away is read as sheets, minutes and clerks write it."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.absence_text import read_absences
from gzparty.domain.meeting import Absence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("何示例（外出务工）", (Absence("何示例", "外出务工"),)),
        ("何示例(病假)、李示例", (Absence("何示例", "病假", leave=True), Absence("李示例"))),
        (
            "何示例 外出务工；李示例：病假",
            (Absence("何示例", "外出务工"), Absence("李示例", "病假", leave=True)),
        ),
        ("何示例（住院，陪护）", (Absence("何示例", "住院，陪护"),)),
        ("李示例 生病；王示例", (Absence("李示例", "生病"), Absence("王示例"))),
        ("何示例\t孙示例。曹示例", (Absence("何示例"), Absence("孙示例"), Absence("曹示例"))),
        ("何示例（住院（，陪护））、李示例", (Absence("何示例", "住院（，陪护）"), Absence("李示例"))),
        ("无", ()),
        ("—", ()),
        ("", ()),
    ],
)
def test_who_was_away_is_read_with_the_reason(text: str, expected: tuple[Absence, ...]) -> None:
    assert read_absences(text) == expected


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_and_none_loses_a_name(text: str) -> None:
    for absence in read_absences(text):
        assert absence.name
        assert absence.name in text


@pytest.mark.parametrize("piece", ["、a", "（", "（a", "(a)", "a  "])
def test_a_very_long_text_is_read_at_once(piece: str) -> None:
    begun = process_time()
    read_absences(piece * 30_000 + "（\n")
    assert process_time() - begun < 5
