"""One errand: until when, who has handed in, ticked by key; its forms above, what to say to the late ones beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gzparty.domain.date_text import Around, read_date
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.dates import unread_day
from gzparty.labels.duty import deadline_hint
from gzparty.services.duty_views import ErrandView
from gzparty.services.unit_groups import grouped
from ui.asked_files import ask_files
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.errand import rows as errand_rows
from ui.panels.errand.deeds import ErrandDeeds
from ui.panels.errand.files import ErrandFiles
from ui.panels.errand.rows import BACK, GOT, OPEN, WORKBOOKS, UnitRow
from ui.tables.column import Edit
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.chip import ChipChoice, ChipRow
from ui.widgets.controls import button, label, set_tone
from ui.widgets.error_bar import ErrorBar
from ui.widgets.kept_split import KeptSplit
from ui.widgets.more_button import MoreButton

if TYPE_CHECKING:
    from ui.panels.errand.chase import ErrandChase
    from ui.panels.errand.collect import CollectDialog


class ErrandGrid(RecordView[UnitRow]):
    """A pasted column of village names ticks these villages; any other block is typed in as it lies."""

    names_pasted = Signal(str)

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        index = self.currentIndex()
        editable = index.isValid() and self.records.is_editable(index.row(), index.column())
        if editable or not text.strip():
            super().paste()
        else:
            self.names_pasted.emit(text)


class ErrandPanel(QWidget):
    """Shows one errand; every change is one call of the errand service."""

    done = Signal(str)
    copied = Signal(str)
    moved = Signal()
    file_wanted = Signal(object)
    files_wanted = Signal(object, object)
    made = Signal(object)
    """The path of a table made of returned workbooks."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("errandPanel")
        self.setAcceptDrops(True)
        self._desk = desk
        self._gate = gate
        self._view: ErrandView | None = None
        self._rows: list[UnitRow] = []
        self._chase: ErrandChase | None = None
        self._only = ""
        self._asked_deeds = ErrandDeeds(desk, gate, self)
        self._make_controls()
        self._lay_out()
        self._connect()

    def show_view(self, view: ErrandView) -> None:
        """Show an errand; the unit in focus stays where it still is."""
        other = self._view is None or self._view.errand.id != view.errand.id
        self._view = self._asked_deeds.view = view
        today = self._today()
        self._rows = errand_rows.unit_rows(view, today)
        self._title.setText(view.errand.title)
        self._show_facts(view, today)
        self._show_counts()
        if other:
            self._error.hide()
            self._only = ""
            self._chips.choose("")
        self._show_rows(first=other)
        self.files.show_errand(view.errand.id)
        if self._chase is not None:
            self._chase.show_view(view)
        self._finish.setText(_("重新收") if view.errand.finished_on else _("办完收起"))
        self.moved.emit()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        return {"paste": self.grid.paste, "copy_message": self.show_chase, "print": self._print}

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.grid, self._chase) if self._chase is not None else (self.grid,)

    def place(self) -> str:
        """How many are in, of how many."""
        if self._view is None:
            return ""
        return _("收到 {got}，共 {n} 个单位").format(got=self._view.received, n=len(self._view.units))

    def show_chase(self) -> None:
        """Show what to send to those who have not handed in."""
        if self._view is None:
            return
        if self._chase is None:
            from ui.panels.errand.chase import WIDTH as CHASE_WIDTH
            from ui.panels.errand.chase import ErrandChase

            self._chase = ErrandChase(self._desk, self._gate)
            self._chase.copied.connect(self.copied)
            self._chase.closed.connect(self._close_chase)
            self._split.addWidget(self._chase)
            self._split.arrange_panel(self._desk.theme.px(CHASE_WIDTH))
        self._chase.show_view(self._view)
        self._chase.show()
        self.moved.emit()

    def say_refused(self, words: str) -> None:
        """Say why something was not stored; what was typed is shown until the next reading."""
        self._error.say(_("没有记下"), words)
        if self._view is not None:
            self._show_rows(first=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _workbooks(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Workbooks let go here came back from villages: they become one table."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.collect(_workbooks(event.mimeData()))

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._title = label("errandTitleShown", role="h16")
        self._facts = label("errandFacts", role="label")
        self._due = label("errandDueShown", role="label")
        self._off = label("errandDayOff", role="hint", tone="warn")
        self._note = label("errandNoteShown", role="hint")
        self._note.setWordWrap(True)
        self.chase = button(theme, "errandChase", _("催办"), "primary", icon="send")
        self._by_names = button(theme, "errandByNames", _("按村名打勾"), icon="paste")
        self._back = button(theme, "errandBack", _("退回"))
        self._finish = button(theme, "errandFinish", _("办完收起"))
        self._more = MoreButton(theme, "errandMore")
        deeds = self._asked_deeds
        self._more.add("errandCollect", _("收表汇总…"), self._collect)
        self._more.add("errandPrint", _("打印收缴表"), self._print)
        self._more.add_line()
        self._more.add("errandChange", _("修改…"), deeds.change)
        self._more.add("errandPast", _("改动历史…"), deeds.show_past)
        self._more.add("errandDelete", _("删除"), deeds.delete)
        self._chips = ChipRow(theme, "errandChips", [ChipChoice("", _("全部")), *_choices([])])
        self.files = ErrandFiles(self._desk, self._gate)
        self.table = RecordTable[UnitRow](
            errand_rows.unit_columns(), GroupedRows([], errand_rows.identity), errand_rows.spoken
        )
        self.grid = ErrandGrid(theme, self._desk.memory, "errandGrid")
        self.grid.setAccessibleName(_("各单位交了没有"))
        self.grid.set_records(self.table)
        self._error = ErrorBar(theme)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(10))
        head.setSpacing(theme.px(4))
        head.addWidget(self._title)
        head.addLayout(self._line(self._facts, self._due, self._off))
        head.addWidget(self._note)
        tools = self._line(self.chase, self._by_names, self._back, self._finish, self._more)
        head.addSpacing(theme.px(6))
        head.addLayout(tools)
        column.addLayout(head)
        column.addWidget(self.files)
        chips = QHBoxLayout()
        chips.setSpacing(theme.px(10))
        chips.addWidget(self._chips)
        hint = label("errandDropHint", _("交回来的表一起拖到这里，并成一张"), "hint")
        # The counts of the chips are read every day, the hint once: it takes what they leave.
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        chips.addWidget(hint, 1)
        chips.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        column.addLayout(chips)
        around = QHBoxLayout()
        around.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        around.addWidget(self._error)
        column.addLayout(around)
        column.addWidget(self.grid, 1)
        self._split = KeptSplit(theme, self._desk.memory, "errand", self)
        self._split.addWidget(sheet)
        self._split.setStretchFactor(0, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _line(self, *parts: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._desk.theme.px(10))
        for part in parts:
            line.addWidget(part)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        deeds = self._asked_deeds
        deeds.done.connect(self.done)
        deeds.refused.connect(self.say_refused)
        self.chase.clicked.connect(self.show_chase)
        self._by_names.clicked.connect(self._ask_names)
        self._back.clicked.connect(self._give_back)
        self._finish.clicked.connect(deeds.finish)
        self._chips.chosen.connect(self._narrow)
        self.table.edited.connect(self._edit)
        self.grid.row_deeds = self._asked_deeds.offered
        self.grid.opened.connect(self._tick)
        self.grid.cleared.connect(self._untick)
        self.grid.names_pasted.connect(deeds.tick_names)
        self.grid.row_changed.connect(self._follow)
        self.files.done.connect(self.done)
        self.files.file_wanted.connect(self.file_wanted)
        self.files.files_wanted.connect(self.files_wanted)

    def _show_facts(self, view: ErrandView, today: date) -> None:
        errand = view.errand
        asked = dates.prose(errand.asked_on)
        by = errand.asked_by or _("没写谁要的")
        self._facts.setText(_("{by}，{day}要的").format(by=by, day=asked))
        self._due.setText(errand_rows.due_words(view, today))
        late = errand.due_on < today and view.received < len(view.units) and errand.finished_on is None
        set_tone(self._due, "over" if late else "")
        off = deadline_hint(errand.due_on, self._gate.reader.store.calendar.load())
        self._off.setText(off)
        self._off.setVisible(bool(off) and errand.finished_on is None and errand.due_on >= today)
        self._note.setText(errand.note)
        self._note.setVisible(bool(errand.note))

    def _show_counts(self) -> None:
        self._chips.show_choice(ChipChoice("", _("全部"), len(self._rows)))
        for choice in _choices(self._rows):
            self._chips.show_choice(choice)
        missing = sum(row.part != GOT for row in self._rows)
        self.chase.setEnabled(missing > 0)

    def _show_rows(self, *, first: bool) -> None:
        rows = {row.unit.id: row for row in self._rows if self._only in ("", row.part)}
        units = self._gate.reader.people.units_by_id()
        groups = [
            RecordGroup(
                group.key,
                _heading(group.title, [rows[unit.id] for unit in group.lines]),
                [rows[unit.id] for unit in group.lines],
            )
            for group in grouped(units, rows)
        ]
        self.table.show(GroupedRows(groups, errand_rows.identity))
        if first and rows:
            wanted = next((number for number, row in rows.items() if row.part != GOT), next(iter(rows)))
            self.grid.select_row(self.table.row_of(wanted))
        self._follow()

    def _narrow(self, key: str) -> None:
        self._only = key
        self._show_rows(first=True)

    def _follow(self, _row: int = 0) -> None:
        row = self.grid.current_record()
        came = row is not None and row.owed.received_on is not None
        self._back.setEnabled(came)
        self._back.setToolTip("" if came else _("还没收到，没有可退回的"))

    def _chosen(self) -> list[UnitRow]:
        rows = [row for row in self.grid.selected_rows() if self.table.heading(row) is None]
        return [self.table.record(row) for row in rows]

    def _tick(self, _row: int) -> None:
        """Space ticks what is selected as handed in today, or takes the ticks off where all are ticked."""
        chosen = self._chosen()
        if not chosen or self._view is None:
            return
        open_ones = [row.unit.id for row in chosen if row.part != GOT]
        if open_ones:
            self._asked_deeds.receive(open_ones, None)
            if len(chosen) == 1 and not self._only:
                self.grid.step_rows(1)
        else:
            self._asked_deeds.unreceive([row.unit.id for row in chosen])

    def _untick(self) -> None:
        got = [row.unit.id for row in self._chosen() if row.owed.received_on is not None]
        if got:
            self._asked_deeds.unreceive(got)

    def _edit(self, edits: list[Edit[UnitRow]]) -> None:
        """Store what was typed or pasted at once as one deed; what is no day is told and the rest stored."""
        self._error.hide()
        days: dict[int, date | None] = {}
        places: dict[int, str] = {}
        for edit in edits:
            number, text = edit.record.unit.id, edit.text.strip()
            day = read_date(text, Around.day(self._today()))
            if edit.column == "filed":
                places[number] = text
            elif text and day is None:
                self.say_refused(unread_day(edit.text))
            else:
                days[number] = day
        self._asked_deeds.enter(days, places)

    def _give_back(self) -> None:
        row = self.grid.current_record()
        if row is not None:
            self._asked_deeds.give_back(row.unit)

    def _ask_names(self) -> None:
        self._asked_deeds.tick_names("")

    def _collect(self) -> None:
        title = _("选交回来的表，可以一次选很多")
        kinds = _("表格 ({suffixes})").format(suffixes=" ".join(f"*{suffix}" for suffix in WORKBOOKS))
        self.collect(ask_files(self, self._desk.memory, title, kinds))

    def collect(self, paths: Sequence[Path]) -> CollectDialog | None:
        """Make one table of workbooks that came back; give the dialog that shows it."""
        if self._view is None or not paths:
            return None
        from ui.panels.errand.collect import CollectDialog

        dialog = CollectDialog(self._desk, self._gate, self._view, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.done_deed.connect(self.done)
        dialog.made.connect(self.made)
        dialog.open()
        dialog.read(paths)
        return dialog

    def _print(self) -> None:
        if self._view is not None:
            self._asked_deeds.print()

    def _close_chase(self) -> None:
        if self._chase is not None:
            self._chase.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> date:
        return self._gate.reader.context.today()


def _workbooks(mime: QMimeData) -> list[Path]:
    """The workbooks among the files that are dragged."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in WORKBOOKS]


def _choices(rows: Sequence[UnitRow]) -> list[ChipChoice]:
    counts = {key: sum(row.part == key for row in rows) for key in (OPEN, GOT, BACK)}
    return [
        ChipChoice(OPEN, _("还差"), counts[OPEN]),
        ChipChoice(GOT, _("收到"), counts[GOT]),
        ChipChoice(BACK, _("退回"), counts[BACK]),
    ]


def _heading(title: str, rows: Sequence[UnitRow]) -> str:
    """利见社区　收到 7/12."""
    got = sum(row.part == GOT for row in rows)
    return _("{title}　收到 {got}/{n}").format(title=title, got=got, n=len(rows))
