"""A field for 学时 as certificates name them: whole ones and halves."""

from __future__ import annotations

import re
from unicodedata import normalize

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.typed_field import TypedField

MOST = 500
"""No training brings more 学时 in a year."""
_HOURS = re.compile(r"(\d{1,4})(?:\.([05]))?")


class HoursField(TypedField):
    """Half hours of 学时, as credit is kept: 8 typed is 16."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name, _("如 8"))
        self.setFixedWidth(theme.px(120))

    def value(self) -> int | None:
        """Half hours; None where empty or no such number."""
        found = _HOURS.fullmatch(normalize("NFKC", self.text()).strip())
        halves = int(found[1]) * 2 + (found[2] == "5") if found else 0
        return halves if 0 < halves <= 2 * MOST else None

    def words(self, value: int) -> str:
        return f"{value / 2:g}"

    def problem(self) -> str:
        if not self.text().strip() or self.value() is not None:
            return ""
        return _("学时写成 0.5 到 {most} 之间的数，如 8 或 4.5").format(most=MOST)
