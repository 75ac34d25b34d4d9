"""收表汇总 in words: what became of each file, who is missing."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES = {
    "collect_form_without_header": N_("附表“{file}”里没有找到表头。打开看看是不是空表，或换一份附表。"),
    "collect_without_header": N_("这些文件里没有找到表头。先把要填的空表附上，再来汇总。"),
    "collect_other_form": N_("里面没有这张表的表头，不像是这次要的表"),
    "collect_columns_missing": N_("改了表头：少了 {titles}，没有并进来"),
    "collect_columns_extra": N_("多出 {titles}，多出的列没有并进来"),
    "collect_columns_moved": N_("列的顺序变了，按列名对上了"),
    "collect_units_differ": N_("文件名写的是 {named}，表里写的是 {written}，没有并进来"),
    "collect_units_several": N_("可能是 {names}，没有并进来；文件名里写清一个村"),
    "collect_unit_unknown": N_("看不出是哪个村的，没有并进来；文件名里写上村名"),
    "collect_no_rows": N_("表头下面没有填"),
    "collect_twice": N_("{unit}有 {n} 份，哪份都没有并进来；留下要用的一份再选"),
}
