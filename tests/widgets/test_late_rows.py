"""Rows of a long list that are read when they come into sight."""

from __future__ import annotations

from ui.tables.late_rows import PAGE, LateRows


def test_a_page_whose_reading_was_overtaken_is_wished_for_again_when_it_comes_into_sight_again() -> None:
    wished: list[int] = []
    rows = LateRows(range(40 * PAGE), (None, False), {}, str, lambda page, _ids: wished.append(page))
    for page in (1, 4, 7, 10):
        rows.record(page * PAGE)
    rows.take(10, {10 * PAGE: "张示例"})
    assert rows.record(1 * PAGE) == str(1 * PAGE)
    assert wished == [1, 4, 7, 10, 1]


def test_pages_on_their_way_are_wished_for_once_however_often_they_are_painted() -> None:
    wished: list[int] = []
    rows = LateRows(range(40 * PAGE), (None, False), {}, str, lambda page, _ids: wished.append(page))
    for _painting in range(5):
        rows.record(2 * PAGE - 1)
        rows.record(2 * PAGE)
    assert wished == [1, 2]
    rows.take(2, {2 * PAGE: "李示例"})
    assert rows.record(2 * PAGE) == "李示例"
    assert wished == [1, 2]
