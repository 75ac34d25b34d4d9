"""The people of a unit: whose they are, filters with their counts, a search box, the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.services.people_views import PeopleRole, PersonLine
from ui.memory import Memory
from ui.panels.people_listing import blank_line
from ui.tables.late_rows import LateRows, Order, Pages
from ui.tables.people_columns import people_columns, person_name
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.theme import Theme
from ui.widgets.chip import Chip, ChipChoice, ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.people_search import PeopleSearch
from ui.widgets.runs import Run, RunLine

ROLES = (
    (PeopleRole.ALL, N_("全部")),
    (PeopleRole.SECRETARY, N_("书记")),
    (PeopleRole.COMMITTEE, N_("两委")),
    (PeopleRole.MEMBER, N_("党员")),
    (PeopleRole.PROBATIONARY, N_("预备")),
    (PeopleRole.GONE, N_("已离开")),
)
COPIED_HERE = 500
"""Rows whose texts are made in the window's thread when they are copied."""


class PeopleList(QFrame):
    """Shows what the page has read; knows no services."""

    searched = Signal(str)
    role_chosen = Signal()
    order_chosen = Signal()
    """The list shall stand in another order."""
    lines_wanted = Signal(int, object)
    """A page of lines that is looked at and not read yet: its number, its ids."""
    block_wanted = Signal(object, object)
    """Lines shall come on the clipboard: whose, and which columns of them."""
    reminders_wanted = Signal()
    moved = Signal()
    """Another row is current, or none."""
    opened = Signal()
    """The current row's file is wanted."""
    everywhere_wanted = Signal()
    """Nobody found here: the whole office shall be searched."""
    person_wanted = Signal()
    """The list is empty and somebody shall be added."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("peopleList")
        self._theme = theme
        self._head = RunLine(theme, "peopleHead")
        self.search = PeopleSearch(theme)
        self.chips = ChipRow(
            theme, "peopleRoles", [ChipChoice(role.value, _(words)) for role, words in ROLES]
        )
        self.role = PeopleRole.ALL
        self.reminders = Chip(theme, ChipChoice("reminders", _("提醒")))
        self.reminders.hide()
        self.table = RecordTable[PersonLine](people_columns(), ListRows([], _identity), person_name)
        self.view: RecordView[PersonLine] = RecordView(theme, memory, "peopleTable")
        self.view.setAccessibleName(_("人员"))
        self.view.set_records(self.table)
        self._rows: LateRows[PersonLine] | None = None
        self._missing: dict[int, Sequence[int]] = {}
        self._missing_timer = QTimer(self, singleShot=True, interval=0)
        self._empty = EmptyState(theme, "peopleEmpty")
        self._lay_out()
        self._connect()

    def show_head(self, name: str, facts: str) -> None:
        """Say whose people they are: 利见社区 5 个村，17 人."""
        runs = [Run(name, size=16, bold=True, token="ink"), Run(facts, gap=10)]
        self._head.show_runs(runs, f"{name} {facts}")

    def show_counts(self, counts: Mapping[PeopleRole, int]) -> None:
        """Renew the counts of the filters."""
        for role, words in ROLES:
            self.chips.show_choice(ChipChoice(role.value, _(words), counts.get(role, 0)))

    def show_reminders(self, count: int) -> None:
        """Say how many things the roster reminds of; without any the chip is away."""
        self.reminders.show_choice(ChipChoice("reminders", _("提醒"), count))
        self.reminders.setVisible(bool(count))

    def show_people(self, ids: Sequence[int], order: Order, pages: Pages[PersonLine]) -> None:
        """Show other people, or the same ones anew; the current one stays where it still exists."""
        self._rows = LateRows(ids, order, pages, blank_line, self._want_lines)
        self.table.show(self._rows)
        self._body.setCurrentIndex(0)
        if self.table.rowCount() and not self.view.currentIndex().isValid():
            self.view.select_row(0)

    def take_lines(self, page: int, lines: Mapping[int, PersonLine]) -> None:
        """Show a page of lines that was wanted."""
        if self._rows is not None:
            self.table.announce_rows(self._rows.take(page, lines))

    def order(self) -> Order:
        """The column the list is sorted by, None for the office's own order, and whether downwards."""
        return self.table.order

    def say_empty(self, title: str, text: str, first: str = "", second: str = "") -> None:
        """Say why nobody is shown."""
        self._empty.say(title, text, first, second)
        self._body.setCurrentIndex(1)

    def current(self) -> PersonLine | None:
        """The line of the current row."""
        return self.view.current_record()

    def first_lines(self) -> list[PersonLine]:
        """The lines at the top of the list."""
        return [self.table.record(row) for row in range(min(self.table.rowCount(), 20))]

    def select(self, person_id: int) -> bool:
        """Make a person's row current; tell whether the person is in the list."""
        row = self.table.row_of(person_id)
        if row >= 0:
            self.view.select_row(row)
        return row >= 0

    def selected(self) -> list[PersonLine]:
        """The lines of all rows in which something is selected."""
        return [self.table.record(row) for row in self.view.selected_rows()]

    def selected_ids(self) -> list[int]:
        """Whom the selected rows are about, those too whose line was not read yet."""
        shown = self.shown()
        return [shown[row] for row in self.view.selected_rows()]

    def shown(self) -> Sequence[int]:
        """Whom the list shows, in the order in sight."""
        return self._rows.ids if self._rows is not None else ()

    def in_office_order(self) -> Sequence[int]:
        """Whom the list shows; nobody while it does not stand as the office wants it."""
        return self.shown() if self.order()[0] is None else ()

    def choose_role(self, role: PeopleRole) -> None:
        """Choose a filter without asking for its list."""
        self.role = role
        self.chips.blockSignals(True)
        self.chips.choose(role.value)
        self.chips.blockSignals(False)

    def empty_search(self) -> None:
        """Empty the search box without asking for a list."""
        self.search.blockSignals(True)
        self.search.setText("")
        self.search.blockSignals(False)

    def start_search(self) -> None:
        """Go to the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        theme = self._theme
        self.search.setFixedWidth(theme.px(190))
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(20), theme.px(9), theme.px(16), 0)
        top.setSpacing(theme.px(8))
        top.addWidget(self._head, 1)
        top.addWidget(self.reminders)
        top.addWidget(self.search)
        filters = QHBoxLayout()
        filters.setContentsMargins(theme.px(20), theme.px(7), theme.px(16), theme.px(9))
        filters.addWidget(self.chips)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        line = QWidget()
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(filters)
        layout.addWidget(self._body, 1)
        self._head.setFixedHeight(theme.px(32))

    def _connect(self) -> None:
        self._missing_timer.timeout.connect(self._ask_for_missing)
        self.search.searched.connect(self.searched)
        self.search.stepped.connect(self.view.step_rows)
        self.search.opened.connect(self.opened)
        self.chips.chosen.connect(self._role_chosen)
        self.reminders.clicked.connect(self.reminders_wanted)
        self.view.row_changed.connect(self._moved)
        self.view.opened.connect(self._open)
        self.view.typed.connect(self._type_on)
        self.view.own_copy = self._copy
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._order_chosen)
        self._empty.first.connect(self.everywhere_wanted)
        self._empty.second.connect(self.person_wanted)

    def _role_chosen(self, key: str) -> None:
        self.role = PeopleRole(key)
        self.role_chosen.emit()

    def _order_chosen(self, _column: int, _order: Qt.SortOrder) -> None:
        self.order_chosen.emit()

    def _want_lines(self, page: int, ids: Sequence[int]) -> None:
        # Later, not now: the view is painting when it finds that a line is missing.
        self._missing[page] = ids
        self._missing_timer.start()

    def _ask_for_missing(self) -> None:
        missing, self._missing = self._missing, {}
        for page, ids in missing.items():
            self.lines_wanted.emit(page, ids)

    def _copy(self) -> None:
        """What was never in sight is not read yet, and of very many rows the texts are not made here."""
        block = self.view.selected_block()
        if block is None or self._rows is None:
            return
        rows, places = block
        if len(rows) <= COPIED_HERE and self._rows.are_read(rows):
            self.view.blocks.copy()
        else:
            columns = [self.table.columns[place] for place in places]
            self.block_wanted.emit([self._rows.ids[row] for row in rows], columns)

    def _moved(self, _row: int) -> None:
        self.moved.emit()

    def _open(self, _row: int) -> None:
        self.opened.emit()

    def _type_on(self, letter: str) -> None:
        """A letter typed in the table begins a search, as in the roll."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letter)


def _identity(line: PersonLine) -> int:
    return line.person_id
