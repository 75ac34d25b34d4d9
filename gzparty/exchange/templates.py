"""Blank workbooks to fill in, with the titles the import knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gzparty.domain.table import TableKind
from gzparty.exchange.header import title_of, vocabulary
from gzparty.files import write_whole
from gzparty.i18n import N_, _, in_chinese

TITLES: Mapping[TableKind, str] = {
    TableKind.UNITS: N_("单位名单"),
    TableKind.SECRETARIES: N_("村党组织书记花名册"),
    TableKind.MEMBERS: N_("党员花名册"),
    TableKind.MEETINGS: N_("会议记录"),
    TableKind.ROLLS: N_("签到名单"),
    TableKind.PROBLEMS: N_("问题整改台账"),
    TableKind.NOMINATIONS: N_("典型推荐汇总表"),
}
_LEFT_OUT = frozenset({"town", "party_name", "found_on", "number", "selection"})
"""Known where a sheet has them, but nothing a clerk should have to fill in."""
_WIDTHS: Mapping[str, int] = {
    "position": 6,
    "sex": 6,
    "nation": 8,
    "unit": 20,
    "name": 12,
    "note": 24,
    "text": 30,
    "deeds": 50,
    "opinion": 24,
}
_WIDTH = 14


@in_chinese()
def blank_template(kind: TableKind, target: Path) -> None:
    """Write a workbook of titles only; its cells are text, so that no phone or date loses anything when typed."""
    from gzparty.exchange.xlsx import Layout, workbook_bytes

    fields = [name for name in vocabulary(kind).names if name not in _LEFT_OUT]
    names = [title_of(kind, name) for name in fields]
    widths = [_WIDTHS.get(name, _WIDTH) for name in fields]
    content, _cut = workbook_bytes(Layout(names, widths, _(TITLES[kind])), [])
    write_whole(target, content)
