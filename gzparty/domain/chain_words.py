"""Words of 接龙 texts: how villages write days, attendance and what is no line of a village."""

from __future__ import annotations

import re

HAN = "\u4e00-\u9fff"
NUMERALS = "〇零一二三四五六七八九十"

NUMBERING = re.compile(
    r"(?:\((\d{1,3})\)|(\d{1,3})\))[、.,:\s]*"
    r"|(\d{1,3})\s*[、.,:](?!\d)\s*"
    r"|(\d{1,3})[.、,](?=\d{1,2}[月日号]|\d{1,2}\.\d{1,2}(?![\d.]))"
    rf"|(\d{{1,3}})\s+(?=[{HAN}#])"
    rf"|(\d{{1,3}})(?=[{HAN}])(?![年月日号人名位点时应实到])"
)
"""The number WeChat puts before each line; the first group that is filled holds it."""
HEADING = re.compile(r"^\s*#|接龙|请.{0,6}(?:支部|书记|村)|各(?:支部|村|党支部)|^\s*[-—=_*~·.]+\s*$")
EXAMPLE = re.compile(r"^\s*[(\[【]?\s*(?:例|示例|样例|格式|比如|模板|参考)")
SENDER = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s*$")
"""A message copied from a chat begins with who sent it and when."""
VILLAGE = "村"
BIGGER_UNIT = re.compile(r"镇|社区|街道|乡(?!村)|片区|管区|工作区")
"""What follows a name that is no village's: 官庄镇 is not 官庄村."""
OPENS_A_NAME = re.compile(r"(?:镇|社区|街道|片区|管区|委|部|中共|报|是|我|日|号)$")
OTHER_NAME = re.compile(rf"(?!村)[{HAN}]{{1,2}}村")
"""What follows a known name that is the beginning of another one: 官庄|子村."""
NAME_RUN = re.compile(rf"[{HAN}]+")
NAME_ENDS = re.compile(
    rf"村|党|支部|应|实|到|全|参|请假|缺|列席|议题|主题|未|没|书记|[{NUMERALS}]+[月日号]|月|日|号|第"
)
"""Where the run of characters that may be a shortened name stops."""
GROUP = re.compile(rf"第?([{NUMERALS}]+|\d{{1,2}})(?:党?小)?组")

WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
CLOCK = re.compile(
    r"(?:上午|下午|晚上|早上|中午|晚|早)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[-~—至到]\s*\d{1,2}:\d{2})?"
    r"|(?:上午|下午|晚上|早上|中午|晚|早)?\d{1,2}[点时](?:半|\d{1,2}分?)?"
)
_NUMERAL = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[〇零一二三四五六七八九])"
_APART = rf"(?![\d{NUMERALS}])"
COUNTED = re.compile(
    rf"(?<![\d{NUMERALS}]){_NUMERAL}{_APART}(?=\s*[月日号人名位])"
    rf"|(?<=[月应到席假缺实]){_NUMERAL}{_APART}(?![{HAN}])"
    rf"|(?<=[月应到席假缺实]){_NUMERAL}{_APART}(?=[应实到请缺列人名])"
)
"""Numerals that stand for a figure or a day; others belong to names and topics."""
FULL_DAY = re.compile(r"(\d{4}|\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]?(?!\d)")
DAY = re.compile(r"(?<!\d)(\d{1,2})[日号]")
SPAN_OF_DAYS = re.compile(r"(?<!\d)\d{1,2}[日号]?\s*[-~—至、和]\s*\d{1,2}[日号]")
DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})[日号]?(?![\d.])")
TOGETHER = re.compile(r"(?<!\d)(0\d|1[0-2])([0-3]\d)(?!\d)")
SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})(?![\d/-])")

TOPIC = re.compile(r"(?:会议)?(?:议题|主题(?!党日)|内容)\s*[: ]\s*(.+)$")
QUOTED = re.compile(r"[^,。;、\s]*《[^》]+》[^,。;\s]*")
NOBODY = re.compile(
    r"(?:无人?|没有|没人)(?:请假|缺席|缺勤|未到|列席)|(?:请假|缺席|列席)(?:0人)?[:]?(?:无|没有)(?!人)"
)
NO_FIGURE = re.compile(r"(?<!\d)1\d{10}(?!\d)|第\s*\d+\s*[次期届个批]")
"""Phones and ordinals: digits that count nobody."""
FILLERS = re.compile(r"其中|会议|总?人数|人员|正式|共计|总共|总数|共|[的有了为是:=\s]")

EXPECTED, ATTENDED, LEAVE, ABSENT, OBSERVERS = "expected", "attended", "on_leave", "absent", "observers"
EVERYBODY, MEMBERS, OTHERS, NUMBER = "everybody", "members", "others", "number"
TOKENS = re.compile(
    rf"(?P<{EVERYBODY}>全部到齐|全员到齐|全部到会|全员到会|全部参加|全员参加|全部参会|全体参加|全部到|全员到|全到齐?|全勤|都到了?|到齐)"
    rf"|(?P<{OTHERS}>迟到|早退|预备党员|流动党员|发展对象|积极分子|群众|因病|因事|公出|出差|外出|务工)"
    rf"|(?P<{ABSENT}>未到会|未到|没到|没来|未参加|未参会|缺席|缺勤|旷会|缺)"
    rf"|(?P<{LEAVE}>请假|事假|病假)"
    rf"|(?P<{OBSERVERS}>列席)"
    rf"|(?P<{EXPECTED}>应到会?|应参会|应参加|应出席|应来|应有|应)"
    rf"|(?P<{ATTENDED}>实际到会|实际参会|实际参加|实际到|实到会?|实参会|实参加|参会|参加|到会|出席|到场|实|到)"
    rf"|(?P<{MEMBERS}>党员(?!大会))"
    rf"|(?P<{NUMBER}>(?<![\d.])\d{{1,4}}(?![\d.]))"
)
PAIR = re.compile(r"(?<![\d.到应])(\d{1,4})(?:实到|实|到)(\d{1,4})(?![\d.])(?!人?(?:请假|缺|未))")
"""18到15: what ought to come and what came, without 人 between."""
UNITS = re.compile(r"[人名位个,。;、/|()\[\]【】~—+!?\-.]|支部|党支部|村")
