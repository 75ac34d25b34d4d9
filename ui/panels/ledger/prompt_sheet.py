"""即知即改 typed or pasted, several lines at once; what can be stored goes in as one deed, the rest stays typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.problem import ProblemSource
from gzparty.i18n import _
from gzparty.labels.ledger import source_label
from gzparty.services.context import Done
from gzparty.services.problem_drafts import Checker, ProblemDraft
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ledger.prompt_lines import (
    TYPED,
    PromptLine,
    PromptReader,
    identity,
    prompt_columns,
    spoken,
)
from ui.tables.clipboard import from_text
from ui.tables.column import Edit
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.sheet_view import SheetView
from ui.widgets.back_head import BackHead
from ui.widgets.combo import Combo
from ui.widgets.controls import button, frame, label
from ui.widgets.error_bar import ErrorBar
from ui.widgets.name_field import Known

LEAST, MOST = 20, 500
"""Empty lines to begin with; most lines of one sheet."""
DRAFT = "prompt/sheet"
SEPARATOR = "/"


class PromptPlace(QWidget):
    """Stands in the place of the ledger's table."""

    done = Signal(str)
    left = Signal()
    """The ledger is wanted again."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("promptPlace")
        self._desk = desk
        self._gate = gate
        self._lines: dict[int, PromptLine] = {}
        self._sent: dict[int, Mapping[str, str]] = {}
        self._is_open = False
        theme = desk.theme
        self._head = BackHead(theme, "prompt", _("回台账"))
        self._head.show_title(_("即知即改"))
        self.source = Combo(theme, "promptSource")
        self.source.setAccessibleName(_("来源"))
        for source in ProblemSource:
            self.source.add(source_label(source), source)
        self.view: SheetView[PromptLine] = SheetView(theme, desk.memory, "promptSheet")
        self.view.setAccessibleName(_("即知即改"))
        self.view.set_records(RecordTable(prompt_columns(), ListRows([], identity), spoken))
        self._names: tuple[Known, ...] = ()
        self._count = label("promptCount", role="strong")
        self._hint = label("promptHint", role="label")
        self._error = ErrorBar(theme)
        self.keep = button(theme, "promptStore", _("存进台账"), "primary")
        self.wipe = button(theme, "promptWipe", _("清空"), "quiet")
        self._lay_out()
        self._connect()

    def begin(self, names: Sequence[Known]) -> None:
        """Show the sheet; what was typed and not stored comes back."""
        self._names = tuple(names)
        if not self._is_open:
            self._is_open = True
            self._lines = {}
            self._desk.drafts.watch(DRAFT, self)
        self._show()
        self.view.select_row(0, 0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is typed as a draft."""
        if self._is_open:
            self._desk.drafts.leave(DRAFT)
            self._is_open = False

    def lines(self) -> list[PromptLine]:
        """The lines with something typed."""
        return [line for line in self._lines.values() if not line.is_empty]

    def store(self) -> None:
        """Store every line that can be, as one deed; the others say what they lack and stay."""
        if self._sent:
            return
        reader, source = self._reader(), self.source.value()
        drafts: dict[int, ProblemDraft] = {}
        for line in self.lines():
            understood = reader.read(line, source)
            if understood.draft is not None:
                drafts[line.key] = understood.draft
        self._show()
        if not drafts:
            self.next_problem()
            return
        self._sent = {key: self._lines[key].cells for key in drafts}
        wanted = list(drafts.values())
        self._error.hide()
        left = {
            name: text
            for name, text in self.draft().items()
            if int(name.partition(SEPARATOR)[0]) not in self._sent
        }
        self._gate.write(
            lambda services: services.problems.prompt(wanted),
            self._stored,
            self._refused,
            draft=DRAFT,
            left=left,
        )

    def next_problem(self) -> bool:
        """Go to the next line that cannot be stored, round the sheet; tell whether there is one."""
        records = self.view.records
        rows = [row for row in range(records.rowCount()) if records.record(row).problems]
        if not rows:
            return False
        here = self.view.currentIndex().row()
        row = next((row for row in rows if row > here), rows[0])
        column = next(iter(records.record(row).problems))
        self.view.select_row(row, records.column_at(column if column in TYPED else TYPED[0]))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def draft(self) -> dict[str, str]:
        """What stands typed, for the draft store."""
        return {
            f"{line.key}{SEPARATOR}{column}": text
            for line in self.lines()
            for column, text in line.cells.items()
            if text
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a kept draft back."""
        for name, text in draft.items():
            key, _sign, column = name.partition(SEPARATOR)
            if key.isdigit() and column in TYPED:
                self._put(int(key), {column: text})

    def is_changed(self) -> bool:
        """Whether a draft is to be kept; an empty one replaces what was kept before."""
        return True

    def _stored(self, outcome: Done[Any]) -> None:
        """What was stored is typed no longer, unless it was typed over meanwhile."""
        sent, self._sent = self._sent, {}
        left = [
            line
            for key, line in self._lines.items()
            if not line.is_empty and (key not in sent or line.cells != sent[key])
        ]
        self._lines = {place: PromptLine(place, line.cells) for place, line in enumerate(left)}
        self._show()
        if outcome.action:
            self.done.emit(outcome.name)
        if not left:
            self._desk.drafts.forget(DRAFT)
            self._is_open = False
            self.left.emit()
        else:
            self.next_problem()

    def _refused(self, words: str) -> None:
        self._sent = {}
        self._error.say(_("没有存进去，填的还在"), words)

    def _take(self, edits: Sequence[Edit[PromptLine]]) -> None:
        for edit in edits:
            self._put(edit.record.key, {edit.column: edit.text})
        self._show()

    def _paste(self, text: str) -> bool:
        """Make room for a block before it is typed in; the paste itself is the sheet's."""
        rows = len(from_text(text))
        here = max(self.view.currentIndex().row(), 0)
        if here + rows > self.view.records.rowCount():
            self._show(least=min(here + rows + 1, MOST))
        return False

    def _put(self, key: int, cells: Mapping[str, str]) -> None:
        before = self._lines.get(key, PromptLine(key))
        self._lines[key] = PromptLine(key, {**before.cells, **cells})

    def _show(self, least: int = LEAST) -> None:
        """Show every line with what it lacks, and empty ones below."""
        reader, source = self._reader(), self.source.value()
        last = max((line.key for line in self.lines()), default=-1)
        shown = []
        for key in range(min(max(least, last + 3), MOST)):
            line = self._lines.get(key, PromptLine(key))
            if not line.is_empty:
                line = PromptLine(key, line.cells, reader.read(line, source).problems)
            self._lines[key] = line
            shown.append(line)
        self.view.records.show(ListRows(shown, identity))
        self._tell(shown)

    def _tell(self, lines: Sequence[PromptLine]) -> None:
        typed = [line for line in lines if not line.is_empty]
        good = sum(not line.problems for line in typed)
        self._count.setText(
            _("写了 {n} 条").format(n=len(typed)) if typed else _("一行一条，从表格里复制来也行")
        )
        lacking = len(typed) - good
        self._hint.setText(_("{n} 条还不能存，F4 去看").format(n=lacking) if lacking else "")
        self.keep.setText(_("存 {n} 条").format(n=good) if good else _("存进台账"))
        self.keep.setEnabled(bool(good))
        self.keep.setToolTip("" if good else self._hint.text() or self._count.text())
        self.wipe.setEnabled(bool(typed))

    def _reader(self) -> PromptReader:
        reader = self._gate.reader
        today = reader.context.today()
        units = [unit for unit in reader.people.units() if not unit.closed]
        return PromptReader(Checker(reader.store, today), units, self._names, today)

    def _wipe(self) -> None:
        self._lines = {}
        self._show()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _source_chosen(self, _place: int) -> None:
        self._show()

    def _connect(self) -> None:
        self.view.records.edited.connect(self._take)
        self.view.take_text = self._paste
        self._head.left.connect(self.left)
        self.keep.clicked.connect(self.store)
        self.wipe.clicked.connect(self._wipe)
        self.source.currentIndexChanged.connect(self._source_chosen)

    def _lay_out(self) -> None:
        px = self._desk.theme.px
        tools = QHBoxLayout()
        tools.setContentsMargins(px(20), px(10), px(20), px(10))
        tools.setSpacing(px(8))
        title = label("promptSourceLabel", _("来源"), "label")
        title.setBuddy(self.source)
        self.source.setFixedWidth(px(128))
        hint = label("promptFoundHint", _("发现日期空着，就是当天发现、当天改完"), "hint")
        for part in (title, self.source, hint):
            tools.addWidget(part)
        tools.addStretch(1)
        foot = frame("promptFoot", "foot")
        foot.setFixedHeight(px(52))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(20), 0, px(20), 0)
        row.setSpacing(px(8))
        for part in (self._count, self._hint):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.wipe)
        row.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(tools)
        layout.addWidget(self._error)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)
