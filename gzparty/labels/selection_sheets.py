"""What is said of sheets of nominations, and of selections as JSON and at the command line."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "nomination_row_nameless": N_("没有写推荐的是谁。"),
    "nomination_row_selection_unknown": N_(
        "没有“{text}”这次评选。写编号或月份，如 2026-06，或先在典型评选里新建。"
    ),
    "nomination_row_no_selection": N_("{text} 还没有评选。先在典型评选里新建，再导入一次。"),
    "nomination_row_selection_unsaid": N_(
        "没说是哪次评选的推荐。在表的标题里写上月份，或加一列“哪次评选”；可以是：{numbers}。"
    ),
    "nomination_row_day": N_("推荐时间“{text}”没有写哪一天，写成 2026-06-12 这样。"),
    "nomination_row_category": N_("类别“{text}”不在这次评选里，可以是：{titles}。"),
    "nomination_row_namesakes": N_(
        "叫“{name}”的不止一人（{units}），写上单位才知道是谁；同一单位的请在典型评选里推荐。"
    ),
    "nomination_row_elsewhere": N_("{unit}没有叫“{name}”的人，{units}有，是不是他。"),
    "nomination_row_unknown": N_("花名册里没有叫“{name}”的人，照写的推荐就查不到他的记录。"),
    "nomination_row_differs": N_("{name}已经推荐，有 {count} 处和表里写的不一样。"),
    "record_selection_entry": N_("第 {number} 条：{reason}"),
    "record_theme_unknown": N_(
        "第 {number} 条：没有 {reference} 的月度主题。先登记主题，或把 theme 写成 null。"
    ),
    "record_category_unknown": N_("第 {number} 条：这次评选没有类别“{category}”，可以是：{titles}。"),
    "record_candidate_unknown": N_("第 {number} 条：{selection} 没有推荐“{name}”，推荐的有：{names}。"),
    "record_candidate_ambiguous": N_(
        "第 {number} 条：{selection} 推荐的叫“{name}”的不止一个：{names}。写成 姓名@单位，或写 uid。"
    ),
    "nomination_reference_unknown": N_(
        "没有 uid 是“{reference}”的推荐。uid 在 list nominations --json 里看。"
    ),
    "selection_step_unknown": N_("没有“{word}”这一步，可以是：{choices}。"),
    "selection_without_ballot": N_("{number} 的评选还没有登记票数，先用 record ballots 登记。"),
    "selection_without_publicity": N_("{number} 的评选还没有公示，先办 publish。"),
    "repair_candidate_name": N_("写上姓名，再导入一次。"),
    "repair_candidate": N_("核对姓名和单位，或选一种办法，或跳过。"),
    "repair_nominate_by_hand": N_("写上单位再导入一次，或在典型评选里推荐。"),
}
