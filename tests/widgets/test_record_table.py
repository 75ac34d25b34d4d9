"""The one table model: sorting, refreshing, editing, speaking."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.tables.column import Column, Edit
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows


@dataclass(frozen=True, slots=True)
class Village:
    """A record to show."""

    number: int
    name: str
    people: int
    note: str = ""


VILLAGES = [Village(1, "官庄村", 30), Village(2, "别家屯村", 12), Village(3, "陆家沙沟村", 21)]
COLUMNS: tuple[Column[Village], ...] = (
    Column("name", "村", lambda village: village.name),
    Column("people", "人数", lambda v: str(v.people), sort_key=lambda v: v.people, right=True),
    Column("note", "备注", lambda village: village.note, editable=lambda village: village.number != 2),
)


def number(village: Village) -> int:
    return village.number


def table(villages: list[Village]) -> RecordTable[Village]:
    return RecordTable(COLUMNS, ListRows(villages, number), lambda village: village.name)


def names(model: RecordTable[Village]) -> list[str]:
    return [model.record(row).name for row in range(model.rowCount())]


@pytest.fixture
def model(qtbot: QtBot) -> RecordTable[Village]:
    made = table(VILLAGES)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setParent(made)
    return made


def test_numbers_sort_as_numbers_and_the_third_click_restores_the_offices_order(
    model: RecordTable[Village],
) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(model) == ["别家屯村", "陆家沙沟村", "官庄村"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["官庄村", "陆家沙沟村", "别家屯村"]
    model.sort(-1)
    assert names(model) == ["官庄村", "别家屯村", "陆家沙沟村"]


def test_a_held_cell_follows_its_record_when_the_table_is_sorted(model: RecordTable[Village]) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    held = QPersistentModelIndex(model.index(0, 2))
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert (held.row(), held.column()) == (2, 2)


def test_new_contents_of_the_same_records_keep_the_order_on_screen(
    model: RecordTable[Village], qtbot: QtBot
) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    changed = [replace(village, people=village.people * (-1) ** village.number) for village in VILLAGES]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(ListRows(changed, number))
    assert names(model) == ["别家屯村", "陆家沙沟村", "官庄村"]
    assert model.record(2).people == -30


def test_other_records_come_in_the_order_chosen_before(model: RecordTable[Village]) -> None:
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.show(ListRows([*VILLAGES, Village(4, "坡庄村", 99)], number))
    assert names(model)[0] == "坡庄村"


def test_what_is_typed_shows_at_once_and_is_announced_not_applied(
    model: RecordTable[Village], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.edited) as heard:
        assert model.setData(model.index(0, 2), "山区")
    assert heard.args == [[Edit(VILLAGES[0], "note", "山区")]]
    assert model.data(model.index(0, 2)) == "山区"
    model.show(ListRows(VILLAGES, number))
    assert model.data(model.index(0, 2)) == ""


def test_a_cell_that_cannot_be_typed_into_refuses(model: RecordTable[Village]) -> None:
    assert not model.setData(model.index(1, 2), "x")
    assert not model.flags(model.index(1, 2)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, 0), "x")


def test_the_same_text_again_is_no_edit(model: RecordTable[Village], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.edited):
        assert not model.setData(model.index(0, 2), "")


def test_a_screen_reader_hears_a_sentence_per_cell(model: RecordTable[Village]) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 1), role) == "官庄村，人数，30"
    assert model.data(model.index(0, 2), role) == "官庄村，备注，空"


def test_a_table_has_no_children(model: RecordTable[Village]) -> None:
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_a_column_without_a_title_leaves_no_gap_in_the_sentence() -> None:
    ticks: Column[Village] = Column("tick", "", lambda village: "", spoken=lambda village: "没勾选")
    shown = RecordTable((ticks,), ListRows(VILLAGES, number), lambda village: village.name)
    assert shown.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "官庄村，没勾选"
