"""Selections up to the review in words: what may not be, what is found against a candidate, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.domain import eligibility
from gzparty.domain.eligibility import Finding, FindingKind, kept_kind
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.dates import prose
from gzparty.services.people_views import HonourLine

CLEAR = N_("本系统内未发现不符合情形")
"""Exactly so: the program looked where it can, and says no more."""
_KINDS = {
    FindingKind.ABSENT: N_("缺席"),
    FindingKind.OVERDUE: N_("逾期未销号"),
    FindingKind.REOPENED: N_("重新整改"),
    FindingKind.CIRCULAR: N_("被通报"),
    FindingKind.CHOSEN: N_("评过不久"),
    FindingKind.PROBATIONARY: N_("预备党员"),
    FindingKind.LEFT: N_("已经离开"),
    FindingKind.NAMESAKE: N_("同名"),
}
_AHEAD = {
    "theme": N_("定主题"),
    "nominate": N_("推荐截止"),
    "review": N_("资格审核"),
    "vote": N_("评议投票"),
    "committee": N_("党委研究"),
    "publicity": N_("开始公示"),
    "result": N_("公示期满，记公示结果"),
    "circular": N_("印发通报"),
    "honour": N_("记入个人荣誉"),
}
SENTENCES: dict[str, str] = {
    "selection_gone": N_("这次评选已经不在了，重新打开“典型评选”就能看到现在的。"),
    "selection_unknown": N_(
        "没有编号是 {reference} 的评选。编号写成 2026-06，同一个月的第二次写成 2026-06-2。"
    ),
    "selection_month_unreadable": N_("“{text}”看不出是哪个月。写成 2026-06。"),
    "selection_month_absurd": N_("{year} 年用不了。写 {first} 年到 {last} 年的月份。"),
    "selection_past_ahead": N_("{year}年{month}月还没到，不能补登。要评这个月的，用“开始评选”。"),
    "selection_past_nobody": N_("还没写评上的是谁。至少写一个。"),
    "selection_deadline_before_open": N_("推荐截止 {until}早于开始推荐 {opened}。改其中一个日期。"),
    "selection_full_score_absurd": N_("满分 {score} 用不了。写 1 到 1000 的整数。"),
    "selection_subject_fixed": N_(
        "已经推荐了 {n} 个，不能在评人和评单位之间改。先删掉推荐，或另建一次评选。"
    ),
    "selection_counted_basis": N_(
        "票数已经锁定，计票办法、名额和每票可选数不能再改。要改先在“评议投票”里写明原因打开票数。"
    ),
    "selection_counted_delete": N_("{what}已经计过票，不能删除。评不出来的，用“空缺”，写明原因。"),
    "selection_counted_reopen": N_("票数已经锁定，不能再推荐。要补推荐，先在“评议投票”里写明原因打开票数。"),
    "selection_counted_restore": N_(
        "票数已经锁定，{name}不能再恢复。要恢复，先在“评议投票”里写明原因打开票数。"
    ),
    "selection_counted_category": N_(
        "票数已经锁定，{name}不能换类别。要换，先在“评议投票”里写明原因打开票数。"
    ),
    "selection_counted_verdict": N_("票数已经锁定，审核意见不能再改。要改先在“评议投票”里写明原因打开票数。"),
    "selection_decided_verdict": N_("党委 {day}已经研究，审核意见不能再改。要改先撤回党委研究。"),
    "selection_is_imported": N_("这是补登的往期结果，不能再推荐、审核或定为空缺。登错了的，删掉重新补登。"),
    "selection_past_running": N_(
        "{year}年{month}月的评选还没有结束，不能补登结果。接着办那次评选，或先把它删掉。"
    ),
    "selection_is_vacant": N_("这次评选 {day}已定为空缺。要接着评，先点“恢复评选”。"),
    "selection_announced": N_("{day}已经通报，不能再改。通报有误的，先撤回通报。"),
    "selection_day_ahead": N_("{day}还没到。改一下日期。"),
    "vacancy_before_open": N_("{day}早于开始推荐 {opened}。改一下日期。"),
    "vacancy_without_reason": N_("为什么空缺还没写。写一句原因，如“推荐的都没通过审核”。"),
    "category_none": N_("至少要有一个类别。"),
    "category_untitled": N_("第 {n} 个类别没有名称。不止一个类别时，每个都要写名称。"),
    "category_twice": N_("有两个类别都叫“{title}”。改其中一个。"),
    "category_quota_absurd": N_("“{title}”的名额 {quota} 用不了。写 1 到 99 的整数。"),
    "category_choices_absurd": N_("“{title}”每票可选 {choices} 个用不了。写 1 到 99 的整数。"),
    "category_in_use": N_("类别“{title}”里有{names}，不能去掉。先把推荐换到别的类别。"),
    "category_strange": N_("有一个类别不是这次评选的，重新打开这次评选再改。"),
    "nominations_closed": N_("推荐 {day}已经结束。要补推荐，先点“重新开放推荐”。"),
    "nominations_none": N_("还没有推荐，不能结束。没有人选的，用“空缺”，写明原因。"),
    "closing_before_nomination": N_("{last}还有推荐，结束推荐不能早在 {day}。改一下日期。"),
    "closing_before_open": N_("{opened}才开始推荐，不能在 {day}结束。改一下日期。"),
    "opening_after_nomination": N_("{name}是 {day}推荐的，开始推荐不能晚到 {opened}。改其中一个日期。"),
    "deadline_before_nomination": N_("{name}是 {day}推荐的，推荐截止不能早到 {until}。改其中一个日期。"),
    "nomination_early": N_("{name}的推荐日期 {day}早于开始推荐 {opened}。改一下日期，或提前开始推荐。"),
    "nomination_late": N_(
        "{name}的推荐日期 {day}已经过了推荐截止 {until}。日期写错了就改日期，确实要收就先改推荐截止。"
    ),
    "nomination_ahead": N_("{name}的推荐日期 {day}还没到。改一下日期。"),
    "nomination_gone": N_("这条推荐已经不在了，重新打开这次评选就能看到现在的。"),
    "nomination_none_chosen": N_("还没有选推荐对象。先在列表里选一个或几个。"),
    "nomination_of_several": N_("选的推荐对象不在同一次评选里。一次只处理一次评选的。"),
    "nomination_out": N_("{names}已经撤回或被取消，不用再审核。"),
    "nomination_twice": N_("{unit}{name}已经推荐过，不能再推荐一次。要改就在原来那条上改。"),
    "nomination_maybe_twice": N_(
        "{name}已经推荐过一个，有一条没写单位，分不清是不是同一个人。从名册里选人，或写上单位。"
    ),
    "nomination_of_other_name": N_(
        "选的是{person}，姓名却写成{name}。是{person}就不写姓名，是{name}就另选一个人。"
    ),
    "nomination_was_withdrawn": N_("{unit}{name}推荐过又撤回了。在原来那条上点“恢复”。"),
    "nomination_wants_person": N_("推荐谁还没写。选一个人，或写姓名。"),
    "nomination_wants_unit": N_("这次评的是单位，不能推荐{name}个人。换成单位，或另建一次评人的评选。"),
    "nomination_of_gone": N_("{name} {ended}已经离开，{day}不能推荐。核对一下人，或改推荐日期。"),
    "nomination_of_closed": N_("{name}已经撤销或合并，选现在的单位。"),
    "nomination_of_unknown": N_("选的人或单位已经不在花名册里。重新选一次。"),
    "nomination_category_missing": N_("推荐到哪个类别还没选，可以是：{titles}。"),
    "nomination_took_part": N_(
        "{name}已经进了评议或有人提过意见，不能删除。不再参加的，用“撤回”，写明原因。"
    ),
    "nomination_of_other": N_("{name}已经审核过或投过票，不能换成{other}。撤回这条，另推荐一条。"),
    "withdrawal_without_reason": N_("为什么撤回{name}还没写。写一句原因。"),
    "day_before_nomination": N_("{name} {nominated}才推荐，不能早在 {day}。改一下日期。"),
    "verdict_without_judge": N_("审核人还没写。写上单位和姓名，如“党建办 张示例”。"),
    "verdict_passed_in_spite": N_("{names}有查到的情形，仍要通过的，在“理由”里写明为什么。理由会印在纸上。"),
    "verdict_failed_without": N_("{names}本系统内未发现不符合情形，不通过要在“理由”里写明为什么。"),
    "reply_without_note": N_("纪委答复不宜，理由还没写。照答复写上。"),
    "mention_untitled": N_("是什么通报还没写。写上标题，如“关于三起典型问题的通报”。"),
    "mention_of_nobody": N_("通报点到了谁还没选。选一个人或一个单位。"),
    "mention_gone": N_("这条通报已经不在了。"),
    "eligible_absent": N_("近 {months} 个月缺席 {n} 次"),
    "eligible_overdue": N_("逾期未销号 {n} 条"),
    "eligible_reopened": N_("近 {months} 个月重新整改 {n} 条"),
    "eligible_circular": N_("本月第 {issue} 期督查通报点到问题 {n} 条"),
    "eligible_mention": N_("{day}被通报：{title}"),
    "eligible_chosen": N_("{year}年{month}月评过，间隔不满 {months} 个月"),
    "eligible_probationary": N_("预备党员，转正日 {day}"),
    "eligible_probationary_unknown": N_("预备党员，转正日没有登记"),
    "eligible_left": N_("{day}已经离开"),
    "eligible_namesake": N_("别的单位有 {n} 条问题的负责人同名，核实是不是本人"),
    "eligible_closed": N_("单位已经撤销或合并"),
    "reply_against_verdict": N_("{day}纪委答复不宜：{note}。审核意见没有变，重新研究一下。"),
    "category_choices_many": N_("每票可选 {choices} 个，推荐的只有 {n} 个。改一下每票可选数，或补推荐。"),
    "selection_file_doubled": N_("{name}：已经有了（{known}），没有再放一份。"),
    "mention_unknown": N_("没有 uid 是“{reference}”的通报。有哪些看 list mentions --json。"),
    "selection_file_fault": N_("{number} 号评选的材料“{name}”：{fault}"),
    "deeds_missing": N_("事迹还没写，一般 {shortest} 到 {longest} 字"),
    "deeds_short": N_("事迹 {n} 字，一般要 {shortest} 到 {longest} 字"),
    "deeds_long": N_("事迹 {n} 字，一般不超过 {longest} 字"),
}


def findings_text(findings: Sequence[Finding]) -> str:
    """Everything found in one line, or that nothing is: 逾期未销号 1 条；近 3 个月缺席 2 次."""
    if not findings:
        return _(CLEAR)
    return _("；").join(sentence(finding.said) for finding in findings)


def verdict_text(kept: Sequence[str], live: Sequence[Finding]) -> str:
    """What a verdict was given on, in one line: what still stands, what was put right since; or that nothing was found."""
    still = eligibility.known_at_verdict(kept, live)
    _came, went = eligibility.since_verdict(kept, live)
    said = [findings_text(still)] if still or not went else []
    return _("；").join([*said, *map(gone_text, went)])


def finding_label(kind: FindingKind) -> str:
    """What a kind of finding is called: 逾期未销号."""
    return _(_KINDS[kind])


def gone_text(key: str) -> str:
    """What stood at the verdict and no longer does: 审核时有“缺席”，现在没有了."""
    return _("审核时有“{kind}”，现在已经更正").format(kind=finding_label(kept_kind(key)))


def ahead_label(code: str) -> str:
    """What comes next, by its code."""
    return _(_AHEAD[code])


def honour_words(line: HonourLine) -> str:
    """2026年2月 春耕一线，3月2日通报; of what was typed in afterwards the month and what it was for."""
    period = Period.parse(line.period)
    month = _("{year}年{month}月").format(year=period.year, month=period.month)
    words = _("{month} {title}").format(month=month, title=line.title) if line.title else month
    if line.announced_on is None:
        return words
    return _("{words}，{day}通报").format(words=words, day=prose(line.announced_on))
