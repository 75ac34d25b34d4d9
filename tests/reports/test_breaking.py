"""Lines end where Chinese printing lets them, nothing is lost, and every text ends."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.reports.breaking import Rules
from gzparty.reports.setting import Setting

CLOSING = "，。、；：？！）》」』】〕”’%％"
OPENING = "（《「『【〔“‘"
LETTERS = "村党组织书记培训"
WORDS = "abc123.5"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Setting().rules


def broken(rules: Rules, text: str, width: float, first: float | None = None) -> list[str]:
    """Break a text whose Han characters are one wide and whose ASCII is half as wide."""
    ends = rules.break_line(text, sums_of(text), width, first)
    return [text[start:end] for start, end in pairwise([0, *ends])]


def sums_of(text: str) -> list[float]:
    return list(accumulate(0.5 if character < "\x7f" else 1.0 for character in text))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("村党组织书记", 3, ["村党组", "织书记"]),
        ("村党组，织书", 3, ["村党", "组，织", "书"]),
        ("101/110", 3, ["101", "/110"]),
        ("/110", 1, ["/1", "10"]),
        ("村党（组织）", 3, ["村党", "（组", "织）"]),
        ("村党《条例》", 3, ["村党", "《条", "例》"]),
        ("共1234人", 3, ["共1234", "人"]),
        ("村党组12.5亩", 4, ["村党组", "12.5亩"]),
        ("达到95%以上", 3, ["达到", "95%以", "上"]),
        ("共计95％以", 3, ["共计", "95％以"]),
        ("工作——重点", 3, ["工作", "——重", "点"]),
        ("工作……重点", 3, ["工作", "……重", "点"]),
        ("他说“好”。行", 4, ["他说", "“好”。", "行"]),
        ("联系 abc", 3, ["联系 ", "abc"]),
        ("abcdefgh", 2, ["abcd", "efgh"]),
        ("））））", 2, ["））", "））"]),
        ("村", 0.1, ["村"]),
        ("村党", 0.1, ["村", "党"]),
        ("", 5, [""]),
    ],
)
def test_a_line_ends_by_the_rules(rules: Rules, text: str, width: float, lines: list[str]) -> None:
    assert broken(rules, text, width) == lines


def test_the_first_line_is_shorter_by_its_indent(rules: Rules) -> None:
    assert broken(rules, "村党组织书记", 4, first=2) == ["村党", "组织书记"]


@given(
    st.text(st.sampled_from(CLOSING + OPENING + LETTERS + WORDS + "— …"), max_size=60),
    st.integers(1, 12),
)
def test_no_line_begins_or_ends_with_a_forbidden_mark_where_it_could_be_avoided(
    text: str, width: int
) -> None:
    rules = RULES
    lines = broken(rules, text, width)
    assert "".join(lines) == text
    start = 0
    for line in lines[:-1]:
        end = start + len(line)
        lawful = [at for at in range(start + 1, end + 1) if rules.may_break(text, at)]
        assert not lawful or rules.may_break(text, end)
        if lawful:
            assert text[end] not in CLOSING
            assert text[end - 1] not in OPENING
        start = end


RULES = Setting().rules


@given(st.text(max_size=80), st.floats(0.01, 40))
def test_any_text_ends_and_keeps_all_its_characters(text: str, width: float) -> None:
    lines = broken(RULES, text, width)
    assert "".join(lines) == text
    assert all(lines) or text == ""


@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=60), st.integers(1, 20))
def test_plain_lines_are_filled_and_none_is_too_long(text: str, width: int) -> None:
    lines = broken(RULES, text, width)
    assert all(len(line) == width for line in lines[:-1])
    assert len(lines[-1]) <= width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("村党组织书记培训班", 20, ["村党组织书记培训班"]),
        ("村党组织书记培训班的通知", 10, ["村党组织书记培", "训班的通知"]),
        (
            "关于举办\u200b村党组织书记培训班的\u200b通知",
            12,
            ["关于举办\u200b", "村党组织书记培训班的\u200b通知"],
        ),
    ],
)
def test_a_title_is_shared_out_over_its_lines(
    rules: Rules, text: str, width: float, lines: list[str]
) -> None:
    sums = list(accumulate(0.0 if character == "\u200b" else 1.0 for character in text))
    ends = rules.balanced(text, sums, width)
    assert [text[start:end] for start, end in pairwise([0, *ends])] == lines


@given(st.text(st.sampled_from(LETTERS + CLOSING), min_size=1, max_size=80), st.integers(2, 22))
def test_a_balanced_title_takes_no_more_than_one_line_extra(text: str, width: int) -> None:
    sums = sums_of(text)
    ends = RULES.balanced(text, sums, width)
    assert ends[-1] == len(text)
    assert len(ends) <= len(RULES.break_line(text, sums, width)) + 1


def test_three_lines_of_a_title_are_fullest_in_the_middle(rules: Rules) -> None:
    text = "村" * 50
    ends = rules.balanced(text, sums_of(text), 20)
    first, middle, last = (end - start for start, end in pairwise([0, *ends]))
    assert first < middle <= 20
    assert last < middle
