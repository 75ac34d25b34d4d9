"""Whatever is typed or pasted is read or refused, and at once."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.reliability import fuzz_texts
from tests.reliability.fuzz_settings import short
from tests.reliability.fuzz_texts import Case

PIECES = (
    "、a",
    "（",
    "(a)",
    "党支部",
    "1",
    "1月",
    "x\n",
    "村",
    "a  ",
    "《",
    "时间：",
    "\t",
    "官庄村应到",
    "ﷺ",
    '"',
)


@short(500)
@given(fuzz_texts.SHORT)
def test_a_text_is_read_or_refused(case: Case) -> None:
    fuzz_texts.check(case)


@pytest.mark.parametrize("reader", sorted(fuzz_texts.READERS))
def test_a_text_of_20000_characters_takes_no_time(reader: str) -> None:
    for piece in PIECES:
        fuzz_texts.check(Case(reader, piece * (20_000 // len(piece)), end="（\n"))
