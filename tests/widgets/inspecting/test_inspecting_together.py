"""Several units in one form: one day and one inspector, nothing found at any, all of it one deed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gzparty.domain.inspection import Answer
from tests.widgets.hands import Hands
from tests.widgets.helpers import as_text, settle
from tests.widgets.inspecting.steps import stored
from tests.widgets.steps import asked, dialogs, eventually, fill, press
from ui.gate import Gate
from ui.pages.inspections import InspectionsPage
from ui.panels.inspection.together import TogetherForm

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def form(page: InspectionsPage) -> TogetherForm:
    found = page.findChild(TogetherForm)
    assert isinstance(found, TogetherForm)
    return found


def choose(page: InspectionsPage, first: int, last: int) -> None:
    """Choose the cells of June from one unit to another."""
    view = page.board.view
    view.setFocus()
    view.go_to(view.matrix.row_of(first), 6)
    flags = QItemSelectionModel.SelectionFlag.Select
    for row in range(view.matrix.row_of(first), view.matrix.row_of(last) + 1):
        view.selectionModel().select(view.matrix.index(row, 6), flags)
    settle()


def test_the_chosen_units_are_stored_by_keys_as_one_deed(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    choose(page, units["官庄社区"], units["应急办"])
    done: list[str] = []
    page.done.connect(done.append)
    page.board.together_wanted.emit()
    settle()
    # 党政办 is let off in June and is not offered.
    assert form(page).units.value() == (units["官庄社区"], units["利见社区"], units["应急办"])
    hands = Hands()
    hands.type("6.15")
    hands.press(Qt.Key.Key_Tab)
    fill(page, togetherInspectorLine="曹示例")
    hands.press(Qt.Key.Key_Return, "", CTRL)
    eventually(qtbot, lambda: not dialogs(page))
    assert done == ["登记 3 个单位的自查，都没问题"]
    for name in ("官庄社区", "利见社区", "应急办"):
        last = max(stored(page, town, units[name]), key=lambda view: view.inspection.id)
        assert (last.inspection.held_on, last.inspection.inspector) == (date(2026, 6, 15), "曹示例")
        assert {item.answer for item in last.items} == {Answer.FINE}
        assert last.problems == ()
    assert len(stored(page, town, units["党政办"])) == 2


def test_nothing_is_ticked_for_the_clerk_who_chose_nothing(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    page.board.go_to(units["利见社区"], None)
    deed = page.head.findChild(QAction, "registerTogether")
    assert isinstance(deed, QAction)
    deed.trigger()
    settle()
    assert form(page).units.value() == ()
    fill(page, togetherInspectorLine="曹示例")
    form(page).day.line.setText("6.15")
    press(asked(page), "askGo")
    assert "勾上查过的单位" in as_text(form(page))


def test_a_day_that_has_not_come_is_refused_and_what_was_typed_stays(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    choose(page, units["官庄社区"], units["利见社区"])
    page.board.together_wanted.emit()
    settle()
    fill(page, togetherInspectorLine="曹示例")
    form(page).day.line.setText("6.25")
    press(asked(page), "askGo")
    problem = asked(page).findChild(QLabel, "askProblem")
    assert isinstance(problem, QLabel)
    eventually(qtbot, problem.isVisible)
    assert form(page).inspector.value() == "曹示例"
    assert len(stored(page, town, units["利见社区"])) == 1
