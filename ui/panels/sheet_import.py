"""Taking in a spreadsheet of the office's own: choose the file, then read what became of every row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gzparty.domain.table import TableKind
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.import_result import ImportResult
from ui.gate import Gate
from ui.theme import Theme
from ui.widgets.controls import button, label

WIDTH, HEIGHT = 560, 420


class SheetImport(QObject):
    """Imports into the office the window shows; one undo takes all of it back."""

    done = Signal(str)
    """A deed that can be taken back."""
    refused = Signal(str)
    """Why the file cannot be read at all."""

    def __init__(self, theme: Theme, gate: Gate, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._gate = gate
        self._window = window

    def choose_secretaries(self) -> None:
        """Ask for a roster of village secretaries and take it in."""
        self._choose(TableKind.SECRETARIES, _("选书记花名册"))

    def choose_members(self) -> None:
        """Ask for a roster of members and take it in."""
        self._choose(TableKind.MEMBERS, _("选党员花名册"))

    def take(self, kind: TableKind, path: Path) -> None:
        """Take a file in, in the writer's thread."""
        self._gate.write(partial(_take, kind, path), self._tell, self.refused.emit)

    def _choose(self, kind: TableKind, title: str) -> None:
        kinds = _("表格 (*.xlsx *.xls *.ods *.et *.csv)")
        name, _chosen = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if name:
            self.take(kind, Path(name))

    def _tell(self, outcome: Done[ImportResult]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)
        ImportReport(self._theme, outcome.value, self._window).open()


class ImportReport(QDialog):
    """What became of every row: the figures, then each row that was set aside with its reason."""

    def __init__(self, theme: Theme, result: ImportResult, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("importReport")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("导入结果"))
        self._title = label("importTitle", _("{file} 导入结果").format(file=result.file), "h16")
        self._figures = label("importFigures", figures(result))
        self._figures.setWordWrap(True)
        self._lines = QPlainTextEdit("\n".join(lines(result)))
        self._lines.setObjectName("importLines")
        self._lines.setReadOnly(True)
        self._lines.setAccessibleName(_("没有直接导入的行和说明"))
        self._lines.setVisible(bool(self._lines.toPlainText()))
        self._close = button(theme, "importClose", _("知道了"), "primary")
        self._close.setDefault(True)
        self._lay_out(theme)
        self._close.clicked.connect(self.accept)

    def _lay_out(self, theme: Theme) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        for part in (self._title, self._figures):
            layout.addWidget(part)
        layout.addWidget(self._lines, 1)
        layout.addLayout(foot)
        self.resize(
            theme.px(WIDTH), theme.px(HEIGHT) if self._lines.isVisibleTo(self) else self.sizeHint().height()
        )


def figures(result: ImportResult) -> str:
    """The counts of all buckets in one line."""
    return _(
        "新增 {added}，更新 {updated}，不变 {same}，疑似 {suspect}，没导入 {rejected}，"
        "标题合计等不是数据的 {ignored}。"
    ).format(
        added=result.added,
        updated=result.updated,
        same=result.same,
        suspect=len(result.suspect),
        rejected=len(result.rejected),
        ignored=len(result.ignored),
    )


def lines(result: ImportResult) -> Iterator[str]:
    """Each row set aside with its reason and way out, then the notes."""
    for title, reports in ((_("疑似"), result.suspect), (_("没导入"), result.rejected)):
        for report in reports:
            way_out = f" {sentence(report.repair)}" if report.repair else ""
            words = {"title": title, "row": report.row, "reason": sentence(report.reason)}
            yield _("{title} 第 {row} 行：{reason}").format(**words) + way_out
    for note in result.notes:
        yield sentence(note)
    if result.missing:
        names = _("、").join(person.label for person in result.missing)
        yield _("这次没有了的人 {n} 个，都还留着：{names}").format(n=len(result.missing), names=names)


def _take(kind: TableKind, path: Path, services: Services) -> Done[ImportResult]:
    from gzparty.exchange.pinyin import Pinyin
    from gzparty.exchange.reading import read_table
    from gzparty.services.importing import Importing

    importing = Importing(services.store, services.context, Pinyin())
    return importing.take(read_table(path, kind))
