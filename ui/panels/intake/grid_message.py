"""What is said below a row of the month grid, and what one click can do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gzparty.domain import month_entry as entry
from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.tables.month_lines import NAME_NARROW, NAME_WIDTH, GridLine, contradicts
from ui.theme import Theme
from ui.widgets.controls import button, label, name_in_row


class Repair(NamedTuple):
    """A way out of a contradiction: its words, and the values it stores (None: what was there before)."""

    words: str
    values: Mapping[str, object] | None


def repairs(line: GridLine) -> list[Repair]:
    """What one click can do about a row, the likeliest first."""
    if any(line.text(column) for column in line.problems):
        return [Repair(_("恢复原来的"), None)]
    if not contradicts(line):
        return []
    expected, attended = line.figure(entry.EXPECTED), line.figure(entry.ATTENDED)
    assert expected is not None
    assert attended is not None
    seen = (line.row.meeting.observers if line.row.meeting else None) or 0
    more = attended - expected
    return [
        Repair(_("对调两格"), {entry.EXPECTED: attended, entry.ATTENDED: expected}),
        Repair(
            _("多的 {n} 人是列席").format(n=more),
            {entry.ATTENDED: expected, "observers": seen + more},
        ),
    ]


class GridMessage(QWidget):
    """Glyph, sentence and buttons below a row; the row's menu offers the same by keyboard."""

    def __init__(self, theme: Theme, line: GridLine, apply: Callable[[str, Repair], None]) -> None:
        super().__init__()
        self.setObjectName(f"message{line.key}")
        self.line = line
        self._glyph = QLabel()
        theme.show_glyph(self._glyph, Glyph.OVER)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.row(NAME_WIDTH + 16, NAME_NARROW + 16), 0, theme.px(12), theme.px(1))
        layout.setSpacing(theme.px(10))
        words = label(f"message{line.key}Words", line.message, "label", "over")
        layout.addWidget(self._glyph)
        layout.addWidget(words)
        for place, repair in enumerate(repairs(line)):
            kind = "smallQuiet" if place else "small"
            made = button(theme, f"repair{line.key}_{place}", repair.words, kind)
            name_in_row(made, line.name)
            made.clicked.connect(partial(apply, line.key, repair))
            layout.addWidget(made)
        layout.addWidget(label(f"message{line.key}Hint", self._hint(line), "hint"))
        layout.addStretch(1)
        self.setAccessibleName(line.message)

    @staticmethod
    def _hint(line: GridLine) -> str:
        place = line.text(entry.FILED)
        words = _("对照原件 {place} 改，").format(place=place) if place else ""
        return words + _("F4 跳到下一个错")
