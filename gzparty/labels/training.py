"""Sentences and labels of trainings and rolls."""

from __future__ import annotations

from gzparty.domain.sitting import Attendance, Status
from gzparty.domain.training import CourseForm
from gzparty.i18n import N_, _
from gzparty.services.views import SessionStage

SENTENCES: dict[str, str] = {
    "rule_unreadable": N_("看不懂规则“{text}”。可以写：每月第三个周三 14:30、每月25日、每月最后一个工作日。"),
    "rule_time_unreadable": N_("规则“{text}”里的时间不对。时间写成 14:30 或 下午2点半。"),
    "rule_too_often": N_("规则“{text}”比每月一次还密。培训计划一个月排一期，请写成每月的规则。"),
    "rule_without_dates": N_("按“{text}”从今天起一期也排不出来，请换个写法。"),
    "date_by_rule": N_("按“{rule}”排定"),
    "date_moved_later_holiday": N_("原定 {planned}（{holiday}假期），顺延至 {day}"),
    "date_moved_earlier_holiday": N_("原定 {planned}（{holiday}假期），本月后面没有工作日，提前到 {day}"),
    "date_moved_later_weekend": N_("原定 {planned}（休息日），顺延至 {day}"),
    "date_moved_earlier_weekend": N_("原定 {planned}（休息日），本月后面没有工作日，提前到 {day}"),
    "date_moved_clash": N_("原定 {planned}，{clash}，改到 {day}"),
    "date_moved_by_hand": N_("原定 {planned}，改到 {day}：{reason}"),
    "date_moved_by_hand_plain": N_("原定 {planned}，改到 {day}"),
    "date_clash_unsolved": N_("{clash}，这个月后面找不到空的工作日，请手工定日子"),
    "date_calendar_unofficial": N_("{reason}；{year}年放假安排还没导入，节假日和调休可能有变"),
    "calendar_year_unofficial": N_(
        "{year}年放假安排还没导入，节假日和调休以国务院通知为准，导入后请再核对一遍日期"
    ),
    "day_is_holiday": N_("{day} 是{holiday}假期"),
    "day_is_weekend": N_("{day} 是休息日"),
    "clash_place": N_("{start} 的“{place}”已有安排"),
    "clash_people": N_("{start} 这些人已有别的培训"),
    "end_before_start": N_("结束时间 {end} 不晚于开始时间 {start}，请改一下时间。"),
    "state_reason_missing": N_("请写明原因，检查时要看。"),
    "training_begun": N_("第 {n} 期已经开始签到，不能再改期、取消或删除；先清掉签到记录。"),
    "training_unknown": N_("没有“{reference}”这一期培训。期号写成 2026-06 这样。"),
    "course_without_title": N_("第 {number} 门课没有名称，请补上。"),
    "course_length_absurd": N_("“{title}”的时长是 {minutes} 分钟，应在 1 到 1440 分钟之间。"),
    "roll_line_unknown": N_("签到表里没有这一行：{positions}。"),
    "roll_close_before_day": N_("{day} 还没到，不能结束签到；如果已经提前办了，先在“安排”里改成实际日期。"),
    "state_unknown": N_("没有“{word}”这种状态。可以是：{choices}。"),
    "export_suffix": N_("{name} 的文件名要以 {choices} 结尾。"),
    "roster_empty": N_("还没有名单，不能签到。先导入书记花名册，或在“安排”里选定参加人员。"),
    "roster_frozen": N_("已经开始签到，名单不再变动；临时来的人用“加列席”。"),
    "guest_without_name": N_("请填列席人员的姓名。"),
    "leave_over_share": N_(
        "今年已请假 {before} 期，再请就有 {leaves} 期，超过全年 {sessions} 期的 1/{share}。只提示，准不准由人定"
    ),
    "leave_status_wrong": N_("“{status}”不能提前登记，只有请假、公出、代会可以。"),
    "makeup_without_length": N_("请填补课时长（分钟），要大于 0。"),
    "makeup_in_future": N_("补课日期 {day} 还没到，补完再登记。"),
    "makeup_not_owed": N_("{name} 这一期没有缺席、请假、公出或代会的记录，不用补课。请核对签到。"),
    "makeup_done": N_("{name} 这一期已经在 {day} 补过课了。"),
    "roll_person_unknown": N_("这一期的名单里没有“{name}”。请核对姓名，临时来的人用“加列席”。"),
    "record_not_object": N_("第 {number} 条不是一条记录，应是花括号里的一组字段。"),
    "record_field_missing": N_("第 {number} 条缺少 {field}。"),
    "record_value_wrong": N_("第 {number} 条的 {field} 不对：{value}。"),
    "record_date_wrong": N_("第 {number} 条的 {field} 不是日期时间：{value}。写成 2026-06-17T14:30。"),
    "record_day_wrong": N_("第 {number} 条的 {field} 不是日期：{value}。写成 2026-06-15。"),
    "record_problem_state": N_(
        "第 {number} 条写的是“{wanted}”，台账里是“{state}”。状态不能直接写，用 problem 命令一步步办。"
    ),
    "record_number_twice": N_(
        "第 {first} 条和第 {second} 条都写着编号 {number}，不知道以哪条为准。留下一条再存，什么都没有改。"
    ),
    "record_problem_elsewhere": N_("第 {number} 条里的问题 {problem} 不是这次检查发现的。"),
    "record_choice_wrong": N_("第 {number} 条的 {field} 不对：{value}。可以是：{choices}。"),
    "mark_unreadable": N_("看不懂“{text}”。写成 姓名=状态 或 姓名=状态:事由，例如 张三=请假:住院。"),
    "status_unknown": N_("没有“{word}”这种签到状态。可以是：{choices}。"),
    "file_unreadable": N_("打不开文件 {path}。请核对路径，看文件是不是正被 WPS 占用、有没有权限。"),
    "json_unreadable": N_("{path} 不是正确的 JSON 文件。先用 show --json 看一条的写法。"),
    "reason_missing": N_("{name} 还没写事由"),
    "substitute_unnamed": N_("{name} 由谁代会还没写"),
}

_STATUSES = {
    Status.UNMARKED: N_("未签"),
    Status.PRESENT: N_("到"),
    Status.LATE: N_("迟到"),
    Status.LEAVE: N_("请假"),
    Status.OFFICIAL: N_("公出"),
    Status.ABSENT: N_("缺席"),
    Status.SUBSTITUTE: N_("代会"),
    Status.EARLY: N_("早退"),
    Status.UNSETTLED: N_("待核实"),
}
_FORMS = {
    CourseForm.LECTURE: N_("专题讲座"),
    CourseForm.STUDY: N_("集体学习"),
    CourseForm.PRACTICE: N_("现场教学"),
    CourseForm.FULL_TIME: N_("脱产培训"),
}
_STAGES = {
    SessionStage.UNREADY: N_("待排课程"),
    SessionStage.READY: N_("已排定"),
    SessionStage.TODAY: N_("今天"),
    SessionStage.TAKING: N_("补录中"),
    SessionStage.UNENTERED: N_("还没登记"),
    SessionStage.DONE: N_("已办"),
    SessionStage.CANCELLED: N_("已取消"),
    SessionStage.MISSED: N_("没办，已说明"),
}


def status_label(status: Status) -> str:
    """The mark as the roll shows it."""
    return _(_STATUSES[status])


def reason_text(row: Attendance) -> str:
    """Why someone was away, came late or left early, or who came instead."""
    parts = [row.reason or row.not_counted]
    if row.status is Status.SUBSTITUTE and row.substitute_name:
        post = _("（{post}）").format(post=row.substitute_post) if row.substitute_post else ""
        parts.insert(0, _("由 {name} 代{post}").format(name=row.substitute_name, post=post))
    elif row.left_at is not None:
        parts.insert(0, _("{time} 离会").format(time=f"{row.left_at:%H:%M}"))
    return _("，").join(part for part in parts if part)


def form_label(form: CourseForm) -> str:
    """How a course is taught."""
    return _(_FORMS[form])


def stage_label(stage: SessionStage) -> str:
    """Where a session stands."""
    return _(_STAGES[stage])
