"""Tab 安排: when, where, about what, who is called, and what did not go as planned."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gzparty.domain.sitting import RollState, RosterRule
from gzparty.domain.training import TrainingState
from gzparty.i18n import _
from gzparty.labels import dates, sentence
from gzparty.records import dataclass
from gzparty.services.context import Done
from gzparty.services.training import TrainingDraft
from gzparty.services.views import SessionDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import keys_of
from ui.panels.form import LABEL_WIDTH
from ui.panels.roster_field import RosterField, communities_of
from ui.panels.session_deeds import SessionDeeds
from ui.panels.session_forms import SessionForm
from ui.panels.topic_source import TopicSource
from ui.widgets.controls import button, frame, label

WIDTH = 640


class SessionPanel(QWidget):
    """Everything of a session that is planned; saves by one service call."""

    done = Signal(str)
    noted = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionPanel")
        self._desk = desk
        self._gate = gate
        self._detail: SessionDetail | None = None
        self._deeds = SessionDeeds(desk, gate, self)
        self._make_controls()
        self._lay_out()
        self._connect()

    def show_detail(self, detail: SessionDetail) -> None:
        """Show a session; a half-typed form of the same session stays."""
        other = self._detail is None or self._detail.training.id != detail.training.id
        if other:
            self.leave()
        self._detail = self._deeds.detail = detail
        if other or not self.form.is_changed():
            self.form.load(_particulars(detail))
            self._watch()
        self._show_times(detail)
        self._show_state(detail)
        frozen = detail.sitting.roll_state is not RollState.OPEN
        self._roster.show_rule(detail.sitting.roster, frozen=frozen)

    def leave(self) -> None:
        """Keep what was typed as a draft before another session is shown."""
        if self._detail is not None:
            self._desk.drafts.leave(self._draft_key())

    def save(self) -> None:
        """Store the particulars."""
        if self._detail is None:
            return
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            return
        training, sitting = self._detail.training, self._detail.sitting
        draft = TrainingDraft(sitting.planned_start, sitting.planned_end, **self.form.values())
        self._gate.write(
            lambda services: services.trainings.edit(training.id, draft),
            self._saved,
            self._refuse,
            draft=self._draft_key(),
        )

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.form]

    def _make_controls(self) -> None:
        theme = self._desk.theme
        units = self._gate.reader.store.people.units(self._gate.reader.context.today())
        self.form = SessionForm(theme)
        self.form.setFocusProxy(self.form.control("sessionTopic"))
        problem = self.form.control("sessionProblem")
        assert isinstance(problem, QPlainTextEdit)
        self.topics = TopicSource(theme, self._gate, problem, self._open_ledger)
        self.form.add_beside("sessionProblem", self.topics.link)
        self._roster = RosterField(theme, communities_of(units))
        self._banner = frame("sessionBanner", "warning")
        self._banner_text = label("sessionBannerText", tone="warn")
        self._banner_text.setWordWrap(True)
        self._restore = button(theme, "restoreSession", _("恢复这一期"), "small")
        self._times = label("sessionTimes", role="strong")
        self._move = button(theme, "moveSession", _("改期"), "small")
        self._why = label("sessionWhy", role="hint")
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._actual = label("sessionActual")
        self._set_actual = button(theme, "setActual", _("改实际时间"), "small")
        self._draft_note = label("draftNote", role="hint", tone="info")
        self._draft_note.hide()
        self._problem = label("sessionRefused", role="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._save = button(theme, "saveSession", _("保存"), "primary")
        self._save.setToolTip(keys_of("save"))
        self._notice = button(theme, "arrangedNotice", _("打印通知"), icon="print")
        self._sign_in = button(theme, "arrangedSignIn", _("打印签到表"), icon="print")
        self._missed = button(theme, "explainMissed", _("说明没办的原因"))
        self._cancel = button(theme, "cancelSession", _("取消这一期"))
        self._past = button(theme, "sessionPast", _("改动历史"), "quiet")
        self._delete = button(theme, "deleteSession", _("删除"), "quiet")

    def _lay_out(self) -> None:
        theme = self._desk.theme
        body = QWidget()
        body.setProperty("role", "panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        banner = QHBoxLayout(self._banner)
        banner.addWidget(self._banner_text, 1)
        banner.addWidget(self._restore)
        for part in (self._banner, self._draft_note):
            column.addWidget(part)
        column.addLayout(self._plan_grid())
        column.addWidget(self.form)
        column.addWidget(self._problem)
        column.addStretch(1)
        body.setMaximumWidth(theme.px(WIDTH))
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._foot())

    def _plan_grid(self) -> QGridLayout:
        theme = self._desk.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        lines: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            (_("时间"), self._times, self._move),
            (_("实际时间"), self._actual, self._set_actual),
            (_("参加人员"), self._roster, None),
        )
        for row, (words, content, beside) in enumerate(lines):
            title = label(f"planLabel{row}", words, "label")
            title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(title, row, 0)
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            line.addWidget(content)
            if beside:
                line.addWidget(beside)
            if content is self._times:
                # Why it was moved gives way, not the time.
                line.addWidget(self._why, 1)
            elif beside:
                line.addStretch(1)
            grid.addLayout(line, row, 1)
        return grid

    def _foot(self) -> QFrame:
        theme = self._desk.theme
        foot = frame("sessionFoot", "foot")
        foot.setFixedHeight(theme.px(56))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(8))
        for part in (self._save, self._notice, self._sign_in, self._missed, self._cancel):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._past)
        row.addWidget(self._delete)
        return foot

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._move.clicked.connect(self._deeds.move)
        self._set_actual.clicked.connect(self._deeds.actual)
        self._notice.clicked.connect(partial(self.paper_wanted.emit, "training-notice"))
        self._sign_in.clicked.connect(partial(self.paper_wanted.emit, "sign-in"))
        self._missed.clicked.connect(self._deeds.missed)
        self._cancel.clicked.connect(self._deeds.cancel)
        self._past.clicked.connect(self._show_past)
        self._delete.clicked.connect(self._deeds.delete)
        self._restore.clicked.connect(self._deeds.restore)
        self._roster.changed.connect(self._store_roster)
        self._deeds.done.connect(self.done)

    def _show_past(self) -> None:
        if self._detail is not None:
            self._desk.wishes.show_past("trainings", self._detail.training.id)

    def _open_ledger(self) -> None:
        self._desk.wishes.show_page("ledger")

    def _show_times(self, detail: SessionDetail) -> None:
        training, sitting = detail.training, detail.sitting
        self._times.setText(dates.span(sitting.planned_start, sitting.planned_end))
        why = sentence(training.why) if training.why else ""
        if training.why and training.rule and training.why.code == "date_by_rule":
            why = _("按“{rule}”排定").format(rule=training.rule)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if sitting.actual_start and sitting.actual_end:
            self._actual.setText(dates.span(sitting.actual_start, sitting.actual_end))
        else:
            self._actual.setText(_("和安排的一样"))

    def _show_state(self, detail: SessionDetail) -> None:
        training = detail.training
        words = {
            TrainingState.CANCELLED: _("这一期已取消：{reason}"),
            TrainingState.MISSED: _("这个月没有办：{reason}"),
        }.get(training.state, "")
        self._banner_text.setText(words.format(reason=training.state_reason))
        self._banner.setVisible(bool(words))
        begun = detail.sitting.roll_state is not RollState.OPEN
        planned = training.state is TrainingState.PLANNED and not begun
        for control in (self._notice, self._sign_in):
            control.setVisible(planned)
        for control in (self._move, self._cancel, self._missed, self._delete):
            control.setVisible(planned)

    def _watch(self) -> None:
        found = self._desk.drafts.watch(self._draft_key(), self.form)
        self._draft_note.setText(_("上次没保存的内容已经放回来了，看一遍再保存。") if found else "")
        self._draft_note.setVisible(found)

    def _draft_key(self) -> str:
        assert self._detail is not None
        return f"training/{self._detail.training.id}"

    def _saved(self, outcome: Done[Any]) -> None:
        self._desk.drafts.forget(self._draft_key())
        assert self._detail is not None
        self.form.mark_clean()
        self._watch()
        self._refuse("")
        self.noted.emit(outcome.name)

    def _refuse(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _store_roster(self, rule: RosterRule) -> None:
        if self._detail is not None:
            sitting = self._detail.sitting.id
            self._gate.write(lambda services: services.rolls.set_roster(sitting, rule), self._told)

    def _told(self, outcome: Done[Any]) -> None:
        self.done.emit(outcome.name)


@dataclass(frozen=True, slots=True)
class _Particulars:
    """A session's fields as the form names them."""

    topic: str
    problem: str
    place: str
    host: str
    contact: str
    note: str


def _particulars(detail: SessionDetail) -> _Particulars:
    training = detail.training
    return _Particulars(
        training.topic, training.problem, detail.sitting.place, training.host, training.contact, training.note
    )
