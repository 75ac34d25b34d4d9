"""导入表格: choose files, see how they are read, put right what is wrong, take the good rows in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from gzparty.domain.table import TableKind
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.imports import field_label, kind_label
from gzparty.services.import_result import Gone, ImportResult
from ui.asked_files import documents
from ui.desk import Desk
from ui.gate import Gate
from ui.importing import FileEntry, FileState, ImportDesk
from ui.keys import hints
from ui.office_page import OfficePage
from ui.panels.import_check import MISSING, CheckPanel
from ui.panels.import_done import DonePanel
from ui.panels.import_files import FilesPanel
from ui.panels.import_mapping import MappingPanel
from ui.panels.import_repairs import Repair
from ui.reading import Reading
from ui.shell import Deeds
from ui.widgets.banner import Banner
from ui.widgets.controls import button, frame, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.error_bar import ErrorBar
from ui.widgets.more_button import MoreButton
from ui.widgets.page_area import Pages
from ui.widgets.step_line import StepLine
from ui.wishes import ImportRequest

STEPS = (N_("选文件"), N_("对应列"), N_("核对、改错"), N_("完成"))


class Step(IntEnum):
    """Where the clerk is."""

    FILES = 0
    COLUMNS = 1
    CHECK = 2
    DONE = 3


class ImportPage(OfficePage):
    """The page; the work itself is in `ImportDesk`."""

    def __init__(self, desk: Desk, gate: Gate, reading: Reading) -> None:
        super().__init__("importPage", desk, gate)
        self.work = ImportDesk(desk, gate, reading)
        self.step = Step.FILES
        self._single: Path | None = None
        self._make_controls()
        self._lay_out()
        self._connect()
        self._show_step(Step.FILES)

    def take_request(self, request: object) -> None:
        if not isinstance(request, ImportRequest):
            return
        self.work.record = request.record
        if request.files:
            self._add(request.files)

    def deeds(self) -> Deeds:
        if self.step is Step.CHECK:
            return {"next_problem": self.check.next_problem, "recount": self.work.judge}
        return {"new": self.files.choose_files} if self.step is Step.FILES else {}

    def panes(self) -> Sequence[QWidget]:
        if self.step is Step.FILES:
            return self.files.panes()
        if self.step is Step.DONE:
            return (self.finished.focus_target(),)
        return (self.mapping.focus_target(), self.check.pane())

    def key_hints(self) -> str:
        if self.step is not Step.CHECK:
            return ""
        if self.check.filter() == MISSING:
            return hints(gone=_("选怎么了"), open_row=_("选当前这一项"))
        return hints(next_problem=_("跳到下一个错"), edit_cell=_("改格子"), open_row=_("这一行怎么办"))

    def place(self) -> str:
        return self.check.place() if self.step is Step.CHECK else ""

    def bottom_inset(self) -> int:
        return self._desk.theme.row(56, 50)

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        from ui.pages.import_pictures import views

        return views(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        if self.step is Step.FILES:
            self.files.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the work when the clerk goes elsewhere."""
        self.work.keep_draft()
        super().hideEvent(event)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._title = label("importTitle", _("导入表格"), "h18")
        self._about = label("importAbout", tone="ink2")
        self.template = MoreButton(theme, "blankTemplate", _("下载空白模板"))
        for kind in TableKind:
            self.template.add(f"template_{kind.value}", kind_label(kind), partial(self._save_template, kind))
        self.cancel = button(theme, "cancelImport", _("取消导入"))
        self.steps = StepLine(theme, "importSteps", STEPS)
        self.error = ErrorBar(theme)
        self.resumed = Banner(theme, "importResumed", "edit")
        self._start_over = self.resumed.add_deed("startOver", _("从头来"))
        self.dropped = Banner(theme, "importDropped", "lock")
        self.files = FilesPanel(self._desk, self._gate)
        self.mapping = MappingPanel(theme)
        self.check = CheckPanel(self._desk)
        self.lacking = EmptyState(theme, "importLacking")
        self.finished = DonePanel(theme)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._head = frame("importHead", "head")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._title)
        row.addWidget(self._about, 1)
        row.addWidget(self.template)
        row.addWidget(self.cancel)
        self._right = QStackedWidget()
        self._right.addWidget(self.check)
        self._right.addWidget(self.lacking)
        split = QWidget()
        parts = QHBoxLayout(split)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(self.mapping)
        parts.addWidget(self._right, 1)
        self._body = Pages("importBody")
        for part in (self.files, split, self.finished):
            self._body.addWidget(part)
        self._stand(self._head, self.steps, self.error, self.resumed, self.dropped, self._body)
        self._follow_density()

    def _connect(self) -> None:
        work = self.work
        work.files_changed.connect(self._files_changed)
        work.judged.connect(self._judged)
        work.stored.connect(self._stored)
        work.done.connect(self.done)
        work.refused.connect(self._not_stored)
        self.files.files_chosen.connect(self._add)
        self.files.opened.connect(self.open_entry)
        self.files.removed.connect(work.remove)
        self.files.done.connect(self.copied)
        self.files.refused.connect(self._refused)
        self.mapping.mapped.connect(work.map_columns)
        self.mapping.kind_chosen.connect(self._choose_kind)
        self.mapping.sheet_chosen.connect(self._choose_sheet)
        self.check.edited.connect(work.edit)
        self.check.repaired.connect(self._repair)
        self.check.gone_said.connect(self._say_gone)
        self.check.back_wanted.connect(self._show_files)
        self.check.store_wanted.connect(self._store)
        self.check.moved.connect(self._moved)
        self.check.filtered.connect(self.deeds_changed)
        self.lacking.second.connect(self._show_files)
        self.finished.undo_wanted.connect(self._take_back)
        self.finished.rest_wanted.connect(self._back_to_rest)
        self.finished.next_wanted.connect(self._next)
        self.finished.files_wanted.connect(self._show_files)
        self.finished.page_wanted.connect(self._desk.wishes.show_page)
        self._start_over.clicked.connect(work.start_over)
        self.cancel.clicked.connect(self._cancel)
        self._desk.theme.density_changed.connect(self._follow_density)
        self._desk.changes.changed.connect(self._look_again)

    def _show_step(self, step: Step) -> None:
        self.step = step
        self.steps.show_step(step + (step is Step.DONE))
        part = {Step.FILES: 0, Step.COLUMNS: 1, Step.CHECK: 1, Step.DONE: 2}[step]
        self._body.setCurrentIndex(part)
        self._right.setCurrentIndex(0 if step is Step.CHECK else 1)
        self.cancel.setVisible(step in (Step.COLUMNS, Step.CHECK))
        self._show_about()
        self.deeds_changed.emit()
        self._moved()

    def _show_about(self) -> None:
        entry = self.work.current
        if entry is None or self.step is Step.FILES:
            self._about.setText("")
            return
        words = _("{file}　工作表“{sheet}”，{rows} 行") if entry.rows else _("{file}　工作表“{sheet}”")
        self._about.setText(words.format(file=entry.path.name, sheet=entry.draft.sheet, rows=entry.rows))

    def _add(self, paths: Sequence[Path]) -> None:
        """Put files into the queue; a single one is opened at once, further ones wait their turn."""
        if self.step in (Step.COLUMNS, Step.CHECK):
            self.work.add(paths)
            self.copied.emit(_("又加了 {n} 个文件，排在后面").format(n=len(paths)))
            return
        if self.step is Step.DONE:
            self._show_files()
        self._single = paths[0] if len(paths) == 1 else None
        self.work.add(paths)

    def _files_changed(self) -> None:
        self.files.show_entries(self.work.entries)
        self._show_about()
        entry = next((one for one in self.work.entries if one.path == self._single), None)
        if entry is not None and entry.state is not FileState.READING:
            self._single = None
            if entry.state is FileState.READY and self.step is Step.FILES:
                self.open_entry(entry)

    def _show_files(self) -> None:
        self.work.leave()
        self.error.hide()
        self.resumed.say("")
        self.dropped.say("")
        self.files.show_past()
        self._files_changed()
        self._show_step(Step.FILES)
        self.files.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def open_entry(self, entry: FileEntry) -> None:
        """Check a file of the queue."""
        self.error.hide()
        self.work.open(entry)
        if entry.draft.kind is None:
            self._judged()

    def _judged(self) -> None:
        entry = self.work.current
        judgement = entry.judgement if entry else None
        if entry is None or self.step is Step.DONE:
            return
        self._tell_resumed(entry)
        if judgement is None or judgement.result is None:
            self._show_lacking(entry)
            return
        self.mapping.show_entry(entry)
        self._tell_dropped(judgement.result)
        entering = self.step is not Step.CHECK
        self._show_step(Step.CHECK)
        self.check.show_entry(entry)
        if entering:
            self.check.pane().setFocus(Qt.FocusReason.OtherFocusReason)
        self._moved()

    def _show_lacking(self, entry: FileEntry) -> None:
        """The columns are not known yet: say which, and let the left side point them out."""
        from gzparty.exchange.judging import Judgement

        judgement = entry.judgement or Judgement()
        entry.judgement = judgement
        self.mapping.show_entry(entry)
        entering = self.step is not Step.COLUMNS
        self._show_step(Step.COLUMNS)
        kind = entry.draft.kind
        if kind is None:
            title, text = entry.problem or _("认不出这是什么表"), _("如果认错了，在左边“这是”里选一下。")
        elif judgement.missing:
            names = _("、").join(field_label(kind, name) for name in judgement.missing)
            title = _("还差 {names}").format(names=names)
            text = _("在左边找到这一列，选上要放到哪一项，就能接着核对。")
        else:
            title, text = sentence(judgement.problem) if judgement.problem else "", ""
        self.lacking.say(title, text, "", _("换一个文件"))
        if entering:
            self.mapping.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_resumed(self, entry: FileEntry) -> None:
        draft = entry.draft
        words = ""
        if entry.resumed:
            told = _("上次改到一半：改了 {cells} 格，定了 {rows} 行，说明了 {people} 人，都还在")
            words = told.format(cells=len(draft.edits), rows=len(draft.decisions), people=len(draft.gone))
        self.resumed.say(words)

    def _tell_dropped(self, result: ImportResult) -> None:
        """What was not read of the file, before anything is stored rather than after."""
        told = []
        if result.dropped:
            names = _("、").join(name[:20] for name in result.dropped)
            told.append(_("身份证号列已丢弃，没有读：{names}。").format(names=names))
        entry = self.work.current
        if entry is not None and entry.opened is not None:
            others = [name for name in entry.opened.sheets if name != entry.draft.sheet]
            if others:
                names = _("、").join(others[:5])
                told.append(_("文件里还有别的工作表没有读：{names}，在左边可以换。").format(names=names))
        self.dropped.say(" ".join(told))

    def _choose_kind(self, kind: TableKind) -> None:
        self.error.hide()
        self.work.choose_kind(kind)

    def _choose_sheet(self, sheet: str) -> None:
        self.error.hide()
        self.work.choose_sheet(sheet)
        if self.work.current is not None and self.work.current.draft.kind is None:
            self._show_lacking(self.work.current)

    def _repair(self, repairs: Sequence[Repair]) -> None:
        for repair in repairs:
            if repair.field:
                self.work.edit({(repair.row, repair.field): repair.text})
            elif repair.decision:
                self.work.decide(repair.row, repair.decision)
            else:
                self.work.restore(repair.row)

    def _say_gone(self, keys: Sequence[tuple[int, int]], what: Gone, on: object) -> None:
        from datetime import date

        self.work.say_gone(keys, what, on if isinstance(on, date) else None)

    def _store(self) -> None:
        self.error.hide()
        for way in (self.check.store_good, self.check.store_all):
            way.setEnabled(False)
        self.work.store()

    def _stored(self, result: ImportResult) -> None:
        entry = self.work.current
        if entry is None:
            return
        self._show_step(Step.DONE)
        self.resumed.say("")
        self.dropped.say("")
        self.finished.show_result(entry, result, self.work.next_entry())
        self.finished.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_stored(self, why: str) -> None:
        self.error.say(_("没有导入"), _("{why} 改过的格子和决定都还在。").format(why=why))
        self.work.judge()

    def _take_back(self) -> None:
        entry = self.work.current
        action = next((r.action for r in reversed(entry.results) if r.action), 0) if entry else 0
        if not action:
            return
        self._gate.write(
            lambda services: services.imports.take_back(action),
            self._taken_back,
            partial(self._refused, _("没有撤销这次导入")),
        )

    def _taken_back(self, _outcome: object) -> None:
        self.error.hide()
        self.finished.show_undone()
        if self.work.current is not None:
            self.work.current.state = FileState.READY
        self.copied.emit(_("这次导入已经撤销"))

    def _look_again(self, _kinds: frozenset[str]) -> None:
        """An import may be undone from elsewhere while its result is shown; what was refused before may now do."""
        self.error.hide()
        entry = self.work.current
        if self.step is Step.DONE and entry is not None and entry.results:
            action = entry.results[-1].action
            undone = {deed.id for deed in self._gate.reader.imports.past() if deed.undone}
            if action in undone:
                self.finished.show_undone()
            else:
                self.finished.show_result(entry, entry.results[-1], self.work.next_entry())

    def _back_to_rest(self) -> None:
        entry = self.work.current
        if entry is not None:
            self.step = Step.COLUMNS
            self.work.open(entry)

    def _next(self) -> None:
        entry = self.work.next_entry()
        if entry is not None:
            self.step = Step.COLUMNS
            self.open_entry(entry)

    def _cancel(self) -> None:
        """Leave the file as it is; what was put right stays for another time."""
        self._show_files()
        self.copied.emit(_("没有导入，改过的都留着"))

    def _refused(self, title: str, why: str) -> None:
        self.error.say(title, why)

    def _save_template(self, kind: TableKind) -> None:
        from gzparty.exchange.templates import TITLES

        name = _("{title}（空白模板）.xlsx").format(title=_(TITLES[kind]))
        target, _kind = QFileDialog.getSaveFileName(
            self, _("空白模板存到哪里"), str(documents() / name), _("表格 (*.xlsx)")
        )
        if target:
            self.save_template(kind, Path(target))

    def save_template(self, kind: TableKind, target: Path) -> None:
        """Write a blank workbook of one kind."""
        from gzparty.domain.diagnostic import Refusal
        from gzparty.exchange.templates import blank_template
        from gzparty.labels import refusal_text

        try:
            blank_template(kind, target)
        except Refusal as refusal:
            self.error.say(_("模板没有存下"), refusal_text(refusal))
            return
        self.copied.emit(_("空白模板存好了：{name}").format(name=target.name))

    def _moved(self) -> None:
        self.place_changed.emit(self.place())

    def _follow_density(self) -> None:
        self._head.setFixedHeight(self._desk.theme.row(56, 50))
