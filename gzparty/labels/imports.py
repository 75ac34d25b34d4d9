"""What the import of sheets is called: kinds, fields, what became of people, the figures of a result."""

from __future__ import annotations

from collections.abc import Mapping

from gzparty.domain.matching import Difference
from gzparty.domain.phone import masked
from gzparty.domain.table import TableKind
from gzparty.i18n import N_, _
from gzparty.labels.people import sex_label
from gzparty.services.import_result import Gone, ImportResult

KINDS: Mapping[TableKind, str] = {
    TableKind.UNITS: N_("单位名单"),
    TableKind.SECRETARIES: N_("书记花名册"),
    TableKind.MEMBERS: N_("党员花名册"),
    TableKind.MEETINGS: N_("会议记录"),
    TableKind.ROLLS: N_("签到名单"),
    TableKind.PROBLEMS: N_("整改台账"),
    TableKind.NOMINATIONS: N_("典型推荐"),
}
GONE: Mapping[Gone, str] = {
    Gone.DIED: N_("去世"),
    Gone.MOVED: N_("转出"),
    Gone.ENDED: N_("不再任职"),
    Gone.STAYS: N_("还在，表里漏了"),
    Gone.LATER: N_("以后再说"),
}
_FIELDS: Mapping[str, str] = {
    "position": N_("序号"),
    "community": N_("社区"),
    "unit": N_("村、支部"),
    "name": N_("姓名"),
    "sex": N_("性别"),
    "nation": N_("民族"),
    "birth": N_("出生年月"),
    "joined": N_("入党时间"),
    "education": N_("学历"),
    "since": N_("任现职时间"),
    "post": N_("职务"),
    "phone": N_("电话"),
    "note": N_("备注"),
    "group": N_("党小组"),
    "class": N_("党员类别"),
    "mobile": N_("流动党员"),
    "code": N_("代码"),
    "kind": N_("类别"),
    "parent": N_("上级"),
    "town": N_("镇街"),
    "party_name": N_("党组织全称"),
    "secretary": N_("书记"),
    "day": N_("时间"),
    "planned": N_("计划时间"),
    "place": N_("地点"),
    "host": N_("主持人"),
    "recorder": N_("记录人"),
    "lecturer": N_("讲课人"),
    "title": N_("会议名称"),
    "topic": N_("议题"),
    "content": N_("内容"),
    "decision": N_("决议"),
    "expected": N_("应到"),
    "attended": N_("实到"),
    "on_leave": N_("请假"),
    "absent": N_("缺席"),
    "observers": N_("列席"),
    "absences": N_("缺席人员"),
    "minutes": N_("记录"),
    "sign_in": N_("签到表"),
    "photos": N_("照片"),
    "uploaded": N_("已传灯塔"),
    "filed_at": N_("原件"),
    "other": N_("其他"),
    "sitting": N_("期次或会议编号"),
    "status": N_("签到情况"),
    "reason": N_("原因"),
    "text": N_("存在问题"),
    "source": N_("问题来源"),
    "measure": N_("整改措施"),
    "leader": N_("责任领导"),
    "responsible": N_("责任人"),
    "deadline": N_("整改时限"),
    "result": N_("整改情况"),
    "state": N_("是否完成"),
    "done_on": N_("完成时间"),
    "verifier": N_("验收人"),
    "found_on": N_("发现时间"),
    "number": N_("编号"),
    "nominator": N_("推荐单位"),
    "category": N_("类别"),
    "summary": N_("一句话事迹"),
    "deeds": N_("主要事迹"),
    "opinion": N_("推荐意见"),
    "selection": N_("哪次评选"),
}
_OWN: Mapping[tuple[TableKind, str], str] = {
    (TableKind.UNITS, "name"): N_("名称"),
    (TableKind.PROBLEMS, "unit"): N_("单位"),
    (TableKind.NOMINATIONS, "unit"): N_("单位"),
    (TableKind.NOMINATIONS, "day"): N_("推荐时间"),
}
"""What a kind of sheet calls otherwise; the name in a list of units is no person's."""


def kind_label(kind: TableKind) -> str:
    """书记花名册."""
    return _(KINDS[kind])


def field_label(kind: TableKind, name: str) -> str:
    """What the program calls a field of a sheet."""
    return _(_OWN.get((kind, name), "") or _FIELDS[name])


def gone_label(gone: Gone) -> str:
    """去世, 转出 …"""
    return _(GONE[gone])


def fact_words(kind: TableKind, difference: Difference) -> tuple[str, str, str]:
    """A difference as three texts: the field, what is recorded, what the sheet says."""
    stored, given = difference.stored, difference.given
    if difference.field == "sex":
        stored, given = sex_label(stored), sex_label(given)
    return field_label(kind, difference.field), " ".join(stored.split()), " ".join(given.split())


def shown_cell(name: str, text: str) -> str:
    """A cell's text as a screen may show it: one line, phones masked."""
    line = " ".join(text.split())
    return masked(line) if name == "phone" and line else line


def figures(result: ImportResult) -> str:
    """What was or would be stored, in one line."""
    words = _("新增 {added} 行，更新 {updated} 行，不变 {same} 行").format(
        added=result.added, updated=result.updated, same=result.same
    )
    return words + _("，不在的 {n} 人").format(n=result.gone) if result.gone else words
