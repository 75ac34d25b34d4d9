"""收记录: the month's papers of all branches, typed like a sheet, pasted, or read from a 接龙."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain import month_entry as entry
from gzparty.domain.file_names import PICTURES, suffix_of
from gzparty.domain.meeting import MONTHLY, MeetingKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.period import period_text
from ui.chain_reading import ChainReading
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.month_sheet import MonthSheet
from ui.office_page import OfficePage
from ui.panels.intake.chain_panel import ChainPanel
from ui.panels.intake.head import IntakeHead, KindStrip
from ui.panels.intake.month_grid import MonthGridPanel
from ui.shell import Deeds
from ui.tables.month_lines import GridLine
from ui.widgets.banner import Banner
from ui.wishes import IntakeRequest, LifeRequest, PrintRequest

if TYPE_CHECKING:
    from ui.panels.intake.deeds import IntakeDeeds

SHOWS = frozenset(
    {"meeting", "sitting", "attendance", "month_lock", "unit", "unit_name", "party_group", "duty", "waiver"}
    | {"life_day", "setting", "attachment", "membership"}
)
REMEMBERED = "intake/shown"
REGISTER = "material-register"


class IntakePage(OfficePage):
    """The page; it knows the month and the kind in sight."""

    exported = Signal(object)
    """The path of a workbook that was made of the grid."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("intakePage", desk, gate)
        self.setAcceptDrops(True)
        self._deeds_asked: IntakeDeeds | None = None
        self.sheet = MonthSheet(desk, gate)
        self.reading = ChainReading(gate, self.sheet)
        self._make_controls()
        self._lay_out()
        self._connect()
        gate.drafts.opens("month", self._go_on)
        kept = desk.memory.recall(REMEMBERED)
        month, kind = kept if isinstance(kept, list) and len(kept) == 2 else ["", ""]
        self._show(self._month_of(month), _kind_of(kind))

    def refresh(self) -> None:
        """Read the month anew."""
        self.sheet.read()

    def deeds(self) -> Deeds:
        return {
            "new": self.asked.register_life_day,
            "print": self._print,
            "export": self.asked.export,
            "save": self.grid.store_all,
            "previous_period": self._previous_month,
            "next_period": self._next_month,
            "today": self._go_to_today,
            "next_problem": self.grid.next_problem,
            "recount": self.refresh,
        }

    def _go_on(self, record: str) -> None:
        """Go on with a dialog half typed."""
        self.asked.go_on(record)

    @property
    def asked(self) -> IntakeDeeds:
        """What the buttons of the head do, built when first wanted."""
        if self._deeds_asked is None:
            from ui.panels.intake.deeds import IntakeDeeds

            self._deeds_asked = IntakeDeeds(self._desk, self._gate, self.sheet, self)
            self._deeds_asked.done.connect(self.done)
            self._deeds_asked.told.connect(self.copied)
            self._deeds_asked.refused.connect(self._refuse)
            self._deeds_asked.exported.connect(self.exported)
            self._deeds_asked.unit_in_sight = self.grid.unit_in_sight
            self._deeds_asked.meetings_in_sight = self.grid.selected_meetings
        return self._deeds_asked

    def panes(self) -> Sequence[QWidget]:
        panes: list[QWidget] = [self.tabs, self.grid.view]
        question = self.panel.first_question()
        return [*panes, question] if question else panes

    def key_hints(self) -> str:
        return hints(
            row_down=_("下一行"),
            cell_right=_("右格"),
            open_row=_("打√"),
            fill_down=_("向下填"),
            paste=_("粘贴"),
            take_offered=_("应到照上次"),
            next_problem=_("下一个错"),
            open_record=_("打开记录"),
        )

    def place(self) -> str:
        where = _("{kind} {m} 月").format(kind=meeting_kind_label(self.sheet.kind), m=self.sheet.month.month)
        at = self.grid.place()
        return _("{at}　{where}").format(at=at, where=where) if at else where

    def take_request(self, request: object) -> None:
        if isinstance(request, IntakeRequest):
            month = self._month_of(request.month) if request.month else self.sheet.month
            self._show(month, _kind_of(request.kind) if request.kind else self.sheet.kind)
            self._head.missing.setChecked(request.missing)

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"chain": self._show_a_chain, "error": self._show_an_error}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.grid.view.currentIndex().isValid():
            self.grid.go_to_first()
        self.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the 接龙 away, as its cross does."""
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self.panel.shut()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures dropped anywhere on the page; spreadsheets are the window's."""
        if _pictures_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask where the pictures belong that do not say so by their name."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.asked.put_photos(_pictures_in(event.mimeData()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page leaves the row."""
        super().hideEvent(event)
        self.sheet.store(self.sheet.waiting())

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._head = IntakeHead(theme)
        self._kinds = KindStrip(theme)
        self.tabs = self._kinds.tabs
        self._lock = Banner(theme, "monthLocked", "lock", role="note")
        self._unlock = self._lock.add_deed("unlockMonth", _("解锁…"))
        self._told = Banner(theme, "pasteTold", "warning")
        self._heard = self._told.add_deed("pasteHeard", _("知道了"))
        self.grid = MonthGridPanel(self._desk, self.sheet, self.reading.is_chain)
        self.panel = ChainPanel(theme, self.sheet, self.reading)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._kinds)
        for part in (self._lock, self._error, self._told):
            layout.addWidget(part)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.panel)

    def _connect(self) -> None:
        head = self._head
        head.stepper.stepped.connect(self._step_month)
        self.tabs.currentChanged.connect(self._choose_kind)
        head.missing.toggled.connect(self.grid.show_missing_only)
        head.chain.clicked.connect(self._paste_chain)
        head.photos_wanted.connect(self._put_photos)
        head.print_wanted.connect(self._print)
        head.export_wanted.connect(self._export_month)
        head.give_back.clicked.connect(self._return_incomplete)
        head.life_day.clicked.connect(self._register_life_day)
        head.theme_wanted.connect(self._link_theme)
        self._unlock.clicked.connect(self._unlock_month)
        self._heard.clicked.connect(self._told.hide)
        self._gate.moved_back.connect(self._told.hide)
        self.grid.moved.connect(self._moved)
        self.grid.record_wanted.connect(self._open_record)
        self.grid.told.connect(self._tell)
        self.grid.chain_pasted.connect(self._read_chain)
        self.panel.closed.connect(self._panel_closed)
        self.panel.answered.connect(self._panel_closed)
        self.sheet.changed.connect(self._show_sheet)
        self.sheet.opened.connect(self._begin_month)
        self.sheet.stored.connect(self._stored)
        self.sheet.refused.connect(self._refuse)
        self._desk.changes.changed.connect(self._look_again)

    def _show(self, month: Period, kind: MeetingKind) -> None:
        if (month, kind) != (self.sheet.month, self.sheet.kind):
            self.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.sheet.store(self.sheet.waiting())
            if self.reading.chain is not None:
                self.reading.close()
        self._desk.memory.keep(REMEMBERED, [month.code, kind.value])
        self.sheet.show(month, kind)
        self._head.stepper.show_period(period_text(month))
        self.tabs.blockSignals(True)
        self.tabs.choose(kind.value)
        self.tabs.blockSignals(False)
        for bar in (self._error, self._told):
            bar.hide()
        self.grid.go_to_first()
        self.deeds_changed.emit()

    def _begin_month(self) -> None:
        """Another month or kind has come: begin at its first row."""
        self.grid.go_to_first()
        self.deeds_changed.emit()
        self.place_changed.emit(self.place())

    def _show_sheet(self) -> None:
        self.grid.show_lines()
        self._show_lock()
        if self.sheet.grid is not None:
            self._kinds.show_grid(self.sheet.grid)
            for kind in MONTHLY:
                self.tabs.show_count(kind.value, self.sheet.counts.get(kind, 0))

    def _show_lock(self) -> None:
        lock = self.sheet.grid.lock if self.sheet.grid else None
        month = period_text(self.sheet.month)
        title = _("{month}已经锁定，只能看不能改").format(month=month) if lock else ""
        text = (
            _("锁定原因：{reason}。要补登，先解锁并写明为什么。").format(reason=lock.reason) if lock else ""
        )
        self._lock.say(title, text)
        head = self._head
        for one in (head.chain, head.photos, head.give_back, head.life_day):
            one.setEnabled(lock is None)

    def _stored(self, name: str, _deed: int) -> None:
        self._error.hide()
        self.noted.emit(name)

    def _refuse(self, words: str) -> None:
        self._error.say(_("没存进去，刚填的还在"), words)

    def _tell(self, words: str) -> None:
        self._told.say(words)

    def _moved(self) -> None:
        self.place_changed.emit(self.place())

    def _look_again(self, kinds: frozenset[str]) -> None:
        if concerns(kinds, SHOWS):
            self.refresh()

    def _choose_kind(self, _place: int) -> None:
        self._show(self.sheet.month, _kind_of(self.tabs.key()))

    def _step_month(self, step: int) -> None:
        self._show(self.sheet.month.step(step), self.sheet.kind)

    def _previous_month(self) -> None:
        self._step_month(-1)

    def _next_month(self) -> None:
        self._step_month(1)

    def _go_to_today(self) -> None:
        self._show(self._month_of(""), self.sheet.kind)

    def _open_record(self, line: GridLine) -> None:
        self.sheet.store(self.sheet.waiting())
        row = line.row
        self._desk.wishes.show_page(
            "life",
            LifeRequest(
                self.sheet.kind.value,
                self.sheet.month.year,
                row.unit.id,
                row.group.id if row.group else 0,
                self.sheet.month.code,
                row.meeting.id if row.meeting else 0,
            ),
        )

    def _paste_chain(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self.reading.is_chain(text):
            self._read_chain(text)
        else:
            self._tell(_("剪贴板里没有接龙。在微信里复制接龙的文字，再点“粘贴接龙”或按 Ctrl+V。"))

    def _read_chain(self, text: str) -> None:
        self._told.hide()
        self.reading.take(text)
        self.grid.show_row(next(iter(self.reading.taken.values()), ""))

    def _panel_closed(self) -> None:
        self.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        selectors = {"month": self.sheet.month.code, "kind": self.sheet.kind.value}
        self._desk.wishes.show_page("print", PrintRequest(REGISTER, selectors))

    def _export_month(self) -> None:
        self.asked.export()

    def _put_photos(self) -> None:
        self.asked.put_photos()

    def _return_incomplete(self) -> None:
        self.asked.return_incomplete()

    def _register_life_day(self) -> None:
        self.asked.register_life_day()

    def _link_theme(self) -> None:
        self.asked.link_theme()

    def _unlock_month(self) -> None:
        self.asked.unlock_month()

    def _month_of(self, code: str) -> Period:
        try:
            return Period.parse(code)
        except ValueError:
            return Period.around(self._today())

    def _show_a_chain(self) -> None:
        """Read a 接龙 of the villages that have not sent anything yet, for the picture."""
        names = [line.row.unit.name for line in self.sheet.lines() if line.row.meeting is None][:9]
        days = [
            _("15日 应到14实12"),
            _("15号应到18到15"),
            _("14日 21/20"),
            _("应到22实20"),
            _("13日 应12到10"),
        ]
        text = [f"{n}. {name} {days[n % len(days)]}" for n, name in enumerate(names, 1)]
        self._read_chain("\n".join(text))

    def _show_an_error(self) -> None:
        """Type more who came than ought to, for the picture."""
        self.reading.close()
        line = next((line for line in self.sheet.lines() if line.text(entry.EXPECTED)), None)
        if line is not None:
            self.sheet.put(line.key, {entry.ATTENDED: str(int(line.text(entry.EXPECTED)) + 2)})
            self.grid.show_lines()
            self.grid.next_problem()


def _pictures_in(dropped: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return [path for path in paths if suffix_of(path.name) in PICTURES]


def _kind_of(code: str) -> MeetingKind:
    return MeetingKind(code) if code in {kind.value for kind in MONTHLY} else MeetingKind.THEME_DAY
