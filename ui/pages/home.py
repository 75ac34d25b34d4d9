"""The workbench: what must be done today, how the month stands, what comes next, whom to chase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import dates, spoken
from gzparty.services.rescuing import is_lost
from ui.behind import Behind
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.last_look import LastLook
from ui.office_page import OfficePage
from ui.panels.home.board_view import BoardView
from ui.panels.home.head import HomeHead
from ui.panels.home.side import HomeSide
from ui.panels.home.steps import FirstStepsView
from ui.panels.home.today import TodayPanel
from ui.panels.home.wishes import HomeWishes
from ui.shell import Deeds

if TYPE_CHECKING:
    # The page is painted before anything of it was read; what its records are is not known until then.
    from gzparty.domain.sight import Seen
    from gzparty.services.agenda_views import DuesItem, Item, Workbench
    from gzparty.services.duty_views import ChaseGroup

LANE = "home"
CLOCK_MS = 60_000
"""How often the page looks whether another day has begun."""
SHOWS = frozenset(
    {"meeting", "sitting", "attendance", "training", "duty", "waiver", "life_day", "errand", "errand_unit"}
    | {"unit", "unit_name", "unit_parent", "party_group", "person", "membership", "post", "term", "talk"}
    | {"calendar_day", "calendar_year", "setting", "yearly_step", "month_lock", "leave_request"}
    | {"inspection", "inspection_item", "problem", "problem_event", "evidence", "attachment"}
    | {"selection", "publicity", "objection"}
)


class HomePage(OfficePage):
    """The page; it knows the month and what was read of it last."""

    holidays_wanted = Signal(int)
    """The clerk wants to type in the holiday notice of a year."""
    unread = Signal(object)
    """What was raised when the records could not be read, and is no Refusal: the file may be damaged."""
    overdue_counted = Signal(object)
    """How many dues are overdue: what the navigation says."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("homePage", desk, gate)
        self._month = self._this_month()
        self._bench: Workbench | None = None
        self._reads_once_painted = False
        self._looks = LastLook(desk.memory, gate.reader.store.path)
        self._seen: Seen | None = None
        self._stale = True
        self._is_refused = False
        self._once_painted = QTimer(self, singleShot=True, interval=0)
        self._once_painted.timeout.connect(self.refresh)
        self._make_controls()
        self._lay_out()
        self._connect()
        self._show_month()
        self.clock = QTimer(self, interval=CLOCK_MS)
        self.clock.timeout.connect(self._follow_day)
        self.clock.start()

    def refresh(self) -> None:
        """Read everything anew, behind the window."""
        self._stale = self._reads_once_painted = False
        month = self._month
        self._gate.behind.ask(
            LANE, lambda services: services.agenda.workbench(month), self._show, self._failed
        )

    def deeds(self) -> Deeds:
        return {
            "new": self.head.open_menu,
            "print": self._print_month,
            "previous_period": self._previous_month,
            "next_period": self._next_month,
            "today": self._go_to_today,
            "recount": self.refresh,
            "copy_message": self._copy_all,
        }

    def panes(self) -> Sequence[QWidget]:
        rows = self.today.rows()
        first = [rows[0].deed] if rows else []
        chase = self.side.chase.rows()
        last = [chase[0].copy] if chase else [self.side.errands_head.deed]
        body = self.board.matrix if self._body.currentWidget() is self.board else self.steps.focus_target()
        return (*first, body, *last)

    def key_hints(self) -> str:
        if self._body.currentWidget() is self.steps:
            return ""
        return hints(open_row=_("打开这一格"), fold=_("收起、展开"), previous_period=_("换月"))

    def place(self) -> str:
        """Why the current cell stands as it does; at a unit's name, whose units these are."""
        if self._bench is None:
            return ""
        from ui.panels.home.lines import office_words

        cell = self.board.place() if self._body.currentWidget() is self.board else ""
        return cell or office_words(self._bench)

    def is_busy(self) -> bool:
        return self._reads_once_painted or super().is_busy()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"open": self.board.show_open, "all-today": self.today.unfold}

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed meanwhile.

        The reading begins after the page was painted: its thread would only keep the paint waiting.
        """
        super().showEvent(event)
        self._follow_day()
        if self._stale or self._bench is None:
            self._reads_once_painted = True
            self.update()
        self.board.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._reads_once_painted:
            self._once_painted.start()

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = HomeHead(theme)
        self.today = TodayPanel(theme)
        self.board = BoardView(theme)
        self.steps = FirstStepsView(theme)
        self.side = HomeSide(theme)
        self.wishes = HomeWishes(self._desk.wishes)

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        self._body.setObjectName("homeBody")
        # The first steps take what is left; they must not ask for height while the board is in sight.
        self.steps.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._body.addWidget(self.board)
        self._body.addWidget(self.steps)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.today)
        left.addWidget(self._body, 1)
        split = QHBoxLayout()
        split.setSpacing(0)
        split.addLayout(left, 1)
        split.addWidget(self.side)
        self._stand(self.head, split)

    def _connect(self) -> None:
        wishes = self.wishes
        self.head.stepped.connect(self._step_month)
        self.head.today_wanted.connect(self._go_to_today)
        self.head.print_wanted.connect(self._print_month)
        self.head.new_wanted.connect(self._register)
        self.today.wanted.connect(self._begin)
        self.board.place_changed.connect(self._tell_place)
        self.board.opened.connect(wishes.open_cell)
        self.board.problems_wanted.connect(wishes.problems_of)
        self.side.problems_wanted.connect(wishes.problems)
        self.steps.import_wanted.connect(wishes.import_people)
        self.steps.life_days_wanted.connect(wishes.life_days)
        self.steps.intake_wanted.connect(self._want_intake)
        self.side.group_copied.connect(self._copy_group)
        self.side.all_copied.connect(self._copy_all)
        self.side.errand_wanted.connect(wishes.errand)
        self._desk.changes.changed.connect(self._look_again)
        if isinstance(self._gate.behind, Behind):
            self._gate.behind.stopped.connect(self._stay)

    def _show(self, bench: Workbench) -> None:
        from ui.panels.home.lines import ahead_lines, since_text, today_lines

        if self._is_refused:
            self._is_refused = False
            self._error.hide()
        self._bench = bench
        self._stay()
        self._seen = self._looks.look(bench.today)
        day = _("{day} {weekday}").format(
            day=dates.prose(bench.today), weekday=dates.full_weekday(bench.today)
        )
        lines = today_lines(bench.items, bench.today, self._seen)
        self.today.show_lines(lines, day, since_text(bench.items, self._seen))
        if bench.first is None:
            self.board.show_board(bench.board, bench.today)
        else:
            self.steps.show_steps(bench.first)
        self._body.setCurrentWidget(self.board if bench.first is None else self.steps)
        self.side.show_ahead(ahead_lines(bench.ahead, bench.today))
        self.side.show_chase(bench.chase)
        self.side.show_errands(bench.errands, bench.today)
        self.side.show_problems(bench.problems)
        self.overdue_counted.emit(bench.overdue)
        self.deeds_changed.emit()
        self._tell_place()

    def _tell_place(self) -> None:
        self.place_changed.emit(self.place())

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self.unread.emit(error)
        elif not is_lost(error):
            # Of an office that is lost the bar above every page tells.
            self._is_refused = True
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            # Below the head, and not before it is wanted: the first picture does without it.
            column.insertWidget(1, self._error)
            self._error.say(_("没有读出来"), spoken(error))

    def _begin(self, place: int) -> None:
        """Do what the button of a line says."""
        from gzparty.domain.agenda import CHASED, Matter
        from gzparty.services.agenda_views import DuesItem, UpkeepItem

        if self._bench is None:
            return
        item: Item = self._bench.items[place]
        if item.matter is Matter.CALENDAR and isinstance(item, UpkeepItem):
            self.holidays_wanted.emit(item.year)
        elif item.matter in CHASED and isinstance(item, DuesItem):
            self._chase(item)
        else:
            self.wishes.begin(item)

    def _register(self, what: str) -> None:
        """Go where something new is written down."""
        match what:
            case "intake":
                self.wishes.intake(self._month)
            case "meeting":
                self.wishes.meetings(self._month)
            case "errand":
                self.wishes.errand(0)
            case _:
                self.wishes.roll(self._bench)

    def _want_intake(self) -> None:
        self._register("intake")

    def _print_month(self) -> None:
        self.wishes.print_month(self._month)

    def _copy_group(self, place: int) -> None:
        from ui.panels.home.chase_texts import private_message

        if self._bench is not None:
            self._copy(*private_message(self._bench.chase[place], self._bench.today))

    def _copy_all(self) -> None:
        from ui.panels.home.chase_texts import group_message

        if self._bench is not None and self._bench.chase:
            self._copy(*group_message(self._bench.chase, self._bench.today))

    def _chase(self, item: DuesItem) -> None:
        """Offer the texts for those whose dues a line is about."""
        from ui.panels.home.chase_texts import only

        assert self._bench is not None
        keys = {due.key for due in item.bundle.dues}
        self._open_chase(only(self._bench.chase, keys))

    def _open_chase(self, groups: Sequence[ChaseGroup]) -> None:
        from ui.panels.home.chase_dialog import ChaseDialog

        assert self._bench is not None
        dialog = ChaseDialog(self._desk.theme, groups, self._bench.today, self)
        dialog.copied.connect(self._copy)
        dialog.slip_wanted.connect(self.wishes.print_slips)
        dialog.open()

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(said)

    def _stay(self) -> None:
        """What is shown is of one month, also where another one was wished for and its reading stopped."""
        if self._bench is not None and self._month != self._bench.board.month:
            self._month = self._bench.board.month
            self._show_month()

    def _follow_day(self) -> None:
        """Begin a new day where the program stood open over night."""
        if self._bench is None or self._bench.today == self._today():
            return
        self._month, self._stale = self._this_month(), True
        self._show_month()
        if self.isVisible() and not self.is_busy():
            self.refresh()

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _step_month(self, step: int) -> None:
        self._month = self._month.step(step)
        self._show_month()
        self.refresh()

    def _previous_month(self) -> None:
        self._step_month(-1)

    def _next_month(self) -> None:
        self._step_month(1)

    def _go_to_today(self) -> None:
        self._month = self._this_month()
        self._show_month()
        self.refresh()

    def _show_month(self) -> None:
        self.head.show_month(self._month, current=self._month == self._this_month())

    def _this_month(self) -> Period:
        return Period.around(self._today())
