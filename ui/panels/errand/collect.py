"""收表汇总: what became of each returned workbook, who is missing, and the one table they make."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.folder import Attachment
from gzparty.domain.people import UnitView
from gzparty.exchange.collecting import Collected, Returned, Taken, Wanted, collect, write_collected
from gzparty.i18n import N_, _
from gzparty.labels import sentence, spoken
from gzparty.services.context import Done
from gzparty.services.duty_views import ErrandView
from ui.asked_files import documents
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.jobs import Job, Progress
from ui.lasting import Shown
from ui.panels.errand.rows import WORKBOOKS
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.busy_line import BusyLine
from ui.widgets.controls import button, label
from ui.widgets.dialog_size import open_at
from ui.widgets.pressing import PressingDialog

if TYPE_CHECKING:
    from gzparty.services.file_ports import BlobStore

SIZE = (980, 640)
NAMED = 12
"""Units named in the sentence about who is missing."""
_WORDS = {
    Taken.MERGED: N_("并进来了"),
    Taken.OTHER_HEADER: N_("表头不一样"),
    Taken.NO_UNIT: N_("不知道是谁的"),
    Taken.TWICE: N_("有几份"),
    Taken.EMPTY: N_("没填"),
    Taken.UNREADABLE: N_("打不开"),
}


def file_columns() -> tuple[Column[Returned], ...]:
    """Make the columns of the list of files."""
    return (
        Column("file", N_("文件"), lambda file: file.file, 200, tooltip=lambda file: file.file),
        Column("unit", N_("单位"), lambda file: file.unit.name if file.unit else "", 110),
        Column("taken", N_("结果"), _taken, 130, glyph=_glyph),
        Column("rows", N_("行数"), _rows, 64, right=True, sort_key=lambda file: len(file.rows)),
        Column("why", N_("说明"), _why, stretch=True, tone=lambda _file: "ink2", tooltip=_why),
    )


class CollectDialog(PressingDialog):
    """Reads the files in a job, shows the outcome, stores the table where the clerk says."""

    done_deed = Signal(str)
    made = Signal(object)
    """The path of the table."""

    def __init__(self, desk: Desk, gate: Gate, view: ErrandView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("collectDialog")
        self.setWindowTitle(_("收表汇总"))
        self._desk = desk
        self._gate = gate
        self._view = view
        self._job: Job | None = None
        self.collected: Collected | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        open_at(self, desk.theme, SIZE[0], SIZE[1])

    def read(self, paths: Sequence[Path]) -> None:
        """Read what came back."""
        view, reader = self._view, self._gate.reader
        wanted = _wanted(view, reader.people.units())
        form = _form_of(reader.folders.forms(view.errand.id))
        blobs = reader.store.blobs

        def work(progress: Progress, stopped: Callable[[], bool]) -> Collected:
            def begun(number: int, total: int, name: str) -> None:
                progress(number - 1, total, name)

            with tempfile.TemporaryDirectory() as folder:
                blank = _written(blobs, form, Path(folder)) if form else None
                return collect(paths, wanted, blank, begun, stopped)

        told = Shown(_("正在读交回来的文件"), stops=True, line=self._busy)
        self._job = self._desk.jobs.run(work, self._show, self._failed, told)

    def save_to(self, path: Path) -> None:
        """Write the table."""
        collected = self.collected
        if collected is None:
            return
        title = self._view.errand.title

        def work(_progress: Progress, _stopped: Callable[[], bool]) -> Path:
            write_collected(collected, path, title, _("单位"))
            return path

        told = Shown(_("正在存汇总表"), line=self._busy, broken="making_stopped")
        self._desk.jobs.run(work, self._saved, self._failed, told)

    def tick(self) -> None:
        """Tick the units whose file was merged as handed in today, those that are not ticked yet."""
        if self.collected is None:
            return
        open_ones = {unit.id for unit, owed, _state in self._view.units if owed.received_on is None}
        numbers = [file.unit.id for file in self.collected.merged if file.unit and file.unit.id in open_ones]
        errand = self._view.errand.id
        if numbers:
            self._gate.write(
                lambda services: services.errands.receive(errand, numbers, None), self._ticked, self._say
            )

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._busy = BusyLine(theme, "collectBusy")
        self._summary = label("collectSummary")
        self._missing = label("collectMissing", role="label")
        self._basis = label("collectBasis", role="hint")
        self._told = label("collectTold", role="problem")
        for words in (self._summary, self._missing, self._basis, self._told):
            words.setWordWrap(True)
        self._told.hide()
        self.table = RecordTable[Returned](file_columns(), ListRows[Returned]([], _name), _name)
        self.grid = RecordView[Returned](theme, self._desk.memory, "collectGrid")
        self.grid.setAccessibleName(_("交回来的文件"))
        self.grid.set_records(self.table)
        self._tick = button(theme, "collectTick", _("给交了的打勾"))
        self._close = button(theme, "collectClose", _("收起"))
        self._save = button(theme, "collectSave", _("存汇总表…"), "primary")
        for control in (self._tick, self._save):
            control.setEnabled(False)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._tick)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        title = _("收表汇总　{title}").format(title=self._view.errand.title)
        column.addWidget(label("collectTitle", title, "h16"))
        for part in (self._busy, self._summary, self._missing, self._basis):
            column.addWidget(part)
        column.addWidget(self.grid, 1)
        column.addWidget(self._told)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self._ask_where)
        self._tick.clicked.connect(self.tick)

    def _show(self, collected: Collected) -> None:
        self.collected = collected
        left = len(collected.files) - len(collected.merged)
        words = _("{files} 份文件，并进来 {merged} 份，共 {rows} 行。").format(
            files=len(collected.files), merged=len(collected.merged), rows=collected.count
        )
        rest = _("{n} 份没有并，原因写在后面，改好了再来一次。").format(n=left)
        self._summary.setText(words + rest if left else words)
        self._missing.setText(_missing_words([unit.name for unit in collected.missing]))
        basis = (
            _("表头照附表核对。")
            if collected.by_form
            else _("没有附表，照多数文件的表头核对；先附上空表更稳当。")
        )
        self._basis.setText(basis)
        ordered = sorted(collected.files, key=lambda file: file.taken is Taken.MERGED)
        self.table.show(ListRows(ordered, _name))
        for control in (self._tick, self._save):
            control.setEnabled(bool(collected.merged))

    def _ask_where(self) -> None:
        name = _("{title}-汇总.xlsx").format(title=self._view.errand.title)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("汇总表存到哪里"), str(documents() / name), _("表格 (*.xlsx)")
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx"))

    def _saved(self, path: Path) -> None:
        self.made.emit(path)
        self._say("")
        self._summary.setText(_("汇总表存好了：{path}").format(path=path))

    def _failed(self, error: Exception) -> None:
        self._say(spoken(error))

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _ticked(self, outcome: Done[None]) -> None:
        self._tick.setEnabled(False)
        if outcome.action:
            self.done_deed.emit(outcome.name)

    def done(self, result: int) -> None:
        """What nobody looks at any more is not read on."""
        if self._job is not None:
            self._job.stop()
        super().done(result)


def _wanted(view: ErrandView, units: Sequence[UnitView]) -> Wanted:
    asked = [unit for unit, _owed, _state in view.units]
    known = {unit.id for unit in asked}
    return Wanted(asked, [unit for unit in units if unit.id not in known])


def _form_of(forms: Sequence[Attachment]) -> Attachment | None:
    """The attached form that is a spreadsheet, the last one where there are several."""
    return next((form for form in reversed(forms) if Path(form.name).suffix.lower() in WORKBOOKS), None)


def _written(blobs: BlobStore, form: Attachment, folder: Path) -> Path:
    with blobs.aside() as own:
        path = folder / Path(form.name).name
        path.write_bytes(own.get(form.hash))
        return path


def _missing_words(names: Sequence[str]) -> str:
    if not names:
        return _("都交齐了。")
    words = _("、").join(names[:NAMED])
    if len(names) > NAMED:
        words = _("{words} 等").format(words=words)
    return _("还差 {n} 个：{names}。").format(n=len(names), names=words)


def _name(file: Returned) -> str:
    return file.file


def _taken(file: Returned) -> str:
    return _(_WORDS[file.taken])


def _glyph(file: Returned) -> Glyph:
    if file.taken is not Taken.MERGED:
        return Glyph.RETURNED
    return Glyph.LATE if file.findings else Glyph.DONE


def _rows(file: Returned) -> str:
    return str(len(file.rows)) if file.taken is Taken.MERGED else ""


def _why(file: Returned) -> str:
    said = [sentence(finding) for finding in file.findings]
    if file.left_out and file.taken is Taken.MERGED:
        said.append(_("合计和填表人 {n} 行没有并").format(n=file.left_out))
    return _("；").join(words.removesuffix(_("。").strip()) for words in said)
