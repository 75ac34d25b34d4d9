"""Chinese words the program reads (never shows): the one module whose literals need no translation."""

from __future__ import annotations

import re
from datetime import time

EVERY_MONTH = "每月"
DEFAULT_TRAINING_RULE = "每月第三个周三 14:30"
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "首": 1, "最后": -1, "最后一": -1}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for word in words
}
_DAY_PARTS = {"上午": time(9, 0), "下午": time(14, 30), "晚上": time(19, 0)}
_DAY_PART_OF_CLOCK = ("下午", "晚上", "晚")

WEEKDAY_RULE = re.compile(r"^每月第?(最后一?|首|[一二三四五1-5])个?(?:周|星期|礼拜)([一二三四五六日天1-7])")
DAY_RULE = re.compile(r"^每月(\d{1,2})[日号]")
WORKDAY_RULE = re.compile(r"^每月第?(最后一?|首|[一二三四五1-5])个?工作日")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})|[点时](半|\d{1,2})?)")


def ordinal(word: str) -> int:
    """第三 → 3, 最后 → -1; digits are themselves."""
    return _ORDINALS[word] if word in _ORDINALS else int(word)


def weekday(word: str) -> int:
    """周三 → 2: Monday is 0."""
    return _WEEKDAYS[word]


def time_of_day(words: str, fallback: time) -> time | None:
    """The time named in a phrase (14:30, 下午2点半, 上午); the fallback if none, None if it is no time."""
    part = next((name for name in _DAY_PARTS if name in words), None)
    clock = _CLOCK.search(words)
    if clock is None:
        return _DAY_PARTS[part] if part else fallback
    hour = int(clock[1])
    minute = 30 if clock[3] == "半" else int(clock[2] or clock[3] or 0)
    if hour < 12 and any(name in words for name in _DAY_PART_OF_CLOCK):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


_IN_LIEU = re.compile(r"^休息日")
_HOLIDAY_SUFFIX = re.compile(r"（.*?）|^农历")
_EVE = "除夕"
_SPRING = "春节"


def holiday_name(listed: str) -> str:
    """A holiday's plain name from a list entry: 清明节（补假） → 清明节; empty for 休息日（由…调休）."""
    if _IN_LIEU.match(listed):
        return ""
    plain = _HOLIDAY_SUFFIX.sub("", listed.split(";")[0]).strip()
    return _SPRING if plain == _EVE else plain


_BODY_SUFFIX = re.compile(
    r"(?:(?<=村)民?委(?:员会|会)?|居民?委(?:员会|会)|党?总支(?:部)?(?:委员会)?|党?支部(?:委员会)?|党委会?)$"
)
_PARTY_PREFIX = re.compile(r"^(?:中共|中国共产党)")
_VILLAGE = "村"


def unit_core(name: str) -> str:
    """What a unit is called without what it is: 官庄村党支部, 官庄村委会, 官庄村 → 官庄; 利见社区 stays."""
    core = _PARTY_PREFIX.sub("", name)
    while (shorter := _BODY_SUFFIX.sub("", core)) not in ("", core):
        core = shorter
    return core.rstrip(_VILLAGE) or core


SURNAME_READINGS = {
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "查": "zha",
    "曾": "zeng",
    "区": "ou",
    "任": "ren",
    "盖": "ge",
    "朴": "piao",
    "乐": "yue",
    "翟": "zhai",
    "覃": "qin",
    "缪": "miao",
    "冼": "xian",
    "黑": "he",
    "秘": "bi",
    "员": "yun",
    "召": "shao",
    "折": "she",
    "繁": "po",
    "种": "chong",
    "句": "gou",
    "尉": "yu",
    "长": "zhang",
    "华": "hua",
    "宁": "ning",
    "燕": "yan",
    "纪": "ji",
    "贾": "jia",
    "石": "shi",
    "隗": "wei",
    "逄": "pang",
}
"""How a character is read when it is a surname, where that is not its first reading elsewhere."""


_NUMERALS = "〇一二三四五六七八九"
_NUMERAL = {letter: digit for digit, letter in enumerate(_NUMERALS)} | {"零": 0, "○": 0, "O": 0}
_YEAR_MONTH_DAY = re.compile(r"^([^年]+)年(?:([^月]+)月(?:份|([^日号]+)[日号]?)?)?$")
_TEN = "十"


def date_parts(text: str) -> tuple[str, ...]:
    """The numbers of a date written with 年月日 (digits or numerals) as digits; empty if it is none."""
    match = _YEAR_MONTH_DAY.match(text)
    if match is None:
        return ()
    parts = tuple(_western(part) for part in match.groups() if part)
    return parts if all(part.isdigit() for part in parts) else ()


def _western(numeral: str) -> str:
    """二〇二三 → 2023, 二十三 → 23, 十 → 10; what is digits stays, what is neither comes back unread."""
    if numeral.isdigit():
        return numeral
    tens, ten, ones = numeral.partition(_TEN)
    if ten:
        if tens not in ("", *_NUMERAL) or ones not in ("", *_NUMERAL):
            return numeral
        return str(_NUMERAL.get(tens, 1) * 10 + _NUMERAL.get(ones, 0))
    if any(letter not in _NUMERAL for letter in numeral):
        return numeral
    return "".join(str(_NUMERAL[letter]) for letter in numeral)
