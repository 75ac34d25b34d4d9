"""A 接龙 pasted into the month grid, without its widgets: what went into which cells, what is still asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from gzparty.domain import month_entry as entry
from gzparty.domain.chain_text import Chain, ChainLine, Reason, looks_like_chain, read_chain
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.intake import reason_words
from gzparty.records import dataclass
from ui.gate import Gate
from ui.month_sheet import MonthSheet
from ui.tables.month_lines import GridLine


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the chain that asks: `choices` are rows it may mean by their names, `wants_day` that it lacks its day.

    `differs` says what the record holds where the chain says something else.
    """

    line: ChainLine
    words: str
    choices: tuple[tuple[str, str], ...] = ()
    wants_day: bool = False
    differs: str = ""


class ChainReading(QObject):
    """Reads a text against the rows of a sheet, stores what is certain as one deed and keeps what is asked."""

    changed = Signal()

    def __init__(self, gate: Gate, sheet: MonthSheet) -> None:
        super().__init__(sheet)
        self._gate = gate
        self._sheet = sheet
        self.text = ""
        self.chain: Chain | None = None
        self.taken: dict[int, str] = {}
        """Lines that went into the sheet: the row's key by the line's place."""
        self.questions: tuple[Question, ...] = ()
        self._keys: list[str] = []
        self._deeds: list[int] = []
        self._put: dict[str, set[str]] = {}
        sheet.stored.connect(self._stored)

    def is_chain(self, text: str) -> bool:
        """Whether a text names branches of the sheet with a day or figures, rather than being cells or a topic."""
        if not looks_like_chain(text):
            return False
        named = [one for _key, one in self._sheet.named()]
        lines = read_chain(text, named, self._sheet.month).lines
        return any(line.keys and (line.day or any(line.figures)) for line in lines)

    def take(self, text: str) -> None:
        """Read a text and put what is certain into its cells; what an earlier one asked is dropped."""
        self.close()
        named = self._sheet.named()
        self._keys = [key for key, _named in named]
        self.text = text
        self.chain = read_chain(text, [one for _key, one in named], self._sheet.month)
        lines = {line.key: line for line in self._sheet.lines()}
        questions = [self._question(line) for line in self.chain.asked]
        for line in self.chain.recognised:
            differs = told_differently(line, lines[self._keys[line.keys[0]]])
            if differs:
                questions.append(replace(self._question(line), differs=differs))
            else:
                self._fill(line, self._keys[line.keys[0]])
        self.questions = tuple(sorted(questions, key=lambda one: one.line.place))
        self._store(self.taken.values())

    def choose(self, place: int, key: str) -> None:
        """Say which row a line means; it is taken if nothing else is asked of it."""
        question = self._at(place)
        left = tuple(r for r in question.line.reasons if r not in (Reason.SEVERAL, Reason.UNKNOWN))
        line = replace(question.line, keys=(self._keys.index(key),), reasons=left)
        self._answered(question, line)

    def say_day(self, place: int, day: date) -> None:
        """Say the day a line does not name."""
        question = self._at(place)
        days = (Reason.NO_DAY, Reason.NO_SUCH_DAY, Reason.TWO_DAYS)
        left = tuple(reason for reason in question.line.reasons if reason not in days)
        self._answered(question, replace(question.line, day=day, reasons=left))

    def say_day_of_all(self, day: date) -> None:
        """Say for every line without a day that it is this one, as the heading has it."""
        for question in self.questions:
            if Reason.NO_DAY in question.line.reasons:
                self.say_day(question.line.place, day)

    def overrule(self, place: int) -> None:
        """Take a line although the record says something else."""
        question = self._at(place)
        self._answered(replace(question, differs=""), question.line)

    def leave_open(self, place: int) -> None:
        """Ask no more; where the row is certain, what is known stays typed in it."""
        question = self._at(place)
        if len(question.line.keys) == 1 and not question.choices and not question.differs:
            self._fill(question.line, self._keys[question.line.keys[0]])
            self._sheet.ask_for_days(self.taken.values())
            self._store([self.taken[place]])
        self._drop(question)

    def take_back(self) -> None:
        """Undo what this paste stored, and take out what it left typed."""
        for key in self._put:
            self._sheet.drop(key)
        deeds = tuple(self._deeds)
        self.close()
        if deeds:
            self._gate.write(
                lambda services: services.intake.take_back(deeds), None, self._sheet.refused.emit
            )

    def close(self) -> None:
        """Forget the text; what went in stays."""
        self.text, self.chain, self.questions = "", None, ()
        self.taken, self._put, self._deeds = {}, {}, []
        self._sheet.fresh.clear()
        self._sheet.asked.clear()
        self._show()

    def name_of(self, key: str) -> str:
        """The row's name."""
        return self._sheet.line(key).name

    def _question(self, line: ChainLine) -> Question:
        whom = {Reason.SEVERAL, Reason.UNKNOWN} & set(line.reasons)
        keys = [self._keys[place] for place in line.keys] if whom else []
        choices = tuple((key, self._sheet.line(key).name) for key in keys)
        days = {Reason.NO_DAY, Reason.NO_SUCH_DAY, Reason.TWO_DAYS} & set(line.reasons)
        return Question(line, reason_words(line), choices, wants_day=bool(days))

    def _answered(self, question: Question, line: ChainLine) -> None:
        if line.reasons:
            again = self._question(line)
            self.questions = tuple(
                again if one is question or one.line.place == line.place else one for one in self.questions
            )
            self._show()
            return
        key = self._keys[line.keys[0]]
        differs = (
            ""
            if not question.differs and question.line is line
            else told_differently(line, self._sheet.line(key))
        )
        if differs:
            again = replace(self._question(line), differs=differs)
            self.questions = tuple(again if one.line.place == line.place else one for one in self.questions)
            self._show()
            return
        self._fill(line, key)
        self._drop(question)
        self._store([key])

    def _drop(self, question: Question) -> None:
        self.questions = tuple(one for one in self.questions if one.line.place != question.line.place)
        self._show()

    def _fill(self, line: ChainLine, key: str) -> None:
        cells = cells_of(line)
        self.taken[line.place] = key
        self._put.setdefault(key, set()).update(cells)
        self._sheet.fresh[key] = self._sheet.fresh.get(key, frozenset()) | frozenset(cells)
        self._sheet.put(key, cells)

    def _store(self, keys: Iterable[str]) -> None:
        self._sheet.store(list(keys), chain=True)
        self._show()

    def _show(self) -> None:
        asked: dict[str, str] = {}
        for question in self.questions:
            for key, _name in question.choices:
                if self._sheet.line(key).row.meeting is None:
                    number = question.line.number or question.line.place
                    asked[key] = _("第 {n} 行待选").format(n=number)
        self._sheet.asked = asked
        self._sheet.changed.emit()
        self.changed.emit()

    def _stored(self, _name: str, deed: int) -> None:
        if self.chain is not None:
            self._deeds.append(deed)

    def _at(self, place: int) -> Question:
        return next(one for one in self.questions if one.line.place == place)


def cells_of(line: ChainLine) -> Mapping[str, str]:
    """What a line says, as it would be typed; what it does not say touches no cell."""
    figures = line.figures
    found = {
        entry.DAY: dates.table(line.day) if line.day else "",
        entry.EXPECTED: "" if figures.expected is None else str(figures.expected),
        entry.ATTENDED: "" if figures.attended is None else str(figures.attended),
        entry.TOPIC: line.topic,
    }
    return {column: text for column, text in found.items() if text}


def told_differently(line: ChainLine, row: GridLine) -> str:
    """What the record holds where a line of the chain says something else; empty where nothing is replaced."""
    said = {column: text for column, text in cells_of(line).items() if column != entry.TOPIC}
    if not any(row.text(column) not in ("", text) for column, text in said.items()):
        return ""
    held = [row.text(column) for column in (entry.DAY, entry.EXPECTED, entry.ATTENDED)]
    return _("已登记 {day} 应到{expected}实到{attended}").format(
        day=held[0], expected=held[1] or _("—"), attended=held[2] or _("—")
    )
