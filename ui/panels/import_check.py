"""核对、改错: the rows of a sheet by what becomes of them, put right in place or decided with one click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gzparty.domain.table import TableKind
from gzparty.i18n import N_, _
from gzparty.services.import_result import ImportResult
from ui.desk import Desk
from ui.importing import FileEntry
from ui.panels.import_missing import MissingPanel
from ui.panels.import_repairs import MessageLine, Repair, repairs
from ui.tables.check_view import CheckView
from ui.tables.column import Edit
from ui.tables.import_lines import (
    MESSAGES,
    PROBLEMS,
    Line,
    LineState,
    line_columns,
    lines_of,
    row_text,
    with_messages,
)
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.widgets.chip import ChipChoice, ChipRow
from ui.widgets.controls import button, frame, label

ALL, GOOD, PROBLEM, ASKED, MISSING, NOTHING = "all", "good", "problem", "asked", "missing", "nothing"
FILTERS: Mapping[str, tuple[str, frozenset[LineState]]] = {
    ALL: (N_("全部"), frozenset(LineState)),
    GOOD: (N_("可以导入"), frozenset({LineState.GOOD})),
    PROBLEM: (N_("有问题"), frozenset({LineState.WRONG})),
    ASKED: (N_("疑似"), frozenset({LineState.ASKED})),
    MISSING: (N_("这次没有了的人"), frozenset()),
    NOTHING: (N_("不是数据"), frozenset({LineState.NOTHING, LineState.SKIPPED})),
}
OF_PEOPLE = frozenset({TableKind.SECRETARIES, TableKind.MEMBERS})
"""Sheets that name everybody of a unit, so that who is not in them may be gone."""
MOST_SPANS = 500
"""Rows that are no data are laid over the whole width up to so many; more would slow the table down."""


class CheckPanel(QFrame):
    """Chips, the table or the people missing, and the foot with the ways on."""

    edited = Signal(object)
    """dict[(row, field), text]."""
    repaired = Signal(object)
    """list[Repair]: what was chosen, for one row or for all rows selected."""
    gone_said = Signal(object, object, object)
    """Keys of missing people, what became of them, since when (None for the day said before)."""
    back_wanted = Signal()
    store_wanted = Signal()
    moved = Signal()
    """The cursor is elsewhere."""
    filtered = Signal()
    """Other rows are shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check")
        self._desk = desk
        self._theme = desk.theme
        self._entry: FileEntry | None = None
        self._kind = TableKind.UNITS
        self._lines: list[Line] = []
        self._filter = ALL
        self._in_view: frozenset[int] = frozenset()
        self._page = 0
        self._columns: tuple[object, ...] = ()
        self._late = False
        choices = [ChipChoice(key, _(words), 0) for key, (words, _states) in FILTERS.items()]
        self.chips = ChipRow(self._theme, "importFilter", choices, wraps=True)
        self._hint = label("checkHint", _(_HINTS[False]), "hint")
        self.view = CheckView(self._theme, desk.memory, "importRows")
        self.view.setAccessibleName(_("表格里的行"))
        self.missing = MissingPanel(desk)
        self.empty = label("checkEmpty", role="lead", tone="ink3")
        self._make_foot()
        self._lay_out()
        self._connect()

    def show_entry(self, entry: FileEntry) -> None:
        """Show a file as it was judged; while a cell is being typed into, when that has ended."""
        fresh = entry is not self._entry
        self._entry = entry
        if not fresh and self.view.is_editing():
            self._late = True
            return
        self._late = False
        judgement, opened = entry.judgement, entry.opened
        if judgement is None or judgement.result is None or judgement.table is None or opened is None:
            return
        self._kind = judgement.table.kind
        rows = opened.sheets[entry.draft.sheet].rows
        self._lines = lines_of(judgement, entry.draft, lambda number: row_text(rows[number - 1]))
        self.missing.show_people(judgement.result.missing, entry.draft.gone)
        self._count(judgement.result)
        self._show_columns(entry)
        if fresh:
            self._choose_first()
        else:
            self._show_rows()
        self._show_foot(judgement.result)

    def next_problem(self) -> None:
        """Go to the next cell that stands in the way, round the sheet."""
        if not any(line.state in PROBLEMS for line in self._lines):
            return
        if not self._problem_rows():
            wanted = next(line.state for line in self._lines if line.state in PROBLEMS)
            self.chips.choose(PROBLEM if wanted is LineState.WRONG else ASKED)
        rows, here = self._problem_rows(), self.view.currentIndex().row()
        if rows:
            row = next((row for row in rows if row > here), rows[0])
            report = self.view.records.record(row).report
            column = self._place_of(report.field if report else "")
            self.view.select_row(row, column)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> str:
        """Which rows are shown."""
        return self._filter

    def pane(self) -> QWidget:
        """What F6 and the first focus go to."""
        return self.missing.view if self._filter == MISSING else self.view

    def place(self) -> str:
        """Where the cursor is, for the status row."""
        line = self.view.current_line() if self.view.model() else None
        counts = _("{rows} 行：可以导入 {good}，有问题 {wrong}，疑似 {asked}").format(**self._figures())
        at = _("原表第 {row} 行").format(row=line.number) if line and self._filter != MISSING else ""
        return _("{counts}　{at}").format(counts=counts, at=at) if at else counts

    def _figures(self) -> dict[str, int]:
        states = Counter(line.state for line in self._lines)
        return {
            "rows": len(self._lines),
            "good": states[LineState.GOOD],
            "wrong": states[LineState.WRONG],
            "asked": states[LineState.ASKED],
        }

    def _problem_rows(self) -> list[int]:
        records = self.view.records
        found = range(records.rowCount())
        return [
            row
            for row in found
            if records.record(row).state in PROBLEMS and not records.record(row).is_message
        ]

    def _place_of(self, field: str) -> int:
        keys = [column.key for column in self.view.records.columns]
        return keys.index(field) if field in keys else min(1, len(keys) - 1)

    def _count(self, result: ImportResult) -> None:
        states = Counter(line.state for line in self._lines)
        for key, (words, wanted) in FILTERS.items():
            count = len(result.missing) if key == MISSING else sum(states[state] for state in wanted)
            self.chips.show_choice(ChipChoice(key, _(words), count, alarm=key == PROBLEM))
        self.chips.chip(MISSING).setVisible(self._kind in OF_PEOPLE)

    def _choose_first(self) -> None:
        """Begin with what needs the clerk."""
        states = {line.state for line in self._lines}
        wrong, asked = LineState.WRONG in states, LineState.ASKED in states
        self.chips.choose(PROBLEM if wrong else ASKED if asked else ALL)

    def _choose(self, key: str) -> None:
        self._filter, self._page = key, 0
        wanted = FILTERS[key][1]
        self._in_view = frozenset(line.number for line in self._lines if line.state in wanted)
        self._body.setCurrentWidget(self.missing if key == MISSING else self._table)
        if key != MISSING:
            self._show_rows()
            self._first_problem()
        self._hint.setText(_(_HINTS[key == MISSING]))
        self.filtered.emit()

    def _choose_by_hand(self, key: str) -> None:
        self._choose(key)
        self.pane().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_problem(self) -> None:
        records, rows = self.view.records, self._problem_rows()
        data = (row for row in range(records.rowCount()) if records.record(row).cells)
        row = rows[0] if rows else next(data, 0)
        if records.rowCount():
            report = records.record(row).report
            self.view.select_row(row, self._place_of(report.field if report else ""))

    def _show_columns(self, entry: FileEntry) -> None:
        table = entry.judgement.table if entry.judgement else None
        assert table is not None
        wanted = (table.kind, tuple((head.letter, head.field) for head in table.heads))
        if wanted == self._columns and self.view.model() is not None:
            return
        self._columns = wanted
        records: RecordTable[Line] = RecordTable(line_columns(table), _rows([]), _name)
        records.edited.connect(self._take_edits)
        self.view.set_records(records)
        self.view.selectionModel().currentChanged.connect(self._cursor_moved)

    def _show_rows(self) -> None:
        """Show the rows of the filter; those put right since it was chosen stay until it is chosen again."""
        wanted = FILTERS[self._filter][1]
        shown = [line for line in self._lines if line.state in wanted or line.number in self._in_view]
        pages = max(1, -(-len(shown) // MESSAGES)) if self._filter in (PROBLEM, ASKED) else 1
        self._page = min(self._page, pages - 1)
        self._pages.setVisible(pages > 1)
        self._fit_strip()
        if pages > 1:
            first = self._page * MESSAGES
            told = _("{first}—{last} / {n}　下一页")
            last = min(first + MESSAGES, len(shown))
            self._pages.setText(told.format(first=first + 1, last=last, n=len(shown)))
            shown = shown[first:last]
        records, laid = self.view.records, with_messages(shown)
        if [line.identity for line in laid] != [records.identity(row) for row in range(records.rowCount())]:
            self.view.clearSpans()
        records.show(_rows(laid))
        self._lay_messages()
        self.empty.setText(_NO_ROWS.get(self._filter, "") and _(_NO_ROWS[self._filter]))
        self._table.setCurrentIndex(0 if shown else 1)

    def _lay_messages(self) -> None:
        records, spans = self.view.records, 0
        tall, plain = self._theme.row(38, 34), self._theme.row(36, 30)
        for row in range(records.rowCount()):
            line = records.record(row)
            height = tall if line.is_message else plain
            if self.view.rowHeight(row) != height:
                self.view.setRowHeight(row, height)
            if line.is_message:
                known = self.view.indexWidget(records.index(row, 0))
                if not isinstance(known, MessageLine) or known.line != line:
                    self.view.span_row(row, MessageLine(self._theme, self._kind, line, self._repair_one))
            elif line.state is LineState.NOTHING and spans < MOST_SPANS and records.columnCount() > 2:
                self.view.setSpan(row, 1, 1, records.columnCount() - 1)
                spans += 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def _fit_strip(self) -> None:
        """The hint goes first where there is no room for all: the chips must keep their words."""
        taken = self.chips.whole_width() + self._hint.sizeHint().width() + self._theme.px(56)
        self._hint.setVisible(self._pages.isHidden() and taken <= self.width())

    def _follow_density(self) -> None:
        self._stack_told()
        if self.view.model() is not None:
            self._lay_messages()

    def _stack_told(self) -> None:
        """In a small window what is told in the foot stands in two lines, so that each is whole."""
        stacked = self._theme.compact
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._told.setDirection(way)
        self._told.setSpacing(0 if stacked else self._theme.px(8))
        # Where there is too little room the buttons keep their words, and what is told beside them ends in …
        gives_way = QSizePolicy.Policy.Ignored if stacked else QSizePolicy.Policy.Preferred
        for told in (self.why, self.safe):
            told.setSizePolicy(gives_way, QSizePolicy.Policy.Preferred)
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._foot.setStretchFactor(self._told, int(stacked))

    def _next_page(self) -> None:
        self._page += 1
        if self._page * MESSAGES >= sum(line.number in self._in_view for line in self._lines):
            self._page = 0
        self._show_rows()
        self._first_problem()

    def _take_edits(self, edits: Sequence[Edit[Line]]) -> None:
        self.edited.emit({(edit.record.number, edit.column): edit.text for edit in edits})

    def _editing_ended(self) -> None:
        if self._late and self._entry is not None:
            self.show_entry(self._entry)

    def _offer(self, _row: int) -> None:
        """Open the ways out of the row the cursor is on, by Space."""
        menu = self.row_menu()
        if menu is not None:
            corner = self.view.visualRect(self.view.currentIndex()).bottomLeft()
            menu.popup(self.view.viewport().mapToGlobal(corner))
            menu.setActiveAction(menu.actions()[0])

    def row_menu(self) -> QMenu | None:
        """The ways out of the current row, and of all rows selected; None where there are none."""
        line = self.view.current_line()
        offered = repairs(line) if line is not None else []
        if not offered:
            return None
        menu = QMenu(self)
        menu.setObjectName("rowMenu")
        menu.setAccessibleName(_("这一行怎么办"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for repair in offered:
            menu.addAction(repair.words).setData([tuple(repair)])
        self._offer_for_all(menu, offered)
        menu.triggered.connect(self._repair)
        return menu

    def _offer_for_all(self, menu: QMenu, offered: Sequence[Repair]) -> None:
        """What several rows selected accept alike is offered for all of them at once."""
        rows = {index.row() for index in self.view.selectionModel().selectedIndexes()}
        lines = [self.view.records.record(row) for row in sorted(rows)]
        alike = [
            (repair.words, [one for line in lines if not line.is_message for one in repairs(line)])
            for repair in offered
            if repair.decision
        ]
        menu.addSeparator()
        for words, found in alike:
            targets = [tuple(one) for one in found if one.words == words]
            if len(targets) > 1:
                told = _("选中的 {n} 行都：{words}").format(n=len(targets), words=words)
                menu.addAction(told).setData(targets)

    def _repair_one(self, repair: Repair) -> None:
        self.repaired.emit([repair])

    def _repair(self, action: object) -> None:
        data = getattr(action, "data", lambda: None)()
        if isinstance(data, list):
            self.repaired.emit([Repair(*one) for one in data])

    def _cursor_moved(self) -> None:
        self.moved.emit()

    def _show_foot(self, result: ImportResult) -> None:
        open_rows = len(result.suspect) + len(result.rejected)
        nothing = not result.taken and not result.gone
        self.store_good.setText(_("先导入对的 {n} 行").format(n=result.taken))
        self.store_good.setEnabled(not nothing)
        self.store_good.setVisible(bool(open_rows))
        words = _("全部导入") if open_rows else _("全部导入 {n} 行").format(n=result.taken)
        self.store_all.setText(
            words if result.taken or open_rows else _("记下离开的 {n} 人").format(n=result.gone)
        )
        self.store_all.setEnabled(not open_rows and not nothing)
        if nothing:
            self.store_all.setText(_("全部导入"))
        why = _("还有 {n} 行没改好").format(n=open_rows) if open_rows else ""
        if nothing and not open_rows:
            why = _("和已经记着的完全一样，没有要导入的")
        for made in (self.store_good, self.store_all):
            made.setToolTip("" if made.isEnabled() else why)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.safe.setVisible(not (nothing and not open_rows))

    def _make_foot(self) -> None:
        theme = self._theme
        self.back = button(theme, "importBack", _("上一步"), icon="left")
        self.safe = label("importSafe", _("导入前自动备份，导入后可一次撤销"), "label")
        self.why = label("importWhy", role="label", tone="warn")
        self.store_good = button(theme, "storeGood", "")
        self.store_all = button(theme, "storeAll", _("全部导入"), "primary")
        self._pages = button(theme, "nextPage", "", "small")
        self._pages.setToolTip(_("看下一页"))
        self._pages.hide()

    def _lay_out(self) -> None:
        theme = self._theme
        strip = frame("checkStrip", "plain")
        strip.setMinimumHeight(theme.row(52, 46))
        chips = QHBoxLayout(strip)
        chips.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        chips.setSpacing(theme.px(8))
        chips.addWidget(self.chips, 1)
        chips.addWidget(self._pages)
        chips.addWidget(self._hint)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(theme.px(40), theme.px(48), theme.px(20), 0)
        column.addWidget(self.empty)
        column.addStretch(1)
        self._table = QStackedWidget()
        self._table.addWidget(self.view)
        self._table.addWidget(nothing)
        self._body = QStackedWidget()
        self._body.addWidget(self._table)
        self._body.addWidget(self.missing)
        foot = frame("checkFoot", "foot")
        foot.setFixedHeight(theme.row(56, 50))
        self._foot = row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.back)
        row.addStretch()
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for told in (self.why, self.safe):
            self._told.addWidget(told)
        row.addLayout(self._told)
        self._stack_told()
        for part in (self.store_good, self.store_all):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self._body, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose_by_hand)
        self._theme.density_changed.connect(self._follow_density)
        self.view.opened.connect(self._offer)
        self.view.editing_ended.connect(self._editing_ended, Qt.ConnectionType.QueuedConnection)
        self.view.row_menu = self.row_menu
        self.missing.said.connect(self.gone_said)
        self._pages.clicked.connect(self._next_page)
        self.back.clicked.connect(self.back_wanted)
        self.store_good.clicked.connect(self.store_wanted)
        self.store_all.clicked.connect(self.store_wanted)


_HINTS = {False: N_("直接在格子里改，改对了红色自动消失"), True: N_("点一下就选上；也可以按 1—5")}
_NO_ROWS = {
    GOOD: N_("没有要导入的新内容。"),
    PROBLEM: N_("没有要改的行。"),
    ASKED: N_("没有要决定的行。"),
    NOTHING: N_("每一行都是数据。"),
    ALL: N_("表里没有行。"),
}


def _rows(lines: Sequence[Line]) -> ListRows[Line]:
    return ListRows(lines, lambda line: line.identity)


def _name(line: Line) -> str:
    return _("原表第 {row} 行").format(row=line.number)
