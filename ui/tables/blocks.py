"""What is done with a block of cells as in a spreadsheet: copied, pasted from its top left on, filled down, emptied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtGui import QGuiApplication

from gzparty.i18n import _
from ui.tables.column import Edit

if TYPE_CHECKING:
    from ui.tables.clipboard import Block
    from ui.tables.grid import Grid

T = TypeVar("T")
Cells = Sequence[tuple[int, int, str]]
"""Row, place of the column, and the text to be there."""


class Overflow(NamedTuple):
    """What of a pasted block found no place: rows and columns beyond the table, cells that cannot be typed into."""

    rows: int
    columns: int
    locked: int


def overflow_words(over: Overflow) -> str:
    """没放进去的：下面多出 3 行；2 格不能改."""
    told = []
    if over.columns:
        told.append(_("右边多出 {n} 列").format(n=over.columns))
    if over.rows:
        told.append(_("下面多出 {n} 行").format(n=over.rows))
    if over.locked:
        told.append(_("{n} 格是算出来的或不能改").format(n=over.locked))
    return _("没放进去的：{what}").format(what=_("；").join(told))


class BlockDeeds(Generic[T]):
    """Works on the chosen block of one view; headings and messages among the rows are passed over."""

    def __init__(self, view: Grid[Any]) -> None:
        self._view = view

    def copy(self) -> None:
        """Put the chosen block on the clipboard as Excel would."""
        from ui.tables import clipboard

        rows, places = self._chosen()
        if places:
            view = self._view
            texts = [
                [view.copied_text(row, place) for place in places] for row in rows if view.is_copied(row)
            ]
            QGuiApplication.clipboard().setText(clipboard.to_text(texts))

    def paste(self, block: Block) -> None:
        """Type a block from the top left of the selection on; one cell alone goes into every cell selected."""
        rows, places = self._chosen()
        if not places:
            return
        if len(block) == 1 and len(block[0]) == 1:
            text = block[0][0]
            self.submit([(row, place, text) for row in self._records(rows) for place in places])
            return
        view = self._view
        free_rows, shown = view.record_rows(rows[0]), view.visible_places()
        free_places = shown[shown.index(places[0]) :]
        cells = [
            (row, place, text)
            for row, line in zip(free_rows, block, strict=False)
            for place, text in zip(free_places, line, strict=False)
        ]
        self.submit(cells)
        locked = sum(bool(text) and not view.records.is_editable(row, place) for row, place, text in cells)
        over = Overflow(
            max(0, len(block) - len(free_rows)), max(0, max(map(len, block)) - len(free_places)), locked
        )
        if any(over):
            view.overflowed.emit(over)

    def fill_down(self) -> None:
        """Repeat the first row of the selection below it; one row alone takes over the one above."""
        chosen, places = self._chosen()
        rows = self._records(chosen)
        if not rows:
            return
        if len(rows) > 1:
            self.fill_from(rows[0], rows[1:], places)
            return
        above = next((row for row in range(rows[0] - 1, -1, -1) if self._view.is_record(row)), None)
        if above is not None:
            self.fill_from(above, rows, places)

    def fill_from(self, source: int, targets: Sequence[int], places: Sequence[int]) -> None:
        """Fill rows from another one: a column with a series counts on, others repeat."""
        self.submit(
            [
                (row, place, self.filled(source, place, steps))
                for steps, row in enumerate(targets, 1)
                for place in places
            ]
        )

    def filled(self, source: int, place: int, steps: int) -> str:
        """What filling makes of a cell so many rows below it."""
        view = self._view
        text, series = view.typed_text(source, place), view.records.columns[place].series
        return series(text, steps) if series else text

    def clear(self) -> bool:
        """Empty the chosen cells that can be typed into; tell whether there are any."""
        rows, places = self._chosen()
        return self.submit([(row, place, "") for row in self._records(rows) for place in places])

    def is_typed(self) -> bool:
        """Whether any chosen cell can be typed into; asked of the first rows only, since a menu waits for it."""
        rows, places = self._chosen()
        records = self._view.records
        return any(records.is_editable(row, place) for row in self._records(rows[:200]) for place in places)

    def submit(self, cells: Cells) -> bool:
        """Type texts, all as one deed; tell whether any of the cells can be typed into."""
        records = self._view.records
        wanted = [
            (row, place, text)
            for row, place, text in cells
            if records.is_editable(row, place) and records.text_to_edit(row, place) != text
        ]
        edits = [Edit(records.record(row), records.columns[place].key, text) for row, place, text in wanted]
        if edits:
            records.take_edits(edits, [records.identity(row) for row, _place, _text in wanted])
        return any(records.is_editable(row, place) for row, place, _text in cells)

    def _chosen(self) -> tuple[list[int], list[int]]:
        return self._view.selected_block() or ([], [])

    def _records(self, rows: Sequence[int]) -> list[int]:
        return [row for row in rows if self._view.is_record(row)]
