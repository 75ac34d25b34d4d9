"""The dialogs by which a password is set, changed and taken away."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain import password as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text, sentence, spoken
from ui.copying import Copying
from ui.jobs import Jobs
from ui.lasting import Shown
from ui.panels.password.scope import Scope
from ui.password import OfficePassword, PasswordWish
from ui.theme import Theme
from ui.widgets.busy_line import BusyLine
from ui.widgets.check import Check
from ui.widgets.controls import button, label, rule, set_tone, show_problem_on
from ui.widgets.growing_dialog import GrowingDialog
from ui.widgets.password_field import PasswordField

WIDTH = 520
SECOND_MS = 1000
ROWS = 3
"""Rows of the grid for each field."""


class PasswordDialog(GrowingDialog):
    """Fields, what is rewritten, a button: what setting, changing and removing have in common."""

    wanted = Signal(object)
    """A PasswordWish that may be carried out."""

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        password: OfficePassword,
        copying: Copying,
        parent: QWidget,
        stays: str,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._jobs = jobs
        self._password = password
        self._fields: list[PasswordField] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        self._problem = label("passwordProblemText", role="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._show = Check(theme, "passwordShow", _("显示密码"))
        self._caps = label("passwordCaps", _("大写锁定开着"), "label", tone="warn")
        self._caps.hide()
        self._busy = BusyLine(theme, "passwordBusy")
        self._scope = Scope(theme, copying, stays)
        self._scope.changed.connect(self._refresh)
        self._tick = QTimer(self, interval=SECOND_MS)
        self._tick.timeout.connect(self._refresh)

    def ask(self) -> None:
        """Open beside the running program."""
        self.open()
        self._scope.measure()
        self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._tick.start()

    def _add_field(self, name: str, words: str) -> PasswordField:
        made = PasswordField(name, words)
        # Below each field is a row for its hint, and one for what is wrong with it.
        row = ROWS * len(self._fields)
        title = label(f"{name}Label", words, "label")
        title.setBuddy(made)
        self._grid.addWidget(title, row, 0, alignment=Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(made, row, 1)
        self._show.toggled.connect(made.show_typed)
        made.caps_changed.connect(self._caps.setVisible)
        made.textEdited.connect(self._edited)
        self._fields.append(made)
        return made

    def _lay_out(self, title: str, above: list[QWidget], below: list[QWidget], foot: list[QWidget]) -> None:
        theme = self._theme
        shown = QHBoxLayout()
        shown.addWidget(self._show)
        shown.addStretch(1)
        shown.addWidget(self._caps)
        self._grid.addLayout(shown, ROWS * len(self._fields), 1)
        self._stand_below(self._fields[-1])
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for place, one in enumerate(foot):
            if place == len(foot) - 2:
                buttons.addStretch(1)
            buttons.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("passwordTitle", title, "h16"))
        for one in above:
            layout.addWidget(one)
        layout.addLayout(self._grid)
        layout.addWidget(self._busy)
        for one in (rule(), self._scope, *below):
            layout.addWidget(one)
        layout.addLayout(buttons)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(WIDTH))
        self.setMaximumWidth(theme.px(WIDTH))

    def say(self, words: str, field: PasswordField | None = None) -> None:
        """Say what is wrong, and go to the field it is about."""
        self._stand_below(field or self._fields[-1])
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        for one in self._fields:
            show_problem_on(one, words if one is field else "")
        if field is not None:
            field.selectAll()
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand_below(self, field: PasswordField) -> None:
        self._grid.removeWidget(self._problem)
        self._grid.addWidget(self._problem, ROWS * self._fields.index(field) + 2, 1)

    def _edited(self) -> None:
        self.say("")
        self._refresh()

    def _refresh(self) -> None:
        """Let the button work or not."""

    def _confirm(self, typed: str) -> None:
        """Try the present password in a job; `_confirmed` follows where it is the one."""
        confirm = self._password.confirm
        self.setEnabled(False)
        told = Shown(_("正在核对密码"), line=self._busy)
        self._jobs.run(lambda _progress, _stopped: confirm(typed), self._right, self._wrong, told)

    def _right(self, _value: object) -> None:
        self.setEnabled(True)
        self._confirmed()

    def _wrong(self, error: Exception) -> None:
        self.setEnabled(True)
        self.say(spoken(error), self._fields[0])
        self._refresh()

    def _confirmed(self) -> None:
        """The present password was given."""

    def _send(self, wish: PasswordWish) -> None:
        for field in self._fields:
            field.forget()
        self.accept()
        self.wanted.emit(wish)


class SetPassword(PasswordDialog):
    """A new password, typed twice; where there is one already, it is asked for first."""

    remove_wanted = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, password: OfficePassword, copying: Copying, parent: QWidget
    ) -> None:
        stays = _("还是要用原来的密码打开") if password.is_set else _("还是没有密码，谁拿到都能打开")
        super().__init__(theme, jobs, password, copying, parent, stays)
        self.setObjectName("setPassword")
        self._present = self._add_field("passwordPresent", _("现在的密码")) if password.is_set else None
        self._new = self._add_field("passwordNew", _("新密码"))
        self._note = label("passwordNote", _("至少 6 位，8 位以上、字母和数字都有更好。"), "hint")
        self._note.setWordWrap(True)
        self._grid.addWidget(self._note, ROWS * self._fields.index(self._new) + 1, 1)
        self._again = self._add_field("passwordAgain", _("再输一遍"))
        warning = label(
            "passwordWarning", _("写下来放进保险柜；忘了谁也打不开，程序的作者也不行。"), "strong"
        )
        warning.setWordWrap(True)
        self._known = Check(theme, "passwordKnown", _("已经写下来了，知道忘了就打不开"))
        verb = _("换密码") if password.is_set else _("设密码")
        self._go = button(theme, "passwordGo", verb, "primary")
        back = button(theme, "passwordBack", _("算了"))
        remove = button(theme, "passwordRemove", _("去掉密码…"), "quiet")
        remove.setVisible(password.is_set)
        what = label("passwordWhat", _("设了密码，没有它谁也看不了数据、照片和备份；闲着不动会自己锁上。"))
        what.setWordWrap(True)
        title = _("换密码") if password.is_set else _("给数据设密码")
        self._lay_out(
            title, [] if password.is_set else [what], [warning, self._known], [remove, back, self._go]
        )
        self._go.clicked.connect(self._try)
        back.clicked.connect(self.reject)
        remove.clicked.connect(self._leave_for_removing)
        self._known.toggled.connect(self._take_known)
        for field, following in pairwise(self._fields):
            field.returnPressed.connect(following.setFocus)
        self._again.returnPressed.connect(self._compare)
        self._refresh()

    def _refresh(self) -> None:
        typed = all(field.text() for field in self._fields)
        waiting = self._password.seconds_left() if self._present is not None else 0
        self._go.setEnabled(typed and self._known.isChecked() and self._scope.has_room and not waiting)
        new = self._new.text()
        advice = rules.advice(new) if new and rules.problem(new) is None else None
        words = _("至少 6 位，8 位以上、字母和数字都有更好。") if rules.problem(new) else _("不容易猜。")
        self._note.setText(sentence(advice) if advice is not None else words)
        set_tone(self._note, "warn" if advice is not None else "")

    def _take_known(self, known: bool) -> None:
        """The last thing that was asked for: Enter may press the button now."""
        self._refresh()
        if known and self._go.isEnabled() and self._known.hasFocus():
            self._go.setFocus(Qt.FocusReason.TabFocusReason)

    def _compare(self) -> None:
        """Enter after the second time: on to the promise, or say at once that the two differ."""
        if self._again.text() == self._new.text():
            self._known.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.say(refusal_text(Refusal("password_twice")), self._again)

    def _try(self) -> None:
        fault = rules.problem(self._new.text())
        if fault is not None:
            self.say(sentence(fault), self._new)
        elif self._new.text() != self._again.text():
            self.say(refusal_text(Refusal("password_twice")), self._again)
        elif self._present is None:
            self._confirmed()
        elif self._present.text() == self._new.text():
            self.say(refusal_text(Refusal("password_same")), self._new)
        else:
            self._confirm(self._present.text())

    def _confirmed(self) -> None:
        self._send(PasswordWish(self._new.text(), self._scope.folders()))

    def _leave_for_removing(self) -> None:
        self.reject()
        self.remove_wanted.emit()


class RemovePassword(PasswordDialog):
    """The present password is the leave to take it away; Enter and Esc both mean the way back."""

    def __init__(
        self, theme: Theme, jobs: Jobs, password: OfficePassword, copying: Copying, parent: QWidget
    ) -> None:
        super().__init__(theme, jobs, password, copying, parent, _("还是要用现在的密码打开"))
        self.setObjectName("removePassword")
        self._present = self._add_field("passwordPresent", _("现在的密码"))
        body = label("passwordWhat", _("去掉以后，谁拿到这个文件、照片或备份都能打开看，闲着也不会锁上。"))
        body.setWordWrap(True)
        self._go = button(theme, "passwordGo", _("去掉密码"), "primary")
        back = button(theme, "passwordBack", _("不去掉"))
        back.setDefault(True)
        self._lay_out(_("去掉密码？"), [body], [], [self._go, back])
        self._go.clicked.connect(self._try)
        back.clicked.connect(self.reject)
        self._refresh()

    def _refresh(self) -> None:
        ready = bool(self._present.text()) and self._scope.has_room
        self._go.setEnabled(ready and not self._password.seconds_left())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Also on the other button: Space presses it.
            self.reject()
        else:
            super().keyPressEvent(event)

    def _try(self) -> None:
        self._confirm(self._present.text())

    def _confirmed(self) -> None:
        self._send(PasswordWish(None, self._scope.folders()))
