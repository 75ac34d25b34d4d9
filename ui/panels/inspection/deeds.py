"""更多: what can be done with an inspection or a unit's month besides typing it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from gzparty.domain.dues import DueState
from gzparty.domain.inspection_rules import SELF_INSPECTION
from gzparty.i18n import _
from gzparty.labels.period import period_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.ledger_views import InspectionView
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.ask import Question, ask_and_write
from ui.panels.inspection.cell import InspectionCell
from ui.panels.meeting.forms import WaiveForm
from ui.widgets.more_button import MoreButton

FORM = "let_off"
"""Under what half-typed dialogs are kept: let_off/waive 3 2026-06."""


class InspectionDeeds(QObject):
    """Owns the button 更多 of the panel; each deed asks for what it needs and is one service call."""

    done = Signal(str)
    deleted = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, more: MoreButton) -> None:
        super().__init__(more)
        self._desk = desk
        self._gate = gate
        self._more = more
        self._cell: InspectionCell | None = None
        self._view: InspectionView | None = None
        self._waive = self._add("waive", _("这个月免办…"), self.waive)
        self._unwaive = self._add("unwaive", _("不再免办"), self.unwaive)
        more.add_line()
        self._past = self._add("past", _("改动历史…"), self.show_past)
        self._delete = self._add("delete", _("删除这次自查"), self.delete)
        gate.drafts.opens(FORM, self._go_on)

    def follow(self, cell: InspectionCell, view: InspectionView | None) -> None:
        """Be about another month or inspection; what cannot be done says why."""
        self._cell, self._view = cell, view
        dues = cell.form.quota.dues if cell.form.quota else ()
        owed = any(due.state is not DueState.NOT_APPLICABLE for due in dues)
        waived = self._waiver_id() is not None
        self._waive.setText(_("{month}免办…").format(month=period_label(cell.period)))
        self._offer(self._waive, owed and not waived, _("已经免办了") if waived else _("不用做"))
        self._offer(self._unwaive, waived, _("没有免办过"))
        self._offer(self._past, view is not None, _("还没有登记这次自查"))
        self._offer(self._delete, view is not None, _("还没有登记这次自查"))

    def waive(self) -> None:
        """Let the unit off this month, with the reason and who agreed."""
        cell = self._cell
        if cell is None:
            return
        unit_id, period = cell.unit.id, cell.period
        words = _("{unit}{month}免办").format(unit=cell.unit.name, month=period_label(period))
        key = draft_key(FORM, "waive", unit_id, period.code)
        question = Question(words, _("免办"), WaiveForm(self._desk.theme, period.year), draft=key)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.duties.waive(SELF_INSPECTION, unit_id, period, **values)

        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._more.window())

    def _go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its month is in sight."""
        cell = self._cell
        here = f"waive {cell.unit.id} {cell.period.code}" if cell else ""
        if record == here and self._waive.isEnabled():
            self.waive()

    def unwaive(self) -> None:
        """Take the waiver back: the month is owed again."""
        number = self._waiver_id()
        if number is not None:
            self._gate.write(lambda services: services.duties.unwaive(number), self._told)

    def show_past(self) -> None:
        """Show what happened to the inspection."""
        if self._view is not None:
            self._desk.wishes.show_past("inspections", self._view.inspection.id)

    def delete(self) -> None:
        """Delete the inspection; it can be taken back."""
        if self._view is not None:
            number = self._view.inspection.id
            self._gate.write(lambda services: services.inspections.delete(number), self._told_deleted)

    def _waiver_id(self) -> int | None:
        quota = self._cell.form.quota if self._cell else None
        return next((due.waiver.id for due in quota.dues if due.waiver), None) if quota else None

    def _add(self, key: str, words: str, deed: Any) -> QAction:
        return self._more.add(f"inspection_{key}", words, deed)

    def _offer(self, action: QAction, on: bool, why_not: str) -> None:
        action.setEnabled(on)
        action.setToolTip("" if on else why_not)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _told_deleted(self, outcome: Done[Any]) -> None:
        self.deleted.emit(outcome.name)
