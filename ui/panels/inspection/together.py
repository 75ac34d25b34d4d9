"""Several units' inspections stored at once: one day and who inspected for all, and nothing found at any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from gzparty.domain.entry import NAME_LIMIT
from gzparty.domain.inspection import Inspection
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.period import period_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.gate import Gate
from ui.panels.ask import Question, ask_and_write
from ui.panels.form import Form
from ui.panels.inspection.sheet import lacking
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_combo import NameCombo
from ui.widgets.name_field import Known
from ui.widgets.unit_ticks import UnitTicks


class TogetherForm(Form):
    """When, who, and at which units; what was found somewhere is registered at that unit alone."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("togetherDay", "day"),
        ("togetherInspector", "inspector"),
        ("togetherUnits", "units"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"inspector": NAME_LIMIT}

    def __init__(self, theme: Theme, year: int, units: Sequence[UnitView], inspectors: list[Known]) -> None:
        super().__init__(theme, "togetherForm")
        self.day = DateEdit(theme, "togetherDay", year)
        self.inspector = NameCombo(theme, "togetherInspector")
        self.inspector.know(inspectors)
        self.units = UnitTicks(theme, "togetherUnits", units)
        self.add_row(_("日期"), self.day)
        self.add_row(_("检查人"), self.inspector)
        self.add_row(_("哪些单位"), self.units)
        hint = label("togetherHint", _("勾上的单位每一项都记成没问题。查出问题的不要勾，单独登记。"), "hint")
        hint.setWordWrap(True)
        self.add_wide(hint)
        self.bind()
        self.setFocusProxy(self.day)

    def problems(self) -> dict[str, str]:
        """Add that there is a day, somebody who inspected, and a unit."""
        found = lacking(super().problems(), self.day, self.inspector)
        if not self.units.value():
            found.setdefault("units", _("勾上查过的单位"))
        return found


def ask_together(
    theme: Theme,
    gate: Gate,
    period: Period,
    chosen: Sequence[int],
    done: Callable[[str], None],
    parent: QWidget,
) -> None:
    """Ask for what the units of a month share that are short of it; those `chosen` on the board are ticked."""
    views = gate.reader.inspection_views
    owing = [line.unit for line in views.quota(period) if line.missing]
    names = views.inspectors(period.year)
    letters = gate.reader.people.initials_of(names)
    form = TogetherForm(theme, period.year, owing, [(name, letters.get(name, "")) for name in names])
    form.units.set_value(chosen if len(chosen) > 1 else ())
    title = _("{month}自查，几个单位一起登记").format(month=period_label(period))

    def call(services: Services, values: Any) -> Done[tuple[Inspection, ...]]:
        late = values["day"] > period.last
        return services.inspections.register_fine(
            values["units"], values["day"], values["inspector"], period.code if late else None
        )

    ask_and_write(theme, gate, Question(title, _("登记"), form), call, done, parent)
