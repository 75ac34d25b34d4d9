"""How a deed with a person asks for what it needs: on which ground, under which draft, what is told afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ask import AskDialog, Call, Question, ask_and_write
from ui.panels.person_forms import FormGround

FORM = "person"
"""Under what half-typed dialogs are kept: person/edit 12."""


class PersonAsking(QObject):
    """What all deeds with people share."""

    done = Signal(str)
    added = Signal(int)
    """Somebody new is there and wants to be seen."""
    told = Signal(str)
    """Why a deed has nothing to do, for the status row."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._window = parent

    def _ask(self, question: Question, call: Call) -> AskDialog:
        return ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)

    def _ground(self) -> FormGround:
        reader = self._gate.reader
        return FormGround(self._desk.theme, self._today(), reader.people.units())

    def _today(self) -> date:
        return self._gate.reader.context.today()
