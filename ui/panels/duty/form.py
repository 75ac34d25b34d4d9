"""The fields of one duty, typed as a new version of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import INSPECTION
from gzparty.domain.duty import Duty, Grade, Scope
from gzparty.domain.duty_rules import MOST_TIMES, check_duty
from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.meeting import MeetingKind, YearlyKind
from gzparty.domain.period import Every
from gzparty.i18n import N_, _
from gzparty.labels import refusal_text
from gzparty.labels.duty import meeting_kind_label, scope_label, typed_deadline
from gzparty.services.duties import BASIS_LIMIT, TITLE_LIMIT
from ui.panels import binding
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, number
from ui.widgets.duty_fields import DeadlineField, MonthField
from ui.widgets.segments import Segments

OWN = "own-"
"""How the code of a duty begins that the office added itself."""
RHYTHMS = ((Every.MONTH, N_("每月")), (Every.QUARTER, N_("每季度")), (Every.YEAR, N_("每年")))
GRADES = ((Grade.NORMALLY, N_("条例")), (Grade.LOCAL, N_("镇定")), (Grade.STRIVE, N_("力争")))
SCOPES = (Scope.BRANCH, Scope.COMMITTEE, Scope.GROUP, Scope.WORK_UNIT, Scope.TOWN)
_BLAMED = {
    "duty_title_missing": "title",
    "duty_record_unknown": "record",
    "duty_times_absurd": "times",
    "duty_held_after_itself": "hold_by",
    "duty_held_beyond_period": "hold_by",
    "duty_halves_not_monthly": "hold_by",
    "duty_reported_by_halves": "report_by",
    "duty_reported_before_held": "report_by",
}
"""The field a contradiction is said beside."""


class DutyForm(Form):
    """Title and kind of record only for what the office added; the rest for every duty."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("dutyTitle", "title"),
        ("dutyRecord", "record"),
        ("dutyBasis", "basis"),
        ("dutyScope", "scope"),
        ("dutyEvery", "every"),
        ("dutyTimes", "times"),
        ("dutyHold", "hold_by"),
        ("dutyReport", "report_by"),
        ("dutyGrade", "grade"),
        ("dutyFrom", "valid_from"),
    )
    LIMIT = NAME_LIMIT
    LIMITS: ClassVar[dict[str, int]] = {"title": TITLE_LIMIT, "basis": BASIS_LIMIT}

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "dutyForm")
        self._base: Duty | None = None
        self._now: Duty | None = None
        self.title = field("dutyTitle", hint=_("如 红色教育"))
        self.every = Combo(theme, "dutyEvery")
        for every, words in RHYTHMS:
            self.every.add(_(words), every)
        self.scope = Combo(theme, "dutyScope")
        self.record = Combo(theme, "dutyRecord")
        self._make_records()
        self.times = number("dutyTimes", 1, MOST_TIMES)
        self.times.setAccessibleName(_("几次"))
        self.times.setFixedWidth(theme.px(60))
        self.hold = DeadlineField(theme, "dutyHold", self._rhythm, _("如 15日、月底、支部生活日"))
        self.report = DeadlineField(
            theme, "dutyReport", self._rhythm, _("如 次月5日、会后3个工作日"), after_meeting=True
        )
        self.grade = Segments(theme, "dutyGrade", [(grade.value, words) for grade, words in GRADES])
        self.grade.setMinimumWidth(theme.px(186))
        self.grade.setMaximumWidth(max(theme.px(186), self.grade.sizeHint().width()))
        self.since = MonthField(theme, "dutyFrom", today)
        self._notes = {
            name: label(f"{name}Note", role="label", tone="ink3") for name in ("dutyHold", "dutyReport")
        }
        self._grid.setVerticalSpacing(theme.px(8))
        self._lay_out()
        self.bind()
        self.every.currentIndexChanged.connect(self._look_at_deadlines)
        self.times.textChanged.connect(self._say_what_holds)
        for control in (self.hold, self.report):
            control.edited.connect(self._say_what_holds)

    def show_duty(self, duty: Duty, since: date, *, now: Duty | None) -> None:
        """Show a duty to be changed from a month on, beside it what holds now; None for a new one."""
        self._base, self._now = duty, now
        own = now is None or duty.code.startswith(OWN)
        for name in ("dutyTitle", "dutyRecord"):
            self.show_row(name, own)
        self._offer_scopes(duty.scope)
        self.every.set_value(duty.every)
        self.load(replace(duty, valid_from=since))
        self._say_what_holds()

    def duty(self, base: Duty) -> Duty:
        """The version as typed; ask `problems` first. What is being typed is not put in its full form by it."""
        values = {attribute: binding.read(self._controls[name]) for name, attribute in self.FIELDS}
        values["grade"] = Grade(values["grade"])
        return replace(base, id=0, uid="", stopped=False, **values)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.title.text().strip():
            found.setdefault("title", _("填上事项的名称，如 红色教育"))
        if not self.grade.value():
            found.setdefault("grade", _("挑一个类别"))
        if not self.times.value():
            found.setdefault("times", _("次数写 1 到 {most}").format(most=MOST_TIMES))
        if self.since.value() is None:
            found.setdefault("valid_from", _("填上从哪个月起，如 2026-07"))
        if self.hold.value() is None and "hold_by" not in found:
            found["hold_by"] = _("填上什么时候以前办，如 15日 或 月底")
        return found or self._contradictions()

    def _contradictions(self) -> dict[str, str]:
        """Why the fields cannot stand together, beside the one to blame."""
        assert self._base is not None
        try:
            check_duty(self.duty(self._base))
        except Refusal as refusal:
            code = refusal.diagnostics[0].code
            hold = self.hold.value()
            life_day = "hold_by" if hold is not None and hold.by_life_day else "report_by"
            return {_BLAMED.get(code, life_day): refusal_text(refusal)}
        return {}

    def _lay_out(self) -> None:
        self.add_row(_("事项"), self.title)
        self.add_row(_("用什么记"), self.record)
        self.add_row(_("依据"), field("dutyBasis", hint=_("如 镇工作思路")))
        self.add_row(_("谁来办"), self.scope)
        self.add_row(_("多久一次"), self.every, self.times, label("dutyTimesUnit", _("次"), tone="ink2"))
        for words, control in ((_("召开时限"), self.hold), (_("报送时限"), self.report)):
            self.add_row(words, control, self._notes[control.objectName()])
        self.add_row(_("类别"), self.grade)
        ahead = label("dutyFromNote", _("以前的月份不变"), "label", "ink3")
        self.add_row(_("从何时起"), self.since, ahead)

    def _make_records(self) -> None:
        for kind in MeetingKind:
            self.record.add(meeting_kind_label(kind), kind.value)
        self.record.add(_("谈心谈话"), YearlyKind.TALK.value)
        self.record.add(_("书记培训"), "training")
        self.record.add(_("自查自纠"), INSPECTION)

    def _offer_scopes(self, scope: Scope) -> None:
        offered = SCOPES if scope in SCOPES else (*SCOPES, scope)
        self.scope.clear_choices()
        for one in offered:
            self.scope.add(scope_label(one), one)

    def _rhythm(self) -> Every:
        value = self.every.value()
        return value if isinstance(value, Every) else Every.MONTH

    def _look_at_deadlines(self) -> None:
        """What was read under another rhythm may be wrong now, or be written differently."""
        for control in (self.hold, self.report):
            control.edited.emit()

    def _say_what_holds(self) -> None:
        if self._now is None:
            before = {"dutyHold": "", "dutyReport": ""}
        else:
            every = self._now.every
            before = {
                "dutyHold": typed_deadline(self._now.hold_by, every),
                "dutyReport": typed_deadline(self._now.report_by, every),
            }
        for control in (self.hold, self.report):
            name = control.objectName()
            typed = typed_deadline(control.value(), self._rhythm()) if not control.problem() else ""
            changed = before[name] and typed != before[name]
            note = _("现在是 {words}").format(words=before[name]) if changed else ""
            self._notes[name].setText(note or (self._halves() if name == "dutyHold" else ""))

    def _halves(self) -> str:
        """What may be written of something owed several times a month, and is not yet."""
        hold = self.hold.value()
        several = self._rhythm() is Every.MONTH and (self.times.value() or 0) > 1
        if not several or (hold is not None and hold.by_halves):
            return ""
        return _("上下半月各一半，写 15日和月底")
