"""What can happen to a session besides being held: moved, held at another time, cancelled, missed, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Diagnostic
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.training import TrainingDraft
from gzparty.services.views import SessionDetail
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.ask import Call, Question, ask_and_write
from ui.panels.session_forms import AddForm, MoveForm, ReasonForm, WhenForm

FORM = "session"
"""Under what half-typed dialogs are kept: session/move 12; a new one under its year."""


class SessionDeeds(QObject):
    """Asks for what a deed needs and does it; `detail` is the session it is about."""

    done = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self.detail: SessionDetail | None = None
        self._desk = desk
        self._gate = gate
        self._window = parent
        gate.drafts.opens(FORM, self.go_on)

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its session is in sight."""
        deed, number = record.split(" ")
        asked = {"move": self.move, "actual": self.actual, "cancel": self.cancel, "missed": self.missed}
        if deed in asked and self.detail is not None and self.detail.training.id == int(number):
            asked[deed]()

    def add(self, year: int, start: datetime) -> None:
        """Add a session by hand, offered at a time."""
        settings = self._gate.reader.offices.settings()
        form = AddForm(self._desk.theme, year, self._findings, settings.training_place)
        form.set_times(start, start.replace(hour=min(start.hour + settings.training_minutes // 60, 23)))

        def call(services: Services, values: Any) -> Done[Any]:
            begin, end = form.wanted_times()
            return services.trainings.add(
                TrainingDraft(begin, end, topic=values["topic"], place=values["place"])
            )

        key = draft_key(FORM, "add", year)
        self._ask(Question(_("加一期培训"), _("加上"), form, draft=key), call)

    def move(self) -> None:
        """Move the session, with a reason that is printed."""
        detail = self._subject()
        form = MoveForm(self._desk.theme, detail.training.year, self._findings)
        form.place = detail.sitting.place
        form.set_times(detail.sitting.planned_start, detail.sitting.planned_end)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.trainings.move(detail.training.id, *form.wanted_times(), values["reason"])

        title = _("第 {n} 期改到什么时候").format(n=detail.training.ordinal)
        self._ask(Question(title, _("改期"), form, draft=self._key("move")), call)

    def actual(self) -> None:
        """Record when it really took place."""
        detail = self._subject()
        form = WhenForm(self._desk.theme, detail.training.year, _no_findings)
        form.bind()
        form.set_times(detail.sitting.start, detail.sitting.end)

        def call(services: Services, _values: Any) -> Done[Any]:
            return services.trainings.set_actual_time(detail.training.id, *form.wanted_times())

        title = _("第 {n} 期实际什么时候办的").format(n=detail.training.ordinal)
        self._ask(Question(title, _("登记"), form, draft=self._key("actual")), call)

    def cancel(self) -> None:
        """Cancel the session with a reason."""
        form = ReasonForm(self._desk.theme, _("如 与上级培训重复"))
        question = Question(_("取消这一期？"), _("取消这一期"), form, draft=self._key("cancel"))
        self._ask_reason(question, lambda services: services.trainings.cancel)

    def missed(self) -> None:
        """Say why the month had no training."""
        form = ReasonForm(self._desk.theme, _("如 春节假期、三夏农忙"))
        question = Question(_("这个月为什么没办"), _("记下原因"), form, draft=self._key("missed"))
        self._ask_reason(question, lambda services: services.trainings.explain_missed)

    def delete(self) -> None:
        """Delete a session nothing was done on yet."""
        training_id = self._subject().training.id
        self._gate.write(lambda services: services.trainings.delete(training_id), self._told)

    def restore(self) -> None:
        """Take the session back into the plan."""
        training_id = self._subject().training.id
        self._gate.write(lambda services: services.trainings.restore(training_id), self._told)

    def _ask_reason(
        self, question: Question, deed: Callable[[Services], Callable[[int, str], Done[Any]]]
    ) -> None:
        training_id = self._subject().training.id
        self._ask(question, lambda services, values: deed(services)(training_id, values["reason"]))

    def _ask(self, question: Question, call: Call) -> None:
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _findings(self, start: datetime, end: datetime, place: str) -> Sequence[Diagnostic]:
        besides = self.detail.sitting.id if self.detail else 0
        return self._gate.reader.trainings.findings(start, end, place, besides)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _key(self, deed: str) -> str:
        return draft_key(FORM, deed, self._subject().training.id)

    def _subject(self) -> SessionDetail:
        assert self.detail is not None
        return self.detail


def _no_findings(_start: datetime, _end: datetime, _place: str) -> Sequence[Diagnostic]:
    return ()
