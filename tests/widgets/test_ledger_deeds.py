"""整改台账: what is done there, from registering a problem to the archive by keys; forms, evidence, chasing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Step
from gzparty.domain.rectification import StepFacts
from gzparty.services.people import UnitDraft
from tests.widgets.helpers import settle, wait_for_writes
from tests.widgets.ledger_steps import go_on, key, line, stand_on, state, until, write
from tests.widgets.steps import LONGEST_MS, asked, dialogs, eventually, fill, press, words
from ui.gate import Gate
from ui.pages.ledger import LedgerPage
from ui.panels.ledger.chase import LedgerChaseDialog

DUTY_LOG = "值班记录漏记"


def test_several_put_right_at_once_are_closed_together_with_who_checked(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    for text in ("物品堆放", "没关灯", "去向牌没写"):
        stand_on(page, text)
        key(page, qtbot, Qt.Key.Key_Space)
    assert words(page, "chosenRemark") == "都是即知即改，已改完"
    bar = page.list.chosen
    assert bar.verifier in page.panes()
    page.activateWindow()
    settle()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bar.verifier.hasFocus()
    qtbot.keyClick(bar.verifier, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert words(page, "chosenProblem") == "写上谁验收的"
    fill(page, chosenVerifier="林示例")
    press(page, "chosenClose")
    eventually(qtbot, lambda: "换一个验收人" in words(page, "chosenProblem"))
    assert state(page, "没关灯") == "submitted"
    fill(page, chosenVerifier="周示例（纪委）")
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS) as told:
        qtbot.keyClick(bar.verifier, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["销号 3 条问题"]
    assert state(page, "没关灯") == "closed"
    assert page.list.chosen.isHidden()
    eventually(qtbot, page.list.view.hasFocus)


def test_a_mixed_choice_offers_only_what_all_of_it_allows(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page = ledger_page
    for text in (DUTY_LOG, "下村台账"):
        stand_on(page, text)
        key(page, qtbot, Qt.Key.Key_Space)
    shown = [
        name
        for name in ("assign", "start", "extend", "chase")
        if (made := page.list.chosen.findChild(QPushButton, f"chosen_{name}")) is not None
        and made.isVisible()
    ]
    assert shown == ["extend", "chase"]
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS) as told:
        press(page, "chosen_extend")
        fill(asked(page), stepUntilLine="6.26", stepNote="等设备", stepApprover="镇党委")
        press(asked(page), "askGo")
    assert told.args == ["延期 2 条问题"]
    assert line(page, "下村台账").problem.deadline == date(2026, 6, 26)


def test_a_step_that_lacks_evidence_says_so_beside_its_button(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page = ledger_page
    stand_on(page, "窗口去向牌")
    panel = page.side.panel
    submit = panel.findChild(QPushButton, "problemNext")
    assert submit is not None
    assert not submit.isEnabled()
    assert words(panel, "problemHint") == "先记一份纸质佐证或加文件，再提交验收"
    # It tells the next step, and warns of nothing.
    assert not panel.findChild(QLabel, "problemHint").property("tone")
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        press(panel, "evidencePaper")
        fill(asked(page), paperTitle="更新后的去向牌", paperPlace="3号盒 第1页")
        press(asked(page), "askGo")
    settle()
    assert submit.isEnabled()
    assert words(panel, "evidenceTitle") == "佐证材料 1 份"


def test_ctrl_enter_takes_the_next_step_also_from_where_evidence_was_just_added(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, "窗口去向牌")
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        press(page.side.panel, "evidencePaper")
        fill(asked(page), paperTitle="更新后的去向牌", paperPlace="3号盒 第1页")
        press(asked(page), "askGo")
    settle()
    page.activateWindow()
    settle()
    page.side.panel.evidence.add_paper.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.side.panel.evidence.add_paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked(page).windowTitle() == "提交验收"


def test_a_button_that_became_another_step_does_not_keep_the_focus(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, "报销单据")
    panel = page.side.panel
    side = panel.findChild(QPushButton, "problemSide0")
    following = panel.findChild(QPushButton, "problemNext")
    assert side is not None
    assert following is not None
    assert side.text() == "退回"
    side.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        side.click()
        fill(asked(page), stepNote="少一张单据")
        press(asked(page), "askGo")
    settle()
    assert side.text() == "延期"
    assert following.text() == "提交验收"
    assert not side.hasFocus()


def test_evidence_is_taken_out_by_delete_and_what_was_closed_keeps_its_own(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, DUTY_LOG)
    (tile,) = page.side.panel.evidence.tiles()
    assert "3号盒 第12页" in tile.text()
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        qtbot.keyClick(tile, Qt.Key.Key_Delete)
    settle()
    assert words(page.side.panel, "evidenceTitle") == "佐证材料 0 份"
    stand_on(page, "会议室设备")
    (kept,) = page.side.panel.evidence.tiles()
    assert not kept.removable
    assert page.side.panel.evidence.add_paper.isHidden()


def test_a_file_is_evidence_once_it_is_chosen(ledger_page: LedgerPage, qtbot: QtBot, tmp_path: Path) -> None:
    from gzparty.exchange.new_files import sources_of

    page = ledger_page
    stand_on(page, "窗口去向牌")
    note = tmp_path / "说明.txt"
    note.write_text("已更新", encoding="utf-8")
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        page.side.panel.evidence._take(sources_of([note]))
    settle()
    (tile,) = page.side.panel.evidence.tiles()
    with qtbot.waitSignal(page.file_wanted) as wanted:
        tile.click()
    assert wanted.args[0].name == "说明.txt"


def test_a_refusal_stays_in_the_form_with_what_was_typed(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page = ledger_page
    stand_on(page, "下村台账")
    press(page.side.panel, "problemSide0")
    dialog = asked(page)
    fill(dialog, stepUntilLine="6.10", stepNote="等设备", stepApprover="镇党委")
    press(dialog, "askGo")
    eventually(qtbot, lambda: "写一个以后的日子" in words(dialog, "askProblem"))
    field = dialog.findChild(QLineEdit, "stepNote")
    assert field is not None
    assert field.text() == "等设备"
    dialog.reject()


def test_from_the_form_to_the_archive_by_the_keyboard(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page, text = ledger_page, "报账没有双人复核"
    page.deeds()["new"]()
    form = page.side.editor.form
    form.unit.setText("财政所")
    write(form, problemWhat=text)
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS) as told:
        page.deeds()["save"]()
    assert told.args == ["登记问题：财政所"]
    settle()
    panel = page.side.panel
    assert words(panel, "problemText") == text

    go_on(page, qtbot)
    write(asked(page), stepResponsible="陈示例", stepMeasure="两人复核签字", stepUntilLine="6.30")
    qtbot.keyClick(asked(page), Qt.Key.Key_Return)
    until(qtbot, page, text, "rectifying")

    go_on(page, qtbot)
    assert not dialogs(page), "there is no evidence yet"
    assert words(panel, "problemHint") == "先记一份纸质佐证或加文件，再提交验收"
    qtbot.keyClick(panel.evidence.add_paper, Qt.Key.Key_Space)
    write(asked(page), paperTitle="复核单", paperPlace="2号盒 第8页")
    qtbot.keyClick(asked(page), Qt.Key.Key_Return)
    eventually(qtbot, lambda: words(panel, "evidenceTitle") == "佐证材料 1 份")

    go_on(page, qtbot)
    write(asked(page), stepResult="已实行双人复核", stepDoneLine="6.17")
    qtbot.keyClick(asked(page), Qt.Key.Key_Return)
    until(qtbot, page, text, "submitted")

    go_on(page, qtbot)
    write(asked(page), stepVerifier="陈示例")
    qtbot.keyClick(asked(page), Qt.Key.Key_Return)
    eventually(qtbot, lambda: "验收要由别人来" in words(asked(page), "askProblem"))
    write(asked(page), stepVerifier="周示例")
    qtbot.keyClick(asked(page), Qt.Key.Key_Return)
    until(qtbot, page, text, "closed")

    page.list.go_to(line(page, text).problem.id)
    settle()
    assert words(panel, "problemText") == text
    assert panel.stepper.accessibleName().count("已过") == 4
    assert panel.evidence.add_paper.isHidden()


def test_two_problems_of_one_unit_are_registered_one_after_the_other(
    ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot
) -> None:
    page = ledger_page
    page.add()
    form = page.side.editor.form
    form.unit.setText("党政办")
    write(form, problemWhat="第一件")
    what = form.text
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        qtbot.keyClick(what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.side.is_editing()
    assert (form.unit.text(), what.toPlainText()) == ("党政办", "")


def test_saved_twice_in_a_breath_a_problem_is_registered_once(
    ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot
) -> None:
    page = ledger_page
    page.add()
    page.side.editor.form.unit.setText("党政办")
    write(page.side.editor.form, problemWhat="只登一次")
    page.side.editor.save()
    page.side.editor.save()
    wait_for_writes(ledger_gate, qtbot)
    found = [row for row in ledger_gate.reader.store.problems.all() if row.text == "只登一次"]
    assert len(found) == 1


def test_what_is_begun_while_another_is_stored_stays_in_sight(
    ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot
) -> None:
    page = ledger_page
    page.add()
    page.side.editor.form.unit.setText("党政办")
    write(page.side.editor.form, problemWhat="先存的")
    page.side.editor.save()
    other = line(page, "下村台账").problem
    page.side.edit(other)
    write(page.side.editor.form, problemWhat="改到一半")
    wait_for_writes(ledger_gate, qtbot)
    assert page.side.editor.problem == other
    assert page.side.editor.form.text.toPlainText() == "改到一半"
    page.add()
    assert page.side.editor.form.text.toPlainText() == ""


def test_a_unit_that_came_since_can_be_chosen(
    ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot
) -> None:
    page = ledger_page
    page.add()
    page.side.editor.give_up()
    ledger_gate.write(lambda services: services.people.add_unit(UnitDraft("司法所", UnitKind.DEPARTMENT)))
    wait_for_writes(ledger_gate, qtbot)
    page.add()
    page.side.editor.form.unit.setText("司法所")
    assert page.side.editor.form.unit.value() is not None


def test_what_a_new_problem_lacks_is_said_beside_the_field(ledger_page: LedgerPage) -> None:
    page = ledger_page
    page.add()
    page.side.editor.form.unit.setText("没这个办")
    page.side.editor.save()
    assert "没有叫“没这个办”的单位" in words(page.side.editor.form, "problemUnitProblemText")
    assert words(page.side.editor.form, "problemWhatProblemText") == "写上存在什么问题"


def test_a_draft_comes_back_and_is_forgotten_once_stored(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page = ledger_page
    page.add()
    what = page.side.editor.form.text
    what.setPlainText("写了一半")
    page.side.step_back()
    assert not page.side.is_editing()
    page.add()
    assert what.toPlainText() == "写了一半"
    page.side.editor.give_up()
    page.add()
    assert what.toPlainText() == ""


def test_f2_changes_the_row_and_a_closed_one_says_that_it_is(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page = ledger_page
    stand_on(page, "下村台账")
    key(page, qtbot, Qt.Key.Key_F2)
    assert page.side.is_editing()
    fill(page.side.editor, problemResponsible="赵示例甲")
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        page.side.editor.save()
    settle()
    assert line(page, "下村台账").problem.responsible == "赵示例甲"
    stand_on(page, "会议室设备")
    key(page, qtbot, Qt.Key.Key_F2)
    assert not page.side.is_editing()
    assert words(page._error, "errorTitle") == "第 21 号已经销号，不能再改"


def test_the_proposed_deadline_is_offered_and_put_in_by_a_click_only(ledger_page: LedgerPage) -> None:
    page = ledger_page
    page.add()
    form = page.side.editor.form
    assert form.deadline.value() is None
    press(form, "problemPropose")
    assert form.deadline.value() is not None


def test_chasing_gives_a_text_without_names_and_is_noted(ledger_page: LedgerPage, qtbot: QtBot) -> None:
    page = ledger_page
    stand_on(page, DUTY_LOG)
    press(page.side.panel, "problemSide1")
    dialog = page.findChild(LedgerChaseDialog)
    assert dialog is not None
    text = dialog.text.toPlainText()
    assert "1. 值班记录漏记 2 天（2026-008 号），6月11日到期，逾期 6 天，已延期 1 次" in text
    assert "李示例" not in text
    dialog.by.segment("leader").click()
    assert dialog.text.toPlainText().startswith("马示例，截至 6月17日")
    dialog.whom.choose("all")
    assert "应急办" not in dialog.text.toPlainText()
    dialog.named.setChecked(True)
    assert "应急办 1 个问题没销号" in dialog.text.toPlainText()
    assert "马示例" not in dialog.text.toPlainText()
    dialog.by.segment("unit").click()
    dialog.whom.choose("unit0")
    press(dialog, "ledgerChaseCopy")
    assert QGuiApplication.clipboard().text() == text
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        press(dialog, "ledgerChaseNote")
    settle()
    assert page.side.panel.past.accessibleName().startswith("6月17日，催办，第 3 次，发了催办")


def test_undo_is_seen_at_once(ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot) -> None:
    page = ledger_page
    number = line(page, "下村台账").problem.id
    facts = StepFacts(date(2026, 6, 17), note="与别的重复", approver="周示例")
    with qtbot.waitSignal(ledger_gate.stored, timeout=LONGEST_MS):
        ledger_gate.write(lambda services: services.problems.step([number], Step.WITHDRAW, facts))
    settle()
    assert state(page, "下村台账") == "withdrawn"
    with qtbot.waitSignal(ledger_gate.moved_back, timeout=LONGEST_MS):
        ledger_gate.undo()
    settle()
    assert state(page, "下村台账") == "rectifying"


def test_what_was_registered_by_mistake_is_deleted_and_what_is_under_way_is_not_offered_it(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, DUTY_LOG)
    menu = page.side.panel._more.offered()
    (delete,) = [action for action in menu.actions() if action.objectName() == "deleteProblem"]
    assert not delete.isVisible()
    stand_on(page, "请销假没有")
    assert delete.isVisible()
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        delete.trigger()
    settle()
    assert all("请销假" not in one.problem.text for one in page.list.ledger.lines)  # type: ignore[union-attr]


def test_deleting_the_only_one_found_closes_its_panel_without_a_complaint(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    stand_on(page, "请销假没有")
    page.list.filters.start_search("请销假没有")
    settle()
    assert page.side.is_open()
    with qtbot.waitSignal(page.done, timeout=LONGEST_MS):
        page.side.panel.delete_wanted.emit()
    eventually(qtbot, lambda: not page.side.is_open())
    settle()
    assert not page._error.isVisible()


def test_the_next_step_asked_for_while_a_row_is_read_is_that_row_s(
    ledger_page: LedgerPage, ledger_gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ledger_page
    before = stand_on(page, "下村台账")
    waiting: list[Callable[[], object]] = []
    ask = ledger_gate.behind.ask

    def late(lane: str, *rest: Any) -> None:
        if lane == "ledger.detail":
            waiting.append(partial(ask, lane, *rest))
        else:
            ask(lane, *rest)

    monkeypatch.setattr(ledger_gate.behind, "ask", late)
    wanted = line(page, "请销假没有")
    page.list.go_to(wanted.problem.id)
    go_on(page, qtbot)
    assert page.side.problem() is not None
    assert page.side.problem().id == before.problem.id  # type: ignore[union-attr]
    assert dialogs(page) == []
    for one in waiting:
        one()
    settle()
    assert page.side.problem().id == wanted.problem.id  # type: ignore[union-attr]
    assert len(dialogs(page)) == 1


def test_ctrl_enter_on_several_chosen_rows_is_about_all_of_them(
    ledger_page: LedgerPage, qtbot: QtBot
) -> None:
    page = ledger_page
    page.activateWindow()
    stand_on(page, "物品堆放")
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    rows = page.list.view.chosen_records()
    assert len(rows) == 2
    go_on(page, qtbot)
    assert dialogs(page) == []
    assert [one.problem.id for one in page.list.ticked_lines()] == [one.problem.id for one in rows]
    assert page.list.chosen.isVisible()
