"""Texts for many eyes say what happened, not to whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.discreet import possible_names, without_names


@given(
    st.text("防汛会商到", max_size=10),
    st.sampled_from(["王示", "李示例", "欧阳示例", "买买提·艾力示例"]),
    st.text("，2人迟到", max_size=6),
)
def test_a_name_anywhere_in_a_text_is_among_its_possible_names(before: str, name: str, after: str) -> None:
    assert name in possible_names([before + name + after])


def test_what_cannot_be_a_name_is_not_looked_up() -> None:
    assert possible_names(["2026-06-17 14:30", "A", "迟"]) == frozenset()
    assert "下班没关" in possible_names(["下班没关灯"])
    assert "下班没关灯" not in possible_names(["下班没关灯"])


def test_the_longest_name_goes_first_and_phones_are_masked() -> None:
    text = "王示例、王示没请假，电话13800001234没人接"
    assert (
        without_names(text, ["王示", "王示例", ""], "某同志") == "某同志、某同志没请假，电话138****1234没人接"
    )


def test_a_text_without_any_name_stays_as_it_is() -> None:
    assert without_names("下班没关灯 2 次", ["王示例"], "某同志") == "下班没关灯 2 次"
