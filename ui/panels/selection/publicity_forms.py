"""The form of a 公示: its days, worked out while one types, and where it hangs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from gzparty.domain import decision_rules, publicity_days
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.date_text import Lean
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.selection import Objection, Publicity
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.publicity import span_text
from gzparty.records import dataclass
from ui.glyphs import Glyph
from ui.panels.form import Form
from ui.panels.selection.faults import by_field
from ui.theme import Theme
from ui.widgets.controls import field, label
from ui.widgets.count_field import CountField
from ui.widgets.date_edit import DateEdit
from ui.widgets.sentence_line import SentenceLine


@dataclass(frozen=True, slots=True)
class PublicityFacts:
    """A 公示 as its form shows it; `ends_on` follows from the workdays until somebody types another."""

    starts_on: date | None
    workdays: int
    ends_on: date | None = None
    place: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""


class PublicityForm(Form):
    """From which day over how many workdays; the end and the holidays between are worked out while one types."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("publicityStart", "starts_on"),
        ("publicityWorkdays", "workdays"),
        ("publicityEnd", "ends_on"),
        ("publicityPlace", "place"),
        ("publicityContact", "contact"),
        ("publicityPhone", "phone"),
        ("publicityAddress", "address"),
    )

    def __init__(self, theme: Theme, year: int, calendar: WorkCalendar) -> None:
        super().__init__(theme, "publicityForm")
        self._calendar = calendar
        self._settling = False
        self._decided_on: date | None = None
        self._objections: Sequence[Objection] = ()
        self._usual = 0
        self.start = DateEdit(theme, "publicityStart", year)
        self.end = DateEdit(theme, "publicityEnd", year, lean=Lean.FUTURE)
        self.workdays = CountField(theme, "publicityWorkdays")
        self.workdays.setFixedWidth(theme.px(64))
        self.span = SentenceLine(theme, "publicitySpan")
        self.notes = SentenceLine(theme, "publicityNotes")
        self.add_row(_("哪天开始"), self.start)
        self.add_row(_("公示"), self.workdays, label("publicityUnit", _("个工作日"), "label"))
        self.add_row(_("哪天期满"), self.end)
        self.add_wide(self.span)
        self.add_wide(self.notes)
        self.add_row(_("张贴地点"), field("publicityPlace", hint=_("如 镇政务公开栏")))
        self.add_row(_("受理单位"), field("publicityContact", hint=_("如 镇纪委")))
        self.add_row(_("电话"), field("publicityPhone"))
        self.add_row(_("地址"), field("publicityAddress"))
        self.bind()
        self.start.edited.connect(self._compute)
        self.workdays.edited.connect(self._compute)
        self.end.edited.connect(self._count)

    def know(self, decided_on: date | None, usual: int, objections: Sequence[Objection] = ()) -> None:
        """Take what its days are checked against: when the committee decided, how many workdays the office usually
        takes, what was received already.
        """
        self._decided_on, self._usual, self._objections = decided_on, usual, objections

    def load(self, record: object) -> None:
        self._settling = True
        super().load(record)
        self._settling = False
        if self.end.value() is None:
            self._compute()
            self.mark_clean()
        self._say()

    def restore(self, draft: Mapping[str, str]) -> None:
        self._settling = True
        super().restore(draft)
        self._settling = False
        self._say()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.start.value() is None:
            found.setdefault("starts_on", _("填上哪天开始公示"))
        if not self.workdays.value():
            found.setdefault("workdays", _("写上公示几个工作日，从 1 起"))
        if self.start.value() and self.end.value() is None:
            found.setdefault("ends_on", _("填上哪天期满"))
        return self._faults() | found

    def _compute(self) -> None:
        """The end follows from the first day and the number of workdays."""
        start, workdays = self.start.value(), self.workdays.value()
        if self._settling or start is None or not workdays:
            self._say()
            return
        self._settling = True
        self.end.set_value(publicity_days.end_of(start, workdays, self._calendar))
        self._settling = False
        self._say()

    def _count(self) -> None:
        """An end typed by hand gives the number of workdays."""
        start, end = self.start.value(), self.end.value()
        if self._settling or start is None or end is None or end < start:
            self._say()
            return
        self._settling = True
        self.workdays.set_value(publicity_days.workdays_between(start, end, self._calendar))
        self._settling = False
        self._say()

    def _drafted(self) -> Publicity | None:
        """What its days would be; None while one of them cannot be read."""
        start, end = self.start.value(), self.end.value()
        if start is None or end is None:
            return None
        return Publicity(0, "", 0, 1, start, end, self.workdays.value() or 1)

    def _faults(self) -> dict[str, str]:
        """What the rules say of the days, as far as both are typed."""
        drafted = self._drafted()
        if drafted is None:
            return {}
        decided_on = self._decided_on or drafted.starts_on
        return by_field(decision_rules.check_publicity(drafted, decided_on, self._objections, self._calendar))

    def _say(self) -> None:
        drafted, faults = self._drafted(), self._faults()
        notes = ""
        if faults:
            self.span.say(Glyph.OVER, "\n".join(faults.values()), "over")
        elif drafted is None:
            self.span.say(None, "")
        else:
            start, end = drafted.starts_on, drafted.ends_on
            names = publicity_days.shifted(start, end, self._calendar)
            self.span.say(Glyph.DONE, span_text(start, end, names))
            notes = notes_text(
                decision_rules.notes_on(drafted, self._objections, self._calendar, self._usual)
            )
        self.notes.say(Glyph.LEAVE if notes else None, notes, "warn")


def notes_text(found: Iterable[Diagnostic]) -> str:
    """What is legal and worth saying, one under another."""
    return "\n".join(sentence(one) for one in found)


def publicity_facts(publicity: Publicity) -> PublicityFacts:
    """A stored 公示 as its form shows it."""
    return PublicityFacts(
        publicity.starts_on,
        publicity.workdays,
        publicity.ends_on,
        publicity.place,
        publicity.contact,
        publicity.phone,
        publicity.address,
    )
