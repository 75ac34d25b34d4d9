"""Every grid of the program over the sample office has the manners of one, or says in its menu why not."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget
from pytestqt.qtbot import QtBot

import ui
from db.blobs import blobs_path
from gzparty.i18n import _
from gzparty.office_desk import OfficeDesk
from tests.filled_office import SAMPLE_DAY, midnight
from tests.widgets.helpers import settle
from ui import application as qt
from ui.panels.tip.panel import TipPanel
from ui.shell import PageWidget
from ui.tables import clipboard
from ui.tables.cell_menu import GridMenu
from ui.tables.grid import Grid
from ui.tables.manners import NO_GRIDS, Manner
from ui.tables.matrix_view import MatrixView
from ui.tables.narrowing import Narrow
from ui.tables.shown import ShownList

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PAGES = (
    "home",
    "training",
    "life",
    "inspections",
    "intake",
    "find",
    "tours",
    "ledger",
    "selection",
    "themes",
)
MORE_PAGES = ("errands", "tips", "people", "cadres", "print", "data", "settings", "import")
FORM = "new"
"""The view in which a form stands beside the same grids."""
AnyGrid = Grid[Any] | MatrixView


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, sample_file: Path) -> Iterator[OfficeDesk]:
    """The whole program over a copy of the sample office."""
    import shutil

    path = tmp_path / "sample.gzparty"
    shutil.copy(sample_file, path)
    shutil.copy(blobs_path(sample_file), blobs_path(path))
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    application = qt.Application(instance, qt.user_settings(tmp_path / "user"))
    desk = OfficeDesk(application, path, lambda: midnight(SAMPLE_DAY))
    desk.printing.shows = False
    application.show(desk.build_window)
    desk.begin()
    settle()
    yield desk
    desk.close()
    application.jobs.close()
    assert application.window is not None
    application.window.close()


def wait(qtbot: QtBot, desk: OfficeDesk) -> None:
    def idle() -> bool:
        page = desk.window.current_page()
        return not desk.gate.behind.is_busy() and (page is None or not page.is_busy())

    settle()
    qtbot.waitUntil(idle, timeout=20000)
    settle()


def grids_of(page: PageWidget) -> list[AnyGrid]:
    found = cast("list[AnyGrid]", [*page.findChildren(Grid), *page.findChildren(MatrixView)])
    return [one for one in found if one.isVisible() and one.model() is not None and one.model().rowCount()]


def stand_on_a_record(grid: AnyGrid) -> int:
    """Make the first row with a record current, at the column that names it."""
    if isinstance(grid, MatrixView):
        grid.go_to(0, 1)
        return 0
    rows = grid.record_rows()
    if rows:
        grid.select_row(rows[0], grid.column_layout.name_place())  # type: ignore[attr-defined]
    return rows[0] if rows else -1


def check_menu(grid: AnyGrid, qtbot: QtBot) -> None:
    """It opens by both keys, and what stands in it that cannot be done says why."""
    for key, modifiers in ((Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)):
        qtbot.keyClick(grid, key, modifiers)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, GridMenu), f"{grid.objectName()} has no menu"
        said = {one.objectName(): one for one in menu.actions()}
        assert said["gridCopy"].text().endswith("Ctrl+C")
        assert said["gridExport"].text().endswith("Ctrl+E")
        for action in said.values():
            assert action.isEnabled() or action.toolTip() != "", action.text()
        menu.close()
        settle()


def check_copy(grid: AnyGrid, qtbot: QtBot) -> None:
    """A block of two columns lies on the clipboard as two cells of a sheet."""
    if isinstance(grid, MatrixView):
        # selectRow would add to what is chosen: to Qt the last chord is still held down.
        rows = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.ClearAndSelect
        grid.selectionModel().select(grid.model().index(0, 0), rows)
        columns = grid.matrix.columnCount()
    else:
        row = grid.currentIndex().row()
        grid.clearSelection()
        for place in grid.visible_places():
            index = grid.records.index(row, place)
            grid.selectionModel().select(index, grid.selectionModel().SelectionFlag.Select)
        columns = len(grid.visible_places())
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    (line,) = clipboard.from_text(QGuiApplication.clipboard().text())
    assert len(line) == columns, grid.objectName()


def check_sorting(grid: Grid[Any], qtbot: QtBot) -> None:
    """A third click gives the office's order back, and the arrow goes; a sheet for typing says why not."""
    header, records = grid.horizontalHeader(), grid.records
    if Manner.SORT in grid.LACKS:
        assert records.order == (None, False)
        return
    place = grid.column_layout.name_place()
    office_order = list(records.identities())
    for _click in range(3):
        grid.horizontalScrollBar().setValue(0)
        middle = header.sectionViewportPosition(place) + header.sectionSize(place) // 2
        spot = QPoint(middle, header.height() - 8)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
        settle()
    assert records.order[0] is None, grid.objectName()
    assert header.sortIndicatorSection() == -1, grid.objectName()
    if records.can_narrow:
        assert list(records.identities()) == office_order


def check_narrowing(grid: Grid[Any]) -> None:
    """What the current cell says can be left alone in sight, and all comes back."""
    if Manner.NARROW in grid.LACKS or not grid.records.can_narrow:
        return
    chosen = grid.chosen_values()
    assert chosen is not None, grid.objectName()
    before = list(grid.records.identities())
    grid.narrow(Narrow(*chosen))
    assert 0 < grid.records.record_count() <= grid.records.whole_count()
    assert grid.step_back()
    assert set(grid.records.identities()) == set(before), grid.objectName()


def check_columns(grid: Grid[Any]) -> None:
    """A column that may go is remembered as gone, in the memory the next start reads; it comes back as easily."""
    layout, columns = grid.column_layout, grid.records.columns
    places = [place for place in grid.visible_places() if layout.can_hide(place)]
    if Manner.COLUMNS in grid.LACKS or not places:
        assert Manner.COLUMNS in grid.LACKS or len(columns) < 3, grid.objectName()
        return
    layout.show_column(places[-1], False)
    kept = grid._layout._memory.recall(f"table/{grid.objectName()}")
    assert columns[places[-1]].key in kept["hidden"]
    layout.show_column(places[-1], True)


def check_moving(grid: AnyGrid, qtbot: QtBot) -> None:
    """Enter goes down, or stays where it is the last row; nothing is opened by it."""
    before = grid.currentIndex().row()
    with qtbot.assertNotEmitted(grid.opened):
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    last = grid.model().rowCount() - 1
    assert grid.currentIndex().row() > before or before == last or not isinstance(grid, MatrixView)


def check_export(grid: AnyGrid) -> None:
    """As many rows and columns leave as are seen."""
    from ui.tables.shown import shown_by, shown_by_matrix

    if isinstance(grid, MatrixView):
        shown: ShownList = shown_by_matrix(grid)
        assert len(shown.columns) == grid.matrix.columnCount()
    else:
        shown = shown_by(grid)
        ticks = sum(column.is_tick for column in grid.records.columns)
        assert len(shown.columns) >= len(grid.visible_places()) - ticks
    assert shown.title, grid.objectName()
    assert len(shown.rows) == grid.model().rowCount()


def views_of(page: PageWidget) -> Iterator[str]:
    yield ""
    for name, show in page.pictures().items():
        if name != FORM:
            show()
            yield name


@pytest.mark.parametrize("key", [*PAGES, *MORE_PAGES])
def test_every_grid_of_a_page_has_the_manners(program: OfficeDesk, qtbot: QtBot, key: str) -> None:
    page = program.window.show_page(key)
    wait(qtbot, program)
    looked_at: set[str] = set()
    for _view in views_of(page):
        wait(qtbot, program)
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
            settle()
        for grid in grids_of(page):
            if grid.objectName() in looked_at or stand_on_a_record(grid) < 0:
                continue
            looked_at.add(grid.objectName())
            check_menu(grid, qtbot)
            check_export(grid)
            check_copy(grid, qtbot)
            stand_on_a_record(grid)
            check_moving(grid, qtbot)
            if isinstance(grid, Grid):
                stand_on_a_record(grid)
                check_narrowing(grid)
                check_columns(grid)
                check_sorting(grid, qtbot)
            wait(qtbot, program)


def every_class(of: type[QWidget]) -> Iterator[type[QWidget]]:
    for part in of.__subclasses__():
        if part.__module__.startswith("ui."):
            yield part
        yield from every_class(part)


def test_a_grid_that_lacks_a_manner_gives_the_reason_and_no_other_table_is_made() -> None:
    from PySide6.QtWidgets import QAbstractItemView

    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    made = dict.fromkeys(every_class(cast("type[QWidget]", QAbstractItemView)))
    views = [view for view in made if not issubclass(view, QHeaderView)]
    assert len(views) > 12
    for view in views:
        lacks = getattr(view, "LACKS", None)
        if lacks is None:
            assert view.__name__ in NO_GRIDS, f"{view.__name__} is no grid and says not why"
        else:
            assert issubclass(view, QTableView)
            assert all(isinstance(manner, Manner) and _(why) for manner, why in lacks.items())
    assert {view.__name__ for view in views if not hasattr(view, "LACKS")} == set(NO_GRIDS)


def test_a_place_that_is_no_row_has_no_menu(program: OfficeDesk, qtbot: QtBot) -> None:
    page = program.window.show_page("ledger")
    wait(qtbot, program)
    grid = next(one for one in grids_of(page) if isinstance(one, Grid))
    grid.setCurrentIndex(QModelIndex())
    qtbot.keyClick(grid, Qt.Key.Key_Menu)
    assert QApplication.activePopupWidget() is None


def test_ctrl_e_makes_a_workbook_of_what_is_shown_beside_the_office(
    program: OfficeDesk, qtbot: QtBot
) -> None:
    page = program.window.show_page("tips")
    wait(qtbot, program)
    grid = next(one for one in grids_of(page) if isinstance(one, Grid))
    stand_on_a_record(grid)
    chosen = grid.chosen_values()
    assert chosen is not None
    grid.narrow(Narrow(*chosen))
    grid.setFocus()
    with qtbot.waitSignal(program.printing.made, timeout=20000) as made:
        qtbot.keyClick(grid, Qt.Key.Key_E, CTRL)
    assert made.args is not None
    (path,) = made.args
    assert path.parent == program.path.parent / "导出"
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet.max_row == 2 + grid.records.rowCount()
    assert sheet.cell(3, 1).value == grid.records.cell(0, grid.visible_places()[0]).text


def test_esc_closes_the_panel_first_and_then_takes_the_condition_away(
    program: OfficeDesk, qtbot: QtBot
) -> None:
    page = program.window.show_page("tips")
    wait(qtbot, program)
    grid = next(one for one in grids_of(page) if isinstance(one, Grid))
    stand_on_a_record(grid)
    chosen = grid.chosen_values()
    assert chosen is not None
    grid.narrow(Narrow(*chosen))
    panel = page.findChild(TipPanel)
    assert panel is not None
    assert panel.isVisible()
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert grid.records.narrows
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert not grid.records.narrows
