"""群众意见: the list with its chips, the panel with the reporter masked, every deed from its button or key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.crash_report import describe
from gzparty.domain.tip import Reporter, Satisfaction, Tip, TipChannel, TipGroup, TipKind
from gzparty.services.tip_drafts import Answer, HandOver, TipDraft
from tests.builders import NOW, an_office
from tests.widgets.gates import gate_on
from tests.widgets.helpers import MemoryDrafts, as_text, on_screen, settle, wait_for_writes
from ui.desk import Desk
from ui.drafts import Drafts
from ui.gate import Gate
from ui.pages.tips import TipsPage
from ui.panels.ask import AskDialog
from ui.panels.confirm import ConfirmDialog
from ui.panels.tip import rows
from ui.panels.tip.forms import AssignForm, TipForm
from ui.tables.cell_menu import GridMenu, cell_menu
from ui.widgets.date_edit import DateEdit
from ui.wishes import LedgerRequest, PrintRequest, TipRequest

W = TypeVar("W", bound=QWidget)
NAME, PHONE, PLACE = "孙保密示例", "13900017777", "示例路 77 号"
LAMP, QUEUE = "主街路灯坏了半个月", "盖章排队时间长"


@pytest.fixture
def tips_gate(desk: Desk, tmp_path: Path) -> Iterator[Gate]:
    """An overdue opinion with a reporter, one under way, one answered, one handed over."""
    office = an_office(tmp_path)
    tips, village = office.services.tips, office.villages["东村"]
    tips.add(TipDraft(date(2026, 5, 18), TipChannel.VISIT, LAMP, village), Reporter(NAME, PHONE, PLACE))
    tips.add(TipDraft(date(2026, 6, 15), TipChannel.BOX, QUEUE))
    done = tips.add(TipDraft(date(2026, 5, 6), TipChannel.CALL, "垃圾没人收", village)).value
    tips.reply(done.id, Answer("已换桶", date(2026, 5, 9), Satisfaction.SATISFIED))
    gone = tips.add(TipDraft(date(2026, 5, 7), TipChannel.LETTER, kind=TipKind.ACCUSATION)).value
    tips.hand_over(gone.id, HandOver(date(2026, 5, 8), "镇纪委", "钱示例"))
    office.store.close()
    with gate_on(desk.changes, office.store.path, lambda: NOW) as gate:
        yield gate


@pytest.fixture
def page(desk: Desk, tips_gate: Gate, qtbot: QtBot) -> TipsPage:
    return on_screen(TipsPage(desk, tips_gate), qtbot, 1264, 700)


def press(where: QWidget, name: str) -> None:
    found = where.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible(), name
    found.click()
    settle()


def opened(page: TipsPage, kind: type[W]) -> W:
    return next(one for one in cast("list[W]", page.findChildren(kind)) if one.isVisible())


def type_into(dialog: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        control = dialog.findChild(QWidget, name)
        if isinstance(control, DateEdit):
            control = control.line
        if isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        else:
            assert isinstance(control, QLineEdit), name
            control.setText(text)


def answer(page: TipsPage, qtbot: QtBot, **texts: str) -> None:
    """Fill the open dialog in, press its verb and wait until it is stored."""
    dialog = opened(page, AskDialog)
    type_into(dialog, **texts)
    with qtbot.waitSignal(page.done):
        press(dialog, "askGo")
    settle()


def numbers(page: TipsPage) -> list[str]:
    return [page.view.records.record(row).tip.number for row in range(page.view.records.rowCount())]


def stored(page: TipsPage, number: str) -> Tip:
    return page._gate.reader.tips.find(number)


def look(page: TipsPage, qtbot: QtBot) -> None:
    press(page.panel, "reporterLook")
    press(opened(page, ConfirmDialog), "confirmGo")
    qtbot.waitUntil(lambda: page.panel.reporter.shows_somebody)
    settle()


def seen(page: TipsPage) -> str:
    """Everything the page says, in sight or not."""
    texts = [child.text() for child in cast("list[QLabel]", page.findChildren(QLabel))]
    texts += [child.accessibleName() for child in cast("list[QWidget]", page.findChildren(QWidget))]
    texts += [child.toolTip() for child in cast("list[QWidget]", page.findChildren(QWidget))]
    return "\n".join(texts)


def test_what_is_late_stands_first_and_what_is_done_last(page: TipsPage) -> None:
    QAbstractItemModelTester(page.view.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert numbers(page) == ["2026-001", "2026-002", "2026-003", "2026-004"]
    columns = range(page.view.records.columnCount())
    first = [page.view.records.cell(0, place).text for place in columns]
    assert first == ["2026-001", "05-18", "来访", LAMP, "东村", "06-08", "逾期"]
    assert page.view.records.cell(0, 5).note == "逾 9 天"
    assert page.view.records.cell(3, 3).text == "反映具体人的问题"


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (rows.UNDER_WAY, ["2026-001", "2026-002"]),
        (TipGroup.OVERDUE.value, ["2026-001"]),
        (TipGroup.SOON.value, []),
        (TipGroup.REPLIED.value, ["2026-003"]),
        (TipGroup.HANDED_OVER.value, ["2026-004"]),
    ],
)
def test_a_chip_leaves_what_it_counts(page: TipsPage, key: str, wanted: list[str]) -> None:
    page.chips.choose(key)
    assert numbers(page) == wanted
    (choice,) = [one for one in rows.chips(page._views) if one.key == key]
    assert choice.count == len(wanted)


def test_the_panel_shows_the_chosen_one_with_its_reporter_masked(page: TipsPage) -> None:
    said = as_text(page.panel)
    for words in (LAMP, "反映人：已登记，另存加密", "查看", "逾期 9 天", "答复", "转成问题", "移交纪委"):
        assert words in said
    for secret in (NAME, PHONE, PLACE):
        assert secret not in seen(page)


def test_the_reporter_is_shown_after_one_question_and_goes_with_the_next_row(
    page: TipsPage, qtbot: QtBot
) -> None:
    press(page.panel, "reporterLook")
    dialog = opened(page, ConfirmDialog)
    assert "记下一笔" in as_text(dialog)
    press(dialog, "confirmBack")
    assert NAME not in seen(page)
    assert page._gate.reader.tips.get(1).reveals == ()
    look(page, qtbot)
    assert NAME in as_text(page.panel)
    assert "6月17日 09:30 看过" in as_text(page.panel)
    page.view.select_row(1)
    settle()
    assert NAME not in seen(page)
    page.view.select_row(0)
    settle()
    assert NAME not in seen(page)
    assert "6月17日 09:30 看过" in as_text(page.panel)


def test_a_reporter_in_sight_goes_when_the_panel_is_closed_or_covered(page: TipsPage, qtbot: QtBot) -> None:
    look(page, qtbot)
    press(page.panel, "reporterLook")
    assert PHONE not in seen(page)
    look(page, qtbot)
    page.panel.closed.emit()
    settle()
    assert PHONE not in seen(page)


def test_a_reporter_in_sight_goes_with_the_page(page: TipsPage, qtbot: QtBot) -> None:
    look(page, qtbot)
    page.hide()
    assert NAME not in seen(page)


def test_without_the_key_it_is_said_plainly_and_the_rest_stays(page: TipsPage, qtbot: QtBot) -> None:
    (page._gate.reader.store.path.parent / "own" / "reporter.key").unlink()
    said: list[str] = []
    page._gate.refused.connect(said.append)
    press(page.panel, "reporterLook")
    press(opened(page, ConfirmDialog), "confirmGo")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["反映人是在另一台电脑上登记的，这台没有钥匙，看不到；其他内容不受影响。"]
    assert LAMP in as_text(page.panel)


def test_no_picture_of_the_page_shows_anybody(page: TipsPage) -> None:
    assert page.pictures()
    for show in page.pictures().values():
        show()
        settle()
        assert NAME not in seen(page)
        assert PHONE not in seen(page)


def test_an_opinion_is_registered_by_key_with_its_day_proposed(page: TipsPage, qtbot: QtBot) -> None:
    page.deeds()["new"]()
    form = opened(page, TipForm)
    assert form.due.value() == date(2026, 7, 8)
    form.received.set_value(date(2026, 6, 10))
    assert form.due.value() == date(2026, 7, 1)
    press(opened(page, AskDialog), "askGo")
    assert "选一个来源" in as_text(form)
    form.channel.set_value(TipChannel.VISIT)
    answer(page, qtbot, tipContent="井盖松了", tipUnit="西村", reporterName=NAME, reporterContact=PHONE)
    tip = stored(page, "2026-005")
    assert (tip.content, tip.due_on, tip.has_reporter) == ("井盖松了", date(2026, 7, 1), True)
    assert page.panel.view is not None
    assert page.panel.view.tip.number == "2026-005"
    assert NAME not in seen(page)


def test_a_day_chosen_by_hand_stays_when_the_day_it_came_changes(page: TipsPage) -> None:
    page.deeds()["new"]()
    form = opened(page, TipForm)
    form.due.set_value(date(2026, 7, 3))
    form.received.set_value(date(2026, 6, 10))
    assert form.due.value() == date(2026, 7, 3)


def test_an_accusation_is_registered_without_content_and_the_form_says_why(
    page: TipsPage, qtbot: QtBot
) -> None:
    page.deeds()["new"]()
    form = opened(page, TipForm)
    type_into(form, tipContent="某人收礼", reporterName=NAME)
    form.kind.set_value(TipKind.ACCUSATION)
    form.channel.set_value(TipChannel.LETTER)
    settle()
    assert not form.content.isVisible()
    assert "归纪委办" in as_text(form)
    answer(page, qtbot)
    tip = stored(page, "2026-005")
    assert (tip.kind, tip.content, tip.has_reporter, tip.due_on) == (TipKind.ACCUSATION, "", False, None)


def test_what_was_typed_comes_back_without_the_reporter(desk: Desk, tips_gate: Gate, qtbot: QtBot) -> None:
    port = MemoryDrafts()
    tips_gate.drafts = drafts = Drafts(port)
    made = TipsPage(desk._replace(drafts=drafts), tips_gate)
    qtbot.addWidget(made)
    made.show()
    made.deeds()["new"]()
    type_into(opened(made, TipForm), tipContent="井盖松了", reporterName=NAME, reporterContact=PHONE)
    drafts.save_all()
    kept = str(port.kept)
    assert "井盖松了" in kept
    assert "reporter" not in kept
    assert NAME not in kept
    press(opened(made, AskDialog), "askBack")
    assert port.kept == {}, "what was left on purpose is not offered at the next start"
    assert NAME not in str(drafts.dropped())
    drafts.put_back("tip/new")
    made.deeds()["new"]()
    form = opened(made, TipForm)
    assert form.content.toPlainText() == "井盖松了"
    assert form.reporter() is None


def test_an_answer_is_written_down(page: TipsPage, qtbot: QtBot) -> None:
    press(page.panel, "tipAnswer")
    press(opened(page, AskDialog), "askGo")
    assert "写上怎么答复的" in as_text(opened(page, AskDialog))
    answer(page, qtbot, answerText="路灯换好了", answerDay="6.16")
    assert stored(page, "2026-001").replied_on == date(2026, 6, 16)
    assert "6月16日 答复" in as_text(page.panel)


def test_it_becomes_a_row_of_the_ledger_in_words_typed_anew(page: TipsPage, desk: Desk, qtbot: QtBot) -> None:
    press(page.panel, "tipToProblem")
    dialog = opened(page, AskDialog)
    text = dialog.findChild(QPlainTextEdit, "rowText")
    assert text is not None
    assert text.toPlainText() == ""
    answer(page, qtbot, rowText="主街缺 3 盏路灯", rowDeadline="6.30")
    (line,) = page._gate.reader.tips.get(1).problems
    assert (line.problem.text, line.problem.deadline) == ("主街缺 3 盏路灯", date(2026, 6, 30))
    with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
        press(page.panel, "tipToLedger")
    assert asked.args == ["ledger", LedgerRequest(problem_id=line.problem.id)]


def test_handing_an_opinion_over_asks_first_and_clears_it(page: TipsPage, qtbot: QtBot) -> None:
    press(page.panel, "tipHandOver")
    dialog = opened(page, ConfirmDialog)
    assert "不能撤销" in as_text(dialog)
    press(dialog, "confirmBack")
    assert stored(page, "2026-001").content == LAMP
    press(page.panel, "tipHandOver")
    press(opened(page, ConfirmDialog), "confirmGo")
    answer(page, qtbot, handedTo="镇纪委", handedBy="钱示例")
    tip = stored(page, "2026-001")
    assert (tip.content, tip.has_reporter, tip.handed_to) == ("", False, "镇纪委")
    assert LAMP not in seen(page)


def test_answered_twice_in_a_breath_an_opinion_is_registered_once(page: TipsPage, qtbot: QtBot) -> None:
    page._asked.add()
    dialog = opened(page, AskDialog)
    type_into(dialog, tipContent="楼道灯不亮")
    form = dialog.findChild(TipForm)
    assert form is not None
    form.channel.set_value(TipChannel.CALL)
    go = dialog.findChild(QPushButton, "askGo")
    assert go is not None
    go.click()
    go.click()
    wait_for_writes(page._gate, qtbot)
    assert [view.tip.content for view in page._gate.reader.tips.all()].count("楼道灯不亮") == 1


def test_who_was_in_sight_is_so_no_longer_once_another_is_sealed(page: TipsPage, qtbot: QtBot) -> None:
    look(page, qtbot)
    page._asked.set_reporter()
    answer(page, qtbot, reporterName="李保密示例")
    assert NAME not in seen(page)
    assert not page.panel.reporter.shows_somebody


def test_what_was_asked_about_one_opinion_is_never_done_to_another(page: TipsPage, qtbot: QtBot) -> None:
    page._asked.hand_over()
    page.view.select_row(1)
    settle()
    press(opened(page, ConfirmDialog), "confirmGo")
    answer(page, qtbot, handedTo="镇纪委")
    assert stored(page, "2026-001").handed_on is not None
    assert stored(page, "2026-002").content == QUEUE


def test_a_reporter_is_typed_anew_and_taken_away_for_good(page: TipsPage, qtbot: QtBot) -> None:
    page._asked.set_reporter()
    assert NAME not in as_text(opened(page, AskDialog))
    answer(page, qtbot, reporterName="李保密示例")
    look(page, qtbot)
    assert "李保密示例" in as_text(page.panel)
    page._asked.erase()
    with qtbot.waitSignal(page.done):
        press(opened(page, ConfirmDialog), "confirmGo")
    settle()
    assert not stored(page, "2026-001").has_reporter
    assert "李保密示例" not in seen(page)


def test_delete_takes_one_away_and_undo_brings_it_back(page: TipsPage, qtbot: QtBot) -> None:
    page.view.select_row(1)
    with qtbot.waitSignal(page.done):
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    settle()
    assert numbers(page) == ["2026-001", "2026-003", "2026-004"]
    page._gate.undo()
    qtbot.waitUntil(lambda: len(numbers(page)) == 4)


def test_the_key_is_taken_along_and_read_in(page: TipsPage, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "钥匙.key"
    with qtbot.waitSignal(page.copied) as told:
        page._keys.save_to(target)
    assert "分开放" in told.args[0]
    with qtbot.waitSignal(page.copied) as told:
        page._keys.read_from(target)
    assert "已经有了" in told.args[0]
    (page._gate.reader.store.path.parent / "own" / "reporter.key").unlink()
    with qtbot.waitSignal(page.copied) as told:
        page._keys.read_from(target)
    assert "1 把" in told.args[0]
    look(page, qtbot)


def test_another_year_is_shown_and_one_asked_for_by_another_page(page: TipsPage) -> None:
    page.deeds()["previous_period"]()
    assert numbers(page) == []
    assert "没有登记意见" in as_text(page)
    page.take_request(TipRequest(3))
    assert page.panel.view is not None
    assert page.panel.view.tip.id == 3


def test_the_register_is_asked_for(page: TipsPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
        press(page, "tipsPrint")
    assert asked.args == ["print", PrintRequest("tip-register", {"year": 2026})]


def test_no_details_of_a_crash_say_who_it_was(page: TipsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_plain: bytes) -> bytes:
        raise RuntimeError(f"{NAME} {PHONE}")

    tips = page._gate.reader.tips
    monkeypatch.setattr(tips._sealer, "seal", fail)
    with pytest.raises(RuntimeError) as caught:
        tips.add(TipDraft(content=LAMP), Reporter(NAME, PHONE, PLACE))
    details = describe(RuntimeError, caught.tb)
    assert "tips.py" in details
    for secret in (NAME, PHONE, PLACE):
        assert secret not in details


def test_what_came_while_another_page_was_in_sight_is_read_when_this_one_is_again(
    page: TipsPage, tips_gate: Gate, qtbot: QtBot
) -> None:
    before = page.view.model().rowCount()
    page.hide()
    stored: list[object] = []
    draft = TipDraft(date(2026, 6, 16), TipChannel.CALL, "水压太低")
    tips_gate.write(lambda services: services.tips.add(draft), stored.append)
    qtbot.waitUntil(lambda: bool(stored))
    assert page.view.model().rowCount() == before
    page.show()
    assert page.view.model().rowCount() == before + 1


def chosen_menu(page: TipsPage, *contents: str) -> GridMenu:
    """The menu of the rows of some opinions; an accusation has no content."""
    selection = page.view.selectionModel()
    selection.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(page._table.rowCount()):
        if page._table.heading(row) is None and page._table.record(row).tip.content in contents:
            selection.select(page._table.index(row, 0), flags)
    return cell_menu(page.view)


def handled_by(gate: Gate) -> dict[str, str]:
    """The unit of each opinion, by what was said."""
    return {view.tip.content: view.unit.name if view.unit else "" for view in gate.reader.tips.all()}


def test_several_opinions_are_given_to_a_unit_at_once_and_taken_back_by_one_undo(
    page: TipsPage, tips_gate: Gate, qtbot: QtBot
) -> None:
    menu = chosen_menu(page, LAMP, QUEUE)
    action = menu.findChild(QAction, "tipAssign")
    assert action is not None
    assert action.text() == "2 条意见交办…"
    action.trigger()
    dialog = opened(page, AskDialog)
    form = dialog.findChild(AssignForm)
    assert form is not None
    press(dialog, "askGo")
    assert "写上交给哪个单位办" in as_text(dialog)
    form.unit.setText("西村")
    with qtbot.waitSignal(page.done) as told:
        press(dialog, "askGo")
    assert told.args == ["意见 2 条 交西村办理"]
    assert handled_by(tips_gate) == {LAMP: "西村", QUEUE: "西村", "垃圾没人收": "东村", "": ""}
    days = {view.tip.due_on for view in tips_gate.reader.tips.all() if view.tip.content in (LAMP, QUEUE)}
    assert len(days) == 2, "each keeps the day it had"
    tips_gate.undo()
    wait_for_writes(tips_gate, qtbot)
    assert handled_by(tips_gate) == {LAMP: "东村", QUEUE: "", "垃圾没人收": "东村", "": ""}


def test_what_goes_to_the_discipline_inspection_is_not_given_to_a_unit(page: TipsPage) -> None:
    action = chosen_menu(page, LAMP, "").findChild(QAction, "tipAssign")
    assert action is not None
    assert not action.isEnabled()
    assert "归纪委办" in action.toolTip()


def test_one_that_nobody_handles_yet_is_given_to_a_unit_from_its_panel(
    page: TipsPage, tips_gate: Gate, qtbot: QtBot
) -> None:
    page.view.select_row(numbers(page).index("2026-002"))
    assign = page.panel.findChild(QAction, "tipAssign")
    assert assign is not None
    assign.trigger()
    dialog = opened(page, AskDialog)
    form = dialog.findChild(AssignForm)
    assert form is not None
    form.unit.setText("西村")
    with qtbot.waitSignal(page.done):
        press(dialog, "askGo")
    assert handled_by(tips_gate) == {LAMP: "东村", QUEUE: "西村", "垃圾没人收": "东村", "": ""}
    page.view.select_row(numbers(page).index("2026-004"))
    assert not assign.isVisible(), "what goes to the discipline inspection is given to no unit"
