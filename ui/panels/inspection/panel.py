"""One inspection at the right of its page: the tick list, what it leads to, the next steps."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.inspection import Inspection, InspectionKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.inspection import quota_text
from gzparty.labels.period import period_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.ledger_views import InspectionView, QuotaUnit
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.panels.inspection.cell import NEW, InspectionCell, read_cell
from ui.panels.inspection.deeds import InspectionDeeds
from ui.panels.inspection.drafts import draft_key, draft_of
from ui.panels.inspection.photos import InspectionPhotos
from ui.panels.inspection.sheet import InspectionSheet, Typed, standing_words
from ui.panels.inspection.storing import SheetStore, Written
from ui.widgets.banner import Banner
from ui.widgets.controls import label, on_ctrl_enter
from ui.widgets.entry_strip import EntryStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel
from ui.wishes import LedgerRequest


class InspectionPanel(RightPanel):
    """Keeps what is typed as a draft whenever something else is shown; every deed is one service call."""

    done = Signal(str)
    noted = Signal(str)
    next_wanted = Signal(object)
    """This Inspection was stored: the next unit that is short of its month is wanted."""
    print_wanted = Signal()
    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""
    shown = Signal()
    """Another inspection is shown, or it stands differently now."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, "inspectionPanel", parent)
        self._desk = desk
        self._gate = gate
        self.cell: InspectionCell | None = None
        self.view: InspectionView | None = None
        self._key = NEW
        self._kept_at = ""
        self._proposed = Typed()
        """What a new one begins with."""
        calendar = gate.reader.store.calendar.load()
        self.sheet = InspectionSheet(desk.theme, self._today().year, calendar, self._doubles)
        self._storing = SheetStore(gate, self.sheet, self.sheet.ticks.take_focus)
        self._entries = EntryStrip(desk.theme, "inspectionEntries")
        self._draft = Banner(desk.theme, "inspectionDraft", "edit", role="note")
        self._discard = self._draft.add_deed("discardInspection", _("丢弃"))
        self._warned = label("inspectionWarned", role="hint", tone="warn")
        self._refused = label("inspectionRefused", role="problem")
        for words in (self._warned, self._refused):
            words.setWordWrap(True)
            words.hide()
        self.photos = InspectionPhotos(desk, gate, "inspectionPhotos")
        self._more = MoreButton(desk.theme, "moreInspection", _("更多"), dots=True)
        self.deeds = InspectionDeeds(desk, gate, self._more)
        self._arrange()
        self._connect()

    def show_cell(self, cell: InspectionCell, inspection_id: int = 0) -> None:
        """Open a unit's month: the inspection asked for, a new one while some are owed, else the last."""
        self.leave()
        self.cell, self._proposed = cell, Typed()
        self.scroll_to_top()
        self._show(cell.first(inspection_id))

    def begin_new(self) -> None:
        """Begin a further inspection in the month that is open."""
        if self.cell is not None and self._key != NEW:
            self.leave()
            self._show(NEW)
        self.begin_typing()

    def begin_after(self, stored: Inspection) -> None:
        """Begin a new one with the day and inspector of the one stored before it; answers are each unit's own."""
        self.leave()
        self._proposed = Typed(stored.held_on, stored.inspector)
        self._show(NEW)
        self.sheet.ticks.all_fine.setFocus(Qt.FocusReason.TabFocusReason)

    def begin_typing(self) -> None:
        """Put the caret where a new inspection begins."""
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_new(self) -> bool:
        """Whether what is open is not stored yet."""
        return self._key == NEW

    def refresh(self, cell: InspectionCell) -> None:
        """Take over what is true now of the same month; what is being typed stays, and where the clerk is."""
        before, self.cell = self.cell, cell
        if self._storing.is_busy() or before == cell:
            return
        same = self._key == NEW or cell.view(self._key) is not None
        if not same:
            self.leave()
        self._show(self._key if same else cell.first(), same=same)

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if self.cell is not None:
            self._desk.drafts.leave(self.draft_key())

    def place(self) -> str:
        """应急办 · 6月第 1 次, for the status row."""
        if self.cell is None:
            return ""
        return _("{unit} · {which}").format(unit=self.cell.unit.name, which=self.cell.title(self._key))

    def number(self) -> str:
        """The number of the stored inspection shown; empty for a new one."""
        return self.view.inspection.number if self.view else ""

    def period(self) -> Period:
        """The month that is open."""
        assert self.cell is not None
        return self.cell.period

    # What is stored

    def save(self) -> None:
        """Store the inspection; its problems go into the ledger."""
        self._store(go_on=False)

    def save_and_next(self) -> None:
        """Store it and go on to the next unit that is short of this month."""
        self._store(go_on=True)

    def _store(self, *, go_on: bool) -> None:
        cell, stored = self.cell, self.view
        if cell is None or self._storing.is_busy() or not self.sheet.check():
            return
        if stored is None and not self.sheet.is_changed():
            # Day and inspector were proposed: keys held down would store one after the other that nobody looked at.
            self.sheet.ticks.take_focus()
            return
        draft = draft_of(cell.unit.id, cell.period, self.sheet.values(), self.sheet.answers())

        def write(services: Services) -> Done[Inspection]:
            if stored is None:
                return services.inspections.register(draft)
            return services.inspections.change(stored.inspection.id, draft)

        key = self.draft_key()
        self._storing.write(Written(key, key, go_on), write, self._saved, self._refuse)

    def _saved(self, written: Written, outcome: Done[Inspection]) -> bool:
        self._desk.drafts.forget(written.key)
        is_shown = written.key == self.draft_key()
        if is_shown:
            self._read_again(outcome.value)
            self._show(str(outcome.value.id))
        self.noted.emit(outcome.name)
        if written.go_on:
            self.next_wanted.emit(outcome.value)
        return is_shown

    def _refuse(self, written: Written, words: str) -> bool:
        is_shown = written.key == self.draft_key()
        if is_shown:
            self._say_refused(words)
        else:
            # Another month is shown by now; what was typed at that one is its draft.
            self._gate.refused.emit(words)
        return is_shown

    def _read_again(self, inspection: Inspection) -> None:
        """The month it counts for now, which its day may have moved it to."""
        period = Period.parse(inspection.period)
        self.cell = read_cell(self._gate.reader, inspection.unit_id, period)

    # How it is shown

    def _show(self, key: str, *, same: bool = False) -> None:
        cell = self.cell
        assert cell is not None
        self._key = key
        self.view = cell.view(key)
        if not (same and self.sheet.is_changed()):
            self._load(cell)
        self._show_state(cell)
        self.shown.emit()

    def _load(self, cell: InspectionCell) -> None:
        stored = self.view.inspection if self.view else None
        typed = (
            Typed(stored.held_on, stored.inspector, stored.note, stored.filed_at)
            if stored
            else self._proposed
        )
        self.sheet.set_year(cell.period.year)
        self.sheet.show_typed(typed, cell.items(self._key), cell.ground(cell.period.year))
        self.sheet.know(cell.known(cell.form.inspectors), cell.ground(cell.period.year))
        self._say_refused("")
        self._kept_at = ""
        found = self._desk.drafts.watch(self.draft_key(), self.sheet)
        self._draft.say(_("上次没保存的内容已经放回来了") if found else "", _("看一遍再保存，不要了就丢弃。"))
        self._follow()

    def _show_state(self, cell: InspectionCell) -> None:
        self.show_title(cell.unit.name, _("{which}自查").format(which=cell.title(self._key)))
        self.show_tag(*_tag(cell.form.quota))
        entries = cell.entries() if cell.stored else ()
        self._entries.show_entries(entries, self._key)
        warned = standing_words(self.view.warnings if self.view else ())
        self._warned.setText(warned)
        self._warned.setVisible(bool(warned))
        self.photos.show_view(self.view)
        self.deeds.follow(cell, self.view)
        self._save.setText(_("保存修改") if self.view else _("保存自查"))

    def _choose(self, key: str) -> None:
        self.leave()
        self._show(key)

    def _follow(self) -> None:
        """Say what is left open and when the draft was kept; an open item forbids nothing."""
        count = self.sheet.ticks.open_count()
        left = _("还有 {n} 项没选").format(n=count) if count else _("都选了")
        self._left.setText(_("，").join(part for part in (left, self._kept_at) if part))
        self._show_counted()

    def _show_counted(self) -> None:
        cell, day = self.cell, self.sheet.head.day.value()
        words = ""
        if cell is not None and day is not None:
            if day > cell.period.last:
                words = _("算{month}的补查").format(month=period_label(cell.period))
            elif day < cell.period.first:
                words = _("算{month}的").format(month=period_label(Period.around(day)))
            if day > self._today():
                words = _("还没到这一天")
        self.sheet.show_counted(words)

    def _day_changed(self, day: date) -> None:
        """What is proposed follows the day it was found on."""
        cell = self.cell
        if cell is None or day > self._today():
            return
        form = self._gate.reader.inspection_views.form(cell.unit.id, day)
        self.cell = cell = cell.with_deadline(form.deadline)
        self.sheet.ticks.know(cell.ground(cell.period.year))

    def _doubles(self, day: date, inspector: str) -> tuple[Diagnostic, ...]:
        assert self.cell is not None
        number = self.view.inspection.id if self.view else 0
        typed = Inspection(
            number, "", "", InspectionKind.SELF, self.cell.unit.id, "", day, inspector=inspector
        )
        return self._gate.reader.inspection_views.doubles(typed)

    def _discard_draft(self) -> None:
        """Give up the draft and show what is stored."""
        self._desk.drafts.forget(self.draft_key())
        if self.cell is not None:
            self._load(self.cell)

    def _kept(self, key: str) -> None:
        if self.cell is not None and key == self.draft_key():
            self._kept_at = _("草稿已存 {time}").format(time=f"{self._gate.reader.context.now():%H:%M}")
            self._follow()

    def draft_key(self) -> str:
        """The key under which what is typed here is kept; a month is open."""
        assert self.cell is not None
        number = int(self._key) if self._key.isdigit() else 0
        return draft_key(self.cell.unit.id, self.cell.period, number)

    def _say_refused(self, sentence: str) -> None:
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))

    def _to_ledger(self, problem_id: int) -> None:
        self._desk.wishes.show_page("ledger", LedgerRequest(problem_id))

    def _deleted(self, name: str) -> None:
        self._desk.drafts.forget(self.draft_key())
        self.done.emit(name)

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _arrange(self) -> None:
        inner = self.add_section(self._entries, ruled=False).layout()
        assert inner is not None
        for part in (self._draft, self._warned, self.sheet, self._refused, self.photos):
            inner.addWidget(part)
        self.column.addStretch(1)
        self._save = self.add_deed("saveInspection", _("保存自查"), "primary")
        self._save.setToolTip(hints(save=_("保存"), save_next=_("存好接着登下一个没做够的单位")))
        self._print = self.add_deed("printInspection", _("打印"))
        self.foot.addWidget(self._more)
        self.foot.addStretch(1)
        self._left = label("inspectionLeft", role="hint")
        self.foot.addWidget(self._left)
        self.take_drops(self.photos)
        self.setFocusProxy(self.sheet)

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.print_wanted)
        self._entries.chosen.connect(self._choose)
        self._discard.clicked.connect(self._discard_draft)
        self._desk.drafts.kept.connect(self._kept)
        self.sheet.edited.connect(self._follow)
        self.sheet.day_changed.connect(self._day_changed)
        self.sheet.ledger_wanted.connect(self._to_ledger)
        self.photos.done.connect(self.done)
        self.photos.file_wanted.connect(self.file_wanted)
        self.deeds.done.connect(self.done)
        self.deeds.deleted.connect(self._deleted)
        on_ctrl_enter(self, self.save_and_next)


def _tag(quota: QuotaUnit | None) -> tuple[str, str]:
    """还差 2 次，剩 13 天, and the tone it is said in: red only once the month is over."""
    if quota is None:
        return "", ""
    if not quota.owed:
        return quota_text(quota), ""
    if not quota.missing:
        return quota_text(quota), "ok"
    return quota_text(quota), "over" if quota.days_left < 0 else ""
