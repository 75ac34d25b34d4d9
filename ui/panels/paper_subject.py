"""What a paper shall be about: session, year, day, unit or person, as far as the paper asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.catalogue import ON, PERSON, TRAINING, UNIT, YEAR, PaperSpec, Selection
from ui.desk import Desk
from ui.gate import Gate
from ui.widgets.controls import number
from ui.widgets.date_edit import DateEdit
from ui.widgets.labelled import Labelled, side_by_side
from ui.widgets.pick import Pick, PickCombo

FIRST_YEAR, LAST_YEAR = 2000, 2100
Sets = Sequence[tuple[str, Selection]]


class PaperSubject(QWidget):
    """One control per selector; those the paper in sight does not obey are hidden and keep what they hold."""

    changed = Signal()

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperSubject")
        self._gate = gate
        self._today = gate.reader.context.today()
        self._spec: PaperSpec | None = None
        self._sets: Sets | None = None
        theme = desk.theme
        self._year = number("paperYear", self._today.year, LAST_YEAR)
        self._year.setMinimum(FIRST_YEAR)
        self._training = PickCombo(theme, "paperTraining")
        self._on = DateEdit(theme, "paperOn", self._today.year)
        self._on.set_value(self._today)
        self._unit = PickCombo(theme, "paperUnit")
        self._person = PickCombo(theme, "paperPerson")
        self.rows = {
            YEAR: Labelled(theme, _("年"), self._year),
            TRAINING: Labelled(theme, _("期次"), self._training),
            ON: Labelled(theme, _("日期"), self._on),
            UNIT: Labelled(theme, _("单位"), self._unit),
            PERSON: Labelled(theme, _("人员"), self._person),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(12))
        self._when = side_by_side(theme, self.rows[YEAR], self.rows[TRAINING], shares=(2, 5))
        layout.addWidget(self._when)
        self._no_training = self.rows[TRAINING].problem_line()
        layout.addWidget(self._no_training)
        for selector in (ON, UNIT, PERSON):
            layout.addWidget(self.rows[selector])
        self._offer_trainings()
        self._connect()

    def show_paper(self, spec: PaperSpec) -> None:
        """Show the controls a paper asks for; a session is looked for within a year."""
        other = self._spec is None or self._spec.name != spec.name
        self._spec = spec
        shown = {*spec.selectors, *([YEAR] if TRAINING in spec.selectors else [])}
        for selector, row in self.rows.items():
            row.setVisible(selector in shown)
        self._when.setVisible(YEAR in shown)
        if other:
            self._sets = None
            for selector, combo in ((UNIT, self._unit), (PERSON, self._person)):
                combo.offer([Pick(self._everyone(), None)])
                if selector in spec.selectors and spec.each is None:
                    self._offer_all(selector)

    def refresh(self) -> None:
        """Offer what the records hold now."""
        self._offer_trainings()
        if self._spec is not None and self._spec.each is None:
            for selector in {UNIT, PERSON}.intersection(self._spec.selectors):
                self._offer_all(selector)

    def show_sets(self, sets: Sets) -> None:
        """Offer the units or persons a paper can be made for, with all of them first."""
        if not sets or sets == self._sets or self._spec is None:
            return
        self._sets = sets
        letters = self._letters()
        for selector, combo in ((UNIT, self._unit), (PERSON, self._person)):
            if selector in self._spec.selectors:
                values = [(stem, getattr(one, selector)) for stem, one in sets]
                picks = [Pick(stem, value, letters.get(stem, "")) for stem, value in values]
                combo.offer([Pick(self._everyone(), None), *picks])

    def choose(self, selectors: Mapping[str, object]) -> None:
        """Take what another page asks for."""
        if YEAR in selectors:
            self._set_year(int(str(selectors[YEAR])))
        for selector, combo in ((TRAINING, self._training), (UNIT, self._unit), (PERSON, self._person)):
            if selector in selectors:
                self._choose_in(combo, selectors[selector])
        if ON in selectors:
            self._on.set_value(selectors[ON])  # type: ignore[arg-type]

    def selection(self) -> Selection:
        """What the paper is about; only what it asks for is named."""
        asked = self._spec.selectors if self._spec else ()
        return Selection(
            year=self._year.value(),
            on=(self._on.value() if ON in asked else None) or self._today,
            training=self._training.value() if TRAINING in asked else None,
            unit=self._unit.value() if UNIT in asked else None,
            person=self._person.value() if PERSON in asked else None,
        )

    def problem(self) -> str:
        """Say, beside the field too, what cannot be read; empty where nothing is wrong."""
        asks_day = self._spec is not None and ON in self._spec.selectors
        sentence = self._on.problem() if asks_day else ""
        if asks_day and not sentence and self._on.value() is None:
            sentence = _("写上哪一天，例如 6.12")
        self.rows[ON].show_problem(sentence)
        return sentence or self._training_problem()

    def _training_problem(self) -> str:
        asked = self._spec is not None and TRAINING in self._spec.selectors
        sentence = ""
        if asked and self._training.value() is None:
            sentence = _("{year}年还没排培训。换一年，或先到“书记培训”排全年。").format(
                year=self._year.value()
            )
        self._no_training.setText(sentence)
        self._no_training.setVisible(bool(sentence))
        return sentence

    def step_year(self, step: int) -> None:
        """Go to another year."""
        self._year.setValue(self._year.value() + step)

    def go_to_today(self) -> None:
        """Come back to this year and the next session."""
        self._set_year(self._today.year)
        self._training.set_value(self._next_training())
        self._on.set_value(self._today)
        self.changed.emit()

    def _connect(self) -> None:
        self._year.valueChanged.connect(self._year_changed)
        self._on.edited.connect(self.changed)
        for combo in (self._training, self._unit, self._person):
            combo.picked.connect(self.changed)

    def _year_changed(self) -> None:
        self._offer_trainings()
        self._on.year = self._year.value()
        self.changed.emit()

    def _set_year(self, year: int) -> None:
        self._year.blockSignals(True)
        self._year.setValue(year)
        self._year.blockSignals(False)
        self._offer_trainings()

    def _choose_in(self, combo: PickCombo, value: object) -> None:
        if not combo.offers(value):
            # Not among those offered yet, since their names are read in a job: stands for itself meanwhile.
            picks = [Pick(combo.itemText(place), combo.value_at(place)) for place in range(combo.count())]
            combo.offer([*picks, Pick(str(value), value)])
        combo.set_value(value)

    def _offer_trainings(self) -> None:
        store = self._gate.reader.store
        with self._gate.reading():
            trainings = store.trainings.of_year(self._year.value())
            sittings = store.sittings.many([one.sitting_id for one in trainings])
        picks = []
        for one in trainings:
            day = sittings[one.sitting_id].start.date()
            words = _("第 {n} 期　{day}").format(n=one.ordinal, day=dates.prose(day))
            picks.append(
                Pick(words, one.number, f"{one.topic} {one.number} {day:%m%d} {day.month}.{day.day}")
            )
        self._days = {one.number: sittings[one.sitting_id].start.date() for one in trainings}
        kept = self._training.value()
        self._training.offer(picks)
        if kept not in self._days:
            self._training.set_value(self._next_training())

    def _next_training(self) -> str | None:
        coming = [number for number, day in self._days.items() if day >= self._today]
        return next(iter(coming), next(reversed(self._days), None))

    def _offer_all(self, selector: str) -> None:
        reader = self._gate.reader
        with self._gate.reading():
            if selector == UNIT:
                units = reader.people.units(self._today)
                picks = [Pick(one.name, one.name, one.initials) for one in units if not one.closed]
            else:
                people = reader.store.people.people()
                picks = [Pick(one.name, one.uid, one.initials) for one in people if one.ended_on is None]
        combo = self._unit if selector == UNIT else self._person
        combo.offer([Pick(self._everyone(), None), *picks])

    def _letters(self) -> dict[str, str]:
        """Give the initials of everything a set may be named after."""
        reader = self._gate.reader
        with self._gate.reading():
            letters = {one.name: one.initials for one in reader.people.units(self._today)}
            letters |= {one.name: one.initials for one in reader.store.people.people()}
        return letters

    def _everyone(self) -> str:
        if self._spec is None or self._spec.each is None:
            return _("全部")
        return _("全部，一人一份") if PERSON in self._spec.selectors else _("全部，一村一份")
