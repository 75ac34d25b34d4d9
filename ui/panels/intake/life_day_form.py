"""登记支部生活日: one sitting, several records; of one branch, a community's branches, or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.domain.meeting import MONTHLY, MeetingKind
from gzparty.domain.people import Group
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.services.meeting_views import GridRow, MeetingDraft
from gzparty.services.unit_groups import gathered
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import field, label
from ui.widgets.date_edit import DateEdit, TimeEdit
from ui.widgets.pick import Pick, PickCombo

TOGETHER = tuple(kind for kind in MONTHLY if kind is not MeetingKind.COMMITTEE_MEETING)
"""What can be held in one sitting; the committee meets by itself."""


class LifeDayForm(Form):
    """Whose, when, where, and what was held; nothing is filled in by itself but the choice of branch."""

    FIELDS = (
        ("lifeUnits", "units"),
        ("lifeDay", "day"),
        ("lifeStart", "starts"),
        ("lifeEnd", "ends"),
        ("lifePlace", "place"),
        ("lifeTopic", "topic"),
    )

    def __init__(self, theme: Theme, rows: Sequence[GridRow], month: Period, unit_id: int) -> None:
        """Offer the branches of a grid's rows, the one in sight first."""
        super().__init__(theme, "lifeDayForm")
        self.units = PickCombo(theme, "lifeUnits")
        self.units.offer(choices_of(rows))
        self.units.set_value((unit_id,))
        self.units.setMinimumWidth(theme.px(240))
        self.day = DateEdit(theme, "lifeDay", month.year)
        self.kinds: dict[MeetingKind, Check] = {
            kind: Check(theme, f"life_{kind.value}", meeting_kind_label(kind)) for kind in TOGETHER
        }
        self.add_row(_("哪个支部"), self.units)
        self.add_row(_("哪一天"), self.day)
        self.add_row(_("开始"), TimeEdit(theme, "lifeStart"))
        self.add_row(_("结束"), TimeEdit(theme, "lifeEnd"))
        self.add_row(_("地点"), field("lifePlace"))
        self.add_row(_("议题"), field("lifeTopic"))
        for name, kinds in (("lifeKinds", TOGETHER[:3]), ("lifeKindsMore", TOGETHER[3:])):
            self.add_row(_("开了什么") if name == "lifeKinds" else "", self._line(name, kinds))
        self._problem = label("lifeKindsWrong", role="problem")
        self.add_wide(self._problem)
        self._problem.hide()
        self.bind()

    def chosen(self) -> list[MeetingKind]:
        """The kinds ticked, in their order."""
        return [kind for kind, check in self.kinds.items() if check.isChecked()]

    def problems(self) -> dict[str, str]:
        problems = super().problems()
        if not self.day.line.text().strip():
            problems["day"] = _("填上日期，如 6.15")
        self._problem.setText("" if self.chosen() else _("勾上开了什么"))
        self._problem.setVisible(not self.chosen())
        if not self.chosen() and not problems:
            problems["kinds"] = self._problem.text()
        return problems

    def _line(self, name: str, kinds: Sequence[MeetingKind]) -> QWidget:
        line = QWidget()
        line.setObjectName(name)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        for kind in kinds:
            row.addWidget(self.kinds[kind])
        row.addStretch(1)
        return line


def choices_of(rows: Sequence[GridRow]) -> list[Pick]:
    """Each branch, then each community's branches, then all."""
    units = {row.unit.id: row for row in rows}
    choices = [Pick(row.unit.name, (number,), row.unit.initials) for number, row in units.items()]
    for group in gathered(units.values()):
        if group.unit is not None:
            words = _("{name} {n} 个支部").format(name=group.title, n=len(group.lines))
            choices.append(Pick(words, tuple(row.unit.id for row in group.lines)))
    choices.append(Pick(_("全部 {n} 个支部").format(n=len(units)), tuple(units)))
    return choices


def drafts_of(
    values: Mapping[str, Any], kinds: Sequence[MeetingKind], groups: Mapping[int, Sequence[Group]]
) -> list[MeetingDraft]:
    """One draft for each record; 党小组会 is one for each group of the branch."""
    drafts = []
    for unit_id in values["units"]:
        for kind in kinds:
            by_groups = groups.get(unit_id, ()) if kind is MeetingKind.GROUP_MEETING else ()
            owing: list[int | None] = [group.id for group in by_groups]
            for group_id in owing or [None]:
                drafts.append(
                    MeetingDraft(
                        kind=kind,
                        unit_id=unit_id,
                        group_id=group_id,
                        day=values["day"],
                        starts=values["starts"],
                        ends=values["ends"],
                        place=values["place"],
                        topic=values["topic"],
                    )
                )
    return drafts
