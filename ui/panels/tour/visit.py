"""What was seen at one unit, ticked on the spot: the checklist of joint inspections, what was found typed in place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.inspection import Inspection, InspectionKind, Tour
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.panels.inspection.cell import NEW, InspectionCell, letters_of, people_of
from ui.panels.inspection.drafts import draft_of
from ui.panels.inspection.photos import InspectionPhotos
from ui.panels.inspection.sheet import InspectionSheet, Typed, standing_words
from ui.panels.inspection.storing import SheetStore, Written
from ui.panels.tour.rows import VisitRow, state_words
from ui.widgets.banner import Banner
from ui.widgets.controls import label, on_ctrl_enter
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel
from ui.wishes import LedgerRequest


class VisitPanel(RightPanel):
    """Shows the unit in focus; what is typed is kept as a draft whenever another one is shown."""

    done = Signal(str)
    noted = Signal(str)
    next_wanted = Signal()
    """This one was stored: the next unit nobody has been to is wanted."""
    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""
    print_wanted = Signal(object)
    """The sheet of this unit is wanted as a paper."""
    delete_wanted = Signal(int)
    """The visit of this id shall go."""
    remove_wanted = Signal(int)
    """The unit of this id shall not be gone to."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk.theme, "visitPanel")
        self._desk = desk
        self._gate = gate
        self._tour: Tour | None = None
        self._row: VisitRow | None = None
        self._cell: InspectionCell | None = None
        self._kept_at = ""
        calendar = gate.reader.store.calendar.load()
        self.sheet = InspectionSheet(desk.theme, self._today().year, calendar, self._doubles, of_team=True)
        self._storing = SheetStore(gate, self.sheet, self.take_focus)
        self._draft = Banner(desk.theme, "visitDraft", "edit", role="note")
        self._discard = self._draft.add_deed("discardVisit", _("丢弃"))
        self._warned = label("visitWarned", role="hint", tone="warn")
        self._refused = label("visitRefused", role="problem")
        self.photos = InspectionPhotos(desk, gate, "visitPhotos")
        self._more = MoreButton(desk.theme, "moreVisit", _("更多"), dots=True)
        self._more.add("visitPrint", _("打印现场记录表"), self._want_print)
        self._more.add_line()
        self._delete = self._more.add("visitDelete", _("删除这次检查"), self._want_delete)
        self._remove = self._more.add("visitRemove", _("不去这个单位了"), self._want_remove)
        self._arrange()
        self._connect()

    def show_row(self, tour: Tour, row: VisitRow) -> None:
        """Show a unit of a tour; what is being typed for the same one stays."""
        if self._storing.is_storing((tour.id, row.unit.id)):
            self._tour, self._row = tour, row
            return
        same = self._key() == _key_of(tour, row)
        if not same:
            self.leave()
        self._tour, self._row = tour, row
        if not same or not self.sheet.is_changed():
            self._load()
        self._show_state()

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if key := self._key():
            self._desk.drafts.leave(key)
        self._tour = self._row = self._cell = None

    def take_focus(self) -> None:
        """Begin with the first item nobody judged."""
        self.sheet.ticks.take_focus()

    def save(self) -> None:
        """Store what was seen; problems go into the ledger."""
        self._store(go_on=False)

    def save_and_next(self) -> None:
        """Store it and go on to the next unit nobody has been to."""
        self._store(go_on=True)

    def next_problem(self) -> None:
        """Go to the next field something is said about."""
        self.sheet.next_problem()

    def _store(self, *, go_on: bool) -> None:
        tour, row = self._tour, self._row
        if tour is None or row is None or self._storing.is_busy() or not self.sheet.check():
            return
        typed = self.sheet.values()
        day = typed.day or tour.held_on
        draft = draft_of(row.unit.id, Period.around(day), typed, self.sheet.answers())

        def write(services: Services) -> Done[Inspection]:
            if row.visit is None:
                return services.tours.visit(tour.id, draft)
            return services.tours.change_visit(row.visit.inspection.id, draft)

        written = Written((tour.id, row.unit.id), self._key(), go_on)
        self._storing.write(written, write, self._saved, self._refuse)

    def _saved(self, written: Written, outcome: Done[Inspection]) -> bool:
        self._desk.drafts.forget(written.key)
        tour, row = self._tour, self._row
        is_shown = tour is not None and row is not None and (tour.id, row.unit.id) == written.place
        if is_shown:
            self._load()
            self._show_state()
        self.noted.emit(outcome.name)
        if written.go_on:
            self.next_wanted.emit()
        return is_shown

    def _refuse(self, written: Written, words: str) -> bool:
        is_shown = written.key == self._key()
        if is_shown:
            self._say_refused(words)
        else:
            # Another unit is shown by now; what was typed at that one is its draft.
            self._gate.refused.emit(words)
        return is_shown

    def _load(self) -> None:
        tour, row = self._tour, self._row
        assert tour is not None
        assert row is not None
        stored = row.visit.inspection if row.visit else None
        day = stored.held_on if stored else min(tour.held_on, self._today())
        self._cell = cell = self._read_cell(row, day)
        team = _("、").join(member.name for member in tour.team if member.name)
        if stored:
            typed = Typed(stored.held_on, stored.inspector, stored.note, stored.filed_at)
        else:
            typed = Typed(
                tour.held_on if tour.held_on <= self._today() else None,
                team if len(team) <= NAME_LIMIT else "",
            )
        self.sheet.set_year(day.year)
        ground = cell.ground(day.year)
        names = tuple(filter(None, (team, *(m.name for m in tour.team), *cell.form.inspectors)))
        self.sheet.know(cell.known(names), ground)
        self.sheet.show_typed(typed, cell.items(str(stored.id) if stored else NEW), ground)
        self._say_refused("")
        self._kept_at = ""
        self.scroll_to_top()
        found = self._desk.drafts.watch(self._key(), self.sheet)
        self._draft.say(_("上次没保存的内容已经放回来了") if found else "", _("看一遍再保存，不要了就丢弃。"))
        self._follow()

    def _read_cell(self, row: VisitRow, day: date) -> InspectionCell:
        reader = self._gate.reader
        with self._gate.reading():
            form = reader.inspection_views.form(row.unit.id, day, InspectionKind.JOINT)
            people = people_of(reader, row.unit.id, day)
        team = tuple(member.name for member in self._tour.team) if self._tour else ()
        letters = letters_of(reader, form, people, team)
        stored = (row.visit,) if row.visit else ()
        return InspectionCell(row.unit, Period.around(day), form, stored, people, letters)

    def _show_state(self) -> None:
        tour, row = self._tour, self._row
        assert tour is not None
        assert row is not None
        self.show_title(row.unit.name, tour.title)
        self.show_tag(state_words(row), "ok" if row.visit and not row.problems and not row.unanswered else "")
        warned = standing_words(row.visit.warnings if row.visit else ())
        self._warned.setText(warned)
        self._warned.setVisible(bool(warned))
        self.photos.show_view(row.visit)
        self._save.setText(_("保存修改") if row.visit else _("保存检查"))
        self._delete.setEnabled(row.visit is not None)
        self._remove.setEnabled(row.visit is None)

    def _follow(self) -> None:
        """Say what is left open and when the draft was kept."""
        count = self.sheet.ticks.open_count()
        left = _("还有 {n} 项没选").format(n=count) if count else _("都选了")
        self._left.setText(_("，").join(part for part in (left, self._kept_at) if part))

    def _day_changed(self, day: date) -> None:
        """The deadline proposed follows the day of the finding."""
        if self._cell is not None and self._row is not None and day <= self._today():
            form = self._gate.reader.inspection_views.form(self._row.unit.id, day, InspectionKind.JOINT)
            self._cell = self._cell.with_deadline(form.deadline)
            self.sheet.ticks.know(self._cell.ground(day.year))

    def _doubles(self, day: date, inspector: str) -> tuple[Diagnostic, ...]:
        row = self._row
        assert row is not None
        number = row.visit.inspection.id if row.visit else 0
        typed = Inspection(number, "", "", InspectionKind.JOINT, row.unit.id, "", day, inspector=inspector)
        return self._gate.reader.inspection_views.doubles(typed)

    def _discard_draft(self) -> None:
        self._desk.drafts.forget(self._key())
        self._load()

    def _kept(self, key: str) -> None:
        if key and key == self._key():
            self._kept_at = _("草稿已存 {time}").format(time=f"{self._gate.reader.context.now():%H:%M}")
            self._follow()

    def _key(self) -> str:
        return "" if self._tour is None or self._row is None else _key_of(self._tour, self._row)

    def _say_refused(self, words: str) -> None:
        self._refused.setText(words)
        self._refused.setVisible(bool(words))

    def _to_ledger(self, problem_id: int) -> None:
        self._desk.wishes.show_page("ledger", LedgerRequest(problem_id))

    def _want_print(self) -> None:
        if self._row is not None:
            self.print_wanted.emit(self._row.unit)

    def _want_delete(self) -> None:
        if self._row is not None and self._row.visit is not None:
            self._desk.drafts.forget(self._key())
            self.delete_wanted.emit(self._row.visit.inspection.id)

    def _want_remove(self) -> None:
        if self._row is not None:
            self.remove_wanted.emit(self._row.unit.id)

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _arrange(self) -> None:
        for words in (self._warned, self._refused):
            words.setWordWrap(True)
            words.hide()
        inner = self.add_section(self._draft, ruled=False).layout()
        assert inner is not None
        for part in (self._warned, self.sheet, self._refused, self.photos):
            inner.addWidget(part)
        self.column.addStretch(1)
        self._save = self.add_deed("saveVisit", _("保存检查"), "primary")
        self._save.setToolTip(hints(save=_("保存"), save_next=_("存好接着记下一个没去的单位")))
        self.foot.addWidget(self._more)
        self.foot.addStretch(1)
        self._left = label("visitLeft", role="hint")
        self.foot.addWidget(self._left)
        self.take_drops(self.photos)
        self.setFocusProxy(self.sheet)

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._discard.clicked.connect(self._discard_draft)
        self._desk.drafts.kept.connect(self._kept)
        self.photos.done.connect(self.done)
        self.photos.file_wanted.connect(self.file_wanted)
        self.sheet.edited.connect(self._follow)
        self.sheet.day_changed.connect(self._day_changed)
        self.sheet.ledger_wanted.connect(self._to_ledger)
        on_ctrl_enter(self, self.save_and_next)


def _key_of(tour: Tour, row: VisitRow) -> str:
    """The key under which what is typed is kept: the unit's while nothing is stored, then the inspection's."""
    return f"visit/{row.visit.inspection.id}" if row.visit else f"visit/new {tour.id} {row.unit.id}"
