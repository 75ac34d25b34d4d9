"""要材料: ticked by key and by a pasted column, given back, chased, filed, finished and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.services.bundle import Services
from gzparty.services.context import Done
from tests.widgets.helpers import as_text, on_screen, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.errands import ErrandsPage
from ui.panels.ask import AskDialog
from ui.widgets.more_button import MoreButton
from ui.wishes import ErrandRequest, PrintRequest

WAIT = 20000
FORM = "党员教育情况表"


def write(gate: Gate, qtbot: QtBot, call: Callable[[Services], Done[Any]]) -> Any:
    """Do something by a service and give its value."""
    outcome: list[Done[Any]] = []
    gate.write(call, outcome.append)
    qtbot.waitUntil(lambda: bool(outcome), timeout=WAIT)
    settle()
    return outcome[0].value


def ids(gate: Gate, *names: str) -> list[int]:
    found = {unit.name: unit.id for unit in gate.reader.people.units()}
    return [found[name] for name in names]


@pytest.fixture
def errand(gate: Gate, qtbot: QtBot) -> int:
    """Asked of four villages until a Saturday."""
    units = ids(gate, "官庄村", "东利见村", "西利见村", "大阿陀村")
    made = write(
        gate,
        qtbot,
        lambda services: services.errands.add(
            FORM, "县委组织部", date(2026, 6, 12), date(2026, 6, 20), units, "盖章后交纸质一份"
        ),
    )
    number: int = made.id
    return number


@pytest.fixture
def page(errand: int, desk: Desk, gate: Gate, qtbot: QtBot) -> ErrandsPage:
    return on_screen(ErrandsPage(desk, gate), qtbot, 1264, 760)


def line(page: ErrandsPage, name: str) -> str:
    table = page.panel.table
    row = next(place for place in range(table.rowCount()) if table.cell(place, 0).text == name)
    return "|".join(table.cell(row, place).text for place in range(1, len(table.columns)))


def go_to(page: ErrandsPage, name: str, column: str = "unit") -> None:
    table = page.panel.table
    row = next(place for place in range(table.rowCount()) if table.cell(place, 0).text == name)
    page.panel.grid.select_row(row, table.column_at(column))
    page.panel.grid.setFocus()


def said(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text() if found.isVisibleTo(page.window()) else ""


def press(page: QWidget, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    found.click()
    settle()


def dialog(page: QWidget) -> AskDialog:
    dialogs = cast("list[AskDialog]", page.findChildren(AskDialog))
    return next(found for found in dialogs if found.isVisible())


def fill(page: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog(page).findChild(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit), name
        field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)


def go(page: QWidget) -> None:
    press(dialog(page), "askGo")


def listed(page: ErrandsPage) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_an_errand_as_it_is_shown(page: ErrandsPage, snapshot: SnapshotAssertion) -> None:
    table = page.panel.table
    rows = [
        "|".join(table.cell(row, place).text for place in range(len(table.columns)))
        for row in range(table.rowCount())
    ]
    assert (as_text(page), rows) == snapshot


def test_the_grid_is_a_sound_model(page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(page.panel.table, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setParent(page.panel.table)
    write(gate, qtbot, lambda services: services.errands.receive(errand, ids(gate, "官庄村"), None))
    page.panel._narrow("open")
    page.panel._narrow("")


def test_a_deadline_on_a_day_off_names_the_last_workday(page: ErrandsPage) -> None:
    assert said(page, "errandDueShown") == "6月20日 周六前交，剩 3 天"
    assert said(page, "errandDayOff") == "6月20日是端午节假期，之前最后一个工作日是 6月18日 周四"


def test_space_ticks_a_unit_as_come_today_and_goes_on_to_the_next(page: ErrandsPage, qtbot: QtBot) -> None:
    go_to(page, "东利见村")
    with qtbot.waitSignal(page.done, timeout=WAIT) as told:
        qtbot.keyClick(page.panel.grid, Qt.Key.Key_Space)
    assert told.args == [f"收到 {FORM}：东利见村"]
    assert line(page, "东利见村") == "收到|06-17||"
    assert line(page, "西利见村") == "没交，剩 3 天|||"
    current = page.panel.grid.current_record()
    assert current is not None
    assert current.unit.name == "西利见村"
    assert page.place() == "收到 1，共 4 个单位"


def test_space_on_a_ticked_unit_takes_the_tick_off(
    page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot
) -> None:
    write(gate, qtbot, lambda services: services.errands.receive(errand, ids(gate, "官庄村"), None))
    go_to(page, "官庄村")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        qtbot.keyClick(page.panel.grid, Qt.Key.Key_Space)
    assert line(page, "官庄村") == "没交，剩 3 天|||"


def test_the_day_it_came_is_typed(page: ErrandsPage, qtbot: QtBot) -> None:
    go_to(page, "官庄村", "received")
    table = page.panel.table
    index = page.panel.grid.currentIndex()
    with qtbot.waitSignal(page.done, timeout=WAIT):
        table.setData(index, "6.15", Qt.ItemDataRole.EditRole)
    assert line(page, "官庄村") == "收到|06-15||"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("昨天下午", "看不懂“昨天下午”，日期可以写 6.12、0612 或 2026-06-12"),
        ("6.18", "6月18日还没到，请改一下日期。"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_nothing_ticked(
    page: ErrandsPage, qtbot: QtBot, typed: str, why: str
) -> None:
    go_to(page, "官庄村", "received")
    page.panel.table.setData(page.panel.grid.currentIndex(), typed, Qt.ItemDataRole.EditRole)
    qtbot.waitUntil(lambda: said(page.panel._error, "errorText") == why, timeout=WAIT)
    assert line(page, "官庄村") == "没交，剩 3 天|||"


def test_where_the_original_lies_is_typed(page: ErrandsPage, qtbot: QtBot) -> None:
    go_to(page, "官庄村", "filed")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        page.panel.table.setData(page.panel.grid.currentIndex(), "3 号盒/12", Qt.ItemDataRole.EditRole)
    assert line(page, "官庄村").endswith("|3 号盒/12")


def test_a_pasted_column_of_names_ticks_these_villages_after_a_look(page: ErrandsPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("1\t官庄村党支部\n2\t西利见村\n3\t火星村\n")
    go_to(page, "大阿陀村")
    qtbot.keyClick(page.panel.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said(dialog(page), "tickSaid") == "认出 2 个，1 行没认出"
    go(page)
    assert said(dialog(page), "tickNamesProblemText") == "“火星村”不在这次的单位里"
    fill(page, tickNames="官庄村\n西利见村", tickDayLine="6.16")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        go(page)
    assert line(page, "官庄村") == line(page, "西利见村") == "收到|06-16||"
    assert line(page, "东利见村") == "没交，剩 3 天|||"


def test_what_is_not_complete_goes_back_with_a_reason(
    page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot
) -> None:
    back = page.findChild(QPushButton, "errandBack")
    assert back is not None
    go_to(page, "官庄村")
    assert not back.isEnabled()
    write(
        gate, qtbot, lambda services: services.errands.receive(errand, ids(gate, "官庄村"), date(2026, 6, 15))
    )
    go_to(page, "官庄村")
    assert back.isEnabled()
    press(page, "errandBack")
    go(page)
    assert said(dialog(page), "backReasonProblemText") == "写清缺什么，村里好补"
    fill(page, backReason="缺公章")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        go(page)
    assert line(page, "官庄村") == "退回|06-15|06-17 缺公章|"


def test_the_chips_narrow_the_grid(page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot) -> None:
    write(gate, qtbot, lambda services: services.errands.receive(errand, ids(gate, "官庄村"), None))
    page.panel._chips.choose("got")
    table = page.panel.table
    assert [table.cell(row, 0).text for row in range(table.rowCount())] == [
        "没有划入社区　收到 1/1",
        "官庄村",
    ]


def test_texts_for_the_late_name_villages_only_to_their_own_community(
    desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    gate = people_gate
    units = ids(gate, "东利见村", "西利见村", "小河口村", "水码头村")
    errand = write(
        gate,
        qtbot,
        lambda services: services.errands.add(FORM, "", date(2026, 6, 12), date(2026, 6, 20), units),
    ).id
    write(gate, qtbot, lambda services: services.errands.receive(errand, units[:2], None))
    write(
        gate,
        qtbot,
        lambda services: services.errands.give_back(errand, units[1], "缺公章", date(2026, 6, 17)),
    )
    page = ErrandsPage(desk, gate)
    qtbot.addWidget(page)
    page.show()
    press(page, "errandChase")
    chase = page.panel._chase
    assert chase is not None
    due = "《党员教育情况表》6月20日 周六前交，还有 3 天。"
    assert [(text.title, text.text) for text in chase.texts] == [
        ("发到群里", f"{due}\n还差：利见社区 2 个、水码头社区 1 个。"),
        ("利见社区", f"利见社区：{due}\n还差 1 个：小河口村。\n要补的 1 个：西利见村（缺公章）。"),
        ("水码头社区", f"水码头社区：{due}\n还差 1 个：水码头村。"),
    ]
    chase._named.setChecked(True)
    assert chase.texts[0].text.endswith("还差：西利见村、小河口村、水码头村。")
    with qtbot.waitSignal(page.copied, timeout=WAIT):
        press(page, "chaseCopyAll")
    assert QGuiApplication.clipboard().text() == "\n\n".join(text.text for text in chase.texts[1:])


def test_nothing_is_chased_once_all_is_in(page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot) -> None:
    names = ids(gate, "官庄村", "东利见村", "西利见村", "大阿陀村")
    write(gate, qtbot, lambda services: services.errands.receive(errand, names, None))
    assert not page.panel.chase.isEnabled()


def test_a_new_errand_for_all_branches(page: ErrandsPage, qtbot: QtBot) -> None:
    page.take_request(ErrandRequest())
    go(page)
    assert said(dialog(page), "errandTitleProblemText") == "填上要什么材料"
    fill(page, errandTitle="七一慰问名单", errandBy="镇党委", errandDueLine="6.10")
    go(page)
    assert said(dialog(page), "errandDueProblemText") == "比要的那天还早，改一个日期"
    fill(page, errandDueLine="6.21")
    assert said(dialog(page), "errandDueHint") == "6月21日是端午节假期，之前最后一个工作日是 6月18日 周四"
    with qtbot.waitSignal(page.done, timeout=WAIT):
        go(page)
    assert said(page, "errandTitleShown") == "七一慰问名单"
    assert page.place() == "收到 0，共 59 个单位"
    assert listed(page) == [FORM, "七一慰问名单"]


def test_a_new_errand_for_some_that_are_written_down(page: ErrandsPage, qtbot: QtBot) -> None:
    page.deeds()["new"]()
    fill(page, errandTitle="摸底表", errandDueLine="6.25")
    from ui.widgets.combo import Combo

    who = dialog(page).findChild(Combo, "errandUnits")
    assert who is not None
    who.set_value("picked")
    fill(page, errandPicked="官庄村\n火星村")
    go(page)
    assert said(dialog(page), "errandPickedProblemText") == "“火星村”不在这次的单位里"
    fill(page, errandPicked="官庄村\n西利见村")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        go(page)
    assert page.place() == "收到 0，共 2 个单位"


def test_other_units_and_another_day_are_one_deed(
    page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot
) -> None:
    page.panel._asked_deeds.change()
    from ui.widgets.combo import Combo

    who = dialog(page).findChild(Combo, "errandUnits")
    assert who is not None
    assert who.currentText() == "还是这 4 个单位"
    who.set_value("picked")
    fill(page, errandPicked="官庄村\n西利见村", errandDueLine="6.24")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        go(page)
    view = gate.reader.errands.get(errand)
    assert (view.errand.due_on, len(view.units)) == (date(2026, 6, 24), 2)
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    view = gate.reader.errands.get(errand)
    assert (view.errand.due_on, len(view.units)) == (date(2026, 6, 20), 4)


def test_the_overdue_stand_first_and_the_finished_last(
    page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot
) -> None:
    units = ids(gate, "官庄村")
    for title, due in (("过了的", date(2026, 6, 14)), ("还早的", date(2026, 6, 30))):
        write(
            gate,
            qtbot,
            lambda services, title=title, due=due: services.errands.add(  # type: ignore[misc]
                title, "", date(2026, 6, 1), due, units
            ),
        )
    assert listed(page) == ["过了的", FORM, "还早的"]
    page.list.choose(errand)
    with qtbot.waitSignal(page.done, timeout=WAIT):
        press(page, "errandFinish")
    assert listed(page) == ["过了的", "还早的", FORM]
    assert said(page, "errandDueShown") == "6月20日 周六前交，6月17日办完"
    with qtbot.waitSignal(page.done, timeout=WAIT):
        press(page, "errandFinish")
    assert listed(page) == ["过了的", FORM, "还早的"]


def test_one_is_deleted_and_comes_back_with_its_ticks(
    page: ErrandsPage, gate: Gate, errand: int, qtbot: QtBot
) -> None:
    write(gate, qtbot, lambda services: services.errands.receive(errand, ids(gate, "官庄村"), None))
    with qtbot.waitSignal(page.done, timeout=WAIT):
        page.panel._asked_deeds.delete()
    assert listed(page) == []
    assert said(page, "emptyTitle") == "没有要收的材料"
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    assert line(page, "官庄村") == "收到|06-17||"


def test_a_form_is_attached_opened_and_taken_out(
    page: ErrandsPage, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "情况表.txt"
    path.write_text("单位,人数", "utf-8")
    with qtbot.waitSignal(page.done, timeout=WAIT):
        page.panel.files.take_paths([path])
    settle()
    assert [form.name for form in page.panel.files.forms] == ["情况表.txt"]
    assert gate.reader.errands.all()[0].forms == 1
    button = page.findChild(MoreButton, f"errandForm{page.panel.files.forms[0].id}")
    assert button is not None
    actions = {action.objectName(): action for action in button.offered().actions()}
    with qtbot.waitSignal(page.file_wanted, timeout=WAIT) as wanted:
        actions["errandFormOpen"].trigger()
    assert wanted.args[0].name == "情况表.txt"
    with qtbot.waitSignal(page.done, timeout=WAIT):
        actions["errandFormRemove"].trigger()
    assert page.panel.files.forms == ()


def test_the_register_is_asked_for_as_a_paper(page: ErrandsPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.wishes.page_wanted, timeout=WAIT) as wanted:
        page.deeds()["print"]()
    assert wanted.args == ["print", PrintRequest("errand-register", {"errand": "2026-01", "year": 2026})]


def test_an_empty_page_says_what_it_is_for(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    made = on_screen(ErrandsPage(desk, gate), qtbot)
    assert said(made, "emptyTitle") == "没有要收的材料"
    assert made.deeds().keys() == {"new", "recount"}
