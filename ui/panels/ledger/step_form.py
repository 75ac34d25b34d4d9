"""What a step of the ledger asks: one form, of which each step shows the fields it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QLabel, QWidget

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.date_text import Lean
from gzparty.domain.problem import Lane, Problem, Step
from gzparty.domain.rectification import StepFacts
from gzparty.i18n import N_, _
from gzparty.labels.dates import prose
from gzparty.labels.duty import deadline_hint
from gzparty.services.problem_drafts import PEOPLE_LIMIT, TEXT_LIMIT
from ui.panels import binding
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_field import Known, NameField

AREA = 66


class Asked(NamedTuple):
    """One field of a step: its attribute of StepFacts, its words, a hint, and what is said where it must not be empty."""

    attribute: str
    words: str
    hint: str = ""
    lacking: str = ""


_ON = Asked("on", N_("哪天"), "", N_("填上哪天，如 6.12"))
_RESPONSIBLE = Asked("responsible", N_("责任人"), "", N_("写上由谁负责整改"))
_LEADER = Asked("leader", N_("责任领导"))
_MEASURE = Asked("measure", N_("整改措施"), N_("怎么改，如 补记并每天签字"))
_UNTIL = Asked("until", N_("整改时限"))
_RESULT = Asked("result", N_("整改情况"), N_("改成了什么样"), N_("写清改成了什么样"))
_DONE = Asked("done_on", N_("完成时间"), "", N_("填上哪天改完的，如 6.12"))
_VERIFIER = Asked("verifier", N_("验收人"), N_("纪委、督查组或分管领导"), N_("写上谁验收的"))
_APPROVER = Asked("approver", N_("谁批准的"), "", N_("写上谁批准的"))
ASKED: Mapping[Step, tuple[Asked, ...]] = {
    Step.ASSIGN: (_RESPONSIBLE, _LEADER, _MEASURE, _UNTIL, _ON),
    Step.START: (
        _RESPONSIBLE,
        _LEADER,
        _MEASURE._replace(lacking=N_("写上怎么改")),
        _UNTIL._replace(lacking=N_("填上哪天前改完，如 6.12")),
        _ON._replace(words=N_("开始的日子")),
    ),
    Step.EXTEND: (
        Asked("until", N_("延到哪天"), "", N_("填上延到哪天，如 6.28")),
        Asked("note", N_("为什么延"), N_("如 等设备到货"), N_("写清为什么延期")),
        _APPROVER,
        _ON._replace(words=N_("哪天批准的")),
    ),
    Step.SUBMIT: (
        _RESULT,
        _DONE,
        Asked("actor", N_("谁提交的")),
        _VERIFIER._replace(words=N_("请谁验收"), lacking=""),
        _ON._replace(words=N_("哪天提交的")),
    ),
    Step.RETURN: (
        Asked("note", N_("差在哪里"), N_("如 只有照片，缺原因说明"), N_("写清差在哪里，单位好补")),
        Asked("actor", N_("谁退回的")),
        _ON._replace(words=N_("哪天退的")),
    ),
    Step.CLOSE: (
        _VERIFIER,
        _RESULT,
        _DONE,
        _ON._replace(words=N_("销号日期")),
        Asked("look_back_on", N_("回头看"), N_("按制度排")),
    ),
    Step.STAGE: (
        Asked("result", N_("做到哪一步"), N_("这一阶段完成了什么"), N_("写清这一阶段完成了什么")),
        Asked("actor", N_("谁报的")),
        _ON,
    ),
    Step.LOOK_BACK: (
        Asked("verifier", N_("谁去看的"), "", N_("写上谁去看的")),
        Asked("note", N_("看的结果"), N_("如 没有反弹")),
        _ON._replace(words=N_("哪天看的")),
    ),
    Step.REOPEN: (
        Asked("note", N_("为什么重来"), N_("如 回头看发现又漏记"), N_("写清为什么重新整改")),
        _UNTIL._replace(words=N_("新的时限"), lacking=N_("填上哪天前改完，如 6.28")),
        _RESPONSIBLE._replace(lacking=""),
        _MEASURE,
        _ON,
    ),
    Step.WITHDRAW: (
        Asked("note", N_("为什么撤销"), N_("如 与 12 号重复"), N_("写清为什么撤销立项")),
        _APPROVER,
        _ON._replace(words=N_("哪天批准的")),
    ),
    Step.CHASE: (
        Asked("note", N_("怎么催的"), N_("如 电话告知责任人")),
        Asked("actor", N_("谁催的")),
        _ON,
    ),
    Step.NOTE: (
        Asked("note", N_("进展"), N_("如 已联系维修，周五到"), N_("写清进展")),
        Asked("actor", N_("谁说的")),
        _ON,
    ),
}
"""What each step asks, in the order a clerk would fill it in."""
TITLES = {
    Step.ASSIGN: N_("分办给谁"),
    Step.START: N_("开始整改"),
    Step.EXTEND: N_("延期到哪天"),
    Step.SUBMIT: N_("提交验收"),
    Step.RETURN: N_("退回重改"),
    Step.CLOSE: N_("销号"),
    Step.STAGE: N_("阶段性完成"),
    Step.LOOK_BACK: N_("回头看"),
    Step.REOPEN: N_("重新整改"),
    Step.WITHDRAW: N_("撤销立项"),
    Step.CHASE: N_("记一次催办"),
    Step.NOTE: N_("记进展"),
}
_KEPT = {name: name for name in ("responsible", "leader", "measure")}
TAKEN_OVER: Mapping[Step, Mapping[str, str]] = {step: {} for step in ASKED} | {
    Step.ASSIGN: {**_KEPT, "until": "deadline"},
    Step.START: {**_KEPT, "until": "deadline"},
    Step.SUBMIT: {"result": "result", "done_on": "done_on", "verifier": "verifier"},
    Step.CLOSE: {"result": "result", "done_on": "done_on", "verifier": "verifier"},
    Step.REOPEN: {name: name for name in ("responsible", "measure")},
}
"""Which fields begin with what the problem says already; a new deadline or who looks back is for the clerk to write."""
OPTIONAL_IF_PROMPT = frozenset({"result"})
"""What is not asked of something put right at once."""
_NAMES = {
    "on": "stepOn",
    "responsible": "stepResponsible",
    "leader": "stepLeader",
    "measure": "stepMeasure",
    "until": "stepUntil",
    "result": "stepResult",
    "done_on": "stepDone",
    "verifier": "stepVerifier",
    "approver": "stepApprover",
    "actor": "stepActor",
    "note": "stepNote",
    "look_back_on": "stepLookBack",
    "no_look_back": "stepNoLookBack",
}
_NEW_DEADLINE = frozenset({Step.EXTEND, Step.REOPEN})
_DAYS = frozenset({"on", "until", "done_on", "look_back_on"})
_AHEAD = frozenset({"until", "look_back_on"})
_LONG = frozenset({"measure", "result"})
_PEOPLE = frozenset({"responsible", "leader", "verifier", "approver", "actor"})


class StepForm(Form):
    """The day is today until another is typed; everything else is what the problem says, or empty: nothing is made up."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = tuple((name, key) for key, name in _NAMES.items())
    LIMIT: ClassVar[int] = TEXT_LIMIT
    LIMITS: ClassVar[dict[str, int]] = dict.fromkeys(_PEOPLE, PEOPLE_LIMIT)

    def __init__(
        self,
        theme: Theme,
        step: Step,
        problems: Sequence[Problem],
        today: date,
        names: Sequence[Known],
        calendar: WorkCalendar,
    ) -> None:
        super().__init__(theme, "stepForm")
        self._step = step
        self._asked = ASKED[step]
        self._prompt = all(problem.lane is Lane.PROMPT for problem in problems)
        self._today = today
        self._calendar = calendar
        self._controls_made = {key: self._make(key, today.year, names) for key in _NAMES}
        self._hint = label("stepDayOff", role="hint", tone="warn")
        self._hint.setWordWrap(True)
        self._lay_out(problems)
        self._prefill(problems, today)
        self.bind()
        until = self._controls_made["until"]
        assert isinstance(until, DateEdit)
        until.edited.connect(self._say_of_deadline)
        self._say_of_deadline()

    def facts(self, values: Mapping[str, Any]) -> StepFacts:
        """What was answered, of the fields that were asked."""
        asked = {one.attribute for one in self._asked} | {"no_look_back"}
        said = {key: value for key, value in values.items() if key in asked and value not in (None, "")}
        if said.get("look_back_on"):
            said["no_look_back"] = False
        return StepFacts(**said)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        for attribute, _words, _hint, lacking in self._asked:
            needless = self._prompt and attribute in OPTIONAL_IF_PROMPT
            if lacking and not needless and not self._is_filled(attribute):
                found.setdefault(attribute, _(lacking))
        return found

    def first(self) -> QWidget:
        """The field to begin with: the first that is empty."""
        empty = (one.attribute for one in self._asked if not self._is_filled(one.attribute))
        return self._controls_made[next(empty, self._asked[0].attribute)]

    def _is_filled(self, attribute: str) -> bool:
        control = self._controls_made[attribute]
        if isinstance(control, DateEdit):
            return control.value() is not None or bool(control.problem())
        return bool(self.draft().get(_NAMES[attribute], "").strip())

    def _make(self, key: str, year: int, names: Sequence[Known]) -> QWidget:
        name = _NAMES[key]
        if key in _DAYS:
            return DateEdit(self.theme, name, year, lean=Lean.FUTURE if key in _AHEAD else Lean.PAST)
        if key in _LONG:
            return area(name, self.theme.px(AREA))
        if key in _PEOPLE:
            made = NameField(self.theme, name)
            made.know(names)
            return made
        return Check(self.theme, name, _("不用回头看")) if key == "no_look_back" else field(name)

    def _lay_out(self, problems: Sequence[Problem]) -> None:
        made = self._controls_made
        asked = {one.attribute: one for one in self._asked}
        self._grid.addWidget(subject_words(problems), 0, 0, 1, 2)
        for key, (_attribute, words, hint, _lacking) in asked.items():
            control = made[key]
            if hint:
                line = control.line if isinstance(control, DateEdit) else control
                line.setPlaceholderText(_(hint))  # type: ignore[attr-defined]
            beside = (made["no_look_back"],) if key == "look_back_on" else ()
            self.add_row(_(words), control, *beside)
            if key == "until":
                self.add_wide(self._hint)
        left = [key for key in made if key not in asked]
        if "look_back_on" in asked:
            left.remove("no_look_back")
        for key in left:
            self.add_row("", made[key])
            self.show_row(_NAMES[key], False)

    def _prefill(self, problems: Sequence[Problem], today: date) -> None:
        """Show what all of the problems say alike; a new deadline and a new verifier are for the clerk to write."""
        on = self._controls_made["on"]
        assert isinstance(on, DateEdit)
        on.set_value(today)
        for attribute, source in TAKEN_OVER[self._step].items():
            said = {getattr(problem, source) for problem in problems}
            if len(said) == 1:
                binding.write(self._controls_made[attribute], said.pop())

    def _say_of_deadline(self) -> None:
        """A new deadline on a day off or past already stays; what comes of it is said."""
        until = self._controls_made["until"]
        assert isinstance(until, DateEdit)
        day = until.value()
        asked = any(one.attribute == "until" for one in self._asked)
        said = (self._late_words(day), deadline_hint(day, self._calendar)) if day and asked else ()
        words = "\n".join(filter(None, said))
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _late_words(self, day: date) -> str:
        """An extension typed in late, whose new deadline has passed by now: the problem is overdue all the same."""
        if self._step not in _NEW_DEADLINE or day >= self._today:
            return ""
        days = (self._today - day).days
        return _("{day}已经过了，记上以后仍是逾期 {n} 天").format(day=prose(day), n=days)


def subject_words(problems: Sequence[Problem]) -> QLabel:
    """Which problems a step is about, in grey over the form."""
    made = label("stepSubject", role="label", tone="ink2")
    made.setWordWrap(True)
    if len(problems) == 1:
        made.setText(
            _("第 {number} 号　{text}").format(number=problems[0].printed_number, text=problems[0].text)
        )
    else:
        numbers = _("、").join(problem.printed_number for problem in problems[:8])
        more = _(" 等 {n} 条").format(n=len(problems)) if len(problems) > 8 else ""
        made.setText(_("第 {numbers} 号").format(numbers=numbers) + more)
    return made
