"""Deadlines and periods as typed: what the label writes is read back, what is near to it too, the rest says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Deadline
from gzparty.domain.duty_text import read_deadline, read_month, read_period
from gzparty.domain.period import Every, Period
from gzparty.labels import refusal_text
from gzparty.labels.duty import deadline_label

ROUND = (Every.MONTH, Every.QUARTER, Every.YEAR)
DAYS = st.one_of(st.just("end"), st.integers(1, 31).map(str))
CODES = st.one_of(
    DAYS,
    st.just("life_day"),
    st.just("half"),
    st.integers(1, 30).map(lambda days: f"{days}w"),
    st.tuples(st.integers(1, 12), DAYS).map(lambda found: f"+{found[0]}-{found[1]}"),
    st.just(""),
)


@given(CODES, st.sampled_from(ROUND))
def test_what_the_label_writes_is_read_back(code: str, every: Every) -> None:
    deadline = Deadline.parse(code)
    assert read_deadline(deadline_label(deadline, every), every, after_meeting=True) == deadline


@pytest.mark.parametrize(
    ("typed", "every", "stored"),
    [
        ("15", Every.MONTH, "15"),
        (" 15 号 ", Every.MONTH, "15"),
        ("１５日前", Every.MONTH, "15"),
        ("十五日", Every.MONTH, "15"),
        ("每月25日", Every.MONTH, "25"),
        ("月末", Every.MONTH, "end"),
        ("季度末", Every.QUARTER, "end"),
        ("月底", Every.QUARTER, "end"),
        ("12月31日", Every.YEAR, "31"),
        ("12月底", Every.YEAR, "end"),
        ("下月五号", Every.MONTH, "+1-5"),
        ("次月5", Every.QUARTER, "+1-5"),
        ("次月月底", Every.MONTH, "+1-end"),
        ("次年三月底", Every.YEAR, "+3-end"),
        ("明年3月15日", Every.YEAR, "+3-15"),
        ("生活日", Every.MONTH, "life_day"),
        ("会后三个工作日内", Every.MONTH, "3w"),
        ("每半月", Every.MONTH, "half"),
        ("15日、月底", Every.MONTH, "half"),
    ],
)
def test_what_is_near_to_it_is_read_too(typed: str, every: Every, stored: str) -> None:
    assert read_deadline(typed, every, after_meeting=True) == Deadline.parse(stored)


def test_a_day_of_something_yearly_names_its_month() -> None:
    assert deadline_label(Deadline.parse("20"), Every.YEAR) == "12月20日"
    assert deadline_label(Deadline.parse("20"), Every.MONTH) == "20日"


@pytest.mark.parametrize("typed", ["", "  ", "无", "—", "不要求"])
def test_nothing_asked_for_is_no_deadline(typed: str) -> None:
    assert read_deadline(typed, Every.MONTH) is None


@pytest.mark.parametrize(
    ("typed", "every", "said"),
    [
        ("尽快", Every.MONTH, "时限“尽快”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
        ("32日", Every.MONTH, "时限“32日”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
        ("0日", Every.MONTH, "时限“0日”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
        ("次月32日", Every.MONTH, "时限“次月32日”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
        ("次年3月底", Every.MONTH, "时限“次年3月底”看不懂，写成 15日、月底、次月5日 或 会后3个工作日。"),
        ("年底", Every.MONTH, "“年底”和多久一次对不上：每月的写 月底，每季度的写 季末，每年的写 年底。"),
        ("季末", Every.MONTH, "“季末”和多久一次对不上：每月的写 月底，每季度的写 季末，每年的写 年底。"),
        ("月底", Every.YEAR, "“月底”和多久一次对不上：每月的写 月底，每季度的写 季末，每年的写 年底。"),
        (
            "11月底",
            Every.YEAR,
            "“11月底”写不进去：每年的时限在 12 月或次年，写成 12月20日、年底 或 次年3月底。",
        ),
        ("会后3个工作日", Every.MONTH, "“会后3个工作日”是报送的时限，召开写成 15日、月底 或 支部生活日。"),
    ],
)
def test_what_cannot_be_read_says_what_can(typed: str, every: Every, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_deadline(typed, every)
    assert refusal_text(refused.value) == said


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7", "2026-07"),
        ("七月", "2026-07"),
        ("2025年12月", "2025-12"),
        ("2026.7", "2026-07"),
        ("2026-07", "2026-07"),
    ],
)
def test_a_month_is_read_with_and_without_its_year(typed: str, code: str) -> None:
    assert read_month(typed, 2026) == Period.parse(code)


@pytest.mark.parametrize("typed", ["", "13", "0", "第7", "2026", "2026-13"])
def test_what_is_no_month_is_none(typed: str) -> None:
    assert read_month(typed, 2026) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("6月", "2026-06"),
        ("二季度", "2026-Q2"),
        ("第2季度", "2026-Q2"),
        ("2025-Q4", "2025-Q4"),
        ("2025年第四季度", "2025-Q4"),
        ("全年", "2026"),
        ("2025", "2025"),
        ("2025年", "2025"),
    ],
)
def test_a_period_is_a_month_a_quarter_or_a_year(typed: str, code: str) -> None:
    assert read_period(typed, 2026) == Period.parse(code)


@pytest.mark.parametrize("typed", ["", "五季度", "春天", "13月"])
def test_what_is_no_period_is_none(typed: str) -> None:
    assert read_period(typed, 2026) is None
