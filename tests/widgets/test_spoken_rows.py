"""What a screen reader says of one row of every matrix and of every main table, as it is read out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from tests.widgets.everywhere import program
from tests.widgets.lived_in import copied_whole
from ui.shell import PageWidget
from ui.tables.matrix_view import MatrixView
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView

WITH_TABLES = (
    *("home", "life", "inspections", "intake", "tours", "ledger", "selection", "themes", "errands", "tips"),
    *("people", "cadres"),
)


def test_a_row_of_every_table_is_said_in_whole_sentences(
    lived_in_file: Path, tmp_path: Path, qtbot: QtBot, snapshot: SnapshotAssertion
) -> None:
    said: dict[str, list[str]] = {}
    with program(copied_whole(lived_in_file, tmp_path / "office")) as made:
        window = made.open_office()
        for key in WITH_TABLES:
            page = window.show_page(key)
            made.wait()
            said |= {f"{key}/{one.objectName()}": rows(one) for one in tables(page)}
    assert said == snapshot


def tables(page: PageWidget) -> list[QAbstractItemView]:
    found: list[QAbstractItemView] = [*page.findChildren(MatrixView), *page.findChildren(RecordView)]
    return [one for one in found if one.isVisible() and one.model().rowCount()]


def rows(view: QAbstractItemView) -> list[str]:
    """The sentences of the first row that is no heading; of a matrix those of a group and of its first unit."""
    model = view.model()
    count = range(model.rowCount())
    shown = [row for row in count if not (isinstance(model, RecordTable) and model.heading(row))]
    cells = [
        model.index(row, column)
        for row in shown[: 2 if isinstance(view, MatrixView) else 1]
        for column in range(model.columnCount())
    ]
    return [cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() or "" for cell in cells]
