"""The print centre: options become content, the preview is the PDF, copies are remembered and compared."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.sitting import Mark, Status
from gzparty.reports import catalogue
from gzparty.reports.content import Paper, Size, Table
from gzparty.reports.papers.common import Style
from gzparty.reports.subject import UNIT, YEAR, Subject
from gzparty.services.bundle import Services
from tests.widgets.helpers import as_text, settle, wait_for_writes
from tests.widgets.printing import a_page, made, show
from tests.widgets.steps import eventually
from ui import printers
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.print import PrintPage
from ui.panels.paper_columns import ColumnsDialog
from ui.panels.save_paper import paper_name
from ui.pdf_pages import read_pdf
from ui.print_work import ColumnWish, Made
from ui.widgets.combo import Combo
from ui.widgets.pick import PickCombo
from ui.wishes import PrintRequest

MAY = "2026-05"


@pytest.fixture
def no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "printer_names", list)


@pytest.fixture
def printed_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the machine have one printer, which writes a PDF."""
    target = tmp_path / "printed.pdf"

    def printer_for(_name: str, copies: int, *, duplex: bool) -> QPrinter:
        printer = printers.file_printer(target)
        printer.setCopyCount(copies)
        return printer

    monkeypatch.setattr(printers, "printer_names", lambda: ["办公室打印机"])
    monkeypatch.setattr(printers, "printer_for", printer_for)
    return target


@pytest.fixture
def page(desk: Desk, gate: Gate, office: Path, qtbot: QtBot, printed_to: Path) -> PrintPage:
    return a_page(desk, gate, office, qtbot)


def child(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    button.click()


def type_in(page: QWidget, name: str, text: str) -> None:
    line = cast("QLineEdit", child(page, name))
    line.setText(text)
    line.textEdited.emit(text)


def table_of(paper: Made) -> Table:
    return next(block for block in paper.sheets[0].paper.blocks if isinstance(block, Table))


def heads(paper: Made) -> list[str]:
    return [column.title for column in table_of(paper).columns]


def correct(gate: Gate, qtbot: QtBot) -> None:
    training = gate.reader.store.trainings.find(MAY)
    assert training is not None
    sitting = training.sitting_id
    with qtbot.waitSignal(gate.stored):
        gate.write(lambda services: services.rolls.mark(sitting, [3], Mark(Status.LEAVE, "外出")))


def test_the_pdf_saved_is_the_one_in_sight(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    paper = show(page, qtbot, "sign-in", training=MAY)
    target = tmp_path / "签到表.pdf"
    with qtbot.waitSignal(page.sending.saved, timeout=20000):
        page.sending.save_pdf(paper, target)
    assert target.read_bytes() == paper.pdf.data
    assert page.place() == f"签到表 {len(paper.pdf.sizes)} 页"
    made(page, qtbot)


def test_options_change_what_the_paper_says(page: PrintPage, qtbot: QtBot) -> None:
    before = show(page, qtbot, "sign-in", training=MAY)
    assert "职务" in heads(before)
    type_in(page, "paperTitle", "五月培训签到")
    click_segment(page, "segment_double")
    cast("QSpinBox", child(page, "paperBlankLines")).setValue(2)
    cast("QCheckBox", child(page, "paperLarge")).setChecked(True)
    after = made(page, qtbot)
    paper = after.sheets[0].paper
    assert paper.title == "五月培训签到"
    assert paper.setup.large
    assert heads(after) == ["序号", "姓名", "单位", "签名"]
    assert table_of(after).folds == 2
    assert len(table_of(after).rows) == len(table_of(before).rows) - 3


def click_segment(page: QWidget, name: str) -> None:
    from ui.widgets.segments import Segment

    segment = page.findChild(Segment, name)
    assert segment is not None
    segment.click()


def test_the_office_s_blank_lines_hold_until_others_are_typed(page: PrintPage, qtbot: QtBot) -> None:
    lines = cast("QSpinBox", child(page, "paperBlankLines"))
    paper = show(page, qtbot, "sign-in", training=MAY)
    assert lines.value() == 5
    assert [row.cells[1] for row in table_of(paper).rows[-5:]] == [""] * 5


def test_columns_are_ticked_and_moved(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "roster")
    click(page, "paperColumns")
    dialog = page.findChild(ColumnsDialog)
    assert dialog is not None
    phone = next(row for row in range(dialog.list.count()) if dialog.list.item(row).data(256) == "phone")
    dialog.list.item(phone).setCheckState(Qt.CheckState.Unchecked)
    dialog.list.setCurrentRow(3)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    click(dialog, "columnsGo")
    paper = made(page, qtbot)
    assert heads(paper)[:4] == ["序号", "社区", "姓名", "村"]
    assert "联系电话" not in heads(paper)
    assert cast("QPushButton", child(page, "paperColumns")).text() == "11 栏，共 12 栏"
    click(page, "paperRestore")
    assert heads(made(page, qtbot))[2:4] == ["村", "姓名"]


def test_a_paper_without_columns_is_not_taken(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "roster")
    click(page, "paperColumns")
    dialog = page.findChild(ColumnsDialog)
    assert dialog is not None
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    click(dialog, "columnsGo")
    assert dialog.isVisible()
    assert "至少勾一栏" in as_text(dialog)
    dialog.reject()


def test_options_are_remembered_per_paper_and_a_title_only_for_its_session(
    page: PrintPage, desk: Desk, gate: Gate, office: Path, qtbot: QtBot
) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    page.panel.options.set_columns(
        ColumnWish(("name", "position", "unit", "post", "signature", "note"), ("name", "position"))
    )
    type_in(page, "paperTitle", "五月签到")
    cast("QCheckBox", child(page, "paperLarge")).setChecked(True)
    made(page, qtbot)
    assert not show(page, qtbot, "roll", training=MAY).sheets[0].paper.setup.large
    other = show(page, qtbot, "sign-in", training="2026-06")
    assert other.sheets[0].paper.title == "2026年第6期村党组织书记培训班签到表"
    assert other.sheets[0].paper.setup.large
    assert show(page, qtbot, "sign-in", training=MAY).sheets[0].paper.title == "五月签到"
    again = show(a_page(desk, gate, office, qtbot), qtbot, "sign-in", training=MAY)
    assert again.sheets[0].paper.setup.large
    assert heads(again) == ["姓名", "序号"]
    assert again.sheets[0].paper.title != "五月签到"


def test_a_sheet_can_be_a3_only_where_the_paper_obeys(page: PrintPage, qtbot: QtBot) -> None:
    paper = show(page, qtbot, "training-plan")
    sheet = cast("Combo", child(page, "paperSize"))
    assert sheet.currentText() == "A4 横放"
    sheet.set_value(Size.A3)
    sheet.activated.emit(1)
    larger = made(page, qtbot)
    assert larger.pdf.sizes[0].width() > 1.4 * paper.pdf.sizes[0].width()
    show(page, qtbot, "training-notice", training=MAY)
    assert not sheet.isEnabled()


def test_own_margins_begin_with_those_of_the_office(page: PrintPage, gate: Gate, qtbot: QtBot) -> None:
    gate.write(lambda services: services.offices.change_settings({"margin_left": 27}))
    wait_for_writes(gate, qtbot)
    paper = show(page, qtbot, "sign-in", training=MAY)
    assert paper.sheets[0].paper.setup.margins.left == 27
    margins = cast("Combo", child(page, "paperMargins"))
    margins.set_value("own")
    margins.activated.emit(margins.currentIndex())
    assert cast("QSpinBox", child(page, "paperMargin_left")).value() == 27


def test_absurd_margins_are_refused_beside_the_field_and_kept(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    margins = cast("Combo", child(page, "paperMargins"))
    margins.set_value("own")
    margins.activated.emit(margins.currentIndex())
    left = cast("QSpinBox", child(page, "paperMargin_left"))
    left.setValue(180)
    settle()
    eventually(qtbot, lambda: not page.is_busy())
    problem = cast("QLabel", child(page, "paperMarginsProblem"))
    assert problem.isVisibleTo(page)
    assert "页边距太大" in problem.text()
    assert left.value() == 180
    assert page.made() is None
    assert not child(page, "printNow").isEnabled()
    left.setValue(25)
    assert made(page, qtbot).sheets[0].paper.setup.margins.left == 25
    assert not problem.isVisibleTo(page)


def test_a_hostile_title_is_printed_and_what_has_no_glyph_is_said_above(
    page: PrintPage, qtbot: QtBot
) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    type_in(page, "paperTitle", "标题\u0007\u202e😀" * 1000)
    paper = made(page, qtbot)
    assert len(paper.sheets[0].paper.title) == 5000
    assert len(paper.pdf.sizes) > 3
    notice = cast("QLabel", child(page, "missingCharactersText"))
    assert "U+1F600" in notice.text()
    assert len(notice.text()) < 600


def test_a_day_that_cannot_be_read_is_said_beside_the_field(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "roster")
    cast("QLineEdit", child(page, "paperOnLine")).setText("明年")
    settle()
    eventually(qtbot, lambda: not page.is_busy())
    assert "看不懂“明年”" in cast("QLabel", child(page, "paperOnProblem")).text()
    assert page.made() is None


def test_a_year_without_sessions_says_where_to_plan_them(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    cast("QSpinBox", child(page, "paperYear")).setValue(2031)
    settle()
    eventually(qtbot, lambda: not page.is_busy())
    assert cast("QLabel", child(page, "paperTrainingProblem")).text().startswith("2031年还没排培训")
    assert page.made() is None
    assert not child(page, "printNow").isEnabled()


def test_printing_sends_every_page_and_remembers_the_copy(
    page: PrintPage, gate: Gate, qtbot: QtBot, printed_to: Path
) -> None:
    paper = show(page, qtbot, "roll", training=MAY)
    cast("QSpinBox", child(page, "copies")).setValue(3)
    with qtbot.waitSignal(page.copied, timeout=20000) as told:
        page.deeds()["print"]()
    assert told.args == ["已送去打印，3 份"]
    assert "已送去打印，3 份" in as_text(page.preview)
    type_in(page, "paperTitle", "另一张")
    qtbot.waitUntil(lambda: "已送去打印" not in as_text(page.preview))
    assert len(read_pdf(printed_to.read_bytes()).sizes) == len(paper.pdf.sizes)
    eventually(qtbot, lambda: gate.reader.prints.last("roll", f"training={MAY}") is not None)
    last = gate.reader.prints.last("roll", f"training={MAY}")
    assert last is not None
    assert last.copies == 3


def test_one_page_alone_is_no_copy_of_the_paper(
    page: PrintPage, gate: Gate, qtbot: QtBot, printed_to: Path
) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    page.preview.turn(1)
    with qtbot.waitSignal(page.copied, timeout=20000):
        page._one.trigger()
    assert len(read_pdf(printed_to.read_bytes()).sizes) == 1
    made(page, qtbot)
    assert gate.reader.prints.history() == []


def test_a_paper_still_being_made_is_printed_as_changed(
    page: PrintPage, qtbot: QtBot, printed_to: Path
) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    cast("QSpinBox", child(page, "paperBlankLines")).setValue(60)
    with qtbot.waitSignal(page.copied, timeout=20000):
        page.print_now()
    paper = made(page, qtbot)
    assert len(read_pdf(printed_to.read_bytes()).sizes) == len(paper.pdf.sizes) == 4


def test_a_correction_is_said_above_the_paper_and_gone_after_undo(
    page: PrintPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, "roll", training=MAY)
    with qtbot.waitSignal(page.copied, timeout=20000):
        page.print_now()
    made(page, qtbot)
    banner = child(page, "stalePaper")
    assert banner.isHidden()
    correct(gate, qtbot)
    eventually(qtbot, lambda: not banner.isHidden())
    assert cast("QLabel", child(page, "stalePaperTitle")).text() == "改过，和今天印的不一样"
    click(page, "showDifferences")
    assert page.stale.dialog is not None
    assert "第 3 行 考勤：到 → 请假" in page.stale.dialog.lines()
    page.stale.dialog.reject()
    gate.undo()
    eventually(qtbot, lambda: banner.isHidden())


def test_without_a_printer_saving_leads_on(
    desk: Desk, gate: Gate, office: Path, qtbot: QtBot, no_printers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = a_page(desk, gate, office, qtbot)
    show(page, qtbot, "roll", training=MAY)
    assert "没有打印机" in as_text(page.panel.printer)
    assert not child(page, "printNow").isEnabled()
    assert child(page, "savePdf").property("kind") == "primary"
    asked: list[Made] = []
    monkeypatch.setattr(page.saving, "ask_pdf", asked.append)
    page.deeds()["print"]()
    assert asked == [page.made()]


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_remembered(
    page: PrintPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = show(page, qtbot, "roll", training=MAY)
    page.sending.save_pdf(paper, tmp_path / "gone" / "x.pdf")
    eventually(qtbot, lambda: not page.sending.busy())
    assert "不存在" in cast("QLabel", child(page, "paperRefusalText")).text()
    assert gate.reader.prints.history() == []


def test_a_notice_leaves_as_a_document_to_edit_and_other_papers_do_not(
    page: PrintPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    notice = show(page, qtbot, "training-notice", training=MAY)
    assert child(page, "saveWord").isVisibleTo(page)
    target = tmp_path / "通知.docx"
    with qtbot.waitSignal(page.sending.saved, timeout=20000):
        page.sending.save_word(notice, target)
    assert target.read_bytes().startswith(b"PK")
    made(page, qtbot)
    # A draft that may still change is no copy of the paper.
    assert gate.reader.prints.history() == []
    show(page, qtbot, "roll", training=MAY)
    assert not child(page, "saveWord").isVisibleTo(page)


def test_sets_can_be_printed_at_once_or_saved_apart(
    page: PrintPage, gate: Gate, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = catalogue.find("roll")
    name = "one-each"

    def each(_services: object, subject: Subject) -> list[tuple[str, Subject]]:
        return [(f"第{month}期", replace(subject, unit=f"2026-0{month}")) for month in (1, 2, 3)]

    def compose(services: Services, subject: Subject, style: Style) -> Paper:
        return spec.compose(services, replace(subject, training=subject.unit), style)

    one = catalogue.PaperSpec(name, "一期一份", spec.group, (YEAR, UNIT), compose, ("title",), each)
    monkeypatch.setattr(catalogue, "PAPERS", (*catalogue.PAPERS, one))
    page._show_papers()
    paper = show(page, qtbot, name)
    assert [sheets.stem for sheets in paper.sheets] == ["第1期", "第2期", "第3期"]
    unit = cast("PickCombo", child(page, "paperUnit"))
    assert [unit.itemText(place) for place in range(unit.count())] == [
        "一村一份",
        "第1期",
        "第2期",
        "第3期",
    ]
    with qtbot.waitSignal(page.sending.saved, timeout=20000):
        page.sending.save_apart(paper, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("第*.pdf")) == ["第1期.pdf", "第2期.pdf", "第3期.pdf"]
    eventually(qtbot, lambda: len(gate.reader.prints.history()) == 3)
    unit.set_value("2026-02")
    page.panel.subject.changed.emit()
    assert len(made(page, qtbot).sheets) == 1


def test_a_session_is_found_by_its_number_day_and_topic(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    combo = cast("PickCombo", child(page, "paperTraining"))
    line = combo.lineEdit()
    assert line is not None
    for typed, number in (
        ("0819", "2026-08"),
        ("防汛", "2026-08"),
        ("第 3 期", "2026-03"),
        ("没有的", "2026-03"),
    ):
        combo.setEditText(typed)
        line.editingFinished.emit()
        assert combo.value() == number, typed
    assert made(page, qtbot).order.subject.training == "2026-03"


def test_the_page_is_worked_by_keyboard(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    page.papers.setFocus()
    qtbot.keyClick(page.papers, Qt.Key.Key_Down)
    assert made(page, qtbot).order.paper == "seating"
    assert [pane.isVisible() for pane in page.panes()] == [True, True, True]
    page.deeds()["previous_period"]()
    eventually(qtbot, lambda: not page.is_busy())
    assert page.panel.order().subject.year == 2025
    page.deeds()["today"]()
    assert made(page, qtbot).order.subject == Subject(2026, page._gate.reader.context.today(), "2026-06")


def test_quick_typing_makes_the_paper_once(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "sign-in", training=MAY)
    serial = page._making._serial
    for length in range(1, 9):
        type_in(page, "paperTitle", "签到" * length)
    assert made(page, qtbot).sheets[0].paper.title == "签到" * 8
    assert page._making._serial == serial + 1


def test_names_of_files_say_what_the_paper_is_about(page: PrintPage, qtbot: QtBot) -> None:
    assert paper_name(show(page, qtbot, "sign-in", training=MAY)) == "签到表-2026-05"
    assert paper_name(show(page, qtbot, "credits")) == "学时统计-2026"
    assert paper_name(show(page, qtbot, "ledger", state="open")) == "问题整改台账-2026-未销号"


def test_the_columns_of_parameters_say_what_they_always_said(
    page: PrintPage, qtbot: QtBot, snapshot: SnapshotAssertion
) -> None:
    told = {}
    for spec in catalogue.PAPERS:
        # Some have nothing to say in an office without meetings; their columns stand there all the same.
        page.take_request(PrintRequest(spec.name, {"year": 2026}))
        settle()
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=20000)
        told[spec.name] = as_text(page.panel)
    assert told == snapshot


def test_a_network_that_does_not_answer_for_its_printers_holds_up_nobody(
    desk: Desk, gate: Gate, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()

    def slow() -> list[str]:
        answered.wait(10)
        return ["三楼打印机"]

    monkeypatch.setattr(printers, "printer_names", slow)
    page = a_page(desk, gate, office, qtbot)
    qtbot.waitUntil(lambda: "正在找打印机" in as_text(page.panel.printer))
    assert page.panel.printer.printer() == ""
    answered.set()
    qtbot.waitUntil(lambda: page.panel.printer.printer() == "三楼打印机")
    qtbot.waitUntil(lambda: not page.is_busy())


def test_what_tells_how_a_session_went_is_about_the_last_one_held(page: PrintPage, qtbot: QtBot) -> None:
    coming = show(page, qtbot, "sign-in").order.subject.training
    held = show(page, qtbot, "roll").order.subject.training
    assert coming is not None
    assert held is not None
    days = page.panel.subject._days
    assert days[held] <= page.panel.subject._today <= days[coming]
