"""The words in which sheets write meetings and attendance: read, never shown."""

from __future__ import annotations

import re

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.sitting import Status

KIND_WORDS = {
    "党员大会": MeetingKind.BRANCH_MEETING,
    "支部大会": MeetingKind.BRANCH_MEETING,
    "支部党员大会": MeetingKind.BRANCH_MEETING,
    "支委会": MeetingKind.COMMITTEE_MEETING,
    "支部委员会": MeetingKind.COMMITTEE_MEETING,
    "支部委员会会议": MeetingKind.COMMITTEE_MEETING,
    "党小组会": MeetingKind.GROUP_MEETING,
    "党小组会议": MeetingKind.GROUP_MEETING,
    "党课": MeetingKind.LECTURE,
    "主题党日": MeetingKind.THEME_DAY,
    "主题党日活动": MeetingKind.THEME_DAY,
    "集中学习": MeetingKind.STUDY,
    "理论学习": MeetingKind.STUDY,
    "组织生活会": MeetingKind.LIFE_MEETING,
    "民主评议": MeetingKind.APPRAISAL,
    "民主评议党员": MeetingKind.APPRAISAL,
}
"""Kinds as sheets call them (domain.md 5.2 names those of deployed systems)."""
CLOCK = r"(\d{1,2})(?:[:：](\d{2})(?::\d{2})?|[点时](?:(\d{1,2})分?|(半))?)"
HOURS = re.compile(
    rf"(上午|下午|晚上|晚)?\s*{CLOCK}(?:\s*(?:[-—–~～至到]+)\s*(上午|下午|晚上|晚)?\s*{CLOCK})?\s*$"
)
MONTH_DAY = re.compile(r"^(\d{1,2})(?:月|[.\-/])(\d{1,2})[日号]?$")
WEEKDAY = re.compile(r"[(（]?(?:周|星期)[一二三四五六日天][)）]?")
COUNT = re.compile(r"^(\d{1,4})\s*(?:人|名)?$")
NOBODY = frozenset({"无", "没有", "/", "-", "—"})
"""What stands where nobody was away."""
LEAVE = "假"
"""A reason with this in it is leave."""
AFTERNOON = frozenset({"下午", "晚上", "晚"})
STATUS_WORDS = {
    **dict.fromkeys(
        ("到", "已到", "√", "✓", "出勤", "已签到", "签到", "参加", "参会", "实到", "present"), Status.PRESENT
    ),
    **dict.fromkeys(("迟到", "迟", "late"), Status.LATE),
    **dict.fromkeys(("请假", "事假", "病假", "已请假", "假", "事", "病", "leave"), Status.LEAVE),
    **dict.fromkeys(("公出", "公差", "公假", "出差", "official"), Status.OFFICIAL),
    **dict.fromkeys(("缺席", "缺勤", "旷课", "旷", "未到", "未参加", "×", "absent"), Status.ABSENT),
    **dict.fromkeys(("代会", "代", "substitute"), Status.SUBSTITUTE),
    **dict.fromkeys(("早退", "退", "early"), Status.EARLY),
}
"""Marks as attendance sheets have them (domain.md 2.2, 5.4)."""
REASONS = {"事假": "事假", "病假": "病假", "事": "事假", "病": "病假"}
"""Words that say the reason as well."""
MONTHS_SAID = (
    re.compile(r"(?<!\d)(?:(\d{4})年)?(1[0-2]|0?[1-9])月"),
    re.compile(r"(?<!\d)(\d{4})[-./](1[0-2]|0?[1-9])(?!\d)"),
)
"""A month as a title says it, with its year where it stands there: 2026年6月, 6月; 2026-06."""
