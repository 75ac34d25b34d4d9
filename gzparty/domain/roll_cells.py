"""What a sheet of attendance writes of a person: the mark, and the reason that hides in it."""

from __future__ import annotations

from gzparty.domain.sitting import Status

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
