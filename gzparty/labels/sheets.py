"""Sentences of the sheets area: what is wrong with a file, a column, a row or a cell, and the way out."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "file_missing": N_("没有找到文件“{file}”。请核对文件名和所在文件夹。"),
    "file_is_folder": N_("“{file}”是文件夹，请选里面的表格文件。"),
    "file_unreadable": N_("文件“{file}”打不开，可能正被 WPS 占用或没有权限。请关掉它再试。"),
    "file_empty": N_("“{file}”里没有内容。"),
    "file_too_large": N_("“{file}”超过 {limit} MB，不像花名册。请只留要导入的那张表，另存后再试。"),
    "file_unpacks_too_large": N_("“{file}”解开后超过 {limit} MB，不像花名册，没有打开它。"),
    "file_not_spreadsheet": N_("“{file}”不是表格文件。请在 WPS 里另存为 .xlsx 再试。"),
    "file_has_password": N_("“{file}”设了密码。请在 WPS 里取消密码，另存后再试。"),
    "file_damaged": N_("“{file}”已经损坏，读不出来。请用 WPS 打开并另存，或换一份。"),
    "sheet_unknown": N_("文件里没有叫“{name}”的工作表，只有：{names}。"),
    "sheet_too_large": N_("“{file}”里有离得很远的单元格，撑得太大。请删掉表格以外的行和列，另存后再试。"),
    "formulas_without_values": N_(
        "工作表“{sheet}”的 {cell} 等 {count} 个公式没有算出结果。请用 WPS 打开并保存一次再导入。"
    ),
    "formulas_without_values_somewhere": N_(
        "“{file}”里有 {count} 个公式没有算出结果。请用 WPS 打开并保存一次再导入。"
    ),
    "header_missing": N_("“{file}”里没有找到表头，缺少这些列：{titles}。可以用“列名=字段”指明是哪一列。"),
    "column_unknown": N_("表头里没有叫“{name}”的列，只有：{names}。"),
    "field_unknown": N_("没有叫“{name}”的字段，可用的有：{names}。"),
    "table_without_rows": N_("“{file}”的表头下面没有数据。"),
    "row_title": N_("标题行"),
    "row_head": N_("表头"),
    "row_sum": N_("合计行"),
    "row_foot": N_("落款或说明行"),
    "row_blank": N_("空行"),
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
