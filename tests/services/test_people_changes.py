"""Changes of units and people from a day on, and what is refused in a sentence with nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.outside import OutsideLevel
from gzparty.domain.partial_date import PartialDate, parse_partial_date
from gzparty.domain.people import Interval, NameRole, PartyClass, PostTitle, Tree, UnitKind
from gzparty.domain.sitting import RosterKind, RosterRule
from gzparty.labels import refusal_text, sentence
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.people_views import PeopleQuery
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office

JUNE, JULY = date(2026, 6, 17), date(2026, 7, 1)


def order(office: Office) -> list[str]:
    views = office.services.people_views
    return [line.name for line in views.lines(views.ids(PeopleQuery(Tree.WORK)), 2026).values()]


def classes(office: Office, person: int) -> list[tuple[PartyClass, Interval]]:
    return [(m.party_class, m.interval) for m in office.store.people.memberships(person)]


class TestAdding:
    """A person with branch and post is one deed."""

    def test_person_branch_and_post_are_added_and_undone_together(self, office: Office) -> None:
        before = office.dump()
        group = office.services.people.add_group(office.villages["东村"], "第一党小组").value
        placing = Placing(
            office.villages["东村"],
            PartyClass.FULL,
            date(2020, 5, 1),
            group.id,
            PostTitle.OTHER,
            "会计",
            PartialDate(2021, 3),
        )
        done = office.services.people.add_person_to(PersonDraft(" 孙 示例 ", phone="138-0000-0012"), placing)
        file = office.services.people_views.file(done.value.id, 2026)
        assert (file.person.name, file.person.phone) == ("孙 示例", "13800000012")
        assert [(post.label, post.since) for post in file.posts] == [("会计", "2021-03")]
        assert [(m.group_name, m.since) for m in file.memberships] == [("第一党小组", date(2020, 5, 1))]
        office.services.offices.undo(2)
        assert office.dump() == before

    def test_a_refused_post_takes_the_person_back_too(self, office: Office) -> None:
        before = office.dump()
        placing = Placing(office.villages["东村"], PartyClass.FULL, title=PostTitle.OTHER)
        with pytest.raises(Refusal) as caught:
            office.services.people.add_person_to(PersonDraft("孙示例"), placing)
        assert refusal_text(caught.value) == "请写上职务名称，例如 会计。"
        assert office.dump() == before

    def test_a_name_that_is_there_already_is_asked_about_with_its_unit(self, office: Office) -> None:
        (found,) = office.services.people.adding_findings(PersonDraft("一　示例"))
        assert sentence(found) == "已有同名的 一示例@东村，如果是同一个人就不用再加。"
        assert office.services.people.adding_findings(PersonDraft("五示例")) == ()


class TestLeaving:
    """Left, died, moved away, and that taken back."""

    def test_coming_back_restores_posts_and_membership_of_that_day_only(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        old = office.services.people.appoint(
            person, office.villages["东村"], PostTitle.DIRECTOR, PartialDate(2020)
        ).value
        office.services.people.end_post(old.id, date(2023, 1, 1))
        before = office.dump()
        office.services.people.leave(person, JUNE, "moved")
        assert office.services.people.come_back(person).value == ()
        assert office.dump() == before

    def test_a_post_given_to_another_meanwhile_stays_there(self, office: Office) -> None:
        person, village = office.secretaries["一示例"], office.villages["东村"]
        office.services.people.leave(person, date(2026, 6, 1), "left")
        successor = office.services.people.add_person(PersonDraft("五示例")).value.id
        office.services.people.appoint(successor, village, PostTitle.SECRETARY, PartialDate(2026, 6, 10))
        (found,) = office.services.people.come_back(person).value
        assert sentence(found) == "党支部书记现在是 五示例，一示例 的这个职务没有恢复。"
        holders = office.store.people.holders([PostTitle.SECRETARY], JUNE)
        assert [h.person.name for h in holders if h.unit.id == village] == ["五示例"]
        assert classes(office, person)[0][1].valid_to is None

    def test_a_membership_noted_for_later_never_begins(self, office: Office) -> None:
        person = office.services.people.add_person(PersonDraft("新示例")).value.id
        office.services.people.admit(person, office.villages["东村"], PartyClass.PROBATIONARY, JULY)
        office.services.people.leave(person, JUNE, "left")
        assert not any(date(2026, 8, 1) in interval for _class, interval in classes(office, person))

    @pytest.mark.parametrize(("reason", "name"), [("left", "调离"), ("died", "去世"), ("moved", "转出")])
    def test_the_deed_says_why(self, office: Office, reason: str, name: str) -> None:
        done = office.services.people.leave(office.secretaries["一示例"], JUNE, reason)
        assert done.name == f"一示例 {name}"


class TestMembership:
    """转正, group, branch."""

    def test_confirming_begins_full_membership_and_keeps_the_probation(self, office: Office) -> None:
        placing = Placing(office.villages["东村"], PartyClass.PROBATIONARY, date(2025, 7, 1))
        person = office.services.people.add_person_to(PersonDraft("预示例"), placing).value.id
        office.services.people.confirm_member(person, JULY)
        assert classes(office, person) == [
            (PartyClass.PROBATIONARY, Interval(date(2025, 7, 1), JULY)),
            (PartyClass.FULL, Interval(JULY)),
        ]
        with pytest.raises(Refusal) as caught:
            office.services.people.confirm_member(person, date(2026, 8, 1))
        assert refusal_text(caught.value) == "预示例 已经是正式党员。"

    def test_a_closed_group_lets_its_members_go_from_that_day(self, office: Office) -> None:
        people, village, person = (
            office.services.people,
            office.villages["东村"],
            office.secretaries["一示例"],
        )
        group = people.add_group(village, "第一党小组").value
        people.change_group(person, group.id, date(2026, 1, 1))
        people.rename_group(group.id, "东头党小组")
        assert office.services.people_views.file(person, 2026).memberships[0].group_name == "东头党小组"
        people.close_group(group.id, JUNE)
        found = [(m.group_id, m.interval.valid_from) for m in office.store.people.memberships(person)]
        assert found == [(None, date(2021, 3, 1)), (group.id, date(2026, 1, 1)), (None, JUNE)]
        with pytest.raises(Refusal) as caught:
            people.change_group(person, group.id, JULY)
        assert "“东头党小组”已经在 6月17日 撤销" in refusal_text(caught.value)

    def test_a_group_of_another_branch_is_refused(self, office: Office) -> None:
        group = office.services.people.add_group(office.villages["西村"], "第一党小组").value
        with pytest.raises(Refusal) as caught:
            office.services.people.change_group(office.secretaries["一示例"], group.id, JUNE)
        assert "不在这个党支部" in refusal_text(caught.value)

    def test_who_is_a_member_is_not_admitted_twice(self, office: Office) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.people.admit(
                office.secretaries["一示例"], office.villages["西村"], PartyClass.FULL, JUNE
            )
        assert refusal_text(caught.value) == ("一示例 已经是东村的党员；要转到西村，用“转移组织关系”。")


class TestPosts:
    """Acting, appointed for good, vacant."""

    def test_an_acting_secretary_is_appointed_for_good(self, office: Office) -> None:
        people, village = office.services.people, office.villages["东村"]
        person = people.add_person(PersonDraft("五示例")).value.id
        people.appoint(person, village, PostTitle.SECRETARY, PartialDate(2026, 6, 1), acting=True)
        people.appoint(person, village, PostTitle.SECRETARY, PartialDate(2026, 7, 1))
        held = [(p.label, p.since, p.until) for p in office.services.people_views.file(person, 2026).posts]
        assert held == [("党支部书记", "2026-07-01", None), ("党支部代书记", "2026-06-01", JULY)]

    def test_a_vacancy_is_noted_once_and_only_where_nobody_holds_the_post(self, office: Office) -> None:
        people, village = office.services.people, office.villages["东村"]
        with pytest.raises(Refusal) as caught:
            people.set_vacancy(village, PostTitle.SECRETARY, JUNE)
        assert refusal_text(caught.value) == "党支部书记现在是 一示例，不是空缺；先给 一示例 免职。"
        people.end_post(office.store.people.posts(office.secretaries["一示例"])[0].id, JUNE)
        vacancy = people.set_vacancy(village, PostTitle.SECRETARY, JUNE, "等换届").value
        with pytest.raises(Refusal) as caught:
            people.set_vacancy(village, PostTitle.SECRETARY, JULY)
        assert refusal_text(caught.value) == "东村的党支部书记已经记为空缺了。"
        people.unset_vacancy(vacancy.id, JULY)
        people.set_vacancy(village, PostTitle.SECRETARY, JULY)
        assert len(office.store.people.vacancies()) == 2

    def test_a_post_is_corrected_for_all_time(self, office: Office) -> None:
        post = office.store.people.posts(office.secretaries["一示例"])[0]
        office.services.people.correct_post(replace(post, acting=True, since=PartialDate(2019, 1)))
        file = office.services.people_views.file(office.secretaries["一示例"], 2026)
        assert [(p.label, p.since) for p in file.posts] == [("党支部代书记", "2019-01")]
        assert set(file.history[0].detail.split("；")) == {
            "东村党支部代书记 代理：否 → 是",
            "东村党支部代书记 任职时间：2021-03 → 2019-01",
        }


class TestTerms:
    """Terms of office and training elsewhere."""

    def test_a_term_is_corrected_and_taken_away(self, office: Office) -> None:
        before = office.dump()
        term = office.services.people.set_term(office.villages["东村"], PartialDate(2021, 12), 5).value
        office.services.people.correct_term(replace(term, years=3))
        assert office.store.people.terms(office.villages["东村"])[0].years == 3
        assert office.store.people.terms(office.villages["西村"]) == []
        office.services.people.remove_term(term.id)
        assert office.dump() == before

    def test_training_elsewhere_is_corrected_and_taken_away(self, office: Office) -> None:
        person = office.secretaries["一示例"]
        draft = OutsideDraft(person, "省级示范班", date(2026, 4, 1), 16, level=OutsideLevel.PROVINCE)
        training = office.services.outside.add(draft).value
        office.services.outside.change(replace(training, credit=20))
        assert office.services.people_views.lines([person], 2026)[person].credit == 20
        office.services.outside.remove(training.id)
        assert office.services.people_views.lines([person], 2026)[person].credit == 0

    def test_credit_elsewhere_stands_in_the_years_list_of_who_is_on_it(self, office: Office) -> None:
        first, second = office.secretaries["一示例"], office.secretaries["二示例"]
        for person in (first, second):
            office.services.outside.add(OutsideDraft(person, "调训", date(2026, 4, 1), 16))
        sitting = office.services.trainings.add(_training(first)).value.sitting_id
        office.services.rolls.mark_unmarked(sitting)
        (line,) = office.services.sessions.credits(2026).lines
        assert (line.person_id, line.from_sessions, line.from_outside, line.total) == (first, 8, 16, 24)


class TestOrder:
    """The office's own order."""

    def test_a_person_takes_another_place_and_only_those_between_move(self, office: Office) -> None:
        village = office.villages["东村"]
        for name in ("甲示例", "乙示例", "丙示例"):
            office.services.people.add_person_to(PersonDraft(name), Placing(village, PartyClass.FULL))
        ids = office.services.people_views.ids(PeopleQuery(Tree.WORK, village))
        before = {p.id: p.sort_order for p in office.store.people.people()}
        office.services.people.reorder(ids, ids[3], 2)
        assert order(office)[:4] == ["一示例", "丙示例", "甲示例", "乙示例"]
        after = {p.id: p.sort_order for p in office.store.people.people()}
        assert {p for p in before if before[p] != after[p]} == set(ids[1:])
        office.services.offices.undo(1)
        assert order(office)[:4] == ["一示例", "甲示例", "乙示例", "丙示例"]

    def test_people_of_one_place_in_the_order_are_told_apart_by_it(self, office: Office) -> None:
        people = [office.secretaries["一示例"], office.secretaries["三示例"]]
        with office.store.action("同序", "test", NOW, "test"):
            office.store.people.set_orders(dict.fromkeys(people, 7))
        office.services.people.reorder(people, people[1], 1)
        found = office.store.directory.records(people)
        assert found[people[1]].sort_order < found[people[0]].sort_order

    def test_a_place_that_is_none_is_refused(self, office: Office) -> None:
        ids = list(office.secretaries.values())
        with pytest.raises(Refusal) as caught:
            office.services.people.reorder(ids, ids[0], 5)
        assert refusal_text(caught.value) == "没有第 5 位，这里一共 4 人。"


class TestPhones:
    """Shown in full only by an act that is noted."""

    def test_showing_a_phone_is_noted_and_undo_does_not_wipe_it_out(self, office: Office) -> None:
        person = office.services.people.add_person(PersonDraft("孙示例", phone="13800000012")).value.id
        before = office.dump()
        assert office.services.people.reveal_phone(person) == "13800000012"
        assert office.dump() == before
        office.services.offices.undo(1)
        assert office.store.people.reveals(person) == [(NOW, "window")]
        assert office.store.people.reveals(office.secretaries["一示例"]) == []

    def test_who_has_no_phone_shows_none(self, office: Office) -> None:
        with pytest.raises(Refusal) as caught:
            office.services.people.reveal_phone(office.secretaries["一示例"])
        assert refusal_text(caught.value) == "一示例 还没登记电话，可以在“修改”里补上。"


def test_a_closed_unit_is_taken_into_use_again_but_not_one_merged_away(office: Office) -> None:
    people, east, west = office.services.people, office.villages["东村"], office.villages["西村"]
    before = office.dump()
    people.close_unit(east, JUNE)
    people.reopen_unit(east)
    assert office.dump() == before
    people.merge_units(east, west, JUNE)
    with pytest.raises(Refusal) as caught:
        people.reopen_unit(east)
    assert "已经并入“西村”" in refusal_text(caught.value)


def _training(person: int) -> TrainingDraft:
    rule = RosterRule(RosterKind.PICKED, people=(person,))
    return TrainingDraft(datetime(2026, 3, 18, 14, 30), roster=rule)


def known(office: Office) -> int:
    return office.secretaries["一示例"]


def changed(office: Office, **facts: object) -> object:
    person = office.store.people.person(known(office))
    return office.services.people.correct_person(replace(person, **facts))  # type: ignore[arg-type]


def closed(office: Office) -> int:
    return office.villages["北村"]


NONSENSE: list[tuple[str, Callable[[Office], object], str]] = [
    ("no name", lambda o: o.services.people.add_person(PersonDraft("")), "还没写名称"),
    ("spaces", lambda o: o.services.people.add_person(PersonDraft(" 　\u200b")), "还没写名称"),
    ("long name", lambda o: o.services.people.add_person(PersonDraft("长" * 500)), "写了 500 个字"),
    (
        "long phone",
        lambda o: o.services.people.add_person(PersonDraft("孙示例", phone="1" * 300)),
        "电话有 300 位",
    ),
    ("words for a phone", lambda o: changed(o, phone="没有电话"), "不像能打通的号码"),
    ("name taken away", lambda o: changed(o, name="  "), "还没写名称"),
    ("long note", lambda o: changed(o, note="注" * 501), "最多 500 个字"),
    ("born tomorrow", lambda o: changed(o, birth=PartialDate(2026, 6, 18)), "还没到"),
    ("born before books", lambda o: changed(o, birth=PartialDate(1066)), "不在 1900 年到 2100 年之间"),
    (
        "joined before birth",
        lambda o: changed(o, birth=PartialDate(1980), joined=PartialDate(1979, 12)),
        "入党时间 1979-12 早于出生日期 1980",
    ),
    ("no such day", lambda o: parse_partial_date("2026-02-30"), "2026-02-30"),
    (
        "into a closed unit",
        lambda o: o.services.people.move_member(known(o), closed(o), JULY),
        "“北村”已经停用",
    ),
    (
        "post in a closed unit",
        lambda o: o.services.people.appoint(known(o), closed(o), PostTitle.DIRECTOR, PartialDate(2026, 7)),
        "“北村”已经停用",
    ),
    (
        "unit under a closed one",
        lambda o: o.services.people.move_unit(o.villages["东村"], Tree.WORK, closed(o), JULY),
        "“北村”已经停用",
    ),
    (
        "new unit under a closed one",
        lambda o: o.services.people.add_unit(
            UnitDraft("新村", UnitKind.VILLAGE_BRANCH, work_parent=closed(o))
        ),
        "“北村”已经停用",
    ),
    (
        "same post twice",
        lambda o: o.services.people.appoint(
            known(o), o.villages["东村"], PostTitle.SECRETARY, PartialDate(2026)
        ),
        "不用再任一次",
    ),
    (
        "term of no years",
        lambda o: o.services.people.set_term(o.villages["东村"], PartialDate(2021), 0),
        "0 年",
    ),
    (
        "term of eleven years",
        lambda o: o.services.people.set_term(o.villages["东村"], PartialDate(2021), 11),
        "应在 1 到 10 年之间",
    ),
    (
        "elected tomorrow",
        lambda o: o.services.people.set_term(o.villages["东村"], PartialDate(2026, 6, 18), 5),
        "选完再登记",
    ),
    ("with oneself", lambda o: o.services.people.merge_people(known(o), known(o)), "不能和自己合并"),
    (
        "preview with oneself",
        lambda o: o.services.people.merge_preview(known(o), known(o)),
        "不能和自己合并",
    ),
    ("back though there", lambda o: o.services.people.come_back(known(o)), "没有离开"),
    (
        "gone twice",
        lambda o: o.services.people.leave(o.secretaries["四示例"], JULY, "left"),
        "已经在 6月17日 离开",
    ),
    (
        "post for who is gone",
        lambda o: o.services.people.appoint(
            o.secretaries["四示例"], o.villages["东村"], PostTitle.DIRECTOR, PartialDate(2026, 7)
        ),
        "已经在 6月17日 离开",
    ),
    ("closed twice", lambda o: o.services.people.close_unit(closed(o), JULY), "已经在 6月17日 停用"),
    ("far away day", lambda o: o.services.people.leave(known(o), date(9999, 1, 1), "left"), "请核对年份"),
    (
        "rename to nothing",
        lambda o: o.services.people.rename_unit(o.villages["东村"], NameRole.SHORT, " ", JULY),
        "还没写名称",
    ),
    (
        "rename to a taken name",
        lambda o: o.services.people.rename_unit(o.villages["东村"], NameRole.SHORT, "西村", JULY),
        "“西村”已经有了",
    ),
    ("group without name", lambda o: o.services.people.add_group(o.villages["东村"], " "), "还没写名称"),
    (
        "ended before begun",
        lambda o: o.services.outside.add(
            OutsideDraft(known(o), "调训", date(2026, 5, 11), 24, date(2026, 5, 10))
        ),
        "结束日期 2026-05-10 早于开始日期 2026-05-11",
    ),
    (
        "no credit",
        lambda o: o.services.outside.add(OutsideDraft(known(o), "调训", date(2026, 5, 11), 0)),
        "应大于 0",
    ),
    (
        "training tomorrow",
        lambda o: o.services.outside.add(OutsideDraft(known(o), "调训", date(2026, 6, 18), 8)),
        "参加完再登记",
    ),
    (
        "training twice",
        lambda o: o.services.outside.add_for(
            [known(o), known(o)], OutsideDraft(0, "调训", date(2026, 5, 11), 8)
        ),
        "已经登记过了",
    ),
    (
        "group closed before it began",
        lambda o: o.services.people.close_group(
            o.services.people.add_group(o.villages["东村"], "一组", JUNE).value.id, date(2026, 1, 1)
        ),
        "早于开始日期",
    ),
]


@pytest.mark.parametrize(("deed", "said"), [row[1:] for row in NONSENSE], ids=[row[0] for row in NONSENSE])
def test_nonsense_is_refused_in_a_sentence(
    office: Office, deed: Callable[[Office], object], said: str
) -> None:
    office.services.people.leave(office.secretaries["四示例"], JUNE, "died")
    office.services.people.close_unit(office.villages["北村"], JUNE)
    people, posts = len(office.store.people.people()), len(office.store.people.posts())
    with pytest.raises(Refusal) as caught:
        deed(office)
    assert said in refusal_text(caught.value)
    assert (len(office.store.people.people()), len(office.store.people.posts())) == (people, posts)


def test_an_old_phone_that_cannot_be_dialled_does_not_stop_other_corrections(office: Office) -> None:
    person = office.store.people.person(known(office))
    with office.store.action("旧号码", "test", NOW, "test"):
        office.store.people.update_person(replace(person, phone="123"))
    assert (
        office.services.people.correct_person(replace(person, phone="123", note="换村")).value.note == "换村"
    )
