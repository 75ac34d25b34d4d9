"""Selections and nominations as they are written: what is kept, what is refused with the way out, what undo brings back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gzparty.domain.selection import Decision, Method, Subject, TieRule
from gzparty.domain.selection_stages import Stage
from gzparty.services.selection_drafts import CategoryDraft, MentionDraft, NominationDraft
from tests.builders import Office
from tests.nominations import CLOSED, a_candidate, a_draft, begin, judge, nominate
from tests.problems import refused
from tests.selections import Poll

TODAY = date(2026, 6, 17)


class TestSelection:
    """A selection itself."""

    def test_it_is_numbered_by_its_month_and_a_second_one_after_it(self, office: Office) -> None:
        assert [begin(office).number, begin(office).number] == ["2026-06", "2026-06-2"]
        assert begin(office, period="2026-07").number == "2026-07"

    def test_it_has_one_category_for_one_winner_unless_said_otherwise(self, office: Office) -> None:
        (category,) = office.store.selections.categories([begin(office).id])
        assert (category.title, category.quota, category.choices) == ("", 1, 1)

    def test_a_ballot_may_tick_as_many_names_as_are_chosen_unless_said_otherwise(
        self, office: Office
    ) -> None:
        drafts = (CategoryDraft("担当", 3), CategoryDraft("爱岗", 2, 1))
        stored = office.store.selections.categories([begin(office, categories=drafts).id])
        assert [(one.title, one.quota, one.choices) for one in stored] == [("担当", 3, 3), ("爱岗", 2, 1)]

    def test_one_without_a_title_takes_the_months_theme(self, office: Office) -> None:
        from gzparty.domain.theme import Theme

        with office.store.action("备", "test", office.clock(), "test"):
            theme = office.store.themes.insert(Theme(0, "t", "2026-06", "集体增收"))
            office.store.themes.insert(Theme(0, "u", "2026-07", "防汛先锋"))
        selection = begin(office, title="")
        assert (selection.title, selection.theme_id) == ("集体增收", theme)
        assert begin(office, title="别的").theme_id is None
        assert begin(office, title="", period="2026-05").title == ""

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"period": "六月"}, "“六月”看不出是哪个月。写成 2026-06。"),
            ({"period": "2026"}, "“2026”看不出是哪个月。写成 2026-06。"),
            ({"period": "2126-06"}, "2126 年用不了。写 2000 年到 2027 年的月份。"),
            ({"nominate_until": date(2026, 5, 30)}, "推荐截止 5月30日早于开始推荐 6月1日。改其中一个日期。"),
            ({"title": "长" * 41}, "最多 40 个字"),
            ({"full_score": 0}, "满分 0 用不了。写 1 到 1000 的整数。"),
            ({"categories": ()}, "至少要有一个类别。"),
            ({"categories": (CategoryDraft(quota=0),)}, "名额 0 用不了。写 1 到 99 的整数。"),
            ({"categories": (CategoryDraft(quota=1, choices=0),)}, "每票可选 0 个用不了。"),
            (
                {"categories": (CategoryDraft("担当"), CategoryDraft())},
                "第 2 个类别没有名称。不止一个类别时，每个都要写名称。",
            ),
            (
                {"categories": (CategoryDraft("担当"), CategoryDraft(" 担当"))},
                "有两个类别都叫“担当”。改其中一个。",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_way_out(
        self, office: Office, changes: dict[str, Any], told: str
    ) -> None:
        before = office.dump()
        assert told in refused(lambda: begin(office, **changes))
        assert office.dump() == before

    def test_what_is_typed_over_it_is_stored_and_its_number_stays(self, office: Office) -> None:
        selection = begin(office)
        (category,) = office.store.selections.categories([selection.id])
        draft = a_draft(
            period="2026-07",
            title="防汛先锋",
            method=Method.SCORE,
            categories=(CategoryDraft("担当", 2, id=category.id), CategoryDraft("爱岗")),
        )
        after = office.services.selections.change(selection.id, draft).value
        assert (after.number, after.period, after.title) == ("2026-06", "2026-07", "防汛先锋")
        assert office.store.selections.get(selection.id) == after
        stored = office.store.selections.categories([selection.id])
        assert [(one.title, one.quota, one.position) for one in stored] == [("担当", 2, 1), ("爱岗", 1, 2)]
        assert stored[0].id == category.id

    def test_a_category_somebody_was_nominated_in_stays(self, office: Office) -> None:
        selection = begin(office, categories=(CategoryDraft("担当"), CategoryDraft("爱岗")))
        kept, used = office.store.selections.categories([selection.id])
        nominate(office, selection, "一示例", "二示例", category_id=used.id)
        only = a_draft(categories=(CategoryDraft("担当", id=kept.id),))
        assert refused(lambda: office.services.selections.change(selection.id, only)) == (
            "类别“爱岗”里有一示例、二示例，不能去掉。先把推荐换到别的类别。"
        )
        other = a_draft(categories=(CategoryDraft("爱岗", id=used.id),))
        office.services.selections.change(selection.id, other)
        assert [one.title for one in office.store.selections.categories([selection.id])] == ["爱岗"]

    def test_a_category_of_another_selection_is_refused(self, office: Office) -> None:
        selection, other = begin(office), begin(office)
        (strange,) = office.store.selections.categories([other.id])
        draft = a_draft(categories=(CategoryDraft(id=strange.id),))
        assert "不是这次评选的" in refused(lambda: office.services.selections.change(selection.id, draft))

    def test_people_are_not_turned_into_units_once_somebody_was_nominated(self, office: Office) -> None:
        selection = begin(office)
        office.services.selections.change(selection.id, a_draft(subject=Subject.UNIT))
        office.services.selections.change(selection.id, a_draft())
        nominate(office, selection)
        units = a_draft(subject=Subject.UNIT)
        assert "已经推荐了 1 个" in refused(lambda: office.services.selections.change(selection.id, units))

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"opened_on": date(2026, 6, 4)}, "一示例是 6月3日推荐的，开始推荐不能晚到 6月4日。"),
            (
                {"opened_on": None, "nominate_until": date(2026, 6, 2)},
                "一示例是 6月3日推荐的，推荐截止不能早到 6月2日。",
            ),
        ],
    )
    def test_days_stay_around_the_nominations_made(
        self, office: Office, changes: dict[str, Any], told: str
    ) -> None:
        selection = begin(office)
        nominate(office, selection)
        assert told in refused(lambda: office.services.selections.change(selection.id, a_draft(**changes)))

    @pytest.mark.parametrize(
        "changes",
        [
            {"method": Method.SCORE},
            {"drop_extremes": True},
            {"full_score": 10},
            {"tie_rule": TieRule.COMMITTEE},
            {"quota": 2},
            {"choices": 2},
            {"more": True},
        ],
    )
    def test_nothing_votes_were_counted_by_changes_once_they_are_counted(
        self, office: Office, changes: dict[str, Any]
    ) -> None:
        poll = Poll(office)
        figures = CategoryDraft(
            quota=changes.pop("quota", 1), choices=changes.pop("choices", 1), id=poll.category
        )
        categories: tuple[CategoryDraft, ...] = (figures,)
        if changes.pop("more", False):
            categories = (replace(figures, title="担当"), CategoryDraft("爱岗"))
        draft = a_draft(opened_on=None, nominate_until=None, categories=categories, **changes)
        selections = office.services.selections
        selections.change(poll.id, draft)
        office.store.journal.undo(1, office.clock())
        poll.vote()
        assert "票数已经锁定，计票办法、名额和每票可选数不能再改" in refused(
            lambda: selections.change(poll.id, draft)
        )
        plain = a_draft(opened_on=None, nominate_until=None, title="改过的题目")
        same = replace(plain, categories=(CategoryDraft(id=poll.category),))
        assert selections.change(poll.id, same).value.title == "改过的题目"

    def test_it_is_deleted_with_everything_below_it_and_comes_back_whole(self, office: Office) -> None:
        selection = begin(office, categories=(CategoryDraft("担当"), CategoryDraft("爱岗")))
        first, _second = office.store.selections.categories([selection.id])
        nominate(office, selection, "一示例", "二示例", category_id=first.id)
        before = office.dump()
        office.services.selections.delete(selection.id)
        assert office.store.selections.all() == []
        assert office.store.selections.nominations([selection.id]) == []
        after = office.dump()
        office.store.journal.undo(1, office.clock())
        assert office.dump() == before
        office.store.journal.redo(1, office.clock())
        assert office.dump() == after

    def test_one_whose_votes_are_counted_is_not_deleted(self, office: Office) -> None:
        poll = Poll(office)
        poll.vote()
        told = refused(lambda: office.services.selections.delete(poll.id))
        assert told == "2026年6月“集体增收”评选已经计过票，不能删除。评不出来的，用“空缺”，写明原因。"

    def test_one_that_is_gone_is_said_to_be_gone(self, office: Office) -> None:
        selection = begin(office)
        office.services.selections.delete(selection.id)
        told = "这次评选已经不在了，重新打开“典型评选”就能看到现在的。"
        assert refused(lambda: office.services.selections.delete(selection.id)) == told
        assert refused(lambda: office.services.selection_views.get(selection.id)) == told


class TestVacancy:
    """空缺: nobody this month, with a reason."""

    def test_it_ends_a_selection_at_any_step_and_is_taken_back(self, office: Office) -> None:
        selection = begin(office)
        nominate(office, selection)
        office.services.selections.leave_vacant(selection.id, TODAY, "推荐的都没通过审核")
        view = office.services.selection_views.get(selection.id)
        assert view.stage is Stage.VACANT
        assert view.selection.vacancy_reason == "推荐的都没通过审核"
        office.services.selections.resume(selection.id)
        assert office.services.selection_views.get(selection.id).stage is Stage.NOMINATE

    def test_it_needs_a_reason_and_a_day_that_has_come(self, office: Office) -> None:
        selection, vacate = begin(office), office.services.selections.leave_vacant
        assert "为什么空缺还没写" in refused(lambda: vacate(selection.id, TODAY, " "))
        assert "6月18日还没到" in refused(lambda: vacate(selection.id, date(2026, 6, 18), "没有人选"))
        assert "早于开始推荐 6月1日" in refused(lambda: vacate(selection.id, date(2026, 5, 31), "没有人选"))

    def test_nothing_more_is_written_into_it(self, office: Office) -> None:
        selection = begin(office)
        office.services.selections.leave_vacant(selection.id, TODAY, "没有人选")
        assert refused(lambda: nominate(office, selection)) == (
            "这次评选 6月17日已定为空缺。要接着评，先点“恢复评选”。"
        )


class TestPast:
    """Months before the program, and circulars from elsewhere."""

    def test_a_past_month_is_known_by_its_winners_alone(self, office: Office) -> None:
        winners = [a_candidate(office, "一示例", nominated_on=None)]
        selection = office.services.selections.record_past("2026-02", "春耕一线", winners).value
        view = office.services.selection_views.get(selection.id)
        assert (view.stage, view.selection.imported) == (Stage.DONE, True)
        (line,) = view.nominations
        assert (line.nomination.name, line.nomination.unit_name) == ("一示例", "东村")
        assert (line.nomination.decision, line.nomination.nominated_on) == (Decision.CHOSEN, None)
        assert view.categories[0].quota == 1

    def test_units_and_several_winners(self, office: Office) -> None:
        winners = [NominationDraft(unit_id=office.villages[name]) for name in ("东村", "西村")]
        selection = office.services.selections.record_past("2025-11", "", winners).value
        assert selection.subject is Subject.UNIT
        assert [one.name for one in office.store.selections.nominations([selection.id])] == ["东村", "西村"]

    def test_no_step_is_taken_in_one_typed_in_afterwards(self, office: Office) -> None:
        services = office.services
        selection = services.selections.record_past("2026-02", "", [a_candidate(office)]).value
        (winner,) = office.store.selections.nominations([selection.id])
        before = office.dump()
        for call in (
            lambda: nominate(office, selection, "二示例"),
            lambda: services.selections.close_nominations(selection.id, CLOSED),
            lambda: judge(office, winner),
            lambda: services.selections.leave_vacant(selection.id, CLOSED, "没有"),
        ):
            assert "补登的往期结果" in refused(call)
        assert office.dump() == before

    def test_no_result_is_typed_in_while_a_selection_of_the_month_runs(self, office: Office) -> None:
        running = begin(office)
        past = office.services.selections.record_past
        assert refused(lambda: past("2026-06", "", [a_candidate(office)])) == (
            "2026年6月的评选还没有结束，不能补登结果。接着办那次评选，或先把它删掉。"
        )
        past("2026-05", "", [a_candidate(office)])
        office.services.selections.leave_vacant(running.id, CLOSED, "没有合适的")
        past("2026-06", "", [a_candidate(office)])

    def test_a_month_to_come_and_nobody_are_refused(self, office: Office) -> None:
        past = office.services.selections.record_past
        assert "2026年7月还没到，不能补登" in refused(lambda: past("2026-07", "", [a_candidate(office)]))
        assert "还没写评上的是谁" in refused(lambda: past("2026-02", "", []))
        assert "已经推荐过" in refused(
            lambda: past("2026-02", "", [a_candidate(office), a_candidate(office)])
        )
        assert office.store.selections.all() == []

    def test_a_circular_from_elsewhere_is_noted_and_taken_back(self, office: Office) -> None:
        selections = office.services.selections
        draft = MentionDraft(date(2026, 6, 8), "作风问题通报", office.secretaries["一示例"], issuer="县纪委")
        mention = selections.mention(draft).value
        assert office.store.selections.mentions("2026-06-01", "2026-06-30") == [mention]
        selections.delete_mention(mention.id)
        assert refused(lambda: selections.delete_mention(mention.id)) == "这条通报已经不在了。"

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"title": " "}, "是什么通报还没写"),
            ({"person_id": None}, "通报点到了谁还没选"),
            ({"person_id": 999}, "已经不在花名册里"),
            ({"named_on": date(2026, 6, 18)}, "6月18日还没到"),
        ],
    )
    def test_a_circular_names_somebody_the_office_knows(
        self, office: Office, changes: dict[str, Any], told: str
    ) -> None:
        draft = MentionDraft(date(2026, 6, 8), "作风问题通报", office.secretaries["一示例"])
        assert told in refused(lambda: office.services.selections.mention(replace(draft, **changes)))
