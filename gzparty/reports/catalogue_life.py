"""The papers of organisational life in the list of papers."""

from __future__ import annotations

from gzparty.domain.meeting import MeetingKind
from gzparty.i18n import N_
from gzparty.reports import composing_life as composing
from gzparty.reports import subject_life as life
from gzparty.reports.composing import Compose, record_form
from gzparty.reports.spec import FORM, GENERAL, MEETINGS, SORTED, USUAL, PaperSpec
from gzparty.reports.subject import ERRAND, KIND, MEETING, MONTH, ON, QUARTER, UNIT, YEAR, each_branch

_SIGN_IN = (*SORTED, "double", "filled", "blank_lines")
_RECORDS = (YEAR, MONTH, KIND, UNIT, MEETING)
"""What narrows down the records of a batch, and one of them."""


def _life(name: str, label: str, selectors: tuple[str, ...], compose: Compose, **facts: object) -> PaperSpec:
    given = {"group": MEETINGS, "of_life": True, **facts}
    return PaperSpec(name, label, selectors=selectors, compose=compose, **given)  # type: ignore[arg-type]


def _record(kind: MeetingKind, name: str, label: str) -> PaperSpec:
    """The empty record of one kind of meeting, for one branch or each of them."""
    return _life(name, label, (UNIT,), record_form(kind), options=FORM, each=each_branch, optional=(UNIT,))


RECORDS: tuple[PaperSpec, ...] = (
    _life(
        "minutes",
        N_("会议记录"),
        _RECORDS,
        composing.compose_minutes,
        options=FORM,
        each=life.each_meeting,
        optional=(MONTH, KIND, UNIT),
        kinds=life.meeting_kinds,
        editable=True,
    ),
    _life(
        "meeting-sign-in",
        N_("会议签到表"),
        _RECORDS,
        composing.compose_meeting_sign_in,
        options=_SIGN_IN,
        each=life.each_meeting,
        optional=(MONTH, KIND, UNIT),
        kinds=life.meeting_kinds,
    ),
    _life(
        "member-sign-in",
        N_("党员签到表"),
        (KIND, ON, UNIT),
        composing.compose_coming_sign_in,
        options=(*SORTED, "double", "blank_lines"),
        each=each_branch,
        kinds=life.meeting_kinds,
    ),
    _life(
        "completion",
        N_("完成情况一览表"),
        (YEAR, KIND, UNIT),
        composing.compose_completion,
        options=(*USUAL, "outside"),
        optional=(UNIT,),
        kinds=life.duty_kinds,
    ),
    _life(
        "month-completion",
        N_("当月完成情况表"),
        (MONTH, UNIT),
        composing.compose_month_completion,
        options=(*USUAL, "outside"),
        optional=(UNIT,),
    ),
    _life(
        "branch-year",
        N_("支部年度统计"),
        (YEAR, UNIT),
        composing.compose_branch_year,
        each=each_branch,
    ),
    _life(
        "material-register",
        N_("材料收缴登记表"),
        (MONTH, KIND, UNIT),
        composing.compose_material_register,
        optional=(UNIT,),
        kinds=life.monthly_kinds,
    ),
    _life(
        "quarter-check",
        N_("季度检查表"),
        (QUARTER, UNIT),
        composing.compose_quarter_check,
        optional=(UNIT,),
    ),
    _life(
        "yearly-steps",
        N_("年度步骤表"),
        (YEAR, KIND, UNIT),
        composing.compose_yearly_steps,
        optional=(UNIT,),
        kinds=life.yearly_kinds,
    ),
    _life(
        "appraisal",
        N_("民主评议测评表"),
        (YEAR, ON, UNIT),
        composing.compose_ballot,
        options=FORM,
        each=each_branch,
    ),
    _life(
        "appraisal-summary",
        N_("民主评议汇总"),
        (YEAR, UNIT),
        composing.compose_appraisal,
        each=life.each_appraised,
        optional=(UNIT,),
        discreet=True,
    ),
    _life(
        "talk-register",
        N_("谈心谈话登记表"),
        (YEAR, UNIT),
        composing.compose_talk_register,
        each=each_branch,
        optional=(UNIT,),
    ),
    _life("duty-table", N_("制度表"), (ON,), composing.compose_duty_table),
    _life("errand-register", N_("要材料收缴表"), (ERRAND,), composing.compose_errand_register),
    _life(
        "contradictions",
        N_("交叉核对表"),
        (YEAR, MONTH, UNIT),
        composing.compose_contradictions,
        optional=(MONTH, UNIT),
    ),
    _record(MeetingKind.BRANCH_MEETING, "blank-branch-meeting", N_("空白党员大会记录")),
    _record(MeetingKind.COMMITTEE_MEETING, "blank-committee-meeting", N_("空白支委会记录")),
    _record(MeetingKind.GROUP_MEETING, "blank-group-meeting", N_("空白党小组会记录")),
    _record(MeetingKind.LECTURE, "blank-lecture", N_("空白党课记录")),
    _record(MeetingKind.THEME_DAY, "blank-theme-day", N_("空白主题党日记录")),
    _record(MeetingKind.STUDY, "blank-study", N_("空白集中学习记录")),
    _record(MeetingKind.LIFE_MEETING, "blank-life-meeting", N_("空白组织生活会记录")),
)
LISTS: tuple[PaperSpec, ...] = (
    _life(
        "month-list",
        N_("本月清单"),
        (MONTH, UNIT),
        composing.compose_month_list,
        group=GENERAL,
        each=each_branch,
        optional=(UNIT,),
    ),
    _life(
        "chase-slip",
        N_("催办单"),
        (MONTH, UNIT),
        composing.compose_chase_slip,
        group=GENERAL,
        options=(*FORM, "columns", "apart"),
        each=life.each_late,
        optional=(MONTH, UNIT),
    ),
)
