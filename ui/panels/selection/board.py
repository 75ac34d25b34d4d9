"""The middle of the page: a selection's head, its seven steps, its nominations, how the vote went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.selection import Method, Verdict
from gzparty.domain.selection_stages import STEPS, Stage
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.selection_words import brief_stage_label, stage_label
from gzparty.services.selection_views import NominationLine, SelectionView
from ui.desk import Desk
from ui.panels.selection import words
from ui.panels.selection.rows import nomination_rows
from ui.panels.selection.table import NominationView
from ui.widgets.banner import Banner
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.runs import Run, RunLine
from ui.widgets.state_stepper import Stage as Step
from ui.widgets.state_stepper import StateStepper

EDGE = 20


class SelectionBoard(QWidget):
    """Shows a `SelectionView`; says which step, which nomination and which deed is wanted."""

    step_wanted = Signal(object)
    """A `Stage` whose panel shall be shown."""
    lock_wanted = Signal()
    resume_wanted = Signal()
    nominate_wanted = Signal()
    title_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("selectionBoard")
        self._theme = desk.theme
        self.view: SelectionView | None = None
        theme = desk.theme
        self._head = RunLine(theme, "selectionTitle")
        self._lock = button(theme, "selectionLocked", _("票数已锁定"), "small", "lock")
        self._lock.setToolTip(_("看计票；要改先写明为什么解除锁定"))
        self.stepper = StateStepper(theme, "selectionSteps", choosing=True)
        self._banner = Banner(theme, "selectionBanner", "clock", role="note")
        self._resume = self._banner.add_deed("resumeSelection", _("恢复评选"))
        self.table = NominationView(theme, desk.memory)
        self.table.setAccessibleName(_("推荐对象"))
        self._empty = EmptyState(theme, "selectionNobody")
        self._foot = label("selectionFoot", role="label")
        self._foot.setWordWrap(True)
        self._stack = QStackedWidget()
        self._lay_out()
        self.stepper.chosen.connect(self._step_chosen)
        self._lock.clicked.connect(self.lock_wanted)
        self._resume.clicked.connect(self.resume_wanted)
        self._empty.first.connect(self._take_first)
        self._theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_selection(self, view: SelectionView) -> None:
        """Show a selection; the current nomination stays where it still is."""
        other = self.view is None or self.view.selection.id != view.selection.id
        self.view = view
        self._say_head(view)
        self._say_steps(view)
        self._say_banner(view)
        self.table.nominations.show_method(scored=view.selection.method is Method.SCORE)
        self.table.records.show(nomination_rows(view))
        if other or not self.table.currentIndex().isValid():
            self.table.select_first()
        self._say_empty(view)
        self._stack.setCurrentWidget(self.table if view.nominations else self._empty)
        said = words.foot_words(view)
        self._foot.setText(said)
        self._foot_frame.setVisible(bool(said))

    def look_at(self, stage: Stage) -> None:
        """Mark the step whose panel is shown."""
        self.stepper.look_at(STEPS.index(stage) if stage in STEPS else -1)

    def current(self) -> NominationLine | None:
        """The nomination of the current row."""
        return self.table.current_record() if self.view and self.view.nominations else None

    def chosen(self) -> Sequence[NominationLine]:
        """The nominations of the selected rows, the current one where none is."""
        found = self.table.chosen_lines()
        current = self.current()
        return found or ([current] if current else [])

    def go_to_open(self) -> bool:
        """Stand on the next nomination nobody has judged, round the table; tell whether there is one."""
        lines, current = self.table.lines(), self.current()
        ids = [line.nomination.id for line in lines]
        here = ids.index(current.nomination.id) + 1 if current and current.nomination.id in ids else 0
        waiting = [
            line.nomination.id
            for line in (*lines[here:], *lines[:here])
            if line.nomination.stands and line.nomination.verdict is Verdict.OPEN
        ]
        return bool(waiting) and self.table.go_to(waiting[0])

    def focus_target(self) -> QWidget:
        """Where the keyboard begins."""
        nobody = self.view is not None and not self.view.nominations
        return self._empty.focus_target() if nobody else self.table

    def place(self) -> str:
        """Where the clerk is, for the status row."""
        line, lines = self.current(), self.table.lines()
        if line is None:
            return ""
        numbers = [one.nomination.id for one in lines]
        if line.nomination.id not in numbers:
            return ""
        here = numbers.index(line.nomination.id) + 1
        picked = len(self.table.chosen_lines())
        if picked > 1:
            return _("选了 {n} 个，共 {all} 个").format(n=picked, all=len(lines))
        return _("第 {here} 个，共 {all} 个").format(here=here, all=len(lines))

    def _say_head(self, view: SelectionView) -> None:
        month = _("{month} 月").format(month=int(view.selection.period[5:7]))
        title = view.selection.title or _("主题还没定")
        counted = "" if view.selection.imported else words.counted_words(view.line)
        runs = [Run(month, size=16, bold=True, token="ink")]
        runs.append(Run(title, size=16, bold=True, token="ink" if view.selection.title else "ink3", gap=16))
        if counted:
            runs.append(Run(counted, token="ink2", gap=14))
        self._head.show_runs(runs, _("，").join(part for part in (month, title, counted) if part))
        self._lock.setVisible(bool(view.rounds) and view.rounds[-1].ballot.locked_on is not None)

    def _say_steps(self, view: SelectionView) -> None:
        steps = [
            Step(stage_label(stage), caption, brief_stage_label(stage), brief)
            for stage, caption, brief in zip(
                STEPS, words.step_captions(view), words.brief_captions(view), strict=True
            )
        ]
        self.stepper.show_stages(steps, reached(view), live=view.stage is not Stage.VACANT)

    def _say_banner(self, view: SelectionView) -> None:
        selection = view.selection
        self._resume.setVisible(view.stage is Stage.VACANT)
        if selection.vacant_on is not None:
            title = _("{day}定为空缺").format(day=prose(selection.vacant_on))
            self._banner.say(title, selection.vacancy_reason)
        elif selection.imported:
            self._banner.say(_("补登的往期结果"), _("只有评上的是谁，没有推荐和投票的经过。"))
        else:
            self._banner.say("")
        self._banner_room.setVisible(not self._banner.isHidden())

    def _say_empty(self, view: SelectionView) -> None:
        if view.nominations:
            return
        if not view.selection.title:
            title, why = _("主题还没定"), _("先定下评什么，再发通知让各村推荐。")
            self._empty.say(title, why, _("定主题"))
            return
        until = view.selection.nominate_until
        why = _("各村各单位报来的推荐登在这里：推荐谁、什么事迹、哪个单位推荐的。")
        if until is not None:
            why = _("推荐到 {day}截止。").format(day=prose(until)) + why
        open_yet = view.stage is Stage.NOMINATE
        self._empty.say(_("还没有推荐"), why, _("加推荐") if open_yet else "")

    def _take_first(self) -> None:
        if self.view is not None and not self.view.selection.title:
            self.title_wanted.emit()
        else:
            self.nominate_wanted.emit()

    def _step_chosen(self, place: int) -> None:
        self.step_wanted.emit(STEPS[place])

    def _lay_out(self) -> None:
        px = self._theme.px
        top = frame("selectionHead", "plain")
        row = QHBoxLayout(top)
        row.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        row.setSpacing(px(10))
        row.addWidget(self._head, 1)
        row.addWidget(self._lock)
        self._top = top
        self._banner_room = QWidget()
        inner = QHBoxLayout(self._banner_room)
        inner.setContentsMargins(px(EDGE), px(10), px(EDGE), px(10))
        inner.addWidget(self._banner)
        self._steps = frame("selectionStepsRow", "boardHead")
        steps = QHBoxLayout(self._steps)
        steps.setContentsMargins(px(8), px(2), px(8), px(6))
        steps.addWidget(self.stepper)
        self._foot_frame = frame("selectionFootRow", "foot")
        self._foot_frame.setMinimumHeight(px(44))
        foot = QHBoxLayout(self._foot_frame)
        foot.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        foot.addWidget(self._foot, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (top, self._steps, self._banner_room):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot_frame)

    def _follow_density(self) -> None:
        self._top.setFixedHeight(self._theme.row(52, 46))


def reached(view: SelectionView) -> int:
    """How many of the steps are done; where a selection was left vacant, as many as its records show."""
    if view.stage in STEPS:
        return STEPS.index(view.stage)
    if view.stage is Stage.DONE:
        return len(STEPS)
    done = (
        bool(view.selection.title),
        view.selection.nominations_closed_on is not None,
        view.line.in_vote > 0,
        bool(view.rounds),
        view.selection.decided_on is not None,
        bool(view.publicities),
    )
    return next((place for place, one in enumerate(done) if not one), len(done))
