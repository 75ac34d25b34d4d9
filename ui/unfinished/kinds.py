"""Every form whose typed content is kept: what it is called, which page has it, whose record a draft of it is about.

A key is `form/record`. A form without an entry here cannot be told of at the next start, so each has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from ui.unfinished import places
from ui.unfinished.places import Find, Place


@dataclass(frozen=True, slots=True)
class Kind:
    """A form; `deeds` names its dialogs by the first word of the second part of the key, marked with N_."""

    words: str
    page: str
    find: Find
    deeds: Mapping[str, str] = field(default_factory=dict)
    covered: bool = False
    """Nothing that was typed is shown in a list: its page covers it until it is asked for."""
    told: bool = True
    """Whether it is told of; the work on a sheet that is imported comes back with its file."""

    def called(self, record: str) -> str:
        """What a draft is: 修改联合督查."""
        deed = record.split(" ")[0].partition("-")[0]
        return _(self.deeds.get(deed, self.words))

    def place(self, services: Services, record: str) -> Place | None:
        """Whose record it is; None where that is gone, or the key says nothing that can be read."""
        try:
            return self.find(services, record)
        except (LookupError, ValueError, Refusal):
            return None


KINDS: Mapping[str, Kind] = {
    "training": Kind(N_("一期培训的安排"), "training", places.training),
    "session": Kind(
        N_("一期培训"),
        "training",
        places.session,
        {
            "add": N_("加一期培训"),
            "move": N_("培训改期"),
            "actual": N_("培训实际时间"),
            "cancel": N_("取消一期培训"),
            "missed": N_("没办培训的原因"),
        },
    ),
    "roll": Kind(
        N_("签到"),
        "training",
        places.roll,
        {"leave": N_("提前请假"), "guest": N_("加列席人员"), "makeup": N_("登记补课")},
    ),
    "meeting": Kind(N_("组织生活记录"), "life", places.meeting, {"new": N_("新的组织生活记录")}),
    "record": Kind(
        N_("组织生活记录"),
        "life",
        places.record_deed,
        {
            "give_back": N_("材料退回"),
            "waive": N_("免办或没办的原因"),
            "lock": N_("锁定月份"),
            "unlock": N_("解锁月份"),
        },
    ),
    "vote": Kind(N_("表决"), "life", places.vote),
    "talk": Kind(N_("谈心谈话"), "life", places.talk, covered=True),
    "intake": Kind(N_("收记录的表格"), "intake", places.month),
    "month": Kind(
        N_("收记录"),
        "intake",
        places.month_deed,
        {"life_day": N_("登记支部生活日"), "unlock": N_("解锁月份")},
    ),
    "inspection": Kind(N_("自查自纠"), "inspections", places.inspection),
    "let_off": Kind(N_("自查免办"), "inspections", places.let_off),
    "visit": Kind(N_("现场检查记录"), "tours", places.visit),
    "circular": Kind(N_("督查通报"), "tours", places.tour),
    "tour": Kind(
        N_("联合督查"), "tours", places.tour_deed, {"add": N_("新的联合督查"), "change": N_("修改联合督查")}
    ),
    "problem": Kind(N_("修改问题"), "ledger", places.problem, {"new": N_("登记问题")}),
    "prompt": Kind(N_("即知即改的表格"), "ledger", places.anywhere),
    "step": Kind(N_("整改台账"), "ledger", places.step, {"paper": N_("记一份纸质佐证")}),
    "tip": Kind(N_("修改群众意见"), "tips", places.tip, {"new": N_("登记群众意见")}, covered=True),
    "tip_deed": Kind(
        N_("群众意见"),
        "tips",
        places.tip_deed,
        {"answer": N_("意见怎么答复的"), "problem": N_("意见转成问题")},
        covered=True,
    ),
    "theme": Kind(N_("月度主题"), "themes", places.theme),
    "selection": Kind(N_("评什么典型"), "selection", places.selection, {"new": N_("开始评选")}),
    "nomination": Kind(N_("修改推荐"), "selection", places.nomination, {"new": N_("加推荐")}),
    "verdict": Kind(N_("资格审核"), "selection", places.selection),
    "ballot": Kind(N_("计票"), "selection", places.selection),
    "decision": Kind(N_("党委研究"), "selection", places.selection),
    "publicity": Kind(N_("公示"), "selection", places.selection),
    "announcing": Kind(N_("典型通报"), "selection", places.selection),
    "stage": Kind(
        N_("评选"),
        "selection",
        places.stage,
        {
            "unlock": N_("解除锁定票数"),
            "vacancy": N_("记为空缺"),
            "new": N_("登记公示意见"),
            "change": N_("修改公示意见"),
            "handle": N_("公示意见怎么处理的"),
            "result": N_("记公示结果"),
            "publicity": N_("修改公示"),
            "circular": N_("修改通报"),
        },
        covered=True,
    ),
    "select": Kind(
        N_("评选"),
        "selection",
        places.select,
        {
            "vacant": N_("本次评选空缺"),
            "past": N_("补登往期典型"),
            "withdraw": N_("撤回推荐"),
            "reply": N_("记纪委书面答复"),
            "mention": N_("登记通报"),
        },
    ),
    "reserve": Kind(N_("后备干部登记"), "cadres", places.reserve, covered=True),
    "person": Kind(
        N_("人员"),
        "people",
        places.person,
        {
            "add": N_("加一个人"),
            "edit": N_("修改人员信息"),
            "appoint": N_("任职"),
            "end_post": N_("免职"),
            "correct_post": N_("更正任职"),
            "admit": N_("登记党员"),
            "move": N_("转移组织关系"),
            "group": N_("编入党小组"),
            "leave": N_("离开名册"),
            "outside": N_("外出培训"),
        },
    ),
    "unit": Kind(
        N_("单位"),
        "people",
        places.unit,
        {
            "add": N_("加单位"),
            "rename": N_("单位改名"),
            "move": N_("变动归属"),
            "merge": N_("合并单位"),
            "term": N_("换届时间"),
            "term_right": N_("换届时间"),
            "groups": N_("党小组"),
            "vacancy": N_("记空缺"),
        },
    ),
    "errand": Kind(
        N_("要材料"),
        "errands",
        places.errand,
        {
            "add": N_("新的要材料"),
            "change": N_("修改要材料"),
            "back": N_("退回材料"),
            "names": N_("按名单打勾"),
        },
    ),
    "duty": Kind(N_("制度与时限"), "settings", places.duty, {"new": N_("加一项制度")}),
    "waiver": Kind(N_("记一条免办"), "settings", places.waiver),
    "settings": Kind(N_("设置"), "settings", places.settings),
    "import": Kind(N_("导入的表格"), "import", places.anywhere, told=False),
}
"""By the first part of the key."""
