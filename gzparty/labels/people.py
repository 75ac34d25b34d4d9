"""Sentences and labels of units, people and posts."""

from __future__ import annotations

from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.i18n import N_, _

SENTENCES: dict[str, str] = {
    "unit_unknown": N_("没有叫“{name}”的单位。请核对村名，或先在“组织与人员”里加上它。"),
    "unit_ambiguous": N_("叫“{name}”的单位有 {count} 个：{names}。请写全名。"),
    "unit_name_taken": N_("“{name}”已经有了，不能再加一个同名的单位。"),
    "unit_parent_loop": N_("不能把“{name}”移到它自己下面。"),
    "person_unknown": N_("没有叫“{name}”的人。请核对姓名；同名的人写成“姓名@单位”。"),
    "person_ambiguous": N_("叫“{name}”的有 {count} 人：{names}。请写成“姓名@单位”。"),
    "date_before_record": N_("日期 {day} 早于这条记录的开始日期 {begun}，请改晚一些。"),
    "unit_closed": N_("“{name}”已经停用，不能再并进去。"),
    "unit_merge_below": N_("“{target}”在“{source}”下面，不能把上级并进下级；先把“{target}”移到别处。"),
    "person_merged_away": N_("“{name}”这条记录已经并到别人名下，请选合并后的那一位。"),
    "unit_merge_itself": N_("单位不能和自己合并，请另选一个。"),
    "person_merge_itself": N_("一个人不能和自己合并，请另选一个。"),
    "office_without_name": N_("请写单位名称，例如 官庄镇。"),
    "setting_unknown": N_("没有叫“{key}”的设置。"),
    "setting_ill_typed": N_("设置“{key}”的值“{value}”不对，请核对后再填。"),
    "text_too_long": N_("写了 {count} 个字，这里最多 {limit} 个，短一些再保存。"),
    "text_unwritable": N_("里面有打印不出来的字符“{letter}”，去掉它再保存。"),
    "post_elsewhere": N_("{name} 已经是{unit}的{post}，再任一职请先确认。"),
}

_POSTS = {
    PostTitle.SECRETARY: N_("党支部书记"),
    PostTitle.DEPUTY_SECRETARY: N_("党支部副书记"),
    PostTitle.ORGANISATION_MEMBER: N_("组织委员"),
    PostTitle.PUBLICITY_MEMBER: N_("宣传委员"),
    PostTitle.DISCIPLINE_MEMBER: N_("纪检委员"),
    PostTitle.MEMBER: N_("支部委员"),
    PostTitle.DIRECTOR: N_("村委会主任"),
    PostTitle.FIRST_SECRETARY: N_("第一书记"),
    PostTitle.COMMUNITY_SECRETARY: N_("社区党委书记"),
    PostTitle.OTHER: N_("其他"),
}
_KINDS = {
    UnitKind.TOWN_COMMITTEE: N_("镇党委"),
    UnitKind.COMMUNITY: N_("社区"),
    UnitKind.VILLAGE_BRANCH: N_("村党支部"),
    UnitKind.OFFICE_BRANCH: N_("机关党支部"),
    UnitKind.DEPARTMENT: N_("部门"),
    UnitKind.OTHER: N_("其他单位"),
}
_CREDIT_SOURCES = {"town": N_("镇培训班"), "makeup": N_("补课"), "outside": N_("上级调训")}
_SEXES = {"male": N_("男"), "female": N_("女")}
_CLASSES = {PartyClass.FULL: N_("正式"), PartyClass.PROBATIONARY: N_("预备")}


def post_label(title: PostTitle, acting: bool = False) -> str:
    """The post's name; an acting secretary is 党支部代书记."""
    if acting and title is PostTitle.SECRETARY:
        return _("党支部代书记")
    return _(_POSTS[title])


def kind_label(kind: UnitKind) -> str:
    """The kind of a unit."""
    return _(_KINDS[kind])


def sex_label(code: str) -> str:
    """男, 女, or nothing where it is not known."""
    return _(_SEXES[code]) if code in _SEXES else ""


def class_label(party_class: PartyClass) -> str:
    """正式, 预备, or nothing for people who are no members."""
    return _(_CLASSES[party_class]) if party_class in _CLASSES else ""


def credit_source_label(source: str) -> str:
    """Where credit was earned: 镇培训班, 补课, 上级调训."""
    return _(_CREDIT_SOURCES[source])
