"""Sentences of the settings: what is wrong with what was typed, and what may stand there."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "setting_unknown": N_("没有叫“{key}”的设置。"),
    "setting_ill_typed": N_("设置“{key}”的值“{value}”不对，请核对后再填。"),
    "setting_not_whole": N_("“{text}”不是整数。“{label}”写一个整数，例如 15。"),
    "setting_not_hours": N_("“{text}”不能当学时。“{label}”写到半个学时为止，例如 56 或 31.5。"),
    "setting_not_yes_no": N_("“{label}”写“是”或“否”，不能写“{text}”。"),
    "setting_not_month": N_("“{text}”不是月份。“{label}”写成 2026-01 这样。"),
    "setting_out_of_range": N_("“{label}”要在 {low} 到 {high} {unit}之间。"),
    "setting_too_long": N_("“{label}”最多写 {longest} 个字，现在有 {length} 个字。"),
    "setting_day_below_half": N_("一天最多 {day} 学时，比半天的 {half} 学时还少。先改另一个。"),
    "setting_warn_below_remind": N_("{warn} 个月警示，比提醒的 {remind} 个月还早。先改另一个。"),
    "settings_not_object": N_("设置文件里应是一组“名称: 值”，或 list settings --json 给的那一列。"),
}
