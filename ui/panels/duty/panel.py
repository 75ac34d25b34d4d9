"""One duty on the right: its fields as a new version, what that would change, the versions there were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.duty import Deadline, Duty, Grade, Scope
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Every, month_end
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duty_views import DutyLine
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.duty.effect import DutyEffect
from ui.panels.duty.form import OWN, DutyForm
from ui.panels.duty.plain import PlainRow
from ui.panels.duty.rows import DutyRow, since_text
from ui.panels.duty.versions import version_lines
from ui.widgets.controls import label
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel
from ui.widgets.version_list import VersionList

PREVIEW_MS = 250
WIDTH = 324


class DutyPanel(RightPanel):
    """Stores what is typed as a version from a month on; closed months stay as they were."""

    done = Signal(str)
    stored = Signal(str)
    """The code of a duty of which a version was stored."""
    errand_wanted = Signal(int)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, "dutyPanel", parent)
        self._desk = desk
        self._gate = gate
        self._row: DutyRow | None = None
        self._base: Duty | None = None
        self._now: Duty | None = None
        self._versions: tuple[Duty, ...] = ()
        self._saving = False
        self.form = DutyForm(desk.theme, gate.reader.context.today())
        self._make_controls()
        self._fill_body()
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._connect()

    def show_row(self, row: DutyRow) -> None:
        """Show a row of the table; what was typed for another duty is kept as a draft."""
        self._leave()
        self._row = row
        line = row.line
        self.show_title(row.title)
        self.show_tag(row.tag, row.tone)
        self._editing.setVisible(line is not None)
        self._plain.setVisible(line is None)
        self._show_deeds(editing=line is not None)
        if line is not None:
            self._show_line(line)
        else:
            self._plain.show_row(row)

    def begin(self, code: str) -> None:
        """Begin a duty of the office's own."""
        self._leave()
        self._row = None
        self._versions = ()
        self._now = None
        self._base = Duty(
            0,
            "",
            code,
            self._next_month(),
            "",
            MeetingKind.STUDY.value,
            Scope.BRANCH,
            Every.MONTH,
            1,
            Deadline.parse("end"),
            Deadline.parse("+1-5"),
            Grade.LOCAL,
            "",
        )
        self.show_title(_("加一项"))
        self.show_tag("")
        self._editing.setVisible(True)
        self._plain.setVisible(False)
        self._show_deeds(editing=True)
        self.form.show_duty(self._base, self._next_month(), now=None)
        self._watch()
        self.form.title.setFocus()

    def is_new(self) -> bool:
        """Whether a duty is being added."""
        return self._row is None and self._base is not None

    def focus_field(self, column: str) -> None:
        """Go to the field of a column of the table."""
        names = {
            "basis": "dutyBasis",
            "who": "dutyScope",
            "often": "dutyEvery",
            "report": "dutyReport",
            "grade": "dutyGrade",
            "since": "dutyFrom",
        }
        self.form.control(names.get(column, "dutyHold")).setFocus()

    def save(self) -> None:
        """Store the version typed."""
        duty = self._typed() if self._has_news() else None
        if duty is None:
            return
        self._saving = True
        self._gate.write(
            lambda services: services.duties.change(duty), self._stored, self._not_stored, draft=self._key()
        )

    def give_up(self) -> None:
        """Go back to what holds."""
        self._desk.drafts.forget(self._key())
        self.form.mark_clean()
        if self._row is not None:
            row, self._row = self._row, None
            self.show_row(row)
        else:
            self._base = None
            self.closed.emit()

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._effect = DutyEffect(theme, self._gate)
        self._history = VersionList(theme, "dutyVersions")
        self._problem = label("dutyProblem", role="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._plain = PlainRow(theme)
        self._save = self.add_deed("dutySave", _("保存"), "primary")
        self._back = self.add_deed("dutyBack", _("不改了"))
        self._open = self.add_deed("dutyOpenErrand", _("打开这一件"))
        self.foot.addStretch(1)
        self._stop = MoreButton(theme, "dutyStop", _("停用"))
        self._stop_now = self._stop.add("dutyStopNext", "", self._stop_from_typed)
        self._take_back = self._stop.add("dutyTakeBack", "", self._take_version_back)
        self.foot.addWidget(self._stop)

    def _fill_body(self) -> None:
        theme = self._desk.theme
        self._editing = QWidget()
        self._editing.setObjectName("dutyEditing")
        column = QVBoxLayout(self._editing)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), 0)
        column.setSpacing(theme.px(12))
        for part in (self.form, self._problem, self._effect):
            column.addWidget(part)
        self._history_title = label("dutyVersionsTitle", _("改过几次"), "h15")
        column.addWidget(self._history_title)
        column.addWidget(self._history)
        self.column.addWidget(self._editing)
        self.column.addWidget(self._plain)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._back.clicked.connect(self.give_up)
        self._open.clicked.connect(self._want_errand)
        self.form.edited.connect(self._timer.start)
        self._timer.timeout.connect(self._show_effect)

    def _show_deeds(self, *, editing: bool) -> None:
        for control in (self._save, self._back, self._stop):
            control.setVisible(editing)
        self._open.setVisible(not editing and self._row is not None and self._row.errand is not None)

    def _show_line(self, line: DutyLine) -> None:
        self._base = self._now = line.duty
        self._versions = line.versions
        self.form.show_duty(line.duty, self._next_month(), now=line.duty)
        self._watch()

    def _watch(self) -> None:
        self._problem.hide()
        self._desk.drafts.watch(self._key(), self.form)
        self._show_effect()

    def _leave(self) -> None:
        """Keep what was typed for a duty that goes out of sight."""
        self._timer.stop()
        if self._base is not None:
            self._desk.drafts.leave(self._key())
        self._base = None

    def _key(self) -> str:
        code = self._base.code if self._base else ""
        return "duty/new" if self.is_new() else f"duty/{code}"

    def _next_month(self) -> date:
        today = self._gate.reader.context.today()
        return month_end(today.year, today.month) + timedelta(days=1)

    def _typed(self) -> Duty | None:
        """The version as typed; None where something must be put right first, which is said beside it."""
        assert self._base is not None
        problems = self.form.problems()
        self.form.show_problems(problems)
        self._refused("")
        return None if problems else self.form.duty(self._base)

    def _has_news(self) -> bool:
        """Whether storing would change anything: something typed, a new duty, one taken up again."""
        stopped = self._now is not None and self._now.stopped
        return self._base is not None and (stopped or self.is_new() or self.form.is_changed())

    def _refused(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _show_effect(self) -> None:
        """Say what the version as typed would change; what is half typed says nothing yet."""
        since = self.form.since.value()
        month = _("{m} 月").format(m=since.month) if since else ""
        again = self._now is not None and self._now.stopped
        words = _("从 {month}起恢复") if again else _("保存，{month}起用")
        self._save.setText(words.format(month=month) if month else _("保存"))
        changed = self._has_news()
        self._save.setEnabled(changed)
        self._back.setEnabled(self.form.is_changed() or self.is_new())
        for made in (self._save, self._back):
            made.setToolTip("" if made.isEnabled() else _("没有改"))
        duty = None
        if changed and self._base is not None and not self.form.problems():
            duty = self.form.duty(self._base)
        self._effect.show_change(duty, changed=changed)
        self._show_versions(duty)
        self._show_stop(month)

    def _show_versions(self, typed: Duty | None) -> None:
        lines = version_lines(self._versions, self._now, typed)
        self._history.show_versions(lines)
        for part in (self._history_title, self._history):
            part.setVisible(bool(lines))

    def _show_stop(self, month: str) -> None:
        stopped = self._now is not None and self._now.stopped
        self._stop.setVisible(self._now is not None and not stopped)
        self._stop_now.setText(_("从 {month}起停用").format(month=month or _("下个月")))
        newest = self._newest_own()
        self._take_back.setVisible(newest is not None)
        if newest is not None:
            self._take_back.setText(_("撤掉 {since} 起的这一版").format(since=since_text(newest.valid_from)))

    def _newest_own(self) -> Duty | None:
        """The newest version the office added; those the program brought along cannot be taken away."""
        own = [version for version in self._versions if version.id]
        return max(own, key=lambda version: version.valid_from) if own else None

    def _stop_from_typed(self) -> None:
        code, since = self._now.code if self._now else "", self.form.since.value() or self._next_month()
        self._write(lambda services: services.duties.stop(code, since))

    def _take_version_back(self) -> None:
        newest = self._newest_own()
        if newest is not None:
            number = newest.id
            self._write(lambda services: services.duties.take_back(number))

    def _write(self, call: Callable[[Services], Done[Any]]) -> None:
        self._desk.drafts.forget(self._key())
        self.form.mark_clean()
        self._gate.write(call, self._told, self._refused)

    def _stored(self, outcome: Done[Duty]) -> None:
        self._desk.drafts.forget(self._key())
        self._saving = False
        if self.is_new():
            self._base = None
        self.stored.emit(outcome.value.code)
        self._told(outcome)

    def _not_stored(self, words: str) -> None:
        self._saving = False
        self._refused(words)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _want_errand(self) -> None:
        if self._row is not None and self._row.errand is not None:
            self.errand_wanted.emit(self._row.errand.errand.id)


def own_code(codes: Sequence[str]) -> str:
    """A code for a duty of the office's own that no other has."""
    numbers = [int(code.removeprefix(OWN)) for code in codes if code.startswith(OWN)]
    return f"{OWN}{max(numbers, default=0) + 1}"
