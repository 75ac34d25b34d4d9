"""The kinds of values a setting can have."""

from __future__ import annotations

from enum import StrEnum


class SettingKind(StrEnum):
    """What a value is and how it is typed; credit is typed in 学时, with at most a half, a month as 2026-01."""

    TEXT = "text"
    RULE = "rule"
    LADDER = "ladder"
    NUMBER = "number"
    HOURS = "hours"
    MONTH = "month"
    YES_NO = "yes_no"
