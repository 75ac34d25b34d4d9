"""One inspection: by keyboard from a tick to a row of the ledger, changed, made up for, let off, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.domain.problem import Lane, ProblemSource
from gzparty.services.inspection_drafts import InspectionDraft
from tests.widgets.hands import Hands
from tests.widgets.helpers import as_text, settle
from tests.widgets.inspecting.sample import NOW
from tests.widgets.inspecting.steps import cell, open_month, said, stored, type_in, wait_stored
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.pages.inspections import InspectionsPage
from ui.panels.inspection.sheet import Typed
from ui.panels.inspection.tick_row import TickRow
from ui.wishes import InspectionRequest, LedgerRequest


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


def test_an_inspector_no_list_of_people_knows_is_found_by_initials_and_tab_leads_to_the_items(
    page: InspectionsPage, town: Gate, units: dict[str, int]
) -> None:
    unit = units["应急办"]
    names = town.reader.people.initials_of(town.reader.inspection_views.form(unit, NOW.date()).inspectors)
    name, letters = next(iter(names.items()))
    assert not town.reader.store.people.people_named(name)
    open_month(page, unit, "2026-06")
    hands = Hands()
    page.deeds()["new"]()
    settle()
    type_in("6.16")
    hands.press(Qt.Key.Key_Tab, "\t")
    type_in(letters.split()[0])
    hands.press(Qt.Key.Key_Tab, "\t")
    assert page.panel.sheet.head.inspector.value() == name
    hands.press(Qt.Key.Key_Tab, "\t")
    hands.type("y")
    assert page.panel.sheet.answers()[0].answer is Answer.FINE


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


def test_one_that_is_perhaps_registered_already_is_told_before_it_is_stored(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["官庄社区"], "2026-06")
    first = stored(page, town, units["官庄社区"])[0].inspection
    sheet = page.panel.sheet
    sheet.restore({"head.inspectionDay": "6.3", "head.inspectionInspector": "曹示例"})
    assert said(page, "inspectionDoubleWords") == ""
    sheet.head.inspector.set_value("何示例")
    settle()
    told = f"何示例在 6月3日已经登记过一次（{first.number}），看看是不是登重了"
    assert said(page, "inspectionDoubleWords") == told
    page.panel.save()
    wait_stored(qtbot, town, units["官庄社区"], 4)
    qtbot.waitUntil(lambda: not page.panel.is_new())
    assert said(page, "inspectionDoubleWords") == told
    assert said(page, "inspectionWarned") == "", "it is said once, not twice"
    page.take_request(InspectionRequest(inspection_id=stored(page, town, units["官庄社区"])[2].inspection.id))
    settle()
    assert said(page, "inspectionDoubleWords") == "", "one alone on its day is no double"


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


def test_what_happens_elsewhere_takes_neither_the_focus_nor_what_is_typed(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    row = page.panel.sheet.ticks.row("offices")
    row.setFocus()
    settle()
    other = InspectionDraft(units["官庄社区"], date(2026, 6, 12), "曹示例")
    town.write(lambda services: services.inspections.register(other))
    qtbot.waitUntil(lambda: cell(page, units["官庄社区"], 6) == ("2/2", Glyph.DONE))
    settle()
    assert QApplication.focusWidget() is row
    row.set_answer(Answer.FINE)
    own = InspectionDraft(units["应急办"], date(2026, 6, 12), "曹示例")
    town.write(lambda services: services.inspections.register(own))
    qtbot.waitUntil(lambda: page.panel.place() == "应急办 · 6月第 2 次")
    assert page.panel.sheet.ticks.row("offices").answer is Answer.FINE


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


def test_what_is_being_stored_takes_no_typing_and_is_not_registered_twice(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["应急办"], "2026-06")
    sheet = page.panel.sheet
    sheet.restore(
        {
            "head.inspectionDay": "6.16",
            "head.inspectionInspector": "曹示例",
            "meetings.answer": "problem",
            "meetings.0.problemText": "2 人迟到",
        }
    )
    sheet.ticks.row("secrecy").setFocus()
    page.panel.save()
    QTest.keyClick(sheet.ticks.row("secrecy"), Qt.Key.Key_N)
    page.panel.save()
    assert sheet.ticks.row("secrecy").answer is Answer.OPEN
    view = wait_stored(qtbot, town, units["应急办"], 3)[0]
    qtbot.waitUntil(sheet.isEnabled)
    assert [line.problem.text for line in view.problems] == ["2 人迟到"]
    assert isinstance(QApplication.focusWidget(), TickRow)
    page.panel.save()
    qtbot.waitUntil(sheet.isEnabled)
    assert len(stored(page, town, units["应急办"])) == 3
    assert len(stored(page, town, units["应急办"])[0].problems) == 1


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


def test_a_photo_dropped_on_a_stored_inspection_stays_with_it_and_can_be_taken_out(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    open_month(page, units["应急办"], "2026-06")
    photos = page.panel.photos
    assert not photos.isVisible(), "nothing is stored yet that a photo could belong to"
    view = stored(page, town, units["应急办"])[0]
    page.take_request(InspectionRequest(inspection_id=view.inspection.id))
    settle()
    assert photos.isVisible()
    assert said(page, "inspectionPhotosTitle") == "现场照片"
    page.panel.sheet.restore({"tail.inspectionFiled": "3号盒/12"})
    note = tmp_path / "值班室.txt"
    note.write_text("值班室", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(note))])
    assert page.panel._drops is photos
    assert photos.can_take(mime)
    with qtbot.waitSignal(page.done, timeout=20000):
        photos.take(mime)
    qtbot.waitUntil(lambda: said(page, "inspectionPhotosTitle") == "现场照片 1 张")
    (tile,) = photos.tiles()
    assert tile.accessibleName() == "值班室.txt"
    with qtbot.waitSignal(page.file_wanted) as wanted:
        tile.click()
    assert wanted.args[0].inspection_id == view.inspection.id
    assert page.panel.sheet.values().filed_at == "3号盒/12", "what is typed meanwhile stays"
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: photos.tiles() == [])
    assert said(page, "inspectionPhotosTitle") == "现场照片"


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


def test_the_next_unit_is_another_one_and_begins_with_the_day_and_inspector_of_the_last(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["利见社区"], "2026-06")
    page.panel.sheet.restore({"head.inspectionDay": "6.16", "head.inspectionInspector": "曹示例"})
    page.panel.sheet.ticks.all_fine.click()
    page.panel.save_and_next()
    wait_stored(qtbot, town, units["利见社区"], 2)
    qtbot.waitUntil(lambda: page.panel.place() == "应急办 · 6月第 1 次")
    typed = page.panel.sheet.values()
    assert (typed.day, typed.inspector) == (date(2026, 6, 16), "曹示例")
    assert page.panel.sheet.ticks.open_count() == len(page.panel.sheet.answers())
    # Held down, the key stores nothing that nobody looked at.
    hands = Hands()
    hands.press(Qt.Key.Key_Return, "", Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.panel.place() == "应急办 · 6月第 1 次"
    assert len(stored(page, town, units["应急办"])) == 2
    page.panel.sheet.ticks.all_fine.setFocus()
    hands.press(Qt.Key.Key_Space, " ")
    hands.press(Qt.Key.Key_Return, "", Qt.KeyboardModifier.ControlModifier)
    made = wait_stored(qtbot, town, units["应急办"], 3)
    assert sorted(view.inspection.held_on for view in made)[-1] == date(2026, 6, 16)
    # Round the list: who was short before comes again.
    qtbot.waitUntil(lambda: page.panel.place() == "官庄社区 · 6月第 2 次")


def test_what_is_proposed_is_no_draft_and_a_unit_opened_by_hand_begins_empty(
    page: InspectionsPage, town: Gate, units: dict[str, int], qtbot: QtBot
) -> None:
    open_month(page, units["利见社区"], "2026-06")
    page.panel.sheet.restore({"head.inspectionDay": "6.16", "head.inspectionInspector": "曹示例"})
    page.panel.save_and_next()
    qtbot.waitUntil(lambda: page.panel.place() == "应急办 · 6月第 1 次")
    open_month(page, units["官庄社区"], "2026-06")
    open_month(page, units["应急办"], "2026-06")
    assert page.panel.sheet.values() == Typed()


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
