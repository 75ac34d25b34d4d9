"""What is done with people from their page: asked for, written, shown and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, Person, PostTitle, Tree
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft, Placing
from gzparty.services.people_views import PeopleQuery, PeopleRole
from tests.widgets.helpers import as_text, settle
from tests.widgets.people_sample import PHONE
from tests.widgets.people_steps import (
    CAO,
    EAST,
    HE,
    MA,
    MA_TOO,
    SUN,
    WEST,
    XU,
    answer,
    asked,
    behind_more,
    buttons,
    dialogs,
    eventually,
    fill,
    names,
    press,
    quiet,
    show,
    words,
)
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.people import PeoplePage
from ui.panels.person_words import facts
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.wishes import PersonRequest


@pytest.fixture
def page(people_page: PeoplePage) -> PeoplePage:
    return people_page


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


def test_somebody_gone_by_mistake_is_found_among_those_who_left_and_comes_back(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    people_gate.write(lambda services: services.people.leave(SUN, date(2026, 6, 1), "left"))
    eventually(qtbot, lambda: SUN not in page.list.shown() and not page.is_busy())
    show(page, qtbot, SUN)
    assert page.list.role is PeopleRole.GONE
    assert names(page) == ["孙示例"]
    assert not page.browser.is_seeking()
    assert words(page, "personPanelRemark") == "西利见村，2026年6月1日 起不在名册上"
    with qtbot.waitSignal(page.done) as said:
        behind_more(page, "come_back")
    assert said.args == ["孙示例 恢复"]
    quiet(page, qtbot)
    assert words(page, "personPanelRemark") == "西利见村党支部书记"
    behind_more(page, "come_back")
    eventually(qtbot, lambda: "孙示例 没有离开，不用恢复。" in as_text(page))


def test_a_post_given_to_somebody_else_since_is_named_when_its_holder_comes_back(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    people_gate.write(lambda services: services.people.leave(SUN, date(2026, 6, 1), "left"))
    secretary, since = PostTitle.SECRETARY, PartialDate(2026, 6, 2)
    people_gate.write(lambda services: services.people.appoint(CAO, WEST, secretary, since))
    eventually(qtbot, lambda: SUN not in page.list.shown() and not page.is_busy())
    show(page, qtbot, SUN)
    with qtbot.waitSignal(page.copied) as said:
        behind_more(page, "come_back")
    assert said.args == ["党支部书记现在是 曹示例，孙示例 的这个职务没有恢复。"]


def test_a_group_is_added_from_the_unit_and_a_member_put_into_it(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, CAO)
    with qtbot.waitSignal(page.copied) as told:
        behind_more(page, "group")
    assert told.args == ["西利见村还没有党小组；在左边的单位上点右键，选“党小组”"]
    for name in ("第一党小组", "第二党小组"):
        page.unit_deeds.do("groups", Tree.PARTY, WEST)
        answer(page, qtbot, groupName=name)
    behind_more(page, "group")
    answer(page, qtbot, memberGroupDayLine="2026-06-01")
    file = page.aside.file()
    assert file is not None
    assert ("党小组", "第一党小组") in facts(file)
    assert {page.list.table.record(row).name: page.list.table.record(row).group for row in range(4)} == {
        "徐示例": "",
        "孙示例": "",
        "曹示例": "第一党小组",
        "何示例": "",
    }
    assert [group.people for group in people_gate.reader.people_views.groups(WEST)] == [1, 0]


def test_a_group_is_renamed_a_taken_name_is_refused_and_closing_keeps_the_members(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    add = people_gate.reader.people_views.groups
    for name in ("第一党小组", "第二党小组"):
        page.unit_deeds.do("groups", Tree.PARTY, WEST)
        answer(page, qtbot, groupName=name)
    page.unit_deeds.do("groups", Tree.PARTY, WEST)
    dialog = asked(page)
    which = dialog.findChild(Combo, "groupWhich")
    assert which is not None
    which.set_value(add(WEST)[1].group_id)
    fill(dialog, groupName="第一党小组")
    press(dialog, "askGo")
    eventually(qtbot, lambda: "“第一党小组”已经有了，请换个名称。" in as_text(dialog))
    answer(page, qtbot, groupName="老党员小组")
    assert [group.name for group in add(WEST)] == ["第一党小组", "老党员小组"]
    page.unit_deeds.do("groups", Tree.PARTY, WEST)
    dialog = asked(page)
    which, close = dialog.findChild(Combo, "groupWhich"), dialog.findChild(Check, "groupClose")
    assert which is not None
    assert close is not None
    which.set_value(add(WEST)[0].group_id)
    close.setChecked(True)
    answer(page, qtbot)
    assert [group.name for group in add(WEST)] == ["老党员小组"]
    people_gate.undo()
    eventually(qtbot, lambda: len(add(WEST)) == 2)


def test_a_post_noted_wrongly_is_put_right_from_the_tab_of_posts(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    page.aside.person.tabs.setCurrentIndex(2)
    press(page.aside, "correctPosts")
    answer(page, qtbot, correctText="党支部书记、村委会主任", correctSince="2022.5")
    (post,) = people_gate.reader.people_views.file(SUN, 2026).posts
    assert (post.label, post.since, post.until) == ("党支部书记、村委会主任", "2022-05", None)


def test_a_term_typed_wrong_is_put_right_or_taken_away(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    page.aside.person.tabs.setCurrentIndex(2)
    press(page.aside, "correctTerm")
    answer(page, qtbot, termElected="2012.1")
    press(page.aside, "correctTerm")
    answer(page, qtbot, termElected="2021.1")
    terms = people_gate.reader.store.people.terms(WEST)
    assert [str(term.elected_on) for term in terms] == ["2021-01"]
    page.unit_deeds.do("term", Tree.PARTY, WEST)
    answer(page, qtbot, termElected="2026.1")
    assert len(people_gate.reader.store.people.terms(WEST)) == 2
    press(page.aside, "correctTerm")
    remove = asked(page).findChild(Check, "termRemove")
    assert remove is not None
    remove.setChecked(True)
    answer(page, qtbot)
    assert [str(term.elected_on) for term in people_gate.reader.store.people.terms(WEST)] == ["2021-01"]


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


def test_somebody_entered_by_mistake_is_deleted_and_comes_back_by_undo(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    people_gate.write(lambda services: services.people.add_person(PersonDraft("错录示例")))
    eventually(qtbot, lambda: bool(people_gate.reader.store.people.people_named("错录示例")))
    (wrong,) = people_gate.reader.store.people.people_named("错录示例")
    show(page, qtbot, wrong.id)
    behind_more(page, "delete")
    eventually(qtbot, lambda: not people_gate.reader.store.people.people_named("错录示例"))
    people_gate.undo()
    eventually(qtbot, lambda: bool(people_gate.reader.store.people.people_named("错录示例")))


def test_the_history_of_a_person_is_asked_for_from_the_menu(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    with qtbot.waitSignal(desk.wishes.past_wanted) as asked_for:
        behind_more(page, "past")
    assert asked_for.args == ["people", SUN]


def do_with(page: PeoplePage, people: set[int], deed: str, said: str) -> None:
    """Select people and do something with them from the menu of the list."""
    model = page.list.view.selectionModel()
    model.clearSelection()
    for row in [place for place, number in enumerate(page.list.shown()) if number in people]:
        model.select(page.list.table.index(row, 0), QItemSelectionModel.SelectionFlag.Select)
    assert set(page.list.selected_ids()) == people
    menu = page._person_menu()
    assert menu is not None
    action = menu.findChild(QAction, deed)
    assert action is not None
    assert action.text() == said
    action.trigger()
    settle()


def test_several_people_leave_on_one_day_and_one_undo_brings_all_back(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    def gone() -> list[date | None]:
        return [people_gate.reader.store.people.person(one).ended_on for one in (XU, SUN, CAO)]

    said: list[str] = []
    page.done.connect(said.append)
    do_with(page, {XU, SUN}, "leave", "选中的 2 个人调离、去世…")
    answer(page, qtbot, leaveDayLine="6.1")
    assert gone() == [date(2026, 6, 1), date(2026, 6, 1), None]
    assert said == ["徐示例 等 2 人调离"]
    people_gate.undo()
    eventually(qtbot, lambda: gone() == [None, None, None])


def test_several_members_become_full_ones_but_none_where_one_is_already(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    def add(services: Services) -> Done[Person]:
        placing = Placing(EAST, PartyClass.PROBATIONARY, date(2025, 5, 1))
        services.people.add_person_to(PersonDraft("预一示例"), placing)
        return services.people.add_person_to(PersonDraft("预二示例"), placing)

    def classes() -> list[PartyClass]:
        views = people_gate.reader.people_views
        return [views.file(one, 2026).line.party_class for one in sorted(new)]

    people_gate.write(add)
    eventually(qtbot, lambda: bool(people_gate.reader.store.people.people_named("预二示例")))
    page.take_request(PersonRequest(unit_id=EAST))
    quiet(page, qtbot)
    new = {people_gate.reader.store.people.people_named(f"预{n}示例")[0].id for n in "一二"}
    full = next(one for one in page.list.shown() if one not in new)
    do_with(page, {*new, full}, "admit", "选中的 3 个人转正…")
    press(asked(page), "askGo")
    eventually(qtbot, lambda: "已经是正式党员" in as_text(asked(page)))
    assert set(classes()) == {PartyClass.PROBATIONARY}
    press(asked(page), "askBack")
    do_with(page, new, "admit", "选中的 2 个人转正…")
    answer(page, qtbot, sinceDayLine="6.1")
    assert set(classes()) == {PartyClass.FULL}


def test_everybody_selected_is_deleted_from_the_menu_of_the_list(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    def add(services: Services) -> Done[Person]:
        placing = Placing(EAST, PartyClass.FULL)
        services.people.add_person_to(PersonDraft("错一示例"), placing)
        return services.people.add_person_to(PersonDraft("错二示例"), placing)

    people_gate.write(add)
    eventually(qtbot, lambda: bool(people_gate.reader.store.people.people_named("错二示例")))
    page.take_request(PersonRequest(unit_id=EAST))
    quiet(page, qtbot)
    wrong = {people_gate.reader.store.people.people_named(f"错{n}示例")[0].id for n in "一二"}
    everybody = len(people_gate.reader.store.people.people())
    do_with(page, wrong, "delete", "删除选中的 2 个人（录错了）")
    eventually(qtbot, lambda: len(people_gate.reader.store.people.people()) == everybody - 2)


def test_whoever_stands_on_a_record_is_not_deleted_and_the_page_says_so_above_the_list(
    page: PeoplePage, people_gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, SUN)
    behind_more(page, "delete")
    eventually(qtbot, page._error.isVisible)
    assert "不能删" in as_text(page._error)
    assert people_gate.reader.store.people.person(SUN)


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
