"""这次没有了的人: each one decided by itself, and nothing done of whom nobody decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.date_text import Lean, read_date
from gzparty.i18n import N_, _
from gzparty.labels.dates import unread_day
from gzparty.labels.imports import GONE, gone_label
from gzparty.records import dataclass
from gzparty.services.import_result import Gone, GoneDecision, MissingKey, MissingPerson
from ui.almanac import around_of
from ui.desk import Desk
from ui.glyphs import Glyph
from ui.tables.column import Column, Edit
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, frame, label

LEAVING = (Gone.DIED, Gone.MOVED, Gone.ENDED)
_DIGITS = {str(place): gone for place, gone in enumerate(GONE, 1)}
_WIDTHS = {Gone.DIED: 56, Gone.MOVED: 56, Gone.ENDED: 82, Gone.STAYS: 124, Gone.LATER: 82}


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One person with what was decided; later where nothing was."""

    person: MissingPerson
    decision: GoneDecision | None

    @property
    def what(self) -> Gone:
        """What became of them so far."""
        return self.decision.what if self.decision else Gone.LATER


class MissingPanel(QFrame):
    """A line a person, a column a choice; Space, a click or 1 to 5 chooses, the day is typed behind."""

    said = Signal(object, object, object)
    """Keys, what became of them, since when (None for the day said before)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missing")
        self._theme = desk.theme
        self._gone: Mapping[MissingKey, GoneDecision] = {}
        self.view: RecordView[MissingLine] = RecordView(desk.theme, desk.memory, "importMissing")
        self.view.setAccessibleName(_("这次没有了的人"))
        self._words = label("missingWords", "", "label")
        self._words.setWordWrap(True)
        self._problem = label("missingProblem", role="problem")
        self.all_stay = button(desk.theme, "allStay", _("都算还在"))
        self.empty = label("missingEmpty", _("记着的人表里都有。"), "lead", "ink3")
        records: RecordTable[MissingLine] = RecordTable(_columns(), _rows([]), _name)
        records.edited.connect(self._take_days)
        self.view.set_records(records)
        self._lay_out()
        self.view.clicked.connect(self._choose_at)
        self.view.opened.connect(self._choose_here)
        self.view.typed.connect(self._choose_by_digit)
        self.all_stay.clicked.connect(self._all_stay)

    def show_people(self, people: Sequence[MissingPerson], gone: Mapping[MissingKey, GoneDecision]) -> None:
        """Show who is missing and what was said of them."""
        self._gone = gone
        lines = [MissingLine(person, gone.get(person.key)) for person in people]
        self.view.records.show(_rows(lines))
        open_ones = sum(line.what is Gone.LATER for line in lines)
        self._words.setText(
            _("这 {n} 人记在这些支部，表里没有。一个一个说明；没说的不动，{open} 人还没说。").format(
                n=len(lines), open=open_ones
            )
        )
        self.all_stay.setEnabled(open_ones > 0)
        self._body.setCurrentIndex(0 if lines else 1)
        if lines and not self.view.currentIndex().isValid():
            self.view.select_row(0, self.view.records.column_at(Gone.DIED.value))

    def _choose_at(self, index: QModelIndex) -> None:
        """A click on a choice chooses it."""
        key = self.view.records.columns[index.column()].key
        if key in set(Gone):
            self._say([self.view.records.record(index.row())], Gone(key))

    def _choose_here(self, row: int) -> None:
        index = self.view.currentIndex()
        if index.isValid() and row == index.row():
            self._choose_at(index)

    def _choose_by_digit(self, text: str) -> None:
        line = self.view.current_record()
        if text in _DIGITS and line is not None:
            self._say([line], _DIGITS[text])
            self.view.step_rows(1)

    def _all_stay(self) -> None:
        records = self.view.records
        lines = [records.record(row) for row in range(records.rowCount())]
        self._say([line for line in lines if line.what is Gone.LATER], Gone.STAYS)

    def _say(self, lines: Sequence[MissingLine], what: Gone) -> None:
        self._show_problem("")
        self.said.emit([line.person.key for line in lines], what, None)

    def _take_days(self, edits: Sequence[Edit[MissingLine]]) -> None:
        """A day is typed as everywhere; what is no day is said and changes nothing."""
        wrong = ""
        for edit in edits:
            decision = edit.record.decision
            day = read_date(edit.text, around_of(self, decision.on.year, Lean.PAST)) if decision else None
            if decision is None or day is None:
                wrong = unread_day(edit.text)
                self.said.emit([], Gone.LATER, None)
                continue
            self.said.emit([edit.record.person.key], decision.what, day)
        self._show_problem(wrong)

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _lay_out(self) -> None:
        theme = self._theme
        strip = frame("missingStrip", "plain")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), theme.px(8))
        row.setSpacing(theme.px(12))
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(2))
        texts.addWidget(self._words)
        texts.addWidget(self._problem)
        self._problem.hide()
        row.addLayout(texts, 1)
        row.addWidget(self.all_stay, alignment=Qt.AlignmentFlag.AlignTop)
        nobody = QWidget()
        column = QVBoxLayout(nobody)
        column.setContentsMargins(theme.px(40), theme.px(40), 0, 0)
        column.addWidget(self.empty)
        column.addStretch(1)
        some = QWidget()
        inner = QVBoxLayout(some)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(strip)
        inner.addWidget(self.view, 1)
        self._body = QStackedWidget()
        self._body.addWidget(some)
        self._body.addWidget(nobody)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)


def _columns() -> tuple[Column[MissingLine], ...]:
    choices = [_choice(gone, words) for gone, words in GONE.items()]
    return (
        Column("name", N_("姓名"), lambda line: line.person.name, 74),
        Column("unit", N_("村、支部"), lambda line: line.person.unit, 98),
        Column("post", N_("职务"), lambda line: line.person.post, 92, tone=_dim),
        Column("phone", N_("电话"), lambda line: line.person.phone, 108, tone=_dim),
        *choices,
        Column("on", N_("从哪天起"), _day, 104, stretch=True, editable=_leaves, edit_text=_day),
    )


def _choice(gone: Gone, words: str) -> Column[MissingLine]:
    def glyph(line: MissingLine) -> Glyph:
        chosen = Glyph.SOON if gone is Gone.LATER else Glyph.DONE
        return chosen if line.what is gone else Glyph.TODO

    def spoken(line: MissingLine) -> str:
        return _("已选 {words}") if line.what is gone else _("没选 {words}")

    return Column(
        gone.value,
        words,
        lambda _line: "",
        _WIDTHS[gone],
        sort_key=lambda line: line.what is not gone,
        glyph=glyph,
        spoken=lambda line: spoken(line).format(words=gone_label(gone)),
    )


def _rows(lines: Sequence[MissingLine]) -> ListRows[MissingLine]:
    return ListRows(lines, lambda line: line.person.key)


def _leaves(line: MissingLine) -> bool:
    return line.what in LEAVING


def _day(line: MissingLine) -> str:
    return line.decision.on.isoformat() if line.decision and _leaves(line) else ""


def _dim(_line: MissingLine) -> str:
    return "ink3"


def _name(line: MissingLine) -> str:
    return line.person.label
