"""Sentences of printing, and of the print log: where a record differs from its printed copy."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "print.cannot_start": N_("打印机“{printer}”没有响应。看看它开没开机、连没连上，或者先存 PDF。"),
    "print.broken_off": N_(
        "打印机只接了 {page} 页，共 {all} 页。看看缺不缺纸、连没连上，再从没印的那一页接着印。"
    ),
    "printed.differs": N_("和那次印的不一样；印过的内容没有留底，不能逐处对"),
    "printed.text": N_("{label}：{before} → {after}"),
    "printed.running": N_("正文"),
    "printed.text_added": N_("多了：{text}"),
    "printed.text_gone": N_("没有了：{text}"),
    "printed.table": N_("第 {n} 张表 "),
    "printed.table_added": N_("多了一张表，{rows} 行"),
    "printed.table_gone": N_("少了一张表，{rows} 行"),
    "printed.column_added": N_("{table}多了“{column}”一列"),
    "printed.column_gone": N_("{table}少了“{column}”一列"),
    "printed.cell": N_("{table}第 {row} 行 {column}：{before} → {after}"),
    "printed.row_added": N_("{table}第 {row} 行是新加的：{text}"),
    "printed.row_gone": N_("{table}少了一行：{text}"),
    "printed.empty": N_("空"),
}
