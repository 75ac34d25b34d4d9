"""A field for a unit that completes on characters and on pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QWidget

from gzparty.domain.names import normalize_unit
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.offering import offer_below
from ui.widgets.typed_field import TypedField

OFFERED = 12
"""Most units offered at once; whoever wants another types one more letter."""


class UnitField(TypedField):
    """Holds one of the units; closed ones are not offered."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        units: Sequence[UnitView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, _("村名或首字母"), parent)
        self._theme = theme
        self.know(units)
        self._offered = QStringListModel()
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(OFFERED)
        completer.popup().setObjectName(f"{name}Offered")
        self.setCompleter(completer)
        self.setMinimumWidth(theme.px(200))
        self.textEdited.connect(self._offer)

    def know(self, units: Sequence[UnitView]) -> None:
        """Take which units there are now."""
        self._units = tuple(unit for unit in units if not unit.closed)

    def value(self) -> int | None:
        """The unit meant; None where the text is empty or means none or several."""
        found = self.matches()
        exact = [unit for unit in found if normalize_unit(unit.name) == normalize_unit(self.text())]
        meant = exact or found
        return meant[0].id if self.text().strip() and len(meant) == 1 else None

    def words(self, value: int) -> str:
        return next((unit.name for unit in self._units if unit.id == value), "")

    def problem(self) -> str:
        text = self.text().strip()
        if not text or self.value() is not None:
            return ""
        near = _("、").join(unit.name for unit in self.matches()[:3])
        if near:
            return _("“{text}”不止一个单位：{near}。再写几个字，或从下面选一个。").format(
                text=text, near=near
            )
        return _("没有叫“{text}”的单位。核对一下名称，或先用“加单位”加上。").format(text=shortened(text))

    def matches(self) -> list[UnitView]:
        """The units that the text may mean, those that begin with it first."""
        text = normalize("NFKC", self.text()).strip().lower()
        if text.isascii():
            return [u for u in self._units if any(one.startswith(text) for one in u.initials.split())]
        wanted = normalize_unit(text)
        found = [unit for unit in self._units if wanted in normalize_unit(unit.name)]
        return sorted(found, key=lambda unit: not unit.name.startswith(text))

    def _offer(self, _text: str) -> None:
        names = [unit.name for unit in self.matches()[:OFFERED]] if self.text().strip() else []
        self._offered.setStringList(names)
        if names and names != [self.text()]:
            offer_below(self.completer(), self._theme)
        else:
            self.completer().popup().hide()


def shortened(text: str) -> str:
    """At most twenty characters of a text, for a sentence that repeats it."""
    return text if len(text) <= 20 else _("{start}…").format(start=text[:20])
