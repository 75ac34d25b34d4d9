"""Sentences of lists and calendars that leave the program as files."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "export_is_folder": N_("“{path}”是文件夹。请再写上文件名，例如 花名册.xlsx。"),
    "export_folder_missing": N_("没有文件夹“{folder}”。请先建好，或换一个位置。"),
    "export_unwritable": N_("写不进“{path}”，可能正被 WPS 打开或没有权限。请关掉它，或换一个位置。"),
    "export_suffix_unknown": N_("“{name}”不知道存成什么格式。文件名请以 {choices} 结尾。"),
    "export_too_long": N_("有 {count} 行，一张表放不下（最多 {limit} 行）。请按年份或单位分开导出。"),
    "export_cell_cut": N_(
        "第 {row} 行“{column}”有 {length} 个字，表格一格只放得下 {limit} 个，后面的没有导出。"
    ),
}
