"""Labels and sentences of self-inspections, joint inspections and checklists."""

from __future__ import annotations

from gzparty.domain.inspection import Answer, Inspection, InspectionKind
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels.dates import prose
from gzparty.labels.duty import due_state_label
from gzparty.services.ledger_views import QuotaUnit

_KINDS = {InspectionKind.SELF: N_("自查自纠"), InspectionKind.JOINT: N_("联合督查")}
_ANSWERS = {
    Answer.OPEN: N_("没选"),
    Answer.FINE: N_("没问题"),
    Answer.PROBLEM: N_("有问题"),
    Answer.NOT_APPLICABLE: N_("不涉及"),
}
SENTENCES = {
    "inspection_day_ahead": N_("{day}还没到，写检查的那天。"),
    "inspection_month_unreadable": N_("“{text}”不是月份，写成 2026-06。"),
    "inspection_month_ahead": N_("{day}做的不能算 {month} 月的，算当月或者以前的月份。"),
    "inspection_unit_closed": N_("{unit}在 {day}已经撤销。改单位或日期。"),
    "inspection_problem_untold": N_("“{item}”选了有问题，还没写是什么问题。"),
    "inspection_problem_elsewhere": N_(
        "“{item}”没有选有问题，写的问题记不进台账。改选有问题，或者删掉问题。"
    ),
    "inspection_deadline_before": N_("“{item}”的整改时限 {deadline}早于检查的日子 {day}。改晚一些。"),
    "inspection_item_stands": N_(
        "“{item}”的问题 {number} 已经在台账里往下办了，先在台账里撤销立项，再改这一项。"
    ),
    "inspection_problems_stand": N_(
        "查出的问题 {numbers} 已经在台账里往下办了，先在台账里撤销立项，再删这次检查。"
    ),
    "inspection_unit_problems": N_("问题 {number} 已经在台账里往下办了，这次检查不能改成别的单位。"),
    "inspection_file_doubled": N_("{name}：这次检查里已经有了（{known}），没有再放一份。"),
    "inspection_file_fault": N_("{number} 号检查的材料“{name}”：{fault}"),
    "inspection_gone": N_("这次检查已经不在了，重新打开这一页。"),
    "inspection_unknown": N_("没有“{reference}”这次检查。编号写成 2026-001 这样。"),
    "inspection_own_problem": N_("{name}既是检查人又是责任人，最好换一个人查"),
    "inspection_perhaps_double": N_("{name}在 {day}已经登记过一次（{number}），看看是不是登重了"),
    "checklist_empty": N_("检查项目至少留一项。"),
    "checklist_title_twice": N_("“{title}”有两项，改一个名称。"),
    "checklist_title_missing": N_("第 {place} 项还没有名称。"),
}


def inspection_kind_label(kind: InspectionKind) -> str:
    """Who inspects."""
    return _(_KINDS[kind])


def answer_label(answer: Answer) -> str:
    """What was found of an item."""
    return _(_ANSWERS[answer])


def checklist_label(kind: InspectionKind) -> str:
    """自查项目, 督查项目."""
    return _("自查项目") if kind is InspectionKind.SELF else _("督查项目")


def inspection_name(inspection: Inspection, unit: str, ordinal: int) -> str:
    """应急办 6月第 1 次自查; a joint one by its day."""
    if inspection.kind is InspectionKind.JOINT:
        return _("{unit} {day}督查").format(unit=unit, day=prose(inspection.held_on))
    return _("{unit} {ordinal}自查").format(unit=unit, ordinal=ordinal_label(inspection.period, ordinal))


def ordinal_label(period: str, ordinal: int) -> str:
    """6月第 1 次."""
    return _("{m}月第 {n} 次").format(m=Period.parse(period).month, n=ordinal)


def quota_text(line: QuotaUnit) -> str:
    """How a unit stands in a month: 还差 1 次，剩 9 天; once the month is over 未达标，差 1 次."""
    if not line.owed:
        return due_state_label(line.dues[0].state) if line.dues else ""
    if not line.missing:
        return _("已够 {n} 次").format(n=line.done)
    if line.days_left < 0:
        return _("未达标，差 {n} 次").format(n=line.missing)
    if line.days_left == 0:
        return _("还差 {n} 次，今天是最后一天").format(n=line.missing)
    return _("还差 {n} 次，剩 {days} 天").format(n=line.missing, days=line.days_left)
