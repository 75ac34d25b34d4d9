"""Texts apart into characters: what is indexed, what a query asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.full_text import STOP, around, folded, holds, phrase, spaced, words


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("主题党日", "主 题 党 日"),
        ("学习，讨论", f"学 习 {STOP} 讨 论"),
        ("３号盒 A", f"3 号 盒 {STOP} a"),
        ("𬭎", "u2cb4e"),
        ("", ""),
    ],
)
def test_a_text_is_indexed_character_by_character(text: str, indexed: str) -> None:
    assert spaced(text) == indexed


@pytest.mark.parametrize(
    ("query", "expected"),
    [("防火  值班", ("防火", "值班")), ("，。", ()), ("　", ()), ("ＡＢ", ("ab",)), ("党日，", ("党日,",))],
)
def test_a_query_is_words_that_hold_a_letter_or_digit(query: str, expected: tuple[str, ...]) -> None:
    assert words(query) == expected


def test_a_phrase_is_quoted_so_that_the_order_counts() -> None:
    assert phrase("党日") == '"党 日"'


def test_the_place_is_cut_out_with_what_stands_around_it() -> None:
    text = "一" * 40 + "防火值班" + "二" * 40
    assert around(text, "防火", 4) == "…一一一一防火值班二二…"
    assert around("防火值班", "防火") == "防火值班"


@given(st.text(), st.text(min_size=1))
def test_folding_twice_changes_nothing_and_a_part_of_a_text_is_held_by_it(text: str, word: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert holds(text + word, (folded(word),)) or folded(text + word) != folded(text) + folded(word)
