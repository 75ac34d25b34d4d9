"""The print centre with papers of selections: which selection, whose form, how many slips."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft
from tests.reports.paper_text import paper_text
from tests.reports.pdfs import text_of
from tests.reports.selection_office import MAY, add_selection
from tests.widgets.conftest import NOW
from tests.widgets.printing import a_page, made, show
from tests.widgets.test_life_print import combo, pick, shown, words
from ui import printers
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.print import PrintPage
from ui.panels.save_paper import paper_name


@pytest.fixture
def office(office_file: Path, tmp_path: Path) -> Path:
    """The sample office with May's selection done and June's nominations made."""
    path = tmp_path / "office.gzparty"
    path.write_bytes(office_file.read_bytes())
    with bootstrap.open_office(path, lambda: NOW) as services:
        add_selection(services)
        june = services.selections.begin(SelectionDraft("2026-06", "防汛先锋")).value
        services.selections.nominate(june.id, [NominationDraft(name="丁示例", unit_name="丁村")])
    return path


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot, office: Path, monkeypatch: pytest.MonkeyPatch) -> PrintPage:
    monkeypatch.setattr(printers, "printer_names", list)
    return a_page(desk, gate, office, qtbot)


def test_each_paper_shows_the_fields_it_asks_for(page: PrintPage, qtbot: QtBot) -> None:
    for paper, fields in {
        "nomination": {"selection", "nomination"},
        "blank-nomination": {"selection"},
        "ballot": {"selection"},
        "exemplars": {"year"},
    }.items():
        show(page, qtbot, paper)
        assert shown(page) == fields, paper


def test_only_selections_the_paper_can_be_made_of_are_offered_the_newest_first(
    page: PrintPage, qtbot: QtBot
) -> None:
    show(page, qtbot, "review")
    assert words(combo(page, "paperSelection")) == ["2026年6月　防汛先锋", "2026年5月　集体增收"]
    result = show(page, qtbot, "result")
    assert words(combo(page, "paperSelection")) == ["2026年5月　集体增收"]
    assert "甲示例" in paper_text(result.sheets[0].paper)
    assert page.panel._word.isVisible()
    blank = show(page, qtbot, "blank-nomination")
    assert words(combo(page, "paperSelection"))[0] == "不写哪一次"
    assert "2026年" not in paper_text(blank.sheets[0].paper).splitlines()[1]


def test_forms_are_made_for_everybody_at_once_or_one_of_them(page: PrintPage, qtbot: QtBot) -> None:
    everybody = show(page, qtbot, "nomination", selection=MAY)
    assert len(everybody.sheets) == 3
    listed = words(combo(page, "paperNomination"))
    assert listed == ["每个推荐一份", "甲示例（甲村）", "乙示例（乙村）", "丙示例（丙村）"]
    one = pick(page, qtbot, "paperNomination", "乙示例（乙村）")
    (sheets,) = one.sheets
    assert "姓名 | 乙示例" in paper_text(sheets.paper)
    assert paper_name(one) == f"推荐表-{MAY}"
    other = pick(page, qtbot, "paperSelection", "2026年6月　防汛先锋")
    assert [sheets.stem for sheets in other.sheets] == ["丁示例（丁村）"]
    assert words(combo(page, "paperNomination")) == ["每个推荐一份", "丁示例（丁村）"]


def test_another_page_gets_the_form_it_asks_for(page: PrintPage, gate: Gate, qtbot: QtBot) -> None:
    with gate.reading():
        selection = gate.reader.selection_views.find(MAY)
        (_first, second, _third) = gate.reader.store.selections.nominations([selection.id])
    asked = show(page, qtbot, "nomination", selection=MAY, nomination=second.uid)
    (sheets,) = asked.sheets
    assert "姓名 | 乙示例" in paper_text(sheets.paper)
    assert combo(page, "paperSelection").currentText() == "2026年5月　集体增收"


def test_as_many_slips_as_are_typed_are_made(page: PrintPage, qtbot: QtBot) -> None:
    sheet = show(page, qtbot, "ballot")
    assert text_of(sheet.pdf.data).count("典型评议表") == 4
    spin = page.findChild(QSpinBox, "paperSlipCopies")
    assert spin is not None
    assert spin.isVisible()
    spin.setValue(25)
    assert text_of(made(page, qtbot).pdf.data).count("典型评议表") == 25
    show(page, qtbot, "tally")
    assert not spin.isVisible()
