"""Units to be ticked, all in sight: those lots are drawn from, those a team goes to."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.people import UnitView
from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import button, label
from ui.widgets.typed_field import ComposedField

COLUMNS = 3


class UnitTicks(ComposedField):
    """A tick box per unit, how many are ticked, and both ends with one click; the value are ids in the units' order."""

    def __init__(
        self, theme: Theme, name: str, units: Sequence[UnitView], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._ticks = {unit.id: Check(theme, f"{name}_{unit.id}", unit.name) for unit in units}
        self._said = label(f"{name}Said", role="hint")
        self._all = button(theme, f"{name}All", _("全勾"), "link")
        self._none = button(theme, f"{name}None", _("全不勾"), "link")
        self._lay_out(theme)
        for tick in self._ticks.values():
            tick.toggled.connect(self._tell)
        self._all.clicked.connect(self._tick_all)
        self._none.clicked.connect(self._tick_none)
        self.setFocusProxy(next(iter(self._ticks.values()), self._all))
        self._say()

    def value(self) -> tuple[int, ...]:
        """The ids of the units ticked."""
        return tuple(unit_id for unit_id, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, value: Collection[int]) -> None:
        for unit_id, tick in self._ticks.items():
            tick.setChecked(unit_id in value)

    def text(self) -> str:
        return json.dumps(self.value())

    def setText(self, text: str) -> None:
        self.set_value(json.loads(text) if text else ())

    def hold(self, unit_ids: Collection[int], why: str) -> None:
        """Let some ticks stay as they are, and say why on them."""
        for unit_id, tick in self._ticks.items():
            tick.setEnabled(unit_id not in unit_ids)
            tick.setToolTip(why if unit_id in unit_ids else "")

    def tick(self, unit_id: int) -> Check:
        """The box of a unit."""
        return self._ticks[unit_id]

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        for part in (self._said, self._all, self._none):
            head.addWidget(part)
        head.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(0)
        for place, tick in enumerate(self._ticks.values()):
            grid.addWidget(tick, place // COLUMNS, place % COLUMNS, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(COLUMNS, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(6), 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addLayout(grid)

    def _tick_all(self) -> None:
        self._set_all(on=True)

    def _tick_none(self) -> None:
        self._set_all(on=False)

    def _set_all(self, *, on: bool) -> None:
        for tick in self._ticks.values():
            if tick.isEnabled():
                tick.setChecked(on)

    def _tell(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words = _("勾了 {n} 个，共 {total} 个").format(n=len(self.value()), total=len(self._ticks))
        self._said.setText(words)
