"""Rounds of voting in words: what is wrong with a count, how it is counted, what a selection is called."""

from __future__ import annotations

from fractions import Fraction

from gzparty.domain.counting import Standing
from gzparty.domain.period import Period
from gzparty.domain.selection import Selection
from gzparty.i18n import N_, _

SENTENCES: dict[str, str] = {
    "step_of_vacant": N_("{selection}在 {day}登记为空缺。要接着评，先取消空缺。"),
    "step_of_imported": N_("{selection}是补登的往期结果，没有票数和公示。要从头登记，新建一个评选。"),
    "ballot_figure_due": N_("应到"),
    "ballot_figure_present": N_("实到"),
    "ballot_figure_issued": N_("发出"),
    "ballot_figure_returned": N_("收回"),
    "ballot_figure_valid": N_("有效"),
    "ballot_nominations_open": N_("推荐还没结束，先结束推荐，再登记票数。"),
    "ballot_before_closing": N_("评议日期 {day}早于推荐结束的 {closed}。改其中一个日期。"),
    "ballot_day_wrong": N_("评议日期 {day} 不对，写到今天为止的日期。"),
    "ballot_before_first_round": N_("第二轮的日期 {day}早于第一轮的 {first}。改其中一个日期。"),
    "ballot_figure_wrong": N_("{figure} {value} 不对，写 0 到 {most} 的整数。"),
    "ballot_present_over_due": N_("实到 {value} 人，比应到的 {limit} 人还多。核对这两个数。"),
    "ballot_more_than_voters": N_("{figure} {value} 张，比{above}的 {limit} 人还多。核对这两个数。"),
    "ballot_more_than_before": N_("{figure} {value} 张，比{above}的 {limit} 张还多。核对这两个数。"),
    "ballot_line_strange": N_("票数里有一行不是这次评选的推荐对象。删掉这一行。"),
    "ballot_line_twice": N_("{name} 的票数写了两行。删掉一行。"),
    "ballot_line_withdrawn": N_("{name} 的推荐已经撤回，不进评议。删掉这一行。"),
    "ballot_line_unreviewed": N_("{name} 还没有资格审核，不能计票。先审核，或删掉这一行。"),
    "ballot_line_not_passed": N_("{name} 资格审核没有通过，不进评议。删掉这一行，或先改审核意见。"),
    "ballot_line_not_tied": N_("{name} 第一轮没有并列，不进第二轮。删掉这一行。"),
    "ballot_scores_where_counted": N_("这次评选按票数评，{name} 写的是分数。改成得票数。"),
    "ballot_votes_where_scored": N_("这次评选打分，{name} 写的是票数。改成各张票的分数。"),
    "ballot_votes_wrong": N_("{name} 得票 {votes} 不对，写 0 到 {most} 的整数。"),
    "ballot_votes_over_valid": N_("{name} 得 {votes} 票，有效票只有 {valid} 张。核对得票和有效票。"),
    "ballot_score_beyond": N_("{name} 有 {n} 个分数不在 0 到 {full} 之间，如 {score}。核对分数。"),
    "ballot_score_absurd": N_("{name} 有一个分数不是数。核对分数。"),
    "ballot_score_too_fine": N_("{name} 的分数 {score} 小数太多，最多写一位小数。"),
    "ballot_score_unreadable": N_("“{text}”不是分数。分数之间空一格，最多一位小数，如 95 88.5。"),
    "ballot_scores_over_valid": N_("{name} 有 {count} 个分数，有效票只有 {valid} 张。核对分数和有效票。"),
    "ballot_too_few_to_drop": N_("有效票 {valid} 张，不满 {fewest} 张，最高分和最低分不去掉"),
    "ballot_sum_over": N_(
        "得票合计 {total}，{valid} 张有效票每张最多选 {choices} 个，合计不超过 {most}。核对票数。"
    ),
    "ballot_sum_over_of": N_(
        "“{category}”得票合计 {total}，{valid} 张有效票每张最多选 {choices} 个，合计不超过 {most}。核对票数。"
    ),
    "ballot_unreviewed": N_("还有 {n} 个没有资格审核（{name}）。审核完再锁定票数。"),
    "ballot_nobody": N_("没有通过资格审核的推荐对象，没有什么可评。这个月空缺就登记空缺。"),
    "ballot_figure_missing": N_("{figure}还空着，填上再锁定。"),
    "ballot_votes_missing": N_("{name} 的得票还空着，没有得票写 0，再锁定。"),
    "ballot_scores_missing": N_(
        "{name} 有 {count} 个分数，有效票 {valid} 张。每张有效票都要给每个人打分，补齐再锁定。"
    ),
    "ballot_lock_day": N_("锁定日期 {day}要在评议的 {held}以后、今天以前。改锁定日期。"),
    "ballot_not_locked": N_("{selection}的票数没有锁定，可以直接改。"),
    "ballot_unlock_reason": N_("写上为什么解除锁定，理由会留在计票汇总上。"),
    "ballot_locked": N_("{selection}的票数 {day}已经锁定。要改先解除锁定，写上理由。"),
    "ballot_after_decision": N_("党委 {day}已经研究过{selection}，票数不能再动。要改先取消党委研究结果。"),
    "ballot_round_open": N_("{selection}第 {n} 轮的票数还没锁定，在那一轮里改。"),
    "ballot_no_further_round": N_("{selection}的票数已经锁定，没有要再投一轮的并列。要改票数先解除锁定。"),
    "ballot_has_second_round": N_("第二轮是按第一轮的并列投的。先删掉第二轮，再动第一轮。"),
}


def selection_name(selection: Selection) -> str:
    """2026年6月“集体增收”评选, as deeds and sentences call a selection."""
    period = Period.parse(selection.period)
    month = _("{year}年{month}月").format(year=period.year, month=period.month)
    if not selection.title:
        return _("{month}评选").format(month=month)
    return _("{month}“{title}”评选").format(month=month, title=selection.title)


def figure_text(standing: Standing) -> str:
    """What somebody got: 14 票, 92.35 分; a mean that does not end is cut to two decimals for showing only."""
    if standing.score is not None:
        return _("{score} 分").format(score=score_text(standing.score))
    return _("{n} 票").format(n=standing.votes or 0)


def score_text(score: Fraction) -> str:
    """92.35, rounded half up to two decimals; ranks are reckoned exactly."""
    hundredths = (score * 100 + Fraction(1, 2)).__floor__()
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)
