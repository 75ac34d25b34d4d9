"""Which units are covered, and why a record may be on a theme."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.theme import Cover, MonthFacts, Theme, checked, cover, hints, month_of
from tests.meetings import code_of

TODAY = date(2026, 6, 17)
NOW_TITLED = MonthFacts(titled=True, begun=True)


@pytest.mark.parametrize(
    ("month", "linked", "others", "told"),
    [
        (NOW_TITLED, [True], 3, Cover.ON_THEME),
        (NOW_TITLED, [False, True], 0, Cover.ON_THEME),
        (NOW_TITLED, [False], 2, Cover.PLANNED),
        (NOW_TITLED, [], 2, Cover.NOT_LINKED),
        (NOW_TITLED, [], 0, Cover.NO_RECORD),
        (MonthFacts(titled=False, begun=True), [], 2, Cover.BLANK),
        (MonthFacts(titled=True, begun=False), [], 0, Cover.AHEAD),
        (MonthFacts(titled=False, begun=False), [], 0, Cover.AHEAD),
        (MonthFacts(titled=True, begun=True, stood=False), [], 0, Cover.OUTSIDE),
    ],
)
def test_a_unit_stands_where_its_records_and_the_month_put_it(
    month: MonthFacts, linked: list[bool], others: int, told: Cover
) -> None:
    assert cover(month, linked, others) is told


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 5))
def test_what_the_clerk_linked_is_told_whatever_the_month(
    titled: bool, begun: bool, stood: bool, others: int
) -> None:
    assert cover(MonthFacts(titled, begun, stood), [True], others) is Cover.ON_THEME


@pytest.mark.parametrize(
    ("title", "topic", "found"),
    [
        ("发展集体经济", "6月主题党日：发展集体经济，增加村民收入", ("发展集体经济",)),
        ("乡村全面振兴", "推进乡村振兴", ("乡村", "振兴")),
        ("感党恩、听党话", "听党话跟党走", ("听党话",)),
        ("学习贯彻全会精神", "学习贯彻会议精神", ()),
        ("防汛安全", "麦收防火", ()),
        ("防汛安全", "", ()),
        ("", "学条例", ()),
    ],
)
def test_a_topic_hints_at_a_theme_by_its_own_words_and_not_by_those_of_every_record(
    title: str, topic: str, found: tuple[str, ...]
) -> None:
    assert hints(title, topic) == found


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_hint_stands_in_both_the_title_and_the_topic(title: str, topic: str) -> None:
    assert all(word in title and word in topic for word in hints(title, topic))


def test_a_theme_may_be_blank_and_is_stored_without_spaces_and_line_ends() -> None:
    assert checked(Theme(0, "u", "2026-06", ""), TODAY).title == ""
    said = checked(Theme(0, "u", " 2026-06 ", " 发展\n集体经济 ", source="镇党委 "), TODAY)
    assert (said.period, said.title, said.source) == ("2026-06", "发展 集体经济", "镇党委")


@pytest.mark.parametrize("text", ["2026", "2026-Q2", "2026-13", "六月", ""])
def test_a_theme_is_for_one_month(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        month_of(text)
    assert code_of(caught) == "theme_month_unreadable"


def test_material_that_came_did_not_come_tomorrow() -> None:
    assert checked(Theme(0, "u", "2026-06", "", came_on=TODAY), TODAY).came_on == TODAY
    with pytest.raises(Refusal) as caught:
        checked(Theme(0, "u", "2026-06", "", came_on=date(2026, 6, 18)), TODAY)
    assert code_of(caught) == "theme_came_ahead"
