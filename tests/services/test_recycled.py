"""The recycle bin in words: what is in it, how it is found, what comes back, what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import Answer
from gzparty.domain.past import BY_TABLE, IN_BIN
from gzparty.domain.people import UnitKind
from gzparty.domain.tip import Reporter
from gzparty.labels import refusal_text
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.tip_drafts import TipDraft
from gzparty.services.training import CourseDraft, TrainingDraft
from tests import meetings, nominations
from tests.builders import TODAY, Office
from tests.services.test_versions import CASES

Delete = Callable[[Office, int], object]
DELETES: dict[str, Delete] = {
    "people": lambda o, n: o.services.people.delete([n]),
    "trainings": lambda o, n: o.services.trainings.delete(n),
    "meetings": lambda o, n: o.services.meetings.delete([n]),
    "talks": lambda o, n: o.services.yearly.delete_talk(n),
    "themes": lambda o, n: o.services.themes.delete(n),
    "inspections": lambda o, n: o.services.inspections.delete(n),
    "tours": lambda o, n: o.services.tours.delete(n),
    "problems": lambda o, n: o.services.problems.delete([n]),
    "tips": lambda o, n: o.services.tips.delete(n),
    "errands": lambda o, n: o.services.errands.delete(n),
    "outside": lambda o, n: o.services.outside.remove(n),
    "mentions": lambda o, n: o.services.selections.delete_mention(n),
    "nominations": lambda o, n: o.services.selections.delete_nominations([n]),
}


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        doing()
    return refusal_text(caught.value)


@pytest.mark.parametrize("key", DELETES)
def test_a_deleted_record_of_each_kind_comes_back_row_by_row(office: Office, key: str) -> None:
    number = CASES[key][0](office)
    before = office.dump()
    DELETES[key](office, number)
    deleted = office.dump()
    (one,) = office.services.recycled.all()
    assert one.name
    assert one.kind
    assert not one.lost
    done = office.services.recycled.bring_back([one.entry])
    assert office.dump() == before
    assert done.name == f"拿回{one.kind}“{one.name}”"
    assert office.services.recycled.all() == ()
    office.services.offices.undo()
    assert office.dump() == deleted
    assert [again.entry for again in office.services.recycled.all()] == [one.entry]


def test_a_training_with_courses_says_how_many_rows_went_along(office: Office) -> None:
    training = office.services.trainings.add(TrainingDraft(datetime(2026, 7, 1, 14), topic="防汛")).value
    office.services.trainings.set_courses(
        training.id, [CourseDraft("一", minutes=60), CourseDraft("二", minutes=60)]
    )
    before = office.dump()
    office.services.trainings.delete(training.id)
    (one,) = office.services.recycled.all()
    assert (one.kind, one.name, one.along) == ("书记培训", "2026-01 期 防汛", 2)
    assert one.deed.name == "删除第 1 期培训"
    office.services.recycled.bring_back([one.entry])
    assert office.dump() == before


def test_an_inspection_comes_back_with_the_problem_that_went_with_it(office: Office) -> None:
    unit = office.services.people.add_unit(UnitDraft("应急办", UnitKind.DEPARTMENT)).value.id
    late = ItemDraft("meetings", "会风会纪", Answer.PROBLEM, problems=(ProblemDraft(0, "迟到"),))
    inspection = office.services.inspections.register(
        InspectionDraft(unit, TODAY, "曹示例", items=(late,))
    ).value
    before = office.dump()
    office.services.inspections.delete(inspection.id)
    (one,) = office.services.recycled.all()
    assert one.kind == "检查"
    office.services.recycled.bring_back([one.entry])
    assert office.dump() == before


def test_words_narrow_the_bin_down_and_the_newest_stand_first(office: Office) -> None:
    people = office.services.people
    for name in ("甲示例", "乙示例"):
        people.delete([people.add_person(PersonDraft(name)).value.id])
    theme = office.services.themes.set_theme("2026-05", "防汛").value
    office.services.themes.delete(theme.id)
    names = [one.name for one in office.services.recycled.all()]
    assert names == ["2026年5月 防汛", "乙示例", "甲示例"]
    assert [one.name for one in office.services.recycled.all("人员 甲")] == ["甲示例"]
    assert [one.name for one in office.services.recycled.all("防汛")] == ["2026年5月 防汛"]
    assert office.services.recycled.all("没有") == ()


def test_what_took_its_place_or_is_gone_is_named_and_nothing_changes(office: Office) -> None:
    theme = office.services.themes.set_theme("2026-05", "旧的").value
    office.services.themes.delete(theme.id)
    office.services.themes.set_theme("2026-05", "新的")
    (one,) = office.services.recycled.all()
    before = office.dump()
    said = refused(lambda: office.services.recycled.bring_back([one.entry]))
    assert said == "月度主题“2026年5月 旧的”的位置已经有月度主题“2026年5月 新的”，先改掉或者删掉那一条。"
    assert office.dump() == before


def test_a_record_whose_person_is_gone_says_whom_to_fetch_first_and_both_come_together(
    office: Office,
) -> None:
    person = office.services.people.add_person(PersonDraft("甲示例")).value.id
    draft = ReserveDraft(person, office.villages["东村"])
    reserve = office.services.cadres.add(draft).value.id
    before = office.dump()
    office.services.cadres.delete(reserve)
    office.services.people.delete([person])
    gone = {one.kind: one for one in office.services.recycled.all()}
    said = refused(lambda: office.services.recycled.bring_back([gone["后备名单"].entry]))
    assert said == "后备名单的一条要先有人员“甲示例”，它也删了；先把它拿回来，或者一起选上。"
    office.services.recycled.bring_back([one.entry for one in gone.values()])
    assert office.dump() == before


def test_a_locked_month_takes_no_record_back(office: Office) -> None:
    (meeting,) = meetings.register(office, meetings.a_draft(office))
    office.services.meetings.delete([meeting.id])
    office.services.meetings.lock_month("2026-06", "季度检查已报")
    (one,) = office.services.recycled.all()
    before = office.dump()
    assert "已经锁定" in refused(lambda: office.services.recycled.bring_back([one.entry]))
    assert office.dump() == before


def test_a_selection_that_takes_no_nominations_takes_none_back(office: Office) -> None:
    selection = nominations.begin(office)
    first, _second = nominations.nominate(office, selection, "一示例", "二示例")
    office.services.selections.delete_nominations([first.id])
    office.services.selections.close_nominations(selection.id, nominations.CLOSED)
    (one,) = office.services.recycled.all()
    before = office.dump()
    assert "已经结束推荐" in refused(lambda: office.services.recycled.bring_back([one.entry]))
    assert office.dump() == before


def test_neither_reporters_nor_content_nor_reserve_cadres_are_named_in_the_bin(office: Office) -> None:
    tip = office.services.tips.add(
        TipDraft(received_on=TODAY, content="路灯不亮"), Reporter("反映示例", "13800077777", "东村 3 号")
    ).value
    office.services.tips.delete(tip.id)
    reserve = office.services.cadres.add(ReserveDraft(office.secretaries["一示例"], office.villages["东村"]))
    office.services.cadres.delete(reserve.value.id)
    told = repr(office.services.recycled.all())
    for secret in ("路灯", "反映示例", "13800077777", "一示例", "东村"):
        assert secret not in told
    assert {one.kind for one in office.services.recycled.all()} == {"群众意见", "后备名单"}


def test_nothing_chosen_changes_nothing(office: Office) -> None:
    before = office.dump()
    assert office.services.recycled.bring_back([]).action == 0
    assert office.dump() == before


def test_every_table_of_the_bin_is_a_kind_with_a_name() -> None:
    assert all(table in BY_TABLE for table in IN_BIN)
    assert not {"unit", "sitting", "ballot", "publicity", "objection", "attendance"} & set(IN_BIN)


def test_a_deleted_outside_training_is_found_by_its_person(office: Office) -> None:
    number = CASES["outside"][0](office)
    office.services.outside.remove(number)
    assert [one.name for one in office.services.recycled.all("一示例")] == ["一示例 县里培训"]
