"""Files in, told apart, their columns pointed out; what cannot be read blocks nobody."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gzparty.domain.table import TableKind
from tests.exchange import files
from tests.widgets.importing.helpers import (
    HEAD,
    JIA,
    SAMPLE,
    YI,
    cell,
    choose,
    counts,
    idle,
    members,
    names,
    store,
)
from tests.widgets.steps import press
from ui.gate import Gate
from ui.importing import FileState
from ui.pages.import_page import ImportPage, Step
from ui.widgets.combo import Combo


def test_several_files_stand_in_the_order_they_go_in_and_an_unknown_one_blocks_nobody(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    strange = files.write_csv(tmp_path / "费用.csv", [["日期", "金额", "经手"], ["6月", "12", "甲示例"]])
    sheets = [SAMPLE / f"{name}.xlsx" for name in ("members", "rectification", "secretaries")]
    choose(page, qtbot, strange, *sheets)
    records = page.files.files.records
    lines = [[records.cell(row, place).text for place in (0, 1, 3)] for row in range(4)]
    assert lines == [
        ["secretaries.xlsx", "书记花名册", "59"],
        ["members.xlsx", "党员花名册", "1675"],
        ["rectification.xlsx", "整改台账", "46"],
        ["费用.csv", "", ""],
    ]
    assert records.cell(3, 4).text == "看不出是单位、书记、党员、整改台账还是典型推荐的表。"
    page.files.files.select_row(0)
    press(page, "checkFile")
    idle(page, qtbot)
    assert page.step is Step.CHECK
    store(page, qtbot)
    assert page.finished.next.text() == "下一个文件：members.xlsx"
    page.finished.next.click()
    idle(page, qtbot)
    assert page.check.chips.chip("missing").isVisibleTo(page)
    assert counts(page) == {"all": 1677, "good": 1671, "problem": 0, "asked": 4, "missing": 0, "nothing": 2}


def test_columns_pointed_out_once_are_known_the_next_time(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    head = ["庄子", "当家人", "联系电话"]
    choose(page, qtbot, files.write_xlsx(tmp_path / "一.xlsx", [head, ["官庄村", "甲示例", "13800000001"]]))
    page.files.files.select_row(0)
    press(page, "checkFile")
    idle(page, qtbot)
    assert page.lacking.isVisible()
    page.mapping.kind_chosen.emit(TableKind.MEMBERS)
    idle(page, qtbot)
    for letter, field in (("A", "unit"), ("B", "name")):
        combo = page.mapping.findChild(Combo, f"field_{letter}")
        assert combo is not None
        combo.set_value(field)
        combo.activated.emit(combo.currentIndex())
        idle(page, qtbot)
    assert page.step is Step.CHECK
    example = page.mapping.findChild(QLabel, "example_C")
    assert isinstance(example, QLabel)
    assert example.text() == "138****0001"
    store(page, qtbot)
    assert names(gate) == ["甲示例"]
    choose(page, qtbot, files.write_xlsx(tmp_path / "二.xlsx", [head, ["坡庄村", "乙示例", "13800000002"]]))
    assert page.step is Step.CHECK
    assert counts(page)["good"] == 1


def test_a_field_comes_from_one_column_only(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", [[*HEAD, "曾用名"], [*JIA, "旧示例"]])
    choose(page, qtbot, path)
    combo = page.mapping.findChild(Combo, "field_G")
    assert combo is not None
    combo.set_value("name")
    combo.activated.emit(combo.currentIndex())
    idle(page, qtbot)
    assert cell(page, 2, "name") == "旧示例"
    assert page.work.current is not None
    assert page.work.current.draft.mapping["B"] == ""


def test_identity_numbers_are_dropped_and_said_before_anything_is_stored(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [[*HEAD, "身份证号"], [*JIA, "110101199003077890"]]
    choose(page, qtbot, files.write_xlsx(tmp_path / "a.xlsx", rows))
    told = page.dropped.findChild(QLabel, "importDroppedTitle")
    assert isinstance(told, QLabel)
    assert page.dropped.isVisible()
    assert told.text() == "身份证号列已丢弃，没有读：身份证号。"
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert not any("110101199003077890" in text for text in shown)


def test_another_sheet_of_the_file_can_be_chosen(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, row in (("一月", JIA), ("二月", YI)):
        sheet = book.create_sheet(name)
        sheet.append(list(HEAD))
        sheet.append(list(row))
    book.save(tmp_path / "a.xlsx")
    choose(page, qtbot, tmp_path / "a.xlsx")
    assert cell(page, 2, "name") == "甲示例"
    page.mapping.sheet.set_value("二月")
    page.mapping.sheet.activated.emit(1)
    idle(page, qtbot)
    assert cell(page, 2, "name") == "乙示例"


def broken(folder: Path) -> list[tuple[Path, str]]:
    locked = folder / "锁.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    damaged = folder / "坏.xlsx"
    damaged.write_bytes(b"PK\x03\x04 broken")
    empty = folder / "空.xlsx"
    empty.write_bytes(b"")
    return [(locked, "密码"), (damaged, "损坏"), (empty, "没有内容"), (folder / "没有.xlsx", "没有找到")]


def test_files_that_cannot_be_read_say_why_and_block_nobody(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = broken(tmp_path)
    choose(page, qtbot, *(path for path, _said in wrong), members(tmp_path, JIA))
    by_path = {entry.path: entry for entry in page.work.entries}
    for path, said in wrong:
        assert by_path[path].state is FileState.REFUSED
        assert said in by_path[path].problem
        assert by_path[path].problem.endswith("。")
    assert page.work.entries[0].state is FileState.READY
    page.files.files.select_row(1)
    assert not page.files.check.isEnabled()


def test_members_taken_for_secretaries_are_told_as_a_whole(page: ImportPage, qtbot: QtBot) -> None:
    choose(page, qtbot, SAMPLE / "members.xlsx")
    page.mapping.kind_chosen.emit(TableKind.SECRETARIES)
    idle(page, qtbot)
    title = page.lacking.findChild(QLabel, "emptyTitle")
    assert isinstance(title, QLabel)
    assert page.step is Step.COLUMNS
    assert "像党员花名册" in title.text()
    page.mapping.kind_chosen.emit(TableKind.MEMBERS)
    idle(page, qtbot)
    assert page.step is Step.CHECK


def test_a_sheet_of_three_hundred_columns_shows_the_first_and_says_so(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    head = [*HEAD, *(f"列{number}" for number in range(294))]
    choose(page, qtbot, files.write_xlsx(tmp_path / "a.xlsx", [head, [*JIA, *(["x"] * 294)]]))
    assert page.mapping._rest.text() == "右边还有 240 列没有列出来，都不导入。"
    assert counts(page)["good"] == 1


def test_work_left_half_done_is_offered_again_or_begun_anew(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    path = members(tmp_path, [*JIA[:3], "2003.13", *JIA[4:]], YI)
    choose(page, qtbot, path)
    page.work.edit({(2, "joined"): "2003.12"})
    idle(page, qtbot)
    with qtbot.waitSignal(page.copied):
        page.cancel.click()
    page.work.remove(page.work.entries[0])
    qtbot.waitUntil(lambda: bool(gate.reader.store.drafts.all()))
    choose(page, qtbot, path)
    assert page.resumed.isVisible()
    assert cell(page, 2, "joined") == "2003.12"
    press(page, "startOver")
    idle(page, qtbot)
    assert not page.resumed.isVisible()
    assert cell(page, 2, "joined") == "2003.13"
    qtbot.waitUntil(lambda: not gate.reader.store.drafts.all())


@pytest.mark.parametrize("kind", list(TableKind))
def test_a_blank_template_is_saved_and_known_again(
    page: ImportPage, qtbot: QtBot, tmp_path: Path, kind: TableKind
) -> None:
    with qtbot.waitSignal(page.copied):
        page.save_template(kind, tmp_path / "t.xlsx")
    choose(page, qtbot, tmp_path / "t.xlsx")
    assert page.work.entries[0].draft.kind is kind
    page.save_template(kind, tmp_path / "no such folder" / "t.xlsx")
    assert page.error.isVisible()


def test_a_mapping_is_forgotten_where_the_tick_is_taken_away(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [[*HEAD, "曾用名"], [*JIA, "旧示例"]]
    choose(page, qtbot, files.write_xlsx(tmp_path / "一.xlsx", rows))
    page.mapping.mapped.emit({"B": "", "G": "name"})
    idle(page, qtbot)
    page.mapping.remember.click()
    store(page, qtbot)
    assert names(gate) == ["旧示例"]
    choose(page, qtbot, files.write_xlsx(tmp_path / "二.xlsx", [rows[0], [*YI, "新示例"]]))
    assert cell(page, 2, "name") == "乙示例"
