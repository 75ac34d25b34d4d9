"""收记录 as a sheet: the rows of a month grid under their communities, messages below the rows they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from gzparty.domain import month_entry as entry
from gzparty.domain.dues import UNHELD, DueState
from gzparty.domain.names import normalize_unit
from gzparty.i18n import _
from ui.desk import Desk
from ui.month_sheet import MonthSheet
from ui.panels.intake.grid_message import GridMessage, Repair, repairs
from ui.tables.blocks import Overflow
from ui.tables.clipboard import Block, from_text
from ui.tables.column import Column, Edit
from ui.tables.groups import GroupedRows
from ui.tables.month_lines import GridLine, grouped, identity, month_columns
from ui.tables.record_table import RecordTable
from ui.tables.sheet_view import SheetView


class MonthView(SheetView[GridLine]):
    """The sheet; Ctrl+Z first takes back what is typed in the row and not stored yet."""

    undo_typed = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_undo(event) and self.has_typed():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_undo(event) and self.has_typed():
            self.undo_typed.emit()
        else:
            super().keyPressEvent(event)

    def has_typed(self) -> bool:
        """Whether something in the current row is not stored."""
        line = self.current_record()
        return line is not None and bool(line.typed)

    @staticmethod
    def _is_undo(event: QEvent) -> bool:
        return (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Z
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )


class MonthGridPanel(QWidget):
    """Shows a MonthSheet and hands it what is typed; a row is stored when it is left, a paste at once."""

    moved = Signal()
    """Another cell, another selection."""
    record_wanted = Signal(object)
    """The GridLine whose record shall be opened."""
    told = Signal(str)
    """Something about a paste, to be said."""
    chain_pasted = Signal(str)
    """Text of a 接龙."""

    def __init__(self, desk: Desk, sheet: MonthSheet, is_chain: Callable[[str], bool]) -> None:
        super().__init__()
        self._theme = desk.theme
        self._sheet = sheet
        self._is_chain = is_chain
        self._only_missing = False
        self._in_sight: set[str] = set()
        self._in_sight_of: object = None
        self._late = False
        self._row_key = ""
        self.view = MonthView(desk.theme, desk.memory, "monthGrid")
        self.view.setAccessibleName(_("本月记录"))
        records: RecordTable[GridLine] = RecordTable(month_columns(), GroupedRows([], identity), _name_of)
        self.view.set_records(records)
        self.view.horizontalHeader().setFirstSectionMovable(False)
        self.view.freeze(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._connect()

    def show_lines(self) -> None:
        """Show the sheet as it stands; while a cell is being typed into, when that has ended."""
        if self.view.is_editing():
            self._late = True
            return
        self._late = False
        lines = self._lines_in_sight() if self._only_missing else self._sheet.lines()
        self.view.records.show(GroupedRows(grouped(lines), identity))
        self._lay_messages()
        self.view.viewport().update()

    def show_missing_only(self, on: bool) -> None:
        """Show only rows of which nothing was received; those typed meanwhile stay until this is asked again."""
        self._only_missing = on
        self._in_sight.clear()
        self.show_lines()
        self.go_to_first()

    def go_to_first(self) -> None:
        """Put the cursor on the day of the first row."""
        rows = self.view.record_rows()
        if rows:
            self.view.select_row(rows[0], 1)

    def show_row(self, key: str) -> None:
        """Put the cursor on a row and bring it to the top, so that what follows is seen too."""
        row = self.view.records.row_of((key, False))
        if row >= 0:
            self.view.select_row(row, 1)
            self.view.scrollTo(self.view.currentIndex(), MonthView.ScrollHint.PositionAtTop)

    def next_problem(self) -> bool:
        """Go to the next row that has something wrong, round the sheet; tell whether there is one."""
        rows = [row for row in self.view.record_rows() if self._is_wrong(self.view.records.record(row))]
        if not rows:
            return False
        here = self.view.currentIndex().row()
        row = next((row for row in rows if row > here), rows[0])
        self.view.select_row(row, self.view.records.column_at(_wrong_column(self.view.records.record(row))))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def place(self) -> str:
        """选中 3 格：原件."""
        rows = [row for row in self.view.selected_rows() if self.view.is_record(row)]
        places = self.view.selected_places()
        if not rows or not places:
            return ""
        titles = [_(self.view.records.columns[place].title) for place in places]
        if len(rows) * len(places) == 1:
            return _("{name}　{title}").format(name=self.view.records.record(rows[0]).name, title=titles[0])
        words = (
            titles[0] if len(titles) == 1 else _("{first}到{last}").format(first=titles[0], last=titles[-1])
        )
        return _("选中 {n} 格：{title}").format(n=len(rows) * len(places), title=words)

    def unit_in_sight(self) -> int:
        """The branch the cursor is on; 0 for none."""
        line = self.view.current_record()
        return line.row.unit.id if line is not None else 0

    def selected_meetings(self) -> list[int]:
        """The ids of the records of the rows selected, those without one left out."""
        records = self.view.records
        rows = [row for row in self.view.selected_rows() if records.heading(row) is None]
        lines = [records.record(row) for row in rows]
        return [line.row.meeting.id for line in lines if line.row.meeting and not line.is_message]

    def store_all(self) -> None:
        """Store every row with something typed."""
        waiting = self._sheet.waiting()
        self._sheet.store(waiting)
        self._sheet.ask_for_days(line.key for line in self._sheet.lines() if line.typed)
        self.show_lines()

    def _connect(self) -> None:
        view = self.view
        view.records.edited.connect(self._take)
        view.records.modelReset.connect(self._lay_messages)
        view.row_changed.connect(self._row_changed)
        view.selectionModel().selectionChanged.connect(self.moved)
        view.left.connect(self._left)
        view.editing_ended.connect(self._editing_ended)
        view.opened.connect(self._open)
        view.says_overflow = False
        view.overflowed.connect(self._tell_overflow)
        view.undo_typed.connect(self._undo_typed)
        view.take_text = self._take_text
        view.row_menu = self.row_menu
        self._theme.density_changed.connect(self._lay_messages)

    def _take(self, edits: list[Edit[GridLine]]) -> None:
        """One cell waits until its row is left; several at once are stored at once, as one deed.

        Filled down, a single cell may stand in a row the cursor is not on, and such a row would never be left.
        """
        keys = self._sheet.type(edits)
        if len(edits) > 1 or self._current_key() not in keys:
            self._sheet.store(self._sheet.waiting())
            self._sheet.ask_for_days(keys if len(keys) > 1 else ())
        self.show_lines()

    def _current_key(self) -> str:
        line = self.view.current_record()
        return line.key if line is not None else ""

    def _row_changed(self, _row: int) -> None:
        before, self._row_key = self._row_key, self._current_key()
        if before and before != self._row_key:
            self._store_row(before)

    def _left(self) -> None:
        if self._row_key:
            self._store_row(self._row_key)

    def _store_row(self, key: str) -> None:
        self._sheet.store([key])
        self._sheet.ask_for_days([key])
        self.show_lines()

    def _editing_ended(self) -> None:
        if self._late:
            self.show_lines()

    def _lines_in_sight(self) -> list[GridLine]:
        """A row must not go away under the hands that have just filled it, as no filter of a spreadsheet does."""
        shown = (self._sheet.month, self._sheet.kind)
        if shown != self._in_sight_of:
            self._in_sight.clear()
            self._in_sight_of = shown
        lines = [line for line in self._sheet.lines() if line.key in self._in_sight or self._is_missing(line)]
        self._in_sight.update(line.key for line in lines)
        return lines

    def _undo_typed(self) -> None:
        self._sheet.drop(self._current_key())
        self.show_lines()

    def _lay_messages(self) -> None:
        records = self.view.records
        tall, plain = self._theme.row(36, 34), self._theme.row(*MonthView.ROW)
        for row in range(records.rowCount()):
            is_message = records.heading(row) is None and records.record(row).is_message
            height = tall if is_message else plain
            if self.view.rowHeight(row) != height:
                self.view.setRowHeight(row, height)
            if is_message:
                line = records.record(row)
                known = self.view.indexWidget(records.index(row, 0))
                fits = isinstance(known, GridMessage) and known.line == line
                self.view.span_row(row, None if fits else GridMessage(self._theme, line, self._repair))

    def _repair(self, key: str, repair: Repair) -> None:
        if repair.values is None:
            self._sheet.drop(key)
        else:
            self._sheet.correct(key, repair.values)
        self.show_lines()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: int) -> None:
        self.record_wanted.emit(self.view.records.record(row))

    def row_menu(self) -> QMenu | None:
        """What can be done about the current row."""
        line = self.view.current_record()
        if line is None:
            return None
        menu = QMenu(self)
        menu.setObjectName("rowMenu")
        menu.setAccessibleName(_("这一行怎么办"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for repair in repairs(line):
            menu.addAction(repair.words).triggered.connect(partial(self._repair, line.key, repair))
        menu.addAction(_("打开记录")).triggered.connect(partial(self.record_wanted.emit, line))
        if line.row.expected_hint is not None and not line.text(entry.EXPECTED):
            menu.addAction(_("应到用上次的 {n}").format(n=line.row.expected_hint)).triggered.connect(
                self.view.take_ghosts
            )
        return menu

    def _take_text(self, text: str) -> bool:
        """A 接龙 goes to its panel; a block whose first column names villages goes to their rows."""
        if self._is_chain(text):
            self.chain_pasted.emit(text)
            return True
        block = from_text(text)
        rows = self._rows_by_name(block)
        if rows is None:
            return False
        self._paste_by_name(block, rows)
        return True

    def _rows_by_name(self, block: Block) -> dict[str, list[str]] | None:
        """The rows of the grid by the names in a block's first column; None where those are no names."""
        known: dict[str, list[str]] = {}
        for line in self._sheet.lines():
            known.setdefault(normalize_unit(line.row.unit.name), []).append(line.key)
        named = [line[0] for line in block if len(line) > 1 and normalize_unit(line[0]) in known]
        return known if named and len(named) * 2 >= len(block) else None

    def _paste_by_name(self, block: Block, rows: Mapping[str, list[str]]) -> None:
        """Put each line into the row of its village; those without a row are told of."""
        columns = self._columns_of(block)
        lines = {line.key: line for line in self._sheet.lines()}
        lost: list[str] = []
        edits: list[Edit[GridLine]] = []
        for name, *cells in block[1:] if self._titled(block) else block:
            keys = rows.get(normalize_unit(name), [])
            if len(keys) != 1:
                lost += [name] if name.strip() else []
                continue
            line = lines[keys[0]]
            edits += [
                Edit(line, column.key, text)
                for column, text in zip(columns, cells, strict=False)
                if column is not None and column.editable is not None and column.editable(line)
            ]
        if edits:
            keys = self._sheet.type(edits)
            self._sheet.store(keys)
            self._sheet.ask_for_days(keys)
        if lost:
            names = _("、").join(lost[:4])
            self.told.emit(_("{n} 行没有放进去，表里找不到：{names}").format(n=len(lost), names=names))
        self.show_lines()

    def _titled(self, block: Block) -> dict[str, Column[GridLine]]:
        """The columns a block's first line names; none where that line is the first village."""
        titles = {_(column.title): column for column in self.view.records.columns[1:]}
        named = {text.strip(): titles[text.strip()] for text in block[0][1:] if text.strip() in titles}
        return named if len(named) > 1 else {}

    def _columns_of(self, block: Block) -> list[Column[GridLine] | None]:
        """Where the cells of a line belong: by the block's own titles, else in the order of the sheet.

        A village's sheet lacks what is worked out here, so words where its figure would stand are the next column's.
        """
        if titled := self._titled(block):
            return [titled.get(text.strip()) for text in block[0][1:]]
        columns: list[Column[GridLine] | None] = []
        for place in self.view.visible_places():
            column, at = self.view.records.columns[place], len(columns) + 1
            told = [line[at].strip() for line in block if len(line) > at]
            is_figure = all(text.isdecimal() for text in told if text)
            if place and (column.editable is not None or is_figure):
                columns.append(column)
        return columns

    def _tell_overflow(self, over: Overflow) -> None:
        told = []
        if over.columns:
            told.append(_("右边多出 {n} 列").format(n=over.columns))
        if over.rows:
            told.append(_("下面多出 {n} 行").format(n=over.rows))
        if over.locked:
            told.append(_("{n} 格是算出来的或不能改").format(n=over.locked))
        self.told.emit(_("粘贴的有些没放进去：{what}").format(what=_("，").join(told)))

    @staticmethod
    def _is_missing(line: GridLine) -> bool:
        return bool(line.typed) or line.row.state in UNHELD | {DueState.HELD}

    @staticmethod
    def _is_wrong(line: GridLine) -> bool:
        return bool(line.problems or line.message or line.asked)


def _wrong_column(line: GridLine) -> str:
    if line.problems:
        return next(iter(line.problems))
    return entry.EXPECTED if line.asked else entry.ATTENDED


def _name_of(line: GridLine) -> str:
    return line.name
