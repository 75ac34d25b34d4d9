"""更多: what can be done with a record, a due or a month besides typing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from gzparty.domain.dues import DueState
from gzparty.domain.duty import Grade
from gzparty.domain.meeting import MONTHLY, YEARLY, Meeting, MeetingKind
from gzparty.i18n import _
from gzparty.labels.meeting import month_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duty_views import DueLine
from gzparty.services.meeting_views import MeetingDetail, MeetingDraft
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.ask import Call, Question, ask_and_write
from ui.panels.meeting.cell import month_of
from ui.panels.meeting.forms import DayForm, KindForm, MonthForm, WaiveForm, months_around
from ui.panels.meeting.typed import Subject
from ui.panels.session_forms import ReasonForm
from ui.widgets.more_button import MoreButton

Written = Callable[[Services], Done[Any]]


FORM = "record"
"""Under what half-typed dialogs are kept: record/give_back 12, or record/waive theme_day 3 0 2026-06."""


class MeetingDeeds(QObject):
    """Owns the button 更多 of a record's panel; each deed asks for what it needs and is one service call."""

    done = Signal(str)
    added = Signal(int)
    """The id of a record that was added to the same sitting."""

    def __init__(self, desk: Desk, gate: Gate, more: MoreButton) -> None:
        super().__init__(more)
        self._desk = desk
        self._gate = gate
        self._more = more
        self._subject: Subject | None = None
        self._line: DueLine | None = None
        self._detail: MeetingDetail | None = None
        self._actions: dict[str, QAction] = {}
        self._fill()
        gate.drafts.opens(FORM, self._go_on)

    def follow(self, subject: Subject, line: DueLine | None, detail: MeetingDetail | None) -> None:
        """Be about another record; what cannot be done says why."""
        self._subject, self._line, self._detail = subject, line, detail
        locked = detail is not None and detail.locked is not None
        stored = detail is not None and not locked
        returned = detail is not None and detail.meeting.returned_on is not None
        waived = line is not None and line.due.waiver is not None
        strive = line is not None and line.due.duty.grade is Grade.STRIVE
        owed = line is not None and line.due.state not in (DueState.WAIVED, DueState.NOT_APPLICABLE)
        nothing = _("还没有登记这条记录") if detail is None else _("这个月已经锁定")
        for key in ("beside", "give_back", "period", "delete"):
            self._offer(key, stored, nothing)
        self._offer("take_again", stored and returned, nothing if not stored else _("没有退回过"))
        self._offer("split", stored and bool(detail and detail.others), _("没有和别的记录合在一场"))
        self._offer("waive", owed and detail is None, _("已经登记了，不用免办") if detail else _("不用办"))
        self._offer("unwaive", waived, _("没有免办过"))
        self._offer("history", detail is not None, nothing)
        self._actions["waive"].setText(_("说明没办的原因…") if strive else _("免办…"))
        month = self._month()
        self._actions["lock"].setVisible(bool(month) and not locked)
        self._actions["unlock"].setVisible(locked)
        if month:
            self._actions["lock"].setText(_("锁定{month}…").format(month=month_text(month)))
            self._actions["unlock"].setText(_("解锁{month}…").format(month=month_text(month)))

    def beside(self) -> None:
        """Add a record of another kind to the same sitting."""
        detail = self._stored()
        held = {detail.meeting.kind, *(other.kind for other in detail.others)}
        alone = MeetingKind.COMMITTEE_MEETING
        kinds = [kind for kind in MONTHLY if kind not in held and kind is not alone]
        question = Question(
            _("同一次活动里再记一项"), _("记上"), KindForm(self._desk.theme, kinds), self._tell_added
        )

        def call(services: Services, values: Any) -> Done[Meeting]:
            draft = MeetingDraft(values["kind"], detail.meeting.unit_id, host=detail.meeting.host)
            return services.meetings.beside(detail.meeting.id, draft)

        self._ask(question, call)

    def split(self) -> None:
        """Give the record a sitting of its own."""
        number = self._stored().meeting.id
        self._write(lambda services: services.meetings.split(number))

    def give_back(self) -> None:
        """Note that the papers went back, and why."""
        number, today = self._stored().meeting.id, self._gate.reader.context.today()
        form = ReasonForm(self._desk.theme, _("如 缺签到表、人数对不上"))
        key = draft_key(FORM, "give_back", number)
        question = Question(_("材料退回村里"), _("退回"), form, draft=key)
        self._ask(
            question, lambda services, values: services.meetings.give_back([number], values["reason"], today)
        )

    def take_again(self) -> None:
        """Note that the papers came again."""
        number = self._stored().meeting.id
        form = DayForm(self._desk.theme, _("哪天又交来的"), self._gate.reader.context.today().year)
        question = Question(_("材料又交来了"), _("收下"), form)
        self._ask(question, lambda services, values: services.meetings.take_again([number], values["day"]))

    def move_period(self) -> None:
        """Let the record count for another month (补开)."""
        detail = self._stored()
        months = months_around(detail.sitting.start.date())
        form = MonthForm(self._desk.theme, months, detail.meeting.period)
        question = Question(_("换成哪个月的"), _("换"), form)
        number = detail.meeting.id
        self._ask(question, lambda services, values: services.meetings.move_period(number, values["period"]))

    def waive(self) -> None:
        """Let the branch off, or say why what is only striven for was not done."""
        line = self._line
        if line is None:
            return
        due, theme = line.due, self._desk.theme
        strive = due.duty.grade is Grade.STRIVE
        form = ReasonForm(theme, "") if strive else WaiveForm(theme, due.period.year)
        title = _("{unit}为什么没办") if strive else _("{unit}这次免办")
        key = draft_key(FORM, "waive", *self._place())
        verb = _("记下") if strive else _("免办")
        question = Question(title.format(unit=line.unit.name), verb, form, draft=key)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.duties.waive(
                due.duty.code, due.unit_id, due.period, group_id=due.group_id or None, **values
            )

        self._ask(question, call)

    def unwaive(self) -> None:
        """Take the waiver back."""
        waiver = self._line.due.waiver if self._line else None
        if waiver is not None:
            number = waiver.id
            self._write(lambda services: services.duties.unwaive(number))

    def delete(self) -> None:
        """Delete the record; it can be taken back."""
        number = self._stored().meeting.id
        self._write(lambda services: services.meetings.delete([number]))

    def lock(self) -> None:
        """Lock the record's month for entry."""
        month = self._month()
        form = ReasonForm(self._desk.theme, _("如 季度检查已报"))
        key = draft_key(FORM, "lock", *self._place())
        question = Question(_("锁定{month}？").format(month=month_text(month)), _("锁定"), form, draft=key)
        self._ask(question, lambda services, values: services.meetings.lock_month(month, values["reason"]))

    def unlock(self) -> None:
        """Unlock it, with the reason."""
        month = self._month()
        form = ReasonForm(self._desk.theme, _("如 坡庄村的日期登错了"))
        key = draft_key(FORM, "unlock", *self._place())
        question = Question(_("解锁{month}？").format(month=month_text(month)), _("解锁"), form, draft=key)
        self._ask(question, lambda services, values: services.meetings.unlock_month(month, values["reason"]))

    def show_history(self) -> None:
        """Show every deed that touched the record."""
        self._desk.wishes.show_past("meetings", self._stored().meeting.id)

    def _fill(self) -> None:
        for key, words, deed in (
            ("beside", _("同一次活动里再记一项…"), self.beside),
            ("split", _("单独成一场"), self.split),
            ("period", _("换成哪个月的…"), self.move_period),
            ("", "", None),
            ("give_back", _("退回…"), self.give_back),
            ("take_again", _("材料又交来了…"), self.take_again),
            ("waive", _("免办…"), self.waive),
            ("unwaive", _("不再免办"), self.unwaive),
            ("", "", None),
            ("history", _("改动历史…"), self.show_history),
            ("lock", _("锁定…"), self.lock),
            ("unlock", _("解锁…"), self.unlock),
            ("delete", _("删除"), self.delete),
        ):
            if deed is None:
                self._more.add_line()
            else:
                self._actions[key] = self._more.add(f"meeting_{key}", words, deed)

    def _offer(self, key: str, on: bool, why_not: str) -> None:
        self._actions[key].setEnabled(on)
        self._actions[key].setToolTip("" if on else why_not)

    def _month(self) -> str:
        """The month that can be locked; empty for a yearly kind."""
        if self._detail is not None:
            locked = self._detail.locked
            own = "" if self._detail.meeting.kind in YEARLY else self._detail.meeting.period
            return locked.month if locked else own
        period = self._subject.period if self._subject else None
        return month_of(period).code if period is not None and period.months < 12 else ""

    def _place(self) -> tuple[str, int, int, str]:
        """Which cell of the board the deeds are about: kind, unit, group and period."""
        subject = self._subject
        assert subject is not None
        period = subject.period.code if subject.period else "-"
        return subject.kind.value, subject.unit_id, subject.group_id or 0, period

    def _go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its record is in sight."""
        deed, *place = record.split(" ")
        detail = self._detail
        here = [str(part) for part in self._place()] if self._subject else []
        if place == here or (detail is not None and place == [str(detail.meeting.id)]):
            action = self._actions[deed]
            if action.isVisible() and action.isEnabled():
                action.trigger()

    def _stored(self) -> MeetingDetail:
        assert self._detail is not None
        return self._detail

    def _ask(self, question: Question, call: Call) -> None:
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._more.window())

    def _write(self, call: Written) -> None:
        self._gate.write(call, self._told)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _tell_added(self, meeting: Meeting) -> None:
        self.added.emit(meeting.id)
