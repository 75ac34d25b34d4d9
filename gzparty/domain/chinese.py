"""Chinese words the program reads (never shows): the one module whose literals need no translation."""

from __future__ import annotations

import re
from datetime import time

EVERY_MONTH = "每月"
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
MONTH_WRITTEN = re.compile(r"((?:19|20)\d{2})[-/.年]?(0?[1-9]|1[0-2])月?")
LEAVING = re.compile(r"\s*(\d{1,2})[:：](\d{2})\s*(?:离会|离开|走|早退)?[，,、\s]*")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})|[点时](半|\d{1,2})?)")


OFFICE_ENDS = ("党建工作办公室", "党建办公室", "党建办", "党政办", "党委")
"""What follows a town's name where its offices sign; the program adds it itself."""


def town_of(name: str) -> str:
    """官庄镇党建办 → 官庄镇; a name that is nothing else stays."""
    for end in OFFICE_ENDS:
        if name.endswith(end) and name != end:
            return name.removesuffix(end).rstrip()
    return name


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
    r"(?:(?<=村)民?委(?:员会|会)?|(?<=办)公室|居民?委(?:员会|会)|党?总支(?:部)?(?:委员会)?|党?支部(?:委员会)?|党委会?)$"
)
_LONGEST_BODY = 12
"""Characters in which any of them stands with what is before it."""
_PARTY_PREFIX = re.compile(r"^(?:中共|中国共产党)")
_VILLAGE = "村"


def unit_core(name: str) -> str:
    """What a unit is called without what it is: 官庄村党支部, 官庄村委会, 官庄村 → 官庄; 利见社区 stays."""
    core = _PARTY_PREFIX.sub("", name)
    end = len(core)
    while (found := _BODY_SUFFIX.search(core, max(0, end - _LONGEST_BODY), end)) and found.start():
        end = found.start()
    return core[:end].rstrip(_VILLAGE) or core[:end]


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
    parts = [part for part in match.groups() if part]
    if not "".join(parts).isdigit():
        parts = [western(part) for part in parts]
    return tuple(parts) if all(map(str.isdigit, parts)) else ()


def western(numeral: str) -> str:
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


SEXES = {"男": "male", "女": "female"}
PARTY_CLASSES = {
    "正式": "full",
    "正式党员": "full",
    "中共正式党员": "full",
    "中共党员": "full",
    "党员": "full",
    "预备": "probationary",
    "预备党员": "probationary",
    "中共预备党员": "probationary",
}
YES_OR_NO = {
    **dict.fromkeys(("是", "流动", "流出", "流动党员", "√", "有", "Y", "1"), True),
    **dict.fromkeys(("否", "不是", "非流动", "×", "无", "N", "0"), False),
}
TICKS = {
    **dict.fromkeys(("√", "✓", "✔", "V", "v", "有", "是", "对", "齐", "已交", "已传", "1", "Y", "y"), True),
    **dict.fromkeys(
        ("×", "✗", "X", "x", "无", "没有", "否", "缺", "未交", "未传", "-", "/", "0", "N", "n"), False
    ),
}
"""What stands in a column that is ticked."""
POST_TITLES = {
    "书记": "secretary",
    "党支部书记": "secretary",
    "支部书记": "secretary",
    "副书记": "deputy_secretary",
    "党支部副书记": "deputy_secretary",
    "组织委员": "organisation_member",
    "宣传委员": "publicity_member",
    "纪检委员": "discipline_member",
    "纪律检查委员": "discipline_member",
    "委员": "member",
    "支部委员": "member",
    "支委": "member",
    "村委会主任": "director",
    "主任": "director",
    "第一书记": "first_secretary",
    "社区党委书记": "community_secretary",
    "社区书记": "community_secretary",
}
UNIT_KINDS = {
    "镇党委": "town_committee",
    "乡镇党委": "town_committee",
    "党委": "town_committee",
    "社区": "community",
    "社区党委": "community",
    "村": "village_branch",
    "村党支部": "village_branch",
    "行政村": "village_branch",
    "党支部": "village_branch",
    "机关党支部": "office_branch",
    "机关支部": "office_branch",
    "部门": "department",
    "站所": "department",
    "办公室": "department",
    "其他": "other",
    "其他单位": "other",
}
_COUNCIL_MEMBER = re.compile(r"^村(?:民)?委(?:会|员会)")
VACANT = re.compile(r"空缺|暂缺|缺配|待配|^缺$")
ACTING = re.compile(r"代(?:理)?(?:党支部)?(?:支部)?书记|主持工作")
_POST_SEPARATORS = re.compile(r"[、,，;；/兼]+")
_NATION, _COUNCIL = "族", "委会"
NOTE_SEPARATOR = "；"


def post_words(text: str) -> tuple[str, ...]:
    """The posts named in one cell: 书记、主任 → 书记 and 主任."""
    return tuple(word for word in _POST_SEPARATORS.split("".join(text.split())) if word) if text else ()


def is_village_council(post: str) -> bool:
    """Whether the words of a post name one on the village committee: 村委会委员, 村委会副主任."""
    return bool(_COUNCIL_MEMBER.match(post))


def nation(text: str) -> str:
    """汉 → 汉族; what already ends so stays."""
    return text if not text or text.endswith(_NATION) else text + _NATION


def village_names(written: str) -> tuple[str, str]:
    """Short and work name of a village: 官庄村委会 → 官庄村 and 官庄村委会; a plain name has no work name."""
    if not written.endswith(_COUNCIL):
        return written, ""
    core = unit_core(written)
    return (core if core.endswith("社区") else core + _VILLAGE), written


def without_acting(note: str) -> str:
    """A roster's note without 代书记, which is kept as a fact of the post."""
    return ACTING.sub("", note).strip("；;，,、 ")


def post_without_acting(word: str) -> str:
    """代书记 → 书记."""
    return word.replace("代理", "", 1) if "代理" in word else word.replace("代", "", 1)


MATERIAL_WORDS = {
    "sign_in": ("签到",),
    "roll": ("考勤", "学时登记"),
    "other": ("请假", "小结", "总结"),
    "notice": ("通知",),
    "schedule": ("日程", "议程"),
    "courseware": ("课件", "讲稿", "教案", "提纲"),
    "photo": ("照片", "现场"),
}
"""Words in the names of files and the kind of material they mean, the most telling first."""

BARE_DAY = re.compile(r"(\d{1,2})[日号]?")
HEADS = re.compile(r"(\d{1,4})[人名位]?")
"""A day of a month known otherwise, a number of people."""

MINUTES_LABELS = {
    **dict.fromkeys(("时间", "会议时间", "活动时间", "实际会议时间", "召开时间"), "time"),
    **dict.fromkeys(("地点", "会议地点", "活动地点"), "place"),
    **dict.fromkeys(("主持人", "主持", "会议主持"), "host"),
    **dict.fromkeys(("记录人", "记录"), "recorder"),
    **dict.fromkeys(("讲课人", "主讲人", "授课人"), "lecturer"),
    **dict.fromkeys(
        ("缺席人员及原因", "缺席人员", "缺席人员姓名及缺席原因", "请假人员", "请假人员及原因"), "absences"
    ),
    **dict.fromkeys(("议题", "会议议题", "主题", "会议主题", "活动主题", "支委会主题"), "topic"),
    **dict.fromkeys(("内容", "会议内容", "主要内容", "主要内容及特色", "活动内容"), "content"),
    **dict.fromkeys(("决议", "会议决议", "形成决议", "决定事项"), "decision"),
    **dict.fromkeys(("其他", "其 他", "其它", "备注"), "other"),
}
"""Labels of the forms minutes are written on, by the field they stand before."""
MINUTES_FIGURES = {
    "应到": "expected",
    "实到": "attended",
    "请假": "on_leave",
    "缺席": "absent",
    "列席": "observers",
}
MINUTES_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
MINUTES_CLOCK = re.compile(r"\d{1,2}\s*[:点时]")
MINUTES_FIGURE = re.compile(
    rf"({'|'.join(MINUTES_FIGURES)})[^\d\n:：，,；;。\t]{{0,10}}[:：\s]*(\d{{1,4}})[ 　]*(?:人|名)?"
)
MINUTES_BESIDE_FIGURES = re.compile(r"[\s，,；;。、|人名]*")
MINUTES_WORDS = ("会议记录", "活动记录", "记录本", "纪要")
"""Words in the name of a file that make it the minutes of a meeting."""
PERSONS = "人"
"""What stands after a number of people."""


NO_DEADLINE = frozenset({"", "—", "-", "－", "无", "不要求", "没有"})
LIFE_DAY_WORDS = frozenset({"支部生活日", "生活日", "支部主题党日", "主题党日"})
HALF_MONTH_WORDS = frozenset({"15日和月底", "半月", "每半月", "半个月", "按半月", "上下半月", "15日、月底"})
PERIOD_ENDS = {
    **dict.fromkeys(("月底", "月末", "当月底", "当月末", "每月底", "本月底"), "month"),
    **dict.fromkeys(("季末", "季底", "季度末", "季度底", "当季末"), "quarter"),
    **dict.fromkeys(("年底", "年末", "当年底"), "year"),
    **dict.fromkeys(("当天", "当日"), "once"),
}
"""The end of a period by the rhythm the word belongs to."""
MONTH_END = frozenset({"底", "末", "月底", "月末"})
DAY_TEXT = re.compile(r"(?:当月|每月)?(\d{1,2})[日号]?(?:前|以前|之前)?")
MONTH_DAY_TEXT = re.compile(r"(\d{1,2})月(?:份)?(\d{1,2}(?=[日号])|底|末)[日号]?(?:前|以前|之前)?")
LATER_MONTH = re.compile(
    r"(?:[次下]个?月|(\d{1,2})个?月后)的?(\d{1,2}(?=[日号]|前|$)|月?[底末])[日号]?(?:前|以前|之前)?"
)
NEXT_YEAR = re.compile(
    r"(?:次年|第2年|下年|明年)(\d{1,2})月(?:份)?(\d{1,2}(?=[日号])|底|末)[日号]?(?:前|以前|之前)?"
)
WORKDAYS_AFTER = re.compile(r"会?后(\d{1,2})个?工作日(?:内|以内)?")
WHOLE_YEAR = frozenset({"全年", "年度", "本年", "1年"})
YEAR_END = "年"
QUARTER_TEXT = re.compile(r"(?:(\d{4})年?)?第?([1-4])季度?")
_NUMERAL_RUN = re.compile(f"[{_NUMERALS}零○十]+")
_YEAR_MARK, _MONTH_MARKS = "年", ("月份", "月")


def digits_of(text: str) -> str:
    """Numerals as digits wherever they stand: 次月五日 → 次月5日, 会后三个工作日 → 会后3个工作日."""
    return _NUMERAL_RUN.sub(lambda found: western(found[0]), text)


def plain_month(text: str) -> str:
    """2026年7月 → 2026-7, 七月 → 7."""
    bare = digits_of(text)
    for mark in _MONTH_MARKS:
        bare = bare.removesuffix(mark)
    return bare.replace(_YEAR_MARK, "-")


_NO_THEME = re.compile(
    "党支部|支部|党员|党课|学习|贯彻|落实|传达|精神|会议|工作|活动|开展|推进|组织|主题|专题|教育|讲话|重要|全面|我们"
)
_TITLE_ENDS = re.compile(r"[\s，,、。；;：:“”\"《》（）()·—\-!！?？/]+")


def theme_words(title: str) -> list[str]:
    """The pieces of a theme's title between marks: 感党恩、听党话 → 感党恩, 听党话."""
    return [piece for piece in _TITLE_ENDS.split(title) if piece]


def says_something(words: str) -> bool:
    """Whether words say more than what stands in every record (学习贯彻, 会议精神): two characters beyond those."""
    return any(len(piece) > 1 for piece in _NO_THEME.split(words))


LADDER_BREAK = re.compile(r"[，,；;、\n]")
LADDER_STEP = re.compile(r"(\d{1,4}) *次? *[:：]? *([^\d\s].*)", re.ASCII)
"""A step of the ladder of attendance: how many absences, then what follows."""

NUMBERED = re.compile(
    r"第?(?:(?P<year>20\d\d)-)?(?P<number>\d{1,3})(?:(?P<entry>号)(?:问题|意见)?|(?P<session>期)(?:书记)?(?:培训)?)?"
)
"""A record called by its number: 12 号, 2026-012, 第 6 期; spaces are gone by then."""
