"""The past of records in words: their kinds and names, their columns, and what stood and stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from gzparty.domain.credit import hours
from gzparty.domain.phone import masked, masked_within
from gzparty.i18n import N_, _

SENTENCES: dict[str, str] = {
    "version_unknown": N_("这条记录没有编号为 {number} 的版本。"),
    "version_gone": N_("{what}已经删除了，先到回收站拿回来。"),
    "version_same": N_("{what}现在填的就是那时的样子，没有要恢复的。"),
    "version_purged": N_("那以后有内容被清掉了，不再恢复到那以前的样子。"),
    "version_older_schema": N_("那以后办公文件升级过，样子变了，不能自动恢复；请照着历史手工改。"),
    "version_reference_gone": N_("那时写的人或单位现在没有了，先到回收站拿回来。"),
    "version_covered": N_("后备名单不在这里显示，请到“干部队伍”里看。"),
    "version_fixed_units": N_("改名、隶属、换届都按日期记着，不整条倒回去；要改，在单位上点右键。"),
    "version_fixed_rolls": N_("签到的状态跟着签到走，不整张倒回去；记错了在签到表上改，或者撤销。"),
    "version_fixed_selections": N_("评选跟着推荐、投票、公示的步骤走，不整条倒回去；错了用撤销。"),
    "version_fixed_reserves": N_("后备名单不在这里恢复，请到“干部队伍”里改。"),
    "version_fixed_files": N_("材料只有加和删，没有别的样子。"),
    "bring_back_missing": N_("{what}要先有{parent}，它也删了；先把它拿回来，或者一起选上。"),
    "bring_back_taken": N_("{what}的位置已经有{holder}，先改掉或者删掉那一条。"),
    "bring_back_final": N_("{what}去掉的内容已经从办公文件里清掉了，拿不回来。"),
    "bring_back_closed": N_("{what}所在的评选已经结束推荐，不能再拿回来；先重新开放推荐。"),
}
_KINDS = {
    "person": N_("人员"),
    "unit": N_("单位"),
    "training": N_("书记培训"),
    "sitting": N_("签到"),
    "meeting": N_("组织生活"),
    "talk": N_("谈心谈话"),
    "theme": N_("月度主题"),
    "inspection": N_("检查"),
    "tour": N_("联合督查"),
    "problem": N_("整改问题"),
    "tip": N_("群众意见"),
    "errand": N_("要材料"),
    "outside_training": N_("外出培训"),
    "mention": N_("上级通报"),
    "selection": N_("典型评选"),
    "nomination": N_("推荐"),
    "reserve": N_("后备名单"),
    "term": N_("届次"),
    "attachment": N_("材料"),
    "evidence": N_("佐证"),
}
COLUMNS: dict[str, str] = {
    "name": N_("姓名"),
    "sex": N_("性别"),
    "nation": N_("民族"),
    "birth": N_("出生年月"),
    "joined": N_("入党时间"),
    "education": N_("学历"),
    "phone": N_("电话"),
    "membership": N_("组织关系"),
    "note": N_("备注"),
    "ended_on": N_("离开日期"),
    "ended_reason": N_("离开原因"),
    "unit_id": N_("单位"),
    "group_id": N_("党小组"),
    "party_class": N_("党员类别"),
    "mobile": N_("流动党员"),
    "valid_from": N_("起"),
    "valid_to": N_("止"),
    "post.title": N_("职务"),
    "title_text": N_("职务"),
    "acting": N_("代理"),
    "since": N_("任职时间"),
    "until": N_("免职时间"),
    "level": N_("级别"),
    "outside_training.title": N_("培训名称"),
    "outside_training.ended_on": N_("结束日期"),
    "began_on": N_("开始日期"),
    "credit": N_("学时"),
    "proof": N_("凭据"),
    "code": N_("代码"),
    "kind": N_("类别"),
    "founded_on": N_("成立日期"),
    "unit.closed_on": N_("撤销日期"),
    "training.closed_on": N_("结束签到"),
    "unit_name.name": N_("名称"),
    "party_group.name": N_("党小组"),
    "parent_id": N_("上级"),
    "elected_on": N_("换届日期"),
    "years": N_("任期"),
    "topic": N_("主题"),
    "meeting.topic": N_("议题"),
    "training.problem": N_("要解决的问题"),
    "training.state": N_("状态"),
    "state_reason": N_("原因"),
    "host": N_("主持人"),
    "contact": N_("联系人"),
    "planned_start": N_("开始时间"),
    "planned_end": N_("结束时间"),
    "actual_start": N_("实际开始"),
    "actual_end": N_("实际结束"),
    "place": N_("地点"),
    "evidence.place": N_("存放处"),
    "roll_state": N_("签到"),
    "roster": N_("名单"),
    "title": N_("标题"),
    "lecturer": N_("授课人"),
    "lecturer_post": N_("授课人职务"),
    "form": N_("形式"),
    "minutes": N_("分钟"),
    "status": N_("状态"),
    "reason": N_("事由"),
    "substitute_name": N_("代会人"),
    "left_at": N_("早退时间"),
    "period": N_("所属月份"),
    "content": N_("内容"),
    "decision": N_("决议"),
    "nomination.decision": N_("党委决定"),
    "other": N_("其他事项"),
    "recorder": N_("记录人"),
    "expected": N_("应到"),
    "attended": N_("实到"),
    "on_leave": N_("请假"),
    "absent": N_("缺席"),
    "observers": N_("列席"),
    "absences": N_("缺席名单"),
    "has_minutes": N_("会议记录"),
    "has_sign_in": N_("签到表"),
    "has_photos": N_("照片"),
    "uploaded": N_("已上传"),
    "filed_at": N_("存放处"),
    "received_on": N_("收到日期"),
    "returned_on": N_("退回日期"),
    "return_reason": N_("退回原因"),
    "matter": N_("表决事项"),
    "eligible": N_("有表决权"),
    "present": N_("到会"),
    "in_favour": N_("赞成"),
    "against": N_("反对"),
    "abstained": N_("弃权"),
    "held_on": N_("日期"),
    "year": N_("年度"),
    "speaker": N_("谈话人"),
    "partner": N_("谈话对象"),
    "material": N_("学习材料"),
    "source": N_("来源"),
    "came_on": N_("来文日期"),
    "inspector": N_("检查人"),
    "answer": N_("结果"),
    "team": N_("督查组"),
    "pool": N_("抽签范围"),
    "focus": N_("重点"),
    "issue": N_("通报期号"),
    "good": N_("好的做法"),
    "requirements": N_("要求"),
    "reply_by": N_("回复期限"),
    "text": N_("问题"),
    "lane": N_("整改类型"),
    "problem.state": N_("状态"),
    "found_on": N_("发现日期"),
    "category": N_("类别"),
    "source_note": N_("来源说明"),
    "measure": N_("整改措施"),
    "leader": N_("责任领导"),
    "responsible": N_("责任人"),
    "deadline": N_("整改期限"),
    "result": N_("整改结果"),
    "done_on": N_("完成日期"),
    "verifier": N_("验收人"),
    "closed_on": N_("销号日期"),
    "look_back_on": N_("回头看日期"),
    "channel": N_("途径"),
    "due_on": N_("期限"),
    "tip.reply": N_("答复"),
    "nomination.reply": N_("纪委答复"),
    "replied_on": N_("答复日期"),
    "satisfaction": N_("满意情况"),
    "handed_on": N_("移交日期"),
    "handed_to": N_("移交给"),
    "has_reporter": N_("反映人"),
    "reporter_changes": N_("反映人"),
    "asked_by": N_("谁要"),
    "asked_on": N_("要的日期"),
    "finished_on": N_("办完日期"),
    "problem_event.step": N_("步骤"),
    "named_on": N_("通报日期"),
    "issuer": N_("通报机关"),
    "opened_on": N_("开始日期"),
    "nominate_until": N_("推荐截止"),
    "nominations_closed_on": N_("推荐结束"),
    "decided_on": N_("研究日期"),
    "announced_on": N_("通报日期"),
    "vacant_on": N_("空缺日期"),
    "quota": N_("名额"),
    "unit_name": N_("单位"),
    "post": N_("职务"),
    "nominator": N_("推荐单位"),
    "nominated_on": N_("推荐日期"),
    "summary": N_("事迹摘要"),
    "deeds": N_("事迹"),
    "opinion": N_("推荐意见"),
    "verdict": N_("审核结果"),
    "verdict_reason": N_("审核说明"),
    "struck_on": N_("取消日期"),
    "withdrawn_on": N_("撤回日期"),
}
"""What columns are called, by table and column or by column alone; what is named nowhere says nothing to a clerk."""
UNTOLD = frozenset(
    {"talk.content", "tip.content", "tip.reply", "has_reporter", "reporter_changes"}
    | {"roster", "absences", "team", "pool", "reply_note", "verdict_reason"}
)
"""Columns of which it is only said that they changed: what was said in confidence, and lists."""
_FLAGS = frozenset({"acting", "mobile", "has_minutes", "has_sign_in", "has_photos", "uploaded"})
_CODES: Mapping[str, tuple[str, str, str]] = {
    "person.sex": ("people", "sex_label", ""),
    "membership.party_class": ("people", "class_label", "people.PartyClass"),
    "post.title": ("people", "post_label", "people.PostTitle"),
    "outside_training.level": ("people", "level_label", "outside.OutsideLevel"),
    "person.ended_reason": ("people", "leaving_label", ""),
    "unit.kind": ("people", "kind_label", "people.UnitKind"),
    "attendance.status": ("training", "status_label", "sitting.Status"),
    "course.form": ("training", "form_label", "training.CourseForm"),
    "talk.kind": ("votes", "talk_kind_label", "meeting.TalkKind"),
    "meeting.kind": ("duty", "meeting_kind_label", "meeting.MeetingKind"),
    "inspection_item.answer": ("inspection", "answer_label", "inspection.Answer"),
    "problem.source": ("ledger", "source_label", "problem.ProblemSource"),
    "problem.lane": ("ledger", "lane_label", "problem.Lane"),
    "problem.state": ("ledger", "problem_state_label", "problem.ProblemState"),
    "problem_event.step": ("ledger", "step_label", "problem.Step"),
    "tip.channel": ("tips", "channel_label", "tip.TipChannel"),
    "tip.satisfaction": ("tips", "satisfaction_label", "tip.Satisfaction"),
    "nomination.verdict": ("selection_words", "verdict_label", "selection.Verdict"),
    "nomination.reply": ("selection_words", "reply_words", "selection.Reply"),
}
"""What says a code: a module of the labels, its function, and the enum it takes; imported when it is needed."""
_STATES = {
    "planned": N_("计划"),
    "held": N_("已办"),
    "cancelled": N_("取消"),
    "missed": N_("没办"),
    "open": N_("未定"),
    "frozen": N_("名单已定"),
    "closed": N_("已结束"),
    "chosen": N_("选定"),
    "not_chosen": N_("未选"),
}
_LONGEST = 60
"""Characters of a text that are shown; what changed further on is read in the record."""


def table_label(table: str) -> str:
    """What a kind of record is called."""
    return _(_KINDS[table])


def column_label(table: str, column: str) -> str:
    """What a column is called in a history; empty for one that says nothing to a clerk."""
    known = COLUMNS.get(f"{table}.{column}") or COLUMNS.get(column)
    return _(known) if known else ""


def is_untold(table: str, column: str) -> bool:
    """Whether of a column only that it changed is said."""
    return column in UNTOLD or f"{table}.{column}" in UNTOLD


def value_text(table: str, column: str, value: object) -> str:
    """What stands in a column, phones masked, long texts shortened; names of units and people are put in elsewhere."""
    if value is None or value == "":
        return _("空")
    if column in _FLAGS:
        return _("是") if value else _("否")
    if column == "phone":
        return masked(str(value))
    if column == "credit":
        return f"{hours(int(str(value))):g}"
    said = _coded(f"{table}.{column}")
    if said is not None:
        return said(value)
    if column in ("state", "roll_state", "decision") and str(value) in _STATES:
        return _(_STATES[str(value)])
    text = masked_within(str(value).replace("\n", " "))
    return text if len(text) <= _LONGEST else _("{text}…").format(text=text[:_LONGEST])


def _coded(column: str) -> Callable[[object], str] | None:
    if column not in _CODES:
        return None
    module, function, enum = _CODES[column]
    label: Callable[[Any], str] = getattr(import_module(f"gzparty.labels.{module}"), function)

    def said(value: object) -> str:
        if not enum:
            return label(value)
        place, _dot, name = enum.partition(".")
        kind = getattr(import_module(f"gzparty.domain.{place}"), name)
        return label(kind(value)) if value in {member.value for member in kind} else str(value)

    return said
