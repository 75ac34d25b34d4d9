"""即知即改 as a sheet: a line a problem, what its cells mean, and what keeps a line from being stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from gzparty.domain.date_text import Around, read_date
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.named_units import units_named
from gzparty.domain.people import UnitView
from gzparty.domain.problem import Lane, ProblemSource, Step
from gzparty.domain.rectification import StepFacts
from gzparty.domain.step_guards import Attempt, step_faults
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.ledger import worded
from gzparty.records import dataclass
from gzparty.services.problem_drafts import Checker, ProblemDraft
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.tables.sheet_delegate import COMPUTED, ERROR
from ui.widgets.name_field import Known, settled, unclear

UNIT, TEXT, RESPONSIBLE, FOUND, DONE, VERIFIER, STATE = (
    "unit",
    "text",
    "responsible",
    "found",
    "done",
    "verifier",
    "state",
)
TYPED = (UNIT, TEXT, RESPONSIBLE, DONE, VERIFIER, FOUND)
"""The columns typed into, in the order a block is pasted."""
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One line; `problems` say by column why it cannot be stored, and under STATE what is wrong with the whole."""

    key: int
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """What stands in a cell."""
        return self.cells.get(column, "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(text.strip() for text in self.cells.values())

    @property
    def message(self) -> str:
        """What is said at the end of the line."""
        return next(iter(self.problems.values()), "")


class Understood(NamedTuple):
    """What a line means, or by column why it does not."""

    draft: ProblemDraft | None
    problems: Mapping[str, str]


class PromptReader:
    """Understands lines against the office as it is now."""

    def __init__(
        self, checker: Checker, units: Sequence[UnitView], names: Sequence[Known], today: date
    ) -> None:
        self._checker = checker
        self._units = tuple(units)
        self._names = tuple(names)
        self._today = today

    def read(self, line: PromptLine, source: ProblemSource) -> Understood:
        """What a line means; found on the day it was done where no other day is written."""
        problems: dict[str, str] = {}
        unit = self._unit(line.text(UNIT), problems)
        done = self._day(line, DONE, problems)
        found = self._day(line, FOUND, problems) or done
        for column in (RESPONSIBLE, VERIFIER):
            if words := unclear(line.text(column), self._names):
                problems[column] = words
        for column, words in _MISSING.items():
            if not line.text(column).strip():
                problems.setdefault(column, _(words))
        if problems or unit is None:
            return Understood(None, problems)
        draft = ProblemDraft(
            unit,
            text=line.text(TEXT).strip(),
            source=source,
            lane=Lane.PROMPT,
            found_on=found,
            responsible=settled(line.text(RESPONSIBLE), self._names),
            done_on=done,
            verifier=settled(line.text(VERIFIER), self._names),
        )
        fault = self._fault(draft, found_is_done=not line.text(FOUND).strip())
        return Understood(None, {STATE: fault}) if fault else Understood(draft, NOTHING)

    def _fault(self, draft: ProblemDraft, *, found_is_done: bool) -> str:
        """Why the office would not take it: the very rules it goes by when it is stored."""
        try:
            row = self._checker.new(draft)
        except Refusal as refusal:
            said = list(refusal.diagnostics)
            # A day nobody wrote is not spoken of: the one that was written says the same.
            told = [one for one in said if not (found_is_done and one.code == "problem_found_ahead")]
            return sentence((told or said)[0])
        facts = StepFacts(row.done_on or self._today)
        faults = list(step_faults(Attempt(row, row, Step.CLOSE, facts), self._today))
        return sentence(worded(faults[0])) if faults else ""

    def _unit(self, text: str, problems: dict[str, str]) -> int | None:
        plain = text.strip()
        if not plain:
            return None
        if plain.isascii():
            meant = [unit for unit in self._units if plain.lower() in unit.initials.split()]
        else:
            meant = list(units_named(plain, self._units).units)
        if len(meant) == 1:
            return meant[0].id
        words = N_("“{text}”不止一个单位，写全名") if meant else N_("没有叫“{text}”的单位")
        problems[UNIT] = _(words).format(text=plain[:12])
        return None

    def _day(self, line: PromptLine, column: str, problems: dict[str, str]) -> date | None:
        text = line.text(column).strip()
        day = read_date(text, Around.day(self._today)) if text else None
        if text and day is None:
            problems[column] = _("看不懂“{text}”，日期可以写 6.12").format(text=text[:12])
        return day


_MISSING = {
    UNIT: N_("写上哪个单位"),
    TEXT: N_("写上什么问题"),
    DONE: N_("写上哪天改完的"),
    VERIFIER: N_("写上谁验收的"),
}


def prompt_columns() -> tuple[Column[PromptLine], ...]:
    """The columns; the last one says what a line lacks."""
    return (
        _typed(UNIT, N_("单位"), 110, is_prose=True),
        _typed(TEXT, N_("存在问题"), 300, stretch=True, is_prose=True),
        _typed(RESPONSIBLE, N_("责任人"), 90, is_prose=True),
        _typed(DONE, N_("完成时间"), 96),
        _typed(VERIFIER, N_("验收人"), 120, is_prose=True),
        _typed(FOUND, N_("发现日期"), 96, ghost=_found_hint),
        Column(
            STATE,
            N_("能不能存"),
            _state,
            250,
            glyph=_glyph,
            tone=_tone,
            state=lambda _line: COMPUTED,
            tooltip=lambda line: line.message,
        ),
    )


def identity(line: PromptLine) -> int:
    """What stays the same about a line."""
    return line.key


def spoken(line: PromptLine) -> str:
    """Whose line it is."""
    return line.text(UNIT) or _("空行")


def _typed(key: str, title: str, width: int, **more: object) -> Column[PromptLine]:
    def text(line: PromptLine) -> str:
        return line.text(key)

    column: Column[PromptLine] = Column(
        key,
        title,
        text,
        width,
        editable=_always,
        edit_text=text,
        state=_is_wrong(key),
        tooltip=lambda line: line.problems.get(key, ""),
    )
    return column._replace(**more)  # type: ignore[arg-type]


def _is_wrong(key: str) -> Callable[[PromptLine], str]:
    def state(line: PromptLine) -> str:
        return ERROR if key in line.problems and line.text(key) else ""

    return state


def _always(_line: PromptLine) -> bool:
    return True


def _found_hint(line: PromptLine) -> str:
    """The day it was done stands for the day it was found, and is said to."""
    return line.text(DONE)


def _state(line: PromptLine) -> str:
    if line.is_empty:
        return ""
    return line.message or _("可以存")


def _glyph(line: PromptLine) -> Glyph | None:
    if line.is_empty:
        return None
    return Glyph.DRAFT if line.problems else Glyph.DONE


def _tone(line: PromptLine) -> str:
    return "warn" if line.problems else "ink2"
