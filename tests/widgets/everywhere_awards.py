"""What stands on the page of selections only while one is at some step of its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gzparty.domain.selection_stages import Stage
from gzparty.domain.tip import Reporter
from tests.widgets.everywhere_dialogs import click
from ui.panels.selection.objections import ObjectionBlock
from ui.wishes import SelectionRequest

if TYPE_CHECKING:
    from tests.widgets.everywhere import Walk
    from ui.pages.selection import SelectionPage

RUNNING = "2026-06"


def _at(period: str, made: Walk) -> SelectionPage:
    """The selection of a month, with the panel of the step it is at."""
    page = cast("SelectionPage", made.window.show_page("selection"))
    (number,) = {one.id for one in made.desk.gate.reader.store.selections.between(period, period)}
    page.take_request(SelectionRequest(number))
    made.wait_for(lambda: page.side.view is not None and page.side.view.selection.id == number)
    made.wait()
    page.side.show_panel()
    return page


def _step(period: str, stage: Stage, made: Walk) -> SelectionPage:
    page = _at(period, made)
    page.board.step_wanted.emit(stage)
    made.wait()
    return page


def _ask(period: str, name: str, made: Walk) -> None:
    _at(period, made)
    click(made, name)


def _handled(made: Walk) -> None:
    """What looking into the objection that waits found is asked."""
    click(made, _block(_step(RUNNING, Stage.PUBLICITY, made)).focus_target().objectName())


def _objector(made: Walk) -> None:
    """Who objected is in sight, until it is covered."""
    block = _block(_step(RUNNING, Stage.PUBLICITY, made))
    line = next(one for one in block._lines if one.objection.has_objector)
    line.show_objector(Reporter("孙示例", "0536-0000000（示例）", "官庄村 3 号（示例）"))


def _block(page: SelectionPage) -> ObjectionBlock:
    block = page.side.findChild(ObjectionBlock) or page.findChild(ObjectionBlock)
    assert isinstance(block, ObjectionBlock)
    return block


def _row_menu(made: Walk) -> None:
    table = _step("2025-05", Stage.REVIEW, made).board.table
    table.setFocus()
    table.select_row(0, 1)
    QTest.keyClick(table, Qt.Key.Key_Menu)


STATES: dict[str, Callable[[Walk], object]] = {
    "review": partial(_at, "2025-05"),
    "row-menu": _row_menu,
    "scores": partial(_at, "2025-01"),
    "decision": partial(_at, "2025-02"),
    "result": partial(_ask, "2025-03", "publicityResult"),
    "circular": partial(_at, "2025-04"),
    "objections": partial(_step, RUNNING, Stage.PUBLICITY),
    "objector": _objector,
    "objection-handled": _handled,
}
