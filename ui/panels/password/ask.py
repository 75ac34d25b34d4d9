"""A dialog that asks for a password before something is shown or done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.jobs import Jobs
from ui.panels.password.entry import PasswordEntry
from ui.password import OfficePassword, Try
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.growing_dialog import GrowingDialog

WIDTH = 440


class PasswordQuestion(NamedTuple):
    """What is asked: a title, a sentence whose password is meant, the verb of the button, how it is tried."""

    title: str
    text: str
    verb: str
    attempt: Try
    seconds_left: Callable[[], int]


class AskPassword(GrowingDialog):
    """Closes with the right password; Esc and 算了 change nothing."""

    def __init__(self, theme: Theme, jobs: Jobs, question: PasswordQuestion, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("askPassword")
        self.setWindowTitle(question.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._passed: Callable[[str], object] | None = None
        self.entry = PasswordEntry(theme, jobs, question.verb, question.attempt, question.seconds_left)
        text = label("askPasswordText", question.text)
        text.setWordWrap(True)
        back = button(theme, "askPasswordBack", _("算了"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("askPasswordTitle", question.title, "h16"))
        layout.addWidget(text)
        layout.addWidget(self.entry)
        layout.addLayout(foot)
        self.setMinimumWidth(theme.px(WIDTH))
        back.clicked.connect(self.reject)
        self.entry.passed.connect(self._pass)

    def ask(self, passed: Callable[[str], object]) -> None:
        """Open beside the running program; `passed` gets the right password."""
        self._passed = passed
        self.open()
        self.entry.begin()

    def _pass(self, _value: object) -> None:
        password, passed = self.entry.typed(), self._passed
        self.entry.field.forget()
        self.accept()
        if passed is not None:
            passed(password)


class AskedPassword:
    """The check of what is covered at first: whoever wants to see it gives the office's password again."""

    def __init__(self, theme: Theme, jobs: Jobs, password: OfficePassword) -> None:
        self._theme = theme
        self._jobs = jobs
        self._password = password

    def ask(self, parent: QWidget, passed: Callable[[], None]) -> None:
        """Ask over the part's own window."""
        question = PasswordQuestion(
            _("输入密码才能看"),
            _("这一块平时盖着。看过会记下时间，离开这一页或五分钟不动就再盖上。"),
            _("显示"),
            self._password.confirm,
            self._password.seconds_left,
        )
        AskPassword(self._theme, self._jobs, question, parent).ask(lambda _password: passed())
