"""The page 组织与人员 by keyboard: trees, list, filters, search, the file, deeds and their undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.people import Tree
from gzparty.services.bundle import Services
from gzparty.services.people_views import PeopleQuery, PeopleRole
from tests.widgets.helpers import as_text, settle
from tests.widgets.people_sample import NOW, PHONE, build_people
from ui.behind import Behind
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Writer
from ui.pages.people import PeoplePage
from ui.panels.ask import AskDialog
from ui.panels.reminders import WordyButton
from ui.widgets.check import Check
from ui.wishes import PersonRequest, PrintRequest

XU, SUN, CAO, HE, ZHU, MA, MA_TOO, SUN_TOO = range(1, 9)
TOWN, LIJIAN, EAST, WEST = range(1, 5)


@pytest.fixture(scope="session")
def people_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "people.gzparty"
    build_people(path)
    return path


@pytest.fixture
def people_gate(desk: Desk, people_file: Path, tmp_path: Path) -> Iterator[Gate]:
    path = tmp_path / "people.gzparty"
    path.write_bytes(people_file.read_bytes())

    def clock() -> datetime:
        return NOW

    def open_writer() -> Services:
        return bootstrap.services_on(SqliteStore.open_writer(path, NOW), clock, bootstrap.counted_uids(90000))

    def open_reader() -> Services:
        return bootstrap.services_on(SqliteStore.open_reader(path), clock)

    def close(services: Services) -> None:
        services.store.close()

    reader, writer = open_reader(), Writer(open_writer, close)
    behind = Behind(open_reader, close)
    yield Gate(reader, writer, desk.changes, behind)
    behind.close()
    writer.close()
    reader.store.close()


@pytest.fixture
def page(desk: Desk, people_gate: Gate, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk, people_gate)
    qtbot.addWidget(made)
    made.resize(1264, 700)
    made.show()
    eventually(qtbot, lambda: names(made) != [] and not made.is_busy())
    return made


def eventually(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds)
    settle()


def quiet(page: PeoplePage, qtbot: QtBot) -> None:
    eventually(qtbot, lambda: not page.is_busy())


def names(page: PeoplePage) -> list[str]:
    return [page.list.table.record(row).name for row in range(page.list.table.rowCount())]


def words(page: PeoplePage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def press(within: QWidget, name: str) -> None:
    button = within.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled()
    button.click()
    settle()


def dialogs(page: PeoplePage) -> list[AskDialog]:
    return [one for one in cast("list[AskDialog]", page.findChildren(AskDialog)) if one.isVisible()]


def asked(page: PeoplePage) -> AskDialog:
    (dialog,) = dialogs(page)
    return dialog


def buttons(within: QWidget) -> list[WordyButton]:
    return cast("list[WordyButton]", within.findChildren(WordyButton))


def fill(within: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        field = within.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)


def answer(page: PeoplePage, qtbot: QtBot, **texts: str) -> None:
    dialog = asked(page)
    fill(dialog, **texts)
    press(dialog, "askGo")
    eventually(qtbot, lambda: not dialogs(page))
    quiet(page, qtbot)


def show(page: PeoplePage, qtbot: QtBot, person_id: int) -> None:
    page.take_request(PersonRequest(person_id))
    eventually(qtbot, lambda: page.aside.file() is not None and not page.is_busy())


def behind_more(page: PeoplePage, deed: str) -> None:
    action = page.aside.person.more.offered().findChild(QAction, deed)
    assert action is not None
    action.trigger()
    settle()


def test_the_page_opens_on_the_town_with_everybody_in_the_offices_order(page: PeoplePage) -> None:
    assert page.side.node() is not None
    assert page.place() == "官庄镇党委 8 人"
    assert names(page)[:4] == ["徐示例", "孙示例", "曹示例", "何示例"]
    assert [chip.accessibleName() for chip in page.list.chips._chips.values()] == [
        "全部 8",
        "书记 4",
        "两委 5",
        "党员 7",
        "预备 1",
    ]


def test_a_unit_shows_its_own_people_and_says_how_many_villages_it_has(
    page: PeoplePage, qtbot: QtBot
) -> None:
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    assert names(page) == ["徐示例", "孙示例", "曹示例", "何示例", "朱示例"]
    assert page.list._head.accessibleName() == "利见社区 3 个村，5 人"
    assert page.place() == "利见社区 5 人"


def test_a_filter_narrows_the_list_and_keeps_the_counts_of_all(page: PeoplePage, qtbot: QtBot) -> None:
    page.list.chips.choose(PeopleRole.PROBATIONARY.value)
    quiet(page, qtbot)
    assert names(page) == ["何示例"]
    assert page.list.chips._chips["secretary"].accessibleName() == "书记 4"


def test_initials_typed_in_the_table_find_people(page: PeoplePage, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    qtbot.keyClicks(page.list.view, "m")
    qtbot.keyClicks(page.list.search, "sl")
    quiet(page, qtbot)
    assert page.list.search.text() == "msl"
    assert names(page) == ["马示例", "马示例"]
    qtbot.keyClick(page.list.search, Qt.Key.Key_Down)
    assert page.list.view.currentIndex().row() == 1
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    quiet(page, qtbot)
    assert len(names(page)) == 8


def test_who_is_not_in_the_unit_is_found_in_the_whole_office(page: PeoplePage, qtbot: QtBot) -> None:
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    page.list.search.setText("msl")
    quiet(page, qtbot)
    assert "没有找到“msl”" in as_text(page.list)
    assert "利见社区里没有；全部人员里有 2 人。" in as_text(page.list)
    press(page.list, "emptyFirst")
    quiet(page, qtbot)
    assert names(page) == ["马示例", "马示例"]


@pytest.mark.parametrize(
    "text", ["   ", "'; DROP TABLE person; --", "%_%", "😀", "x" * 500, "\x07", "孙\u3000示例"]
)
def test_no_text_in_the_search_box_does_harm(page: PeoplePage, qtbot: QtBot, text: str) -> None:
    page.list.search.setText(text)
    quiet(page, qtbot)
    page.list.search.setText("")
    quiet(page, qtbot)
    assert len(names(page)) == 8


def test_namesakes_are_marked_and_spoken_with_their_unit(page: PeoplePage) -> None:
    row = page.list.table.row_of(SUN)
    cell = page.list.table.cell(row, 0)
    assert (cell.text, cell.note) == ("孙示例", "同名")
    spoken = page.list.table.index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "孙示例（西利见村），有同名的人，职务，党支部书记"
    assert page.list.table.cell(page.list.table.row_of(XU), 0).note == ""


def test_a_third_click_on_a_heading_restores_the_offices_order(page: PeoplePage, qtbot: QtBot) -> None:
    before = names(page)
    header = page.list.view.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    quiet(page, qtbot)
    assert names(page) != before
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    quiet(page, qtbot)
    assert names(page) == before


def test_the_file_follows_the_row_and_esc_puts_it_away(page: PeoplePage, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    eventually(qtbot, lambda: words(page, "personPanelTitle") == "孙示例")
    assert words(page, "personPanelRemark") == "西利见村党支部书记"
    assert "1974年3月" in as_text(page.aside.person)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Escape)
    assert page.aside.isHidden()
    assert page.list.view.hasFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    quiet(page, qtbot)
    assert page.aside.isHidden()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Space)
    eventually(qtbot, lambda: words(page, "personPanelTitle") == "曹示例")
    assert page.aside.isVisible()


def test_a_phone_is_masked_until_shown_and_masked_again_for_the_next_person(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    assert words(page, "personPhone") == "138****0012"
    press(page.aside, "revealPhone")
    eventually(qtbot, lambda: words(page, "personPhone") == PHONE)
    reveal = page.findChild(QPushButton, "revealPhone")
    assert reveal is not None
    assert reveal.isHidden()
    show(page, qtbot, XU)
    assert words(page, "personPhone") == "—"
    show(page, qtbot, SUN)
    assert words(page, "personPhone") == "138****0012"


def test_the_year_of_a_file_can_be_stepped(page: PeoplePage, qtbot: QtBot) -> None:
    show(page, qtbot, SUN)
    assert page.aside.person._bar.accessibleName() == "4 学时，镇培训班 4，还差 52"
    assert "5月到" in page.aside.person._strip.accessibleName()
    assert "05-20，矛盾纠纷排查与网格治理，到，4 学时" in page.aside.person._trainings.accessibleName()
    page.deeds()["previous_period"]()
    eventually(qtbot, lambda: "2025年" in as_text(page.aside.person))
    assert "2025年还没有培训记录" in page.aside.person._trainings.accessibleName()
    page.deeds()["today"]()
    eventually(qtbot, lambda: words(page, "personYearWords") == "2026年")


def test_a_person_is_added_with_place_and_post_and_shown(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    page.side.choose(WEST)
    quiet(page, qtbot)
    said: list[str] = []
    page.done.connect(said.append)
    page.deeds()["new"]()
    dialog = asked(page)
    fill(dialog, personName="孙示例")
    eventually(qtbot, lambda: "已经有 2 个叫这个名字的" in as_text(dialog))
    fill(dialog, personName="钱示例", personBirth="1990.13")
    press(dialog, "askGo")
    assert "日历上没有“1990.13”这一天，请核对。" in as_text(dialog)
    answer(page, qtbot, personBirth="1990.3", personPhone="139 1234 0000")
    assert said == ["加人员 钱示例"]
    assert words(page, "personPanelTitle") == "钱示例"
    assert words(page, "personPhone") == "139****0000"
    current = page.list.current()
    assert current is not None
    assert (current.name, current.unit_name) == ("钱示例", "西利见村")
    people_gate.undo()
    eventually(qtbot, lambda: "钱示例" not in names(page))


def test_f2_corrects_a_person_without_showing_the_phone(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    page.list.select(SUN)
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_F2)
    settle()
    assert PHONE not in as_text(asked(page))
    assert "138****0012，不改就空着" in as_text(asked(page))
    answer(page, qtbot, personEducation="本科")
    person = people_gate.reader.people_views.file(SUN, 2026).person
    assert (person.education, person.phone) == ("本科", PHONE)


def test_a_post_elsewhere_is_asked_about_before_it_is_given(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    behind_more(page, "appoint")
    dialog = asked(page)
    fill(dialog, appointUnit="dlj", appointSince="2026.6")
    assert "孙示例 已经是西利见村的党支部书记" in as_text(dialog)
    press(dialog, "askGo")
    assert "两个都要，就在这里打勾" in as_text(dialog)
    sure = dialog.findChild(Check, "appointSure")
    assert sure is not None
    sure.setChecked(True)
    answer(page, qtbot)
    posts = people_gate.reader.people_views.file(SUN, 2026).posts
    assert {post.unit_name for post in posts if post.until is None} == {"东利见村", "西利见村"}


def test_a_post_is_ended_and_the_deed_taken_back(page: PeoplePage, people_gate: Gate, qtbot: QtBot) -> None:
    show(page, qtbot, SUN)
    behind_more(page, "end_post")
    answer(page, qtbot)
    assert "免职" in page.aside.person._history.accessibleName()
    assert people_gate.reader.people_views.file(SUN, 2026).posts[0].until is not None
    people_gate.undo()
    quiet(page, qtbot)
    eventually(qtbot, lambda: "已撤销" in page.aside.person._history.accessibleName())


def test_what_has_nothing_to_do_says_so(page: PeoplePage, qtbot: QtBot) -> None:
    show(page, qtbot, MA)
    with qtbot.waitSignal(page.copied) as said:
        behind_more(page, "end_post")
    assert said.args == ["马示例 现在没有职务"]
    with qtbot.waitSignal(page.copied) as said:
        behind_more(page, "admit")
    assert said.args == ["马示例 已经是正式党员"]


def test_a_probationary_member_becomes_a_full_one(page: PeoplePage, people_gate: Gate, qtbot: QtBot) -> None:
    show(page, qtbot, HE)
    assert "何示例 的预备期 2026-08-01 期满" in words(page, "personReminder")
    behind_more(page, "admit")
    answer(page, qtbot)
    assert people_gate.reader.people_views.counts(PeopleQuery())[PeopleRole.PROBATIONARY] == 0


def test_somebody_who_left_is_off_the_list_and_comes_back_by_undo(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, CAO)
    behind_more(page, "leave")
    answer(page, qtbot)
    eventually(qtbot, lambda: "曹示例" not in names(page))
    people_gate.undo()
    eventually(qtbot, lambda: "曹示例" in names(page))


def test_a_training_elsewhere_counts_in_the_bar(page: PeoplePage, qtbot: QtBot) -> None:
    show(page, qtbot, SUN)
    behind_more(page, "outside")
    dialog = asked(page)
    press(dialog, "askGo")
    assert "填上培训名称，如 市委党校书记班" in as_text(dialog)
    assert "填上学时，如 8；半个学时写 0.5" in as_text(dialog)
    fill(dialog, outsideBeganLine="5.11", outsideEndedLine="5.10")
    answer_hours = {"outsideTitle": "市级集中调训", "outsideHours": "１２"}
    fill(dialog, **answer_hours)
    press(dialog, "askGo")
    assert "结束早于开始，改一下日期" in as_text(dialog)
    answer(page, qtbot, outsideEndedLine="5.13")
    eventually(qtbot, lambda: "上级调训 12" in page.aside.person._bar.accessibleName())


def test_alt_and_arrow_move_a_person_only_in_the_offices_order(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    page.side.choose(WEST)
    quiet(page, qtbot)
    page.list.select(CAO)
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    eventually(qtbot, lambda: names(page) == ["曹示例", "孙示例", "何示例"])
    assert page.list.current() is not None
    assert page.list.view.currentIndex().row() == 0
    page.list.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    quiet(page, qtbot)
    with qtbot.waitSignal(page.copied):
        qtbot.keyClick(page.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    people_gate.undo()
    query = PeopleQuery(Tree.PARTY, WEST)
    eventually(qtbot, lambda: list(people_gate.reader.people_views.ids(query)) == [SUN, CAO, HE])
    quiet(page, qtbot)


def test_two_records_are_merged_side_by_side_and_parted_by_one_undo(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    page.deeds()["find"]()
    page.aside.open_reminders()
    pair = next(one for one in buttons(page.aside.reminders) if "马示例：" in one.accessibleName())
    assert "水码头村党支部书记" in pair.accessibleName()
    pair.click()
    settle()
    dialog = asked(page)
    text = as_text(dialog)
    assert "并过去：" in text
    answer(page, qtbot)
    eventually(qtbot, lambda: names(page).count("马示例") == 1)
    person = people_gate.reader.people_views.file(MA, 2026)
    assert (str(person.person.birth), len(person.meetings)) == ("1980-05-02", 1)
    people_gate.undo()
    eventually(qtbot, lambda: names(page).count("马示例") == 2)


def test_two_people_said_to_be_two_are_not_asked_about_again(page: PeoplePage, qtbot: QtBot) -> None:
    before = len(page.aside._reminded.pairs)
    page.person_deeds.merge_pair(MA_TOO, MA)
    press(asked(page), "keepApart")
    eventually(qtbot, lambda: len(page.aside._reminded.pairs) == before - 1)
    assert not dialogs(page)


def test_a_partner_is_named_by_the_clerk_and_a_wrong_name_keeps_the_question(
    page: PeoplePage, qtbot: QtBot
) -> None:
    show(page, qtbot, XU)
    behind_more(page, "merge")
    dialog = asked(page)
    for name, sentence in (("没有这人", "没有叫“没有这人”的人"), ("孙示例", "叫“孙示例”的有 2 人")):
        fill(dialog, partnerName=name)
        press(dialog, "askGo")
        assert sentence in as_text(dialog)
        assert name in as_text(dialog)
    fill(dialog, partnerName="徐示例")
    press(dialog, "askGo")
    assert "一个人不能和自己合并" in as_text(dialog)
    fill(dialog, partnerName="孙示例@西利见村")
    press(dialog, "askGo")
    eventually(qtbot, lambda: len(dialogs(page)) == 1)
    kept = asked(page).findChild(QLabel, "mergeWhoKept")
    assert kept is not None
    assert kept.text() == "徐示例　东利见村党支部书记"


def test_reminders_name_their_basis_and_lead_to_the_person(page: PeoplePage, qtbot: QtBot) -> None:
    assert page.list.reminders.accessibleName() == "提醒 3"
    page.list.reminders.click()
    first = buttons(page.aside.reminders)[0]
    assert "党章第7条" in first.accessibleName()
    first.click()
    eventually(qtbot, lambda: words(page, "personPanelTitle") == "何示例")
    quiet(page, qtbot)
    current = page.list.current()
    assert current is not None
    assert current.person_id == HE


def test_a_person_of_another_unit_is_found_when_another_page_asks(page: PeoplePage, qtbot: QtBot) -> None:
    page.side.choose(EAST)
    quiet(page, qtbot)
    show(page, qtbot, SUN_TOO)
    current = page.list.current()
    assert current is not None
    assert current.person_id == SUN_TOO
    assert words(page, "personPanelRemark") == "水码头村党员"


def test_the_other_tree_has_its_own_units_and_its_own_memory(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    page.side.trees.segment("work").click()
    quiet(page, qtbot)
    assert page.side.which() is Tree.WORK
    assert page.side.node() is not None
    page.side.trees.segment("party").click()
    eventually(qtbot, lambda: page.side.unit() == LIJIAN and not page.is_busy())
    assert desk.memory.recall("people/tree") == "party"


def test_a_certificate_and_the_roster_are_asked_of_the_print_centre(
    page: PeoplePage, desk: Desk, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        press(page.aside, "printCertificate")
    uid = people_gate.reader.people_views.file(SUN, 2026).person.uid
    assert wish.args == ["print", PrintRequest("certificate", {"person": uid, "year": 2026})]
    page.side.choose(LIJIAN)
    quiet(page, qtbot)
    with qtbot.waitSignal(desk.wishes.page_wanted) as wish:
        page.deeds()["print"]()
    assert wish.args == ["print", PrintRequest("people", {"year": 2026, "unit": LIJIAN})]


def test_the_workbook_holds_exactly_what_is_shown(page: PeoplePage, qtbot: QtBot) -> None:
    page.side.choose(WEST)
    page.list.chips.choose(PeopleRole.COMMITTEE.value)
    quiet(page, qtbot)
    with qtbot.waitSignal(page.exported) as made:
        page.deeds()["export"]()
    assert made.args is not None
    path = made.args[0]
    assert path.name == "西利见村人员-2026-06-17.xlsx"
    from openpyxl import load_workbook

    rows = [list(row) for row in load_workbook(path).active.iter_rows(values_only=True)]
    table = [row for row in rows if row[1] is not None]
    assert table[0] == ["姓名", "单位", "职务", "党员类别", "今年学时", "应满学时", "到课"]
    assert table[1] == ["孙示例", "西利见村", "党支部书记", "正式", 4, 56, "1/1"]
    assert [row[0] for row in table[1:]] == ["孙示例", "曹示例"]


@pytest.mark.parametrize("size", [(1264 - 176, 620 - 62), (1440 - 176, 868 - 62)])
def test_nothing_is_cut_off_in_a_narrow_window(page: PeoplePage, qtbot: QtBot, size: tuple[int, int]) -> None:
    show(page, qtbot, SUN)
    page.resize(*size)
    page._desk.theme.set_compact(size[0] < 1200)
    settle()
    assert page.minimumSizeHint().width() <= size[0]
    for child in cast("list[QWidget]", page.findChildren(QPushButton)):
        if child.isVisible():
            right = child.mapTo(page, child.rect().topRight()).x()
            assert right <= page.width(), child.objectName()
            assert child.width() >= child.minimumSizeHint().width(), child.objectName()
    assert page.list.chips.width() >= page.list.chips.minimumSizeHint().width()
    assert page.list.view.columnWidth(2) >= 70


def test_f6_goes_from_tree_to_list_to_file(page: PeoplePage, qtbot: QtBot) -> None:
    show(page, qtbot, SUN)
    assert list(page.panes()) == [page.side.tree, page.list.view, page.aside.person.tabs]
