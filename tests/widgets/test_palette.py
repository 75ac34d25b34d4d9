"""The palette by keys: what is found is opened, what cannot be done is not offered, nothing of it is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from gzparty.domain.people import PartyClass
from gzparty.i18n import SOURCE, install
from gzparty.services.palette import Everything
from gzparty.services.people import PersonDraft, Placing
from gzparty.services.training import CourseDraft
from tests.widgets.helpers import settle
from tests.widgets.steps import eventually
from ui.desk import Desk
from ui.gate import Gate
from ui.main_window import MainWindow, Office
from ui.panels.palette.commands import Command, Topics, all_commands
from ui.panels.palette.finding import Answer, Rows
from ui.panels.palette.lately import Lately
from ui.panels.palette.opening import PaletteOpening
from ui.panels.palette.palette import Palette
from ui.panels.palette.rows import Row
from ui.resource import path_of
from ui.shell import Deeds, Group, Page, PageWidget
from ui.wishes import PersonRequest, PrintRequest, SettingsRequest, TrainingRequest, Wishes


class AnyPage(PageWidget):
    """A page with a field, that can print while it may."""

    def __init__(self) -> None:
        super().__init__()
        self.able = True
        self.done_deeds: list[str] = []
        self.asked: list[object] = []
        self.field = QLineEdit()
        self.field.setObjectName("field")
        QVBoxLayout(self).addWidget(self.field)

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {"new": lambda: self.done_deeds.append("new")}
        if self.able:
            deeds["print"] = lambda: self.done_deeds.append("print")
        return deeds

    def take_request(self, request: object) -> None:
        self.asked.append(request)


KEYS = (
    ("home", "工作台"),
    ("training", "书记培训"),
    ("ledger", "整改台账"),
    ("people", "组织与人员"),
    ("print", "打印中心"),
    ("settings", "设置"),
)


@pytest.fixture
def english() -> Iterator[None]:
    """The language of windows made from now on."""
    install("en", Path(path_of("locale")))
    yield
    install(SOURCE)


@pytest.fixture
def window(desk: Desk, gate: Gate, qtbot: QtBot) -> Iterator[MainWindow]:
    pages = [Page(key, title, key, Group.WORK, AnyPage) for key, title in KEYS]
    made = MainWindow(desk, Office("官庄镇"), pages)
    PaletteOpening(desk, gate, made)
    qtbot.addWidget(made)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1264, 620)
    made.show()
    made.show_first_page(kept=False)
    made.activateWindow()
    settle()
    yield made
    made.close()


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> Palette:
    opening = window.findChild(PaletteOpening)
    assert isinstance(opening, PaletteOpening)
    window.palette_requested.emit()
    made = opening.palette()
    eventually(qtbot, lambda: bool(made._topics.papers))
    return made


def page(window: MainWindow) -> AnyPage:
    found = window.current_page()
    assert isinstance(found, AnyPage)
    return found


def rows(palette: Palette) -> list[Row]:
    return [palette.rows.row(place) for place in range(palette.rows.rowCount())]


def words(palette: Palette) -> list[str]:
    return [row.words for row in rows(palette) if row.run is not None]


def type_in(palette: Palette, qtbot: QtBot, text: str) -> None:
    palette.line.clear()
    heard: list[bool] = []
    palette.shown.connect(lambda: heard.append(True))
    palette.line.setText(text)
    eventually(qtbot, lambda: bool(heard))


def press(palette: Palette, qtbot: QtBot, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(palette.line, key, modifier)


def add(gate: Gate, qtbot: QtBot, name: str, **facts: object) -> int:
    made: list[int] = []
    unit = next(unit.id for unit in gate.reader.people.units() if unit.kind == "village_branch")
    draft = replace(PersonDraft(name), **facts)  # type: ignore[arg-type]
    gate.write(
        lambda services: services.people.add_person_to(draft, Placing(unit, PartyClass.FULL)),
        lambda outcome: made.append(outcome.value.id),
    )
    eventually(qtbot, lambda: bool(made))
    return made[0]


def test_a_person_is_opened_by_keys_alone(
    palette: Palette, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(palette.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    person = add(gate, qtbot, "单示例癸")
    type_in(palette, qtbot, "shanslg")
    assert words(palette) == ["单示例癸"]
    press(palette, qtbot, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.current_key() == "people"
    assert page(window).asked == [PersonRequest(person_id=person)]


def test_the_second_deed_of_a_person_is_the_certificate(
    palette: Palette, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    person = add(gate, qtbot, "单示例癸")
    uid = gate.reader.store.directory.records([person])[person].uid
    type_in(palette, qtbot, "单示例癸")
    assert palette._second.text() == "Ctrl+Enter 学时证明"
    press(palette, qtbot, Qt.Key.Key_Return, control=True)
    assert page(window).asked == [PrintRequest("certificate", {"person": uid})]


def test_a_session_is_opened_by_its_number(
    palette: Palette, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    type_in(palette, qtbot, "6期")
    assert words(palette)[0] == "第 6 期书记培训"
    press(palette, qtbot, Qt.Key.Key_Enter)
    sixth = gate.reader.sessions.year(2026).lines[5].training
    assert page(window).asked == [TrainingRequest(sixth.id)]


def test_a_record_is_found_by_what_it_says(palette: Palette, gate: Gate, qtbot: QtBot) -> None:
    sixth = gate.reader.sessions.year(2026).lines[5].training
    stored: list[object] = []
    gate.write(
        lambda services: services.trainings.set_courses(sixth.id, [CourseDraft("森林防火", minutes=90)]),
        stored.append,
    )
    eventually(qtbot, lambda: bool(stored))
    type_in(palette, qtbot, "防火")
    assert words(palette) == ["第 6 期书记培训"]


def test_a_phone_is_found_by_its_end_and_shown_masked(palette: Palette, gate: Gate, qtbot: QtBot) -> None:
    add(gate, qtbot, "单示例癸", phone="13812349876")
    type_in(palette, qtbot, "9876")
    (row,) = [row for row in rows(palette) if row.words == "单示例癸"]
    assert "138****9876" in row.detail
    assert "13812349876" not in row.sentence


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("qdb", "打印 签到表"),
        ("打印签到表", "打印 签到表"),
        ("gdb", "高对比"),
        ("quanping", "全屏"),
        ("shezhi", "设置"),
    ],
)
def test_commands_are_found_by_characters_pinyin_and_initials(
    palette: Palette, qtbot: QtBot, typed: str, said: str
) -> None:
    type_in(palette, qtbot, f">{typed}")
    assert any(said in found for found in words(palette))


def test_a_paper_is_opened_in_the_print_centre(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    type_in(palette, qtbot, "＞打印签到表")
    press(palette, qtbot, Qt.Key.Key_Return)
    assert page(window).asked == [PrintRequest("sign-in", {})]


def test_a_setting_is_jumped_to(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    type_in(palette, qtbot, ">设置哪天办")
    press(palette, qtbot, Qt.Key.Key_Return)
    assert page(window).asked == [SettingsRequest(setting="training_rule")]


@pytest.mark.parametrize(
    ("typed", "key"),
    [(">设置语言", "window/language"), (">每天定时", "remind/at"), (">dkcxstx", "remind/start")],
)
def test_a_choice_no_menu_offers_is_jumped_to(
    palette: Palette, window: MainWindow, qtbot: QtBot, typed: str, key: str
) -> None:
    type_in(palette, qtbot, typed)
    press(palette, qtbot, Qt.Key.Key_Return)
    assert page(window).asked == [SettingsRequest(setting=key)]


def test_a_choice_of_a_menu_is_offered_once(palette: Palette, qtbot: QtBot) -> None:
    type_in(palette, qtbot, ">颜色")
    assert [said for said in words(palette) if "设置" in said] == []


def test_a_setting_met_inside_comes_before_the_search_in_records_that_have_none() -> None:
    wishes = Wishes()
    ran = Command("setting/cover_minutes", "设置 几分钟不动就遮上", "安全", "settings", "", lambda: None)
    made = Rows(wishes, ["find"]).of_text(Answer("遮上", Everything()), [ran])
    assert [row.words for row in made if row.run] == ["设置 几分钟不动就遮上", "在记录里找“遮上”"]


def test_what_the_page_can_do_is_offered_with_its_key_and_done(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    home = page(window)
    type_in(palette, qtbot, ">打印")
    (row,) = [row for row in rows(palette) if row.words == "打印"]
    assert (row.detail, row.keys) == ("工作台", "Ctrl+P")
    press(palette, qtbot, Qt.Key.Key_Return)
    assert home.done_deeds == ["print"]


def test_what_the_page_cannot_do_now_is_not_offered(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    palette.leave()
    page(window).able = False
    page(window).deeds_changed.emit()
    window.palette_requested.emit()
    type_in(palette, qtbot, ">打印")
    assert "打印" not in words(palette)
    type_in(palette, qtbot, ">撤销")
    assert words(palette) == []
    assert "没有找到" in palette._none.text()


def test_a_new_record_of_another_page_is_begun_there(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    type_in(palette, qtbot, ">登记问题")
    press(palette, qtbot, Qt.Key.Key_Return)
    assert window.current_key() == "ledger"
    assert page(window).done_deeds == ["new"]


def test_everything_a_menu_offers_is_offered_and_nothing_is_without_its_icon(
    palette: Palette, window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    type_in(palette, qtbot, ">")
    found = {row.keys for row in rows(palette)}
    for action in window.actions():
        assert isinstance(action, QAction)
        if action.isEnabled() and action.objectName() not in ("palette", "next_pane", "previous_pane"):
            assert (
                not action.shortcuts()
                or action.shortcut().toString() in found
                or "Tab" in action.shortcut().toString()
            )
    for row in rows(palette):
        if row.run is not None:
            assert not desk.theme.icons.pixmap(row.icon, desk.theme.colour("ink"), 16, 1.0).isNull(), (
                row.words
            )


def test_esc_gives_the_focus_back_to_where_it_was(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    palette.leave()
    page(window).field.setFocus()
    qtbot.keyClick(page(window).field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette.isVisible()
    assert QApplication.focusWidget() is palette.line
    press(palette, qtbot, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is page(window).field


def test_no_key_of_the_window_works_from_the_line(palette: Palette, window: MainWindow, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_2):
        press(palette, qtbot, key, control=True)
    assert palette.isVisible()
    assert page(window).done_deeds == []
    assert window.current_key() == "home"


def test_arrows_go_round_and_headings_are_never_chosen(palette: Palette, qtbot: QtBot) -> None:
    type_in(palette, qtbot, ">颜色")
    first = palette.current()
    press(palette, qtbot, Qt.Key.Key_Up)
    last = palette.current()
    assert first is not None
    assert last is not None
    assert (first.words, last.words) == ("颜色 跟随系统", "颜色 高对比")
    press(palette, qtbot, Qt.Key.Key_Down)
    assert palette.current() is first
    press(palette, qtbot, Qt.Key.Key_PageDown)
    assert palette.current() is last
    assert palette.line.accessibleDescription() == last.sentence


def test_what_was_opened_lately_comes_first_and_no_name_is_kept(
    palette: Palette, window: MainWindow, gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    person = add(gate, qtbot, "单示例癸")
    type_in(palette, qtbot, "单示例癸")
    press(palette, qtbot, Qt.Key.Key_Return)
    kept = desk.memory.recall(f"palette/{gate.reader.store.office.uid()}")
    assert kept == [["person", person]]
    window.palette_requested.emit()
    eventually(qtbot, lambda: words(palette)[:1] == ["单示例癸"])
    assert rows(palette)[0].words == "最近用过"


def test_a_choice_made_lately_is_found_again_in_another_language(
    palette: Palette, window: MainWindow, gate: Gate, desk: Desk, qtbot: QtBot
) -> None:
    type_in(palette, qtbot, ">颜色深色")
    press(palette, qtbot, Qt.Key.Key_Return)
    kept = Lately(desk.memory, gate.reader.store.office.uid()).commands()
    install("en", Path(path_of("locale")))
    try:
        again = [one for one in all_commands(window, Topics()) if one.key == kept[0]]
    finally:
        install(SOURCE)
    assert len(again) == 1
    assert again[0].words.startswith("Colours")


def test_a_paper_comes_before_a_setting_that_is_met_no_better(palette: Palette, qtbot: QtBot) -> None:
    type_in(palette, qtbot, ">tb")

    kinds = [str(row.key[1]).split("/")[0] for row in rows(palette) if row.key is not None]
    assert {"paper", "setting"} <= set(kinds)
    assert "paper" not in kinds[kinds.index("setting") :]


def test_a_chapter_of_the_manual_is_opened_by_initials(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    type_in(palette, qtbot, ">sczgtz")
    assert words(palette) == ["手册 整改台账"]
    with qtbot.waitSignal(window.help_wanted) as wanted:
        press(palette, qtbot, Qt.Key.Key_Return)
    assert wanted.args == ["ledger"]


def test_nothing_typed_or_found_is_left_when_the_window_is_hidden(
    palette: Palette, window: MainWindow, qtbot: QtBot
) -> None:
    type_in(palette, qtbot, "示例")
    assert words(palette)
    window.hide()
    window.show()
    settle()
    assert not palette.isVisible()
    assert palette.line.text() == ""
    assert words(palette) == []


def test_a_late_answer_never_replaces_what_is_typed_now(palette: Palette, qtbot: QtBot) -> None:
    from gzparty.services.palette import Everything, Found
    from ui.panels.palette.finding import Answer

    type_in(palette, qtbot, ">颜色")
    palette._answer(Answer("zs", Everything((Found("person", 1, "张三示例"),))))
    assert "张三示例" not in words(palette)


def hold_back(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Keep answers back as a slow disk would; each is given by calling it."""
    held: list[Callable[[], None]] = []
    ask = gate.behind.ask
    monkeypatch.setattr(gate.behind, "ask", lambda *wish: held.append(partial(ask, *wish)))
    return held


def test_enter_typed_ahead_of_the_answer_opens_what_was_typed_never_what_stood_there_before(
    palette: Palette, window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(palette, qtbot, "zgtz")
    assert words(palette)[0] == "整改台账"
    held = hold_back(gate, monkeypatch)
    palette.line.setText("dyzx")
    press(palette, qtbot, Qt.Key.Key_Return)
    assert palette.isVisible()
    held[-1]()
    eventually(qtbot, lambda: not palette.isVisible())
    assert window.current_key() == "print"


def test_what_is_typed_after_enter_takes_it_back(
    palette: Palette, window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold_back(gate, monkeypatch)
    palette.line.setText("dyz")
    press(palette, qtbot, Qt.Key.Key_Return)
    palette.line.setText("dyzx")
    held[-1]()
    eventually(qtbot, lambda: words(palette)[:1] == ["打印中心"])
    assert palette.isVisible()
    assert window.current_key() == "home"


def test_the_box_in_the_menu_row_opens_it_and_names_its_key(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    palette.leave()
    assert window.menu_row.search.accessibleName() == "查找人、村、问题或功能，Ctrl+K"
    window.menu_row.search.click()
    assert palette.isVisible()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()


@pytest.mark.parametrize("typed", [">english", ">language"])
def test_english_is_found_in_a_chinese_window(
    palette: Palette, window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    type_in(palette, qtbot, typed)
    press(palette, qtbot, Qt.Key.Key_Return)
    assert page(window).asked == [SettingsRequest(setting="window/language")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (">语言", "Language"),
        (">中文", "Language"),
        (">shezhi", "Settings"),
        (">打印签到表", "Print"),
        (">字号标准", "Text size"),
        (">全屏", "Full screen"),
    ],
)
def test_a_window_switched_to_english_by_accident_is_still_found_in_chinese(
    english: None, palette: Palette, qtbot: QtBot, typed: str, said: str
) -> None:
    type_in(palette, qtbot, typed)
    assert any(said.lower() in found.lower() for found in words(palette))
