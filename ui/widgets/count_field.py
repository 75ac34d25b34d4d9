"""A field for a number of people: empty is not known, which is not the same as nobody."""

from __future__ import annotations

import re
from unicodedata import normalize

from gzparty.domain.chinese import PERSONS
from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.typed_field import TypedField

MOST = 9999
_NUMBER = re.compile(r"\d{1,4}")


class CountField(TypedField):
    """A whole number from 0 on; 19人 and full-width digits are understood."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name)
        self.setMinimumWidth(theme.px(56))

    def value(self) -> int | None:
        """The number; None where empty or none."""
        text = normalize("NFKC", self.text()).strip().removesuffix(PERSONS)
        return int(text) if _NUMBER.fullmatch(text) else None

    def problem(self) -> str:
        if not self.text().strip() or self.value() is not None:
            return ""
        return _("人数写成 0 到 {most} 的整数").format(most=MOST)
