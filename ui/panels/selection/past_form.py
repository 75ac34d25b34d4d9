"""补登往期: the month, what was looked for, who was chosen; nothing of how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.services.selection_drafts import NominationDraft
from ui.panels.form import Form
from ui.panels.selection.candidate_field import Candidate, CandidateField
from ui.theme import Theme
from ui.widgets.controls import field
from ui.widgets.name_field import NameField
from ui.widgets.rows_field import FieldRow, RowsField


class WinnerRow(FieldRow):
    """Somebody and where they are from; a unit alone where units were chosen."""

    def __init__(
        self, theme: Theme, name: str, people: Sequence[Candidate], units: Sequence[UnitView]
    ) -> None:
        super().__init__(theme, name)
        self._units = {unit.name: unit.id for unit in units}
        self.who = CandidateField(theme, f"{name}Who")
        self.who.offer(people)
        self.who.setAccessibleName(_("评上的人"))
        self.unit = NameField(theme, f"{name}Unit", _("单位"))
        self.unit.know([(unit.name, unit.initials) for unit in units])
        self.unit.setAccessibleName(_("评上的单位，或评上的人在哪个单位"))
        self.setFocusProxy(self.who)
        self.line.addWidget(self.who, 3)
        self.line.addWidget(self.unit, 2)
        self.who.textChanged.connect(self.edited)
        self.who.editingFinished.connect(self._fill_unit)
        self.unit.textChanged.connect(self.edited)

    def value(self) -> NominationDraft | None:
        name, unit = self.who.typed_name(), self.unit.text().strip()
        if not name and not unit:
            return None
        found = self.who.candidate()
        number = self._units.get(unit)
        if found is not None:
            return NominationDraft(
                found.person_id, found.unit_id or number, found.name, unit or found.unit_name
            )
        return NominationDraft(None, number, name, unit)

    def set_value(self, value: NominationDraft) -> None:
        self.who.setText(value.name)
        self.unit.setText(value.unit_name)

    def raw(self) -> list[str]:
        return [self.who.text(), self.unit.text()]

    def set_raw(self, texts: Sequence[str]) -> None:
        self.who.setText(texts[0])
        self.unit.setText(texts[1])

    def problem(self) -> str:
        return self.who.problem() or self.unit.problem()

    def _fill_unit(self) -> None:
        found = self.who.candidate()
        if found is not None and not self.unit.text().strip():
            self.unit.setText(found.unit_name)


class PastForm(Form):
    """One month of the past."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pastMonth", "period"),
        ("pastTitle", "title"),
        ("pastWinners", "winners"),
    )

    def __init__(self, theme: Theme, people: Sequence[Candidate], units: Sequence[UnitView]) -> None:
        super().__init__(theme, "pastForm")

        def row(name: str) -> WinnerRow:
            return WinnerRow(theme, name, people, units)

        self.month = field("pastMonth", hint=_("如 2025-03"))
        self.add_row(_("月份"), self.month)
        self.add_row(_("主题"), field("pastTitle", hint=_("如 树新风")))
        self.winners = RowsField(theme, "pastWinners", row, _("加一个"), _("去掉这个"))
        self.add_row(_("评上的"), self.winners)
        self.bind()
        self.winners.set_value([NominationDraft()])
        self.mark_clean()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if not values["period"]:
            found.setdefault("period", _("写上哪个月，如 2025-03"))
        if not values["winners"]:
            found.setdefault("winners", _("写上评上的是谁"))
        return found
