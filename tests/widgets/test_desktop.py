"""The window on a real office file: papers, import, undo across the writer's thread, a held file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.lock import WriterLock
from gzparty import bootstrap, desktop
from gzparty.domain.table import TableKind
from tests.widgets.helpers import settle
from ui import application as qt
from ui.pages.print import PrintPage
from ui.panels.sheet_import import ImportReport, SheetImport
from ui.wishes import PrintRequest

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> qt.Application:
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    return qt.Application(instance, qt.user_settings(tmp_path))


@pytest.fixture
def shown(application: qt.Application, office: Path) -> Iterator[desktop.OfficeDesk]:
    desk = desktop.OfficeDesk(application, office, None)
    desk.printing.shows = False
    application.show(desk.build_window)
    desk.begin()
    settle()
    yield desk
    desk.close()
    application.jobs.close()
    assert application.window is not None
    application.window.close()


def test_a_paper_asked_for_is_shown_in_the_print_centre(
    shown: desktop.OfficeDesk, application: qt.Application, qtbot: QtBot
) -> None:
    shown.window.show_page("training")
    shown._desk.wishes.show_page("print", PrintRequest("roll", {"year": 2026, "training": "2026-05"}))
    page = shown.window.current_page()
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: page.made() is not None and not page.is_busy(), timeout=20000)
    made = page.made()
    assert made is not None
    assert made.sheets[0].paper.title == "2026年第5期村党组织书记培训班考勤表"


def test_the_roll_leaves_as_a_workbook(shown: desktop.OfficeDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.printing.made, timeout=20000) as made:
        shown.printing.want("export-roll", {"year": 2026, "training": "2026-06"})
    assert Path(made.args[0]).read_bytes().startswith(b"PK")


def test_an_import_says_what_became_of_every_row_and_is_undone_at_once(
    shown: desktop.OfficeDesk, application: qt.Application, qtbot: QtBot
) -> None:
    sheets = SheetImport(application.theme, shown.gate, shown.window)
    before = shown.gate.reader.store.people.count_people()
    with qtbot.waitSignal(sheets.done, timeout=20000):
        sheets.take(TableKind.MEMBERS, RESOURCES / "sample" / "members.xlsx")
    report = shown.window.findChild(ImportReport)
    assert report is not None
    # The sample's own secretaries are there already: whoever else a sheet calls secretary is asked about.
    assert "新增 1618，更新 0，不变 0，疑似 57" in report._figures.text()
    report.accept()
    assert shown.gate.reader.store.people.count_people() > before
    with qtbot.waitSignal(shown.gate.moved_back, timeout=20000) as told:
        shown.gate.undo()
    assert "已撤销：导入" in told.args[0]
    assert shown.gate.reader.store.people.count_people() == before


def test_a_file_that_is_no_spreadsheet_is_refused_in_a_sentence(
    shown: desktop.OfficeDesk, application: qt.Application, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.xlsx").write_text("hello", "utf-8")
    sheets = SheetImport(application.theme, shown.gate, shown.window)
    with qtbot.waitSignal(sheets.refused, timeout=20000) as told:
        sheets.take(TableKind.MEMBERS, tmp_path / "x.xlsx")
    assert told.args[0].endswith("。")
    assert shown.window.findChild(QPlainTextEdit, "importLines") is None


def test_a_file_held_elsewhere_is_shown_and_says_who_holds_it(
    application: qt.Application, office: Path, qtbot: QtBot
) -> None:
    with WriterLock(office):
        desk = desktop.OfficeDesk(application, office, None)
        window = application.show(desk.build_window)
        with qtbot.waitSignal(desk.gate.refused, timeout=20000) as told:
            desk.begin()
        assert "正被另一个窗口使用" in told.args[0]
        desk.close()
        window.close()


def test_the_sample_office_is_opened_on_its_own_day(shown: desktop.OfficeDesk) -> None:
    assert shown.gate.reader.context.today() == bootstrap.clock_of(shown._reader)().date()
