"""Sentences of the sheets area: what is wrong with a file, a column, a row or a cell, and the way out."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "date_unreadable": N_("“{text}”看不出是哪一天。请写成 1985年1月 或 1985-01-20。"),
    "date_impossible": N_("日历上没有“{text}”这一天，请核对。"),
    "date_is_serial": N_("“{text}”是日期丢了格式后的天数，应当是 {meant}，请确认。"),
    "date_month_ambiguous": N_("“{text}”是按数字存的，分不清是 {first} 还是 {second}，请确认。"),
    "date_out_of_range": N_("“{text}”早于 1900 年或晚于今天，请核对。"),
    "cell_is_error": N_("单元格里是公式错误“{text}”，请在表格里改好再导入。"),
    "number_truncated": N_("“{text}”是按数字存的，末几位已经丢失。请把这一列设为文本，重新填写。"),
    "number_looks_truncated": N_("“{text}”末三位都是 0，可能在表格里丢过位数，请核对。"),
    "phone_implausible": N_("电话“{text}”是 {count} 位，请核对。"),
}
