"""Texts for chasing: each community hears of its own villages, a group of none, and nobody is accused or named."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import PartyClass
from gzparty.domain.period import Period
from gzparty.labels.chase import errand_group_text, errand_private_text, group_text, private_text
from gzparty.services.duty_views import ErrandView
from gzparty.services.meeting_views import MeetingDraft
from gzparty.services.people import PersonDraft
from tests.builders import Office

TODAY = date(2026, 6, 20)
MAY = Period(2026, 5, 1)


@pytest.fixture
def chased(office: Office) -> Office:
    """In May 东村 did everything, 南村 got study back, 西村 brought no sign-in sheet, 北村 nothing of study at all."""
    office.services.offices.change_settings({"records_since": "2026-05"})
    office.clock.moment = datetime(2026, 6, 20, 9)
    whole = {"topic": "学习", "expected": 9, "attended": 8, "has_minutes": True, "has_sign_in": True}
    given = [
        MeetingDraft(kind, unit, day=date(2026, 5, 9), **{**whole, "has_sign_in": village != "西村"})  # type: ignore[arg-type]
        for village, unit in office.villages.items()
        for kind in (MeetingKind.STUDY, MeetingKind.THEME_DAY)
        if not (village == "北村" and kind is MeetingKind.STUDY)
    ]
    for draft in given:
        (stored,) = office.services.meetings.register([draft]).value
        if stored.unit_id == office.villages["南村"] and stored.kind is MeetingKind.STUDY:
            reason = "丁示例没签名，电话 13900001234"
            office.services.meetings.give_back([stored.id], reason, date(2026, 6, 1))
    person = office.services.people.add_person(PersonDraft("丁示例")).value
    office.services.people.admit(person.id, office.villages["南村"], PartyClass.FULL, date(2020, 1, 1))
    return office


def test_a_community_hears_of_its_own_villages_and_what_each_lacks(chased: Office) -> None:
    first, second = chased.services.dues.chase(MAY)
    assert private_text(first, TODAY).splitlines() == [
        "书记您好，截至 6月20日，管城社区还有 1 个单位没办齐，麻烦催一下：",
        "1. 南村：5月集中学习的材料退回了，某党员没签名，电话 139****1234，补好再交",
        "请把材料交到党建办。",
    ]
    assert private_text(second, TODAY).splitlines() == [
        "书记您好，截至 6月20日，利见社区还有 2 个单位没办齐，麻烦催一下：",
        "1. 西村：5月主题党日缺签到表；5月集中学习缺签到表",
        "2. 北村：5月集中学习应于 5月31日前开，还没收到记录",
        "开过的把材料交到党建办，没开的定下日子告诉我。",
    ]


def test_groups_of_a_branch_that_owe_the_same_are_told_together(chased: Office) -> None:
    west = chased.villages["西村"]
    groups = [
        chased.services.people.add_group(west, name, date(2020, 1, 1)).value
        for name in ("第一党小组", "第二党小组", "第三党小组")
    ]
    day = {"day": date(2026, 5, 9), "expected": 5, "attended": 5, "has_minutes": True, "has_sign_in": True}
    draft = MeetingDraft(MeetingKind.GROUP_MEETING, west, group_id=groups[1].id, topic="学习", **day)  # type: ignore[arg-type]
    chased.services.meetings.register([draft])
    text = private_text(chased.services.dues.chase(MAY)[1], TODAY)
    assert text.count("党小组会") == 1
    assert "第一党小组、第三党小组5月党小组会应于 5月31日前开，还没收到记录" in text
    chased.services.people.add_group(west, "第四党小组", date(2020, 1, 1))
    chased.services.people.add_group(west, "第五党小组", date(2020, 1, 1))
    text = private_text(chased.services.dues.chase(MAY)[1], TODAY)
    assert "4 个党小组的5月党小组会应于 5月31日前开，还没收到记录" in text


def test_a_group_hears_how_much_is_late_and_of_no_village(chased: Office) -> None:
    groups = chased.services.dues.chase(MAY)
    text = group_text(groups, TODAY)
    assert (
        text.splitlines()[0]
        == "【提醒】截至 6月20日，还有 3 个单位没办齐：5月集中学习 3 项、5月主题党日 1 项。"
    )
    assert not [village for village in chased.villages if village in text]
    assert "社区书记" in text.splitlines()[-1]


def test_villages_are_named_to_a_group_only_where_that_was_chosen(chased: Office) -> None:
    text = group_text(chased.services.dues.chase(MAY), TODAY, named=True)
    assert text.splitlines()[-2:] == ["管城社区：南村", "利见社区：西村、北村"]
    assert "东村" not in text


def test_no_member_and_no_phone_is_in_any_text(chased: Office) -> None:
    groups = chased.services.dues.chase()
    texts = [group_text(groups, TODAY, named=True), *(private_text(group, TODAY) for group in groups)]
    for text in texts:
        assert "示例" not in text
        assert "13900001234" not in text


def test_nothing_late_is_said_to_be_nothing_late(office: Office) -> None:
    assert office.services.dues.chase() == ()
    assert group_text((), TODAY) == "【提醒】截至 6月20日，没有逾期的。"


def test_papers_held_back_and_errands_are_asked_for_by_their_own_words(chased: Office) -> None:
    villages = list(chased.villages.values())
    chased.services.errands.add("花名册", "", date(2026, 6, 1), date(2026, 6, 15), villages[:1])
    bare = MeetingDraft(MeetingKind.STUDY, chased.villages["北村"], day=date(2026, 5, 20))
    chased.services.meetings.register([bare])
    texts = "\n".join(private_text(group, TODAY) for group in chased.services.dues.chase())
    assert "1. 东村：花名册应于 6月15日前交，还没收到" in texts
    assert "集中学习 5月20日开了，材料应于 6月3日前交" in texts


class TestErrands:
    """西村 got the form back; the reason names a member and a phone, as clerks do."""

    TITLE = "党员教育情况表"

    def view(self, office: Office, due: date = date(2026, 6, 22)) -> ErrandView:
        errands, villages = office.services.errands, list(office.villages.values())
        errand = errands.add(self.TITLE, "县委组织部", date(2026, 6, 12), due, villages, "盖章后交").value
        errands.receive(errand.id, villages[:2], date(2026, 6, 15))
        reason = "丁示例没签字，打 139 0000 1234 问过"
        errands.give_back(errand.id, villages[1], reason, date(2026, 6, 16))
        person = office.services.people.add_person(PersonDraft("丁示例")).value
        office.services.people.admit(person.id, villages[1], PartyClass.FULL, date(2020, 1, 1))
        return errands.get(errand.id)

    @pytest.fixture(autouse=True)
    def _today(self, office: Office) -> None:
        office.clock.moment = datetime(2026, 6, 20, 9)

    def test_a_community_hears_of_its_own_and_of_no_member(self, office: Office) -> None:
        view = self.view(office)
        given_back = [("西村", owed.return_reason) for unit, owed, _ in view.units if unit.name == "西村"]
        text = errand_private_text(view, "利见社区", ["北村"], given_back, TODAY)
        assert text.splitlines() == [
            "利见社区：《党员教育情况表》6月22日 周一前交，还有 2 天。",
            "还差 1 个：北村。",
            "要补的 1 个：西村（某党员没签字，打 139****1234 问过）。",
            "盖章后交",
        ]

    def test_a_group_hears_how_many_and_of_a_village_only_where_that_was_chosen(self, office: Office) -> None:
        view, counts = self.view(office), [("利见社区", 2), ("管城社区", 0)]
        text = errand_group_text(view, counts, ["西村", "北村"], TODAY, named=False)
        assert text.splitlines()[1] == "还差：利见社区 2 个。"
        text = errand_group_text(view, counts, ["西村", "北村"], TODAY, named=True)
        assert text.splitlines()[1] == "还差：西村、北村。"

    @pytest.mark.parametrize(
        ("due", "words"),
        [(TODAY, "今天是最后一天"), (date(2026, 6, 17), "应于 6月17日 周三前交，已经过了 3 天")],
    )
    def test_a_deadline_that_is_today_or_past_says_so(self, office: Office, due: date, words: str) -> None:
        text = errand_group_text(self.view(office, due), [], [], TODAY, named=False)
        assert text.splitlines()[0] == f"《党员教育情况表》{words}。"
