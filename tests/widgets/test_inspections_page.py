"""自查自纠: the quota board says who is short, and a tick list goes by keyboard from a blank to a row of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.domain.period import Period
from gzparty.domain.problem import Lane, ProblemSource
from gzparty.services.ledger_views import InspectionView
from tests.widgets.gates import copied, gate_on
from tests.widgets.hands import Hands
from tests.widgets.helpers import as_text, settle
from tests.widgets.inspection_sample import NOW, build_inspections
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.inspections import InspectionsPage, month_words
from ui.wishes import InspectionRequest, LedgerRequest, PrintRequest, SettingsRequest


@pytest.fixture(scope="session")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    path = tmp_path_factory.mktemp("inspected") / "inspected.gzparty"
    return path, build_inspections(path)


@pytest.fixture
def units(inspected: tuple[Path, dict[str, int]]) -> dict[str, int]:
    return inspected[1]


@pytest.fixture
def town(desk: Desk, inspected: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[Gate]:
    with gate_on(desk.changes, copied(inspected[0], tmp_path), lambda: NOW) as made:
        yield made


@pytest.fixture
def page(desk: Desk, town: Gate, qtbot: QtBot) -> InspectionsPage:
    made = InspectionsPage(desk, town)
    qtbot.addWidget(made)
    made.resize(1264, 760)
    made.show()
    made.activateWindow()
    settle()
    return made


def open_month(page: InspectionsPage, unit_id: int, period: str) -> None:
    page.take_request(InspectionRequest(unit_id=unit_id, period=period))
    settle()


def type_in(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(focus, QLineEdit):
        focus.setText(text)
    elif hasattr(focus, "insertPlainText"):
        focus.insertPlainText(text)
    else:
        cast("QLineEdit", focus.findChild(QLineEdit)).setText(text)
    settle()


def said(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


def cell(page: InspectionsPage, unit_id: int, month: int) -> tuple[str, Glyph | None]:
    matrix = page.board.view.matrix
    shown = matrix.cell(matrix.row_of(unit_id), month)
    return shown.text, shown.glyph


def stored(page: InspectionsPage, town: Gate, unit_id: int) -> tuple[InspectionView, ...]:
    return town.reader.inspection_views.of_unit(unit_id, 2026)


def wait_stored(qtbot: QtBot, town: Gate, unit_id: int, number: int) -> tuple[InspectionView, ...]:
    qtbot.waitUntil(lambda: len(town.reader.inspection_views.of_unit(unit_id, 2026)) == number)
    settle()
    return town.reader.inspection_views.of_unit(unit_id, 2026)


def test_the_board_says_how_often_each_unit_did_it_of_how_often_it_should(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    assert cell(page, units["官庄社区"], 5) == ("2/2", Glyph.DONE)
    assert cell(page, units["官庄社区"], 6) == ("1/2", Glyph.PART)
    assert cell(page, units["应急办"], 6) == ("0/2", Glyph.TODO)
    assert cell(page, units["利见社区"], 5) == ("1/2", Glyph.OVER)
    assert cell(page, units["党政办"], 6) == ("免", Glyph.NOT_APPLICABLE)
    assert cell(page, units["应急办"], 7) == ("", Glyph.TODO)
    assert [(group.title, group.note) for group in page.board.view.matrix.source.groups] == [
        ("社区", "2 个"),
        ("部门", "2 个"),
    ]
    heads = page.board.view.matrix.source.heads
    assert [(heads[4].note, heads[4].tone), (heads[5].note, heads[5].tone)] == [
        ("7/8", "over"),
        ("1/6", "ink3"),
    ]
    assert said(page, "inspectionsOwed") == "2 个社区、2 个部门，每月至少 2 次，全镇 8 次"


def test_the_models_of_the_board_and_of_the_list_keep_the_rules_of_qt(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (page.board.view.matrix, page.recent.table)
    ]
    page.board.view.matrix.fold(0, True)
    open_month(page, units["应急办"], "2026-05")
    page.head.year_stepped.emit(-1)
    page.head.year_stepped.emit(1)
    settle()
    assert len(testers) == 2


def test_a_cell_says_in_a_sentence_how_it_stands(page: InspectionsPage, units: dict[str, int]) -> None:
    matrix = page.board.view.matrix
    sentence = matrix.spoken(matrix.row_of(units["利见社区"]), 5)
    assert sentence.startswith("利见社区，5月，做了 1 次，应做 2 次")
    assert "逾期" in sentence


def test_the_status_row_says_how_the_month_stands(page: InspectionsPage, units: dict[str, int]) -> None:
    open_month(page, units["应急办"], "2026-06")
    assert page.place() == "应急办 · 6月第 1 次　6月已做 1 次，应做 6 次，月底前还差 5 次"


@pytest.mark.parametrize(
    ("month", "done", "owed", "words"),
    [
        (6, 15, 26, "6月已做 15 次，应做 26 次，月底前还差 11 次"),
        (5, 25, 26, "5月已做 25 次，应做 26 次，差 1 次"),
        (5, 27, 26, "5月已做 27 次，应做 26 次"),
        (7, 0, 26, ""),
        (6, 0, 0, ""),
    ],
)
def test_only_a_month_that_is_over_is_simply_short(month: int, done: int, owed: int, words: str) -> None:
    assert month_words(Period.of_month(2026, month), done, owed, date(2026, 6, 17)) == words


def test_by_keyboard_a_problem_goes_from_a_tick_into_the_ledger_linked_both_ways(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    hands = Hands()
    page.deeds()["new"]()
    settle()
    type_in("6.16")
    hands.press(Qt.Key.Key_Return)
    type_in("曹示例")
    hands.press(Qt.Key.Key_Return)
    hands.type("yyn")
    type_in("防汛会商会 2 人迟到 10 分钟")
    hands.press(Qt.Key.Key_Tab, "\t")
    hands.press(Qt.Key.Key_Tab, "\t")
    type_in("李示例")
    assert said(page, "inspectionApartWords") == "检查人 曹示例 和责任人 李示例 不是同一个人"
    assert said(page, "inspectionOutcomeWords") == "保存后，1 个问题记入整改台账，时限落在工作日"
    hands.press(Qt.Key.Key_Return)
    hands.type("yyy")
    assert said(page, "inspectionLeft").startswith("还有 2 项没选")
    page.deeds()["save"]()

    view = wait_stored(qtbot, town, units["应急办"], 3)[0]
    assert view.inspection.held_on == date(2026, 6, 16)
    assert [item.answer for item in view.items].count(Answer.OPEN) == 2
    line = view.problems[0]
    problem = line.problem
    assert (problem.text, problem.responsible, problem.source, problem.lane) == (
        "防汛会商会 2 人迟到 10 分钟",
        "李示例",
        ProblemSource.SELF,
        Lane.TERM,
    )
    assert problem.category == "会风会纪"
    assert problem.found_on == date(2026, 6, 16)
    detail = town.reader.problem_views.detail(problem.id)
    assert detail.inspection == view.inspection
    assert problem.item_id == next(item.id for item in view.items if item.code == "meetings")
    # Two items are left open: it was done, and is not filled in to the end.
    qtbot.waitUntil(lambda: cell(page, units["应急办"], 6) == ("1/2", Glyph.DRAFT))
    assert page.board.place() == "应急办，6月，做了 1 次，应做 2 次；有 1 次没填完"
    assert page.panel.findChild(QWidget, f"problemLine_{problem.id}") is not None


def test_several_put_right_at_once_are_closed_in_the_same_line(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    sheet = page.panel.sheet
    sheet.restore(
        {
            "head.inspectionDay": "6.16",
            "head.inspectionInspector": "曹示例",
            "offices.answer": "problem",
            "offices.0.problemText": "去向牌没更新",
            "offices.0.problemPrompt": "1",
            "offices.0.problemDone": "6.16",
            "offices.0.problemVerifier": "何示例",
            "offices.1.problemText": "楼道堆了杂物",
            "offices.1.problemResponsible": "李示例",
        }
    )
    page.panel.save()
    problems = [line.problem for line in wait_stored(qtbot, town, units["应急办"], 3)[0].problems]
    assert {(one.text, one.lane, one.is_open) for one in problems} == {
        ("去向牌没更新", Lane.PROMPT, False),
        ("楼道堆了杂物", Lane.TERM, True),
    }


def test_the_inspector_who_is_to_put_it_right_himself_is_warned_of(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    open_month(page, units["应急办"], "2026-06")
    page.panel.sheet.restore(
        {
            "head.inspectionInspector": "李示例",
            "meetings.answer": "problem",
            "meetings.0.problemText": "2 人迟到",
            "meetings.0.problemResponsible": "李示例",
            "meetings.0.problemDeadline": "2026-06-27",
        }
    )
    settle()
    assert said(page, "inspectionApartWords") == "李示例既是检查人又是责任人，最好换一个人查"
    assert "6月27日是周六" in said(page, "inspectionDayOffWords")
    assert "工作日" not in said(page, "inspectionOutcomeWords")


def test_what_is_missing_is_said_beside_the_fields_and_f4_goes_from_one_to_the_next(
    page: InspectionsPage, town: Gate, units: dict[str, int]
) -> None:
    open_month(page, units["应急办"], "2026-06")
    page.panel.sheet.restore({"meetings.answer": "problem", "meetings.0.problemDeadline": "看不懂"})
    page.panel.save()
    settle()
    assert "日期" in said(page.panel.sheet.head, "inspectionDayProblemText")
    assert said(page.panel.sheet.head, "inspectionInspectorProblemText") == "写上谁查的"
    names = []
    for _time in range(4):
        page.deeds()["next_problem"]()
        focus = QApplication.focusWidget()
        names.append(focus.objectName() if focus else "")
    assert names == ["inspectionInspector", "problemText", "problemDeadlineLine", "inspectionDayLine"]
    assert len(stored(page, town, units["应急办"])) == 2


def test_a_refusal_stands_in_the_panel_and_nothing_typed_is_lost(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    typed = {
        "head.inspectionDay": "2026-06-16",
        "head.inspectionInspector": "曹示例",
        "meetings.answer": "problem",
        "meetings.0.problemText": "2 人迟到",
        "meetings.0.problemDeadline": "2026-06-01",
    }
    page.panel.sheet.restore(typed)
    page.panel.save()
    qtbot.waitUntil(lambda: bool(said(page, "inspectionRefused")))
    assert "整改时限" in said(page, "inspectionRefused")
    kept = page.panel.sheet.draft()
    assert {name: kept[name] for name in typed} == typed
    assert len(stored(page, town, units["应急办"])) == 2


def test_what_was_half_typed_comes_back_when_the_month_is_opened_again(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    open_month(page, units["应急办"], "2026-06")
    page.panel.sheet.restore({"head.inspectionInspector": "曹示例", "attendance.answer": "fine"})
    open_month(page, units["官庄社区"], "2026-06")
    assert page.panel.sheet.head.inspector.value() == ""
    open_month(page, units["应急办"], "2026-06")
    assert page.panel.sheet.head.inspector.value() == "曹示例"
    assert page.panel.sheet.answers()[0].answer is Answer.FINE
    assert said(page, "inspectionDraftTitle") == "上次没保存的内容已经放回来了"
    cast("QPushButton", page.findChild(QPushButton, "discardInspection")).click()
    assert page.panel.sheet.head.inspector.value() == ""
    assert page.panel.sheet.ticks.open_count() == 8


def test_a_stored_inspection_shows_how_its_problem_stands_and_can_be_changed(
    page: InspectionsPage, town: Gate, units: dict[str, int], desk: Desk, qtbot: QtBot
) -> None:
    view = stored(page, town, units["应急办"])[0]
    page.take_request(InspectionRequest(inspection_id=view.inspection.id))
    settle()
    problem = view.problems[0].problem
    state = page.panel.findChild(QWidget, f"problemState_{problem.id}")
    assert state is not None
    assert state.accessibleName().startswith("逾期 6 天")
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        cast("QPushButton", page.panel.findChild(QPushButton, f"toLedger_{problem.id}")).click()
    assert wanted.args == ["ledger", LedgerRequest(problem.id)]

    page.panel.sheet.restore({"tail.inspectionFiled": "3号盒/12", "vehicles.answer": "not_applicable"})
    page.panel.save()
    qtbot.waitUntil(lambda: stored(page, town, units["应急办"])[0].inspection.filed_at == "3号盒/12")
    after = stored(page, town, units["应急办"])[0]
    assert [line.problem for line in after.problems] == [problem]
    assert {item.code: item.answer for item in after.items}["vehicles"] is Answer.NOT_APPLICABLE


def test_one_made_up_for_after_its_month_counts_for_the_month_it_was_opened_in(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["利见社区"], "2026-05")
    page.panel.sheet.restore({"head.inspectionDay": "6.2", "head.inspectionInspector": "曹示例"})
    assert said(page, "inspectionCounts") == "算5月的补查"
    page.panel.sheet.ticks.all_fine.click()
    page.panel.save()
    view = wait_stored(qtbot, town, units["利见社区"], 2)[0]
    assert (view.inspection.held_on, view.inspection.period) == (date(2026, 6, 2), "2026-05")
    qtbot.waitUntil(lambda: cell(page, units["利见社区"], 5) == ("2/2", Glyph.LATE))


def test_the_list_below_tells_what_the_unit_found_and_where_it_stands(
    page: InspectionsPage, units: dict[str, int], desk: Desk, qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    assert said(page, "recentUnit") == "应急办"
    assert said(page, "recentSums") == "2026年 2 次，查出问题 1 个，已销号 0 个"
    table = page.recent.table
    rows = [[table.index(row, column).data() for column in range(5)] for row in range(2)]
    assert rows == [
        ["5月第 2 次", "05-27", "曹示例", "值班记录漏记 2 天", "逾期 6 天"],
        ["5月第 1 次", "05-13", "何示例", "没有问题", ""],
    ]
    problem = table.record(0).problems[0].problem
    page.recent.grid.select_row(0, table.column_at("ledger"))
    page.recent.grid.setFocus()
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        Hands().press(Qt.Key.Key_Space, " ")
    assert wanted.args == ["ledger", LedgerRequest(problem.id)]
    page.recent.grid.select_row(1, 0)
    Hands().press(Qt.Key.Key_Space, " ")
    assert page.panel.place() == "应急办 · 5月第 1 次"


def test_a_month_is_let_off_with_its_reason_and_owed_again(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    from ui.panels.ask import AskDialog

    open_month(page, units["应急办"], "2026-06")
    page.panel.deeds.waive()
    dialog = page.window().findChild(AskDialog)
    assert dialog is not None
    for name, text in (("waiveReason", "抽调防汛"), ("waiveApprover", "周示例")):
        cast("QLineEdit", dialog.findChild(QLineEdit, name)).setText(text)
    cast("QPushButton", dialog.findChild(QPushButton, "askGo")).click()

    qtbot.waitUntil(lambda: cell(page, units["应急办"], 6) == ("免", Glyph.NOT_APPLICABLE))
    assert [one.waiver.reason for one in town.reader.duties.waivers(2026)] == ["集中搬迁", "抽调防汛"]
    page.panel.deeds.unwaive()
    qtbot.waitUntil(lambda: cell(page, units["应急办"], 6) == ("0/2", Glyph.TODO))


def test_a_deleted_inspection_leaves_the_board_and_one_whose_problem_moved_on_stays(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    view = stored(page, town, units["官庄社区"])[0]
    page.take_request(InspectionRequest(inspection_id=view.inspection.id))
    settle()
    with qtbot.waitSignal(page.done):
        page.panel.deeds.delete()
    qtbot.waitUntil(lambda: cell(page, units["官庄社区"], 6) == ("0/2", Glyph.TODO))


def test_ctrl_enter_goes_on_to_the_next_unit_that_is_short(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["官庄社区"], "2026-06")
    page.panel.sheet.restore({"head.inspectionDay": "6.16", "head.inspectionInspector": "曹示例"})
    page.panel.sheet.ticks.all_fine.click()
    page.panel.save_and_next()
    wait_stored(qtbot, town, units["官庄社区"], 4)
    qtbot.waitUntil(lambda: page.panel.place() == "利见社区 · 6月第 1 次")
    assert page.panel.is_new()


def test_papers_and_pages_asked_for_name_what_they_are_about(
    page: InspectionsPage, town: Gate, units: dict[str, int], desk: Desk
) -> None:
    asked: list[tuple[str, object]] = []

    def note(key: str, request: object) -> None:
        asked.append((key, request))

    desk.wishes.page_wanted.connect(note)
    open_month(page, units["应急办"], "2026-06")
    page.deeds()["print"]()
    view = stored(page, town, units["应急办"])[0]
    page.take_request(InspectionRequest(inspection_id=view.inspection.id))
    page.deeds()["print"]()
    page.head.unmet_wanted.emit()
    page.head.tours_wanted.emit()
    page.head.checklist_wanted.emit()
    assert asked == [
        ("print", PrintRequest("blank-self-check", {"unit": "应急办"})),
        ("print", PrintRequest("self-check", {"year": 2026, "inspection": view.inspection.number})),
        ("print", PrintRequest("quota-unmet", {"year": 2026, "month": "2026-05"})),
        ("tours", None),
        ("settings", SettingsRequest(part="checklist")),
    ]


def test_the_board_leaves_as_a_workbook_with_done_of_owed_in_every_month(
    page: InspectionsPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.exported) as made:
        page.deeds()["export"]()
    rows = list(load_workbook(made.args[0]).active.iter_rows(values_only=True))
    lines = {row[1]: row for row in rows if row[1]}
    assert lines["官庄社区"][0] == "社区"
    assert lines["官庄社区"][6] == "2/2"
    assert lines["利见社区"][6].startswith("1/2")


def test_an_office_without_units_says_where_to_enter_them(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    from gzparty import bootstrap

    path = tmp_path / "bare.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
    with gate_on(desk.changes, path, lambda: NOW) as gate:
        made = InspectionsPage(desk, gate)
        qtbot.addWidget(made)
        made.resize(1264, 760)
        made.show()
        settle()
        assert said(made, "emptyTitle") == "还没有社区和部门"
        assert not made.is_open()
        with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
            cast("QPushButton", made.findChild(QPushButton, "emptyFirst")).click()
        assert wanted.args == ["people", None]


def test_esc_puts_the_inspection_away_and_the_focus_back_into_its_cell(
    page: InspectionsPage, units: dict[str, int]
) -> None:
    open_month(page, units["应急办"], "2026-06")
    page.panel.begin_typing()
    Hands().press(Qt.Key.Key_Escape)
    assert not page.is_open()
    assert QApplication.focusWidget() is page.board.view
    assert page.board.current() is not None


def test_the_panel_reads_as_the_form_the_clerk_knows(
    page: InspectionsPage, units: dict[str, int], snapshot: SnapshotAssertion
) -> None:
    open_month(page, units["官庄社区"], "2026-06")
    page.panel.sheet.restore(
        {"meetings.answer": "problem", "meetings.0.problemText": "2 人迟到", "vehicles.answer": "fine"}
    )
    settle()
    assert as_text(page.panel) == snapshot


def test_a_change_of_the_checklist_is_asked_from_the_next_inspection_on(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    items = [
        item for item in town.reader.inspection_views.checklist(InspectionKind.SELF) if item.code != "secrecy"
    ]
    open_month(page, units["应急办"], "2026-06")
    town.write(lambda services: services.inspections.set_checklist(InspectionKind.SELF, items))
    qtbot.waitUntil(lambda: len(page.panel.sheet.answers()) == 7)
    assert len(stored(page, town, units["应急办"])[0].items) == 8
