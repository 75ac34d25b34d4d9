"""Sheets of nominations on the page of imports: known by themselves, asked about in words, stored, led on from."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.damage import CellValue
from gzparty.domain.people import PartyClass, Person
from gzparty.domain.selection import Nomination, Selection
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft, Placing
from gzparty.services.selection_drafts import SelectionDraft
from tests.exchange import files
from tests.widgets.importing.helpers import choose, counts, idle, message, store
from tests.widgets.steps import eventually
from ui.gate import Gate
from ui.pages.import_page import ImportPage
from ui.wishes import ImportRequest

HEAD: list[CellValue] = ["姓名", "单位", "推荐单位", "推荐时间", "主要事迹"]


def nominated(gate: Gate) -> list[Nomination]:
    selections = gate.reader.store.selections
    return list(selections.nominations([one.id for one in selections.all()]))


def repairs(page: ImportPage, row: int) -> list[QPushButton]:
    found = cast("list[QPushButton]", page.check.findChildren(QPushButton))
    return [one for one in found if f"repair{row}_" in one.objectName()]


def _add(draft: PersonDraft, placing: Placing, services: Services) -> Done[Person]:
    return services.people.add_person_to(draft, placing)


def _begin(draft: SelectionDraft, services: Services) -> Done[Selection]:
    return services.selections.begin(draft)


@pytest.fixture
def sheet(page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path) -> Path:
    """Four rows for June: a member, somebody of another village, a stranger, one nominated too late."""
    for name, unit in (("甲示例", "官庄村"), ("乙示例", "坡庄村")):
        unit_id = gate.reader.people.find_unit(unit).id
        placing = Placing(unit_id, PartyClass.FULL, date(2020, 1, 1))
        gate.write(partial(_add, PersonDraft(name), placing))
    for period in ("2026-05", "2026-06"):
        draft = SelectionDraft(period, "集体增收", nominate_until=date(2026, 6, 15))
        gate.write(partial(_begin, draft))
    eventually(qtbot, lambda: len(gate.reader.store.selections.all()) == 2)
    rows: list[list[CellValue]] = [
        ["2026年6月典型推荐汇总表"],
        HEAD,
        ["甲示例", "官庄村", "官庄社区", "2026-06-12", "修路"],
        ["乙示例", "官庄村", "官庄社区", "2026-06-12", "挖渠"],
        ["丙示例", "官庄村", "官庄社区", "2026-06-12", "栽树"],
        ["甲示例", "官庄村", "", "2026-06-16", "修路"],
    ]
    return files.write_xlsx(tmp_path / "汇总表.xlsx", rows)


def test_a_sheet_is_known_decided_in_words_and_stored(
    page: ImportPage, gate: Gate, qtbot: QtBot, sheet: Path
) -> None:
    choose(page, qtbot, sheet)
    assert page.mapping.kind.currentText() == "典型推荐"
    found = counts(page)
    assert (found["good"], found["problem"], found["asked"]) == (1, 1, 2)
    page.check.chips.choose("all")
    assert message(page, 4) == "官庄村没有叫“乙示例”的人，坡庄村有，是不是他。"
    assert [one.text() for one in repairs(page, 4)][:2] == ["就是这个人", "是另一个人"]
    repairs(page, 4)[0].click()
    idle(page, qtbot)
    near, as_written, *_others = repairs(page, 5)
    assert (near.text(), as_written.text()) == ("改成 甲示例", "花名册里没有，照写的推荐")
    as_written.click()
    idle(page, qtbot)
    assert message(page, 6).startswith("甲示例的推荐日期 6月16日已经过了推荐截止 6月15日")
    store(page, qtbot)
    assert [(one.name, one.unit_name, one.person_id is None) for one in nominated(gate)] == [
        ("甲示例", "官庄村", False),
        ("乙示例", "坡庄村", False),
        ("丙示例", "官庄村", True),
    ]
    assert page.finished.onward.text() == "去看典型评选"


def test_the_page_takes_the_selection_it_was_asked_for(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path, sheet: Path
) -> None:
    rows: list[list[CellValue]] = [["推荐汇总表"], HEAD, ["甲示例", "官庄村", "", "2026-06-12", "修路"]]
    page.take_request(ImportRequest((files.write_xlsx(tmp_path / "表.xlsx", rows),), "2026-05"))
    idle(page, qtbot)
    store(page, qtbot)
    (one,) = nominated(gate)
    assert gate.reader.store.selections.get(one.selection_id).number == "2026-05"
