"""The forms of an errand: a new one or another word on it, given back with a reason, ticked by a list of names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.date_text import Lean
from gzparty.domain.duty import Errand
from gzparty.domain.named_units import NamedUnits, units_named
from gzparty.domain.people import UnitView
from gzparty.i18n import N_, _
from gzparty.labels.duty import deadline_hint
from gzparty.services.errands import TITLE_LIMIT
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit

AREA = 132
KEEP, BRANCHES, WORK_UNITS, PICKED = "keep", "branches", "work_units", "picked"
"""Which units: those it has, all branches, communities and departments, or those written down."""


class UnitChoice(NamedTuple):
    """Units offered as one choice."""

    key: str
    words: str
    units: tuple[UnitView, ...]


class ErrandForm(Form):
    """What, who asked and when, until when, from whom, a note."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("errandTitle", "title"),
        ("errandBy", "asked_by"),
        ("errandAsked", "asked_on"),
        ("errandDue", "due_on"),
        ("errandUnits", "who"),
        ("errandPicked", "picked"),
        ("errandNote", "note"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"title": TITLE_LIMIT, "asked_by": TITLE_LIMIT}

    def __init__(
        self,
        theme: Theme,
        today: date,
        calendar: WorkCalendar,
        choices: Sequence[UnitChoice],
        errand: Errand | None = None,
    ) -> None:
        super().__init__(theme, "errandForm")
        self._calendar = calendar
        self._choices = {choice.key: choice.units for choice in choices}
        self._everyone = tuple({unit.id: unit for choice in choices for unit in choice.units}.values())
        self.title = field("errandTitle", hint=_("如 党员教育情况表"))
        self.by = field("errandBy", hint=_("如 县委组织部"))
        self.asked = DateEdit(theme, "errandAsked", today.year, lean=Lean.PAST)
        self.due = DateEdit(theme, "errandDue", today.year, lean=Lean.FUTURE)
        self.who = Combo(theme, "errandUnits")
        for choice in choices:
            self.who.add(choice.words, choice.key)
        self.who.add(_("只要这几个，写在下面"), PICKED)
        self.picked = area("errandPicked", theme.px(AREA), _("一行一个村，从表格里复制一列也行"))
        self._hint = label("errandDueHint", role="hint", tone="warn")
        self._hint.setWordWrap(True)
        self._lay_out()
        self.asked.set_value(errand.asked_on if errand else today)
        if errand is not None:
            self.title.setText(errand.title)
            self.by.setText(errand.asked_by)
            self.due.set_value(errand.due_on)
            self.note.setText(errand.note)
        self.bind()
        self.who.currentIndexChanged.connect(self._look)
        self.due.edited.connect(self._say_day_off)
        self._look()
        self._say_day_off()

    def units(self) -> NamedUnits:
        """The units meant."""
        key = self.who.value()
        if key != PICKED:
            return NamedUnits(self._choices[key], ())
        return units_named(self.picked.toPlainText(), self._everyone)

    def keeps_units(self) -> bool:
        """Whether the units shall stay as they are."""
        return bool(self.who.value() == KEEP)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        for attribute, control, words in (
            ("title", self.title.text().strip(), N_("填上要什么材料")),
            ("asked_on", self.asked.value(), N_("填上哪天要的，如 6.12")),
            ("due_on", self.due.value(), N_("填上哪天前交，如 6.18")),
        ):
            if not control:
                found.setdefault(attribute, _(words))
        asked, due = self.asked.value(), self.due.value()
        if asked and due and due < asked:
            found.setdefault("due_on", _("比要的那天还早，改一个日期"))
        if self.who.value() == PICKED:
            named = self.units()
            if named.doubts:
                found["picked"] = doubt_words(named)
            elif not named.units:
                found["picked"] = _("写上要哪几个村交，一行一个")
        return found

    def _lay_out(self) -> None:
        self.note = field("errandNote", hint=_("报送要求，如 盖章后交纸质一份"))
        self.add_row(_("要什么"), self.title)
        self.add_row(_("谁要的"), self.by)
        self.add_row(_("哪天要的"), self.asked)
        self.add_row(_("哪天前交"), self.due)
        self.add_wide(self._hint)
        self.add_row(_("哪些单位"), self.who)
        self.add_row("", self.picked)
        self.picked.setAccessibleName(_("要哪几个单位交"))
        self.add_row(_("说明"), self.note)

    def _look(self) -> None:
        self.show_row("errandPicked", self.who.value() == PICKED)

    def _say_day_off(self) -> None:
        """A deadline on a day off stays; the last workday before it is named."""
        due = self.due.value()
        words = deadline_hint(due, self._calendar) if due else ""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))


class BackForm(Form):
    """Why something goes back, and when."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("backReason", "reason"), ("backDay", "on"))

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "backForm")
        self.reason = field("backReason", hint=_("如 缺公章"))
        day = DateEdit(theme, "backDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        self.add_row(_("缺什么"), self.reason)
        self.add_row(_("哪天退的"), day)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.reason.text().strip():
            found.setdefault("reason", _("写清缺什么，村里好补"))
        return found


class NamesForm(Form):
    """A pasted column of village names; what is understood is said while it is typed."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("tickNames", "names"), ("tickDay", "on"))
    LIMIT = 20_000

    def __init__(self, theme: Theme, units: Sequence[UnitView], today: date, pasted: str) -> None:
        super().__init__(theme, "tickForm")
        self._units = tuple(units)
        self.names = area("tickNames", theme.px(AREA), _("一行一个村，从表格里复制一列也行"))
        self.names.setPlainText(pasted)
        day = DateEdit(theme, "tickDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        self._said = label("tickSaid", role="label")
        self._said.setWordWrap(True)
        self.add_row(_("村名"), self.names)
        self.add_wide(self._said)
        self.add_row(_("哪天收到"), day)
        self.bind()
        self.names.textChanged.connect(self._say)
        self._say()

    def named(self) -> NamedUnits:
        """The units the text names."""
        return units_named(self.names.toPlainText(), self._units)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        named = self.named()
        if named.doubts:
            found["names"] = doubt_words(named)
        elif not named.units:
            found["names"] = _("还没有认出一个村，一行写一个")
        return found

    def _say(self) -> None:
        named = self.named()
        words = _("认出 {n} 个").format(n=len(named.units))
        if named.doubts:
            words = _("{words}，{m} 行没认出").format(words=words, m=len(named.doubts))
        self._said.setText(words)


def doubt_words(named: NamedUnits, most: int = 3) -> str:
    """Which lines were not understood, and why."""
    said = []
    for doubt in named.doubts[:most]:
        if doubt.units:
            said.append(_("“{text}”有 {n} 个同名的").format(text=doubt.text, n=len(doubt.units)))
        else:
            said.append(_("“{text}”不在这次的单位里").format(text=doubt.text))
    words = _("；").join(said)
    rest = len(named.doubts) - most
    return _("{words}；还有 {n} 行。改对或删掉这几行。").format(words=words, n=rest) if rest > 0 else words
