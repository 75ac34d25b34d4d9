"""What the first page shows an office that has not registered a single meeting: what to do first, and nothing red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from gzparty.services.agenda_views import FirstSteps


class FirstStepsView(EmptyState):
    """The next step of three: the roster, the 支部生活日 of the branches, the first records."""

    import_wanted = Signal()
    life_days_wanted = Signal()
    intake_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "firstSteps")
        self._has_people = self._has_life_days = False
        self.first.connect(self._go_first)
        self.second.connect(self._go_second)

    def show_steps(self, steps: FirstSteps) -> None:
        """Say what comes next."""
        self._has_people, self._has_life_days = steps.people, steps.life_days
        if not steps.people:
            self.say(
                _("先导入花名册"),
                _("有了花名册，才知道哪个支部设不设支委会、应到多少人。拿现成的 Excel 来就行。"),
                _("导入花名册"),
                "" if steps.life_days else _("定支部生活日"),
            )
        elif not steps.life_days:
            self.say(
                _("定一下支部生活日"),
                _("每个支部每月哪天开会，定了以后，到期没到期都从那天算。没定的先按月底算。"),
                _("定支部生活日"),
                _("先收记录"),
            )
        else:
            self.say(
                _("还没有登记过会议"),
                _("村里交来第一份记录，就在“收记录”里登上；从那时起这里按月统计每个支部办齐了没有。"),
                _("收记录"),
            )

    def _go_first(self) -> None:
        if not self._has_people:
            self.import_wanted.emit()
        elif not self._has_life_days:
            self.life_days_wanted.emit()
        else:
            self.intake_wanted.emit()

    def _go_second(self) -> None:
        if self._has_people:
            self.intake_wanted.emit()
        else:
            self.life_days_wanted.emit()
