"""What appears is told, fields are told by their labels and with what is wrong with them, glyphs by their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from unittest.mock import patch

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.glyph_words import WORDS
from ui.glyphs import Glyph
from ui.panels.form import Form
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.controls import button, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.error_bar import ErrorBar
from ui.widgets.tab_order import stops
from ui.widgets.undo_bar import UndoBar


@pytest.fixture
def told() -> Iterator[list[str]]:
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        heard.append(event.message())

    with patch("PySide6.QtGui.QAccessible.updateAccessibility", hear):
        yield heard


class DayForm(Form):
    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("day", "day"), ("place", "place"))

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "dayForm")
        self.day, self.place = DateEdit(theme, "day", 2026), field("place")
        self.add_row("日期", self.day, label("placeLabel", "地点"), self.place)
        self.bind()


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_field_made_of_parts_and_one_beside_it_are_called_by_their_labels(
    theme: Theme, qtbot: QtBot
) -> None:
    form = DayForm(theme)
    qtbot.addWidget(form)
    assert name(form.day.line) == "日期"
    assert name(form.place) == "地点"


def test_what_is_wrong_with_a_field_is_told_with_it_and_taken_back(
    theme: Theme, told: list[str], qtbot: QtBot
) -> None:
    form = DayForm(theme)
    qtbot.addWidget(form)
    form.show_problems({"day": "填上日期"})
    assert told == ["填上日期"]
    assert form.day.line.accessibleDescription() == "填上日期"
    assert form.place.accessibleDescription() == ""
    form.show_problems({})
    assert form.day.line.accessibleDescription() == ""


def test_bars_that_appear_are_told_once(theme: Theme, told: list[str], qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner(theme, "banner")
    QVBoxLayout(window).addWidget(banner)
    window.show()
    UndoBar(theme, window).say("已删除 1 条")
    ErrorBar(theme, window).say("没存进去", "D 盘满了")
    banner.say("没存过 U 盘", "电脑坏了也会丢")
    banner.say("没存过 U 盘", "电脑坏了也会丢")
    banner.say("")
    assert told == ["已删除 1 条，按 Ctrl+Z 撤销", "没存进去 D 盘满了", "没存过 U 盘 电脑坏了也会丢"]


def test_a_cell_with_a_glyph_alone_says_it_in_words() -> None:
    columns = (
        Column[str](
            "mark", "到会", lambda _one: "", glyph=lambda one: Glyph.OVER if one == "坡庄村" else None
        ),
        Column[str]("note", "备注", lambda _one: "", note=lambda _one: "没交", ghost=lambda _one: "6月12日"),
    )
    table = RecordTable(columns, ListRows(["坡庄村", "官庄村"], str), str)
    said = [
        table.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(table.rowCount(QModelIndex()))
        for column in range(2)
    ]
    assert said == [
        "坡庄村，到会，逾期",
        "坡庄村，备注，没交，可填 6月12日",
        "官庄村，到会，空",
        "官庄村，备注，没交，可填 6月12日",
    ]


def test_a_sorted_column_says_so() -> None:
    table = RecordTable((Column[str]("name", "姓名", str),), ListRows(["乙", "甲"], str), str)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.headerData(0, Qt.Orientation.Horizontal, role) == "姓名"
    table.sort(0, Qt.SortOrder.DescendingOrder)
    assert table.headerData(0, Qt.Orientation.Horizontal, role) == "姓名，从大到小"


def test_every_glyph_has_words_of_its_own() -> None:
    assert set(WORDS) == set(Glyph)
    assert len(set(WORDS.values())) == len(WORDS)


def test_tab_goes_as_parts_are_laid_out_and_not_as_they_were_made(theme: Theme, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column, row = QVBoxLayout(dialog), QHBoxLayout()
    last = button(theme, "last", "保存")
    off = button(theme, "off", "撤销")
    off.setEnabled(False)
    for part in (field("first"), field("second")):
        column.addWidget(part)
    row.addWidget(off)
    row.addWidget(last)
    column.addLayout(row)
    column.insertWidget(1, field("between"))
    dialog.show()
    assert [one.objectName() for one in stops(dialog)] == ["first", "between", "second", "last"]
