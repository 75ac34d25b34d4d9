"""书记培训: the year on the left, one session on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from gzparty.i18n import _
from gzparty.services.views import SessionDetail, YearPlan
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.office_page import YearPage
from ui.pages.session_rows import month_row, most_wanted
from ui.panels.session_view import SessionView
from ui.panels.year_plan import YearPlanList
from ui.printing import ROLL_LIST
from ui.shell import Deeds
from ui.widgets.banner import Banner
from ui.widgets.controls import button, frame, label
from ui.widgets.stepper import PeriodStepper
from ui.wishes import ImportRequest, PrintRequest, TrainingRequest

if TYPE_CHECKING:
    from ui.panels.plan import PlanPanel
    from ui.panels.session_deeds import SessionDeeds
    from ui.panels.stale_papers import StalePapers

SHOWS = frozenset(
    {"training", "sitting", "attendance", "course", "leave_request", "makeup", "setting", "person", "post"}
    | {"calendar_day", "calendar_year", "attachment", "folder_item", "print_log"}
    | {"theme", "theme_record"}
)
START = time(14, 30)
"""When a session added by hand is offered to begin."""


class TrainingPage(YearPage):
    """The page; it knows the year and which session of it is shown."""

    says_refusals = True

    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""
    files_wanted = Signal(object, object)
    """Attachments to be written out, and the path to write them to."""
    export_wanted = Signal(str, object)
    """Name of a list to leave as a workbook, and its selectors: year and training number."""
    holidays_wanted = Signal(int)
    """The clerk wants to type in the holiday notice of a year."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("trainingPage", desk, gate)
        self._plan: YearPlan | None = None
        self._detail: SessionDetail | None = None
        self._planning: PlanPanel | None = None
        self._deeds_asked: SessionDeeds | None = None
        self._stale: StalePapers | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        gate.drafts.opens("session", self._go_on)
        gate.drafts.opens("training", self._show_arrangement)
        self.refresh()

    def refresh(self) -> None:
        """Read the year and the session shown anew."""
        with self._gate.reading():
            self._show_year()
        self.deeds_changed.emit()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._add,
            "print": self._print,
            **self._year_deeds(),
        }
        if self._session_in_sight():
            deeds["find"] = self.view.start_search
            deeds["export"] = self._export
            deeds["copy_message"] = self._copy_message
            if self.view.key() == "session":
                deeds["save"] = self.view.session.save
                deeds["next_problem"] = self.view.session.form.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        inner = self.view.panes() if self._session_in_sight() else self.planning.panes()
        return (self.list.list, *inner)

    def key_hints(self) -> str:
        return self.view.key_hints() if self._session_in_sight() else ""

    def place(self) -> str:
        return self.view.place() if self._session_in_sight() else ""

    def take_request(self, request: object) -> None:
        """Show the session another page asks for, and its roll if that is wanted."""
        if not isinstance(request, TrainingRequest):
            return
        training = self._gate.reader.store.trainings.get(request.training_id)
        if training.year != self._year:
            self._year = training.year
            self.refresh()
        self.list.choose(training.id)
        if request.roll:
            self.view.choose("roll")

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"materials": self._show_materials, "printed": self._show_printed}

    def bottom_inset(self) -> int:
        return self._desk.theme.row(56, 48)

    def set_full_screen(self, on: bool) -> None:
        self.list.setVisible(not on)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        if self._session_in_sight() and self.view.key() == "roll":
            self.view.roll.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_stale_papers(self, line: StalePapers) -> None:
        """Take the line that says which printed papers of the session in sight were changed since."""
        self._stale = line
        self.view.add_notice(line)
        if self._detail is not None:
            line.show_session(self._year, self._detail.training.number)

    @property
    def planning(self) -> PlanPanel:
        """The panel that plans a year, built when it is first wanted."""
        if self._planning is None:
            from ui.panels.plan import PlanPanel

            self._planning = PlanPanel(self._desk, self._gate)
            self._planning.done.connect(self.done)
            self._planning.left.connect(self.refresh)
            self._body.addWidget(self._planning)
        return self._planning

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._title = label("trainingTitle", _("书记培训"), "h18")
        self._stepper = PeriodStepper(theme, "yearStepper", _("上一年"), _("下一年"))
        self._plan_year = button(theme, "planYear", _("排全年"))
        self._print_plan = button(theme, "printPlan", _("打印年度计划"), icon="print")
        self._add_session = button(theme, "addSession", _("加一期"), icon="plus")
        self._first_step = Banner(theme, "nobodyYet", "people")
        self._import = self._first_step.add_deed("importFirst", _("导入花名册"))
        self.list = YearPlanList(theme)
        self.view = SessionView(self._desk, self._gate)

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addWidget(self.list)
        split.addWidget(self._body, 1)
        self._page_head = self._head()
        self._stand(self._page_head, self._first_step, split)
        self._follow_density()

    def _head(self) -> QFrame:
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
        return head

    def _connect(self) -> None:
        self._stepper.stepped.connect(self._step_year)
        self._plan_year.clicked.connect(self._show_planning)
        self._print_plan.clicked.connect(self._print_year)
        self._add_session.clicked.connect(self._add)
        self._import.clicked.connect(self._want_import)
        self.list.chosen.connect(self._show_session)
        self.list.holidays_wanted.connect(self._want_holidays)
        self.view.done.connect(self.done)
        self.view.noted.connect(self.noted)
        self.view.paper_wanted.connect(self._want_paper)
        self.view.message_wanted.connect(self._copy_message)
        self.view.file_wanted.connect(self.file_wanted)
        self.view.files_wanted.connect(self.files_wanted)
        self.view.moved.connect(self._moved)
        self._gate.refused.connect(self.view.say_refused)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_year(self) -> None:
        self._plan = self._gate.reader.sessions.year(self._year)
        lines = self._plan.lines
        self._show_first_step()
        self._stepper.show_period(_("{year}年").format(year=self._year))
        chosen = self.list.current_identity()
        known = [line.training.id for line in lines]
        self.list.show_plan(self._plan, [month_row(line, self._today()) for line in lines])
        if chosen in known:
            self._show_session(chosen)
        elif lines:
            self.list.choose(most_wanted(lines))
        else:
            self._detail = None
            self._show_planning()

    def _show_first_step(self) -> None:
        """An office without people has no roster, so that is said before anything else."""
        nobody = self._gate.reader.store.people.count_people() == 0
        why = _("签到表和通知都要用书记名单。拿现成的 Excel 花名册来就行，列名不一样也能认。")
        self._first_step.say(_("先导入书记花名册") if nobody else "", why)

    def _want_import(self) -> None:
        self._desk.wishes.show_page("import", ImportRequest())

    def _session_in_sight(self) -> bool:
        return self._detail is not None and self._body.currentIndex() == 0

    def _show_session(self, training_id: int) -> None:
        with self._gate.reading():
            self._detail = self._gate.reader.sessions.detail(training_id)
            folder = self._gate.reader.folders.view(self._detail)
        self.view.show_detail(self._detail, folder)
        if self._stale is not None:
            self._stale.show_session(self._year, self._detail.training.number)
        self._body.setCurrentIndex(0)
        self.deeds_changed.emit()

    def _show_planning(self) -> None:
        self.planning.show_year(self._year, planned=bool(self._plan and self._plan.lines))
        self._body.setCurrentWidget(self.planning)
        self.deeds_changed.emit()

    def _show_materials(self) -> None:
        self.view.choose("materials")
        self.view.materials.finish_pictures()

    def _show_printed(self) -> None:
        """Show the roll of the session whose paper was printed last."""
        found = (copy.selector.partition("training=")[2] for copy in self._gate.reader.prints.latest())
        number = next((one for one in found if one), "")
        training = self._gate.reader.store.trainings.find(number)
        if training is not None:
            self.list.choose(training.id)
            self.view.choose("roll")

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _this_year(self) -> None:
        """Go to the session that matters today."""
        super()._this_year()
        if self._plan and self._plan.lines:
            self.list.choose(most_wanted(self._plan.lines))

    def _go_on(self, record: str) -> None:
        """Go on with a new session half typed; the panel of a session does it for its own dialogs, once it is shown."""
        deed, number = record.split(" ")
        if deed == "add":
            self._year = int(number)
            self.refresh()
            self._add()
        else:
            self._show_arrangement(number)

    def _show_arrangement(self, record: str) -> None:
        """Show where the session in sight is arranged, in which something stands half typed."""
        if self._detail is not None and str(self._detail.training.id) == record:
            self.view.choose("session")

    def _add(self) -> None:
        if self._deeds_asked is None:
            from ui.panels.session_deeds import SessionDeeds

            self._deeds_asked = SessionDeeds(self._desk, self._gate, self)
            self._deeds_asked.done.connect(self.done)
        today = self._today()
        day = today if today.year == self._year else today.replace(year=self._year, month=1, day=1)
        self._deeds_asked.add(self._year, datetime.combine(day, START))

    def _print(self) -> None:
        if self._session_in_sight() and self.view.key() == "roll":
            self._want_paper("sign-in")
        else:
            self._print_year()

    def _print_year(self) -> None:
        self._desk.wishes.show_page("print", PrintRequest("training-plan", {"year": self._year}))

    def _export(self) -> None:
        self._want_paper(ROLL_LIST)

    def _want_paper(self, paper: str) -> None:
        if self._detail is None:
            return
        selectors = {"year": self._year, "training": self._detail.training.number}
        if paper == ROLL_LIST:
            self.export_wanted.emit(paper, selectors)
        else:
            self._desk.wishes.show_page("print", PrintRequest(paper, selectors))

    def _want_holidays(self) -> None:
        self.holidays_wanted.emit(self._year)

    def _copy_message(self, kind: str = "") -> None:
        """Copy a text for WeChat, without a kind the one that fits today."""
        from ui.panels.messages import message_of

        if self._detail is not None:
            text, said = message_of(self._gate, self._detail, kind)
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(said)

    def _follow_density(self) -> None:
        self._page_head.setFixedHeight(self._desk.theme.row(56, 50))
