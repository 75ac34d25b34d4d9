"""What a paper shall be about: session, year, day, unit or person, as far as the paper asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.selection import ON, PERSON, TRAINING, UNIT, YEAR, Selection
from ui.desk import Desk
from ui.gate import Gate
from ui.print_work import set_selector
from ui.widgets.controls import number
from ui.widgets.date_edit import DateEdit
from ui.widgets.labelled import Labelled, side_by_side
from ui.widgets.pick import Pick, PickCombo

EACH = object()
"""Chosen in place of a unit or person: one set for each of them."""
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
            self._offer_trainings()
            self._offer_subjects()

    def refresh(self) -> None:
        """Offer what the records hold now."""
        self._offer_trainings()
        for selector in self._listed():
            self._offer_all(selector)

    def show_sets(self, sets: Sets) -> None:
        """Offer the units or persons a paper can be made for, with all of them first."""
        if not sets or sets == self._sets or self._spec is None:
            return
        self._sets = sets
        letters, selector = self._letters(), set_selector(self._spec)
        picks = []
        for stem, one in sets:
            value = getattr(one, selector)
            if value is not None:
                picks.append(Pick(stem, value, letters.get(stem.partition(_("（"))[0], "")))
        self._combo(selector).offer([*self._general(selector), *picks])

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
            unit=_named(self._unit.value()) if UNIT in asked else None,
            person=_named(self._person.value()) if PERSON in asked else None,
        )

    def each(self) -> bool:
        """Tell whether one set is wanted for every unit or person."""
        spec = self._spec
        return spec is not None and spec.each is not None and self._combo(set_selector(spec)).value() is EACH

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
        if asked and self._training.value() is None and not self._can_do_without(TRAINING):
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
            words = _("第 {n} 期　{day}").format(n=one.ordinal, day=f"{day:%m-%d}")
            picks.append(
                Pick(words, one.number, f"{one.topic} {one.number} {day:%m%d} {day.month}.{day.day}")
            )
        self._days = {one.number: sittings[one.sitting_id].start.date() for one in trainings}
        kept = self._training.value()
        optional = self._can_do_without(TRAINING)
        if optional:
            whole = self._spec is not None and YEAR in self._spec.selectors
            picks.insert(0, Pick(_("全年") if whole else _("不写期次"), None))
        self._training.offer(picks)
        if kept not in self._days and not optional:
            self._training.set_value(self._next_training())

    def _next_training(self) -> str | None:
        coming = [number for number, day in self._days.items() if day >= self._today]
        return next(iter(coming), next(reversed(self._days), None))

    def _offer_subjects(self) -> None:
        """Offer units and persons; the sets of a batch follow once a job has found them."""
        for selector in (UNIT, PERSON):
            combo = self._combo(selector)
            combo.offer(self._general(selector))
            combo.set_value(combo.value_at(0) if combo.count() else None)
        for selector in self._listed():
            self._offer_all(selector)

    def _listed(self) -> list[str]:
        """The selectors whose choices are all there are, not the sets of a batch."""
        spec = self._spec
        if spec is None:
            return []
        batch = set_selector(spec) if spec.each else ""
        return [one for one in (UNIT, PERSON) if one in spec.selectors and one != batch]

    def _offer_all(self, selector: str) -> None:
        reader = self._gate.reader
        with self._gate.reading():
            if selector == UNIT:
                units = reader.people.units(self._today)
                picks = [
                    Pick(one.name, one.code or one.name, one.initials) for one in units if not one.closed
                ]
            else:
                people = reader.store.people.people()
                picks = [Pick(one.name, one.uid, one.initials) for one in people if one.ended_on is None]
        self._combo(selector).offer([*self._general(selector), *picks])

    def _combo(self, selector: str) -> PickCombo:
        return self._person if selector == PERSON else self._unit

    def _can_do_without(self, selector: str) -> bool:
        return self._spec is not None and selector in self._spec.optional

    def _general(self, selector: str) -> list[Pick]:
        """Give the choices that name nobody: one for each, and one for all where the paper can do so."""
        spec = self._spec
        if spec is None or selector not in spec.selectors:
            return []
        by_person = selector == PERSON
        picks = []
        if self._can_do_without(selector):
            empty = _("不写姓名") if by_person else _("不分单位")
            picks.append(Pick(empty, None))
        if spec.each is not None and set_selector(spec) == selector:
            picks.append(Pick(_("一人一份") if by_person else _("一村一份"), EACH))
        return picks or [Pick(_("全部"), None)]

    def _letters(self) -> dict[str, str]:
        """Give the initials of everything a set may be named after."""
        reader = self._gate.reader
        with self._gate.reading():
            letters = {one.name: one.initials for one in reader.people.units(self._today)}
            letters |= {one.name: one.initials for one in reader.store.people.people()}
        return letters


def _named(value: object) -> str | None:
    return None if value is None or value is EACH else str(value)
