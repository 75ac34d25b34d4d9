"""Who is called to a session: all village secretaries, those of some communities, and whoever joins them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.sitting import RosterKind, RosterRule
from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.chip import Chip, ChipChoice
from ui.widgets.combo import Combo
from ui.widgets.controls import label
from ui.widgets.flow import FlowLayout


class RosterField(QWidget):
    """Shows and changes a roster rule; locked once a mark has frozen the roll."""

    changed = Signal(object)
    """The RosterRule chosen by hand."""

    def __init__(self, theme: Theme, communities: Sequence[UnitView]) -> None:
        super().__init__()
        self.setObjectName("rosterField")
        self._rule = RosterRule()
        self._kind = Combo(theme, "rosterKind")
        self._kind.setAccessibleName(_("应到哪些人"))
        self._kind.add(_("全体村党组织书记"), RosterKind.SECRETARIES)
        if communities:
            self._kind.add(_("几个社区的村党组织书记"), RosterKind.COMMUNITIES)
        self._invited = Check(theme, "rosterInvited", _("社区书记也参加"))
        self._sent = Check(theme, "rosterFirstSecretaries", _("第一书记也参加"))
        self._chips = {unit.id: Chip(theme, ChipChoice(f"unit{unit.id}", unit.name)) for unit in communities}
        self._picked = QWidget()
        self._picked.setObjectName("rosterUnits")
        self._locked = label("rosterLocked", role="hint")
        self._lay_out(theme)
        self._kind.activated.connect(self._chosen)
        for check in (self._invited, self._sent):
            check.clicked.connect(self._chosen)
        for chip in self._chips.values():
            chip.clicked.connect(self._chosen)

    def show_rule(self, rule: RosterRule, *, frozen: bool) -> None:
        """Show who is called; a frozen roll cannot be called anew."""
        self._rule = rule
        if rule.kind is RosterKind.PICKED and not self._kind.offers(RosterKind.PICKED):
            self._kind.add(_("指定的 {n} 个人").format(n=len(rule.people)), RosterKind.PICKED)
        self._kind.set_value(rule.kind)
        self._invited.setChecked(rule.community_secretaries)
        self._sent.setChecked(rule.first_secretaries)
        for unit_id, chip in self._chips.items():
            chip.setChecked(unit_id in rule.units)
        self._picked.setVisible(rule.kind is RosterKind.COMMUNITIES)
        for control in (self._kind, self._invited, self._sent, *self._chips.values()):
            control.setEnabled(not frozen)
        self._locked.setText(_("已经开始签到，名单不再变动；临时来的人用“加列席”。") if frozen else "")
        self._locked.setVisible(frozen)

    def _lay_out(self, theme: Theme) -> None:
        flow = FlowLayout(self._picked, theme.px(8))
        for chip in self._chips.values():
            flow.addWidget(chip)
        top = QHBoxLayout()
        top.setSpacing(theme.px(16))
        top.addWidget(self._kind)
        top.addWidget(self._invited)
        top.addWidget(self._sent)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(top)
        layout.addWidget(self._picked)
        layout.addWidget(self._locked)
        self._locked.setWordWrap(True)
        self._picked.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _chosen(self) -> None:
        kind = self._kind.value()
        units = tuple(unit_id for unit_id, chip in self._chips.items() if chip.isChecked())
        people = self._rule.people if kind is RosterKind.PICKED else ()
        chosen = RosterRule(
            kind=kind,
            units=units if kind is RosterKind.COMMUNITIES else (),
            people=people,
            community_secretaries=self._invited.isChecked(),
            first_secretaries=self._sent.isChecked(),
        )
        self._picked.setVisible(kind is RosterKind.COMMUNITIES)
        # With no community picked yet the rule would call nobody: wait for the first chip.
        if kind is not RosterKind.COMMUNITIES or units:
            self.changed.emit(chosen)


def communities_of(units: Sequence[UnitView]) -> list[UnitView]:
    """The communities among the units of a day."""
    return [unit for unit in units if unit.kind is UnitKind.COMMUNITY and not unit.closed]
