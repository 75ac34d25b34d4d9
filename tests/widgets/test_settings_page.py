"""设置: a changed field is stored on leaving it, a wrong one says why beside itself and keeps what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.setting import SettingGroup
from gzparty.setting_list import SETTINGS
from tests.widgets.helpers import as_text, settle
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.settings import CHANGED, DRAFT, SettingsPage
from ui.panels import settings_form
from ui.panels.duty.settings import DUTIES
from ui.panels.settings_form import OFFICE, OFFICE_NAME
from ui.preferences import DENSITY, DRESS, LANGUAGE, LOOK, REMIND_AT, REMIND_AT_START, SCALE, TRAY
from ui.widgets.combo import Combo
from ui.wishes import SettingsRequest

WAIT = 20000


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk, gate)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made._side.choose(SettingGroup.TRAINING)
    settle()
    return made


def line(page: SettingsPage, key: str) -> QLineEdit:
    found = page._form.control(key)
    assert isinstance(found, QLineEdit)
    return found


def leave(page: SettingsPage, qtbot: QtBot, key: str, text: str) -> None:
    """Type into a field of whatever part and go on to the list, as with Tab or the mouse."""
    page._side.choose(next((setting.group for setting in SETTINGS if setting.key == key), OFFICE))
    field = line(page, key)
    field.setFocus()
    field.selectAll()
    field.insert(text)
    page._side.setFocus()
    settle()


def problem(page: SettingsPage, key: str) -> str:
    found = page.findChild(QLabel, f"{key}ProblemText")
    assert found is not None
    return found.text() if found.isVisibleTo(page) else ""


def stored(gate: Gate, key: str) -> object:
    return getattr(gate.reader.offices.settings(), key)


def test_the_form_of_every_part(page: SettingsPage, snapshot: SnapshotAssertion) -> None:
    seen = {}
    for part in (*SettingGroup, OFFICE, DRESS):
        page._side.choose(part)
        seen[str(part)] = as_text(page._form)
    assert seen == snapshot


def test_a_field_is_stored_on_leaving_it_and_undo_brings_the_old_one_back(
    page: SettingsPage, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.noted, timeout=WAIT) as told:
        leave(page, qtbot, "credit_target_secretary", "60")
    assert told.args == ["书记和班子成员每年改为 60 学时"]
    assert stored(gate, "credit_target_secretary") == 120
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    assert line(page, "credit_target_secretary").text() == "56"


def test_going_through_a_field_without_a_change_stores_nothing(
    page: SettingsPage, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(gate.stored, wait=100):
        leave(page, qtbot, "training_place", line(page, "training_place").text())


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("credit_target_secretary", "0", "“书记和班子成员每年”要在 1 到 400 学时之间。"),
        ("credit_target_member", "1000000000", "“普通党员每年”要在 1 到 400 学时之间。"),
        ("training_minutes", "三小时", "“三小时”不是整数。“每期多长”写一个整数，例如 15。"),
        ("training_rule", "看情况", "看不懂规则“看情况”。"),
        ("credit_day_limit", "2", "一天最多 2 学时，比半天的 4 学时还少。先改另一个。"),
        (OFFICE_NAME, "", "请写单位名称，例如 官庄镇。"),
    ],
)
def test_a_wrong_value_is_explained_beside_its_field_and_stays_typed(
    page: SettingsPage, gate: Gate, qtbot: QtBot, key: str, typed: str, said: str
) -> None:
    before = (gate.reader.offices.settings(), gate.reader.offices.facts().name)
    leave(page, qtbot, key, typed)
    qtbot.waitUntil(lambda: problem(page, key).startswith(said), timeout=WAIT)
    assert line(page, key).text() == typed
    assert line(page, key).property("state") == "error"
    assert (gate.reader.offices.settings(), gate.reader.offices.facts().name) == before


def test_five_thousand_characters_are_counted_and_not_cut(page: SettingsPage, qtbot: QtBot) -> None:
    line(page, "training_place").setText("长" * 5000)
    line(page, "training_place").editingFinished.emit()
    assert problem(page, "training_place") == "“地点”最多写 40 个字，现在有 5000 个字。"
    assert len(line(page, "training_place").text()) == 5000


def test_a_wrong_value_put_right_loses_its_sentence(page: SettingsPage, gate: Gate, qtbot: QtBot) -> None:
    leave(page, qtbot, "blank_lines", "99")
    assert problem(page, "blank_lines")
    with qtbot.waitSignal(page.noted, timeout=WAIT):
        leave(page, qtbot, "blank_lines", "9")
    assert problem(page, "blank_lines") == ""
    assert stored(gate, "blank_lines") == 9


def test_what_another_change_brings_leaves_a_field_being_typed_alone(
    page: SettingsPage, gate: Gate, qtbot: QtBot
) -> None:
    line(page, "training_place").setText("写到一半")
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(
            lambda services: services.offices.change_settings(
                {"training_host": "钱示例", "training_place": "楼上"}
            )
        )
    assert line(page, "training_host").text() == "钱示例"
    assert line(page, "training_place").text() == "写到一半"


def test_a_default_comes_back_with_one_key(page: SettingsPage, gate: Gate, qtbot: QtBot) -> None:
    reset = page.findChild(QPushButton, "credit_half_dayReset")
    assert reset is not None
    assert (reset.text(), reset.isEnabled()) == ("", False)
    with qtbot.waitSignal(page.noted, timeout=WAIT):
        leave(page, qtbot, "credit_half_day", "5")
    assert (reset.text(), reset.isEnabled()) == ("恢复默认", True)
    with qtbot.waitSignal(page.noted, timeout=WAIT):
        reset.click()
    assert stored(gate, "credit_half_day") == 8
    assert line(page, "credit_half_day").text() == "4"


def test_a_tick_is_stored_at_once(page: SettingsPage, gate: Gate, qtbot: QtBot) -> None:
    tick = page._form.control("community_secretaries_invited")
    assert isinstance(tick, QCheckBox)
    with qtbot.waitSignal(page.noted, timeout=WAIT) as told:
        tick.click()
    assert told.args == ["请社区书记参加改为 是"]
    assert stored(gate, "community_secretaries_invited") is True


def test_a_rule_says_its_next_day_while_it_is_typed(page: SettingsPage) -> None:
    rule = line(page, "training_rule")
    rule.setFocus()
    rule.selectAll()
    rule.insert("每月19日 9:00")
    said = "下一次是 6月22日 周一 09:00（原定 6月19日（端午节假期），顺延至 6月22日）"
    assert page._form.preview.text() == said
    rule.selectAll()
    rule.insert("看着办")
    assert page._form.preview.text() == ""
    page._side.setFocus()
    assert problem(page, "training_rule").startswith("看不懂规则")


def rows_shown(page: SettingsPage) -> list[str]:
    return [key for key, row in page._form._rows.items() if row.title.isVisibleTo(page)]


def hits(page: SettingsPage, name: str) -> str:
    """The text of a label as it is marked: hits between brackets."""
    found = page.findChild(QLabel, name)
    assert found is not None
    colour = page._desk.theme.colour("warn-bg").name()
    return (
        found.text()
        .replace(f'<span style="background:{colour}; text-decoration:underline">', "[")
        .replace("</span>", "]")
    )


def test_a_search_shows_the_rows_of_all_parts_under_their_headings(page: SettingsPage) -> None:
    page._search.setText("提前")
    assert {"training_arrive_minutes", "soon_days", "remind_days"} <= set(rows_shown(page))
    assert "training_host" not in rows_shown(page)
    assert {"书记培训", "提醒和安全"} <= {
        one.text() for one in page._form._headings.values() if one.isVisible()
    }
    page._search.clear()
    assert rows_shown(page)[:2] == ["training_rule", "training_minutes"]
    assert "credit_half_day" not in rows_shown(page)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("阶梯", "ladder"),
        ("不弹窗", "stick_days"),
        ("减负", "photos_required"),
        ("组织委员", "leave_approver"),
        ("学时 第20条", "credit_target_member"),
        ("语言", "setting_language"),
        ("跟随系统", "setting_look"),
        ("放假", "settingHolidays"),
        ("gb/t", "margin_top"),
    ],
)
def test_a_row_is_found_by_its_name_effect_basis_and_default(
    page: SettingsPage, typed: str, key: str
) -> None:
    page._search.setText(typed)
    assert key in rows_shown(page)
    assert "training_place" not in rows_shown(page)


def test_hits_are_marked_in_name_and_note_and_the_marks_go_with_the_search(page: SettingsPage) -> None:
    page._search.setText("学时")
    assert hits(page, "credit_target_memberNote").startswith(
        "改了马上按新的数算还差多少，得过的[学时]不变<br>默认"
    )
    page._search.setText("半天")
    assert hits(page, "credit_half_dayLabel") == "[半天]算"
    page._side.choose(SettingGroup.CREDIT)
    assert hits(page, "credit_half_dayLabel") == "半天算"


def test_a_row_is_found_by_pinyin_initials(page: SettingsPage) -> None:
    page._search.setText("ntb")
    assert rows_shown(page) == ["training_rule"]
    page._search.setText("zzz")
    assert rows_shown(page) == []


def test_a_search_finds_duties_and_what_is_set_elsewhere_and_leads_there(
    page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    page._search.setText("党小组会")
    link = page.findChild(QPushButton, "settingLink1")
    assert link is not None
    assert (link.text(), hits(page, "settingLinkNote1")) == ("党小组会", "支部工作条例 第13条")
    link.click()
    settle()
    assert page._side.current_key() == DUTIES
    assert page.place().startswith("选中：党小组会")
    page._search.setText("打印机")
    link = page.findChild(QPushButton, "settingLink1")
    assert link is not None
    with qtbot.waitSignal(desk.wishes.page_wanted) as asked:
        link.click()
    assert asked.args == ["print", None]


def test_f3_goes_from_row_to_row_and_round(page: SettingsPage) -> None:
    page.activateWindow()
    page._search.setText("培训")
    settle()
    shown = [key for key in page._form.labels() if page._form.row_control(key).isVisible()]
    assert len(shown) > 2
    for key in (*shown, shown[0]):
        assert page.step_found(1)
        assert page._form.row_control(key).isAncestorOf(focus(page)) or page._form.row_control(key) is focus(
            page
        )
    assert page.step_found(-1)
    last = page._form.row_control(shown[-1])
    assert last is focus(page) or last.isAncestorOf(focus(page))
    page._search.setText("没有这个词")
    settle()
    assert not page.step_found(1)


def focus(page: SettingsPage) -> QWidget:
    found = page.focusWidget()
    assert found is not None
    return found


def test_where_nothing_is_found_it_says_so_and_leads_back(page: SettingsPage) -> None:
    page._search.setText("没有这个词")
    none, back = page.findChild(QLabel, "settingsNone"), page.findChild(QPushButton, "settingsShowAll")
    assert none is not None
    assert back is not None
    assert none.isVisible()
    assert none.text() == "没有“没有这个词”这一项。换个词找，或从左边挑。"
    back.click()
    assert page._search.text() == ""
    assert not none.isVisible()
    assert "training_rule" in rows_shown(page)


def test_esc_clears_the_search_wherever_the_focus_is(page: SettingsPage, qtbot: QtBot) -> None:
    page.deeds()["find"]()
    page._search.setText("地点")
    line(page, "training_place").setFocus()
    qtbot.keyClick(line(page, "training_place"), Qt.Key.Key_Escape)
    assert page._search.text() == ""
    assert "training_minutes" in rows_shown(page)


def test_what_was_changed_is_marked_and_can_be_seen_alone(
    page: SettingsPage, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.noted, timeout=WAIT):
        leave(page, qtbot, "blank_lines", "9")
    tag = page.findChild(QLabel, "blank_linesChanged")
    assert tag is not None
    assert (tag.text(), tag.isVisible()) == ("改过", True)
    page._side.choose(CHANGED)
    assert "blank_lines" in rows_shown(page)
    assert "margin_top" not in rows_shown(page)
    count = len(rows_shown(page))
    assert page._side.model().index(0, 0).data() == f"改过的 {count}"
    with qtbot.waitSignal(gate.moved_back, timeout=WAIT):
        gate.undo()
    assert page._side.model().index(0, 0).data() == f"改过的 {count - 1}"
    assert not tag.isVisible()


def test_the_default_written_out_is_no_change(page: SettingsPage, gate: Gate, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.noted, timeout=WAIT):
        leave(page, qtbot, "exemplar_word", "典型")
    assert not page._form._rows["exemplar_word"].changed


def test_every_row_says_its_default_and_where_it_comes_from(page: SettingsPage) -> None:
    for setting in SETTINGS:
        said = page._form._rows[setting.key].said
        assert f"默认 {setting.default_text('官庄镇')}　依据：{setting.basis}" in said
    assert "默认 否" in page._form._rows["photos_required"].said
    assert "默认 官庄镇党建办　依据：本地做法" in page._form._rows["issuer_life"].said


def test_no_part_has_more_rows_than_can_be_taken_in(page: SettingsPage) -> None:
    for part in {row.part for row in page._form._rows.values()}:
        assert page._form.show_part(part) <= 12


def test_another_page_can_ask_for_one_row(page: SettingsPage) -> None:
    page.take_request(SettingsRequest(setting="publicity_address"))
    settle()
    assert page._side.current_key() == SettingGroup.SELECTION
    field = line(page, "publicity_address")
    assert field.hasFocus()
    assert (
        page._scroll.viewport().rect().contains(field.mapTo(page._scroll.viewport(), field.rect().center()))
    )
    page.take_request(SettingsRequest(setting="window/scale"))
    assert page._side.current_key() == DRESS
    page.take_request(SettingsRequest(setting="no_such_key"))
    assert page._side.current_key() == DRESS


def test_a_row_that_cannot_be_changed_here_is_shown_and_stepped_over(
    desk: Desk, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_form, "has_tray", lambda: False)
    page = SettingsPage(desk, gate)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    page._side.setFocus()
    page.take_request(SettingsRequest(setting=TRAY.key))
    settle()
    row = page._form.row_control(TRAY.key)
    assert not row.isEnabled()
    assert page._scroll.viewport().rect().contains(row.mapTo(page._scroll.viewport(), row.rect().center()))
    assert page._scroll.hasFocus()
    stepped = []
    for _turn in range(2):
        assert page.step_found(1)
        stepped.append(focus(page))
    assert stepped == [page._form.row_control(one.key) for one in (REMIND_AT_START, REMIND_AT)]
    assert page.step_found(1)
    assert focus(page) is stepped[0]


def test_what_stays_with_the_user_is_told_apart_and_has_a_way_back(page: SettingsPage, desk: Desk) -> None:
    scope = page.findChild(QLabel, "settingsScope")
    assert scope is not None
    assert scope.text() == "写在办公室文件里，文件拷到哪台电脑都跟着走"
    page._side.choose(DRESS)
    assert scope.text() == "只管这台电脑上的这个用户，不写进办公室文件"
    reset = page.findChild(QPushButton, "setting_densityReset")
    assert reset is not None
    assert not reset.isEnabled()
    desk.preferences.choose(DENSITY, "compact")
    assert (reset.text(), page._form._rows["setting_density"].changed) == ("恢复默认", True)
    reset.click()
    assert desk.preferences.value(DENSITY) == ""
    assert not reset.isEnabled()


def test_f4_goes_to_a_problem_in_whatever_part_it_is(page: SettingsPage, qtbot: QtBot) -> None:
    leave(page, qtbot, "blank_lines", "99")
    page._side.choose(OFFICE)
    assert problem(page, "blank_lines") == ""
    page.deeds()["next_problem"]()
    settle()
    assert page._side.current_key() == SettingGroup.PRINT
    assert line(page, "blank_lines").hasFocus()
    assert problem(page, "blank_lines")


def test_what_was_typed_wrong_is_there_again_after_a_restart(
    page: SettingsPage, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    leave(page, qtbot, "blank_lines", "99")
    desk.drafts.leave(DRAFT)
    again = SettingsPage(desk, gate)
    qtbot.addWidget(again)
    again.show()
    again._side.choose(SettingGroup.PRINT)
    settle()
    assert line(again, "blank_lines").text() == "99"
    assert problem(again, "blank_lines") == "“签到表空白行”要在 0 到 40 行之间。"


def test_the_office_is_renamed_and_the_papers_empty_issuer_follows(
    page: SettingsPage, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.noted, timeout=WAIT) as told:
        leave(page, qtbot, OFFICE_NAME, "管庄镇")
    assert told.args == ["本单位改名为 管庄镇"]
    assert line(page, "issuer_training").placeholderText() == "管庄镇党建办"


def test_theme_text_size_rows_and_language_are_chosen_here(page: SettingsPage, desk: Desk) -> None:
    for name, place in (("look", 2), ("scale", 1), ("density", 2), ("language", 1)):
        combo = page.findChild(Combo, f"setting_{name}")
        assert combo is not None
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
    chosen = [desk.preferences.value(one) for one in (LOOK, SCALE, DENSITY, LANGUAGE)]
    assert chosen == ["dark", 1.15, "compact", "en"]


def test_the_holidays_are_one_key_away(page: SettingsPage, qtbot: QtBot) -> None:
    opener = page.findChild(QPushButton, "settingHolidays")
    assert opener is not None
    with qtbot.waitSignal(page.holidays_wanted) as asked:
        opener.click()
    assert asked.args == [2026]


def test_ctrl_s_stores_the_field_in_focus(page: SettingsPage, gate: Gate, qtbot: QtBot) -> None:
    field = line(page, "training_host")
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.setText("赵示例")
    with qtbot.waitSignal(page.noted, timeout=WAIT):
        page.deeds()["save"]()
    assert stored(gate, "training_host") == "赵示例"


def test_every_field_has_a_name_for_screen_readers(page: SettingsPage, office: Path) -> None:
    for setting in SETTINGS:
        assert page._form.control(setting.key).accessibleName() == setting.label
