"""Blocks travel to a spreadsheet and back unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.tables.clipboard import from_text, to_text

CELL = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=8)


def test_a_block_of_excel_with_its_last_line_break_has_no_empty_row() -> None:
    assert from_text("a\tb\r\nc\t\r\n") == [["a", "b"], ["c", ""]]


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    assert from_text('"第一行\n第二行"\tx\n') == [["第一行\n第二行", "x"]]


@given(st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_copied_comes_back_as_it_was(block: list[list[str]]) -> None:
    assert from_text(to_text(block) + "\n") == block


@pytest.mark.parametrize("odd", ["\0", "长" * 200_000])
def test_what_no_spreadsheet_wrote_is_split_at_its_tabs(odd: str) -> None:
    assert from_text(f"{odd}\t甲\n乙") == [[odd, "甲"], ["乙"]]
