"""Cells of the month grid read as clerks type them."""

from __future__ import annotations

from datetime import date

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.month_entry import away, counted_on, read_cell, read_entry
from gzparty.domain.period import Period

JUNE = Period.of_month(2026, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15", date(2026, 6, 15)),
        ("１５", date(2026, 6, 15)),
        ("15日", date(2026, 6, 15)),
        ("15号", date(2026, 6, 15)),
        ("6.12", date(2026, 6, 12)),
        ("06-12", date(2026, 6, 12)),
        ("0612", date(2026, 6, 12)),
        ("6月12日", date(2026, 6, 12)),
        ("2026-06-12", date(2026, 6, 12)),
        ("7.3", date(2026, 7, 3)),
        (" ", None),
    ],
)
def test_a_day_is_read_in_every_way_it_is_typed(text: str, day: date | None) -> None:
    assert read_cell("day", text, JUNE) == day


def test_a_day_beyond_the_turn_of_the_year_lies_in_the_nearest_one() -> None:
    assert read_cell("day", "12.28", Period.of_month(2027, 1)) == date(2026, 12, 28)
    assert read_cell("day", "1.3", Period.of_month(2026, 12)) == date(2027, 1, 3)
    assert read_cell("day", "2027-12-28", Period.of_month(2027, 1)) == date(2027, 12, 28)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("day", "31", "entry_no_such_day"),
        ("day", "abc", "entry_day_unreadable"),
        ("day", "2.30", "entry_day_unreadable"),
        ("expected", "十几", "entry_figure_unreadable"),
        ("attended", "1.5", "entry_figure_unreadable"),
        ("has_minutes", "也许", "entry_tick_unreadable"),
        ("topic", "长" * 201, "text_too_long"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_code(column: str, text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_cell(column, text, JUNE)
    assert caught.value.diagnostics[0].code == code


def test_one_unreadable_cell_keeps_no_other_from_being_read() -> None:
    entry = read_entry({"day": "abc", "expected": "19人", "attended": "", "has_sign_in": "√"}, JUNE)
    assert entry.values == {"expected": 19, "attended": None, "has_sign_in": True}
    assert list(entry.problems) == ["day"]


@pytest.mark.parametrize(
    ("text", "steps", "further"),
    [
        ("3号盒/11", 1, "3号盒/12"),
        ("3号盒/11", 4, "3号盒/15"),
        ("3号盒/099", 1, "3号盒/100"),
        ("2号盒第 7 页", 2, "2号盒第 9 页"),
        ("东柜", 3, "东柜"),
        ("", 1, ""),
    ],
)
def test_a_place_counts_on_from_its_last_number(text: str, steps: int, further: str) -> None:
    assert counted_on(text, steps) == further


def test_the_absent_are_the_difference_where_there_is_one() -> None:
    assert away(19, 15) == 4
    assert away(19, None) is None
    assert away(19, 21) is None


def test_a_number_longer_than_any_counts_on_by_its_end() -> None:
    assert counted_on("7" * 5000, 1) == "7" * 4999 + "8"
