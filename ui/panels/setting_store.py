"""What a changed field of the settings does: it is stored by itself, or says beside it why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from gzparty import setting_list
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import dates, refusal_text, sentence
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.gate import Gate
from ui.panels.settings_form import OFFICE_NAME, SettingsForm


class SettingStore(QObject):
    """Stores one field at a time, so that each change can be taken back by itself."""

    stored = Signal()
    noted = Signal(str)
    """The name of a deed that changed something."""

    def __init__(self, gate: Gate, form: SettingsForm) -> None:
        super().__init__(form)
        self._gate = gate
        self._form = form

    def store(self, key: str) -> None:
        """Store one field if it holds something new; say beside it why that cannot be done."""
        form, text = self._form, self._form.text(key)
        if not form.is_unstored(key):
            form.say_problem(key, "")
            return

        def told(outcome: Done[Any]) -> None:
            if not isValid(form):
                # The window was built anew meanwhile, at another size of text.
                return
            form.take(key)
            self.stored.emit()
            if outcome.action:
                self.noted.emit(outcome.name)

        def refused(words: str) -> None:
            if isValid(form):
                form.say_problem(key, words)

        try:
            call = _change(key, text)
        except Refusal as refusal:
            refused(refusal_text(refusal))
        else:
            self._gate.write(call, told, refused)

    def reset(self, key: str) -> None:
        """Give a field its default again."""
        setting = setting_list.find(key)
        shown = "true" if setting.default is True else setting.text_of(setting.default)
        self._form.set_text(key, shown)
        self.store(key)

    def store_focused(self, focus: QWidget | None) -> None:
        """Store the field being typed in."""
        if isinstance(focus, QLineEdit) and self._form.isAncestorOf(focus):
            self.store(focus.objectName())

    def say_old_problems(self) -> None:
        """Say of a text brought back from an earlier day why it was not stored then."""
        for key, _attribute in self._form.FIELDS:
            if self._form.is_unstored(key):
                try:
                    _change(key, self._form.text(key))
                except Refusal as refusal:
                    self._form.say_problem(key, refusal_text(refusal))

    def preview(self, _text: str = "") -> None:
        """Say which day the rule as typed would give next; nothing while it is half typed."""
        try:
            start, why = self._gate.reader.trainings.next_by_rule(self._form.text("training_rule"))
        except Refusal:
            self._form.preview.setText("")
            return
        day = dates.prose_weekday(start.date())
        words = _("下一次是 {day} {time}").format(day=day, time=dates.clock(start))
        if why.code != "date_by_rule":
            words = _("{words}（{why}）").format(words=words, why=sentence(why))
        self._form.preview.setText(words)


def _change(key: str, text: str) -> Callable[[Services], Done[Any]]:
    """The service call that stores a field; Refusal where its text cannot be read."""
    if key == OFFICE_NAME:
        return lambda services: services.offices.rename(text)
    value = setting_list.find(key).read(text)
    return lambda services: services.offices.change_settings({key: value})
