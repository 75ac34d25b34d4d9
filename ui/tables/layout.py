"""Widths, order and visibility of a table's columns, remembered by column key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView

from ui.memory import Memory
from ui.tables.column import Column
from ui.tables.header import Stretched, TableHeader
from ui.theme import Theme

LEAST, READABLE = 100, 204
"""A column that takes what the others leave is not squeezed below the first, in px; then it has the second, and the
table scrolls. One designed for less has what it is designed for."""


class ColumnLayout(QObject):
    """Applies and remembers the columns of one table."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QObject) -> None:
        """Live as long as the table, `parent`: the theme outlives the windows."""
        super().__init__(parent)
        self._theme = theme
        self._memory = memory
        self._key = f"table/{name}"
        self._header: TableHeader | None = None
        self._columns: tuple[Column[Any], ...] = ()
        self._typed_into = False
        theme.density_changed.connect(self._follow_density)

    def attach(
        self, header: TableHeader, columns: Sequence[Column[Any]], *, typed_into: bool = False
    ) -> None:
        """Lay out a header and follow what the user does to it; a sheet that is `typed_into` hides no column."""
        self._header, self._columns, self._typed_into = header, tuple(columns), typed_into
        self._apply(self._memory.recall(self._key))
        header.arranged.connect(self.keep)

    def name_place(self) -> int:
        """The column that says which row it is: the one declared so, else the first with words."""
        named = [place for place, column in enumerate(self._columns) if column.is_name]
        plain = [
            place
            for place, column in enumerate(self._columns)
            if column.title and not column.right and not column.is_tick and not column.optional
        ]
        return next(iter((*named, *plain)), 0)

    def can_hide(self, place: int) -> bool:
        """Whether a column may go out of sight: not the name, not what has no title to call it back by."""
        column = self._columns[place]
        if self._typed_into or column.optional:
            return column.optional
        return bool(column.title) and not column.is_tick and place != self.name_place()

    def show_column(self, place: int, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        if self._header is not None:
            self._header.setSectionHidden(place, not shown)
            self.keep()

    def show_unasked(self, keys: Sequence[str], shown: bool) -> None:
        """Show or hide columns as the room allows, unless the user has said which columns she wants."""
        kept = self._memory.recall(self._key)
        if self._header is None or (isinstance(kept, dict) and "hidden" in kept):
            return
        for place, column in enumerate(self._columns):
            if column.key in keys:
                self._header.setSectionHidden(place, not shown)

    def reset(self) -> None:
        """Go back to the columns as designed."""
        self._apply(None)
        self.keep()

    def _apply(self, kept: object) -> None:
        header = self._header
        assert header is not None
        state = kept if isinstance(kept, dict) else {}
        hidden = state.get("hidden", [column.key for column in self._columns if column.rare])
        for place, column in enumerate(self._columns):
            if not column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            width = state.get("widths", {}).get(column.key, self._designed(column))
            header.resizeSection(place, self._theme.px(width))
            header.setSectionHidden(place, column.key in hidden and self.can_hide(place))
        header.stretch(
            {place: self._stretched(one) for place, one in enumerate(self._columns) if one.stretch}
        )
        keys = [column.key for column in self._columns]
        order = [keys.index(key) for key in state.get("order", []) if key in keys] or list(range(len(keys)))
        for visual, place in enumerate(order):
            header.moveSection(header.visualIndex(place), visual)

    def _designed(self, column: Column[Any]) -> int:
        return column.narrow if column.narrow and self._theme.compact else column.width

    def _stretched(self, column: Column[Any]) -> Stretched:
        least, readable = (self._theme.px(min(self._designed(column), px)) for px in (LEAST, READABLE))
        return Stretched(least, readable)

    def _is_user_width(self, place: int) -> bool:
        assert self._header is not None
        column = self._columns[place]
        if self._header.isSectionHidden(place) or column.stretch:
            return False
        return self._header.sectionSize(place) != self._theme.px(self._designed(column))

    def _follow_density(self) -> None:
        if self._header is not None:
            self._apply(self._memory.recall(self._key))

    def keep(self) -> None:
        """Remember the columns as they stand."""
        header = self._header
        if header is None:
            return
        keys = [column.key for column in self._columns]
        places = range(len(keys))
        self._memory.keep(
            self._key,
            {
                "widths": {
                    keys[place]: round(header.sectionSize(place) / self._theme.scale)
                    for place in places
                    if self._is_user_width(place)
                },
                "hidden": [keys[place] for place in places if header.isSectionHidden(place)],
                "order": [keys[header.logicalIndex(visual)] for visual in places],
            },
        )
