"""One password asked for: a field, a button, what is wrong, and the seconds to wait after wrong tries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.i18n import _
from gzparty.labels import sentence, spoken
from ui.glyphs import Glyph
from ui.jobs import Jobs
from ui.lasting import Shown
from ui.password import Try
from ui.theme import Theme
from ui.widgets.busy_line import BusyLine
from ui.widgets.check import Check
from ui.widgets.controls import button, label, show_problem_on
from ui.widgets.password_field import PasswordField

SECOND_MS = 1000


class PasswordEntry(QWidget):
    """Tries what is typed in a job and says what came of it; the right password is told by `passed`."""

    passed = Signal(object)
    """What the try gave back."""

    def __init__(
        self, theme: Theme, jobs: Jobs, verb: str, attempt: Try, seconds_left: Callable[[], int]
    ) -> None:
        super().__init__()
        self.setObjectName("passwordEntry")
        self._theme = theme
        self._jobs = jobs
        self._verb = verb
        self._attempt = attempt
        self._seconds_left = seconds_left
        self._tick = QTimer(self, interval=SECOND_MS)
        self._tick.timeout.connect(self._count_down)
        self._make_controls()
        self._lay_out()
        self._connect()
        self._count_down()

    def set_attempt(self, attempt: Try) -> None:
        """Ask from now on for another password."""
        self._attempt = attempt

    def begin(self) -> None:
        """Be empty, with the focus in the field."""
        self.field.forget()
        self._show.setChecked(False)
        self.say("")
        self._count_down()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def say(self, words: str) -> None:
        """Say under the field what is wrong with what was typed."""
        self._problem.setText(words)
        self._line.setVisible(bool(words))
        show_problem_on(self.field, words)
        self.field.setAccessibleDescription(words)

    def try_now(self) -> None:
        """Try what stands in the field, once at a time."""
        if not self.field.text() or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.say("")
        password = self.field.text()
        attempt = self._attempt
        told = Shown(_("正在核对密码"), line=self._busy)
        self._jobs.run(lambda _progress, _stopped: attempt(password), self._right, self._wrong, told)

    def _make_controls(self) -> None:
        self.field = PasswordField("passwordField", _("密码"))
        self.go = button(self._theme, "passwordGo", self._verb, "primary")
        self._show = Check(self._theme, "passwordShow", _("显示密码"))
        self._caps = label("passwordCaps", _("大写锁定开着"), "label", tone="warn")
        self._caps.hide()
        self._line = QWidget()
        self._line.setObjectName("passwordProblem")
        self._problem = label("passwordProblemText", role="problem")
        self._problem.setWordWrap(True)
        self._line.hide()
        self._busy = BusyLine(self._theme, "passwordBusy")

    def _lay_out(self) -> None:
        theme = self._theme
        glyph = QLabel()
        theme.show_glyph(glyph, Glyph.OVER)
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._problem, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.go)
        below = QHBoxLayout()
        below.addWidget(self._show)
        below.addStretch(1)
        below.addWidget(self._caps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(row)
        column.addWidget(self._busy)
        column.addWidget(self._line)
        column.addLayout(below)

    def _connect(self) -> None:
        self.go.clicked.connect(self.try_now)
        self.field.returnPressed.connect(self.try_now)
        self.field.caps_changed.connect(self._caps.setVisible)
        self._show.toggled.connect(self.field.show_typed)

    def _right(self, value: object) -> None:
        self._count_down()
        self.passed.emit(value)

    def _wrong(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.say(spoken(error))
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count_down()

    def _count_down(self) -> None:
        seconds = self._seconds_left()
        self.go.setEnabled(not seconds)
        if seconds:
            self.say(sentence(Diagnostic(Level.ERROR, "password_pause", {"seconds": seconds})))
            self.go.setText(_("等 {n} 秒").format(n=seconds))
            self._tick.start()
        elif self._tick.isActive():
            self._tick.stop()
            self.go.setText(self._verb)
            self.say("")
