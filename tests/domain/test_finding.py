"""What is typed meets a name by characters, full pinyin, initials, or some of each, in every reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.finding import DOUBLE, Match, Rank, match, ways
from gzparty.domain.search import needle
from gzparty.services.sounds import spoken, syllables

CHARACTERS = "赵钱孙李周吴郑王单解仇查任曾区伟芳娜敏静丽强磊军洋安恩昂阿二石惠庄儿"


def met(typed: str, name: str) -> Match | None:
    wanted = needle(typed)
    assert wanted is not None
    return match(wanted, name, spoken(name))


@pytest.mark.parametrize(
    ("typed", "name", "rank", "meant"),
    [
        ("张", "张三", Rank.START, "张"),
        ("三", "张三", Rank.INSIDE, "三"),
        ("张三", "张三", Rank.EXACT, "张三"),
        ("zs", "张三", Rank.EXACT, "张三"),
        ("zhangsan", "张三", Rank.EXACT, "张三"),
        ("zhangs", "张三", Rank.EXACT, "张三"),
        ("zhang", "张三", Rank.START, "张"),
        ("zhsan", "张三", Rank.EXACT, "张三"),
        ("ｚｓ", "张三", Rank.EXACT, "张三"),
        ("ZHANG SAN", "张三", Rank.EXACT, "张三"),
        ("san", "张三", Rank.INSIDE, "三"),
        ("xi'an", "西安村", Rank.START, "西安"),
        ("shan", "单示例", Rank.START, "单"),
        ("dan", "单示例", Rank.START, "单"),
        ("xsl", "解示例", Rank.EXACT, "解示例"),
        ("jsl", "解示例", Rank.EXACT, "解示例"),
        ("qiu", "仇示例", Rank.START, "仇"),
        ("chou", "仇示例", Rank.START, "仇"),
        ("zha", "查示例", Rank.START, "查"),
        ("cha", "查示例", Rank.START, "查"),
        ("ren", "任示例", Rank.START, "任"),
        ("dae", "大阿陀村", Rank.START, "大阿"),
        ("daat", "大阿陀村", Rank.START, "大阿陀"),
        ("qdb", "打印 签到表", Rank.WORD, "签到表"),
        ("wps", "WPS 文档", Rank.START, "WPS"),
        ("wd", "WPS 文档", Rank.WORD, "文档"),
        ("ptlm", "帕提·买", None, ""),
        ("ptm", "帕提·买", Rank.EXACT, "帕提·买"),
        ("孙示例", "孙 示例", Rank.EXACT, "孙 示例"),
        ("3月", "３ 月", Rank.EXACT, "３ 月"),
        ("angs", "张三", None, ""),
        ("hang", "张三", None, ""),
        ("zx", "张三", None, ""),
        ("zss", "张三", None, ""),
        ("李", "张三", None, ""),
    ],
)
def test_how_a_name_is_met(typed: str, name: str, rank: Rank | None, meant: str) -> None:
    found = met(typed, name)
    assert (found.rank if found else None) == rank
    assert (name[found.first : found.end] if found else "") == meant


def test_the_better_met_comes_first() -> None:
    names = ["王小张", "张三丰", "打印 张贴", "张"]
    met_names = sorted((found, name) for name in names if (found := met("zhang", name)) is not None)
    assert [name for _found, name in met_names] == ["张", "张三丰", "打印 张贴", "王小张"]


@st.composite
def abbreviated(draw: st.DrawFn) -> tuple[str, str]:
    """A name of two to four characters, and one of the ways to type it."""
    name = draw(st.text(st.sampled_from(CHARACTERS), min_size=2, max_size=4))
    typed = ""
    for place, readings in enumerate(spoken(name)):
        reading = draw(st.sampled_from(readings))
        shorter = [reading, reading[0], *(double for double in DOUBLE if reading.startswith(double))]
        if place == len(name) - 1:
            shorter += [reading[:length] for length in range(1, len(reading))]
        typed += draw(st.sampled_from(shorter))
    return name, typed


@given(abbreviated())
def test_whatever_one_abbreviates_the_name_is_found(case: tuple[str, str]) -> None:
    name, typed = case
    found = met(typed, name)
    assert found is not None
    assert found.rank is Rank.EXACT


@given(abbreviated())
def test_a_name_that_is_met_fulfils_one_of_the_ways_to_read_what_was_typed(case: tuple[str, str]) -> None:
    """The ways narrow the search in the store: whom they miss would never be found."""
    name, typed = case
    initials = {""}
    full = {""}
    for readings in spoken(name):
        initials = {head + reading[0] for head in initials for reading in readings}
        full = {head + reading for head in full for reading in readings}
    read = ways(typed, syllables())
    assert any(way.initials in one and way.run in whole for way in read for one in initials for whole in full)


@given(st.text(st.sampled_from("zhangseiou"), min_size=1, max_size=40))
def test_a_long_line_of_letters_is_read_in_a_bounded_number_of_ways(letters: str) -> None:
    assert len(ways(letters, syllables())) <= 200
