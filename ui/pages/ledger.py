"""整改台账: every problem of a year from whatever source, the gravest first; one of them whole at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gzparty.domain.problem import ProblemState
from gzparty.i18n import _
from gzparty.services.ledger_views import LedgerGroup, ProblemDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import YearPage
from ui.panels.ledger import narrowing
from ui.panels.ledger.away import LedgerAway
from ui.panels.ledger.deeds import LedgerDeeds
from ui.panels.ledger.head import LedgerHead
from ui.panels.ledger.list import LedgerList
from ui.panels.ledger.prompt import LedgerOrPrompt
from ui.panels.ledger.reading import LedgerRead, read_ledger
from ui.panels.ledger.side import LedgerSide
from ui.panels.ledger.stepping import LedgerStepping
from ui.panels.ledger.words import number_words
from ui.shell import Deeds
from ui.widgets.kept_split import KeptSplit
from ui.wishes import LedgerRequest

SHOWS = frozenset(
    {"problem", "problem_event", "evidence", "attachment", "inspection", "tip"}
    | {"unit", "unit_name", "unit_parent", "setting", "calendar_day", "calendar_year"}
)
CHIP_OF_GROUP = {
    LedgerGroup.OVERDUE: narrowing.OVERDUE,
    LedgerGroup.PROMPT_DONE: narrowing.SUBMITTED,
    LedgerGroup.LASTING: narrowing.LASTING,
    LedgerGroup.LOOK_BACK: narrowing.LOOK_BACK,
    LedgerGroup.CLOSED: narrowing.CLOSED,
}
"""Under which chip a part of the ledger is found; the rest stands under 没销号."""


class LedgerPage(YearPage):
    """The page; it knows the year and reads."""

    says_refusals = True

    exported = Signal(object)
    """The path of a workbook that was made of what is in sight."""
    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("ledgerPage", desk, gate)
        self._read: LedgerRead | None = None
        self._wanted: LedgerRequest | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        gate.drafts.opens("problem", self._go_on)
        gate.drafts.opens("prompt", self._go_on_with_sheet)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Read the year anew; the problem in sight follows."""
        year = self._year
        self._say_year()
        self._gate.behind.ask(
            "ledger.year", lambda services: read_ledger(services, year), self._show_year, self._failed
        )

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self.add,
            "find": self.list.filters.start_search,
            "print": self.away.print,
            "export": self.away.export,
            **self._year_deeds(),
        }
        prompt = self._middle.prompt()
        if self.side.is_editing():
            deeds["save"] = self.side.editor.save
            deeds["next_problem"] = self.side.editor.form.next_problem
        elif prompt is not None:
            deeds["save"] = prompt.store
            deeds["next_problem"] = prompt.next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        prompt = self._middle.prompt()
        if prompt is not None:
            return (prompt.view,)
        chosen = self.list.chosen
        ticked = [chosen.focus_target()] if chosen.isVisible() else []
        return (self.list.view, *ticked, *self.side.panes())

    def key_hints(self) -> str:
        if self._middle.prompt() is not None:
            return hints(paste=_("从表格粘贴"), fill_down=_("向下填"), save=_("存进台账"), leave=_("回台账"))
        if self.side.is_editing():
            return hints(save=_("保存"), save_next=_("保存并登记下一条"), next_problem=_("下一处问题"))
        if not self.side.is_open():
            return hints(
                open_row=_("勾选"), edit_cell=_("改这一条"), open_record=_("打开这一条"), new=_("登记问题")
            )
        return hints(open_row=_("勾选"), edit_cell=_("改这一条"), open_record=_("下一步"), new=_("登记问题"))

    def place(self) -> str:
        return self.list.place()

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56)

    def take_request(self, request: object) -> None:
        """Show a problem or the rows behind a number, or begin a problem."""
        if not isinstance(request, LedgerRequest):
            return
        self._middle.leave_prompt()
        self._wanted = request
        if request.problem_id:
            self._show_year_of(request.problem_id)
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        from ui.pages.ledger_pictures import ledger_pictures

        return ledger_pictures(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self._set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the ledger, leaves a form, closes the panel, clears what narrows: one step per press."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._middle.prompt() is not None:
            self._middle.leave_prompt()
        elif self.side.is_open():
            self.side.step_back()
        elif not self.list.filters.clear():
            super().keyPressEvent(event)

    def add(self) -> None:
        """Begin a problem, of the unit the clerk is at."""
        self._middle.leave_prompt()
        line = self.list.current()
        chosen = self.list.filters.wanted().unit_id
        self._begin(chosen or (line.unit.id if line and not line.unit.closed else 0))

    def edit(self) -> None:
        """Change the problem in sight; what is closed is told to be so."""
        line = self.list.current()
        if line is None:
            return
        if line.problem.is_open:
            self.side.edit(line.problem)
        else:
            words = _("第 {number} 号已经销号，不能再改").format(
                number=number_words(line.problem, self._year)
            )
            self._say_refused(words)

    def open_prompt(self) -> None:
        """Open the sheet of what was put right at once."""
        self.side.put_away()
        self._middle.open_prompt(self._read.names if self._read else ())
        self.deeds_changed.emit()

    def _go_on(self, record: str) -> None:
        """Go on with a problem half typed, where it is in sight."""
        line = self.list.current()
        if record == "new":
            self.add()
        elif line is not None and str(line.problem.id) == record:
            self.edit()

    def _go_on_with_sheet(self, _record: str) -> None:
        if self._read is not None:
            self.open_prompt()

    # Parts

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = LedgerHead(theme)
        self.list = LedgerList(self._desk, self._year)
        self.away = LedgerAway(self._desk, self._gate, self.list)
        self.asked = LedgerDeeds(self._desk, self._gate, self)

    def _lay_out(self) -> None:
        self._middle = LedgerOrPrompt(self._desk, self._gate, self.list)
        self._split = KeptSplit(self._desk.theme, self._desk.memory, "ledger")
        self._split.addWidget(self._middle)
        self._split.setStretchFactor(0, 1)
        self.side = LedgerSide(self._desk, self._gate, self._split)
        self._stepping = LedgerStepping(self.list, self.side, self.asked)
        self._stand(self.head, self._error, self._split)

    def _connect(self) -> None:
        self._connect_head()
        self._connect_list()
        self._connect_side()
        self._middle.done.connect(self.done)
        self._middle.left.connect(self._back_at_ledger)
        self.away.exported.connect(self.exported)
        self.away.refused.connect(self._say_refused)
        self.asked.done.connect(self._done)
        self.asked.refused.connect(self._stepping.refuse)
        self.asked.copied.connect(self.copied)
        self._stepping.panel_wanted.connect(self._show_panel)
        self._gate.refused.connect(self._say_refused)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._set_widths)

    def _connect_head(self) -> None:
        head = self.head
        head.year_stepped.connect(self._step_year)
        head.print_wanted.connect(self.away.print)
        head.export_wanted.connect(self.away.export)
        head.prompt_wanted.connect(self.open_prompt)
        head.problem_wanted.connect(self.add)
        head.tips_wanted.connect(self.away.to_tips)
        head.import_wanted.connect(self.away.to_import)
        head.withdrawn_wanted.connect(self._show_withdrawn)
        head.unsorted_wanted.connect(self._show_unsorted)

    def _connect_list(self) -> None:
        self.list.moved.connect(self._follow_row)
        self.list.edit_wanted.connect(self.edit)
        self.list.ticked.connect(self._tell_place)
        self.list.shown_wanted.connect(self._show_panel)
        self.list.problem_wanted.connect(self.add)
        self.list.import_wanted.connect(self.away.to_import)
        for view in (self.list.main, self.list.lasting):
            view.own_export = self.away.export
            view.row_deeds = self.asked.offered

    def _connect_side(self) -> None:
        side = self.side
        side.done.connect(self.done)
        side.changed.connect(self._side_changed)
        side.stepped.connect(self._step_line)
        side.edit_wanted.connect(self.edit)
        side.earlier_wanted.connect(self._go_to)
        side.stored.connect(self._show_stored)
        side.deeds_wanted.connect(self.asked.write)
        side.paper_wanted.connect(self.asked.add_paper)
        side.file_wanted.connect(self.file_wanted)
        side.built.connect(self._set_widths)

    # Reading

    def _say_year(self) -> None:
        self.away.year = self._year
        self.head.show_year(self._year)

    def _show_year(self, read: LedgerRead) -> None:
        first = self._read is None
        self._year_came(read.ledger.year or self._year)
        self._read = read
        self.asked.names = read.names
        self.side.know(read.names, read.kinds, read.months, read.ledger.year)
        self.list.chosen.know(read.names)
        self.list.show_read(read)
        self.head.show_rest(len(self.list.by_state(ProblemState.WITHDRAWN)), len(self.list.without_kind()))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._answer(wanted)
        self._follow_row()
        if first and self.isVisible():
            self._take_focus()
        self.deeds_changed.emit()

    def _answer(self, wanted: LedgerRequest) -> None:
        """Show what another page asked for."""
        here = self.list
        if wanted.unit_id:
            here.filters.choose_unit(wanted.unit_id)
        if wanted.new:
            self._begin(wanted.unit_id)
        elif wanted.problem_id:
            here.go_to(wanted.problem_id)
            self.side.show_panel()
        elif wanted.ids:
            here.show_ids(frozenset(wanted.ids))
        elif wanted.category:
            here.show_ids(here.of_kind(wanted.category))
        elif wanted.group:
            group = LedgerGroup(wanted.group)
            here.figures.release()
            here.filters.choose_chip(CHIP_OF_GROUP.get(group, narrowing.OPEN))

    def _show_year_of(self, problem_id: int) -> None:
        """Go to the year in which a problem is listed: that of its number, or the running one while it is open."""
        found = self._gate.reader.problem_views.lines([problem_id])
        if found and not found[0].problem.is_open:
            self._year = int(found[0].problem.number.partition("-")[0])
        elif found:
            self._year = self._today().year

    def _follow_row(self) -> None:
        """Show the problem of the current row in the panel."""
        self._tell_place()
        line = self.list.current()
        if line is None:
            self.side.show_none()
        elif self.side.wants_open():
            number = line.problem.id
            self._stepping.come_to(number)
            self._gate.behind.ask(
                "ledger.detail",
                lambda services: services.problem_views.detail(number),
                self._show_detail,
                self._failed,
            )

    def _show_detail(self, detail: ProblemDetail) -> None:
        line = self.list.current()
        if line is not None and line.problem.id == detail.line.problem.id:
            put_away = not self.side.is_open()
            self.side.show_detail(detail)
            if put_away:
                # The panes and the keys are others now.
                self.deeds_changed.emit()
            self._stepping.shown(detail)

    # What the clerk does

    def _begin(self, unit_id: int) -> None:
        self.side.begin(unit_id)
        self.deeds_changed.emit()

    def _show_panel(self) -> None:
        if not self.side.is_editing():
            self.side.show_panel()
            self._follow_row()

    def _step_line(self, step: int) -> None:
        self.list.view.step_line(step)

    def _go_to(self, problem_id: int) -> None:
        """Go to an earlier problem, in the year it is listed in."""
        if not self.list.go_to(problem_id):
            self.take_request(LedgerRequest(problem_id=problem_id))

    def _show_stored(self, problem_id: int) -> None:
        self._wanted = LedgerRequest(problem_id=problem_id)
        self.refresh()
        self.list.take_focus()

    def _show_withdrawn(self) -> None:
        self.list.show_ids(self.list.by_state(ProblemState.WITHDRAWN))

    def _show_unsorted(self) -> None:
        self.list.show_ids(self.list.without_kind())

    def _back_at_ledger(self) -> None:
        self._follow_row()
        self.list.take_focus()
        self.deeds_changed.emit()

    # Following

    def _done(self, deed: str) -> None:
        """A step was taken: what was ticked for it is done with."""
        self.done.emit(deed)
        if self.list.shown.ticks:
            self.list.view.untick()

    def _side_changed(self) -> None:
        if not self.side.is_open():
            self.list.take_focus()
        elif not self.side.is_editing():
            self._follow_row()
        self.deeds_changed.emit()

    def _tell_place(self) -> None:
        self.place_changed.emit(self.place())

    def _take_focus(self) -> None:
        if self._middle.prompt() is None and not self.side.is_editing():
            self.list.take_focus()

    def _set_widths(self) -> None:
        self._split.arrange_panel(self._desk.theme.row(400, 372))
