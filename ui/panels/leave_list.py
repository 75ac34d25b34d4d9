"""Who asked for leave before the session, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.training import status_label
from gzparty.services.context import Done
from gzparty.services.views import RollRow
from ui.gate import Gate
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.list_dialog import Frame, ListDialog

WIDTH, HEIGHT = 560, 360


class LeaveList(ListDialog):
    """Renewed by its owner whenever the roll is read again."""

    withdrawn = Signal(str)

    def __init__(self, theme: Theme, gate: Gate, parent: QWidget) -> None:
        problem = label("leaveListProblem", role="problem")
        problem.setWordWrap(True)
        problem.hide()
        note = _("销假以后，签到表里已经记上的还在，要改就在名单里改。")
        around = Frame("leaveList", _("提前请假"), note, WIDTH, HEIGHT)
        super().__init__(theme, around, problem, parent)
        self._problem = problem
        self._gate = gate

    def show_rows(self, rows: Sequence[RollRow]) -> None:
        """Show the leave among the lines of a roll."""
        asked = [row for row in rows if row.requested is not None]
        self._title.setText(_("提前请假 {n} 人").format(n=len(asked)))
        self._problem.hide()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, self._theme.px(4), 0)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(8))
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(asked):
            for column, part in enumerate(self._parts(row)):
                grid.addWidget(part, place, column)
        grid.setRowStretch(len(asked), 1)
        self.show_body(body)

    def _parts(self, row: RollRow) -> tuple[QWidget, QWidget, QWidget]:
        """Who, why, and the button that takes it back."""
        request = row.requested
        assert request is not None
        who = _("{unit} {name}").format(unit=row.attendance.unit_name, name=row.attendance.name)
        why = label(f"leaveWhy_{request.id}", leave_words(row), "label")
        why.setWordWrap(True)
        withdraw = button(self._theme, f"withdraw_{request.id}", _("销假"), "small")
        withdraw.setAccessibleName(_("{who} 销假").format(who=who))
        withdraw.clicked.connect(partial(self._withdraw, request.id))
        return label(f"leaveWho_{request.id}", who), why, withdraw

    def _withdraw(self, request_id: int) -> None:
        self._gate.write(
            lambda services: services.rolls.withdraw_leave(request_id), self._withdrawn, self._refuse
        )

    def _withdrawn(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.withdrawn.emit(outcome.name)

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()


def leave_words(row: RollRow) -> str:
    """What was asked for, why, who comes instead, when it was noted and who agreed."""
    request = row.requested
    if request is None:
        return ""
    parts = [status_label(request.status), request.reason]
    if request.substitute_name:
        parts.append(_("由 {name} 代").format(name=request.substitute_name))
    if request.requested_on:
        parts.append(_("{day}记").format(day=dates.prose(request.requested_on)))
    if request.approved_by:
        parts.append(_("{name}批准").format(name=request.approved_by))
    return _("，").join(part for part in parts if part)
