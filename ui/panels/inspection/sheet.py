"""Everything typed of one inspection: when and who, the tick list, what speaks against it, where the paper lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gzparty.domain import inspection_rules as rules
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.chinese_people import shared_names
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.entry import NAME_LIMIT
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.duty import deadline_hint
from gzparty.records import dataclass
from ui.glyphs import Glyph
from ui.panels.form import Form
from ui.panels.inspection.problem_form import ProblemGround
from ui.panels.inspection.tick_list import FoundProblem, TickAnswer, TickItem, TickList
from ui.theme import Theme
from ui.widgets.controls import area, field, label, name_control
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_combo import NameCombo
from ui.widgets.name_field import Known
from ui.widgets.sentence_line import SentenceLine

FIRST, LAST = "head.", "tail."
DOUBLE = "inspection_perhaps_double"


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields around the tick list; a new inspection begins with none of them."""

    day: date | None = None
    inspector: str = ""
    note: str = ""
    filed_at: str = ""


class _HeadForm(Form):
    """When and who; Enter goes on."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("inspectionDay", "day"),
        ("inspectionInspector", "inspector"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"inspector": NAME_LIMIT}
    left = Signal()

    def __init__(self, theme: Theme, year: int, *, of_team: bool) -> None:
        super().__init__(theme, "inspectionHead")
        self._grid.setColumnMinimumWidth(0, 0)
        self.day = DateEdit(theme, "inspectionDay", year)
        self.inspector = NameCombo(theme, "inspectionInspector")
        if of_team or theme.scale > 1:
            # There is no room for the names of a team, nor for larger text, beside the day.
            self.add_row(_("日期"), self.day)
            self.add_row(_("检查人"), self.inspector)
        else:
            words = label("inspectionInspectorWords", _("检查人"), "label")
            self.add_row(_("日期"), self.day, words, self.inspector)
            name_control(self.inspector, _("检查人"))
            self.day.setSizePolicy(QSizePolicy.Policy.Maximum, self.day.sizePolicy().verticalPolicy())
        self.counts = label("inspectionCounts", role="hint", tone="info")
        self.counts.hide()
        self.add_wide(self.counts)
        self.bind()
        self.setFocusProxy(self.day)

    def problems(self) -> dict[str, str]:
        """Add that an inspection has a day and somebody who made it."""
        return lacking(super().problems(), self.day, self.inspector)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.day.line.hasFocus():
            self.inspector.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()


class _TailForm(Form):
    """What was seen besides, and where the paper lies."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("inspectionNote", "note"),
        ("inspectionFiled", "filed_at"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"filed_at": rules.TITLE_LIMIT}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "inspectionTail")
        self.add_row(_("情况"), area("inspectionNote", theme.px(56), hint=_("可以不写")))
        self.add_row(_("原件在哪"), field("inspectionFiled", hint=_("如 3号盒/12")))
        self.bind()


FindDoubles = Callable[[date, str], tuple[Diagnostic, ...]]
"""What speaks against a day and an inspector: that this sheet is stored already."""


class InspectionSheet(QWidget):
    """One thing to `Drafts`; says at once what speaks against what is typed, forbids nothing of it."""

    edited = Signal()
    day_changed = Signal(object)
    """Another day was typed: what is proposed may be another."""
    ledger_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        year: int,
        calendar: WorkCalendar,
        doubles: FindDoubles,
        *,
        of_team: bool = False,
    ) -> None:
        """Build for a self-inspection, or for a visit `of_team`, whose inspectors are several."""
        super().__init__()
        self.setObjectName("inspectionSheet")
        self._calendar = calendar
        self._doubles = doubles
        self._asked: tuple[date | None, str] | None = None
        self._day: date | None = None
        self.head = _HeadForm(theme, year, of_team=of_team)
        self.ticks = TickList(theme)
        self.tail = _TailForm(theme)
        self.double = SentenceLine(theme, "inspectionDouble")
        self.apart = SentenceLine(theme, "inspectionApart")
        self.outcome = SentenceLine(theme, "inspectionOutcome")
        self.off = SentenceLine(theme, "inspectionDayOff")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self.head, self.double, self.ticks, self.apart, self.off, self.outcome, self.tail):
            column.addWidget(part)
        self.setFocusProxy(self.head)
        self._connect()

    def show_typed(self, typed: Typed, items: tuple[TickItem, ...], ground: ProblemGround) -> None:
        """Show an inspection; what stood here before is gone."""
        self.head.load(typed)
        self.tail.load(typed)
        self._day, self._asked = typed.day, None
        self.ticks.set_items(items, ground)
        self._look()

    def know(self, inspectors: list[Known], ground: ProblemGround) -> None:
        """Take what is proposed; what is typed stays."""
        self.head.inspector.know(inspectors)
        self.ticks.know(ground)

    def set_year(self, year: int) -> None:
        """A day typed without its year lies in this one."""
        self.head.day.year = year

    def values(self) -> Typed:
        """The fields around the tick list."""
        values: dict[str, Any] = {**self.head.values(), **self.tail.values()}
        return Typed(**values)

    def answers(self) -> tuple[TickAnswer, ...]:
        """What was said of every item."""
        return self.ticks.answers()

    def check(self) -> bool:
        """Say beside the fields what is missing, go to the first, and tell whether all is well."""
        for form in (self.head, self.tail):
            form.show_problems(form.problems())
        fine = self.ticks.check()
        wrong = self._faulty()
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return fine and not wrong

    def next_problem(self) -> bool:
        """Move the focus to the next field with a problem; tell whether there is one."""
        faulty, focus = self._faulty(), self.focusWidget()
        here = next(
            (n for n, one in enumerate(faulty) if focus and (one is focus or one.isAncestorOf(focus))), -1
        )
        if faulty:
            faulty[(here + 1) % len(faulty)].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(faulty)

    def draft(self) -> dict[str, str]:
        """Everything typed, as raw texts."""
        head = {f"{FIRST}{name}": text for name, text in self.head.draft().items()}
        tail = {f"{LAST}{name}": text for name, text in self.tail.draft().items()}
        return head | tail | self.ticks.draft()

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back."""
        for form, start in ((self.head, FIRST), (self.tail, LAST)):
            own = {name.removeprefix(start): text for name, text in draft.items() if name.startswith(start)}
            form.restore(own)
        self.ticks.restore(draft)
        self._edited()

    def is_changed(self) -> bool:
        """Tell whether anything differs from what was shown first."""
        return self.head.is_changed() or self.tail.is_changed() or self.ticks.is_changed()

    def show_counted(self, words: str) -> None:
        """Say for which month it counts, where its day does not tell."""
        self.head.counts.setText(words)
        self.head.counts.setVisible(bool(words))

    def _connect(self) -> None:
        self.head.left.connect(self.ticks.take_focus)
        self.ticks.began.connect(self._back)
        self.ticks.ledger_wanted.connect(self.ledger_wanted)
        for part in (self.head, self.tail):
            part.edited.connect(self._edited)
        self.ticks.changed.connect(self._edited)

    def _faulty(self) -> list[QWidget]:
        return [*self.head.faulty_controls(), *self.ticks.faulty_controls(), *self.tail.faulty_controls()]

    def _back(self) -> None:
        self.head.inspector.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _edited(self) -> None:
        day = self.head.day.value()
        if day != self._day:
            self._day = day
            if day is not None:
                self.day_changed.emit(day)
        self._look()
        self.edited.emit()

    def _look(self) -> None:
        """Is the inspector another than who puts it right; does every deadline lie on a workday."""
        found = self.ticks.problems()
        self._look_for_doubles(self.head.day.value(), self.head.inspector.value())
        self._look_at_people(self.head.inspector.value(), found)
        deadlines = [problem.deadline for problem in found if problem.deadline is not None]
        hints = dict.fromkeys(hint for day in deadlines if (hint := deadline_hint(day, self._calendar)))
        self.off.say(Glyph.SOON, _("；").join(hints), "warn")
        self.outcome.say(None, outcome_words(found, on_workdays=bool(deadlines) and not hints), icon="ledger")

    def _look_for_doubles(self, day: date | None, inspector: str) -> None:
        """Told before it is stored, and only once for the same day and inspector."""
        if self._asked == (day, inspector):
            return
        self._asked = (day, inspector)
        found = self._doubles(day, inspector) if day is not None and inspector else ()
        self.double.say(Glyph.SOON, "\n".join(map(sentence, found)), "warn")

    def _look_at_people(self, inspector: str, found: tuple[FoundProblem, ...]) -> None:
        responsibles = list(dict.fromkeys(problem.responsible for problem in found if problem.responsible))
        same = [name for one in responsibles for name in shared_names(inspector, one)]
        if same:
            doubt = Diagnostic(Level.WARNING, "inspection_own_problem", {"name": _("、").join(same)})
            self.apart.say(Glyph.SOON, sentence(doubt), "warn")
        elif inspector and responsibles:
            words = _("检查人 {inspector} 和责任人 {responsible} 不是同一个人")
            self.apart.say(
                Glyph.DONE, words.format(inspector=inspector, responsible=_("、").join(responsibles))
            )
        else:
            self.apart.say(None, "")


def standing_words(warnings: Iterable[Diagnostic]) -> str:
    """What is said over a stored sheet; that it is perhaps a double stands below its day and inspector."""
    return "\n".join(sentence(one) for one in warnings if one.code != DOUBLE)


def outcome_words(found: tuple[FoundProblem, ...], *, on_workdays: bool) -> str:
    """保存后，1 个问题记入整改台账，时限落在工作日; empty where nothing was found."""
    if not found:
        return ""
    words = _("保存后，{n} 个问题记入整改台账").format(n=len(found))
    return _("{words}，时限落在工作日").format(words=words) if on_workdays else words


def lacking(found: dict[str, str], day: DateEdit, inspector: NameCombo) -> dict[str, str]:
    """Add to problems that a self-inspection has a day and somebody who made it."""
    if not day.line.text().strip():
        found.setdefault("day", _("填上自查那天的日期，如 6.17"))
    if not inspector.value():
        found.setdefault("inspector", _("写上谁查的"))
    return found
