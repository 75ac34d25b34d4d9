"""What belongs to a session beside its roll: its folder, leave known in advance, walk-ins, make-ups, papers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from gzparty.domain.roll import OWES_MAKEUP
from gzparty.domain.sitting import LeaveRequest, RollState
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.services.folders import FolderView
from gzparty.services.views import RollRow, SessionDetail
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.folder_words import folder_checks, folder_figure
from ui.widgets.checklist import Checklist
from ui.widgets.controls import button, frame, label
from ui.widgets.flow import FlowLayout
from ui.widgets.more_button import MoreButton

if TYPE_CHECKING:
    from ui.panels.ask import Call, Question, Values
    from ui.panels.leave_list import LeaveList

PAPERS = {"training-notice": N_("打印通知"), "export-roll": N_("把考勤导出成表格")}
"""The papers of a session that are wanted less often than its roll."""


FORM = "roll"
"""Under what half-typed dialogs are kept: roll/leave 12 34, of a sitting and a person."""


class RollSide(QFrame):
    """The panel on the right of the roll."""

    paper_wanted = Signal(str)
    folder_wanted = Signal(str)
    """A kind of material whose files shall be seen."""
    done = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rollSide")
        self.setProperty("role", "panel")
        self.setAccessibleName(_("一期一档"))
        self._desk = desk
        self._gate = gate
        self._detail: SessionDetail | None = None
        self._row: RollRow | None = None
        self._figures: dict[str, QLabel] = {}
        self._leave_list: LeaveList | None = None
        self._make_controls()
        self._lay_out()
        self._follow_density()
        gate.drafts.opens(FORM, self._go_on)
        desk.theme.density_changed.connect(self._follow_density)

    def show_detail(self, detail: SessionDetail) -> None:
        """Show what there is of a session."""
        self._detail = detail
        counts, rows = detail.roll.counts, detail.roll.rows
        owed = [row for row in rows if row.attendance.status in OWES_MAKEUP and not row.attendance.guest]
        done = sum(row.makeup is not None for row in owed)
        self._figures["coverage"].setText(f"{counts.units_covered}/{counts.units_expected}")
        requested = sum(row.requested is not None for row in rows)
        self._requests.setText(_("{n} 人").format(n=requested))
        self._requests.setEnabled(requested > 0)
        if self._leave_list is not None:
            self._leave_list.show_rows(rows)
        self._figures["makeup"].setText(f"{done}/{len(owed)}" if owed else "0")
        self._show_deeds()

    def show_folder(self, folder: FolderView) -> None:
        """Show how far the session's folder is."""
        self.checklist.show_checks(folder_checks(folder))
        self._figure.setText(folder_figure(folder))

    def menu(self, parent: QWidget) -> QMenu:
        """Offer the panel's deeds as a menu, for a right click and for windows without room for the panel."""
        menu = QMenu(parent)
        menu.setObjectName("rollMenu")
        for made in (self._leave, self._guest, self._requests, self._roll):
            action = menu.addAction(made.accessibleName() or made.text())
            action.setEnabled(made.isEnabled())
            action.triggered.connect(made.click)
        menu.addActions(self._more.offered().actions())
        return menu

    def show_row(self, row: RollRow | None) -> None:
        """Follow the current row: leave and make-ups are about that person."""
        self._row = row
        self._show_deeds()

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._leave = button(theme, "requestLeave", _("提前请假"), "small")
        self._guest = button(theme, "addGuest", _("加列席"), "small")
        self._roll = button(theme, "paper_roll", _("打印考勤表"), "small")
        self._more = self._rarer_deeds()
        self._requests = button(theme, "showRequests", "", "link")
        self._requests.setAccessibleName(_("看提前请假的人"))
        self._requests.setToolTip(_("看提前请假的人，可以销假"))
        self._hint = label(
            "rollSideHint",
            _("照门口纸质签到表补录，不记签到时间。结束后没记的人算待核实，不算缺席。"),
            "hint",
        )
        self._hint.setWordWrap(True)
        self._figure = label("folderFigure", role="label")
        self.checklist = Checklist(theme, "folderChecklist", _("一期一档"))
        self.checklist.chosen.connect(self.folder_wanted)
        self._requests.clicked.connect(self._show_requests)
        self._leave.clicked.connect(self._ask_leave)
        self._guest.clicked.connect(self._ask_guest)
        self._roll.clicked.connect(partial(self.paper_wanted.emit, "roll"))

    def _rarer_deeds(self) -> MoreButton:
        more = MoreButton(self._desk.theme, "moreRollSide", small=True)
        self._makeup = more.add("recordMakeup", _("登记补课"), self._ask_makeup)
        taken = more.add("importRoll", _("导入签到"), self._want_import)
        taken.setToolTip(_("把签到名单的表格记到这一期"))
        more.add_line()
        for paper, words in PAPERS.items():
            more.add(f"paper_{paper}", _(words), partial(self.paper_wanted.emit, paper))
        return more

    def _lay_out(self) -> None:
        theme = self._desk.theme
        body = QWidget()
        body.setProperty("role", "panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(12))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.checklist)
        column.addSpacing(theme.px(8))
        coverage = self._figures["coverage"] = label("sideFigure_coverage", role="hint")
        makeup = self._figures["makeup"] = label("sideFigure_makeup", role="hint")
        facts = ((_("到会的村"), coverage), (_("提前请假"), self._requests), (_("补课"), makeup))
        for words, figure in facts:
            column.addLayout(self._figure_row(words, figure))
        column.addSpacing(theme.px(12))
        column.addStretch(1)
        column.addWidget(self._hint)
        scroll = QScrollArea()
        scroll.setObjectName("rollSideScroll")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        # A click beside the lines leaves the focus where the typing goes.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._foot())

    def _foot(self) -> QFrame:
        """The deeds stay in sight, however long the folder is."""
        px = self._desk.theme.px
        foot = frame("rollSideFoot", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(16), px(8), px(12), px(8))
        column.addWidget(self._button_flow((self._leave, self._guest, self._roll, self._more)))
        return foot

    def _head(self) -> QHBoxLayout:
        title = label("rollSideTitle", _("一期一档"), "h15")
        title.setFixedHeight(self._desk.theme.px(50))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._figure)
        return head

    def _figure_row(self, words: str, figure: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        name = label(f"side_{figure.objectName()}", words, "label")
        name.setFixedHeight(self._desk.theme.px(26))
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(figure)
        return row

    def _button_flow(self, buttons: Sequence[QWidget]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, self._desk.theme.px(6))
        for one in buttons:
            flow.addWidget(one)
        return box

    def _follow_density(self) -> None:
        self.setFixedWidth(self._desk.theme.row(222, 190))
        self._hint.setVisible(not self._desk.theme.compact)

    def _show_deeds(self) -> None:
        row = self._row.attendance if self._row else None
        closed = self._detail is not None and self._detail.sitting.roll_state is RollState.CLOSED
        self._leave.setEnabled(row is not None and row.person_id is not None and not closed)
        owes = row is not None and row.id > 0 and row.status in OWES_MAKEUP and not row.guest
        self._makeup.setEnabled(owes and self._row is not None and self._row.makeup is None)
        self._leave.setToolTip(_("先在名单里选中一个人"))
        self._makeup.setToolTip(_("先在名单里选中一个请假、公出、代会或缺席的人"))

    def _ask_leave(self) -> None:
        if self._row is not None:
            self._ask_leave_of(self._row)

    def _ask_leave_of(self, row: RollRow) -> None:
        person_id = row.attendance.person_id
        if person_id is None:
            return
        from ui.panels.ask import Question
        from ui.panels.roll_forms import LeaveForm

        line = row.attendance
        with self._gate.reading():
            approver = self._gate.reader.offices.settings().leave_approver
            hint = self._gate.reader.sessions.leave_hint(person_id, line.sitting_id)
        form = LeaveForm(self._desk.theme, approver, sentence(hint) if hint else "")
        title = _("{unit} {name} 提前请假").format(unit=line.unit_name, name=line.name)
        key = draft_key(FORM, "leave", line.sitting_id, person_id)
        question = Question(title, _("登记"), form, draft=key)
        today = self._gate.reader.context.today()

        def request(values: Values) -> LeaveRequest:
            return LeaveRequest(0, "", line.sitting_id, person_id, requested_on=today, **values)

        self._ask(question, lambda services, values: services.rolls.request_leave(request(values)))

    def _want_import(self) -> None:
        """A list of attendance goes in on the page of imports, which knows then whose it is."""
        if self._detail is not None:
            from ui.wishes import ImportRequest

            self._desk.wishes.show_page("import", ImportRequest(record=self._detail.training.number))

    def _show_requests(self) -> None:
        """Show who asked for leave, each with a way to take it back."""
        if self._detail is None:
            return
        from ui.panels.leave_list import LeaveList

        if self._leave_list is None:
            # One for the panel's life: a write may end after the list was closed.
            self._leave_list = LeaveList(self._desk.theme, self._gate, self)
            self._leave_list.withdrawn.connect(self.done)
        self._leave_list.show_rows(self._detail.roll.rows)
        self._leave_list.open()

    def _ask_guest(self) -> None:
        if self._detail is None:
            return
        from ui.panels.ask import Question
        from ui.panels.roll_forms import GuestForm

        sitting = self._detail.sitting.id
        key = draft_key(FORM, "guest", sitting, 0)
        question = Question(_("加列席人员"), _("加上"), GuestForm(self._desk.theme), draft=key)
        self._ask(question, lambda services, values: services.rolls.add_guest(sitting, **values))

    def _go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its roll is in sight."""
        deed, sitting, number = record.split(" ")
        if self._detail is None or str(self._detail.sitting.id) != sitting:
            return
        if deed == "guest":
            self._ask_guest()
        for row in self._detail.roll.rows:
            if deed == "leave" and str(row.attendance.person_id) == number:
                self._ask_leave_of(row)
            elif deed == "makeup" and str(row.attendance.id) == number and row.makeup is None:
                self._ask_makeup_of(row)

    def _ask_makeup(self) -> None:
        if self._row is not None:
            self._ask_makeup_of(self._row)

    def _ask_makeup_of(self, row: RollRow) -> None:
        if self._detail is None:
            return
        from ui.panels.ask import Question
        from ui.panels.roll_forms import MakeupForm

        line = row.attendance
        length = self._detail.sitting.end - self._detail.sitting.start
        today = self._gate.reader.context.today()
        form = MakeupForm(self._desk.theme, today, int(length.total_seconds()) // 60)
        title = _("{unit} {name} 补课").format(unit=line.unit_name, name=line.name)
        key = draft_key(FORM, "makeup", self._detail.sitting.id, line.id)
        question = Question(title, _("登记"), form, draft=key)
        self._ask(question, lambda services, values: services.rolls.record_makeup(line.id, **values))

    def _ask(self, question: Question, call: Call) -> None:
        from ui.panels.ask import ask_and_write

        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)
