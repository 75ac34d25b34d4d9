"""群众意见建议: registered, given to a unit, answered, handed over; what each refuses, and what undo brings back."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.calendar import DayKind, DayMark
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import ProblemSource
from gzparty.domain.tip import Reporter, Satisfaction, Tip, TipChannel, TipGroup, TipKind, TipState
from gzparty.labels import refusal_text
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.tip_drafts import Answer, HandOver, TipDraft
from tests.builders import TODAY, Office

LAMP = "村口路灯坏了半个月"
WHO = Reporter("孙示例", "13900001234", "东村示例路 3 号")
HANDED = HandOver(TODAY, "镇纪委 郑示例", "钱示例")


def register(office: Office, reporter: Reporter | None = None, **facts: object) -> Tip:
    told = {"received_on": date(2026, 6, 1), "channel": TipChannel.VISIT, "content": LAMP, **facts}
    return office.services.tips.add(TipDraft(**told), reporter).value  # type: ignore[arg-type]


def accusation(office: Office) -> Tip:
    return office.services.tips.add(TipDraft(received_on=date(2026, 6, 2), kind=TipKind.ACCUSATION)).value


def refused(call: object) -> str:
    with pytest.raises(Refusal) as caught:
        call()  # type: ignore[operator]
    return refusal_text(caught.value)


def test_a_new_opinion_gets_the_next_number_and_is_due_after_fifteen_workdays(office: Office) -> None:
    one, two = register(office), register(office)
    assert (one.number, two.number) == ("2026-001", "2026-002")
    assert one.due_on == date(2026, 6, 22)
    assert one.state is TipState.OPEN


def test_its_day_moves_behind_days_off(office: Office) -> None:
    with office.store.action("放假", "calendar", office.clock(), "test"):
        office.store.calendar.save_day(date(2026, 6, 22), DayMark(DayKind.OFF, "示例假"))
    assert register(office).due_on == date(2026, 6, 23)


def test_the_office_says_after_how_many_workdays(office: Office) -> None:
    office.services.offices.change_settings({"tip_workdays": 5})
    assert register(office).due_on == date(2026, 6, 8)
    assert register(office, due_on=date(2026, 7, 1)).due_on == date(2026, 7, 1)


def test_a_number_is_not_given_again_after_undo(office: Office) -> None:
    register(office)
    office.services.offices.undo()
    assert register(office).number == "2026-002"


def test_it_is_given_to_a_unit_until_a_day(office: Office) -> None:
    one, two = register(office), register(office)
    office.services.tips.assign([one.id], office.villages["东村"], date(2026, 6, 30))
    view = office.services.tips.get(one.id)
    assert view.unit is not None
    assert (view.unit.name, view.tip.due_on) == ("东村", date(2026, 6, 30))
    assert office.services.tips.get(two.id).unit is None


def test_the_list_says_how_each_stands(office: Office) -> None:
    late = register(office, due_on=date(2026, 6, 10))
    today = register(office, due_on=TODAY)
    later = register(office, due_on=date(2026, 7, 30))
    answered = register(office, due_on=date(2026, 6, 10))
    office.services.tips.reply(answered.id, Answer("已换灯", TODAY, Satisfaction.SATISFIED))
    gone = accusation(office)
    office.services.tips.hand_over(gone.id, HANDED)
    found = {view.tip.id: (view.group, view.days) for view in office.services.tips.all()}
    assert found == {
        late.id: (TipGroup.OVERDUE, 7),
        today.id: (TipGroup.SOON, 0),
        later.id: (TipGroup.OPEN, -43),
        answered.id: (TipGroup.REPLIED, None),
        gone.id: (TipGroup.HANDED_OVER, None),
    }


def test_only_the_year_asked_for_is_listed(office: Office) -> None:
    register(office, received_on=date(2025, 12, 31))
    this = register(office)
    assert [view.tip.id for view in office.services.tips.all(2026)] == [this.id]
    assert office.services.tips.years() == (2025, 2026)


def test_the_running_year_shows_what_is_still_open_from_earlier_ones(office: Office) -> None:
    still = register(office, received_on=date(2025, 12, 30))
    done = register(office, received_on=date(2025, 12, 1))
    office.services.tips.reply(done.id, Answer("已修", date(2025, 12, 9)))
    this = register(office)
    assert [view.tip.id for view in office.services.tips.shown(2026)] == [still.id, this.id]
    assert [view.tip.id for view in office.services.tips.shown(2025)] == [still.id, done.id]


def test_an_answer_is_kept_with_its_day_and_what_it_met_with(office: Office) -> None:
    tip = register(office)
    office.services.tips.reply(tip.id, Answer("路灯已经换好", TODAY, Satisfaction.FAIR))
    stored = office.services.tips.get(tip.id).tip
    assert (stored.reply, stored.replied_on, stored.satisfaction) == (
        "路灯已经换好",
        TODAY,
        Satisfaction.FAIR,
    )
    office.services.offices.undo()
    assert office.services.tips.get(tip.id).tip.reply == ""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"content": " "}, "写上群众反映了什么"),
        ({"received_on": date(2026, 6, 18)}, "还没到"),
        ({"due_on": date(2026, 5, 31)}, "早于收到的"),
        ({"content": "长" * 2001}, "2000"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(
    office: Office, facts: dict[str, object], said: str
) -> None:
    assert said in refused(lambda: register(office, None, **facts))
    assert office.services.tips.all() == ()


def test_an_answer_from_before_the_opinion_or_without_words_is_refused(office: Office) -> None:
    tip = register(office)
    assert "早于收到的" in refused(
        lambda: office.services.tips.reply(tip.id, Answer("好", date(2026, 5, 31)))
    )
    assert "还没到" in refused(lambda: office.services.tips.reply(tip.id, Answer("好", date(2026, 6, 18))))
    assert "怎么答复" in refused(lambda: office.services.tips.reply(tip.id, Answer(" ", TODAY)))


def test_an_accusation_takes_no_content_no_answer_and_no_reporter(office: Office) -> None:
    tips = office.services.tips
    bare = TipDraft(received_on=TODAY, kind=TipKind.ACCUSATION)
    told = TipDraft(received_on=TODAY, content="某人收礼", kind=TipKind.ACCUSATION)
    assert "归纪委办" in refused(lambda: tips.add(told))
    assert "归纪委办" in refused(lambda: tips.add(bare, WHO))
    tip = tips.add(bare).value
    for call in (
        lambda: tips.change(tip.id, TipDraft(content="某人收礼")),
        lambda: tips.change(tip.id, TipDraft(note="某人收礼")),
        lambda: tips.reply(tip.id, Answer("查了", TODAY)),
        lambda: tips.set_reporter(tip.id, WHO),
        lambda: tips.assign([tip.id], office.villages["东村"]),
    ):
        assert "归纪委办" in refused(call)
    assert tip.due_on is None


def test_an_accusation_keeps_when_it_went_to_whom_and_who_took_it(office: Office) -> None:
    tip = accusation(office)
    assert "纪委的谁" in refused(lambda: office.services.tips.hand_over(tip.id, HandOver(TODAY, " ")))
    office.services.tips.hand_over(tip.id, HANDED)
    stored = office.services.tips.get(tip.id).tip
    assert (stored.handed_on, stored.handed_to, stored.taken_by) == (TODAY, "镇纪委 郑示例", "钱示例")
    office.services.offices.undo()
    assert office.services.tips.get(tip.id).tip.state is TipState.OPEN


def test_handing_an_opinion_over_says_first_that_its_content_goes(office: Office) -> None:
    tip = register(office, WHO)
    words = refused(lambda: office.services.tips.hand_over(tip.id, HANDED))
    assert "不能撤销" in words
    assert office.services.tips.get(tip.id).tip.content == LAMP


def test_undo_stops_where_the_content_was_cleared_away(office: Office) -> None:
    tip = register(office, WHO)
    office.services.tips.reply(tip.id, Answer("知道了", TODAY))
    deed = office.services.tips.hand_over(tip.id, HANDED, wipe=True)
    assert office.services.offices.undo() == []
    with pytest.raises(Refusal) as caught:
        office.store.journal.take_back(deed.action, office.clock())
    assert "不能收回" in refusal_text(caught.value)
    later = register(office)
    office.services.offices.undo(5)
    assert [view.tip.id for view in office.services.tips.all()] == [tip.id]
    assert later.id != tip.id
    stored = office.services.tips.get(tip.id).tip
    assert (stored.kind, stored.content, stored.has_reporter) == (TipKind.ACCUSATION, "", False)


def test_a_deleted_opinion_comes_back_by_undo_with_its_reporter(office: Office) -> None:
    tip = register(office, WHO)
    office.services.tips.delete(tip.id)
    assert office.services.tips.all() == ()
    office.services.offices.undo()
    assert office.services.tips.reveal(tip.id) == WHO


def test_an_unknown_number_is_refused(office: Office) -> None:
    register(office)
    assert office.services.tips.find("2026-001").content == LAMP
    assert "2026-009" in refused(lambda: office.services.tips.find("2026-009"))


class TestLedger:
    @pytest.fixture
    def draft(self, office: Office) -> ProblemDraft:
        return ProblemDraft(
            office.communities["管城社区"],
            text="东村主街路灯坏 3 盏",
            found_on=TODAY,
            deadline=date(2026, 6, 30),
            responsible="一示例",
        )

    def test_an_opinion_becomes_a_row_in_the_clerks_own_words(
        self, office: Office, draft: ProblemDraft
    ) -> None:
        tip = register(office, WHO)
        problem = office.services.tips.to_problem(tip.id, draft).value
        assert (problem.source, problem.tip_id) == (ProblemSource.TIP, tip.id)
        stored = office.store.problems.get(problem.id)
        assert LAMP not in "".join(map(str, astuple(stored)))
        (line,) = office.services.tips.get(tip.id).problems
        assert line.problem.number == problem.number
        office.services.offices.undo()
        assert office.services.tips.get(tip.id).problems == ()

    def test_a_row_without_words_of_its_own_is_refused(self, office: Office) -> None:
        tip = register(office)
        with pytest.raises(Refusal):
            office.services.tips.to_problem(tip.id, ProblemDraft(office.communities["管城社区"], text=" "))
        assert office.store.problems.all() == []

    def test_an_accusation_becomes_none(self, office: Office, draft: ProblemDraft) -> None:
        tip = accusation(office)
        assert "归纪委办" in refused(lambda: office.services.tips.to_problem(tip.id, draft))

    def test_what_stands_in_the_ledger_is_neither_handed_over_nor_deleted(
        self, office: Office, draft: ProblemDraft
    ) -> None:
        tip = register(office)
        number = office.services.tips.to_problem(tip.id, draft).value.number
        for call in (
            lambda: office.services.tips.hand_over(tip.id, HANDED, wipe=True),
            lambda: office.services.tips.delete(tip.id),
        ):
            assert number in refused(call)
        assert office.services.tips.get(tip.id).tip.content == LAMP


class TestReporter:
    def test_is_shown_by_an_act_that_is_noted(self, office: Office) -> None:
        tip = register(office, WHO)
        assert office.services.tips.get(tip.id).reveals == ()
        assert office.services.tips.reveal(tip.id) == WHO
        assert office.services.tips.get(tip.id).reveals == (("2026-06-17T09:30:00", "window"),)

    def test_a_look_is_not_taken_back_by_undo(self, office: Office) -> None:
        tip = register(office)
        office.services.tips.set_reporter(tip.id, WHO)
        office.services.tips.reveal(tip.id)
        office.services.offices.undo()
        office.services.offices.redo()
        assert len(office.services.tips.get(tip.id).reveals) == 1

    def test_is_found_again_when_adding_is_undone_and_done_again(self, office: Office) -> None:
        tip = register(office, WHO)
        office.services.offices.undo()
        office.services.offices.redo()
        assert office.services.tips.reveal(tip.id) == WHO

    def test_undoing_a_change_shows_who_was_there_before(self, office: Office) -> None:
        tip = register(office, WHO)
        other = Reporter("李示例")
        office.services.tips.set_reporter(tip.id, other)
        assert office.services.tips.reveal(tip.id) == other
        office.services.offices.undo()
        assert office.services.tips.reveal(tip.id) == WHO
        office.services.offices.redo()
        assert office.services.tips.reveal(tip.id) == other

    def test_the_journal_says_only_that_it_changed(self, office: Office) -> None:
        tip = register(office)
        office.services.tips.set_reporter(tip.id, WHO)
        assert office.services.offices.deeds(1)[0].name == "意见 2026-001 的反映人有改动"
        (change, _added) = office.services.offices.history("tip", tip.id)
        after = office.store.journal.image("tip", tip.id)
        assert change.before is not None
        assert after is not None
        assert {k for k in after if after[k] != change.before[k]} == {"has_reporter", "reporter_changes"}

    def test_once_erased_is_gone_for_good(self, office: Office) -> None:
        tip = register(office, WHO)
        office.services.tips.set_reporter(tip.id, Reporter("李示例"))
        office.services.tips.set_reporter(tip.id, None)
        assert "没有登记反映人" in refused(lambda: office.services.tips.reveal(tip.id))
        assert office.services.offices.undo() == []
        left = office.store.connection.execute("SELECT count(*) FROM tip_reporter").fetchone()[0]
        assert left == 0

    def test_erasing_one_leaves_the_others(self, office: Office) -> None:
        one, two = register(office, WHO), register(office, WHO)
        office.services.tips.erase_reporter(one.id)
        assert office.services.tips.reveal(two.id) == WHO

    def test_one_without_a_name_is_none(self, office: Office) -> None:
        assert "姓名空着" in refused(lambda: register(office, Reporter(" ", "13900001234")))

    def test_its_sealed_length_tells_nothing_of_a_name(self, office: Office) -> None:
        for name in ("孙示例", "欧阳示例示例示例"):
            register(office, Reporter(name))
        lengths = office.store.connection.execute(
            "SELECT DISTINCT length(sealed) FROM tip_reporter"
        ).fetchall()
        assert len(lengths) == 1

    def test_sealed_bytes_put_under_another_opinion_show_nobody(self, office: Office) -> None:
        one, two = register(office, WHO), register(office, Reporter("李示例"))
        foreign = office.store.tips.sealed(one.uid, 1)
        assert foreign is not None
        with office.store.action("换", "test", office.clock(), "test"):
            office.store.tips.seal(two.uid, 1, foreign)
        assert "密文坏了" in refused(lambda: office.services.tips.reveal(two.id))
        assert office.services.tips.get(two.id).reveals == ()


class TestKey:
    def test_lies_in_the_users_own_folder_and_only_he_can_read_it(
        self, office: Office, tmp_path: Path
    ) -> None:
        key = tmp_path / "own" / "reporter.key"
        assert not office.services.tips.has_key()
        register(office)
        assert not key.exists()
        register(office, WHO)
        assert office.services.tips.has_key()
        assert key.stat().st_mode & 0o077 == 0

    def test_without_it_everything_else_is_there(self, office: Office, tmp_path: Path) -> None:
        tip = register(office, WHO)
        (tmp_path / "own" / "reporter.key").unlink()
        words = refused(lambda: office.services.tips.reveal(tip.id))
        assert words == "反映人是在另一台电脑上登记的，这台没有钥匙，看不到；其他内容不受影响。"
        assert office.services.tips.get(tip.id).tip.content == LAMP
        assert office.services.tips.get(tip.id).reveals == ()

    def test_another_computers_key_opens_what_was_sealed_there(self, office: Office, tmp_path: Path) -> None:
        tip = register(office, WHO)
        office.services.tips.save_key(tmp_path / "钥匙.key")
        (tmp_path / "own" / "reporter.key").unlink()
        here = register(office, Reporter("李示例"))
        assert office.services.tips.take_in_key(tmp_path / "钥匙.key") == 1
        assert office.services.tips.take_in_key(tmp_path / "钥匙.key") == 0
        assert office.services.tips.reveal(tip.id) == WHO
        assert office.services.tips.reveal(here.id) == Reporter("李示例")

    def test_a_file_that_is_none_is_refused_and_changes_nothing(self, office: Office, tmp_path: Path) -> None:
        tip = register(office, WHO)
        for number, content in enumerate(
            (b"", b"secret words", b"gzparty-reporter-key-1\nshort", b"\xff" * 99)
        ):
            path = tmp_path / f"{number}.txt"
            path.write_bytes(content)
            words = refused(lambda path=path: office.services.tips.take_in_key(path))
            assert "不是反映人的钥匙" in words
            assert "secret" not in words
        assert office.services.tips.reveal(tip.id) == WHO

    def test_a_damaged_key_is_not_written_over(self, office: Office, tmp_path: Path) -> None:
        key = tmp_path / "own" / "reporter.key"
        register(office, WHO)
        key.write_bytes(b"damaged")
        assert "坏了" in refused(lambda: register(office, WHO))
        assert key.read_bytes() == b"damaged"

    def test_one_that_was_never_written_is_made_anew(self, office: Office, tmp_path: Path) -> None:
        key = tmp_path / "own" / "reporter.key"
        key.parent.mkdir()
        key.touch()
        assert office.services.tips.reveal(register(office, WHO).id) == WHO

    def test_there_is_nothing_to_take_along_before_the_first_reporter(
        self, office: Office, tmp_path: Path
    ) -> None:
        assert "还没有钥匙" in refused(lambda: office.services.tips.save_key(tmp_path / "钥匙.key"))


def test_several_opinions_are_deleted_as_one_deed_and_none_where_one_must_stay(office: Office) -> None:
    tips = office.services.tips
    first, second, third = (register(office) for _turn in range(3))
    before = office.dump()
    assert tips.delete_some([first.id, second.id]).name == "删除 2 条意见"
    assert [view.tip.id for view in tips.all()] == [third.id]
    office.services.offices.undo()
    assert office.dump() == before
    unit, deadline = office.villages["东村"], date(2026, 6, 30)
    draft = ProblemDraft(unit, text="路灯不亮", found_on=TODAY, deadline=deadline, responsible="一示例")
    tips.to_problem(third.id, draft)
    with pytest.raises(Refusal):
        tips.delete_some([first.id, third.id])
    assert len(tips.all()) == 3
