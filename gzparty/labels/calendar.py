"""Sentences and labels of the work calendar."""

from __future__ import annotations

from gzparty.domain.calendar import DayKind
from gzparty.i18n import N_, _

SENTENCES: dict[str, str] = {
    "run_end_before_start": N_("止 {last} 在起 {first} 前面，请核对这两个日子。"),
    "run_too_long": N_("从起到止有 {length} 天，一次最多 {longest} 天。请核对月份。"),
    "holiday_without_name": N_("放假要写名称，例如 春节。"),
    "calendar_year_absurd": N_("年份 {year} 不对，放假安排只记 {first} 年到 {last} 年。"),
    "session_on_day_off": N_("第 {n} 期排在 {day}，这天放假，要不要改期？"),
}

_KINDS = {DayKind.OFF: N_("放假"), DayKind.WORK: N_("调休上班")}


def kind_label(kind: DayKind) -> str:
    """放假 or 调休上班."""
    return _(_KINDS[kind])


def source_label(*, by_hand: bool, official: bool) -> str:
    """Where a mark comes from; in a year without its notice only the statutory days are known."""
    if by_hand:
        return _("手工")
    return _("通知") if official else _("法定节日")
