"""选文件: the files chosen and what each of them is, and below them the imports of before, to be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.labels.imports import kind_label
from gzparty.services.deeds import Deed
from ui.asked_files import ask_files
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.importing import FileEntry, FileState
from ui.tables.column import Column
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState

_GLYPHS = {
    FileState.READING: Glyph.PART,
    FileState.REFUSED: Glyph.OVER,
    FileState.UNKNOWN: Glyph.OVER,
    FileState.READY: Glyph.TODO,
    FileState.PARTLY: Glyph.PART,
    FileState.DONE: Glyph.DONE,
}
_STATES = {
    FileState.READING: N_("正在读…"),
    FileState.REFUSED: N_("读不了"),
    FileState.UNKNOWN: N_("认不出来"),
    FileState.READY: N_("等着核对"),
    FileState.PARTLY: N_("导入了一部分"),
    FileState.DONE: N_("导入完了"),
}
_SOURCES = {"window": N_("在这里"), "cli": N_("用命令"), "new": N_("新建时"), "demo": N_("示例")}
PAST = 50


class FilesPanel(QFrame):
    """The first step: choose or drop, open one; or take an import back."""

    files_chosen = Signal(object)
    """tuple[Path, ...]."""
    opened = Signal(object)
    """The FileEntry to check."""
    removed = Signal(object)
    done = Signal(str)
    """An import was taken back, in words for the status row."""
    refused = Signal(str, str)
    """What was not done, and why, in full."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importFiles")
        self._desk = desk
        self._theme = desk.theme
        self._gate = gate
        theme = desk.theme
        self.empty = EmptyState(theme, "importEmpty")
        self.empty.say(
            _("选要导入的表格"),
            _(
                "单位名单、花名册、会议记录、签到、整改台账都行，用自己的表，不用改格式。可以一次选几个，"
                "也可以把文件拖到窗口里。先核对，再导入，导入了也能撤销。"
            ),
            _("选文件…"),
        )
        self.files: RecordView[FileEntry] = RecordView(theme, desk.memory, "importFilesTable")
        self.files.setAccessibleName(_("选好的文件"))
        self._records: RecordTable[FileEntry] = RecordTable(_file_columns(), _rows([]), _name)
        self.files.set_records(self._records)
        self.check = button(theme, "checkFile", _("核对这个文件"), "primary")
        self.more = button(theme, "moreFiles", _("再选几个…"), icon="plus")
        self.drop = button(theme, "removeFile", _("不要这个文件"), "quiet")
        self._problem = label("fileProblem", role="label", tone="over")
        self._problem.setWordWrap(True)
        self.past: RecordView[Deed] = RecordView(theme, desk.memory, "importPast")
        self.past.setAccessibleName(_("以前的导入"))
        self._deeds: RecordTable[Deed] = RecordTable(_past_columns(), _deed_rows([]), lambda deed: deed.name)
        self.past.set_records(self._deeds)
        self.take_back = button(theme, "takeBack", _("撤回这次导入"), icon="undo")
        self._past_empty = label("pastEmpty", _("还没有导入过。"), tone="ink3")
        self._lay_out()
        self._connect()
        self.show_past()

    def show_entries(self, entries: Sequence[FileEntry]) -> None:
        """Show the queue; the current line stays."""
        records, kept = self._records, self.files.current_record()
        if [entry.path for entry in entries] != [records.identity(row) for row in range(records.rowCount())]:
            # The same files in another order would keep their places.
            records.show(_rows([]))
        records.show(_rows(entries))
        self._upper.setCurrentIndex(1 if entries else 0)
        if entries:
            self.files.select_row(max(records.row_of(kept.path), 0) if kept else 0)
        self._follow_file()

    def show_past(self) -> None:
        """Read the imports of before."""
        deeds = self._gate.reader.imports.past(PAST)
        self._deeds.show(_deed_rows(deeds))
        if deeds and not self.past.currentIndex().isValid():
            self.past.select_row(0)
        self.past.setVisible(bool(deeds))
        self._past_empty.setVisible(not deeds)
        self._follow_past()

    def choose_files(self) -> None:
        """Ask for files, several at once."""
        kinds = _("表格 (*.xlsx *.xls *.xlsm *.et *.ods *.csv);;所有文件 (*)")
        if chosen := ask_files(self, self._desk.memory, _("选要导入的表格"), kinds):
            self.files_chosen.emit(chosen)

    def focus_target(self) -> QWidget:
        """Where the clerk begins: the list of files, or the button that fills it."""
        return self.files if self._records.rowCount() else self.empty.focus_target()

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 stops."""
        return (self.files, self.past)

    def _follow_file(self, *_indexes: object) -> None:
        entry = self.files.current_record()
        can_open = entry is not None and entry.opened is not None
        self.check.setEnabled(can_open)
        self.drop.setEnabled(entry is not None)
        words = entry.problem if entry is not None else ""
        if entry is not None and entry.resumed:
            words = _("上次改到一半，接着做就行。")
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _follow_past(self, *_indexes: object) -> None:
        deed = self.past.current_record()
        self.take_back.setEnabled(deed is not None and not deed.undone)
        self.take_back.setVisible(deed is not None)

    def _open(self, _row: int = 0) -> None:
        entry = self.files.current_record()
        if entry is not None and entry.opened is not None:
            self.opened.emit(entry)

    def _remove(self) -> None:
        entry = self.files.current_record()
        if entry is not None:
            self.removed.emit(entry)

    def _take_back(self) -> None:
        deed = self.past.current_record()
        if deed is None:
            return
        self.take_back.setEnabled(False)
        number, title = deed.id, _("没有撤回“{name}”").format(name=deed.name)
        self._gate.write(
            lambda services: services.imports.take_back(number),
            self._taken_back,
            partial(self._not_taken_back, title),
        )

    def _taken_back(self, outcome: object) -> None:
        self.show_past()
        self.done.emit(_("已撤回：{name}").format(name=getattr(outcome, "name", "")))

    def _not_taken_back(self, title: str, why: str) -> None:
        self._follow_past()
        self.refused.emit(title, why)

    def _lay_out(self) -> None:
        theme = self._theme
        chosen = QWidget()
        column = QVBoxLayout(chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.files, 1)
        column.addWidget(self._problem)
        self._problem.setContentsMargins(theme.px(20), theme.px(6), theme.px(20), theme.px(6))
        foot = frame("filesFoot", "foot")
        foot.setFixedHeight(theme.row(56, 50))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.more)
        row.addWidget(self.drop)
        row.addStretch(1)
        row.addWidget(self.check)
        column.addWidget(foot)
        self._upper = QStackedWidget()
        self._upper.addWidget(self.empty)
        self._upper.addWidget(chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._upper, 3)
        layout.addWidget(self._past_part(), 2)

    def _past_part(self) -> QWidget:
        theme = self._theme
        part = frame("pastPart", "plain")
        head = frame("pastHead", "strip")
        head.setFixedHeight(theme.row(46, 42))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.addWidget(label("pastTitle", _("以前的导入"), "h15"))
        row.addStretch(1)
        row.addWidget(self.take_back)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.past, 1)
        self._past_empty.setContentsMargins(theme.px(20), theme.px(12), 0, 0)
        column.addWidget(self._past_empty)
        column.addStretch(0)
        return part

    def _connect(self) -> None:
        self.empty.first.connect(self.choose_files)
        self.more.clicked.connect(self.choose_files)
        self.check.clicked.connect(self._open)
        self.drop.clicked.connect(self._remove)
        self.files.opened.connect(self._open)
        self.files.row_keys = RowKeys(N_("打开"))
        self.files.row_changed.connect(self._follow_file)
        self.past.row_changed.connect(self._follow_past)
        self.take_back.clicked.connect(self._take_back)
        self._desk.changes.changed.connect(self._look_again)

    def _look_again(self, _kinds: frozenset[str]) -> None:
        self.show_past()


def _file_columns() -> tuple[Column[FileEntry], ...]:
    return (
        Column("file", N_("文件"), lambda entry: entry.path.name, 300, tooltip=lambda entry: str(entry.path)),
        Column("kind", N_("是什么"), _kind, 130),
        Column("sheet", N_("工作表"), lambda entry: entry.draft.sheet, 130, tone=lambda _entry: "ink3"),
        Column("rows", N_("行数"), lambda entry: str(entry.rows or ""), 70, right=True),
        Column(
            "state",
            N_("到哪一步"),
            _state,
            stretch=True,
            glyph=lambda entry: _GLYPHS[entry.state],
            tooltip=lambda entry: entry.problem,
        ),
    )


def _past_columns() -> tuple[Column[Deed], ...]:
    return (
        Column("at", N_("时间"), lambda deed: f"{deed.at:%Y-%m-%d %H:%M}", 150),
        Column("name", N_("导入了什么"), lambda deed: deed.name, stretch=True),
        Column("source", N_("怎么导入的"), _source, 90, tone=lambda _deed: "ink3"),
        Column("state", N_("状态"), _undone, 110, tone=lambda deed: "ink3" if deed.undone else "ink"),
    )


def _kind(entry: FileEntry) -> str:
    return kind_label(entry.draft.kind) if entry.draft.kind else ""


def _state(entry: FileEntry) -> str:
    words = _(_STATES[entry.state])
    if entry.problem and entry.state is FileState.UNKNOWN:
        # What the sheet is taken for says it all; "not recognised" beside it would contradict it.
        return entry.problem
    return f"{words}  {entry.problem}" if entry.problem else words


def _source(deed: Deed) -> str:
    return _(_SOURCES[deed.source]) if deed.source in _SOURCES else deed.source


def _undone(deed: Deed) -> str:
    return _("已撤回") if deed.undone else _("在用")


def _rows(entries: Sequence[FileEntry]) -> ListRows[FileEntry]:
    return ListRows(entries, lambda entry: entry.path)


def _deed_rows(deeds: Sequence[Deed]) -> ListRows[Deed]:
    return ListRows(deeds, lambda deed: deed.id)


def _name(entry: FileEntry) -> str:
    return entry.path.name
