"""A person is found by the initials of whichever reading one thinks of."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.exchange import reading_table
from gzparty.exchange.pinyin import LIMIT, Pinyin


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("曾爱维", "zengaiwei", "zaw"),
        ("单国强", "shanguoqiang", "sgq"),
        ("解放", "xiefang", "xf"),
        ("仇和", "qiuhe", "qh"),
        ("查良镛", "zhaliangyong", "zly"),
        ("区志", "ouzhi", "oz"),
        ("覃兰东", "qinlandong", "qld"),
    ],
)
def test_the_surname_is_read_as_a_surname_first(name: str, pinyin: str, initials: str) -> None:
    found = Pinyin().person(name)
    assert found[0].split()[0] == pinyin
    assert found[1].split()[0] == initials


def test_every_reading_is_found() -> None:
    pinyin, initials = Pinyin().person("单乐")
    assert {"shanle", "shanyue", "danle", "danyue", "chanle"} <= set(pinyin.split())
    assert {"sl", "sy", "dl", "dy", "cl"} <= set(initials.split())
    assert "eth" in Pinyin().unit("阿陀会").split()
    assert "ath" in Pinyin().unit("阿陀会").split()


def test_letters_stay_and_marks_go() -> None:
    assert Pinyin().person("阿里·Bob")[1].split()[0] == "albob"
    assert Pinyin().unit("第3组") == "d3z"
    assert Pinyin().person("") == ("", "")


@given(st.text(alphabet="单解仇查曾区任阿乐朴重长", max_size=12))
def test_alternatives_stay_bounded_and_keep_the_surname(name: str) -> None:
    pinyin, initials = Pinyin().person(name)
    assert len(pinyin.split()) <= LIMIT
    assert len(initials.split()) <= LIMIT


def test_the_module_does_not_load_pypinyin_before_the_first_name() -> None:
    script = "import sys, gzparty.exchange.pinyin; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_table_of_readings_is_what_pypinyin_says_today() -> None:
    """Written anew by `python -m gzparty.exchange.reading_table`."""
    assert reading_table.TARGET.read_text("utf-8") == reading_table.written()
