"""Votes, appraisals, talks, yearly steps, absence and contradictions in words."""

from __future__ import annotations

from datetime import date

from gzparty.domain.absence import Alert
from gzparty.domain.meeting import AppraisalGrade, TalkKind, Vote, VoteKind, YearlyKind
from gzparty.domain.voting import Exclusion, Outcome, called, judge, result_code
from gzparty.i18n import N_, _
from gzparty.labels import dates

SENTENCES: dict[str, str] = {
    "vote_present_over_eligible": N_(
        "实到 {present} 人，比应到会有表决权的 {eligible} 人还多，请核对这两个数。"
    ),
    "vote_written_over_eligible": N_(
        "实到 {present} 人加会前书面意见 {written} 份，超过应到 {eligible} 人。交了书面意见又到会的，只算到会表决。"
    ),
    "vote_cast_over_present": N_(
        "赞成 {favour}、反对 {against}、弃权 {abstained} 合计 {cast} 票，实到只有 {present} 人，请核对票数。"
    ),
    "vote_written_not_counted": N_("支委会和选举不计会前书面意见，这几份没有算进票数"),
    "vote_not_secret": N_("发展党员和选举要无记名投票，“无记名投票”还没勾"),
    "election_without_seats": N_("请填应选几名。"),
    "election_without_candidates": N_("请写候选人和得票，一人一行。"),
    "candidate_over_present": N_("{name} 得 {votes} 票，实到只有 {present} 人，请核对。"),
    "candidate_twice": N_("候选人里“{name}”写了两次，请删掉一个。"),
    "candidates_over_ballots": N_(
        "各人得票合计 {total}，而 {present} 张票每张最多选 {seats} 名，合计不会超过 {most}，请核对。"
    ),
    "vote_without_matter": N_("请写明表决的是什么事项。"),
    "vote_unknown": N_("这项表决已经删掉了。要找回来用撤销。"),
    "exclusion_unknown": N_("{name} 不计入应到的原因没有选。"),
    "exclusion_twice": N_("不计入应到的人里“{name}”写了两次，请删掉一个。"),
    "exclusion_unapproved": N_("{name} 不计入应到，还没写上级同意的日期"),
    "ballots_returned_over_sent": N_("收回 {returned} 张，比发出的 {sent} 张还多，请核对测评票。"),
    "ballots_valid_over_returned": N_("有效 {valid} 张，比收回的 {returned} 张还多，请核对测评票。"),
    "appraisal_twice": N_("名单里“{name}”有两行，请删掉一行。"),
    "appraisal_probationary_graded": N_("{name} 是预备党员，参加评议但不评定等次，请把等次清空。"),
    "appraisal_marks_over_valid": N_("{name} 四栏合计 {marks} 票，有效票只有 {valid} 张，请核对。"),
    "appraisal_excellent_over_third": N_(
        "优秀 {excellent} 人，党员 {members} 人的三分之一是 {cap} 人，一般不超过这个数"
    ),
    "appraisal_of_other_kind": N_("这条不是民主评议党员的记录，测评票和等次登记在民主评议里。"),
    "step_is_record": N_("“召开”以会议记录为准，登记了组织生活会就算，不用另外打勾。"),
    "step_unknown": N_("没有“{step}”这一步。"),
    "step_in_future": N_("{day} 还没到，办完再打勾。"),
    "yearly_day_far": N_("{day} 离 {year}年度太远，核对一下日期和所属年度。"),
    "talk_in_future": N_("{day} 还没到，谈完再登记。"),
    "talk_one_sided": N_("谈话是两个人的事，请把双方姓名写全。"),
    "talk_with_oneself": N_("谈话双方都是“{name}”。是同名的两个人，就从名单里分别选。"),
    "talk_unknown": N_("这条谈话已经删掉了。要找回来用撤销。"),
    "appraisal_person_unknown": N_("{meeting} 的名单里没有“{name}”。请核对姓名，同名的写成 姓名@序号。"),
    "record_branch_meeting": N_("{unit} {when}的党员大会"),
    "record_committee_meeting": N_("{unit} {when}的支委会"),
    "record_group_meeting": N_("{unit} {when}的党小组会"),
    "record_lecture": N_("{unit} {when}的党课"),
    "record_theme_day": N_("{unit} {when}的主题党日"),
    "record_study": N_("{unit} {when}的集中学习"),
    "record_life_meeting": N_("{unit} {when}的组织生活会"),
    "record_appraisal": N_("{unit} {when}的民主评议"),
    "record_training": N_("{when}的书记培训"),
    "cross_in_future": N_("{record}还没到日子，却登记成已经开了"),
    "cross_record": N_("{record}：{finding}"),
    "cross_expected_far": N_("{record}，应到 {expected} 人，花名册上当时有 {roster} 人"),
    "cross_host_away": N_("{record}，主持人{name}同时写在请假、缺席的人里"),
    "cross_recorder_away": N_("{record}，记录人{name}同时写在请假、缺席的人里"),
    "cross_two_places": N_("{name} 同一时间在两处：{record} {first}，{other} {second}"),
    "cross_name_two_places": N_("同名的{name}同一时间在两处：{record} {first}，{other} {second}"),
    "cross_committee_after": N_("{other}开在{record}之后，会前没有支委会研究的记录"),
    "cross_holiday": N_("{record}，那天是{holiday}假期"),
    "cross_ended_present": N_("{record}，{name} 记为到会，花名册上 {ended}已经去世或离开"),
    "cross_moved_present": N_("{record}，{name} 记为到会，花名册上 {ended}已经转出"),
    "cross_same_content": N_("{record}，内容与{other}一字不差（共 {units} 个支部相同）"),
    "cross_same_decision": N_("{record}，决议与{other}一字不差（共 {units} 个支部相同）"),
    "cross_place_twice": N_("{record}与{other}的原件写在同一处：{place}"),
}

_RESULTS = {
    "vote_passed": N_("应到 {eligible}，赞成 {favour}，需要 {needed} 票，通过"),
    "vote_failed": N_("应到 {eligible}，赞成 {favour}，需要 {needed} 票，未通过"),
    "vote_passed_written": N_(
        "应到 {eligible}，赞成 {favour}（含会前书面意见 {written}），需要 {needed} 票，通过"
    ),
    "vote_failed_written": N_(
        "应到 {eligible}，赞成 {favour}（含会前书面意见 {written}），需要 {needed} 票，未通过"
    ),
    "committee_vote_passed": N_("到会委员 {present}，赞成 {favour}，需要 {needed} 票，通过"),
    "committee_vote_failed": N_("到会委员 {present}，赞成 {favour}，需要 {needed} 票，未通过"),
    "vote_no_quorum": N_("应到 {eligible}，实到 {present}，到会满 {quorum} 人才能表决，未通过"),
    "election_passed": N_("应到 {eligible}，得 {needed} 票当选，应选 {seats} 名：{elected} 当选"),
    "election_short": N_(
        "应到 {eligible}，得 {needed} 票当选：{elected} 当选，应选 {seats} 名，缺额 {vacant} 名"
    ),
    "election_nobody": N_("应到 {eligible}，得 {needed} 票当选，没有人过半数，缺额 {vacant} 名"),
    "election_again": N_("{elected} 当选；{tied} 票数相同，还有 {vacant} 个名额，就这几人再投一次"),
    "election_again_only": N_("{tied} 票数相同，应选 {seats} 名，就这几人再投一次"),
}
_OUTCOMES = {
    Outcome.PASSED: N_("通过"),
    Outcome.FAILED: N_("未通过"),
    Outcome.NO_QUORUM: N_("到会人数不够，未通过"),
    Outcome.SHORT: N_("缺额"),
    Outcome.AGAIN: N_("再投一次"),
}
_KINDS = {
    VoteKind.GENERAL: N_("一般表决"),
    VoteKind.DEVELOPMENT: N_("发展党员"),
    VoteKind.COMMITTEE: N_("支委会表决"),
    VoteKind.ELECTION: N_("选举"),
}
_EXCLUSIONS = {
    Exclusion.MIND: N_("因病不能表达本人意志"),
    Exclusion.ABROAD: N_("出国（自费半年以上）难以按时回国"),
    Exclusion.SUSPENDED: N_("停止党籍"),
    Exclusion.ON_PROBATION: N_("留党察看"),
    Exclusion.DETAINED: N_("留置或逮捕"),
    Exclusion.INFIRM: N_("年老体弱卧床，或长期生病不能自理"),
    Exclusion.TRANSFERRING: N_("调动、挂职、外出半年以上，应转未转组织关系"),
    Exclusion.MOBILE: N_("流动党员情况特殊，本人申请"),
}
_TALKS = {
    TalkKind.AMONG_COMMITTEE: N_("委员之间"),
    TalkKind.COMMITTEE_MEMBER: N_("委员与党员"),
    TalkKind.AMONG_MEMBERS: N_("党员之间"),
    TalkKind.SPECIAL: N_("特殊情况"),
}
_YEARLY = {
    YearlyKind.LIFE_MEETING: N_("组织生活会"),
    YearlyKind.APPRAISAL: N_("民主评议"),
    YearlyKind.TALK: N_("谈心谈话"),
}
_STEPS = {
    "theme": N_("确定主题"),
    "study": N_("集中学习"),
    "talks": N_("谈心谈话"),
    "opinions": N_("征求意见"),
    "held": N_("召开"),
    "measures": N_("整改措施"),
    "report": N_("报送材料"),
    "self": N_("个人自评"),
    "mutual": N_("党员互评"),
    "ballot": N_("民主测评"),
    "grade": N_("评定意见"),
    "feedback": N_("反馈本人"),
}
_ALERTS = {Alert.REMIND: N_("提醒"), Alert.WARN: N_("警示"), Alert.DISCUSS: N_("提请支部研究")}
"""Words of an alert; whether there was a good reason is for people to say."""
_GRADES = {
    AppraisalGrade.EXCELLENT: N_("优秀"),
    AppraisalGrade.COMPETENT: N_("合格"),
    AppraisalGrade.BASIC: N_("基本合格"),
    AppraisalGrade.POOR: N_("不合格"),
    AppraisalGrade.NONE: N_("没评"),
}


def yearly_kind_label(kind: YearlyKind) -> str:
    """组织生活会."""
    return _(_YEARLY[kind])


def step_label(code: str) -> str:
    """征求意见."""
    return _(_STEPS[code])


def appraisal_grade_label(grade: AppraisalGrade) -> str:
    """基本合格."""
    return _(_GRADES[grade])


def vote_kind_label(kind: VoteKind) -> str:
    """发展党员."""
    return _(_KINDS[kind])


def outcome_label(outcome: Outcome) -> str:
    """未通过."""
    return _(_OUTCOMES[outcome])


def exclusion_label(reason: str) -> str:
    """年老体弱卧床，或长期生病不能自理; an unknown reason as it was written."""
    return _(_EXCLUSIONS[Exclusion(reason)]) if reason in tuple(Exclusion) else reason


def talk_kind_label(kind: TalkKind) -> str:
    """委员与党员."""
    return _(_TALKS[kind])


def alert_label(alert: Alert) -> str:
    """提醒, 警示, 提请支部研究: what a run of months asks for, never what it means."""
    return _(_ALERTS[alert])


def absence_label(*, of_contact: bool) -> str:
    """Which of the two counters it is."""
    return _("多月没有联系上") if of_contact else _("多月没有参加组织生活")


def absence_text(months: int, alert: Alert, last_on: date | None, on: date, *, of_contact: bool) -> str:
    """连续 3 个月没有参加组织生活，上次 3月15日；提醒，不是结论. The last time of another year names it."""
    words = _("连续 {n} 个月没有联系上") if of_contact else _("连续 {n} 个月没有参加组织生活")
    last = _("名单里一次没到过")
    if last_on is not None:
        day = dates.prose(last_on) if last_on.year == on.year else dates.paper(last_on)
        last = _("上次 {day}").format(day=day)
    return _("{run}，{last}；{alert}，不是结论").format(
        run=words.format(n=months), last=last, alert=alert_label(alert)
    )


def result_text(vote: Vote) -> str:
    """The result with the figures it follows from: 应到 16，赞成 8，需要 9 票，未通过."""
    result = judge(vote)
    return _(_RESULTS[result_code(vote, result)]).format(
        eligible=vote.eligible,
        present=vote.present,
        quorum=result.quorum,
        needed=result.needed,
        favour=result.in_favour,
        written=vote.written_for,
        seats=vote.seats,
        elected=_("、").join(result.elected),
        tied=_("、").join(result.tied),
        vacant=result.vacant,
    )


def called_text(vote: Vote) -> str:
    """应到 18 人（其中不计入 2 人，按 16 人计算）; without anybody left out 应到 16 人."""
    total, left_out = called(vote)
    if not left_out:
        return _("应到 {n} 人").format(n=total)
    return _("应到 {n} 人（其中不计入 {left} 人，按 {counted} 人计算）").format(
        n=total, left=left_out, counted=vote.eligible
    )
