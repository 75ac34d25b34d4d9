"""党委研究, 公示, objections and circulars in words."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "decision_before_count": N_("{selection}的票数还没有锁定。先登记票数并锁定，再记党委研究结果。"),
    "decision_before_second_round": N_(
        "{selection}有 {n} 个并列，要再投一轮。先登记第二轮的票数，或把并列的规则改成由党委研究。"
    ),
    "decision_nobody": N_("一个也没有选。选上研究通过的；这个月空缺就登记空缺，写明原因。"),
    "decision_stranger": N_("选的不是这次评选的推荐对象。从名单里选。"),
    "decision_not_voted": N_("{name} 没有进评议，不能选。从评议过的里面选。"),
    "decision_of_gone": N_("{name} 的推荐已经撤回或取消，不能选。从评议过的里面选。"),
    "decision_twice": N_("{name} 选了两次。去掉一次。"),
    "decision_over_quota": N_("选了 {count} 个，名额只有 {quota} 个。去掉多的，或先改名额。"),
    "decision_over_quota_of": N_("“{category}”选了 {count} 个，名额只有 {quota} 个。去掉多的，或先改名额。"),
    "decision_reason_behind": N_("{name} 评议排第 {rank}，不在名额以内。写上党委选 {name} 的理由。"),
    "decision_reason_left_out": N_("{name} 评议排第 {rank}，在名额以内，没有选。写上没有选的理由。"),
    "decision_reason_unsuitable": N_("纪委答复 {name} 不宜评选。写上党委仍然选的理由，或换一个。"),
    "decision_before_vote": N_("党委研究的 {day}早于评议的 {voted}。改其中一个日期。"),
    "decision_before_rejection": N_("上次公示 {rejected}没有通过，重新研究的日期不能早于这天。改研究日期。"),
    "decision_ahead": N_("{day}还没到，党委研究过再记。"),
    "decision_published": N_("{selection}从 {start}起已经公示，研究结果不能改。先删掉公示，再改。"),
    "decision_confirmed": N_(
        "{selection}从 {start}起的公示已经有结果，研究结果不能改。先取消公示结果、删掉公示，再改。"
    ),
    "decision_none": N_("{selection}还没有可以取消的党委研究结果。"),
    "publicity_before_committee": N_("{selection}还没有党委研究结果，不能公示。先记党委研究结果。"),
    "publicity_there": N_("{selection}已经在公示（{start}至 {end}），在那条公示里改。"),
    "publicity_finished": N_("公示结果 {day}已经记过。要改先取消公示结果。"),
    "publicity_before_decision": N_("公示开始的 {day}早于党委研究的 {decided}。改其中一个日期。"),
    "publicity_far_ahead": N_("公示开始的 {day} 离党委研究的 {decided} 太远。核对日期。"),
    "publicity_starts_on_day_off": N_("{day}是休息日，公示从工作日开始。下一个工作日是 {next}。"),
    "publicity_ends_before": N_("公示期满的 {day}早于开始的 {start}。改其中一个日期。"),
    "publicity_ends_on_day_off": N_("{day}是休息日，公示要到工作日期满。最近的工作日是 {nearest}。"),
    "publicity_too_long": N_("公示 {n} 个工作日太长，最多 {most} 个。核对期满日期。"),
    "publicity_workdays_absurd": N_("公示 {n} 个工作日不对，写 1 到 {most}。"),
    "publicity_after_objection": N_("{received}已经收到异议，公示不能从 {day}才开始。改开始日期。"),
    "publicity_days_over": N_("公示 {end}已经期满，起止日期不能再改。登记错了就删掉这次公示，重新登记。"),
    "publicity_end_gone": N_("{day}已经过去，正在公示的不能改成那天期满。写今天或以后的工作日。"),
    "publicity_has_objections": N_("这次公示登记了 {n} 条异议，不能删掉。误登的异议先逐条删掉。"),
    "publicity_days_off_moved": N_(
        "放假安排改过，到期满现在只有 {n} 个工作日，原来定的是 {planned} 个。把期满改到 {proposed}。"
    ),
    "publicity_shorter": N_("公示 {n} 个工作日，比设置的 {usual} 个少"),
    "publicity_not_over": N_("公示到 {end}期满，{first}起才能记结果。"),
    "publicity_result_ahead": N_("{day}还没到，结果写到今天为止的日期。"),
    "publicity_objections_open": N_("还有 {n} 条异议没有核实。核实完再记公示结果。"),
    "publicity_result_before_handling": N_("异议到 {handled}才核实完，公示结果不能早于这天。改结果日期。"),
    "publicity_without_result": N_("{selection}的公示还没有结果，没有什么可以取消。"),
    "publicity_announced": N_("通报 {day}已经印发，公示结果不能再动。先取消通报。"),
    "publicity_decided_again": N_("党委已经重新研究过{selection}。先取消重新研究的结果，再动公示结果。"),
    "objection_before_publicity": N_("收到异议的 {day}早于公示开始的 {start}。改收到日期。"),
    "objection_ahead": N_("{day}还没到，收到日期写到今天为止。"),
    "objection_empty": N_("异议的内容空着，写上反映了什么。"),
    "objection_stranger": N_("异议针对的不在这次公示里。从公示的名单里选，对程序的意见不选人。"),
    "objection_late": N_("{day}收到的异议在公示期满以后"),
    "objection_handled_before": N_("核实日期 {day}早于收到异议的 {received}。改其中一个日期。"),
    "objection_handled_ahead": N_("{day}还没到，核实完再记。"),
    "objection_handling_empty": N_("怎么核实的还空着，写上核实情况。"),
    "objection_without_outcome": N_("选上核实结果：属实或不属实。"),
    "struck_stranger": N_("要取消的不在这次公示里。从公示的名单里选。"),
    "struck_without_reason": N_("写上取消 {name} 的理由。"),
    "struck_missing": N_("针对 {name} 的异议属实，公示结果里要取消 {name}，写上理由。"),
    "upheld_procedure_note": N_("对程序的异议属实。在备注里写上怎么纠正的。"),
    "objector_none": N_("这条异议没有登记提意见人。"),
    "objector_without_name": N_("提意见人的姓名空着，写上姓名；不愿留名的，不登记提意见人。"),
    "objector_key_missing": N_("提意见人是在另一台电脑上登记的，这台没有钥匙，看不到；其他内容不受影响。"),
    "objector_damaged": N_("提意见人的密文坏了，看不到；其他内容不受影响。知道是谁的，重新登记一次。"),
    "circular_before_result": N_("{selection}的公示还没有通过的结果，不能通报。公示期满，先记公示结果。"),
    "circular_of_nobody": N_(
        "{selection}公示通过的都已经撤回，没有人可以通报。本月不再评的，用“空缺”，写明原因。"
    ),
    "circular_before_result_day": N_("通报的 {day}早于公示结果的 {result}。改其中一个日期。"),
    "circular_ahead": N_("{day}还没到，通报印发以后再记。"),
}
