"""Widths, order and visibility of a table's columns: they share the room, what the user did is remembered by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from ui.memory import Memory
from ui.tables.column import Column
from ui.tables.fitting import Want, fitted
from ui.tables.header import TableHeader
from ui.tables.needs import Needed
from ui.theme import Theme

LEAST = 100
"""Words are not squeezed below so many px of the design; the table scrolls rather."""


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
        self._needed: dict[int, Needed] = {}
        """What the words seen so far need, by column."""
        self._given: dict[int, int] = {}
        """The widths in px that are not the user's."""
        self._covered = 0
        theme.density_changed.connect(self._follow_density)

    def attach(
        self, header: TableHeader, columns: Sequence[Column[Any]], *, typed_into: bool = False
    ) -> None:
        """Lay out a header and follow what the user does to it; a sheet that is `typed_into` hides no column."""
        if self._header is None:
            header.arranged.connect(self.keep)
            header.room_changed.connect(self.fit)
        self._header, self._columns, self._typed_into = header, tuple(columns), typed_into
        self._needed = {}
        self._apply(self._memory.recall(self._key))

    def take_words(self, words: Mapping[int, Needed]) -> None:
        """Make room for words that are shown, by column; what was once made stays, so that nothing hops about."""
        nothing = Needed(0, 0)
        widest = {
            place: Needed(*map(max, needed, self._needed.get(place, nothing)))
            for place, needed in words.items()
        }
        if not widest.items() <= self._needed.items():
            self._needed |= widest
            self.fit()

    def cover(self, covered: int) -> None:
        """Share only what a panel over the right edge leaves, in px."""
        self._covered = covered
        self.fit()

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
        wrong = [
            place
            for place, column in enumerate(self._columns)
            if column.key in keys and self._header.isSectionHidden(place) == shown
        ]
        for place in wrong:
            self._header.setSectionHidden(place, not shown)
        if wrong:
            self.fit()

    def reset(self) -> None:
        """Go back to the columns as designed."""
        self._apply(None)
        self.keep()

    def _apply(self, kept: object) -> None:
        header = self._header
        assert header is not None
        state = kept if isinstance(kept, dict) else {}
        hidden = state.get("hidden", [column.key for column in self._columns if column.rare])
        widths = state.get("widths", {})
        self._given = {}
        for place, column in enumerate(self._columns):
            header.resizeSection(place, self._theme.px(widths.get(column.key, column.width)))
            header.setSectionHidden(place, column.key in hidden and self.can_hide(place))
            if column.key not in widths:
                self._given[place] = header.sectionSize(place) or self._theme.px(column.width)
        keys = [column.key for column in self._columns]
        order = [keys.index(key) for key in state.get("order", []) if key in keys] or list(range(len(keys)))
        for visual, place in enumerate(order):
            header.moveSection(header.visualIndex(place), visual)
        self.fit()

    def fit(self) -> None:
        """Share the room among the columns in sight; a width of the user's stays."""
        header = self._header
        if header is None:
            return
        places = [place for place in range(len(self._columns)) if not header.isSectionHidden(place)]
        sizes = fitted([self._want(place) for place in places], header.viewport().width() - self._covered)
        for place, size in zip(places, sizes, strict=True):
            if not self._is_user_width(place):
                header.resizeSection(place, size)
                self._given[place] = header.sectionSize(place)

    def _want(self, place: int) -> Want:
        assert self._header is not None
        column, px = self._columns[place], self._theme.px
        if self._is_user_width(place):
            size = self._header.sectionSize(place)
            return Want(size, size, size)
        least, width = px(column.least or min(column.width, LEAST)), px(column.width)
        needed = self._needed.get(place, Needed(width, width))
        # A head in another language may be longer than any word below it: it is told where it is cut.
        words = max(needed.cells, min(needed.head, width))
        if not column.editable:
            least = min(least, words)
        return Want(
            max(least, self._header.minimumSectionSize()), words, max(width, needed.head), column.stretch
        )

    def _is_user_width(self, place: int) -> bool:
        assert self._header is not None
        if self._header.isSectionHidden(place):
            return False
        return self._header.sectionSize(place) != self._given.get(place)

    def _follow_density(self) -> None:
        if self._header is not None:
            self._needed = {}
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
        self.fit()
