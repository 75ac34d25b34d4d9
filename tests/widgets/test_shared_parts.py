"""The parts several pages are made of: right panel, segments, banner, list of places, 更多."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QCompleter, QDialog, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import settle
from ui.memory import Memory
from ui.panels.inspection.problem_form import ProblemForm, ProblemGround
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.chip import ChipChoice, ChipRow
from ui.widgets.controls import button
from ui.widgets.dialog_size import open_at
from ui.widgets.empty_state import EmptyState
from ui.widgets.facts import BRIEF, Fact, FactLine, FactStrip
from ui.widgets.flow import FlowLayout
from ui.widgets.kept_split import KeptSplit
from ui.widgets.line_list import Line, LineList
from ui.widgets.more_button import MoreButton
from ui.widgets.name_combo import NameCombo
from ui.widgets.name_field import NameField
from ui.widgets.pick import Pick, PickCombo
from ui.widgets.right_panel import RightPanel
from ui.widgets.segments import Segments
from ui.widgets.side_list import SideItem, SideList, SideModel
from ui.widgets.stepper import PeriodStepper

PLACES = (
    SideItem("", "书记培训"),
    SideItem("training-plan", "年度计划"),
    SideItem("sign-in", "签到表"),
    SideItem("", "通用"),
    SideItem("people", "人员花名册"),
)


def test_a_list_of_places_keeps_qts_contract() -> None:
    model = SideModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(PLACES)
    model.show(PLACES[:2])
    assert model.rowCount() == 2


def test_arrows_pass_over_headings(theme: Theme, qtbot: QtBot) -> None:
    places = SideList(theme, "papers", "有哪些表")
    qtbot.addWidget(places)
    places.show_items(PLACES)
    places.show()
    places.choose("sign-in")
    chosen: list[str] = []
    places.chosen.connect(chosen.append)
    qtbot.keyClick(places, Qt.Key.Key_Down)
    assert chosen == ["people"]
    assert places.current_key() == "people"


def test_a_place_stays_chosen_when_others_come_and_go(theme: Theme, qtbot: QtBot) -> None:
    places = SideList(theme, "papers", "有哪些表")
    qtbot.addWidget(places)
    places.show_items(PLACES)
    places.choose("people")
    places.show_items(PLACES[3:])
    assert places.current_key() == "people"


@pytest.mark.parametrize("by_mouse", [False, True])
def test_a_choice_is_selected_for_typing_over_however_its_field_was_come_to(
    theme: Theme, qtbot: QtBot, by_mouse: bool
) -> None:
    pick = PickCombo(theme, "unit")
    qtbot.addWidget(pick)
    pick.offer([Pick("官庄村", 1, "gzc"), Pick("张家沙沟村", 2, "zjsgc")])
    pick.show()
    line = pick.lineEdit()
    assert line is not None
    if by_mouse:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    pick.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    assert line.selectedText() == "官庄村"


def test_segments_tell_which_choice_holds(theme: Theme, qtbot: QtBot) -> None:
    segments = Segments(theme, "layout", (("single", "单栏"), ("double", "双栏")))
    qtbot.addWidget(segments)
    assert segments.value() == "single"
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.mouseClick(segments.segment("double"), Qt.MouseButton.LeftButton)
    assert told.args == ["double"]
    with qtbot.assertNotEmitted(segments.chosen):
        segments.set_value("single")
    assert segments.value() == "single"


def test_a_banner_is_there_only_while_it_says_something(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "usbReminder", "usb")
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("9 天没往 U 盘存了", "电脑坏了，本机的备份也会跟着丢。")
    assert not banner.isHidden()
    assert banner.accessibleName() == "9 天没往 U 盘存了 电脑坏了，本机的备份也会跟着丢。"
    banner.say("")
    assert banner.isHidden()


def test_a_panel_names_its_record_and_shows_a_foot_once_it_has_deeds(theme: Theme, qtbot: QtBot) -> None:
    panel = RightPanel(theme, "personPanel")
    qtbot.addWidget(panel)
    panel.show_title("孙示例", "西利见村党支部书记")
    panel.add_section(QLabel("出生年月"))
    panel.show()
    settle()
    assert panel.accessibleName() == "孙示例 西利见村党支部书记"
    foot = panel.foot.parentWidget()
    assert foot is not None
    assert foot.isHidden()
    panel.add_deed("editPerson", "修改", icon="edit")
    assert not foot.isHidden()


def test_the_button_for_more_offers_its_deeds(theme: Theme, qtbot: QtBot) -> None:
    more = MoreButton(theme, "morePerson")
    qtbot.addWidget(more)
    done: list[str] = []
    action = more.add("mergePerson", "合并两个人", lambda: done.append("merge"))
    action.trigger()
    assert done == ["merge"]
    assert more.text() == "更多"


def test_down_offers_whom_initials_mean_and_initials_of_nobody_are_no_name(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offers: list[list[str]] = []
    monkeypatch.setattr(
        QCompleter, "complete", lambda completer: offers.append(completer.model().stringList())
    )
    field = NameField(theme, "who")
    qtbot.addWidget(field)
    field.know([("曹示例", "csl czl"), ("陈示例", "csl"), ("郑示例", "zsl")])
    qtbot.keyClick(field, Qt.Key.Key_Down)
    field.setText("csl")
    assert field.problem() == "“csl”能对上 2 个人，写上姓名"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert offers == [["曹示例", "陈示例", "郑示例"], ["曹示例", "陈示例"]]
    field.setText("xyz")
    assert field.problem() == "“xyz”对不上哪个人，写上姓名"
    for name in ("郑示例", "KTV", "Aliya Memet", ""):
        field.setText(name)
        assert not field.problem()


def test_enter_goes_on_past_an_offer_that_is_not_taken(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The completer hands its keys to the field as if the field had the focus."""
    field = NameField(theme, "who")
    qtbot.addWidget(field)
    field.know([("曹示例", "csl")])
    passed: list[int] = []
    field.returnPressed.connect(lambda: passed.append(1))
    field.setText("csl")
    popup = field.completer().popup()
    shown = [True]
    monkeypatch.setattr(popup, "isVisible", lambda: shown[0])
    monkeypatch.setattr(popup, "hide", lambda: shown.__setitem__(0, False))
    monkeypatch.setattr(field.completer(), "popup", lambda: popup)
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    field.keyPressEvent(enter)
    settle()
    assert enter.isAccepted()
    assert shown == [False]
    assert passed == [1]
    assert field.text() == "曹示例"


def test_enter_goes_on_past_an_offer_that_stands_there_already(theme: Theme, qtbot: QtBot) -> None:
    """A name pasted or typed whole is the row its own offer stands on."""
    form = ProblemForm(theme, ProblemGround(2026, None, [("曹示例", "csl")]), "")
    qtbot.addWidget(form)
    form.show()
    field = form.findChild(NameField, "problemResponsibleLine")
    assert field is not None
    field.setFocus()
    QApplication.clipboard().setText("曹示例")
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    popup = field.completer().popup()
    assert popup.currentIndex().data() == "曹示例"
    with qtbot.waitSignal(form.returned):
        qtbot.keyClick(popup if popup.isVisible() else field, Qt.Key.Key_Return)
    assert field.text() == "曹示例"


def test_chips_without_room_go_on_in_a_second_line_and_none_is_cut_off(theme: Theme, qtbot: QtBot) -> None:
    words = ("没销号", "逾期", "登记", "整改中", "待验收", "已销号")
    row = ChipRow(theme, "chips", [ChipChoice(one, one, 21) for one in words], wraps=True)
    qtbot.addWidget(row)
    row.resize(260, row.heightForWidth(260))
    row.show()
    chips = [row.chip(one) for one in words]
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert all(row.rect().contains(chip.geometry()) for chip in chips)
    assert len({chip.y() for chip in chips}) > 1


def test_tools_pushed_right_end_their_line_and_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = FlowLayout(holder, 8)
    first, hidden, last = (QPushButton(words) for words in ("找", "藏", "选列"))
    for made in (first, hidden, last):
        line.addWidget(made)
    hidden.hide()
    line.push_right(last)
    holder.resize(600, line.heightForWidth(600))
    holder.show()
    assert first.x() == 0
    assert last.geometry().right() == holder.rect().right()
    holder.resize(first.width() + last.width() + 8, holder.height())
    assert first.y() == last.y()


def test_a_panel_widens_for_its_buttons_until_their_words_give_way(theme: Theme, qtbot: QtBot) -> None:
    bare, panel = RightPanel(theme, "bare"), RightPanel(theme, "panel")
    deeds = [panel.add_deed(f"deed{n}", "转成整改台账里的问题") for n in range(3)]
    for one in (bare, panel):
        qtbot.addWidget(one)
        one.show()
    needed = sum(deed.sizeHint().width() for deed in deeds)
    assert bare.minimumSizeHint().width() == theme.px(320)
    assert needed > panel.minimumSizeHint().width() > theme.px(320)
    assert all(deed.minimumSizeHint().width() < deed.sizeHint().width() for deed in deeds)


def test_a_long_name_shows_its_beginning_also_after_others_are_offered(theme: Theme, qtbot: QtBot) -> None:
    combo = NameCombo(theme, "inspectors")
    qtbot.addWidget(combo)
    combo.set_value("周示例、黄示例、郑示例、曹示例")
    combo.know([("吴示例", "wsl")])
    line = combo.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0
    assert combo.value() == "周示例、黄示例、郑示例、曹示例"


def test_a_split_comes_back_as_wide_as_it_was_left_and_as_designed_where_it_was_not(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    memory = Memory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))

    holders: list[QWidget] = []

    def page() -> KeptSplit:
        holder = QWidget()
        holders.append(holder)
        qtbot.addWidget(holder)
        holder.resize(1000, 400)
        split = KeptSplit(theme, memory, "page", holder)
        split.resize(1000, 400)
        for _side in range(2):
            split.addWidget(QWidget())
        holder.show()
        split.arrange_panel(300)
        return split

    first = page()
    assert first.sizes()[1] == 300
    first.moveSplitter(600, 1)
    left = first.sizes()
    assert left[1] != 300
    assert page().sizes() == left
    memory.keep("page/widths", [1, 2, 3])
    assert page().sizes()[1] == 300


def test_a_narrow_strip_says_its_facts_shorter_and_cuts_none_of_them_off(theme: Theme, qtbot: QtBot) -> None:
    strip = FactStrip(theme, "strip", ("size", "copy"))
    qtbot.addWidget(strip)
    deed = QPushButton("现在自查")
    strip.add_deed(deed)
    strip.show_facts(
        [Fact("size", "数据文件", "5.6 MB", until=BRIEF), Fact("copy", "上次备份", "今天", short="备份")]
    )
    spoken, whole = [], []
    for width in (900, 120):
        strip.resize(width, 52)
        strip.show()
        settle()
        lines = [line for line in cast("list[FactLine]", strip.findChildren(FactLine)) if line.isVisible()]
        spoken.append([line.accessibleName() for line in lines])
        whole.append(all(line.width() >= line.sizeHint().width() for line in lines))
    assert spoken == [["数据文件 5.6 MB", "上次备份 今天"], ["上次备份 今天"]]
    assert whole == [True, True]
    assert deed.isHidden()


@pytest.mark.parametrize(("scale", "height"), [(1.0, 520), (1.3, 572)])
def test_a_dialog_opens_within_its_window_however_large_the_letters_are(
    theme: Theme, qtbot: QtBot, scale: float, height: int
) -> None:
    theme.set_scale(scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1264, 620)
    dialog = QDialog(window)
    open_at(dialog, theme, 860, 520)
    assert dialog.height() == height


def test_an_empty_state_offers_no_button_before_it_says_what_is_lacking(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, "empty")
    qtbot.addWidget(state)
    state.show()
    buttons = cast("list[QPushButton]", state.findChildren(QPushButton))
    assert [one.isVisible() for one in buttons] == [False, False]
    state.say("还没有", "先加一个", "加一个")
    assert [one.isVisible() for one in buttons] == [True, False]


def test_a_button_wider_than_its_line_ends_in_an_ellipsis_within_it(theme: Theme, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, 6)
    wide = button(theme, "wide", "提前请假" * 10)
    flow.addWidget(wide)
    box.resize(160, 80)
    box.show()
    settle()

    assert wide.geometry().right() <= box.rect().right()


def test_a_day_behind_a_short_fact_has_the_room_it_needs(theme: Theme, qtbot: QtBot) -> None:
    posts = LineList(theme, "posts", 128)
    qtbot.addWidget(posts)
    posts.resize(360, 100)
    posts.show_lines([Line("党支部书记", "程示例（代）", state="2014.12.31起")], "")

    needed = QFontMetrics(theme.font(13)).horizontalAdvance("2014.12.31起")
    assert posts._state_width() - theme.px(20) >= needed


@pytest.mark.parametrize(
    ("when", "whole"), [("Deputy branch secretary", True), ("很长的职务名称" * 9, False)]
)
def test_the_fact_begins_behind_a_long_post_but_never_beyond_the_middle(
    theme: Theme, qtbot: QtBot, when: str, whole: bool
) -> None:
    posts = LineList(theme, "posts", 44)
    qtbot.addWidget(posts)
    posts.resize(420, 100)
    posts.show_lines([Line("书记", "程示例"), Line(when, "寺示例善")], "")

    needed = QFontMetrics(theme.font(13)).horizontalAdvance(when)
    assert (posts._what_left() > needed) is whole
    assert posts._what_left() <= posts.width() // 2 + theme.px(8)


def test_the_period_is_whole_where_there_is_no_room_though_it_was_told_before_it_had_its_size(
    theme: Theme, qtbot: QtBot
) -> None:
    head = QWidget()
    qtbot.addWidget(head)
    stepper = PeriodStepper(theme, "year", "上一年", "下一年")
    stepper.show_period("2026年")
    words = stepper.findChild(QLabel, "yearWords")
    assert words is not None
    words.setStyleSheet("font-size: 30px; padding: 0 12px")
    QHBoxLayout(head).addWidget(stepper)
    head.resize(40, 40)
    head.show()
    settle()
    assert words.width() >= words.sizeHint().width()
