"""What a paper shall be about: year, month, session, kind, day, unit, person or record, as far as it asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.subject import (
    ERRAND,
    KIND,
    MONTH,
    NAMED,
    ON,
    QUARTER,
    RECORDS,
    SELECTION,
    STATE,
    TOUR,
    TRAINING,
    UNIT,
    YEAR,
    Subject,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.panels import paper_choices
from ui.panels.paper_spans import Spans
from ui.print_work import set_selector
from ui.widgets.controls import number
from ui.widgets.date_edit import DateEdit
from ui.widgets.labelled import Labelled, side_by_side
from ui.widgets.pick import Pick, PickCombo

EACH = object()
"""Chosen in place of a unit or person: one set for each of them."""
FIRST_YEAR, LAST_YEAR = 2000, 2100
Sets = Sequence[tuple[str, Subject]]
WITHIN_YEAR = frozenset({TRAINING, MONTH, QUARTER})
"""What is looked for within a year."""
NARROWING = frozenset({YEAR, MONTH, KIND, STATE, UNIT})
"""What narrows down the records among which one is chosen."""


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
        self._spans = Spans(theme, self._today)
        self._combos = {
            TRAINING: self._training,
            MONTH: self._spans.month,
            QUARTER: self._spans.quarter,
            **{name: PickCombo(theme, f"paper{name.title()}") for name in NAMED},
        }
        words = paper_choices.WORDS
        self.rows = {
            YEAR: Labelled(theme, _("年"), self._year),
            ON: Labelled(theme, _("日期"), self._on),
            **{name: Labelled(theme, _(words[name]), combo) for name, combo in self._combos.items()},
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(12))
        when = [self.rows[name] for name in (YEAR, TRAINING, MONTH, QUARTER)]
        self._when = side_by_side(theme, *when, shares=(2, 5, 3, 3))
        layout.addWidget(self._when)
        self._no_training = self.rows[TRAINING].problem_line()
        layout.addWidget(self._no_training)
        for selector in (KIND, ON, *NAMED[1:]):
            layout.addWidget(self.rows[selector])
        self._offer_trainings()
        self._connect()

    def show_paper(self, spec: PaperSpec) -> None:
        """Show the controls a paper asks for; a session or month is looked for within a year."""
        other = self._spec is None or self._spec.name != spec.name
        self._spec = spec
        shown = {*spec.selectors, *([YEAR] if WITHIN_YEAR.intersection(spec.selectors) else [])}
        for selector, row in self.rows.items():
            row.setVisible(selector in shown)
        self._when.setVisible(YEAR in shown)
        if other:
            self._sets = None
            self._offer_trainings()
            self._offer_spans()
            if MONTH in spec.optional and (YEAR not in spec.selectors or STATE in spec.selectors):
                self._spans.month.set_value(None)
            self._offer_subjects()
        self._show_few()

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
        selector = set_selector(self._spec)
        with self._gate.reading():
            letters = paper_choices.letters(self._gate.reader, self._today)
        picks = []
        for stem, one in sets:
            value = getattr(one, selector)
            if value is not None:
                picks.append(Pick(stem, value, letters.get(stem.partition(_("（"))[0], "")))
        self._combos[selector].offer([*self._general(selector), *picks])

    def choose(self, selectors: Mapping[str, object]) -> None:
        """Take what another page asks for."""
        if YEAR in selectors:
            self._set_year(int(str(selectors[YEAR])))
        for selector in (MONTH, QUARTER):
            if selector in selectors:
                self._choose_span(selector, selectors[selector])
        if not set(RECORDS).isdisjoint(selectors):
            # It is looked for among all of its year, lest what narrows them down hides it.
            for selector in NARROWING.intersection(self._combos):
                self._combos[selector].set_value(None)
        for selector in (TRAINING, *NAMED):
            if selector in selectors:
                self._choose_in(self._combos[selector], selectors[selector])
        if ON in selectors:
            self._on.set_value(selectors[ON])  # type: ignore[arg-type]

    def selection(self) -> Subject:
        """What the paper is about; only what it asks for is named."""
        asked = self._spec.selectors if self._spec else ()
        return Subject(
            year=self._year.value(),
            on=(self._on.value() if ON in asked else None) or self._today,
            **{name: _named(combo.value()) for name, combo in self._combos.items() if name in asked},
        )

    def each(self) -> bool:
        """Tell whether one set is wanted for every unit or person."""
        spec = self._spec
        return spec is not None and spec.each is not None and self._combos[set_selector(spec)].value() is EACH

    def problem(self) -> str:
        """Say, beside the field too, what cannot be read; empty where nothing is wrong."""
        asks_day = self._spec is not None and ON in self._spec.selectors
        sentence = self._on.problem() if asks_day else ""
        if asks_day and not sentence and self._on.value() is None:
            sentence = _("写上哪一天，例如 6.12")
        self.rows[ON].show_problem(sentence)
        return (
            sentence
            or self._training_problem()
            or self._nothing_yet(ERRAND)
            or self._nothing_yet(TOUR)
            or self._nothing_yet(SELECTION)
        )

    def _nothing_yet(self, selector: str) -> str:
        asked = self._spec is not None and selector in self._spec.selectors
        lacking = asked and not self._can_do_without(selector) and self._combos[selector].value() is None
        sentence = _(paper_choices.NOTHING_YET[selector]) if lacking else ""
        self.rows[selector].show_problem(sentence)
        return sentence

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
        self._training.set_value(self._likely_training())
        self._spans.go_to(self._today)
        self._offer_spans()
        self._on.set_value(self._today)
        self._narrowed()

    def _connect(self) -> None:
        self._year.valueChanged.connect(self._year_changed)
        self._on.edited.connect(self.changed)
        answers = {
            **dict.fromkeys(NARROWING, self._narrowed),
            TOUR: self._tour_changed,
            SELECTION: self._narrowed,
        }
        for name, combo in self._combos.items():
            combo.picked.connect(answers.get(name, self._picked))

    def _picked(self) -> None:
        self._show_few()
        self.changed.emit()

    def _year_changed(self) -> None:
        self._offer_trainings()
        self._offer_spans()
        self._on.year = self._year.value()
        self._narrowed()

    def _narrowed(self) -> None:
        """Forget which record was chosen: it may not be among those there are now."""
        asked = self._spec.selectors if self._spec else ()
        for selector in set(RECORDS).intersection(asked):
            self._combos[selector].set_value(None if self._is_few(selector) else EACH)
        self._show_few()
        self.changed.emit()

    def _tour_changed(self) -> None:
        """Forget which of its units was chosen: another tour went elsewhere."""
        if self._spec is not None and self._spec.each is not None and UNIT in self._spec.selectors:
            self._combos[UNIT].set_value(EACH)
        self.changed.emit()

    def _set_year(self, year: int) -> None:
        self._year.blockSignals(True)
        self._year.setValue(year)
        self._year.blockSignals(False)
        self._offer_trainings()
        self._offer_spans()

    def _offer_spans(self) -> None:
        asked = self._spec.selectors if self._spec else ()
        whole = _("全年") if YEAR in asked else _("不分月份")
        self._spans.offer(self._year.value(), whole if self._can_do_without(MONTH) else "")

    def _choose_span(self, selector: str, code: object) -> None:
        year = self._spans.choose(self._combos[selector], None if code is None else str(code))
        if year is not None and year != self._year.value():
            self._set_year(year)

    def _choose_in(self, combo: PickCombo, value: object) -> None:
        if not combo.offers(value):
            # Not among those offered yet, since their names are read in a job: stands for itself meanwhile.
            picks = [Pick(combo.itemText(place), combo.value_at(place)) for place in range(combo.count())]
            combo.offer([*picks, Pick(paper_choices.named_by(value), value)])
        combo.set_value(value)
        self._show_few()

    def _offer_trainings(self) -> None:
        with self._gate.reading():
            picks, self._days = paper_choices.trainings(self._gate.reader, self._year.value())
        kept = self._training.value()
        optional = self._can_do_without(TRAINING)
        if optional:
            whole = self._spec is not None and YEAR in self._spec.selectors
            picks.insert(0, Pick(_("全年") if whole else _("不写期次"), None))
        self._training.offer(picks)
        if not optional and not self._can_be_about(kept):
            self._training.set_value(self._likely_training())

    def _can_be_about(self, number: object) -> bool:
        """Whether a session is of this year, and was held where the paper tells how it went."""
        day = self._days.get(str(number))
        return day is not None and not (self._tells_of_held() and day > self._today)

    def _tells_of_held(self) -> bool:
        return self._spec is not None and self._spec.held

    def _likely_training(self) -> str | None:
        """The last session for what tells how one went, else the next; the nearest where there is none."""
        if self._tells_of_held():
            held = [number for number, day in self._days.items() if day <= self._today]
            return next(reversed(held), next(iter(self._days), None))
        coming = [number for number, day in self._days.items() if day >= self._today]
        return next(iter(coming), next(reversed(self._days), None))

    def _offer_subjects(self) -> None:
        """Offer units, persons and kinds; the sets of a batch follow once a job has found them."""
        for selector in NAMED:
            combo = self._combos[selector]
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
        return [one for one in NAMED if one in spec.selectors and one != batch and not self._is_few(one)]

    def _is_few(self, selector: str) -> bool:
        """Whether a paper can be about a few records that another page chose; there are too many to list here."""
        spec = self._spec
        return spec is not None and spec.each is None and selector in RECORDS and selector in spec.optional

    def _show_few(self) -> None:
        """Show which few records it is about, while it is about any."""
        for selector in RECORDS:
            if self._is_few(selector):
                self.rows[selector].setVisible(self._combos[selector].value() is not None)

    def _offer_all(self, selector: str) -> None:
        with self._gate.reading():
            picks = paper_choices.picks(self._gate.reader, selector, self._spec, self._today)
        self._combos[selector].offer([*self._general(selector), *picks])

    def _can_do_without(self, selector: str) -> bool:
        return self._spec is not None and selector in self._spec.optional

    def _general(self, selector: str) -> list[Pick]:
        """Give the choices that name nobody: one for each, and one for all where the paper can do so."""
        spec = self._spec
        if spec is None or selector not in spec.selectors:
            return []
        picks = []
        batch = spec.each is not None and set_selector(spec) == selector
        if self._can_do_without(selector):
            picks.append(Pick(paper_choices.none_of(selector, batch), None))
        if batch:
            picks.append(Pick(paper_choices.each_of(selector, spec), EACH))
        return picks if picks or selector in (KIND, ERRAND, TOUR, SELECTION) else [Pick(_("全部"), None)]


def _named(value: object) -> str | None:
    return None if value is None or value is EACH else str(value)
