"""完成: what was stored, what to know of it, where the copy lies, and the ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gzparty.domain.table import TableKind
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.imports import figures
from gzparty.services.import_result import ImportResult
from ui.importing import FileEntry
from ui.theme import Theme
from ui.widgets.controls import button, label

WIDTH = 640
MOST_NOTES = 500
NOTE_LINE, LINES = 20, 12


class DonePanel(QFrame):
    """The last step of one file."""

    undo_wanted = Signal()
    rest_wanted = Signal()
    """The clerk goes back to the rows that are still open."""
    next_wanted = Signal()
    files_wanted = Signal()
    page_wanted = Signal(str)
    """Where the work goes on once the last file is in: a page by its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importDone")
        self._theme = theme
        self.title = label("doneTitle", role="h18")
        self.figures = label("doneFigures", role="lead")
        self.rest_words = label("doneRest", tone="warn")
        self.backup = label("doneBackup", role="label", tone="ink2")
        self.notes_title = label("doneNotesTitle", _("要知道的"), "labelStrong")
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("doneNotes")
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName(_("要知道的"))
        self.undo = button(theme, "undoImport", _("撤销这次导入"), icon="undo")
        self.rest = button(theme, "restOfImport", "")
        self.files = button(theme, "doneFiles", _("回到文件列表"))
        self.next = button(theme, "nextFile", "", "primary")
        self.onward = button(theme, "importOnward", "", "primary")
        self._onward_page = ""
        for part in (self.title, self.figures, self.rest_words, self.backup):
            part.setWordWrap(True)
        self._lay_out()
        self.undo.clicked.connect(self.undo_wanted)
        self.rest.clicked.connect(self.rest_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.files.clicked.connect(self.files_wanted)
        self.onward.clicked.connect(self._go_on)

    def show_result(self, entry: FileEntry, result: ImportResult, following: FileEntry | None) -> None:
        """Say what became of a file, and which one comes next."""
        left = len(result.suspect) + len(result.rejected)
        words = _("“{file}”导入完了") if not left else _("“{file}”里对的行导入了")
        self.title.setText(words.format(file=entry.path.name))
        self.figures.setText(_("{figures}。").format(figures=figures(result)))
        told = _("还有 {n} 行没导入，留在这里，改好了再导入；关掉也不会丢。")
        self.rest_words.setText(told.format(n=left) if left else "")
        self.rest_words.setVisible(bool(left))
        copy = _("导入前备份在 {name}").format(name=Path(result.backup).name) if result.backup else ""
        self.backup.setText(copy)
        self.backup.setToolTip(result.backup)
        self.backup.setVisible(bool(copy))
        self._show_notes(result)
        self.undo.setEnabled(bool(result.action))
        self.rest.setText(_("接着改剩下的 {n} 行").format(n=left))
        self.rest.setVisible(bool(left))
        self.next.setVisible(following is not None)
        if following is not None:
            self.next.setText(_("下一个文件：{file}").format(file=following.path.name))
        self.onward.setVisible(following is None and not left)
        self._name_onward(entry)

    def show_undone(self) -> None:
        """The import was taken back."""
        self.title.setText(_("这次导入撤销了"))
        self.figures.setText(_("办公文件和导入前一样。"))
        self.undo.setEnabled(False)
        self.onward.hide()

    def focus_target(self) -> QWidget:
        """Where the focus goes: the way on."""
        ways = (self.next, self.rest, self.onward, self.files)
        return next(way for way in ways if way.isVisibleTo(self))

    def _name_onward(self, entry: FileEntry) -> None:
        ways = {
            TableKind.SECRETARIES: ("training", _("去排书记培训")),
            TableKind.PROBLEMS: ("ledger", _("去看整改台账")),
            TableKind.NOMINATIONS: ("selection", _("去看典型评选")),
        }
        self._onward_page, words = ways.get(entry.draft.kind or TableKind.UNITS, ("people", _("去看名册")))
        self.onward.setText(words)

    def _go_on(self) -> None:
        self.page_wanted.emit(self._onward_page)

    def _show_notes(self, result: ImportResult) -> None:
        lines = [sentence(note) for note in result.notes[:MOST_NOTES]]
        more = len(result.notes) - len(lines)
        if more > 0:
            lines.append(_("还有 {n} 条没有列出。").format(n=more))
        left = sum(1 for _person in result.missing) - result.gone
        if left > 0:
            lines.append(_("这次没有了的人还有 {n} 个没动，名册里都还在。").format(n=left))
        self.notes.setPlainText("\n".join(lines))
        shown = min(max(len(lines), 2), LINES)
        self.notes.setFixedHeight(self._theme.px(NOTE_LINE) * shown + self._theme.px(24))
        self.notes.setVisible(bool(lines))
        self.notes_title.setVisible(bool(lines))

    def _lay_out(self) -> None:
        theme = self._theme
        block = QWidget()
        block.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.row(10, 8))
        for part in (self.title, self.figures, self.rest_words, self.backup, self.notes_title, self.notes):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for way in (self.next, self.rest, self.onward, self.files, self.undo):
            buttons.addWidget(way)
        buttons.addStretch(1)
        column.addSpacing(theme.px(6))
        column.addLayout(buttons)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(40), theme.row(36, 20), theme.px(20), theme.row(20, 8))
        layout.addWidget(block, 1)
        layout.addStretch(0)
