"""谈心谈话 of a year: who talked with whom and when; what was said is shown for one talk, and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.dues import BRANCHES
from gzparty.domain.meeting import Talk, TalkKind
from gzparty.domain.people import UnitView
from gzparty.domain.yearly import talk_counts
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.votes import talk_kind_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.changes import concerns
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.keys import hints
from ui.panels.ask import Question, Values, ask_and_write
from ui.panels.life.talk_form import TalkForm, talk_draft
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, frame, label
from ui.widgets.name_field import Known

SHOWS = frozenset({"talk", "unit", "unit_name"})


FORM = "talk"
"""Under what half-typed talks are kept: talk/change 2026 3 12, of the year and branch listed."""


class TalkList(QWidget):
    """`show_year(year, unit_id)` lists the talks of a year, of one branch or all. F2 changes one, Delete takes it away
    (it can be undone), 显示内容 shows what was said in the chosen one until another is chosen."""

    done = Signal(str)
    """A deed that can be taken back."""
    shown = Signal()
    """Other talks are listed."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("talkList")
        self._desk = desk
        self._gate = gate
        self._year = 0
        self._unit_id: int | None = None
        self._revealed = 0
        self._units: Mapping[int, UnitView] = {}
        theme = desk.theme
        self._words = label("talkFigures", role="label")
        self._add = button(theme, "addTalk", _("登记谈话"), icon="plus")
        self._change = button(theme, "changeTalk", _("修改"))
        self._reveal = button(theme, "revealTalk", _("显示内容"))
        self._past = button(theme, "talkPast", _("改动历史"))
        self._said = label("talkSaid", role="fact")
        self._said.setWordWrap(True)
        self.view: RecordView[Talk] = RecordView(theme, desk.memory, "talks")
        self.view.set_records(RecordTable(self._columns(), ListRows[Talk]([], _identity), _pair))
        self.view.setAccessibleName(_("谈心谈话"))
        self._lay_out()
        self._add.clicked.connect(self.add)
        self._change.clicked.connect(self._change_chosen)
        self._reveal.clicked.connect(self._reveal_chosen)
        self._past.clicked.connect(self._show_past)
        self.view.row_changed.connect(self._row_changed)
        self.view.edit_wanted.connect(self._change_chosen)
        self.view.cleared.connect(self._delete_chosen)
        desk.changes.changed.connect(self._changed)

    def show_year(self, year: int, unit_id: int | None = None) -> None:
        """List the talks of a year (所属年度), of one branch or all."""
        self._year, self._unit_id = year, unit_id
        self._hide_content()
        self._read()

    def add(self) -> None:
        """Ask for a new talk of the branch shown."""
        form = self._form()
        if self._unit_id is not None:
            form.control("talkUnit").set_value(self._unit_id)  # type: ignore[attr-defined]
            form.mark_clean()
        year = self._year

        def call(services: Services, values: Values) -> Done[Any]:
            return services.yearly.add_talk(talk_draft(dict(values), year, None, content=True))

        key = draft_key(FORM, "add", year, self._unit_id or 0, 0)
        question = Question(_("登记一次谈心谈话"), _("登记"), form, draft=key)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.view]

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(edit_cell=_("修改"), clear_cell=_("删除"))

    def _lay_out(self) -> None:
        theme = self._desk.theme
        strip = frame("talkStrip", "plain")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        for part in (self._reveal, self._past, self._change, self._add):
            row.addWidget(part)
        self._box = frame("talkSaidBox", "strip")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        inner.addWidget(self._said)
        self._box.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._box)

    def _read(self) -> None:
        with self._gate.reading():
            reader = self._gate.reader
            talks = reader.yearly.talks(self._year, self._unit_id)
            self._units = reader.people.units_by_id()
        self.view.records.show(ListRows(talks, _identity))
        counts = talk_counts(talks)
        told = _("，").join(
            _("{kind} {n}").format(kind=talk_kind_label(kind), n=counts[kind]) for kind in TalkKind
        )
        self._words.setText(_("{year}年度 {n} 次：{told}").format(year=self._year, n=len(talks), told=told))
        if talks and not self.view.currentIndex().isValid():
            self.view.select_row(0)
        self._row_changed(self.view.currentIndex().row())
        self.shown.emit()

    def _columns(self) -> tuple[Column[Talk], ...]:
        return (
            Column("day", N_("日期"), _day, 84, sort_key=lambda talk: talk.held_on, tone=_dim),
            Column("unit", N_("党支部"), self._unit_name, 130, sort_key=self._unit_order),
            Column("kind", N_("类别"), lambda talk: talk_kind_label(talk.kind), 110),
            Column("speaker", N_("谈话人"), lambda talk: talk.speaker, 100),
            Column("partner", N_("谈话对象"), lambda talk: talk.partner, 100),
            Column("filed", N_("原件在哪"), lambda talk: talk.filed_at, 120, stretch=True, tone=_dim),
        )

    def _unit_name(self, talk: Talk) -> str:
        unit = self._units.get(talk.unit_id)
        return unit.name if unit else ""

    def _unit_order(self, talk: Talk) -> int:
        unit = self._units.get(talk.unit_id)
        return unit.sort_order if unit else 0

    def _form(self) -> TalkForm:
        units = [unit for unit in self._units.values() if unit.kind in BRANCHES and not unit.closed]
        return TalkForm(self._desk.theme, self._gate.reader.context.today().year, units, self._names())

    def _names(self) -> list[Known]:
        """The members of the branch shown; of all of them a list would be a guess."""
        if self._unit_id is None:
            return []
        reader = self._gate.reader
        members = reader.store.people.members_of(self._unit_id, reader.context.today())
        return [(person.name, person.initials) for person, _membership in members]

    def go_on(self, deed: str, number: int) -> None:
        """Go on with a form half typed; 0 as number is a new one. What was said is only in one begun with it in sight."""
        if deed == "add":
            self.add()
        else:
            self._ask_change(self._gate.reader.yearly.talk(number), content=deed == "reveal")

    def _change_chosen(self, _row: int = 0) -> None:
        chosen = self.view.current_record()
        if chosen is not None:
            talk = self._gate.reader.yearly.talk(chosen.id)
            self._ask_change(talk, content=self._revealed == talk.id)

    def _ask_change(self, talk: Talk, *, content: bool) -> None:
        form = self._form()
        form.load_talk(talk, content=content)

        def call(services: Services, values: Values) -> Done[Any]:
            draft = talk_draft(dict(values), talk.year, talk, content=content)
            return services.yearly.change_talk(talk.id, draft)

        key = draft_key(FORM, "reveal" if content else "change", talk.year, self._unit_id or 0, talk.id)
        question = Question(_("修改这次谈话"), _("存下"), form, draft=key)
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)

    def _show_past(self) -> None:
        chosen = self.view.current_record()
        if chosen is not None:
            self._desk.wishes.show_past("talks", chosen.id)

    def _delete_chosen(self) -> None:
        chosen = self.view.current_record()
        if chosen is not None:
            number = chosen.id
            self._gate.write(lambda services: services.yearly.delete_talk(number), self._stored)

    def _stored(self, outcome: Done[Any]) -> None:
        self._hide_content()
        if outcome.action:
            self.done.emit(outcome.name)

    def _reveal_chosen(self) -> None:
        chosen = self.view.current_record()
        if chosen is None:
            return
        if self._revealed == chosen.id:
            self._hide_content()
            return
        talk = self._gate.reader.yearly.talk(chosen.id)
        self._revealed = talk.id
        self._said.setText(talk.content or _("没有登记内容。"))
        self._box.show()
        self._reveal.setText(_("收起内容"))

    def _hide_content(self) -> None:
        self._revealed = 0
        self._said.setText("")
        self._box.hide()
        self._reveal.setText(_("显示内容"))

    def _row_changed(self, _row: int) -> None:
        chosen = self.view.current_record()
        if chosen is None or chosen.id != self._revealed:
            self._hide_content()
        for part in (self._change, self._reveal, self._past):
            part.setEnabled(chosen is not None)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._year and self.isVisible() and concerns(kinds, SHOWS):
            self._hide_content()
            self._read()


def _identity(talk: Talk) -> int:
    return talk.id


def _pair(talk: Talk) -> str:
    return _("{speaker}和{partner}").format(speaker=talk.speaker, partner=talk.partner)


def _day(talk: Talk) -> str:
    return dates.table(talk.held_on)


def _dim(_talk: Talk) -> str:
    return "ink2"
