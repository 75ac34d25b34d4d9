"""The fields of one nomination in the order of the form villages hand in, and how long its 事迹 are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from gzparty.domain import selection_rules as rules
from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.people import UnitView
from gzparty.domain.selection import Nomination, Subject
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.selection_drafts import NominationDraft
from gzparty.services.selection_views import SelectionView
from ui.panels.form import Form
from ui.panels.selection.candidate_field import Candidate, CandidateField
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import area, field, label, set_tone
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_field import NameField
from ui.widgets.unit_field import UnitField

DEEDS, OPINION = 154, 54


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as its fields hold it."""

    who: str = ""
    unit_name: str = ""
    post: str = ""
    unit_id: int | None = None
    category_id: int | None = None
    nominator: str = ""
    nominated_on: date | None = None
    summary: str = ""
    deeds: str = ""
    opinion: str = ""


class NominationForm(Form):
    """People are found in the roster, units by name; the roster fills in what is known."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("nominationWho", "who"),
        ("nominationUnitName", "unit_name"),
        ("nominationPost", "post"),
        ("nominationUnit", "unit_id"),
        ("nominationCategory", "category_id"),
        ("nominationBy", "nominator"),
        ("nominationDay", "nominated_on"),
        ("nominationSummary", "summary"),
        ("nominationDeeds", "deeds"),
        ("nominationOpinion", "opinion"),
    )
    LIMITS: ClassVar[dict[str, int]] = {
        "who": NAME_LIMIT,
        "unit_name": NAME_LIMIT,
        "post": NAME_LIMIT,
        "nominator": NAME_LIMIT,
        "summary": rules.SUMMARY_LIMIT,
        "deeds": rules.DEEDS_LIMIT,
    }

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "nominationForm")
        self._subject = Subject.PERSON
        self._lengths = (0, 0)
        self._filled = ""
        """The nominating unit as the form filled it in."""
        self.units: tuple[UnitView, ...] = ()
        self.who = CandidateField(theme, "nominationWho")
        self.unit = UnitField(theme, "nominationUnit", ())
        self.unit_name = field("nominationUnitName", hint=_("选了人就自动填"))
        self.post = field("nominationPost", hint=_("不写就按名册"))
        self.category = Combo(theme, "nominationCategory")
        self.nominator = NameField(theme, "nominationBy", _("哪个单位推荐的"))
        self.deeds = area("nominationDeeds", theme.px(DEEDS), _("主要事迹"))
        self.counter = label("nominationCounter", role="hint")
        self._lay_out(year)
        self.bind()
        self.deeds.textChanged.connect(self._count)
        self.who.textChanged.connect(self._follow_who)
        self.unit.edited.connect(self._follow_unit)

    def know(self, people: Sequence[Candidate], units: Sequence[UnitView]) -> None:
        """Take who and which units can be nominated."""
        self.units = tuple(units)
        self.who.offer(people)
        self.unit.know(units)
        self.nominator.know([(unit.name, unit.initials) for unit in units if not unit.closed])

    def follow(self, view: SelectionView, lengths: tuple[int, int]) -> None:
        """Ask what this selection asks: people or units, a category where there are several."""
        self._subject, self._lengths = view.selection.subject, lengths
        person = self._subject is Subject.PERSON
        for name in ("nominationWho", "nominationUnitName", "nominationPost"):
            self.show_row(name, person)
        self.show_row("nominationUnit", not person)
        self.category.clear_choices()
        for one in view.categories:
            self.category.add(one.title or _("不分类"), one.id)
        self.show_row("nominationCategory", len(view.categories) > 1)
        self._count()

    def show_nomination(self, one: Nomination) -> None:
        """Show what is stored."""
        self.load(
            Typed(
                one.name,
                one.unit_name,
                one.post,
                one.unit_id,
                one.category_id,
                one.nominator,
                one.nominated_on,
                one.summary,
                one.deeds,
                one.opinion,
            )
        )
        self.who.blockSignals(True)
        self.who.show_person(one.person_id, one.name)
        self.who.blockSignals(False)
        self.mark_clean()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if self._subject is Subject.UNIT:
            found.pop("who", None)
            if values["unit_id"] is None:
                found.setdefault("unit_id", _("选上推荐哪个单位"))
        else:
            found.pop("unit_id", None)
            if not self.who.typed_name():
                found.setdefault("who", _("写上推荐谁"))
        if values["nominated_on"] is None:
            found.setdefault("nominated_on", _("填上哪天推荐的，如 6.3"))
        return found

    def draft_of(self, stored: Nomination | None) -> NominationDraft:
        """What was typed, as the service takes it."""
        values = self.values()
        unit_id, who = values.pop("unit_id"), self.who.candidate()
        values.pop("who")
        common = {**values, "nominator_id": self._unit_named(values["nominator"])}
        if self._subject is Subject.UNIT:
            return NominationDraft(unit_id=unit_id, **{**common, "unit_name": "", "post": ""})
        if who is not None:
            return NominationDraft(person_id=who.person_id, unit_id=who.unit_id, name=who.name, **common)
        # Whoever has left the roster since stays who they are.
        kept = stored.person_id if stored and stored.name == self.who.typed_name() else None
        place = self._unit_named(values["unit_name"])
        return NominationDraft(person_id=kept, unit_id=place, name=self.who.typed_name(), **common)

    def _unit_named(self, name: str) -> int | None:
        return next((unit.id for unit in self.units if name and name in (unit.name, unit.party_name)), None)

    def _follow_who(self) -> None:
        """The roster says where somebody belongs; what was typed over it stays until somebody else is chosen."""
        found = self.who.candidate()
        if found is not None and not self._loading:
            self.unit_name.setText(found.unit_name)
            self._follow_nominator(found.unit_name)

    def _follow_unit(self) -> None:
        name = next((unit.name for unit in self.units if unit.id == self.unit.value()), "")
        if name and not self._loading:
            self._follow_nominator(name)

    def _follow_nominator(self, unit: str) -> None:
        """Usually a unit nominates its own; what was filled in for somebody else gives way, what was typed stays."""
        if self.nominator.text().strip() in ("", self._filled):
            self.nominator.setText(unit)
            self._filled = unit

    def _count(self) -> None:
        """已写 312 字，要求 200—600 字: a hint, whatever is typed stays."""
        shortest, longest = self._lengths
        n = rules.deeds_length(self.deeds.toPlainText())
        words = _("已写 {n} 字，要求 {shortest}—{longest} 字")
        self.counter.setText(words.format(n=n, shortest=shortest, longest=longest))
        set_tone(self.counter, "ok" if shortest <= n <= longest else "warn" if n else "")

    def _lay_out(self, year: int) -> None:
        day = DateEdit(self.theme, "nominationDay", year)
        self.add_row(_("推荐对象"), self.who)
        self.add_row(_("单位"), self.unit_name)
        self.add_row(_("职务"), self.post)
        self.add_row(_("推荐对象"), self.unit)
        self.add_row(_("类别"), self.category)
        self.add_row(_("推荐单位"), self.nominator)
        self.add_row(_("推荐日期"), day)
        self.add_row(_("一句话"), field("nominationSummary", hint=_("如 流转土地增收 18 万元")))
        self.add_row(_("主要事迹"), self.deeds)
        self.add_wide(self.counter)
        self.add_row(_("推荐意见"), area("nominationOpinion", self.theme.px(OPINION)))
