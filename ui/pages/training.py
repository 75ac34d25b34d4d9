"""书记培训: the year on the left, one session on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels.messages import training_notice
from gzparty.services.views import SessionDetail, YearPlan
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.session_rows import month_row, most_wanted
from ui.panels.courses import CoursesPanel
from ui.panels.plan import PlanPanel
from ui.panels.roll import RollPanel
from ui.panels.session import SessionPanel
from ui.panels.session_deeds import SessionDeeds
from ui.panels.year_plan import YearPlanList
from ui.shell import Deeds, PageWidget
from ui.widgets.controls import button, frame, label
from ui.widgets.error_bar import ErrorBar
from ui.widgets.session_head import SessionHead
from ui.widgets.stepper import PeriodStepper
from ui.widgets.tabs import Tabs

SHOWS = frozenset(
    {"training", "sitting", "attendance", "course", "leave_request", "makeup", "setting", "person", "post"}
)


class TrainingPage(PageWidget):
    """The page; it knows which session is shown and hands its details to the tabs."""

    paper_wanted = Signal(str, object)
    """Name of a paper or list, and its selectors: year and training number."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("trainingPage")
        self._desk = desk
        self._gate = gate
        self._year = gate.reader.context.today().year
        self._plan: YearPlan | None = None
        self._detail: SessionDetail | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self._tabs.choose(desk.memory.recall("training/tab") or "roll")
        self.refresh()

    def refresh(self) -> None:
        """Read the year and the session shown anew."""
        self._plan = self._gate.reader.sessions.year(self._year)
        lines = self._plan.lines
        self._stepper.show_period(_("{year}年").format(year=self._year))
        chosen = self._list.current_identity()
        known = [line.training.id for line in lines]
        self._list.show_plan(self._plan, [month_row(line, self._today()) for line in lines])
        if chosen in known:
            self._show_session(chosen)
        elif lines:
            self._list.choose(most_wanted(lines))
        else:
            self._detail = None
            self._show_planning()
        self.deeds_changed.emit()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._add,
            "print": self._print,
            "previous_period": self._previous_year,
            "next_period": self._next_year,
            "today": self._go_to_today,
            "recount": self.refresh,
        }
        if self._detail is not None and self._body.currentIndex() == 0:
            deeds["find"] = self._find
            deeds["export"] = self._export
            if self._tabs.key() == "session":
                deeds |= {"save": self.session.save, "next_problem": self.session.form.next_problem}
        return deeds

    def panes(self) -> Sequence[QWidget]:
        inner = {
            "session": self.session.panes,
            "courses": self.courses.panes,
            "roll": self.roll.panes,
        }[self._tabs.key()]()
        return (self._list.list, self._tabs, *(inner if self._detail else self.planning.panes()))

    def key_hints(self) -> str:
        return self.roll.key_hints() if self._tabs.key() == "roll" and self._detail else ""

    def place(self) -> str:
        return self.roll.place() if self._tabs.key() == "roll" and self._detail else ""

    def bottom_inset(self) -> int:
        return self._desk.theme.row(56, 48)

    def set_full_screen(self, on: bool) -> None:
        self._list.setVisible(not on)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        on_roll = self._tabs.key() == "roll" and self._detail is not None
        (self.roll.search if on_roll else self._list.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._title = label("trainingTitle", _("书记培训"), "h18")
        self._stepper = PeriodStepper(theme, "yearStepper", _("上一年"), _("下一年"))
        self._plan_year = button(theme, "planYear", _("排全年"))
        self._print_plan = button(theme, "printPlan", _("打印年度计划"), icon="print")
        self._add_session = button(theme, "addSession", _("加一期"), icon="plus")
        self._list = YearPlanList(theme)
        self._head = SessionHead(theme)
        self._tabs = Tabs(theme, "sessionTabs")
        self._tabs.add("session", _("安排"))
        self._tabs.add("courses", _("课程"), 0)
        self._tabs.add("roll", _("签到考勤"))
        self.error = ErrorBar(theme)
        self.session = SessionPanel(self._desk, self._gate)
        self.courses = CoursesPanel(self._desk, self._gate)
        self.roll = RollPanel(self._desk, self._gate)
        self.planning = PlanPanel(self._desk, self._gate)
        self._deeds = SessionDeeds(self._desk, self._gate, self)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        head = frame("trainingHead", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._title)
        row.addWidget(self._stepper)
        row.addStretch(1)
        for part in (self._plan_year, self._print_plan, self._add_session):
            row.addWidget(part)
        self._page_head = head
        self._panels = QStackedWidget()
        for panel in (self.session, self.courses, self.roll):
            self._panels.addWidget(panel)
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self._head, self._tab_row(), self.error):
            column.addWidget(line)
        column.addWidget(self._panels, 1)
        self._body = QStackedWidget()
        self._body.addWidget(detail)
        self._body.addWidget(self.planning)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addWidget(self._list)
        split.addWidget(self._body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(split, 1)
        self._follow_density()

    def _tab_row(self) -> QFrame:
        line = frame("tabRow", "tabRow")
        row = QHBoxLayout(line)
        row.setContentsMargins(self._desk.theme.px(20), 0, self._desk.theme.px(20), 0)
        row.addWidget(self._tabs)
        row.addStretch(1)
        return line

    def _connect(self) -> None:
        self._stepper.stepped.connect(self._step_year)
        self._plan_year.clicked.connect(self._show_planning)
        self._print_plan.clicked.connect(self._print_year)
        self._add_session.clicked.connect(self._add)
        self._list.chosen.connect(self._show_session)
        self._tabs.currentChanged.connect(self._tab_changed)
        self.roll.paper_wanted.connect(self._want_paper)
        self.roll.notice_wanted.connect(self._copy_notice)
        self.roll.place_changed.connect(self._place_moved)
        for panel in (self.session, self.roll, self.planning, self._deeds):
            panel.done.connect(self.done)
        for tab in (self.session, self.courses, self.roll):
            tab.noted.connect(self.noted)
        self.planning.left.connect(self.refresh)
        self._gate.refused.connect(self._refused)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_session(self, training_id: int) -> None:
        self._detail = self._gate.reader.sessions.detail(training_id)
        self._deeds.detail = self._detail
        self._head.show_detail(self._detail)
        self._tabs.show_count("courses", len(self._detail.courses))
        self.session.show_detail(self._detail)
        self.courses.show_detail(self._detail)
        self.roll.show_detail(self._detail)
        self._body.setCurrentIndex(0)
        self.deeds_changed.emit()

    def _show_planning(self) -> None:
        self.planning.show_year(self._year, planned=bool(self._plan and self._plan.lines))
        self._body.setCurrentIndex(1)
        self.deeds_changed.emit()

    def _tab_changed(self) -> None:
        self._panels.setCurrentIndex(self._tabs.currentIndex())
        self._desk.memory.keep("training/tab", self._tabs.key())
        self.deeds_changed.emit()
        self.place_changed.emit(self.place())

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _place_moved(self, _words: str) -> None:
        self.place_changed.emit(self.place())

    def _refused(self, words: str) -> None:
        self.error.say(words, _("没有改动，刚填的内容还在。"))

    def _step_year(self, step: int) -> None:
        self._year += step
        self.refresh()

    def _previous_year(self) -> None:
        self._step_year(-1)

    def _next_year(self) -> None:
        self._step_year(1)

    def _go_to_today(self) -> None:
        self._year = self._today().year
        self.refresh()
        if self._plan and self._plan.lines:
            self._list.choose(most_wanted(self._plan.lines))

    def _find(self) -> None:
        self._tabs.choose("roll")
        self.roll.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.roll.search.selectAll()

    def _add(self) -> None:
        today = self._today()
        day = today if today.year == self._year else today.replace(year=self._year, month=1, day=1)
        self._deeds.add(self._year, datetime.combine(day, time(14, 30)))

    def _print(self) -> None:
        if self._detail is not None and self._tabs.key() == "roll":
            self._want_paper("sign-in")
        else:
            self._print_year()

    def _print_year(self) -> None:
        self.paper_wanted.emit("training-plan", {"year": self._year})

    def _export(self) -> None:
        self._want_paper("export-roll")

    def _want_paper(self, paper: str) -> None:
        if self._detail is not None:
            selectors: Mapping[str, object] = {"year": self._year, "training": self._detail.training.number}
            self.paper_wanted.emit(paper, selectors)

    def _copy_notice(self) -> None:
        if self._detail is not None:
            minutes = self._gate.reader.offices.settings().training_arrive_minutes
            QGuiApplication.clipboard().setText(training_notice(self._detail, minutes))
            self.copied.emit(_("微信通知已复制，到群里粘贴就行"))

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _follow_density(self) -> None:
        self._page_head.setFixedHeight(self._desk.theme.row(56, 50))
