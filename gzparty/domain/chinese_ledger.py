"""The words in which rectification ledgers are written: read, never shown."""

from __future__ import annotations

import re

from gzparty.domain.problem import Lane, ProblemSource, ProblemState

LANE_WORDS = {
    **dict.fromkeys(
        (
            "即知即改",
            "立行立改",
            "立知立改",
            "边查边改",
            "立即整改",
            "立即改正",
            "当场整改",
            "马上整改",
            "立即",
        ),
        Lane.PROMPT,
    ),
    **dict.fromkeys(
        ("长期坚持", "长期整改", "持续整改", "持续推进", "常态化推进", "常态化坚持", "常态化", "长期"),
        Lane.LASTING,
    ),
    **dict.fromkeys(("限期整改", "限期"), Lane.TERM),
}
"""How a problem is put right, as it stands in the column of deadlines; longer words first."""
SOURCE_WORDS = {
    **dict.fromkeys(("自查", "自查自纠", "自查发现", "单位自查"), ProblemSource.SELF),
    **dict.fromkeys(("联合督查", "督查", "督查发现", "联合检查", "督导检查"), ProblemSource.JOINT),
    **dict.fromkeys(("明察暗访", "暗访", "明查暗访"), ProblemSource.SPOT),
    **dict.fromkeys(
        ("群众反映", "群众意见", "群众意见建议", "群众举报", "征求意见", "信访"), ProblemSource.TIP
    ),
    **dict.fromkeys(("上级反馈", "上级督查", "上级检查", "上级通报", "上级交办"), ProblemSource.SUPERIOR),
    **dict.fromkeys(("巡察审计", "巡察", "巡察反馈", "审计", "审计反馈", "巡视巡察"), ProblemSource.AUDIT),
    **dict.fromkeys(
        ("组织生活会", "民主生活会", "专题组织生活会", "民主评议", "民主评议党员"), ProblemSource.MEETING
    ),
    **dict.fromkeys(("其他", "其它"), ProblemSource.OTHER),
}
STATE_WORDS = {
    **dict.fromkeys(
        (
            *("是", "√", "✓", "✔", "Y", "y", "对", "已销号", "销号", "已完成", "完成", "已整改", "整改完成"),
            *("已完成整改", "整改到位", "已整改到位", "已办结", "办结", "closed"),
        ),
        ProblemState.CLOSED,
    ),
    **dict.fromkeys(("已回头看", "looked_back"), ProblemState.LOOKED_BACK),
    **dict.fromkeys(("撤销立项", "已撤销", "撤销", "withdrawn"), ProblemState.WITHDRAWN),
    **dict.fromkeys(("待验收", "申请销号", "待销号", "submitted"), ProblemState.SUBMITTED),
    **dict.fromkeys(
        ("整改中", "正在整改", "正在推进", "推进中", "进行中", "整改进行中", "rectifying"),
        ProblemState.RECTIFYING,
    ),
    **dict.fromkeys(("已分办", "已交办", "assigned"), ProblemState.ASSIGNED),
    **dict.fromkeys(("登记", "未整改", "未开始", "registered"), ProblemState.REGISTERED),
}
"""States as ledgers write them; what only says no stands in NOT_DONE."""
NOT_DONE = frozenset(
    {
        "否",
        "×",
        "✗",
        "X",
        "x",
        "N",
        "n",
        "未完成",
        "没完成",
        "没有",
        "未",
        "未销号",
        "没销号",
        "未整改到位",
        "-",
        "/",
    }
)
UNDER_WAY = re.compile(r"正在整改|正在推进|整改中|推进中|进行中|尚未|还未|未整改|未完成")
"""A result that says it is not finished."""
FINISHED = re.compile(r"^已|整改到位|整改完成|完成整改|已经整改|已完成|已整改")
"""A result that says it is."""
MONTH_END = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月份?)?(年底|年末|底|末|上旬|中旬|下旬|上半年)")
TEN_DAYS = {"上旬": 10, "中旬": 20}
HALF_YEAR = "上半年"
YEAR_ENDS = frozenset({"年底", "年末"})
OF_A_YEAR = frozenset({"底", "末"})
"""After a year alone these end it: 2023年底."""
BEFORE = re.compile(r"(?:以前|之前|前)$")
MONTH_ONLY = re.compile(r"(?:(\d{4})(?:年|[.\-/]))?(\d{1,2})月?份?")
YEAR_MARK = "年"
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
YEAR_SAID = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
AROUND = " \t\n,，、。.;；:：()（）并且和/"
