"""The rows of 制度与时限: duties under headings, what was asked for from above, the rules nobody can change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gzparty.domain.duty import Deadline, Duty, Grade
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Every
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.duty import deadline_label, every_label, grade_label, owing_label
from gzparty.records import dataclass
from gzparty.services.duty_views import DutyLine, ErrandView
from gzparty.services.hard_rules import HardRule
from ui.tables.column import Column
from ui.tables.groups import RecordGroup

TRIPLE = frozenset(
    {
        MeetingKind.BRANCH_MEETING.value,
        MeetingKind.COMMITTEE_MEETING.value,
        MeetingKind.GROUP_MEETING.value,
        MeetingKind.LECTURE.value,
    }
)
"""Of 三会一课."""
HEADINGS = (
    ("triple", N_("三会一课")),
    ("month", N_("每月")),
    ("quarter", N_("每季度")),
    ("year", N_("每年")),
    ("errand", N_("要材料（上级临时要的）")),
    ("rule", N_("硬性规定（照条例算，不能改）")),
)
TONES = {
    Grade.HARD: "plain",
    Grade.NORMALLY: "plain",
    Grade.LOCAL: "ok",
    Grade.STRIVE: "warn",
    Grade.ONCE: "info",
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row in words; exactly one of the last three says what stands behind it."""

    key: str
    title: str
    basis: str
    who: str
    often: str
    hold: str
    report: str
    tag: str
    tone: str
    since: str
    stopped: bool = False
    line: DutyLine | None = None
    errand: ErrandView | None = None
    rule: HardRule | None = None


SINCE = "since"
"""A column that goes first where there is little room: the panel says it too."""


def duty_columns() -> tuple[Column[DutyRow], ...]:
    """Make the columns, in the order a rule is read."""
    return (
        Column("title", N_("事项"), lambda row: row.title, 112, tone=_tone),
        Column("basis", N_("依据"), lambda row: row.basis, 152, least=90, tone=_soft, tooltip=_basis),
        Column(
            "who", N_("谁来办"), lambda row: row.who, least=84, stretch=True, tone=_tone, tooltip=_rule_words
        ),
        Column("often", N_("多久一次"), lambda row: row.often, 72, least=72, tone=_tone),
        Column("hold", N_("召开"), lambda row: row.hold, 84, least=84, tone=_tone, tooltip=_hold_words),
        Column("report", N_("报送"), lambda row: row.report, 88, least=84, tone=_tone, tooltip=_report_words),
        Column("grade", N_("类别"), lambda row: row.tag, 64, least=64, tag=lambda row: row.tone),
        Column(SINCE, N_("从何时起"), lambda row: row.since, 84, optional=True, tone=_soft),
    )


def grouped(
    lines: Iterable[DutyLine], errands: Iterable[ErrandView], rules: Iterable[HardRule]
) -> list[RecordGroup[DutyRow]]:
    """Put every row under its heading."""
    found: dict[str, list[DutyRow]] = {key: [] for key, _words in HEADINGS}
    for line in lines:
        found[_group_of(line.duty)].append(duty_row(line))
    found["errand"] += [errand_row(view) for view in errands]
    found["rule"] += [rule_row(rule) for rule in rules]
    return [RecordGroup(key, _(words), found[key]) for key, words in HEADINGS]


def duty_row(line: DutyLine) -> DutyRow:
    """A duty as it is in force."""
    duty = line.duty
    return DutyRow(
        key=f"duty:{duty.code}",
        title=duty.title,
        basis=duty.basis,
        who=owing_label(duty.scope, line.owing),
        often=short_often(duty),
        hold=short_deadline(duty.hold_by, duty.every),
        report=short_deadline(duty.report_by, duty.every),
        tag=_("已停用") if duty.stopped else grade_label(duty.grade),
        tone="plain" if duty.stopped else TONES[duty.grade],
        since=since_text(duty.valid_from),
        stopped=duty.stopped,
        line=line,
    )


def errand_row(view: ErrandView) -> DutyRow:
    """Something asked for once."""
    errand = view.errand
    asked = _("{by} {day}").format(by=errand.asked_by, day=dates.prose(errand.asked_on)).strip()
    due = dates.prose(errand.due_on)
    return DutyRow(
        key=f"errand:{errand.id}",
        title=errand.title,
        basis=asked,
        who=_("{n} 个单位").format(n=len(view.units)),
        often=_("一次"),
        hold=due,
        report=due,
        tag=grade_label(Grade.ONCE),
        tone=TONES[Grade.ONCE],
        since=f"{errand.asked_on:%Y-%m}",
        errand=view,
    )


def rule_row(rule: HardRule) -> DutyRow:
    """A rule that cannot be changed."""
    return DutyRow(
        key=f"rule:{rule.code}",
        title=rule.title,
        basis=rule.basis,
        who=rule.rule,
        often="",
        hold="",
        report="",
        tag=grade_label(rule.grade),
        tone=TONES[rule.grade],
        since="",
        rule=rule,
    )


def short_often(duty: Duty) -> str:
    """每季1次, as it fits a column."""
    if duty.every is Every.QUARTER:
        return _("每季{n}次").format(n=duty.times)
    return "".join(every_label(duty.every, duty.times).split())


def short_deadline(deadline: Deadline | None, every: Every) -> str:
    """A deadline as it fits a column: 生活日, 3 个工作日; its tooltip says it in full."""
    if deadline is not None and deadline.by_life_day:
        return _("生活日")
    if deadline is not None and deadline.workdays:
        return _("{n} 个工作日").format(n=deadline.workdays)
    return deadline_label(deadline, every)


def since_text(day: date) -> str:
    """2023-01; what the program brought along was always so."""
    return _("一直") if day == date.min else f"{day:%Y-%m}"


def figures(lines: Sequence[DutyLine], errands: Sequence[ErrandView]) -> str:
    """12 项常年，1 项临时."""
    standing = sum(not line.duty.stopped for line in lines)
    words = _("{n} 项常年").format(n=standing)
    if errands:
        words = _("{words}，{n} 项临时").format(words=words, n=len(errands))
    stopped = len(lines) - standing
    return _("{words}，{n} 项停用").format(words=words, n=stopped) if stopped else words


def identity(row: DutyRow) -> str:
    """What stays the same about a row."""
    return row.key


def spoken(row: DutyRow) -> str:
    """Whose row it is."""
    return row.title


def _group_of(duty: Duty) -> str:
    if duty.record in TRIPLE:
        return "triple"
    return {Every.MONTH: "month", Every.QUARTER: "quarter", Every.YEAR: "year"}.get(duty.every, "errand")


def _tone(row: DutyRow) -> str:
    return "ink3" if row.stopped else "ink"


def _soft(row: DutyRow) -> str:
    return "ink3" if row.stopped else "ink2"


def _basis(row: DutyRow) -> str:
    return row.basis


def _hold_words(row: DutyRow) -> str:
    return deadline_label(row.line.duty.hold_by, row.line.duty.every) if row.line else row.hold


def _report_words(row: DutyRow) -> str:
    return deadline_label(row.line.duty.report_by, row.line.duty.every) if row.line else row.report


def _rule_words(row: DutyRow) -> str:
    return row.rule.why if row.rule else ""
