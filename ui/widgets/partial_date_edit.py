"""A field for a date of which only year or month may be known, as rosters have them: 1974.3."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from gzparty.domain.damage import read_date
from gzparty.domain.partial_date import PartialDate
from gzparty.i18n import _
from gzparty.labels import sentence
from ui.theme import Theme
from ui.widgets.typed_field import TypedField

WIDTH = 120


class PartialDateEdit(TypedField):
    """A year, maybe a month, maybe a day; never later than today."""

    def __init__(self, theme: Theme, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, _("如 1974.3"), parent)
        self._today = today
        self.setFixedWidth(theme.px(WIDTH))

    def value(self) -> PartialDate | None:
        """The date typed; None where empty or no date."""
        reading = read_date(self.text(), self._today)
        return None if reading.finding else reading.value

    def problem(self) -> str:
        finding = read_date(self.text(), self._today).finding if self.text().strip() else None
        return sentence(finding) if finding else ""
