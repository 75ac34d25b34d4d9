"""A problem being registered or changed, at the right of the ledger; what is typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Signal

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.date_text import Lean
from gzparty.domain.people import UnitView
from gzparty.domain.problem import Lane, Problem, ProblemSource
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence
from gzparty.labels.duty import deadline_hint
from gzparty.labels.ledger import lane_label, source_label
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.problem_drafts import PEOPLE_LIMIT, TEXT_LIMIT, ProblemDraft
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import keys_of
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import area, button, field, label, on_ctrl_enter
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_field import Known, NameField
from ui.widgets.right_panel import RightPanel
from ui.widgets.segments import Segments
from ui.widgets.unit_field import UnitField

DRAFTS, NEW = "problem", "new"
TEXT_AREA, AREA = 66, 54


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as its fields hold it."""

    unit_id: int | None = None
    text: str = ""
    source: ProblemSource = ProblemSource.SELF
    found_on: date | None = None
    lane: str = Lane.TERM.value
    category: str = ""
    source_note: str = ""
    measure: str = ""
    leader: str = ""
    responsible: str = ""
    deadline: date | None = None
    done_on: date | None = None
    result: str = ""
    note: str = ""


class ProblemForm(Form):
    """The fields of one problem in the order of the paper ledger."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("problemUnit", "unit_id"),
        ("problemWhat", "text"),
        ("problemSource", "source"),
        ("problemSourceNote", "source_note"),
        ("problemFound", "found_on"),
        ("problemCategory", "category"),
        ("problemLane", "lane"),
        ("problemLeader", "leader"),
        ("problemResponsible", "responsible"),
        ("problemMeasure", "measure"),
        ("problemDeadline", "deadline"),
        ("problemDone", "done_on"),
        ("problemResult", "result"),
        ("problemNote", "note"),
    )
    LIMIT: ClassVar[int] = TEXT_LIMIT
    LIMITS: ClassVar[dict[str, int]] = {"leader": PEOPLE_LIMIT, "responsible": PEOPLE_LIMIT}

    def __init__(self, theme: Theme, year: int, calendar: WorkCalendar) -> None:
        super().__init__(theme, "problemForm")
        self._calendar = calendar
        self.unit = UnitField(theme, "problemUnit", ())
        self.unit.setPlaceholderText(_("单位名或首字母"))
        self.text = area("problemWhat", theme.px(TEXT_AREA), _("查到什么，写具体"))
        self.source = Combo(theme, "problemSource")
        for source in ProblemSource:
            self.source.add(source_label(source), source)
        self.found = DateEdit(theme, "problemFound", year, lean=Lean.PAST)
        self.category = Combo(theme, "problemCategory")
        self.lane = Segments(theme, "problemLane", [(lane.value, lane_label(lane)) for lane in _LANES])
        self.people = [NameField(theme, name) for name in ("problemLeader", "problemResponsible")]
        self.deadline = DateEdit(theme, "problemDeadline", year, lean=Lean.FUTURE)
        self.propose = button(theme, "problemPropose", "", "link")
        self.done_on = DateEdit(theme, "problemDone", year, lean=Lean.PAST)
        self._hint = label("problemDayOff", role="hint", tone="warn")
        self._hint.setWordWrap(True)
        self._proposed: date | None = None
        self._lay_out()
        self.bind()
        self.deadline.edited.connect(self._say_day_off)
        self.propose.clicked.connect(self._take_proposed)
        self.lane.chosen.connect(self._follow_lane)
        self._follow_lane()

    def know(self, units: Sequence[UnitView], names: Sequence[Known], kinds: Sequence[str]) -> None:
        """Take which units, who and which kinds can be offered."""
        self.unit.know(units)
        for made in self.people:
            made.know(names)
        self.category.clear_choices()
        self.category.add(_("不归类"), "")
        for kind in kinds:
            self.category.add(kind, kind)

    def show_proposed(self, day: date | None, why: str) -> None:
        """Offer a deadline; only a click puts it in."""
        self._proposed = day
        self.propose.setVisible(day is not None and self.deadline.value() is None)
        self.propose.setText(_("用 {day}：{why}").format(day=dates.prose(day) if day else "", why=why))

    def load(self, record: object) -> None:
        super().load(record)
        self._follow_lane()
        self._say_day_off()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        for attribute, filled, words in (
            ("unit_id", bool(self.unit.text().strip()), N_("选上哪个单位")),
            ("text", bool(self.text.toPlainText().strip()), N_("写上存在什么问题")),
            ("found_on", bool(self.found.line.text().strip()), N_("填上哪天发现的，如 6.12")),
        ):
            if not filled:
                found.setdefault(attribute, _(words))
        return found

    def _follow_lane(self, _lane: str = "") -> None:
        """What was put right at once has its day of doing; what is kept up for good needs no deadline."""
        prompt = self.lane.value() == Lane.PROMPT.value
        self.show_row("problemDone", prompt)
        self.show_row("problemResult", prompt)

    def _take_proposed(self) -> None:
        self.deadline.set_value(self._proposed)
        self.propose.hide()

    def _say_day_off(self) -> None:
        day = self.deadline.value()
        words = deadline_hint(day, self._calendar) if day else ""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.propose.setVisible(self._proposed is not None and day is None)

    def _lay_out(self) -> None:
        theme = self.theme
        leader, responsible = self.people
        self.add_row(_("单位"), self.unit)
        self.add_row(_("问题"), self.text)
        self.add_row(_("来源"), self.source)
        self.add_row(_("来源说明"), field("problemSourceNote", hint=_("如 5 月第 2 次自查")))
        self.add_row(_("发现日期"), self.found)
        self.add_row(_("类别"), self.category)
        self.add_row(_("方式"), self.lane)
        self.add_row(_("责任领导"), leader)
        self.add_row(_("责任人"), responsible)
        self.add_row(_("整改措施"), area("problemMeasure", theme.px(AREA)))
        self.add_row(_("整改时限"), self.deadline)
        self.add_wide(self.propose)
        self.add_wide(self._hint)
        self.add_row(_("完成时间"), self.done_on)
        self.add_row(_("整改情况"), area("problemResult", theme.px(AREA)))
        self.add_row(_("备注"), field("problemNote"))


class ProblemEditor(RightPanel):
    """`problem` None is a new one; each has a draft of its own."""

    done = Signal(str)
    stored = Signal(int)
    """The id of the problem that was stored."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk.theme, "problemEditor")
        self._desk = desk
        self._gate = gate
        self.problem: Problem | None = None
        self._is_open = False
        self._goes_on = False
        self._written = ""
        today = gate.reader.context.today()
        self.form = ProblemForm(desk.theme, today.year, gate.reader.store.calendar.load())
        self._problem = label("problemRefused", role="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._draft = label("problemDraftFound", role="hint", tone="info")
        self._arrange()
        self._found.hide()

    def begin(self, unit_id: int, names: Sequence[Known], kinds: Sequence[str]) -> None:
        """Begin a new problem, of a unit if one is meant; an older draft comes back."""
        self.leave()
        self.problem = None
        today = self._gate.reader.context.today()
        self.show_title(_("登记问题"))
        self._start(Typed(unit_id=unit_id or None, found_on=today), names, kinds)
        self._next.show()
        (self.form.unit if self.form.unit.value() is None else self.form.text).setFocus()

    def edit(self, problem: Problem, names: Sequence[Known], kinds: Sequence[str]) -> None:
        """Change a problem."""
        self.leave()
        self.problem = problem
        self.show_title(_("修改"), _("第 {number} 号").format(number=problem.printed_number))
        said: dict[str, Any] = {one.name: getattr(problem, one.name) for one in fields(Typed)}
        offered = [*kinds, problem.category] if problem.category not in ("", *kinds) else kinds
        self._start(Typed(**{**said, "lane": problem.lane.value}), names, offered)
        self._next.hide()
        self.form.text.setFocus()

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if self._is_open:
            self._desk.drafts.leave(self._key())
            self._is_open = False

    def give_up(self) -> None:
        """Forget what was typed."""
        if self._is_open:
            self._desk.drafts.forget(self._key())
            self._is_open = False
        self.closed.emit()

    def save(self) -> None:
        """Store it."""
        self._goes_on = False
        self._store()

    def save_and_next(self) -> None:
        """Store it and begin another one of the same unit."""
        self._goes_on = self.problem is None
        self._store()

    def _start(self, typed: Typed, names: Sequence[Known], kinds: Sequence[str]) -> None:
        self.form.know(self._gate.reader.people.units(), names, kinds)
        self.form.load(typed)
        self._say("")
        self._is_open = True
        found = self._desk.drafts.watch(self._key(), self.form)
        self._draft.setText(_("上次没写完的，接着写"))
        self._found.setVisible(found)
        self._propose()
        self.scroll_to_top()

    def _store(self) -> None:
        if self._written:
            return
        values = self.form.values()
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            return
        problem, draft = self.problem, draft_of(values, self.problem)

        def call(services: Services) -> Done[Any]:
            if problem is None:
                return services.problems.register([draft])
            return services.problems.change(problem.id, draft)

        self._written = self._key()
        self._gate.write(call, self._stored, self._refused, draft=self._written)

    def _stored(self, outcome: Done[Any]) -> None:
        written, self._written = self._written, ""
        self._desk.drafts.forget(written)
        if outcome.action:
            self.done.emit(outcome.name)
        if not self._is_open or written != self._key():
            # Another one is being typed by now.
            return
        self._is_open = False
        stored: Problem = outcome.value[0] if isinstance(outcome.value, tuple) else outcome.value
        if self._goes_on:
            kept = self.form.values()
            again = Typed(
                unit_id=stored.unit_id,
                source=stored.source,
                source_note=kept["source_note"],
                found_on=stored.found_on,
                leader=stored.leader,
            )
            self.form.load(again)
            self._is_open = True
            self._desk.drafts.watch(self._key(), self.form)
            self._say("")
            self._found.hide()
            self.form.text.setFocus()
            return
        self.stored.emit(stored.id)

    def _refused(self, sentence_said: str) -> None:
        written, self._written = self._written, ""
        if self._is_open and written == self._key():
            self._say(sentence_said)
        else:
            # What was typed is its draft.
            self._gate.refused.emit(sentence_said)

    def _say(self, sentence_said: str) -> None:
        self._problem.setText(sentence_said)
        self._problem.setVisible(bool(sentence_said))

    def _propose(self) -> None:
        """Offer the deadline the office's setting leads to; nothing is filled in by itself."""
        found = self.form.found.value()
        if found is None:
            self.form.show_proposed(None, "")
            return
        proposed = self._gate.reader.problem_views.proposed_deadline(found)
        self.form.show_proposed(proposed.day, sentence(proposed.why))

    def _key(self) -> str:
        return f"{DRAFTS}/{self.problem.id if self.problem else NEW}"

    def _arrange(self) -> None:
        self._found = self.add_section(self._draft, ruled=False)
        self.add_section(self.form, ruled=False)
        self.column.addStretch(1)
        self._problem.setContentsMargins(self.theme.px(16), 0, self.theme.px(16), self.theme.px(8))
        self.pin(self._problem)
        self._save = self.add_deed("saveProblem", _("保存"), "primary")
        self._save.setToolTip(keys_of("save"))
        self._next = self.add_deed("saveNextProblem", _("保存并登记下一条"))
        self._next.setToolTip(keys_of("save_next"))
        self.foot.addStretch(1)
        self._drop = self.add_deed("dropProblem", _("不要了"), "quiet")
        self._save.clicked.connect(self.save)
        self._next.clicked.connect(self.save_and_next)
        self._drop.clicked.connect(self.give_up)
        self.form.found.edited.connect(self._propose)
        self.setFocusProxy(self.form)
        on_ctrl_enter(self, self.save_and_next)


_LANES = (Lane.TERM, Lane.PROMPT, Lane.LASTING)


def draft_of(values: dict[str, Any], stored: Problem | None) -> ProblemDraft:
    """What was typed, as the service takes it; an emptied day of a stored problem is emptied there too."""
    said = {**values, "lane": Lane(values["lane"])}
    if said["lane"] is not Lane.PROMPT:
        for key in ("done_on", "result"):
            said.pop(key)
    days = ("found_on", "deadline", "done_on")
    gone = tuple(key for key in days if stored is not None and key in said and said[key] is None)
    return ProblemDraft(**said, cleared=gone)
