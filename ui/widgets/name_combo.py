"""A line for a person's name with those who come into question below it: typed freely, or chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.name_field import Known, NameField

MOST = 12
CHARACTERS = 3
"""What a name needs at least."""


class NameCombo(Combo):
    """Offers names by characters and by pinyin initials; anybody else may be typed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(CHARACTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line = NameField(theme, f"{name}Line")
        self.setLineEdit(self._line)

    def know(self, names: Sequence[Known]) -> None:
        """Take whose names are offered; what stands typed stays."""
        kept = self.currentText()
        self.blockSignals(True)
        self.clear_choices()
        for name, _letters in names:
            self.add(name, name)
        self._line.know(names)
        self.setCurrentIndex(-1)
        caret = self._line.cursorPosition()
        self.setEditText(kept)
        # A long text shows where it begins, unless the clerk is in it.
        self._line.setCursorPosition(caret if self._line.hasFocus() else 0)
        self.blockSignals(False)

    def value(self) -> str:
        """The name as it stands."""
        return self.currentText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a name, whether it is offered or not."""
        self.setEditText(value or "")
        self._line.setCursorPosition(0)

    def problem(self) -> str:
        """Say that initials stand there which may be several people; empty where nothing is wrong."""
        return self._line.problem()
