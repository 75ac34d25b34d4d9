"""Sentences and labels of units, people and posts."""

from __future__ import annotations

from collections.abc import Collection

from gzparty.domain.outside import OutsideLevel
from gzparty.domain.people import PartyClass, Post, PostTitle, UnitKind
from gzparty.domain.reminders import ReminderKind
from gzparty.i18n import N_, _
from gzparty.services.people_views import PeopleRole

SENTENCES: dict[str, str] = {
    "text_unwritable": N_("里面有打印不出来的字符“{letter}”，去掉它再保存。"),
    "unit_unknown": N_("没有叫“{name}”的单位。请核对村名，或先在“组织与人员”里加上它。"),
    "unit_ambiguous": N_("叫“{name}”的单位有 {count} 个：{names}。请写全名。"),
    "unit_name_taken": N_("“{name}”已经有了，不能再加一个同名的单位。"),
    "unit_parent_loop": N_("不能把“{name}”移到它自己下面。"),
    "person_unknown": N_("没有叫“{name}”的人。请核对姓名；同名的人写成“姓名@单位”。"),
    "person_ambiguous": N_("叫“{name}”的有 {count} 人：{names}。请写成“姓名@单位”。"),
    "date_before_record": N_("日期 {day} 早于这条记录的开始日期 {begun}，请改晚一些。"),
    "unit_closed": N_("“{name}”已经停用，不能再放进去；先恢复它，或另选一个。"),
    "unit_merge_below": N_("“{target}”在“{source}”下面，不能把上级并进下级；先把“{target}”移到别处。"),
    "person_merged_away": N_("“{name}”这条记录已经并到别人名下，请选合并后的那一位。"),
    "unit_merge_itself": N_("单位不能和自己合并，请另选一个。"),
    "person_merge_itself": N_("一个人不能和自己合并，请另选一个。"),
    "person_merge_nominated": N_(
        "{selection}里两份记录都推荐过，合并后一个人会占两个位置。先到“典型评选”删除或撤回其中一条"
        "（已经通报的先撤回通报），再合并。"
    ),
    "person_merge_listed": N_(
        "{unit}的后备干部名单上两份记录都在，合并后一个人会列两次。先到“干部队伍”删掉其中一条，再合并。"
    ),
    "office_without_name": N_("请写单位名称，例如 官庄镇。"),
    "term_ends": N_(
        "{unit}本届任期 {day} 届满，还有 {left} 天；{years} 年一届，提前半年准备换届（支部工作条例第21条）。"
    ),
    "term_about": N_("{unit}本届任期约 {day} 届满；{years} 年一届，提前半年准备换届（支部工作条例第21条）。"),
    "term_over": N_(
        "{unit}本届任期已于 {day} 届满；换届后把新一届记上（支部工作条例第21条，{years} 年一届）。"
    ),
    "probation_ends": N_("{name} 的预备期 {day} 期满，还有 {left} 天；期满及时讨论转正（党章第7条）。"),
    "probation_about": N_("{name} 的预备期约 {day} 期满；期满及时讨论转正（党章第7条）。"),
    "probation_over": N_("{name} 的预备期已于 {day} 期满；请把转正或延长记上（党章第7条）。"),
    "fifty_years": N_("{name} {joined} 入党，到 {day} 在党满 50 年，可颁发“光荣在党50年”纪念章。"),
    "fifty_years_about": N_("{name} 约 {joined} 入党，到 {day} 在党可能满 50 年；请核对入党日期。"),
    "name_empty": N_("还没写名称。写上姓名或单位名称。"),
    "text_too_long": N_("写了 {count} 个字，这里最多 {limit} 个字。请缩短一些。"),
    "phone_undialable": N_("电话有 {count} 位，不像能打通的号码。手机是 11 位，座机 7 到 12 位，请核对。"),
    "phone_unknown": N_("{name} 还没登记电话，可以在“修改”里补上。"),
    "day_out_of_range": N_("日期 {day} 不在 {first} 年到 {last} 年之间，请核对年份。"),
    "birth_in_future": N_("出生日期 {day} 还没到，请核对。"),
    "joined_in_future": N_("入党时间 {day} 还没到，请核对。"),
    "joined_before_birth": N_("入党时间 {joined} 早于出生日期 {birth}，请核对这两个日期。"),
    "end_before_begin": N_("结束日期 {ended} 早于开始日期 {began}，请改一下日期。"),
    "unit_closed_already": N_("这个单位已经在 {day} 停用了。"),
    "unit_merged_away": N_("这个单位已经并入“{target}”。要恢复，请在历史里撤回那次合并。"),
    "unit_not_yet": N_("到 {day} 还没有这个单位，请把日期改晚一些。"),
    "group_name_taken": N_("“{name}”已经有了，请换个名称。"),
    "group_closed_already": N_("“{name}”已经在 {day} 撤销，请另选一个党小组。"),
    "group_elsewhere": N_("“{name}”不在这个党支部，请另选一个党小组。"),
    "term_years_absurd": N_("任期写的是 {years} 年，应在 1 到 {most} 年之间：村和社区 5 年，其他一般 3 年。"),
    "elected_in_future": N_("换届日期 {day} 还没到，选完再登记。"),
    "post_still_held": N_("{post}现在是 {name}，不是空缺；先给 {name} 免职。"),
    "vacancy_known": N_("{unit}的{post}已经记为空缺了。"),
    "post_without_words": N_("请写上职务名称，例如 会计。"),
    "post_held_already": N_("{name} 已经是{unit}的{post}，不用再任一次。"),
    "post_taken_since": N_("{post}现在是 {holder}，{name} 的这个职务没有恢复。"),
    "person_gone": N_("{name} 已经在 {day} 离开，不能再变动；如果记错了，先恢复。"),
    "person_on_record": N_("{names}（共 {count} 人）有签到、记录或名单提到，不能删；人走了用“调离、去世”。"),
    "person_not_gone": N_("{name} 没有离开，不用恢复。"),
    "member_already": N_("{name} 已经是{unit}的党员；要转到{target}，用“转移组织关系”。"),
    "member_not": N_("{name} 在 {day} 还不是党员，先登记党员。"),
    "member_full_already": N_("{name} 已经是正式党员。"),
    "order_place_unknown": N_("没有第 {position} 位，这里一共 {count} 人。"),
    "name_there": N_("已有同名的 {known}，如果是同一个人就不用再加。"),
    "outside_in_future": N_("培训 {day} 才开始，参加完再登记。"),
    "outside_credit_absurd": N_("学时写的是 {credit}，应大于 0 并且不超过一个月的时间。请核对。"),
    "outside_known": N_("{name} {day} 的“{title}”已经登记过了。"),
    "office_name_too_long": N_("单位名称最多写 {longest} 个字，现在有 {length} 个字。"),
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
_COUNTED = {
    UnitKind.VILLAGE_BRANCH: N_("{n} 个村"),
    UnitKind.COMMUNITY: N_("{n} 个社区"),
    UnitKind.DEPARTMENT: N_("{n} 个部门"),
}
_CREDIT_SOURCES = {"town": N_("镇培训班"), "makeup": N_("补课"), "outside": N_("上级调训")}
_SEXES = {"male": N_("男"), "female": N_("女")}
_MEMBERS = {PartyClass.FULL: N_("党员"), PartyClass.PROBATIONARY: N_("预备党员")}
_REMINDERS = {
    ReminderKind.TERM_ENDS: N_("换届"),
    ReminderKind.PROBATION_ENDS: N_("预备期满"),
    ReminderKind.FIFTY_YEARS: N_("光荣在党50年"),
}
_ROLES = {
    PeopleRole.ALL: N_("全部"),
    PeopleRole.SECRETARY: N_("书记"),
    PeopleRole.COMMITTEE: N_("两委"),
    PeopleRole.MEMBER: N_("党员"),
    PeopleRole.PROBATIONARY: N_("预备党员"),
    PeopleRole.GONE: N_("已离开"),
}
_REASONS = {"left": N_("调离"), "died": N_("去世"), "moved": N_("转出"), "duplicate": N_("重复")}
_LEVELS = {
    OutsideLevel.COUNTY: N_("县级"),
    OutsideLevel.CITY: N_("市级"),
    OutsideLevel.PROVINCE: N_("省级"),
    OutsideLevel.ONLINE: N_("网络"),
    OutsideLevel.OTHER: N_("其他"),
}
_CLASSES = {PartyClass.FULL: N_("正式"), PartyClass.PROBATIONARY: N_("预备")}


def post_label(title: PostTitle, acting: bool = False) -> str:
    """The post's name; an acting secretary is 党支部代书记."""
    if acting and title is PostTitle.SECRETARY:
        return _("党支部代书记")
    return _(_POSTS[title])


def post_text(post: Post) -> str:
    """A post as rosters print it: its own words, else the title, 代书记 for an acting one."""
    return post.title_text or post_label(post.title, post.acting)


def member_label(party_class: PartyClass) -> str:
    """What stands for a post where a member has none: 党员, 预备党员."""
    return _(_MEMBERS[party_class]) if party_class in _MEMBERS else ""


def kind_label(kind: UnitKind) -> str:
    """The kind of a unit."""
    return _(_KINDS[kind])


def counted_units(kinds: Collection[UnitKind]) -> list[str]:
    """59 个村, 6 个社区, 7 个部门: those of which there are any; 镇党委 and other branches go without saying."""
    counts = {kind: sum(one is kind for one in kinds) for kind in _COUNTED}
    return [_(words).format(n=counts[kind]) for kind, words in _COUNTED.items() if counts[kind]]


def leaving_label(reason: str) -> str:
    """Why somebody is gone: 调离, 去世, 转出, 重复."""
    return _(_REASONS[reason]) if reason in _REASONS else reason


def level_label(level: OutsideLevel) -> str:
    """Who held a training elsewhere."""
    return _(_LEVELS[level])


def reminder_label(kind: ReminderKind) -> str:
    """What is reminded of."""
    return _(_REMINDERS[kind])


def role_label(role: PeopleRole) -> str:
    """The chip of a role."""
    return _(_ROLES[role])


def sex_label(code: str) -> str:
    """男, 女, or nothing where it is not known."""
    return _(_SEXES[code]) if code in _SEXES else ""


def class_label(party_class: PartyClass) -> str:
    """正式, 预备, or nothing for people who are no members."""
    return _(_CLASSES[party_class]) if party_class in _CLASSES else ""


def credit_source_label(source: str) -> str:
    """Where credit was earned: 镇培训班, 补课, 上级调训."""
    return _(_CREDIT_SOURCES[source])
