"""典型评选: the months of a year, one selection with its steps and nominations, the panel of a step at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gzparty.domain.selection import Selection
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import YearPage
from ui.panels.selection.away import SelectionAway
from ui.panels.selection.board import SelectionBoard
from ui.panels.selection.candidate_field import Candidate, read_candidates
from ui.panels.selection.deeds import SelectionDeeds
from ui.panels.selection.empty import SelectionEmpty
from ui.panels.selection.going_on import GoingOn
from ui.panels.selection.head import SelectionHead
from ui.panels.selection.months import Place
from ui.panels.selection.reading import Past, Read, read_history, read_selections
from ui.panels.selection.side import SelectionSide
from ui.panels.selection.year_side import YearSide
from ui.shell import Deeds
from ui.widgets.kept_split import KeptSplit
from ui.wishes import SelectionRequest

if TYPE_CHECKING:
    from ui.panels.selection.row_menu import NominationMenu

SHOWS = frozenset(
    {"selection", "selection_category", "nomination", "ballot", "ballot_line", "publicity", "objection"}
    | {"mention", "theme", "attachment", "problem", "problem_event", "attendance", "roster", "sitting"}
    | {"meeting", "person", "post", "membership", "unit", "unit_name", "setting"}
    | {"calendar_day", "calendar_year"}
)
"""What a selection shows, and what its findings follow from."""
PANEL = (336, 320)


class SelectionPage(YearPage):
    """The page; it knows the year, the place in it, and reads."""

    says_refusals = True

    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("selectionPage", desk, gate)
        self._read: Read | None = None
        self._place: Place | None = None
        self._wanted: SelectionRequest | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        GoingOn(gate.drafts, self.board, self.side, self)
        self._gate.behind.ask("selection.people", read_candidates, self._know_people, self._failed)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Read the year and the selection in sight anew."""
        self._say_year()
        read = partial(read_selections, year=self._year, place=self._place)
        self._gate.behind.ask("selection.year", read, self._show, self._failed)

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            **self._year_deeds(),
            "print": self.away.print,
        }
        if self._can_nominate():
            deeds["new"] = self.nominate
        elif self._read is not None and self._view() is None and not self.side.is_beginning():
            deeds["new"] = self.begin
        panel = self.side.step_panel()
        if panel is not None:
            deeds |= panel.deeds()
        deeds["next_problem"] = self._next_problem
        return deeds

    def panes(self) -> Sequence[QWidget]:
        middle = (self.board.focus_target(),) if self._view() is not None else ()
        return (self.months.list, *middle, *self.side.panes())

    def key_hints(self) -> str:
        view = self._view()
        if self.side.is_typing():
            return hints(save=_("存好"), save_next=_("存好再加一个"), leave=_("先放着"))
        if self.side.is_beginning():
            return hints(save=_("开始评选"), leave=_("先放着"))
        if view is None:
            return hints(new=_("开始评选"), previous_period=_("换年"))
        if not view.nominations:
            return hints(new=_("加推荐"), previous_period=_("换年"))
        if view.stage in (Stage.NOMINATE, Stage.REVIEW):
            return hints(
                open_row=_("看这一个"),
                edit_cell=_("修改"),
                next_problem=_("下一个没判定的"),
                clear_cell=_("删除推荐"),
            )
        return hints(open_row=_("看这一个"), previous_period=_("换年"))

    def place(self) -> str:
        here = self.board.place() if self._view() is not None else ""
        chosen = self._read.year.chosen if self._read else 0
        so_far = _("{year} 年已评出 {n} 个").format(year=self._year, n=chosen) if chosen else ""
        return "　".join(part for part in (here, so_far) if part)

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56) if self.side.is_open() else self._desk.theme.px(44)

    def take_request(self, request: object) -> None:
        """Show a selection, a nomination of it, or a month to begin one in."""
        if not isinstance(request, SelectionRequest):
            return
        if request.selection_id:
            selection = self._gate.reader.store.selections.get(request.selection_id)
            self._go_to(selection)
        elif request.period:
            self._year = int(request.period[:4])
            self._place = Place(request.period)
        self._wanted = request
        self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        from ui.pages.selection_pictures import selection_pictures

        return selection_pictures(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.months.fit(event.size().width())
        if event.oldSize().width() <= 0:
            self._set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a form, goes back to the step under way, closes the panel: one step per press."""
        if event.key() != Qt.Key.Key_Escape or not self.side.is_open():
            super().keyPressEvent(event)
            return
        view = self._view()
        aside = (
            view is not None and self.side.stage is not None and self.side.stage is not self.side.own_step()
        )
        if self.side.is_typing() or self.side.is_history() or not aside:
            self.side.back()
        else:
            self._show_stage(self.side.own_step())
        self._take_focus()

    # What the clerk does

    def nominate(self) -> None:
        """Begin a nomination of the selection in sight."""
        if self._can_nominate():
            self.side.begin_nomination()

    def begin(self) -> None:
        """Begin a selection: of the month in sight where it has none, else of this month or the next without one."""
        if self._read is None:
            return
        place = self._place
        self._begin(
            place.period if place and not place.selection_id else self._read.free_period(self._today())
        )

    def show_history(self) -> None:
        """Show who was chosen so far."""
        self.side.show_history()
        self._gate.behind.ask("selection.history", read_history, self._show_past, self._failed)

    def row_menu(self) -> NominationMenu:
        """What can be done with the selected nominations."""
        from ui.panels.selection.row_menu import NominationMenu

        lines = self.board.chosen()
        deeds: dict[str, Callable[[], object]] = {
            "look": partial(self._open, 0),
            "edit": partial(self.edit, 0),
            "reply": self.asked.reply,
            "mention": self.asked.mention,
            "printed": partial(self.away.print_nomination, lines[0].nomination),
            "withdraw": self.asked.withdraw,
            "restore": self.asked.restore,
            "delete": self.asked.delete_nominations,
        }
        return NominationMenu(self.board.table, lines, deeds)

    # Parts

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = SelectionHead(theme)
        self.board = SelectionBoard(self._desk)
        self.asked = SelectionDeeds(self._desk, self._gate, self.board, self)
        self.away = SelectionAway(self._desk.wishes, self._view)
        self.months = YearSide(theme)
        self._empty = SelectionEmpty(theme)

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.board)
        self._middle.addWidget(self._empty)
        self._split = KeptSplit(self._desk.theme, self._desk.memory, "selection")
        self._split.addWidget(self._middle)
        self._split.setStretchFactor(0, 1)
        self.side = SelectionSide(self._desk, self._gate, self._split)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.months)
        body.addWidget(self._split, 1)
        self._stand(self.head, self._error, body)

    def _connect(self) -> None:
        self._connect_head()
        self._connect_side()
        board, table = self.board, self.board.table
        self.months.chosen.connect(self._choose)
        board.step_wanted.connect(self._show_stage)
        board.lock_wanted.connect(partial(self._show_stage, Stage.VOTE))
        board.resume_wanted.connect(self.asked.resume)
        board.nominate_wanted.connect(self.nominate)
        board.title_wanted.connect(partial(self._show_stage, Stage.THEME))
        table.row_changed.connect(self._follow_rows)
        table.selectionModel().selectionChanged.connect(self._follow_rows)
        table.opened.connect(self._open)
        table.edit_wanted.connect(self.edit)
        table.cleared.connect(self.asked.delete_nominations)
        table.row_menu = self._menu_of_chosen
        self._empty.first.connect(self.begin)
        self._empty.second.connect(self.asked.record_past)
        self.asked.done.connect(self.done)
        self.asked.refused.connect(self._say_refused)
        self.asked.recorded.connect(self._show_selection)
        self._gate.refused.connect(self._say_refused)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._set_widths)

    def _connect_head(self) -> None:
        head = self.head
        head.year_stepped.connect(self._step_year)
        head.ballot_wanted.connect(self.away.print_ballot)
        head.nominate_wanted.connect(self.nominate)
        head.begin_wanted.connect(self.begin)
        head.past_wanted.connect(self.asked.record_past)
        head.history_wanted.connect(self.show_history)
        head.themes_wanted.connect(self._show_themes)
        head.vacant_wanted.connect(self.asked.leave_vacant)
        head.delete_wanted.connect(self.asked.delete)
        head.print_wanted.connect(self.away.print)

    def _connect_side(self) -> None:
        side = self.side
        side.done.connect(self.done)
        side.changed.connect(self._side_changed)
        side.built.connect(self._set_widths)
        side.begun.connect(self._begun)
        side.stored.connect(self._show_nomination)
        side.nominate_wanted.connect(self.nominate)
        side.edit_wanted.connect(self.edit)
        side.delete_wanted.connect(self.asked.delete_nominations)
        side.withdraw_wanted.connect(self.asked.withdraw)
        side.back_wanted.connect(self.asked.restore)
        side.reply_wanted.connect(self.asked.reply)
        side.mention_wanted.connect(self.asked.mention)
        side.mention_shown.connect(self.asked.show_mention)
        side.nomination_wanted.connect(partial(self._show_stage, Stage.NOMINATE))
        side.selection_wanted.connect(self._show_by_id)
        side.past_wanted.connect(self.asked.record_past)
        side.file_wanted.connect(self.file_wanted)
        side.copied.connect(self.copied)

    # Reading

    def _say_year(self) -> None:
        self.head.show_year(self._year)

    def _show(self, read: Read) -> None:
        first = self._read is None
        self._year_came(read.year.year)
        self._read, self._place = read, read.place
        self.months.show_read(read, self._today())
        self._show_view(read.view)
        self._answer()
        if first and self.isVisible():
            self._take_focus()

    def _show_past(self, past: Past) -> None:
        self.side.history.show_history(past.honours, past.rotation)

    def _show_view(self, view: SelectionView | None) -> None:
        self.asked.view = view
        self._middle.setCurrentWidget(self.board if view is not None else self._empty)
        if view is None:
            self.side.show_none(self._place.period if self._place else "")
            self._side_changed()
            return
        self.board.show_selection(view)
        self.side.follow(view, self.board.chosen())
        self._side_changed()

    def _answer(self) -> None:
        """Show what another page asked for besides the selection."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.nomination_id and self.board.table.go_to(wanted.nomination_id):
            self._open(self.board.table.currentIndex().row())
        elif wanted.nominate:
            self.nominate()
        elif wanted.period and not wanted.selection_id and self._view() is None:
            self._begin(wanted.period)

    def _know_people(self, people: tuple[Candidate, ...]) -> None:
        self.asked.people = people
        self.side.know(people)

    def _failed(self, error: Exception) -> None:
        if self._place is not None and self._place.selection_id:
            # Gone while it was looked at.
            self._place = None
        self._say_refused(spoken(error))

    def _say_refused(self, sentence: str) -> None:
        self._error.say(_("没有办成"), sentence)

    # Moving about

    def _choose(self, place: object) -> None:
        if isinstance(place, Place) and place != self._place:
            self._place = place
            if self.side.is_history():
                self.side.leave_history()
            self.refresh()

    def _step_year(self, step: int) -> None:
        self._year += step
        self._place = None
        self.refresh()

    def _go_to(self, selection: Selection) -> None:
        self._year = int(selection.period[:4])
        self._place = Place(selection.period, selection.id)

    def _show_selection(self, selection: object) -> None:
        if isinstance(selection, Selection):
            self._go_to(selection)
            self.refresh()

    def _show_by_id(self, selection_id: int) -> None:
        self._show_selection(self._gate.reader.store.selections.get(selection_id))

    def _begun(self, selection_id: int) -> None:
        # The keys stay at the right, where the next step takes them over.
        self._show_by_id(selection_id)

    def _show_nomination(self, nomination_id: int) -> None:
        self._wanted = SelectionRequest(nomination_id=nomination_id)
        self.refresh()
        self.board.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_themes(self) -> None:
        self.away.show_themes(self._place.period if self._place else "")

    def _show_stage(self, stage: object) -> None:
        if isinstance(stage, Stage) and self._view() is not None:
            self.side.show_panel()
            self.side.show_stage(stage, self.board.chosen())

    def _follow_rows(self, *_moved: object) -> None:
        self.side.follow_rows(self.board.chosen())
        self._moved()

    def _open(self, _row: int) -> None:
        """Space on a nomination: its review once nominations are closed, before it what was handed in."""
        view = self._view()
        if view is not None:
            self._show_stage(Stage.NOMINATE if view.stage is Stage.NOMINATE else Stage.REVIEW)

    def _menu_of_chosen(self) -> NominationMenu | None:
        return self.row_menu() if self.board.chosen() else None

    def _next_problem(self) -> None:
        """F4: the next field something is said about, else the next nomination nobody has judged."""
        panel = self.side.step_panel()
        if panel is not None and panel.is_typing() and self.side.stage is not Stage.REVIEW:
            panel.next_problem()
            return
        if self.board.go_to_open():
            self._show_stage(Stage.REVIEW)
            self.board.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Deeds

    def _begin(self, period: str) -> None:
        year = int(period[:4])
        theme = next((one for one in self._gate.reader.store.themes.all(year) if one.period == period), None)
        self._place = Place(period)
        if year != self._year:
            self._year = year
        self.side.begin(period, theme)
        self.refresh()

    def edit(self, _row: int = 0) -> None:
        """Change the nomination in sight."""
        line = self.board.current()
        if line is not None:
            self.side.edit_nomination(line.nomination)

    # Small things

    def _view(self) -> SelectionView | None:
        return self._read.view if self._read else None

    def _can_nominate(self) -> bool:
        view = self._view()
        return view is not None and view.stage is Stage.NOMINATE

    def _side_changed(self) -> None:
        self.board.look_at(self.side.stage or Stage.DONE)
        if self._view() is None:
            self._empty.show_read(self._read, self._today(), beginning=self.side.is_beginning())
        self.head.show_selection(self._view(), typing=self.side.is_typing() or self.side.is_beginning())
        if not self.side.is_open() and self.isVisible():
            self._take_focus()
        self._moved()

    def _take_focus(self) -> None:
        if self.side.is_typing() or self.side.is_beginning():
            return
        target = self.board.focus_target() if self._view() is not None else self._empty.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_widths(self) -> None:
        if self._split.count() > 1 and self._split.widget(1).isVisibleTo(self):
            wide, narrow = PANEL
            panel = self._desk.theme.row(self._desk.theme.px(wide), self._desk.theme.px(narrow))
            self._split.arrange([max(self._split.width() - panel, self._desk.theme.px(420)), panel])
