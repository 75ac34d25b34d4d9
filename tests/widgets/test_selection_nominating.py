"""典型评选: candidates typed in, taken out and brought back, with everything kept that was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from gzparty.domain.selection_stages import Stage
from tests.widgets.helpers import as_text, settle, wait_for_writes
from tests.widgets.selection_steps import (
    JULY,
    go_to,
    go_to_month,
    key,
    names,
    select_rows,
    view,
)
from tests.widgets.steps import fill, press, words
from ui.gate import Gate
from ui.pages.selection import SelectionPage


@pytest.fixture
def page(selection_page: SelectionPage) -> SelectionPage:
    return selection_page


@pytest.fixture
def gate(selection_gate: Gate) -> Gate:
    return selection_gate


def type_nomination(page: SelectionPage, who: str, deeds: str = "") -> None:
    editor = page.side.editor
    fill(editor, nominationWho=who)
    area = editor.findChild(QPlainTextEdit, "nominationDeeds")
    assert area is not None
    area.setPlainText(deeds)
    settle()


def test_somebody_of_the_roster_is_nominated_by_initials_with_village_and_post(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    page.deeds()["new"]()
    type_nomination(page, "许示例　河北管公村", "事" * 250)
    editor = page.side.editor
    assert editor.form.unit_name.text() == "河北管公村"
    assert words(editor, "nominationCounter") == "已写 250 字，要求 200—600 字"
    with qtbot.waitSignal(page.done):
        press(editor, "saveNomination")
    wait_for_writes(gate, qtbot)
    one = view(gate, JULY).nominations[-1].nomination
    assert (one.name, one.unit_name, one.nominator) == ("许示例", "河北管公村", "河北管公村")
    assert one.person_id is not None
    assert one.post
    assert names(page) == ["宋示例", "许示例"]
    assert page.side.stage is Stage.NOMINATE
    current = page.board.current()
    assert current is not None
    assert current.nomination.name == "许示例"


def test_deeds_that_are_too_short_are_kept_with_a_hint(page: SelectionPage, gate: Gate, qtbot: QtBot) -> None:
    go_to_month(page, 7)
    page.nominate()
    type_nomination(page, "许示例", "事" * 12)
    assert words(page.side.editor, "nominationCounter") == "已写 12 字，要求 200—600 字"
    press(page.side.editor, "saveNomination")
    wait_for_writes(gate, qtbot)
    assert view(gate, JULY).nominations[-1].nomination.deeds == "事" * 12
    assert "200 到 600 字" in as_text(page.side.nominate)


def test_somebody_nominated_twice_is_refused_and_nothing_typed_is_lost(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    page.nominate()
    type_nomination(page, "宋示例", "事" * 300)
    press(page.side.editor, "saveNomination")
    wait_for_writes(gate, qtbot)
    assert "宋示例" in words(page.side.editor, "nominationEditorRefused")
    assert page.side.editor.form.deeds.toPlainText() == "事" * 300
    assert len(view(gate, JULY).nominations) == 1


def test_a_half_typed_nomination_comes_back_after_esc(page: SelectionPage) -> None:
    go_to_month(page, 7)
    page.nominate()
    type_nomination(page, "徐示例", "写到一半")
    key(page, Qt.Key.Key_Escape)
    assert page.side.stage is Stage.NOMINATE
    assert not page.side.is_typing()
    page.nominate()
    assert page.side.editor.form.deeds.toPlainText() == "写到一半"
    assert page.side.editor.form.who.text() == "徐示例"


def test_a_name_of_nobody_on_the_roster_can_be_nominated(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    page.nominate()
    fill(page.side.editor, nominationUnitName="寨庄村")
    type_nomination(page, "新示例")
    press(page.side.editor, "saveNextNomination")
    wait_for_writes(gate, qtbot)
    one = view(gate, JULY).nominations[-1].nomination
    assert (one.name, one.person_id, one.unit_name) == ("新示例", None, "寨庄村")
    assert page.side.is_typing()
    assert page.side.editor.form.who.text() == ""


def test_delete_takes_a_nomination_out_and_undo_brings_it_back(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    go_to(page, "宋示例")
    with qtbot.waitSignal(page.done) as told:
        key(page.board.table, Qt.Key.Key_Delete)
    wait_for_writes(gate, qtbot)
    assert "宋示例" in told.args[0]
    assert names(page) == []
    gate.undo()
    wait_for_writes(gate, qtbot)
    assert names(page) == ["宋示例"]


def test_several_deleted_together_are_one_step_and_come_back_together(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to_month(page, 7)
    page.nominate()
    type_nomination(page, "许示例", "事" * 250)
    press(page.side.editor, "saveNomination")
    wait_for_writes(gate, qtbot)
    assert len(names(page)) == 2
    before = names(page)
    select_rows(page, 0, 1)
    told = QSignalSpy(page.done)
    key(page.board.table, Qt.Key.Key_Delete)
    wait_for_writes(gate, qtbot)
    assert [told.at(place) for place in range(told.count())] == [["删除推荐 2 个"]]
    assert names(page) == []
    gate.undo()
    wait_for_writes(gate, qtbot)
    assert names(page) == before


def test_who_nominates_follows_somebody_else_unless_it_was_typed(page: SelectionPage) -> None:
    go_to_month(page, 7)
    page.nominate()
    form = page.side.editor.form
    form.who.setText("宋示例")
    assert form.nominator.text() == "挑河村"
    form.who.setText("许示例")
    assert form.nominator.text() == "河北管公村"
    form.nominator.setText("管公社区")
    form.who.setText("宋示例")
    assert form.nominator.text() == "管公社区"


def test_somebody_is_found_by_the_initials_of_the_village(page: SelectionPage) -> None:
    go_to_month(page, 7)
    page.nominate()
    assert page.side.editor.form.who.matches("hbgg") == ["许示例　河北管公村"]
    assert page.side.editor.form.who.matches("hbxx") == []
