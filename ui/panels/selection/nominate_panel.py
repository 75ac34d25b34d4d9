"""推荐: the nomination of the current row with its 事迹 and files; the next one is added, or nominations are closed."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.domain.date_text import Lean
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.services.selection_views import NominationLine, SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import keys_of
from ui.panels.selection.nomination_files import NominationFiles
from ui.panels.selection.step_panel import StepPanel
from ui.panels.selection.subject import NominationSubject, asked_lengths
from ui.widgets.controls import label
from ui.widgets.date_edit import DateEdit
from ui.widgets.more_button import MoreButton


class NominatePanel(StepPanel):
    """Follows the table."""

    nominate_wanted = Signal()
    edit_wanted = Signal()
    delete_wanted = Signal()
    withdraw_wanted = Signal()
    back_wanted = Signal()
    """A nomination that was withdrawn stands again."""
    file_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "nominatePanel")
        self.line: NominationLine | None = None
        self.subject = NominationSubject(desk.theme, partial(asked_lengths, gate))
        self.files = NominationFiles(desk, gate)
        self._opinion = label("nominationOpinionText", role="fact", tone="ink2")
        self._opinion.setWordWrap(True)
        self._nobody = label("nominateNobody", role="label")
        self._nobody.setWordWrap(True)
        self._more = MoreButton(desk.theme, "moreNomination")
        self._closing = DateEdit(desk.theme, "closingDay", self._today().year, lean=Lean.FUTURE)
        self._closing_row = QWidget()
        self._proposed: tuple[int, date] | None = None
        self._arrange()

    def show_nomination(self, line: NominationLine | None) -> None:
        """Show the nomination of the current row."""
        self.line = line
        view = self.view
        if view is None:
            return
        self._subject_section.setVisible(line is not None)
        self._files_section.setVisible(line is not None)
        self._nobody_section.setVisible(line is None)
        self._say_nobody(view)
        for action in (self._edit, self._delete, self._withdraw):
            action.setEnabled(line is not None)
        if line is None:
            self.show_title(_("推荐"), view.selection.title)
            return
        one = line.nomination
        self.show_title(one.name, one.unit_name if one.unit_name != one.name else "")
        self.subject.show_line(line, whole=True)
        self._opinion.setText(_("推荐意见：{text}").format(text=one.opinion))
        self._opinion.setVisible(bool(one.opinion))
        files = self._gate.reader.store.folders.of_nominations([one.id])
        self.files.show_files(one.id, [*files])
        self._withdraw.setText(_("不撤回了") if one.withdrawn_on else _("撤回推荐…"))

    def _show(self, view: SelectionView) -> None:
        still = next(
            (one for one in view.nominations if self.line and one.nomination.id == self.line.nomination.id),
            None,
        )
        closed, imported = view.selection.nominations_closed_on, view.selection.imported
        self._close_now.setVisible(closed is None and not imported)
        self._closing_row.setVisible(closed is None and not imported)
        self._propose_closing(view)
        self._reopen.setVisible(closed is not None)
        self._add.setVisible(not imported)
        self._add.setEnabled(closed is None)
        self._add.setToolTip(_("推荐 {day}已经截止").format(day=prose(closed)) if closed else keys_of("new"))
        if imported:
            self.show_tag(_("补登"))
        else:
            self.show_tag(_("推荐已截止") if closed else _("推荐中"), "" if closed else "info")
        self.show_nomination(still or (view.nominations[0] if view.nominations else None))

    def _say_nobody(self, view: SelectionView) -> None:
        until = view.selection.nominate_until
        words = _("推荐到 {day}截止。").format(day=prose(until)) if until else _("没有定推荐截止的日子。")
        self._nobody.setText(words + _("报来一个登一个，截止后一起审核。"))

    def _propose_closing(self, view: SelectionView) -> None:
        """The day nominations were to end by, once it is over, else today; another day typed for it stays."""
        until, today = view.selection.nominate_until, self._today()
        proposed = view.selection.id, until if until is not None and until < today else today
        if proposed != self._proposed:
            self._proposed = proposed
            self._closing.set_value(proposed[1])

    def _close_nominations(self) -> None:
        day = self._closing.value()
        if self._closing.problem() or day is None:
            self._refuse(self._closing.problem() or _("填上推荐哪天截止的，如 6.8"))
        elif self.view is not None:
            number = self.view.selection.id
            self._write(lambda services: services.selections.close_nominations(number, day))

    def _reopen_nominations(self) -> None:
        if self.view is not None:
            number = self.view.selection.id
            self._write(lambda services: services.selections.reopen_nominations(number))

    def _remove_file(self, attachment_id: int) -> None:
        self._write(lambda services: services.selection_files.remove(attachment_id))

    def _take_back(self) -> None:
        if self.line is not None and self.line.nomination.withdrawn_on is not None:
            self.back_wanted.emit()
        else:
            self.withdraw_wanted.emit()

    def _arrange(self) -> None:
        px = self.theme.px
        self._nobody_section = self.add_section(self._nobody, ruled=False)
        self._subject_section = self.add_section(self._block("nominationWhole", self.subject, self._opinion))
        self._files_section = self.add_section(self.files, ruled=False)
        self.take_drops(self.files)
        self.column.addStretch(1)
        self._problem.setContentsMargins(px(16), 0, px(16), px(8))
        row = QHBoxLayout(self._closing_row)
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        row.setSpacing(px(8))
        row.addWidget(label("closingLabel", _("截止日期"), "label"))
        row.addWidget(self._closing)
        row.addStretch(1)
        self.pin(self._closing_row)
        self.pin(self._problem)
        self._add = self.add_deed("panelNominate", _("加推荐"), icon="plus")
        self._close_now = self.add_deed("closeNominations", _("推荐截止，去审核"))
        self._reopen = self.add_deed("reopenNominations", _("重新开放推荐"))
        self.foot.addStretch(1)
        self.foot.addWidget(self._more)
        self._edit = self._more.add("editNomination", _("修改…"), self.edit_wanted.emit)
        self._withdraw = self._more.add("withdrawNomination", _("撤回推荐…"), self._take_back)
        self._delete = self._more.add("deleteNomination", _("删除"), self.delete_wanted.emit)
        self._add.clicked.connect(self.nominate_wanted)
        self._close_now.clicked.connect(self._close_nominations)
        self._reopen.clicked.connect(self._reopen_nominations)
        self.files.done.connect(self.done)
        self.files.file_wanted.connect(self.file_wanted)
        self.files.file_removal_wanted.connect(self._remove_file)
