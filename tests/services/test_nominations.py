"""Nominations as they are written: who may be nominated and when, what may still be changed, what undo brings back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gzparty.domain.people import PartyClass
from gzparty.domain.selection import Subject
from gzparty.services.people import PersonDraft
from gzparty.services.selection_drafts import NominationDraft
from tests.builders import Office
from tests.nominations import CLOSED, NOMINATED, OPENED, UNTIL, a_candidate, a_draft, begin, nominate
from tests.problems import refused
from tests.selections import Poll

TODAY = date(2026, 6, 17)


class TestNominate:
    """Who may be nominated, and when."""

    def test_unit_and_post_are_those_of_the_roster_on_that_day(self, office: Office) -> None:
        (nomination,) = nominate(office, begin(office))
        assert (nomination.name, nomination.unit_name, nomination.post) == ("一示例", "东村", "党支部书记")
        assert nomination.unit_id == office.villages["东村"]

    def test_a_member_without_a_post_is_a_member(self, office: Office) -> None:
        person = office.services.people.add_person(PersonDraft("丁示例")).value
        office.services.people.admit(person.id, office.villages["西村"], PartyClass.FULL, date(2020, 1, 1))
        draft = NominationDraft(person.id, nominated_on=NOMINATED)
        (nomination,) = office.services.selections.nominate(begin(office).id, [draft]).value
        assert (nomination.unit_name, nomination.post) == ("西村", "党员")

    def test_what_was_typed_of_unit_and_post_stays(self, office: Office) -> None:
        (nomination,) = nominate(office, begin(office), unit_name="东村果园", post="场长")
        assert (nomination.unit_name, nomination.post) == ("东村果园", "场长")

    def test_a_name_alone_is_enough(self, office: Office) -> None:
        draft = NominationDraft(name=" 周 示例 ", unit_name="大阿陀村", nominated_on=NOMINATED)
        (nomination,) = office.services.selections.nominate(begin(office).id, [draft]).value
        assert (nomination.person_id, nomination.name) == (None, "周 示例")

    def test_a_name_without_a_unit_beside_the_same_name_is_refused(self, office: Office) -> None:
        selection, nominate_all = begin(office), office.services.selections.nominate
        bare = NominationDraft(name="一示例", nominated_on=NOMINATED)
        text = "一示例已经推荐过一个，有一条没写单位，分不清是不是同一个人。从名册里选人，或写上单位。"
        assert refused(lambda: nominate_all(selection.id, [bare, a_candidate(office)])) == text
        nominate(office, selection)
        assert refused(lambda: nominate_all(selection.id, [bare])) == text
        elsewhere = NominationDraft(name="一示例", unit_name="大阿陀村", nominated_on=NOMINATED)
        assert len(nominate_all(selection.id, [elsewhere]).value) == 1

    def test_a_name_that_is_not_the_persons_is_refused_and_one_kept_from_before_stays(
        self, office: Office
    ) -> None:
        selection = begin(office)
        text = "选的是一示例，姓名却写成王示例。是一示例就不写姓名，是王示例就另选一个人。"
        assert refused(lambda: nominate(office, selection, name="王示例")) == text
        (nomination,) = nominate(office, selection, name="一 示例")
        person = office.store.people.person(office.secretaries["一示例"])
        with office.store.action("改名", "person.edit", office.clock(), "window"):
            office.store.people.update_person(replace(person, name="壹示例"))
        kept = a_candidate(office, name=nomination.name, summary="领办合作社")
        assert office.services.selections.change_nomination(nomination.id, kept).value.name == "一 示例"

    def test_units_are_nominated_where_units_are_chosen(self, office: Office) -> None:
        selection = begin(office, subject=Subject.UNIT)
        draft = NominationDraft(unit_id=office.villages["东村"], nominated_on=NOMINATED)
        (nomination,) = office.services.selections.nominate(selection.id, [draft]).value
        assert (nomination.name, nomination.unit_id, nomination.person_id) == (
            "东村",
            office.villages["东村"],
            None,
        )
        assert "这次评的是单位，不能推荐二示例个人" in refused(lambda: nominate(office, selection, "二示例"))

    def test_more_than_are_to_be_chosen_is_no_fault(self, office: Office) -> None:
        assert len(nominate(office, begin(office), "一示例", "二示例", "三示例", "四示例")) == 4

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            (
                {"nominated_on": date(2026, 6, 11)},
                "一示例的推荐日期 6月11日已经过了推荐截止 6月10日。日期写错了就改日期，确实要收就先改推荐截止。",
            ),
            (
                {"nominated_on": date(2026, 5, 31)},
                "一示例的推荐日期 5月31日早于开始推荐 6月1日。改一下日期，或提前开始推荐。",
            ),
            ({"nominated_on": date(2026, 6, 18)}, "一示例的推荐日期 6月18日还没到。改一下日期。"),
            ({"category_id": 999}, "推荐到哪个类别还没选"),
            ({"summary": "长" * 61}, "60"),
            ({"person_id": None}, "推荐谁还没写。选一个人，或写姓名。"),
            ({"person_id": None, "name": "……"}, "名"),
            ({"person_id": 999}, "选的人或单位已经不在花名册里。重新选一次。"),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_way_out(
        self, office: Office, changes: dict[str, Any], told: str
    ) -> None:
        selection = begin(office)
        before = office.dump()
        assert told in refused(lambda: nominate(office, selection, **changes))
        assert office.dump() == before

    def test_a_later_deadline_lets_a_late_one_in(self, office: Office) -> None:
        selection = begin(office)
        office.services.selections.change(selection.id, a_draft(nominate_until=date(2026, 6, 15)))
        assert nominate(office, selection, nominated_on=date(2026, 6, 15))

    def test_the_first_and_the_last_day_are_in_time(self, office: Office) -> None:
        selection = begin(office)
        assert nominate(office, selection, "一示例", nominated_on=OPENED)
        assert nominate(office, selection, "二示例", nominated_on=UNTIL)

    def test_somebody_who_was_gone_by_that_day_is_refused_and_before_it_not(self, office: Office) -> None:
        office.services.people.leave(office.secretaries["一示例"], date(2026, 6, 3), "died")
        selection = begin(office)
        assert refused(lambda: nominate(office, selection)) == (
            "一示例 6月3日已经离开，6月3日不能推荐。核对一下人，或改推荐日期。"
        )
        assert nominate(office, selection, nominated_on=date(2026, 6, 2))

    def test_a_closed_unit_is_refused(self, office: Office) -> None:
        village = office.villages["东村"]
        office.services.people.close_unit(village, date(2026, 5, 1))
        draft = NominationDraft(unit_id=village, nominated_on=NOMINATED)
        selection = begin(office, subject=Subject.UNIT)
        assert refused(lambda: office.services.selections.nominate(selection.id, [draft])) == (
            "东村已经撤销或合并，选现在的单位。"
        )

    @pytest.mark.parametrize(
        "twin",
        [
            {},
            {"person_id": None, "name": "一 示例", "unit_name": "东村"},
            {"person_id": None, "name": "一示例", "unit_name": "东村党支部"},
        ],
    )
    def test_nobody_stands_twice(self, office: Office, twin: dict[str, Any]) -> None:
        selection = begin(office)
        nominate(office, selection)
        assert "东村" in refused(lambda: nominate(office, selection, **twin))
        assert "已经推荐过，不能再推荐一次" in refused(lambda: nominate(office, selection, **twin))

    def test_nobody_stands_twice_in_one_list_either_and_then_none_of_it_is_stored(
        self, office: Office
    ) -> None:
        selection = begin(office)
        assert "已经推荐过" in refused(lambda: nominate(office, selection, "二示例", "一示例", "二示例"))
        assert office.store.selections.nominations([selection.id]) == []

    def test_a_namesake_of_another_village_and_another_months_candidate_are_let_in(
        self, office: Office
    ) -> None:
        first, second = begin(office), begin(office)
        nominate(office, first)
        nominate(office, first, person_id=None, name="一示例", unit_name="西村")
        assert nominate(office, second)

    def test_after_closing_none_is_taken_until_nominations_are_opened_again(self, office: Office) -> None:
        selection, selections = begin(office), office.services.selections
        nominate(office, selection)
        selections.close_nominations(selection.id, CLOSED)
        assert refused(lambda: nominate(office, selection, "二示例")) == (
            "推荐 6月10日已经结束。要补推荐，先点“重新开放推荐”。"
        )
        selections.reopen_nominations(selection.id)
        assert nominate(office, selection, "二示例")[0].position == 2

    def test_nominations_are_not_opened_again_once_votes_are_counted(self, office: Office) -> None:
        poll = Poll(office)
        poll.vote()
        assert "票数已经锁定，不能再推荐" in refused(
            lambda: office.services.selections.reopen_nominations(poll.id)
        )

    @pytest.mark.parametrize(
        ("on", "told"),
        [
            (date(2026, 6, 2), "6月3日还有推荐，结束推荐不能早在 6月2日。"),
            (date(2026, 6, 18), "6月18日还没到。改一下日期。"),
        ],
    )
    def test_closing_has_a_day_that_can_be(self, office: Office, on: date, told: str) -> None:
        selection = begin(office)
        nominate(office, selection)
        assert told in refused(lambda: office.services.selections.close_nominations(selection.id, on))

    def test_without_anybody_there_is_nothing_to_close(self, office: Office) -> None:
        selection, selections = begin(office), office.services.selections
        assert "还没有推荐" in refused(lambda: selections.close_nominations(selection.id, CLOSED))
        (nomination,) = nominate(office, selection)
        selections.withdraw(nomination.id, NOMINATED, "本人不愿意")
        assert "还没有推荐" in refused(lambda: selections.close_nominations(selection.id, CLOSED))


class TestChangeNomination:
    """What may be changed of a nomination."""

    def test_texts_are_mended_and_the_place_in_the_list_stays(self, office: Office) -> None:
        first, _second = nominate(office, begin(office), "一示例", "二示例")
        draft = a_candidate(office, summary="流转土地", deeds="今年" * 200, nominator="东村党支部")
        after = office.services.selections.change_nomination(first.id, draft).value
        assert (after.summary, after.nominator, after.position) == ("流转土地", "东村党支部", 1)
        assert office.store.selections.nomination(first.id) == after

    def test_it_may_become_somebody_else_who_does_not_stand_yet(self, office: Office) -> None:
        first, _second = nominate(office, begin(office), "一示例", "二示例")
        change = office.services.selections.change_nomination
        assert "已经推荐过" in refused(lambda: change(first.id, a_candidate(office, "二示例")))
        assert change(first.id, a_candidate(office, "三示例")).value.unit_name == "南村"

    def test_but_not_once_it_was_judged(self, office: Office) -> None:
        from tests.nominations import judge

        (nomination,) = nominate(office, begin(office))
        judge(office, nomination)
        change = office.services.selections.change_nomination
        assert refused(lambda: change(nomination.id, a_candidate(office, "三示例"))) == (
            "一示例已经审核过或投过票，不能换成三示例。撤回这条，另推荐一条。"
        )
        assert change(nomination.id, a_candidate(office, summary="改了一句")).value.judged_on is not None

    def test_withdrawing_keeps_the_row_with_its_reason_and_it_is_put_back(self, office: Office) -> None:
        selection, selections = begin(office), office.services.selections
        (nomination,) = nominate(office, selection)
        withdraw = selections.withdraw
        assert "为什么撤回一示例还没写" in refused(lambda: withdraw(nomination.id, NOMINATED, ""))
        assert "不能早在 6月2日" in refused(lambda: withdraw(nomination.id, date(2026, 6, 2), "不愿意"))
        gone = withdraw(nomination.id, NOMINATED, "本人不愿意").value
        assert (gone.withdrawn_on, gone.withdrawn_reason, gone.stands) == (NOMINATED, "本人不愿意", False)
        assert refused(lambda: nominate(office, selection)) == (
            "东村一示例推荐过又撤回了。在原来那条上点“恢复”。"
        )
        assert selections.restore(nomination.id).value.stands

    def test_one_nobody_voted_on_is_deleted_and_comes_back(self, office: Office) -> None:
        (nomination,) = nominate(office, begin(office))
        before = office.dump()
        office.services.selections.delete_nominations([nomination.id])
        assert refused(lambda: office.services.selections.delete_nominations([nomination.id])) == (
            "这条推荐已经不在了，重新打开这次评选就能看到现在的。"
        )
        office.store.journal.undo(1, office.clock())
        assert office.dump() == before

    def test_one_that_was_voted_on_is_withdrawn_instead(self, office: Office) -> None:
        poll = Poll(office)
        poll.vote()
        selections, number = office.services.selections, poll.ids["郑示例"]
        assert "用“撤回”，写明原因" in refused(lambda: selections.delete_nominations([number]))
        selections.withdraw(number, TODAY, "调走了")
        assert "票数已经锁定，郑示例不能再恢复" in refused(lambda: selections.restore(number))

    def test_what_a_circular_said_stays(self, office: Office) -> None:
        poll = Poll(office)
        poll.published()
        office.clock.moment = office.clock.moment.replace(month=7)
        office.services.decisions.finish(
            office.store.selections.publicities([poll.id])[0].id, date(2026, 7, 1)
        )
        office.services.decisions.announce(poll.id, date(2026, 7, 1))
        selections, number = office.services.selections, poll.ids["徐示例"]
        told = "7月1日已经通报，不能再改。通报有误的，先撤回通报。"
        wrong: list[Callable[[], object]] = [
            lambda: selections.withdraw(number, date(2026, 7, 1), "不愿意"),
            lambda: selections.delete_nominations([number]),
            lambda: selections.delete(poll.id),
            lambda: selections.leave_vacant(poll.id, date(2026, 7, 1), "没有"),
        ]
        assert [refused(doing) for doing in wrong] == [told] * 4
