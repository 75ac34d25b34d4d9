"""Search: what a hit says of itself, over every kind of record that has texts."""

from __future__ import annotations

from datetime import date

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Errand
from gzparty.domain.inspection import Inspection, InspectionKind
from gzparty.domain.problem import Step
from gzparty.domain.selection import Category, Nomination, Selection, Subject
from gzparty.domain.theme import Theme
from gzparty.domain.tip import Tip, TipChannel, TipKind
from gzparty.labels import refusal_text
from gzparty.labels.search import KINDS
from gzparty.services.training import CourseDraft
from tests.builders import NOW, TODAY, Office
from tests.problems import a_draft, register, take
from tests.storage.test_texts import a_meeting


def test_hits_name_their_record_and_the_words_around(office: Office) -> None:
    services = office.services
    a_meeting(office.store, "会议排出 6 月防火值班表，每班 2 人。")
    services.calendars.ensure(2026)
    training = services.trainings.plan(2026, "每月第三个周三 14:30").value[5]
    services.trainings.set_courses(training.id, [CourseDraft("森林防火", "讲师示例", minutes=180)])
    with office.store.action("要材料", "errand.add", NOW, "test"):
        office.store.duties.insert_errand(
            Errand(0, "e1", "2026-01", "防火物资统计表", "县应急局", date(2026, 6, 12), date(2026, 6, 18))
        )
    hits = services.search.find("防火")
    assert [(hit.kind, hit.day) for hit in hits] == [
        ("meeting", date(2026, 6, 17)),
        ("training", date(2026, 6, 17)),
        ("errand", date(2026, 6, 12)),
    ]
    assert "防火值班" in hits[0].around
    assert hits[0].title.endswith("集中学习 6月")
    assert hits[2].title == "防火物资统计表"


def test_nothing_found_is_an_empty_list_and_nothing_to_look_for_is_said(office: Office) -> None:
    assert office.services.search.find("祭扫烈士墓") == ()
    with pytest.raises(Refusal) as caught:
        office.services.search.find("，。")
    assert "没有可找的字" in refusal_text(caught.value)


def test_problems_inspections_and_opinions_are_found_by_what_they_say(office: Office) -> None:
    unit_id = office.communities["管城社区"]
    register(office, a_draft(office, "值班记录漏记"), a_draft(office, "去向牌没更新"))
    with office.store.action("备", "test", NOW, "test"):
        day = date(2026, 6, 3)
        held = Inspection(0, "i", "2026-01", InspectionKind.SELF, unit_id, "2026-06", day, note="值班室看过")
        office.store.inspections.insert(held)
        told = Tip(0, "t", "2026-02", TipKind.OPINION, TipChannel.CALL, date(2026, 6, 2), "值班电话没人接")
        office.store.tips.insert(told)
    hits = office.services.search.find("值班")
    assert [(hit.kind, hit.title, hit.around.split()[0], hit.day) for hit in hits] == [
        ("inspection", "管城社区 自查自纠 6月", "值班室看过", day),
        ("tip", "2026-02 号意见", "值班电话没人接", date(2026, 6, 2)),
        ("problem", "管城社区 2026-001 号问题", "值班记录漏记", date(2026, 5, 28)),
    ]
    assert set(KINDS) >= {hit.kind for hit in hits}


def test_what_was_noted_while_a_problem_was_put_right_is_found_and_undone(office: Office) -> None:
    (row,) = register(office)
    take(office, row, Step.NOTE, note="买了新的登记簿")
    (hit,) = office.services.search.find("登记簿")
    assert (hit.kind, hit.record_id) == ("problem", row.id)
    assert hit.around.endswith("买了新的登记簿")
    office.services.offices.undo()
    assert office.services.search.find("登记簿") == ()


def test_themes_and_candidates_are_found_by_what_is_written_of_them(office: Office) -> None:
    with office.store.action("备", "test", NOW, "test"):
        office.store.themes.insert(Theme(0, "h", "2026-05", "集体增收", "学习合作社章程", came_on=TODAY))
        selections = office.store.selections
        chosen = selections.insert(Selection(0, "s", "2026-04", "2026-04", "集体增收"))
        units = selections.insert(Selection(0, "n", "2026-03", "2026-03", "先进", subject=Subject.UNIT))
        for number, name, unit in ((chosen, "孙示例", "官庄村"), (units, "东村党支部", "东村")):
            group = selections.insert_category(Category(0, f"c{number}", number, 1))
            told = Nomination(0, f"n{number}", number, group, 1, name, unit_name=unit, deeds="领办合作社")
            selections.insert_nomination(told)
        other = Nomination(0, "x", chosen, 1, 2, "赵示例", deeds="值守水库")
        selections.insert_nomination(other)
    hits = office.services.search.find("合作社")
    assert [(hit.kind, hit.title, hit.day, hit.period) for hit in hits] == [
        ("theme", "5月主题 集体增收", TODAY, "2026-05"),
        ("nomination", "4月评选 官庄村 孙示例", date(2026, 4, 1), "2026-04"),
        ("nomination", "3月评选 东村党支部", date(2026, 3, 1), "2026-03"),
    ]
    assert set(KINDS) >= {hit.kind for hit in hits}
    office.services.offices.undo()
    assert office.services.search.find("合作社") == ()
