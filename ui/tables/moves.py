"""How the keys move about a grid as in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from ui.tables.view import RecordView

STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def jump(view: RecordView[Any], down: int, right: int) -> None:
    """Go to the edge of the filled or empty run, as Ctrl+arrow does in a spreadsheet; headings end no run."""
    here, records = view.currentIndex(), view.records
    if not here.isValid():
        return
    places = view.visible_places()
    row, spot = here.row(), places.index(here.column())
    if down and records.is_paged:
        view.select_row(0 if down < 0 else records.rowCount() - 1, here.column())
        return

    def filled(row: int, spot: int) -> bool | None:
        inside = 0 <= row < records.rowCount() and 0 <= spot < len(places)
        return bool(records.cell(row, places[spot]).text) if inside else None

    def past_headings(row: int) -> int:
        while down and 0 <= row < records.rowCount() and records.heading(row) is not None:
            row += down
        return row

    following = past_headings(row + down)
    run = filled(row, spot) and filled(following, spot + right)
    while (ahead := filled(following, spot + right)) is not None and (ahead or not run):
        row, spot = following, spot + right
        following = past_headings(row + down)
        if ahead and not run:
            break
    view.stand_on(records.index(row, places[spot]))


def fold_by_key(view: RecordView[Any], key: Qt.Key) -> bool:
    """Left, right and Space on a heading fold and unfold it; tell whether one did."""
    index = view.currentIndex()
    heading = view.records.heading(index.row()) if index.isValid() else None
    wishes = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
    if heading is None or key not in (*wishes, Qt.Key.Key_Space):
        return False
    view.records.fold(index.row(), wishes.get(key, not heading.folded))
    return True
