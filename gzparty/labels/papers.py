"""Sentences of the papers area."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "paper.missing_character": N_(
        "{place}：字“{character}”（{code}）没有字形，已印成“□”，请手写补上或换一种写法。"
    ),
    "paper.control_character": N_("{place}：有看不见的控制字符（{code}），没有印出来，不影响其他内容。"),
    "paper.place.title": N_("《{paper}》标题"),
    "paper.place.paragraph": N_("《{paper}》正文第 {n} 段"),
    "paper.place.field": N_("《{paper}》“{label}”一栏"),
    "paper.place.attachment": N_("《{paper}》附件说明"),
    "paper.place.signature": N_("《{paper}》落款"),
    "paper.place.head": N_("《{paper}》表头“{column}”"),
    "paper.place.cell": N_("《{paper}》表格第 {row} 行“{column}”"),
    "paper.margins_too_wide": N_(
        "《{title}》的页边距太大，纸上放不下文字；请把页边距改小，或换用 A3、横向。"
    ),
    "paper.nothing_to_print": N_("没有可打印的内容；请先选择单位或记录。"),
    "paper.no_folder": N_("文件夹“{folder}”不存在，“{name}”没有保存；请换一个文件夹。"),
    "paper.unknown": N_("没有叫“{name}”的表。可以打印：{choices}。"),
    "paper.needs_training": N_("这张表要说明是哪一期，加上 --training 2026-06 这样的期号。"),
    "paper.needs_person": N_("这张表要说明是谁，加上 --person 姓名；同名的写成 姓名@单位。"),
    "paper.needs_unit": N_("这张表要说明是哪个支部，加上 --unit 官庄村；要全部支部，加上 --each。"),
    "paper.needs_kind": N_("这张表要说明是哪一种，加上 --kind。可以选：{choices}。"),
    "paper.kind_unknown": N_("没有“{kind}”这一种。可以选：{choices}。"),
    "paper.needs_meeting": N_(
        "这张表要说明是哪一次会，加上 --meeting 2026-0012 这样的编号；要一批，写 --unit、--month 再加 --each。"
    ),
    "paper.needs_errand": N_("这张表要说明是哪一项要材料，加上 --errand 编号或名称。"),
    "paper.errand_unknown": N_("没有“{reference}”这一项要材料。看编号用 list errands。"),
    "paper.needs_problem": N_(
        "这张表要说明是哪一个问题，加上 --problem 2026-012 这样的编号；要一批，写 --unit 再加 --each。"
    ),
    "paper.needs_inspection": N_(
        "这张表要说明是哪一次自查，加上 --inspection 编号；要一批，写 --unit、--month 再加 --each。"
    ),
    "paper.needs_tour": N_("这张表要说明是哪一次联合督查，加上 --tour 编号。看编号用 list tours。"),
    "paper.tour_unit_unknown": N_("{tour}没有安排去{unit}。先在联合督查里加上这个单位。"),
    "paper.state_unknown": N_("没有“{state}”这种状态。可以选：{choices}。"),
    "paper.month_unreadable": N_("月份“{text}”看不懂，写成 2026-06 这样。"),
    "paper.quarter_unreadable": N_("季度“{text}”看不懂，写成 2026-Q2 这样。"),
    "paper.not_for_each": N_("《{label}》不分单位和个人，只有一份，去掉 --each 就行。"),
    "paper.many_documents": N_(
        "一共 {count} 份，一个 Word 文档（{name}）只能存一份。改存到文件夹，或存成 .pdf，一份一个书签。"
    ),
    "paper.not_editable": N_("《{title}》只能存成 PDF，不能存成 Word 文档；文件名改成 .pdf 结尾就行。"),
    "paper.column_unknown": N_("这张表没有“{column}”这一列。可以选：{choices}。"),
}
