"""For every deed of the key map a place in the program where its keys are pressed, and what is seen to change there."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableView

from tests.widgets.keyboard import Program, Step
from tests.widgets.keymap_seen import clipboard, focus, hear, heard, on, page_key, write
from ui.panels.intake.month_grid import MonthView
from ui.panels.manual.window import ManualWindow
from ui.panels.palette.palette import Palette
from ui.panels.roll import RollPanel
from ui.tables.matrix_view import MatrixView
from ui.tables.sheet_view import TICK
from ui.tables.tiles import TileView
from ui.widgets.date_edit import DateEdit
from ui.widgets.day_picker import DayPicker
from ui.widgets.find_bar import FindBar
from ui.widgets.page_view import PageView
from ui.wishes import SettingsRequest

# Everywhere


def another_page(program: Program, _key: str) -> None:
    program.show("find")


def two_panes(program: Program, _key: str) -> None:
    program.focus(program.show("tips").view)  # type: ignore[attr-defined]


def renamed_host(program: Program, key: str) -> None:
    write(program, lambda services: services.offices.change_settings({"training_host": "周示例二"}))
    if key == "Ctrl+Y":
        program.press("Ctrl+Z")


def host(program: Program) -> str:
    return program.desk.gate.reader.offices.settings().training_host


def away_from_now(program: Program, _key: str) -> None:
    program.show("home")
    program.press("Ctrl+PgUp")


def found_text(program: Program, _key: str) -> None:
    view = program.show("cadres")._part().view  # type: ignore[attr-defined]
    program.focus(view)
    program.press("Ctrl+F")
    program.part_of_window(FindBar).search.setText("村")
    program.focus(view)


def current_of_cadres(program: Program) -> object:
    index = program.page._part().view.currentIndex()
    return index.row(), index.column()


def new_problem(program: Program, _key: str) -> None:
    program.show("ledger")
    program.page.add()
    program.wait()
    program.focus(program.page.side.editor.form.text)


def refused_problem(program: Program, key: str) -> None:
    new_problem(program, key)
    program.page.side.editor.save()
    program.focus(program.part(DateEdit).line)


def counted_refresh(program: Program, _key: str) -> None:
    page: Any = program.show("home")
    page.refresh = partial(hear, "recount")


def heard_lock(program: Program, _key: str) -> None:
    program.window.lock_requested.connect(partial(hear, "lock"))


def full(program: Program) -> bool:
    return program.window.isFullScreen()


def manual_open(_program: Program) -> bool:
    return any(isinstance(one, ManualWindow) and one.isVisible() for one in QApplication.topLevelWidgets())


def palette_open(program: Program) -> bool:
    found = program.window.findChild(Palette)
    return isinstance(found, Palette) and found.isVisible()


EVERYWHERE = {
    "go_to_page": Step(another_page, page_key),
    "next_pane": Step(two_panes, focus),
    "previous_pane": Step(two_panes, focus),
    "next_tab": Step(on("cadres"), lambda program: program.page.tabs.currentIndex()),
    "previous_tab": Step(on("cadres"), lambda program: program.page.tabs.currentIndex()),
    "previous_period": Step(on("home"), Program.text),
    "next_period": Step(away_from_now, Program.text),
    "today": Step(away_from_now, Program.text),
    "find": Step(two_panes, focus),
    "find_next": Step(found_text, current_of_cadres),
    "find_previous": Step(found_text, current_of_cadres),
    "new": Step(on("tips"), Program.dialog),
    "open": Step(on("home"), heard),
    "save": Step(new_problem, Program.text),
    "print": Step(on("home"), page_key),
    "export": Step(on("data"), heard),
    "copy_message": Step(on("home"), clipboard),
    "undo": Step(renamed_host, host),
    "redo": Step(renamed_host, host),
    "next_problem": Step(refused_problem, focus),
    "recount": Step(counted_refresh, heard),
    "lock": Step(heard_lock, heard),
    "full_screen": Step(on("training"), full),
    "keys": Step(on("home"), Program.dialog),
    "help": Step(on("home"), manual_open),
    "palette": Step(on("home"), palette_open),
}

# In grids


def sheet(program: Program) -> MonthView:
    return program.part(MonthView)


def stand(program: Program, column: str, down: int = 3) -> MonthView:
    program.show("intake")
    view = sheet(program)
    program.focus(view)
    place = view.records.column_at(column)
    rows = [row for row in view.record_rows() if view.records.is_editable(row, place)]
    inside = [row for row in rows if {row - 1, row + 1} <= set(rows)]
    view.stand_on(view.records.index(inside[down], place))
    return view


def on_figures(program: Program, _key: str) -> None:
    stand(program, "expected")


def here(program: Program) -> tuple[int, int]:
    index = sheet(program).currentIndex()
    return index.row(), index.column()


def cell(program: Program) -> str:
    view = sheet(program)
    return view.records.cell(*here(program)).text


def filled(program: Program, _key: str) -> None:
    view = stand(program, "expected")
    view.records.setData(view.currentIndex(), "17")


def copied_figure(program: Program, key: str) -> None:
    filled(program, key)
    QGuiApplication.clipboard().setText("")


def figure_to_paste(program: Program, key: str) -> None:
    filled(program, key)
    QGuiApplication.clipboard().setText("23")


def block(program: Program, key: str) -> None:
    filled(program, key)
    view = sheet(program)
    row, column = here(program)
    view.records.setData(view.records.index(row + 1, column), "")
    both = QItemSelection(view.records.index(row, column), view.records.index(row + 1, column))
    view.selectionModel().select(both, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def below(program: Program) -> str:
    row, column = here(program)
    return sheet(program).records.cell(row + 1, column).text


def chosen_rows(program: Program) -> int:
    return len(sheet(program).selected_rows())


def offered(program: Program, _key: str) -> None:
    view = stand(program, "expected", 0)
    records, column = view.records, view.records.column_at("expected")
    row = next(
        row
        for row in view.record_rows()
        if (one := records.cell(row, column)).ghost and not one.text and records.is_editable(row, column)
    )
    view.stand_on(records.index(row, column))


def on_tick(program: Program, _key: str) -> None:
    stand(program, "has_minutes")


def tick(program: Program) -> object:
    view = sheet(program)
    return view.records.text_to_edit(*here(program)) == TICK


def on_group(program: Program, key: str) -> None:
    program.show("home")
    view = program.part(MatrixView)
    program.focus(view)
    row = next(row for row in range(view.matrix.rowCount()) if view.matrix.place(row).is_group)
    view.matrix.fold(row, key == "Right")
    view.go_to(row, 0)


def matrix_rows(program: Program) -> int:
    return program.part(MatrixView).matrix.rowCount()


def on_item(program: Program, key: str) -> None:
    page = program.show("settings")
    page.take_request(SettingsRequest(part="checklist"))
    program.wait()
    grid = program.part(QTableView, "checklistGrid")
    program.focus(grid)
    grid.select_row(2)  # type: ignore[attr-defined]


def items(program: Program) -> list[str]:
    model = program.part(QTableView, "checklistGrid").model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


GRID = {
    "move": Step(on_figures, here),
    "row_down": Step(on_figures, here),
    "row_up": Step(on_figures, here),
    "cell_right": Step(on_figures, here),
    "cell_left": Step(on_figures, here),
    "row_ends": Step(on_figures, here),
    "jump": Step(on_figures, here),
    "first_cell": Step(on_figures, here),
    "last_cell": Step(on_figures, here),
    "edit_cell": Step(on_figures, Program.editing),
    "clear_cell": Step(filled, cell),
    "copy": Step(copied_figure, clipboard),
    "paste": Step(figure_to_paste, cell),
    "fill_down": Step(block, below),
    "choose_down": Step(on_figures, chosen_rows),
    "choose_more": Step(on_figures, chosen_rows),
    "take_offered": Step(offered, cell),
    "open_row": Step(on_tick, tick),
    "fold": Step(on_group, matrix_rows),
    "move_row": Step(on_item, items),
    "open_record": Step(on_figures, page_key),
}

# Taking a roll


def roll(program: Program) -> RollPanel:
    return program.part(RollPanel)


def open_roll(program: Program, _key: str = "") -> RollPanel:
    page: Any = program.show("training")
    page.view.choose("roll")
    program.wait()
    return roll(program)


def unmarked(program: Program, key: str) -> None:
    panel = open_roll(program)
    program.focus(panel.grid)
    panel.search.clear()
    panel.grid.select_row(5, 1)
    panel._clear_marks()
    program.wait()
    panel.grid.select_row(5, 1)


def status(program: Program) -> object:
    return roll(program)._table.record(5).attendance.status


def searched(program: Program, key: str) -> None:
    panel = open_roll(program)
    panel._mark_all()
    program.wait()
    program.focus(panel.search)
    program.press("W")
    panel._clear_marks()
    program.wait()


def present(program: Program) -> int:
    return sum(row.attendance.status.value == "present" for row in roll(program)._rows)


def no_letters(program: Program, key: str) -> None:
    panel = open_roll(program)
    panel.search.clear()
    program.focus(panel.grid)


def letters(program: Program) -> str:
    return roll(program).search.text()


def marked(program: Program, key: str) -> None:
    unmarked(program, key)
    program.press("3")
    roll(program).grid.select_row(5, 1)


ROLL = {
    "mark": Step(unmarked, status),
    "mark_rest": Step(unmarked, status),
    "mark_present": Step(searched, present),
    "find_person": Step(no_letters, letters),
    "clear_mark": Step(marked, status),
    "write_reason": Step(marked, Program.editing),
}

# A tick list


def ticks(program: Program) -> Any:
    return program.page.panel.sheet.ticks


def on_tick_item(program: Program, key: str) -> None:
    page: Any = program.show("inspections")
    if not page.is_open():
        page.board.go_to(1, 1)
        page._add()
        program.wait()
    place = 1
    ticks(program)._rows[place].set_answer(type(ticks(program)._rows[place].answer).OPEN)
    program.focus(ticks(program)._rows[place])


def answered_item(program: Program, key: str) -> None:
    on_tick_item(program, key)
    program.press("Y")
    program.focus(ticks(program)._rows[1])


def answer(program: Program) -> object:
    return ticks(program)._rows[1].answer


TICKS = {
    "tick_fine": Step(on_tick_item, answer),
    "tick_problem": Step(on_tick_item, answer),
    "tick_na": Step(on_tick_item, answer),
    "tick_clear": Step(answered_item, answer),
    "tick_sides": Step(on_tick_item, answer),
    "tick_next": Step(on_tick_item, focus),
    "tick_back": Step(on_tick_item, focus),
}

# Files, papers, forms


def on_file(program: Program, _key: str) -> None:
    page: Any = program.show("training")
    for line in page._plan.lines:
        page.list.choose(line.training.id)
        page.view.choose("materials")
        program.wait()
        if page.view.materials.tiles.isVisible():
            break
    tiles = program.part(TileView)
    tiles.opened.disconnect()
    tiles.opened.connect(partial(hear, "file"))
    program.focus(tiles)
    tiles.choose({tiles.files.files[0].id})


def files(program: Program) -> int:
    return program.part(TileView).files.rowCount()


def nothing_to_paste(program: Program, key: str) -> None:
    on_file(program, key)
    QGuiApplication.clipboard().setText("字")


def on_paper(program: Program, _key: str) -> None:
    page: Any = program.show("print")
    page.papers.choose("roster")
    program.wait()
    view = program.part(PageView)
    program.focus(view)
    view.set_mode("width")
    view.go_to(1)


def scrolled(program: Program) -> object:
    return program.part(PageView).verticalScrollBar().value()


def zoomed(program: Program) -> object:
    return program.part(PageView).verticalScrollBar().maximum()


def asked_columns(program: Program, _key: str) -> None:
    on_paper(program, "")
    program.page._ask_columns()
    program.wait()
    column_list().window().activateWindow()
    column_list().setCurrentRow(1)
    column_list().setFocus()
    program.wait()


def column_list() -> Any:
    asked = QApplication.activeModalWidget()
    assert asked is not None
    return asked.list  # type: ignore[attr-defined]


def columns(_program: Program) -> list[str]:
    shown = column_list()
    return [shown.item(place).text() for place in range(shown.count())]


def on_day(program: Program, key: str) -> None:
    new_problem(program, key)
    program.focus(program.part(DateEdit).line)


def picker(program: Program) -> bool:
    return program.window.findChild(DayPicker) is not None


def editing_problem(program: Program) -> bool:
    return bool(program.page.side.is_editing())


FILES = {
    "open_file": Step(on_file, heard),
    "rename_file": Step(on_file, Program.dialog),
    "remove_file": Step(on_file, files),
    "paste_file": Step(nothing_to_paste, Program.text),
}
PAPER = {
    "turn_page": Step(on_paper, scrolled),
    "zoom": Step(on_paper, zoomed),
    "paper_ends": Step(on_paper, scrolled),
    "move_column": Step(asked_columns, columns),
}
FORM = {
    "save_next": Step(new_problem, Program.text),
    "pick_day": Step(on_day, picker),
    "leave": Step(new_problem, editing_problem),
}
STEPS = EVERYWHERE | GRID | ROLL | TICKS | FILES | PAPER | FORM
ELSEWHERE = {
    "cell_menu": ("tests/widgets/test_grids_everywhere.py", "keyClick(grid, Qt.Key.Key_Menu)"),
    "go_back": ("tests/widgets/test_manual.py", "keyClick(book, Qt.Key.Key_Left"),
    "grade": ("tests/widgets/test_appraisal_editor.py", "keyClick(editor.view, Qt.Key.Key_1)"),
    "gone": ("tests/widgets/importing/test_storing.py", "keyClick(view, Qt.Key.Key_2)"),
}
"""Keys of places the sample office does not lead to at once; the tests named press them there."""
