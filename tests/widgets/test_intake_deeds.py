"""What the head of 收记录 does: photos by their names, a 支部生活日 with several records, a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import Group, Interval
from tests.widgets.helpers import settle
from tests.widgets.intake_steps import line, register, stored
from ui.pages.intake import IntakePage
from ui.panels.ask import AskDialog
from ui.panels.intake.life_day_form import LifeDayForm
from ui.panels.intake.photo_form import PhotoForm, assigned

JUNE_15 = date(2026, 6, 15)


@pytest.fixture
def page(intake_page: IntakePage) -> IntakePage:
    return intake_page


def picture(folder: Path, name: str, shade: int) -> Path:
    path = folder / name
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(path)
    return path


def press(page: IntakePage, name: str = "askGo") -> None:
    dialog = page.findChild(AskDialog)
    assert dialog is not None
    go = dialog.findChild(QPushButton, name)
    assert go is not None
    go.click()


def test_photos_go_to_the_village_their_name_says_and_the_rest_is_asked(
    page: IntakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    for village in ("官庄村", "坡庄村"):
        register(page, village, day=JUNE_15)
    files = [
        picture(tmp_path, "官庄村主题党日1.jpg", 10),
        picture(tmp_path, "官庄 (2).jpg", 20),
        picture(tmp_path, "IMG_2034.jpg", 30),
        picture(tmp_path, "宅科村.jpg", 40),
    ]
    page.asked.put_photos(files)
    form = page.findChild(PhotoForm)
    assert form is not None
    known = form.findChild(QLabel, "photoKnown")
    assert known is not None
    assert known.text() == "2 张从文件名认出了村，分给 1 个支部"
    assert [path.name for path, _pick in form._asked] == ["IMG_2034.jpg", "宅科村.jpg"]
    meeting = stored(page, "坡庄村")
    assert meeting is not None
    form._asked[0][1].set_value(meeting.id)
    with qtbot.waitSignal(page.done, timeout=10000) as said:
        press(page)
    assert said.args == ["加 3 份材料"]
    settle()
    assert line(page, "官庄村").row.photos == 2
    assert line(page, "坡庄村").text("has_photos") == "√"
    assert line(page, "宅科村").row.photos == 0


def test_a_photo_goes_to_the_party_group_its_name_says_and_without_one_it_is_asked(page: IntakePage) -> None:
    register(page, "官庄村", day=JUNE_15)
    whole = line(page, "官庄村")
    meeting = stored(page, "官庄村")
    assert meeting is not None
    lines = [
        replace(
            whole,
            row=replace(
                whole.row,
                group=Group(number, f"g{number}", whole.unit.id, f"第{word}党小组", number, Interval()),
                meeting=replace(meeting, id=number),
            ),
        )
        for number, word in ((1, "一"), (2, "二"))
    ]
    files = [Path("官庄村第二党小组.jpg"), Path("官庄村1组会场.jpg"), Path("官庄村.jpg"), Path("官庄镇.jpg")]
    known, asked = assigned(files, lines)
    assert known == {2: files[:1], 1: files[1:2]}
    assert asked == files[2:]


def test_photos_have_no_place_before_anything_is_registered(page: IntakePage, tmp_path: Path) -> None:
    page.asked.put_photos([picture(tmp_path, "官庄村.jpg", 10)])
    said = page.findChild(QLabel, "errorText")
    assert said is not None
    assert said.text() == "这个月还没有登记过，照片没处放。先把日期登上。"


def test_one_form_registers_what_was_held_in_one_sitting(page: IntakePage, qtbot: QtBot) -> None:
    page._head.life_day.click()
    form = page.findChild(LifeDayForm)
    assert form is not None
    press(page)
    wrong = form.findChild(QLabel, "lifeKindsWrong")
    assert wrong is not None
    assert wrong.text() == "勾上开了什么"
    form.day.set_value(JUNE_15)
    form.units.set_value((line(page, "坡庄村").row.unit.id,))
    start = form.findChild(QWidget, "lifeStart")
    start.set_value(time(19))
    for kind in (MeetingKind.BRANCH_MEETING, MeetingKind.THEME_DAY):
        form.kinds[kind].setChecked(True)
    with qtbot.waitSignal(page.done):
        press(page)
    settle()
    meeting = stored(page, "坡庄村")
    assert meeting is not None
    together = page._gate.reader.store.meetings.of_sitting(meeting.sitting_id)
    assert {one.kind for one in together} == {MeetingKind.BRANCH_MEETING, MeetingKind.THEME_DAY}
    assert stored(page, "官庄村") is None


def test_where_it_is_narrow_nothing_is_cut_and_the_rarer_deeds_stand_behind_more(
    page: IntakePage, qtbot: QtBot
) -> None:
    head, kinds = page._head, page._kinds
    page.resize(1300, 760)
    settle()
    assert head.give_back.isVisible()
    assert head.chain.isVisible()
    for width in (980, 760, 620):
        page.resize(width, 760)
        settle()
        for strip in (head, kinds):
            parts = cast(
                "list[QWidget]",
                strip.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly),
            )
            shown = sorted((part.geometry() for part in parts if part.isVisible()), key=QRect.left)
            assert all(left.right() < right.left() for left, right in pairwise(shown))
            assert shown[-1].right() <= strip.width()
    assert not head.chain.isVisible()
    assert head.life_day.isVisible()
    action = head.more.offered().findChild(QAction, "giveBackToo")
    assert action is not None
    register(page, "官庄村", day=date(2026, 6, 15), expected=9, attended=9, topic="河道", has_minutes=True)
    with qtbot.waitSignal(page.done):
        action.trigger()


def test_the_grid_leaves_as_a_workbook_with_every_row(page: IntakePage, qtbot: QtBot) -> None:
    from openpyxl import load_workbook

    register(page, "官庄村", day=JUNE_15, expected=19, attended=15, topic="清理河道", has_minutes=True)
    with qtbot.waitSignal(page.exported, timeout=10000) as told:
        page._head.export.trigger()
    assert told.args is not None
    sheet = load_workbook(told.args[0]).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    row = next(row for row in cells if "官庄村" in row)
    assert {19, 15, 4, "清理河道", "√", "交了没登"} <= set(row)
    assert sum("村" in str(row[1]) for row in cells) >= 58


def test_the_head_shows_few_buttons_and_one_red_one_the_rest_stands_behind_more(page: IntakePage) -> None:
    page.resize(1600, 760)
    settle()
    head = page._head
    buttons = [head.chain, head.give_back, head.life_day]
    assert [one.isVisible() for one in buttons] == [True] * 3
    shown = [one for one in cast("list[QPushButton]", head.findChildren(QPushButton)) if one.isVisible()]
    assert [one for one in shown if one.property("kind") == "primary"] == [head.life_day]
    offered = [action.text() for action in head.more.offered().actions() if action.isVisible()]
    assert [words for words in offered if words] == [
        "放照片",
        "打印收缴登记表",
        "导出",
        "选中的记录讲了本月主题",
    ]
    assert not {"放照片", "导出"} & {one.text() for one in shown}
